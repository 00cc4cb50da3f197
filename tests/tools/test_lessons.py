"""A lesson is whole: what anything leaves out is named, with what to write."""

import re
from pathlib import Path

import pytest

from tests.project import ROOT, edit
from tools.lessons import Lesson, lessons, missing

PARTS = ["docs/lessons", "docs/index.md", "mkdocs.yml", "snippets", "tests/snippets"]
LESSON = Lesson("08-scaled-dot-product")


@pytest.fixture
def project(tmp_path) -> Path:
    """What lessons consist of, with their real texts."""
    files = [
        file for part in PARTS for file in ([ROOT / part] if (ROOT / part).is_file() else (ROOT / part).glob("*.*"))
    ]
    for file in files:
        target = tmp_path / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return tmp_path


def test_every_lesson_is_whole():
    assert len(lessons(ROOT)) >= 3
    assert missing(ROOT) == [], "\n".join(missing(ROOT))


def lose_line(project: Path) -> None:
    settings = project / "mkdocs.yml"
    [line] = re.findall(r"^ +- .*lessons/08-scaled-dot-product\.md\n", settings.read_text("utf8"), re.MULTILINE)
    edit(settings, line, "")


def lose_entry(project: Path) -> None:
    text = (project / "docs/index.md").read_text("utf8")
    [entry] = re.findall(r"^- \[.*\]\(lessons/08-.*\n(?:\n| .*\n)*", text, re.MULTILINE)
    edit(project / "docs/index.md", entry, "")


LOST = {
    "no line under `nav` in mkdocs.yml": (lose_line, ": lessons/08-scaled-dot-product.md"),
    "no snippet": (lambda project: (project / LESSON.snippet).unlink(), "write snippets/scaled_dot_product.py"),
    "its snippet is not in its front matter": (
        lambda project: edit(project / LESSON.page, "numbers: [snippets/scaled_dot_product.py, ", "numbers: ["),
        "numbers: snippets/scaled_dot_product.py",
    ),
    "no test of its snippet": (
        lambda project: (project / LESSON.test).unlink(),
        "write tests/snippets/test_scaled_dot_product.py",
    ),
    "no entry in the path of docs/index.md": (
        lose_entry,
        "](lessons/08-scaled-dot-product.md)",
    ),
}


@pytest.mark.parametrize("problem", LOST)
def test_what_a_lesson_lacks_is_named_with_what_to_write(project, problem):
    lose, write = LOST[problem]
    assert missing(project) == []
    lose(project)
    [said] = missing(project)
    assert said.startswith(f"{LESSON.page}: {problem}") and write in said


def test_entry_with_the_minutes_of_another_lesson_is_none(project):
    edit(project / "docs/index.md", "](=minutes(lessons[8]))", "](=minutes(lessons[7]))")
    [said] = missing(project)
    assert "no entry in the path of docs/index.md" in said and "(=minutes(lessons[8]))" in said


def test_lesson_that_is_only_a_page_lacks_all_else(project):
    (project / "docs/lessons/98-wishes.md").write_text(
        "---\ntitle: x\n---\n\n# Lesson 98: Wishes { #wishes }\n", "utf8"
    )
    said = missing(project)
    assert len(said) == len(LOST) and all(one.startswith("docs/lessons/98-wishes.md: ") for one in said)
    assert any('- "Lesson 98: Wishes": lessons/98-wishes.md' in one for one in said)


def test_number_of_two_lessons_is_named(project):
    (project / "docs/lessons/08-heads.md").write_text("# Lesson 08: Heads\n", "utf8")
    assert [one for one in missing(project) if "another lesson has the number 08" in one][1].startswith(LESSON.page)


@pytest.mark.parametrize("name", ["9-heads", "09", "09-Multi", "09_heads", "09-multi--head", "heads", "../09-x", ""])
def test_page_without_the_name_of_a_lesson_is_refused_with_an_example(name):
    with pytest.raises(ValueError, match="such as 10-positions"):
        Lesson(name)
