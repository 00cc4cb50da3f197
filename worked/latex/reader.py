r"""LaTeX, as it stands between dollar signs, turned into the tokens of an expression.

Only arithmetic is read: ``\frac``, ``\cdot``, ``\sqrt``, ``\left(`` and the like, and the units behind
numbers. Anything else makes the formula unreadable, which the caller reports. Nothing is guessed.
"""

from functools import lru_cache

from worked.latex.macros import filled_in, macros_of
from worked.latex.sums import SIGNS_OF, Sums
from worked.latex.words import (
    BOLD_QUANTITY,
    BRACE_REMARK,
    CLOCK,
    COLORS,
    COMMA_IS_DECIMAL,
    DEGREE,
    DIGIT,
    EXPONENT_MARK,
    FONTS,
    FRAMES,
    FUNCTION_NAME,
    FUNCTIONS,
    GREEK,
    MICRO,
    MONEY,
    NAMES,
    NAMING,
    NUMBER_INSIDE,
    POWER,
    QUANTITY,
    ROUNDED,
    SIGNS,
    SILENT,
    SUMS_OF_MONEY,
    WORD_FRACTION,
    WORDS,
)
from worked.maths.matrices import CELL, CLOSES, COLUMN, LINE, OPENS, ROW
from worked.maths.tokens import SUPERSCRIPTS, ExpressionError, Token


@lru_cache(maxsize=8)
def writes_decimal_comma(page: str) -> bool:
    """Does a page write ``1{,}5`` for one and a half? Then ``1{,}234`` is not a thousand there either."""
    return COMMA_IS_DECIMAL.search(page) is not None


class Reader(Sums):
    """Reads one formula from left to right, without stepping back."""

    def read(self) -> list[Token]:
        while self.at < self.end:
            self.piece()
        if len(self.tokens) in (2, 3) and self.tokens[-1].text in ("×", r"\times") and self.tokens[-2].kind == "number":
            self.tokens.pop()  # 3.6×, so many times as much
        return self.tokens

    def piece(self) -> None:
        found = self.match()
        kind, text, start = found.lastgroup or "number", found.group(), found.start()
        self.at = found.end()
        if kind == "number":
            self.number(text, start, self.at)
        elif kind == "blank" or text in SILENT:
            return
        elif text in SIGNS:
            self.put(SIGNS[text], text, start, self.at)
        elif kind == "name":
            self.name(text, start)
        elif read := READ.get(text):
            read(self, text, start)
        else:
            self.command(text, start)

    def command(self, text: str, start: int) -> None:
        """Words, a frame, a name, a Greek letter, or a macro of the page."""
        if text in WORDS and self.ends_number() and (power := EXPONENT_MARK.match(self.text, self.at, self.end)):
            self.at = power.end()
            sign, digits = power["sign"] or power["inner"], power.span("digits")
            for kind, piece in (("*", "*"), ("number", "10"), ("**", "^"), ("-" if sign in ("-", "−") else "+", sign)):
                self.put(kind, piece, start, start)
            self.put("number", power["digits"], *digits)
        elif text in WORDS and (function := FUNCTION_NAME.match(self.text, self.at, self.end)):
            self.at = function.end()
            self.function("\\" + function[1], start)
        elif text in WORDS and (quantity := QUANTITY.match(self.text, self.at, self.end)) and quantity["unit"]:
            self.quantity(quantity)
        elif text in WORDS and self.follows_operand and (unit := WORD_FRACTION.match(self.text, self.at, self.end)):
            self.at = unit.end()
            self.unit(f"{unit[1]}/{unit[2]}", start)
        elif text in FONTS and (quantity := BOLD_QUANTITY.match(self.text, self.at, self.end)):
            self.quantity(quantity)
        elif (
            text in FRAMES
            and self.tokens
            and self.tokens[-1].kind == "number"
            and self.tokens[-1].end == start
            and DIGIT.match(self.text, self.at, self.end)
        ):
            raise ExpressionError("a number with some of its digits in a frame is not read", start)
        elif text in FRAMES or (text in FONTS and NUMBER_INSIDE.match(self.text, self.at, self.end)):
            self.argument()
        elif text in WORDS and (self.follows_operand or self.is_unit_product() or text not in NAMING):
            self.words(start)
        elif text in NAMING:
            self.name(self.braced(), start)
        elif text[1:] in GREEK:
            self.name(text[1:], start)
        elif text in self.macros:
            self.macro(text, start)
        else:
            raise ExpressionError(f"{text!r} is not read as arithmetic", start)

    def name(self, text: str, start: int) -> None:
        if text in SUMS_OF_MONEY and self.ends_number() and MONEY.search(self.text, self.tokens[0].start - 3, start):
            self.scale(SUMS_OF_MONEY[text])
        elif self.is_plain_unit(text):
            self.unit(text + self.unit_power(), start)
        elif text == "e" and (power := POWER.match(self.text, self.at, self.end)):
            self.put("name", "exp", start, self.at)
            self.at = power.end()
            self.bracketed(start)
        else:
            self.plain_name(text, start)

    def plain_name(self, text: str, start: int) -> None:
        name = NAMES.get(text, text)
        if self.text[self.at : self.at + 1] == "_":
            self.at += 1
            name += "_" + self.braced()
        self.put("name", name, start, self.at)

    def macro(self, text: str, start: int) -> None:
        """What a macro stands for; its numbers stand elsewhere, so that they are no digits to mend here."""
        count, body = self.macros[text]
        body = filled_in(body, self.arguments_of(text, count, start))
        for token in Reader(body, 0, len(body), self.decimal_comma).read():
            self.put("given" if token.kind == "number" else token.kind, token.text, start, self.at)

    def rounded(self, text: str, start: int) -> None:
        self.put("name", ROUNDED[text], start, self.at)
        self.put("(", text, start, self.at)

    def color(self, text: str, start: int) -> None:
        self.braced()

    def ohm(self, text: str, start: int) -> None:
        if self.tokens and self.tokens[-1].kind in ("number", ")"):
            self.unit("Ω", start)
        else:
            self.name(text[1:], start)

    def micro(self, text: str, start: int) -> None:
        if self.follows_operand and (micro := MICRO.match(self.text, self.at, self.end)):
            self.at = micro.end()
            self.words(start, "μ")
        else:
            self.name(text[1:], start)

    def matrix(self, text: str, start: int) -> None:
        """A matrix, row by row; one with a single row or column is a vector."""
        inside = self.text[self.at : self.text.find(CLOSES, self.at)]
        has_rows = ROW in inside and CELL in inside
        self.put("[", COLUMN if ROW in inside else LINE, start, self.at)
        if has_rows:
            self.put("[", LINE, start, self.at)
        while (sign := self.match().group()) != CLOSES:
            if sign not in (CELL, ROW):
                self.piece()
                continue
            for kind in "],[" if sign == ROW and has_rows else ",":
                self.put(kind, LINE if kind == "[" else kind, self.at, self.at + 1)
            self.at += 1
        for _ in range(1 + has_rows):
            self.put("]", "]", self.at, self.at + 1)
        self.at += 1

    def dots(self, text: str, start: int) -> None:
        self.put("dots", text, start, self.at)

    def ratio(self, text: str, start: int) -> None:
        """12 : 4 is a quotient; 1 : 2 : 3 is none, nor is the time of 10:30."""
        if any(token.text == ":" for token in self.tokens) or CLOCK.match(self.text, max(0, start - 1), self.end):
            raise ExpressionError("this : may be no division", start)
        self.put("/", ":", start, self.at)

    def brace(self, text: str, start: int) -> None:
        """A sum with a brace below or above it, and a remark at the brace."""
        self.argument()
        if remark := BRACE_REMARK.match(self.text, self.at, self.end):
            self.at = remark.end()

    def superscript(self, text: str, start: int) -> None:
        self.put("**", "^", start, start)
        self.put("number", text.translate(SUPERSCRIPTS), start, self.at)

    def raised(self, text: str, start: int) -> None:
        """A power, or the sign of degrees, which are turned into radians where an angle stands."""
        degree = DEGREE.match(self.text, self.at, self.end) if text == "^" else None
        if text == "^" and degree is None:
            self.put("**", "^", start, self.at)
            self.argument()
            return
        self.at = degree.end() if degree else self.at
        if not self.follows_operand:
            raise ExpressionError("degrees of nothing", start)
        if self.angles and self.angles[-1]:
            self.put("*", "", start, start)
            self.put("name", "pi", start, start)
            self.put("/", "", start, start)
            self.put("number", "180", start, start)
        else:
            is_fahrenheit = text == "℉" or (degree is not None and "F" in degree.group())
            self.unit("degF" if is_fahrenheit else "°", start)


READ = {
    **dict.fromkeys([r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"], Reader.fraction),
    **dict.fromkeys([r"\binom", r"\dbinom", r"\tbinom"], Reader.binomial),
    **dict.fromkeys([r"\choose", r"\over"], Reader.infix),
    **dict.fromkeys(SIGNS_OF, Reader.series),
    r"\sqrt": Reader.root,
    **dict.fromkeys(ROUNDED, Reader.rounded),
    **dict.fromkeys(COLORS, Reader.color),
    **dict.fromkeys(["^", "°", "℃", "℉", r"\degree"], Reader.raised),
    **dict.fromkeys(["|", r"\vert", r"\lvert", r"\rvert"], Reader.bar),
    **dict.fromkeys(FUNCTIONS, Reader.function),
    **dict.fromkeys(NAMES, Reader.plain_name),
    **dict.fromkeys([r"\SI", r"\qty"], Reader.siunitx),
    OPENS: Reader.matrix,
    ":": Reader.ratio,
    **dict.fromkeys([r"\dots", r"\ldots", r"\cdots", r"\dotsb", r"\hdots", "…"], Reader.dots),
    **dict.fromkeys([r"\underbrace", r"\overbrace"], Reader.brace),
    **dict.fromkeys("²³⁴⁵⁶⁷⁸⁹", Reader.superscript),
    r"\mu": Reader.micro,
    r"\Omega": Reader.ohm,
}


def tokenize(text: str, start: int, end: int, page: str = "", swaps_commas: bool = False) -> list[Token]:
    """Cut the LaTeX of ``text[start:end]`` into tokens.

    page          the whole page, which shows how it writes its decimals; "" where the text is all there is
    swaps_commas  read {,} in the other way than the page does
    raises        ExpressionError: something in it is not arithmetic
    """
    decimal_comma = "{,}" in text[start:end] and writes_decimal_comma(page or text) != swaps_commas
    macros = macros_of(page) if page and "\\" in text[start:end] else {}
    return Reader(text, start, end, decimal_comma, macros).read()
