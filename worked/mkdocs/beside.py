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
NUMBER_BEFORE = re.compile(r"[=(,:?+\[]\s*[\"'`]?(\d[\d.]*)[\"'`]?\s*\+\s*\Z")  # 41 + " words", "41" + " words"
NUMBER_BEHIND = re.compile(r"\s*\+\s*[\"'`]?(\d[\d.]*)(?![\w.])")
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
NUMBER_ALONE = re.compile(r"(?:\A|[\s(>“\"']|&nbsp;)[^\W\d_]?(?P<number>\d)")
QUOTED = re.compile(rf"/\*.*?\*/|url\(\s*(?=[^\s\"'])(?P<bare>[^)]*)|(?P<text>{STRING})", re.DOTALL)
FOREIGN = re.compile(
    r"(?:\A[\"'`]?|url\()\s*(?P<address>(?:(?:https?|wss?|ftp):)?//(?!www\.w3\.org/)\w[^\s\"'`)]*)", re.IGNORECASE
)
RUNS_IN_PICTURE = re.compile(
    r"<(?:script|foreignobject|iframe|object|embed)\b|<!ENTITY\b|[\s\"'/]on[a-z]+\s*=\s*[\"']|(?:href|src)\s*=\s*[\"']\s*(?:javascript|data:text)",
    re.IGNORECASE,
)
BLANK = re.compile(r"\s|&nbsp;")
IN_TAGS = re.compile(r">[^\W\d_]?(?P<number>\d)[^<>]*<")  # <b>41</b>
ONLY_NUMBER = re.compile(r"[^\w#\s]*\d[\d.,]*[^\w\s]*")
WORDS_BY_NAME = {"s", "text", "label", "labels", "title", "alt"}  # arguments that a figure shows
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n)")


def sentences(script: str) -> Words:
    """The sentences of a script: strings of more than one word, without what is filled in later and measures."""
    for match in LITERAL.finditer(script):
        text = match["text"] or ""
        before = NUMBER_BEFORE.search(script[max(0, match.start() - 40) : match.start()]) if text else None
        behind = NUMBER_BEHIND.match(script, match.end()) if text else None
        filled = re.sub(FILLED, literal_in, text.strip()[1:-1])
        words = "".join([before[1] if before else "", MEASURE.sub(" ", filled), behind[1] if behind else ""])
        words = words.replace("&nbsp;", " ")
        if NUMERAL.search(words) and (SENTENCE.search(words) or IN_TAGS.search(words)):
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
            number = (NUMBER_ALONE if BLANK.search(piece) else IN_TAGS).search(piece)
            if number:
                found.append((max(start, program.find(piece, start)) + number.start("number"), piece))
    return found


def drawn(program: str) -> list[tuple[int, str]]:
    """The words that a figure may draw: what a hook may write, and strings that are a number alone."""
    starts, alone = line_starts(program), numbers_alone(parsed(program))
    return [
        *sayings(program),
        *((offset_of(program, starts, node.lineno, node.col_offset), words) for node, words in alone),
    ]


def drawn_by(program: str, asked: frozenset[str]) -> list[tuple[int, str]]:
    """The words that some names of a snippet may draw, with all that they use of it."""
    lines = used_by(program, asked)[1]
    found = drawn(program) if lines else []
    return [(at, words) for at, words in found if program.count("\n", 0, at) + 1 in lines]


def used_by(program: str, asked: Iterable[str]) -> tuple[set[str], set[int]]:
    """The names that some names of a snippet use, they and those of attributes among them; and the lines of all that."""
    statements = [(names_set_by(one), one) for one in parsed(program).body]
    waiting, met, attributes, lines = list(asked), set(), set(), set()
    while waiting:
        name = waiting.pop()
        for names, statement in statements if name not in met else ():
            if name in names:
                lines.update(range(statement.lineno, statement.end_lineno + 1))
                waiting += [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)]
                attributes.update(node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute))
        met.add(name)
    return met | attributes, lines


def names_set_by(statement: ast.stmt) -> set[str]:
    """The names that a statement defines or assigns."""
    stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return {statement.name} if hasattr(statement, "name") else {node.id for node in stored}


def numbers_alone(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The numbers that stand alone in a string, or in the braces of one, and name nothing: no key, no option."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and ONLY_NUMBER.fullmatch(node.value):
        yield node, node.value
    elif isinstance(node, ast.FormattedValue) and is_number(node.value):
        yield node, f"{node.value.value}"
    elif not (is_silent(node) or isinstance(node, ast.Compare)):
        for child in shown_below(node):
            yield from numbers_alone(child)


def is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))


def shown_below(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, (ast.Subscript, ast.FormattedValue)):  # without the index, or the format
        return [node.value]
    is_option = isinstance(node, ast.keyword) and node.arg not in WORDS_BY_NAME
    return [] if is_option else ast.iter_child_nodes(node)


def reaching(kind: str, text: str) -> Words:
    """What a file of some kind holds that runs, or leads to another host: what it is, where it stands.

    Each page forbids its scripts and style sheets to ask another host, and a picture by itself knows of no such policy.
    """
    if kind == ".svg":
        yield from ((match.start(), match.group().strip()) for match in RUNS_IN_PICTURE.finditer(text))
    for match in (LITERAL if kind == ".js" else QUOTED).finditer(text):
        if match.lastgroup and (address := FOREIGN.search(match[match.lastgroup])):
            yield match.start(match.lastgroup), address["address"]


def parsed(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):  # whoever loads it says so
        return ast.Module([], [])


def said_in(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield from strings_below(node)
    elif not is_silent(node):
        for child in ast.iter_child_nodes(node):
            yield from said_in(child)


def is_silent(node: ast.AST) -> bool:
    """Does nothing of some code reach a reader of a page?"""
    return isinstance(node, (ast.Raise, ast.Assert)) or is_remark(node) or is_told(node)


def is_remark(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_told(node: ast.AST) -> bool:
    """Is it a call that tells the writer something, or a source, whose words are checked with the page that shows it?"""
    named = ast.unparse(node.func).partition(".")[0] if isinstance(node, ast.Call) else ""
    return named in ("print", "log", "logger", "logging", "warnings", "cited")


WORDS_OF: dict[str, Callable[[str], Words]] = {".js": sentences, ".css": contents, ".svg": texts}
WORDS_OF_PROGRAMS: dict[str, Callable[[str], Words]] = {".py": sayings}
WORDS_OF_FIGURES: dict[str, Callable[[str], Words]] = {".py": drawn}
