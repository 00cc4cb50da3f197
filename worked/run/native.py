"""Evaluating expressions over a snippet's own objects: numpy arrays and the like.

An expression may use names, indices, arithmetic, functions *that the snippets folder defines*, and a
short list of reductions. It cannot import, reach names that begin with ``_``, or walk attributes.
"""

import operator
from fractions import Fraction

from worked.maths.exact import MAX_BITS, EvaluationError, UnknownName, power
from worked.maths.node import Node

MAX_SIZE = 100_000  # entries of an array that an expression may compute
NO_NAME = "nothing is called "  # how the reason begins where a name is unknown
NO_PLACE = "no such place: "  # how the reason begins where an index is out of bounds
ATTRIBUTES = {"T", "shape", "size", "ndim"}
METHODS = {"sum", "mean", "max", "min", "argmax", "argmin", "prod", "std", "var"}
REDUCTIONS = set("sum mean max min abs sqrt exp log ln len round argmax argmin prod std var sin cos tan".split())


def native(tree: Node, namespace: dict, is_own_function):
    """Evaluate a tree over the objects of a snippet.

    namespace        what the snippet defined
    is_own_function  tells whether an object is a function that the snippets folder defines
    returns          what the expression gives: a number, an array or any other object of the snippet
    raises           EvaluationError, and whatever a function of the snippet raises when it is called
    """
    return Native(namespace, is_own_function).value(tree)


class Native:
    def __init__(self, namespace: dict, is_own_function):
        self.namespace, self.is_own_function = namespace, is_own_function

    def value(self, node: Node):
        if node.op == "number":
            return as_python(node.value)
        if node.op == "name":
            return self.name(node.value)
        if node.op == "group":
            return self.value(node.children[0])
        if node.op == "vector":
            return import_numpy().array([self.value(child) for child in node.children])
        if node.op == "negative":
            return narrow(-unbounded(self.number(node.children[0])))
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
        if is_integer(left) and is_integer(right):
            left, right = unbounded(left), unbounded(right)
        result = narrow(native_power(left, right) if node.op == "**" else NATIVE_OPERATIONS[node.op](left, right))
        if getattr(result, "size", 0) > MAX_SIZE:
            raise EvaluationError(f"the result has more than {MAX_SIZE:,} entries")
        return result

    def index(self, node: Node):
        base, *places = node.children
        container = self.value(base)
        if callable(container) or isinstance(container, type):
            raise EvaluationError("a function cannot be indexed")
        keys = tuple(self.key(place) for place in places)
        try:
            return container[keys if len(keys) > 1 else keys[0]]
        except (IndexError, KeyError, TypeError) as error:
            raise EvaluationError(f"{NO_PLACE}{error}") from None

    def key(self, node: Node):
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
        takes_anything = self.is_own_function(called) or called is round_array
        if not takes_anything and (split > 1 or set(keywords) - {"axis"}):
            raise EvaluationError("a reduction takes one array and an axis")
        return called(*values[:split], **dict(zip(keywords, values[split:])))

    def function(self, node: Node):
        if node.op == "attribute":
            container = self.value(node.children[0])
            if node.value not in METHODS or not is_array(container):
                raise EvaluationError(f".{node.value}() is not allowed")
            if node.value in WRAPPING and is_integer(container) and container.shape:
                return lambda **axis: narrow(getattr(unbounded(container), node.value)(**axis))
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


def as_python(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def is_array(value) -> bool:
    return type(value).__module__ == "numpy" and hasattr(value, "shape")


def is_numeric(value) -> bool:
    return is_array(value) or (isinstance(value, (int, float, Fraction)) and not isinstance(value, bool))


def reduction(name: str):
    if name in ("len", "round"):
        return {"len": len, "round": round_array}[name]
    function = getattr(import_numpy(), {"ln": "log"}.get(name, name))
    return exactly(function) if name in WRAPPING else function


# ---- integers of any size: numpy's own wrap around in silence --------------------------------

WRAPPING = {"sum", "prod", "abs"}


def exactly(function):
    """A reduction that integers do not wrap around in."""

    def apply(value, **axis):
        value = import_numpy().asarray(value)
        return narrow(function(unbounded(value) if is_integer(value) else value, **axis))

    return apply


def is_integer(value) -> bool:
    return value.dtype.kind in "iu" if is_array(value) else isinstance(value, int)


def unbounded(value):
    """The same with Python's integers, which have any size, in the place of numpy's."""
    if not is_array(value) or value.dtype.kind not in "iu":
        return value
    return value.astype(object) if value.shape else value.item()


def narrow(result):
    """A result of :func:`unbounded` as an ordinary array, where its numbers fit into one."""
    if not is_array(result) or result.dtype != object or not result.size:
        return result
    kinds = {type(entry) for entry in result.flat}
    if kinds == {int}:
        fits = max(map(abs, result.flat)) < 2**63
        return result.astype(int) if fits else result
    return result.astype(float) if kinds <= {int, float} else result


def round_array(value, decimals: int = 0):
    if not isinstance(decimals, int) or abs(decimals) > 20:
        raise EvaluationError("round() takes -20 to 20 decimals")
    return import_numpy().round(value, decimals)


def import_numpy():
    import numpy

    return numpy
