"""Comparing what a built page displays with what the check of its source saw: number by number, in order."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from worked.judge.findings import Failure
from worked.read.formats import MARKDOWN
from worked.read.numbers import numerals_in
from worked.show.around import EDGE, Seen, touching, word_before

NEAR = 30  # characters around a number that a message shows
CUT_BEFORE, CUT_BEHIND = re.compile(r"\A\w+(?=\W)"), re.compile(r"(?<=\W)\w+\Z")
WORDS = re.compile(r"[^\W\d_]{3,}")
ENTRY = re.compile(r"<li\b", re.IGNORECASE)
FARTHEST_APART = 80  # characters of a source between two words, where a page shows a number
SEPARATE = "what both read alike, with a blank or a word between numbers"
MOST_COMPARED = 400  # numbers in which a difference is looked for; behind it only where it begins is told
MOST_TOLD = 20  # differences of one page


class Displayed:
    """What a page displays.

    flows     its text, by the label of the footnote that it stands in, "" for none
    words     what is shown or spoken beside the text, likewise
    formulas  where formulas stand in a flow: (start, end)
    problems  what could show other words than are written, likewise: where, what it is, what to write instead
    """

    def __init__(self):
        self.pieces: dict[str, list[str]] = {}
        self.lengths: dict[str, int] = {}
        self.words: dict[str, list[str]] = {}
        self.formulas: dict[str, list[tuple[int, int]]] = {}
        self.problems: dict[str, list[tuple[int, str, str]]] = {}

    def write(self, label: str, text: str) -> None:
        if text:
            self.pieces.setdefault(label, []).append(text)
            self.lengths[label] = self.length(label) + len(text)

    def length(self, label: str) -> int:
        return self.lengths.get(label, 0)

    def add_words(self, label: str, words: list[str]) -> None:
        self.words.setdefault(label, []).extend(words)

    def end_formula(self, label: str, start: int) -> None:
        self.formulas.setdefault(label, []).append((start, self.length(label)))

    def flow(self, label: str) -> str:
        return "".join(self.pieces.get(label, ()))


class Shown(NamedTuple):
    """A number that a page displays: its digits, what touches them, and where it stands in a text."""

    shown: str
    before: str
    behind: str
    word: str
    start: int
    text: str
    group: int = 0

    @property
    def is_of_entry(self) -> bool:
        """Is it the number that a list sets before an entry?"""
        return self.text[self.start - 1 : self.start] == EDGE and self.text.startswith(
            ". ", self.start + len(self.shown)
        )

    @property
    def around(self) -> str:
        """The words beside it in its line."""
        return words_around(self.text, self.start, self.start + len(self.shown))


def words_around(text: str, start: int, end: int) -> str:
    """Whole words on both sides of a place in a text, from its line."""
    low = max(text.rfind(EDGE, 0, start) + 1, start - NEAR)
    edge = text.find(EDGE, end + 3)  # the number of a list stands in front of one
    high = min(edge if edge >= 0 else len(text), end + NEAR)
    before, behind = text[low:start], text[end:high]
    before = CUT_BEFORE.sub("", before) if text[low - 1 : low].isalnum() else before
    behind = CUT_BEHIND.sub("", behind) if text[high : high + 1].isalnum() else behind
    return " ".join(f"{before}{text[start:end]}{behind}".replace(EDGE, " ").split())


def words_beside(shown: Shown) -> tuple[str, str]:
    """The nearest word on each side of a number, in its line; "" where none stands there."""
    end = shown.start + len(shown.shown)
    before = shown.text[max(0, shown.start - NEAR) : shown.start].rpartition(EDGE)[2]
    behind = shown.text[end : end + NEAR].partition(EDGE)[0]
    return (WORDS.findall(before) or [""])[-1], (WORDS.findall(behind) or [""])[0]


def gaps(before: str, behind: str) -> re.Pattern:
    """What stands between two words, each time that they come one after the other; it matches where that begins."""
    either = rf"\b(?:{before}|{behind})\b"
    return re.compile(rf"\b{before}\b\s*(?=\S)(?=(?:(?!{either})[\s\S]){{1,{FARTHEST_APART}}}?\b{behind}\b)")


Find = Callable[[str, str], tuple[str, int, int] | None]


def differences(
    seen: dict, displayed: Displayed, name: str, lines: Callable[[], list[str]], find: Find
) -> list[Failure]:
    """Where a page displays other numbers than the check of its source saw.

    seen       as :class:`worked.show.seen.SeenNumbers` gives it
    displayed  the built page
    name       of the page's file
    lines      gives the lines of that file
    find       finds the place in other files where a number was typed among some words
    """
    comparison = Comparison(name, lines, find)
    flows = {label: [Seen(*row) for row in rows] for label, rows in seen["flows"].items()}
    for label in dict.fromkeys([*flows, *displayed.pieces]):
        known = in_order(flows.get(label, []))
        comparison.compare(known, in_order(shown_in(displayed.flow(label), displayed.formulas.get(label, []))))
        comparison.tell_problems(known, displayed, label)
    compare_words(comparison, seen, displayed.words)
    return comparison.failures[:MOST_TOLD]


def compare_words(comparison: "Comparison", seen: dict, words: dict[str, list[str]]) -> None:
    """Compare what is shown or spoken beside the text; titles that are defined apart have no order."""
    titles = {title: (line, column) for title, line, column in seen["titles"]}
    attributes = {label: [Seen(*row) for row in rows] for label, rows in seen["attributes"].items()}
    met: set[str] = set()
    for label in dict.fromkeys([*attributes, *words]):
        plain = [" ".join(one.split()) for one in words.get(label, [])]
        met.update(one for one in plain if one in titles)
        own = [shown for one in plain if one not in titles for shown in shown_in(one)]
        comparison.compare(attributes.get(label, []), own)
    for title, place in titles.items():
        if title not in met:
            comparison.fail(place, f"no link of this page shows the title “{title}”", "the page without it")


def shown_in(text: str, formulas: list[tuple[int, int]] = ()) -> list[Shown]:
    """The numbers of a text that is displayed; those of a formula have its start as their group."""
    found, starts = [], [start for start, _ in formulas]
    for match in numerals_in(text):
        near = bisect_right(starts, match.start()) - 1
        is_inside = near >= 0 and match.end() <= formulas[near][1]
        group = starts[near] + 1 if is_inside else 0
        start, end = match.span()
        around = *touching(text, start, end), word_before(text, start)
        found.append(Shown(match.group(), *around, start, text, group))
    return found


def in_order(numbers: list) -> list:
    """Numbers with those of each formula sorted: LaTeX and MathML write them in different orders."""
    groups = groupby(numbers, key=lambda one: one.group)
    return [
        number for group, those in groups for number in (sorted(those, key=lambda one: one.shown) if group else those)
    ]


class Comparison:
    """Compares lists of numbers, and collects what is wrong at the place where it was written."""

    def __init__(self, name: str, lines: Callable[[], list[str]], find: Find):
        self.name, self.lines, self.find = name, lines, find
        self.failures: list[Failure] = []

    def fail(self, place: tuple[int, int], headline: str, instead: str, file: str = "") -> None:
        self.failures.append(Failure(file or self.name, *place, headline, advice=[("write", instead)]))

    def compare(self, seen: list[Seen], shown: list[Shown]) -> None:
        for low, high, first, last in unlike(seen, shown):
            if len(self.failures) >= MOST_TOLD:
                return
            self.tell(seen, seen[low:high], shown[first:last], low)
        if len(seen) == len(shown):
            for one, other in zip(seen, shown, strict=True):
                if one.shown != other.shown:
                    continue
                if not is_same_around(one, other):
                    self.tell_touched(one, other)
                elif not is_same_place(one, other):
                    self.tell_moved(one, other)

    def tell(self, all_seen: list[Seen], seen: list[Seen], shown: list[Shown], at: int) -> None:
        """Tell of numbers that differ: those seen, and those shown in their place."""
        if not shown:
            for one in seen[:MOST_TOLD]:
                headline = f"the check saw {one.shown} here, and the built page does not show it"
                self.fail((one.line, one.column), headline, "it in plain Markdown, or the page without it", one.file)
            return
        line = shown[0].around
        if not seen:
            for count, one in enumerate(shown[:MOST_TOLD]):
                entries = sum(earlier.is_of_entry for earlier in shown[:count])
                file, *place = self.place_between(all_seen[max(0, at - 1) : at], all_seen[at : at + 1], one, entries)
                headline = f"the built page shows {one.shown}, which the check did not see: {one.around}"
                self.fail(place, headline, "this part in plain Markdown, so that both read it alike", file)
            return
        numbers = ", ".join(one.shown for one in seen[:5])
        others = ", ".join(one.shown for one in shown[:5])
        instead = f"{others}, as it shows" if len(seen) == len(shown) else SEPARATE
        headline = f"the check saw {numbers} here, and the built page shows {others}: {line}"
        self.fail(
            (seen[0].line, seen[0].column),
            headline,
            instead,
            seen[0].file,
        )

    def tell_touched(self, one: Seen, other: Shown) -> None:
        joined = f"{other.before}{other.shown}{other.behind}"
        headline = f"what touches {one.shown} on the built page makes it another number, {joined}: {other.around}"
        self.fail((one.line, one.column), headline, "both together in plain text, or a blank between", one.file)

    def tell_moved(self, one: Seen, other: Shown) -> None:
        headline = f"the check saw {one.shown} behind the word “{one.word}”, and the built page shows it elsewhere: {other.around}"
        self.fail((one.line, one.column), headline, "this part in plain Markdown, so that both read it alike", one.file)

    def place_between(
        self, before: list[Seen], behind: list[Seen], shown: Shown, entries: int = 0
    ) -> tuple[str, int, int]:
        """Where a number that nobody saw is written: between its neighbours, or else the words beside it.

        entries  of lists, whose numbers stand between the neighbours and before it
        """
        low, high, start = self.range_between(before, behind)
        near = [(self.name, one.line, one.column) for one in (*before, *behind) if not one.file]
        words = WORDS.findall(shown.around)
        own = self.in_lines(low, high, start, shown.shown)
        is_told = own and (not words or any(one in self.lines()[own[1] - 1] for one in words))
        found = None if is_told else self.find(shown.shown, shown.around)
        is_of_page = found and found[0].endswith(MARKDOWN)
        places = (
            own if is_told else None,
            self.made_between(low, high, start, shown, entries),
            None if is_of_page else found,  # a template, a hook or a setting
            own,
            self.in_lines(low, high, start, *words),
            found,
        )
        return next(filter(None, [*places, *near]), (self.name, 1, 1))

    def range_between(self, before: list[Seen], behind: list[Seen]) -> tuple[int, int, int]:
        """The lines between two numbers, and where in the first line the first number ends."""
        low = before[0].line if before and not before[0].file else 1
        high = behind[0].line if behind and not behind[0].file else len(self.lines())
        start = before[0].column + len(before[0].shown) - 1 if before and low == before[0].line else 0
        return low, high, start

    def made_between(self, low: int, high: int, start: int, shown: Shown, entries: int) -> tuple[str, int, int] | None:
        """Where in some lines stands what becomes a number: an entry of a list, or an emoji between two words."""
        text = "\n".join(self.lines()[low - 1 : high])
        if shown.is_of_entry:
            found = [entry.start() for entry in ENTRY.finditer(text, start)][entries : entries + 1]
        else:
            words = words_beside(shown)
            found = [match.end() for match in gaps(*words).finditer(text, start)][:1] if all(words) else []
        return next(((self.name, low + text.count("\n", 0, at), at - text.rfind("\n", 0, at)) for at in found), None)

    def in_lines(self, low: int, high: int, start: int, *sought: str) -> tuple[str, int, int] | None:
        """The first line of some lines of the page that holds all that is sought."""
        lines = self.lines()  # the count at the foot is seen behind its last one
        for number in range(low, min(high, len(lines)) + 1) if sought else ():
            line = lines[number - 1]
            columns = [line.find(one, start if number == low else 0) for one in sought]
            if min(columns) >= 0:
                return self.name, number, columns[0] + 1
        return None

    def tell_problems(self, seen: list[Seen], displayed: Displayed, label: str) -> None:
        """Tell of what could show other words than are written: between the words beside it, or at the next number."""
        problems = displayed.problems.get(label, [])
        flow = displayed.flow(label)
        starts = [one.start for one in shown_in(flow)] if problems else []
        for offset, headline, instead in problems[:MOST_TOLD]:
            at = min(bisect_left(starts, offset), len(seen) - 1) if seen else 0
            is_like = len(starts) == len(seen)  # else nobody knows between which of them it stands
            lines = self.range_between(*((seen[max(0, at - 1) : at], seen[at : at + 1]) if is_like else ((), ())))
            place = self.made_between(*lines, Shown("", "", "", "", offset, flow), 0)
            near = [(one.line, one.column) for one in seen[at : at + 1] if not one.file]
            self.fail(place[1:] if place else next(iter(near), (1, 1)), headline, instead)


def unlike(seen: list[Seen], shown: list[Shown]) -> Iterator[tuple[int, int, int, int]]:
    """Where two lists of numbers differ: the range in each."""
    here, there = [one.shown for one in seen], [one.shown for one in shown]
    if here == there:
        return
    start = next((at for at, (one, other) in enumerate(zip(here, there)) if one != other), min(len(here), len(there)))
    ends = next(
        (
            at
            for at, (one, other) in enumerate(
                zip(here[: start - 1 - len(here) : -1], there[: start - 1 - len(there) : -1])
            )
            if one != other
        ),
        min(len(here), len(there)) - start,
    )
    here, there = here[start : len(here) - ends], there[start : len(there) - ends]
    if max(len(here), len(there)) > MOST_COMPARED:
        yield start, start + min(len(here), 1), start, start + min(len(there), 1)
        return
    for kind, low, high, first, last in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + low, start + high, start + first, start + last


def is_same_around(one: Seen, other: Shown) -> bool:
    return one.before in (None, other.before) and one.behind in (None, other.behind)


def is_same_place(one: Seen, other: Shown) -> bool:
    """Does the same word stand in front of both? Else they are two numbers that look alike."""
    return not one.word or one.word == other.word
