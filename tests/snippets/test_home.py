"""The home page's minutes are those of the lessons' words."""

from pathlib import Path

import pytest

import snippets.home as home
from tests.project import ROOT, copy, run
from worked import SourceError


def lesson_of(folder: Path, words: int) -> Path:
    """A lesson with so many words of running text, and things that take no time to be read."""
    lesson = folder / "lesson.md"
    lesson.write_text(f"# A heading\n\n{'word ' * words}\n\n```python\nsome = 'code'\n```\n", "utf8")
    return lesson


@pytest.mark.parametrize("words, minutes", {1: 1, 200: 1, 201: 2, 2_999: 15, 3_000: 15, 3_001: 16}.items())
def test_minutes_are_rounded_up(tmp_path, words, minutes):
    assert home.words_per_minute == 200
    assert home.words_in(lesson_of(tmp_path, words)) == words
    assert home.minutes(tmp_path / "lesson.md") == minutes


def test_quoted_code_takes_time_of_its_own(tmp_path):
    lesson = lesson_of(tmp_path, home.words_per_minute)
    quoted = '\n```python\n--8<-- "snippets/soft_lookup.py:cards"\n```\n'
    lesson.write_text(lesson.read_text("utf8") + quoted, "utf8")
    source = (
        (ROOT / "snippets/soft_lookup.py").read_text("utf8").partition("[start:cards]\n")[2].partition("\n# --8<--")[0]
    )
    lines = [line for line in source.splitlines() if line.strip()]
    assert home.code_lines_in(lesson) == len(lines) == 5
    assert (
        home.code_lines_per_minute == 10 and home.minutes(lesson) == 2
    )  # a minute for the words, half a one for these


def test_section_that_is_not_there_is_a_fault_of_the_lesson(tmp_path):
    lesson = lesson_of(tmp_path, 1)
    lesson.write_text(lesson.read_text("utf8") + '\n--8<-- "snippets/soft_lookup.py:carts"\n', "utf8")
    with pytest.raises(SourceError, match="soft_lookup.py has no section 'carts'") as raised:
        home.code_lines_in(lesson)
    assert (raised.value.path, raised.value.line) == (lesson, 9)


TASKS = """\
??? question "A guess?"
    An answer.

<div class="choice" id="one" data-part="choice" markdown>
</div>

??? success "Answer"
    Of a task.

## Apply now { #apply }

??? success "Answer"
    Of another.

    ??? question "In a box?"

## Bridge { #bridge }

??? success "Answer"
    Behind it.
"""


def test_doing_takes_a_minute_for_a_question_and_three_for_a_task(tmp_path):
    lesson = tmp_path / "lesson.md"
    lesson.write_text(TASKS, "utf8")
    assert home.minutes_to_do(lesson) == 3 * 1 + 3 * 3
    assert home.minutes_to_apply(lesson) == 1 + 3


def test_lessons_are_found_by_their_numbers():
    assert len(home.lessons) >= 3
    assert {f"{number:02}" for number in home.lessons} == {page.name[:2] for page in (ROOT / "docs/lessons").iterdir()}
    assert home.lessons[7].name == "07-soft-lookup.md"


def test_longer_lesson_is_refused_with_the_minutes_that_it_takes(tmp_path):
    project = copy(tmp_path / "project")
    assert run(project, "worked", "check", "docs/index.md").returncode == 0
    lesson = project / "docs/lessons/07-soft-lookup.md"
    before = home.minutes(lesson)
    lesson.write_text(lesson.read_text("utf8") + "\n" + "word " * home.words_per_minute + "\n", "utf8")
    checked = run(project, "worked", "check", "docs/index.md")
    assert checked.returncode == 1
    assert f"page says  {before}" in checked.stdout and f"computed   {before + 1} " in checked.stdout
    assert "minutes(lessons[7])" in checked.stdout and "make fix" in checked.stdout
    assert run(project, "worked", "fix", "docs/index.md").returncode == 0
    assert run(project, "worked", "check", "docs/index.md").returncode == 0
