"""Titles: words that stand around pages, such as those of the navigation. Their only numbers are labels that are true."""

from pathlib import Path

from worked.read.naming import counts
from worked.read.numbered import NumberedPages
from worked.read.numbers import NUMERAL, Labels
from worked.settings import Settings


def titles_of(nav) -> list[tuple[str, str | None]]:
    """The titles that ``nav`` in mkdocs.yml gives, each with its page; a group of pages has none.

    To YAML a title such as 1.0 is a number.
    """
    if isinstance(nav, list):
        return [title for entry in nav for title in titles_of(entry)]
    if isinstance(nav, dict):
        own = [(str(title), entry if isinstance(entry, str) else None) for title, entry in nav.items()]
        return [*own, *(title for entry in nav.values() for title in titles_of(entry))]
    return []


def faults_of_title(title: str, page: Path | None, settings: Settings) -> list[str]:
    """What is wrong with the numbers of a title."""
    return [fault for _, fault in faults_in(title, page, settings)]


def faults_in(title: str, page: Path | None, settings: Settings) -> list[tuple[int, str]]:
    """The numbers of a title that are no true labels: where each stands, and what is wrong with it."""
    labels, pages = Labels(settings.labels), NumberedPages(settings)
    found = []
    for match in NUMERAL.finditer(title):
        noun, start = labels.noun_before(match.start(), title)
        if not labels.cover(*match.span(), title) or not noun or counts(title, start, match.end()):
            found.append((match.start(), f"nothing accounts for {match[0]}: a title holds labels only"))
        elif fault := pages.fault(noun, match[0], page):
            found.append((match.start(), f"{match[0]} is wrong here: {fault}"))
    return found
