"""Snippets that do not run, or that may not be run, are reported once, at their own line."""

import pytest

from worked.run.snippet import SnippetError, run_snippet
from worked.settings import Settings

CLAIMS = "[0.72](=weights[0]) and [0.28](=weights[1]), [0.5](=half)\n"


def test_snippet_that_fails_is_reported_at_its_own_line(project):
    project.write("snippets/soft.py", "weights = [0.72, 0.28]\n\n\ndef bad():\n    return 1 / 0\n\n\nhalf = bad()\n")
    project.page(CLAIMS)
    run = project.check()
    assert run.code == 1 and run.places == [("snippets/soft.py", 5, 1)]
    assert run.headlines == ["the snippet does not run: ZeroDivisionError: division by zero"]
    assert "    return 1 / 0\n" in run.out


def test_snippet_that_fails_names_the_claims_that_it_held_up(project):
    project.write("snippets/soft.py", "1 / 0\n")
    project.page(CLAIMS)
    assert "3 expressions of page.md cannot be checked" in project.check().out


def test_error_in_an_imported_module_is_reported_there(project):
    project.write("snippets/soft.py", "from snippets.cards import weights\nhalf = 0.5\n")
    project.write("snippets/cards.py", "import json\nweights = json.loads('no')\n")
    project.page(CLAIMS)
    assert project.check().places == [("snippets/cards.py", 2, 1)]


def test_error_within_an_installed_package_is_reported_where_it_was_called(project):
    project.write("snippets/soft.py", "import numpy as np\n\nhalf = 0.5\nweights = np.linalg.inv(np.zeros((2, 2)))\n")
    project.page(CLAIMS)
    assert project.check().places == [("snippets/soft.py", 4, 1)]


def test_snippet_that_may_not_be_read_is_reported_in_the_front_matter(project, monkeypatch):
    project.write("snippets/soft.py", "half = 0.5\n")
    project.write("page.md", "---\nnumbers: snippets/soft.py\n---\n[0.5](=half)\n")
    assert project.check().code == 0
    project.write("page.md", "---\nnumbers: snippets/soft.py\n---\n[0.5](=half), again\n")
    with monkeypatch.context() as nobody:  # root may read everything
        nobody.setattr("os.access", lambda path, mode: not str(path).endswith("soft.py"))
        assert project.check().headlines == ["numbers: snippets/soft.py may not be read"]
    assert project.check().code == 0


@pytest.mark.parametrize(
    "code, line",
    [
        ("half = 0.5\nweights = [0.72,\n", 2),
        ("half = 0.5\nif half\n    pass\n", 2),
        ("x = '\n", 1),
        ("\tx = 1\n  y\n", 1),
    ],
)
def test_syntax_error_of_a_snippet_is_reported_at_its_line(project, code, line):
    project.write("snippets/soft.py", code)
    project.page(CLAIMS)
    run = project.check()
    assert run.places == [("snippets/soft.py", line, 1)] and "Error" in run.headlines[0]


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nsys.exit(3)\n",
        "raise SystemExit\n",
        "raise KeyboardInterrupt\n",
        "import nowhere_at_all\n",
        "def f():\n    f()\nf()\n",
        "x = b'\\x00'\n\x00\n",
    ],
)
def test_snippet_that_ends_early_is_a_failure(project, code):
    project.write("snippets/soft.py", code)
    project.page(CLAIMS)
    run = project.check()
    assert run.code in (1, 2) and (run.code == 2 or run.places[0][0] == "snippets/soft.py")


def test_snippet_that_is_not_utf8_is_a_failure(project):
    project.write("snippets/soft.py", b"half = 0.5\nname = '\xff'\n")
    project.page(CLAIMS)
    run = project.check()
    assert run.code == 1 and run.places[0][0] == "snippets/soft.py"


def test_snippet_that_is_missing_is_reported_in_the_front_matter(project):
    project.write("page.md", f"---\ntitle: Page\nnumbers: snippets/none.py\n---\n{CLAIMS}")
    run = project.check()
    assert run.places[0] == ("page.md", 3, 10) and "there is no file snippets/none.py" in run.out


@pytest.mark.parametrize(
    "name",
    [
        "soft.py",
        "../soft.py",
        "snippets/../soft.py",
        "/etc/passwd",
        "/nowhere/soft.py",
        "snippets/../../soft.py",
        "snippets",
        "snippets/soft.txt",
        "snippets/link.py",
        "http://x/soft.py",
        "~/soft.py",
        "snippets/folder.py",
    ],
)
def test_snippet_outside_the_folder_is_not_run(project, name):
    ran = project.root / "ran"
    code = f"open({str(ran)!r}, 'w').close()\nhalf = 0.5\n"
    for file in ("soft.py", "../soft.py", "snippets/soft.txt"):
        project.write(file, code)
    (project.root / "snippets" / "link.py").symlink_to(project.root / "soft.py")
    (project.root / "snippets" / "folder.py").mkdir()
    project.write("page.md", f"---\nnumbers: {name}\n---\n[0.5](=half)\n")
    run = project.check()
    assert run.code == 1 and run.places[0][:2] == ("page.md", 2) and "snippets/NAME.py" in run.out
    assert not ran.exists()


def test_absolute_path_of_a_snippet_outside_the_folder_is_not_run(project):
    project.write("page.md", f"---\nnumbers: {project.write('other.py', 'half = 0.5')}\n---\n[0.5](=half)\n")
    assert project.check().places[0] == ("page.md", 2, 10)


def test_snippets_folder_is_a_setting(project):
    project.write("pyproject.toml", '[tool.worked]\nsnippets = "examples/shown"\n')
    project.write("examples/shown/soft.py", "half = 0.5\n")
    project.write("page.md", "---\nnumbers: examples/shown/soft.py\n---\n[0.5](=half)\n")
    assert project.check().code == 0


def test_what_a_snippet_prints_stays_out_of_the_report(project):
    project.write("snippets/soft.py", "print('hello')\nhalf = 0.5\n")
    project.page("[0.5](=half)\n")
    run = project.check("--format", "json", "page.md")
    assert run.code == 0 and "hello" not in run.out


def test_what_a_snippet_prints_is_shown_once_however_often_a_check_runs_it(project):
    project.write("snippets/soft.py", "print('hello')\nhalf = 0.5\n")
    project.page("Half is [0.5](=half), and not 17.\n")  # of which the advice asks the snippet again
    run = project.check()
    assert run.code == 1 and run.err.count("hello") == 1
    project.write("snippets/soft.py", "print('hello')\nprint('again')\nhalf = 0.5\n")
    assert project.check().err.count("again") == 1


def test_snippet_imports_its_neighbours_by_either_name(project):
    project.write("snippets/cards.py", "half = 0.5\n")
    project.write(
        "snippets/soft.py", "import cards\nfrom snippets import cards as same\nhalf = cards.half + same.half - 0.5\n"
    )
    project.page("[0.5](=half)\n")
    assert project.check().code == 0


def test_checking_leaves_the_modules_of_the_process_as_they_were(project):
    import sys

    project.page("[0.72](=weights[animal])\n")
    before, path = set(sys.modules), list(sys.path)
    project.check()
    assert not {name for name in set(sys.modules) - before if name.startswith("snippets")}
    assert sys.path == path


def test_function_that_changes_an_array_gives_the_same_report_twice(project):
    project.write(
        "snippets/soft.py",
        "import numpy as np\nweights = np.array([0.72, 0.28])\n\n\ndef spoil():\n    weights[0] = 9\n    return 1\n",
    )
    project.page("[0.72](=weights[0]), [1](=spoil()), [0.72](=weights.max())\n")
    first, second = project.check(), project.check()
    assert (first.code, first.out) == (second.code, second.out)


def test_place_is_told_in_a_folder_with_blanks_and_umlauts(tmp_path):
    """faulthandler, which tells where a process was, writes names in ASCII."""
    root = tmp_path / "ü dir" / "x y \U0001f600"
    (root / "snippets").mkdir(parents=True)
    (root / "snippets/soft.py").write_text("import os\n\nos._exit(0)\n")
    with pytest.raises(SnippetError, match="it ended its process") as told:
        run_snippet(root / "snippets/soft.py", Settings(root), ["half"])
    assert (told.value.path, told.value.line, told.value.excerpt) == ("snippets/soft.py", 3, "os._exit(0)")


def test_snippet_may_ask_for_a_check_whether_it_has_numpy_or_not(project):
    project.write("pyproject.toml", "[tool.worked]\ntime_limit = 30\n")
    project.write("snippets/inner.py", "half = 0.5\n")
    project.write(
        "snippets/soft.py",
        "from pathlib import Path\n\nfrom worked import Settings, Store, check_page\n\n"
        "def faults():\n"
        "    settings = Settings(Path(__file__).parents[1])\n"
        "    text = b'---\\nnumbers: snippets/inner.py\\n---\\n[0.6](=half)\\n'\n"
        "    return len(check_page(settings.root / 'other.md', settings, Store(settings), data=text).failures)\n",
    )
    project.page("There is [1](=faults()) fault.")
    assert project.check().code == 0
