"""Snippets: the Python files that pages take their numbers from. Here is the one door to run them.

A snippet runs in a process of its own, which ends with its answer or at a limit of time or memory.
What comes back is plain data.
"""

import contextlib
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from worked.read.lab import is_lab
from worked.run.servers import SERVERS, ServerError
from worked.run.values import Value, decode, value_of
from worked.run.watch import Watch
from worked.settings import Settings, resolved

Snippets = tuple[Path, ...]  # one, or several whose names stand together


class SnippetError(Exception):
    """A snippet that does not run. ``path`` and ``line`` are the place; ``excerpt`` is the line."""

    def __init__(self, message: str, path: str, line: int, excerpt: str = ""):
        super().__init__(message)
        self.path, self.line, self.excerpt = path, line, excerpt


class Outcome:
    """What came of the expressions asked of a snippet: values, or why there is none.

    values  of each expression what ``finish`` made of it
    errors  of each of the others the reason
    read    everything that was read: {name: state}, a file by its absolute path
    names   where they were asked for: what the snippet calls by a name, as values
    arrays  those of the names that are arrays of numpy, of which a column can be taken
    """

    def __init__(self):
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.read: dict[str, str | None] = {}
        self.names: dict[str, Value] = {}
        self.arrays: set[str] = set()


def run_snippet(
    snippet: Path | Snippets,
    settings: Settings,
    expressions: list[str],
    finish: Callable = value_of,
    lab: Path | None = None,
    with_names: bool = False,
    expected: Sequence[str] = (),
) -> Outcome:
    """Run a snippet, or several, and evaluate expressions over what they define.

    snippet     Python files of the snippets folder
    finish      turns an expression and the object that it gave into a Value, or into data that JSON can hold; it is
                called in the snippet's process: a function at the top of a module, or a ``partial`` of one with
                keywords
    lab         the page that is checked, where it is a lab: its own code may run
    with_names  asks for all values that have a name, too
    expected    expressions that others may ask later: values of those that call nothing are given, and no errors
    returns     the outcome; its ``read`` tells everything that was read
    raises      SnippetError: a snippet does not run, takes too much time or memory, or is no file that may run
    """
    paths = (snippet,) if isinstance(snippet, Path) else snippet
    return run_shares(paths, settings, [expressions], finish, lab, with_names, expected)[0]


def run_shares(
    paths: Snippets,
    settings: Settings,
    shares: list[list[str]],
    finish: Callable = value_of,
    lab: Path | None = None,
    with_names: bool = False,
    expected: Sequence[str] = (),
) -> list[Outcome]:
    """Run snippets once for each share of the expressions, all at one time.

    raises  SnippetError, as run_snippet() does
    """
    for path in paths:
        refuse_elsewhere(path, settings, lab)
    request = request_for(paths, settings, finish)
    asked = {"with_names": with_names, "expected": list(expected)}
    first = (settings.name_in_project(paths[0]) if settings.root in paths[0].parents else str(paths[0]), 1)
    try:
        replies = SERVERS.ask(request, [asked | {"expressions": share} for share in shares])
        if not request["labs"]:  # what a lab prints is for the readers of its page
            for reply in replies:
                show_output(tuple(paths), str(reply.get("output", "")))
        return [outcome_of(reply) for reply in replies]
    except ServerError as error:
        raise SnippetError(str(error), *first) from None
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError) as error:
        raise SnippetError(f"it gave an answer that cannot be read: {error}", *first) from None


def begin_run(paths: Snippets, settings: Settings) -> None:
    """Run snippets ahead of the expressions that a page is going to ask of them, while this process reads the page."""
    with contextlib.suppress(SnippetError, ServerError):  # whoever asks will hear of it
        for path in paths:
            refuse_elsewhere(path, settings)
        SERVERS.begin(request_for(paths, settings, value_of))


def request_for(paths: Snippets, settings: Settings, finish: Callable) -> dict:
    """What a run of snippets needs, but for the expressions."""
    return {
        "files": list(map(str, paths)),
        "labs": [str(path) for path in paths if is_lab(path)],
        "root": str(settings.root),
        "snippets": str(settings.snippets),
        "finish": described(finish),
        "time_limit": settings.time_limit,
        "memory_limit": settings.memory_limit,
    }


def refuse_elsewhere(path: Path, settings: Settings, lab: Path | None = None) -> None:
    """Refuse a file that may not run, whoever asks.

    raises  SnippetError
    """
    try:
        real = resolved(path)
        is_inside = settings.snippets in real.parents and real.suffix == ".py"
        may_run = real.is_file() and (is_inside or (lab is not None and real == lab.resolve() and is_lab(real)))
    except (OSError, ValueError):  # a name that no file can have
        may_run = False
    if not may_run:
        folder = settings.name_in_project(settings.snippets)
        name = path.relative_to(settings.root).as_posix() if settings.root in path.parents else str(path)
        raise SnippetError(f"it is no Python file inside {folder}/, so it is not run", name, 1)


def described(finish: Callable) -> dict:
    """A function as another process finds it."""
    function, keywords = (finish.func, finish.keywords) if isinstance(finish, partial) else (finish, {})
    code = function.__code__
    return {"module": function.__module__, "file": code.co_filename, "name": code.co_name, "keywords": keywords}


def outcome_of(reply: dict) -> Outcome:
    """An outcome from the plain data that another process sent.

    raises  SnippetError: it tells of one
            TypeError, ValueError, KeyError, AttributeError, ArithmeticError: it is no such data
    """
    if "failure" in reply:
        message, path, line, excerpt = reply["failure"]
        raise SnippetError(str(message), str(path), max(int(line), 1), str(excerpt))
    outcome = Outcome()
    outcome.values = {str(text): value_from(made) for text, made in reply["values"].items()}
    outcome.names = {str(name): value_from(made) for name, made in reply["names"].items()}
    outcome.arrays = set(map(str, reply["arrays"]))
    outcome.errors = {str(text): str(why) for text, why in reply["errors"].items()}
    outcome.read = {str(name): None if known is None else str(known) for name, known in reply["read"].items()}
    if Watch.current is not None:  # a snippet asks for a check: what this read, the snippet rests on too
        Watch.current.seen |= outcome.read
    return outcome


def value_from(made: list):
    form, data = made
    return decode(data) if form == "value" else data


@cache
def last_outputs() -> dict[Snippets, str]:
    """What each set of snippets printed when it ran last."""
    return {}


def show_output(paths: Snippets, text: str) -> None:
    """Show what snippets printed, apart from the report; once as long as it stays the same, since one check may run them often."""
    if text and text != last_outputs().get(paths):
        print(text, end="" if text.endswith("\n") else "\n", file=sys.stderr)
    last_outputs()[paths] = text
