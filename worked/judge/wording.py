"""The wording around an equation: does it ask whether that is true, or does the calculation begin before it?"""

import re

from worked.read.elements import Span
from worked.read.page import Page

FARTHEST, NEAR = 400, 80  # characters around an equation
ENDS_SENTENCE = re.compile(r"[.?!](?=[\"'”’)*_\s]|\Z)|\n[ \t]*\n")
SENTENCE = re.compile(r"[.?!:;](?=[\s*_])|\n[ \t]*\n|^[ \t]*(?:[-*+]|\d+[.)]|\([a-z\d]\)|#+)(?=\s)", re.MULTILINE)
YES_OR_NO = re.compile(
    r"[\W\d_]*(?:so|then|but|and|or|well|now)?[\W_]*(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|isn't|aren't|doesn't)\b",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"\b(?:determine|decide|check|tell|state|say|see|find out|explain|test|know|asks?|identify|indicate|judge)\s+(?:[\w']+\s+){0,4}(?:whether|if)\b"
    r"|\btrue or (?:is it )?false\b|\b(?:true|false)\?|\bwhich of\b|\bright or wrong\b|\bcorrect or (?:not|incorrect)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"(?:\\(?:times|cdot|div)|[-+*/×·÷−])\s*\$[^$\n]{0,60}\Z")  # $(-2)\times$ loss
GOES_ON = re.compile(r"\s{0,3}\$\s*(?:\\(?:times|cdot|div)(?![A-Za-z])|[*/×·÷])")
POINTS = re.compile(  # behind $0.5 / 10 = 5$, which are hundredths
    r"[\s$*`)}\\]{0,6}(?:(?:percentage|percent|%)?[ -]?points?\b|pp\b|[Pp]ro[cz]entp[ou]nkte?n?\b|procentpunt)"
)

STATED, EXPRESSIONS_ASKED, ASKED = range(3)


def are_points(page: Page, end: int) -> bool:
    """Is a number that ends there one of points, hundred of which are the whole?"""
    return POINTS.match(page.plain, end) is not None


def is_unfinished_before(page: Page, span: Span) -> bool:
    """Does the formula before a span end in mid-calculation, so that the span begins there?"""
    start = span.outer[0]
    return span.kind == "math" and UNFINISHED.search(page.plain, max(0, start - NEAR), start) is not None


def is_unfinished_behind(page: Page, span: Span) -> bool:
    return span.kind == "math" and GOES_ON.match(page.plain, span.outer[1]) is not None


def how_stated(page: Page, span: Span) -> int:
    """Is an equation said to be true, or asked: with its two expressions alone, or with its result too?"""
    text, (start, end) = page.plain, span.outer
    before, behind = text[max(page.body, start - FARTHEST) : start], text[end : end + FARTHEST]
    if WHETHER.search(before) or WHETHER.match(behind.lstrip(" .,:;()*_")):
        return ASKED
    ending = ENDS_SENTENCE.search(behind)
    if ending is None or ending.group() != "?":
        return STATED
    sentence = SENTENCE.split(before)[-1]
    return ASKED if YES_OR_NO.match(sentence) else EXPRESSIONS_ASKED
