"""Labs: plain-text notebooks, read as pages.

A lab is a Python file in percent format: a header, then cells. It is projected to Markdown line by
line: text loses its "# ", a code cell becomes a fence that opens in the line of its ``# %%`` and
closes in the blank line before the next cell. So whatever checks a page checks a lab too, and
messages and fixes lead to the right place of the Python file.
"""

import re
from pathlib import Path

from worked.read.source import Edit, SourceError, SourceFile, excerpt, line_starts

OPENING = "# ---"  # the first line of the header, and its last
MARKER = re.compile(r"#[ \t]*%%.*")
KINDS = {"# %%": "code", "# %% [markdown]": "markdown"}
SUFFIX = ".py"


class Cell:
    """A cell of a lab.

    kind        "code" or "markdown"
    line        the line of its marker, counted from 0
    count       how many lines follow the marker
    source      its code, or its Markdown, without blank lines at the ends
    start, end  where its code stands in the Python file, as offsets
    opens       where the fence of a code cell opens in the Markdown, as an offset
    """

    __slots__ = ("kind", "line", "count", "source", "start", "end", "opens")

    def __init__(self, kind: str, line: int, count: int):
        self.kind, self.line, self.count, self.source = kind, line, count, ""
        self.start = self.end = self.opens = 0


class LabSource(SourceFile):
    """A lab as Markdown: ``text`` is the projection, ``code`` the Python."""

    def __init__(self, path: Path, name: str, data: bytes):
        super().__init__(path, name, data)
        self.code, self.code_starts = self.text, self.starts
        reading = Reading(self.code.split("\n"))
        if reading.problems:
            raise_all(reading.problems)
        self.cells = reading.cells
        self.cuts = reading.cuts
        self.text = "\n".join(reading.shown)
        self.starts = line_starts(self.text)
        for cell in self.code_cells:
            first, behind = reading.ranges[cell.line]
            cell.opens = self.starts[cell.line]
            cell.start = self.code_starts[first]
            cell.end = self.code_starts[behind] if behind < len(self.code_starts) else len(self.code)

    @property
    def code_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    def cell_at(self, offset: int) -> Cell | None:
        """The code cell whose fence opens at an offset of the Markdown."""
        return next((cell for cell in self.code_cells if cell.opens == offset), None)

    def place(self, offset: int) -> tuple[int, int]:
        line, column = super().place(offset)
        cut = self.cuts[line - 1]
        if cut is None:  # the mark of a fence, which is not in the Python file
            return min(line, len(self.code_starts)), 1
        return line, column + cut

    def code_offset(self, offset: int) -> int:
        """The offset in the Python file of an offset in the Markdown."""
        line, column = self.place(offset)
        return self.code_starts[line - 1] + column - 1

    def excerpt(self, offset: int) -> tuple[str, int]:
        line = self.place(offset)[0]
        end = self.code_starts[line] - 1 if line < len(self.code_starts) else len(self.code)
        return excerpt(self.code, self.code_starts[line - 1], end, self.code_offset(offset))

    def replaced(self, edits: list[Edit]) -> bytes:
        return super().replaced([(self.code_offset(start), self.code_offset(end), new) for start, end, new in edits])


class Reading:
    """Reads the lines of a lab.

    shown   the lines of the Markdown
    cuts    how many characters each of them lost in front; None where the Python file has another line
    ranges  of each code cell, by the line of its marker: its first line, and the one behind its last
    """

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.shown: list[str] = []
        self.cuts: list[int | None] = []
        self.cells: list[Cell] = []
        self.ranges: dict[int, tuple[int, int]] = {}
        self.problems: list[tuple[int, str]] = []
        self.header()
        self.body()

    def header(self) -> None:
        if self.lines[0] != OPENING or OPENING not in self.lines[1:]:
            header = f"{OPENING}, # title: WORDS, {OPENING}"
            rule = f"a lab opens with a header ({header}), and cells (# %%) follow it"
            raise SourceError(f"this Python file is no lab: {rule}")
        end = self.lines.index(OPENING, 1)
        for number in range(end + 1):
            self.text_line(number, "each line of the header starts with # and a blank")

    def body(self) -> None:
        marks = [number for number in range(len(self.shown), len(self.lines)) if MARKER.fullmatch(self.lines[number])]
        for number in range(len(self.shown), marks[0] if marks else len(self.lines)):
            if self.lines[number].strip():
                self.problem(number, "this line stands in no cell: a cell opens with # %% or # %% [markdown]")
            self.show("", None)
        for mark, behind in zip(marks, [*marks[1:], len(self.lines)]):
            self.cell(mark, behind)
        if not marks:
            self.problem(0, "this lab has no cell: a cell opens with # %% or # %% [markdown]")

    def cell(self, mark: int, behind: int) -> None:
        cell = Cell(KINDS.get(self.lines[mark].rstrip(), ""), mark, behind - mark - 1)
        self.cells.append(cell)
        if not cell.kind:
            rule = "write # %% (code) or # %% [markdown], and nothing else"
            self.problem(mark, f"{self.lines[mark]!r} opens no cell that is known: {rule}")
        if self.lines[mark - 1].strip():
            self.problem(mark, "a blank line belongs above each cell")
        if cell.kind == "code":
            self.code(cell, behind)
        elif cell.kind == "markdown":
            self.markdown(cell, behind)
        else:
            for _ in range(mark, behind):
                self.show("", None)

    def markdown(self, cell: Cell, behind: int) -> None:
        self.show("", None)
        rule = "each line of a text cell starts with # and a blank: or open a code cell above it (# %%)"
        for number in range(cell.line + 1, behind):
            self.text_line(number, rule)
        cell.source = "\n".join(self.shown[cell.line + 1 :]).strip("\n")

    def text_line(self, number: int, rule: str) -> None:
        line = self.lines[number]
        cut = 2 if line.startswith("# ") else 1 if line == "#" else 0
        if not cut and line.strip():
            self.problem(number, rule)
        self.show(line[cut:], cut)

    def code(self, cell: Cell, behind: int) -> None:
        """The blank line before the next cell closes the fence; at the end of the file there may be none."""
        lines = self.lines[cell.line + 1 : behind]
        closing = max(cell.line + 1, behind if lines and lines[-1].strip() else behind - 1)
        cell.source = "\n".join(lines).strip("\n").rstrip()
        self.ranges[cell.line] = (cell.line + 1, closing)
        mark = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", cell.source)), 0)
        self.show(f"{mark}python", None)
        for number in range(cell.line + 1, closing):
            if re.match(r"#?[ \t]*[%!?]\w|[ \t]*[\w.]+\?+$", self.lines[number]):
                self.problem(number, "a lab is plain Python: this line works in IPython only")
            self.show(self.lines[number], 0)
        self.show(mark, None)

    def show(self, text: str, cut: int | None) -> None:
        self.shown.append(text)
        self.cuts.append(cut)

    def problem(self, number: int, message: str) -> None:
        self.problems.append((number + 1, message))


class LabError(Exception):
    """A lab that cannot be shown; ``line`` is a line of the Python file."""

    def __init__(self, message: str, line: int):
        super().__init__(message)
        self.line = line


def raise_all(problems: list[tuple[int, str]]) -> None:
    """Raise the first of several problems; it carries the others.

    raises  SourceError
    """
    first, *others = [SourceError(message, line) for line, message in problems]
    first.others = others
    raise first


def is_lab(path: Path) -> bool:
    """Does a Python file open as a lab does?"""
    try:
        with path.open("rb") as file:
            return path.suffix == SUFFIX and file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(OPENING.encode())
    except OSError:
        return False
