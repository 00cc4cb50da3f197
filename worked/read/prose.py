"""Prose: the running text of a page as a reader reads it aloud, passage by passage."""

import re

from worked.read.page import Page, blank

MARKS = str.maketrans(dict.fromkeys("[]*_`!~"))  # what Markdown takes away, and the brackets around a vector
REFERENCE = re.compile(r"(?<=\])\[[^\[\]\n]*\]")  # the label behind the text of a link
TABLE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
OPENING = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<kind>[\w-]+)?")


class Passage:
    """A paragraph, an entry of a list, a caption or a title of a box; ``start`` is its offset in the page."""

    __slots__ = ("start", "text")

    def __init__(self, start: int, text: str):
        self.start, self.text = start, text


def passages(page: Page) -> list[Passage]:
    """The running text of a page, claims replaced by their literals.

    page     as it was read
    returns  its paragraphs, entries of lists, captions and titles of boxes, in the order of the page

    Left out are headings, tables, code, formulas, addresses, attributes and comments.
    """
    away = [(0, page.body), *page.hidden, *page.quotes, *page.markers]
    away += [span.outer for span in page.spans] + [fence.outer for fence in page.fences]
    away += [match.span() for match in TABLE.finditer(page.plain)]
    away += [match.span("kind") for match in OPENING.finditer(page.plain) if match.group("kind")]
    for claim in page.claims:
        away += [(claim.start, claim.shown[0]), (claim.shown[1], claim.end)]
    text = blank(page.plain, away)
    found = [(block.start, text[block.start : block.end]) for block in page.blocks if block.kind == "text"]
    read = [Passage(start + len(piece) - len(piece.lstrip()), without_marks(piece)) for start, piece in found]
    return [passage for passage in read if passage.text]


def without_marks(text: str) -> str:
    """The words of a piece of Markdown, on one line."""
    words = " ".join(REFERENCE.sub("", text).translate(MARKS).split())
    return re.sub(r" (?=[.,;:?!)])", "", words)
