"""A small project in an empty folder, and the command line run on it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from worked.cli import main

PLACE = re.compile(r"^(?P<file>\S+?):(?P<line>\d+):(?P<column>\d+): (?P<headline>.+)$", re.MULTILINE)
SNIPPET = """\
import numpy as np

animal, road = range(2)
weights = np.array([0.72, 0.28])
values = np.array([[4, 1], [1, 4]])
output = weights @ values
half = 0.5


def twice(x):
    return 2 * x


def bars(width=3):
    return "animal " + "#" * width
"""


class Run(NamedTuple):
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def places(self) -> list[tuple[str, int, int]]:
        """File, line and column of every failure, in the order of the report."""
        return [(m["file"], int(m["line"]), int(m["column"])) for m in PLACE.finditer(self.out)]

    @property
    def headlines(self) -> list[str]:
        return [m["headline"] for m in PLACE.finditer(self.out)]

    @property
    def failure(self) -> tuple[int, int, str]:
        """Line, column and headline of the only failure there is."""
        assert len(self.places) == 1, self.out or self.err
        return *self.places[0][1:], self.headlines[0]


class Project:
    """A folder with settings, a snippet and pages."""

    def __init__(self, root: Path, run: Callable[..., Run]):
        self.root, self.run = root, run
        self.write("pyproject.toml", '[tool.worked]\nlabels = ["token", "lesson"]\n')
        self.write("snippets/soft.py", SNIPPET)

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def page(self, body: str, name: str = "page.md", meta: str = "") -> Path:
        """A page on which every number is accounted for; its body starts in line 4."""
        return self.write(name, f"---\nnumbers: snippets/soft.py\n{meta}---\n{body}")

    def plain(self, body: str, name: str = "page.md") -> Path:
        """A page without front matter: equations and worked fences are judged, nothing else."""
        return self.write(name, body)

    def check(self, *arguments: str) -> Run:
        return self.run("check", *(arguments or ("page.md",)))

    def fix(self, *arguments: str) -> Run:
        return self.run("fix", *(arguments or ("page.md",)))

    def numbers(self, *arguments: str) -> Run:
        return self.run("numbers", *(arguments or ("page.md",)))


@pytest.fixture
def run(capsys) -> Callable[..., Run]:
    """Run the command line in this process."""

    def run(*arguments: str) -> Run:
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Run(code, out, err)

    return run


@pytest.fixture
def project(tmp_path, monkeypatch, run) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, run)
