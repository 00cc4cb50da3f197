"""Slips of style: numbers that are not what rounding gives, and show how their author came by them.

2/3 = 0.66                   cut, not rounded
1.96^2 * 100 ≈ 385           rounded up, not to the nearest
1 - 0.83 = 0.168             from unrounded operands
0.4449 * 1 = 0.45            rounded twice
3 * 5/13 = 3 * 0.38          rounded on the way
5 * 32 = 160 / 8 = 20        goes on behind its result
"""

import itertools
import re
from collections import Counter
from fractions import Fraction

from worked.judge.agree import agrees
from worked.judge.chain import Part, Step
from worked.judge.faults import finest_unit, literal_terms, rows_of
from worked.judge.readings import value_of_side, values_of_side
from worked.judge.unrounded import (
    digits_of,
    is_repeated,
    is_slip_between,
    is_slip_of_operand,
    slips,
)
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, entries_of, flatten, is_cut, is_finite, rounds_to, rounds_to_zeros
from worked.maths.node import Node
from worked.maths.writing import round_to

CUT, UP, TWICE = "cut, not rounded", "rounded up, not to the nearest", "rounded twice"
UNROUNDED, ON_THE_WAY = "from unrounded operands", "rounded on the way"
ZEROS = "rounded to the digits before its zeros"
RUNS_ON = "goes on behind its result"
WHOLE = re.compile(r"\b(?:integer|int|floor(?:ed|s)?|truncat\w+|rounds? down|whole-number)\b", re.IGNORECASE)
REMAINDER = re.compile(  # close behind a quotient, in some languages
    r"[^.;\n]{0,40}\b(?:remainders?|rem(?:ainder)? of|R|Rest|reste|resto|rest|reszta|остат\w+|kalan|余)\b",
    re.IGNORECASE,
)
AROUND = 1000  # characters on either side in which the words of a paragraph speak of a quotient
MUCH_FINER = 1000  # so many times finer than its operands no result is shown
NEAR, HALF = 5, Fraction(1, 2)  # units of the last digit that a result from unrounded operands may be off
HUNDREDTH = Fraction(1, 100)
CLOSE = Fraction(1, 500)  # or so much of it, where it has many digits
FINE = 100  # units of a number of three digits, which people round to; 1.5 is meant
MOST_VARIED = 6  # numbers of a side; each doubles what has to be computed


def style_slip(step: Step, text: str, names) -> str:
    """The slip that explains a step which does not hold; "" where none does.

    step  as it is judged, with both sides in one unit
    """
    computed, shown = (step.left, step.right) if step.right.entries is not None else (step.right, step.left)
    if shown.entries is None and (apart := entries_apart(step)):
        found = {style_slip(one, text, names) for one in apart if not agrees(one, names, {})}
        return found.pop() if len(found) == 1 else ""
    if shown.entries is None:
        if rounds_on_the_way(step, names):
            return ON_THE_WAY
        if runs_on(step, names):
            return RUNS_ON
        return UNROUNDED if has_unrounded_operands(step, names) else ""
    found = (slip_of_entries(step, values, computed, shown, names, text) for values in values_of_side(computed, names))
    return next(filter(None, found), "")


def entries_apart(step: Step) -> list[Step]:
    """The entries of two vectors, one step for each; none where the sides are no vectors of as many entries."""
    left, right = step.left.tree, step.right.tree
    if not left.op == right.op == "vector" or len(left.children) != len(right.children):
        return []
    pairs = zip(left.children, right.children)
    return [step.between(step.left.read_as(one), step.right.read_as(other)) for one, other in pairs]


def slip_of_entries(step: Step, values, computed: Part, shown: Part, names, text: str) -> str:
    """The one slip that explains each number of a side that is not what the value rounds to."""
    if shape(values) != shape(shown.entries):
        return ""
    wrong = [row[:2] for row in rows_of(step, computed, values, flatten(shown.entries)) if not rounds_to(*row[:2])]
    found = {slip_of(step, *pair, computed, names, text) for pair in wrong}
    return found.pop() if len(found) == 1 else ""


def slip_of(step: Step, value, entry: ShownNumber, computed: Part, names, text: str) -> str:
    if not is_finite(value) or entry.digits.form:
        return ""
    if abs(entry.digits.value) < 10 * entry.digits.unit:
        return CUT if is_whole_quotient(computed, text) and is_cut(value, entry) else ""
    is_said = is_repeated(computed, entry, round_to(value, entry.unit), text)  # elsewhere, as it should be here
    if slip := slip_of_rounding(value, entry, step.relation):
        return "" if is_said and slip != UP else slip
    if is_rounded_to_zeros(value, entry) or (step.relation == "≈" and rounds_to_zeros(value, entry)):
        return ZEROS
    return UNROUNDED if not is_said and is_from_unrounded_operands(value, entry, computed, names) else ""


def is_rounded_to_zeros(value, entry: ShownNumber) -> bool:
    """Is a result such as 660,000 rounded to the digits before its zeros, and close to the value?"""
    is_long = entry.digits.value % 100 == 0 and not (isinstance(value, Fraction) and value.denominator == 1)
    return (
        is_long
        and abs(Fraction(value) - entry.value) <= HUNDREDTH / 2 * abs(entry.value)
        and rounds_to_zeros(value, entry)
    )


def is_from_unrounded_operands(value, entry: ShownNumber, computed: Part, names) -> bool:
    """Is a result what a side comes to when its operands have the digits that were rounded off for print?"""
    ranges = []
    is_near = abs(Fraction(value) - entry.value) <= max((NEAR + HALF) * entry.unit, CLOSE * Fraction(abs(value)))
    if is_near and not is_slip_of_whole(value, entry) and not is_rounded_sum(entry, computed):
        ranges.append(range_of(computed, fine_decimals(computed, FINE), names))
    if is_finer_than_operands(value, entry, computed) and not is_slip_of_operand(entry, computed, names):
        ranges.append(range_of(computed, fine_decimals(computed), names))
    return any(is_between(entry, bounds) for bounds in ranges)


def is_slip_of_whole(value, entry: ShownNumber) -> bool:
    """Is a result a whole number but for one digit of it, as in 2.50 * 4.00 = 10.01?"""
    is_whole = isinstance(value, Fraction) and value.denominator == 1 and entry.unit < 1
    return is_whole and digits_of(entry.value, entry.unit) in slips(digits_of(value, entry.unit))


def is_between(entry: ShownNumber, bounds: tuple[Fraction, Fraction] | None) -> bool:
    """May a result be rounded from a value between two others?"""
    return bounds is not None and bounds[0] - entry.unit / 2 <= entry.value <= bounds[1] + entry.unit / 2


def is_rounded_sum(entry: ShownNumber, computed: Part) -> bool:
    """Has a sum fewer decimals than a term of it? Then 70.2 + 0.64 = 70.9 is wrong, however its terms were rounded."""
    finest = finest_unit(literal_terms(computed.tree), 0)
    return finest is not None and finest < entry.unit


def has_unrounded_operands(step: Step, names) -> bool:
    """Are two sides nearly equal, and may they be so once the numbers that only one of them has were not rounded?"""
    left, right = (values_of_side(part, names)[0] for part in (step.left, step.right))
    if shape(left) or shape(right) or not (is_finite(left) and is_finite(right)):
        return False
    if abs(Fraction(left) - Fraction(right)) > CLOSE * Fraction(abs(left)):
        return False
    bounds = []
    for part, other in ((step.left, step.right), (step.right, step.left)):
        bounds.append(range_of(part, numbers_but(other.numbers, fine_decimals(part, FINE)), names))
    return all(bounds) and bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def runs_on(step: Step, names) -> bool:
    """Does another step follow, in which the result of this one is calculated with?"""
    if step.right is step.chain[-1] or step.right.start == step.chain[-1].start:
        return False
    first = step.right.as_written
    while first.op in ("*", "/"):
        first = first.children[0]
    result, value = entries_of(first), exact(step.left.as_written, names)
    return isinstance(result, ShownNumber) and not shape(value) and rounds_to(value, result)


def is_whole_quotient(part: Part, page: str) -> bool:
    """Is a side a quotient of whole numbers, and do the words around say that a program cuts it?"""
    if part.tree.op not in ("/", "//") or any(node.unit != 1 for node in part.numbers):
        return False
    if REMAINDER.match(page, part.end):
        return True
    if part.is_latex:
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


def fine_decimals(part: Part, least: int = 10) -> list[Node]:
    """The numbers of a side that may have been rounded, and are fine enough to tell: 0.5 is too coarse.

    In a sum, 0.11 is as fine as the 7.13 beside it.
    """
    fine = [node for node in decimals_of_side(part) if node.value >= least * node.unit]
    beside = {node.start for terms in sums_of(part.tree) if any(one in terms for one in fine) for node in terms}
    return [node for node in decimals_of_side(part) if node in fine or node.start in beside]


def sums_of(tree: Node) -> list[list[Node]]:
    """The numbers that each sum of a tree adds up."""
    if tree.op not in ("+", "-"):
        return [found for child in tree.children for found in sums_of(child)]
    terms, rest, found = [], [*tree.children], []
    while rest:
        node = rest.pop()
        if node.op in ("+", "-", "negative", "group"):
            rest += node.children
        elif node.op == "number":
            terms.append(node)
        else:
            found += sums_of(node)
    return [terms, *found]


def decimals_of_side(part: Part) -> list[Node]:
    """The numbers of a side that may have been rounded: those with decimals."""
    return [node for node in part.numbers if node.unit < 1 and not node.form]


def rounds_on_the_way(step: Step, names) -> bool:
    """Does one side only round numbers of the other, as 3 · 0.38 does for 3 · 5/13?"""
    for side, other in ((step.right, step.left), (step.left, step.right)):
        if side is step.left and decimals_of_side(step.right):
            continue
        new = numbers_but(other.numbers, decimals_of_side(side)) or rounded_to_whole(side, other, names)
        if new and any(is_rounded_side(side, new, other, value, names) for value in values_of_side(other, names)):
            return True
    return False


def rounded_to_whole(side: Part, other: Part, names) -> list[Node]:
    """The whole number of two digits or more that alone is new in a side, where the other side is none: 63 for 63.01."""
    new = numbers_but(other.numbers, [node for node in side.numbers if not node.form])
    value = value_of_side(other, other.tree, names, {}, False)
    is_whole = len(new) == 1 and new[0].unit == 1 and new[0].value >= 10
    return new if is_whole and not shape(value) and not isinstance(value, Fraction) else []


def numbers_but(known: list[Node], numbers: list[Node]) -> list[Node]:
    """The numbers that are not among some others, each of which accounts for one of them."""
    left = Counter((node.value, node.unit) for node in known)
    new = []
    for node in numbers:
        if left[node.value, node.unit]:
            left[node.value, node.unit] -= 1
        else:
            new.append(node)
    return new


def is_rounded_side(side: Part, new: list[Node], other: Part, value, names) -> bool:
    """Is a value what a side comes to, before the numbers that are new in it were rounded?"""
    meant = {node.start: one.value for node in new for one in other.numbers if is_slip_of(node, one)}
    if shape(value):
        return False
    for reach in (rounded_off, cut_off):
        bounds = range_of(side, new, names, reach)
        if bounds is None or (reach is cut_off and value in bounds):  # 0.5 is not cut to 0.49
            continue
        if bounds[0] <= value <= bounds[1]:
            is_slip = bool(meant) and bounds[0] <= exact(side.tree, names, meant) <= bounds[1]
            return not is_slip and not is_slip_between(side, value, names)
    return False


def is_slip_of(number: Node, other: Node) -> bool:
    """Do two numbers of as many decimals differ by one digit, so that one may be the other with a slip?"""
    digits, others = str(number.value / number.unit), str(other.value / other.unit)
    is_like = number.unit == other.unit and len(digits) == len(others) > 2
    return is_like and sum(map(str.__ne__, digits, others)) == 1


def rounded_off(number: Node) -> tuple[Fraction, Fraction]:
    """How far a number may be from what it was before it was rounded to its last digit."""
    return -fineness(number) / 2, fineness(number) / 2


def cut_off(number: Node) -> tuple[Fraction, Fraction]:
    return Fraction(0), fineness(number)


def fineness(number: Node) -> Fraction:
    """The unit of the last digit; 0.5 is too coarse to tell, and stands for 0.50."""
    return number.unit if number.value >= 10 * number.unit else number.unit / 10


def range_of(part: Part, varied: list[Node], names, reach=rounded_off) -> tuple[Fraction, Fraction] | None:
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
        if shape(values[-1]) or not is_finite(values[-1]):
            return None
    return Fraction(min(values)), Fraction(max(values))
