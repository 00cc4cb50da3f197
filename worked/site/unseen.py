"""Claims that nobody saw: what a generator of sites makes of a page that was not staged.

To it, `[4](=d_k)` is a link like any other, and leads nowhere. Where it takes it for no link, a reader sees the
brackets. So a site that is to be finished holds neither.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from worked.judge.markers import FORM

CLAIM = re.compile(r"(?:^|/)<?=[^=]")  # a generator that moves a page leads its links up first: ../=d_k
WRITTEN = re.compile(r"\]\(<?=[^\n)]*\)?")
UNREAD = "pre code script style textarea template kbd samp".split()  # which may show what a claim looks like
FENCE = "language-worked"
BEGUN = re.compile(r"<!-- worked:page [^>]*-->")  # a staged page of which only a part stands here


def unseen_claims(html: str) -> Iterator[str]:
    """The claims and markers in some HTML that nothing replaced, as a message shows them."""
    tree = LexborHTMLParser(html)
    for node in tree.css("a[href], img[src]"):
        address = unquote(node.attributes.get("href") or node.attributes.get("src") or "")
        if CLAIM.search(address.partition("?")[0].partition("#")[0]) and "://" not in address:
            yield f"[{node.text().strip()}]({address[address.index('=') :]})"
    for node in tree.css(f'[class~="{FENCE}"]'):
        yield f"a fence marked worked: {' '.join(node.text().split())[:40]}"
    yield from (found.group() for form in (FORM, BEGUN) for found in form.finditer(html))
    for name in UNREAD:
        for node in tree.css(name):
            node.decompose()
    yield from (found.group() for found in WRITTEN.finditer(tree.body.text() if tree.body else ""))
