"""Tables of contents in MkDocs: what a page's says of its headings, and what filling it adds."""

from html import escape, unescape
from pathlib import Path

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from worked.settings import Settings
from worked.site.fill import Text
from worked.tell.verdict import Verdict


def text_of(page: Page, verdict: Verdict, settings: Settings) -> Text:
    """The text of a page, to be filled in."""
    name, key = settings.name_of(Path(page.file.abs_src_path)), page.file.src_uri.rpartition(".")[0]
    anchors = {anchor.id: unescape(anchor.title) for anchor in flat(page.toc)}
    return Text(name, key, str(page.title or page.file.name), page.url, anchors, page.content or "", verdict)


def take_back(page: Page, text: Text) -> None:
    """Give a page its text as it was filled in, and list the headings that came with it under its first one."""
    page.content = text.html
    top = page.toc.items
    parent = top[0].children if top else top
    for level, title, own_id in text.headings:
        place = parent[-1].children if level > 2 and parent else parent
        place.append(AnchorLink(escape(title), own_id, level))


def flat(anchors) -> list[AnchorLink]:
    return [one for anchor in anchors for one in (anchor, *flat(anchor.children))]
