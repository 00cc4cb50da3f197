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
