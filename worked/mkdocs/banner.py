"""The banner of a live preview: what is wrong, above the text of a page, whole and readable on any screen.

It brings its own style: what is wrong may be the style sheet. (A page that is published has none.)
"""

import html
import re

TOPS = [re.compile(r"<article\b[^>]*>"), re.compile(r"<body\b[^>]*>")]  # where a banner goes: the text, or the page
BARE_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Error</title></head><body></body></html>'
)
BOX = (
    "display:block;box-sizing:border-box;max-width:100%;margin:0 0 1.5em;padding:12px 16px;border:2px solid #a11;"
    "border-left-width:8px;background:#fde7e7;color:#6d0b0b;font:16px/1.5 sans-serif;text-align:left"
)
HEADING = "margin:0 0 8px;font-weight:bold;color:inherit"
WORDS = (
    "margin:0;padding:0;background:none;color:inherit;font:14px/1.5 monospace;"
    "white-space:pre-wrap;overflow-wrap:anywhere;overflow:visible;max-height:none"
)


def banner(heading: str, messages: list[str], look: str) -> str:
    words = html.escape("\n\n".join(messages))
    return (
        f'<div class="{look}" role="alert" style="{BOX}"><p style="{HEADING}">{html.escape(heading)}</p>'
        f'<pre style="{WORDS}">{words}</pre></div>'
    )


def with_banner(page: str, heading: str, messages: list[str], look: str = "worked-banner") -> str:
    """A page under a banner."""
    page = page if page.strip() else BARE_PAGE
    end = next((top.end() for top in (pattern.search(page) for pattern in TOPS) if top), 0)
    return page[:end] + banner(heading, messages, look) + page[end:]
