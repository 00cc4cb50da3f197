"""Sources: the works that pages rest on, each once, with the places that cite it."""

import re
from collections import defaultdict

from worked.entry import Entry
from worked.findings import Failure
from worked.settings import Settings, SettingsError

FIELDS = ("authors", "year", "title", "venue", "url")


class Source:
    """An entry of the file of references; ``line`` is where it stands."""

    def __init__(self, key: str, line: int, table: dict):
        self.key, self.line = key, line
        self.authors, self.title, self.venue, self.url = (
            str(table.get(name, "")) for name in ("authors", "title", "venue", "url")
        )
        self.year = table.get("year", "")
        self.missing = [name for name in FIELDS if not table.get(name)]

    @property
    def surname(self) -> str:
        """Of the first author: the last of the words before a comma."""
        return (re.split(r",| and ", self.authors)[0].split() or [""])[-1]

    @property
    def short(self) -> str:
        others = len(re.split(r", | and ", self.authors)) > 1
        return f"{self.surname}{' et al.' if others else ''} {self.year}"


class Sources:
    """All sources of a project. ``page`` is the address of the page that lists them, "" where none does."""

    def __init__(self, sources: list[Source], page: str = ""):
        self.all, self.page = sources, page
        self.known = {source.url: source for source in sources}

    def by_url(self, url: str) -> Source | None:
        return self.known.get(url) or self.known.get(url.partition("#")[0])

    def url(self, source: Source) -> str:
        return f"{self.page}#{source.key}"

    def citations(self, entries: list[Entry]) -> dict[str, list[tuple[Entry, int]]]:
        """The sections that cite each source, by its key: by a link, or by a number of its."""
        found: dict[str, dict] = defaultdict(dict)
        for entry in entries:
            links = [(link.url, link.section) for link in entry.record.outside]
            for url, section in sorted(
                links + [(row.url, row.section) for row in entry.record.rows if row.url], key=lambda one: one[1]
            ):
                if (source := self.by_url(url)) is not None:
                    found[source.key][entry.key, section] = (entry, section)
        return {key: list(places.values()) for key, places in found.items()}


def read_sources(settings: Settings, page: str = "") -> Sources:
    """The sources of the project's file of references.

    raises  SettingsError: the file cannot be read
    """
    if not settings.references:
        return Sources([], page)
    import tomllib

    try:
        text = (settings.root / settings.references).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{settings.references}: the references cannot be read: {error}") from None
    lines = {
        match.group(1): text.count("\n", 0, match.start()) + 1
        for match in re.finditer(r"^\[\"?([^\]\"]+)\"?\]", text, re.MULTILINE)
    }
    return Sources(
        [Source(key, lines.get(key, 1), entry) for key, entry in table.items() if isinstance(entry, dict)], page
    )


# ---- what is wrong ---------------------------------------------------------------------------


def problems(entries: list[Entry], sources: Sources, settings: Settings) -> list[Failure]:
    """What keeps the list of sources from being complete: each source once, each cited, and none but these."""
    file = settings.name_of(settings.root / settings.references)
    cited = sources.citations(entries)
    found = [problem for source in sources.all if (problem := problem_of(source, sources, source.key in cited, file))]
    for entry in entries:
        for link in entry.record.outside:
            is_other = any(link.url.startswith(start) for start in settings.other_links)
            if sources.by_url(link.url) is None and not is_other:
                found.append(
                    unknown(
                        entry.name, link.line, link.column, f"this link leads to no source of {file}: {link.url}", file
                    )
                )
        for row in entry.record.rows:
            if row.url and sources.by_url(row.url) is None:
                found.append(
                    unknown(
                        entry.name,
                        row.line,
                        row.column,
                        f"{row.known_by or row.shown} is cited from no source of {file}: {row.url}",
                        file,
                    )
                )
    return found


def problem_of(source: Source, sources: Sources, is_cited: bool, file: str) -> Failure | None:
    if source.missing:
        advice = [("write", "what a reader needs to find it: authors, year, title, venue and url")]
        return Failure(
            file, source.line, 1, f"the source {source.key} lacks its {' and '.join(source.missing)}", advice=advice
        )
    if sources.known[source.url] is not source:
        advice = [("write", "it once")]
        return Failure(
            file,
            source.line,
            1,
            f"{source.key} and {sources.known[source.url].key} are one source: {source.url}",
            advice=advice,
        )
    if not is_cited:
        advice = [("write", f"a link to {source.url} where a page rests on it"), ("or", "the file without it")]
        return Failure(file, source.line, 1, f"no page cites the source {source.key}", advice=advice)
    return None


def unknown(name: str, line: int, column: int, headline: str, file: str) -> Failure:
    advice = [
        ("write", f"the source in {file}: authors, year, title, venue and url"),
        ("or list", 'the beginning of an address that is no source, in pyproject.toml: other_links = ["https://…"]'),
    ]
    return Failure(name, line, column, headline, advice=advice)
