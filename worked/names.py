"""The names of a snippet, read from its text without running it."""

import ast
from pathlib import Path

KNOWN: dict[tuple, dict[str, int]] = {}


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
            names |= {(alias.asname or alias.name).partition(".")[0]: statement.lineno for alias in statement.names}
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
