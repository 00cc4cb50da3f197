"""Rough equality: what ≈ lets pass on pages of other projects."""

from fractions import Fraction

from worked.judge.chain import Step
from worked.judge.readings import value_of_side
from worked.judge.slips import range_of, rounds_on_the_way
from worked.maths.exact import exact, shape
from worked.maths.literal import rounds_to_zeros
from worked.maths.node import Node

CLOSE = Fraction(1, 500)  # of a measured number and what it is near to: 0.3331 ≈ 1/3
NEAR = "a number that is near to a value, and not rounded from it"


def judge_roughly(step: Step, names) -> tuple[str, str] | None:
    """The verdict on a step with ≈ and the reason of it; None where ≈ makes no difference."""
    left, right = (value_of_side(part, part.tree, names, {}, False) for part in (step.left, step.right))
    if shape(left) or shape(right):
        return None
    if step.left.entries is None and step.right.entries is None:
        if rounds_on_the_way(step, names):
            return "holds", ""
        is_far = not is_power_of_ten(step.right.tree) and not is_reached(step, left, names)
        return (
            None
            if is_far or is_written_out(step)
            else ("unjudged", "≈ between two expressions: show the rounded value")
        )
    if step.right.entries is not None:
        if rounds_to_zeros(left, step.right.entries) and step.right.entries.digits.value >= 100:
            return "holds", ""
        return ("unjudged", NEAR) if are_near_counts(step) else None
    if is_power_of_ten(step.right.tree):
        return "unjudged", "≈ gives the order of magnitude"
    if rounds_to_zeros(right, step.left.entries):
        return "holds", ""
    is_near = right and abs(left - right) <= CLOSE * abs(right)
    return ("unjudged", NEAR) if is_near else None


def are_near_counts(step: Step) -> bool:
    """Are both sides plain whole numbers, with as many digits, and next to each other: 7 · 52 = 364 ≈ 365?"""
    if step.left.entries is None:
        return False
    left, right = step.left.entries.digits, step.right.entries.digits
    is_whole = left.unit == right.unit == 1 and right.value % 10 != 0
    return is_whole and abs(left.value - right.value) <= right.value / 100


def is_reached(step: Step, value, names) -> bool:
    """May the right side be the value of the left one, with numbers that were rounded to the digits that they show?"""
    known = {node.value for node in step.left.numbers}
    new = [node for node in step.right.numbers if node.value not in known]
    bounds = range_of(step.right, new, names, last_place)
    if bounds is None:
        return bool(new) and 2 * abs(value - exact(step.right.tree, names)) <= abs(value)
    return bounds[0] <= value <= bounds[1]


def last_place(number: Node) -> tuple[Fraction, Fraction]:
    """Up to a unit of the last digit that is no zero, 10 for 40; of decimals half of it, since they were rounded to it."""
    if number.unit < 1:
        return -number.unit / 2, number.unit / 2
    digits = str(number.value / number.unit)
    place = number.unit * 10 ** (len(digits) - len(digits.rstrip("0")))
    return -place, place


def is_power_of_ten(tree: Node) -> bool:
    return tree.op == "**" and tree.children[0].op == "number" and tree.children[0].value == 10


def is_written_out(step: Step) -> bool:
    """Have the numbers that only the right side has so many digits that they are meant to be exact to the last one?"""
    before = {node.value for node in step.left.numbers}
    new = [node for node in step.right.numbers if node.value not in before]
    return bool(new) and all(map(is_fine, new))


def is_fine(number: Node) -> bool:
    """Is this 2.6, or 196,200, whose four digits in front of its zeros nobody writes for about 200,000?"""
    if number.unit < 1:
        return number.value >= 10 * number.unit
    return len(str(number.value).rstrip("0")) > 3
