"""What is written in the place of claims and formulas."""

import pytest

from worked.judge.check import check_page
from worked.read.elements import Span
from worked.run.store import Store
from worked.settings import settings_for
from worked.show.render import edit_formula, render

LONG = "[[4.0000, 1.0000, 1.0000, 4.0000]](=flat)"


@pytest.fixture
def body(project):
    """The rendered body of a page with a sentence; formulas become F."""
    project.write("snippets/soft.py", "weights = [0.72, 0.28]\nanimal = 0\nflat = [4, 1, 1, 4]\n")

    def rendered(sentence: str) -> str:
        path = project.page(f"\n{sentence}\n")
        settings = settings_for(project.root)
        report = check_page(path, settings, Store(settings))
        assert report.failures == [], [failure.headline for failure in report.failures]
        return render(report, lambda latex, is_displayed: "<div>F</div>" if is_displayed else "<span>F</span>").strip()

    return rendered


@pytest.mark.parametrize("mark", list(".,;:!?)"))
def test_what_closes_a_sentence_stays_in_the_line_of_a_formula(body, mark):
    shown = {":": "&#58;", "!": "&#33;"}.get(mark, mark)
    assert body(f"Take $d_k${mark} Then go on.") == f'Take <span class="whole"><span>F</span>{shown}</span> Then go on.'


def test_formula_before_a_word_stands_by_itself(body):
    assert body("Take $d_k$ here.") == "Take <span>F</span> here."


def test_displayed_formula_stands_by_itself(body):
    assert body("$$d_k$$.").startswith("<div>F</div>.")


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("$a$", True),
        ("$a$\n\nWords.", True),
        ("Words.\n\n$a$", True),
        ("Words.\n \n  $a$\n\t\nWords.", True),
        ("$a$\nWords.", False),
        ("Words.\n$a$", False),
        ("Words.\n\n$a$.\n\nWords.", False),
    ],
)
def test_formula_is_displayed_where_it_is_all_of_its_paragraph(text, is_alone):
    """On the first line of a file too, and on a last one that no line end follows."""
    at, displayed = text.index("$"), []
    span = Span("math", at + 1, at + 2, (at, at + 3))
    edit_formula(text, span, lambda latex, is_displayed: displayed.append(is_displayed) or "F", {})
    assert displayed == [is_alone]


def test_long_number_keeps_its_comma_and_a_short_one_needs_no_help(body):
    long, short = body(f"Take {LONG}, and go."), body("Take [0.72](=weights[animal]), and go.")
    assert long.startswith('Take <span class="whole"><span class="worked worked-long">') and long.endswith(
        "</span>,</span> and go."
    )
    assert short == 'Take <span class="worked">0.72</span>, and go.'
