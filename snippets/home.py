"""The numbers of the home page: how long each lesson takes to read, and to do.

It reads the lessons and so runs after each edit of one: it imports nothing that is slow to load.
"""

import re
from math import ceil
from pathlib import Path

from worked import (
    Page, QuoteError, SourceError,
    passages, read_quote, read_source,
)

ROOT = Path(__file__).parents[1]
QUOTED = re.compile(r'--8<-- "(?P<target>[^":]+:[^"]+)"')
QUESTION = re.compile(r'^ *\?\?\? question |<div class="choice"', re.MULTILINE)
TASK = re.compile(r"^ *\?\?\? success ", re.MULTILINE)  # the answer to something done on paper
lessons = {int(page.name.partition("-")[0]): page for page in ROOT.glob("docs/lessons/*-*.md")}  # by number

words_per_minute = 200  # a calm speed, with time to look back
code_lines_per_minute = 10
minutes_per_question = 1  # to think of an answer before it is opened
minutes_per_task = 3  # with pencil and paper


def words_in(lesson: Path) -> int:
    """The words of a lesson's running text, without its tables, code and formulas.

    lesson   path of a page
    returns  int
    raises   SourceError: there is no such page
    """
    page = Page(read_source(lesson, lesson.name), lambda meta: True)
    return sum(len(passage.text.split()) for passage in passages(page))


def code_lines_in(lesson: Path) -> int:
    """The lines of code that a lesson quotes, empty ones left out.

    lesson   path of a page
    returns  int
    raises   SourceError: a snippet has no such section
    """
    quoted = QUOTED.finditer(lesson.read_text(encoding="utf-8"))
    return sum(lines_of(quote, lesson) for quote in quoted)


def lines_of(quote: re.Match, lesson: Path) -> int:
    try:
        found = read_quote(quote["target"], quote.span(), ROOT, ROOT / "snippets")
    except QuoteError as error:
        line = quote.string.count("\n", 0, quote.start()) + 1
        refused = SourceError(f"this quotation cannot be shown: {error}", line)
        refused.path = lesson  # there it is to be mended, not on the page that gives the minutes
        raise refused from None
    return sum(bool(line.strip()) for line in found.text[found.start : found.end].split("\n"))


def minutes(lesson: Path) -> int:
    """How long a lesson takes to read, in whole minutes, rounded up.

    lesson   path of a page
    returns  int, minutes for its words and its lines of code
    raises   SourceError: there is no such page
    source   the home page, "The path"
    """
    return ceil(words_in(lesson) / words_per_minute + code_lines_in(lesson) / code_lines_per_minute)


def minutes_to_do(lesson: Path) -> int:
    """How long it takes to answer a lesson's questions and to do its tasks.

    lesson   path of a page
    returns  int, minutes
    source   the home page, "The path"
    """
    return minutes_for(lesson.read_text(encoding="utf-8"))


def minutes_to_apply(lesson: Path) -> int:
    """How long the tasks under a lesson's heading "Apply now" take.

    lesson   path of a page
    returns  int, minutes
    raises   IndexError: there is no such heading
    source   the lessons, "Apply now"
    """
    return minutes_for(lesson.read_text(encoding="utf-8").split("{ #apply }\n")[1].split("\n## ")[0])


def minutes_for(text: str) -> int:
    """How long the questions and the tasks of a text take."""
    questions, tasks = len(QUESTION.findall(text)), len(TASK.findall(text))
    return minutes_per_question * questions + minutes_per_task * tasks


inputs = ["words_per_minute", "code_lines_per_minute", "minutes_per_question", "minutes_per_task"]
