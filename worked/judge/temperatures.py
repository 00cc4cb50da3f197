"""Temperatures: one side may turn the other's into another scale, as 100 °F = (100 - 32) × 5/9 does."""

from fractions import Fraction

from worked.judge.chain import Part
from worked.maths.literal import entries_of
from worked.maths.node import Node

FAHRENHEIT, CELSIUS = {"degF": 1}, {"°": 1}


def in_other_scale(part: Part, other: Part) -> Part | None:
    """A side in degrees of the other scale, where the other side has that one, or computes it and has no unit."""
    if part.unit is None or part.unit.ten or (other.unit is None and (part.entries is None) == (other.entries is None)):
        return None
    if {5, 9} <= {node.value for node in part.numbers}:  # it turns its number by itself
        return None
    tree, named = part.as_written, None if other.unit is None else other.unit.powers
    if part.unit.powers == FAHRENHEIT and named in (None, CELSIUS):
        tree = made("*", made("-", tree, number(part, 32)), number(part, Fraction(5, 9)))
    elif part.unit.powers == CELSIUS and named in (None, FAHRENHEIT):
        tree = made("+", made("*", tree, number(part, Fraction(9, 5))), number(part, 32))
    else:
        return None
    turned = part.times()
    turned.tree, turned.alternative_tree, turned.entries = tree, None, entries_of(tree)
    return turned


def number(part: Part, value) -> Node:
    """A number that is not on the page."""
    return Node("number", (), Fraction(value), Fraction(1), part.end, part.end)


def made(op: str, left: Node, right: Node) -> Node:
    return Node(op, (left, right), start=left.start, end=left.end)
