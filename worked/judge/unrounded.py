"""Results of operands that were rounded for print alone: 5/12 is 0.4167, and twice as much is 0.8333.

Each decimal number of a side stands for all numbers within half a unit of its last digit. A result that one of them
gives may be right; a slip may lie there too. What else is written tells them apart: another side of the chain that
comes to the result, the same result elsewhere on the page, or that no single slip makes it of the right one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from worked.judge.chain import Part, Step
from worked.judge.readings import value_of_side
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, rounds_to
from worked.maths.node import Node
from worked.maths.writing import round_to

NUMBER = re.compile(r"[0-9](?:[0-9.,]|\{,\})*")
NO_DIGIT = re.compile("[^0-9]")
FEW_DIGITS = 3  # with so many, the same number is not there twice by chance


def is_confirmed(step: Step, value, entry: ShownNumber, computed: Part, names, page: str) -> bool:
    """Does something else say that a result is meant, which operands within half a unit can give?"""
    if is_result_of_chain(step, entry, names):
        return True
    if not is_repeated(computed, entry, entry.value, page) and is_slip_of_result(value, entry):
        return False
    length = len(digits_of(entry.value, entry.unit))
    doubted = [node for node in computed.numbers if not is_elsewhere(digits_of(node.value, node.unit), [node], page)]
    return not is_slip_of_operand(entry, computed, names, doubted, length)


def is_result_of_chain(step: Step, entry: ShownNumber, names) -> bool:
    """Does another side of the chain come to the result, as in 2 · 5/12 = 2 · 0.4167 = 0.8333?"""
    for part in step.chain:
        if part.start in (step.left.start, step.right.start) or part.tree is None:
            continue
        try:
            value = value_of_side(part, part.tree, names, {}, False)
        except EvaluationError:
            continue
        if not shape(value) and rounds_to(value, entry):
            return True
    return False


def is_denied(value, entry: ShownNumber, computed: Part, names, page: str) -> bool:
    """Is a result that was cut, as it seems, a slip: does the page say the right one, or is it exact with one slip less?"""
    return is_repeated(computed, entry, round_to(value, entry.unit), page) or is_slip_between(
        computed, entry.value, names
    )


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


@lru_cache(maxsize=1)
def numbers_of(page: str) -> list[tuple[str, int, int]]:
    """The numbers of a page by their digits, in alphabetical order: its digits, where it starts and where it ends."""
    found = NUMBER.finditer(page)
    return sorted((NO_DIGIT.sub("", match.group()).lstrip("0"), *match.span()) for match in found)


def is_slip_of_result(value, entry: ShownNumber) -> bool:
    """Is a result one slip away from the right one: a digit changed, dropped or put in, two exchanged, the last one off?"""
    if abs(Fraction(value) - entry.value) < 2 * entry.unit:
        return True
    shown = digits_of(entry.value, entry.unit)
    right = {digits_of(round_to(value, unit), unit) for unit in (entry.unit, entry.unit / 10, entry.unit * 10)}
    return any(one in right for one in slips(shown)) or any(shown in dropped(one) for one in right)


def is_slip_of_operand(entry: ShownNumber, computed: Part, names, doubted: list[Node], length: int = 0) -> bool:
    """Would the result be right with one slip less in an operand? One with less than ``length`` digits may have lost one."""
    values = values_without_slip(computed, names, doubted, length)
    return any(not shape(value) and rounds_to(value, entry) for value in values)


def is_slip_between(side: Part, other, names) -> bool:
    """Would a side be exactly another value with one slip less in a number of it?"""
    return any(value == other for value in values_without_slip(side, names, side.numbers))


def values_without_slip(side: Part, names, doubted: list[Node], length: int = 0) -> Iterator:
    """The values that a side has with one slip less in one of some of its numbers."""
    for node in doubted:
        digits = digits_of(node.value, node.unit)
        meant = [int(one or 0) * node.unit for one in slips(digits)]
        if len(digits) < length:
            units = [node.unit] if node.unit >= 1 else [node.unit, node.unit / 10]
            meant += [int(one) * unit for one in inserted(digits) for unit in units]
        for value in meant:
            try:
                yield exact(side.tree, names, {node.start: value})
            except EvaluationError:
                continue


def digits_of(value: Fraction, unit: Fraction) -> str:
    return str(abs(value) // unit)


def slips(digits: str) -> Iterator[str]:
    """Digits with one of them changed, two neighbours exchanged, or one dropped."""
    for at, digit in enumerate(digits):
        yield from (digits[:at] + other + digits[at + 1 :] for other in "0123456789" if other != digit)
        yield digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    yield from dropped(digits)


def dropped(digits: str) -> list[str]:
    return [digits[:at] + digits[at + 1 :] for at in range(len(digits))]


def inserted(digits: str) -> Iterator[str]:
    return (digits[:at] + one + digits[at:] for at in range(len(digits) + 1) for one in "0123456789")
