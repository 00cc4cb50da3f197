"""Labels: what the number behind a noun is the name of, where the settings say so.

[tool.worked.labels]
lesson = "docs/lessons/*.md"   # a page: its file's name begins with the number
token = "words"                # a place in a list of the page's snippet, from 1
step = ""                      # nothing that could be looked up
"""

import re
from functools import cached_property
from pathlib import Path

from worked.judge.context import Context
from worked.read.inline import Link
from worked.settings import Settings

NUMBERED = re.compile(r"(?P<number>\d+)-")
ADDRESS = re.compile(r"(?:^|/)(?P<number>\d+)-[\w-]+(?:\.md|\.py|\.html|/index\.(?:md|html)|/)?(?:[?#].*)?$")
BEFORE_LINK = re.compile(r"[:,;.]?\s+\(?(?=\[)|(?=\[)")


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


class Names:
    """What the labels of one page stand for."""

    def __init__(self, context: Context):
        self.context, self.pages = context, NumberedPages(context.settings)
        for folder in self.pages.folders:
            context.report.note(folder, context.settings)
        self.counts: dict[str, int | None] = {}

    def fault(self, noun: str, start: int, end: int, link: Link | None) -> str:
        """Why the number behind a noun is wrong; "" where it is not."""
        shown = self.context.text[start:end]
        named = self.context.settings.named_by.get(noun, "")
        if not named:
            return ""
        if not is_pattern(named):
            return self.fault_of_place(noun, shown, named)
        titled = self.context.report.path if self.is_own_title(start) else None
        return self.pages.fault(noun, shown, titled) or (
            self.fault_before_link(noun, shown, end) if link is None else ""
        )

    def is_own_title(self, start: int) -> bool:
        """Is this the title or the first heading of the page?"""
        page, text = self.context.page, self.context.text
        if start < page.body:
            place = page.meta_place("title")
            return place <= start <= text.find("\n", place)
        heading = next((one for one in page.headings if one.start <= start < one.end), None)
        return heading is not None and heading is page.headings[0]

    def fault_before_link(self, noun: str, shown: str, end: int) -> str:
        """What stands before a link to a numbered page bears its number: Lesson 07: [a section](07-soft-lookup.md#part)."""
        between = BEFORE_LINK.match(self.context.text, end)
        link = self.context.page.link_at(between.end() + 1) if between else None
        number = number_of_address(link.url) if link and link.start >= end else ""
        if number and whole(number) != whole(shown):
            return f"the link behind it leads to {noun} {number}"
        return ""

    def fault_of_place(self, noun: str, shown: str, named: str) -> str:
        """A number that counts the things of a list is no larger than the list is long."""
        context = self.context
        if named not in context.names:
            return (
                ""
                if context.is_broken
                else f"no snippet of this page defines {named}, the list of what a {noun} may be"
            )
        if named not in self.counts:
            outcome = context.outcome(context.snippets, [f"len({named})"], context.store.values)
            value = outcome.values.get(f"len({named})")
            self.counts[named] = int(value.data) if value else None
        count = self.counts[named]
        if count is None:
            return "" if context.is_broken else f"{named} of the snippet is no list, so no {noun} can be counted"
        return "" if 1 <= whole(shown) <= count else f"there is no {noun} {shown}: {named} holds {count}"
