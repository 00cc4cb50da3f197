"""Records: what the ledger, the references and the cards need to know of a page, as plain data that can be kept."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

OWN_ID = re.compile(r"\{[^{}]*#([\w:.-]+)[^{}]*\}\s*$")
MARKS = re.compile(
    r"^#{1,6}\s|\{[^{}]*\}\s*$|\s#+\s*$|[*`]|(?<!\w)_|_(?!\w)|\n[-=]+\s*$|!?\[|\]\([^()]*\)", re.MULTILINE
)
OUTSIDE = re.compile(r"https?://", re.IGNORECASE)


class Row(NamedTuple):
    """A number of a page.

    line, column  where it stands; where the page quotes it, for a number in quoted code
    shown         what the page says
    kind          one of KINDS
    known_by      the expression or equation that gives it
    value         exactly, or to twelve digits where it is a float
    source, url   where a cited or measured number comes from
    section       which of the page's sections it stands in; -1 above the first heading
    code          the place in the quoted file: snippets/soft_lookup.py:21
    """

    line: int
    column: int
    shown: str
    kind: str
    known_by: str
    value: str
    source: str
    url: str
    section: int
    code: str


class Outside(NamedTuple):
    """A link of a page to another site."""

    url: str
    line: int
    column: int
    section: int


class Fact(NamedTuple):
    """What a card says about one number: ``shown`` is ``known_by``, which is ``value``, rounded as ``how`` says."""

    shown: str
    known_by: str
    value: str
    how: str


class Card(NamedTuple):
    """What opens when a reader presses a number, or a group of them.

    section      which of the page's sections it belongs to; -1 above the first heading
    row          the first of its numbers among the rows of the page's record; -1 where there is none
    facts        what it says, number by number
    code         the lines that define the names of its expressions: (place, line)
    source, url  where a cited or measured number comes from
    """

    section: int
    row: int
    facts: list[Fact]
    code: list[tuple[str, str]]
    source: str
    url: str

    @property
    def label(self) -> str:
        return ", ".join(fact.shown for fact in self.facts)


class PageRecord:
    """What is known of one page.

    rows       its numbers, in the order of the page
    sections   its headings: (id, title); the id is "" where the page gives none
    unchecked  the phrases that its front matter lists, with their counts
    outside    its links to other sites
    markers    the comments that the site replaces: (name, line, column)
    cards      what its numbers open when they are pressed, in the order of the page
    """

    def __init__(self, rows=(), sections=(), unchecked=None, outside=(), markers=(), cards=()):
        self.rows = [Row(*row) for row in rows]
        self.sections: list[tuple[str, str]] = [(own_id, title) for own_id, title in sections]
        self.unchecked: dict[str, int] = unchecked or {}
        self.outside = [Outside(*link) for link in outside]
        self.markers: list[tuple[str, int, int]] = [tuple(marker) for marker in markers]
        self.cards = [
            Card(section, row, [Fact(*fact) for fact in facts], *rest) for section, row, facts, *rest in cards
        ]

    def ids(self, page: str) -> list[str]:
        """An anchor for each row: its page, its section, and which number of the section it is.

        An edit in another section leaves an anchor as it is, and so the links to it.
        """
        counts: dict[str, int] = defaultdict(int)
        found = []
        for row in self.rows:
            section = (self.sections[row.section][0] or str(row.section)) if row.section >= 0 else ""
            counts[section] += 1
            found.append(f"{page}:{section}:{counts[section]}")
        return found


def record_of(report) -> dict:
    """The record of a page that was checked just now, as the arguments of :class:`PageRecord`."""
    page = report.page
    if page is None:
        return {}
    starts = section_starts(page)
    ends = {heading.start: heading.end for heading in page.headings}
    sections = [id_and_title(page.text[start : ends[start]]) for start in starts]
    rows = [row_of(report, number, starts) for number in in_order(report)]
    outside = [
        (link.url, *page.source.place(link.start), section_number(starts, link.start))
        for link in sorted(page.links, key=lambda link: link.start)
        if OUTSIDE.match(link.url)
    ]
    return {
        "rows": rows,
        "sections": sections,
        "unchecked": unchecked_phrases(page),
        "outside": outside,
        "markers": report.markers,
    }


def unchecked_phrases(page) -> dict[str, int]:
    listed = page.meta.get("unchecked")
    if not isinstance(listed, dict):
        return {}  # none, or a mistake that the check reports
    return {str(phrase): count for phrase, count in listed.items() if isinstance(count, int)}


def in_order(report) -> list:
    """The numbers of a page in the order in which it shows them; those in quoted code count where it is quoted."""
    return sorted(report.numbers, key=lambda number: (offset_on_page(number), number.start))


def offset_on_page(number) -> int:
    """Where a number stands on the page; for one in quoted code, where the page quotes it."""
    return number.at if number.file else number.start


def section_starts(page) -> list[int]:
    return sorted(heading.start for heading in page.headings)


def section_number(starts: list[int], at: int) -> int:
    """Which section of the page an offset is in; -1 above the first heading."""
    return bisect_right(starts, at) - 1


def row_of(report, number, starts: list[int]) -> Row:
    at = offset_on_page(number)
    line, column = report.page.source.place(at)
    shown = number.shown or report.page.text[number.start : number.end]
    known_by = number.equation or number.expression
    known = (shown, number.kind, known_by, number.value, number.source, number.url)
    return Row(line, column, *known, section_number(starts, at), number.code)


def id_and_title(heading: str) -> tuple[str, str]:
    """The id that a heading gives itself, and its words."""
    own_id = OWN_ID.search(heading.strip())
    return own_id.group(1) if own_id else "", " ".join(MARKS.sub("", heading.strip()).split())
