"""worked: a spell checker for the numbers of Markdown pages.

This is the public face: whatever is not part of ``worked`` imports these names, and nothing else of it.

For snippets   :func:`cited`, a fact of somebody else's; :func:`measured`, a committed run of our own;
               :class:`Picture`, a drawing
To check       :func:`check_page` with :class:`Settings` (:func:`settings_for`, :class:`SettingsError`), a
               :class:`Store` and a :class:`Drawer` gives a :class:`Report`; :func:`as_text` writes its messages
To read        :class:`Page` and :func:`read_source`, a page as it stands; :func:`passages`, its running text;
               :func:`named_snippets`, what its front matter names
To run         :func:`run_snippet` gives an :class:`Outcome` or a :class:`SnippetError`; :func:`value_of`,
               :func:`svg` turn what a snippet gave into what a page shows
To write       :func:`round_to`, :func:`decimals_of`, :func:`write_number`, a number as a page shows it
To keep        :class:`CachedFile`, :func:`digest`, :func:`name_below`, data that are kept as long as all that
               they rest on is the same
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worked.judge.check import check_page
    from worked.judge.findings import Report
    from worked.maths.literal import decimals_of, round_to, write_number
    from worked.read.file import read_source
    from worked.read.front_matter import named_snippets
    from worked.read.page import Page
    from worked.read.prose import passages
    from worked.run.cache import CachedFile, digest, name_below
    from worked.run.snippet import Outcome, SnippetError, run_snippet
    from worked.run.store import Store
    from worked.run.values import Picture, cited, measured, value_of
    from worked.settings import Settings, SettingsError, settings_for
    from worked.show.draw import Drawer
    from worked.show.picture import svg
    from worked.tell.report import as_text

__version__ = "0.1.0"

PLACES = {
    "worked.judge.check": ["check_page"],
    "worked.judge.findings": ["Report"],
    "worked.maths.literal": ["decimals_of", "round_to", "write_number"],
    "worked.read.file": ["read_source"],
    "worked.read.front_matter": ["named_snippets"],
    "worked.read.page": ["Page"],
    "worked.read.prose": ["passages"],
    "worked.run.cache": ["CachedFile", "digest", "name_below"],
    "worked.run.snippet": ["Outcome", "SnippetError", "run_snippet"],
    "worked.run.store": ["Store"],
    "worked.run.values": ["Picture", "cited", "measured", "value_of"],
    "worked.settings": ["Settings", "SettingsError", "settings_for"],
    "worked.show.draw": ["Drawer"],
    "worked.show.picture": ["svg"],
    "worked.tell.report": ["as_text"],
}
HOMES = {name: module for module, names in PLACES.items() for name in names}

__all__ = [
    "CachedFile",
    "Drawer",
    "Outcome",
    "Page",
    "Picture",
    "Report",
    "Settings",
    "SettingsError",
    "SnippetError",
    "Store",
    "as_text",
    "check_page",
    "cited",
    "decimals_of",
    "digest",
    "measured",
    "name_below",
    "named_snippets",
    "passages",
    "read_source",
    "round_to",
    "run_snippet",
    "settings_for",
    "svg",
    "value_of",
    "write_number",
]


def __getattr__(name: str):
    """Load a name when it is asked for: a check of pages that did not change needs none of them."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'worked' has no attribute {name!r}")
