"""Titles and front matter are text: templates print many of them as they are, so they are escaped beforehand.

That holds for accounted pages, and for the navigation of a project whose settings say which pages those are.
"""

import re
from html import unescape
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from worked.judge.findings import Failure
from worked.mkdocs.kept import Kept
from worked.read.file import read_source
from worked.read.front_matter import read_front_matter
from worked.read.numbers import NUMERAL
from worked.settings import Settings

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


def front_matter_failures(page: Page, settings: Settings, kept: Kept) -> list[Failure]:
    """The failure of an accounted page of which MkDocs reads another front matter than the check does.

    MkDocs takes lines like `template: other.html` at the top of a page for one, without any dashes.
    """
    path = Path(page.file.abs_src_path)
    name = settings.name_of(path)
    text = read_source(path, name).text
    return kept.found(("front matter", name, text), lambda: other_front_matter(text, name))


def other_front_matter(text: str, name: str) -> list[Failure]:
    if read_front_matter(text)[0] == get_data(text)[1]:  # not page.meta, to which plugins add what they know
        return []
    headline = "to MkDocs, another part of this page is its front matter than to the check"
    advice = [
        ("write", "the front matter between two lines of three dashes, or a blank line above a line with a colon")
    ]
    return [Failure(name, 1, 1, headline, advice=advice)]


def title_failure(page: Page, name: str) -> Failure | None:
    """The failure of a page whose title would end the element that it stands in, or comes from nowhere on it."""
    title, write = str(page.title or ""), [("write", "title: in its front matter")]
    if page.meta.get("title"):
        return None
    if ENDS_TITLE.search(unescape(title)):
        return Failure(name, 1, 1, "the title of this page holds </title", advice=write)
    is_from_file = "title" not in vars(page) and page._title_from_render is None
    if is_from_file and (number := NUMERAL.search(title)):
        return Failure(name, 1, 1, f"the title that comes from the name of this file holds {number[0]}", advice=write)
    return None
