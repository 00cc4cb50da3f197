"""Code: what a Python file does, whatever its comments and docstrings say.

Values, drawings and the outputs of a lab hold none of them, so that they stay while only those change. That holds for
files that were imported: one that was opened as a text, too, counts as a text. Code that may look at itself, its
docstrings or its lines, is never told from its text.
"""

import ast
import hashlib
import re
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import CodeType

MARK = "\0"  # as in worked.run.cache
LOOKS_AT_ITSELF = re.compile(
    rb"__|lineno|getframe|currentframe|traceback|inspect|warn|logging|getsource|getdoc|\b(?:help|vars|globals|locals|getattr"
    rb"|attrgetter|exec|eval|compile|dis|ast|pdb|pydoc|doctest|tokenize|linecache|marshal|pickle|sys|gc)\b"
)
HARMLESS = re.compile(
    rb"\bre\.compile\b|__(?:add|all|call|contains|enter|eq|exit|file|future|getitem|hash|init|iter|len|lt|main|matmul|mul|name|neg"
    rb"|new|post_init|pow|repr|rmul|slots|str|sub|truediv|version)__"
)
WITH_STATEMENTS = ("body", "orelse", "finalbody", "handlers", "cases")
WHAT_IT_DOES = (
    "co_code co_exceptiontable co_flags co_name co_qualname co_names co_varnames co_cellvars co_freevars co_argcount"
    " co_posonlyargcount co_kwonlyargcount"
).split()


@lru_cache(maxsize=256)
def code_state(data: bytes) -> str:
    """The hash of a file, and that of its code without comments, docstrings and places: "HASH HASH"."""
    text = hashlib.sha256(data).hexdigest()
    try:
        with warnings.catch_warnings(action="ignore"):  # whoever runs the file is warned
            tree = ast.parse(data)
            empty_docstrings(tree)
            made = compile(tree, "", "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return f"{text} {text}"
    return f"{text} {hashlib.sha256(repr(without_places(made)).encode('utf-8', 'surrogatepass')).hexdigest()}"


def empty_docstrings(node: ast.AST) -> None:
    """Empty the docstrings of all that is defined in a module, or in a statement with a body."""
    if isinstance(node, ast.ClassDef):
        for one in (node, *node.decorator_list):
            one.lineno = 1  # of which Python 3.13 makes an attribute of the class
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            first.value.value = ""
    for name in WITH_STATEMENTS:
        inner = getattr(node, name, ())
        for one in inner if isinstance(inner, list) else ():  # the body of a lambda is an expression
            empty_docstrings(one)


def without_places(made):
    """A constant of compiled code, or the code itself, without where it stands in its file."""
    if isinstance(made, CodeType):
        return [getattr(made, name) for name in WHAT_IT_DOES], list(map(without_places, made.co_consts))
    return sorted(map(repr, made)) if isinstance(made, frozenset) else made


def looks_at_itself(code: bytes) -> bool:
    """May code make something of docstrings or lines, its own or those of what it imports?"""
    return bool(LOOKS_AT_ITSELF.search(HARMLESS.sub(b"", code)))


def as_code(read: Mapping[str, str | None], root: Path, more: bytes = b"") -> dict[str, str | None]:
    """What a run read, with its modules named as code, where none of them looks at itself.

    read  {name from the root, or an absolute path: state}
    more  code of the run that is no module
    """
    files: dict[str, bytes] = {}
    for name, known in read.items():
        if MARK not in name and name.endswith(".py") and known is not None and f"text{MARK}{name}" not in read:
            data = content(root / name)
            if hashlib.sha256(data).hexdigest() != known:  # it was edited since
                return dict(read)
            files[name] = data
    if any(looks_at_itself(data) for data in (more, *files.values())):
        return dict(read)
    rest = {name: known for name, known in read.items() if name not in files}
    return rest | {f"code{MARK}{name}": code_state(data) for name, data in files.items()}


def is_other(name: str, known: str | None, now: str | None) -> bool:
    """Are two states of one thing different: of code, in what it does?"""
    if name.startswith(f"code{MARK}") and known and now:
        return known.split(" ")[1] != now.split(" ")[1]
    return known != now


def names_of_files(read: Mapping[str, str | None]) -> list[str]:
    """The modules that are named as code, by the names of their files."""
    return [name.partition(MARK)[2] for name in read if name.startswith(f"code{MARK}")]


def content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
