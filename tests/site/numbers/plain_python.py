"""The numbers of the site, worked out by plain Python: nothing of `worked` runs here.

Snippets and labs are executed, each in a namespace of its own. What they import from `worked` is
replaced by the few lines below, so that a slip of the library cannot hide itself.
"""

import ast
import contextlib
import copy
import importlib
import io
import itertools
import json
import re
import sys
import tokenize
import warnings
from fractions import Fraction
from importlib.machinery import ModuleSpec
from math import isclose
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np

OWN = ("worked", "snippets")
ENTRY = re.compile(r"(?P<sign>[-−+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<percent>%?)")
SIGNS = str.maketrans({"·": "*", "×": "*", "−": "-", "–": "-", "^": "**"})


# ---- the stand-in for `worked` ---------------------------------------------------------------


class StandIn(ModuleType):
    """A module that has whatever is asked of it; ``said`` collects what numbers were declared with."""

    __path__: list[str] = []
    said: set[str] = set()

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return {"cited": cited, "measured": measured, "Picture": picture}.get(name) or type(name, (), {})


def cited(value, source: str, url: str):
    StandIn.said |= {source, url}
    return value


def measured(path) -> dict:
    record = json.loads(Path(path).read_text("utf8"))
    StandIn.said.add(f"{Path(path).name}: {record['script']}, seed {record['seed']}")
    return {name: np.array(value) if isinstance(value, list) else value for name, value in record["values"].items()}


def picture(figure, alt: str) -> SimpleNamespace:
    return SimpleNamespace(figure=figure, alt=alt)


class Finder:
    """Gives the stand-in for `worked` and each module of it."""

    def find_spec(self, name, path=None, target=None):
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] == "worked" else None

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module) -> None:
        pass


@contextlib.contextmanager
def plainly(root: Path):
    """Within, `snippets` are those of a project, and `worked` is the stand-in."""
    known = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in OWN}
    finder, writes = Finder(), sys.dont_write_bytecode
    sys.meta_path.insert(0, finder)
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.path.remove(str(root))
        sys.dont_write_bytecode = writes
        for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
            del sys.modules[name]
        sys.modules.update(known)


# ---- snippets and labs -----------------------------------------------------------------------


class Code:
    """A Python file that ran: its text, its names, and for a lab its cells and what each printed."""

    def __init__(self, path: Path, root: Path):
        self.path, self.text = path, path.read_text("utf8")
        self.cells, self.outputs = [], []
        with plainly(root), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if path.is_relative_to(root / "docs"):
                self.names = {"__name__": "__main__"}
                with np.printoptions():
                    self.run_cells()
            else:
                module = ".".join(path.relative_to(root).with_suffix("").parts)
                self.names = vars(importlib.import_module(module))
        self.own_names = self.names  # those that its functions see
        self.names = {"sqrt": np.sqrt, "exp": np.exp, "log": np.log} | self.names

    def run_cells(self) -> None:
        for part in re.split(r"(?m)^(?=# %%)", self.text)[1:]:
            kind, _, source = part.partition("\n")
            if kind == "# %%":
                with contextlib.redirect_stdout(io.StringIO()) as printed:
                    exec(compile(source, "<cell>", "exec"), self.names)
                self.cells.append(source.strip("\n").rstrip())
                self.outputs.append(printed.getvalue().strip("\n"))

    def value(self, expression: str):
        return value(expression, self.names)


def together(codes: list[Code]) -> Code:
    """The first of some files, with the names of all."""
    found = copy.copy(codes[0])
    found.names = {name: thing for code in reversed(codes) for name, thing in code.names.items()}
    return found


def value(expression: str, names: dict):
    """What an expression gives. Decimals are exact, and a bracket that indexes nothing is a vector."""
    text = expression.translate(SIGNS)
    text = re.sub(r"(?<![\w)\]])\[([^\[\]]*)\]", r"vector([\1])", text)
    text = re.sub(r"(?<![\w.])(\d+\.\d+)", r"Fraction('\1')", text)
    return eval(text, {**names, "Fraction": Fraction, "vector": lambda entries: np.array(entries, dtype=object)})


# ---- literals --------------------------------------------------------------------------------


def entries(literal: str) -> list[tuple[Fraction, Fraction]] | None:
    """Each number of a literal and the unit of its last place; None where the text is no literal."""
    inside = literal.strip()
    is_vector = inside.startswith("[") and inside.endswith("]")
    parts = inside[1:-1].split(", ") if is_vector else [inside]
    found = []
    for part in parts:
        match = ENTRY.fullmatch(part.strip("[] "))
        if match is None:
            return None
        number = Fraction(match["whole"].replace(",", "") + (match["rest"] or ""))
        scale = Fraction(1, 100 if match["percent"] else 1)
        unit = Fraction(1, 10 ** max(0, len(match["rest"] or "") - 1))
        found.append(((-number if match["sign"] in "-−" and match["sign"] else number) * scale, unit * scale))
    return found


def flat(given) -> list:
    return list(np.asarray(given, dtype=object).ravel())


def rounds_to(given, literal: str) -> bool:
    """Is each number of the literal its value, rounded to as many decimals? A tie may go either way."""
    shown, values = entries(literal), flat(given)
    if shown is None or len(shown) != len(values):
        return False
    return all(abs(Fraction(exact) - number) <= unit / 2 + unit / 10**9 for (number, unit), exact in zip(shown, values))


def is_same(left, right) -> bool:
    left, right = flat(left), flat(right)
    return len(left) == len(right) and all(isclose(a, b, rel_tol=1e-11, abs_tol=1e-12) for a, b in zip(left, right))


def holds(left: str, right: str, names: dict) -> bool:
    """Does a step of a calculation hold? Bare sums are exact; all else may round."""
    given = value(left, names)
    if entries(right) is None:
        return is_same(given, value(right, names))
    is_bare_sum = re.fullmatch(r"[\d\s.,+\-−\[\]]+", left) is not None
    return flat(given) == [number for number, _ in entries(right)] if is_bare_sum else rounds_to(given, right)


def chain_holds(sides: list[str], names: dict) -> bool:
    return len(sides) > 1 and all(holds(left, right, names) for left, right in itertools.pairwise(sides))


# ---- quoted code -----------------------------------------------------------------------------


def untrue_words(code: Code, first: int, last: int) -> list[str]:
    """The comments and strings of some lines (from 1) that say a number which the code does not give."""
    tree, wrong = ast.parse(code.text), []
    for token in tokenize.generate_tokens(io.StringIO(code.text).readline):
        if token.type == tokenize.COMMENT and first <= token.start[0] <= last and "8<" not in token.string:
            statement = next((one for one in tree.body if one.lineno <= token.start[0] <= one.end_lineno), None)
            if re.search(r"(?<![A-Za-z_])\d", token.string) and not is_true(token.string, statement, code):
                wrong.append(f"{code.path.name}:{token.start[0]}: {token.string}")
    specs = [node.format_spec for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) and node.format_spec]
    formats = {id(inner) for spec in specs for inner in ast.walk(spec)}
    for node in ast.walk(tree):
        is_typed = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in formats
        if is_typed and first <= node.lineno <= last and re.search(r"(?<![A-Za-z_])\d", node.value):
            wrong.append(f"{code.path.name}:{node.lineno}: {node.value!r}")
    return wrong


def is_true(comment: str, statement: ast.stmt | None, code: Code) -> bool:
    """Does a comment say the shape, or the value, of its statement, and no other number?"""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        given = code.names[statement.targets[0].id]
    elif isinstance(statement, ast.Expr):
        given = code.value(ast.get_source_segment(code.text, statement))
    else:
        return False
    match = re.fullmatch(r"#\s*=?\s*(?P<shape>\([\d, ]+\))?(?P<literal>\[[^\]]*\]|[-\d.%]+)?(?P<rest>\D*)", comment)
    if match is None or not (match["shape"] or match["literal"]):
        return False
    if match["shape"]:
        return not match["literal"] and np.shape(given) == ast.literal_eval(match["shape"])
    return rounds_to(given, match["literal"])
