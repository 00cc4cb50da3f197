"""The ways to compare two sides with different units: 3 h = 180 min, 2 h · 60 = 120 min, π/4 = 45°, 8 bits = 1 byte."""

import math
from fractions import Fraction

from worked.judge.chain import Part, Step
from worked.judge.percentages import is_percentage, of_what_stands_before, without_percent
from worked.judge.readings import INVERSES
from worked.judge.temperatures import in_other_scale
from worked.latex.conversions import MEMORY, factor_between, measured
from worked.maths.exact import EvaluationError, exact
from worked.maths.node import Node

CLOSE = Fraction(1, 100)  # of a value, and still the same number in another unit
TIMES = {"s", "min", "h", "day"}  # of which a rate tells how much
MOST_FACTORS = 6  # each makes three times as many products


def other_ways(step: Step) -> list[Step]:
    """The step with its numbers as they are written, and with the units of one side turned into the other's."""
    left, right, ways = step.left, step.right, []
    if left.unit is None and right.unit is None:
        if is_percentage(left.tree, right):
            ways.append(step.between(left, right.read_as(without_percent(right.tree))))
        trees = [of_what_stands_before(part.tree) for part in (left, right)]
        if any(trees):
            ways.append(step.between(*(part.read_as(tree or part.tree) for part, tree in zip((left, right), trees))))
        return ways
    for pair in ((in_other_scale(left, right), right), (left, in_other_scale(right, left))):
        if all(pair):
            ways.append(step.between(*(part.times() if part in (left, right) else part for part in pair)))
    factor = degrees_or_factor(left, right)
    if may_mean_numbers(left, right, factor):
        ways.append(step.between(left.times(), right.times()))
    if factor is None and left.unit and right.unit and left.unit.ten != right.unit.ten:  # 9e-12 · 5 Ω = 45 pH
        ways.append(step.between(left.times(ten_of(left)), right.times(ten_of(right))))
    if factor is not None and (binary := binary_factor(left, right, factor)):
        ways.append(step.between(left.times(binary), right.times()))
    if factor is not None and is_number_of_bits(left):
        ways.append(step.between(left.times(8 * factor), right.times()))
    if factor is not None and factor != 1:
        if right.entries is not None:
            ways.append(step.between(left.times(factor), right.times()))
        else:
            ways.append(step.between(left.times(), right.times(1 / factor)))
    return ways


def ten_of(part: Part) -> Fraction | float:
    return Fraction(10) ** part.unit.ten


def may_mean_numbers(left: Part, right: Part, factor: Fraction | float | None) -> bool:
    """May the numbers be meant as they are written? Of 2 h · 60 = 120 min they are, and not of 2 keV · 1 = 2 GeV."""
    if factor in (None, 1) or left.unit is None or right.unit is None:
        return True
    meant = [factor, binary_factor(left, right, factor) or factor]
    numbers = [value for part in (left, right) for value in factors_of(part.as_written)]
    made = {Fraction(1)}
    for number in numbers[:MOST_FACTORS]:
        made |= {one * number**power for one in made for power in (1, -1)}
    return any(abs(one / value - 1) < CLOSE for one in made for value in meant)


def factors_of(tree: Node) -> list[Fraction]:
    """The numbers of a side, its powers of numbers as one each."""
    if tree.op == "number":
        return [tree.value] if tree.value else []
    if tree.op == "**" and all(child.op in ("number", "negative", "group") for child in tree.children):
        try:
            value = exact(tree)
        except EvaluationError:
            return []
        return [Fraction(value)] if value else []
    return [value for child in tree.children for value in factors_of(child)]


def degrees_or_factor(left: Part, right: Part) -> Fraction | float | None:
    """How many of the right side's unit the left one's is; a side with π and without a unit is in radians."""
    for side, other, factor in ((left, right, 180 / math.pi), (right, left, math.pi / 180)):
        if side.unit is None and other.unit is not None and set(other.unit.powers) == {"°"}:
            return factor if has_pi(side.tree) else None
    factor = factor_between(left.unit, right.unit)  # 7 m / 190 mm is a number without a unit
    if factor is None and left.unit is not None and right.unit is not None:
        return factor_between(measured(left.unit), measured(right.unit))
    return factor


def binary_factor(left: Part, right: Part, factor) -> Fraction | None:
    """1024 for 1000, where units of memory are meant in twos."""
    symbols = {*measured(left.unit).powers, *measured(right.unit).powers} if left.unit and right.unit else set()
    if not symbols - TIMES <= MEMORY:
        return None
    thousands = next((n for n in (-3, -2, -1, 1, 2, 3) if Fraction(1000) ** n in (factor, factor * 8, factor / 8)), 0)
    return factor * Fraction(1024, 1000) ** thousands if thousands else None


def is_number_of_bits(part: Part) -> bool:
    """Are bits divided by eight, which makes bytes of them?"""
    tree = part.as_written
    is_eighth = tree is not None and tree.op == "/" and tree.children[1].op == "number" and tree.children[1].value == 8
    return is_eighth and part.unit is not None and part.unit.powers.keys() <= {"bit", "bits"}


def has_pi(tree: Node) -> bool:
    """Is there a π in a side, or an inverse sine or the like, so that it is in radians?"""
    return any(node.op == "name" and (node.value in ("pi", "π") or node.value in INVERSES) for node in tree.walk())
