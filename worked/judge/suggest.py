"""Suggestions: which expression of the snippet has the value of a number on the page."""

from collections.abc import Iterator
from fractions import Fraction

from worked.maths.exact import shape
from worked.maths.literal import ShownNumber, equals, flatten, reads_as
from worked.run.snippet import Snippets
from worked.run.store import Store

MOST = 3  # suggestions for each number
LONGEST = 100  # entries; a longer array is not searched


class Suggestions:
    """The values of the snippets, by name, in which a number can be looked for."""

    def __init__(self, snippets: Snippets, store: Store):
        made = store.named(snippets)
        self.values = {name: value.data for name, value in made.names.items() if not value.is_drawing}
        self.arrays = made.arrays
        self.index_names = index_names(self.values)
        self.places = places_only(self.values, self.index_names)

    def for_literal(self, literal) -> list[str]:
        """The names and entries of arrays that round to a literal; the simplest first.

        A whole number is a count or a name more often than a result, rounded: it has to be the value itself. And what
        numbers the places of a list is the value of nothing.
        """
        found = [
            match
            for name, data in self.values.items()
            if name not in self.places
            for match in self.matches(name, data, literal)
        ]
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
            return [] if is_rounded_to_whole(data, literal) else [name]
        if not isinstance(data, tuple) or len(data) > LONGEST:
            return []
        places = self.index_names if len(data) == len(self.index_names) else list(map(str, range(len(data))))
        entries = [(indexed(name, place), entry) for place, entry in zip(places, data)]
        return [match for entry_name, entry in entries for match in self.matches(entry_name, entry, literal)]


def index_names(values: dict) -> list[str]:
    """The names that a snippet gives to indices: animal, road, cross, tired = range(4)."""
    first: dict[int, str] = {}
    for name, data in values.items():
        if isinstance(data, Fraction) and data.denominator == 1:
            first.setdefault(int(data), name)
    names = []
    while len(names) in first:
        names.append(first[len(names)])
    return names


def places_only(values: dict, names: list[str]) -> set[str]:
    """The names of indices, where some list has as many places."""
    lengths = {len(data) for data in values.values() if isinstance(data, tuple)}
    return set(names) if len(names) > 1 and len(names) in lengths else set()


def is_rounded_to_whole(value, literal) -> bool:
    """Is a literal a plain whole number, 4, and the value another one, 3.75?"""
    is_whole = isinstance(literal, ShownNumber) and literal.unit == 1
    return is_whole and not equals(value, literal.value, literal.unit)


def indexed(name: str, place: str) -> str:
    return f"{name[:-1]}, {place}]" if name.endswith("]") else f"{name}[{place}]"
