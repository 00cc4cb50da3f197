"""A MkDocs hook: each table comes in the two boxes in which it scrolls when it is wide.

The theme's script puts them around each table when the page is there. By then the browser has laid the page out, and
does so anew. Here they stand in the page; theme_repairs.py takes that out of the script. A table with a class has none.
"""

import re

MKDOCS_ONLY = True  # for `worked finish`: on a site of another generator, its own script does it
TABLE = re.compile(r"<template\b.*?</template>|<table\b(?![^>]*\bclass=)[^>]*>.*?</table>", re.DOTALL)
BOXES = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{}</div></div>'


def on_page_content(html: str, **_) -> str:
    return TABLE.sub(lambda found: boxed(found[0]), html)


def boxed(found: str) -> str:
    """What a template holds is no part of the page yet."""
    return BOXES.format(found) if found.startswith("<table") else found
