"""Judging a step on a page of another project, where a side may change its unit, and digits may be cut.

What looks wrong there at first is right more often than on pages whose authors know this library. So a step is read in
every way that its author may have meant, and only then called wrong.
"""

import math
from fractions import Fraction

from worked.judge.agree import NO_PERCENT, NOTHING_TO_COMPUTE, agrees, times_hundred
from worked.judge.chain import Fault, Part, Step
from worked.judge.faults import explain
from worked.judge.rough import judge_roughly
from worked.judge.styles import style_slip
from worked.latex.conversions import factor_between, may_be_left_out
from worked.latex.units import NONE
from worked.maths.exact import EvaluationError, OutOfDomain, exact, shape
from worked.maths.node import Node
from worked.maths.writing import describe

KNOWN_SIGNS = {"$", "€", "£", "°"}  # units of one character that are no variable


def judge_elsewhere(step: Step, text: str, names) -> None:
    """Judge a step whose sides do not agree as they stand; the outcome is written into it."""
    ways = other_ways(step)
    last = ways[-1] if ways else step
    if any(agrees(way, names, {}) for way in ways):
        step.verdict = "holds"
    elif reason := why_unclear(step, ways, names):
        step.reason = reason
    elif step.relation == "≈" and (outcome := judge_roughly(last, names)):
        step.verdict, step.reason = outcome
    elif slip := style_slip(last, text, names):
        step.verdict, step.reason, step.faults = "style", slip, faults_of(last, text, names)
    else:
        step.verdict, step.faults = "wrong", faults_of(last, text, names)


def faults_of(way: Step, text: str, names) -> list[Fault]:
    explain(way, text, names)
    return way.faults


def other_ways(step: Step) -> list[Step]:
    """The step with its numbers as they are written, and with the units of one side turned into the other's."""
    left, right, ways = step.left, step.right, []
    if left.unit is None and right.unit is None:
        return ways
    ways.append(step.between(left.times(), right.times()))
    factor = degrees_or_factor(left, right)
    if factor is not None and factor != 1:
        if right.entries is not None:
            ways.append(step.between(left.times(factor), right.times()))
        else:
            ways.append(step.between(left.times(), right.times(1 / factor)))
    return ways


def degrees_or_factor(left: Part, right: Part) -> Fraction | float | None:
    """How many of the right side's unit the left one's is; a side with π and without a unit is in radians."""
    for side, other, factor in ((left, right, 180 / math.pi), (right, left, math.pi / 180)):
        if side.unit is None and other.unit is not None and set(other.unit.powers) == {"°"}:
            return factor if has_pi(side.tree) else None
    if left.unit is None or right.unit is None:
        return None
    return factor_between(left.unit, right.unit)


def has_pi(tree: Node) -> bool:
    return any(node.op == "name" and node.value in ("pi", "π") for node in tree.walk())


def why_unclear(step: Step, ways: list[Step], names) -> str:
    """Why nobody can say that a step is wrong; "" where it is."""
    left, right = step.left, step.right
    is_unlike = bool(ways) and (left.unit or NONE).powers != (right.unit or NONE).powers
    if is_unlike and left.entries is not None and right.entries is not None and len(ways) == 1:
        return NOTHING_TO_COMPUTE
    if is_unlike and is_algebra(left, right):
        return "letters behind its numbers may be variables"
    if times_hundred(step, names):
        return NO_PERCENT
    if leaves_out_unit(step, names):
        return "one side may leave out its unit"
    return ""


def is_algebra(left: Part, right: Part) -> bool:
    """Do letters in code behave as variables: 2 m · 3 = 12? A result alone may have a unit of one letter."""
    if left.is_latex or (right.entries is not None and left.unit is None):
        return False
    symbols = {symbol for part in (left, right) for symbol in (part.unit or NONE).powers}
    return any(len(symbol) == 1 and symbol not in KNOWN_SIGNS for symbol in symbols)


def leaves_out_unit(step: Step, names) -> bool:
    """Does only one side have a unit, and may the other side's number be in a thousandth of it, or the like?"""
    if (step.left.unit is None) == (step.right.unit is None):
        return False
    left, right = (exact(part.as_written, names) for part in (step.left, step.right))
    if shape(left) or shape(right) or not left or not right:
        return False
    return may_be_left_out(step.left.unit or step.right.unit, float(abs(left / right)))


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


def judge_leading_zero(step: Step) -> bool:
    """Refuse 60 / 4 = 015; 0110 + 0001 = 0111 may be binary. Is the step one with such a number?"""
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
