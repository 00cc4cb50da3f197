"""Equations that nobody judged: those of prose, tables and fences, and those of formulas that could not be read.

Each is noted with its place, so that the last line of a check can count them. Algebra is not among them. What finds
numeric equations is imported where it is asked: Python compiles its patterns for longer than an accounted page is judged.
"""

import re
from collections.abc import Iterator

from worked.judge.chain import Part, Step
from worked.judge.context import Context
from worked.maths.functions import CONSTANTS, FUNCTIONS, MORE_FUNCTIONS
from worked.read.page import SOMETHING, blank

KNOWN = {*CONSTANTS, *FUNCTIONS, *MORE_FUNCTIONS}
NO_LETTERS = re.compile(
    r"\\(?:text|textrm|mbox|mathrm|rm|tag|label|phantom|begin|end|operatorname)\*?\s*\{[^{}]*\}|\\[A-Za-z]+|[_^]\{[^{}]*\}|_\w"
)
LETTER = re.compile(r"[^\W\d_]")
TABLE = re.compile(r"\||<t[dh]\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"|]+")
TABULAR = re.compile(r"(?<!\\)&")
REASONS = {  # what the last line says of a reason, by words in it
    "asked": "asked",
    "another formula": "in two formulas",
    "unit": "units",
    "conversion": "units",
    "variables": "variables",
    "nothing is called": "names",
    "≈": "rough",
    "near to": "rough",
    "percent": "percent",
    "is not judged": "another relation",
    "begins with a zero": "leading zero",
}


def reason_in_short(reason: str) -> str:
    return next((short for words, short in REASONS.items() if words in reason), "not readable")


def is_algebra(step: Step) -> bool:
    """Has a step letters that stand for numbers, so that there is nothing to compute?"""
    return any(map(has_variable, (step.left, step.right)))


def unknown_names(part: Part) -> list[str]:
    return (
        [node.value for node in part.tree.walk() if node.op == "name" and node.value not in KNOWN] if part.tree else []
    )


def has_variable(part: Part) -> bool:
    if part.tree is not None:
        return bool(unknown_names(part))
    if part.is_latex:
        return LETTER.search(NO_LETTERS.sub("", part.text)) is not None
    from worked.read.arithmetic import numeric_equations

    return (
        not any(numeric_equations(f"{part.text} = 0", 0, len(part.text) + 4)) and LETTER.search(part.text) is not None
    )


def written_equations(context: Context) -> Iterator[tuple[str, int, int]]:
    """The numeric equations of a page outside of code spans and formulas: place, start and end."""
    from worked.read.arithmetic import numeric_equations, without_bold

    page = context.page
    unseen = [(0, page.body), *page.hidden, *page.markers]
    other = [span.outer for span in page.spans] + [fence.outer for fence in page.fences]
    other += [(claim.start, claim.end) for claim in page.claims]
    other += [match.span() for match in ADDRESS.finditer(page.plain)]
    prose = without_bold(blank(blank(context.plain, unseen), other, SOMETHING))
    table = TABULAR if page.source.is_tex else TABLE
    for start, end in numeric_equations(prose, page.body, len(prose)):
        line = page.plain[prose.rfind("\n", 0, start) + 1 : (prose.find("\n", end) + 1 or len(prose) + 1) - 1]
        yield "tables" if table.search(line) else "prose", start, end
    for fence in page.fences:
        if not fence.is_worked and not fence.is_formula:
            for start, end in numeric_equations(context.plain, fence.start, fence.end):
                yield "fences", start, end
