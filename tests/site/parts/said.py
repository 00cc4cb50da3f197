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


def sentence(part: Locator, name: str, **blanks: str) -> re.Pattern:
    """What `expect` waits for: a sentence, in which some blanks hold these words, and others whatever they hold."""
    words = dict(part.evaluate(SENTENCES))[name]
    for blank, word in blanks.items():
        assert f"{{{blank}}}" in words, f"{name} has no blank for {blank}: {words}"
        words = words.replace(f"{{{blank}}}", word)
    return pattern(words)


def pattern(words: str) -> re.Pattern:
    """Of a sentence whose blanks, {word}, are filled."""
    gap = r"(\[.*?\]|.+?)"  # a list holds points
    pieces = re.split(r"\{\w+\}", plain(words))
    return re.compile(
        gap.join(re.escape(piece).replace(r"\ ", r"\s+") for piece in pieces)
    )  # a browser has blanks of its own


def plain(text: str) -> str:
    return " ".join(text.split())
