"""The hook and the action that other projects use: they name commands and files that exist."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from worked.cli import main, parser
from worked.read.formats import FORMATS, OTHERS

ROOT = Path(__file__).parents[2]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf8"))
README = (ROOT / "worked/README.md").read_text("utf8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))


@pytest.mark.parametrize("ending", [".md", ".markdown", ".Rmd", *OTHERS])
def test_hook_runs_on_the_pages_that_a_folder_is_searched_for(ending):
    assert re.search(HOOK["files"], f"notes/page{ending}")
    assert ending.lower() in FORMATS
    assert not re.search(HOOK["files"], f"notes/page{ending}.png")


def test_hook_blocks_a_wrong_number_and_lets_pages_without_one_pass(project):
    program, *arguments = shlex.split(HOOK["entry"])
    assert program == "worked"
    project.plain("No sums.\n")
    assert project.run(*arguments, "page.md").code == 0
    project.plain("`3 * 7 = 22`\n", "other.md")
    assert project.run(*arguments, "page.md", "other.md").code == 1


@pytest.mark.parametrize(
    "paths, code",
    [
        ("page.md\n", 0),
        ("page.md\nmy notes/a.md", 1),
        ("", 0),
        ("my notes", 1),
        (" \r\npage.md\r\nmy notes\r\n", 1),
        ("--help", 2),
        ("$(touch made)", 2),
    ],
)
def test_action_checks_its_paths_and_annotates(project, paths, code):
    """Its second step, as a runner does it; the first one is pip."""
    project.write("pyproject.toml", '[tool.worked]\npages = ["page.md"]\n')
    project.plain("`1 + 1 = 2`\n")
    project.plain("`3 * 7 = 22`\n", "my notes/a.md")
    there = project.root / "temporary/worked/bin"
    there.mkdir(parents=True)
    (there / "worked").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m worked "$@"\n')
    (there / "worked").chmod(0o755)
    install, check = ACTION["runs"]["steps"]
    assert "pip install" in install["run"] and check["env"] == {"PATHS": "${{ inputs.paths }}"}
    environment = {
        **os.environ,
        "PATHS": paths,
        "RUNNER_TEMP": str(project.root / "temporary"),
        "PYTHONPATH": str(ROOT),
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]]
    made = subprocess.run(shell, cwd=project.root, env=environment, capture_output=True, text=True)
    assert made.returncode == code, made.stdout + made.stderr
    marked = (
        "::error file=my notes/a.md,line=1,col=10,endColumn=12,title=this equation does not hold::my notes/a.md:1:10: "
    )
    assert (marked in made.stdout) == (code == 1) and not (project.root / "made").exists()


def test_action_runs_nothing_of_others_and_no_text_that_it_was_given():
    """What GitHub puts into a script before the shell reads it is code: a path may hold any."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"] and "uses" not in step
    assert yaml.safe_load(re.search(r"```yaml\n(permissions:.*?)```", README, re.DOTALL)[1])["permissions"] == {
        "contents": "read"
    }


def test_version_is_told(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0 and re.fullmatch(r"worked \d+\.\d+\.\d+\n", capsys.readouterr().out)
    assert parser().prog == "worked"
