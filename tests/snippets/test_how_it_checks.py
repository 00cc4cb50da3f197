"""The page on how this site checks itself shows its own source, and a message that the check really gives."""

import re
from contextlib import chdir
from fractions import Fraction

import pytest

import snippets.how_it_checks as page
from tests.project import ROOT, Checker, copy, run

CONSTANT = dict.fromkeys(["first", "second"], "an index")  # no input moves them

PAGE = ROOT / "docs/how-it-checks.md"
TEXT = PAGE.read_text("utf8")
SOURCES = [page.claim_source, page.equation_source, page.fence_source, page.drawing_source]


def test_blend_is_that_of_a_hand():
    assert Fraction(page.output) == Fraction(3, 4) * 4 + Fraction(1, 4) * 1 == Fraction(13, 4)
    assert page.weights.sum() == 1


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_source_that_the_page_shows_is_its_own(source):
    """Word for word, but for the words in the place of dots."""
    start, *rest = map(re.escape, re.split(" ?… ?", source()))
    written = re.compile(r"[^\[\]]*?".join([start, *rest]))
    paragraphs = TEXT.split("\n\n")
    [place] = [place for place, paragraph in enumerate(paragraphs) if written.fullmatch(paragraph)]
    assert f"![](={source.__name__}())" in paragraphs[place - 2 : place], "the source stands right above its result"


def test_page_uses_each_of_the_four_forms():
    report = Checker(ROOT).check(PAGE, TEXT)
    shown = {TEXT[n.start : n.end] for n in report.numbers if n.kind == "computed"}
    assert not report.failures and {"0.75", "1.00", "3.00", "3.25"} <= shown
    assert sum(fence.is_worked for fence in report.page.fences) == 1
    assert (
        sum(claim.is_drawing for claim in report.page.claims) == len(SOURCES) + 4
    )  # the flow, the bars, the page and its message


def test_bars_are_as_long_as_their_weights():
    lengths = [line.count("█") for line in page.bars().splitlines()]
    assert [Fraction(n, sum(lengths)) for n in lengths] == [Fraction(weight) for weight in page.weights]


def test_message_is_what_the_command_line_prints(tmp_path):
    project = copy(tmp_path / "project")
    (project / "docs/mistake.md").write_text(page.wrong_page(), "utf8")
    checked = run(project, "worked", "check", "docs/mistake.md")
    assert checked.returncode == 1
    message, _, totals = checked.stdout.rpartition("\n\n")
    assert page.mistake() == message
    assert totals.startswith("1 failure; ")


def test_message_names_its_files_from_the_root_wherever_it_is_made(tmp_path):
    here = page.mistake()
    with chdir(tmp_path):
        assert page.mistake() == here
    assert here.startswith("docs/mistake.md:6:15: ")


def test_page_without_the_mistake_would_hold():
    assert "[3.35](=output)" in page.wrong_page()
    mended = page.wrong_page().replace("3.35", "3.25")
    assert Checker(ROOT).check(ROOT / "docs/mistake.md", mended).failures == []


def test_message_points_at_the_line_that_computes_the_blend():
    line = int(page.mistake().rpartition("snippets/how_it_checks.py:")[2])
    assert (ROOT / "snippets/how_it_checks.py").read_text("utf8").splitlines()[line - 1].startswith("output = ")
