"""Titles of the navigation hold labels only, and a page's title there bears its own number."""

import pytest

from worked import Settings
from worked.mkdocs.navigation import words_for_markdown
from worked.mkdocs.titles import faults_of_title, titles_of


@pytest.mark.parametrize(
    ("title", "page", "faults"),
    [
        ("Lesson 07: look", "lessons/07-look.md", []),
        ("Lab 07: look at lesson 07", "labs/07-look.py", []),
        ("Lessons 00 and 07", None, []),
        ("Lesson 00: look", "lessons/07-look.md", ["00 is wrong here: this page is number 07"]),
        ("Lab 17: look", "labs/07-look.py", ["17 is wrong here: this page is number 07"]),
        ("Lesson 17", None, ["17 is wrong here: there is no lesson 17 (there are 00, 07)"]),
        ("All 12 lessons", None, ["nothing accounts for 12: a title holds labels only"]),
    ],
)
def test_title_of_the_navigation_bears_the_number_of_its_page(tmp_path, title, page, faults):
    for name in ("lessons/00-first.md", "lessons/07-look.md", "labs/07-look.py"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).touch()
    settings = Settings(tmp_path, {"labels": {"lesson": "docs/lessons/*.md", "lab": "docs/labs/*.py"}})
    assert faults_of_title(title, tmp_path / "docs" / page if page else None, settings) == faults


def test_titles_of_the_navigation_stand_with_their_pages():
    nav = ["index.md", {"Lessons": [{"Lesson 07": "lessons/07-look.md"}, "lessons/00-first.md"]}]
    assert titles_of(nav) == [("Lessons", None), ("Lesson 07", "lessons/07-look.md")]


def test_words_for_two_extensions_are_read_though_their_settings_have_one_name():
    given = {"toc": {"title": "All 41", "toc_depth": "1-6"}, "emoji": {"title": "long"}, "footnotes": None}
    assert words_for_markdown(given) == ["All 41", "long"]
