"""Moved pages: a page that is renamed while it is served is shown at its new address to whoever asks for the old one."""

from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

LIKE = 0.6  # of two texts, from which on they count as one page


class Known(NamedTuple):
    """A page as it was when it was built last: its address, and the lines of its text."""

    url: str
    lines: list[str]


class Moves:
    """Follows the pages from build to build."""

    def __init__(self):
        self.pages: dict[str, Known] = {}
        self.led: dict[str, str] = {}  # from old addresses to new ones

    def note(self, pages: dict[str, tuple[str, Path]]) -> None:
        """Take in the pages of a build.

        pages  the address and the file of each, by its source
        """
        now = {source: known(url, file) for source, (url, file) in pages.items()}
        new = [now[source] for source in now.keys() - self.pages.keys()]
        for source in self.pages.keys() - now.keys():
            gone = self.pages[source]
            if there := same_page(gone, new):
                self.led = {old: there.url if url == gone.url else url for old, url in self.led.items()}
                self.led[gone.url] = there.url
        for page in now.values():
            self.led.pop(page.url, None)
        self.pages = now

    def address(self, url: str) -> str | None:
        """Where a page is now that is no longer at an address."""
        return self.led.get(url)


def known(url: str, file: Path) -> Known:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return Known(url, [line for line in text.splitlines() if line.strip()])


def same_page(gone: Known, new: list[Known]) -> Known | None:
    """The page among new ones that a page became which is gone: the one most like it."""
    likest = max(new, key=lambda page: likeness(gone, page), default=None)
    return likest if likest and likeness(gone, likest) >= LIKE else None


def likeness(one: Known, other: Known) -> float:
    """How much of two pages is the same, line by line: 0 to 1."""
    return SequenceMatcher(None, one.lines, other.lines, autojunk=False).ratio()
