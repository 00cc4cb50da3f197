"""Each number of an equation is one of the snippet: no two of them change together unnoticed."""

import re
from itertools import pairwise, product

import pytest

SNIPPET = """\
import numpy as np

orange, blue = range(2)
animal = 0
d_k = 4
weights = np.array([0.72, 0.05, 0.08, 0.15])
values = np.array([[4, 1], [1, 4], [2, 0], [0, 3]])
poured = np.array([[18, 0], [0, 3], [6, 3]])
jar = poured.sum(axis=0)
query = np.array([1.0, 2.0, 0.5])
many = np.repeat(3, 6)
"""
TERMS = "0.72·[4, 1] + 0.05·[1, 4] + 0.08·[2, 0] + 0.15·[0, 3]"
PARTS = "[2.88, 0.72] + [0.05, 0.20] + [0.16, 0.00] + [0.00, 0.45]"
TIED = [
    "[`18 + 0 + 6 = 24`](=poured[:, orange])",
    "[`18 + 0 + 6 = 24`](=poured[:, orange].sum())",
    "[`18 + 0 + 6 = 24`](=jar[orange])",
    "[``18 + 0 + 6 = 24``](=poured[:, orange])",
    "[$18 + 0 + 6 = 24$](=poured[:, orange])",
    "[`24 = 18 + 0 + 6`](=poured[:, orange])",
    "[`3 + 3 + 3 + 3 + 3 + 3 = 18`](=many)",
    "[`0.72·4 = 2.88`](<=weights[animal] * values[animal, 0]>)",
    "`jar[orange] = 18 + 0 + 6 = 24`",
    "`18 + 0 + 6 = jar[orange]`",
    "`weights.sum() = 0.72 + 0.05 + 0.08 + 0.15 = 1.00`",
    "`(weights.sum() - weights[animal]) = 1.00 - 0.72 = 0.28`",
    "`1 - weights[animal] = 1 - 0.72 = 0.28`",
    "`sqrt(d_k) = √4 = 2`",
    r"$\sqrt{d_k} = \sqrt{4} = 2$",
    "`query @ query = 1.0·1.0 + 2.0·2.0 + 0.5·0.5 = 5.00 + 0.25 = 5.25`",
    "`query @ query = 1.0·1.0 + 2.0·2.0 + 0.5·0.5 = 1.00 + 2.0·2.0 + 0.25 = 5.25`",
    f"`weights @ values = {TERMS} = {PARTS} = [3.09, 1.37]`",
    f"```worked\nweights @ values\n  = {TERMS}\n  = {PARTS}\n  = [3.09, 1.37]\n```",
]
UNTIED = [
    "`18 + 0 + 6 = 24`",
    "`2 + 2 = 4`",
    "`72% = 18/25`",
    "$0.72 \\cdot 4 = 2.88$",
    "`d_k + 37 = 41`",
    "`d_k - d_k + 100/2 - 2*2*2 - 1 = 41`",
    "`jar[orange] = 17 + 1 + 6 = 24`",
    "`17 + 1 + 6 = jar[orange]`",
    "`jar[orange] = 12 · 2 = 24`",
    "`jar[orange] = 6 + 6 + 6 + 6 = 24`",
    "`query @ query = 1.0·1.0 + 2.0·2.0 + 0.5·0.5 = 4.75 + 0.50 = 5.25`",
    "`weights @ values = 0.72·[4, 1] + 0.05·[1, 4] + 0.16·[1, 0] + 0.15·[0, 3] = [3.09, 1.37]`",
    f"`weights @ values = {TERMS} = [2.89, 0.72] + [0.04, 0.20] + [0.16, 0.00] + [0.00, 0.45] = [3.09, 1.37]`",
    "```worked\n1.5 + 2\n  = 3.5\n```",
]


@pytest.fixture
def says(project):
    """Gives what the check says of an equation."""
    project.write("snippets/soft.py", SNIPPET)

    def check(equation: str, meta: str = ""):
        project.page(f"[4](=d_k)\n\n{equation}\n", meta=meta)
        return project.check()

    return check


@pytest.mark.parametrize("equation", TIED)
def test_equation_of_the_snippets_numbers_holds(says, equation):
    run = says(equation)
    assert run.code == 0, run.out


@pytest.mark.parametrize("equation", UNTIED)
def test_equation_that_holds_among_itself_is_refused(says, equation):
    run = says(equation)
    assert [one for one in run.headlines if one.startswith("nothing ties ")] == run.headlines != [], run.out


def numbers_of(equation: str) -> list[re.Match]:
    head = equation.partition("](=")[0]
    return list(re.finditer(r"(?<![\w.\[,])(?<!, )\d+(?:\.\d+)?(?![\w.]*[\]\[])|(?<=·)\d+(?:\.\d+)?", head))


SEVERAL = [equation for equation in TIED if len(numbers_of(equation)) > 1]  # one number has none to change with


def test_most_equations_have_several_numbers():
    assert len(SEVERAL) > len(TIED) / 2


@pytest.mark.parametrize("equation", SEVERAL)
def test_no_two_numbers_change_together(says, equation):
    """Each pair of numbers is changed by one in the last digit, so that what held among itself would hold again."""
    for (one, other), (up, down) in product(pairwise(numbers_of(equation)), [(1, -1), (-1, 1), (1, 1)]):
        text = equation
        for number, by in ((other, down), (one, up)):
            text = text[: number.start()] + changed(number.group(), by) + text[number.end() :]
        assert says(text).code == 1, text


def changed(number: str, by: int) -> str:
    decimals = len(number.partition(".")[2])
    return f"{abs(int(number.replace('.', '')) + by) / 10**decimals:.{decimals}f}"


def test_number_that_differs_from_the_snippets_is_marked(says):
    run = says("[`18 + 1 + 6 = 25`](=poured[:, orange])")
    assert run.failure == (6, 8, "the page and the snippet disagree")
    assert "(0 in poured[:, orange])" in run.out and "snippets/soft.py:8" in run.out


@pytest.mark.parametrize(
    "tied, headline",
    [
        ("[`18 + 0 + 6 = 24`](=d_k)", "this step does not follow from the one before"),
        ("[`18 + 0 + 6 = 24`](=nobody)", "this step cannot be judged: nothing is called nobody"),
        (
            "[`18 + 0 + 6 = 24`](=24)",
            "24 in an expression is a number that nothing computes: give it a name in the snippet",
        ),
        (
            "[`18 + 0 + 6 = 24`](=1 + 1)",
            "an expression names something of the snippet: a number by itself proves nothing",
        ),
        ("[`18 + 0 + 6 = 24`](=jar[)", "the expression of this claim cannot be read: an index is missing"),
        ("[`18 + 6 = 24`, `0 + 3 = 3`](=jar)", None),
        ("[`d_k = 4, d_k = 4`](=d_k)", "what is tied to an expression is one equation"),
        (
            "## [`18 + 0 + 6 = 24`](=jar[orange]) { #sum }",
            "a heading holds labels only: move this equation into the text",
        ),
    ],
)
def test_tie_that_proves_nothing_is_refused(says, tied, headline):
    run = says(tied)
    assert run.code == 1 and (headline is None or run.headlines == [headline]), run.out


@pytest.mark.parametrize(
    "equation",
    ["`18 + 0 + 6 = 24`", "$0 + 3 + 3 = 6$", "`0.72 + 0.05 + 0.08 + 0.15 = 1.00`", r"$0 + 15 \div 5 + 3 = 6$"],
)
def test_each_advice_makes_the_page_hold(says, equation):
    """Every row of advice is tried that needs no blank to be filled in."""
    advice = re.findall(r"^  (?:write|or list) +(.+)$", says(equation).out, re.MULTILINE)
    written = [row.partition("   ")[0] for row in advice if row.startswith("[") and "EXPRESSION" not in row]
    listed = [row.partition(": ")[2] + "\n" for row in advice if row.startswith("it in")]
    assert listed and (written or "div" in equation)
    for row in written:
        assert says(row).code == 0, row
    for row in listed:
        assert says(equation, meta=row).code == 0, row


def test_listed_equation_is_still_judged(says):
    assert says("`2 + 2 = 5`", meta='unchecked: {"2 + 2 = 5": 1}\n').headlines == ["this equation does not hold"]


def test_pages_that_are_not_accounted_need_no_tie(project):
    project.plain("`18 + 0 + 6 = 24`\n")
    assert project.check().code == 0
