"""Python code, read without running it: names, imports, definitions, and the numbers in strings."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from worked.read.numbers import NUMERAL
from worked.settings import Settings

KNOWN: dict[tuple, dict[str, int]] = {}  # the names of files that were read, by path, time and size
WELL_KNOWN = re.compile(  # names of Python and NumPy
    r"u?int(?:8|16|32|64)|b?float(?:16|32|64)|complex(?:64|128)|log(?:1p|2|10)|exp2|arctan2|atan2|utf8|sha256|base64"
)
MOST_LINES = 6  # of a statement that a card shows
MOST_FILES = 4  # how far imports are followed


class Import(NamedTuple):
    """One name that an import statement brings in.

    module    the module that it comes from; "" where that is relative to the file
    name      its name in that module; "" where the module itself is imported
    known_as  its name in the file that imports it
    """

    line: int
    module: str
    name: str
    known_as: str


def imports(nodes: Iterable[ast.AST]) -> Iterator[Import]:
    """The names that the import statements among some nodes bring in."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, "", alias.asname or alias.name.partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            module = node.module if node.module and not node.level else ""
            for alias in node.names:
                yield Import(node.lineno, module, alias.name, alias.asname or alias.name)


def imported_packages(code: str) -> dict[str, list[int]]:
    """The top-level packages that some code imports, anywhere in it, each with the lines of its imports.

    raises  SyntaxError, ValueError: the code is not Python
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
        KNOWN[key] = top_level_names(snippet.read_text(encoding="utf-8", errors="replace"))
    return KNOWN[key]


def top_level_names(text: str) -> dict[str, int]:
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
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.setdefault(node.id, node.lineno)
    return names


def assigned_names(statements: list[ast.stmt]) -> dict[str, int]:
    """The names that assignments at the top level give a value, each with the line of its first one."""
    names: dict[str, int] = {}
    for statement in statements:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            for node in (inner for target in targets for inner in ast.walk(target)):
                if isinstance(node, ast.Name):
                    names.setdefault(node.id, statement.lineno)
    return names


def code_place(snippet: Path | None, shown: str, names: list[str]) -> str:
    """The line that defines the first known one of some names: ``snippets/soft_lookup.py:21``.

    shown  the file as messages show it, which is all there is where no name is known
    """
    known = defined_names(snippet)
    line = next((known[name] for name in names if name in known), None)
    return f"{shown}:{line}" if line else shown


def definition(file: Path, name: str, settings: Settings) -> tuple[str, str] | None:
    """Where a name of a snippet is defined, and the statement that does; imports are followed within the project.

    returns  ("snippets/soft_lookup.py:22", "weights = …"); None where no line of the project defines it
    """
    for _ in range(MOST_FILES):
        number = defined_names(file).get(name)
        if number is None:
            return None
        text = file.read_text(encoding="utf-8", errors="replace")
        if name not in (imported := imports_of(text)):
            return f"{settings.name_in_project(file)}:{number}", statement_at(text, number)
        module, name = imported[name]
        file = settings.root.joinpath(*module.split(".")).with_suffix(".py")
        if not module or not file.is_file():
            return None
    return None


def statement_at(text: str, number: int) -> str:
    """The statement that starts in a line: an assignment in full, a function or a class by its first line.

    Comments that hold a number are left out: unless a page quotes them, nothing checks them.
    """
    lines, last = text.splitlines(), last_lines(text).get(number, number)
    for line, column in numbered_comments(text):
        lines[line - 1] = lines[line - 1][:column].rstrip()
    shown = lines[number - 1 : min(last, number - 1 + MOST_LINES)]
    return "\n".join([*shown, "…"] if last >= number + MOST_LINES else shown)


@lru_cache(maxsize=16)
def numbered_comments(text: str) -> list[tuple[int, int]]:
    """The line and column of each comment that holds a number."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.start for token in tokens if token.type == tokenize.COMMENT and NUMERAL.search(token.string)]


@lru_cache(maxsize=16)
def last_lines(text: str) -> dict[int, int]:
    """The last line of each assignment, by its first line."""
    assignments = (ast.Assign, ast.AnnAssign, ast.AugAssign)
    return {one.lineno: one.end_lineno for one in ast.parse(text).body if isinstance(one, assignments)}


@lru_cache(maxsize=16)
def imports_of(text: str) -> dict[str, tuple[str, str]]:
    """The module and the name there of each name that a file imports; "" for a module that is no file by itself."""
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {}
    return {one.known_as: (one.module if one.name else "", one.name) for one in imports(statements)}


def numbers_in_strings(statements: list[ast.stmt], text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where strings hold numbers; the digits of a format, as in ``{share:.2f}``, are code.

    statements  the file, parsed
    text        the file
    starts      the offsets at which its lines start
    """
    for statement in statements:
        for node in strings_below(statement):
            start = offset_of(text, starts, node.lineno, node.col_offset)
            end = offset_of(text, starts, node.end_lineno, node.end_col_offset)
            for piece in pieces_of(node):
                for number in NUMERAL.findall(piece):
                    at = text.find(number, start, end)
                    if at < 0:  # an escape, or a number that is cut in two: "4" "1"
                        found = [match.span() for match in NUMERAL.finditer(text, start, end)]
                        yield from found or [(start, end)]  # "\N{DIGIT FOUR}"
                        break
                    start = at + len(number)
                    yield at, start


def strings_below(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings of some code, and its bytes. A formatted one comes as a whole, then the strings in its expressions."""
    if isinstance(node, ast.JoinedStr):
        yield node
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            yield node
        inside = list(ast.iter_child_nodes(node))
    for child in inside:
        yield from strings_below(child)


def pieces_of(node: ast.Constant | ast.JoinedStr) -> list[str]:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [value.decode("latin-1") if isinstance(value, bytes) else value for value in values]


def offset_of(text: str, starts: list[int], line: int, column: int) -> int:
    """The offset of a place that Python's parser gives; it counts columns in bytes."""
    start = starts[line - 1]
    return start + len(text[start:].partition("\n")[0].encode()[:column].decode())
