r"""LaTeX, as it stands between dollar signs, turned into the tokens of an expression.

Only arithmetic is read: ``\frac``, ``\cdot``, ``\sqrt``, ``\left(`` and the like, and the units behind
numbers. Anything else makes the formula unreadable, which the caller reports. Nothing is guessed.
"""

import re
from functools import lru_cache

from worked.latex.arguments import Arguments
from worked.latex.macros import macros_of
from worked.latex.siunitx import OPTIONS, plain_unit
from worked.latex.units import PLAIN, SIGN
from worked.latex.words import (
    COLORS,
    COMMA_IS_DECIMAL,
    CURRENCIES,
    DEGREE,
    DOTS,
    FONTS,
    FRAMES,
    FUNCTION_NAME,
    FUNCTIONS,
    GREEK,
    MICRO,
    MULTIPLIERS,
    NAMES,
    NAMING,
    NUMBER_INSIDE,
    OUT_OF,
    PERCENT,
    POWER,
    QUANTITY,
    REMARK,
    REPEATING,
    ROUNDED,
    SIGNS,
    SILENT,
    SUBSCRIPT,
    TEXT,
    TIMES,
    UNIT_POWER,
    UNLATIN,
    WORDS,
)
from worked.maths.tokens import ExpressionError, Token


@lru_cache(maxsize=8)
def writes_decimal_comma(page: str) -> bool:
    """Does a page write ``1{,}5`` for one and a half? Then ``1{,}234`` is not a thousand there either."""
    return COMMA_IS_DECIMAL.search(page) is not None


class Reader(Arguments):
    """Reads one formula from left to right, without stepping back."""

    def read(self) -> list[Token]:
        while self.at < self.end:
            self.piece()
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
        if text in WORDS and (function := FUNCTION_NAME.match(self.text, self.at, self.end)):
            self.at = function.end()
            self.function("\\" + function[1], start)
        elif text in WORDS and (quantity := QUANTITY.match(self.text, self.at, self.end)) and quantity["unit"]:
            self.quantity(quantity)
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

    # ---- numbers and names -------------------------------------------------------------------

    def name(self, text: str, start: int) -> None:
        if self.is_plain_unit(text):
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
        body = self.macros[text]
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

    def is_plain_unit(self, text: str) -> bool:
        """Is a name without a command in front of it a unit, as in 5 kg, 3 km/h or 4 秒?"""
        if self.is_unit_product():
            return self.tokens[-1].kind == "/" or text in PLAIN
        follows_number = bool(self.tokens) and self.tokens[-1].kind in ("number", ")")
        return follows_number and (text in PLAIN or UNLATIN.match(text) is not None)

    def number(self, text: str, start: int, end: int) -> None:
        if repeating := REPEATING.match(self.text, start, self.end):
            self.at = repeating.end()
            self.put("repeating", f"{repeating['digits']}({repeating['period']})", start, self.at)
            return
        if self.text[end : end + 1] == "_":
            raise ExpressionError("a number with a subscript is not read as arithmetic", start)
        if self.decimal_comma:
            text = text.replace("{,}", ".")
        if "," in text:
            text = text.replace("{,}", "").replace("\\,", "").replace(",", "")
        if self.tokens and self.tokens[-1].kind == "name" and self.tokens[-1].text.startswith(SIGN):
            self.put("+", "", start, start)  # 1 h 15 min
        dots = DOTS.match(self.text, end, self.end) if "." in text else None
        self.at = dots.end() if dots else end
        self.put("cut" if dots else "number", text, start, self.at)

    def braced(self) -> str:
        """The plain text of a braced argument, or the one character that stands for it."""
        found = re.compile(r"\s*(?:\{([\w\s,+\-]*)\}|(\w)|(\\[A-Za-z]+))").match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("a name is missing", self.at)
        self.at = found.end()
        return re.sub(r"\W", "", found.group(found.lastindex))

    # ---- words and units ---------------------------------------------------------------------

    def words(self, start: int, prefix: str = "") -> None:
        r"""``\text{…}``: a unit behind a number, a remark in brackets, or a word that calculates."""
        found = TEXT.match(self.text, self.at, self.end)
        if found and found[1].strip() in CURRENCIES and not self.follows_operand:
            self.at = found.end()
            return
        if found is None or not (self.follows_operand or self.is_unit_product()):
            raise ExpressionError("words are not read as arithmetic", start)
        self.at = found.end()
        content = " ".join(re.sub(r"~|\\[, ]", " ", found.group(1)).split())
        if content in PERCENT:
            self.put("%", "%", start, self.at)
        elif content == OUT_OF:
            self.put("/", content, start, self.at)
        elif content in TIMES:
            self.put("*", content, start, self.at)
        elif (content := REMARK.sub("", content)) and not content.startswith("("):
            self.unit(prefix + content.strip(" .,;") + self.unit_power(), start)

    def quantity(self, found: re.Match) -> None:
        r"""A number with its unit in one ``\text``; a power behind the bracket belongs to the unit."""
        self.at = found.end()
        start, digits = found.start("number"), found["number"].lstrip("-−+")
        if digits != found["number"]:
            self.put("-" if found["number"][0] != "+" else "+", found["number"][0], start, start + 1)
        self.put("number", digits, found.end("number") - len(digits), found.end("number"))
        unit = " ".join(re.sub(r"~|\\[ ,]", " ", found["unit"]).split())
        self.unit(unit.strip(" .,;") + self.unit_power(), found.start("unit"))

    def siunitx(self, text: str, start: int) -> None:
        r"""``\\SI{3.2}{\\metre}`` or ``\\qty``: a number and its unit."""
        if options := OPTIONS.match(self.text, self.at, self.end):
            self.at = options.end()
        self.argument()
        unit = TEXT.match(self.text, self.at, self.end)
        if unit is None:
            raise ExpressionError(f"the unit of {text} is missing", start)
        self.at = unit.end()
        symbols = plain_unit(unit[1])
        if symbols == "%":
            self.put("%", "%", unit.start(1), self.at)
        elif symbols:
            self.unit(symbols, unit.start(1))

    def unit_power(self) -> str:
        r"""In ``\text{m/s}^2`` the power belongs to the second alone."""
        power = UNIT_POWER.match(self.text, self.at, self.end)
        self.at = power.end() if power else self.at
        return "^" + (power.group(1) or power.group(2)) if power else ""

    def unit(self, content: str, start: int) -> None:
        """A unit binds tighter than a slash: 12 m / 4 s is 3 m/s."""
        if content in MULTIPLIERS:
            raise ExpressionError(f"{content} makes another number of the one before it: write all its digits", start)
        if self.tokens[-1].kind not in ("*", "/"):
            self.put("mixed", "", start, start)
        if formula := SUBSCRIPT.match(self.text, self.at, self.end):
            self.at = formula.end()
        self.put("name", SIGN + content, start, self.at)

    def is_unit_product(self) -> bool:
        r"""Does a unit go on, as in ``\text{m}/\text{s}``?"""
        signs = [token for token in self.tokens[-4:] if token.kind != "**"]
        if len(signs) < 2 or signs[-1].kind not in ("*", "/"):
            return False
        return any(token.kind == "name" and token.text.startswith(SIGN) for token in self.tokens[-5:-1])

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
            is_fahrenheit = degree is not None and "F" in degree.group()
            self.unit("degF" if is_fahrenheit else "°", start)


READ = {
    **dict.fromkeys([r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"], Reader.fraction),
    **dict.fromkeys([r"\binom", r"\dbinom", r"\tbinom"], Reader.binomial),
    r"\sqrt": Reader.root,
    **dict.fromkeys(ROUNDED, Reader.rounded),
    **dict.fromkeys(COLORS, Reader.color),
    **dict.fromkeys(["^", "°", r"\degree"], Reader.raised),
    **dict.fromkeys(["|", r"\vert", r"\lvert", r"\rvert"], Reader.bar),
    **dict.fromkeys(FUNCTIONS, Reader.function),
    **dict.fromkeys(NAMES, Reader.plain_name),
    **dict.fromkeys([r"\SI", r"\qty"], Reader.siunitx),
    r"\mu": Reader.micro,
    r"\Omega": Reader.ohm,
}


def tokenize(text: str, start: int, end: int, page: str = "") -> list[Token]:
    """Cut the LaTeX of ``text[start:end]`` into tokens.

    page    the whole page, which shows how it writes its decimals; "" where the text is all there is
    raises  ExpressionError: something in it is not arithmetic
    """
    decimal_comma = "{,}" in text[start:end] and writes_decimal_comma(page or text)
    macros = macros_of(page) if page and "\\" in text[start:end] else {}
    return Reader(text, start, end, decimal_comma, macros).read()
