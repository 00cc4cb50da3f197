"""What touches a number: a sign, a digit, % or a unit beside a claim or an equation makes another number of it."""

import re

from worked.judge.context import Context
from worked.read.numbers import (
    LEAD,
    LETTERED,
    MONEY,
    MULTIPLIERS,
    NARROW,
    PARTS,
    SIGNS,
    WORDS_BEFORE,
    WORDS_BEHIND,
    beside,
)

FRACTION = r"\s+and\s+(?:an?|one|two|three|four)[\s-]+(?:half|halves|quarters?|(?:third|fifth|sixth|eighth|tenth)(?:s\b|(?!\s+\w)))\b"
TOUCHED_BEFORE = re.compile(
    rf"(?:[\d.]|[^\W\d_]|[{LETTERED}]|(?:{WORDS_BEFORE}|(?<![\w)\]])[{SIGNS}]|(?<![\w)\]])(?<![\d)\]]\s)(?<!\b[^\W\d]\s)[−±]\s)[*_`]*{LEAD})[*_`]*\Z"  # a digit, a letter, a sign
)
TOUCHED_BEHIND = re.compile(
    rf"[*_`]*(?:[^\W_]|[{LETTERED}]|\\?[!‼](?!\[)|\s*[{PARTS}]|\s+{MULTIPLIERS}|\s+{WORDS_BEHIND}|{FRACTION}|\(<?=|[.,^{MONEY}{NARROW}]?!?\[\[?[-\d]|[.,^{MONEY}{NARROW}]\d)"
)
GROUP, GROUP_BEHIND = re.compile(r"\[[-−]?[0-9]{1,3}\]\("), re.compile(r"[*_`]*\s[*_`]*\[[0-9]{3}\]\(")  # 4 200
FACTORIAL = re.compile(r"\)[*_`]*\\?[!‼](?!\[)")  # (4)!
# In a formula: letters that look like digits or stand for thousands and more, and !, as words that touch a number.
TEXT_AT_NUMBER = re.compile(
    r"[0-9](?:\s|\\!|\{\})*(?:\\[A-Za-z]+\*?\s*\{\s*(?P<text>[lIOo]+|[kMGTB])\s*\}|\{\s*\\[A-Za-z]+\s+(?P<old>[lIOo]+|[kMGTB])\s*\}"
    r"|(?:\\[,:;> ]|~)*\\[A-Za-z]+\*?\s*\{[\s~]*(?P<product>!+)[\s~]*\})"
)
RELATION = re.compile("[=≈<>]")


def touched(text: str, start: int, end: int) -> bool:
    """Does something beside ``text[start:end]`` change what a reader takes it for?"""
    before, behind = beside(text, start, end)
    is_in_brackets = before.rstrip("*_`").endswith("(")
    return bool(
        TOUCHED_BEFORE.search(before)
        or TOUCHED_BEHIND.match(behind)
        or is_group(text, start, behind)
        or (is_in_brackets and FACTORIAL.match(behind.lstrip("*_`")))
    )


def is_group(text: str, start: int, behind: str) -> bool:
    """Do a claim and the one behind it read as one number, whose thousands a blank parts?"""
    return bool(GROUP.match(text, start) and GROUP_BEHIND.match(behind))


def instead_of_touching(text: str, start: int, end: int) -> str:
    """What lets a claim be the whole number that a reader sees."""
    before, behind = beside(text, start, end)
    touching = TOUCHED_BEFORE.search(before)
    is_below = re.match(rf"\s+{WORDS_BEHIND}", behind) is not None
    if is_below or (touching and re.match(rf"[{SIGNS}]|\W*(?:\w+\W+)?(?i:minus|negative)\b", touching.group())):
        return "the sign into the bracket, or another word before it"
    if re.match(r"[*_`)]*\\?[!‼]", behind):
        return "a full stop, or words between: 4! is a product, 4·3·2·1"
    if re.match(rf"[*_`]*\s*[{PARTS}]", behind):
        return "the sign behind it into the bracket"
    if re.match(rf"[*_`]*(?:\s+{MULTIPLIERS}|{FRACTION})", behind):
        return "all digits into the bracket, with no word such as million or half behind it"
    return f"all of the number into the bracket, or a {'word' if is_group(text, start, behind) else 'blank'} between"


def check_touched_equations(context: Context) -> None:
    """Refuse what changes an equation from outside of its marks, as a minus in front of `4 = d_k`."""
    text = context.text
    for span in context.page.spans:
        if RELATION.search(text, span.start, span.end) and touched(text, *span.outer):
            advice = [("write", "the sign or the unit into the equation, or words between")]
            context.report.fail(
                span.outer[0], "what touches this equation changes it", end=span.outer[1], advice=advice
            )
        for match in TEXT_AT_NUMBER.finditer(text, span.start, span.end) if span.kind == "math" else ():
            advice = [("write", "a thin blank before a unit, or all digits of the number")]
            headline = f"what touches this number makes it another one: {match[match.lastgroup]}"
            context.report.fail(match.start(), headline, end=match.end(), advice=advice)
