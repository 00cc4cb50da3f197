"""Claims: the literal in the bracket against the expression behind it."""

import pytest

DISAGREE = "the page and the snippet disagree"


@pytest.mark.parametrize(
    "claim",
    [
        "[0.72](=weights[animal])",
        "[0.72](=weights[0])",
        "[0.28](=weights[-1])",
        "[[0.72, 0.28]](=weights)",
        "[[3.16, 1.84]](=output)",
        "[1.84](=output[road])",
        "[[4, 1]](=values[animal])",
        "[[[4, 1], [1, 4]]](=values)",
        "[4](=values[animal, 0])",
        "[[4, 1]](=values[:, 0])",
        "[2.88](<=weights[animal] * values[animal, 0]>)",
        "[1](=weights.sum())",
        "[1](=sum(weights))",
        "[2](=len(weights))",
        "[72%](=weights[animal])",
        "[1](=twice(half))",
        "[1.44](=twice(weights[animal]))",
        "[1.44](=twice(x=weights[animal]))",
        "[2](=values.T.shape[0])",
        "[[2, 2]](=values.shape)",
        "[0](=argmax(weights))",
        "[0](=animal)",
        "[0.5](=half)",
        "[0.5](= half )",
        "[0.25](=half**2)",
        "[0.25](=half^2)",
        "[0.25](=half*half)",
        "[−0.5](=-half)",
        "[3](=2 * half + 2)",
        "[0.7071](=sqrt(half))",
        "[[1, 4]](=values[road])",
        "[0.50](=half)",
        "[0.500000000000](=half)",
        "[0.36](=weights.mean()*weights[0])",
        "[7.2e-1](=weights[animal])",
    ],
)
def test_true_claim_holds(project, claim):
    project.page(f"See {claim}.\n")
    run = project.check()
    assert run.code == 0, run.out


def test_message_names_place_value_and_both_ways_to_mend(project):
    project.page("the blend is [[3.16, 1.85]](=output)\n")
    assert project.check().out.startswith(
        "page.md:4:22: the page and the snippet disagree\n"
        "    the blend is [[3.16, 1.85]](=output)\n"
        "                         ^^^^\n"
        "  page says  1.85\n"
        "  computed   1.84   (output[1] = 1.84, to 12 digits)\n"
        "  fix page   worked fix page.md\n"
        "  or code    snippets/soft.py:6\n"
    )


@pytest.mark.parametrize("decimals", range(1, 8))
def test_last_digit_is_checked_at_every_number_of_decimals(project, decimals):
    project.write("snippets/soft.py", "third = 1 / 3\n")
    project.page(f"[0.{'3' * decimals}](=third) and [0.{'3' * (decimals - 1)}4](=third)\n")
    assert project.check().failure[2] == DISAGREE


def test_every_wrong_entry_of_a_vector_is_reported_at_its_own_place(project):
    project.page("[[0.71, 0.28]](=weights), [[[4, 2], [1, 3]]](=values)\n")
    assert [column for _, _, column in project.check().places] == [3, 33, 41]


def test_value_half_way_between_two_numbers_is_refused(project):
    project.write("snippets/soft.py", "eighth = 0.125\n")
    project.page("[0.12](=eighth) or [0.13](=eighth)\n")
    run = project.check()
    assert [column for _, _, column in run.places] == [2, 21]
    assert "half-way" in run.headlines[0] and "write  0.125, with more decimals\n" in run.out


@pytest.mark.parametrize(
    "claim, shown, computed",
    [
        ("[0.72](=weights)", "one number", "shape (2,)"),
        ("[[0.5]](=half)", "shape (1,)", "one number"),
        ("[[1, 2, 3]](=weights)", "shape (3,)", "shape (2,)"),
        ("[[4, 1, 1, 4]](=values)", "shape (4,)", "shape (2, 2)"),
    ],
)
def test_shape_that_does_not_match_is_refused(project, claim, shown, computed):
    project.page(f"See {claim}.\n")
    run = project.check()
    assert run.failure == (4, 6, "the page and the snippet disagree in shape")
    assert shown in run.out and computed in run.out


@pytest.mark.parametrize(
    "name, close",
    [
        ("weigths", "weights"),
        ("weight", "weights"),
        ("ouput", "output"),
        ("haf", "half"),
        ("twise(half)", "twice"),
        ("valeus[0, 0]", "values"),
    ],
)
def test_unknown_name_offers_the_nearest_known_one(project, name, close):
    project.page(f"See [0.72](={name}).\n")
    run = project.check()
    assert run.code == 1
    assert run.failure[:2] == (4, 13) and f"did you mean {close}?" in run.out


@pytest.mark.parametrize(
    "name", ["zzzzzz", "_hidden", "__builtins__", "__file__", "__name__", "open", "eval", "print", "True", "None"]
)
def test_name_that_the_snippet_does_not_show_is_refused(project, name):
    project.write("snippets/soft.py", "half = 0.5\n_hidden = 1\n")
    project.page(f"See [1](={name}) and [0.5](=half).\n")
    run = project.check()
    assert run.code == 1 and {line for _, line, _ in run.places} == {4}


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "import os",
        "().__class__",
        "weights.__class__",
        "weights.tofile(half)",
        "weights.tolist()",
        "weights.data",
        "weights.dtype",
        "np",
        "np.pi",
        "np.array(weights)",
        "np.linalg.norm(weights)",
        "open(half)",
        "eval(half)",
        "exec(half)",
        "print(half)",
        "lambda: half",
        "[w for w in weights]",
        "half if half else half",
        "half and half",
        "weights['a']",
        "half == half",
        "weights.sum",
        "twice",
        "twice.__code__",
        "twice.__globals__",
        "twice(half).__class__",
        "f'{half}'",
        "half; half",
        "half := 1",
        "twice(*weights)",
        "twice(**weights)",
        "max",
        "path",
        "loads(half)",
        "array(weights)",
        "Path(half)",
        "getattr(half, half)",
        "weights[0].real",
        "half.real",
        "half.__class__",
        "weights.base",
        "weights.T.base",
        "weights.ctypes",
        "partial(half)",
        "Thing(half)",
        "Thing.area",
        "made.area()",
    ],
)
def test_forbidden_expression_is_refused(project, expression):
    project.write(
        "snippets/soft.py",
        "import os\nimport os.path as path\nfrom functools import partial\nfrom json import loads\nfrom pathlib import Path\n\nimport numpy as np\nfrom numpy import array\n\n"
        "weights = np.array([0.72, 0.28])\nhalf = 0.5\n\n\ndef twice(x):\n    return 2 * x\n\n\n"
        "class Thing:\n    def __init__(self, x=1):\n        self.area = lambda: x\n\n\nmade = Thing()\n",
    )
    project.page(f"See [0.5](=half) and [0.5](<={expression}>).\n")
    run = project.check()
    assert run.code == 1 and run.failure[0] == 4 and run.failure[1] >= 23


@pytest.mark.parametrize(
    "expression", ["0.5 * weights[animal]", "twice(0.5)", "weights[animal] + .5", "1e-1 * half", "twice(50%)"]
)
def test_decimals_of_an_expression_are_refused(project, expression):
    project.page(f"See [0.5](=half) and [0.36](<={expression}>).\n")
    run = project.check()
    assert run.failure[:2] == (4, 31)


@pytest.mark.parametrize(
    "expression",
    ["0.72", "72 / 100", "1", "sqrt(4)", "sum(1, 2)", "[1, 2]", "2 + 2", "max(3, 4)", "len([1, 2])", "abs(-3)"],
)
def test_number_by_itself_proves_nothing(project, expression):
    project.page(f"See [0.5](=half) and [4](<={expression}>).\n")
    assert project.check().failure[0] == 4


@pytest.mark.parametrize(
    "expression",
    [
        "9**9**9 * half",
        "half * 1e20000000",
        "animal + 10**10**10",
        "2**(10**9) * half",
        "twice(9**9**9)",
        "weights * " + "9" * 100,
        "twice(2) ** 10**9",
        "weights[9**9**9]",
        "(10**300 * half) * (10**4000)",
    ],
)
def test_expression_that_would_run_for_minutes_is_refused(project, expression):
    project.page(f"See [0.5](=half) and [4](<={expression}>).\n")
    assert project.check().failure[0] == 4


@pytest.mark.parametrize(
    "expression",
    [
        "weights[5]",
        "weights[0, 0]",
        "values[road, 5]",
        "half[0]",
        "twice[0]",
        "twice()",
        "twice(1, 2)",
        "weights @ half",
        "values @ [1, 2, 3]",
        "weights / zero",
        "bad()",
        "leave()",
        "words",
        "words[0]",
        "nothing",
        "true",
        "huge",
        "empty",
        "nan",
        "complex_",
    ],
)
def test_expression_without_a_value_is_refused_with_the_reason(project, expression):
    project.write(
        "snippets/soft.py",
        "import numpy as np\n\nweights = np.array([0.72, 0.28])\nvalues = np.array([[4, 1], [1, 4]])\nroad, half, zero = 1, 0.5, 0\n"
        "words = ['a']\nnothing = None\ntrue = True\nhuge = np.zeros(200_000)\nempty = []\nnan = float('nan')\ncomplex_ = 1j\n\n\n"
        "def twice(x):\n    return 2 * x\n\n\ndef bad():\n    raise RuntimeError('out of order')\n\n\ndef leave():\n    raise SystemExit(3)\n",
    )
    project.page(f"See [0.5](=half) and [4](<={expression}>).\n")
    run = project.check()
    assert run.code == 1 and run.failure[0] == 4
    assert expression != "bad()" or "out of order" in run.out


@pytest.mark.parametrize("shown", ["", " ", "many", "0.72 or so", "½", "1/2", "x"])
def test_bracket_that_shows_no_number_is_refused(project, shown):
    project.page(f"See [{shown}](=half) and [0.5](=half).\n")
    run = project.check()
    assert run.failure[0] == 4 and "a claim shows a number" in run.failure[2]


@pytest.mark.parametrize("claim", ["[0.5](=)", "[0.5](= )", "[0.5](<=>)"])
def test_claim_without_an_expression_is_refused(project, claim):
    project.page(f"See {claim} and [0.5](=half).\n")
    assert project.check().failure[:2] == (4, 5)


def test_claim_without_a_snippet_says_so(project):
    project.plain("See [0.5](=half).\n")
    run = project.check()
    assert run.failure[0] == 1 and "numbers: snippets/NAME.py" in run.out


def test_claim_in_a_heading_is_refused(project):
    project.page("## It is [0.5](=half) { #half }\n\n[0.5](=half)\n")
    run = project.check()
    assert run.failure[0] == 4 and "heading" in run.failure[2]


@pytest.mark.parametrize(
    "claim",
    [
        "-[0.5](=half)",
        "−[0.5](=half)",
        "1[0.5](=half)",
        "[0.5](=half)5",
        "[0.5](=half)%",
        "[0.5](=half).5",
        "[0.5](=half)[0.5](=half)",
        "3,[200](=100 / half)",
        "[0.5](=half)e3",
    ],
)
def test_what_touches_a_claim_may_not_make_it_another_number(project, claim):
    project.page(f"See {claim} here.\n")
    assert project.check().code == 1


def test_number_that_is_given_as_a_drawing_is_refused(project):
    project.page("See ![half](=half) and [0.5](=half).\n")
    assert project.check().failure[0] == 4


def test_drawing_that_is_given_as_a_number_is_refused(project):
    project.page("See [3](=bars()) and [0.5](=half).\n")
    assert project.check().failure[0] == 4


def test_text_diagram_is_drawn_by_the_snippet(project):
    project.page("![Bars](=bars())\n\n[0.5](=half)\n")
    assert project.check().code == 0


@pytest.mark.parametrize(
    "joined",
    [
        "It is \u2011[2](=twice(road)) now.",
        "It is \uff0d[2](=twice(road)) now.",
        "It is √[2](=twice(road)) now.",
        *(f"It is {sign}[2](=twice(road)) now." for sign in "¯\u02d7\u058a\u1806\u203e\u2213\u221b\u2500\u2e3a\uff0b"),
        *(f"It is {sign}[2](=twice(road)) now." for sign in "¬⁒҂₋∑∏∫∂∇∸⊝⎷┄㏒"),
        *(
            f"It is [2](=twice(road)){point}[2](=twice(road)) now."
            for point in "\u02d9\u066b\u2024\u2027\u201a\uff0e⸳⏨"
        ),
        *(f"There are [2](=twice(road)){unit} of them." for unit in "㎏㎟℃Ⓚ🄺™″⁒!‼"),
        "There are **[2](=twice(road))**! of them.",
        "There are [2](=twice(road))\\! of them.",
        "There are ([2](=twice(road)))! of them.",
        "There are [2](=twice(road))\uff05 of them.",
        "There are [2](=twice(road)) thousands.",
        "There are [2](=twice(road))\u2009[2](=twice(road)) things.",
        "There are [2](=twice(road))^[2](=twice(road)) things.",
        "There are [2](=twice(road))’5 things.",
        f"There are [2](=twice(road)){40 * ' '}% of them.",
        f"There are [2](=twice(road)) {40 * ' '}\nmillion of them.",
        "It is − [2](=twice(road)) now.",
        "It is −\n  [2](=twice(road)) now.",
        "It is minus [2](=twice(road)) now.",
        "It comes to\nminus [2](=twice(road)).",
        "(Negative [2](=twice(road)), that is.)",
        "Minus [2](=twice(road)) is less.",
        "It is -$**[2](=twice(road))** now.",
        "It is -\\$[2](=twice(road)) now.",
        "It is minus € [2](=twice(road)) now.",
        "It has about minus [2](=twice(road)) now.",
        "It costs a negative [2](=twice(road)) now.",
        "It costs a **negative** [2](=twice(road)) now.",
        "There are [2](=twice(road)) below zero.",
        "There are [2](=twice(road)) degrees below zero.",
        "There are twenty-[2](=twice(road)) of them.",
        "There are Thirty [2](=twice(road)) of them.",
        "There are a hundred and [2](=twice(road)) of them.",
        "There are a thousand\n[2](=twice(road)) of them.",
        "It is three point [2](=twice(road)) now.",
        "There are [2](=twice(road)) [200](=100 / half) of them.",
        "There are [2](=twice(road))\n**[200](=100 / half)** of them.",
        "There are [2](=twice(road))$[2](=twice(road)) of them.",
        "There are [2](=twice(road))€[2](=twice(road)) of them.",
        "It is −([2](=twice(road))) now.",
        "It is −“[2](=twice(road))” now.",
        "There are [2](=twice(road)) and a half.",
        "There are [2](=twice(road))(=half) of them.",  # the end of a claim that was half deleted
        "There are [2](=twice(road)) and three quarters.",
    ],
)
def test_claim_that_its_surroundings_make_another_number_is_refused(project, joined):
    project.page(f"{joined}\n")
    assert "what touches this claim makes it another number" in project.check().out


@pytest.mark.parametrize(
    "honest",
    [
        "a—[2](=twice(road)) b",
        "x − [2](=twice(road))",
        "[2](=twice(road)) − [2](=twice(road))",
        "[2](=twice(road))\n\n% is a sign",
        "the [2](=twice(road))’s",
        "US$[2](=twice(road)), x − €[2](=twice(road)), (€[2](=twice(road)))",
        "[2](=twice(road)) millimetres",
        "[2](=twice(road)) minus [2](=twice(road))",
        "the score minus [2](=twice(road))",
        "the [2](=twice(road)) and a third one",
        "[2](=twice(road))![Bars](=bars())",
        "(It takes [2](=twice(road)).)! №",
        "the negatives [2](=twice(road)), at that point [2](=twice(road)), a hundred, [2](=twice(road))",
        "twenty of [2](=twice(road)) below the zero",
        "[2.0](=twice(road)) [200](=100 / half), [2](=twice(road)) [2](=twice(road)), [2](=twice(road)) [200.0](=100 / half)",
        "| [2](=twice(road)) | [200](=100 / half) |\n|---|---|\n| a | b |",
    ],
)
def test_claim_beside_a_dash_or_an_apostrophe_holds(project, honest):
    project.page(f"{honest}\n")
    assert project.check().code == 0


def test_function_that_ignores_what_it_is_given_gives_no_claim(project):
    project.write("snippets/soft.py", "d_k = 4\n\n\ndef always(x):\n    return 41\n")
    project.page("[41](=always(d_k))\n")
    assert project.check().failure == (4, 7, "this claim proves nothing: it gives the same whatever d_k is")


@pytest.mark.parametrize(
    ("touching", "column"),
    [
        ("It is −`2 * half = 1`.", 8),
        ("It is −`1 = 2 * half`.", 8),
        ("It is `2 * half = 1`%.", 7),
        ("It is `2 * half = 1` million.", 7),
        ("It is `2 * half = 1`e5.", 7),
        ("It is -$1 = 2half$.", 8),
    ],
)
def test_equation_that_its_surroundings_change_is_refused(project, touching, column):
    project.page(f"{touching}\n")
    run = project.check()
    assert (4, column, "what touches this equation changes it") in [
        (line, place, headline) for (_, line, place), headline in zip(run.places, run.headlines, strict=True)
    ]


@pytest.mark.parametrize("formula", ["$half$", "`half`"])
def test_claim_beside_a_formula_without_a_blank_is_refused(project, formula):
    for joined in (f"[2](=twice(road)){formula}", f"{formula}[2](=twice(road))"):
        project.page(f"{joined}\n")
        assert "what touches this claim makes it another number" in project.check().out


@pytest.mark.parametrize(
    "touching", ["\\mathrm{l}", " \\text{O}", "\\!\\mathrm{M}", "{\\rm l}", "\\,\\text{ !}", "{}\\mathit{I}"]
)
def test_letter_of_a_formula_that_looks_like_a_digit_or_multiplies_is_refused(project, touching):
    project.page(f"It is $2half = 1{touching}$.\n")
    assert "what touches this number makes it another one" in project.check().out
    project.page("It is $half = 0.5\\,\\mathrm{kg}$, and $half = 0.5\\,\\mathrm{l}$.\n")
    assert project.check().code == 0


@pytest.mark.parametrize("shown", ["$2", "2$", "*2", "2_", "**2*"])
def test_mark_on_one_side_of_a_number_is_refused(project, shown):
    project.page(
        f"It is [{shown}](=twice(road)), or $[2](=twice(road)), [**2**](=twice(road)) and [`2`](=twice(road)).\n"
    )
    assert "is a mark that the page does not show" in project.check().out


@pytest.mark.parametrize("word", ["million", "quadrillion", "dozen", "k"])
def test_word_that_multiplies_is_no_unit(project, word):
    for behind in (f"\\text{{ {word}}}", f"~\\text{{{word}}}", f"\\ \\mathrm{{{word}}}"):
        project.page(f"$2half = 1{behind}$\n")
        assert project.check().code == 1
