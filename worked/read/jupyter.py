"""Jupyter notebooks, read as pages: the text of Markdown cells as it is, the code of other cells as fences.

A notebook is JSON. Its strings are read with the place of each character, so that a message leads to the line of the file,
and a fix changes nothing but the digits that it means.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from worked.read.source import Edit, SourceError, SourceFile, apply, line_starts

SUFFIX = ".ipynb"
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
MARK = "~" * 12  # a fence that no line of code closes
FENCE = {"code": (f"{MARK}python\n", f"\n{MARK}\n"), "markdown": ("", "\n")}


class NotebookSource(SourceFile):
    """A notebook: ``text`` is Markdown, ``raw`` the JSON."""

    def __init__(self, path: Path, name: str, data: bytes):
        super().__init__(path, name, data)
        self.raw_starts = line_starts(self.raw)
        try:
            book = json.loads(self.raw)
        except (ValueError, RecursionError) as error:
            raise SourceError(
                "the notebook is not JSON", getattr(error, "lineno", 1), getattr(error, "colno", 1)
            ) from None
        if not isinstance(book, dict) or not isinstance(book.get("cells"), list):
            raise SourceError("the notebook has no cells")
        self.shown: list[str] = ["\n"]  # no cell is a front matter
        self.length = 1
        self.segments: list[tuple[int, int, bool]] = [(0, 0, False)]  # in the text, in the JSON, is it from there?
        self.openings: list[tuple[int, int]] = []  # where the text of each cell starts, and its number
        for number, (kind, strings) in enumerate(cells_of(self.raw), start=1):
            self.cell(number, kind, strings)
        self.text = "".join(self.shown)
        self.starts = line_starts(self.text)
        self.text_starts = [segment[0] for segment in self.segments]
        self.cell_starts = [opening[0] for opening in self.openings]

    def cell(self, number: int, kind: str, strings: list[tuple[int, int]]) -> None:
        if kind not in FENCE or not strings:
            return
        opening, closing = FENCE[kind]
        self.put(opening, strings[0][0], is_raw=False)
        self.openings.append((self.length, number))
        first = len(self.shown)
        for start, end in strings:
            self.string(start, end)
        if kind == "markdown":  # a fence that a cell leaves open ends with it
            closing = open_fence("".join(self.shown[first:])) + closing
        self.put(f"\n{closing}", strings[-1][1], is_raw=False)

    def string(self, start: int, end: int) -> None:
        """A string of the JSON between its marks: runs of plain characters, and escapes."""
        at = start
        for escape in ESCAPE.finditer(self.raw, start, end):
            self.put(self.raw[at : escape.start()], at, is_raw=True)
            self.put(json.loads(f'"{escape.group()}"'), escape.start(), is_raw=True)
            at = escape.end()
        self.put(self.raw[at:end], at, is_raw=True)

    def put(self, text: str, raw: int, is_raw: bool) -> None:
        if text:
            self.segments.append((self.length, raw, is_raw))
            self.shown.append(text)
            self.length += len(text)

    def raw_offset(self, offset: int) -> int:
        start, raw, is_raw = self.segments[bisect_right(self.text_starts, offset) - 1]
        return raw + (offset - start if is_raw else 0)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column in the JSON."""
        raw = self.raw_offset(offset)
        line = bisect_right(self.raw_starts, raw)
        return line, raw - self.raw_starts[line - 1] + 1

    def where(self, offset: int) -> str:
        """The cell and its line: ``cell 3, line 2: ``."""
        index = bisect_right(self.cell_starts, offset) - 1
        if index < 0:
            return ""
        start, number = self.openings[index]
        return f"cell {number}, line {self.text.count(chr(10), start, offset) + 1}: "

    def replaced(self, edits: list[Edit]) -> bytes:
        made = sorted(
            (
                self.raw_offset(start),
                self.raw_offset(end - 1) + 1,
                json.dumps(new, ensure_ascii=self.raw.isascii())[1:-1],
            )
            for start, end, new in edits
        )
        return self.mark + apply(self.raw, 0, made).encode("utf-8")


def open_fence(text: str) -> str:
    """The line that closes a fence which a text leaves open; "" where it leaves none."""
    still_open = ""
    for mark in re.findall(r"^[ \t>]*(`{3,}|~{3,})", text, re.MULTILINE):
        if not still_open:
            still_open = mark
        elif mark.startswith(still_open):
            still_open = ""
    return f"{still_open}\n" if still_open else ""


def cells_of(raw: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The kind of each cell, and where the strings of its source stand, without their marks."""
    path: list[str | int] = []  # the keys and indices that lead to where we are
    is_key = False
    kind, strings = "", []
    for token in TOKEN.finditer(raw):
        text = token.group()
        if text in "{[":
            path.append("" if text == "{" else 0)
            is_key = text == "{"
        elif text in "}]":
            path.pop()
            is_key = False
            if len(path) == 2 and path[0] == "cells":
                yield kind, strings
                kind, strings = "", []
        elif text == ",":
            is_key = isinstance(path[-1], str)
            path[-1] = "" if is_key else path[-1] + 1
        elif text != ":" and is_key:
            path[-1], is_key = json.loads(text), False
        elif path[0] == "cells" and len(path) in (3, 4) and text[0] == '"':
            if path[2:] == ["cell_type"]:
                kind = json.loads(text)
            elif path[2] == "source":
                strings.append((token.start() + 1, token.end() - 1))
