"""Python code, read from its text without running it: names, imports, definitions, and what stands in strings."""

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from worked.read.numbers import NUMERAL
from worked.settings import Settings

KNOWN: dict[tuple, dict[str, int]] = {}
MOST_LINES = 6  # of a statement that a card shows
MOST_FILES = 4  # from one file to the next, by imports


class Import(NamedTuple):
    """One name that an import statement brings in.

    module    where it comes from; "" for a place that is relative to the file
    name      what it is called there; "" where the module itself is imported
    known_as  what the file calls it
    """

    line: int
    module: str
    name: str
    known_as: str


def imports(nodes: Iterable[ast.AST]) -> Iterator[Import]:
    """What the import statements among some nodes bring in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, "", alias.asname or alias.name.partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            module = node.module if node.module and not node.level else ""
            for alias in node.names:
                yield Import(node.lineno, module, alias.name, alias.asname or alias.name)


def imported_packages(code: str) -> dict[str, list[int]]:
    """The top-level packages that some code imports anywhere, each with the lines that do.

    raises  SyntaxError, ValueError: it is no Python
    """
    found: dict[str, list[int]] = {}
    for one in imports(ast.walk(ast.parse(code))):
        if one.module:
            found.setdefault(one.module.partition(".")[0], []).append(one.line)
    return found


def defined_names(snippet: Path | None) -> dict[str, int]:
    """The names that a snippet defines or imports at its top level, with their lines."""
    if snippet is None:
        return {}
    stamp = snippet.stat()
    key = (snippet, stamp.st_mtime_ns, stamp.st_size)
    if key not in KNOWN:
        if len(KNOWN) > 8:
            KNOWN.clear()
        KNOWN[key] = names_in(snippet.read_text(encoding="utf-8", errors="replace"))
    return KNOWN[key]


def names_in(text: str) -> dict[str, int]:
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {}
    names: dict[str, int] = {}
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names[statement.name] = statement.lineno
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            names |= {one.known_as: one.line for one in imports([statement])}
        else:
            stored = [
                node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            ]
            for node in stored:
                names.setdefault(node.id, node.lineno)
    return names


def assigned_names(statements: list[ast.stmt]) -> dict[str, int]:
    """The names that assignments at the top level give a value, each with the line of the first."""
    names: dict[str, int] = {}
    for statement in statements:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            for node in (inner for target in targets for inner in ast.walk(target)):
                if isinstance(node, ast.Name):
                    names.setdefault(node.id, statement.lineno)
    return names


def code_place(snippet: Path | None, shown: str, names: list[str]) -> str:
    """Where the code computes something: ``snippets/soft_lookup.py:21``."""
    known = defined_names(snippet)
    line = next((known[name] for name in names if name in known), None)
    return f"{shown}:{line}" if line else shown


def definition(file: Path, name: str, settings: Settings) -> tuple[str, str] | None:
    """Where a name of a snippet is defined, and the statement; imports are followed within the project.

    returns  ("snippets/soft_lookup.py:22", "weights = …"); None where no line of the project's defines it
    """
    for _ in range(MOST_FILES):
        number = defined_names(file).get(name)
        if number is None:
            return None
        text = file.read_text(encoding="utf-8", errors="replace")
        if name not in (imported := imports_of(text)):
            return f"{settings.name_in_project(file)}:{number}", statement(text, number)
        module, name = imported[name]
        file = settings.root.joinpath(*module.split(".")).with_suffix(".py")
        if not module or not file.is_file():
            return None
    return None


def statement(text: str, number: int) -> str:
    """The lines of an assignment; of a function or a class the first."""
    lines, last = text.splitlines(), ends_of(text).get(number, number)
    shown = lines[number - 1 : min(last, number - 1 + MOST_LINES)]
    return "\n".join([*shown, "…"] if last >= number + MOST_LINES else shown)


@lru_cache(maxsize=16)
def ends_of(text: str) -> dict[int, int]:
    """The last line of each assignment, by its first."""
    statements = ast.parse(text).body
    return {
        one.lineno: one.end_lineno for one in statements if isinstance(one, (ast.Assign, ast.AnnAssign, ast.AugAssign))
    }


@lru_cache(maxsize=16)
def imports_of(text: str) -> dict[str, tuple[str, str]]:
    """What a file imports at its top level: the module of each name, and its name there; "" where that is no file of ours."""
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {}
    return {one.known_as: (one.module if one.name else "", one.name) for one in imports(statements)}


def numbers_in_strings(statements: list[ast.stmt], text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where strings hold numbers; a format's own digits, as in ``{share:.2f}``, are code.

    statements  of the file
    text        of the file
    starts      of its lines, as offsets
    """
    for statement in statements:
        for node in strings_below(statement):
            start, end = (
                place(text, starts, *edge)
                for edge in ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
            )
            for piece in pieces_of(node):
                for number in NUMERAL.findall(piece):
                    if (at := text.find(number, start, end)) >= 0:  # not where an escape writes it
                        start = at + len(number)
                        yield at, start


def strings_below(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings of some code, a formatted one as a whole, and those within its expressions."""
    if isinstance(node, ast.JoinedStr):
        yield node
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        inside = list(ast.iter_child_nodes(node))
    for child in inside:
        yield from strings_below(child)


def pieces_of(node: ast.Constant | ast.JoinedStr) -> list[str]:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant)]


def place(text: str, starts: list[int], line: int, column: int) -> int:
    """An offset in the text; Python counts columns in bytes."""
    start = starts[line - 1]
    return start + len(text[start:].partition("\n")[0].encode()[:column].decode())
