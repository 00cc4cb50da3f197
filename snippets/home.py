"""The numbers of the home page: how long each lesson takes to read.

It reads the lessons and so runs after each edit of one: it imports nothing that is slow to load.
"""

from math import ceil
from pathlib import Path

from worked import (
    Page, passages, read_source,
)

LESSONS = Path(__file__).parents[1] / "docs/lessons"
lessons = {int(page.name.partition("-")[0]): page for page in LESSONS.glob("*-*.md")}  # by number

words_per_minute = 200  # a calm speed, with time to look back


def words_in(lesson: Path) -> int:
    """The words of a lesson's running text, without its tables, code and formulas.

    lesson   path of a page
    returns  int
    raises   SourceError: there is no such page
    """
    page = Page(read_source(lesson, lesson.name), lambda meta: True)
    return sum(len(passage.text.split()) for passage in passages(page))


def minutes(lesson: Path) -> int:
    """How long a lesson takes to read, in whole minutes, rounded up.

    lesson   path of a page
    returns  int, minutes at `words_per_minute`
    raises   SourceError: there is no such page
    source   the home page, "The path"
    """
    return ceil(words_in(lesson) / words_per_minute)


inputs = ["words_per_minute"]
