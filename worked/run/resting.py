"""What an expression rests on: d_k - d_k + 41 names d_k, and gives 41 whatever d_k is.

Each value that goes into the arithmetic of an expression is nudged, one at a time, and the result has to follow.
"""

import warnings
from collections.abc import Iterator

from worked.maths.exact import EvaluationError
from worked.maths.node import Node
from worked.run.native import NATIVE_OPERATIONS, Native, import_numpy, is_integer, is_numeric, narrow, unbounded

NOTHING = "it gives the same whatever "  # how the reason begins where an expression rests on nothing
LEAST = 1e-9  # of the result; less is the noise of floats


def refuse_idle(text: str, tree: Node, namespace: dict, is_own_function, result) -> None:
    """Refuse an expression in whose arithmetic, or for whose function of the snippet, some value makes no difference.

    text, tree  the expression
    result      what it gives
    raises      EvaluationError
    """
    if not (has_arithmetic(tree) or calls_own(tree, namespace)) or not is_numeric(result):
        return
    with warnings.catch_warnings(), import_numpy().errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for operand in {repr(node): node for node in operands(tree, namespace)}.values():
            if is_idle(operand, tree, namespace, is_own_function, result):
                raise EvaluationError(f"{NOTHING}{text[operand.start : operand.end]} is")


def operands(tree: Node, namespace: dict) -> Iterator[Node]:
    """What goes into the arithmetic and the functions of an expression: names, with their indices, and reductions."""
    if tree.op == "number" or (tree.op == "name" and tree.value == "None"):
        return
    is_whole = not has_arithmetic(tree) and not calls_own(tree, namespace)
    if tree.op in ("name", "index", "attribute", "call") and is_whole:
        yield tree
        return
    children = tree.children
    if tree.op == "call":
        function, *arguments = children
        children = [*function.children, *arguments]
    for child in children:
        yield from operands(child, namespace)


def has_arithmetic(tree: Node) -> bool:
    return any(node.op in NATIVE_OPERATIONS or node.op == "vector" for node in tree.walk())


def calls_own(tree: Node, namespace: dict) -> bool:
    """Does an expression call a function of the snippet?"""
    return any(
        node.op == "call" and node.children[0].op == "name" and node.children[0].value in namespace
        for node in tree.walk()
    )


def is_idle(operand: Node, tree: Node, namespace: dict, is_own_function, result) -> bool:
    """Does the expression give the same for other values of an operand?"""
    value, others = Native(namespace, is_own_function).value(operand), []
    if not is_numeric(value):
        return False
    for other in nudged(value):
        try:
            others.append(Nudged(namespace, is_own_function, operand, other).value(tree))
        except Exception:  # a function of the snippet may refuse such a value, which it then looks at
            continue
    return bool(others) and all(is_same(other, result) for other in others)


class Nudged(Native):
    """Evaluates an expression as if one operand had another value."""

    def __init__(self, namespace: dict, is_own_function, operand: Node, other):
        super().__init__(namespace, is_own_function)
        self.operand, self.other = repr(operand), other

    def value(self, node: Node):
        return self.other if repr(node) == self.operand else super().value(node)


def nudged(value) -> Iterator:
    """Other values: near ones, and far ones that put the entries of an array into other orders.

    The entries change differently, so that no sum hides it. Whole numbers stay whole: d_k % 1 is zero for all of them.
    """
    numpy = import_numpy()
    is_whole = is_integer(value)
    numbers = numpy.asarray(unbounded(value), dtype=object if is_whole else float)
    steps = (1 + numpy.arange(numbers.size) % 7).astype(numbers.dtype).reshape(numbers.shape)
    largest = max(map(abs, numbers.flat), default=0)
    far = 2 * largest + 1
    near = 1 if is_whole else (largest + 1) / 1000
    for change in (near * steps, far * steps, far * (8 - steps)):
        other = numbers + change
        yield narrow(other) if numbers.shape else (int if is_whole else float)(other)


def is_same(one, other) -> bool:
    numpy = import_numpy()
    one, other = numpy.asarray(one, dtype=float), numpy.asarray(other, dtype=float)
    return one.shape == other.shape and bool(numpy.allclose(one, other, rtol=LEAST, atol=0, equal_nan=True))
