"""A MkDocs hook: a term that docs/terms.txt does not define is a dead link, as MkDocs warns of other ones.

Markdown leaves `[keyz][]` as it is where nothing defines it, and a reader would see the brackets.
"""

import logging
import re

log = logging.getLogger("mkdocs.hooks.term_links")

CODE = re.compile(r"<(pre|code|math)\b.*?</\1>", re.DOTALL)
LEFT = re.compile(r"\[[^\[\]<>]+\]\[[^\[\]<>]*\]")


def on_page_content(html: str, *, page, **_) -> str:
    for left in LEFT.findall(CODE.sub("", html)):
        line = next((number for number, text in enumerate(page.markdown.splitlines(), 1) if left in text), None)
        place = f", in {' '.join(page.markdown.splitlines()[line - 1].split())!r}" if line else ""
        log.warning("%s: nothing defines the link %s%s; docs/terms.txt holds the terms", page.file.src_uri, left, place)
    return html
