"""Across: what is wrong with the pages of a site taken together."""

from worked.entry import Entry
from worked.findings import Failure
from worked.record import Record
from worked.settings import Settings
from worked.sources import Sources, problems, read_sources
from worked.verdict import Verdict

ONCE = ("ledger", "references")  # markers that one page of a site may hold


def failures_of_site(verdicts: dict[str, Verdict], settings: Settings, sources: Sources | None = None) -> list[Failure]:
    """The failures that no single page shows.

    verdicts  of all pages, by the file's name as messages show it
    sources   of the project, where they are known already
    raises    SettingsError: the file of references cannot be read
    """
    entries = [
        Entry(name, name, name, "", verdict.kinds, Record(**verdict.record), {})
        for name, verdict in sorted(verdicts.items())
    ]
    failures = []
    for name in ONCE:
        places = [
            (entry.name, line, column)
            for entry in entries
            for marker, line, column in entry.record.markers
            if marker == name
        ]
        for place in places[1:]:
            shown = ":".join(map(str, places[0]))
            failures.append(Failure(*place, f"a site has one page with the marker worked:{name}; the first is {shown}"))
        if places and name == "references":
            failures += problems(entries, sources or read_sources(settings), settings)
    return failures
