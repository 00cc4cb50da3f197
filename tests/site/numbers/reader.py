"""What a reader of a built page sees: the text of its article, drawings and their words included."""

import re
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN_TAGS = {"script", "style", "template", "annotation", "nav", "header", "footer", "button"}
UNSEEN_CLASSES = {
    "headerlink",
    "footnote-ref",
    "footnote-backref",
    "md-content__button",
    "md-source-file",
    "worked-note",
}
UNSEEN_CLASSES |= {"worked-count", "worked-numbers"}  # how the numbers of the page are known
UNSEEN_CLASSES |= {
    "worked-ledger",
    "worked-references",
    "worked-total",
}  # made of the pages' numbers, after their check
INLINE = {"a", "b", "em", "i", "span", "strong"}  # the words of two other elements stay apart
SPOKEN = {"alt", "aria-label"}  # read aloud; the title of an element of ours says how a number is known


class Reader(HTMLParser):
    """Collects the visible text of a page's article."""

    def __init__(self):
        super().__init__()
        self.text: list[str] = []
        self.open: list[tuple[str, bool]] = []  # each open element, and whether it is seen
        self.claims: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        is_hidden = tag in UNSEEN_TAGS or "popover" in given or UNSEEN_CLASSES & set(given.get("class", "").split())
        is_seen = self.is_seen and not is_hidden
        self.text += [] if tag in INLINE else [" "]
        self.text += [f" {given[name]} " for name in SPOKEN & set(given) if is_seen]
        if "worked" in given.get("class", "").split():
            self.claims.append("")
        if tag not in VOID:
            self.open.append((tag, is_seen or tag == "article"))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.text += [] if tag in INLINE else [" "]
        while tag in [name for name, _ in self.open] and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.text += [data] if self.is_seen else []
        if self.claims and self.is_seen:
            self.claims[-1] = self.claims[-1] or data

    @property
    def is_seen(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text("utf8"))
    reader.close()
    assert not [name for name, _ in reader.open], "an element of the page is never closed"
    return reader


def visible_text(page: Path) -> str:
    return "".join(read(page).text)


def claims_shown(page: Path) -> list[str]:
    """The texts of the elements that say how a number is known."""
    return read(page).claims


def digits(text: str) -> list[str]:
    """The runs of digits of a text, in whatever script."""
    return ["".join(run) for run in re.findall(r"[\d²³¹⁰-₉¼-¾⅐-⅞①-⓿❶-➓]+", text)]
