"""Ties: each number of an equation is one of the snippet, so that no two of them can change together unnoticed.

`18 + 0 + 6 = 24` holds by itself, and so does `17 + 1 + 6 = 24`. So where numbers have to be accounted for, one side of an
equation is an expression of the snippet, and each number of another side

- is an entry of what that expression names, each entry used once: weights @ values = 0.72·[4, 1] + 0.28·[1, 4];
- or comes from the same term of the side beside it: 0.72·[4, 1] + 0.28·[1, 4] = [2.88, 0.72] + [0.28, 1.12];
- or is the result, alone on its side.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, pairwise
from math import isclose

from worked.judge.chain import Chain, Part
from worked.judge.claims import own_number
from worked.maths.exact import FUNCTIONS, EvaluationError, exact, map_entries, pair_entries, shape
from worked.maths.literal import ShownNumber, entries_of, flatten, is_tie, number_entry, rounds_to
from worked.maths.node import Node
from worked.maths.writing import all_round_to

ValueOf = Callable[[Node], object]
WITHOUT_NAME = {0, 1, 2, 100}  # an expression of the snippet may hold them, and the side beside it then too
MOST_ENTRIES = 10_000  # of what an expression names; the rest is not searched


def atoms(tree: Node) -> Iterator[Node]:
    """The parts of a tree whose values a snippet gives: names, indexed names, and calls of functions."""
    if tree.op in ("name", "index", "attribute") or (tree.op == "call" and tree.children[0].value not in FUNCTIONS):
        yield tree
        return
    for child in tree.children[1:] if tree.op == "call" else tree.children:
        yield from atoms(child)


def sources(tree: Node) -> Iterator[Node]:
    """The atoms of a tree, and of calls also what they are made of: weights.sum() and weights."""
    for atom in atoms(tree):
        yield atom
        if atom.op == "call":
            function, *arguments = atom.children
            for inside in [*function.children, *arguments]:
                yield from sources(inside)


class Ties:
    """Judges which sides of a chain are tied to the snippet.

    is_known  does the snippet define all names of a node?
    value_of  the value that the snippet gives a node
    """

    def __init__(self, is_known: Callable[[Node], bool], value_of: ValueOf):
        self.is_known, self.value_of = is_known, value_of

    def untied(self, chain: Chain, pinned: Part | None, series_of: Callable[[Part], list[str]]) -> list[Part]:
        """The sides of a chain whose numbers nothing ties to the snippet, among those that some step holds.

        pinned     the side whose numbers are known to be the snippet's, if any
        series_of  what in the snippet has the numbers of a side as its entries; asked where nothing else ties them
        """
        found = []
        for sides in segments(chain):
            untied = self.untied_of(sides, pinned)
            if untied and len(untied) < len(sides) and series_of(untied[0]):
                untied = self.untied_of(sides, untied[0])
            found += untied
        return found

    def untied_of(self, sides: list[Part], pinned: Part | None) -> list[Part]:
        named = {id(part) for part in sides if self.is_named(part)}
        pool = [entry for part in sides if id(part) in named for entry in self.entries_behind(part.tree)]
        is_anchored = bool(named) or pinned in sides
        tied = {id(part) for part in sides if is_anchored and self.is_tied_itself(part, id(part) in named, pool)}
        tied |= {id(part) for part in sides if part is pinned}
        for one, other in [*zip(sides[1:], sides), *list(pairwise(sides))[::-1]]:
            if id(one) not in tied and id(other) in tied and self.follows(one.tree, other.tree):
                tied.add(id(one))
        return [part for part in sides if id(part) not in tied and part.numbers]

    def is_named(self, part: Part) -> bool:
        return any(map(self.is_known, atoms(part.tree)))

    def is_tied_itself(self, part: Part, is_named: bool, pool: list) -> bool:
        if is_named:
            return own_number(part.tree) is None and not self.has_idle_name(part.tree)
        return part.entries is not None or are_entries(literals(part.tree), pool)

    def entries_behind(self, tree: Node) -> Iterator:
        """The entries of all that an expression names, and the few numbers that it may hold itself."""
        for node in filter(self.is_known, sources(tree)):
            try:
                yield from flatten(self.value_of(node))[:MOST_ENTRIES]
            except EvaluationError:  # a function, which has no value before it is called
                continue
        yield from (number.value for number in numbers_beside_names(tree) if number.value in WITHOUT_NAME)

    def has_idle_name(self, tree: Node) -> bool:
        """Does a side name something and give the same whatever it is, as d_k - d_k + 41 does?"""
        known = {repr(atom): atom for atom in atoms(tree) if self.is_known(atom)}
        return tree not in known.values() and any(self.is_idle(key, tree) for key in known)

    def is_idle(self, key: str, tree: Node) -> bool:
        try:
            value = flatten(exact(tree, self.value_of))
            others = [flatten(exact(tree, lambda node, by=by: self.nudged(node, key, by))) for by in (1, 7)]
        except (EvaluationError, ArithmeticError):
            return False
        return all(is_same(value, other) for other in others)

    def nudged(self, node: Node, key: str, by: int):
        """The value of a node; of one node another value, entry by entry by another amount."""
        value = self.value_of(node)
        if repr(node) != key:
            return value
        amounts = count(by)
        return map_entries(lambda entry: entry + next(amounts) * (2 * abs(entry) + 1), value)

    # ---- a side and the one beside it --------------------------------------------------------

    def follows(self, tree: Node, before: Node) -> bool:
        """Does each number of a side come from the same place of the side beside it?"""
        tree, before = without_group(tree), without_group(before)
        if (entries := entries_of(tree)) is not None:
            return self.reads(before, entries)
        if tree.op in ("+", "-"):
            return self.groups(terms_of(tree), terms_of(before))
        if tree.op != before.op or tree.value != before.value or len(tree.children) != len(before.children):
            return not literals(tree)
        return all(map(self.follows, tree.children, before.children))

    def groups(self, terms: list["Term"], before: list["Term"]) -> bool:
        """Is each term of a sum one term of the sum beside it, or the sum of some that stand side by side?"""

        @cache
        def from_place(at: int, start: int) -> bool:
            if at == len(terms) or start == len(before):
                return at == len(terms) and start == len(before)
            ends = range(start + 1, len(before) + 1)
            return any(self.stands_for(terms[at], before[start:end]) and from_place(at + 1, end) for end in ends)

        return from_place(0, 0)

    def stands_for(self, term: "Term", before: list["Term"]) -> bool:
        sign, tree = term
        if (entries := entries_of(tree)) is None:
            return len(before) == 1 and before[0][0] == sign and self.follows(tree, before[0][1])
        try:
            values = [map_entries(lambda entry, by=by: by * entry, exact(one, self.value_of)) for by, one in before]
            total = values[0]
            for value in values[1:]:
                total = pair_entries(lambda left, right: left + right, total, value)
        except (EvaluationError, ArithmeticError):
            return False
        total = map_entries(lambda entry: sign * entry, total)
        return shape(total) == shape(entries) and all_round_to(total, entries)

    def reads(self, tree: Node, entries) -> bool:
        try:
            value = exact(tree, self.value_of)
        except EvaluationError:
            return False
        return shape(value) == shape(entries) and all_round_to(value, entries)


Term = tuple[int, Node]  # the sign of a term, and the term without it


def terms_of(tree: Node, sign: int = 1) -> list[Term]:
    tree = without_group(tree)
    if tree.op in ("+", "-"):
        left, right = tree.children
        return terms_of(left, sign) + terms_of(right, sign if tree.op == "+" else -sign)
    return [(sign, tree)]


def without_group(tree: Node) -> Node:
    while tree.op == "group":
        tree = tree.children[0]
    return tree


def segments(chain: Chain) -> list[list[Part]]:
    """The sides of a chain, parted where a step does not hold."""
    found = [[chain.parts[0]]]
    for step in chain.steps:
        if step.verdict != "holds":
            found.append([])
        found[-1].append(step.right)
    return [sides for sides in found if len(sides) > 1]


def literals(tree: Node) -> list[ShownNumber]:
    """The numbers of a side as they stand on the page, each with its sign, percent sign or power of ten."""
    shown = {entry.node.start: entry for entry in entries_below(tree) if entry.node.start < entry.node.end}
    return [shown[start] for start in sorted(shown)]  # a number that a formula reads twice stands there once


def entries_below(tree: Node) -> Iterator[ShownNumber]:
    if (entry := number_entry(tree)) is not None:
        yield entry
        return
    for child in tree.children:
        yield from entries_below(child)


def numbers_beside_names(tree: Node) -> Iterator[Node]:
    """The numbers of an expression that are neither an index nor an argument."""
    if tree.op == "number":
        yield tree
    elif tree.op not in ("index", "attribute") and not (tree.op == "call" and tree.children[0].value not in FUNCTIONS):
        for child in tree.children:
            yield from numbers_beside_names(child)


def is_same(values: list, others: list) -> bool:
    """Are values the same up to the noise of floats?"""
    return all(isclose(one, other, rel_tol=1e-9) for one, other in zip(values, others))


def are_entries(numbers: list[ShownNumber], pool: list) -> bool:
    """Is each of some numbers an entry of its own in a pool? A sign may stand in the sum instead."""
    left = list(pool)
    for number in sorted(numbers, key=lambda number: number.unit):  # those with the most decimals fit the fewest
        place = next((place for place, entry in enumerate(left) if reads_as(entry, number)), None)
        if place is None:
            return False
        del left[place]
    return True


def reads_as(entry, number: ShownNumber) -> bool:
    return any(rounds_to(one, number) and not is_tie(one, number) for one in (entry, -entry))
