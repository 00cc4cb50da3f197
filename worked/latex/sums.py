r"""Sums and products with limits that are numbers, and binomials: ``\sum_{k=0}^{4} \binom{4}{k}``, ``{4 \choose 2}``."""

import re

from worked.latex.quantities import Quantities
from worked.maths.tokens import ExpressionError, Token

SIGNS_OF = {r"\sum": "+", r"\prod": "*"}
LOWER = re.compile(r"\s*(?:\\limits(?![A-Za-z]))?\s*_\s*\{\s*([A-Za-z])\s*=")
UPPER = re.compile(r"\s*\^\s*(?:(\{)|([0-9]+))")


class Sums(Quantities):
    """Reads a binomial, and a sum as the token "series" and its two limits in brackets, behind which the parser finds the term."""

    def series(self, text: str, start: int) -> None:
        lower = LOWER.match(self.text, self.at, self.end)
        if lower is None:
            raise ExpressionError(f"{text!r} is read with limits that are numbers", start)
        self.put("series", SIGNS_OF[text] + lower[1], start, lower.end())
        self.at = lower.end()
        self.limit()
        upper = UPPER.match(self.text, self.at, self.end)
        if upper is None:
            raise ExpressionError(f"{text!r} has no upper limit", start)
        self.at = upper.end()
        if upper[1]:
            self.limit()
        else:
            for kind, digits in (("(", ""), ("number", upper[2]), (")", "")):
                self.put(kind, digits, upper.start(2), self.at)
        self.bound.add(lower[1])

    def limit(self) -> None:
        """What stands up to the brace that closes."""
        self.put("(", "{", self.at, self.at)
        while self.match().group() != "}":
            self.piece()
        self.piece()

    def binomial(self, text: str, start: int) -> None:
        """Read n over k as a call: binom(n, k)."""
        self.put("name", "binom", start, self.at)
        self.put("(", "", start, self.at)
        self.bracketed(start)
        self.put(",", "", self.at, self.at)
        self.bracketed(self.at)
        self.put(")", "", self.at, self.at)

    def infix(self, text: str, start: int) -> None:
        r"""``{5 \choose 2}`` and ``{1 \over 2}``, whose two arguments stand in one pair of braces."""
        depth = len(self.angles)
        first = self.opening()
        if first is None:
            raise ExpressionError(f"{text!r} is read in braces alone", start)
        self.tokens[first:first] = [Token("(", "", start, start)]
        self.tokens.append(Token(")", "", start, start))
        second = len(self.tokens)
        self.tokens.append(Token("(", "", self.at, self.at))
        while self.match().group() != "}" or len(self.angles) > depth:
            self.piece()
        self.tokens.append(Token(")", "", self.at, self.at))
        if text == r"\choose":
            self.tokens[first:first] = [Token("name", "binom", start, start), Token("(", "", start, start)]
            self.tokens.insert(second + 2, Token(",", "", start, start))
            self.tokens.append(Token(")", "", self.at, self.at))
        else:
            self.tokens.insert(second, Token("/", "/", start, start))

    def opening(self) -> int | None:
        """The index behind the brace that was opened last and is not closed."""
        depth = 0
        for at in range(len(self.tokens) - 1, -1, -1):
            depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(self.tokens[at].kind, 0)
            if depth < 0:
                return at + 1 if self.tokens[at].text == "{" else None
        return None
