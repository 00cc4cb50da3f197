"""Prints: fingerprints of the objects that a module gives. Two with the same print are the same to whoever takes them."""

import hashlib
from collections.abc import Iterable
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

from worked.run.uses import PACKAGES


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
