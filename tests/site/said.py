"""What a part says, told by the names that its templates give to its sentences: no test holds their words."""

import re

from playwright.sync_api import Locator

SENTENCES = """(part) => [part, ...[...part.querySelectorAll("template")].map((template) => template.content)]
    .flatMap((place) => [...place.querySelectorAll("[data-say]")])
    .map((sentence) => [sentence.dataset.say, sentence.textContent])"""


def said(part: Locator, text: str) -> set[str]:
    """The names of the sentences that a text holds, and what stands in their blanks."""
    found: set[str] = set()
    for name, words in part.evaluate(SENTENCES):
        if spoken := pattern(words).search(plain(text)):
            found |= {name, *spoken.groups()}
    return found


def says(part: Locator, text: str, *expected: str) -> bool:
    """Does a text hold some sentences, by name, and some words in their blanks? ("left-out", "road")"""
    return {*expected} <= said(part, text)


def pattern(words: str) -> re.Pattern:
    """Of a sentence whose blanks, {word}, are filled."""
    gap = r"(\[.*?\]|.+?)"  # a list holds points
    return re.compile(gap.join(map(re.escape, re.split(r"\{\w+\}", plain(words)))))


def plain(text: str) -> str:
    return " ".join(text.split())
