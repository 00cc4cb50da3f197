"""What a module gives: the values and the functions that other code takes from it, each by its name.

A figure, or another page's snippet, rests on that and not on all of the module's code: with a line more in it, all
else stays true as long as what is taken from it is the same. In a live preview, where somebody waits, the module is run
for this after an edit, alone, and what it gives is compared. That is done where nothing else can pass from it to others:
it imports neither modules of the project nor anything that remembers, and it changes nothing outside of itself.
"""

import ast
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from worked.run.cache import CachedFile, Read, name_below
from worked.run.code import MARK, code_state, content, names_of_files
from worked.run.native import NO_NAME
from worked.run.prints import print_of
from worked.run.uses import ALL, is_closed, is_meddler, taken, uses_of
from worked.settings import Settings


class Given:
    """Decides what is kept for comparing.

    is_kept  what modules give is noted in records: in a live preview, where the next edit is waited for
    failed   the texts of modules that do not run by themselves, by their files: another try would take as long
    """

    is_kept = False
    failed: ClassVar[dict[Path, bytes]] = {}


def given(path: Path, settings: Settings) -> dict[str, list] | None:
    """What a module gives when it is run alone, as ``print_of`` makes it; None where it does not run.

    path  its file
    """
    kept = CachedFile(path, settings, "given")
    if kept.data is None:
        from worked.run.snippet import SnippetError, run_snippet  # which a check of what is kept does not need

        data = content(path)
        if Given.failed.get(path) == data:
            return None
        names = sorted(top_level(data))
        try:
            outcome = run_snippet(path, settings, names, print_of)
        except SnippetError:
            Given.failed[path] = data
            return None
        read = {name_below(settings.root, name): known for name, known in outcome.read.items()}
        if any(name != name_below(settings.root, path) for name in modules_in(read)):
            unknown = names  # a module of the project has the name of a package
        else:
            unknown = [name for name, why in outcome.errors.items() if not why.startswith(NO_NAME)]
        kept.save(outcome.values | {name: ["", []] for name in unknown}, read)
    return kept.data


def modules_in(read: Mapping[str, str | None]) -> list[str]:
    """The files that were read as they are and hold code of the project, apart from the packages around it."""
    own = [name for name, known in read.items() if MARK not in name and known is not None and name.endswith(".py")]
    return [name for name in own if not name.endswith("__init__.py")]


def top_level(data: bytes) -> set[str]:
    """All names that a module may bind, and some more."""
    names = {one[2] for one in uses_of(data).imports}
    for node in ast.walk(ast.parse(data)):
        names.add(
            node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else getattr(node, "name", "")
        )
    return {name for name in names if isinstance(name, str) and name and not name.startswith("_")}


def state_of(made: Mapping[str, list], names: Iterable[str]) -> str:
    """The hash of what a module gives under some names; "" where it cannot be told.

    made  what ``given`` returns
    """
    numbers: dict[int, int] = {}
    told = []
    for name in sorted(names):
        print_, shared = made.get(name, ["absent", []])
        if not print_ or name.startswith("_"):  # of which no expression can ask
            return ""
        told.append((name, print_, [numbers.setdefault(one, len(numbers)) for one in shared]))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def with_given(read: Mapping[str, str | None], settings: Settings, asked: Iterable[str]) -> Read:
    """What a run read, with what is taken of each module where it is told as code, and where that can be compared.

    read   as ``as_code`` gives it
    asked  the names that were asked for, of whichever module has them
    """
    found, files = dict(read), {}
    for name in names_of_files(read) if Given.is_kept else ():
        files[name] = content(settings.root / name)
    if modules_in(read) or any(map(is_meddler, files.values())):
        return found
    for name, data in files.items():
        known = " ".join((read[f"code{MARK}{name}"] or "").split(" ")[:2])
        names = taken(name, [more for other, more in files.items() if other != name]).union(asked)
        if not names or ALL in names or known != code_state(data) or not is_closed(data):
            continue
        made = given(settings.root / name, settings)
        if state := made and state_of(made, names):
            found[f"code{MARK}{name}"] = f"{known} {state} {','.join(sorted(names))}"
    return found


class CachedRun(CachedFile):
    """What came of a run of snippets, valid also while all that is taken of an edited module is the same."""

    def given_anew(self, settings: Settings, edited: Read) -> Read:
        if not all(known and known.count(" ") == 3 for known in edited.values()):
            return dict.fromkeys(edited)
        return {name: state_of_same(settings, name, known) for name, known in edited.items()}


def state_of_same(settings: Settings, name: str, known: str) -> str | None:
    """The present state of a module that was edited, where all that is taken of it is the same; else None.

    name, known  as a record has them
    """
    _, _, state, names = known.split(" ")
    path = settings.root / name.partition(MARK)[2]
    data = content(path)
    made = given(path, settings) if is_closed(data) else None
    is_same = made is not None and state_of(made, names.split(",")) == state
    return f"{code_state(data)} {state} {names}" if is_same else None
