"""Evaluation: the tree of an expression becomes an exact value. Nothing in a page is ever run as Python.

Literals are exact rationals, vectors are nested tuples, and names stand for plain data that a snippet
gave. Expressions over a snippet's own objects have another evaluator, :mod:`worked.run.native`. The two
are kept apart for safety: this one never touches such an object.
"""

import operator
from fractions import Fraction
from functools import partial, reduce

from worked.maths.functions import (
    ALTERNATIVE_READINGS,
    CONSTANTS,
    FUNCTIONS,
    MAX_BITS,
    MORE_FUNCTIONS,
    EvaluationError,
    OutOfDomain,
    UnknownName,
    bits_of,
    factorial,
    power,
)
from worked.maths.node import Node

MOST_TERMS = 2000  # of all sums of a side


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
    except ZeroDivisionError:
        raise OutOfDomain("division by zero") from None
    except OverflowError as error:
        raise EvaluationError(str(error)) from None


class Exact:
    def __init__(self, names, shifted: dict, alternative_reading: bool):
        self.names, self.shifted, self.alternative_reading = names, shifted, alternative_reading
        self.bound: dict[str, Fraction] = {}  # the letters of the sums around
        self.terms = 0

    def value(self, node: Node):
        if node.op == "number":
            return self.shifted.get(node.start, node.value)
        if node.op in ("name", "index", "attribute", "call"):
            return self.named(node)
        if node.op == "bound":
            return self.bound[node.value]
        if node.op == "series":
            return self.series(node)
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
        if node.op == "determinant":
            return determinant(values[0])
        if node.op == "@":
            return matrix_product(*values)
        if node.op == "mixed" and not self.alternative_reading:
            return pair_entries(operator.add, *values)
        return pair_entries(OPERATIONS["*" if node.op == "mixed" else node.op], *values)

    def series(self, node: Node):
        """The sum or the product of a term, for each value of the letter that it counts with."""
        low, high = (self.value(limit) for limit in node.children[:2])
        if not all(isinstance(limit, Fraction) and limit.denominator == 1 for limit in (low, high)) or low > high:
            raise EvaluationError("the limits of a sum are whole numbers")
        self.terms += int(high - low)
        if self.terms > MOST_TERMS:
            raise EvaluationError("the sum has too many terms")
        outside, terms = self.bound, []
        for number in range(int(low), int(high) + 1):
            self.bound = outside | {node.value[1:]: Fraction(number)}
            terms.append(self.value(node.children[2]))
        self.bound = outside
        return reduce(partial(pair_entries, OPERATIONS[node.value[0]]), terms)

    def named(self, node: Node):
        if node.op == "name" and node.value in CONSTANTS:
            return CONSTANTS[node.value]
        if node.op == "call" and node.children[0].value in FUNCTIONS and not node.value and len(node.children) == 2:
            function = FUNCTIONS[node.children[0].value]
            if self.alternative_reading:
                function = ALTERNATIVE_READINGS.get(node.children[0].value, function)
            return map_entries(function, self.value(node.children[1]))
        if node.op == "call" and (function := MORE_FUNCTIONS.get(node.children[0].value)) and is_numeric(node):
            return of_numbers(function, [self.value(child) for child in node.children[1:]], self.alternative_reading)
        if self.names is None:
            names = [part.value for part in node.walk() if part.op == "name"]
            raise UnknownName(next((name for name in names if name not in MORE_FUNCTIONS), names[0]))
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


def determinant(rows):
    """The determinant of a small matrix, along its first row."""
    if len(rows) == 1:
        return rows[0][0]
    minors = ([row[:at] + row[at + 1 :] for row in rows[1:]] for at in range(len(rows)))
    return sum((-1) ** at * rows[0][at] * determinant(minor) for at, minor in enumerate(minors))


def bounded(operation):
    def apply(left, right):
        result = operation(left, right)
        if isinstance(result, Fraction) and bits_of(result) > 4 * MAX_BITS:
            raise EvaluationError("the numbers are too large to compute")
        return result

    return apply


def two_numbers(left, right):
    raise EvaluationError("± stands for two numbers")


OPERATIONS = {
    "+": bounded(operator.add),
    "-": bounded(operator.sub),
    "*": bounded(operator.mul),
    "/": bounded(operator.truediv),
    "//": bounded(lambda a, b: Fraction(a // b)),
    "%": bounded(operator.mod),
    "**": power,
    "±": two_numbers,
}


def is_numeric(call: Node) -> bool:
    """Does a call hold numbers alone, so that it asks nothing of a snippet?"""
    if call.children[0].op != "name" or len(call.children) < 2:
        return False
    names = [node.value for child in call.children[1:] for node in child.walk() if node.op == "name"]
    return not call.value and all(name in CONSTANTS or name in FUNCTIONS or name in MORE_FUNCTIONS for name in names)


def of_numbers(function, values: list, alternative_reading: bool):
    """Apply a function of several numbers, or of the entries of one vector."""
    if len(values) == 1 and isinstance(values[0], tuple):
        values = list(values[0])
    if any(isinstance(value, tuple) for value in values):
        raise EvaluationError("a function of numbers is given a vector")
    try:
        return function(*values, **({"alternative_reading": True} if alternative_reading else {}))
    except EvaluationError:
        raise
    except (TypeError, ValueError) as error:
        raise OutOfDomain(str(error)) from None
