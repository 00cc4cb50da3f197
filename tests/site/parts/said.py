"""What a part says, told by the names that its templates give to its sentences: no test holds their words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from playwright.sync_api import Locator

SENTENCES = """(part) => [part, ...[...part.querySelectorAll("template")].map((template) => template.content)]
    .flatMap((place) => [...place.querySelectorAll("[data-say]")])
    .map((sentence) => [sentence.dataset.say, sentence.textContent])"""


# What stands in the output and beside a blank after each answer, which is put in as a key puts it, and sent as Enter sends it.
ANSWERED = """(field, answers) => {
    const said = field.closest(".interactive").querySelector("output"), mark = field.parentElement.querySelector(".fade-mark");
    field.focus();
    return answers.map((answer) => {
        field.select();
        document.execCommand(answer ? "insertText" : "delete", false, answer);
        field.form.requestSubmit();
        return [said.textContent, mark?.textContent ?? "", field.value];
    });
}"""


def said(part: Locator, text: str) -> set[str]:
    """The names of the sentences that a text holds, and what stands in their blanks."""
    return named(part.evaluate(SENTENCES), text)


def named(sentences: list[tuple[str, str]], text: str) -> set[str]:
    found: set[str] = set()
    for name, words in sentences:
        if spoken := pattern(words).search(plain(text)):
            found |= {name, *spoken.groups()}
    return found


class Answered(NamedTuple):
    """What a part says to an answer, by names as `said` gives them; what it says beside the blank; what the blank holds then."""

    said: set[str]
    mark: set[str]
    kept: str


def answered(part: Locator, blank: str, answers: Sequence[str]) -> list[Answered]:
    """Answer a blank in one way after the other.

    All are put in within one question to the browser, which takes a tenth of what the keys take; the last one again by the keys.
    """
    sentences, field = part.evaluate(SENTENCES), part.get_by_label(blank, exact=True)
    found = field.evaluate(ANSWERED, [*answers])
    field.fill(answers[-1])
    field.press("Enter")
    assert part.locator("output").inner_text() == found[-1][0], "the keys make another answer of it"
    return [Answered(named(sentences, text), named(sentences, mark), kept) for text, mark, kept in found]


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
