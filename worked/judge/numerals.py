"""Numerals: what accounts for the numbers that no claim, equation or drawing gives: a year in a link, say."""

from worked.judge.labels import Names, instead_of_name
from worked.judge.phrases import places_of
from worked.read.elements import Link
from worked.read.naming import counts, counts_what_follows
from worked.read.numbered import number_of_address, whole
from worked.read.numbers import JOINED, Labels, glued_before, numerals_in
from worked.read.page import Page
from worked.read.ranges import Ranges
from worked.read.references import years_by_address
from worked.settings import Settings


class Numeral:
    """A number as it stands on the page.

    kind    "label", "cited", "unchecked", or "" while nothing accounts for it
    reason  why it is wrong, where something does account for it and disagrees; ``advice`` says how to mend that
    """

    __slots__ = ("start", "end", "kind", "source", "reason", "advice")

    def __init__(self, start: int, end: int):
        self.start, self.end = start, end
        self.kind = self.source = self.reason = ""
        self.advice: list[tuple[str, str]] = []


class Explanations:
    """Knows the labels, the sources and the listed phrases of a page."""

    def __init__(self, page: Page, settings: Settings, names: Names):
        self.page, self.text, self.names = page, page.text, names
        self.labels = Labels(settings.labels)
        self.years = years_by_address(settings)
        self.prose = page.prose()
        self.listed = Ranges([])  # where the listed phrases stand

    def numerals(self, ranges: list[tuple[int, int]] | None = None) -> list[Numeral]:
        """The numbers of the prose, or of ranges of the page, each with what accounts for it."""
        text = self.prose if ranges is None else self.text
        found = []
        for low, high in ranges if ranges is not None else [(0, len(text))]:
            for match in numerals_in(text, low, high):
                found.append(self.account(Numeral(*match.span()), text))
        return found

    def account(self, numeral: Numeral, text: str) -> Numeral:
        if self.listed.hold(numeral.start, numeral.end):
            numeral.kind = "unchecked"
            return numeral
        if link := self.page.link_at(numeral.start):
            self.in_link(numeral, link, text)
        elif self.labels.cover(numeral.start, numeral.end, text):
            numeral.kind = "label"
        if numeral.kind == "label" and not numeral.reason:
            self.look_up(numeral, link, text)
        return numeral

    def look_up(self, numeral: Numeral, link: Link | None, text: str) -> None:
        """A label names something that exists, and counts nothing."""
        noun, start = self.labels.noun_before(numeral.start, text)
        shown = text[numeral.start : numeral.end]
        if not noun and counts_what_follows(self.page.plain, numeral.end):
            letters = glued_before(text, numeral.start)
            numeral.reason = f"{letters}{shown} counts what follows, and so is no name"
            numeral.advice = instead_of_name(letters, shown)
        elif not noun:
            numeral.reason, numeral.advice = self.names.fault_of_name(glued_before(text, numeral.start), shown)
        elif counts(self.page.plain, start, numeral.end):
            numeral.reason = f"it may count something, and so be no name of a {noun}"
            numeral.advice = [
                ("write", f"[{shown}](=EXPRESSION) for a quantity"),
                ("or", f"{noun} {shown} without an article before it, and with a comma behind it"),
            ]
        else:
            numeral.reason = self.names.fault(noun, numeral.start, numeral.end, link)

    def in_link(self, numeral: Numeral, link: Link, text: str) -> None:
        shown = text[numeral.start : numeral.end]
        address = link.url.partition("#")[0]
        number = number_of_address(link.url)
        if (year := self.years.get(link.url, self.years.get(address))) is not None:
            if shown in link.url and not self.labels.cover(numeral.start, numeral.end, text):
                numeral.kind, numeral.source = "cited", link.url  # arXiv:1706.03762, which the address holds too
                return
            is_label = self.labels.cover(numeral.start, numeral.end, text) and len(shown) != 4
            numeral.kind, numeral.source = ("label", "") if is_label else ("cited", link.url)
            if not is_label and (shown != str(year) or JOINED.match(text, numeral.end)):
                numeral.reason = f"the source behind this link is of {year}"
        elif self.labels.cover(numeral.start, numeral.end, text):
            numeral.kind = "label"
            if number and shown.isdigit() and whole(shown) != whole(number):
                numeral.reason = f"the link leads to lesson {number}"

    def find_phrases(self, listed: dict, visible: str) -> list[tuple[str, object, list[tuple[int, int]]]]:
        """Each phrase of ``unchecked:`` with how often it is listed and where it stands."""
        rows = []
        for phrase, count in listed.items():
            places = places_of(str(phrase), visible)
            rows.append((str(phrase), count, places))
        self.listed = Ranges(place for _, _, places in rows for place in places)
        return rows
