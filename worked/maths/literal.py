"""Literals: the numbers and vectors that a page shows, and when a value equals one.

A literal equals the value rounded to the literal's own decimals: half a unit of its last place,
both neighbours allowed at an exact tie, computed in exact rationals from the displayed digits.
"""

import math
import re
from fractions import Fraction

from worked.maths.exact import shape
from worked.maths.expression import ExpressionError, Node, parse, shorten

POWER_OF_TEN = re.compile(r"[eE^*×·⁰¹²³⁴-⁹]")
MARKUP = " \t\n*_`$"  # may stand around a literal: **0.72**, `0.72`


class ShownNumber:
    """One number of a literal.

    value   what it shows, as a Fraction
    unit    what one more in its last digit adds: 1/100 for 0.72
    node    the outermost node of the number (with its sign, percent sign or power of ten)
    digits  the number node inside, whose last digit counts
    """

    __slots__ = ("value", "unit", "node", "digits")

    def __init__(self, value: Fraction, unit: Fraction, node: Node, digits: Node):
        self.value, self.unit, self.node, self.digits = value, unit, node, digits

    def shifted(self, units: int) -> "ShownNumber":
        """The same number with ``units`` added to its last digit."""
        return ShownNumber(self.value + units * self.unit, self.unit, self.node, self.digits)


def entries_of(tree: Node):
    """The numbers of a literal, nested as its vector is; None where the tree is more than a literal."""
    if tree.op == "group":
        return entries_of(tree.children[0])
    if tree.op == "vector":
        entries = tuple(entries_of(child) for child in tree.children)
        return None if None in entries else entries
    return number_entry(tree)


def number_entry(tree: Node) -> ShownNumber | None:
    if tree.op == "number":
        return ShownNumber(tree.value, tree.unit, tree, tree)
    if tree.op == "*" and (ten := power_of_ten(tree.children[1])) is not None:
        scale = ten
        inner = number_entry(tree.children[0])
    elif tree.op in ("negative", "percent"):
        scale = Fraction(-1) if tree.op == "negative" else Fraction(1, 100)
        inner = number_entry(tree.children[0])
    else:
        return None
    return inner and ShownNumber(inner.value * scale, inner.unit * abs(scale), tree, inner.digits)


def power_of_ten(tree: Node) -> Fraction | None:
    if tree.op != "**" or tree.children[0].op != "number" or tree.children[0].value != 10:
        return None
    exponent = tree.children[1]
    while exponent.op == "group":
        exponent = exponent.children[0]
    entry = number_entry(exponent)
    if entry is None or entry.value.denominator != 1 or abs(entry.value) > 400:
        return None
    return Fraction(10) ** entry.value.numerator


def flatten(nested) -> list:
    return [leaf for part in nested for leaf in flatten(part)] if isinstance(nested, tuple) else [nested]


def read_literal(text: str, start: int, end: int):
    """Read what stands in the bracket of a claim; entries carry offsets in the page.

    raises  ExpressionError: it is neither a number nor a vector of numbers
    """
    while start < end and text[start] in MARKUP:
        start += 1
    while end > start and text[end - 1] in MARKUP:
        end -= 1
    try:
        entries = entries_of(parse(text, start, end)) if start < end else None
    except ExpressionError as error:
        if "too" in str(error):  # too long or nested too deeply, which says more than the message below
            raise
        entries = None
    if entries is None:
        raise ExpressionError(f"{shorten(text[start:end])!r} is no number and no vector of numbers", start)
    for entry in flatten(entries):
        if entry.value == 0 and POWER_OF_TEN.search(text, entry.node.start, entry.node.end):
            raise ExpressionError("zero needs no power of ten", entry.node.start)
    return entries


# ---- when a value equals a literal -----------------------------------------------------------


def noise(value, unit: Fraction):
    """How far a float may be from the number it stands for; a rational stands for itself."""
    if isinstance(value, Fraction):
        return 0
    return max(Fraction(8 * math.ulp(value)), unit / 10**9)


def is_finite(value) -> bool:
    return isinstance(value, Fraction) or math.isfinite(value)


def rounds_to(value, entry: ShownNumber) -> bool:
    """Does the value, rounded to the entry's decimals, read as the entry does?"""
    if not is_finite(value):
        return False
    distance = rough_distance(value, entry)
    if distance is not None and abs(distance - 0.5) > 0.01:
        return distance < 0.5
    return abs(Fraction(value) - entry.value) <= entry.unit / 2 + noise(value, entry.unit)


def rough_distance(value, entry: ShownNumber) -> float | None:
    """How far the value is from the entry, in units; None where floats are too coarse to tell."""
    try:
        unit = float(entry.unit)
        near, shown = float(value), float(entry.value)
    except OverflowError:
        return None
    if unit == 0 or max(abs(near), abs(shown)) > 1e9 * unit:
        return None
    return abs(near - shown) / unit


def equals(value, other, unit: Fraction) -> bool:
    """Equal exactly, or, where a float is among them, within the noise of floats."""
    if not is_finite(value) or not is_finite(other):
        return False
    allowed = max(noise(value, unit), noise(other, unit))
    return abs(Fraction(value) - Fraction(other)) <= allowed


def is_tie(value, entry: ShownNumber) -> bool:
    """Does the value lie half-way between the entry and a neighbour of it?"""
    return rounds_to(value, entry) and (rounds_to(value, entry.shifted(1)) or rounds_to(value, entry.shifted(-1)))


def reads_as(value, literal) -> bool:
    """Does a value, or each entry of a vector, round to the literal, and to no other?"""
    if shape(value) != shape(literal):
        return False
    return all(rounds_to(one, entry) and not is_tie(one, entry) for one, entry in zip(flatten(value), flatten(literal)))


# ---- writing numbers -------------------------------------------------------------------------


def round_to(value, unit: Fraction) -> Fraction:
    """Round as a page does: a tie goes away from zero, on the decimal digits that Python prints.

    value    Fraction or float, finite
    unit     a power of ten: 1/100 rounds to two decimals
    returns  the nearest multiple of the unit
    """
    exactly = value if isinstance(value, Fraction) else Fraction(repr(value))
    steps = abs(exactly) / unit
    whole = int(steps + Fraction(1, 2))
    return whole * unit if exactly >= 0 else -whole * unit


def decimals_of(unit: Fraction) -> int:
    """The number of decimals that a number with this last digit has: 2 for 1/100, 0 for 1 and more."""
    decimals = 0
    while unit * 10**decimals < 1:
        decimals += 1
    return decimals


def write_number(value: Fraction, decimals: int) -> str:
    """Write a value in decimal digits, with a plain minus sign below zero.

    value    a multiple of the last decimal, such as :func:`round_to` gives
    returns  "-0.50" for -1/2 with two decimals
    """
    scaled = abs(value) * 10**decimals
    digits = str(round(scaled)).rjust(decimals + 1, "0")
    text = digits[: len(digits) - decimals] + ("." + digits[len(digits) - decimals :] if decimals else "")
    return ("-" if value < 0 else "") + text


def restyle(text: str, entry: ShownNumber, value) -> str | None:
    """Write ``value`` as the entry is written: its decimals, sign glyph, separators and percent.

    text     the page; the entry knows its offsets
    returns  the new text of ``entry.node``; None where the style cannot hold the value
    """
    node, digits = entry.node, entry.digits
    old = text[digits.start : digits.end]
    if "e" in old.lower() or text[max(0, node.start - 2) : node.start].rstrip().endswith("+"):
        return None
    scale = entry.unit / digits.unit
    new = round_to(value, entry.unit) / scale
    if new.numerator.bit_length() > 200:
        return None
    written = separated(write_number(abs(new), decimals_of(digits.unit)), old)
    before, after = text[node.start : digits.start], text[digits.end : node.end]
    sign = before.strip()
    if new < 0 and not sign:
        before = "−"
    elif new >= 0 and sign:
        before = ""
    return before + written + after


def separated(written: str, old: str) -> str:
    """Put thousands separators where the old number had them."""
    mark = re.search(r"[0-9]([^0-9.]+)[0-9]{3}", old)
    whole, point, decimals = written.partition(".")
    if old.startswith("."):
        whole = whole.lstrip("0")
    if mark:
        groups = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = mark.group(1).join([whole, *groups])
    return whole + point + decimals


def describe(value) -> str:
    """A computed value for a message: exact for rationals, 12 significant digits for floats."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(describe, value[:12])) + (", …]" if len(value) > 12 else "]")
    if not isinstance(value, Fraction):
        return f"{value:.12g}"
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > 100:
        return approximately(value)
    decimals = decimals_of_rational(value)
    return f"{value.numerator}/{value.denominator}" if decimals is None else write_number(value, decimals)


def approximately(value: Fraction) -> str:
    """12 significant digits of a rational that may be too large for a float."""
    from decimal import Context, Decimal

    context = Context(prec=12)
    return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(context):g}"


def decimals_of_rational(value: Fraction) -> int | None:
    """How many decimals write the value exactly; None where none do."""
    rest, counts = value.denominator, {2: 0, 5: 0}
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    return max(counts.values()) if rest == 1 else None


COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # as words, by number


def precision(value, literal) -> tuple[str, str]:
    """A value in full, and in words how the literal rounds it.

    value    Fraction, float or nested tuples of them
    literal  its entries, nested in the same way
    """
    pairs = list(zip(flatten(value), flatten(literal)))
    if all(isinstance(one, Fraction) and one == entry.value for one, entry in pairs):
        return describe(value), "exactly"
    if all(describe(one) == describe(entry.value) for one, entry in pairs):
        return describe(value), "to twelve digits"
    ways = {decimals_in_words(entry) for _, entry in pairs}
    return describe(value), f"rounded to {ways.pop() if len(ways) == 1 else 'the decimals shown'}"


def decimals_in_words(entry: ShownNumber) -> str:
    is_percent = entry.node.op == "percent"
    count = decimals_of(entry.digits.unit)
    if entry.node.op == "*" or count >= len(COUNTS):  # a power of ten: 4.5e14
        return "its last digit"
    if count == 0:
        return "a whole percent" if is_percent else "a whole number"
    return f"{COUNTS[count]} decimal{'' if count == 1 else 's'}{' of a percent' if is_percent else ''}"


def all_round_to(value, literal) -> bool:
    """Does every entry of a value round to that of the literal?"""
    computed, entries = flatten(value), flatten(literal)
    return len(computed) == len(entries) and all(map(rounds_to, computed, entries))
