"""Text in HTML in Markdown: neither of them reads anything into it."""

import html
import re

MARKS = re.compile(r"&#?\w+;|[*_\[\]`~^$|\\!{}:#]")  # entities stay; what Markdown reads becomes one


def inert(text: str) -> str:
    """Text that neither HTML nor Markdown reads anything into, on one line."""
    escaped = html.escape(text, quote=True).replace("\n", "&#10;")
    return MARKS.sub(lambda mark: mark.group() if mark.group().startswith("&") else f"&#{ord(mark.group())};", escaped)
