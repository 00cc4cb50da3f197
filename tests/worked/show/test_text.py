"""A page as text: what a reader sees, in plain Markdown. Blanks are shown as <<link other.md>>."""

import re
from pathlib import Path

import pytest

from tests.worked.conftest import SNIPPET
from tests.worked.golden import cases
from worked.judge.check import check_page
from worked.run.store import Store
from worked.settings import settings_for
from worked.show.draw import Drawer
from worked.show.text import fill_blanks, text_of

QUOTED = """

# --8<-- [start:quoted]
def thrice(x):

    return 3 * x


sixth = thrice(half) / 9  # no mark of a section
# --8<-- [end:quoted]
"""
CASES = cases(Path(__file__).parent / "texts")
ENDING = re.compile(r"\n---\n\n.* on this page .*\n\Z")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text_of_a_page(project, case):
    project.write("snippets/soft.py", SNIPPET + QUOTED)
    project.write("pyproject.toml", '[tool.worked]\nattributes = ["data-interactive", "data-from"]\n')
    project.page(case["page.md"])
    case.expect("text", text_made(project, "page.md"))


def text_made(project, page: str) -> str:
    settings = settings_for(project.root)
    report = check_page(project.root / page, settings, Store(settings), Drawer(settings))
    assert report.failures == [], [failure.headline for failure in report.failures]
    text = fill_blanks(text_of(report, settings), lambda kind, words: f"<<{kind} {words}>>")
    return ENDING.sub("", text)


def test_text_ends_with_what_was_checked_and_what_was_not(project):
    project.page("\nHalf is [0.5](=half), in 7 min.\n", meta='unchecked: {"7 min": 1}\n')
    settings = settings_for(project.root)
    text = text_of(check_page(project.root / "page.md", settings, Store(settings), Drawer(settings)), settings)
    said = "1 number on this page was checked when the site was built. Not checked: “7 min” (1 time)."
    assert fill_blanks(text, lambda kind, words: "!").endswith(f"\n---\n\n{said}!\n")


def test_page_that_accounts_for_nothing_has_a_text_too(project):
    project.plain("# Sums\n\n`1 + 1 = 2`, see [there](other.md).\n\n[a]: other.md\n")
    assert (
        text_made(project, "page.md")
        == "# Sums\n\n`1 + 1 = 2`, see [there](<<link other.md>>).\n\n[a]: <<link other.md>>\n"
    )
