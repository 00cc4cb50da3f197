"""A number that begins with a zero, as 015 does, which no number does but those of programs."""

from fractions import Fraction

from worked.judge.agree import agrees
from worked.judge.chain import Fault, Step


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
