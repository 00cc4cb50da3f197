"""Places: where the numbers of a page are found in what a browser shows of it."""

import re

from worked.judge.fence import rows_of
from worked.judge.findings import Number, Report
from worked.judge.quoted import Quote, quotes_of
from worked.read.block import Block
from worked.settings import Settings
from worked.show.cards import may_hold_button
from worked.show.seen import notes_of

RELATION = re.compile(r"\s*[=≈]?\s*")


class Places:
    """Where the numbers of a page are found in what a browser shows of it.

    A place is a kind and a count from 0, in the order of the built page: "claim" counts what has the class `worked`, "step"
    the rows of worked fences, "equation" the equations in text, "block" the blocks of Python (with a line in it, from 1).
    What has no such place, as a number in a heading, is of the kind "" .
    """

    def __init__(self, report: Report, settings: Settings):
        self.report, self.page, self.settings = report, report.page, settings
        notes = [(start, end) for start, end, _ in notes_of(self.page.text, self.page.body)]

        def as_shown(start: int) -> tuple[bool, int]:
            """The foot of a page shows its notes, wherever they are written."""
            return any(low <= start < high for low, high in notes), start

        claims = [claim for claim in self.page.claims if not claim.is_drawing]
        self.claims = sorted(((claim.start, claim.end) for claim in claims), key=lambda one: as_shown(one[0]))
        worked = [fence for fence in self.page.fences if fence.is_worked]
        self.rows = [start for fence in worked for start, _, _ in rows_of(self.page.text, fence)]
        steps = [step.start for step in report.steps]
        self.spans = sorted(
            (span.outer for span in self.page.spans if self.is_pressed(span, steps)), key=lambda one: as_shown(one[0])
        )
        self.fences = worked
        self.blocks = [fence for fence in self.page.fences if is_python(fence)]
        self.quotes = [quotes_of(self.page, fence, settings.root, settings.snippets) for fence in self.blocks]

    def is_pressed(self, span, steps: list[int]) -> bool:
        low, high = span.outer
        is_held = any(low <= start < high for start in steps)
        return is_held and not self.page.in_headings.hold(span.start) and may_hold_button(self.page, low)

    def of(self, number: Number) -> tuple:
        if number.file:
            return self.in_block(number)
        for kind, ranges in (("claim", self.claims), ("equation", self.spans)):
            for place, (low, high) in enumerate(ranges):
                if low <= number.start < high:
                    return kind, place
        if any(fence.start <= number.start < fence.end for fence in self.fences):
            return "step", max(place for place, start in enumerate(self.rows) if start <= number.start)
        return "", number.start

    def in_block(self, number: Number) -> tuple:
        for place, quotes in enumerate(self.quotes):
            above = 0
            for quote in quotes:
                if quote.at[0] == number.at and quote.start <= number.start < quote.end:
                    return "block", place, above + quote.text.count("\n", quote.start, number.start) + 1
                above += quote.text.count("\n", quote.start, quote.end)
        return "", number.start

    def text_of(self, place: tuple, number: Number) -> tuple[str, int, int]:
        """A text, and what of it stands at the place of a number: start and end."""
        kind, count = place[:2]
        if number.file:
            return self.quote_of(number).text, number.start, number.end
        text = self.page.plain  # without the > of a quote that it may be wrapped in
        if kind == "claim":
            claim = next(one for one in self.page.claims if one.start == self.claims[count][0])
            return text, *claim.shown
        if kind == "equation":
            return text, *next(span.inner for span in self.page.spans if span.outer == self.spans[count])
        if kind == "step":
            return text, RELATION.match(text, self.rows[count]).end(), self.row_end(count)
        return text, number.start, number.end

    def row_end(self, row: int) -> int:
        return min([self.fence_at(self.rows[row]).end, *self.rows[row + 1 : row + 2]])

    def fence_at(self, start: int) -> Block:
        return next(one for one in self.fences if one.start <= start < one.end)

    def quote_of(self, number: Number) -> Quote:
        return next(one for quotes in self.quotes for one in quotes if self.settings.name_of(one.path) == number.file)

    def line_and_column(self, number: Number) -> tuple[str, int, int]:
        if not number.file:
            return (self.report.name, *self.page.source.place(number.start))
        quote = self.quote_of(number)
        before = quote.text[: number.start]
        return number.file, before.count("\n") + 1, len(before) - before.rfind("\n")


def is_python(fence: Block) -> bool:
    return fence.info.split()[:1] in (["python"], ["py"], ["{.python"]) or fence.info.startswith(("python", "{.python"))
