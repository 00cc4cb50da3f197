"""A page may name several snippets: the names of all of them stand in its numbers, each with one meaning."""

from pathlib import Path

import pytest

from tests.worked.judge.test_labs import lab
from worked import Store, check_page, settings_for
from worked.show.cards import Cards
from worked.tell.verdict import verdict_of

HEAD = "---\nnumbers: [snippets/soft.py, snippets/cakes.py]\n---\n"
CAKES = "import numpy as np\n\ncakes = 3\nguests = np.array([4, 2])\n\n\ndef per_guest():\n    return cakes / guests\n"


@pytest.fixture
def several(project):
    project.write("snippets/cakes.py", CAKES)
    return project


def checked(project, body: str):
    project.write("page.md", HEAD + body)
    return project.check()


# ---- names of all


@pytest.mark.parametrize(
    "body",
    [
        "[0.72](=weights[animal]) of [3](=cakes)\n",
        "[2.16](=weights[animal] * cakes)\n",
        "[[0.75, 1.50]](=per_guest())\n",
        "`weights[animal] * cakes = 2.16`\n",
        "```worked\ncakes * half\n  = 3 * 0.5\n  = 1.5\n```\n",
        "![Bars.](=bars())\n\n[3](=cakes)\n",
    ],
)
def test_names_of_all_snippets_stand_in_one_page(several, body):
    run = checked(several, body)
    assert run.code == 0, run.out


@pytest.mark.parametrize("body", ["[2.17](=weights[animal] * cakes)\n", "`cakes * half = 1.6`\n"])
def test_wrong_number_is_refused(several, body):
    assert checked(several, body).code == 1


def test_wrong_number_names_the_snippet_that_defines_it(several):
    assert "or code    snippets/cakes.py:3" in checked(several, "[4](=cakes)\n").out
    assert "or code    snippets/soft.py:7" in checked(several, "[0.6](=half)\n").out


def test_unknown_name_is_compared_with_the_names_of_all(several):
    assert "did you mean cakes?" in checked(several, "[3](=caks)\n").out
    assert "did you mean weights?" in checked(several, "[3](=wieghts)\n").out


def test_number_without_a_claim_is_found_in_each_snippet(several):
    out = checked(several, "There are 3 cakes for 0.5 of them. [3](=cakes)\n").out
    assert "[3](=cakes)   cakes has this value" in out and "[0.5](=half)   half has this value" in out


@pytest.mark.parametrize("broken", ["snippets/soft.py", "snippets/cakes.py"])
def test_snippet_that_does_not_run_is_one_failure_at_its_line(several, broken):
    several.write(broken, "cakes = 3\n1 / 0\n")
    run = checked(several, "[3](=cakes) [0.5](=half)\n")
    assert run.places == [(broken, 2, 1)] and "ZeroDivisionError" in run.out


# ---- one meaning


RIVALS = "half is defined differently in snippets/soft.py:7 and snippets/cakes.py:1"


def test_name_that_two_define_differently_is_refused_with_both_places(several):
    several.write("snippets/cakes.py", "half = 0.6\n")
    for literal in ("0.5", "0.6"):
        assert checked(several, f"[{literal}](=half)\n").failure == (4, 8, f"this claim cannot be computed: {RIVALS}")


@pytest.mark.parametrize("body", ["`2 * half = 1.0`\n", "```worked\n2 * half\n  = 1.0\n```\n"])
def test_step_with_a_name_of_two_meanings_is_refused_with_both_places(several, body):
    several.write("snippets/cakes.py", "half = 0.6\n")
    assert RIVALS in checked(several, body).out


@pytest.mark.parametrize(
    "other", ["half = [0.5]", "def half():\n    return 0.5", "half = '0.5'", "half = float('nan')"]
)
def test_other_shape_or_kind_is_another_meaning(several, other):
    several.write("snippets/cakes.py", other + "\n")
    assert RIVALS in checked(several, "[0.5](=half)\n").out


@pytest.mark.parametrize(
    "other", ["half = 1 / 2", "from snippets.soft import half", "import numpy as np\nhalf = np.float64(0.5)"]
)
def test_same_number_and_what_is_imported_have_one_meaning(several, other):
    several.write("snippets/cakes.py", other + "\n")
    run = checked(several, "[0.5](=half)\n")
    assert run.code == 0, run.out


def test_function_that_both_import_has_one_meaning(several):
    several.write("snippets/cakes.py", "from snippets.soft import twice\ncakes = 3\n")
    assert checked(several, "[6](=twice(cakes))\n").code == 0


def test_name_of_two_meanings_that_no_number_uses_is_let_be(several):
    several.write("snippets/soft.py", "half = 0.5\ninputs = ['half']\n")
    several.write("snippets/cakes.py", "cakes = 3\ninputs = ['cakes']\n")
    assert checked(several, "[3](=cakes) [0.5](=half)\n").code == 0


def test_name_of_two_meanings_is_suggested_for_no_number(several):
    several.write("snippets/cakes.py", "half = 0.6\n")
    assert "(=half)" not in checked(several, "It is 0.5 of it.\n").out


def test_message_names_files_from_where_the_reader_works(several, monkeypatch):
    several.write("snippets/cakes.py", "half = 0.6\n")
    several.write("page.md", HEAD + "[0.5](=half)\n")
    monkeypatch.chdir(several.root / "snippets")
    assert "half is defined differently in soft.py:7 and cakes.py:1" in several.check("../page.md").out


def test_comment_of_quoted_code_means_the_name_of_its_own_file(several):
    section = "# --8<-- [start:part]\nhalf = {}  # {}\n# --8<-- [end:part]\n"
    several.write("snippets/soft.py", section.format(0.5, 0.5))
    several.write("snippets/cakes.py", "cakes = 3\n" + section.format(0.6, 0.6))
    quotes = '```python\n--8<-- "snippets/soft.py:part"\n```\n\n```python\n--8<-- "snippets/cakes.py:part"\n```\n'
    assert checked(several, "[3](=cakes)\n\n" + quotes).code == 0
    several.write("snippets/cakes.py", "cakes = 3\n" + section.format(0.6, 0.7))
    run = checked(several, "[3](=cakes)\n\n" + quotes)
    assert run.places == [("snippets/cakes.py", 3, 15)]


# ---- what is shown of them


def test_card_shows_the_line_of_the_snippet_that_defines_the_name(several):
    several.write("page.md", HEAD + "[3](=cakes)\n\n[0.5](=half)\n")
    settings = settings_for(several.root)
    report = check_page(several.root / "page.md", settings, Store(settings))
    assert [card.code for card in Cards(report, settings).all] == [
        [("snippets/cakes.py:3", "cakes = 3")],
        [("snippets/soft.py:7", "half = 0.5")],
    ]


def test_ledger_has_a_row_for_the_numbers_of_each(several):
    several.write("page.md", HEAD + "[3](=cakes)\n\n[0.5](=half)\n")
    settings = settings_for(several.root)
    rows = verdict_of(check_page(several.root / "page.md", settings, Store(settings))).record["rows"]
    assert [(row.shown, row.known_by, row.value) for row in rows] == [("3", "cakes", "3"), ("0.5", "half", "0.5")]


# ---- what is kept


def test_edit_of_either_snippet_is_noticed(several):
    assert checked(several, "[1.5](=cakes * half)\n").code == 0
    several.write("snippets/cakes.py", "cakes = 4\n")
    assert "computed   2.0" in several.check().out
    several.write("snippets/cakes.py", "cakes = 3\n")
    several.write("snippets/soft.py", "half = 0.25\n")
    assert "computed   0.8" in several.check().out


def test_second_meaning_that_a_snippet_gets_is_noticed(several):
    assert checked(several, "[0.5](=half)\n").code == 0
    several.write("snippets/cakes.py", "half = 0.6\n")
    assert "is defined differently" in several.check().out


def test_values_of_several_are_kept_apart_from_those_of_one(several):
    several.write("snippets/cakes.py", "def which():\n    return half\n\n\nhalf = 0.6\nown = which()\n")
    several.write("one.md", "---\nnumbers: snippets/cakes.py\n---\n[0.6](=half)\n")
    several.write("two.md", "---\nnumbers: [snippets/cakes.py]\n---\n[0.6](=half)\n")
    several.write("page.md", HEAD + "[0.6](=own)\n")
    several.write(
        "turned.md", "---\nnumbers: [snippets/cakes.py, snippets/soft.py]\n---\n[0.5](=weights[road] + 0 * own)\n"
    )
    assert several.check("one.md", "two.md", "page.md").code == 0
    assert several.check("one.md", "two.md", "page.md").code == 0
    assert several.check("turned.md").code == 1


def test_unchanged_snippets_do_not_run_again(several):
    several.write("snippets/cakes.py", "with open('ran.txt', 'a') as file:\n    file.write('x')\ncakes = 3\n")
    assert checked(several, "[3](=cakes) [0.5](=half)\n").code == 0
    assert checked(several, "Now [3](=cakes) and [0.5](=half)\n").code == 0
    assert Path("ran.txt").read_text() == "x"


# ---- labs


def tied(code: str) -> str:
    named = "# numbers: [snippets/soft.py, snippets/cakes.py]\n# description"
    return lab(code, "Text.", "More.").replace("# description", named)


def test_lab_is_tied_to_each_of_its_snippets(several):
    several.write("lab.py", tied("half = 0.5\ncakes = 3"))
    out = several.check("lab.py").out
    assert "disagree" not in out and "ties" not in out
    several.write("lab.py", tied("half = 0.5\ncakes = 4"))
    assert several.check("lab.py").headlines == ["the lab and the snippet disagree: cakes"]


def test_lab_that_shares_no_name_with_one_of_its_snippets_is_refused(several):
    several.write("lab.py", tied("half = 0.5"))
    assert "the lab and snippets/cakes.py define nothing under one name" in several.check("lab.py").failure[2]


# ---- the front matter


def test_snippet_that_is_named_twice_counts_once(several):
    several.write("page.md", "---\nnumbers: [snippets/soft.py, snippets/soft.py]\n---\n[0.5](=half)\n")
    assert several.check().code == 0
