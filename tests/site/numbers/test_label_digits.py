"""A changed digit of a label is refused at its place, wherever the number then names nothing, or something else.

Every label of the pages that names a lesson, a lab or a place in a list is changed, each digit to each other.
What may be written instead is worked out here in another way: from the files' names and the text around.
"""

import re
from typing import NamedTuple

import pytest

from tests.project import ROOT, Checker, pages
from worked import Report

NOUN = re.compile(r"\b(lesson|lab|token|runner|rescue)(?:s? |\n[ >#]*|s \d+ and )\Z", re.IGNORECASE)
NUMBERS = {noun: {int(page.name[:2]) for page in ROOT.glob(f"docs/{noun}s/[0-9]*")} for noun in ("lesson", "lab")}
COUNTS = {"token": 30, "runner": 30, "rescue": 3}  # as lesson 07 tells them
FILES = [*pages(), *sorted(ROOT.glob("docs/labs/*.py"))]


class Label(NamedTuple):
    start: int
    end: int
    noun: str
    is_fixed: bool  # by a link, or by the title it stands in


def labels_of(report: Report) -> list[Label]:
    text, found = report.page.text, []
    for number in report.numbers:
        noun = NOUN.search(text[max(0, number.start - 40) : number.start])
        if number.kind == "label" and not number.file and noun:
            found.append(Label(number.start, number.end, noun[1].lower(), is_fixed(report, text, number)))
    return found


def is_fixed(report: Report, text: str, number) -> bool:
    line = text[text.rfind("\n", 0, number.start) + 1 : number.start]
    is_title = line.startswith(("title:", "# ")) and report.path.name[:2].isdigit()
    in_link = (
        re.compile(r"[^\[\]]*\]\([./\w-]*\d\d-").match(text, number.end)
        and "[" in text[number.start - 20 : number.start]
    )
    return bool(is_title or in_link or re.compile(r":?\s\[[^\]]*\]\([./\w-]*\d\d-").match(text, number.end))


def may_be(label: Label, number: int) -> bool:
    if label.noun in COUNTS:
        return 1 <= number <= COUNTS[label.noun]
    return not label.is_fixed and number in NUMBERS[label.noun]


def changed(text: str, labels: list[Label], place: int, by: int) -> str:
    """The text with one digit of each label changed."""
    signs = list(text)
    for label in labels:
        signs[label.start + place] = str((int(text[label.start + place]) + by) % 10)
    return "".join(signs)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ROOT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT / "docs").as_posix())
def test_changed_digit_of_a_label_is_refused_at_its_place(checker, file, capsys):
    raw = file.read_text("utf8")
    report = checker.check(file, raw)
    labels, tried, refused = labels_of(report), 0, 0
    shift = raw_offsets(report, raw)
    for place in (0, 1):
        these = [label for label in labels if label.end - label.start > place]
        for by in range(1, 10) if these else ():
            moved = [label._replace(start=shift(label.start), end=shift(label.end)) for label in these]
            text = changed(raw, moved, place, by)
            failures = {
                (one.line, one.column) for one in checker.check(file, text).failures if "is wrong here" in one.headline
            }
            for label, at in zip(these, moved, strict=True):
                is_refused = report.page.source.place(label.start) in failures
                number = int(text[at.start : at.end])
                assert is_refused != may_be(label, number), (label, number)
                tried, refused = tried + 1, refused + is_refused
    with capsys.disabled():
        print(f"\n{file.name}: {len(labels)} labels, {refused} of {tried} changed digits are refused")
    assert refused >= 0.7 * tried


def raw_offsets(report: Report, raw: str):
    """From an offset of the page to one of the file: a lab's text stands behind marks."""
    starts = [0, *(match.end() for match in re.finditer("\n", raw))]

    def shift(offset: int) -> int:
        line, column = report.page.source.place(offset)
        return starts[line - 1] + column - 1

    return shift


def test_labels_are_found(checker):
    found = [label for file in FILES for label in labels_of(checker.check(file, file.read_text("utf8")))]
    assert len(found) >= 110 and {label.noun for label in found} >= {"lesson", "token", "runner", "rescue"}
    assert sum(label.is_fixed for label in found) >= 60
