"""Trees become values. Nothing in a page is ever run as Python.

Two evaluators, one for each side of the page:

- :func:`exact` works on what the page shows: literals are exact rationals, vectors are nested
  tuples, and a name stands for a value that the snippet gave.
- :func:`native` works on the snippet's own objects (numpy arrays and the like): names,
  indexing, arithmetic, functions *defined in the snippets folder*, and a short list of
  reductions. No imports, no dunders, no attribute walks.
"""

import math
import operator
from fractions import Fraction

from worked.expression import Node

MAX_BITS = 20_000  # of a rational that an expression may make
MAX_SIZE = 100_000  # entries of an array that an expression may make
ATTRIBUTES = {"T", "shape", "size", "ndim"}
METHODS = {"sum", "mean", "max", "min", "argmax", "argmin", "prod", "std", "var"}
REDUCTIONS = set("sum mean max min abs sqrt exp log ln len round argmax argmin prod std var sin cos tan".split())


class EvaluationError(ValueError):
    """The expression cannot be evaluated; the message says why, in words for an author."""


class UnknownName(EvaluationError):
    def __init__(self, name: str):
        super().__init__(f"nothing is called {name}")
        self.name = name


# ---- what the page shows: exact rationals, floats, and nested tuples of both -----------------


def exact(tree: Node, names=None, shifted: dict | None = None, other_reading: bool = False):
    """Evaluate a tree over exact rationals.

    names          gives the value of a name, index, attribute or call: a function of the node
    shifted        replaces the value of a number node: {start: Fraction}
    other_reading  2 followed by a fraction as a product, log to base ten, angles in degrees
    returns        Fraction, float (once a root or a float came in) or nested tuples of them
    raises         EvaluationError
    """
    evaluator = Exact(names, shifted or {}, other_reading)
    try:
        return evaluator.value(tree)
    except (OverflowError, ZeroDivisionError) as error:
        raise EvaluationError(str(error)) from None


class Exact:
    def __init__(self, names, shifted: dict, other_reading: bool):
        self.names, self.shifted, self.other_reading = names, shifted, other_reading

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
            return each(operator.neg, values[0])
        if node.op == "percent":
            return each(lambda entry: entry / 100, values[0])
        if node.op == "factorial":
            return factorial(values[0])
        if node.op == "@":
            return product_of(*values)
        if node.op == "mixed" and not self.other_reading:
            return both(operator.add, *values)
        return both(OPERATIONS["*" if node.op == "mixed" else node.op], *values)

    def named(self, node: Node):
        if node.op == "name" and node.value in CONSTANTS:
            return CONSTANTS[node.value]
        if node.op == "call" and node.children[0].value in FUNCTIONS and not node.value and len(node.children) == 2:
            function = FUNCTIONS[node.children[0].value]
            if self.other_reading:
                function = OTHER_READINGS.get(node.children[0].value, function)
            return each(function, self.value(node.children[1]))
        if self.names is None:
            raise UnknownName(next(part.value for part in node.walk() if part.op == "name"))
        return self.names(node)


def vector(values: list):
    if len({shape(value) for value in values}) > 1:
        raise EvaluationError("the entries of the vector have different shapes")
    return tuple(values)


def shape(value) -> tuple[int, ...]:
    return (len(value), *shape(value[0])) if isinstance(value, tuple) else ()


def each(function, value):
    return tuple(each(function, entry) for entry in value) if isinstance(value, tuple) else function(value)


def both(function, left, right):
    """Entry by entry; a single number goes with every entry."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            raise EvaluationError(f"shapes {shape(left)} and {shape(right)} do not go together")
        return tuple(both(function, *pair) for pair in zip(left, right))
    if isinstance(left, tuple):
        return tuple(both(function, entry, right) for entry in left)
    if isinstance(right, tuple):
        return tuple(both(function, left, entry) for entry in right)
    return function(left, right)


def product_of(left, right):
    """The matrix product of nested tuples."""
    ranks = len(shape(left)), len(shape(right))
    if 0 in ranks or max(ranks) > 2 or shape(left)[-1] != shape(right)[0]:
        raise EvaluationError(f"shapes {shape(left)} and {shape(right)} do not multiply")
    if ranks[0] == 2:
        return tuple(product_of(row, right) for row in left)
    if ranks[1] == 2:
        return tuple(product_of(left, column) for column in zip(*right))
    return sum(map(operator.mul, left, right))


def power(base, exponent):
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        bits = base.numerator.bit_length() + base.denominator.bit_length()
        if abs(exponent.numerator) * bits > MAX_BITS:
            raise EvaluationError("the power is too large to compute")
        return base**exponent.numerator
    result = float(base) ** float(exponent)
    if isinstance(result, complex):
        raise EvaluationError("a root of a negative number")
    return result


def bounded(operation):
    def apply(left, right):
        result = operation(left, right)
        if (
            isinstance(result, Fraction)
            and result.denominator.bit_length() + result.numerator.bit_length() > 4 * MAX_BITS
        ):
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
OTHER_READINGS = {
    "log": logarithm_to_ten,
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "tan": lambda value: math.tan(math.radians(value)),
}


# ---- the snippet's own objects ---------------------------------------------------------------


def native(tree: Node, namespace: dict, is_own_function):
    """Evaluate a tree over the objects of a snippet.

    namespace        what the snippet defined
    is_own_function  tells whether an object is a function that the snippets folder defines
    raises           EvaluationError; and whatever a called function of the snippet raises
    """
    return Native(namespace, is_own_function).value(tree)


class Native:
    def __init__(self, namespace: dict, is_own_function):
        self.namespace, self.is_own_function = namespace, is_own_function

    def value(self, node: Node):
        if node.op == "number":
            return plain(node.value)
        if node.op == "name":
            return self.name(node.value)
        if node.op == "group":
            return self.value(node.children[0])
        if node.op == "vector":
            return import_numpy().array([self.value(child) for child in node.children])
        if node.op == "negative":
            return -self.number(node.children[0])
        if node.op == "index":
            return self.index(node)
        if node.op == "attribute":
            return self.attribute(node)
        if node.op == "call":
            return self.call(node)
        if node.op in NATIVE_OPERATIONS:
            return self.operation(node)
        raise EvaluationError(f"{node.op} is not allowed in a claim")

    def name(self, name: str):
        if name.startswith("_") or name not in self.namespace:
            raise UnknownName(name)
        value = self.namespace[name]
        if type(value).__name__ == "module":
            raise EvaluationError(f"{name} is a module: name a value or a function of the snippet")
        return value

    def number(self, node: Node):
        value = self.value(node)
        if not is_numeric(value):
            raise EvaluationError(f"arithmetic on {type(value).__name__}")
        return value

    def operation(self, node: Node):
        left, right = map(self.number, node.children)
        if node.op == "**":
            return native_power(left, right)
        result = NATIVE_OPERATIONS[node.op](left, right)
        if getattr(result, "size", 0) > MAX_SIZE:
            raise EvaluationError(f"the result has more than {MAX_SIZE:,} entries")
        return result

    def index(self, node: Node):
        base, *places = node.children
        container = self.value(base)
        if callable(container) or isinstance(container, type):
            raise EvaluationError("a function cannot be indexed")
        keys = tuple(self.place(place) for place in places)
        try:
            return container[keys if len(keys) > 1 else keys[0]]
        except (IndexError, KeyError, TypeError) as error:
            raise EvaluationError(f"no such place: {error}") from None

    def place(self, node: Node):
        if node.op == "slice":
            return slice(*(None if part.value == "None" else self.value(part) for part in node.children))
        return self.value(node)

    def attribute(self, node: Node):
        if node.value not in ATTRIBUTES:
            allowed = ", ".join(sorted(ATTRIBUTES | {method + "()" for method in METHODS}))
            raise EvaluationError(f".{node.value} is not allowed (only {allowed})")
        container = self.value(node.children[0])
        if not is_array(container):
            raise EvaluationError(f".{node.value} is read from arrays only")
        return getattr(container, node.value)

    def call(self, node: Node):
        function, *arguments = node.children
        values = [self.value(argument) for argument in arguments]
        keywords = node.value or ()
        split = len(values) - len(keywords)
        called = self.function(function)
        if not self.is_own_function(called) and (split > 1 or set(keywords) - {"axis"}) and called is not rounded:
            raise EvaluationError("a reduction takes one array and an axis")
        return called(*values[:split], **dict(zip(keywords, values[split:])))

    def function(self, node: Node):
        if node.op == "attribute":
            container = self.value(node.children[0])
            if node.value not in METHODS or not is_array(container):
                raise EvaluationError(f".{node.value}() is not allowed")
            return getattr(container, node.value)
        name = node.value
        if name not in self.namespace and name in REDUCTIONS:
            return reduction(name)
        function = self.name(name)
        if not self.is_own_function(function):
            raise EvaluationError(f"{name} is not defined in the snippets folder, so it is not called")
        return function


NATIVE_OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "@": operator.matmul,
    "**": None,
}


def native_power(base, exponent):
    if isinstance(base, int) and isinstance(exponent, int) and abs(exponent) * base.bit_length() > MAX_BITS:
        raise EvaluationError("the power is too large to compute")
    if isinstance(base, Fraction):
        return power(base, Fraction(exponent))
    return base**exponent


def plain(value: Fraction):
    return value.numerator if value.denominator == 1 else float(value)


def is_array(value) -> bool:
    return type(value).__module__ == "numpy" and hasattr(value, "shape")


def is_numeric(value) -> bool:
    return is_array(value) or (isinstance(value, (int, float, Fraction)) and not isinstance(value, bool))


def reduction(name: str):
    if name in ("len", "round"):
        return {"len": len, "round": rounded}[name]
    return getattr(import_numpy(), {"ln": "log"}.get(name, name))


def rounded(value, decimals: int = 0):
    if not isinstance(decimals, int) or abs(decimals) > 20:
        raise EvaluationError("round() takes -20 to 20 decimals")
    return import_numpy().round(value, decimals)


def import_numpy():
    import numpy

    return numpy
