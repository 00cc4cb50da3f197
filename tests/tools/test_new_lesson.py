"""A lesson that `make new-lesson` has started holds as it stands, and overwrites nothing."""

import re
import shutil
from pathlib import Path

import pytest

from tests.project import ROOT, copy, copy_with, run
from tools.lessons import Lesson, lessons, missing

WHOLE = ["tests", "tools", "conftest.py"]  # what a copy of the project lacks, and a lesson needs


@pytest.fixture
def project(built, tmp_path) -> Path:
    """A copy of the project with its tests and its scripts, in which all is computed and drawn but the new lesson."""
    return copy_with(WHOLE, tmp_path / "project", built)


def new_lesson(project: Path, name: str, title: str = ""):
    return run(project, "tools.new_lesson", name, title, PYTHONSAFEPATH="")


def texts(project: Path) -> dict[str, bytes]:
    """The files that people write, as they are."""
    files = [file for part in ("docs", "snippets", "tests", "tools") for file in (project / part).rglob("*.*")]
    files = [file for file in files if file.is_file() and "__pycache__" not in file.parts]
    return {file.relative_to(project).as_posix(): file.read_bytes() for file in [*files, project / "mkdocs.yml"]}


def test_lesson_is_written_and_holds_as_it_stands(project):
    before = texts(project)
    made = new_lesson(project, "99-many-heads", "Many heads")
    assert made.returncode == 0, made.stderr
    after = texts(project)
    changed = {name for name in after if after[name] != before.get(name)}
    lesson = Lesson("99-many-heads")
    assert changed == {lesson.page, lesson.snippet, lesson.test, "mkdocs.yml", "docs/index.md"}
    assert all(name in made.stdout for name in changed) and before.keys() <= after.keys()
    assert missing(project) == []
    checked = run(project, "worked", "check")
    assert checked.returncode == 0, checked.stdout
    assert "minutes(lessons[99])" in (project / "docs/index.md").read_text("utf8")


def test_lesson_stands_in_its_place_among_the_others(project):
    known = sorted(lesson.number for lesson in lessons(project))
    free = next(f"{number:02}" for number in range(1, 100) if f"{number:02}" not in known)
    assert new_lesson(project, f"{free}-many-heads").returncode == 0
    for name in ("mkdocs.yml", "docs/index.md"):
        text = (project / name).read_text("utf8")
        found = re.findall(r"(?:\]\(|: )lessons/(\d\d)-[\w-]+\.md\)?$", text, re.MULTILINE)
        assert found == sorted([*known, free]) and len(found) >= 4, name
    line = f'- "Lesson {free}: Many heads": lessons/{free}-many-heads.md\n'
    assert line in (project / "mkdocs.yml").read_text("utf8")
    assert run(project, "worked", "check").returncode == 0


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("", "", "such as 10-positions"),
        ("positions", "", "such as 10-positions"),
        ("9-positions", "", "such as 10-positions"),
        ("10-Positions", "", "such as 10-positions"),
        ("10-posi_tions", "", "such as 10-positions"),
        ("10-../../x", "", "such as 10-positions"),
        ("10-positions.md", "", "such as 10-positions"),
        ("08-heads", "", "docs/lessons/08-scaled-dot-product.md has the number 08 already"),
        ("99-rescues", "", "snippets/rescues.py is there already"),
        ("99-numpy", "", "Python has a module or a word numpy already"),
        ("99-class", "", "Python has a module or a word class already"),
        ("99-gpt-2", "", 'TITLE="Positions"'),
        ("99-wishes", 'Many "heads"', 'TITLE="Positions"'),
        ("99-wishes", "Many\nheads", 'TITLE="Positions"'),
        ("99-wishes", "Heads " * 20, 'TITLE="Positions"'),
    ],
)
def test_bad_name_or_title_is_refused_and_nothing_is_written(whole, name, title, said):
    before = texts(whole)
    made = new_lesson(whole, name, title)
    assert made.returncode == 1 and made.stderr.startswith("new-lesson: ") and said in made.stderr
    assert "Traceback" not in made.stderr and texts(whole) == before


def test_folder_that_may_not_be_written_is_told_in_one_line(whole):
    before = texts(whole)
    taken = whole / "snippets/tables.py"
    taken.symlink_to(whole / "no/such/folder.py")  # a place where nobody may write, not even root
    made = new_lesson(whole, "98-tables")
    taken.unlink()
    assert made.returncode == 1 and "snippets/tables.py cannot be written: " in made.stderr
    assert "Traceback" not in made.stderr and texts(whole) == before


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A copy that nothing changes."""
    root = copy(tmp_path_factory.mktemp("whole") / "project")
    shutil.copytree(ROOT / "tools", root / "tools")
    (root / "tests").mkdir()
    return root


def test_make_hands_over_what_was_asked():
    text = (ROOT / "Makefile").read_text("utf8")
    assert "\nnew-lesson: $(INSTALLED) ##" in text and '-m tools.new_lesson "$$NAME" "$$TITLE"\n' in text
