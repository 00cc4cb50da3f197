"""The ledger: every number of the site in tables, the ones that nothing checks first.

It is plain HTML that is complete without a script; a script of the site shows the filter. The rows have
ids of their own, so that links to them last. Those of each page are folded: a browser need not lay out
thousands of rows to show the first screen.
"""

from collections import defaultdict
from html import escape
from itertools import groupby

from worked.judge.findings import CHECKED, KINDS, plural
from worked.tell.record import Row
from worked.tell.site import Bibliography, Link, Reference, SitePage

COLUMNS = ("It says", "Known by", "Value", "Kind", "Line")
Headings = list[tuple[int, str, str]]  # the level, title and id of each, for a table of contents


def ledger(pages: list[SitePage], bibliography: Bibliography, link: Link) -> tuple[str, Headings]:
    """The ledger of a site, and its headings."""
    pages = [page for page in pages if page.record.rows]
    headings = [(2, "Totals", "totals"), (2, "Not checked", "not-checked"), (2, "Every number", "every-number")]
    headings += [(3, page.title, page.key) for page in pages]
    parts = [
        '<div class="worked-ledger">',
        '<h2 id="totals">Totals</h2>',
        total_sentence(pages, "below"),
        totals(pages),
        '<h2 id="not-checked">Not checked</h2>',
        not_checked(pages, link),
        '<h2 id="every-number">Every number</h2>',
        filter_form(pages),
        *(page_of_ledger(page, bibliography, link) for page in pages),
        "</div>",
    ]
    return "\n".join(parts), headings


# ---- totals ----------------------------------------------------------------------------------


def total_sentence(pages: list[SitePage], where: str = "") -> str:
    """The sentence that says how many numbers of the site are checked.

    where  where they are listed, as HTML; "" leaves that out
    """
    counts = {kind: sum(page.kinds.get(kind, 0) for page in pages) for kind in KINDS}
    checked = sum(counts[kind] for kind in CHECKED)
    kinds = ", ".join(f"{counts[kind]:,} {kind}" for kind in CHECKED if counts[kind])
    numbers = f"{plural(checked, 'number')} on this site {'is' if checked == 1 else 'are'}"
    first = f"{numbers} checked each time it is built: {kinds or 'none'}"
    left = counts["unchecked"]
    verb = "is" if left == 1 else "are"
    rest = f"; {left:,} {verb} not" if left else ""
    if where:
        rest += f", and {verb} listed {where}" if left else f"; each is listed {where}"
    return f'<p class="worked-total">{first}{rest}.</p>'


def totals(pages: list[SitePage]) -> str:
    """A table of how many numbers of each kind each page holds."""
    head = "".join(f'<th scope="col">{kind}</th>' for kind in (*KINDS, "all"))
    rows = [
        f'<tr><th scope="row"><a href="#{escape(page.key)}">{escape(page.title)}</a></th>'
        f"{counted(page.kinds, page.total)}</tr>"
        for page in pages
    ]
    sums = {kind: sum(page.kinds.get(kind, 0) for page in pages) for kind in KINDS}
    foot = f'<tr><th scope="row">All pages</th>{counted(sums, sum(sums.values()))}</tr>'
    return scrolled(
        "totals-table",
        f'<table class="ledger-totals"><caption id="totals-table">Numbers by page and kind</caption>'
        f'<thead><tr><th scope="col">Page</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody><tfoot>{foot}</tfoot></table>',
    )


def counted(kinds: dict[str, int], total: int) -> str:
    """The cells of a row. On a phone, where no heading stands above them, each says its kind itself."""
    counts = {**{kind: kinds.get(kind, 0) for kind in KINDS}, "all": total}
    return "".join(f'<td data-kind="{kind}">{count:,}</td>' for kind, count in counts.items())


def scrolled(caption: str, table: str) -> str:
    """A table in a box that scrolls where the table is wider than a phone."""
    return f'<div class="ledger-scroll" role="region" aria-labelledby="{caption}" tabindex="0">{table}</div>'


def not_checked(pages: list[SitePage], link: Link) -> str:
    rows = [
        f'<tr><th scope="row">{escape(phrase)}</th><td>{count:,}</td>'
        f'<td><a href="{escape(link(page.url))}">{escape(page.title)}</a></td></tr>'
        for page in pages
        for phrase, count in page.record.unchecked.items()
    ]
    if not rows:
        return "<p>Every number is accounted for: no page lists one that is not.</p>"
    return (
        '<table class="ledger-unchecked"><caption>Phrases with numbers that nothing checks</caption>'
        '<thead><tr><th scope="col">Phrase</th><th scope="col">Times</th><th scope="col">Page</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


# ---- every number ----------------------------------------------------------------------------


def filter_form(pages: list[SitePage]) -> str:
    """The filter; hidden until a script can make it work."""
    choices = "".join(f'<option value="{escape(page.key)}">{escape(page.title)}</option>' for page in pages)
    kinds = "".join(
        f'<label><input type="checkbox" name="kind" value="{kind}" checked> {kind}</label>' for kind in KINDS
    )
    return (
        '<form class="ledger-filter" role="search" aria-label="Filter the numbers" hidden>'
        '<label>Find <input type="search" name="find" autocomplete="off"></label>'
        f'<label>Page <select name="page"><option value="">all pages</option>{choices}</select></label>'
        f"<fieldset><legend>Kind</legend>{kinds}</fieldset>"
        '<p class="ledger-count"><output></output> <button type="reset">Clear</button></p></form>'
    )


def page_of_ledger(page: SitePage, bibliography: Bibliography, link: Link) -> str:
    """The numbers of one page, by section."""
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    numbered = zip(page.record.rows, page.ids)
    bodies = [
        section_of_ledger(page, number, list(rows), bibliography, link)
        for number, rows in groupby(numbered, key=lambda pair: pair[0].section)
    ]
    key = escape(page.key)
    return (
        f'<section class="ledger-page" data-page="{key}"><h3 id="{key}">{escape(page.title)}</h3>'
        f"<details><summary>{plural(page.total, 'number')}</summary>"
        f'<table class="ledger-rows"><caption>Numbers of <a href="{escape(link(page.url))}">{escape(page.title)}</a></caption>'
        f"<thead><tr>{head}</tr></thead>\n{''.join(bodies)}</table></details></section>"
    )


def section_of_ledger(
    page: SitePage, number: int, rows: list[tuple[Row, str]], bibliography: Bibliography, link: Link
) -> str:
    url, title = page.section(number)
    title = "Title and description" if number < 0 else title
    words = f'<a href="{escape(link(url))}">{escape(title)}</a>'
    heading = f'<tr><th colspan="{len(COLUMNS)}" scope="rowgroup">{words}</th></tr>'
    body = "".join(row_of_ledger(row, row_id, bibliography, link) for row, row_id in rows)
    return f"<tbody>{heading}\n{body}</tbody>\n"


def row_of_ledger(row: Row, row_id: str, bibliography: Bibliography, link: Link) -> str:
    source = bibliography.by_url(row.url)
    value = row.value or (row.shown if source and row.shown == str(source.year) else "")
    return (
        f'<tr id="{escape(row_id)}"><th scope="row">{escape(row.shown)}</th><td>{known_by_as_html(row, bibliography, link)}</td>'
        f"<td>{escape(value)}</td><td>{row.kind}</td><td>{row.line}</td></tr>\n"
    )


def known_by_as_html(row: Row, bibliography: Bibliography, link: Link) -> str:
    """The expression of a number, and beside it the place of quoted code or the source of the number."""
    code = f"<code>{escape(row.known_by)}</code>" if row.known_by else ""
    if not row.url:
        beside = f"in {row.code}" if row.code else row.source
        return code + (f"<small>{escape(beside)}</small>" if beside else "")
    return f"{code}<small>{source_as_html(row.source, row.url, bibliography, link)}</small>"


def source_as_html(words: str, url: str, bibliography: Bibliography, link: Link) -> str:
    """The source of a number, with a link to its entry among the references, or to itself."""
    if not url:
        return escape(words)
    source = bibliography.by_url(url)
    shown = words if words != url else source.short if source else url
    address = link(bibliography.url(source)) if source and bibliography.page else url
    return f'<a href="{escape(address)}">{escape(shown)}</a>'


def references_as_html(pages: list[SitePage], bibliography: Bibliography, link: Link) -> str:
    """The list of all sources, by the first author's name."""
    cited = bibliography.citations(pages)
    ordered = sorted(bibliography.all, key=lambda source: (source.surname.casefold(), source.year, source.title))
    items = "".join(as_item(source, cited.get(source.key, []), link) for source in ordered)
    return f'<ul class="worked-references">\n{items}</ul>'


def as_item(source: Reference, places: list[tuple[SitePage, int]], link: Link) -> str:
    authors, title, venue, url = (escape(text) for text in (source.authors, source.title, source.venue, source.url))
    by_page: dict[str, list[str]] = defaultdict(list)
    for page, section in places:
        address, words = page.section(section)
        by_page[escape(page.title)].append(f'<a href="{escape(link(address))}">{escape(words)}</a>')
    cited = ", ".join(f"{title} ({'; '.join(links)})" for title, links in by_page.items())
    return (
        f'<li id="{escape(source.key)}"><p>{authors} ({source.year}). <cite><a href="{url}">{title}</a></cite>. {venue}.</p>'
        f'<p class="references-cited">{f"Cited in {cited}." if cited else "Cited nowhere."}</p></li>\n'
    )
