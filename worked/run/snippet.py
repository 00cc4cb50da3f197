"""Snippets: the Python files that pages take their numbers from."""

import contextlib
import difflib
import importlib
import io
import linecache
import os
import sys
import traceback
import warnings
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType

from worked.maths.exact import EvaluationError, UnknownName
from worked.maths.expression import Node, parse
from worked.read.lab import is_lab
from worked.read.python import defined_names
from worked.run.modules import OWN_FOLDER, fresh_modules
from worked.run.native import native
from worked.run.resting import refuse_idle
from worked.run.values import Value, encode, value_of
from worked.run.watch import Watch
from worked.settings import Settings


class SnippetError(Exception):
    """A snippet that does not run. ``path`` and ``line`` are the place; ``excerpt`` is the line."""

    def __init__(self, message: str, path: str, line: int, excerpt: str = ""):
        super().__init__(message)
        self.path, self.line, self.excerpt = path, line, excerpt

    def __reduce__(self):  # it is raised in another process too, where pictures are drawn
        return type(self), (str(self), self.path, self.line, self.excerpt)


class Outcome:
    """What came of the expressions asked of a snippet: values, or why there is none."""

    def __init__(self):
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.read: dict[str, str | None] = {}


def run_snippet(
    snippet: Path | tuple[Path, ...], root: Path, snippets: Path, expressions: list[str], finish=value_of
) -> Outcome:
    """Run a snippet, or several, and evaluate expressions over what they define.

    finish   turns an expression and the object that it gave into a value
    returns  the outcome; its ``read`` tells every file that was read, with its hash
    raises   SnippetError: a snippet does not run
    """
    paths = (snippet,) if isinstance(snippet, Path) else snippet
    outcome = Outcome()
    is_script = any(map(is_lab, paths))
    with (
        fresh_modules(root, snippets),
        Watch(root) as watch,
        quiet_run() if is_script else loud_run(),
    ):
        for path in paths:
            watch.note(str(path))
        namespace, rivals = namespace_of(paths, root)
        is_own = own_function_test(snippets, paths[0])
        for text in expressions:
            try:
                tree = parse(text)
                refuse_rivals(tree, rivals, paths, root)
                thing = native(tree, namespace, is_own)
                refuse_idle(text, tree, namespace, is_own, thing)
                outcome.values[text] = finish(text, thing)
            except UnknownName as error:
                outcome.errors[text] = unknown(error.name, namespace)
            except (Exception, SystemExit) as error:  # a function of the snippet may raise anything
                outcome.errors[text] = reason(error)
    outcome.read = watch.seen
    return outcome


def namespace_of(paths: tuple[Path, ...], root: Path) -> tuple[dict, set[str]]:
    """What files define together, and the names that two of them define differently."""
    first, *others = [run_script(path, root) if is_lab(path) else load(path, root) for path in paths]
    namespace, rivals = first, set()
    for other in others:
        shared = {name for name in namespace.keys() & other.keys() if not name.startswith("_")}
        rivals |= {name for name in shared if not is_same(namespace[name], other[name])}
        namespace = {**other, **namespace}
    return namespace, rivals


def is_same(one, other) -> bool:
    """Is it one object, as after an import, or the same number?"""
    try:
        return one is other or encode(value_of("", one)) == encode(value_of("", other))
    except Exception:  # an object of the snippet may raise anything when it is looked at
        return False


def refuse_rivals(tree: Node, rivals: set[str], paths: tuple[Path, ...], root: Path) -> None:
    """Refuse an expression that could mean two things.

    raises  EvaluationError
    """
    for name in (node.value for node in tree.walk() if node.op == "name" and node.value in rivals):
        known = [(path, defined_names(path).get(name)) for path in paths]
        places = [f"{Settings(root).name_of(path)}:{line}" for path, line in known if line]
        raise EvaluationError(f"{name} is defined differently in {' and '.join(places)}")


def load(path: Path, root: Path) -> dict:
    """Import a snippet by the name that its path gives it."""
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    try:
        return vars(importlib.import_module(name))
    except (Exception, SystemExit) as error:
        raise failure(error, path, root) from None


def run_script(path: Path, root: Path) -> dict:
    """Run a lab as a notebook does: from top to bottom, in a namespace of its own."""
    namespace: dict = {"__name__": "__main__"}
    try:
        exec(compile(path.read_bytes(), str(path), "exec", dont_inherit=True), namespace)
    except (Exception, SystemExit) as error:
        raise failure(error, path, root) from None
    return namespace


@contextlib.contextmanager
def quiet_run():
    """What a lab prints and warns of is for the readers of its page; what it sets in numpy ends with it."""
    with contextlib.ExitStack() as stack:
        for settings in (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
        ):
            stack.enter_context(settings)
        warnings.simplefilter("ignore")
        refuse_wrapped_integers()
        if find_spec("numpy"):
            numpy = importlib.import_module("numpy")
            stack.enter_context(numpy.printoptions())
            stack.enter_context(numpy.errstate())
        yield


@contextlib.contextmanager
def loud_run():
    """What a snippet prints goes to the terminal, where nobody takes it for what was asked."""
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        refuse_wrapped_integers()
        yield


def refuse_wrapped_integers() -> None:
    """Let a number of numpy that is too large for its type stop the run. (In whole arrays numpy does not notice.)"""
    warnings.filterwarnings("error", "overflow encountered in scalar", RuntimeWarning)


def failure(error: BaseException, path: Path, root: Path) -> SnippetError:
    """The deepest place of the project in the error's traceback."""
    place, line = str(path), 1
    if isinstance(error, SyntaxError) and error.filename:
        place, line = error.filename, error.lineno or 1
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if (
                frame.filename.startswith(str(root) + os.sep)
                and not frame.filename.startswith(OWN_FOLDER)
                and "site-packages" not in frame.filename
            ):
                place, line = frame.filename, frame.lineno or 1
    linecache.checkcache(place)
    return SnippetError(reason(error), os.path.relpath(place, root), line, linecache.getline(place, line).rstrip())


def reason(error: BaseException) -> str:
    if isinstance(error, EvaluationError):
        return str(error)
    return f"{type(error).__name__}: {error}".rstrip(": ")


def own_function_test(snippets: Path, lab: Path | None = None):
    places = (str(snippets) + os.sep, *([str(lab)] if lab else []))

    def is_own_function(thing) -> bool:
        thing = getattr(thing, "__wrapped__", thing)  # a cached function
        return isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(places)

    return is_own_function


def unknown(name: str, namespace: dict) -> str:
    names = [known for known in namespace if not known.startswith("_")]
    close = difflib.get_close_matches(name, names, 1, 0.5)
    return f"nothing is called {name}" + (f"; did you mean {close[0]}?" if close else "")
