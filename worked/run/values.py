"""Values: what the expressions of a snippet gave, as plain data that can be kept in a file."""

import math
from fractions import Fraction
from typing import Any

from worked.maths.exact import EvaluationError, shape
from worked.run.native import MAX_SIZE

A_PICTURE = "a picture is drawn by a module that the front matter names as figures:"


class Cited(float):
    """Somebody else's number, with its source; see :func:`cited`."""

    source: str
    url: str


class Measured(float):
    """A number that one of our own runs gave; see :func:`measured`."""

    source: str


def cited(value: float, source: str, url: str) -> Cited:
    """Declare somebody else's fact once, for pages to show.

    value    the number as the source prints it
    source   author, year and place: "Bahdanau et al. 2014, table 1"
    url      the address of the source
    returns  a float whose claims count as cited; what is computed from it counts as computed
    raises   ValueError: the source or the address is empty
    """
    if not source.strip() or not url.strip():
        raise ValueError("cited() needs the source, with the place in it, and its address")
    number = Cited(value)
    number.source, number.url = source, url
    return number


def measured(path) -> dict:
    """Read our own measurements from a JSON file that says how they were made.

    path     the file: {"script": …, "seed": …, "versions": {…}, "values": {name: number or list}}
    returns  the values by name, floats or nested lists of them, whose claims count as measured
    raises   ValueError: the file is not such a JSON object, or does not say which script, seed and versions made it
             OSError: it cannot be read
    """
    import json
    from pathlib import Path

    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: measurements are JSON: {error}") from None
    if not isinstance(record, dict):
        raise ValueError(f"{path}: measurements are a JSON object")
    missing = [key for key in ("script", "seed", "versions", "values") if key not in record]
    if missing:
        raise ValueError(f"{path}: measurements must say their {' and '.join(missing)}")
    if not isinstance(record["values"], dict):
        raise ValueError(f"{path}: the values of measurements have names")
    made_by = f"{Path(path).name}: {record['script']}, seed {record['seed']}"
    try:
        return {name: mark_measured(value, made_by) for name, value in record["values"].items()}
    except (TypeError, ValueError):
        raise ValueError(f"{path}: the values of measurements are numbers or lists of them") from None


def mark_measured(value, made_by: str):
    if isinstance(value, list):
        return [mark_measured(entry, made_by) for entry in value]
    if isinstance(value, (bool, str)):
        raise TypeError(value)
    number = Measured(value)
    number.source = made_by
    return number


class Picture:
    """A figure together with the words that say what it shows.

    figure   anything with matplotlib's `savefig`
    alt      alternative text, for those who cannot see the figure
    raises   TypeError: the figure cannot be saved, or alt is not a string
             ValueError: alt is empty
    """

    __slots__ = ("figure", "alt")

    def __init__(self, figure: Any, alt: str):
        if not callable(getattr(figure, "savefig", None)):
            raise TypeError(f"a figure has a savefig method: got {type(figure).__name__}")
        if not isinstance(alt, str):
            raise TypeError(f"alternative text is a string: got {type(alt).__name__}")
        if not alt.strip():
            raise ValueError("a picture needs alternative text")
        self.figure, self.alt = figure, alt


class Value:
    """A value of a snippet.

    data    Fraction, float or nested tuples of them; the text of a diagram, the SVG of a picture
    kind    "computed", "cited", "measured", "diagram" or "picture"
    source  who says so, of a cited number; which run, of a measured one
    alt     the alternative text of a picture
    url     the address of a cited number's source
    """

    __slots__ = ("data", "kind", "source", "alt", "url")

    def __init__(self, data, kind: str = "computed", source: str = "", alt: str = "", url: str = ""):
        self.data, self.kind, self.source, self.alt, self.url = data, kind, source, alt, url

    @property
    def is_drawing(self) -> bool:
        return self.kind in ("diagram", "picture")


def value_of(expression: str, thing) -> Value:
    """Turn an object of a snippet into a value that a page can show.

    expression  the text that gave the object; what run_snippet() takes as ``finish`` gets it too
    thing       a number, an array, nested lists or tuples of numbers, or a text
    returns     a Value: numbers as Fractions and floats, arrays as nested tuples
    raises      EvaluationError: a page cannot show the object, or it has more than 100,000 entries
    """
    if isinstance(thing, str):
        return Value(thing, "diagram")
    numbers = numbers_of(thing)
    kinds = {type(leaf) for leaf in leaves(numbers)}
    for kind, name in ((Cited, "cited"), (Measured, "measured")):
        if kinds == {kind}:
            sources = dict.fromkeys(leaf.source for leaf in leaves(numbers))
            address = next((leaf.url for leaf in leaves(numbers) if kind is Cited), "")
            return Value(exact_of(numbers), name, "; ".join(sources), url=address)
    return Value(exact_of(numbers))


def plain_data(expression: str, thing):
    """Turn an object of a snippet into data that JSON can hold: what run_snippet() takes as ``finish`` too.

    returns  numpy's arrays and numbers as lists and numbers; anything else as it is
    """
    return thing.tolist() if hasattr(thing, "tolist") else thing


def numbers_of(thing):
    """Nested tuples of Python numbers."""
    if hasattr(thing, "tolist") and hasattr(thing, "dtype"):
        if thing.size > MAX_SIZE:
            raise EvaluationError(f"the value has {thing.size:,} entries")
        if thing.dtype.kind == "f" and thing.dtype.itemsize < 8:
            thing = thing.astype(str).astype(float)  # 0.72 in single precision means 0.72
        thing = thing.tolist()
    if isinstance(thing, (list, tuple)):
        if not thing:
            raise EvaluationError("the value is empty")
        entries = tuple(numbers_of(entry) for entry in thing)
        if len(set(map(shape, entries))) > 1:
            raise EvaluationError("its entries have different shapes, so no list on a page can show it")
        return entries
    if hasattr(thing, "savefig"):
        raise EvaluationError("a figure needs words for who cannot see it: return worked.Picture(figure, alt)")
    if isinstance(thing, Picture):
        raise EvaluationError(A_PICTURE)
    if isinstance(thing, bool) or not isinstance(thing, (int, float, Fraction)):
        raise EvaluationError(f"the value is no number but a {type(thing).__name__}")
    return thing


def leaves(nested):
    if isinstance(nested, tuple):
        for entry in nested:
            yield from leaves(entry)
    else:
        yield nested


def exact_of(nested):
    if isinstance(nested, tuple):
        return tuple(map(exact_of, nested))
    if isinstance(nested, (Cited, Measured)):
        return Fraction(repr(float(nested))) if math.isfinite(nested) else float(nested)
    if isinstance(nested, float):
        return nested
    if max(nested.numerator.bit_length(), nested.denominator.bit_length()) > 10_000:
        raise EvaluationError("the value is too large to show")
    return Fraction(nested)


# ---- as data in a file -----------------------------------------------------------------------


def encode(value: Value) -> list:
    return [value.kind, value.source, value.alt, value.url, encode_data(value.data)]


def decode(record: list) -> Value:
    """Read a value from a file.

    raises  ValueError, TypeError: the record is damaged
    """
    kind, source, alt, url, data = record
    if kind in ("diagram", "picture"):
        return Value(str(data), kind, source, alt, url)
    return Value(decode_data(data), kind, source, alt, url)


def encode_data(data):
    if isinstance(data, tuple):
        return [encode_data(entry) for entry in data]
    return str(data) if isinstance(data, Fraction) else data  # JSON has no rationals: a string holds one


def decode_data(data):
    if isinstance(data, list):
        return tuple(decode_data(entry) for entry in data)
    return Fraction(data) if isinstance(data, str) else float(data)
