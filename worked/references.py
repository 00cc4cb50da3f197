"""The references: every source of the site, with links to the sections that cite it."""

from collections import defaultdict
from html import escape

from worked.entry import Entry, Link
from worked.sources import Source, Sources


def references(entries: list[Entry], sources: Sources, link: Link) -> str:
    """All sources as a list, by the first author's name."""
    cited = sources.citations(entries)
    ordered = sorted(sources.all, key=lambda source: (source.surname.casefold(), source.year, source.title))
    return f'<ul class="worked-references">\n{"".join(as_item(source, cited.get(source.key, []), link) for source in ordered)}</ul>'


def as_item(source: Source, places: list[tuple[Entry, int]], link: Link) -> str:
    authors, title, venue, url = (escape(text) for text in (source.authors, source.title, source.venue, source.url))
    by_page: dict[str, list[str]] = defaultdict(list)
    for entry, section in places:
        address, words = entry.section(section)
        by_page[escape(entry.title)].append(f'<a href="{escape(link(address))}">{escape(words)}</a>')
    cited = ", ".join(f"{page} ({'; '.join(links)})" for page, links in by_page.items())
    return (
        f'<li id="{escape(source.key)}"><p>{authors} ({source.year}). <cite><a href="{url}">{title}</a></cite>. {venue}.</p>'
        f'<p class="references-cited">{f"Cited in {cited}." if cited else "Cited nowhere."}</p></li>\n'
    )
