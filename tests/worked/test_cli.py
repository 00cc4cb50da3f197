"""The command line: which pages, which exit code, which output."""

import errno
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from worked import __version__
from worked.cli import main


@pytest.mark.parametrize(
    "body, code",
    [
        ("[0.72](=weights[animal])\n", 0),
        ("[0.73](=weights[animal])\n", 1),
        ("7 cats, [0.72](=weights[animal])\n", 1),
        ("no number\n", 0),
    ],
)
def test_exit_code_says_what_came_of_it(project, body, code):
    project.page(body)
    assert project.check().code == code


def test_summary_counts_by_kind(project):
    project.write(
        "snippets/soft.py",
        "from worked import cited, measured\n\nhalf = 0.5\n"
        "bleu = cited(26.75, 'Bahdanau et al. 2014, table 1', 'https://arxiv.org/abs/1409.0473')\n"
        "loss = measured('data.json')['loss']\n",
    )
    project.write("data.json", '{"script": "run.py", "seed": 1, "versions": {"numpy": "2"}, "values": {"loss": 0.125}}')
    project.page(
        "[0.5](=half), [0.50](=half), [26.75](=bleu), [0.125](=loss), token 7, 5 min.\n",
        meta='unchecked: {"5 min": 1}\n',
    )
    assert project.check().out == "6 numbers hold on 1 page: 2 computed, 1 measured, 1 cited, 1 label, 1 unchecked\n"


def test_all_failures_of_all_pages_are_shown_and_counted(project):
    project.page("[0.73](=weights[animal]), 7 cats\n", "a.md")
    project.page("[0.5](=hlaf)\n", "b.md")
    run = project.check("a.md", "b.md")
    assert run.code == 1 and [file for file, _, _ in run.places] == ["a.md", "a.md", "b.md"]
    assert run.out.splitlines()[-1].startswith("3 failures; ") and "2 pages" in run.out


def test_failures_come_in_the_order_of_the_page(project):
    project.page("7 cats\n\n[0.73](=weights[animal]) `1 + 1 = 3` 8 dogs\n\n[0.5](=hlaf)\n")
    places = project.check().places
    assert len(places) == 5 and places == sorted(places)


def test_pages_of_the_settings_are_checked_by_default(project):
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/**/*.md"]\n')
    project.plain("`1 + 1 = 3`\n", "docs/deep/er/a.md")
    project.plain("`1 + 1 = 3`\n", "docs/b.md")
    project.plain("`1 + 1 = 3`\n", "elsewhere.md")
    assert [file for file, _, _ in project.run("check").places] == ["docs/b.md", "docs/deep/er/a.md"]


def test_folder_is_searched_for_pages(project):
    for name in ("a.md", "x/b.markdown", "x/c.txt", ".hidden/d.md", "node_modules/e.md"):
        project.plain("`1 + 1 = 3`\n", f"docs/{name}")
    assert [file for file, _, _ in project.check("docs").places] == ["docs/a.md", "docs/x/b.markdown"]


def test_page_that_is_named_twice_is_checked_once(project):
    project.plain("`1 + 1 = 3`\n")
    assert len(project.check("page.md", "page.md", ".").places) == 1


def test_page_in_an_outer_folder_belongs_to_its_own_project(project, monkeypatch):
    project.page("[0.73](=weights[animal])\n", "docs/page.md")
    (project.root / "inner").mkdir()
    monkeypatch.chdir(project.root / "inner")
    assert project.check("../docs/page.md").places == [("../docs/page.md", 4, 2)]


def test_page_without_any_project_is_checked(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("`1 + 1 = 3`\n")
    assert run("check", "page.md").places == [("page.md", 1, 10)]


@pytest.mark.parametrize(
    "arguments", [("check", "none.md"), ("check",), ("check", "empty"), ("numbers", "none.md"), ("fix", "none.md")]
)
def test_no_page_is_an_error(project, arguments):
    (project.root / "empty").mkdir()
    run = project.run(*arguments)
    assert run.code == 2 and run.out == "" and "page" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chekc",),
        ("check", "--format", "xml"),
        ("numbers",),
        ("check", "--fix"),
        ("fix", "--format", "json", "page.md"),
    ],
)
def test_unusable_arguments_exit_with_two(project, arguments):
    with pytest.raises(SystemExit) as caught:
        project.run(*arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize(
    "settings, named",
    [
        ("[tool.worked]\nlables = []\n", "lables"),
        ('[tool.worked]\nlabels = "token"\n', "labels"),
        ("[tool.worked]\nlabels = [1]\n", "labels"),
        ("[tool.worked]\nsnippets = 3\n", "snippets"),
        ("[tool.worked\n", "pyproject.toml"),
        ("[tool]\nworked = 3\n", "worked"),
        ('[tool.worked]\nreferences = "none.toml"\n', "references"),
        ('[tool.worked]\npages = ["/etc/*.md"]\n', "pages"),
        ('[tool.worked]\nsnippets = "../out"\n', "snippets"),
        ("[tool.worked]\ncolors = {a = 1}\n", "colors"),
    ],
)
def test_unusable_setting_is_named(project, settings, named):
    project.page("[0.72](=weights[animal])\n")
    project.write("pyproject.toml", settings)
    run = project.run("check") if named == "pages" else project.check()
    assert run.code == 2 and named in run.err, run


@pytest.mark.parametrize("table", ["[a]\nyear = '1994'\nurl = 'x'\n", "[a]\nyear = 1994\n", "a = 1\n", "[a\n", "\xff"])
def test_unusable_reference_is_named(project, table):
    project.write("pyproject.toml", '[tool.worked]\nreferences = "refs.toml"\n')
    project.write("refs.toml", table.encode("latin-1"))
    project.page("[0.72](=weights[animal])\n")
    run = project.check()
    assert run.code == 2 and "refs.toml" in run.err


# ---- formats ---------------------------------------------------------------------------------


def test_json_gives_every_failure_and_the_counts(project):
    project.page("[0.73](=weights[animal]), [0.72](=weights[animal])\n")
    run = project.check("--format", "json", "page.md")
    data = json.loads(run.out)
    assert run.code == 1 and data["pages"] == 1 and data["numbers"]["computed"] == 1
    (failure,) = data["failures"]
    assert (failure["file"], failure["line"], failure["column"]) == ("page.md", 4, 2)
    assert (failure["shown"], failure["computed"]) == ("0.73", "0.72") and "disagree" in failure["message"]
    assert failure["advice"]["or code"] == "snippets/soft.py:4"


def test_json_gives_what_was_not_judged(project):
    project.plain("`1 + 1 = 2` and `2 · height + 1 = 4`\n")
    data = json.loads(project.check("--format", "json", "page.md").out)
    assert data["failures"] == [] and len(data["not_judged"]) == 1


def test_github_gives_one_annotation_a_failure(project):
    project.page("[0.73](=weights[animal]), [0.29](=weights[road])\n")
    run = project.check("--format", "github", "page.md")
    errors = [line for line in run.out.splitlines() if line.startswith("::error ")]
    assert run.code == 1 and len(errors) == 2
    assert errors[0].startswith(
        "::error file=page.md,line=4,col=2,endColumn=6,title=the page and the snippet disagree::"
    )
    assert "page says  0.73%0A" in errors[0] and "computed   0.72" in errors[0]


def test_github_names_files_from_the_root_of_the_repository(project, monkeypatch):
    project.write("book/docs/page.md", "`1 + 1 = 3`\n")
    project.write("book/pyproject.toml", '[tool.worked]\npages = ["docs/*.md"]\n')
    (project.root / ".git").mkdir()
    monkeypatch.chdir(project.root / "book")
    assert "::error file=book/docs/page.md,line=1," in project.run("check", "--format", "github").out
    assert "\ndocs/page.md:1:" in f"\n{project.run('check').out}"  # where the reader works


def test_github_escapes_what_would_end_the_annotation(project):
    project.page("[73%](=weights[animal])\n", "a,b:c.md")
    (error,) = [
        line for line in project.check("--format", "github", "a,b:c.md").out.splitlines() if line.startswith("::")
    ]
    assert error.startswith("::error file=a%2Cb%3Ac.md,line=4,") and "page says  73%25" in error


def test_github_cannot_be_made_to_give_another_command(project):
    project.page("7 cats\n::set-output name=x::y 8\n\n[0.72](=weights[animal])\n")
    lines = project.check("--format", "github", "page.md").out.splitlines()
    assert not [line for line in lines if line.startswith("::") and not line.startswith(("::error ", "::notice "))]


def test_command_that_mends_a_page_can_be_typed_as_it_is_shown(project):
    project.plain("`3 * 7 = 22`\n", "my lunch's.md")
    out = project.check("my lunch's.md").out
    assert shlex.split(re.search(r"fix page +(.*)", out)[1]) == ["worked", "fix", "my lunch's.md"]
    assert out.endswith("\n1 failure; 0 numbers hold on 1 page: none\n")


def test_name_that_is_no_page_is_said_at_once(project):
    os.mkfifo(project.root / "pipe.md")  # to read it would wait for ever
    (project.root / "link.md").symlink_to("nowhere.md")
    (project.root / "folder.md").mkdir()
    for name, said in (
        ("pipe", "is no file"),
        ("link", "leads to nowhere.md"),
        ("folder", "no page found in folder.md"),
    ):
        run = project.check(f"{name}.md")
        assert run.code == 2 and said in run.err, run.err


def test_patterns_that_match_no_page_are_named(project):
    project.write("pyproject.toml", '[tool.worked]\npages = ["dosc/*.md"]\n')
    run = project.run("check")
    assert run.code == 2 and "pages = dosc/*.md" in run.err and "pyproject.toml" in run.err


def test_report_that_cannot_be_written_is_no_verdict(project, monkeypatch, capsys):
    class Full(io.StringIO):
        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device")

    project.plain("`3 * 7 = 22`\n")
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["check", "page.md"]) == 2
    assert capsys.readouterr().err == "worked: the report cannot be written: No space left on device\n"


def test_folder_on_a_full_disk_is_named(project, monkeypatch, capsys):
    from worked.site import commands

    def stage(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(commands, "stage", stage)
    assert main(["stage", "out"]) == 2
    assert capsys.readouterr().err == "worked: out cannot be written: No space left on device\n"


# ---- help ------------------------------------------------------------------------------------


def test_help_has_an_example_that_does_what_it_says_and_the_exit_codes(project, capsys):
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0 and all(f"\n  {code}  " in said for code in (0, 1, 2))
    [text] = re.findall(r"echo '(.*)' > lunch\.md", said)
    project.plain(f"{text}\n", "lunch.md")
    assert "computed   3.75" in project.check("lunch.md").out and "says that it should be 3.75" in said
    assert project.run("fix", "lunch.md").code == 0
    assert "3 * 1.25 = 3.75" in (project.root / "lunch.md").read_text("utf8")


def test_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"worked {__version__}\n"


def test_verbose_check_says_which_page_it_is_at(project):
    project.plain("`1 + 1 = 2`\n", "a.md")
    project.plain("`1 + 1 = 2`\n", "b.md")
    assert project.check("-v", "a.md", "b.md").err == "worked: page 1 of 2: a.md\nworked: page 2 of 2: b.md\n"
    assert project.check("a.md", "b.md").err == ""


# ---- numbers ---------------------------------------------------------------------------------


def test_numbers_lists_every_number_with_place_kind_expression_and_value(project):
    text = "See [0.72](=weights[animal]), [[3.2, 1.8]](=output), token 7, [`0.72 + 0.28 = 1.00`](=weights), 5 min."
    project.page(f"{text}\n", meta='unchecked: {"5 min": 1}\n')
    run = project.numbers()
    assert run.code == 0
    rows = [line.split("  ") for line in run.out.splitlines()]
    shown = ["0.72", "3.2", "1.8", "7", "0.72", "0.28", "1.00", "5"]
    at = 0
    for row, number in zip(rows, shown, strict=True):
        at = text.index(number, at)
        assert row[0] == f"page.md:5:{at + 1}"
    assert [row[1] for row in rows] == shown
    assert [row[2] for row in rows] == ["computed"] * 3 + ["label"] + ["computed"] * 3 + ["unchecked"]
    assert [row[3] for row in rows[:3]] == ["weights[animal] = 0.72", "output[0] = 3.16", "output[1] = 1.84"]


def test_numbers_of_a_wrong_page_go_on_and_exit_with_one(project):
    project.page("[0.73](=weights[animal]), [0.28](=weights[road])\n")
    run = project.numbers()
    assert run.code == 1 and "0.28" in run.out and "page.md:4:2" in run.err


def test_numbers_of_a_page_without_any_is_an_error(project):
    project.plain("text\n")
    assert project.numbers().code == 2


# ---- as a process ----------------------------------------------------------------------------


def test_module_runs_as_the_command_does(project):
    project.page("[0.73](=weights[animal])\n")
    ran = subprocess.run([sys.executable, "-m", "worked", "check", "page.md"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, project.check().out, "")


def test_reader_who_stops_reading_sees_no_traceback(project):
    project.page("7 cats\n\n" * 3_000)
    ran = subprocess.run(
        f"{sys.executable} -m worked check page.md | head -1", shell=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith("page.md:4:1:") and ran.stderr == ""
