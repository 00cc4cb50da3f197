"""The words of the lessons lead to the glossary, and show its first sentence as a tooltip."""

import re
from html import unescape

import pytest

from tests.site.project import ROOT, pages

TERM = re.compile(r'^\[(?P<label>[^\]]+)\]: \.\./glossary\.md#(?P<id>[\w-]+) "(?P<title>[^"]+)"$')
ENTRY = re.compile(r"^## (?P<term>[^\n]+?) \{ #(?P<id>[\w-]+) \}\n\n(?P<text>.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
USE = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]]*)\](?!\()")
EXPRESSION = re.compile(r"\]\((?:=(?:[^()]|\((?:[^()]|\([^()]*\))*\))+|<=[^<>]+>)\)")  # table[row][column] is no link
GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf8")
ENTRIES = {entry["id"]: entry for entry in ENTRY.finditer(GLOSSARY)}
LINES = (ROOT / "docs/terms.txt").read_text("utf8").splitlines()
TERMS = {term["label"].lower(): term for term in map(TERM.match, LINES) if term}
LESSONS = [page for page in pages() if page.parent.name == "lessons"]


def uses(text: str) -> list[str]:
    """The terms that a page links to, in small letters."""
    return [(use["label"] or use["text"]).lower() for use in USE.finditer(EXPRESSION.sub("]", text))]


def test_every_line_of_the_terms_and_every_entry_of_the_glossary_is_read():
    assert len(TERMS) == len(LINES) == len(ENTRIES) >= 20
    assert GLOSSARY.count("\n## ") == len(ENTRIES)
    assert {term["id"] for term in TERMS.values()} == set(ENTRIES)


def test_entries_stand_in_the_order_of_the_alphabet():
    terms = [entry["term"].lower() for entry in ENTRIES.values()]
    assert terms == sorted(terms)


@pytest.mark.parametrize("label", TERMS)
def test_tooltip_is_the_first_sentence_of_the_entry(label):
    title, text = TERMS[label]["title"], " ".join(ENTRIES[TERMS[label]["id"]]["text"].split())
    assert title.endswith(".") and title.count(". ") == 0
    assert text == title or text.startswith(f"{title} ")
    assert not re.search(r"[\d*_`\[]", title), "a tooltip holds no number and no mark"


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
        assert set(uses(text)) <= set(TERMS), f"{page.name} uses a term that docs/terms.txt does not define"
        assert "glossary.md" not in text, f"{page.name}: write [term][]"


def test_pages_elsewhere_use_no_terms():
    """Their addresses would be wrong there: the terms are written for pages one folder down."""
    others = [page for page in pages() if page not in LESSONS and page.parent.name != "labs"]
    assert [page.name for page in others if set(uses(page.read_text("utf8"))) & set(TERMS)] == []
    assert len(others) >= 2


def test_built_lesson_shows_the_tooltip_on_the_term(built):
    link = re.compile(r'<a href="\.\./\.\./glossary/#([\w-]+)" title="([^"]+)">')
    for lesson in LESSONS:
        shown = link.findall((built / "site/lessons" / lesson.stem / "index.html").read_text("utf8"))
        expected = [TERMS[label] for label in uses(lesson.read_text("utf8"))]
        assert [(id_, unescape(title)) for id_, title in shown] == [(term["id"], term["title"]) for term in expected]
