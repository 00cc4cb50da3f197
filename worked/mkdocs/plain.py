"""Titles and front matter are text: templates print many of them as they are, so they are escaped beforehand.

That holds for accounted pages, and for the navigation of a project whose settings say which pages those are.
"""

import re
from html import unescape

from markupsafe import Markup, escape
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from worked.judge.findings import Failure

ENDS_TITLE = re.compile(r"</title", re.IGNORECASE)  # Material writes the words of a heading into <title> unescaped


def escape_texts(pages: list[Page], nav: Navigation | None) -> None:
    """Escape what templates print of pages and of a navigation. Filters such as ``e`` leave it as it is."""
    for page in pages:
        page.title = title_of(page)
        page.meta = escaped(page.meta)
    for item in flat(nav.items if nav else []):
        if not isinstance(item, Page) and item.title:
            item.title = escape(item.title)


def title_of(page: Page) -> Markup:
    """The title of a page as HTML. One that comes from a heading is HTML already."""
    is_given = "title" in vars(page) or bool(page.meta.get("title"))
    return (escape if is_given else Markup)(str(page.title or ""))


def escaped(value):
    """A value of a front matter with all its texts escaped."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {key: escaped(one) for key, one in value.items()}
    return [escaped(one) for one in value] if isinstance(value, list) else value


def flat(items) -> list:
    return [one for item in items for one in (item, *flat(item.children if isinstance(item, Section) else []))]


def title_failure(page: Page, name: str) -> Failure | None:
    """The failure of a page whose title would end the element that it stands in."""
    if page.meta.get("title") or not ENDS_TITLE.search(unescape(str(page.title or ""))):
        return None
    return Failure(name, 1, 1, "the title of this page holds </title", advice=[("write", "title: in its front matter")])
