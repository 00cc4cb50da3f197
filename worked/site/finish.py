"""Finishing: what comes after the text of a page is added to a site that another generator built of staged pages.

A site is finished as a whole, or left as it is. Each page is read first, as browsers read it: it shows the numbers
that were checked, in their order, and holds nothing that no page may hold.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from worked.judge.addresses import Addresses
from worked.judge.findings import Failure
from worked.read.file import read_source
from worked.read.front_matter import read_front_matter
from worked.read.lab import SUFFIX
from worked.settings import Settings, SettingsError
from worked.show.compare import differences
from worked.site.addresses import address_of
from worked.site.article import Article, articles_in, mark_of
from worked.site.assets import with_files, write_files
from worked.site.displayed import displayed_article, heading_words
from worked.site.fill import Text, fill
from worked.site.hiding import hiding_classes, style_sheets
from worked.site.html import content_failures
from worked.site.labs import known_outputs, notebook_name, notebook_of, with_download, with_outputs
from worked.site.stage import Stage
from worked.site.unseen import unseen_claims

STAGE = "worked stage OUT"


class Page:
    """A page of the built site that was staged.

    file     where it was built
    source   what it was staged from
    article  its text, and what stands around that
    meta     its front matter
    outputs  what the cells of a lab put out, as HTML
    """

    def __init__(self, file: Path, source: Path, article: Article, text: Text, meta: dict):
        self.file, self.source, self.article, self.text, self.meta = file, source, article, text, meta
        self.outputs: list[str] = []


class Extra:
    """What a project adds to each page besides; this one adds nothing."""

    def markdown(self, text: str, source: Path) -> str:
        """Change the Markdown of a page, which is then staged."""
        return text

    def texts(self, pages: list[Page], site: Path) -> None:
        """Change the texts of the pages of a built site, before they are filled in."""

    def filled(self, pages: list[Page]) -> None:
        """Learn of the pages when each is filled in."""

    def whole(self, html: str, page: Page | None, file: Path) -> str:
        """Change a whole page; None for one that was not staged."""
        return html

    def end(self) -> None:
        """Write what belongs to the site as a whole."""


class Finish:
    """Finishes a site.

    failures  what is wrong with it; nothing of it is changed then
    """

    def __init__(self, site: Path, settings: Settings, stage: Stage, tell: Callable[[str], None]):
        self.site, self.settings, self.stage, self.tell = site.resolve(), settings, stage, tell
        self.generator = stage.generator
        self.failures: list[Failure] = list(stage.failures)
        self.notebooks: dict[Path, str] = {}
        self.htmls = {file: read_html(file) for file in sorted(self.site.rglob("*.html"))}
        self.pages: list[Page] = []
        for file, html in self.htmls.items():
            self.read(file, html)
        self.pages.sort(key=lambda page: self.generator.place(self.settings.name_in_project(page.source)))
        self.require_all()

    def read(self, file: Path, html: str) -> None:
        articles = articles_in(html)
        if len(articles) > 1:
            self.refuse(file, "two staged pages stand in this one: each needs a page of its own")
        for article in articles[:1]:
            source = self.settings.root / article.name
            if source not in self.stage.pages:
                self.refuse(file, f"this was staged from {article.name}, which is no page of this project")
            elif article.mark != mark_of(self.stage.text(source)):
                self.refuse(file, f"{article.name} is another page since it was staged", STAGE)
            else:
                self.pages.append(self.page(file, source, article))

    def page(self, file: Path, source: Path, article: Article) -> Page:
        name = self.settings.name_of(source)
        meta = read_front_matter(read_source(source, name).text)[0]
        tree = LexborHTMLParser(article.text)
        headings = [(one.id, heading_words(one).strip()) for one in tree.css("h1, h2, h3, h4, h5, h6")]
        first = next((words for node, (_, words) in zip(tree.css("h1"), headings, strict=False)), "")
        title = self.generator.title(article.name) or str(meta.get("title") or first or named(source.stem))
        url = address_of(file.relative_to(self.site).as_posix())
        key = self.generator.key(article.name).rpartition(".")[0]
        anchors = {own_id: words for own_id, words in headings if own_id}
        text = Text(name, key, title, url, anchors, article.text, self.stage.verdicts[source])
        return Page(file, source, article, text, meta)

    def require_all(self) -> None:
        """Refuse a site that lacks a page, or holds one twice."""
        built = [page.source for page in self.pages]
        is_told = bool(self.failures)
        for source in self.stage.pages:
            name = self.settings.name_of(source)
            if built.count(source) > 1:
                self.failures.append(Failure(name, 1, 1, f"the site holds this page {built.count(source)} times"))
            elif source not in built and not is_told:
                headline = f"{self.settings.name_of(self.site)} does not hold this page as it was staged"
                advice = [("run", STAGE), ("then", "the generator, on what was staged")]
                self.failures.append(Failure(name, 1, 1, headline, advice=advice))

    def refuse(self, file: Path, headline: str, mend: str = "") -> None:
        advice = [("run", mend)] if mend else []
        self.failures.append(Failure(self.settings.name_of(file), 1, 1, headline, advice=advice))

    # ---- what is built, compared with what was checked -----------------------------------------

    def judge(self) -> None:
        """Compare each page with what the check saw, and refuse claims that nobody saw."""
        addresses = Addresses(self.settings)
        staged = {page.file: page for page in self.pages}
        for file, html in self.htmls.items():
            rest = html
            if page := staged.get(file):
                self.failures += self.faults(page, addresses)
                rest = f"{page.article.before}{page.article.after}"
            for claim in unseen_claims(rest):
                self.refuse(file, f"a claim that nothing checked stands in this page: {claim}", STAGE)

    def faults(self, page: Page, addresses: Addresses) -> Iterator[Failure]:
        verdict, name = page.text.verdict, page.text.name
        if verdict.seen is None:
            return

        def lines() -> list[str]:  # read when a number differs
            return page.source.read_text(encoding="utf-8").splitlines()

        displayed = displayed_article(page.text.html, self.hiding)
        yield from differences(verdict.seen, displayed, name, lines, lambda shown, words: None)
        yield from content_failures(page.text.html, name, page.source.read_bytes(), addresses)

    @cached_property
    def hiding(self) -> frozenset[str]:
        sheets = style_sheets([self.site])
        return frozenset(name for sheet in sheets for name in hiding_classes(sheet.read_bytes()))

    # ---- what comes after the text --------------------------------------------------------------

    def fill(self, extra: Extra) -> None:
        """Add to each page what its labs put out, what the project adds, and what follows from all pages."""
        for page in self.pages:
            if page.source.suffix == SUFFIX:
                self.show_lab(page)
        extra.texts(self.pages, self.site)
        self.failures += fill([page.text for page in self.pages], self.settings)
        extra.filled(self.pages)

    def show_lab(self, page: Page) -> None:
        name = self.settings.name_of(page.source)
        source = read_source(page.source, name)
        page.outputs, failures = known_outputs(source, self.settings, partial(self.tell, f"running {name}"))
        page.text.html = with_outputs(page.text.html, page.outputs)
        self.failures += failures
        urls = {self.generator.key(one.article.name): one.text.url for one in self.pages}
        address = partial(
            full_address, page=page, key=self.generator.key(page.article.name), urls=urls, site=self.generator.site_url
        )
        made, needs = notebook_of(source, self.settings, address, [self.generator.site_url, sorted(urls.items())])
        self.notebooks[page.file.with_name(notebook_name(page.source.name))] = made
        page.text.html = with_download(page.text.html, notebook_name(page.source.name), needs)

    def write(self, extra: Extra) -> None:
        """Write the site."""
        of_file = {page.file: page for page in self.pages}
        made = {}
        for file, html in self.htmls.items():
            page = of_file.get(file)
            whole = f"{page.article.before}{page.text.html}{page.article.after}" if page else html
            whole = extra.whole(whole, page, file)
            made[file] = with_files(whole, page.text.url) if page else whole
        extra.end()
        for file, text in [*made.items(), *self.notebooks.items()]:
            if self.htmls.get(file) != text:
                file.write_bytes(text.encode())
        write_files(self.site)


def read_html(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not UTF-8, and no page can be found in it") from None


def named(stem: str) -> str:
    """The title of a page that gives itself none: the name of its file, as MkDocs makes words of it."""
    words = stem.replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words


def full_address(url: str, page: Page, key: str, urls: dict[str, str], site: str) -> str:
    """The address that a link of a lab has outside the site; "" where the site or the page has none."""
    path, mark, fragment = url.partition("#")
    there = urls.get(normpath(join(dirname(key), path)) if path else key)
    return urljoin(site, there) + mark + fragment if site and there is not None else ""
