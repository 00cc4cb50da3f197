r"""LaTeX, as it stands between dollar signs, turned into the tokens of an expression.

Only arithmetic is read: ``\frac``, ``\cdot``, ``\sqrt``, ``\left(`` and the like, and the units behind
numbers. Anything else makes the formula unreadable, which the caller reports. Nothing is guessed.
"""

import re
from functools import lru_cache

from worked.latex.arguments import Arguments
from worked.latex.units import PLAIN, SIGN
from worked.latex.words import (
    COLORS,
    COMMA_IS_DECIMAL,
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
        if found := REPEATING.match(self.text, self.at, self.end):
            self.at = found.end()
            self.put("repeating", f"{found['digits']}({found['period']})", *found.span())
            return
        found = self.match()
        kind, text, start, end = found.lastgroup or "number", found.group(), found.start(), found.end()
        self.at = end
        if kind == "blank" or text in SILENT:
            return
        if text in (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"):
            self.fraction(start)
        elif text in (r"\binom", r"\dbinom", r"\tbinom"):
            self.binomial(start)
        elif text == r"\sqrt":
            self.root(start)
        elif text in ROUNDED:
            self.put("name", ROUNDED[text], start, end)
            self.put("(", text, start, end)
        elif text in COLORS:
            self.braced()
        elif text in ("^", "°", r"\degree"):
            self.raised(text, start, end)
        elif text in ("|", r"\vert", r"\lvert", r"\rvert"):
            self.bar(text, start, end)
        elif text in FUNCTIONS:
            self.function(text, start)
        elif text in WORDS and (found := FUNCTION_NAME.match(self.text, end, self.end)):
            self.at = found.end()
            self.function("\\" + found[1], start)
        elif text in WORDS and (found := QUANTITY.match(self.text, end, self.end)) and found["unit"]:
            self.quantity(found)
        elif text in FRAMES or (text in FONTS and NUMBER_INSIDE.match(self.text, end, self.end)):
            self.argument()
        elif text == r"\mu" and (micro := MICRO.match(self.text, end, self.end)) and self.follows_operand:
            self.at = micro.end()
            self.words(start, "μ")
        elif text in WORDS and (self.follows_operand or self.is_unit_product() or text not in NAMING):
            self.words(start)
        elif text == r"\Omega" and self.tokens and self.tokens[-1].kind in ("number", ")"):
            self.unit("Ω", start)
        elif kind in ("number", "name") or text in NAMES or text[1:] in GREEK or text in NAMING:
            self.word(kind, text, start, end)
        elif text in SIGNS:
            self.put(SIGNS[text], text, start, end)
        else:
            raise ExpressionError(f"{text!r} is not read as arithmetic", start)

    # ---- numbers and names -------------------------------------------------------------------

    def word(self, kind: str, text: str, start: int, end: int) -> None:
        if text in NAMING:
            text, end = self.braced(), self.at
            kind = "name"
        if kind == "number":
            self.number(text, start, end)
            return
        name = NAMES.get(text, text.lstrip("\\"))
        if kind == "name" and self.is_plain_unit(text):
            self.unit(text + self.unit_power(), start)
            return
        if name == "e" and re.compile(r"\s*\^").match(self.text, self.at, self.end):
            self.put("name", "exp", start, self.at)
            self.at = self.text.index("^", self.at) + 1
            self.bracketed(start)
            return
        if self.text[self.at : self.at + 1] == "_":
            self.at += 1
            name += "_" + self.braced()
        self.put("name", name, start, self.at)

    def is_plain_unit(self, text: str) -> bool:
        """Is a name without a command in front of it a unit, as in 5 kg, 3 km/h or 4 秒?"""
        if self.is_unit_product():
            return self.tokens[-1].kind == "/" or text in PLAIN
        follows_number = bool(self.tokens) and self.tokens[-1].kind in ("number", ")")
        return follows_number and (text in PLAIN or UNLATIN.match(text) is not None)

    def number(self, text: str, start: int, end: int) -> None:
        if self.text[end : end + 1] == "_":
            raise ExpressionError("a number with a subscript is not read as arithmetic", start)
        if self.decimal_comma:
            text = text.replace("{,}", ".")
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

    def raised(self, text: str, start: int, end: int) -> None:
        """A power, or the sign of degrees, which are turned into radians where an angle stands."""
        degree = DEGREE.match(self.text, end, self.end) if text == "^" else None
        if text == "^" and degree is None:
            self.put("**", "^", start, end)
            self.argument()
            return
        self.at = degree.end() if degree else end
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


def tokenize(text: str, start: int, end: int, page: str = "") -> list[Token]:
    """Cut the LaTeX of ``text[start:end]`` into tokens.

    page    the whole page, which shows how it writes its decimals; "" where the text is all there is
    raises  ExpressionError: something in it is not arithmetic
    """
    decimal_comma = "{,}" in text[start:end] and writes_decimal_comma(page or text)
    return Reader(text, start, end, decimal_comma).read()
