"""The pytest plugin: with --worked, each number of each page is a test."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def pytester(project):
    """Run pytest in the project's folder, as its owner would."""
    project.write("pytest.ini", "[pytest]\n")

    def run(*arguments: str, is_alone: bool = True) -> subprocess.CompletedProcess:
        """Without the other plugins that are installed, which take a second to load; or with all, as pytest finds them."""
        alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} if is_alone else {}
        named = ["-p", "worked.pytest_plugin"] if is_alone else ["-p", "no:markdown-docs"]
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *named, *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=project.root, env={**os.environ, **alone})

    return run


def test_each_number_is_one_test_with_page_line_column_and_literal(project, pytester):
    project.page("[0.72](=weights[animal]) and [[3.16, 1.84]](=output), token 7\n")
    ran = pytester("--worked", "-v", is_alone=False)
    assert ran.returncode == 0 and "4 passed" in ran.stdout
    assert "page.md::line 4, column 2 [0.72] PASSED" in ran.stdout
    assert "page.md::line 4, column 38 [1.84] PASSED" in ran.stdout


def test_wrong_number_fails_with_the_message_of_the_check(project, pytester):
    project.page("[0.73](=weights[animal]) and [0.28](=weights[road])\n")
    ran = pytester("--worked")
    assert ran.returncode == 1 and "1 failed, 1 passed" in ran.stdout
    message = project.check().out.split("\n\n")[0]
    assert message in ran.stdout and "Traceback" not in ran.stdout


def test_one_number_can_be_run_alone(project, pytester):
    project.page("[0.73](=weights[animal]) and [0.28](=weights[road])\n")
    ran = pytester("--worked", "-k", "0.28")
    assert ran.returncode == 0 and "1 passed, 1 deselected" in ran.stdout


@pytest.mark.parametrize(
    "body, said",
    [
        (b"\xff", "not UTF-8"),
        (b"---\nnumbers: snippets/none.py\n---\n[1](=a)\n", "there is no file"),
        (b"```text\n", "never closed"),
    ],
)
def test_page_that_cannot_be_checked_fails(project, pytester, body, said):
    project.write("page.md", body)
    ran = pytester("--worked")
    assert ran.returncode == 1 and said in ran.stdout and "INTERNALERROR" not in ran.stdout


def test_settings_that_cannot_be_used_are_named(project, pytester):
    project.page("[0.72](=weights[animal])\n")
    project.write("pyproject.toml", "[tool.worked]\nlables = []\n")
    ran = pytester("--worked")
    assert (
        ran.returncode != 0 and "lables" in ran.stdout + ran.stderr and "INTERNALERROR" not in ran.stdout + ran.stderr
    )


def test_pages_outside_the_settings_are_left_out(project, pytester):
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/*.md"]\n')
    project.page("[0.72](=weights[animal])\n", "docs/page.md")
    project.page("[0.73](=weights[animal])\n", "other.md")
    ran = pytester("--worked")
    assert ran.returncode == 0 and "1 passed" in ran.stdout


def test_without_the_option_nothing_is_collected(project, pytester):
    project.page("[0.73](=weights[animal])\n")
    assert pytester().returncode == 5
