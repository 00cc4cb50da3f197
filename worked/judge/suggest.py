"""Suggestions: which expression of the snippet has the value of a number on the page."""

from collections.abc import Iterator

from worked.maths.exact import shape
from worked.maths.literal import ShownNumber, flatten, reads_as
from worked.run.modules import fresh_modules
from worked.run.snippet import SnippetError, namespace_of, quiet_run
from worked.run.store import Snippets
from worked.run.values import value_of
from worked.settings import Settings

MOST = 3  # suggestions for each number
LONGEST = 100  # entries; a longer array is not searched


class Suggestions:
    """The values of the snippets, by name, in which a number can be looked for."""

    def __init__(self, snippets: Snippets, settings: Settings):
        namespace: dict = {}
        try:
            with fresh_modules(settings.root, settings.snippets), quiet_run():
                known, rivals = namespace_of(snippets, settings.root)
                namespace = {name: thing for name, thing in known.items() if name not in rivals}
        except SnippetError:
            pass  # reported where the values were asked for
        self.values = dict(plain_values(namespace))
        self.arrays = {name for name in self.values if hasattr(namespace[name], "dtype")}
        self.index_names = index_names(namespace)

    def for_literal(self, literal) -> list[str]:
        """The names and entries of arrays that round to a literal; the simplest first."""
        found = [match for name, data in self.values.items() for match in self.matches(name, data, literal)]
        return sorted(found, key=lambda name: (name.count(","), name.count("[")))[:MOST]

    def for_series(self, numbers: list[ShownNumber]) -> list[str]:
        """What has the numbers of a sum as its entries, in their order: a list, a row or a column."""
        shown = tuple(numbers)
        named = [(name, flat) for name, data in self.values.items() for name, flat in self.series(name, data)]
        return [name for name, flat in named if len(flat) > 1 and reads_as(flat, shown)][:MOST]

    def series(self, name: str, data) -> Iterator[tuple[str, tuple]]:
        if not isinstance(data, tuple) or len(data) > LONGEST:
            return
        yield name, tuple(flatten(data))
        if len(shape(data)) == 2:
            places = self.index_names if len(data) == len(self.index_names) else range(len(data))
            yield from ((f"{name}[{place}]", row) for place, row in zip(places, data))
            if name in self.arrays:
                yield from ((f"{name}[:, {place}]", column) for place, column in enumerate(zip(*data)))

    def matches(self, name: str, data, literal) -> list[str]:
        if reads_as(data, literal):
            return [name]
        if not isinstance(data, tuple) or len(data) > LONGEST:
            return []
        places = self.index_names if len(data) == len(self.index_names) else list(map(str, range(len(data))))
        entries = [(indexed(name, place), entry) for place, entry in zip(places, data)]
        return [match for entry_name, entry in entries for match in self.matches(entry_name, entry, literal)]


def plain_values(namespace: dict):
    for name, thing in namespace.items():
        if not name.startswith("_") and not callable(thing) and type(thing).__name__ != "module":
            try:
                data = value_of(name, thing).data
            except Exception:  # an object of the snippet may raise anything when it is looked at
                continue
            if not isinstance(data, str):
                yield name, data


def index_names(namespace: dict) -> list[str]:
    """The names that a snippet gives to indices: animal, road, cross, tired = range(4)."""
    first: dict[int, str] = {}
    for name, thing in namespace.items():
        if type(thing) is int and not name.startswith("_"):
            first.setdefault(thing, name)
    names = []
    while len(names) in first:
        names.append(first[len(names)])
    return names


def indexed(name: str, place: str) -> str:
    return f"{name[:-1]}, {place}]" if name.endswith("]") else f"{name}[{place}]"
