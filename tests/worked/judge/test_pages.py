"""Golden pages: what the check says of a page, to the letter, and what fixing makes of one.

A case of `pages/` holds a page, and either what `worked check` says of it or what `worked fix` makes of it.
"""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.worked.golden import cases

PAGES = Path(__file__).parent / "pages"
CASES = {case.name: case for case in cases(PAGES)}
FIXES = [name for name, case in CASES.items() if f"{name}.md, fixed" in case.parts]
CHECKS = [name for name in CASES if name not in FIXES]
HOLDS = ["holds"]


@pytest.fixture
def pages(tmp_path, monkeypatch) -> Path:
    """A folder with the page of each case, and with what the pages share."""
    shutil.copytree(PAGES, tmp_path / "pages", ignore=shutil.ignore_patterns(".worked", "*.txt"))
    for name, case in CASES.items():
        case.write(tmp_path / "pages", f"{name}.md")
    monkeypatch.chdir(tmp_path / "pages")
    return tmp_path / "pages"


def test_every_case_has_a_page_and_what_is_made_of_it():
    assert {file.stem for file in PAGES.iterdir()} - set(CASES) == {"pyproject", "references", "snippets"}
    for name, case in CASES.items():
        assert set(case.parts) == {f"{name}.md", f"{name}.md, fixed" if name in FIXES else f"worked check {name}.md"}
    assert len(CHECKS) >= 6 and len(FIXES) >= 3


@pytest.mark.parametrize("name", CHECKS)
def test_check_says_to_the_letter(pages, run, name):
    checked = run("check", f"{name}.md")
    CASES[name].expect(f"worked check {name}.md", checked.out)
    assert checked.code == (name not in HOLDS) and checked.err == ""


@pytest.mark.parametrize("name", CHECKS)
def test_each_mark_points_at_what_the_page_says(pages, run, name):
    """What a message quotes stands on the page, at the line and the column that the message names."""
    failures = json.loads(run("check", "--format", "json", f"{name}.md").out)["failures"]
    assert bool(failures) == (name not in HOLDS)
    for failure in failures:
        line = (pages / failure["file"]).read_text().splitlines()[failure["line"] - 1]
        if failure["shown"] and re.fullmatch(r"[-−\d.,%]+", failure["shown"]):
            assert line[failure["column"] - 1 :].startswith(failure["shown"])


LABELS = ("# Lesson ", "token ", "\n\n", "one\n", 'title: "Lesson ')


def other_digits(text: str):
    """The page with another last digit, by one, in each of its numbers in turn, except in labels."""
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
    fixed = CASES[name][f"{name}.md, fixed"].encode()
    assert (pages / f"{name}.md").read_bytes() != fixed
    assert run("fix", f"{name}.md").code == 0
    assert (pages / f"{name}.md").read_bytes() == fixed
    assert run("fix", f"{name}.md").out == "0 numbers rewritten\n"


@pytest.mark.parametrize("name", FIXES)
def test_fixed_page_holds(pages, run, name):
    (pages / f"{name}.md").write_bytes(CASES[name][f"{name}.md, fixed"].encode())
    checked = run("check", f"{name}.md")
    assert checked.code == 0, checked.out
