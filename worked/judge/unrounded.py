"""Slips beside numbers that were rounded: would a side be right with one digit less, or does the page say the right one?

A slip of style is called so only where no such slip explains the number just as well.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from worked.judge.chain import Part
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, rounds_to

NUMBER = re.compile(r"[0-9](?:[0-9.,]|\{,\})*")
NO_DIGIT = re.compile("[^0-9]")
FEW_DIGITS = 3  # with so many, the same number is not there twice by chance


def is_repeated(computed: Part, entry: ShownNumber, value: Fraction, page: str) -> bool:
    """Does the page say a number, with the decimals of an entry, elsewhere: 83.33 % for 0.8333? A slip is made once."""
    return is_elsewhere(digits_of(value, entry.unit), [computed, entry.digits], page)


def is_elsewhere(digits: str, own: list, page: str) -> bool:
    """Do digits stand on a page outside of some of its places, alone or with more behind them?"""
    if len(digits) < FEW_DIGITS:
        return False
    numbers = numbers_of(page)
    following = map(numbers.__getitem__, range(bisect_left(numbers, (digits,)), len(numbers)))
    same = takewhile(lambda found: found[0].startswith(digits), following)
    return any(all(end <= one.start or start >= one.end for one in own) for _, start, end in same)


@lru_cache(maxsize=4)  # a page is read in both decimals, in turn
def numbers_of(page: str) -> list[tuple[str, int, int]]:
    """The numbers of a page by their digits, in alphabetical order: its digits, where it starts and where it ends."""
    found = NUMBER.finditer(page)
    return sorted((NO_DIGIT.sub("", match.group()).lstrip("0"), *match.span()) for match in found)


def is_slip_of_operand(entry: ShownNumber, computed: Part, names) -> bool:
    """Would the result be right with one slip less in an operand?"""
    return any(rounds_to(value, entry) for value in values_without_slip(computed, names))


def is_slip_between(side: Part, other, names) -> bool:
    """Would a side be exactly another value with one slip less in a number of it?"""
    return any(value == other for value in values_without_slip(side, names))


def values_without_slip(side: Part, names) -> Iterator:
    """The values that a side has with one slip less in one of its numbers; none where it is a vector."""
    for node in side.numbers:
        for one in slips(digits_of(node.value, node.unit)):
            try:
                value = exact(side.tree, names, {node.start: int(one or 0) * node.unit})
            except EvaluationError:
                continue
            if shape(value):
                return
            yield value


def digits_of(value: Fraction, unit: Fraction) -> str:
    return str(abs(value) // unit)


def slips(digits: str) -> Iterator[str]:
    """Digits with one of them changed, two neighbours exchanged, or one dropped."""
    for at, digit in enumerate(digits):
        yield from (digits[:at] + other + digits[at + 1 :] for other in "0123456789" if other != digit)
        yield digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    yield from (digits[:at] + digits[at + 1 :] for at in range(len(digits)))
