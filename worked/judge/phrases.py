"""Phrases: what a page lists as unchecked, and where it stands. :mod:`worked.judge.account` counts it."""

import re

from worked.read.page import Page


def listed_phrases(page: Page) -> dict:
    """The phrases of ``unchecked:`` with their counts; none where it is no such list, which is reported elsewhere."""
    listed = page.meta.get("unchecked")
    return listed if isinstance(listed, dict) else {}


def listed_places(page: Page) -> list[tuple[int, int]]:
    listed = listed_phrases(page)
    visible = page.visible() if listed else ""
    return [place for phrase in listed for place in places_of(str(phrase), visible)]


def places_of(phrase: str, visible: str) -> list[tuple[int, int]]:
    """Where a phrase stands in the visible text of a page."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    if not words:
        return []
    pattern = rf"(?<![\w.,$€£+−±-]){words}(?!\w|[.,][0-9]|\s?[%‰])"
    return [match.span() for match in re.finditer(pattern, visible)]
