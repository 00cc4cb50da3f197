"""Equations that nobody judged: those of prose, tables and fences, and those of formulas that could not be read.

Each is noted with its place, so that the last line of a check can count them. Algebra is not among them. What finds
numeric equations is imported where it is asked: Python compiles its patterns for longer than an accounted page is judged.
"""

import re
from collections.abc import Iterator

from worked.judge.chain import Part, Step, split_chains
from worked.judge.context import Context
from worked.maths.congruence import EQUIVALENT
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
ARITHMETIC = re.compile(r"[-+*/·×÷^−√%±⊕⊗∓!]|\\(?:[dtc]?frac|times|cdot|div|sqrt|binom)(?![A-Za-z])")
FORMULA = re.compile(
    r"\$\$(?P<display>[^$]+)\$\$|(?<![\\$\w])\$(?P<inline>[^$\n]+)\$|\\\((?P<round>.+?)\\\)|\\\[(?P<square>.+?)\\\]",
    re.DOTALL,
)
LATEX = re.compile(r"(?:latex|tex|katex)\b", re.IGNORECASE)  # what a fence says that it holds
COMMAND = re.compile(r"\\[A-Za-z]")
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


def is_numeric(step: Step) -> bool:
    """Does a step say that numbers make another number, and not what a variable is?"""
    has_arithmetic = ARITHMETIC.search(step.left.text + step.right.text) is not None
    is_equation = step.looks_like_equation and step.relation in ("=", "≈", *EQUIVALENT)
    return is_equation and not step.is_bare and has_arithmetic and not is_algebra(step)


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


def written_equations(context: Context) -> Iterator[tuple[str, int, int, bool]]:
    """The numeric equations of a page outside of code spans and formulas: place, start, end, and are they LaTeX?"""
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
        yield "tables" if table.search(line) else "prose", start, end, False
    for fence in page.fences:
        if not fence.is_worked and not fence.is_formula:
            for start, end in numeric_equations(context.plain, fence.start, fence.end):
                yield "fences", start, end, False
    for place, start, end in formulas_in_text(context):
        for chain in split_chains(context.plain, start, end, is_latex=True):
            if any(map(is_numeric, chain.steps)):
                yield place, chain.start, chain.end, True


def formulas_in_text(context: Context) -> Iterator[tuple[str, int, int]]:
    """The formulas that Markdown takes for text, in fences and in lines of HTML; what has no command is plain text."""
    for block in context.page.blocks:
        if block.kind not in ("fence", "code", "html") or block.is_worked or block.is_formula:
            continue
        place = "prose" if block.kind == "html" else "fences"
        if block.kind == "fence" and LATEX.match(block.info):
            spans = [(block.start, block.end)]
        else:
            found = FORMULA.finditer(context.plain, block.start, block.end)
            spans = [match.span(match.lastgroup) for match in found if COMMAND.search(match.group())]
        for start, end in spans:
            if COMMAND.search(context.plain, start, end):
                yield place, start, end
