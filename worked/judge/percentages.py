"""Percent signs that a side leaves out, or means as shops do: 3 / 8 × 100 = 37.5 %, 120 − 20 % = 96."""

from fractions import Fraction

from worked.judge.agree import has_factor_of_hundred
from worked.judge.chain import Part
from worked.maths.exact import exact, shape
from worked.maths.literal import entries_of, rounds_to
from worked.maths.node import Node


def of_what_stands_before(tree: Node) -> Node | None:
    """120 − 20 %, read as shops do: 20 % of the 120 are taken off; None where a side does not end so."""
    if tree.op not in ("+", "-") or tree.children[1].op != "percent" or tree.children[0].op == "percent":
        return None
    before, percent = tree.children
    one = Node("number", (), Fraction(1), Fraction(1), percent.start, percent.start)
    share = Node(tree.op, (one, percent), start=percent.start, end=percent.end)
    return Node("*", (before, share), start=tree.start, end=tree.end)


def is_percentage(tree: Node, result: Part) -> bool:
    """Does a side say 3 / 8 × 100, and its result 37.5 %, which is 100 times less?"""
    shown = result.tree.children[0] if result.tree.op == "negative" else result.tree
    is_shown = shown.op == "percent" and result.entries is not None
    return is_shown and has_factor_of_hundred(tree) and all(node.op != "percent" for node in tree.walk())


def without_percent(tree: Node) -> Node:
    """What a result says without its percent sign: -3.26 for -3.26 %."""
    if tree.op == "negative":
        return Node("negative", (tree.children[0].children[0],), start=tree.start, end=tree.end)
    return tree.children[0]


def leaves_out_percent(left: Part, right: Part, names) -> bool:
    """Are the numbers of a side percentages without a sign: (99.8 + 98.9) / 2 = 99.35 %? Less than one may be a share."""
    if right.tree.op != "percent" or right.entries is None or any(node.op == "percent" for node in left.tree.walk()):
        return False
    value, entries = exact(left.tree, names), entries_of(right.tree.children[0])
    return not shape(value) and abs(value) >= 1 and rounds_to(value, entries)
