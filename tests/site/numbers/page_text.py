"""A built page as text: what is seen or spoken of it, and which element each part belongs to."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

UNSEEN = {"script", "style", "template", "noscript", "annotation"}
INLINE = {
    "a",
    "b",
    "button",
    "cite",
    "code",
    "em",
    "i",
    "label",
    "mark",
    "math",
    "mi",
    "mn",
    "mo",
    "mrow",
    "msub",
    "msup",
    "small",
    "span",
    "strong",
}
SPOKEN = {
    "alt",
    "title",
    "placeholder",
    "label",
    "summary",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
}


class Passage:
    """Some text, and the element of each part of it. ``attribute`` names the attribute that it is, if it is one."""

    def __init__(self, attribute: str = ""):
        self.attribute, self.text = attribute, ""
        self.starts: list[int] = []
        self.elements: list[Tag] = []

    def add(self, text: str, element: Tag) -> None:
        self.starts.append(len(self.text))
        self.elements.append(element)
        self.text += text

    def element_at(self, offset: int) -> Tag:
        return self.elements[bisect_right(self.starts, offset) - 1]


class Digits:
    """Digits in a row, where they stand."""

    def __init__(self, passage: Passage, start: int, end: int):
        self.passage, self.start, self.end = passage, start, end
        self.element = passage.element_at(start)
        self.place = start - passage.starts[bisect_right(passage.starts, start) - 1]  # within the element's own text

    @property
    def shown(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def before(self) -> str:
        return self.passage.text[max(0, self.start - 60) : self.start]

    @property
    def after(self) -> str:
        return self.passage.text[self.end : self.end + 20]

    def __repr__(self) -> str:
        where = f" (in {self.passage.attribute})" if self.passage.attribute else ""
        return f"<{self.element.name}>{where} …{self.before[-30:]}[{self.shown}]{self.after}…".replace("\n", " ")


def passages(soup: BeautifulSoup) -> list[Passage]:
    """The text of a page, and each attribute that is shown or spoken."""
    text, others = Passage(), []
    walk(soup.body, text)
    for element in soup.find_all(True):
        spoken = {name: value for name, value in element.attrs.items() if name in SPOKEN and isinstance(value, str)}
        if element.name == "title" and element.find_parent("svg") is None:
            spoken["its text"] = element.get_text()
        if element.name == "meta" and re.search(
            "description|title", element.get("name", "") + element.get("property", "")
        ):
            spoken["content"] = element.get("content", "")
        if element.name == "input" and element.get("type") not in ("checkbox", "radio", "hidden"):
            spoken["value"] = element.get("value", "")
        for name, value in spoken.items():
            others.append(Passage(name))
            others[-1].add(value, element)
    return [text, *others]


def walk(element: Tag, passage: Passage) -> None:
    for child in element.children:
        if type(child) is NavigableString:
            passage.add(str(child), element)
        elif isinstance(child, Tag) and child.name not in UNSEEN:
            edge = "" if child.name in INLINE else "\n"
            passage.add(edge, child)
            walk(child, passage)
            passage.add(edge, child)


def text_beside(element: Tag, is_away: Callable[[Tag], bool]) -> str:
    """The text of an element without that of some parts."""
    return "".join(
        text_beside(child, is_away) if isinstance(child, Tag) else str(child)
        for child in element.children
        if (not is_away(child) if isinstance(child, Tag) else type(child) is NavigableString)
    )


def digits_of(passage: Passage) -> Iterator[Digits]:
    """Every run of signs that Unicode calls numbers: 7, ², ½, Ⅻ, ٤."""
    signs = "".join(sign for sign in set(passage.text) if unicodedata.category(sign) in ("No", "Nl"))
    for match in re.finditer(rf"[\d{signs}]+", passage.text):
        yield Digits(passage, *match.span())


def classes(element: Tag) -> set[str]:
    return set(element.get("class") or ())


def within(element: Tag) -> list[Tag]:
    """An element and those around it, the nearest first."""
    return [element, *element.parents]


def text_of(element: Tag) -> str:
    """The text of an element on one line."""
    return " ".join(element.get_text().split())
