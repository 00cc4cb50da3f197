"""A label names something that exists, and counts nothing."""

import re

import pytest

from tests.worked.conftest import SNIPPET

SETTINGS = """\
[tool.worked]

[tool.worked.labels]
token = "words"
step = ""
h = "words"
"""


@pytest.fixture
def says(project):
    project.write("pyproject.toml", SETTINGS)
    words = "words = ['it'] * 100\nx1, float_2, table = 'it', 2, np.zeros((2, 3))\n"
    project.write("snippets/soft.py", SNIPPET + words)

    def check(text: str) -> list[str]:
        project.page(f"[0.5](=half)\n\n{text}\n")
        return project.check().headlines

    return check


@pytest.mark.parametrize(
    "text",
    [
        "Token 7 gets the most.",
        "It looks at token 7, and numbers are kept.",
        "Token 1 does so, and token 2 and token 3 are left.",
        "Tokens 1, 2 and 3 are cards.",
        "So that token 7's value counts",
        "token 30 that early message",
        "Token 7 sees cards. Step 17 is last.",
        "token 12 numbers the cards",
        "does token 30 still hold?",
        "token 3 of the sentence",
        "h30 and x1, then h100",
        "`h30`, `x1`, `float32`, `np.log2`, `weights[1]`, `values[1, 0]`, `values[:, 1]`, `words[99]`, `values[0][1]`",
        "$h_{30}$ and $h_{t-1}$, $w_i$, $weights_2$, $table_{2,3}$",
    ],
)
def test_name_of_something_holds(says, text):
    assert says(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("For each token 96 numbers are kept.", "96"),
        ("Per token 12 pages.", "12"),
        ("Every second token 40 cards.", "40"),
        ("A token 41 bytes long.", "41"),
        ("In token 96 different numbers hide.", "96"),
        ("It gives token 96 of them.", "96"),
        ("Step 8 minutes long.", "8"),
        ("After step 12 metres are left.", "12"),
        ("token 30 km", "30"),
        ("token 3€", "3"),
        ("token 3-fold", "3"),
        ("token 3 and a half", "3"),
        ("token 3 more", "3"),
        ("Tokens 40 and 50 words.", "50"),
        ("The step 12 people took", "12"),
        ("token 96 words is too much", "96"),
        ("x3 faster", "3"),
        ("h30 faster", "30"),
        ("It costs R500.", "500"),
        ("h101 is none", "101"),
        ("token 101 is none", "101"),
        ("x₃ is none", "₃"),
        ("`R500`", "500"),
        ("`weights[41]`", "41"),
        ("`weights[-3]`", "3"),
        ("`weights[0, 1]`", "0"),
        ("`values[1][7]`", "7"),
        ("`foo[1]`", "1"),
        ("$x_{41}$", "41"),
        ("$weights_3$", "3"),
        ("$table_{2,4}$", "4"),
        ("$x_{i+41}$", "41"),
        ("$h_{101}$", "101"),
    ],
)
def test_quantity_in_the_place_of_a_name_is_refused(says, text, number):
    assert any(one.startswith((f"{number} is wrong here: ", f"nothing accounts for {number}")) for one in says(text))


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("For each token 96 numbers are kept.", "For token 96, numbers are kept."),
        ("x3 faster", "[2](=twice(x1_times)) times faster"),
        ("R500", "[2](=twice(x1_times))"),
    ],
)
def test_what_the_advice_says_holds(says, project, text, instead):
    assert len(says(text)) == 1
    project.write("snippets/soft.py", (project.root / "snippets/soft.py").read_text() + "x1_times = 1\n")
    assert says(instead) == []


@pytest.mark.parametrize("text", ["x3", "R500", "`weights[41]`", "`foo[1]`", "$x_{41}$", r"$\alpha_{41}$", "`R500`"])
def test_name_that_is_listed_as_the_advice_says_holds(says, project, text):
    project.page(f"[0.5](=half) {text} is one.\n")
    [listed] = re.findall(r"or list +it in the front matter: (unchecked: .+)", project.check().out)
    project.page(f"[0.5](=half) {text} is one.\n", meta=f"{listed}\n")
    assert project.check().code == 0
