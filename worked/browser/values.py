"""Values of a page's expressions, over changed code.

There are no processes and no files to keep here. The snippets run in the Python of the browser, with the changed text of
each section that the page quotes in the place of its own. A statement that fails leaves its names without a value,
and all else goes on, so that each number is judged by itself.
"""

import ast
import sys
import warnings
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from importlib.abc import Loader, MetaPathFinder
from importlib.util import spec_from_file_location
from io import TextIOBase
from pathlib import Path

from worked.maths.exact import EvaluationError, UnknownName
from worked.maths.expression import parse
from worked.run.native import native
from worked.run.snippet import Outcome, Snippets
from worked.run.values import value_of
from worked.settings import Settings

MOST_PRINTED = 1_000_000  # characters
Edits = dict[Path, str]  # the changed text of files


class Values:
    """Gives the values of expressions, as a Store does, by running the snippets in this very Python."""

    def __init__(self, settings: Settings, edits: Edits):
        self.settings, self.edits = settings, edits
        self.lab: Path | None = None
        self.namespaces: dict[Snippets, dict] = {}

    def prepare(self, snippets: Snippets, expressions: Iterable[str] = ()) -> None:
        """Begin nothing: here there is one process."""

    def values(self, snippets: Snippets, expressions: list[str], compute=None) -> Outcome:
        outcome = Outcome()
        namespace = self.namespace(snippets)
        for text in sorted(dict.fromkeys(expressions), key=lambda text: "(" in text):
            try:
                outcome.values[text] = value_of(text, native(parse(text), namespace, self.is_own_function))
            except UnknownName as error:
                outcome.errors[text] = f"nothing is called {error.name}"
            except EvaluationError as error:
                outcome.errors[text] = str(error)
            except BaseException as error:  # a function of the snippet may raise anything
                outcome.errors[text] = f"{type(error).__name__}: {error}".rstrip(": ")
        return outcome

    def named(self, snippets: Snippets) -> Outcome:
        """Nothing: a reader is told what a number would be, not how its author could mend the page."""
        return Outcome()

    def namespace(self, snippets: Snippets) -> dict:
        if snippets not in self.namespaces:
            with Imports(self.settings, self.edits) as load, redirect_stdout(Nowhere()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = [load(path) for path in snippets]
            self.namespaces[snippets] = {name: value for one in reversed(found) for name, value in one.items()}
        return self.namespaces[snippets]

    def is_own_function(self, thing) -> bool:
        code = getattr(getattr(thing, "__wrapped__", thing), "__code__", None)
        own = (str(self.settings.snippets), *([str(self.lab)] if self.lab else []))
        return code is not None and code.co_filename.startswith(own)


class Flood(BaseException):
    """More output than anybody reads. No `except Exception` of a reader's catches it."""


class Nowhere(TextIOBase):
    """What the code prints when it is only judged; its reader saw it when it ran. A flood ends the statement."""

    size = 0

    def write(self, text: str) -> int:
        self.size += len(text)
        if self.size > MOST_PRINTED:
            raise Flood
        return len(text)


class Imports(MetaPathFinder, Loader):
    """For a while, the project's modules come from here: with changed texts, and each statement by itself."""

    def __init__(self, settings: Settings, edits: Edits):
        self.settings, self.edits = settings, edits

    def __enter__(self) -> Callable[[Path], dict]:
        self.forget()
        sys.meta_path.insert(0, self)
        return self.load

    def __exit__(self, *_) -> None:
        sys.meta_path.remove(self)
        self.forget()

    def forget(self) -> None:
        package = self.settings.snippets.name
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]

    def load(self, path: Path) -> dict:
        if self.settings.snippets in path.parents:
            name = ".".join(path.relative_to(self.settings.root).with_suffix("").parts)
            __import__(name)
            return vars(sys.modules[name])
        namespace = {"__name__": "__main__", "__file__": str(path)}  # a lab, which a notebook runs
        execute(self.text(path), path, namespace)
        return namespace

    def text(self, path: Path) -> str:
        return self.edits.get(path) or path.read_text(encoding="utf-8")

    def find_spec(self, name: str, path=None, target=None):
        place = self.settings.root.joinpath(*name.split("."))
        if place != self.settings.snippets and self.settings.snippets not in place.parents:
            return None
        if place.is_dir():
            return spec_from_file_location(
                name, place / "__init__.py", loader=self, submodule_search_locations=[str(place)]
            )
        file = place.with_suffix(".py")
        return spec_from_file_location(name, file, loader=self) if file.exists() else None

    def create_module(self, spec):
        return None

    def exec_module(self, module) -> None:
        path = Path(module.__file__)
        if path.exists():
            execute(self.text(path), path, vars(module))


def execute(code: str, path: Path, namespace: dict) -> None:
    """Run code, statement by statement: what fails leaves its names unset, and the rest goes on."""
    try:
        statements = ast.parse(code, str(path)).body
    except (SyntaxError, ValueError):
        return
    for statement in statements:
        try:
            exec(compile(ast.Module([statement], []), str(path), "exec", dont_inherit=True), namespace)
        except BaseException:  # SystemExit too; the reader's own run has said so, with its line
            continue
