"""The numbers typed in a snippet, and the snippet with one of them nudged."""

import ast
from collections.abc import Iterator
from decimal import Decimal

import numpy as np


class Input:
    """A typed number of a snippet: where it stands, and the others of its list, the next one first."""

    def __init__(self, text: str, names: list[str], node: ast.Constant, others: list[ast.Constant]):
        self.text, self.names, self.node, self.others = text, names, node, others

    def __str__(self) -> str:
        return f"line {self.node.lineno}: {written(self.text, self.node)} of {', '.join(self.names)}"

    @property
    def unit(self) -> Decimal:
        """One more in the last digit."""
        return Decimal((0, (1,), Decimal(written(self.text, self.node)).as_tuple().exponent))

    def nudged(self) -> Iterator[str]:
        """The snippet with this number one unit higher; then with another of its list lower, too."""
        yield rewritten(self.text, {self.node: self.unit})
        for other in self.others:
            yield rewritten(self.text, {self.node: self.unit, other: -self.unit})


def written(text: str, node: ast.Constant) -> str:
    return ast.get_source_segment(text, node)


def rewritten(text: str, changes: dict[ast.Constant, Decimal]) -> str:
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    for node in sorted(changes, key=lambda node: node.col_offset, reverse=True):
        new = str(Decimal(written(text, node)) + changes[node]).encode()
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[: node.col_offset] + new + line[node.end_col_offset :]
    return b"".join(lines).decode()


def typed_numbers(text: str) -> Iterator[Input]:
    """The numbers in a module's assignments that are no index, axis or number of decimals."""
    for statement in ast.parse(text).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        nodes = list(ast.walk(statement))
        names = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        structure = {part for node in nodes for part in structure_of(node)}
        others: dict[ast.AST, list[ast.AST]] = {}
        for node in nodes:
            if isinstance(node, (ast.List, ast.Tuple)):
                others |= {one: node.elts[at + 1 :] + node.elts[:at] for at, one in enumerate(node.elts)}
        for node in nodes:
            if is_number(node) and node not in structure:
                yield Input(text, names, node, list(filter(is_number, others.get(node, []))))


def is_number(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def structure_of(node: ast.AST) -> list[ast.AST]:
    parts = []
    if isinstance(node, ast.Subscript):
        parts = [node.slice]
    elif isinstance(node, ast.keyword) and node.arg == "axis":
        parts = [node.value]
    elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("round", "range"):
        parts = node.args
    return [inner for part in parts for inner in ast.walk(part)]


def entries(name: str, thing) -> Iterator[tuple[str, float]]:
    """The numbers of a value, each with the name of its place."""
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, (list, tuple, np.ndarray)):
        for place, entry in enumerate(thing):
            yield from entries(f"{name}[{place}]", entry)
    elif isinstance(thing, (int, float, np.number)):
        yield name, float(thing)
