"""Markers: comments on a page that the site replaces with what it knows of all pages.

    <!-- worked:ledger -->      every number of the site
    <!-- worked:references -->  every source, and where it is cited
    <!-- worked:total -->       how many numbers are checked, in a sentence

Since they are comments, a site generator without the plugin shows nothing there.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from worked.read.ranges import Ranges, line_around

if TYPE_CHECKING:  # a build of unchanged pages replaces markers too, and need not load what judges
    from worked.judge.context import Context


NAMES = ("ledger", "references", "total")
LEDGER_LINK = "<!-- worked:ledger-link -->"  # this library writes it into the note at the end of a page
APPENDIX = "<!-- worked:appendix -->"  # and this one above that note
SKIP = re.compile(r"<!--\s*worked:\s*skip\b")  # for :mod:`worked.judge.skips`
MARKER = re.compile(r"<!--\s*worked\b.*?-->", re.DOTALL | re.IGNORECASE)
FORM = re.compile(r"<!-- worked:([a-z-]+) -->")


def find_markers(context: "Context") -> None:
    """Find the markers of a page; one that nothing would replace is a failure."""
    text = context.text
    hidden = Ranges(context.page.hidden)
    for match in MARKER.finditer(text, context.page.body):
        if not hidden.hold(*match.span()):
            continue  # shown as code
        if not context.report.is_accounted and SKIP.match(match.group()):
            continue
        form = FORM.fullmatch(match.group())
        if form is None or form.group(1) not in NAMES:
            known = ", ".join(f"<!-- worked:{name} -->" for name in NAMES)
            context.report.fail(
                match.start(), "there is no such marker", end=match.end(), advice=[("write", f"one of {known}")]
            )
        elif not stands_alone(text, *match.span()):
            advice = [("write", "it on a line of its own, between blank lines")]
            context.report.fail(
                match.start(), "a marker stands in a paragraph of its own", end=match.end(), advice=advice
            )
        else:
            context.report.markers.append((form.group(1), *context.page.source.place(match.start())))


def stands_alone(text: str, start: int, end: int) -> bool:
    low, high = line_around(text, start, end)
    low, high = line_around(text, max(0, low - 1), min(len(text), high + 1))
    return not text[low:start].strip() and not text[end:high].strip()


def replaced(html: str, blocks: dict[str, Callable[[], str]]) -> tuple[str, set[str]]:
    """Replace the markers in the HTML of a page.

    blocks   a function that makes the block for each name of a marker
    returns  the HTML, and the names of the markers that were replaced
    """
    met: set[str] = set()

    def block(marker: re.Match) -> str:
        name = marker.group(1)
        if name not in blocks:
            return marker.group()
        met.add(name)
        return blocks[name]()

    return FORM.sub(block, html), met
