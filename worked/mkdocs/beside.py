"""The files beside the pages: sentences of scripts, hooks and figures, words of style sheets, texts of pictures.

A number in them stands in no page until a browser shows it, so it is looked for where it is typed.
"""

import ast
import base64
import binascii
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from worked.read.numbers import NUMERAL
from worked.read.python import offset_of, pieces_of, strings_below
from worked.read.source import line_starts
from worked.site.displayed import BY_STYLE_SHEETS, SHOWN

Words = Iterable[tuple[int, str]]  # where each piece of text starts, and the piece
STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
FILLED = r"\$\{(?>[^{}`]|`(?>\\.|[^`\\])*+`|\{[^{}]*\})*+\}"  # a template may stand in another one
REGULAR = r"(?:(?<=[=(,:;!&|?{}\[+>])|(?<=return))[ \t]*/(?![/*])(?>\\.|\[(?>\\.|[^\]\\\n])*+\]|[^/\\\n\[])++/"
LITERAL = re.compile(
    rf"//[^\n]*|/\*.*?\*/|(?P<text>{STRING}|`(?>\\.|{FILLED}|[^`\\])*+`|{REGULAR})",
    re.DOTALL,
)
NUMBER_BEFORE = re.compile(r"[=(,:?+\[]\s*(\d[\d.]*)\s*\+\s*\Z")  # 41 + " words"
NUMBER_BEHIND = re.compile(r"\s*\+\s*(\d[\d.]*)(?![\w.])")
SENTENCE = re.compile(r"[^\W\d_]{2,}[:,;.!?]?\s|\s[^\W\d_]{2,}|\d-[^\W\d_]{2,}")
MEASURE = re.compile(r"(?<![\w.])[\d.]+(?:px|em|rem|ch|ms|s|vw|vh|deg|fr)\b")
# Whatever a style sheet holds in quotes, a browser may write into a page, but for names of files and fonts.
PIECE = re.compile(
    r"/\*.*?\*/|url\((?P<url>\"[^\"]*\"|'[^']*'|[^)]*)\)|@(?:import|charset|namespace)\b[^;]*;|(?:format|local|tech)\([^)]*\)|\[[^\]]*\]"
    r"|(?<![\w-])font(?:-family)?\s*:[^;}]*|(?P<text>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')"
    r"|(?P<counter>counters?\([^)]*\)|(?<![\w-])list-style(?:-type)?\s*:[^;}\"']*?[\w-]*(?:decimal|indic|numeric)[\w-]*"
    r"|(?<![\w-])counter-(?:reset|set|increment)\s*:[^;}]*\blist-item\b)|\battr\(\s*(?P<attribute>[\w-]+)",
    re.DOTALL | re.IGNORECASE,
)
READ = {*SHOWN, *BY_STYLE_SHEETS, "href"}  # attributes whose numbers are read on the page, or lead somewhere
TEXT = re.compile(r"<(?P<tag>text|title|desc)\b[^>]*>(?P<text>.*?)</(?P=tag)>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# x3 says a number; :3 is of a place, and {3} of a pattern
NUMBER_ALONE = re.compile(r"(?:\A|[\s(>“\"'])[^\W\d_]?(?P<number>\d)")
BLANK = re.compile(r"\s")
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n)")


def sentences(script: str) -> Words:
    """The sentences of a script: strings of more than one word, without what is filled in later and measures."""
    for match in LITERAL.finditer(script):
        text = match["text"] or ""
        before = NUMBER_BEFORE.search(script[max(0, match.start() - 40) : match.start()]) if text else None
        behind = NUMBER_BEHIND.match(script, match.end()) if text else None
        filled = re.sub(FILLED, literal_in, text.strip()[1:-1])
        words = "".join([before[1] if before else "", MEASURE.sub(" ", filled), behind[1] if behind else ""])
        if NUMERAL.search(words) and SENTENCE.search(words):
            yield match.start("text"), words


def literal_in(filled: re.Match) -> str:
    """A number or a string that fills a template; a mark for anything else."""
    inside = filled.group()[2:-1].strip()
    if re.fullmatch(r"[\d.]+", inside):
        return inside
    return inside[1:-1] if re.fullmatch(rf"{STRING}|`[^`$]*`", inside) else "…"


def contents(sheet: str) -> Words:
    """What a style sheet writes into pages."""
    for match in PIECE.finditer(sheet):
        if match["text"]:
            words = match["text"][1:-1]
            yield match.start(), ESCAPE.sub(lambda escape: character(int(escape[1], 16)) if escape[1] else "", words)
        elif match["counter"]:
            yield match.start(), f"1 and on, by {match['counter']}"
        elif match["attribute"] and match["attribute"] not in READ:
            yield match.start(), f"1 or another, from the attribute {match['attribute']}"
        elif match["url"]:
            yield from ((match.start(), words) for _, words in texts(picture_in(match["url"].strip("\"'"))))


def picture_in(address: str) -> str:
    """A picture that an address holds itself; "" for any other address."""
    head, _, data = address.partition(",")
    if not head.lower().startswith("data:"):
        return ""
    try:
        return base64.b64decode(data).decode() if "base64" in head.lower() else unquote(data)
    except (binascii.Error, UnicodeDecodeError):
        return ""


def character(code: int) -> str:
    return chr(code) if 0 < code <= sys.maxunicode else " "


def texts(picture: str) -> Words:
    for match in TEXT.finditer(picture):
        yield match.start("text"), TAG.sub("", match["text"])


def sayings(program: str) -> list[tuple[int, str]]:
    """The words that a hook or a figure may write: its strings, without descriptions of code and what it tells writers."""
    starts, found = line_starts(program), []
    for node in said_in(parsed(program)):
        start = offset_of(program, starts, node.lineno, node.col_offset)
        for piece in pieces_of(node):
            number = NUMBER_ALONE.search(piece) if BLANK.search(piece) else None
            if number:
                found.append((max(start, program.find(piece, start)) + number.start("number"), piece))
    return found


def parsed(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):  # whoever loads it says so
        return ast.Module([], [])


def said_in(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield from strings_below(node)
    elif not (isinstance(node, (ast.Raise, ast.Assert)) or is_remark(node) or is_told(node)):
        for child in ast.iter_child_nodes(node):
            yield from said_in(child)


def is_remark(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_told(node: ast.AST) -> bool:
    """Is it a call that tells the writer something?"""
    named = ast.unparse(node.func).partition(".")[0] if isinstance(node, ast.Call) else ""
    return named in ("print", "log")


WORDS_OF: dict[str, Callable[[str], Words]] = {".js": sentences, ".css": contents, ".svg": texts}
WORDS_OF_PROGRAMS: dict[str, Callable[[str], Words]] = {".py": sayings}
