"""The pages about all pages: once MkDocs has read every page, their markers are replaced."""

from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from worked.judge.findings import Failure
from worked.judge.markers import NAMES, replaced
from worked.settings import Settings
from worked.show.appendix import appendix
from worked.show.ledger import ledger, references_as_html, total_sentence
from worked.tell.record import PageRecord
from worked.tell.site import Bibliography, Link, SitePage, read_bibliography, site_failures
from worked.tell.verdict import Verdict


def fill(pages: list[tuple[Page, Verdict]], settings: Settings) -> list[Failure]:
    """Write the ledger, the references, the totals, and the links to them, into the pages.

    pages    every page of the site that was checked, in the order of its navigation
    returns  what is wrong with the pages taken together
    raises   SettingsError: the file of references cannot be read
    """
    verdicts = {name_of(page, settings): verdict for page, verdict in pages}
    homes = {name: page for page, verdict in reversed(pages) for name, *_ in verdict.record.get("markers", ())}
    filler = Filler(pages, homes, settings)
    failures = site_failures(verdicts, settings, filler.bibliography)
    for page, verdict in pages:
        met = filler.fill(page)
        for name, line, column in verdict.record.get("markers", ()):
            if name not in met:
                headline = f"the marker worked:{name} did not reach the built page"
                failures.append(Failure(name_of(page, settings), line, column, headline))
    return failures


class Filler:
    """Replaces the markers of each page, with links that lead on from that page."""

    def __init__(self, pages: list[tuple[Page, Verdict]], homes: dict[str, Page], settings: Settings):
        urls = {name: page.url for name, page in homes.items()}
        self.ledger_url = urls.get("ledger", "")
        self.bibliography = Bibliography([])  # a site without markers needs no file of references
        if homes:
            self.bibliography = read_bibliography(settings, urls.get("references", ""))
        self.site_pages = [site_page_of(page, verdict, settings) for page, verdict in pages]
        self.by_key = {one.key: one for one in self.site_pages}

    def fill(self, page: Page) -> set[str]:
        """Replace the markers of a page.

        returns  the names of those that it held
        """

        def link(url: str) -> str:
            return get_relative_url(url, page.url)

        def ledger_block() -> str:
            html, headings = ledger(self.site_pages, self.bibliography, link)
            add_to_contents(page, headings)
            return html

        def appendix_block() -> str:
            ledger_address = link(self.ledger_url) if self.ledger_url else ""
            return appendix(self.by_key[key_of(page)], self.bibliography, link, ledger_address)

        blocks = {
            "ledger": ledger_block,
            "references": lambda: references_as_html(self.site_pages, self.bibliography, link),
            "total": lambda: total_sentence(self.site_pages, self.where(link)),
            "ledger-link": lambda: self.link_of_note(page, link),
            "appendix": appendix_block,
        }
        page.content, met = replaced(page.content or "", blocks)
        return met & set(NAMES)

    def where(self, link: Link) -> str:
        return f'in <a href="{escape(link(self.ledger_url))}">the ledger</a>' if self.ledger_url else ""

    def link_of_note(self, page: Page, link: Link) -> str:
        if not self.ledger_url:
            return ""
        key = quote(key_of(page))
        # The script of the ledger reads the query; where scripts do not run, the fragment leads to the page.
        address = f"{link(self.ledger_url)}?page={key}#{key}"
        return f' <a href="{escape(address)}">See each of them in the ledger.</a>'


def name_of(page: Page, settings: Settings) -> str:
    return settings.name_of(Path(page.file.abs_src_path))


def key_of(page: Page) -> str:
    return page.file.src_uri.rpartition(".")[0]


def site_page_of(page: Page, verdict: Verdict, settings: Settings) -> SitePage:
    anchors = {anchor.id: unescape(anchor.title) for anchor in flat(page.toc)}
    return SitePage(
        name_of(page, settings),
        key_of(page),
        str(page.title or page.file.name),
        page.url,
        verdict.kinds,
        PageRecord(**verdict.record),
        anchors,
    )


def flat(anchors) -> list[AnchorLink]:
    return [one for anchor in anchors for one in (anchor, *flat(anchor.children))]


def add_to_contents(page: Page, headings: list[tuple[int, str, str]]) -> None:
    """List headings in the page's table of contents, under its first one."""
    top = page.toc.items
    parent = top[0].children if top else top
    for level, title, own_id in headings:
        place = parent[-1].children if level > 2 and parent else parent
        place.append(AnchorLink(escape(title), own_id, level))
