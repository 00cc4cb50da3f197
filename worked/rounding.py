"""Rounding in words: how a value became the literal that a page shows."""

from fractions import Fraction

from worked.literal import Entry, decimals_of, describe, flatten, rounds_to

COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def precision(value, literal) -> tuple[str, str]:
    """A value in full, and how it was rounded.

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


def decimals_in_words(entry: Entry) -> str:
    is_percent = entry.node.op == "percent"
    count = decimals_of(entry.digits.unit)
    if entry.node.op == "*" or count >= len(COUNTS):  # a power of ten: 4.5e14
        return "its last digit"
    if count == 0:
        return "a whole percent" if is_percent else "a whole number"
    return f"{COUNTS[count]} decimal{'' if count == 1 else 's'}{' of a percent' if is_percent else ''}"


def rounds(value, literal) -> bool:
    """Does every entry of a value round to the literal's?"""
    computed, entries = flatten(value), flatten(literal)
    return len(computed) == len(entries) and all(map(rounds_to, computed, entries))
