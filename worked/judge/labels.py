"""Labels: what the number behind a noun is the name of, where the settings say so.

[tool.worked.labels]
lesson = "docs/lessons/*.md"   # a page: its file's name begins with the number
token = "words"                # a place in a list of the page's snippet, from 1
step = ""                      # nothing that could be looked up
"""

import re

from worked.judge.context import Context
from worked.read.elements import Link
from worked.read.numbered import NumberedPages, is_pattern, number_of_address, whole

BEFORE_LINK = re.compile(r"[:,;.]?\s+\(?(?=\[)|(?=\[)")


def expressions_of_labels(context: Context) -> list[str]:
    """How long the lists are that labels may name, asked with all else that the page asks of its snippets."""
    named = {name for noun, name in context.settings.named_by.items() if noun in context.text.lower()}
    return [length_of(name) for name in sorted(named & context.names.keys())]


def length_of(name: str) -> str:
    return f"len({name})"


class Names:
    """What the labels of one page stand for."""

    def __init__(self, context: Context):
        self.context, self.pages = context, NumberedPages(context.settings)
        self.counts: dict[str, int | None] = {}

    def fault(self, noun: str, start: int, end: int, link: Link | None) -> str:
        """Why the number behind a noun is wrong; "" where it is not."""
        shown = self.context.text[start:end]
        named = self.context.settings.named_by.get(noun, "")
        if not named:
            return ""
        if not is_pattern(named):
            return self.fault_of_place(noun, shown, named)
        for folder in self.pages.folders:  # a page that names none does not depend on them
            self.context.report.note(folder, self.context.settings)
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
            outcome = context.outcome(context.snippets, [length_of(named)], context.store.values)
            value = outcome.values.get(length_of(named))
            self.counts[named] = int(value.data) if value else None
        count = self.counts[named]
        if count is None:
            return "" if context.is_broken else f"{named} of the snippet is no list, so no {noun} can be counted"
        return "" if 1 <= whole(shown) <= count else f"there is no {noun} {shown}: {named} holds {count}"
