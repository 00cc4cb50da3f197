"""Records: what the ledger and the references need to know of a page, as plain data to be kept."""

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

    line, column  where it stands; of quoted code, where the page quotes it
    shown         what the page says
    known_by      the expression or equation that gives it
    value         exactly, or to twelve digits where it is a float
    source, url   of a cited or measured number
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
    """What a card says of one number: ``shown`` is ``known_by``, which is ``value``, rounded as ``how`` says."""

    shown: str
    known_by: str
    value: str
    how: str


class Card(NamedTuple):
    """A card.

    section      which of the page's sections it belongs to; -1 above the first heading
    row          the first of its numbers among the rows of the page's record; -1 where there is none
    facts        what it says, number by number
    code         the lines that define the names of its expressions: (place, line)
    source, url  of a cited or measured number
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
        """An anchor for each row, from what it is: page, section, and which number of the section.

        An edit elsewhere on the page leaves it as it is.
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
    sections = [section_of(page.text[start : ends[start]]) for start in starts]
    rows = [row_of(report, number, starts) for number in in_order(report)]
    outside = [
        (link.url, *page.source.place(link.start), sections_before(starts, link.start))
        for link in sorted(page.links, key=lambda link: link.start)
        if OUTSIDE.match(link.url)
    ]
    listed = page.meta.get("unchecked")
    unchecked = (
        {str(phrase): count for phrase, count in listed.items() if isinstance(count, int)}
        if isinstance(listed, dict)
        else {}
    )
    return {"rows": rows, "sections": sections, "unchecked": unchecked, "outside": outside, "markers": report.markers}


def in_order(report) -> list:
    """The numbers of a page as it shows them; those of quoted code stand where it is quoted."""
    return sorted(report.numbers, key=lambda number: (number.at if number.file else number.start, number.start))


def section_starts(page) -> list[int]:
    return sorted(heading.start for heading in page.headings)


def sections_before(starts: list[int], at: int) -> int:
    """Which section something stands in; -1 above the first heading."""
    return bisect_right(starts, at) - 1


def row_of(report, number, starts: list[int]) -> Row:
    at = number.at if number.file else number.start
    shown = number.shown or report.page.text[number.start : number.end]
    section = sections_before(starts, at)
    known_by = number.equation or number.expression
    return Row(
        *report.page.source.place(at),
        shown,
        number.kind,
        known_by,
        number.value,
        number.source,
        number.url,
        section,
        number.code,
    )


def section_of(heading: str) -> tuple[str, str]:
    """The id that a heading gives itself, and its words."""
    own_id = OWN_ID.search(heading.strip())
    return own_id.group(1) if own_id else "", " ".join(MARKS.sub("", heading.strip()).split())
