"""Mending: may `worked fix` write a number anew, because nothing but this number can be wrong?"""

import re
from collections.abc import Iterator

from worked.judge.agree import agrees
from worked.judge.chain import Fault, Part, Step
from worked.judge.context import Context
from worked.judge.equations import FoundChain
from worked.judge.percentages import is_percentage
from worked.judge.readings import is_ambiguous
from worked.judge.slips import fine_decimals, is_between, range_of
from worked.latex.conversions import factor_between
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, rounds_to, rounds_to_zeros
from worked.maths.node import Node
from worked.settings import PLACES

FAR = 9.9  # times as large as a number that may be a slip of the one that is meant
WORD = re.compile(r"[^\S\n]?[^\W\d_]")  # behind a number of plain text, it may be another unit


def may_fix(context: Context, one: FoundChain, step: Step, fault: Fault) -> bool:
    """May a number of a wrong step be written anew?

    On pages of other projects it is the result of a calculation on its left, in the same unit, and no other side of the
    chain has the value that is shown; or its last digit is off.
    """
    if context.report.is_accounted:
        return True
    if any(number.form == "padded" for part in (step.left, step.right) for number in part.numbers):
        return False
    doubts = [other for other in one.chain.steps if other is not step and is_doubted(step, other)]
    if fault.is_near and not any(computes(other) and is_next_to(step, other) for other in doubts):
        return True
    if one.place in PLACES and WORD.match(context.text, fault.end):
        return False
    is_result = step.right.entries is not None and step.left.entries is None and step.modulus is None
    is_nothing = fault.fix is not None and not set("123456789") & set(fault.fix[2])  # 0.003 of another unit
    if not is_result or is_nothing or is_ambiguous(step.left.tree) or doubts:
        return False
    return is_of_same_unit(step) and not may_be_right(step) and not may_be_rounded(step)


def may_be_right(step: Step) -> bool:
    """Is a result so far off, or off by powers of ten alone, that one of the numbers before it may be wrong instead?

    So it is too where it would be right with base and exponent exchanged, 3^5 = 125, or with a bracket that is not there.
    """
    try:
        value, shown = exact(step.left.tree), exact(step.right.tree)
        if shape(value) or shape(shown) or not value or not shown:
            return False
        ratio = abs(float(value / shown)) / (100 if is_percentage(step.left.tree, step.right) else 1)
        tree = step.left.tree
        exchanged = exact(Node("**", tree.children[::-1])) if tree.op == "**" else None
        if step.right.entries and any(rounds_to(exact(other), step.right.entries) for other in regrouped(tree)):
            return True
    except (EvaluationError, OverflowError):
        return False
    return not 1 / FAR < ratio < FAR or exchanged == shown


def regrouped(tree: Node) -> Iterator[Node]:
    """A tree with a bracket where its author may have left it out: a · (b + c) for a · b + c, a / (b · c) for a / b · c."""
    if tree.op in ("+", "-", "*") and tree.children[0].op == ("/" if tree.op == "*" else "*"):
        first, last = tree.children
        yield Node(first.op, (first.children[0], Node(tree.op, (first.children[1], last))))
    for at, child in enumerate(tree.children):
        for other in regrouped(child):
            yield Node(tree.op, (*tree.children[:at], other, *tree.children[at + 1 :]), tree.value, tree.unit)


def may_be_rounded(step: Step) -> bool:
    """May a result be right, since the numbers before it were rounded for print, or it was itself, to its zeros?"""
    entry = step.right.entries
    if not isinstance(entry, ShownNumber):
        return False
    try:
        value = exact(step.left.tree)
    except EvaluationError:
        return False
    return rounds_to_zeros(value, entry) or is_between(entry, range_of(step.left, fine_decimals(step.left), None))


def is_of_same_unit(step: Step) -> bool:
    left, right = step.left.unit, step.right.unit
    return (left is None) == (right is None) and factor_between(left, right) == 1


def is_doubted(step: Step, other: Step) -> bool:
    """Does another step say that the number is right, or that the calculation before it is wrong?"""
    if step.right.start in (other.left.start, other.right.start):
        return other.verdict == "holds"
    is_wrong_before = other.right.start == step.left.start and other.verdict == "wrong"
    return is_wrong_before or is_same_number(other.left, step.right)


def computes(step: Step) -> bool:
    """Does a step say more than that a number is the same number?"""
    return step.left.entries is None or step.right.entries is None


def is_next_to(step: Step, other: Step) -> bool:
    """Does another step share the result of this one, or the calculation before it?"""
    is_number_before = other.right.start == step.left.start and step.left.entries is not None  # which is mended first
    return not is_number_before and other.left.start != step.left.start


def is_same_number(part: Part, shown: Part) -> bool:
    try:
        return part.tree is not None and agrees(Step(part, shown, "="), None, {})
    except EvaluationError:
        return False
