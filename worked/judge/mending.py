"""Mending: may `worked fix` write a number anew, because nothing but this number can be wrong?"""

import re

from worked.judge.agree import agrees
from worked.judge.chain import Fault, Part, Step
from worked.judge.context import Context
from worked.judge.equations import FoundChain
from worked.judge.readings import is_ambiguous
from worked.latex.conversions import factor_between
from worked.maths.exact import EvaluationError
from worked.settings import PLACES

WORD = re.compile(r"[^\S\n]?[^\W\d_]")  # behind a number of plain text, it may be another unit


def may_fix(context: Context, one: FoundChain, step: Step, fault: Fault) -> bool:
    """May a number of a wrong step be written anew?

    On pages of other projects it is the result of a calculation on its left, in the same unit, and no other side of the
    chain has the value that is shown; or its last digit is off.
    """
    if context.report.is_accounted or fault.is_near:
        return True
    if one.place in PLACES and WORD.match(context.text, fault.end):
        return False
    is_result = step.right.entries is not None and step.left.entries is None and step.modulus is None
    is_nothing = fault.fix is not None and not set("123456789") & set(fault.fix[2])  # 0.003 of another unit
    if not is_result or is_nothing or is_ambiguous(step.left.tree) or not is_of_same_unit(step):
        return False
    return not any(is_doubted(step, other) for other in one.chain.steps if other is not step)


def is_of_same_unit(step: Step) -> bool:
    left, right = step.left.unit, step.right.unit
    return (left is None) == (right is None) and factor_between(left, right) == 1


def is_doubted(step: Step, other: Step) -> bool:
    """Does another step say that the number is right, or that the calculation before it is wrong?"""
    if step.right.start in (other.left.start, other.right.start):
        return other.verdict == "holds"
    is_wrong_before = other.right.start == step.left.start and other.verdict == "wrong"
    return is_wrong_before or is_same_number(other.left, step.right)


def is_same_number(part: Part, shown: Part) -> bool:
    try:
        return part.tree is not None and agrees(Step(part, shown, "="), None, {})
    except EvaluationError:
        return False
