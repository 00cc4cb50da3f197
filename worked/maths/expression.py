"""Expressions: text is cut into tokens, tokens are parsed into a tree.

One grammar serves claims, equations and worked fences. It reads Python (``weights[animal]``,
``a ** 2``) and what people write by hand (``0.72·[4, 1]``, ``√4``, ``10^3``, ``72%``). LaTeX is
turned into the same tokens by :mod:`worked.latex.reader`. Nothing here runs anything.
"""

import re
from fractions import Fraction

MAX_DIGITS = 60  # of one literal; longer ones are no number that a reader reads
MAX_EXPONENT = 400  # of a literal such as 4.5e14
MAX_DEPTH = 40
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


class Node:
    """A node of the tree.

    op        what it is: number, name, index, attribute, call, slice, group, vector, percent,
              factorial, negative, mixed, or the sign of a binary operator (+ - * / // % ** @)
    children  the nodes below it
    value     number: Fraction; name, attribute: str; call: names of keyword arguments
    unit      number: what one more in its last digit adds, as a Fraction
    """

    __slots__ = ("op", "children", "value", "unit", "start", "end")

    def __init__(self, op, children=(), value=None, unit=None, start=0, end=0):
        self.op, self.children, self.value, self.unit = op, tuple(children), value, unit
        self.start, self.end = start, end

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def __repr__(self) -> str:
        inside = " ".join(map(repr, self.children))
        return f"({self.op}{'' if self.value is None else ' ' + str(self.value)} {inside})".replace(" )", ")")


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
    rf"""(?P<thousands>[1-9][0-9]{{0,2}}(?:[,\u202f\u00a0\u2009_'’][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?)
    |(?P<number>{NUMBER})
    |(?P<power>[⁻⁺]?[⁰¹²³⁴-⁹]+)
    |(?P<name>[^\W\d][^\W⁰¹²³⁴-⁹]*)
    |(?P<sign>\*\*|//|[-+*/%@^()\[\],:!.=·×⋅∗•÷∕⁄−–‐‑√])
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
    return [Token("number" if kind == "thousands" else kind, piece, start, end, spaced)]


def number_node(token: Token) -> Node:
    """Read a number exactly.

    raises  ExpressionError: more digits than any reader reads; they are counted before they are converted
    """
    mantissa, _, exponent = re.sub(r"[^0-9.eE+\-−]", "", token.text).replace("−", "-").lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise ExpressionError(f"a number of {len(whole) + len(decimals):,} digits is too long to check", token.start)
    if len(exponent) > 5 or abs(int(exponent or 0)) > MAX_EXPONENT:
        raise ExpressionError(f"the exponent of {shorten(token.text)} is too large to check", token.start)
    if len(whole) > 1 and whole[0] == "0":
        raise ExpressionError(f"{shorten(token.text)} begins with a zero, as no number does", token.start)
    unit = Fraction(10) ** (int(exponent or 0) - len(decimals))
    return Node("number", (), int((whole + decimals) or 0) * unit, unit, token.start, token.end)


def shorten(text: str, width: int = 40) -> str:
    """Cut a text that is too long for a message."""
    return text if len(text) <= width else text[: width - 1] + "…"


# Binding power of the binary operators: higher binds tighter.
# "mixed" joins the whole and the fraction of 2½ as LaTeX writes it.
LEVELS = {"+": 10, "-": 10, "*": 20, "/": 20, "//": 20, "%": 20, "@": 20, "mixed": 35, "**": 40}
PI = ("pi", "π")
FUNCTIONS_OF_ONE = {"sqrt", "ln", "log", "exp", "sin", "cos", "tan"}


class Parser:
    """A precedence-climbing parser over a list of tokens."""

    def __init__(self, tokens: list[Token], loose: bool = False):
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.loose = loose  # LaTeX: any two operands side by side are multiplied

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
        return self.tokens[index] if index < len(self.tokens) else None

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
            sign = token.kind if token.kind in LEVELS else self.side_by_side(left, token)
            if sign is None or LEVELS[sign] < level or (LEVELS[sign] == level and level):
                break
            if token.kind in LEVELS:
                self.at += 1
            right = self.sum(39 if sign == "**" else LEVELS[sign])
            left = Node(sign, (left, right), start=left.start, end=right.end)
        self.depth -= 1
        return left

    def side_by_side(self, left: Node, token: Token) -> str | None:
        """``2(3 + 4)`` and ``2x`` multiply; in LaTeX so do any two operands."""
        if token.kind not in ("(", "name", "sqrt", "number", "["):
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
            inner = self.sum(25)
            return inner if token.kind == "+" else Node("negative", (inner,), start=token.start, end=inner.end)
        if token.kind == "sqrt":
            self.at += 1
            inner = self.sum(30)
            function = Node("name", (), "sqrt", None, token.start, token.end)
            return Node("call", (function, inner), (), None, token.start, inner.end)
        return self.postfix(self.operand())

    def operand(self) -> Node:
        token = self.peek()
        self.at += 1
        if token.kind == "number":
            return number_node(token)
        if token.kind == "name":
            return self.name(token)
        if token.kind == "(":
            inner = self.sum(0)
            end = self.need(")").end
            return Node("group", (inner,), start=token.start, end=end)
        if token.kind == "[":
            entries = self.entries("]")
            if self.loose and len(entries) == 1:  # mathematicians write 2[3 + 4] for 2(3 + 4)
                return Node("group", entries, start=token.start, end=self.tokens[self.at - 1].end)
            return Node("vector", entries, start=token.start, end=self.tokens[self.at - 1].end)
        raise ExpressionError(f"{shorten(token.text)!r} is not expected here", token.start)

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
            elif token.kind == "%" and not self.starts_operand(self.peek(1)):
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
