"""Uses: what files do with names, read from their text. What do others take of a module, and may it change their world?"""

import ast
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from worked.run.code import looks_at_itself

PACKAGES = set(
    "__future__ collections dataclasses fractions functools itertools math numpy re string textwrap typing worked".split()
)
# What changes the world in which a module is imported, or the module itself from outside.
WORLD = set(
    "builtins chdir delattr environ getcontext importlib localcontext modules printoptions putenv runpy setattr setcontext "
    "setbufsize seterr seterrcall setlocale setrecursionlimit set_printoptions set_string_function".split()
)
# Tables of packages: whoever has one may change it for all, by `update`, `setdefault` or under another name.
TABLES = set("all_feature_names EXCLUDED_ATTRIBUTES HOMES PLACES sctypeDict typecodes".split())
# What leaves something behind, or finds what others have left.
TRACES = set("dir memmap open random save savetxt savez seed set_state tofile write write_bytes write_text".split())
ALL = "*"  # in the place of a name: all of a module is taken


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
        packages <= PACKAGES
        and not names_one_of(WORLD | TRACES | TABLES, data)
        and not sets(data)
        and not looks_at_itself(data)
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
    return names_one_of(WORLD | TABLES, data) or sets(data, packages)
