"""Labels: what the number behind a noun is the name of, where the settings say so.

[tool.worked.labels]
lesson = "docs/lessons/*.md"   # a page: its file's name begins with the number
token = "words"                # a place in a list of the page's snippet, from 1
h = "words"                    # the same for h1, h2 …; any other name with a number is one that the snippet defines
step = ""                      # nothing that could be looked up

Whether a word names or counts ("each token 96 numbers") is decided in :mod:`worked.read.naming`.
"""

import re

from worked.judge.context import Context
from worked.read.elements import Link
from worked.read.numbered import NumberedPages, is_pattern, number_of_address, whole
from worked.read.python import WELL_KNOWN
from worked.run.native import NO_PLACE

PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
BEFORE_LINK = re.compile(r"[:,;.]?\s+\(?(?=\[)|(?=\[)")


def expressions_of_labels(context: Context) -> list[str]:
    """How long the lists are that labels may name, asked with all else that the page asks of its snippets."""
    named = {name for noun, name in context.settings.named_by.items() if noun in context.text.lower()}
    return [length_of(name) for name in sorted(named & context.names.keys())]


def length_of(name: str) -> str:
    return f"len({name})"


def instead_of_name(letters: str, digits: str) -> list[tuple[str, str]]:
    """What to write where letters and digits name nothing."""
    return [
        ("write", f"[{digits}](=EXPRESSION) for a quantity, with a blank before it"),
        ("or list", f'it in the front matter: unchecked: {{"{letters}{digits}": 1}}'),
    ]


class Names:
    """What the labels of one page stand for."""

    def __init__(self, context: Context):
        self.context, self.pages = context, NumberedPages(context.settings)
        self.counts: dict[str, int | None] = {}
        self.missing: set[str] = set()  # lists that no snippet defines, which is said once

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

    def fault_of_name(self, letters: str, digits: str, axis: int = 0) -> tuple[str, list[tuple[str, str]]]:
        """Why a name such as h30 or x_1 is wrong, and how to mend it; "" where it is not.

        axis  which of the subscripts it is: 1 for the second one of x_{2,3}
        """
        if self.context.is_broken:
            return "", []
        stem, known = letters.rstrip("_"), self.context.names
        plain = digits.translate(PLAIN_DIGITS)
        if {f"{letters}{plain}", f"{stem}_{plain}"} & known.keys():
            return "", []
        if stem in known and (letters.endswith("_") or plain != digits):  # a subscript: the entries of a list
            return self.fault_of_place(stem, plain, stem, axis), []
        if stem in self.context.settings.labels:
            named = self.context.settings.named_by.get(stem, "")
            fault = self.fault_of_place(stem, plain, named) if named.isidentifier() else self.pages.fault(stem, plain)
            return fault, []
        is_table = isinstance(self.context.settings.table.get("labels", {}), dict)
        bind = f'{stem} = "LIST" to [tool.worked.labels], the name of a list of the snippet with as many entries'
        advice = [*instead_of_name(letters, digits), *([("or add", bind)] if stem and is_table else [])]
        return f"{letters}{digits} is no name that the snippet defines", advice

    def fault_of_name_in_code(self, letters: str, digits: str, behind: str) -> tuple[str, list[tuple[str, str]]]:
        if f"{letters}{digits}{behind}" in self.context.names or WELL_KNOWN.fullmatch(f"{letters}{digits}{behind}"):
            return "", []
        return self.fault_of_name(letters, f"{digits}{behind}")

    def fault_of_index(self, indexed: str) -> str:
        """Why an index is wrong, as in weights[41]; "" where there is such a place."""
        context = self.context
        name = re.match(r"\w*", indexed)[0]
        if context.is_broken:
            return ""
        if name not in context.names:
            return f"no snippet of this page defines {name}" if name else "nobody knows what it is an index of"
        outcome = context.outcome(context.snippets, [indexed], context.store.values)
        why = outcome.errors.get(indexed, "")
        return why if why.startswith(NO_PLACE) else ""

    def is_own_title(self, start: int) -> bool:
        """Is this the title or the first heading of the page?"""
        page, text = self.context.page, self.context.text
        if start < page.body:
            place = page.meta_place("title")
            return place <= start <= text.find("\n", place)
        return bool(page.headings) and page.headings[0].start <= start < page.headings[0].end

    def fault_before_link(self, noun: str, shown: str, end: int) -> str:
        """What stands before a link to a numbered page bears its number: Lesson 07: [a section](07-soft-lookup.md#part)."""
        between = BEFORE_LINK.match(self.context.text, end)
        link = self.context.page.link_at(between.end() + 1) if between else None
        number = number_of_address(link.url) if link and link.start >= end else ""
        if number and whole(number) != whole(shown):
            return f"the link behind it leads to {noun} {number}"
        return ""

    def fault_of_place(self, noun: str, shown: str, named: str, axis: int = 0) -> str:
        """A number that counts the things of a list is no larger than the list is long."""
        context = self.context
        if named not in context.names:
            if context.is_broken or named in self.missing:
                return ""
            self.missing.add(named)
            why = f"what a {noun} may be, as [tool.worked.labels] says"
            return f"no snippet of this page defines {named}, the list of {why}"
        length = length_of(named) if axis == 0 else f"{named}.shape[{axis}]"
        if length not in self.counts:
            value = context.outcome(context.snippets, [length], context.store.values).values.get(length)
            self.counts[length] = int(value.data) if value else None
        count = self.counts[length]
        if count is None:
            return "" if context.is_broken else f"{named} of the snippet is no list, so no {noun} can be counted"
        return "" if 1 <= whole(shown) <= count else f"there is no {noun} {shown}: {named} holds {count}"
