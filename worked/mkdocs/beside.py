"""The files beside the pages: sentences of scripts, words of style sheets, texts of pictures.

A number in them stands in no page until a browser shows it, so it is looked for where it is typed.
"""

import re
import sys
from collections.abc import Callable, Iterator

from worked.read.numbers import NUMERAL

Words = Iterator[tuple[int, str]]  # where each piece of text starts, and the piece
LITERAL = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)", re.DOTALL
)
FILLED = re.compile(r"\$\{[^{}`]*\}")
SENTENCE = re.compile(r"[^\W\d_]{2,}\s|\s[^\W\d_]{2,}")
MEASURE = re.compile(r"(?<![\w.])[\d.]+(?:px|em|rem|ch|ms|s|vw|vh|deg|fr)\b")
# What a style sheet writes, and the variables that it may write; a semicolon in quotes ends neither.
CONTENT = re.compile(
    r"(?<![\w-])(?:content|quotes|list-style(?:-type)?|--[\w-]+)\s*:(?P<text>(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^;}\"'])*)"
)
URL = re.compile(r"url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)")
COUNTER = re.compile(r"counters?\([^)]*\)")
QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'")
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r"<(?P<tag>text|title|desc)\b[^>]*>(?P<text>.*?)</(?P=tag)>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


def sentences(script: str) -> Words:
    """The sentences of a script: strings of more than one word, without what is filled in later and measures."""
    for match in LITERAL.finditer(script):
        words = MEASURE.sub(" ", FILLED.sub("…", (match["text"] or "")[1:-1]))
        if NUMERAL.search(words) and SENTENCE.search(words):
            yield match.start("text"), words


def contents(sheet: str) -> Words:
    """What a style sheet writes into pages."""
    plain = REMARK.sub(lambda remark: " " * len(remark[0]), sheet)
    for match in CONTENT.finditer(plain):
        text = URL.sub("", match["text"])
        for words in QUOTED.findall(text):
            yield match.start(), ESCAPE.sub(lambda escape: character(int(escape[1], 16)), "".join(words))
        for counter in COUNTER.findall(text):
            yield match.start(), f"1 and on, by {counter}"


def character(code: int) -> str:
    return chr(code) if 0 < code <= sys.maxunicode else " "


def texts(picture: str) -> Words:
    for match in TEXT.finditer(picture):
        yield match.start("text"), TAG.sub("", match["text"])


WORDS_OF: dict[str, Callable[[str], Words]] = {".js": sentences, ".css": contents, ".svg": texts}
