"""CONTRIBUTING.md, followed word for word in a copy of the project, and then followed once more."""

import re
from pathlib import Path

import pytest

from tests.guides.contributor import GUIDE, ROUNDS, ROWS, SECTIONS, TABLE, Contributor
from tests.project import ROOT, copy_with, run
from tests.site.browser.test_budgets import KB, LAB, LESSON, REQUESTS
from tests.site.words.test_reading_level import HIGHEST
from tests.snippets.test_figures import EDGE, HEAVIEST, PHONE, SMALLEST
from tools.lessons import missing

WHOLE = (
    "tests tools conftest.py CONTRIBUTING.md README.md requirements.txt evidence.txt".split()
)  # what a copy of the site's sources lacks
NUDGING = """
    nudged_input_is_refused_at_every_claim_that_reads_otherwise snippet_that_refuses_its_input_is_refused
    no_result_of_the_snippet_is_typed every_number_of_a_drawing_follows_what_it_shows
""".split()
LESSONS, FIGURES = (sorted(ROOT.glob(which)) for which in ("docs/lessons/*.md", "snippets/figures/*.py"))
WHAT_IS_NEW = " and ".join(
    [f"not {page.stem}" for page in LESSONS] + [f"not [{module.stem}." for module in FIGURES]  # a drawing of it
)
LOOKING = [  # the tests that find for themselves what is new
    "tests/snippets/test_figures.py",
    "tests/tools/test_lessons.py::test_every_lesson_is_whole",
    "tests/tools/test_lock.py::test_every_requirement_is_one_version_with_its_hashes",
    "tests/tools/test_lock.py::test_all_that_the_project_asks_for_is_locked",
    "tests/tools/test_lock.py::test_a_lock_does_not_say_where_anything_comes_from",
    "tests/site/code/test_lab_content.py",
    "tests/site/words/test_glossary.py",
    "tests/site/words/test_reading_level.py",
    "tests/site/words/test_share.py::test_each_page_has_a_title_and_a_description_of_its_own",
    "tests/site/parts/test_recall.py::test_lessons_ask_enough_and_each_question_has_one_right_answer",
    "tests/site/parts/test_recall.py::test_each_option_explains_itself_in_words",
    "tests/site/parts/test_recall.py::test_length_does_not_tell_the_answer",
    "tests/site/parts/test_all_parts.py::test_every_part_starts_from_the_values_of_its_pages_snippet",
    "tests/site/parts/test_all_parts.py::test_every_part_has_a_title_a_script_and_a_template",
    "tests/site/parts/test_all_parts.py::test_every_blank_of_a_sentence_is_filled_by_a_script_of_its_part",
    "tests/site/numbers/test_perturbation.py::test_every_snippet_lists_its_inputs",
    "tests/site/numbers/test_perturbation.py::test_every_drawing_of_the_pages_is_looked_at_with_some_snippet",
]


@pytest.fixture(scope="module")
def project(built, tmp_path_factory) -> Path:
    """A copy of the project with its tests and its scripts, in which all is computed and drawn."""
    return copy_with(WHOLE, tmp_path_factory.mktemp("guide") / "project", built)


def test_everything_that_the_guide_lets_one_add_is_tried():
    assert set(TABLE) == set(ROWS)
    titles = re.findall(r"^## ((?:Add|Edit) .+)$", GUIDE, re.MULTILINE)
    assert set(titles) - {"Add something else"} == set(SECTIONS)


def test_limits_that_the_guide_names_are_those_of_the_tests():
    for words in (
        f"at most {LESSON // KB} kB in {REQUESTS} files (a lab: {LAB // KB} kB)",
        f"of grade {HIGHEST}.",
        f"{SMALLEST} pixels at least on a phone of {PHONE}",
        f"within {EDGE} pixels of a side",
        f"{HEAVIEST // KB} kB at most",
    ):
        assert words in GUIDE, f"CONTRIBUTING.md does not say “{words}”"


def test_guide_can_be_followed_word_for_word_and_then_once_more(project):
    tests = [*LOOKING]
    for name in ROUNDS:  # none of a round's changes bears the name of another's, so each round has to be whole
        one = Contributor(project, name)
        for change in (*SECTIONS.values(), *ROWS.values()):
            change(one)
        fixed = run(project, "worked", "fix", "docs")  # `make fix`: the minutes on the home page
        assert fixed.returncode == 0, fixed.stdout
        checked = run(project, "worked", "check")
        assert checked.returncode == 0, checked.stdout
        assert missing(project) == []
        snippets = (one.lesson.stem, f"cards_{name}", f"tosses_{name}")
        nudged = [
            f"tests/site/numbers/test_perturbation.py::test_{test}[{stem}]" for stem in snippets for test in NUDGING
        ]
        tests += [*one.tests, *nudged, f"docs/lessons/{one.lesson.name}.md"]
    built = run(project, "mkdocs", "build", "--strict", "-q")
    assert built.returncode == 0, built.stderr
    tested = run(
        project,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        WHAT_IS_NEW,
        *tests,
        PYTHONSAFEPATH="",
        BUILT=str(project),
    )
    assert tested.returncode == 0, tested.stdout
    assert int(re.search(r"(\d+) passed", tested.stdout)[1]) > 114
