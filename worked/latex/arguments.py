r"""Where a formula is read, and the commands of LaTeX that take arguments: ``\frac``, ``\sqrt``, ``\binom``, ``\ln``."""

import re

from worked.latex.units import SIGN
from worked.latex.words import DECIMAL_COMMA, ENDS_ARGUMENT, PIECE
from worked.maths.expression import MAX_TOKENS, ExpressionError, Token


class Cursor:
    """A formula, the place in it that was reached, and the tokens found so far."""

    def __init__(self, text: str, start: int, end: int, decimal_comma: bool = False):
        self.text, self.at, self.end = text, start, end
        self.decimal_comma = decimal_comma
        self.tokens: list[Token] = []
        self.depth = 0
        self.angles: list[bool] = []  # of each open bracket: does it stand in a sine or the like?

    def match(self) -> re.Match:
        found = DECIMAL_COMMA.match(self.text, self.at, self.end) if self.decimal_comma else None
        found = found or PIECE.match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("the formula ends too early", self.end)
        return found

    def put(self, kind: str, text: str, start: int, end: int) -> None:
        if kind == "(" and self.tokens and self.tokens[-1].kind == "name" and is_factor(self.tokens[-1].text):
            self.put("*", "", start, start)  # π(3)² is no function of 3
        if kind in ("(", "["):
            self.angles.append(bool(self.angles and self.angles[-1]))
        elif kind in (")", "]") and self.angles:
            self.angles.pop()
        self.tokens.append(Token(kind, text, start, end))
        if len(self.tokens) > MAX_TOKENS:
            raise ExpressionError("the formula is too long", start)

    @property
    def follows_operand(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind in ("number", "name", ")", "]", "%", "!")

    def piece(self) -> None:
        """Read the next piece. What a piece is, :class:`worked.latex.reader.Reader` says."""
        raise NotImplementedError  # the reader that inherits this always has its own


def is_factor(name: str) -> bool:
    return name == "pi" or name.startswith(SIGN)


class Arguments(Cursor):
    """Reads what commands take: arguments in braces or without, bases, indices."""

    def argument(self) -> None:
        """One argument in braces, or the one digit, letter or command that stands for it."""
        self.depth += 1
        if self.depth > 40:
            raise ExpressionError("the formula is nested too deeply", self.at)
        # An exponent of several digits needs braces; people leave them out: 2^10.
        found = re.compile(r"\s*(\{|[0-9]+(?![.0-9]))" if self.is_power() else r"\s*(\{|[0-9])").match(
            self.text, self.at, self.end
        )
        if found is None:
            self.piece()
        elif found.group(1) == "{":
            self.at = found.end()
            self.put("(", "{", found.start(1), self.at)
            while self.match().group() != "}":
                self.piece()
            self.piece()
        else:
            self.at = found.end()
            self.put("number", found.group(1), found.start(1), self.at)
        self.depth -= 1

    def is_power(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind == "**"

    def bracketed(self, start: int) -> None:
        self.put("(", "", start, start)
        self.argument()
        self.put(")", "", self.at, self.at)

    def fraction(self, start: int) -> None:
        if self.tokens and self.tokens[-1].kind == "number" and "." not in self.tokens[-1].text:
            self.put("mixed", "", start, start)
        self.put("(", "", start, start)
        self.argument()
        self.put("/", "/", self.at, self.at)
        self.argument()
        self.put(")", "", self.at, self.at)

    def root(self, start: int) -> None:
        index = re.compile(r"\s*\[\s*([0-9]{1,3})\s*\]").match(self.text, self.at, self.end)
        if index is None:
            if self.text[self.at : self.at + 1] == "[":
                raise ExpressionError("only roots of a whole degree are read", start)
            self.put("sqrt", "√", start, self.at)
            self.argument()
            return
        self.at = index.end()
        self.put("(", "", start, start)
        self.bracketed(start)
        for kind, text in (("**", "^"), ("(", ""), ("number", "1"), ("/", "/")):
            self.put(kind, text, index.end(), index.end())
        self.put("number", index.group(1), *index.span(1))
        for _ in "))":
            self.put(")", "", index.end(), index.end())

    def binomial(self, start: int) -> None:
        """n over k, as n! / (k! (n − k)!)."""
        first = len(self.tokens)
        self.bracketed(start)
        second = len(self.tokens)
        self.bracketed(self.at)
        above, below = self.tokens[first:second], self.tokens[second:]
        if len(above) + len(below) > 40:  # they are doubled, which nested ones must not do forty times
            raise ExpressionError("the formula is nested too deeply", start)
        self.tokens[first:] = []

        def sign(kind: str) -> Token:
            return Token(kind, kind, start, self.at)

        self.tokens += [
            sign("("),
            *above,
            sign("!"),
            sign("/"),
            sign("("),
            *below,
            sign("!"),
            sign("*"),
            sign("("),
            *above,
            sign("-"),
        ]
        self.tokens += [*below, sign(")"), sign("!"), sign(")"), sign(")")]

    def bar(self, text: str, start: int, end: int) -> None:
        opens = text == r"\lvert" or (text != r"\rvert" and not self.follows_operand)
        if opens:
            self.put("name", "abs", start, end)
        self.put("(" if opens else ")", text, start, end)

    def function(self, text: str, start: int) -> None:
        r"""``\sin 30^\circ``, ``\ln 2x``, ``\log_2 8``: what touches is the argument, up to the next sign."""
        base = None
        if self.text[self.at : self.at + 1] == "_" and text == r"\log":
            self.at += 1
            base = self.braced()
            if not base.isdigit():
                raise ExpressionError("a logarithm to a base that is no number", start)
        if base:
            self.put("(", "", start, start)
        self.put("name", "ln" if base else text[1:], start, self.at)
        if re.compile(r"\s*[\^_]").match(self.text, self.at, self.end):
            raise ExpressionError(f"a power of {text!r} is not read as arithmetic", start)
        self.function_argument(start, text in (r"\sin", r"\cos", r"\tan"))
        if base:
            digits = self.text.index(base, start)
            for kind, piece in (("/", "/"), ("name", "ln"), ("(", "("), ("number", base), (")", ")"), (")", ")")):
                self.put(kind, piece, digits, digits + len(base))

    def function_argument(self, start: int, is_angle: bool) -> None:
        self.put("(", "", start, start)
        self.angles[-1] = self.angles[-1] or is_angle
        self.depth += 1
        if self.depth > 40:
            raise ExpressionError("the formula is nested too deeply", start)
        opening = re.compile(r"\s*(?:\\left|\\[bB]igg?l?)?\s*([(\[{])").match(self.text, self.at, self.end)
        first = True
        while first or not (opening or ENDS_ARGUMENT.match(self.text, self.at, self.end)):
            tokens = len(self.tokens)
            self.group() if opening else self.piece()
            first = first and (len(self.tokens) == tokens or self.tokens[-1].kind == "-") and self.at < self.end
        self.depth -= 1
        self.put(")", "", self.at, self.at)

    def group(self) -> None:
        """A bracket with all that it holds."""
        depth, inside = len(self.angles), False
        while not inside or len(self.angles) > depth:
            if self.at >= self.end:
                raise ExpressionError("a bracket is never closed", self.at)
            self.piece()
            inside = inside or len(self.angles) > depth
