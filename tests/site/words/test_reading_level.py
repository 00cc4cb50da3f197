"""The lessons can be read by those whom they are for, and lesson 00 by a twelve-year-old."""

import pytest

from tests.project import ROOT
from tests.site.words.readability import counts, grade, grade_of, sentences, syllables, words
from worked import Page, passages, read_source

HIGHEST = 9  # grade of school; a page for others says so in its front matter, `grade: 6` for twelve-year-olds
LESSONS = sorted(f"lessons/{page.name}" for page in ROOT.glob("docs/lessons/*.md"))
PAGES = [
    *LESSONS,
    "experiments/how-much-fits.md",
    "experiments/relays-that-learned.md",
    "experiments/what-a-head-looks-at.md",
    "index.md",
    "glossary.md",
    "how-it-checks.md",
    "your-own-pages.md",
]
HARDEST = 8  # sentences that a message names


def read(name: str) -> Page:
    return Page(read_source(ROOT / "docs" / name, name), lambda meta: True)


def sentences_of(page: Page) -> list[tuple[int, str]]:
    """The sentences of a page, each with the line that its passage begins in."""
    return [(page.source.place(passage.start)[0], one) for passage in passages(page) for one in sentences(passage.text)]


def advice(name: str, found: list[tuple[int, str]]) -> str:
    """The sentences that a writer should look at first, with their lines."""
    hardest = sorted(found, key=lambda one: -grade([one[1]]))[:HARDEST]
    return "\n".join(f"docs/{name}:{line}: grade {grade([text]):.0f}: {text}" for line, text in hardest)


@pytest.mark.parametrize("name", PAGES)
def test_page_can_be_read_at_its_grade(name, capsys):
    page = read(name)
    found, highest = sentences_of(page), min(page.meta.get("grade", HIGHEST), HIGHEST)
    texts = [text for _, text in found]
    n_sentences, n_words, _ = counts(texts)
    level = f"{name}: grade {grade(texts):.1f}, {n_words:,} words in {n_sentences} sentences"
    with capsys.disabled():
        print(f"\n{level}")
    assert n_sentences >= 10
    assert grade(texts) <= highest, f"{level}; it should be at most {highest}\n{advice(name, found)}"


def test_first_lesson_is_for_twelve_year_olds():
    assert len(LESSONS) >= 3 and read(LESSONS[0]).meta["grade"] == 6


# ---- the measure


def test_grade_is_the_published_one():
    assert grade_of((10, 57, 58)) == pytest.approx(-1.3, abs=0.1)  # Green Eggs and Ham: 5.7 words, 1.02 syllables each
    platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert counts([platypus]) == (1, 13, 24)
    assert grade([platypus]) == pytest.approx(11.3, abs=0.05)


@pytest.mark.parametrize(
    "word, count",
    {
        "cat": 1,
        "little": 2,
        "every": 3,
        "attention": 3,
        "idea": 3,
        "animal": 3,
        "didn't": 2,
        "softmax": 2,
        "renormalised": 4,
        "encoder-style": 4,
    }.items(),
)
def test_syllables_are_those_of_the_spoken_word(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("number, count", {"7": 1, "0.72": 4, "72%": 4, "1,024": 4}.items())
def test_number_counts_its_signs(number, count):
    assert words(number) == [number]
    assert syllables(number) == count


def test_sentence_ends_at_its_mark_and_not_within_a_name():
    text = 'It was (Bahdanau et al. 2014) a first. "Who was tired?" The animal was. No.'
    assert sentences(text) == ["It was (Bahdanau et al. 2014) a first.", '"Who was tired?', "The animal was."]


PAGE = """\
---
title: A page of four words
numbers: snippets/soft_lookup.py
---

# A heading is left out { #heading }

The blend is [[3.09, 1.37]](=output), or `a = 1` here. It is [so](https://example.org/long) *said*.

| a table | is left out |
|---|---|

??? question "Who looks at it?"
    - The word "it" looks,
      and two others do.

```python
code is left out
```

![A caption of a drawing.](=spotlight())

Mind the [query][] of [keys][key], $x$ and <!-- not this --> all.
"""


def test_prose_is_what_a_reader_reads_aloud(tmp_path):
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    page = Page(read_source(tmp_path / "page.md", "page.md"))
    read_aloud = [(page.source.place(passage.start)[0], passage.text) for passage in passages(page)]
    assert read_aloud == [
        (8, "The blend is 3.09, 1.37, or here. It is so said."),
        (13, '"Who looks at it?"'),
        (14, 'The word "it" looks, and two others do.'),
        (21, "A caption of a drawing."),
        (23, "Mind the query of keys, and all."),
    ]
