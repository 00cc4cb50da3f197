"""A MkDocs hook: beside each page lies its text, Markdown with every number filled in, and llms.txt lists them all.

The text of a page comes from its check (worked/show/text.py). Here its blanks are filled in with what only the built
site knows: addresses, terms, what labs put out, and what the library writes about all pages.
"""

import posixpath
from collections.abc import Iterable
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from worked import fill_blanks

INTRODUCTION = "Each page below is Markdown, with its numbers as they were checked when the site was built."
LISTED = {"total": ".worked-total", "ledger": ".worked-ledger", "references": ".worked-references"}
ROW = "| {} |".format

navigation = None
addresses: "Addresses | None" = None  # of the site that is being built


class Addresses(NamedTuple):
    """Where the texts of a site lie.

    of_files  of each page that has a text that text, of each other file itself, by its source
    ledger    the text of the ledger; "" where there is none
    """

    of_files: dict[str, str]
    ledger: str


def on_nav(nav, *, config, files):
    global navigation
    navigation = nav
    return nav


def on_env(env, *, config, files):
    """Find out where the texts lie: by now each page is checked."""
    global addresses
    of_files = {file.src_uri: address_of(file, config) for file in files}
    verdicts = {file.src_uri: config.plugins["worked"].verdicts.get(file.abs_src_path) for file in files}
    marked = [uri for uri, verdict in verdicts.items() if verdict and has_ledger(verdict)]
    addresses = Addresses(of_files, text_uri(files.get_file_from_path(marked[0])) if marked else "")
    return env


def address_of(file, config) -> str:
    return text_uri(file) if file.page and blanks_in(file.page, config) else file.dest_uri


def has_ledger(verdict) -> bool:
    return any(name == "ledger" for name, *_ in verdict.record.get("markers", ()))


def on_page_context(context, *, page, config, nav):
    """Tell the page's template where its text lies."""
    context["text_address"] = posixpath.basename(text_uri(page.file)) if blanks_in(page, config) else ""
    return context


def on_post_page(output, *, page, config):
    if text := blanks_in(page, config):
        plugin, place = config.plugins["worked"], Path(config.site_dir, text_uri(page.file))
        place.parent.mkdir(parents=True, exist_ok=True)
        outputs = tuple(plugin.labs.shown.get(page.file.src_uri, ()))
        own, where = Path(__file__).read_bytes(), (page.file.src_uri, page.file.dest_uri)
        made_from = ("text", own, text, page.content, outputs, where, *addresses.of_files.items(), addresses.ledger)
        filled = plugin.kept.get(made_from, lambda: fill_blanks(text, Filling(page, outputs).fill))
        place.write_text(filled, encoding="utf-8")
    return output


def on_post_build(*, config):
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", "", INTRODUCTION]
    sections = [(item.title or "Start", pages_in(item)) for item in navigation.items]
    for title, pages in sections:
        entries = [entry_of(page, config) for page in pages if blanks_in(page, config)]
        lines += ["", f"## {unescape(str(title))}", "", *entries] if entries else []
    Path(config.site_dir, "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def entry_of(page: Page, config) -> str:
    said = unescape(str(page.meta.get("description") or ""))
    address = urljoin(config.site_url or "", text_uri(page.file))
    title = unescape(str(page.meta.get("title") or page.title))
    return f"- [{title}]({address})" + (f": {' '.join(said.split())}" if said else "")


def pages_in(item) -> list[Page]:
    if isinstance(item, Page):
        return [item]
    return [page for child in item.children or () for page in pages_in(child)]


def text_uri(file) -> str:
    return str(Path(file.dest_uri).with_suffix(".md").as_posix())


def blanks_in(page: Page, config) -> str:
    """The text of a page, with its blanks; "" where nothing checked it, or it does not hold."""
    verdict = config.plugins["worked"].verdicts.get(page.file.abs_src_path)
    return verdict.text if verdict else ""


class Filling:
    """Fills in the blanks of one page.

    outputs  of the cells of a lab, in their order
    """

    def __init__(self, page: Page, outputs: Iterable[str]):
        self.page, self.outputs = page, iter(outputs)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.page.content or "")

    def fill(self, kind: str, words: str) -> str:
        return getattr(self, kind)(words)

    def link(self, url: str) -> str:
        """The address of what a link of the page leads to: of another page, its text."""
        target, hash_sign, fragment = url.partition("#")
        here = posixpath.dirname(self.page.file.src_uri)
        uri = addresses.of_files.get(posixpath.normpath(posixpath.join(here, target))) if target else None
        if uri is None:
            return url
        return posixpath.relpath(uri, posixpath.dirname(self.page.file.dest_uri)) + hash_sign + fragment

    def reference(self, words: str) -> str:
        """The words of a term: term_links.py has refused what the glossary does not define."""
        return words[1:-1].split("][")[0]

    def part(self, name: str) -> str:
        title = self.tree.css_first(f'[id="{name}-title"]')
        words = " ".join(title.text().split()) if title else name
        return f"(Something to try on the page itself: {words.rstrip('.')})"

    def output(self, line: str) -> str:
        shown = LexborHTMLParser(next(self.outputs, "")).body
        return "\n\n".join(blocks(shown)) if shown else ""

    def marker(self, name: str) -> str:
        if name == "ledger-link":
            return self.ledger_link()
        found = self.tree.css_first(LISTED[name])
        return "\n\n".join(blocks(found)) if found else ""

    def ledger_link(self) -> str:
        if not addresses.ledger:
            return ""
        address = posixpath.relpath(addresses.ledger, posixpath.dirname(self.page.file.dest_uri))
        return f" [Each of them stands in the ledger]({address})."


# ---- what the library and the labs write as HTML, as Markdown again


def blocks(node: LexborNode) -> list[str]:
    """The blocks of some HTML that this project made itself: headings, paragraphs, lists, tables and outputs."""
    if node.tag in ("h2", "h3"):
        return [f"{'#' * int(node.tag[1])} {words_of(node)}"]
    if node.tag in ("p", "summary"):
        return [words_of(node)]
    if node.tag == "li":
        return ["- " + " ".join(words_of(child) for child in node.iter())]
    if node.tag == "pre":
        return [f"```text\n{node.text()}\n```"]
    if node.tag == "svg":
        return [f"> It shows: {node.attributes.get('aria-label') or ''}"]
    if node.tag == "table":
        return table(node)
    inside = [block for child in node.iter() for block in blocks(child)] if node.tag != "form" else []
    return ["\n".join(inside)] if node.tag == "ul" else inside


def table(node: LexborNode) -> list[str]:
    rows = [[words_of(cell).replace("|", "\\|") for cell in row.iter()] for row in node.css("tr")]
    width = max(map(len, rows))
    lines = [ROW(" | ".join(row + [""] * (width - len(row)))) for row in rows]
    return [words_of(node.css_first("caption")), "\n".join([lines[0], ROW(" | ".join(["---"] * width)), *lines[1:]])]


def words_of(node: LexborNode) -> str:
    """The words in an element on one line: code in its marks, and links that lead to other sites."""
    pieces = []
    for child in node.iter(include_text=True):
        words = child.text_content if child.is_text_node else words_of(child)
        if child.tag == "code":
            words = f"`{words}`"
        elif child.tag == "a" and "://" in (child.attributes.get("href") or ""):
            words = f"[{words}]({child.attributes['href']})"
        pieces.append(f" {words}" if child.tag == "small" else words or "")
    return " ".join("".join(pieces).split())
