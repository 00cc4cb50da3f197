"""The tags of raw HTML in a page, read as browsers read them, each with its place."""

import re
from collections.abc import Iterator
from html import unescape

OPENING = re.compile(r"<(?=[A-Za-z/!?])")
NAME = re.compile(r"/?(?P<name>[A-Za-z][^\s/>]*)")
BETWEEN = re.compile(r"[\s/]*")
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>][^\s>]*)))?"
)
COMMENT = re.compile(r"<!--(?!-?>)")  # `<!-->` ends at once
AUTOLINK = re.compile(r"<(?P<address>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+|[^\s<>/!?@]+@[^\s<>@]+)>")
LONGEST = 5000  # characters of a tag
EMPTY = set("area base br col embed hr img input link meta source track wbr".split())  # elements that hold nothing
END_BY_THEMSELVES = set("body colgroup dd dt head html li option p tbody td tfoot th thead tr".split())
TEXT_ALONE = set("script style textarea title".split())  # elements in which a tag is text
FOREIGN = {"svg", "math"}  # in which <path/> is a whole element; elsewhere browsers pass over the slash


class Attribute:
    """An attribute; ``value`` is what browsers make of it, with its entities read."""

    __slots__ = ("name", "start", "value")

    def __init__(self, name: str, value: str, start: int):
        self.name, self.value, self.start = name, value, start


class Tag:
    """A tag, or an address in angle brackets.

    name        in small letters; "" where what stands there is no whole tag
    address     the address, where it is one: <https://example.org>
    """

    __slots__ = ("address", "attributes", "end", "name", "start")

    def __init__(self, name: str, start: int, end: int, attributes: list[Attribute], address: str = ""):
        self.name, self.start, self.end, self.attributes, self.address = name, start, end, attributes, address


def read_tags(text: str, start: int = 0) -> Iterator[Tag]:
    """The tags of a text, and its addresses in angle brackets; comments are passed over."""
    at, last = start, text.rfind("-->")
    while opening := OPENING.search(text, at):
        at = opening.start()
        if end := end_of_comment(text, at, last):
            at = end
            continue
        tag = read_tag(text, at)
        yield tag
        at = tag.end


def end_of_comment(text: str, start: int, last: int) -> int | None:
    """Where a comment ends that opens at an offset; None where there is none, or browsers end it elsewhere.

    last  where a comment may end for the last time, so that one that never ends is not looked through
    """
    if start > last or COMMENT.match(text, start) is None:
        return None
    end = text.find("-->", start + 4)
    return end + 3 if end >= 0 and text.find("--!>", start, end) < 0 else None


def read_tag(text: str, start: int) -> Tag:
    """The tag that opens at an offset; one without a name where it is never closed, or is no element."""
    if link := AUTOLINK.match(text, start):
        return Tag("", start, link.end(), [], link["address"])
    limit = min(len(text), start + LONGEST)
    named = NAME.match(text, start + 1, limit)
    if named is None:
        return Tag("", start, start + 2, [])
    attributes, at = [], named.end()
    while True:
        at = BETWEEN.match(text, at, limit).end()
        if text.startswith(">", at) and at < limit:
            return Tag(named["name"].lower(), start, at + 1, attributes)
        attribute = ATTRIBUTE.match(text, at, limit)
        if attribute is None:
            return Tag("", start, max(at, named.end()), [])
        attributes.append(attribute_of(attribute))
        at = attribute.end()


def attribute_of(found: re.Match) -> Attribute:
    value = next((found[kind] for kind in ("double", "single", "bare") if found[kind] is not None), "")
    return Attribute(found["name"].lower(), unescape(value), found.start())


def unpaired_tag(text: str, start: int = 0) -> tuple[Tag, Tag | None] | None:
    """The first tag that opens what nothing closes, or closes what is not open, and then the one that is; None if all fit."""
    still_open: list[Tag] = []
    for tag in filter(lambda tag: tag.name, read_tags(text, start)):
        is_closing = text.startswith("</", tag.start)
        if still_open and still_open[-1].name in TEXT_ALONE and not (is_closing and tag.name == still_open[-1].name):
            continue
        if is_closing:
            while still_open and still_open[-1].name != tag.name and still_open[-1].name in END_BY_THEMSELVES:
                still_open.pop()
            if not still_open or still_open[-1].name != tag.name:
                return tag, next(iter(still_open[-1:]), None)
            still_open.pop()
        elif tag.name not in EMPTY and not (
            text.endswith("/>", tag.start, tag.end) and FOREIGN & {one.name for one in [*still_open, tag]}
        ):
            still_open.append(tag)
    return next(((tag, None) for tag in still_open if tag.name not in END_BY_THEMSELVES), None)
