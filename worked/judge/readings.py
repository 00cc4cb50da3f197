"""Readings: a side may mean one of two things, such as a logarithm to base e or ten, and has a value in each."""

import contextlib
from fractions import Fraction
from functools import lru_cache

from worked.judge.chain import Part
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import is_finite
from worked.maths.node import Node


def value_of_side(part: Part, tree: Node, names, shifted: dict, alternative_reading: bool):
    """The value of a side, computed once as long as none of its numbers is replaced."""
    if any(part.start <= start < part.end for start in shifted):
        return exact(tree, names, shifted, alternative_reading)
    key = (id(tree), alternative_reading)
    if key not in part.kept:
        part.kept[key] = exact(tree, names, alternative_reading=alternative_reading)
    return part.kept[key]


def is_mixed_number(tree: Node) -> bool:
    """Is a side nothing but a whole number and a fraction, 5½, which is then no product?"""
    while tree.op in ("negative", "group"):
        tree = tree.children[0]
    return tree.op == "mixed" and all(node.op != "number" or node.unit == 1 for node in tree.walk())


ANGLES = {"sin", "cos", "tan"}  # of radians or degrees, unless π tells that they are radians
INVERSES = {"arcsin", "arccos", "arctan", "asin", "acos", "atan"}  # whose value is in radians or degrees


@lru_cache(maxsize=100)  # a side is asked once for each of its digits
def is_ambiguous(tree: Node) -> bool:
    """May a side be read in two ways: 2 and a fraction, a log without base, a sine or its inverse in radians or degrees?"""
    if not tree.children:
        return False
    nodes = [node for node in tree.walk() if node.op in ("name", "mixed")]
    names = {node.value for node in nodes if node.op == "name"}
    has_mixed = any(node.op == "mixed" for node in nodes)
    has_unclear_angle = bool(names & ANGLES) and not names & {"pi", "π"}
    return "log" in names or has_mixed or has_unclear_angle or bool(names & INVERSES)


def values_of_side(part: Part, names) -> list:
    """The values that a side has, in the ways in which it can be read."""
    values = [value_of_side(part, part.tree, names, {}, False)]
    if is_ambiguous(part.tree):
        with contextlib.suppress(EvaluationError):
            values.append(value_of_side(part, part.tree, names, {}, True))
    return values


def nearest_value(part: Part, seen, names):
    """The value of a side, in the reading that comes nearest to the number that the page shows."""
    trees = [part.alternative_tree or part.tree]
    values = [exact(trees[0], names)]
    if is_ambiguous(part.tree):
        with contextlib.suppress(EvaluationError):
            values.append(exact(trees[0], names, alternative_reading=True))
    numbers = [value for value in values if not shape(value) and is_finite(value)]
    if shape(seen) or len(numbers) < 2:
        return values[0]
    return min(numbers, key=lambda value: abs(Fraction(value) - Fraction(seen)))
