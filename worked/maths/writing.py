"""Writing numbers: as a literal of a page is written, for a message, and how a value was rounded, in words."""

import re
from copy import copy
from fractions import Fraction

from worked.maths.literal import ShownNumber, flatten, is_tie, rounds_to

MOST_DECIMALS = 12


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
    decimals, above, below = 0, unit.numerator, unit.denominator
    while above * 10**decimals < below:
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
    if new.numerator.bit_length() > 200 or (not new and value and scale != 1):  # 0.00 × 10^390 says nothing of √2
        return None
    written = separated(write_number(abs(new), decimals_of(digits.unit)), old)
    if digits.unit < 1 and "{,}" in old and "." not in old:  # 0{,}33, with the comma of LaTeX
        written = written.replace("{,}", "").replace(".", "{,}")
    before, after = text[node.start : digits.start], text[digits.end : node.end]
    sign = before.strip()
    if new < 0 and not sign:
        before = "−"
    elif new >= 0 and sign:
        before = ""
    return before + written + after


def finer(text: str, entry: ShownNumber, value) -> str | None:
    """Write ``value`` as the entry is written, with as many more decimals as it takes to round to nothing else.

    returns  the new text of ``entry.node``; None where the style cannot hold them
    """
    for more in range(1, MOST_DECIMALS):
        digits = copy(entry.digits)
        digits.unit = entry.digits.unit / 10**more
        node = digits if entry.node is entry.digits else entry.node
        longer = ShownNumber(entry.value, entry.unit / 10**more, node, digits)
        written = ShownNumber(round_to(value, longer.unit), longer.unit, node, digits)
        if not is_tie(value, written):
            return restyle(text, longer, value)
    return None


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
    above, below = value.numerator, value.denominator
    if above.bit_length() > 100 or below.bit_length() > 100:
        return approximately(value)
    if below == 1:
        return str(above)
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
