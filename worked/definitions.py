"""Definitions: the lines of code that give a name of a snippet its value, read without running it."""

import ast
from functools import lru_cache
from pathlib import Path

from worked.names import defined_names
from worked.settings import Settings

MOST_LINES = 6  # of a statement that a card shows
MOST_FILES = 4  # from one file to the next, by imports


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
    """What a file imports at its top level: the module of each name, and what it is called there; "" outside packages."""
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for statement in statements:
        if isinstance(statement, ast.ImportFrom):
            module = statement.module if statement.module and not statement.level else ""
            found |= {alias.asname or alias.name: (module, alias.name) for alias in statement.names}
        elif isinstance(statement, ast.Import):
            found |= {(alias.asname or alias.name).partition(".")[0]: ("", alias.name) for alias in statement.names}
    return found
