"""A formula that cannot be shown is refused where it stands, in words that a reader of the message can use."""

import pytest

from worked.settings import settings_for
from worked.show.workshop import Workshop

STYLE = "this formula needs a style, which no page may have"
REFUSED = {
    "\\smash{half}": 'this formula cannot be set: Unknown command "\\smash".',
    "half = \\textcolor{red}{0.5}": STYLE,
    "\\begin{aligned} half &= 0.5 \\end{aligned}": STYLE,
}


@pytest.fixture
def made(project):
    """A page with a formula in its line 6, as it goes to a Markdown processor."""

    def made(formula: str):
        path = project.page(f"\nWords.\n${formula}$ here.\n")
        return Workshop(settings_for(project.root)).make(path)

    return made


@pytest.mark.parametrize("formula", REFUSED)
def test_formula_that_cannot_be_shown_is_refused_where_it_stands(made, formula):
    failures = made(formula).failures
    assert [(one.line, one.column, one.headline) for one in failures] == [(6, 2, REFUSED[formula])]


def test_formula_without_a_style_is_shown(made):
    verdict = made("half = \\cancel{0.5}")
    assert verdict.failures == [] and "<math" in verdict.markdown
