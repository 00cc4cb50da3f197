"""Grouping: digits that stand together as those of no number do, 01,000 or 6,19.13, since one was dropped or moved."""

import re

from worked.judge.chain import Fault, Part, Step
from worked.maths.exact import EvaluationError, exact
from worked.maths.writing import describe

COMMA = r"(?:,|\{,\})"
MISGROUPED = re.compile(
    rf"(?<![\w.,}}])(?:0[0-9]+(?:(?:{COMMA}|\\,)[0-9]{{3}})+|0(?:\\,[0-9]{{3}})+"
    rf"|0{COMMA}[0-9]{{3}}(?:(?:{COMMA}[0-9]{{3}})+|\.[0-9]+)"
    rf"|[0-9]{{1,3}}(?:{COMMA}[0-9]{{2,3}})*{COMMA}[0-9]{{1,2}}\.[0-9]+"
    rf"|[0-9]{{1,3}}(?:{COMMA}[0-9]{{2,3}})+{COMMA}[0-9]{{1,2}})(?![\w,])"
)
LONGEST = 40  # characters of a number


def judge_grouping(step: Step, part: Part, text: str, names) -> None:
    """Refuse a step with a side that cannot be read because of such digits, where the other side can be."""
    other = step.left if part is step.right else step.right
    if other.tree is None:
        return
    for found in MISGROUPED.finditer(text, max(part.start, part.problem_at - LONGEST), part.end):
        if found.start() <= part.problem_at < found.end():
            step.verdict, step.reason = "wrong", f"{found.group()} is grouped as no number is"
            step.faults = [Fault(*found.span(), found.group(), "", value_of_other(other, names))]
            return


def value_of_other(other: Part, names) -> str:
    try:
        return f"the other side is {describe(exact(other.tree, names))}"
    except EvaluationError:
        return ""
