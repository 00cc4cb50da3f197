"""The child: the process of one run of snippets. It runs them, evaluates, and answers with plain data.

A name that no snippet defines, or that two define differently, is told from here.

What only a failure needs is imported where it is needed: each check that runs anything waits for this module.
"""

import contextlib
import importlib
import importlib.util
import linecache
import os
import traceback
import warnings
from json import dumps  # by name, as all that is used once a snippet has run: it may change the module
from pathlib import Path
from types import FunctionType

from worked.maths.exact import EvaluationError, UnknownName
from worked.maths.expression import parse
from worked.maths.node import Node
from worked.run.modules import import_anew, is_installed
from worked.run.native import NO_NAME, native
from worked.run.resting import refuse_idle
from worked.run.values import Value, encode, value_of
from worked.run.watch import Watch
from worked.settings import Settings


class Broken(Exception):
    """A snippet that does not run: its message, file, line, and the line itself."""


def answer(request: dict, watch: Watch, asked, tell) -> dict:
    """Run the snippets of a request, and evaluate its expressions.

    asked    gives the part of the request with the expressions, which may come later
    tell     is told each expression before it is evaluated
    returns  the values and errors, or the failure, as JSON has them
    """
    run = Run(request, watch)
    try:
        for path in run.paths:
            watch.note(str(path))
        with watch.unheard():
            import_anew(run.root, run.snippets)
        made = run.made(asked, tell)
    except Broken as error:
        return {"failure": list(error.args)}
    return made | {"read": watch.seen}


class Run:
    """One run of snippets."""

    def __init__(self, request: dict, watch: Watch):
        self.watch = watch
        self.paths = tuple(map(Path, request["files"]))
        self.root, self.snippets = Path(request["root"]), Path(request["snippets"])
        self.labs = tuple(map(Path, request["labs"]))
        self.request = request
        settings = Settings(self.root)
        self.shown = {path: settings.name_of(path) for path in self.paths}  # from here: a snippet may go elsewhere

    def made(self, asked, tell) -> dict:
        """The values of the expressions, as JSON has them.

        raises  Broken: a snippet does not run
        """
        finish = found(self.request["finish"])
        if self.labs:
            warnings.simplefilter("ignore")  # what a lab warns of is for the readers of its page
        refuse_wrapped_integers()
        namespace, rivals = self.namespace()
        asked = asked()
        is_own = own_function_test(self.snippets, self.paths[0])
        made: dict = {"values": {}, "errors": {}, "names": {}, "arrays": []}

        def value(text: str, tree: Node):
            refuse_rivals(tree, rivals, self.shown)
            thing = native(tree, namespace, is_own)
            refuse_idle(text, tree, namespace, is_own, thing)
            return thing

        for text in asked["expected"]:
            with contextlib.suppress(Exception):  # the page that asks it will hear why
                if (tree := parse(text)) and calls_nothing(tree, namespace):
                    made["values"][text] = as_data(finish(text, value(text, tree)))
        # Functions come last: what one of them changes, no plain value shows, whoever asks for what first.
        for text in sorted(asked["expressions"], key=lambda text: "(" in text):
            if text in made["values"]:
                continue
            tell(text)
            try:
                made["values"][text] = as_data(finish(text, value(text, parse(text))))
            except UnknownName as error:
                made["errors"][text] = unknown(error.name, namespace)
            except BaseException as error:  # a function of the snippet may raise anything
                self.refuse_page(error)
                made["errors"][text] = self.reason(error)
        if asked["with_names"]:
            made["names"] = named_values(namespace, rivals)
            made["arrays"] = [name for name in made["names"] if hasattr(namespace[name], "dtype")]
        return made

    def namespace(self) -> tuple[dict, set[str]]:
        """What the snippets define together, and the names that two of them define differently."""
        first, *others = [self.run_script(path) if path in self.labs else self.load(path) for path in self.paths]
        namespace, rivals = first, set()
        for other in others:
            shared = {name for name in namespace.keys() & other.keys() if not name.startswith("_")}
            rivals |= {name for name in shared if not is_same(namespace[name], other[name])}
            namespace = {**other, **namespace}
        return namespace, rivals

    def load(self, path: Path) -> dict:
        """Import a snippet by the name that its path gives it."""
        name = ".".join(path.relative_to(self.root).with_suffix("").parts)
        try:
            return vars(importlib.import_module(name))
        except BaseException as error:
            raise self.failure(error, path) from None

    def run_script(self, path: Path) -> dict:
        """Run a lab as a notebook does: from top to bottom, in a namespace of its own."""
        namespace: dict = {"__name__": "__main__"}
        try:
            exec(compile(path.read_bytes(), str(path), "exec", dont_inherit=True), namespace)
        except BaseException as error:
            raise self.failure(error, path) from None
        return namespace

    def failure(self, error: BaseException, path: Path) -> Broken:
        """Where an error comes from: the place in the project's module that was being run, and what it called."""
        self.refuse_page(error)
        self.refuse_record(error)
        (place, line), reason = (str(path), 1), self.reason(error)
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if self.is_own(frame.filename)]
        if isinstance(error, SyntaxError) and error.filename:
            place, line = error.filename, error.lineno or 1
        elif own:
            run = next((frame.filename for frame in reversed(own) if frame.name == "<module>"), own[-1].filename)
            cause = [frame for frame in own if frame.filename == run][-1]  # of a bad input, not what refuses it
            place, line = cause.filename, cause.lineno or 1
            if own[-1].filename != run:
                reason += f" (raised in {os.path.relpath(own[-1].filename, self.root)}:{own[-1].lineno})"
        linecache.checkcache(place)
        excerpt = linecache.getline(place, line).rstrip()
        return Broken(reason, os.path.relpath(place, self.root), line, excerpt)

    def refuse_page(self, error: BaseException) -> None:
        """Tell of a page that a snippet could not read as its own check does: in that page, not in what reads it.

        raises  Broken: this is such an error
        """
        from worked.read.source import SourceError

        if isinstance(error, SourceError) and error.path and self.root in error.path.parents:
            raise Broken(str(error), os.path.relpath(error.path, self.root), error.line, "")

    def refuse_record(self, error: BaseException) -> None:
        """Tell of a record of measurements that is no JSON: in that file, not in what reads it.

        raises  Broken: this is such an error
        """
        from json import JSONDecodeError

        wrong = next((one for one in (error, error.__context__) if isinstance(one, JSONDecodeError)), None)
        for name in [name for name in self.watch.seen if name.endswith(".json")] if wrong else ():
            if os.path.isfile(name) and Path(name).read_text(encoding="utf-8", errors="replace") == wrong.doc:
                line = (wrong.doc.splitlines() or [""])[wrong.lineno - 1]
                raise Broken(f"this is no JSON: {wrong.msg}", os.path.relpath(name, self.root), wrong.lineno, line)

    def is_own(self, file: str) -> bool:
        return file.startswith(str(self.root) + os.sep) and not is_installed(file, str(self.root))

    def reason(self, error: BaseException) -> str:
        if isinstance(error, EvaluationError):
            return str(error)
        text = f"{type(error).__name__}: {error}".rstrip(": ")
        if isinstance(error, MemoryError):
            limit = self.request["memory_limit"]
            text += f" (it may take {limit:,} MB: memory_limit in [tool.worked])"
        return text


def refuse_wrapped_integers() -> None:
    """Let a number of numpy that is too large for its type stop the run. (In whole arrays numpy does not notice.)"""
    warnings.filterwarnings("error", "overflow encountered in scalar", RuntimeWarning)


def found(finish: dict):
    """The function that makes plain data of what an expression gave; see ``described()``."""
    if finish["module"].partition(".")[0] == "worked":
        module = importlib.import_module(finish["module"])
    else:
        spec = importlib.util.spec_from_file_location(finish["module"], finish["file"])
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    function, keywords = getattr(module, finish["name"]), finish["keywords"]
    return lambda text, thing: function(text, thing, **keywords)


def as_data(made) -> list:
    """What was made of an object, as JSON has it.

    raises  TypeError, ValueError: JSON has no such thing
    """
    if isinstance(made, Value):
        return ["value", encode(made)]
    dumps(made, allow_nan=False)
    return ["data", made]


def calls_nothing(tree: Node, namespace: dict) -> bool:
    """Does an expression only look up numbers, and compute with them?"""
    names = {node.value for node in tree.walk() if node.op == "name" and node.value != "None"}
    is_pure = all(node.op != "call" for node in tree.walk())
    return is_pure and all(isinstance(namespace.get(name), (int, float)) or is_plain(namespace[name]) for name in names)


def is_plain(thing) -> bool:
    """Is an object an array, a list or a tuple of numbers, of which a place may be looked up without a consequence?"""
    return value_of("", thing).kind != "diagram" and (type(thing) in (list, tuple) or type(thing).__module__ == "numpy")


def named_values(namespace: dict, rivals: set[str]) -> dict[str, list]:
    """The numbers that the snippets call by a name, in the order of the code."""
    made = {}
    for name, thing in namespace.items():
        if not name.startswith("_") and name not in rivals and not callable(thing):
            # An object of the snippet may raise anything when it is looked at.
            with contextlib.suppress(Exception):
                made[name] = as_data(value_of(name, thing))
    return made


def is_same(one, other) -> bool:
    """Is it one object, as after an import, or the same number?"""
    try:
        return one is other or encode(value_of("", one)) == encode(value_of("", other))
    except Exception:  # an object of the snippet may raise anything when it is looked at
        return False


def refuse_rivals(tree: Node, rivals: set[str], shown: dict[Path, str]) -> None:
    """Refuse an expression that could mean two things.

    shown   the names of the snippets, by their paths
    raises  EvaluationError
    """
    for name in (node.value for node in tree.walk() if node.op == "name" and node.value in rivals):
        from worked.read.python import defined_names

        known = [(path, defined_names(path).get(name)) for path in shown]
        places = [f"{shown[path]}:{line}" for path, line in known if line]
        raise EvaluationError(f"{name} is defined differently in {' and '.join(places)}")


def own_function_test(snippets: Path, lab: Path | None = None):
    places = (str(snippets) + os.sep, *([str(lab)] if lab else []))

    def is_own_function(thing) -> bool:
        thing = getattr(thing, "__wrapped__", thing)  # a cached function
        return isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(places)

    return is_own_function


def unknown(name: str, namespace: dict) -> str:
    import difflib

    names = [known for known in namespace if not known.startswith("_")]
    close = difflib.get_close_matches(name, names, 1, 0.5)
    return f"{NO_NAME}{name}" + (f"; did you mean {close[0]}?" if close else "")
