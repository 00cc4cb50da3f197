"""The text of a page in a built site. It stands between comments, which any generator of sites leaves as they are:

    <!-- worked:page docs/lunch.md 7d1a0c22f6b95e31 -->
    a sentence that says that the page is not finished
    <!-- worked:text -->
    the text
    <!-- worked:rest -->
    what links of the text lead to, until the page is finished
    <!-- worked:end -->

The sixteen signs are the mark of the text: the same for the same text. No page can hold such a comment of its own: to a check it is a marker that does not exist.
"""

import hashlib
import re
from typing import NamedTuple
from urllib.parse import quote, unquote

NOTICE = (
    '<div class="worked-unfinished" role="alert" data-search-exclude>\n\n'
    "This page is not finished: its numbers have not been compared, and its cards are missing. "
    "Whoever built this site has to run worked finish on it.\n\n</div>"
)
CARDS = '<div id="numbers"></div>'  # in place of the list of the page's numbers
ARTICLE = re.compile(
    r"<!-- worked:page (?P<name>\S+) (?P<mark>[0-9a-f]{16}) -->.*?<!-- worked:text -->(?P<text>.*?)<!-- worked:rest -->.*?<!-- worked:end -->",
    re.DOTALL,
)


class Article(NamedTuple):
    """A built page with a staged text.

    name           of the file that it was staged from, from the root of the project
    mark           of the text, when it was staged
    before, after  what the generator put around the text
    """

    name: str
    mark: str
    before: str
    text: str
    after: str


def staged(markdown: str, name: str, mark: str) -> str:
    """The text of a page, between the comments."""
    head = f"<!-- worked:page {quote(name)} {mark} -->"
    return f"{head}\n\n{NOTICE}\n\n<!-- worked:text -->\n\n{markdown}\n\n<!-- worked:rest -->\n\n{CARDS}\n\n<!-- worked:end -->\n"


def mark_of(markdown: str) -> str:
    """The same for the same text."""
    return hashlib.sha256(markdown.encode()).hexdigest()[:16]


def articles_in(html: str) -> list[Article]:
    """The staged texts of a built page: one, or none in a page that was not staged."""
    return [
        Article(unquote(found["name"]), found["mark"], html[: found.start()], found["text"], html[found.end() :])
        for found in ARTICLE.finditer(html)
    ]
