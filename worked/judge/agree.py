"""Agreeing: are the two sides of a step equal as displayed, in one of the ways in which they can be read?"""

import itertools
from fractions import Fraction
from functools import lru_cache

from worked.judge.chain import Part, Step, shown_numbers
from worked.judge.faults import entry_holds, rows_of
from worked.judge.readings import is_ambiguous, is_mixed_number, value_of_side
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, equals, flatten, power_of_ten
from worked.maths.node import Node

NOTHING_TO_COMPUTE = "two numbers, and nothing to compute"
NO_PERCENT = "× 100 is no percent: write × 100%"


def agrees(step: Step, names, shifted: dict) -> bool:
    if not same_unit(step, counts=False):
        return False
    readings = (False, True) if is_ambiguous(step.left.tree) or is_ambiguous(step.right.tree) else (False,)
    trees = [[part.tree, *filter(None, [part.alternative_tree])] for part in (step.left, step.right)]
    ways = itertools.product(readings, itertools.product(*trees))
    return any(agrees_when_read(step, pair, names, shifted, reading) for reading, pair in ways)


def refuses(step: Step, shifted: dict, names) -> bool:
    """Is a step refused with other numbers in it? It is too where they make it divide by zero."""
    try:
        return not agrees(step, names, shifted)
    except EvaluationError:
        return True


def agrees_when_read(step: Step, trees: tuple[Node, Node], names, shifted: dict, alternative_reading: bool) -> bool:
    left = value_of_side(step.left, trees[0], names, shifted, alternative_reading)
    is_result = is_mixed_number(trees[1])  # 5½ behind "=" is no product
    right = value_of_side(step.right, trees[1], names, shifted, alternative_reading and not is_result)
    if shape(left) != shape(right):
        return False
    pairs = list(zip(flatten(left), flatten(right)))
    if step.right.entries is not None and all_round(step, pairs, step.left, step.right):
        return True
    reverse = step.left.entries is not None and (step.right.entries is None or step.relation == "≈")
    if reverse and all_round(step, [pair[::-1] for pair in pairs], step.right, step.left):
        return True
    if step.left.entries is not None or step.right.entries is not None:
        return False
    units = [unit for part in (step.left, step.right) if (unit := unit_of_side(part.tree)) is not None]
    unit = min(units, default=Fraction(1))
    is_small = any(has_small_power(tree) for tree in trees)
    return all(equals(*pair, min(unit, scale_of(*pair) or unit) if is_small else unit) for pair in pairs)


@lru_cache(maxsize=100)  # a side is asked once for each of its digits
def unit_of_side(tree: Node) -> Fraction | None:
    """What one more adds in the last digit of the finest literal of a side."""
    return min((number.unit for number in shown_numbers(tree)), default=None)


@lru_cache(maxsize=100)
def has_small_power(tree: Node) -> bool:
    """Is there a 10^-34 in a side, beside which the last digit of 1.05 is no measure of what is equal?"""
    powers = (power_of_ten(node) for node in tree.walk() if node.op == "**")
    return any(power is not None and power < 1 for power in powers)


def scale_of(left, right):
    return min(abs(left), abs(right))


def all_round(step: Step, pairs: list, computed: Part, shown: Part) -> bool:
    values, entries = tuple(value for value, _ in pairs), flatten(shown.entries)
    seen = [ShownNumber(pair[1], entry.unit, entry.node, entry.digits) for pair, entry in zip(pairs, entries)]
    return all(entry_holds(*row) for row in rows_of(step, computed, values, seen))


def same_unit(step: Step, counts: bool = True) -> bool:
    """Can the numbers of the two sides be compared? A side without a unit goes with every unit.

    counts  are words such as "atoms" or "students" units too?
    """
    left, right = step.left.unit, step.right.unit
    if left is None or right is None:
        return True
    return left.powers == right.powers if counts else left.measures == right.measures


def has_factor_of_hundred(tree: Node) -> bool:
    """Is a side multiplied by 100, as people do who then write a percent sign?"""
    if tree.op == "group":
        return has_factor_of_hundred(tree.children[0])
    if tree.op == "/":
        return has_factor_of_hundred(tree.children[0])
    if tree.op == "*":
        return any(map(has_factor_of_hundred, tree.children))
    return tree.op == "number" and tree.value == 100 and tree.unit == 1


def times_hundred(step: Step, names) -> bool:
    """Does a step say 3 / 8 × 100 = 37.5 %, whose left side is 100 times too large?"""
    trees = [part.tree for part in (step.left, step.right)]
    if (trees[0].op == "percent") == (trees[1].op == "percent"):
        return False
    left, right = (exact(tree.children[0] if tree.op == "percent" else tree, names) for tree in trees)
    shown = next(part for part in (step.left, step.right) if part.tree.op == "percent")
    has_hundred = any(node.op == "number" and node.value == 100 for tree in trees for node in tree.walk())
    if shape(left) or shape(right) or shown.entries is None or not has_hundred:
        return False
    return abs(left - right) <= shown.entries.digits.unit / 2
