"""Grouping: digits that stand together as those of no number do, 01,000 or 6,19.13, since one was dropped or moved."""

import re

from worked.judge.chain import Fault, Part, Step
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.writing import describe

COMMA = r"(?:,|\{,\})"
MISGROUPED = re.compile(  # and no list, whose numbers commas part: (3,4.5) or 16,32,64
    rf"(?<![\w.,}}])0[0-9]+(?:(?:{COMMA}|\\,)[0-9]{{3}})+(?![\w,])"
    rf"|(?<![\w.,}}(\[])(?:0(?:\\,[0-9]{{3}})+"
    rf"|0{COMMA}[0-9]{{3}}(?:(?:{COMMA}[0-9]{{3}})+|\.[0-9]+)"
    rf"|[0-9]{{1,3}}(?:{COMMA}[0-9]{{2,3}})*{COMMA}[0-9]{{1,2}}\.[0-9]+"
    r"|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+\.[0-9]{2}|\.[0-9]{2}(?:\.[0-9]{3})+)"
    rf"|[0-9]{{3}}(?:{COMMA}[0-9]{{3}})*(?:{COMMA}[0-9]{{2}})+{COMMA}[0-9]{{3}}"
    rf"|[0-9]{{1,3}}(?:{COMMA}[0-9]{{3}})*{COMMA}[0-9]{{4,}}\.[0-9]+"
    rf"|[0-9]{{1,3}}(?:{COMMA}[0-9]{{3}})+{COMMA}[0-9]{{1,2}})(?![\w,)\]])"
)

PAIR = re.compile(rf"(?<![\w.,}}])[1-9][0-9]{{0,2}}{COMMA}[0-9]{{2}}(?![\w,.])")  # 10,00
POINT_BEHIND_THOUSANDS = re.compile(rf"[0-9]{COMMA}[0-9]{{3}}\.[0-9]")  # beside 6,209.21, which has a decimal point


def judge_grouping(step: Step, part: Part, text: str, names) -> None:
    """Refuse a step with a side that cannot be read because of such digits, where the other side is a number."""
    value = value_of_number(step.left if part is step.right else step.right, names)
    if value is None:
        return
    has_point = POINT_BEHIND_THOUSANDS.search(step.left.text + "=" + step.right.text) is not None
    pairs = PAIR.finditer(text, part.start, part.end) if has_point else ()
    for found in (*MISGROUPED.finditer(text, part.start, part.end), *pairs):
        if found.start() <= part.problem_at < found.end() or found.group()[0] == "0":
            step.verdict, step.reason = "wrong", f"{found.group()} is grouped as no number is"
            step.faults = [Fault(*found.span(), found.group(), "", f"the other side is {describe(value)}")]
            return


def value_of_number(part: Part, names):
    """The value of a side; None where it has none, as a variable of algebra, or is no single number."""
    if part.tree is None:
        return None
    try:
        value = exact(part.tree, names)
    except EvaluationError:
        return None
    return None if shape(value) else value
