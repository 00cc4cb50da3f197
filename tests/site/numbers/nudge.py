"""The numbers typed in a snippet or measured in its record, and either with one of them nudged."""

import ast
import json
import runpy
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

Place = tuple[str | int, ...]  # of a number in a record


class Input:
    """A typed number of a snippet: where it stands, and the others of its list, the next one first."""

    def __init__(self, text: str, names: list[str], node: ast.Constant, others: list[ast.Constant]):
        self.text, self.names, self.node, self.others = text, names, node, others

    def __str__(self) -> str:
        return f"line {self.node.lineno}: {written(self.text, self.node)} of {', '.join(self.names)}"

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        lines = self.text.splitlines(keepends=True)[: self.node.lineno]
        before = lines.pop().encode()[: self.node.col_offset].decode()
        return sum(map(len, lines)) + len(before)

    @property
    def unit(self) -> Decimal:
        """One more in the last digit."""
        return Decimal((0, (1,), Decimal(written(self.text, self.node)).as_tuple().exponent))

    def nudges(self) -> Iterator[dict[ast.Constant, Decimal]]:
        """What changes where this number is one unit higher; then where another of its list is lower, too."""
        yield {self.node: self.unit}
        for other in self.others:
            yield {self.node: self.unit, other: -self.unit}


def inputs_of(snippet: Path) -> list[str]:
    """The names that a snippet lists as its inputs."""
    names = runpy.run_path(str(snippet)).get("inputs")
    assert names is not None, (
        f"{snippet.name} lists no inputs: name what somebody chose in it, such as inputs = ['weights']"
    )
    return names


def numbers_of_inputs(text: str, names: list[str]) -> list[Input]:
    """The numbers that are nudged: those typed for one of these names."""
    return [number for number in typed_numbers(text) if number.names and set(number.names) <= set(names)]


def written(text: str, node: ast.Constant) -> str:
    return lines_of(text)[node.lineno - 1][node.col_offset : node.end_col_offset].decode()


@cache  # it is asked for each number
def lines_of(text: str) -> tuple[bytes, ...]:
    return tuple(line.encode() for line in text.splitlines(keepends=True))


def rewritten(text: str, changes: dict[ast.Constant, Decimal]) -> str:
    lines = [*lines_of(text)]
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


def places_measured(record: str) -> list[Place]:
    """Where the measured numbers of a record stand: ("first", 0, 2) is the third of the first row of `first`."""
    return [place for name, value in json.loads(record)["values"].items() for place in places_in(value, (name,))]


def places_in(value, place: Place) -> Iterator[Place]:
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from places_in(entry, (*place, number))
    else:
        yield place


def remeasured(record: str, places: list[Place]) -> str:
    """A record with some of its measured numbers a hundredth higher.

    Measurements have more digits than a page shows of them: a unit of the last would not be seen.
    """
    measured = json.loads(record)
    for *outer, last in places:
        holder = measured["values"]
        for step in outer:
            holder = holder[step]
        holder[last] += 0.01
    return json.dumps(measured)


def resettled(record: str, settings: dict) -> str:
    """The record as an experiment with other settings would have left it."""
    return json.dumps(json.loads(record) | {"settings": settings})


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
