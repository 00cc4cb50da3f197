"""worked: a spell checker for the numbers of Markdown pages.

These names are public: code outside of ``worked`` imports them, and nothing else of it.

For snippets   :func:`cited` marks somebody else's number, :func:`measured` reads those of our own runs, and
               :class:`Picture` is a drawing
To check       :func:`check_page` takes :class:`Settings` (from :func:`settings_for`, which may raise
               :class:`SettingsError`), a :class:`Store` and a :class:`Drawer`, and returns a :class:`Report`;
               :func:`as_text` writes its messages
In a browser   :class:`Judge` judges a page over what its reader has changed, and :func:`judge_page` asks it
To read        :func:`read_source` opens a file, :class:`Page` reads it, and :func:`passages` gives its running text;
               :class:`SourceError` tells of a page that cannot be read, and where; :func:`read_quote` gives the code
               that it quotes, or raises :class:`QuoteError`;
               :func:`named_snippets` gives the snippets that its front matter names; :func:`read_references` gives
               the sources, each a :class:`Reference`
To publish     :func:`faults_of_html` tells what HTML holds that its :class:`Rules` do not name; ``CONTENT`` are those of
               what pages hold, :func:`unpaired_tag` finds what is opened and never closed, and :class:`Addresses` knows
               where pages may lead; :func:`fill_blanks` completes the text of a page
To run         :func:`run_snippet` returns an :class:`Outcome` or raises :class:`SnippetError`; :func:`value_of`,
               :func:`plain_data` and :func:`svg` turn what a snippet gave into what a page shows
To write       :func:`round_to`, :func:`decimals_of` and :func:`write_number` write a number as a page does
To keep        :class:`CachedFile` keeps a result while everything that it rests on stays the same;
               :func:`digest` and :func:`name_below` describe the files that it rests on, and :func:`as_code` leaves
               the comments and docstrings of modules out of it; :class:`CachedRun` keeps what came of a run, and in
               a live preview :func:`with_given` leaves out what is not taken of a module
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worked.browser.judge import Judge, judge_page
    from worked.judge.addresses import Addresses
    from worked.judge.check import check_page
    from worked.judge.findings import Report
    from worked.judge.quoted import QuoteError, read_quote
    from worked.maths.writing import decimals_of, round_to, write_number
    from worked.read.file import read_source
    from worked.read.front_matter import named_snippets
    from worked.read.page import Page
    from worked.read.prose import passages
    from worked.read.references import Reference, read_references
    from worked.read.source import SourceError
    from worked.read.tags import unpaired_tag
    from worked.run.cache import CachedFile, digest, name_below
    from worked.run.code import as_code
    from worked.run.given import CachedRun, with_given
    from worked.run.snippet import Outcome, SnippetError, run_snippet
    from worked.run.store import Store
    from worked.run.values import Picture, cited, measured, plain_data, value_of
    from worked.settings import Settings, SettingsError, settings_for
    from worked.show.draw import Drawer
    from worked.show.picture import svg
    from worked.show.text import fill_blanks
    from worked.site.html import CONTENT, Rules, faults_of_html
    from worked.tell.report import as_text

__version__ = "0.1.0"

PLACES = {
    "worked.browser.judge": ["Judge", "judge_page"],
    "worked.judge.addresses": ["Addresses"],
    "worked.site.html": ["CONTENT", "Rules", "faults_of_html"],
    "worked.judge.check": ["check_page"],
    "worked.judge.findings": ["Report"],
    "worked.judge.quoted": ["QuoteError", "read_quote"],
    "worked.maths.writing": ["decimals_of", "round_to", "write_number"],
    "worked.read.file": ["read_source"],
    "worked.read.front_matter": ["named_snippets"],
    "worked.read.page": ["Page"],
    "worked.read.prose": ["passages"],
    "worked.read.references": ["Reference", "read_references"],
    "worked.read.source": ["SourceError"],
    "worked.read.tags": ["unpaired_tag"],
    "worked.run.cache": ["CachedFile", "digest", "name_below"],
    "worked.run.code": ["as_code"],
    "worked.run.given": ["CachedRun", "with_given"],
    "worked.run.snippet": ["Outcome", "SnippetError", "run_snippet"],
    "worked.run.store": ["Store"],
    "worked.run.values": ["Picture", "cited", "measured", "plain_data", "value_of"],
    "worked.settings": ["Settings", "SettingsError", "settings_for"],
    "worked.show.draw": ["Drawer"],
    "worked.show.picture": ["svg"],
    "worked.show.text": ["fill_blanks"],
    "worked.tell.report": ["as_text"],
}
HOMES = {name: module for module, names in PLACES.items() for name in names}

__all__ = [
    "Addresses",
    "CONTENT",
    "CachedFile",
    "CachedRun",
    "Drawer",
    "Judge",
    "Outcome",
    "Page",
    "Picture",
    "QuoteError",
    "Reference",
    "Report",
    "Rules",
    "Settings",
    "SettingsError",
    "SnippetError",
    "SourceError",
    "Store",
    "as_code",
    "as_text",
    "check_page",
    "cited",
    "decimals_of",
    "digest",
    "faults_of_html",
    "fill_blanks",
    "judge_page",
    "measured",
    "name_below",
    "named_snippets",
    "passages",
    "plain_data",
    "read_quote",
    "read_references",
    "read_source",
    "round_to",
    "run_snippet",
    "settings_for",
    "svg",
    "unpaired_tag",
    "value_of",
    "with_given",
    "write_number",
]


def __getattr__(name: str):
    """Load a name only when somebody asks for it: a check of unchanged pages needs none of them."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'worked' has no attribute {name!r}")
