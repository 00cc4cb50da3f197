"""Evaluation: the tree of an expression becomes an exact value. Nothing in a page is ever run as Python.

Literals are exact rationals, vectors are nested tuples, and names stand for plain data that a snippet
gave. Expressions over a snippet's own objects have another evaluator, :mod:`worked.run.native`. The two
are kept apart for safety: this one never touches such an object.
"""

import math
import operator
from fractions import Fraction

from worked.maths.expression import Node

MAX_BITS = 20_000  # keeps an expression such as 9^9^9 from filling the memory


class EvaluationError(ValueError):
    """The expression cannot be evaluated; the message says why, in words for an author."""


class UnknownName(EvaluationError):
    def __init__(self, name: str):
        super().__init__(f"nothing is called {name}")
        self.name = name


def exact(tree: Node, names=None, shifted: dict | None = None, alternative_reading: bool = False):
    """Evaluate a tree over exact rationals.

    names                a function that gives the value of a name, index, attribute or call node
    shifted              other values for number nodes, by the offset where they start: {start: Fraction}
    alternative_reading  read 2 followed by a fraction as a product, log to base ten, angles in degrees
    returns              Fraction, float (once a root or a float came in) or nested tuples of them
    raises               EvaluationError
    """
    evaluator = Exact(names, shifted or {}, alternative_reading)
    try:
        return evaluator.value(tree)
    except (OverflowError, ZeroDivisionError) as error:
        raise EvaluationError(str(error)) from None


class Exact:
    def __init__(self, names, shifted: dict, alternative_reading: bool):
        self.names, self.shifted, self.alternative_reading = names, shifted, alternative_reading

    def value(self, node: Node):
        if node.op == "number":
            return self.shifted.get(node.start, node.value)
        if node.op in ("name", "index", "attribute", "call"):
            return self.named(node)
        values = [self.value(child) for child in node.children]
        if node.op == "group":
            return values[0]
        if node.op == "vector":
            return vector(values)
        if node.op == "negative":
            return map_entries(operator.neg, values[0])
        if node.op == "percent":
            return map_entries(lambda entry: entry / 100, values[0])
        if node.op == "factorial":
            return factorial(values[0])
        if node.op == "@":
            return matrix_product(*values)
        if node.op == "mixed" and not self.alternative_reading:
            return pair_entries(operator.add, *values)
        return pair_entries(OPERATIONS["*" if node.op == "mixed" else node.op], *values)

    def named(self, node: Node):
        if node.op == "name" and node.value in CONSTANTS:
            return CONSTANTS[node.value]
        if node.op == "call" and node.children[0].value in FUNCTIONS and not node.value and len(node.children) == 2:
            function = FUNCTIONS[node.children[0].value]
            if self.alternative_reading:
                function = ALTERNATIVE_READINGS.get(node.children[0].value, function)
            return map_entries(function, self.value(node.children[1]))
        if self.names is None:
            raise UnknownName(next(part.value for part in node.walk() if part.op == "name"))
        return self.names(node)


def vector(values: list):
    if len({shape(value) for value in values}) > 1:
        raise EvaluationError("the entries of the vector have different shapes")
    return tuple(values)


def shape(value) -> tuple[int, ...]:
    return (len(value), *shape(value[0])) if isinstance(value, tuple) else ()


def map_entries(function, value):
    return tuple(map_entries(function, entry) for entry in value) if isinstance(value, tuple) else function(value)


def pair_entries(function, left, right):
    """Apply a function entry by entry; a single number is combined with every entry of the other side."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            raise EvaluationError(f"shapes {shape(left)} and {shape(right)} do not go together")
        return tuple(pair_entries(function, *pair) for pair in zip(left, right))
    if isinstance(left, tuple):
        return tuple(pair_entries(function, entry, right) for entry in left)
    if isinstance(right, tuple):
        return tuple(pair_entries(function, left, entry) for entry in right)
    return function(left, right)


def matrix_product(left, right):
    """The matrix product of nested tuples."""
    ranks = len(shape(left)), len(shape(right))
    if 0 in ranks or max(ranks) > 2 or shape(left)[-1] != shape(right)[0]:
        raise EvaluationError(f"shapes {shape(left)} and {shape(right)} do not multiply")
    if ranks[0] == 2:
        return tuple(matrix_product(row, right) for row in left)
    if ranks[1] == 2:
        return tuple(matrix_product(left, column) for column in zip(*right))
    return sum(map(operator.mul, left, right))


def bits_of(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def power(base, exponent):
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent.numerator) * bits_of(base) > MAX_BITS:
            raise EvaluationError("the power is too large to compute")
        return base**exponent.numerator
    result = float(base) ** float(exponent)
    if isinstance(result, complex):
        raise EvaluationError("a root of a negative number")
    return result


def bounded(operation):
    def apply(left, right):
        result = operation(left, right)
        if isinstance(result, Fraction) and bits_of(result) > 4 * MAX_BITS:
            raise EvaluationError("the numbers are too large to compute")
        return result

    return apply


OPERATIONS = {
    "+": bounded(operator.add),
    "-": bounded(operator.sub),
    "*": bounded(operator.mul),
    "/": bounded(operator.truediv),
    "//": bounded(lambda a, b: Fraction(a // b)),
    "%": bounded(operator.mod),
    "**": power,
}


def square_root(value):
    if value < 0:
        raise EvaluationError("the root of a negative number")
    if isinstance(value, Fraction):
        root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
        if root * root == value:
            return root
    return math.sqrt(value)


def logarithm(value):
    if value <= 0:
        raise EvaluationError("the logarithm of a number that is not positive")
    return math.log(value)


def logarithm_to_ten(value):
    return logarithm(value) and math.log10(value)


def factorial(value):
    if not isinstance(value, Fraction) or value.denominator != 1 or not 0 <= value <= 200:
        raise EvaluationError("a factorial is read for 0 to 200")
    return Fraction(math.factorial(value.numerator))


CONSTANTS = {"pi": math.pi, "π": math.pi}
FUNCTIONS = {
    "sqrt": square_root,
    "exp": math.exp,
    "ln": logarithm,
    "log": logarithm,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "abs": abs,
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
}
ALTERNATIVE_READINGS = {
    "log": logarithm_to_ten,
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "tan": lambda value: math.tan(math.radians(value)),
}
