"""The page on pages of your own shows messages that the command line really gives."""

import re
from itertools import pairwise

import pytest

import snippets.your_own_pages as page
from tests.project import ROOT
from worked.cli import main

CONSTANT = {"short_part": "part without its last digit, and only that one is nudged"}

PHONE = 38  # letters in a line of a window 360 pixels wide
TEXT = (ROOT / "docs/your-own-pages.md").read_text("utf8")
SHOWN = re.findall(r"^!\[\]\(=(\w+)\(\)\)$", TEXT, re.MULTILINE)


def test_page_shows_ten_messages():
    assert len(SHOWN) == len(set(SHOWN)) == 10 and "ten messages" in TEXT
    heads = {getattr(page, name)().split("\n\n")[-1].partition(": ")[2].splitlines()[0] for name in SHOWN}
    assert len(heads) == 10


@pytest.mark.parametrize("name", SHOWN)
def test_message_is_what_the_command_line_prints(name, tmp_path, monkeypatch, capsys):
    line, _, message = getattr(page, name)().partition("\n\n")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text(line, "utf8")
    main(["check", "--unread", "notes.md"])
    assert capsys.readouterr().out.startswith(f"{message}\n")


@pytest.mark.parametrize("name", SHOWN)
def test_marks_stay_below_what_they_mark_on_a_phone(name):
    """Where a line wraps, what stands below it marks something else."""
    lines = getattr(page, name)().split("\n")
    marked = [pair for pair in pairwise(lines) if set(pair[1].strip()) == {"^"}]
    assert all(len(line) <= PHONE for pair in marked for line in pair), marked


def test_values_are_those_of_a_hand():
    assert f"{page.total:.2f}" == f"{1.27 + 1.27 + 1.27:.2f}" and page.count == 7 + 7 + 7
    assert divmod(8800, 13) == (676, 12) and (page.cut_share, page.share) == (6.76, 6.77)
    assert f"{page.rest:.2f}" == "0.44" and f"{page.shown_rest:.3f}" == "0.438"
