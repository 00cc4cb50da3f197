"""Quoted code: fences filled from a file by ``--8<-- "path:section"``."""

import ast
import io
import re
import tokenize
from functools import lru_cache
from pathlib import Path

from worked.maths.expression import parse
from worked.maths.literal import entries_of
from worked.maths.tokens import ExpressionError
from worked.read.block import Block
from worked.read.numbers import JOINED, NUMERAL
from worked.read.page import INCLUDE, Page
from worked.read.python import WELL_KNOWN, numbers_in_strings
from worked.read.source import line_starts
from worked.settings import resolved

QUOTATION = re.compile(r"^[ \t>]*-+8<-+[ \t]+\"(?P<target>[^\"\n]+)\"[ \t]*$", re.MULTILINE)
MARK = r"^[^\S\n]*(?:#|//|;|<!--)?[^\S\n]*-{{1,}}8<-{{1,}}[^\S\n]*\[[^\S\n]*{which}[^\S\n]*:[^\S\n]*{name}[^\S\n]*\]"
# A line that ends or begins a section, and that nobody sees; numbers beside the mark would be seen.
MARKED_LINE = re.compile(MARK.format(which="(?:start|end)", name=r"[^\s\]]+") + r"\s*\Z")
SHAPE = re.compile(r"\(\s*\d+\s*(?:,\s*\d+\s*)*,?\s*\)")
SHOWN = re.compile(r"#\s*(?:=|≈|->|→)?\s*")

START_OF_NAME = re.compile(r"(?P<slashes>\\*)\w*\Z")
LONGEST_NAME = 40  # characters
REST_OF_NAME = re.compile(r"\w*")
NAMING = ("id", "arg", "attr", "name", "asname", "module")  # what Python's parser calls a name, by the kind of node


class QuoteError(ValueError):
    """A quotation that cannot be shown; the message names what is missing."""


class Comment:
    """A number in a comment or a string of quoted code.

    start, end  where it stands, as offsets in the quoted file
    expression  what computes it: a name, or the expression of its line; "" where nothing does
    shape       the shape that it states; None where it is no shape
    """

    __slots__ = ("start", "end", "expression", "shape", "is_string")

    def __init__(self, start, end, expression, shape=None, is_string=False):
        self.start, self.end, self.expression, self.shape, self.is_string = start, end, expression, shape, is_string


class Quote:
    """One line ``--8<-- "path:section"`` and the text that it stands for."""

    def __init__(self, path: Path, text: str, start: int, end: int, at: tuple[int, int]):
        self.path, self.text = path, text
        self.start, self.end = start, end  # where the section stands in the file
        self.at = at  # where the line stands on the page: (start, end)


def quotes_of(page: Page, fence: Block, root: Path, snippets: Path) -> list[Quote]:
    """What a fence quotes.

    raises  QuoteError: the file or the section is missing, or the file is not a snippet
    """
    if cell := page.source.cell_at(fence.outer[0]):
        if INCLUDE.search(page.text, fence.start, fence.end):
            raise QuoteError("a lab holds its code itself")
        return [Quote(page.source.path.resolve(), page.source.code, cell.start, cell.end, fence.outer)]
    found = []
    for line in INCLUDE.finditer(page.text, fence.start, fence.end):
        match = QUOTATION.fullmatch(line.group()) if fence.kind == "fence" else None
        if match is None:
            raise QuoteError('a quotation stands alone on its line: --8<-- "path/to/file.py:section"')
        found.append(read_quote(match.group("target"), line.span(), root, snippets))
    return found


def read_quote(target: str, at: tuple[int, int], root: Path, snippets: Path) -> Quote:
    name, _, section = target.partition(":")
    try:
        path = resolved(root / name)
        if snippets not in path.parents or path.suffix != ".py":
            raise QuoteError(f"{name} is no Python file of the snippets folder, so nothing computes its numbers")
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        if isinstance(error, QuoteError):
            raise
        raise QuoteError(f"there is no file {name} to quote") from None
    start, end = find_section(text, section, name) if section else (0, len(text))
    return Quote(path, text, start, end, at)


def find_section(text: str, section: str, name: str) -> tuple[int, int]:
    opening, closing = (
        re.search(MARK.format(which=which, name=re.escape(section)), text, re.MULTILINE) for which in ("start", "end")
    )
    if opening is None or closing is None:
        known = re.findall(r"8<-+\s*\[\s*start\s*:\s*([^\s\]]+)", text)
        raise QuoteError(f"{name} has no section {section!r} (it has: {', '.join(known) or 'none'})")
    return text.index("\n", opening.start()) + 1, closing.start()


def comments_of(quote: Quote) -> list[Comment]:
    """The numbers in comments and in strings of quoted Python."""
    starts = line_starts(quote.text)
    try:
        statements, tokens = statements_of(quote.text), comment_tokens(quote.text)
        typed = typed_in_strings(quote.text)
    except (SyntaxError, tokenize.TokenError):
        return []  # the snippet itself is reported as one that does not run
    found = []
    for token in tokens:
        line, column = token.start
        start = starts[line - 1] + column
        if quote.start <= start < quote.end and not MARKED_LINE.match(token.string):
            found += numbers_of_comment(
                quote.text, start, token.end[1] - column, statement_text(statements, line, quote.text)
            )
    typed = [span for span in typed if quote.start <= span[0] < quote.end and not is_name(quote.text, *span)]
    return found + [Comment(*span, "", is_string=True) for span in typed]


@lru_cache(maxsize=4)
def statements_of(text: str) -> list[ast.stmt]:
    return ast.parse(text).body


@lru_cache(maxsize=4)
def comment_tokens(text: str) -> list[tokenize.TokenInfo]:
    """The comments of a whole file: in a part of it, an open bracket would hide those behind it."""
    return [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.COMMENT]


@lru_cache(maxsize=4)  # a page quotes a file section by section
def typed_in_strings(text: str) -> list[tuple[int, int]]:
    return list(numbers_in_strings(statements_of(text), text, line_starts(text)))


def statement_text(statements: list, line: int, text: str) -> str:
    """The name that the statement on a line assigns to, or the statement itself where it is an expression."""
    for statement in statements:
        if not statement.lineno <= line <= statement.end_lineno:
            continue
        if isinstance(statement, ast.Expr):
            return ast.get_source_segment(text, statement.value) or ""
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if len(targets) == 1 and isinstance(targets[0], ast.Name):
            return targets[0].id
    return ""


def numbers_of_comment(text: str, start: int, width: int, expression: str) -> list[Comment]:
    """The numbers of the comment that begins at ``start``; ``expression`` is what its line computes."""
    comment = text[start : start + width]
    found = []
    opening = SHOWN.match(comment).end()
    end = opening
    if match := SHAPE.match(comment, opening):
        end = match.end()
        shape = tuple(map(int, re.findall(r"\d+", match.group())))
        found.append(Comment(start + opening, start + end, expression, shape))
    elif expression and (literal_end := end_of_literal(comment, opening)) and not JOINED.match(comment, literal_end):
        end = literal_end
        found.append(Comment(start + opening, start + end, expression))
    rest = [match.span() for match in NUMERAL.finditer(text, start + end, start + width)]
    return found + [Comment(*span, "") for span in rest if not is_name(text, *span)]


def end_of_literal(comment: str, start: int) -> int:
    """Where the number or vector at ``start`` ends; 0 where there is none."""
    ends = [len(comment), *[match.start() for match in re.finditer(r"[,:;\s]", comment)][::-1]]
    for end in ends:
        try:
            if end > start and entries_of(parse(comment, start, end)) is not None:
                return end
        except ExpressionError:
            continue
    return 0


@lru_cache(maxsize=4)
def names_in(text: str) -> set[str]:
    """The names that some code gives or uses: of variables, arguments, attributes, functions, classes and modules."""
    found: set[str] = set()
    for node in (inner for statement in statements_of(text) for inner in ast.walk(statement)):
        found.update(filter(None, (getattr(node, field, None) for field in NAMING)))
    return {part for name in found for part in name.split(".")}


def is_name(text: str, start: int, end: int) -> bool:
    """Is a number of a comment or a string part of a name of the code, as in "h1 is" where it has an h1? "\\n41" and "x3 faster" hold none."""
    before = START_OF_NAME.search(text, max(0, start - LONGEST_NAME), start)
    opening = before.group()
    if len(before["slashes"]) % 2:  # its first letter belongs to an escape
        opening = opening[len(before["slashes"]) + 1 :]
    opening = opening.lstrip("\\")
    name = opening + REST_OF_NAME.match(text, start).group()
    return bool(opening) and (name in names_in(text) or WELL_KNOWN.fullmatch(name) is not None)
