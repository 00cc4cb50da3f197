"""What a module gives: the values and the functions that other code takes from it, each by its name.

A figure, or another page's snippet, rests on that and not on all of the module's code: with a line more in it, all
else stays true as long as what is taken from it is the same. In a live preview, where somebody waits, the module is run
for this after an edit, alone, and what it gives is compared. That is done where nothing else can pass from it to others:
it imports neither modules of the project nor anything that remembers, and it changes nothing outside of itself.
"""

import ast
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import ClassVar, NamedTuple

from worked.run.cache import CachedFile, Read, name_below
from worked.run.code import MARK, code_state, content, looks_at_itself, names_of_files
from worked.run.native import NO_NAME
from worked.settings import Settings

PACKAGES = set(
    "__future__ collections dataclasses fractions functools itertools math numpy re string textwrap typing worked".split()
)
# What changes the world in which a module is imported, or the module itself from outside.
WORLD = set(
    "builtins chdir delattr environ getcontext importlib localcontext modules printoptions putenv runpy setattr setcontext "
    "seterr setlocale setrecursionlimit set_printoptions".split()
)
# What leaves something behind, or finds what others have left.
TRACES = set("dir memmap open random save savetxt savez seed set_state tofile write write_bytes write_text".split())
ALL = "*"  # in the place of a name: all of a module is taken


class Given:
    """Decides what is kept for comparing.

    is_kept  what modules give is noted in records: in a live preview, where the next edit is waited for
    failed   the texts of modules that do not run by themselves, by their files: another try would take as long
    """

    is_kept = False
    failed: ClassVar[dict[Path, bytes]] = {}


# ---- what is taken ---------------------------------------------------------------------------


class Uses(NamedTuple):
    """What a file does with names.

    imports     (module, name or "", known as) of each name that it imports
    alone       the names that stand without an attribute
    attributes  {name: what is taken of it}
    every       all attributes
    """

    imports: list[tuple[str, str, str]]
    alone: set[str]
    attributes: dict[str, set[str]]
    every: set[str]


@lru_cache(maxsize=256)
def uses_of(data: bytes) -> Uses:
    """What a file does with names.

    raises  SyntaxError, ValueError, RecursionError: it is no Python
    """
    uses = Uses([], set(), {}, set())
    tree = ast.parse(data)
    owners = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            uses.imports.extend((one.name, "", one.asname or "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            uses.imports.extend((node.module or "", one.name, one.asname or one.name) for one in node.names)
        elif isinstance(node, ast.Attribute):
            uses.every.add(node.attr)
        elif isinstance(node, ast.Name) and id(node) in owners:
            uses.attributes.setdefault(node.id, set()).add(owners[id(node)])
        elif isinstance(node, ast.Name):
            uses.alone.add(node.id)
    return uses


def taken(module: str, others: Iterable[bytes]) -> set[str]:
    """The names that other files take from a module; with ALL among them where that cannot be told.

    module  the name of its file: "snippets/soft_lookup.py"
    others  all other files of the project that were run
    """
    top, _, _ = module.partition("/")
    stem = Path(module).stem
    found, known_as = set(), set()
    read = [uses_of(data) for data in others]
    for uses in read:
        for source, name, alias in uses.imports:
            leaf = source.rpartition(".")[2]
            if name == ALL or (not name and not alias and source.partition(".")[0] == top):  # or of a whole package
                found.add(ALL)
            if name and leaf == stem:
                found.add(name)
            if stem in (name, "" if name else leaf):
                known_as.add(alias)
                found |= uses.attributes.get(alias, set()) | ({ALL} if alias in uses.alone or not alias else set())
    for uses in read:  # or they find it in the module that imports it, or in a package
        passed_on = uses.every | {name for _, name, _ in uses.imports if name != stem}
        if passed_on & known_as or stem in uses.every:
            found.add(ALL)
    return found


@lru_cache(maxsize=256)
def is_closed(data: bytes) -> bool:
    """Does a module get nothing from the project's other modules, and change nothing outside of itself?"""
    try:
        packages = {source.partition(".")[0] for source, _, _ in uses_of(data).imports}
    except (SyntaxError, ValueError, RecursionError):
        return False
    return (
        packages <= PACKAGES and not names_one_of(WORLD | TRACES, data) and not sets(data) and not looks_at_itself(data)
    )


def names_one_of(words: set[str], data: bytes) -> bool:
    uses = uses_of(data)
    imported = {part for source, name, _ in uses.imports for part in (*source.split("."), name)}
    return not words.isdisjoint({*uses.alone, *uses.attributes, *uses.every, *imported})


def sets(data: bytes, owners: set[str] | None = None) -> bool:
    """Does a file set or remove an attribute, or an entry of one: of anything, or of what these names stand for?"""
    for node in ast.walk(ast.parse(data)):
        is_entry = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute)  # of a table of a package
        if (is_entry or isinstance(node, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            first = node.value
            while isinstance(first, ast.Attribute):
                first = first.value
            if owners is None or not isinstance(first, ast.Name) or first.id in owners:
                return True
    return False


@lru_cache(maxsize=256)
def is_meddler(data: bytes) -> bool:
    """May a file change what another module finds when it is imported?"""
    sources = [(source.partition(".")[0], alias) for source, _, alias in uses_of(data).imports]
    packages = {alias or source for source, alias in sources if source in PACKAGES}
    return names_one_of(WORLD, data) or sets(data, packages)


# ---- what is given ---------------------------------------------------------------------------


class Unknown(Exception):
    """An object of which nobody can tell from outside whether it is the same."""


def print_of(text: str, thing: object) -> list:
    """A fingerprint of an object, and the numbers of all that it shares with whoever else holds them.

    Two objects with the same fingerprint are the same to whoever takes them.
    """
    shared: list[int] = []
    try:
        return [
            hashlib.sha256("\n".join(parts(thing, shared, set())).encode("utf-8", "surrogateescape")).hexdigest(),
            shared,
        ]
    except Unknown:
        return ["", []]


def parts(thing: object, shared: list[int], seen: set[int]) -> Iterable[str]:
    """What an object consists of.

    shared  gets the number of each object that could be changed in one place and seen in another
    seen    the numbers of the objects that were looked at
    raises  Unknown
    """
    kind = type(thing)
    yield f"{kind.__module__}.{kind.__qualname__}"
    if thing is None or kind in (bool, int, float, complex, str, bytes, range):
        yield repr(thing)
        return
    if kind is ModuleType or isinstance(thing, (type, BuiltinFunctionType)) or is_of_package(thing):
        yield name_in_package(thing)
        return
    if id(thing) in seen:
        yield f"again {shared.index(id(thing))}"
        return
    seen.add(id(thing))
    shared.append(id(thing))
    if kind in (list, tuple):
        inner = thing
    elif kind is dict:
        inner = [one for item in thing.items() for one in item]
    elif kind in (set, frozenset):
        inner = list(thing)
    elif kind.__module__ == "numpy" and hasattr(thing, "tobytes"):
        yield of_array(thing, shared)
        return
    elif kind.__module__ in ("fractions", "worked.run.values"):
        yield f"{thing!r} {sorted(vars(thing).items()) if hasattr(thing, '__dict__') else ''}"
        return
    elif kind is FunctionType and not vars(thing):
        inner = of_function(thing)
    elif kind.__qualname__ == "_lru_cache_wrapper" and not any(thing.cache_info()[:2]):  # it remembers nothing yet
        inner = [thing.__wrapped__, str(thing.cache_parameters())]
    else:
        raise Unknown(kind)
    yield f"{len(inner)}"
    for one in inner:
        yield from parts(one, shared, seen)


def is_of_package(thing) -> bool:
    """Is it a function of a package?"""
    place = thing.__globals__["__name__"] if isinstance(thing, FunctionType) else getattr(thing, "__module__", "")
    return callable(thing) and str(place).partition(".")[0] in PACKAGES


def name_in_package(thing) -> str:
    """The name of what a package has.

    raises  Unknown: it is the project's own, or another one's
    """
    name = thing.__name__ if isinstance(thing, ModuleType) else f"{thing.__module__}.{thing.__qualname__}"
    if name.partition(".")[0] not in {*PACKAGES, "builtins"}:
        raise Unknown(name)
    return name


def of_array(thing, shared: list[int]) -> str:
    """What an array, or a number of numpy, is: its bytes, and how they lie."""
    if thing.dtype.hasobject:
        raise Unknown(thing.dtype)
    whole = thing
    while getattr(whole, "base", None) is not None:
        whole = whole.base
        shared.append(id(whole))
    if not hasattr(whole, "__array_interface__"):
        raise Unknown(type(whole))
    place = thing.__array_interface__["data"][0] - whole.__array_interface__["data"][0] if whole is not thing else 0
    flags = thing.flags
    layout = f"{thing.dtype!r} {place} {thing.shape} {thing.strides} {flags.writeable} {flags.aligned}"
    return f"{layout} {hashlib.sha256(thing.tobytes()).hexdigest()}"


def of_function(thing: FunctionType) -> list:
    """What a function consists of: its code, its defaults, and what it finds by a name."""
    names = sorted(names_of_code(thing.__code__) & thing.__globals__.keys())
    cells = [cell.cell_contents for cell in thing.__closure__ or ()]
    known = [one for name in names for one in (name, thing.__globals__[name])]
    return [thing.__qualname__, of_code(thing.__code__), thing.__defaults__, thing.__kwdefaults__, *cells, *known]


def names_of_code(code: CodeType) -> set[str]:
    inner = [names_of_code(one) for one in code.co_consts if isinstance(one, CodeType)]
    return set(code.co_names).union(*inner)


def of_code(code: CodeType) -> str:
    """A function's code, without its place."""
    constants = [of_constant(one) for one in code.co_consts]
    counts = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return repr((code.co_code, code.co_exceptiontable, constants, counts, names))


def of_constant(one: object) -> str:
    if isinstance(one, CodeType):
        return of_code(one)
    return f"{type(one)} {sorted(map(repr, one)) if isinstance(one, frozenset) else one!r}"


# ---- records ---------------------------------------------------------------------------------


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
