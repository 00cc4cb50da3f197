"""Sums and products with dots in them: 1 + 2 + … + 10, 1² + 2² + … + 9², 5 · 4 ⋯ 1."""

from fractions import Fraction
from itertools import pairwise

from worked.maths.node import Node
from worked.maths.tokens import ExpressionError

MOST_TERMS = 1000
UNCLEAR = "how it goes on at the dots is not clear"


def with_series(tree: Node) -> Node:
    """The tree with all the terms that dots stand for.

    raises  ExpressionError: the terms around the dots do not tell which they are
    """
    if tree.op in ("+", "*"):
        terms = operands(tree, tree.op)
        if any(term.op == "dots" for term in terms):
            return joined(all_terms(terms), tree)
    elif tree.op == "dots":
        raise ExpressionError(UNCLEAR, tree.start)
    children = tuple(map(with_series, tree.children))
    return Node(tree.op, children, tree.value, tree.unit, tree.start, tree.end, tree.form)


def operands(tree: Node, op: str) -> list[Node]:
    return [*operands(tree.children[0], op), tree.children[1]] if tree.op == op else [tree]


def joined(terms: list[Node], whole: Node) -> Node:
    """One tree of all terms, as flat as can be."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return Node(whole.op, (joined(terms[:half], whole), joined(terms[half:], whole)), start=whole.start, end=whole.end)


def all_terms(terms: list[Node]) -> list[Node]:
    at = next(index for index, term in enumerate(terms) if term.op == "dots")
    first, behind = terms[:at], terms[at + 1 :]
    forms = {form_of(term) for term in [*first, *behind]}
    if len(first) < 2 or not behind or len(forms) > 1 or any(term.op == "dots" for term in behind):
        raise ExpressionError(UNCLEAR, terms[at].start)
    columns = list(zip(*map(numbers_of, first)))
    last = numbers_of(behind[-1])
    ways = [way for way in (progress(columns, last, step) for step in (arithmetic, geometric)) if way]
    if len(ways) != 1 and not (ways and ways[0] == ways[-1]):
        raise ExpressionError(UNCLEAR, terms[at].start)
    middle = [filled(first[0], iter(values)) for values in ways[0][len(first) : -len(behind)]]
    if [numbers_of(term) for term in behind] != ways[0][-len(behind) :] or len(ways[0]) < len(first) + len(behind):
        raise ExpressionError(UNCLEAR, terms[at].start)
    return [*first, *middle, *behind]


def form_of(term: Node) -> tuple:
    return tuple((node.op, None if node.op == "number" else node.value) for node in term.walk())


def numbers_of(term: Node) -> list[Fraction]:
    return [node.value for node in term.walk() if node.op == "number"]


def filled(term: Node, values) -> Node:
    """A term with other numbers, which stand nowhere on the page."""
    value = next(values) if term.op == "number" else term.value
    children = tuple(filled(child, values) for child in term.children)
    return Node(term.op, children, value, term.unit, -1, -1, term.form)


def progress(columns: list[tuple], last: list[Fraction], step) -> list[list[Fraction]] | None:
    """The numbers of all terms, where each goes on by the same step; None where they do not reach the last term together."""
    steps = [step(column) for column in columns]
    if None in steps:
        return None
    made = [[column[0] for column in columns]]
    while made[-1] != last and len(made) < MOST_TERMS:
        made.append([go_on(value) for value, go_on in zip(made[-1], steps)])
    return made if made[-1] == last else None


def arithmetic(column: tuple):
    by = column[1] - column[0]
    is_even = all(later - earlier == by for earlier, later in pairwise(column))
    return (lambda value: value + by) if is_even else None


def geometric(column: tuple):
    if 0 in column:
        return None
    by = column[1] / column[0]
    is_even = all(later / earlier == by for earlier, later in pairwise(column))
    return (lambda value: value * by) if is_even and abs(by.numerator * by.denominator) < MOST_TERMS else None
