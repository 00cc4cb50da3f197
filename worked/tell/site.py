"""The site: its pages, its bibliography, and what is wrong with the pages taken together."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from worked.judge.findings import Failure
from worked.read.references import Reference, read_references
from worked.settings import Settings
from worked.tell.record import PageRecord
from worked.tell.verdict import Verdict

Link = Callable[[str], str]  # turns an address of the site into one that leads there from the page being made


class SitePage:
    """A page of the site.

    name     its file, as messages show it
    key      its path in the site, without a suffix: lessons/07-soft-lookup
    title    its title
    url      its address from the site's root
    kinds    how many of its numbers are of each kind
    record   what else is known of it
    anchors  the ids of its headings that links can lead to, each with its words
    """

    def __init__(
        self,
        name: str,
        key: str,
        title: str,
        url: str,
        kinds: dict[str, int],
        record: PageRecord,
        anchors: dict[str, str],
    ):
        self.name, self.key, self.title, self.url = name, key, title, url
        self.kinds, self.record, self.anchors = kinds, record, anchors
        self.ids = record.ids(key)
        self.places = [self.find_section(*section) for section in record.sections]

    def find_section(self, own_id: str, title: str) -> tuple[str, str]:
        """The id that a section has on the built page, and its title; a heading without one is found by its words."""
        if own_id not in self.anchors:
            own_id = next((anchor for anchor, words in self.anchors.items() if words == title), "")
        return own_id, self.anchors.get(own_id) or title

    def section(self, number: int) -> tuple[str, str]:
        """The address of a section from the site's root, and its title; those of the page above the first heading."""
        if number < 0:
            return self.url, self.title
        own_id, title = self.places[number]
        return f"{self.url}#{own_id}" if own_id else self.url, title

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


class Bibliography:
    """All sources of a project; ``page`` is the address of the page that lists them, "" where none does."""

    def __init__(self, sources: list[Reference], page: str = ""):
        self.all, self.page = sources, page
        self.known = {source.url: source for source in sources}

    def by_url(self, url: str) -> Reference | None:
        return self.known.get(url) or self.known.get(url.partition("#")[0])

    def url(self, source: Reference) -> str:
        return f"{self.page}#{source.key}"

    def citations(self, pages: list[SitePage]) -> dict[str, list[tuple[SitePage, int]]]:
        """The sections that cite each source, by its key: with a link to it, or a number from it."""
        found: dict[str, dict] = defaultdict(dict)
        for page in pages:
            cited = [(link.url, link.section) for link in page.record.outside]
            cited += [(row.url, row.section) for row in page.record.rows if row.url]
            for url, section in sorted(cited, key=lambda one: one[1]):
                if (source := self.by_url(url)) is not None:
                    found[source.key][page.key, section] = (page, section)
        return {key: list(places.values()) for key, places in found.items()}


def read_bibliography(settings: Settings, page: str = "") -> Bibliography:
    """The sources in the project's file of references.

    page    the address of the page that lists them, "" where none does

    raises  SettingsError: the file cannot be read
    """
    return Bibliography(read_references(settings), page)


# ---- what is wrong ---------------------------------------------------------------------------


def bibliography_problems(
    pages: list[SitePage], sources: Bibliography, settings: Settings, is_whole: bool
) -> list[Failure]:
    """What is wrong with the list of sources: it holds each source once, each is cited, and no other is.

    is_whole  all pages hold, so that all that they cite is known
    """
    file = settings.name_of(settings.root / settings.references)
    cited = sources.citations(pages)
    # A page that does not hold may cite what nothing else does: that it does not hold comes first.
    found = [source_problem(source, sources, not is_whole or source.key in cited, file) for source in sources.all]
    for page in pages:
        found += unknown_citations(page, sources, file)
    return [problem for problem in found if problem]


def source_problem(source: Reference, sources: Bibliography, is_cited: bool, file: str) -> Failure | None:
    same = sources.known[source.url]
    if source.missing:
        headline = f"the source {source.key} lacks its {' and '.join(source.missing)}"
        advice = [("write", "what a reader needs to find it: authors, year, title, venue and url")]
    elif same is not source:
        headline = f"{source.key} and {same.key} are one source: {source.url}"
        advice = [("write", "it once")]
    elif not is_cited:
        headline = f"no page cites the source {source.key}"
        advice = [("write", f"a link to {source.url} where a page rests on it"), ("or", "the file without it")]
    elif wrong := source.wrong_year():
        field, headline, instead = wrong
        return Failure(file, source.lines.get(field, source.line), 1, headline, advice=[("write", instead)])
    else:
        return None
    return Failure(file, source.line, 1, headline, advice=advice)


def unknown_citations(page: SitePage, sources: Bibliography, file: str) -> Iterator[Failure]:
    """Numbers that are cited from something that is not a source."""
    for row in page.record.rows:
        if row.url and sources.by_url(row.url) is None:
            headline = f"{row.known_by or row.shown} is cited from no source of {file}: {row.url}"
            yield unknown_source(page.name, row.line, row.column, headline, file)


def unknown_source(name: str, line: int, column: int, headline: str, file: str) -> Failure:
    advice = [
        ("write", f"the source in {file}: authors, year, title, venue and url"),
        ("or list", 'the beginning of an address that is no source, in pyproject.toml: other_links = ["https://…"]'),
    ]
    return Failure(name, line, column, headline, advice=advice)


ONCE = ("ledger", "references")  # markers that only one page of a site may hold


def site_failures(
    verdicts: dict[str, Verdict], settings: Settings, sources: Bibliography | None = None
) -> list[Failure]:
    """The failures that no page shows by itself.

    verdicts  those of all pages, by the file's name as messages show it
    sources   the project's, where they were read already
    raises    SettingsError: the file of references cannot be read
    """
    if not any(verdict.record.get("markers") for verdict in verdicts.values()):
        return []
    pages = [
        SitePage(name, name, name, "", verdict.kinds, PageRecord(**verdict.record | {"cards": ()}), {})
        for name, verdict in sorted(verdicts.items())
    ]
    is_whole = not any(verdict.failures for verdict in verdicts.values())
    failures = []
    for name in ONCE:
        places = places_of_marker(name, pages)
        for place in places[1:]:
            shown = ":".join(map(str, places[0]))
            failures.append(Failure(*place, f"a site has one page with the marker worked:{name}; the first is {shown}"))
        if places and name == "references":
            failures += bibliography_problems(pages, sources or read_bibliography(settings), settings, is_whole)
    return failures


def places_of_marker(name: str, pages: list[SitePage]) -> list[tuple[str, int, int]]:
    """Where pages hold a marker: the page's name, line and column."""
    return [
        (page.name, line, column) for page in pages for marker, line, column in page.record.markers if marker == name
    ]
