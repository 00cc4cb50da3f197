"""Nodes: what a tree is made of, and how its numbers are read from their digits."""

import re
from fractions import Fraction
from functools import lru_cache

from worked.maths.tokens import ExpressionError, Token, shorten

MAX_DIGITS = 60  # of one literal; longer ones are no number that a reader reads
MAX_EXPONENT = 400  # of a literal such as 4.5e14

OTHER = re.compile(r"[^0-9.eE+\-−]")
ONE = Fraction(1)


@lru_cache(maxsize=100)
def power_of_ten(exponent: int) -> Fraction:
    return Fraction(10) ** exponent


@lru_cache(maxsize=1000)
def whole_number(digits: str) -> Fraction:
    return Fraction(int(digits))


class Node:
    """A node of the tree.

    op        what it is: number, name, index, attribute, call, slice, group, vector, percent,
              factorial, negative, mixed, determinant, dots, series (with its limits and its term), bound (the letter that
              a series counts with), or the sign of a binary operator (+ - ± * / // % ** @)
    children  the nodes below it
    value     number: Fraction; name, attribute: str; call: names of keyword arguments; vector: "column", "row" or
              "tuple", as LaTeX draws it; series: its sign and its letter; bound: its letter
    unit      number: what one more in its last digit adds, as a Fraction
    form      number: "cut" (0.666...), "repeating" (0.1(6), as LaTeX draws it), "given" (by a macro, so that its digits stand
              elsewhere) or "padded" (015); "" for any other
    """

    __slots__ = ("op", "children", "value", "unit", "start", "end", "form")

    def __init__(self, op, children=(), value=None, unit=None, start=0, end=0, form=""):
        self.op, self.children, self.value, self.unit = op, tuple(children), value, unit
        self.start, self.end, self.form = start, end, form

    def walk(self):
        """The node and all below it, from left to right; without recursion, since every page walks every tree."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting += node.children[::-1]

    def __repr__(self) -> str:
        inside = " ".join(map(repr, self.children))
        return f"({self.op}{'' if self.value is None else ' ' + str(self.value)} {inside})".replace(" )", ")")


def number_node(token: Token, lenient: bool = False) -> Node:
    """Read a number exactly.

    lenient  read 0.666... and 015 too, and say so in the ``form`` of the node
    raises   ExpressionError: more digits than any reader reads; they are counted before they are converted
    """
    if token.kind == "repeating":
        return repeating_node(token)
    if token.kind == "number" and token.text.isdecimal() and token.text[0] != "0" and len(token.text) < MAX_DIGITS:
        return Node("number", (), whole_number(token.text), ONE, token.start, token.end)  # as most numbers are
    mantissa, _, exponent = OTHER.sub("", token.text).replace("−", "-").lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise ExpressionError(f"a number of {len(whole) + len(decimals):,} digits is too long to check", token.start)
    if len(exponent) > 5 or abs(int(exponent or 0)) > MAX_EXPONENT:
        raise ExpressionError(f"the exponent of {shorten(token.text)} is too large to check", token.start)
    is_padded = len(whole) > 1 and whole[0] == "0"
    if is_padded and not lenient:
        raise ExpressionError(f"{shorten(token.text)} begins with a zero, as no number does", token.start)
    form = token.kind if token.kind in ("cut", "given") else "padded" if is_padded else ""
    if form == "cut" and not lenient:
        raise ExpressionError(f"{shorten(token.text)} has no last digit: write a number that has one", token.start)
    unit = power_of_ten(int(exponent or 0) - len(decimals))
    return Node("number", (), int((whole + decimals) or 0) * unit, unit, token.start, token.end, form)


def repeating_node(token: Token) -> Node:
    """Read 0.1(6), whose digits in brackets go on for ever; it is exact, so that its last digit is far away."""
    plain, _, period = token.text.rstrip(")").partition("(")
    whole, _, decimals = plain.partition(".")
    if len(whole) + len(decimals) + len(period) > MAX_DIGITS:
        raise ExpressionError(f"{shorten(token.text)} is too long to check", token.start)
    unit = Fraction(1, 10 ** len(decimals))
    value = int(whole + decimals) * unit + int(period) * unit / (10 ** len(period) - 1)
    return Node("number", (), value, Fraction(1, 10**MAX_DIGITS), token.start, token.end, "repeating")
