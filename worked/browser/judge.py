"""Judging a page again, over code that its reader has changed."""

import re
from pathlib import Path
from textwrap import dedent, indent

from worked.browser.places import Places
from worked.browser.values import Edits, Values
from worked.judge.check import check_page
from worked.judge.findings import CHECKED, Number, Report
from worked.judge.quoted import Quote
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.expression import parse
from worked.maths.literal import flatten, is_finite, read_literal
from worked.maths.tokens import ExpressionError
from worked.maths.writing import describe, restyle
from worked.read.source import apply
from worked.settings import Settings, settings_for

LONGEST = 120  # characters of what would be printed at a place

judges: dict[str, "Judge"] = {}  # of the pages that were asked for


def judge_page(root: Path, page: str, edits: dict[str, str]) -> dict:
    """Judge a page over what its reader has changed.

    page     its file, from the root of the project
    edits    the changed text of blocks, by their places; the keys are texts, as JSON has them
    returns  what Judge.judge() does
    """
    if page not in judges:
        judges[page] = Judge(root / page, settings_for(root))
    return judges[page].judge({int(place): text for place, text in edits.items()})


class Judge:
    """Judges one page again and again."""

    def __init__(self, page: Path, settings: Settings):
        self.page, self.settings = page.resolve(), settings
        self.before = check_page(self.page, settings, Values(settings, {}))
        self.numbers = [number for number in self.before.numbers if number.kind in CHECKED]
        self.places = Places(self.before, settings)

    def judge(self, blocks: dict[int, str]) -> dict:
        """Judge the page over changed blocks.

        blocks   the changed text of blocks, by their places among the page's blocks of Python, from 0
        returns  holds and of, how many numbers do; off, the others: where they stand, and what they would be now
        """
        after = self.before
        if blocks:
            after = check_page(self.page, self.settings, Values(self.settings, self.edits(blocks)))
        held = {place_of(number) for number in after.numbers}
        off = [number for number in self.numbers if place_of(number) not in held]
        return {"holds": len(self.numbers) - len(off), "of": len(self.numbers), "off": self.marks(off, after)}

    def edits(self, blocks: dict[int, str]) -> Edits:
        """The files that the blocks are quoted from, with the changed texts in them."""
        texts: Edits = {}
        changes: dict[Path, list[tuple[Quote, str]]] = {}
        for place, text in blocks.items():
            for number, quote in enumerate(self.places.quotes[place]):  # the first holds all, where a block has several
                changes.setdefault(quote.path, []).append((quote, text if number == 0 else ""))
        for path, of_file in changes.items():
            made = of_file[0][0].text
            for quote, text in sorted(of_file, key=lambda one: -one[0].start):
                section = made[quote.start : quote.end]
                margin = section[: len(section) - len(section.lstrip(" "))] if dedent(section) != section else ""
                made = made[: quote.start] + indent(text.rstrip("\n") + "\n", margin) + made[quote.end :]
            texts[path.resolve()] = made
        return texts

    def marks(self, off: list[Number], after: Report) -> list[dict]:
        """Where numbers that no longer hold stand on the page, each place once."""
        found: dict[tuple, list[Number]] = {}
        for number in off:
            found.setdefault(self.places.of(number), []).append(number)
        said = {(one.file, one.line, one.column): one for one in after.failures}
        return [
            {"kind": kind, "place": place, "line": line, "now": self.now((kind, place, *line), numbers, said, after)}
            for (kind, place, *line), numbers in found.items()
        ]

    def now(self, place: tuple, numbers: list[Number], said: dict, after: Report) -> str:
        """What would be printed at a place, all of it; "" where nothing would."""
        kind, count, *_ = place
        text, low, high = self.places.text_of(place, numbers[0])
        if kind == "claim":
            value = after.values.get(self.places.claims[count][0])
            return shortened(restyled(text, low, high, value.data)) if value and not value.is_drawing else ""
        wrong = [(one, failure) for one in numbers if (failure := said.get(self.places.line_and_column(one)))]
        if kind == "step" and not wrong:
            return self.end_of_chain(text, low, high, after)
        if not wrong or not all(failure.computed for _, failure in wrong):
            return ""
        if "\\" in text[low:high]:  # LaTeX, which is set where it stands, and nowhere else
            return shortened(", ".join(failure.computed for _, failure in wrong))
        edits = [(one.start, one.start + failure.width, failure.computed) for one, failure in wrong]
        return shortened(apply(text[:high], low, edits))

    def end_of_chain(self, text: str, low: int, high: int, after: Report) -> str:
        """What a row of a worked fence would be that is one value: what the first row now gives."""
        fence = self.places.fence_at(low)
        first, last = (self.before.page.source.place(at)[0] for at in (fence.start, fence.end))
        wrong = (one for one in after.failures if one.file == self.before.name and first <= one.line <= last)
        given = next((one.computed for one in wrong), "")
        try:
            return shortened(restyled(text, low, high, exact(parse(given))))
        except (ExpressionError, EvaluationError):
            return ""


def restyled(text: str, low: int, high: int, data) -> str:
    """A value, written as the literal is that stands in a text."""
    literal = read_literal(text, low, high)
    pairs = list(zip(flatten(literal), flatten(data)))
    if shape(literal) != shape(data) or not all(is_finite(value) for _, value in pairs):
        return describe(data)
    written = [(entry.node.start, entry.node.end, restyle(text, entry, value)) for entry, value in pairs]
    return apply(text[:high], low, written) if all(new for *_, new in written) else describe(data)


def shortened(text: str) -> str:
    text = " ".join(re.sub(r"[`*$]", "", text).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def place_of(number: Number) -> tuple[str, int, int]:
    return number.file, number.start, number.end
