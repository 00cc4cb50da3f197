"""Strings of quoted code: what a program prints is read like prose, so its numbers are typed numbers."""

import ast
from collections.abc import Iterator

from worked.digits import NUMERAL


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
