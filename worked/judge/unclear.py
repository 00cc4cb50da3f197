"""Why nobody can say that a step is wrong: what looks like numbers may be an interval, a date, odds or a variable."""

import re
from fractions import Fraction

from worked.judge.agree import NO_PERCENT, NOTHING_TO_COMPUTE, times_hundred
from worked.judge.chain import Part, Step
from worked.judge.other_units import CLOSE, degrees_or_factor
from worked.judge.percentages import is_percentage, leaves_out_percent
from worked.judge.temperatures import in_other_scale
from worked.latex.conversions import MEMORY, PERIODS, factors_left_out, has_rounded_factor, rates_left_out
from worked.latex.units import NONE, PLAIN, SPACED_LETTER, WRITTEN_OUT
from worked.maths.exact import exact, shape
from worked.maths.literal import ShownNumber, entries_of, rounds_to
from worked.maths.matrices import has_tuple

LETTER = re.compile(  # alone behind a number, but for the M of 10M, and the K of $10K
    r"(?<=[0-9)])(?![kKMGT])\s?(?![xX]\s?[0-9(])[^\W\d_](?![^\W_])"
)
WORDS = set(WRITTEN_OUT) - {"l", "amp", "sec"}
SYMBOLS = PLAIN | set("MB KB kB GiB MiB KiB mAh Ah ml mmol kΩ nH pF nF µF μF μA µA nm kHz".split())
NAMED_UNIT = re.compile(  # beside which a single letter is a unit too: 1.5 TB / 60s
    rf"(?<![^\W\d_])(?:(?:{'|'.join(sorted(WORDS))})s?|{'|'.join(sorted(SYMBOLS))}|[^\W\d_]{{2,}}/[smh])(?![^\W\d_])"
)
MASS_TIMES_G = re.compile(r"^[^\\]*[0-9)]mg(?![A-Za-z])[^\\]*$")  # 4mg, of a mass m and the g of gravity
DATE = re.compile(r"(?:19|20)[0-9]{2}([-/.])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([-/.])[0-3]?[0-9]\2(?:19|20)[0-9]{2}")
OTHER_BASE = re.compile(r"(?<!\w)0[xXbBoO][0-9a-fA-F]")
RANGE = re.compile(r"[$€£]?([0-9][0-9,]*(?:\.[0-9]+)?)[-–—][$€£]?([0-9][0-9,]*(?:\.[0-9]+)?)%?(?:/\w+)?")
INNER_RANGE = re.compile(r"(?<![\w.,)])([0-9][0-9,]*(?:\.[0-9]+)?)[-–—][$€£]?([0-9][0-9,]*(?:\.[0-9]+)?)(?![\w.,])")
ROUGH_FACTOR = Fraction(3, 1000)  # 1.60 for the 1.602 of an electronvolt


def why_unclear(step: Step, ways: list[Step], names) -> str:
    """Why nobody can say that a step is wrong; "" where it is."""
    left, right = step.left, step.right
    is_unlike = bool(ways) and (left.unit or NONE).powers != (right.unit or NONE).powers
    if None in (left.unit, right.unit) and not any((part.unit or NONE).measures for part in (left, right)):
        is_unlike = False  # 2,000.1 ≈ 2,000 pieces
    is_converted = degrees_or_factor(left, right) is not None or in_other_scale(left, right) is not None
    is_product = left.unit is None and has_power_of_ten(left)  # 5,000,000 × 10^-6 = 5 s
    if is_unlike and left.entries is not None and right.entries is not None and not (is_converted or is_product):
        return NOTHING_TO_COMPUTE
    if is_unlike and not is_converted and carries_on(left, right):
        return "the units may have been turned into each other"
    if counts_values(left, right):
        return "so many bits have so many values"
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
    if not left.is_latex and left.text.count(" / ") == right.text.count(" / ") > 1:
        return "slashes may part the entries of two lists"
    if is_range(left, right) or (not left.is_latex and all(map(holds_range, (left, right)))):
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


def carries_on(left: Part, right: Part) -> bool:
    """Are all numbers of a side calculated with on the other, as to turn it into another unit: 8 foo = 8 / 3 bar?"""
    if right.entries is not None or left.unit is None or right.unit is None:
        return False
    before, behind = ([node.value for node in part.numbers] for part in (left, right))
    return len(before) < len(behind) and set(before) <= set(behind)


def counts_values(left: Part, right: Part) -> bool:
    """Does a side raise two to a number of bits on the other side, as 8 bits = 2^8 does?"""
    if left.unit is None or not left.unit.powers.keys() <= {"bit", "bits"} or not isinstance(left.entries, ShownNumber):
        return False
    powers = [node.children for node in right.tree.walk() if node.op == "**"]
    return any(
        base.op == power.op == "number" and base.value == 2 and power.value == left.entries.digits.value
        for base, power in powers
    )


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


def holds_range(part: Part) -> bool:
    """Does a side calculate with a range: $50-200/month × 12? The numbers of a difference fall, or stand apart from it."""
    found = (match.groups() for match in INNER_RANGE.finditer(part.text))
    return any(float(low.replace(",", "")) < float(high.replace(",", "")) for low, high in found)


def is_algebra(left: Part, right: Part) -> bool:
    """Do letters behave as variables: 2 m · 3 = 12? A result alone may have a unit of one letter."""
    if right.entries is not None and left.unit is None:
        return False
    if any(part.is_latex and MASS_TIMES_G.search(part.text) for part in (left, right)):
        return True
    if any(NAMED_UNIT.search(part.text) for part in (left, right)):
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
    allowed = (
        ROUGH_FACTOR
        if has_rounded_factor(unit) or unit.powers.keys() & MEMORY
        else CLOSE / 2
        if shown.entries is None
        else 0
    )
    return any(
        abs(Fraction(value) / factor - number) <= allowed * abs(number)
        or (has_two_digits(shown) and rounds_as_written(value / factor, shown))
        for factor in factors_left_out(unit)
        if factor != 1 and abs(float(value / factor / number) - 1) < 0.5
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
