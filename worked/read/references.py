"""The file of references: a TOML file with an entry for each work that pages rest on."""

import re
import tomllib

from worked.settings import Settings, SettingsError

FIELDS = ("authors", "year", "title", "venue", "url")


class Reference:
    """A work in the file of references; ``line`` is where its entry begins."""

    def __init__(self, key: str, line: int, table: dict):
        self.key, self.line = key, line
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
    headers = re.finditer(r"^\[\"?([^\]\"]+)\"?\]", text, re.MULTILINE)
    lines = {header.group(1): text.count("\n", 0, header.start()) + 1 for header in headers}
    return [Reference(key, lines.get(key, 1), entry if isinstance(entry, dict) else {}) for key, entry in table.items()]


def years_by_address(settings: Settings) -> dict[str, int]:
    """The year of each source, by its address.

    raises  SettingsError: a source lacks its year or its address; or as read_references()
    """
    sources = read_references(settings)
    for source in sources:
        if not isinstance(source.year, int) or not source.url:
            raise SettingsError(f"{settings.references}: {source.key} needs a year (a whole number) and a url")
    return {source.url: source.year for source in sources}
