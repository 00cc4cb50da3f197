r"""A cursor over a formula, and the LaTeX commands that take arguments: ``\frac``, ``\sqrt``, ``\ln``."""

import re

from worked.latex.units import SIGN
from worked.latex.words import DECIMAL_COMMA, ENDS_ARGUMENT, FUNCTION_POWER, PIECE, TEXT, TEXT_COMMAND, UNIT_FRACTION
from worked.maths.tokens import MAX_TOKENS, ExpressionError, Token

OPERANDS = ("number", "given", "cut", "repeating", "name", ")", "]", "%", "!")  # what a unit or a power may follow

ARGUMENT = re.compile(r"\s*(\{|[0-9])")
OPENING = re.compile(r"(?:\s|~|\\[!,;:> ])*+(?:\\left(?![A-Za-z])|\\[bB]igg?l?)?\s*+([(\[{])")
EXPONENT = re.compile(r"\s*(\{|[0-9]+(?![.0-9]))")


class Cursor:
    """A formula, how far it was read, and the tokens found so far."""

    def __init__(self, text: str, start: int, end: int, decimal_comma: bool = False, macros: dict | None = None):
        self.text, self.at, self.end = text, start, end
        self.decimal_comma, self.macros = decimal_comma, macros or {}
        self.tokens: list[Token] = []
        self.depth = 0
        self.bound: set[str] = set()  # the letters that sums count with
        self.angles: list[bool] = []  # for each open bracket: does it stand in a sine or the like?

    def match(self) -> re.Match:
        found = DECIMAL_COMMA.match(self.text, self.at, self.end) if self.decimal_comma else None
        found = found or PIECE.match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("the formula ends too early", self.end)
        return found

    def put(self, kind: str, text: str, start: int, end: int) -> None:
        before = self.tokens[-1] if self.tokens else None
        if kind == "(" and before and before.kind == "name" and (is_factor(before.text) or before.text in self.bound):
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
        return bool(self.tokens) and self.tokens[-1].kind in OPERANDS

    def braced(self) -> str:
        raise NotImplementedError

    def unit(self, content: str, start: int) -> None:
        raise NotImplementedError

    def piece(self) -> None:
        """Read the next piece; :class:`worked.latex.reader.Reader` knows all of them."""
        raise NotImplementedError  # the class that inherits this one reads the pieces


def is_factor(name: str) -> bool:
    return name == "pi" or name.startswith(SIGN)


class Arguments(Cursor):
    """Reads commands with their arguments, which stand in braces or without, and with bases and indices."""

    def argument(self) -> None:
        """One argument in braces, or the one digit, letter or command that stands for it."""
        self.depth += 1
        if self.depth > 40:
            raise ExpressionError("the formula is nested too deeply", self.at)
        # LaTeX takes one digit without braces; people write 2^10 for two to the ten all the same.
        found = (EXPONENT if self.is_power() else ARGUMENT).match(self.text, self.at, self.end)
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

    def arguments_of(self, command: str, count: int, start: int) -> list[str]:
        """The texts of the arguments of a macro, which stand in braces."""
        found = []
        for _ in range(count):
            argument = TEXT.match(self.text, self.at, self.end)
            if argument is None:
                raise ExpressionError(f"an argument of {command!r} is missing", start)
            found.append(argument[1])
            self.at = argument.end()
        return found

    def bracketed(self, start: int) -> None:
        self.put("(", "", start, start)
        self.argument()
        self.put(")", "", self.at, self.at)

    def fraction(self, text: str, start: int) -> None:
        if self.follows_operand and (unit := UNIT_FRACTION.match(self.text, self.at, self.end)):
            self.at = unit.end()
            self.unit(f"{TEXT_COMMAND.sub('', unit[1])}/{TEXT_COMMAND.sub('', unit[2])}", start)
            return
        if self.tokens and self.tokens[-1].kind == "number" and "." not in self.tokens[-1].text:
            self.put("mixed", "", start, start)
        self.put("(", "", start, start)
        self.argument()
        self.put("/", "/", self.at, self.at)
        self.argument()
        self.put(")", "", self.at, self.at)

    def root(self, text: str, start: int) -> None:
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

    def bar(self, text: str, start: int) -> None:
        opens = text == r"\lvert" or (text != r"\rvert" and not self.follows_operand)
        if opens:
            self.put("name", "abs", start, self.at)
        self.put("(" if opens else ")", text, start, self.at)

    def function(self, text: str, start: int) -> None:
        r"""``\sin 30^\circ``, ``\ln 2x``, ``\log_2 8``, ``\sin^2 x``: the argument goes on up to the next sign."""
        base = self.base(text, start)
        name, power = self.powered("ln" if base else text[1:], start)
        if base or power:
            self.put("(", "", start, start)
        self.put("name", name, start, self.at)
        self.function_argument(start, text in (r"\sin", r"\cos", r"\tan") and not name.startswith("arc"))
        if base:
            digits = self.text.index(base, start)
            for kind, piece in (("/", "/"), ("name", "ln"), ("(", "("), ("number", base), (")", ")")):
                self.put(kind, piece, digits, digits + len(base))
        if base or power:
            self.put(")", "", self.at, self.at)
        if power:
            self.put("**", "^", power.start(), power.start())
            self.put("number", power[1] or power[2], *power.span(1 if power[1] else 2))

    def base(self, text: str, start: int) -> str:
        if text != r"\log" or self.text[self.at : self.at + 1] != "_":
            return ""
        self.at += 1
        base = self.braced()
        if not base.isdigit():
            raise ExpressionError("a logarithm to a base that is no number", start)
        return base

    def powered(self, name: str, start: int) -> tuple[str, re.Match | None]:
        r"""The name of a function, ``arcsin`` for ``\sin^{-1}``, and the power that stands between it and its argument."""
        power = FUNCTION_POWER.match(self.text, self.at, self.end)
        if power is None:
            if re.compile(r"\s*[\^_]").match(self.text, self.at, self.end):
                raise ExpressionError(f"a power of '\\\\{name}' is not read as arithmetic", start)
            return name, None
        self.at = power.end()
        if power["inverse"] is None:
            return name, power
        if name not in ("sin", "cos", "tan"):
            raise ExpressionError(f"an inverse of '\\\\{name}' is not read as arithmetic", start)
        return f"arc{name}", None

    def function_argument(self, start: int, is_angle: bool) -> None:
        self.put("(", "", start, start)
        self.angles[-1] = self.angles[-1] or is_angle
        self.depth += 1
        if self.depth > 40:
            raise ExpressionError("the formula is nested too deeply", start)
        opening = OPENING.match(self.text, self.at, self.end)
        first = True
        while first or not (opening or ENDS_ARGUMENT.match(self.text, self.at, self.end)):
            tokens = len(self.tokens)
            self.group() if opening else self.piece()
            first = first and (len(self.tokens) == tokens or self.tokens[-1].kind == "-") and self.at < self.end
        self.depth -= 1
        self.put(")", "", self.at, self.at)

    def group(self) -> None:
        """Read a bracket with everything in it."""
        depth, inside = len(self.angles), False
        while not inside or len(self.angles) > depth:
            if self.at >= self.end:
                raise ExpressionError("a bracket is never closed", self.at)
            self.piece()
            inside = inside or len(self.angles) > depth
