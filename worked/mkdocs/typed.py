"""Where a number was typed that the built site shows: among templates, settings and pages."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from worked.read.numbers import NUMERAL

WORD = re.compile(r"[^\W\d_]{2,}")
FILLED = "{{"  # what a template works out
KINDS = ("*.html", "*.xml", "*.js", "*.py", "*.svg")  # of the theme: what may hold words that readers see


class TypedLines:
    """The lines that hold numbers, or work some out, of all files from which a site's words come."""

    def __init__(self, root: Path, settings_file: Path, pages: list[Path], theme: Path | None):
        self.root, self.settings_file, self.pages, self.theme = root, settings_file, pages, theme

    @cached_property
    def lines(self) -> list[tuple[Path, int, str]]:
        return [
            (path, number, line)
            for path in self.files()
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
            if NUMERAL.search(line) or FILLED in line
        ]

    def files(self) -> Iterator[Path]:
        yield self.settings_file
        for kind in KINDS if self.theme else ():
            yield from sorted(self.theme.rglob(kind))
        yield from self.pages

    def find(self, shown: str, words: str) -> tuple[str, int, int] | None:
        """The file, line and column in which a number stands with most of some words around it; None for nowhere."""
        wanted = set(WORD.findall(words.lower()))
        best, place = max(len(wanted) - 1, 0) // 2, None  # at least half of the words
        alone, filled = [], []
        for path, number, line in self.lines:
            match = re.search(rf"(?<!\d){re.escape(shown)}(?!\d)", line)
            count = len(wanted & set(WORD.findall(line.lower())))
            if match and count > best:
                best, place = count, (self.name(path), number, match.start() + 1)
            elif match and path.suffix == ".html":
                alone.append((self.name(path), number, match.start() + 1))
            elif not match and FILLED in line and count > max(1, len(wanted) // 2):
                filled.append((count, self.name(path), number, line.index(FILLED) + 1))
        if place or len(alone) == 1:  # a number without words around it, which stands in one template alone
            return place or alone[0]
        return max(filled)[1:] if filled else None  # a template works it out

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()
