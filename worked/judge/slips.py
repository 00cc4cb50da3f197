"""Slips of style: numbers that are not what rounding gives, and show how their author came by them.

2/3 = 0.66                   cut, not rounded
1.96^2 * 100 ≈ 385           rounded up, not to the nearest
1 - 0.83 = 0.168             from unrounded operands
0.4449 * 1 = 0.45            rounded twice
3 * 5/13 = 3 * 0.38          rounded on the way
"""

import itertools
import re
from fractions import Fraction

from worked.judge.chain import Part, Step
from worked.judge.faults import rows_of
from worked.judge.readings import value_of_side
from worked.judge.unrounded import is_confirmed, is_denied, is_slip_between, is_slip_of_operand
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, flatten, is_cut, is_finite, rounds_to
from worked.maths.node import Node
from worked.maths.writing import round_to

CUT, UP, TWICE = "cut, not rounded", "rounded up, not to the nearest", "rounded twice"
UNROUNDED, ON_THE_WAY = "from unrounded operands", "rounded on the way"
WHOLE = re.compile(r"\b(?:integer|int|floor(?:ed|s)?|truncat\w+|rounds? down|whole-number)\b", re.IGNORECASE)
AROUND = 1000  # characters on either side in which the words of a paragraph speak of a quotient
MUCH_FINER = 1000  # so many times finer than its operands no result is shown
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
    slips = {slip_of(step, *pair, computed, names, text) for pair in wrong}
    return next((slip for slip in slips if slip), "") if len(slips) == 1 else ""


def slip_of(step: Step, value, entry: ShownNumber, computed: Part, names, text: str) -> str:
    if not is_finite(value) or entry.digits.form:
        return ""
    if abs(entry.digits.value) < 10 * entry.digits.unit:
        return CUT if is_whole_quotient(computed, text) and is_cut(value, entry) else ""
    if slip := slip_of_rounding(value, entry, step.relation):
        return "" if is_denied(value, entry, computed, names, text) else slip
    varied = [node for node in decimals_of_side(computed) if node.value >= 10 * node.unit]  # 0.5 is too coarse to tell
    bounds = range_of(computed, varied, names)
    if bounds is None or not bounds[0] - entry.unit / 2 <= entry.value <= bounds[1] + entry.unit / 2:
        return ""
    is_finer = is_finer_than_operands(value, entry, computed) and not is_slip_of_operand(
        entry, computed, names, computed.numbers
    )
    return UNROUNDED if is_finer or is_confirmed(step, value, entry, computed, names, text) else ""


def is_whole_quotient(part: Part, page: str) -> bool:
    """Is a side a quotient of whole numbers, and do the words around say that a program cuts it?"""
    if part.is_latex or part.tree.op not in ("/", "//") or any(node.unit != 1 for node in part.numbers):
        return False
    first, last = max(part.start - AROUND, 0), part.end + AROUND
    start, end = page.rfind("\n\n", first, part.start), page.find("\n\n", part.end, last)
    return WHOLE.search(page, max(start, first), end if end >= 0 else last) is not None


def slip_of_rounding(value, entry: ShownNumber, relation: str) -> str:
    if is_cut(value, entry):
        return CUT
    if relation == "≈" and entry.unit == 1 and 0 < entry.value - value < 1:  # people, boxes: there is no half of one
        return UP
    return TWICE if round_to(round_to(value, entry.unit / 10), entry.unit) == entry.value else ""


def is_finer_than_operands(value, entry: ShownNumber, computed: Part) -> bool:
    """Does a result have decimals that its operands, as they are shown, cannot give?"""
    decimals = decimals_of_side(computed)
    finest = min((node.unit for node in decimals), default=Fraction(0))
    if not isinstance(value, Fraction) or not finest / MUCH_FINER <= entry.unit < finest:
        return False
    coarse = 10 * entry.unit
    if (value / coarse).denominator != 1 or (entry.value / coarse).denominator == 1:
        return False
    return abs(value - entry.value) >= 2 * entry.unit  # else it may be a slip of the last digit


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
        slips = {node.start: one.value for node in new for one in other.numbers if is_slip_of(node, one)}
        if not is_fine or shape(value) or is_slip_between(side, value, names):
            continue
        for reach in (rounded_off, cut_off):
            bounds = range_of(side, new, names, reach)
            if bounds is None or (reach is cut_off and value in bounds):  # 0.5 is not cut to 0.49
                continue
            if bounds[0] <= value <= bounds[1]:
                return not slips or not bounds[0] <= exact(side.tree, names, slips) <= bounds[1]
    return False


def is_slip_of(number: Node, other: Node) -> bool:
    """Do two numbers of as many decimals differ by one digit, so that one may be the other with a slip?"""
    digits, others = str(number.value / number.unit), str(other.value / other.unit)
    is_like = number.unit == other.unit and len(digits) == len(others) > 2
    return is_like and sum(map(str.__ne__, digits, others)) == 1


def rounded_off(number: Node) -> tuple[Fraction, Fraction]:
    """How far a number may be from what it was before it was rounded to its last digit."""
    return -number.unit / 2, number.unit / 2


def cut_off(number: Node) -> tuple[Fraction, Fraction]:
    return Fraction(0), number.unit


def range_of(part: Part, varied: list[Node], names, reach=rounded_off) -> tuple | None:
    """Between which values a side lies while some of its numbers vary, each as far as it may reach."""
    if not varied or len(varied) > MOST_VARIED:
        return None
    values = []
    for moves in itertools.product(*map(reach, varied)):
        moved = {node.start: node.value + move for node, move in zip(varied, moves)}
        try:
            values.append(exact(part.tree, names, moved))
        except EvaluationError:
            return None
    return None if any(map(shape, values)) else (min(values), max(values))
