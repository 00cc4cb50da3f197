"""The file of references: a TOML file with an entry for each work that pages rest on.

Nothing computes a year, so that it is written twice, in the entry and at the end of its key: a slip in one is found.
The venue says a year only where it is another one, the one before or behind.

[devlin2018]
year = 2018
venue = "arXiv; NAACL 2019"
"""

import re
import tomllib

from worked.settings import Settings, SettingsError

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
FIELD = re.compile(r"^\[\"?([^\]\"]+)\"?\]|^(\w+)[ \t]*=", re.MULTILINE)
FIELDS = ("authors", "year", "title", "venue", "url")


class Reference:
    """A work in the file of references.

    line   where its entry begins
    lines  where each of its fields stands
    """

    def __init__(self, key: str, line: int, table: dict, lines: dict[str, int] | None = None):
        self.key, self.line, self.lines = key, line, lines or {}
        self.authors, self.title, self.venue, self.url = (
            str(table.get(name, "")) for name in ("authors", "title", "venue", "url")
        )
        self.year = table.get("year", "")
        places = table.get("places", [])
        self.places = [str(place) for place in places] if isinstance(places, list) else []  # that pages cite
        self.missing = [name for name in FIELDS if not table.get(name)]

    @property
    def surname(self) -> str:
        """The last word of the first author's name."""
        return (re.split(r",| and ", self.authors)[0].split() or [""])[-1]

    def wrong_year(self) -> tuple[str, str, str] | None:
        """A year that another part of the entry does not confirm: the field, what is wrong, what to write."""
        if not re.search(rf"(?<!\d){re.escape(str(self.year))}[a-z]?$", self.key):
            return (
                "year",
                f"{self.year} is not the year at the end of the key {self.key}",
                f"[NAME{self.year}], or the year that the key says",
            )
        near = [self.year - 1, self.year + 1] if isinstance(self.year, int) else []
        for shown in YEAR.findall(self.venue):
            if int(shown) not in near:
                headline = f"{shown} is no year beside {self.year}, the year of the source {self.key}"
                return "venue", headline, "the venue's year only where it is the one before or behind"
        return None

    @property
    def short(self) -> str:
        others = len(re.split(r", | and ", self.authors)) > 1
        return f"{self.surname}{' et al.' if others else ''} {self.year}"


def read_references(settings: Settings) -> list[Reference]:
    """The entries of the project's file of references; none where the settings name no file.

    raises  SettingsError: the file is missing, or is not TOML
    """
    if not settings.references:
        return []
    try:
        text = (settings.root / settings.references).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{settings.references}: the references cannot be read: {error}") from None
    lines = lines_of_fields(text)
    return [
        Reference(key, lines.get((key, ""), 1), entry if isinstance(entry, dict) else {}, fields_of(key, lines))
        for key, entry in table.items()
    ]


def lines_of_fields(text: str) -> dict[tuple[str, str], int]:
    """The line of each field of each entry, by the entry's key and the field's name, which is "" for its beginning."""
    lines, key = {}, ""
    for match in FIELD.finditer(text):
        key = match[1] or key
        lines.setdefault((key, match[2] or ""), text.count("\n", 0, match.start()) + 1)
    return lines


def fields_of(key: str, lines: dict[tuple[str, str], int]) -> dict[str, int]:
    return {field: line for (entry, field), line in lines.items() if entry == key}


def years_by_address(settings: Settings) -> dict[str, int]:
    """The year of each source, by its address.

    raises  SettingsError: a source lacks its year or its address; or as read_references()
    """
    sources = read_references(settings)
    for source in sources:
        if not isinstance(source.year, int) or not source.url:
            raise SettingsError(f"{settings.references}: {source.key} needs a year (a whole number) and a url")
    return {source.url: source.year for source in sources}
