"""Judging a step on a page of another project, where a side may change its unit, and digits may be cut.

What looks wrong there at first is right more often than on pages whose authors know this library. So a step is read in
every way that its author may have meant, and only then called wrong.
"""

import re

from worked.judge.agree import agrees
from worked.judge.chain import Fault, Step
from worked.judge.faults import explain
from worked.judge.notations import is_printed_float, true_otherwise
from worked.judge.other_units import CLOSE, other_ways
from worked.judge.rough import judge_roughly
from worked.judge.slips import style_slip
from worked.judge.unclear import why_unclear
from worked.maths.exact import EvaluationError, OutOfDomain, exact, shape
from worked.maths.literal import ShownNumber
from worked.maths.writing import describe

NEAR = 20  # characters behind a number
STANDARD = re.compile(r"\b(?:standard|nominal|preferred|E(?:6|12|24|96))\b")  # resistors come in some sizes alone


def judge_elsewhere(step: Step, text: str, names) -> None:
    """Judge a step whose sides do not agree as they stand; the outcome is written into it."""
    ways = other_ways(step)
    last = ways[-1] if ways else step
    if any(agrees(way, names, {}) and is_close(way, names) for way in ways) or is_printed_float(
        exact(last.left.tree, names), last.right.entries
    ):
        step.verdict = "holds"
    elif reason := why_unclear(step, ways, names) or true_otherwise(step, text, names):
        step.reason = reason
    elif step.relation == "≈" and STANDARD.search(text, step.right.start, step.right.end + NEAR):
        step.reason = "a standard value that is near to it"
    elif step.relation == "≈" and (outcome := judge_roughly(last, names)):
        step.verdict, step.reason = outcome
    elif slip := style_slip(last, text, names):
        step.verdict, step.reason, step.faults = "style", slip, faults_of(last, text, names)
    else:
        step.verdict, step.faults = "wrong", faults_of(last, text, names)


def is_close(way: Step, names) -> bool:
    """Is a whole number that a conversion begins with meant exactly, as in 1 day = 24 · 60 minutes?"""
    if way.right.entries is not None or not isinstance(way.left.entries, ShownNumber) or way.left.entries.unit < 1:
        return True
    value, shown = exact(way.right.tree, names), way.left.entries.value
    return bool(shape(value)) or abs(value - shown) <= CLOSE * abs(shown)


def faults_of(way: Step, text: str, names) -> list[Fault]:
    explain(way, text, names)
    if not way.faults:  # the number would be right if it were rounded, and is meant exactly
        value = describe(exact(way.right.tree, names))
        way.faults = [
            Fault(way.right.start, way.right.end, way.right.text, "", f"{value} in the unit of the other side")
        ]
    return way.faults


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
