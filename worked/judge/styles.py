"""Slips of style: numbers that are not what rounding gives, and show how their author came by them.

2/3 = 0.66                   cut, not rounded
1.96^2 * 100 ≈ 385           rounded up, not to the nearest
1 - 0.83 = 0.168             from unrounded operands
0.4449 * 1 = 0.45            rounded twice
3 * 5/13 = 3 * 0.38          rounded on the way
"""

import itertools
from fractions import Fraction

from worked.judge.chain import Part, Step
from worked.judge.faults import rows_of
from worked.judge.readings import value_of_side
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, flatten, is_cut, is_finite, rounds_to
from worked.maths.node import Node
from worked.maths.writing import round_to

CUT, UP, TWICE = "cut, not rounded", "rounded up, not to the nearest", "rounded twice"
UNROUNDED, ON_THE_WAY = "from unrounded operands", "rounded on the way"
MOST_VARIED = 6  # numbers of a side; each doubles what has to be computed


def style_slip(step: Step, text: str, names) -> str:
    """The slip that explains a step which does not hold; "" where none does.

    step  as it is judged, with both sides in one unit
    """
    computed, shown = (step.left, step.right) if step.right.entries is not None else (step.right, step.left)
    if shown.entries is None:
        return ON_THE_WAY if rounds_on_the_way(step, names) else ""
    values = value_of_side(computed, computed.tree, names, {}, False)
    if shape(values) != shape(shown.entries):
        return ""
    wrong = [row[:2] for row in rows_of(step, computed, values, flatten(shown.entries)) if not rounds_to(*row[:2])]
    slips = {slip_of(value, entry, computed, names, step.relation) for value, entry in wrong}
    return next((slip for slip in slips if slip), "") if len(slips) == 1 else ""


def slip_of(value, entry: ShownNumber, computed: Part, names, relation: str) -> str:
    if not is_finite(value) or entry.digits.form or abs(entry.digits.value) < 10 * entry.digits.unit:
        return ""
    if is_cut(value, entry):
        return CUT
    if (
        relation == "≈" and entry.unit == 1 and 0 < entry.value - value < 1
    ):  # people, boxes, samples: there is no half of one
        return UP
    if round_to(round_to(value, entry.unit / 10), entry.unit) == entry.value:
        return TWICE
    return UNROUNDED if is_finer_than_operands(value, entry, computed, names) else ""


def is_finer_than_operands(value, entry: ShownNumber, computed: Part, names) -> bool:
    """Does a result have decimals that its operands, as they are shown, cannot give?"""
    decimals = decimals_of_side(computed)
    if not decimals or not isinstance(value, Fraction) or entry.unit >= min(node.unit for node in decimals):
        return False
    coarse = 10 * entry.unit
    if (value / coarse).denominator != 1 or (entry.value / coarse).denominator == 1:
        return False
    if abs(value - entry.value) < 2 * entry.unit:  # a slip of the last digit
        return False
    bounds = range_of(computed, decimals, names)
    return bounds is not None and bounds[0] <= entry.value <= bounds[1]


def decimals_of_side(part: Part) -> list[Node]:
    """The numbers of a side that may have been rounded: those with decimals."""
    return [node for node in part.numbers if node.unit < 1 and not node.form]


def rounds_on_the_way(step: Step, names) -> bool:
    """Does one side only round numbers of the other, as 3 · 0.38 does for 3 · 5/13?"""
    for side, other in ((step.right, step.left), (step.left, step.right)):
        if side is step.left and decimals_of_side(step.right):
            continue
        known = {(node.value, node.unit) for node in other.numbers}
        new = [node for node in decimals_of_side(side) if (node.value, node.unit) not in known]
        value = value_of_side(other, other.tree, names, {}, False)
        is_fine = bool(new) and all(node.value >= 10 * node.unit for node in new)  # 0.5 is too coarse to tell
        bounds = range_of(side, new, names) if is_fine and not shape(value) else None
        if bounds is not None and bounds[0] <= value <= bounds[1]:
            return True
    return False


def range_of(part: Part, varied: list[Node], names) -> tuple | None:
    """Between which values a side lies while some of its numbers vary by half a unit of their last digit."""
    if len(varied) > MOST_VARIED:
        return None
    values = []
    for signs in itertools.product((-1, 1), repeat=len(varied)):
        moved = {node.start: node.value + sign * node.unit / 2 for node, sign in zip(varied, signs)}
        try:
            values.append(exact(part.tree, names, moved))
        except EvaluationError:
            return None
    return None if any(map(shape, values)) else (min(values), max(values))
