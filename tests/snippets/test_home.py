"""The home page's minutes are those of the lessons' words."""

from pathlib import Path

import pytest

import snippets.home as home
from tests.site.project import ROOT, copy, run


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
