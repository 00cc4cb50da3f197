"""A label names something: a lesson's number a page, a token's a place in a list of the page's snippet."""

import pytest

from tests.worked.judge.test_labs import lab

SETTINGS = """\
[tool.worked]
accounted = ["docs/**/*.md", "docs/labs/*.py"]

[tool.worked.labels]
lesson = "docs/lessons/*.md"
lab = "docs/labs/*.py"
token = "words"
step = ""
"""
HELD = "\n[0.5](=half)\n"


@pytest.fixture
def course(project):
    """Lessons 00 and 07, lab 07, and a snippet with a list of three words."""
    project.write("pyproject.toml", SETTINGS)
    project.write("snippets/soft.py", "half = 0.5\nwords = ['it', 'animal', 'road']\nwide = 3\n")
    project.plain("# Lesson 00: first { #first }\n", "docs/lessons/00-first.md")
    project.plain("# Lesson 07: look { #look }\n", "docs/lessons/07-look.md")
    project.write("docs/labs/07-look.py", lab("half = 0.5", "Text.", "More."))
    return project


def says(course, body: str, name: str = "docs/page.md") -> list[tuple[int, str]]:
    """The lines and messages of a page with this body; the body starts in line 4."""
    course.page(body + HELD, name)
    run = course.check(name)
    return [(line, headline) for (_, line, _), headline in zip(run.places, run.headlines)]


# ---- pages


@pytest.mark.parametrize(
    "body",
    [
        "See lesson 07, and lessons 00 and 07.",
        "Lesson 00: [a part](lessons/00-first.md#part)",
        "Lesson 07: [a part](lessons/07-look.md#part).\nLesson 00: [a part](lessons/00-first.md).",
        "See [lesson 07](lessons/07-look.md) and [its lab](labs/07-look.py), lab 07.",
        "[The lab](labs/07-look.py) goes with lesson 00.",
        "In lesson 00 [the index](index.md) is not numbered, nor is [another site](https://example.org/07-x/).",
        "Step 17 of lesson 7.",
    ],
)
def test_number_of_a_page_that_exists_holds(course, body):
    course.plain("# Home\n", "docs/index.md")
    assert says(course, body) == []


@pytest.mark.parametrize(
    ("body", "number", "reason"),
    [
        ("See lesson 17.", "17", "there is no lesson 17 (there are 00, 07)"),
        ("See lessons 00 and 17.", "17", "there is no lesson 17 (there are 00, 07)"),
        ("See lab 00.", "00", "there is no lab 00 (there are 07)"),
        ("*Lesson 17* it is", "17", "there is no lesson 17 (there are 00, 07)"),
        ("| lesson 17 |\n|---|\n| x |", "17", "there is no lesson 17 (there are 00, 07)"),
        ("## In lesson 17 { #in }", "17", "there is no lesson 17 (there are 00, 07)"),
        ("Lesson 00: [a part](lessons/07-look.md#part)", "00", "the link behind it leads to lesson 07"),
        ("lesson 00 ([a part](lessons/07-look.md#part))", "00", "the link behind it leads to lesson 07"),
        ("Lesson\n00: [a\npart](lessons/07-look.md#part)", "00", "the link behind it leads to lesson 07"),
        ("[lesson 00](lessons/07-look.md)", "00", "the link leads to lesson 07"),
        ("lesson " + "1" * 5000, "1" * 5000, "there is no lesson " + "1" * 5000 + " (there are 00, 07)"),
    ],
)
def test_number_of_another_page_is_refused(course, body, number, reason):
    [(_, said)] = says(course, body)
    assert said == f"{number} is wrong here: {reason}"


@pytest.mark.parametrize("number", ["00", "17"])
def test_title_and_first_heading_of_a_lesson_bear_its_own_number(course, number):
    for page in ("docs/lessons/07-look.md", "docs/labs/07-look.py"):
        own = f"# Lab for lesson {number} {{ #own }}"
        text = lab("half = 0.5", own, "More.") if page.endswith(".py") else f"---\ntitle: Lesson 07\n---\n\n{own}\n"
        course.write(page, text)
        assert course.check(page).headlines[0] == f"{number} is wrong here: this page is number 07", page
    course.write("docs/lessons/07-look.md", f"---\ntitle: Lesson {number}\n---\n\n# Lesson 07 {{ #own }}\n")
    assert course.check("docs/lessons/07-look.md").failure == (2, 15, f"{number} is wrong here: this page is number 07")


def test_other_headings_of_a_lesson_may_name_another(course):
    course.plain("# Lesson 07: look { #look }\n\n## On to lesson 00 { #on }\n", "docs/lessons/07-look.md")
    assert course.check("docs/lessons/07-look.md").code == 0


def test_page_that_is_renamed_is_noticed_by_pages_that_are_kept(course):
    assert says(course, "See lesson 07.") == []
    (course.root / "docs/lessons/07-look.md").rename(course.root / "docs/lessons/08-look.md")
    assert course.check("docs/page.md").headlines == ["07 is wrong here: there is no lesson 07 (there are 00, 08)"]


# ---- places in a list


def test_place_in_the_list_of_the_snippet_holds(course):
    assert says(course, "Token 1, tokens 2 and 3.") == []


@pytest.mark.parametrize("number", ["0", "4", "13", "30"])
def test_number_that_is_no_place_in_the_list_is_refused_at_its_place(course, number):
    course.page(f"Token 1 and token {number}.{HELD}")
    assert course.check().failure == (4, 19, f"{number} is wrong here: there is no token {number}: words holds 3")


def test_list_that_grows_shorter_is_noticed(course):
    assert says(course, "Token 3.") == []
    course.write("snippets/soft.py", "half = 0.5\nwords = ['it', 'animal']\n")
    assert course.check("docs/page.md").headlines == ["3 is wrong here: there is no token 3: words holds 2"]


def test_page_without_the_list_is_told_to_define_it(course):
    course.write("snippets/soft.py", "half = 0.5\n")
    [(_, said)] = says(course, "Token 1, and token 2.")  # once: one list is missing
    missing = "no snippet of this page defines words, the list of what a token may be, as [tool.worked.labels] says"
    assert said == f"1 is wrong here: {missing}"


def test_what_is_no_list_counts_nothing(course):
    course.write("pyproject.toml", SETTINGS.replace('"words"', '"wide"'))
    [(_, said)] = says(course, "Token 1.")
    assert said == "1 is wrong here: wide of the snippet is no list, so no token can be counted"


def test_snippet_that_does_not_run_is_said_once(course):
    course.write("snippets/soft.py", "half = 0.5\nwords = ['it']\n1 / 0\n")
    [(line, said)] = says(course, "Token 7 of lesson 07.")
    assert line == 3 and "does not run" in said


def test_lab_counts_in_its_own_list(course):
    code = "half = 0.5\nwords = ['it', 'road']"
    course.write("docs/labs/07-look.py", lab(code, "Token 2.", "[0.5](=half)"))
    assert course.check("docs/labs/07-look.py").code == 0
    course.write("docs/labs/07-look.py", lab(code, "Token 3.", "[0.5](=half)"))
    assert course.check("docs/labs/07-look.py").headlines == ["3 is wrong here: there is no token 3: words holds 2"]


# ---- settings


def test_plain_list_of_nouns_lets_any_number_be_a_name(course):
    course.write("pyproject.toml", '[tool.worked]\nlabels = ["token", "lesson"]\n')
    assert says(course, "Token 99 of lesson 17.") == []


def test_table_may_stand_on_one_line(course):
    course.write("pyproject.toml", '[tool.worked]\nlabels = { token = "words", lesson = "" }\n')
    assert says(course, "Token 3 of lesson 17.") == []
    assert len(says(course, "Token 4.")) == 1


@pytest.mark.parametrize(
    "named", ["3", '["words"]', '"two words"', '"/docs/*.md"', '"../*.md"', '"docs/*/"', '"a/*/b.md"']
)
def test_what_names_neither_pages_nor_a_list_is_refused_with_an_example(course, named):
    course.write("pyproject.toml", f"[tool.worked.labels]\nlesson = {named}\n")
    run = course.check("docs/lessons/07-look.md")
    assert run.code == 2 and 'lesson = "docs/lessons/*.md"' in run.err and "lesson = " in run.err
