"""The words of the lessons lead to the glossary, and show its first sentence as a tooltip."""

import re
from html import unescape

import pytest

from tests.project import ROOT, pages

ENTRY = re.compile(r"^## (?P<term>[^\n]+?) \{ #(?P<id>[\w-]+) \}\n\n(?P<text>.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
USE = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\](?!\()")
EXPRESSION = re.compile(r"\]\((?:=(?:[^()]|\((?:[^()]|\([^()]*\))*\))+|<=[^<>]+>)\)")  # table[row][column] is no link
GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf8")
ENTRIES = {entry["id"]: entry for entry in ENTRY.finditer(GLOSSARY)}
TERMS = {entry["term"].lower(): entry for entry in ENTRIES.values()} | {"rnn": ENTRIES["rnn"]}  # its short form
del TERMS["recurrent neural network (rnn)"]
LESSONS = [page for page in pages() if page.parent.name == "lessons"]


def uses(text: str) -> list[str]:
    """The terms that a page links to, in small letters."""
    return [(use["label"] or use["text"]).lower() for use in USE.finditer(EXPRESSION.sub("]", text))]


def first_sentence(entry: re.Match) -> str:
    """Its words up to the first that ends in a full stop."""
    words = entry["text"].split()
    last = next(place for place, word in enumerate(words) if word.endswith("."))
    return " ".join(words[: last + 1])


def test_every_entry_of_the_glossary_is_read():
    assert len(TERMS) == len(ENTRIES) >= 20
    assert GLOSSARY.count("\n## ") == len(ENTRIES)


def test_entries_stand_in_the_order_of_the_alphabet():
    terms = [entry["term"].lower() for entry in ENTRIES.values()]
    assert terms == sorted(terms)


@pytest.mark.parametrize("label", TERMS)
def test_first_sentence_of_an_entry_can_be_a_tooltip(label):
    assert not re.search(r"[\d*_`\[\"]", first_sentence(TERMS[label])), "a tooltip holds no number and no mark"


@pytest.mark.parametrize("id_", ENTRIES)
def test_entry_is_short(id_):
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", ENTRIES[id_]["text"])
    assert len(sentences) <= 4, "one to three short sentences, and an example"


def test_every_term_is_used_in_a_lesson_and_no_more_than_once_in_each():
    found = {lesson.name: uses(lesson.read_text("utf8")) for lesson in LESSONS}
    used = [label for labels in found.values() for label in labels]
    assert set(TERMS) - set(used) == set(), "terms that no lesson uses"
    twice = {name: {label for label in labels if labels.count(label) > 1} for name, labels in found.items()}
    assert twice == {name: set() for name in found}, "the first use of a term is a link, the others are not"


def test_lessons_lead_to_the_glossary_in_this_way_only():
    for page in LESSONS:
        text = page.read_text("utf8")
        assert set(uses(text)) <= set(TERMS), f"{page.name} uses a term that docs/glossary.md does not define"
        assert "glossary.md" not in text, f"{page.name}: write [term][]"


def test_built_lesson_shows_the_tooltip_on_the_term(built):
    link = re.compile(r'<a href="\.\./\.\./glossary/#([\w-]+)" title="([^"]+)">')
    for lesson in LESSONS:
        shown = link.findall((built / "site/lessons" / lesson.stem / "index.html").read_text("utf8"))
        expected = [TERMS[label] for label in uses(lesson.read_text("utf8"))]
        assert [(id_, unescape(title)) for id_, title in shown] == [
            (term["id"], first_sentence(term)) for term in expected
        ]
