"""Golden cases: what a project holds, and what is made of it, in one file.

Above each part stands its name, as in Go's txtar files:

    -- page.md --
    Two and two: `2 + 2 = 5`.
    -- worked check page.md --
    page.md:1:21: this equation does not hold

A part that is `escaped` shows what an editor hides: each line end, tab and byte-order mark in it is written out.
`UPDATE_CASES=1 make test ARGS=tests/worked` writes what is made now over what was expected; read the difference then.
"""

import os
import re
from pathlib import Path

HEADING = re.compile(r"^-- (.+?)(, escaped)? --\n", re.MULTILINE)


class Case:
    """A golden case: `case["page.md"]` is the text of a part."""

    def __init__(self, file: Path):
        self.file, self.name = file, file.stem
        self.parts: dict[str, str] = {}
        first, *pieces = HEADING.split(file.read_text("utf8"))
        assert first == "", f"{file.name} begins with no heading"
        for name, is_escaped, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            assert name not in self.parts, f"{file.name} has two parts {name}"
            self.parts[name] = unescaped(text) if is_escaped else text

    def __getitem__(self, name: str) -> str:
        return self.parts[name]

    def write(self, folder: Path, *names: str) -> None:
        """Write parts into a folder, as files of these names."""
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(self[name].encode())

    def expect(self, name: str, made: str) -> None:
        """Assert that what was made is the same as a part, to the letter."""
        if "UPDATE_CASES" in os.environ:
            text, heading = self.file.read_text("utf8"), f"-- {name} --\n"
            assert text.count(heading + self[name]) == 1, f"write {name} of {self.file.name} by hand"
            self.file.write_text(text.replace(heading + self[name], heading + made), "utf8")
            self.parts[name] = made
        assert made == self[name]


def unescaped(text: str) -> str:
    return text.replace("\n", "").encode("ascii").decode("unicode_escape")


def cases(folder: Path) -> list[Case]:
    return [Case(file) for file in sorted(folder.glob("*.txt"))]
