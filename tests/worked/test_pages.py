"""Golden pages: what the check says of a page, to the letter, and what fixing makes of one.

``NAME.md`` goes with ``NAME.expected.txt``, ``NAME.broken.md`` with ``NAME.fixed.md``.
"""

import json
import re
import shutil
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
FIXES = sorted(page.name.removesuffix(".broken.md") for page in PAGES.glob("*.broken.md"))
CHECKS = sorted(page.stem for page in PAGES.glob("*.md") if not page.stem.endswith((".broken", ".fixed")))
HOLDS = ["holds"]


@pytest.fixture
def pages(tmp_path, monkeypatch) -> Path:
    shutil.copytree(PAGES, tmp_path / "pages", ignore=shutil.ignore_patterns(".worked"))
    monkeypatch.chdir(tmp_path / "pages")
    return tmp_path / "pages"


def test_every_golden_file_has_its_partner():
    names = {file.name for file in PAGES.iterdir() if file.is_file()} - {"pyproject.toml", "references.toml"}
    assert names == {f"{name}.{end}" for name in CHECKS for end in ("md", "expected.txt")} | {
        f"{name}.{end}.md" for name in FIXES for end in ("broken", "fixed")
    }
    assert len(CHECKS) >= 6 and len(FIXES) >= 2


@pytest.mark.parametrize("name", CHECKS)
def test_check_says_to_the_letter(pages, run, name):
    checked = run("check", f"{name}.md")
    assert checked.out == (pages / f"{name}.expected.txt").read_text()
    assert checked.code == (name not in HOLDS) and checked.err == ""


@pytest.mark.parametrize("name", CHECKS)
def test_each_mark_points_at_what_the_page_says(pages, run, name):
    """The text of a message against the page itself: the excerpt and the marked literal stand there."""
    failures = json.loads(run("check", "--format", "json", f"{name}.md").out)["failures"]
    assert bool(failures) == (name not in HOLDS)
    for failure in failures:
        line = (pages / failure["file"]).read_text().splitlines()[failure["line"] - 1]
        if failure["shown"] and re.fullmatch(r"[-−\d.,%]+", failure["shown"]):
            assert line[failure["column"] - 1 :].startswith(failure["shown"])


LABELS = ("# Lesson ", "token ", "\n\n", "one\n", 'title: "Lesson ')


def other_digits(text: str):
    """Every page that differs in the last digit of one number which is no label, by one."""
    for number in re.finditer(r"[0-9](?![0-9])", text):
        before = re.sub(r"[0-9]*\Z", "", text[: number.start()])
        digit = int(number.group()) + (1 if number.group() < "9" else -1)
        if not before.endswith(LABELS):
            yield text[: number.start()] + str(digit) + text[number.end() :]


def test_any_other_last_digit_is_refused(pages, run):
    tried = 0
    for tried, text in enumerate(other_digits((pages / "holds.md").read_text()), 1):
        (pages / "other.md").write_text(text)
        assert run("check", "other.md").code == 1, text
    assert tried > 100


@pytest.mark.parametrize("name", FIXES)
def test_fix_makes_the_fixed_page_of_the_broken_one(pages, run, name):
    fixed = (pages / f"{name}.fixed.md").read_bytes()
    assert run("fix", f"{name}.broken.md").code == 0
    assert (pages / f"{name}.broken.md").read_bytes() == fixed
    assert run("fix", f"{name}.broken.md").out == "0 numbers rewritten\n"


@pytest.mark.parametrize("name", FIXES)
def test_fixed_page_holds(pages, run, name):
    checked = run("check", f"{name}.fixed.md")
    assert checked.code == 0, checked.out
