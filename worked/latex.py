r"""LaTeX, as it stands between dollar signs, turned into the tokens of an expression.

Only what stands for arithmetic is read: ``\frac``, ``\cdot``, ``\sqrt``, ``\left(`` and the like.
Anything else makes the formula unreadable, which the caller reports; it is never guessed at.
"""

import re

from worked.expression import NUMBER, ExpressionError, Token

PIECE = re.compile(
    rf"""(?P<number>[0-9]{{1,3}}(?:(?:\{{,\}}|\\,|,(?=[0-9]{{3}}(?![0-9])))[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|{NUMBER})
    |(?P<command>\\[A-Za-z]+\*?|\\.)
    |(?P<name>[^\W\d_]+)
    |(?P<blank>[\s~&]+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
SILENT = {
    r"\left", r"\right", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\,", r"\;", r"\:",
    r"\!", "\\ ", r"\quad", r"\qquad", r"\displaystyle", r"\textstyle", r"\limits", r"\nonumber", r"\$",
}
SIGNS = {
    r"\cdot": "*", r"\times": "*", r"\ast": "*", r"\div": "/", r"\%": "%", r"\lbrack": "[", r"\rbrack": "]",
    "·": "*", "×": "*", "−": "-", "–": "-", "*": "*", "+": "+", "-": "-", "/": "/", "(": "(", ")": ")", "[": "[", "]": "]",
    ",": ",", "!": "!", "{": "(", "}": ")",
}
NAMES = {
    r"\ln": "ln", r"\log": "log", r"\exp": "exp", r"\sin": "sin", r"\cos": "cos", r"\tan": "tan", r"\pi": "pi",
    r"\max": "max", r"\min": "min",
}
GREEK = set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell".split()
)
NAMING = {r"\mathrm", r"\mathbf", r"\mathit", r"\mathsf", r"\operatorname", r"\boldsymbol", r"\bm", r"\vec", r"\hat"}


class Reader:
    """Reads one formula from left to right, without stepping back."""

    def __init__(self, text: str, start: int, end: int):
        self.text, self.at, self.end = text, start, end
        self.tokens: list[Token] = []
        self.depth = 0

    def read(self) -> list[Token]:
        while self.at < self.end:
            self.piece()
        return self.tokens

    def match(self) -> re.Match:
        found = PIECE.match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("the formula ends too early", self.end)
        return found

    def put(self, kind: str, text: str, start: int, end: int) -> None:
        self.tokens.append(Token(kind, text, start, end))

    def piece(self) -> None:
        found = self.match()
        kind, text, start, end = found.lastgroup, found.group(), found.start(), found.end()
        self.at = end
        if kind == "blank" or text in SILENT:
            return
        if text in (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"):
            self.fraction(start)
        elif text == r"\sqrt":
            self.root(start)
        elif text == "^":
            self.put("**", "^", start, end)
            self.argument()
        elif kind in ("number", "name") or text in NAMES or text[1:] in GREEK or text in NAMING:
            self.word(kind, text, start, end)
        elif text in SIGNS:
            self.put(SIGNS[text], text, start, end)
        else:
            raise ExpressionError(f"{text!r} is not read as arithmetic", start)

    def word(self, kind: str, text: str, start: int, end: int) -> None:
        if text in NAMING:
            text, end = self.braced(), self.at
            kind = "name"
        if kind == "number":
            if self.text[end : end + 1] == "_":
                raise ExpressionError("a number with a subscript is not read as arithmetic", start)
            plain = text.replace("{,}", "").replace("\\,", "").replace(",", "")
            self.put("number", plain, start, end)
            return
        name = NAMES.get(text, text.lstrip("\\"))
        if self.text[self.at : self.at + 1] == "_":
            self.at += 1
            name += "_" + self.braced()
        self.put("name", name, start, self.at)

    def braced(self) -> str:
        """The plain text of a braced argument, or the one character that stands for it."""
        found = re.compile(r"\s*(?:\{([\w\s,+\-]*)\}|(\w)|(\\[A-Za-z]+))").match(self.text, self.at, self.end)
        if found is None:
            raise ExpressionError("a name is missing", self.at)
        self.at = found.end()
        return re.sub(r"\W", "", found.group(found.lastindex))

    def argument(self) -> None:
        """One argument in braces, or the one digit, letter or command that stands for it."""
        self.depth += 1
        if self.depth > 40:
            raise ExpressionError("the formula is nested too deeply", self.at)
        found = re.compile(r"\s*(\{|[0-9])").match(self.text, self.at, self.end)
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

    def fraction(self, start: int) -> None:
        if self.tokens and self.tokens[-1].kind == "number" and "." not in self.tokens[-1].text:
            self.put("mixed", "", start, start)
        self.put("(", "", start, start)
        self.argument()
        self.put("/", "/", self.at, self.at)
        self.argument()
        self.put(")", "", self.at, self.at)

    def root(self, start: int) -> None:
        if self.text[self.at : self.at + 1] == "[":
            raise ExpressionError("only square roots are read", start)
        self.put("sqrt", "√", start, self.at)
        self.argument()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Cut the LaTeX of ``text[start:end]`` into tokens.

    raises  ExpressionError: it holds something that is not arithmetic
    """
    return Reader(text, start, end).read()
