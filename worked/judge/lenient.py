"""Judging a step on a page of another project, where a side may change its unit, and digits may be cut.

What looks wrong there at first is right more often than on pages whose authors know this library. So a step is read in
every way that its author may have meant, and only then called wrong.
"""

import math
import re
from fractions import Fraction

from worked.judge.agree import NO_PERCENT, NOTHING_TO_COMPUTE, agrees, has_factor_of_hundred, times_hundred
from worked.judge.chain import Fault, Part, Step
from worked.judge.faults import explain
from worked.judge.notations import is_printed_float, true_otherwise
from worked.judge.rough import judge_roughly
from worked.judge.slips import style_slip
from worked.judge.temperatures import in_other_scale
from worked.latex.conversions import (
    MEMORY,
    PERIODS,
    factor_between,
    factors_left_out,
    has_rounded_factor,
    measured,
    rates_left_out,
)
from worked.latex.units import NONE, PLAIN, SPACED_LETTER, WRITTEN_OUT
from worked.maths.exact import EvaluationError, OutOfDomain, exact, shape
from worked.maths.literal import ShownNumber, entries_of, rounds_to
from worked.maths.matrices import has_tuple
from worked.maths.node import Node
from worked.maths.writing import describe

LETTER = re.compile(  # alone behind a number, but for the M of 10M, and the K of $10K
    r"(?<=[0-9)])(?![kKMGT])\s?(?![xX]\s?[0-9(])[^\W\d_](?![^\W_])"
)
UNIT_OF_LETTERS = re.compile(  # beside which a single letter is a unit too: 1.5 TB / 60s
    rf"(?<![^\W\d_])(?:(?:{'|'.join(sorted(set(WRITTEN_OUT) - {'l', 'amp', 'sec'}))})s?|{'|'.join(sorted({*PLAIN, 'MB', 'KB', 'kB', 'GiB', 'MiB', 'KiB', 'mAh', 'Ah', 'ml', 'mmol', 'kΩ', 'nH', 'pF', 'nF', 'µF', 'μF', 'μA', 'µA', 'nm', 'kHz'}))}|[^\W\d_]{{2,}}/[smh])(?![^\W\d_])"
)
MASS_TIMES_G = re.compile(r"^[^\\]*[0-9)]mg(?![A-Za-z])[^\\]*$")  # 4mg, of a mass m and the g of gravity
INVERSES = {"arcsin", "arccos", "arctan", "asin", "acos", "atan"}
DATE = re.compile(r"(?:19|20)[0-9]{2}([-/.])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([-/.])[0-3]?[0-9]\2(?:19|20)[0-9]{2}")
OTHER_BASE = re.compile(r"(?<!\w)0[xXbBoO][0-9a-fA-F]")
RANGE = re.compile(r"[$€£]?([0-9][0-9,]*(?:\.[0-9]+)?)[-–—][$€£]?([0-9][0-9,]*(?:\.[0-9]+)?)%?(?:/\w+)?")
CLOSE = Fraction(1, 100)
MOST_FACTORS = 6  # each makes three times as many products
ROUGH_FACTOR = Fraction(3, 1000)  # 1.60 for the 1.602 of an electronvolt


def judge_elsewhere(step: Step, text: str, names) -> None:
    """Judge a step whose sides do not agree as they stand; the outcome is written into it."""
    ways = other_ways(step)
    last = ways[-1] if ways else step
    if any(agrees(way, names, {}) and is_close(way, names) for way in ways) or is_printed_float(
        exact(last.left.tree, names), last.right.entries
    ):
        step.verdict = "holds"
    elif reason := why_unclear(step, ways, names) or true_otherwise(step, text, names):
        step.reason = reason
    elif step.relation == "≈" and (outcome := judge_roughly(last, names)):
        step.verdict, step.reason = outcome
    elif slip := style_slip(last, text, names):
        step.verdict, step.reason, step.faults = "style", slip, faults_of(last, text, names)
    else:
        step.verdict, step.faults = "wrong", faults_of(last, text, names)


def is_close(way: Step, names) -> bool:
    """Is a whole number that a conversion begins with meant exactly, as in 1 day = 24 · 60 minutes?"""
    if way.right.entries is not None or not isinstance(way.left.entries, ShownNumber) or way.left.entries.unit < 1:
        return True
    value, shown = exact(way.right.tree, names), way.left.entries.value
    return bool(shape(value)) or abs(value - shown) <= CLOSE * abs(shown)


def faults_of(way: Step, text: str, names) -> list[Fault]:
    explain(way, text, names)
    if not way.faults:  # the number would be right if it were rounded, and is meant exactly
        value = describe(exact(way.right.tree, names))
        way.faults = [
            Fault(way.right.start, way.right.end, way.right.text, "", f"{value} in the unit of the other side")
        ]
    return way.faults


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
    if not symbols <= MEMORY:
        return None
    thousands = next((n for n in (-3, -2, -1, 1, 2, 3) if Fraction(1000) ** n in (factor, factor * 8, factor / 8)), 0)
    return factor * Fraction(1024, 1000) ** thousands if thousands else None


def is_number_of_bits(part: Part) -> bool:
    """Are bits divided by eight, which makes bytes of them?"""
    tree = part.as_written
    is_eighth = tree is not None and tree.op == "/" and tree.children[1].op == "number" and tree.children[1].value == 8
    return is_eighth and part.unit is not None and part.unit.powers.keys() <= {"bit", "bits"}


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


def has_pi(tree: Node) -> bool:
    """Is there a π in a side, or an inverse sine or the like, so that it is in radians?"""
    return any(node.op == "name" and (node.value in ("pi", "π") or node.value in INVERSES) for node in tree.walk())


def why_unclear(step: Step, ways: list[Step], names) -> str:
    """Why nobody can say that a step is wrong; "" where it is."""
    left, right = step.left, step.right
    is_unlike = bool(ways) and (left.unit or NONE).powers != (right.unit or NONE).powers
    is_converted = degrees_or_factor(left, right) is not None or in_other_scale(left, right) is not None
    is_product = left.unit is None and has_power_of_ten(left)  # 5,000,000 × 10^-6 = 5 s
    if is_unlike and left.entries is not None and right.entries is not None and not (is_converted or is_product):
        return NOTHING_TO_COMPUTE
    if is_unlike and is_algebra(left, right):
        return "letters behind its numbers may be variables"
    if not is_percentage(left.tree, right) and times_hundred(step, names):
        return NO_PERCENT
    if leaves_out_percent(left, right, names):
        return "one side may leave out its percent sign"
    if not left.is_latex and DATE.fullmatch(left.text):
        return f"{left.text} may be a date"
    if not left.is_latex and any(OTHER_BASE.search(part.text) for part in (left, right)):
        return "its result may be meant in the base of the program"
    if any(is_odds(*sides) for sides in ((left, right), (right, left))):
        return "a : may be a ratio, and no division"
    if left.is_latex and may_be_interval(left, right, names):
        return "brackets around two numbers may be an interval"
    if is_range(left, right):
        return "one side may be a range"
    if (
        is_unlike
        and left.unit
        and right.unit
        and has_rounded_factor(left.unit, right.unit)
        and is_within(ways[-1], names, ROUGH_FACTOR)
    ):
        return "the units may have been turned into each other by a rounded factor"
    if leaves_out_unit(step, names):
        return "one side may leave out its unit"
    return ""


def may_be_interval(left: Part, right: Part, names) -> bool:
    """May (3, 7) be an interval, or the greatest divisor of two numbers, since nothing is computed or shapes differ?"""
    if left.entries is not None and right.entries is not None:
        has_any = has_tuple(left.tree) or has_tuple(right.tree)
        return isinstance(left.entries, tuple) != isinstance(right.entries, tuple) or has_any
    if not (has_tuple(left.tree) or has_tuple(right.tree)):
        return False
    return shape(exact(left.tree, names)) != shape(exact(right.tree, names))


def is_within(way: Step, names, share: Fraction) -> bool:
    left, right = exact(way.left.tree, names), exact(way.right.tree, names)
    return not shape(left) and not shape(right) and abs(left - right) <= share * abs(left)


def is_odds(part: Part, other: Part) -> bool:
    """Is a ratio less than one, or set beside a percentage, as odds and scales are: 1 : 3 = 25 %?"""
    if ":" not in part.text:
        return False
    above, _, below = part.text.partition(":")
    is_small = above.strip().isdecimal() and below.strip().isdecimal() and int(above) < int(below)
    return is_small or "%" in other.text


def is_range(left: Part, right: Part) -> bool:
    """Is a side a range rather than a difference: ages 18-24 = 7 %, 1–5 = low? A difference of these would be negative."""
    for part, other in ((left, right), (right, left)):
        bounds = None if part.is_latex else RANGE.fullmatch(part.text)
        if bounds is None or not isinstance(other.entries, ShownNumber) or other.entries.value < 0:
            continue
        low, high = (float(bound.replace(",", "")) for bound in bounds.groups())
        if low < high:
            return True
    return False


def is_algebra(left: Part, right: Part) -> bool:
    """Do letters behave as variables: 2 m · 3 = 12? A result alone may have a unit of one letter."""
    if right.entries is not None and left.unit is None:
        return False
    if any(part.is_latex and MASS_TIMES_G.search(part.text) for part in (left, right)):
        return True
    if any(UNIT_OF_LETTERS.search(part.text) for part in (left, right)):
        return False
    letter = SPACED_LETTER if left.is_latex else LETTER
    return any(letter.search(part.text) for part in (left, right) if part.unit is not None)


def leaves_out_unit(step: Step, names) -> bool:
    """Does only one side have a unit, and may the other side's number be in a thousandth of it, or the like?"""
    sides = (step.left, step.right)
    if all(part.unit for part in sides) and step.right.entries is not None:
        value = exact(step.left.as_written, names)
        periods = PERIODS if has_two_digits(step.right) else PERIODS[:1]
        factors = [] if shape(value) else rates_left_out(step.left.unit, step.right.unit, periods)
        return any(rounds_as_written(value * factor, step.right) for factor in factors)
    if (step.left.unit is None) == (step.right.unit is None):
        return False
    computed, shown = sides if step.right.entries is not None else sides[::-1]
    value, number = (exact(part.as_written, names) for part in (computed, shown))
    if shape(value) or shape(number) or not value or not number or has_power_of_ten(shown):
        return False
    unit = step.left.unit or step.right.unit
    allowed = ROUGH_FACTOR if has_rounded_factor(unit) else CLOSE / 2 if shown.entries is None else 0
    return any(
        abs(Fraction(value) / factor - number) <= allowed * abs(number)
        or (has_two_digits(shown) and rounds_as_written(value / factor, shown))
        for factor in factors_left_out(unit)
        if abs(float(value / factor / number) - 1) < 0.5
    )


def has_power_of_ten(shown: Part) -> bool:
    """Who writes 4 · 10^-2 has no need of another unit."""
    return any(node.op == "**" and node.start < node.end and node.value is None for node in shown.as_written.walk())


def has_two_digits(shown: Part) -> bool:
    """Does a number say enough for a rounded one to be told from another?"""
    entries = entries_of(shown.as_written)
    return isinstance(entries, ShownNumber) and abs(entries.digits.value) >= 10 * entries.digits.unit


def rounds_as_written(value, shown: Part) -> bool:
    entries = entries_of(shown.as_written)
    return isinstance(entries, ShownNumber) and rounds_to(value, entries)


def judge_domain(step: Step, error: OutOfDomain, names) -> None:
    """A quotient by zero and its like is wrong, where the other side has a value."""
    outside = []
    for part in (step.left, step.right):
        try:
            exact(part.tree, names)
        except OutOfDomain:
            outside.append(part)
        except EvaluationError:
            return
    if len(outside) == 1:
        (part,) = outside
        other = step.left if part is step.right else step.right
        step.verdict, step.reason = "wrong", str(error)
        step.faults = [Fault(part.start, part.end, part.text, "", f"the other side is {describe(exact(other.tree))}")]


def judge_leading_zero(step: Step, names) -> bool:
    """Refuse 60 / 4 = 015; 0110 + 0001 = 0111 may be binary, 07 + 01 = 10 octal, and 04 * 24 = 96 is odd but true.

    returns  is the step judged by that?
    """
    padded = [[node for node in part.numbers if node.form == "padded"] for part in (step.left, step.right)]
    if not any(padded):
        return False
    step.reason = "a number begins with a zero"
    digits = "".join(character for part in (step.left, step.right) for character in part.text if character.isdigit())
    for part, other, here, there in ((step.left, step.right, *padded), (step.right, step.left, *padded[::-1])):
        if (
            len(here) == 1
            and not there
            and part.entries is not None
            and other.entries is None
            and set(digits) - set("01")
        ):
            shown = part.text.strip()
            step.verdict, step.reason = "wrong", f"{shown} begins with a zero, as no number does"
            step.faults = [Fault(part.start, part.end, shown, shown.lstrip("0") or "0", "")]
            return True
    if agrees(step, names, {}) or is_octal(step, names):
        return True
    step.reason = ""
    return False


def is_octal(step: Step, names) -> bool:
    """Would a step be true of numbers to base eight, as some programs read those with a zero in front?"""
    numbers = [node for part in (step.left, step.right) for node in part.numbers]
    if not all(node.value.denominator == 1 and set(str(node.value)) <= set("01234567") for node in numbers):
        return False
    moved = {node.start: Fraction(int(str(node.value), 8)) for node in numbers}
    return agrees(step, names, moved)
