"""Numbered pages: those whose file's name begins with a number that other pages call them by."""

import re
from functools import cached_property
from pathlib import Path

from worked.settings import Settings

NUMBERED = re.compile(r"(?P<number>\d+)-")
ADDRESS = re.compile(r"(?:^|/)(?P<number>\d+)-[\w-]+(?:\.md|\.py|\.html|/index\.(?:md|html)|/)?(?:[?#].*)?$")


def whole(digits: str) -> int:
    """What digits say; -1 where they are too many to name anything."""
    return int(digits) if len(digits) < 10 else -1


def number_of_address(url: str) -> str:
    """The number of the page that a link of the site leads to; "" where that has none."""
    match = ADDRESS.search(url) if "://" not in url else None
    return match["number"] if match else ""


class NumberedPages:
    """The pages that the settings number: whatever a noun's pattern finds, if its name begins with digits."""

    def __init__(self, settings: Settings):
        self.root = settings.root
        self.patterns = {noun: named for noun, named in settings.named_by.items() if is_pattern(named)}

    @cached_property
    def known(self) -> dict[str, dict[int, Path]]:
        """The pages of each noun, by their numbers."""
        return {noun: numbered(sorted(self.root.glob(pattern))) for noun, pattern in self.patterns.items()}

    @cached_property
    def own_numbers(self) -> dict[Path, int]:
        return {page.resolve(): number for pages in self.known.values() for number, page in pages.items()}

    @property
    def folders(self) -> list[Path]:
        """The folders whose files' names this rests on."""
        return [(self.root / pattern).parent for pattern in self.patterns.values()]

    def fault(self, noun: str, shown: str, titled: Path | None = None) -> str:
        """Why a number behind a noun is wrong.

        titled   the page in whose own title it stands
        """
        known = self.known.get(noun)
        if known is None:
            return ""
        own = self.own_numbers.get(titled.resolve()) if titled else None
        if own is not None and whole(shown) != own:
            return f"this page is number {own:0{len(shown)}}"
        if whole(shown) not in known:
            listed = ", ".join(NUMBERED.match(page.name)["number"] for page in known.values())
            return f"there is no {noun} {shown} (there are {listed or 'none'})"
        return ""


def is_pattern(named: str) -> bool:
    return bool(named) and not named.isidentifier()


def numbered(files: list[Path]) -> dict[int, Path]:
    return {whole(match["number"]): file for file in files if (match := NUMBERED.match(file.name))}
