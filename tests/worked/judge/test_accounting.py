"""Every number that a reader sees is accounted for: labels, sources, listed phrases, and the rest is refused."""

import pytest

from tests.worked.conftest import SNIPPET

HELD = "\n\n[0.72](=weights[animal])\n"
REFERENCES = '[bengio]\nyear = 1994\nurl = "https://doi.org/10.1109/72.279181"\n\n[arora]\nyear = 2023\nurl = "https://arxiv.org/abs/2312.04927"\n'


@pytest.fixture
def cited(project):
    links = 'references = "references.toml"\nother_links = ["https://example.org"]\n'
    project.write("pyproject.toml", f'[tool.worked]\nlabels = ["token", "lesson"]\n{links}')
    project.write("references.toml", REFERENCES)
    return project


# ---- labels ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "token 7",
        "Token 7",
        "tokens 1 and 2",
        "tokens 1, 2 and 3",
        "tokens 1 to 7",
        "tokens 3–5",
        "token\n7",
        "token\u00a07",
        "lesson 07",
        "h30 and x1",
        "α₁ and k₂",
        "d_1",
        "*token 7*",
        "1. first\n2. second",
        "`weights[1]`, `values[1, 0]`, `values[:, 0]`",
        "$x_1$ and $h_{30}$",
        "(token 7)",
    ],
)
def test_label_is_no_quantity(project, text):
    project.write("snippets/soft.py", SNIPPET + "h30 = x1 = d_1 = α1 = k_2 = [0]\nh, x = range(30), [1]\n")
    project.page(text + HELD)
    run = project.check()
    assert run.code == 0, run.out


@pytest.mark.parametrize(
    "text",
    [
        "7 tokens",
        "token 7.5",
        "token 7%",
        "broken 7",
        "token, 7",
        "token. 7",
        "untoken 7",
        "tokenized 7",
        "token 7 of 12 cats",
        "token −7",
        "7th",
        "3D",
        "4-way",
        "x 7",
        "h 30",
        "`f(7)`",
        "`x[0.5]`",
        "`[0, 1]`",
        "`sleep 7`",
        "token 1,000,000.5",
        "token: 7",
        "the number7.5",
        "½ of it",
        "②",
        "x²",
        "GPT2",
        "10⁹",
        "٣ cats",
        "4️⃣",
    ],
)
def test_quantity_is_no_label(project, text):
    project.page(text + HELD)
    run = project.check()
    assert run.code == 1 and {line for _, line, _ in run.places} == {4}, run.out


# ---- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "[Bengio et al. 1994](https://doi.org/10.1109/72.279181)",
        "[Arora 2023](https://arxiv.org/abs/2312.04927#page)",
        "[in 1994](<https://doi.org/10.1109/72.279181>)",
    ],
)
def test_year_of_a_source_is_cited(cited, link):
    cited.page(link + HELD)
    run = cited.check()
    assert run.code == 0 and "1 cited" in run.out


@pytest.mark.parametrize(
    "link, column",
    [
        ("[Bengio 1995](https://doi.org/10.1109/72.279181)", 9),
        ("[Arora 2024](https://arxiv.org/abs/2312.04927)", 8),
        ("[1993, Bengio 1994](https://doi.org/10.1109/72.279181)", 2),
    ],
)
def test_wrong_year_of_a_source_is_refused(cited, link, column):
    cited.page(link + HELD)
    line, at, headline = cited.check().failure
    assert (line, at) == (4, column) and "the source behind this link is of" in headline


@pytest.mark.parametrize(
    "text",
    [
        "[Somebody 1994](https://example.org)",
        "Bengio 1994",
        "[Bengio](https://doi.org/10.1109/72.279181) 1994",
        "[1994](page.md)",
    ],
)
def test_year_without_a_source_is_refused(cited, text):
    cited.page(text + HELD)
    assert cited.check().failure[0] == 4


@pytest.mark.parametrize(
    "link",
    [
        "[lesson 08](08-next.md)",
        "[lesson 8](08-next.md#part)",
        "[Lesson 08](../lessons/08-next.md)",
        "[see lesson 08](08-next/)",
    ],
)
def test_number_in_a_lesson_link_is_that_of_the_lesson(project, link):
    project.page(link + HELD)
    run = project.check()
    assert run.code == 0, run.out


@pytest.mark.parametrize(
    "link, column",
    [("[lesson 09](08-next.md)", 9), ("[Lesson 07](../lessons/08-next.md#a)", 9), ("[lesson 18](08-next/)", 9)],
)
def test_wrong_number_in_a_lesson_link_is_refused(project, link, column):
    project.page(link + HELD)
    line, at, headline = project.check().failure
    assert (line, at) == (4, column) and "the link leads to lesson" in headline


# ---- unchecked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, listed",
    [
        ("It takes 5 min.", '"5 min": 1'),
        ("5 min or 5 min", '"5 min": 2'),
        ("It takes 5\nmin.", '"5 min": 1'),
        ("**5 min**", '"5 min": 1'),
        ("a 5 min, b 6 min", '"5 min": 1, "6 min": 1'),
        ("```text\n5 min\n```", '"5 min": 1'),
        ("| 5 min |\n|---|\n| a |", '"5 min": 1'),
        ("around 1,000.5 m", '"1,000.5 m": 1'),
    ],
)
def test_phrase_that_is_listed_is_unchecked(project, text, listed):
    project.page(text + HELD, meta=f"unchecked: {{{listed}}}\n")
    run = project.check()
    assert run.code == 0 and "unchecked" in run.out, run.out


@pytest.mark.parametrize(
    "text, found",
    [
        ("nothing", 0),
        ("5 min and 5 min", 2),
        ("15 min", 0),
        ("5 minutes", 0),
        ("2.5 min", 0),
        ("1,5 min", 0),
        ("5 Min", 0),
        ("6 min", 0),
        ("<!-- 5 min -->", 0),
    ],
)
def test_phrase_that_stands_more_or_less_often_than_listed_is_refused(project, text, found):
    project.page(text + HELD, meta='unchecked: {"5 min": 1}\n')
    run = project.check()
    assert run.code == 1
    assert any(
        line.startswith("unchecked: '5 min' is listed") and line.endswith(f"on the page {found} times")
        for line in run.headlines
    )
    assert not found or f'"5 min": {found}' in run.out


def test_phrase_without_a_number_is_refused(project):
    project.page("five min" + HELD, meta='unchecked: {"five min": 1}\n')
    assert project.check().failure[0] == 3


def test_phrase_does_not_excuse_a_wrong_claim(project):
    project.page("[0.73](=weights[animal])\n", meta='unchecked: {"0.73": 1}\n')
    assert project.check().code == 1


def test_phrase_does_not_excuse_a_wrong_equation(project):
    project.page("`1 + 1 = 3`" + HELD, meta='unchecked: {"1 + 1 = 3": 1}\n')
    assert project.check().code == 1


def test_phrase_that_starts_with_a_number_in_a_number_is_not_found_there(project):
    project.page("0.5 min" + HELD, meta='unchecked: {"5 min": 1}\n')
    run = project.check()
    assert run.code == 1 and len(run.places) == 2


# ---- what could account for it ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text, offered",
    [
        ("It gets 0.72.", "[0.72](=weights[animal])   weights[animal] has this value"),
        ("Half is 0.50.", "[0.50](=half)   half has this value"),
        ("It gives 3.16.", "[3.16](=output[animal])"),
    ],
)
def test_claim_that_would_account_for_it_is_offered(project, text, offered):
    project.page(text + HELD)
    assert offered in project.check().out


def test_where_nothing_has_the_value_both_ways_are_offered(project):
    project.page("There are 97 cats." + HELD)
    out = project.check().out
    assert "[97](=EXPRESSION)" in out and 'unchecked: {"97 WORDS": 1}' in out


@pytest.mark.parametrize("title", ["# It gets 0.72 { #it }\n", "It gets 0.72 { #it }\n=====\n"])
def test_no_claim_is_suggested_for_a_heading(project, title):
    project.page(f"{title}{HELD}")
    run = project.check()
    assert run.failure[0] == 4 and "write    it in the text" in run.out and "](=" not in run.out


def test_page_without_a_snippet_is_told_to_name_one(project):
    project.write("pyproject.toml", '[tool.worked]\naccounted = ["docs/**/*.md"]\n')
    project.plain("There are 97 cats.\n", "docs/page.md")
    assert "numbers: snippets/NAME.py" in project.check("docs/page.md").out


def test_suggestion_runs_no_function_of_the_snippet(project):
    project.write(
        "snippets/soft.py",
        "weights = [0.72]\nanimal = 0\n\n\ndef bad():\n    raise SystemExit\n\n\nclass Odd:\n    def __len__(self):\n        raise RuntimeError\n\n    def __getattr__(self, name):\n        raise RuntimeError\n\n\nodd = Odd()\n",
    )
    project.page("It gets 0.72." + HELD)
    assert project.check().code == 1


# ---- headings and pages ----------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["## Token 7", "# Lesson 07: look", "Token 7\n-------", "### `weights[0]`"])
def test_heading_with_a_number_needs_an_id_of_its_own(project, heading):
    project.page(heading + HELD)
    line, _, headline = project.check().failure
    assert line == 4 and "id of its own" in headline


@pytest.mark.parametrize(
    "heading", ["## Token 7 { #token }", "# Lesson 07 {#lesson}", "## Token 7 { .wide #token }", "## No number"]
)
def test_heading_with_an_id_may_hold_a_label(project, heading):
    project.page(heading + HELD)
    run = project.check()
    assert run.code == 0, run.out


def test_page_without_front_matter_is_not_accounted(project):
    project.plain("There are 97 cats and `1 + 1 = 2`.\n")
    run = project.check()
    assert run.code == 0 and "3 computed" in run.out


def test_page_that_the_settings_list_is_accounted(project):
    project.write("pyproject.toml", '[tool.worked]\naccounted = ["docs/**/*.md"]\n')
    project.plain("There are 97 cats.\n", "docs/a/page.md")
    assert project.check("docs/a/page.md").failure[:2] == (1, 11)


def test_included_text_is_refused(project):
    project.write("part.md", "97 cats\n")
    project.page('--8<-- "part.md"' + HELD)
    assert project.check().failure[0] == 4


def test_formula_index_and_code_name_are_no_quantities(project):
    project.page("$h_{t-1}$ and `float32`\n")
    assert project.check().code == 0


def test_claim_may_be_wrapped_in_a_quote(project):
    project.page("> [0.72\n> ](=weights[animal])\n")
    assert project.check().code == 0


@pytest.mark.parametrize(
    "typed",
    [
        "−[0.72]",
        "-[0.72]",
        "[0.72] %",
        "[0.72] percent",
        "[0.72] million",
        "5[0.72]",
        "[0.72]k",
        "[0.72] Million",
        "[0.72] k",
    ],
)
def test_what_touches_a_claim_may_not_change_its_number(project, typed):
    project.page(typed.replace("]", "](=weights[animal])") + "\n")
    assert project.check().code == 1


def test_kelvins_are_no_thousands(project):
    project.page("[0.72](=weights[animal]) K\n")
    assert project.check().code == 0


def test_fence_and_claim_of_the_site_cannot_be_typed(project):
    project.page('<span class="worked">words</span>\n')
    assert project.check().code == 1


@pytest.mark.parametrize(
    "title",
    [
        "title: 0x29",
        "title: 4_1",
        "title: 1:41",
        "title: [41]",
        "title: {a: 41}",
        "title: 2041-01-01",
        "title: 41",
        "title: token 1\ntitle: 1 things",
        "title: words\n'title': 41 things",
        "description: token 1\n? description\n: 1 things",
    ],
)
def test_title_that_shows_another_number_than_stands_there_is_refused(project, title):
    project.page("[0.5](=half)\n", meta=f"{title}\n")
    run = project.check()
    assert run.code == 1 and run.places[0][1] == 3
