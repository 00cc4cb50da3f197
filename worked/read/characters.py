"""Characters that no reader sees, and that change what a number looks like.

One between two digits makes one number of them, as does one that turns the direction of writing round, a
mark over a digit, or a line end that only some programs know. What is written is then not what is shown.
A word of letters that look like digits is no number to a program, and one to a reader.
"""

import re
import unicodedata
from collections.abc import Iterator

from worked.read.elements import Problem

# Everything but ASCII and plain letters of Europe: looked at one by one. (Python compiles the short list of what is left
# out fifty times faster than the long one of what is meant.)
DOUBTFUL = re.compile(r"[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482]")
USUAL = re.compile(r"[\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20cf\u2100-\u27ff\u2900-\u2bff]")
INVISIBLE = {"Cf", "Cc", "Cs", "Zl", "Zp"}  # format, control, half a character, ends of lines and paragraphs
# What Unicode lets programs leave out when they show a text; some of it counts as letters or marks.
LEFT_OUT = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
BLANK = set("\u2800\ufffc")  # symbols by their kind, and shown as nothing
# Some scripts and pictures need them inside of words; between Latin letters they hide a word from whoever looks for it.
JOINERS = set("\u200c\u200d")
# Letters drawn as 2, 3, 4, 5, 6, 8 and 9: a word of them, and of those drawn as 0 and 1, looks like a number.
LIKE_DIGITS = "ƧƷƼȜȢȣɜϨЗзҘҙӠӡꙄꞫᏎᏧᏮഭꝮꝰ"
LIKE_ZERO_OR_ONE = "OoОоΟοlIІӀ"
LIKE_NUMBER = re.compile(  # but "з" is a word of Ukrainian, before another one
    rf"(?<![^\W_])(?=[{LIKE_ZERO_OR_ONE}]*[{LIKE_DIGITS}])[{LIKE_DIGITS}{LIKE_ZERO_OR_ONE}]+(?![^\W_])(?!\W{{1,3}}[\u0400-\u052f])"
)
SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def hidden_characters(text: str) -> Iterator[Problem]:
    """The characters of a text that a reader does not see as they stand."""
    for match in DOUBTFUL.finditer(text):
        if not USUAL.match(match.group()) and (what := fault_of(text, match.start())):
            code = f"U+{ord(match.group()):04X}"
            yield Problem(*match.span(), f"{code} {what}", "the text without it")
    if not text.isascii():
        for match in LIKE_NUMBER.finditer(text):
            yield Problem(
                *match.span(), f"{match.group()} are letters that look like digits", "digits, or a longer word"
            )


def fault_of(text: str, at: int) -> str:
    """What is wrong with the character at an offset; "" where nothing is."""
    character = text[at]
    kind, before = unicodedata.category(character), text[at - 1 : at]
    if character in JOINERS and is_inside_word(text, at):
        return ""
    if SELECTORS.match(character):
        return "" if is_part_of_word(before) else "changes a character that it does not belong to"
    if kind in INVISIBLE or character in BLANK or LEFT_OUT.match(character):
        return "is a character that no reader sees"
    if kind in ("Mn", "Me") and not is_part_of_word(before):
        return "is a mark over what is no letter"
    return ""


def is_inside_word(text: str, at: int) -> bool:
    around = [text[at - 1 : at], text[at + 1 : at + 2]]
    return all(map(is_part_of_word, around)) and not all(
        unicodedata.name(one, "").startswith("LATIN ") for one in around
    )


def is_part_of_word(character: str) -> bool:
    """Is it a letter, a mark on one, or a picture?"""
    return bool(character) and unicodedata.category(character) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "So", "Sk"}
