"""Cards: what a reader learns by pressing a number, as plain data that is kept with the page.

A claim has a card of its own, and so has a step of a worked fence, an equation, and a row of a table.
"""

import re
from bisect import bisect_left

from worked.judge.fence import lines_of
from worked.judge.findings import CHECKED, Number, Report
from worked.maths.expression import parse
from worked.maths.literal import flatten, read_literal
from worked.maths.writing import precision
from worked.read.elements import Claim
from worked.read.python import definition
from worked.read.ranges import line_around
from worked.settings import Settings
from worked.tell.record import Card, Fact, in_order, offset_on_page, section_number, section_starts

MOST_NAMES = 3  # definitions that a card shows; it shows more where it has more numbers
TABLE_ROW = re.compile(r"[ \t>]*\|.*\|[ \t]*")
PRESSED_ITSELF = re.compile(r"[ \t>]*(?:\?\?\?|===)")


class Pressed:
    """Something on a page that opens a card when it is pressed.

    start, end  where it stands on the page
    group       the same for all that open one card
    facts       what its card says of it
    names       the names of the snippet that it uses
    """

    def __init__(self, start: int, end: int, group: tuple[int, int], facts: list[Fact], names: list[str]):
        self.start, self.end, self.group, self.facts, self.names = start, end, group, facts, names


class Cards:
    """The cards of a page.

    all  the cards, in the order of the page
    at   which card opens where: its number, from 1, by the offset at which what opens it starts
    """

    def __init__(self, report: Report, settings: Settings):
        self.report, self.settings = report, settings
        self.all: list[Card] = []
        self.at: dict[int, int] = {}
        self.definitions: dict[str, tuple[str, str] | None] = {}
        if not report.is_accounted:
            return
        self.numbers = in_order(report)
        self.places = list(map(offset_on_page, self.numbers))
        self.sections = section_starts(report.page)
        groups: dict[tuple[int, int], list[Pressed]] = {}
        for pressed in sorted([*self.claims(), *self.steps()], key=lambda one: one.start):
            groups.setdefault(pressed.group, []).append(pressed)
        for number, group in enumerate(groups.values(), 1):
            self.all.append(self.card(group))
            self.at |= {pressed.start: number for pressed in group if may_hold_button(report.page, pressed.start)}

    # ---- what opens a card -------------------------------------------------------------------

    def claims(self) -> list[Pressed]:
        computed = [claim for claim in self.report.page.claims if claim.start in self.report.values]
        found = [self.claim(claim) for claim in computed if not claim.is_drawing]
        return [pressed for pressed in found if pressed]

    def claim(self, claim: Claim) -> Pressed | None:
        """A claim that opens a card; None where one of its numbers was refused."""
        page = self.report.page
        literal = read_literal(page.plain, *claim.shown)
        if len(self.numbers_in(claim.start, claim.end)) < len(flatten(literal)):
            return None
        known_by = " ".join(page.text[slice(*claim.expression)].split())
        shown = " ".join(page.plain[slice(*claim.shown)].split()).strip("*_`$ ")
        names = [node.value for node in parse(page.plain, *claim.expression).walk() if node.op == "name"]
        fact = Fact(shown, known_by, *precision(self.report.values[claim.start].data, literal))
        group = row_of_table(page.plain, claim) or (claim.start, claim.end)
        return Pressed(claim.start, claim.end, group, [fact], names)

    def steps(self) -> list[Pressed]:
        page, found = self.report.page, []
        steps = sorted(self.report.steps, key=lambda step: step.start)
        starts = [step.start for step in steps]
        for low, high in [*steps_of_fences(page), *spans_in_text(page)]:
            held = steps[bisect_left(starts, low) : bisect_left(starts, high)]
            if held:
                facts = [Fact(step.shown, step.known_by, step.value, step.how) for step in held]
                found.append(Pressed(low, high, (low, high), facts, [name for step in held for name in step.names]))
        return found

    # ---- the cards ---------------------------------------------------------------------------

    def card(self, group: list[Pressed]) -> Card:
        numbers = [number for pressed in group for number in self.numbers_in(pressed.start, pressed.end)]
        row = bisect_left(self.places, numbers[0].start) if numbers else -1
        # The first name of an expression is the array, the others are often its indices: arrays come first.
        heads = [name for pressed in group for name in pressed.names[:1]]
        names = [name for pressed in group for name in pressed.names]
        code = self.code([*heads, *names], max(MOST_NAMES, len(set(heads))))
        sources = dict.fromkeys(number.source for number in numbers if number.source)
        url = next((number.url for number in numbers if number.url), "")
        section = section_number(self.sections, group[0].start)
        return Card(section, row, [fact for pressed in group for fact in pressed.facts], code, "; ".join(sources), url)

    def code(self, names: list[str], most: int) -> list[tuple[str, str]]:
        for name in names:
            if name not in self.definitions:
                found = (definition(snippet, name, self.settings) for snippet in self.report.snippets)
                self.definitions[name] = next(filter(None, found), None)
        return list(dict.fromkeys(filter(None, (self.definitions[name] for name in names))))[:most]

    def numbers_in(self, start: int, end: int) -> list[Number]:
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return [number for number in self.numbers[low:high] if number.kind in CHECKED and not number.file]


def may_hold_button(page, start: int) -> bool:
    """Is there room for a button? A link, the title of a box that opens, and a tab do something else when pressed."""
    line = page.text[page.text.rfind("\n", 0, start) + 1 : start]
    return page.link_at(start) is None and not PRESSED_ITSELF.match(line)


def row_of_table(text: str, claim: Claim) -> tuple[int, int] | None:
    """The row of a table that a claim stands in."""
    start, end = line_around(text, claim.start, claim.end)
    return (start, end) if TABLE_ROW.fullmatch(text, start, end) else None


def steps_of_fences(page) -> list[tuple[int, int]]:
    return [(start, end) for fence in page.fences if fence.is_worked for start, end in lines_of(page.text, fence)]


def spans_in_text(page) -> list[tuple[int, int]]:
    """Code spans and formulas, except those in headings, whose text makes their addresses."""
    return [span.outer for span in page.spans if not page.in_headings.hold(span.start)]
