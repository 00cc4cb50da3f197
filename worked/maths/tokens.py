"""Text becomes tokens: the pieces of an expression, as people write it in code, prose and formulas."""

import re

MAX_TOKENS = 400


class ExpressionError(ValueError):
    """The text is not an expression. ``offset`` says where, counted in the page."""

    def __init__(self, message: str, offset: int):
        super().__init__(message)
        self.offset = offset


class Token:
    """A piece of an expression; ``start`` and ``end`` are offsets in the page."""

    __slots__ = ("kind", "text", "start", "end", "spaced")

    def __init__(self, kind: str, text: str, start: int, end: int, spaced: bool = False):
        self.kind, self.text, self.start, self.end = kind, text, start, end
        self.spaced = spaced  # is there a blank before it?

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


SAME_SIGN = {
    **dict.fromkeys("·×⋅∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("−–‐‑", "-"),
    "^": "**",
    "√": "sqrt",
    **dict.fromkeys("∑∏∞", "?"),
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+\-−]?[0-9]+)?"
TOKEN = re.compile(
    rf"""(?P<thousands>(?:[1-9][0-9]{{0,2}}(?:[,\u202f\u00a0\u2009_'’][0-9]{{3}})+|[1-9][0-9]?(?:,[0-9]{{2}})+,[0-9]{{3}})(?![0-9])(?:\.[0-9]+)?)
    |(?P<cut>[0-9]*\.[0-9]+(?:\.\.\.|…))
    |(?P<number>{NUMBER})
    |(?P<power>[⁻⁺]?[⁰¹²³⁴-⁹]+)
    |(?P<name>[^\W\d][^\W⁰¹²³⁴-⁹]*|[㍱-㏟℉])
    |(?P<sign>\*\*|//|[-+*/%@^()\[\],:!.=±·×⋅∗•÷∕⁄−–‐‑√])
    |(?P<blank>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]`` into tokens whose offsets count from the start of ``text``.

    raises  ExpressionError: a character that no expression holds
    """
    end = len(text) if end is None else end
    tokens: list[Token] = []
    open_brackets: list[str] = []
    spaced = False
    offset = start
    while offset < end:
        match = TOKEN.match(text, offset, end)
        kind, piece = match.lastgroup, match.group()
        if kind == "thousands" and (separates(piece, open_brackets) or not has_one_separator(piece)):
            match = re.compile(NUMBER).match(text, offset, end)
            kind, piece = "number", match.group()
        offset = match.end()
        if kind == "blank":
            spaced = True
            continue
        if kind == "other":
            raise ExpressionError(f"{piece!r} is not part of an expression", match.start())
        note_bracket(piece, tokens, spaced, open_brackets)
        tokens += tokens_of(kind, piece, match.start(), match.end(), spaced)
        spaced = False
        if len(tokens) > MAX_TOKENS:
            raise ExpressionError("the expression is too long", start)
    return tokens


def separates(piece: str, open_brackets: list[str]) -> bool:
    """Does the comma in ``[1,200]`` or ``f(1,200)`` separate two numbers?"""
    return "," in piece and bool(open_brackets) and open_brackets[-1] != "group"


def has_one_separator(piece: str) -> bool:
    """1,234,567 is one number; 1,234_567 is not."""
    return len(set(re.findall(r"[^0-9.]", piece))) == 1


def note_bracket(piece: str, tokens: list[Token], spaced: bool, open_brackets: list[str]) -> None:
    if piece == "(":
        is_call = bool(tokens) and tokens[-1].kind == "name" and not spaced
        open_brackets.append("call" if is_call else "group")
    elif piece == "[":
        open_brackets.append("vector")
    elif piece in (")", "]") and open_brackets:
        open_brackets.pop()


def tokens_of(kind: str, piece: str, start: int, end: int, spaced: bool) -> list[Token]:
    if kind == "power":
        plain = piece.translate(SUPERSCRIPTS)
        sign = [Token("-", "-", start, start + 1)] if plain[0] == "-" else []
        digits = plain.lstrip("+-")
        return [Token("**", "^", start, start), *sign, Token("number", digits, end - len(digits), end)]
    if kind == "sign":
        return [Token(SAME_SIGN.get(piece, piece), piece, start, end, spaced)]
    if kind == "cut":
        return [Token(kind, piece.rstrip(".…"), start, end, spaced)]
    return [Token("number" if kind == "thousands" else kind, piece, start, end, spaced)]


def shorten(text: str, width: int = 40) -> str:
    """Cut a text that is too long for a message."""
    return text if len(text) <= width else text[: width - 1] + "…"


# Binding power of the binary operators: higher binds tighter.
# "mixed" joins the whole and the fraction of 2½ as LaTeX writes it.
