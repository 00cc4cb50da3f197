"""Every piece of advice that the code of `worked` can give, read from the code itself.

A message has rows of a heading and a text. Where the text is put together, what varies in it is a gap here.
"""

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[3] / "worked"
HEADINGS = {"write", "or", "or list", "or a list", "or add", "list", "fix page", "or move", "move"}
TOLD = {"or code", "so", "quoted by", "known are", "lab", "snippet"}  # places and values: nothing to type
GAP = "\0"
# What passes advice on: the function, and which of its arguments hold some, counted from 0.
PASSES_ON = {"Problem": (3,), "problem": (3,), "append": (3,), "fail": (2,), "failure": (2, 3)}
GIVES = {"wrong_year": 2, "faults_of": 1}  # functions that give it as one of a tuple's parts
TABLES = {"judge/markup.py": ("INSTEAD", "ATTRIBUTE_INSTEAD", "THEME"), "judge/raw.py": ("CHOSEN",)}


class Module:
    """A module, in which names can be looked up."""

    def __init__(self, path: Path):
        self.path, self.tree = path, ast.parse(path.read_text("utf8"))

    @cached_property
    def assigned(self) -> dict[str, list[ast.expr]]:
        """What each name is set to, anywhere in the module."""
        found: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            elif isinstance(node, (ast.NamedExpr, ast.AugAssign, ast.AnnAssign)) and node.value is not None:
                pairs = [(node.target, node.value)]
            for target, value in pairs:
                parts = zip(target.elts, value.elts) if both_tuples(target, value) else [(target, value)]
                for one, given in parts:
                    if isinstance(one, ast.Name):
                        found.setdefault(one.id, []).append(given)
        return found

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        return {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}

    def advice(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2 and set(texts(node.elts[0])) & HEADINGS:
                yield from self.texts(node.elts[1])
            elif isinstance(node, ast.Call) and (places := PASSES_ON.get(name_of(node.func))):
                arguments = spread(node)
                if name_of(node.func) == "append":
                    inner = node.args[0] if node.args else None
                    arguments = inner.elts if isinstance(inner, ast.Tuple) and len(inner.elts) == 4 else []
                for place in places:
                    yield from self.texts(arguments[place]) if place < len(arguments) else ()
        for name, function in self.functions.items():
            for node in ast.walk(function) if name in GIVES else ():
                if isinstance(node, (ast.Return, ast.Yield)) and isinstance(node.value, ast.Tuple):
                    yield from self.texts(node.value.elts[GIVES[name]])
        for name in TABLES.get(self.path.relative_to(ROOT).as_posix(), ()):
            for value in self.assigned[name]:
                yield from (text for one in values_of(value) for text in self.texts(one))

    def texts(self, node: ast.expr, seen: frozenset = frozenset()) -> Iterator[str]:
        """The texts that an expression may come to."""
        if isinstance(node, ast.Name) and node.id not in seen:
            for value in self.assigned.get(node.id, []):
                yield from self.texts(value, seen | {node.id})
        elif isinstance(node, ast.IfExp):
            yield from self.texts(node.body, seen)
            yield from self.texts(node.orelse, seen)
        elif isinstance(node, ast.Call) and (function := self.functions.get(name_of(node.func))):
            for one in ast.walk(function):
                if isinstance(one, (ast.Return, ast.Yield)) and one.value is not None:
                    yield from self.texts(one.value, seen)
        elif isinstance(node, ast.Call) and name_of(node.func) == "fix":
            yield f"worked fix {GAP}"
        else:
            yield from texts(node)


def advice_in_code() -> dict[str, re.Pattern]:
    """Each piece of advice, with a pattern of the texts that it may come to."""
    found = {text for path in sorted(ROOT.rglob("*.py")) for text in Module(path).advice() if text.strip(GAP + " ")}
    return {text.replace(GAP, "…"): re.compile(".*".join(map(re.escape, text.split(GAP))), re.DOTALL) for text in found}


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else GAP for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def values_of(table: ast.expr) -> list[ast.expr]:
    """The values of a table; of `**dict.fromkeys(names, value)`, the value."""
    values = table.values if isinstance(table, ast.Dict) else [table]
    return [value.args[1] if isinstance(value, ast.Call) else value for value in values]


def both_tuples(target: ast.expr, value: ast.expr) -> bool:
    return isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts)


def spread(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call; what is spread stands for two, a start and an end."""
    return [one for argument in call.args for one in ([argument] * (2 if isinstance(argument, ast.Starred) else 1))]


def name_of(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))
