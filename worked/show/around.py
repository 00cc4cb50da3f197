"""What stands around a number, in a source and on the page that is built of it: a sign, a unit, the word before it.

A build compares pages that did not change, too; so this module loads nothing that reads or judges one.
"""

import re
from typing import NamedTuple

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

DASHES = re.compile("[-–—]")
LINE_END = re.compile("[ \t]*\n[ \t]*")  # in words that a source breaks
MARKS = "*_`\\"
EDGE = "\ufffc"  # in displayed text: between two lines, so that no number reaches across
WORD = re.compile(r"([^\W\d_]+)(?:[ \ufffc†]|\n(?!\s*\n))+\Z")
OPENS_BLOCK = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|!!!|\?\?\?|===|///)")
LONGEST_WORD = 6  # letters that are compared
FARTHEST = 24  # characters around a number that may belong to it
BEFORE = re.compile(
    rf"([^\W_]|[{LETTERED}])\Z|(?<![\w)\]])([{SIGNS}]){LEAD}\Z|(?<![\w)\]])(?<![\d)\]]\s)(?<!\b[^\W\d]\s)([−±])\s{LEAD}\Z|{WORDS_BEFORE}{LEAD}\Z"
)
BEHIND = re.compile(
    rf"[\])]*\s*([{PARTS}])|\s+({MULTIPLIERS}|{WORDS_BEHIND})|([^\W_]|[{LETTERED}‼]|!(?!\[))|([.,^{MONEY}{NARROW}])(?=\d)|\]*(†)"
)
GROUP = re.compile(r"(?<![\d.,])[0-9]{1,3}\s(?=[0-9]{3}(?![\d.,]?\d))")  # 4 200


class Seen(NamedTuple):
    """A number that a check saw.

    shown          its digits
    before, behind the sign, letter or unit that touches it; None where that is not compared
    word           the word in front of it; "" where none stands there, or it is not compared
    line, column   where it is written
    file           the quoted file that it is written in; "" for the page
    group          of a formula: its numbers share one, and have no order
    """

    shown: str
    before: str | None
    behind: str | None
    word: str
    line: int
    column: int
    file: str = ""
    group: int = 0


def touching(text: str, start: int, end: int) -> tuple[str, str]:
    """What makes another number of ``text[start:end]``: a sign, a letter or a unit that touches it."""
    left, right = beside(text, start, end, FARTHEST)
    before, behind = BEFORE.search(left.rstrip(MARKS)), BEHIND.match(right.lstrip(MARKS))
    found = [next(filter(None, match.groups()), "") if match else "" for match in (before, behind)]
    is_grouped = not found[1] and GROUP.match(text, start)
    return DASHES.sub("−", found[0]), " " if is_grouped else LINE_END.sub(" ", found[1])


def word_before(text: str, start: int) -> str:
    """The word in front of a number, where blanks alone stand between them; "" where none does.

    A paragraph has none, nor has a line below one that opens a block: sentences of this library, and titles that the
    processor gives, may stand between them on the built page.
    """
    word = WORD.search(text[max(0, start - FARTHEST) : start].rstrip(MARKS + "[("))
    if not word:
        return ""
    line = text.rfind("\n", 0, start) + 1
    is_below = "\n" in word.group() and OPENS_BLOCK.match(text, text.rfind("\n", 0, max(0, line - 1)) + 1)
    return "" if is_below else word[1][-LONGEST_WORD:]
