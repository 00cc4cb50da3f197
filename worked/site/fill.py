"""The pages about all pages: once every page is built, their markers are replaced."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from worked.judge.findings import Failure
from worked.judge.markers import NAMES, replaced
from worked.settings import Settings
from worked.show.appendix import appendix
from worked.show.ledger import Headings, ledger, references_as_html, total_sentence
from worked.site.addresses import relative
from worked.tell.record import PageRecord
from worked.tell.site import Bibliography, Link, SitePage, read_bibliography, site_failures
from worked.tell.verdict import Verdict

# In a box or a list, Markdown puts a figure into a paragraph, where a browser would end the paragraph.
WRAPPED_FIGURE = re.compile(r'<p>\s*(<figure class="worked-figure">(?:(?!</figure>).)*+</figure>)\s*</p>', re.DOTALL)


class Text:
    """The text of a built page, which is filled in.

    name      its file, as messages show it
    key       its path in the site, without a suffix
    title     its title
    url       its address from the site's root
    anchors   the ids of its headings, each with its words
    html      the text
    headings  what filling adds to its table of contents
    """

    def __init__(
        self, name: str, key: str, title: str, url: str, anchors: Mapping[str, str], html: str, verdict: Verdict
    ):
        self.name, self.key, self.title, self.url = name, key, title, url
        self.anchors, self.html, self.verdict = anchors, html, verdict
        self.headings: Headings = []

    def as_site_page(self) -> SitePage:
        verdict = self.verdict
        known = (self.name, self.key, self.title, self.url, verdict.kinds, PageRecord(**verdict.record))
        return SitePage(*known, self.anchors)

    def markers(self) -> Iterable[tuple[str, int, int]]:
        return self.verdict.record.get("markers", ())


def fill(pages: list[Text], settings: Settings) -> list[Failure]:
    """Write the ledger, the references, the totals, and the links to them, into the pages.

    pages    every page of the site that was checked, in the order of its navigation
    returns  what is wrong with the pages taken together
    raises   SettingsError: the file of references cannot be read
    """
    filler = Filler(pages, settings)
    failures = site_failures({page.name: page.verdict for page in pages}, settings, filler.bibliography)
    for page in pages:
        met = filler.fill(page)
        for name, line, column in page.markers():
            if name not in met:
                headline = f"the marker worked:{name} did not reach the built page"
                failures.append(Failure(page.name, line, column, headline))
    return failures


class Filler:
    """Replaces the markers of each page, with links that lead on from that page."""

    def __init__(self, pages: list[Text], settings: Settings):
        urls = {name: page.url for page in reversed(pages) for name, *_ in page.markers()}
        self.ledger_url = urls.get("ledger", "")
        self.bibliography = Bibliography([])  # a site without markers needs no file of references
        if urls:
            self.bibliography = read_bibliography(settings, urls.get("references", ""))
        self.site_pages = [page.as_site_page() for page in pages]
        self.by_key = {one.key: one for one in self.site_pages}

    def fill(self, page: Text) -> set[str]:
        """Replace the markers of a page, and let its figures be no part of a paragraph.

        returns  the names of those that it held
        """

        def link(url: str) -> str:
            return relative(url, page.url)

        def ledger_block() -> str:
            html, page.headings = ledger(self.site_pages, self.bibliography, link)
            return html

        def appendix_block() -> str:
            ledger_address = link(self.ledger_url) if self.ledger_url else ""
            return appendix(self.by_key[page.key], self.bibliography, link, ledger_address)

        blocks = {
            "ledger": ledger_block,
            "references": lambda: references_as_html(self.site_pages, self.bibliography, link),
            "total": lambda: total_sentence(self.site_pages, self.where(link)),
            "ledger-link": lambda: self.link_of_note(page, link),
            "appendix": appendix_block,
        }
        page.html, met = replaced(WRAPPED_FIGURE.sub(r"\1", page.html), blocks)
        return met & set(NAMES)

    def where(self, link: Link) -> str:
        return f'in <a href="{escape(link(self.ledger_url))}">the ledger</a>' if self.ledger_url else ""

    def link_of_note(self, page: Text, link: Link) -> str:
        if not self.ledger_url:
            return ""
        key = quote(page.key)
        # The script of the ledger reads the query; where scripts do not run, the fragment leads to the page.
        address = f"{link(self.ledger_url)}?page={key}#{key}"
        return f' <a href="{escape(address)}">See each of them in the ledger.</a>'
