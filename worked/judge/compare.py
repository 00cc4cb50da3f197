"""Comparing: is each step of a chain true as displayed, and if not, which number is wrong?"""

import math
from functools import lru_cache

from worked.judge.agree import NO_PERCENT, NOTHING_TO_COMPUTE, agrees, refuses, same_unit, times_hundred
from worked.judge.chain import Chain, Fault, Part, Step
from worked.judge.faults import explain
from worked.maths.congruence import EQUIVALENT, residue
from worked.maths.exact import EvaluationError, OutOfDomain, exact, shape
from worked.maths.node import Node


def judge_step(step: Step, text: str, names=None) -> None:
    """Compare the two sides of a step and write the outcome into it."""
    is_congruence = step.modulus is not None and step.relation in EQUIVALENT
    if step.relation not in ("=", "≈") and not is_congruence:
        step.reason = f"{step.relation} is not judged"
        return
    for part in (step.left, step.right):
        if part.tree is None:
            step.reason, step.problem_at = part.problem, part.problem_at
            if step.is_lenient:
                from worked.judge.grouping import judge_grouping

                judge_grouping(step, part, text, names)
            return
    if step.is_lenient:
        from worked.judge.leading_zero import judge_leading_zero
        from worked.judge.lenient import judge_domain, judge_elsewhere
    try:
        if step.is_lenient and judge_leading_zero(step, names):
            return
        if not is_congruence and agrees(step, names, {}):
            step.verdict = "holds"
        elif step.modulus is not None:
            judge_congruence(step, text, names)
        elif step.is_bare:
            step.reason = NOTHING_TO_COMPUTE
        elif step.is_lenient:
            judge_elsewhere(step, text, names)
        elif not same_unit(step):
            step.reason = "the two sides have different units"
        elif times_hundred(step, names):
            step.reason = NO_PERCENT
        elif converts(step, names):
            step.reason = "this looks like a conversion, but only one of the two sides has a unit"
        elif step.relation == "≈" and step.left.entries is None and step.right.entries is None:
            step.reason = "≈ between two expressions: show the rounded value"
        else:
            explain(step, text, names)
    except EvaluationError as error:
        step.reason = str(error)
        if step.is_lenient and isinstance(error, OutOfDomain):
            judge_domain(step, error, names)


def judge_congruence(step: Step, text: str, names) -> None:
    left, right = (residue(exact(part.tree, names), step.modulus) for part in (step.left, step.right))
    step.verdict = "holds" if left == right else "wrong"
    if left != right and step.relation == "=":
        explain(step, text, names)
    elif left != right:
        shown, exactly = step.right, f"the left side leaves {left}, the right one {right}"
        step.faults = [Fault(shown.start, shown.end, shown.text, str(left), exactly)]


def judge_chain(chain: Chain, names=None) -> None:
    """Compare each part of a chain with the next."""
    for step in chain.steps:
        judge_step(step, chain.text, names)


def holds_number(chain: Chain, number: Node, index: int, names=None) -> bool:
    """Does a chain hold a number of one of its parts: would it be refused with another last digit?

    index  which of the parts the number stands in
    """
    around = [step for step in chain.steps_around(index) if step.verdict == "holds"]

    def is_refused(value) -> bool:
        return any(refuses(step, {number.start: value}, names) for step in around)

    units = units_to_try(number, chain.parts[index])
    return all(is_refused(number.value + change) for unit in units for change in (unit, -unit))


DISCONTINUOUS = {"%", "//", "factorial"}


def units_to_try(number: Node, part: Part) -> list:
    """The units of the digits to change: the last, or all where 47 % 10 is 37 % 10 (a remainder, a whole part)."""
    places = 1
    while is_discontinuous(part.tree) and number.unit * 10**places <= abs(number.value):
        places += 1
    return [number.unit * 10**place for place in range(places)]


@lru_cache(maxsize=100)
def is_discontinuous(tree: Node) -> bool:
    return any(node.op in DISCONTINUOUS or node.value in ("floor", "ceil") for node in tree.walk())


def converts(step: Step, names) -> bool:
    """Does only one side have a unit, and is it 10, 1000, 60, 3.6 … times the other?"""
    if (step.left.unit is None) == (step.right.unit is None):
        return False
    left, right = (exact(part.tree, names) for part in (step.left, step.right))
    if shape(left) or shape(right) or not left or not right:
        return False
    ratio = float(abs(left / right))
    for factor in (ratio, ratio * 3.6, ratio / 3.6, ratio * 6, ratio / 6):
        power = round(math.log10(factor))
        if math.isclose(factor, 10.0**power, rel_tol=0.005) and (power or factor != ratio):
            return True
    return False
