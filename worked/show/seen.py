"""What a check saw: the numbers of a page in the order in which a reader has to meet them, each with its place.

Markdown processors differ, and a check of the source can only guess how one of them reads it. So the built
page is read as well, and compared with this (:mod:`worked.show.compare`). Markdown moves a few things from
where they are written: what footnotes say, titles that are defined apart from their links, and attributes,
which stand beside the text. Each of these has an order of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree

from worked.judge.findings import Report
from worked.judge.quoted import quotes_of
from worked.read.numbers import NUMERAL, numerals_in
from worked.read.page import FOOTNOTE
from worked.run.values import Value
from worked.settings import Settings
from worked.show.appendix import note
from worked.show.around import FARTHEST, Seen, touching, word_before
from worked.show.render import edit_foot, plain_literal

ATTRIBUTE_LIST = re.compile(r"\{:?[ \t][^{}\n]*=[^{}\n]*\}")  # with a title or the like, which readers see
END_OF_NOTE = re.compile(rf"{FOOTNOTE.pattern}|\n[ \t]*\n(?=[ ]{{0,3}}\S)", re.MULTILINE)
TAG = re.compile(r"<[^>]*>")


class SeenNumbers:
    """The numbers that a check saw on a page.

    flows       those of the text, in its order: by the label of the footnote that they stand in, "" for none
    attributes  those that are shown or spoken beside the text, likewise
    titles      those of links that are defined apart: the words, and where they stand
    """

    def __init__(self, report: Report, settings: Settings, has_count: bool):
        self.report, self.page, self.settings = report, report.page, settings
        self.text = self.page.text
        self.flows: dict[str, list[Seen]] = {}
        self.attributes: dict[str, list[Seen]] = {}
        self.titles = [self.title(*span) for span in self.page.definitions if NUMERAL.search(self.text, *span)]
        found = [*self.of_page(), *self.of_quotes(), *self.of_drawings(), *self.of_library(has_count)]
        notes = list(notes_of(self.text, self.page.body))
        starts = [start for start, _, _ in notes]
        for at, is_attribute, seen in sorted(found, key=lambda one: one[0]):
            near = bisect_right(starts, at) - 1
            label = notes[near][2] if near >= 0 and at < notes[near][1] else ""
            (self.attributes if is_attribute else self.flows).setdefault(label, []).append(seen)

    def as_data(self) -> dict:
        return {"flows": self.flows, "attributes": self.attributes, "titles": self.titles}

    def title(self, start: int, end: int) -> tuple[str, int, int]:
        words = self.text[start:end].strip()
        words = words[1:-1] if words[:1] in ("'", '"', "(") else words  # an abbreviation has no marks around it
        return " ".join(words.split()), *self.page.source.place(start)

    # ---- where numbers stand -----------------------------------------------------------------

    def of_page(self) -> Iterator[tuple[int, bool, Seen]]:
        """The numbers that are written on the page itself."""
        held = marked(self.text, [(one.start, one.end) for one in self.report.numbers if not one.file])
        lists = [match.span() for match in ATTRIBUTE_LIST.finditer(self.text, self.page.body)]
        attributes = marked(self.text, [*lists, *self.page.attributes])
        elsewhere, markers = marked(self.text, self.page.definitions), {low for low, _ in self.page.markers}
        pieces = self.pieces()
        for match in numerals_in(self.page.visible(), self.page.body):
            start, end = match.span()
            if any(held[start:end]) and not elsewhere[start]:
                low, high, kind = pieces.get(start, (0, len(self.text), ""))
                word = "" if kind in ("steps", "math") or start in markers else word_before(self.page.plain, start)
                around = *self.touching(start, end, low, high, kind), word
                group = low if kind == "math" else 0
                seen = Seen(match.group(), *around, *self.page.source.place(start), group=group)
                yield start, bool(attributes[start]), seen

    def pieces(self) -> dict[int, tuple[int, int, str]]:
        """What this library sets itself: for each offset in it the start, the end and the kind of the piece."""
        pieces = [(*fence.outer, "steps") for fence in self.page.fences if fence.is_worked]
        pieces += [
            (*stripped(self.text, span.start, span.end), "math") for span in self.page.spans if span.kind == "math"
        ]
        for claim in self.page.claims:
            if not claim.is_drawing:
                shown = self.page.plain[slice(*claim.shown)]
                literal = plain_literal(shown)[0]
                low = claim.shown[0] + shown.find(literal)
                pieces.append((low, low + len(literal), "claim"))
        return {at: (low, high, kind) for low, high, kind in pieces for at in range(low, high)}

    def touching(self, start: int, end: int, low: int, high: int, kind: str) -> tuple[str | None, str | None]:
        """What touches a number where it is written; nothing outside of a piece does."""
        if kind == "steps":
            return None, None
        if kind == "math":
            return "" if start == low else None, "" if end == high else None
        near = max(low, start - FARTHEST)
        return touching(self.page.plain[near : min(high, end + FARTHEST)], start - near, end - near)

    def of_quotes(self) -> Iterator[tuple[int, bool, Seen]]:
        """The numbers of quoted code."""
        for fence in self.page.fences:
            for quote in quotes_of(self.page, fence, self.settings.root, self.settings.snippets):
                file = self.settings.name_of(quote.path)
                for match in NUMERAL.finditer(quote.text, quote.start, quote.end):
                    start = match.start()
                    around = *touching(quote.text, *match.span()), word_before(quote.text, start)
                    line, column = quote.text.count("\n", 0, start) + 1, start - quote.text.rfind("\n", 0, start)
                    yield quote.at[0], False, Seen(match.group(), *around, line, column, file)

    def of_drawings(self) -> Iterator[tuple[int, bool, Seen]]:
        """The numbers of drawings, and of the words for them."""
        for claim in self.page.claims:
            if claim.is_drawing and (value := self.report.values.get(claim.start)):
                place = self.page.source.place(claim.start)
                for is_attribute, text in texts_drawn(value):
                    for shown in NUMERAL.findall(text):
                        yield claim.start, is_attribute, Seen(shown, None, None, "", *place)

    def of_library(self, has_count: bool) -> Iterator[tuple[int, bool, Seen]]:
        """The numbers of the sentences that this library adds to a page."""
        at, _, count = edit_foot(self.report)
        added = [(at, count)] if has_count else []
        for offset, html in (*added, (len(self.text), note(self.report))):
            for shown in NUMERAL.findall(unescape(TAG.sub("", html))):
                yield offset, False, Seen(shown, None, None, "", *self.page.source.place(at))


def marked(text: str, ranges: list[tuple[int, int]]) -> bytearray:
    """1 for each character of a text that stands in one of some ranges."""
    marks = bytearray(len(text))
    for start, end in ranges:
        marks[start:end] = b"\1" * (end - start)
    return marks


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    content = text[start:end]
    return end - len(content.lstrip()), start + len(content.rstrip())


def texts_drawn(value: Value) -> Iterator[tuple[bool, str]]:
    """The texts of a drawing, each with whether it is spoken, and not seen."""
    if value.kind != "picture":
        yield False, value.data
        return
    yield True, value.alt
    for element in ElementTree.fromstring(value.data).iter():
        if element.tag.endswith("}text"):
            yield False, "".join(element.itertext())


def notes_of(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """Where the footnotes of a page are written, each with its label."""
    for match in FOOTNOTE.finditer(text, body):
        end = END_OF_NOTE.search(text, match.end())
        yield match.start(), end.start() if end else len(text), match[1]
