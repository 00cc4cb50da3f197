"""Expressions: tokens are parsed into a tree.

One grammar serves claims, equations and worked fences. It reads Python (``weights[animal]``,
``a ** 2``) and what people write by hand (``0.72·[4, 1]``, ``√4``, ``10^3``, ``72%``). LaTeX is
turned into the same tokens by :mod:`worked.latex.reader`. Nothing here runs anything.
"""

from worked.maths.matrices import COLUMN, LINE, TUPLE
from worked.maths.node import Node, number_node
from worked.maths.tokens import ExpressionError, Token, shorten, tokenize

MAX_DEPTH = 40


LEVELS = {"±": 5, "+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20, "@": 20, "mixed": 35, "**": 40}
PI = ("pi", "π")
NUMBERS = ("number", "cut", "repeating", "given")
FUNCTIONS_OF_ONE = {"sqrt", "ln", "log", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"}


class Parser:
    """A precedence-climbing parser over a list of tokens."""

    def __init__(self, tokens: list[Token], loose: bool = False, lenient: bool = False):
        self.tokens, self.at, self.depth, self.exponents = tokens, 0, 0, 0
        self.count = len(tokens)
        self.loose = loose  # LaTeX: any two operands side by side are multiplied
        self.lenient = lenient  # pages of others: 0.666... is a number, and [3 + 4] a bracket

    def parse(self) -> Node:
        if not self.tokens:
            raise ExpressionError("an expression is missing", 0)
        tree = self.sum(0)
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            raise ExpressionError(f"{shorten(token.text)!r} is not expected here", token.start)
        return tree

    def peek(self, ahead: int = 0) -> Token | None:
        index = self.at + ahead
        return self.tokens[index] if index < self.count else None

    def is_next(self, kind: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == kind

    def take(self, kind: str) -> Token | None:
        token = self.peek()
        if token is not None and token.kind == kind:
            self.at += 1
            return token
        return None

    def need(self, kind: str) -> Token:
        token = self.take(kind)
        if token is None:
            here = self.peek() or self.tokens[-1]
            raise ExpressionError(f"{kind!r} is missing", here.start if self.peek() else here.end)
        return token

    def sum(self, level: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            here = self.tokens[min(self.at, len(self.tokens) - 1)]
            raise ExpressionError("the expression is nested too deeply", here.start)
        left = self.prefix()
        while (token := self.peek()) is not None:
            if (
                token.kind == "%"
                and level < LEVELS["**"]
                and left.op == "**"
                and not self.exponents
                and self.ends_percent()
            ):
                self.at += 1  # 10^-7 % is a hundredth of the power, not of the exponent
                left = Node("percent", (left,), start=left.start, end=token.end)
                continue
            sign = token.kind if token.kind in LEVELS else self.side_by_side(left, token)
            if sign is None or LEVELS[sign] < level or (LEVELS[sign] == level and level):
                break
            if sign == "±" and not self.lenient:
                break
            if token.kind in LEVELS:
                self.at += 1
            right = self.exponent() if sign == "**" else self.sum(LEVELS[sign])
            left = Node(sign, (left, right), start=left.start, end=right.end)
        self.depth -= 1
        return left

    def exponent(self) -> Node:
        self.exponents += 1
        tree = self.sum(39)
        self.exponents -= 1
        return tree

    def ends_percent(self) -> bool:
        """Is the % before us a percent sign, and no remainder?"""
        return not self.starts_operand(self.peek(1))

    def side_by_side(self, left: Node, token: Token) -> str | None:
        """``2(3 + 4)`` and ``2x`` multiply; in LaTeX so do any two operands."""
        if token.kind not in ("(", "name", "sqrt", "number", "given", "[", "dots", "series"):
            return None
        if self.loose:
            return None if token.kind == "number" and left.op == "number" else "*"
        touches = not token.spaced and token.kind != "number"
        return "*" if touches and (self.tokens[self.at - 1].kind in ("number", ")") or left.value in PI) else None

    def prefix(self) -> Node:
        token = self.peek()
        if token is None:
            raise ExpressionError("an operand is missing", self.tokens[-1].end)
        if token.kind in ("-", "+"):
            self.at += 1
            inner = self.sum(39 if self.exponents else 25)  # the unit of 10^-4 m is none of its exponent
            return inner if token.kind == "+" else Node("negative", (inner,), start=token.start, end=inner.end)
        if token.kind == "±" and self.lenient and not self.at:
            self.at += 1  # as on the other side, ±2^15 = ±32768
            return self.sum(25)
        if token.kind == "sqrt":
            self.at += 1
            inner = self.sum(36)  # the unit of √4 m is none of its root, but the fraction of √6¼ is
            if self.is_next("mixed") and (behind := self.peek(1)) is not None and behind.kind != "name":
                self.at += 1
                fraction = self.sum(LEVELS["mixed"])
                inner = Node("mixed", (inner, fraction), start=inner.start, end=fraction.end)
            function = Node("name", (), "sqrt", None, token.start, token.end)
            return Node("call", (function, inner), (), None, token.start, inner.end)
        if token.kind == "series":
            return self.series()
        return self.postfix(self.operand())

    def series(self) -> Node:
        """A sum with limits and the term behind it, which ends where another is added."""
        token = self.need("series")
        limits = self.operand(), self.operand()
        term = self.sum(19)
        for node in term.walk():
            if node.op == "name" and node.value == token.text[1:]:
                node.op = "bound"
        return Node("series", (*limits, term), token.text, None, token.start, term.end)

    def operand(self) -> Node:
        token = self.peek()
        self.at += 1
        if token.kind in NUMBERS:
            return number_node(token, self.lenient)
        if token.kind == "name":
            return self.name(token)
        if token.kind == "(":
            inner = self.bracketed()
            if self.loose and self.lenient and token.text not in ("", "{") and self.is_next(","):
                return self.tuple(token, inner)
            end = self.need(")").end
            return Node("group", (inner,), start=token.start, end=end)
        if token.kind == "[":
            entries = self.entries("]")
            is_list = entries[0].op in ("number", "negative", "name") and not (
                (sign := self.peek()) and sign.kind == "!"
            )
            is_bracket = self.loose or (self.lenient and not is_list)
            if is_bracket and len(entries) == 1:  # mathematicians write 2[3 + 4] for 2(3 + 4)
                return Node("group", entries, start=token.start, end=self.tokens[self.at - 1].end)
            written = token.text if token.text in (COLUMN, LINE) else None
            return Node("vector", entries, written, None, token.start, self.tokens[self.at - 1].end)
        if token.kind == "dots":
            return Node("dots", (), None, None, token.start, token.end)
        raise ExpressionError(f"{shorten(token.text)!r} is not expected here", token.start)

    def tuple(self, opening: Token, first: Node) -> Node:
        """(1, 2), a vector as LaTeX writes it in a line."""
        entries = [first]
        while self.take(","):
            entries.append(self.bracketed())
        return Node("vector", entries, TUPLE, None, opening.start, self.need(")").end)

    def bracketed(self) -> Node:
        """What stands in a bracket, where a percent sign belongs to its own number again."""
        outside, self.exponents = self.exponents, 0
        tree = self.sum(0)
        self.exponents = outside
        return tree

    def name(self, token: Token) -> Node:
        node = Node("name", (), token.text, None, token.start, token.end)
        following = self.peek()
        starts_argument = following is not None and following.kind in ("number", "name", "-")
        if self.loose and token.text in FUNCTIONS_OF_ONE and starts_argument:
            inner = self.sum(19)  # \ln 2, \sin x
            return Node("call", (node, inner), (), None, token.start, inner.end)
        return node

    def entries(self, closing: str) -> list[Node]:
        entries = []
        while not self.take(closing):
            entries.append(self.sum(0))
            if not self.take(","):
                self.need(closing)
                break
        if not entries:
            raise ExpressionError("a vector needs an entry", self.tokens[self.at - 1].start)
        return entries

    def postfix(self, node: Node) -> Node:
        while (token := self.peek()) is not None:
            reaches = node.op in ("name", "index", "attribute", "call")
            if token.kind == "[" and reaches and not token.spaced:
                self.at += 1
                node = self.index(node)
            elif token.kind == "(" and node.op in ("name", "attribute") and not token.spaced and node.value not in PI:
                self.at += 1
                node = self.call(node)
            elif token.kind == "." and reaches:
                self.at += 1
                name = self.need("name")
                node = Node("attribute", (node,), name.text, None, node.start, name.end)
            elif token.kind == "%" and not self.exponents and self.ends_percent():
                self.at += 1
                node = Node("percent", (node,), start=node.start, end=token.end)
            elif token.kind == "!":
                self.at += 1
                node = Node("factorial", (node,), start=node.start, end=token.end)
            else:
                break
        return node

    def starts_operand(self, token: Token | None) -> bool:
        return token is not None and token.kind in ("number", "name", "(", "[", "sqrt")

    def index(self, node: Node) -> Node:
        places = []
        while True:
            places.append(self.place())
            if not self.take(","):
                break
        end = self.need("]").end
        return Node("index", (node, *places), start=node.start, end=end)

    def place(self) -> Node:
        """One place of an index: an expression, or a slice ``low:high``."""
        bounds: list[Node | None] = [None]
        while (token := self.peek()) is not None and token.kind not in ("]", ","):
            if token.kind == ":":
                self.at += 1
                bounds.append(None)
            elif bounds[-1] is None:
                bounds[-1] = self.sum(0)
            else:
                raise ExpressionError(f"{shorten(token.text)!r} is not expected here", token.start)
        if len(bounds) > 3 or bounds == [None]:
            raise ExpressionError("an index is missing", self.tokens[self.at - 1].start)
        if len(bounds) == 1:
            return bounds[0]
        return Node("slice", [bound or Node("name", (), "None") for bound in bounds])

    def call(self, function: Node) -> Node:
        arguments, keywords = [], []
        while not self.take(")"):
            token, following = self.peek(), self.peek(1)
            if token is not None and following is not None and token.kind == "name" and following.kind == "=":
                self.at += 2
                keywords.append(token.text)
            elif keywords:
                raise ExpressionError("a keyword argument comes last", token.start if token else 0)
            arguments.append(self.sum(0))
            if not self.take(","):
                self.need(")")
                break
        return Node("call", (function, *arguments), tuple(keywords), None, function.start, self.tokens[self.at - 1].end)


def parse(text: str, start: int = 0, end: int | None = None) -> Node:
    """Parse ``text[start:end]``; offsets in the tree count from the start of ``text``.

    raises  ExpressionError
    """
    return Parser(tokenize(text, start, end)).parse()
