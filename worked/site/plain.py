"""Plain Markdown: a checked page as any generator of sites reads it, without what only one of them understands."""

import os
import re
from pathlib import Path
from textwrap import dedent

from worked.judge.quoted import MARKED_LINE, QUOTATION, QuoteError, read_quote
from worked.read.lab import SUFFIX
from worked.settings import Settings


class Plain:
    """Makes the pages of a project plain.

    labs  those among its pages
    """

    def __init__(self, settings: Settings, pages: list[Path]):
        self.settings = settings
        self.labs = [page for page in pages if page.suffix == SUFFIX]

    def text(self, markdown: str, page: Path) -> str:
        """The text of a page: with the code that it quotes, and with links to labs as the pages that they become."""
        return self.with_links(QUOTATION.sub(self.quoted, markdown), page)

    def quoted(self, line: re.Match) -> str:
        """The code that a line quotes; the line itself where that is none of the snippets'."""
        try:
            quote = read_quote(line["target"], line.span(), self.settings.root, self.settings.snippets)
        except QuoteError:
            return line.group()
        lines = quote.text[quote.start : quote.end].strip("\n").split("\n")
        code = dedent("\n".join(one for one in lines if not MARKED_LINE.match(one)))
        indent = line.group()[: len(line.group()) - len(line.group().lstrip(" \t>"))]
        return "\n".join(f"{indent}{one}" for one in code.split("\n"))

    def with_links(self, markdown: str, page: Path) -> str:
        for lab in self.labs:
            there = re.escape(Path(os.path.relpath(lab, page.parent)).with_suffix("").as_posix())
            link = re.compile(rf'(?P<before>\]\(|\]: |href=")(?P<path>(?:\./)?{there})\{SUFFIX}(?=[)#"\s])')
            markdown = link.sub(r"\g<before>\g<path>.md", markdown)
        return markdown


def staged_name(name: str) -> str:
    """The name of the Markdown file that a page becomes."""
    return name.removesuffix(SUFFIX) + ".md" if name.endswith(SUFFIX) else name
