"""Literals: the numbers and vectors that a page shows, and when a value equals one.

A literal equals the value rounded to the literal's own decimals: half a unit of its last place,
both neighbours allowed at an exact tie, computed in exact rationals from the displayed digits.
"""

import math
import re
from fractions import Fraction

from worked.maths.exact import shape
from worked.maths.expression import parse
from worked.maths.node import Node
from worked.maths.tokens import ExpressionError, shorten

POWER_OF_TEN = re.compile(r"[eE^*×·⁰¹²³⁴-⁹]")
SIGN_APART = re.compile(r"[-−–‐‑]\s")
SIGNS = re.compile(r"[-−–‐‑+]\s*[-−–‐‑+]")
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
    if tree.op == "*" and (factor := power_of_ten(tree.children[1])) is not None:
        scale = factor
        inner = number_entry(tree.children[0])
    elif tree.op in ("negative", "percent"):
        scale = Fraction(-1) if tree.op == "negative" else Fraction(1, 100)
        inner = number_entry(tree.children[0])
    else:
        return None
    return inner and ShownNumber(inner.value * scale, inner.unit * abs(scale), tree, inner.digits)


def power_of_ten(tree: Node) -> Fraction | None:
    """The value of 10^n, of 10^n %, and of the 1024^n that Ki, Mi and Gi stand for."""
    if tree.op == "percent" and tree.children[0].op == "**":
        ten = power_of_ten(tree.children[0])
        return ten and ten / 100
    if tree.op != "**" or tree.children[0].op != "number" or tree.children[0].value not in (10, 1024):
        return None
    exponent = tree.children[1]
    while exponent.op == "group":
        exponent = exponent.children[0]
    entry = number_entry(exponent)
    if entry is None or entry.value.denominator != 1 or abs(entry.value) > 400:
        return None
    return tree.children[0].value ** entry.value.numerator


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
    if not is_even(entries):
        raise ExpressionError("the entries of this vector have different shapes", start)
    if signs := SIGNS.search(text, start, end):
        raise ExpressionError("two signs before one number: write one of them, or none", signs.start())
    for entry in flatten(entries):
        if entry.value == 0 and POWER_OF_TEN.search(text, entry.node.start, entry.node.end):
            raise ExpressionError("zero needs no power of ten", entry.node.start)
        if SIGN_APART.match(text, entry.node.start):
            raise ExpressionError("a sign apart from its number reads as a dash: write them together", entry.node.start)
    return entries


def is_even(nested) -> bool:
    """Are the rows of a nested tuple equally long, at each depth?"""
    return not isinstance(nested, tuple) or (len(set(map(shape, nested))) == 1 and all(map(is_even, nested)))


# ---- when a value equals a literal -----------------------------------------------------------


def noise(value, unit: Fraction):
    """How far a float may be from the number it stands for; a rational stands for itself."""
    return max(Fraction(8 * math.ulp(value)), unit / 10**9) if isinstance(value, float) else 0


def is_finite(value) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def rounds_to(value, entry: ShownNumber) -> bool:
    """Does the value, rounded to the entry's decimals, read as the entry does?"""
    if not is_finite(value):
        return False
    if entry.digits.form == "cut":  # dots cut the digits off, they do not round
        return is_cut(value, entry)
    distance = clear_distance(value, entry)
    if distance is not None:
        return distance < 0.5
    return abs(Fraction(value) - entry.value) <= entry.unit / 2 + noise(value, entry.unit)


def rounds_to_zeros(value, entry: ShownNumber) -> bool:
    """Is 1600 meant to the hundred? Its zeros at the end may be there for the place of its digits alone."""
    digits = entry.digits.value / entry.digits.unit
    if digits.denominator != 1 or not digits:
        return False
    zeros = len(str(digits)) - len(str(digits).rstrip("0"))
    wide = ShownNumber(entry.value, entry.unit * 10**zeros, entry.node, entry.digits)
    return bool(zeros) and entry.digits.unit == 1 and rounds_to(value, wide)


def is_cut(value, entry: ShownNumber) -> bool:
    """Is the entry what is left of the value once all further digits are cut off?"""
    sign = -1 if value < 0 else 1
    beyond = sign * (Fraction(value) - entry.value)
    return sign * entry.value >= 0 and -noise(value, entry.unit) <= beyond < entry.unit


def clear_distance(value, entry: ShownNumber) -> float | None:
    """How far the value is from the entry, in units; None near half a unit, and where floats are too coarse to tell."""
    try:
        unit = float(entry.unit)
        near, shown = float(value), float(entry.value)
    except OverflowError:
        return None
    if unit == 0 or max(abs(near), abs(shown)) > 1e9 * unit:
        return None
    distance = abs(near - shown) / unit
    return None if abs(distance - 0.5) <= 0.01 else distance


def equals(value, other, unit: Fraction) -> bool:
    """Equal exactly, or, where a float is among them, within the noise of floats."""
    if type(value) is type(other) is Fraction:
        return value == other
    if not is_finite(value) or not is_finite(other):
        return False
    allowed = max(noise(value, unit), noise(other, unit))
    return abs(Fraction(value) - Fraction(other)) <= allowed


def is_tie(value, entry: ShownNumber) -> bool:
    """Does the value lie half-way between the entry and a neighbour of it?"""
    if entry.digits.form != "cut" and is_finite(value) and clear_distance(value, entry) is not None:
        return False  # as most values, which are not written anew for it
    return rounds_to(value, entry) and (rounds_to(value, entry.shifted(1)) or rounds_to(value, entry.shifted(-1)))


def reads_as(value, literal) -> bool:
    """Does a value, or each entry of a vector, round to the literal, and to no other?"""
    if shape(value) != shape(literal):
        return False
    return all(rounds_to(one, entry) and not is_tie(one, entry) for one, entry in zip(flatten(value), flatten(literal)))
