r"""Numbers and units of a formula: ``1{,}000``, ``0.1\overline{6}``, ``9.8 \text{ m/s}^2``, ``\SI{3}{\metre}``."""

import re

from worked.latex.arguments import Arguments
from worked.latex.siunitx import OPTIONS, plain_unit
from worked.latex.units import LETTERS, PLAIN, SIGN, SPACED_LETTER
from worked.latex.words import (
    BASE,
    BETWEEN_THOUSANDS,
    CURRENCIES,
    DOTS,
    MULTIPLIERS,
    OLD_WORD,
    OUT_OF,
    PERCENT,
    REMARK,
    REPEATING,
    SUBSCRIPT,
    TEXT,
    TIMES,
    UNIT_POWER,
    UNLATIN,
)
from worked.maths.tokens import ExpressionError


class Quantities(Arguments):
    """Reads numbers, and the units and words behind them."""

    def is_plain_unit(self, text: str) -> bool:
        """Is a name without a command in front of it a unit, as in 5 kg, 3 km/h or 4 秒?"""
        if self.is_unit_product():
            return self.tokens[-1].kind == "/" or text in PLAIN
        if not self.tokens or self.tokens[-1].kind not in ("number", ")"):
            return False
        is_spaced = SPACED_LETTER.match(self.text, self.at - 3, self.end) is not None
        is_letter = is_spaced and text in LETTERS and text not in self.bound
        return is_letter or text in PLAIN or any(ord(text[0]) in letters for letters in UNLATIN)

    def number(self, text: str, start: int, end: int) -> None:
        if repeating := REPEATING.match(self.text, start, self.end):
            self.at = repeating.end()
            self.put("repeating", f"{repeating['digits']}({repeating['period']})", start, self.at)
            return
        if self.text[end : end + 1] == "_":
            self.in_base(text, start, end)
            return
        if self.decimal_comma and text.count("{,}") == 1:
            text = text.replace("{,}", ".")
        if len(text) > 4:
            text = BETWEEN_THOUSANDS.sub("", text)
        if self.tokens and self.tokens[-1].kind == "name" and self.tokens[-1].text.startswith(SIGN):
            self.put("+", "", start, start)  # 1 h 15 min
        dots = DOTS.match(self.text, end, self.end) if "." in text else None
        self.at = dots.end() if dots else end
        self.put("cut" if dots else "number", text, start, self.at)

    def in_base(self, text: str, start: int, end: int) -> None:
        """101_2 is a number in twos; its digits cannot be mended, since nobody knows in which base to write them."""
        base = BASE.match(self.text, end, self.end)
        number = int(base[1] or base[2]) if base else 0
        if not 2 <= number <= 10 or not text.isdecimal() or int(max(text)) >= number:
            raise ExpressionError("a number with a subscript is not read as arithmetic", start)
        self.at = base.end()
        self.put("given", str(int(text, number)), start, self.at)

    def braced(self) -> str:
        """The plain text of a braced argument, or the one character that stands for it."""
        found = re.compile(r"\s*(?:\{([\w\s,+\-]*)\}|(\w)|(\\[A-Za-z]+))").match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("a name is missing", self.at)
        self.at = found.end()
        return re.sub(r"\W", "", found.group(found.lastindex))

    def words(self, start: int, prefix: str = "") -> None:
        r"""``\text{…}``: a unit behind a number, a remark in brackets, or a word that calculates."""
        found = TEXT.match(self.text, self.at, self.end) or OLD_WORD.match(self.text, self.at, self.end)
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
        if content == "dozen":
            raise ExpressionError(f"{content} makes another number of the one before it: write all its digits", start)
        if (power := MULTIPLIERS.get(content) or MULTIPLIERS.get(content.removesuffix("s"))) and self.ends_number():
            self.scale(power)
            return
        if self.tokens[-1].kind not in ("*", "/"):
            self.put("mixed", "", start, start)
        if formula := SUBSCRIPT.match(self.text, self.at, self.end):
            self.at = formula.end()
        self.put("name", SIGN + content, start, self.at)

    def ends_number(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind in ("number", "given")

    def scale(self, power: int) -> None:
        """560 k is 560 · 10^3, which stays one number, of which the last digit counts."""
        for kind, text in (("*", "*"), ("number", "10"), ("**", "^"), ("number", str(power))):
            self.put(kind, text, self.at, self.at)

    def is_unit_product(self) -> bool:
        r"""Does a unit go on, as in ``\text{m}/\text{s}``?"""
        signs = [token for token in self.tokens[-4:] if token.kind != "**"]
        if len(signs) < 2 or signs[-1].kind not in ("*", "/"):
            return False
        return any(token.kind == "name" and token.text.startswith(SIGN) for token in self.tokens[-5:-1])
