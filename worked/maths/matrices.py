r"""Matrices and vectors of LaTeX: ``\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}``.

Their marks become one character each before a formula is cut at its relations and rows, so that offsets stay. In the tree of
a formula, the product of two of them is a product of matrices.
"""

import re

from worked.maths.node import Node
from worked.maths.tokens import ExpressionError

OPENS, CLOSES, CELL, ROW = "\x01", "\x02", "\x03", "\x04"
COLUMN, LINE, TUPLE = "column", "row", "tuple"  # how a vector was written
LARGEST_POWER, LARGEST_DETERMINANT = 8, 5
MATRIX = re.compile(
    r"\\begin\{(?P<kind>[pbBvV]?matrix|smallmatrix)\}(?P<rows>(?:(?!\\begin|\\end).)*)\\end\{(?P=kind)\}"
    r"|\\begin\{array\}\s*\{[clr\s]*\}(?P<cells>(?:(?!\\begin|\\end)[^=≈])*)\\end\{array\}(?=\s*\\right)",
    re.DOTALL,
)
NEXT_ROW = re.compile(r"\\\\(?:\[[^\]]{0,12}\])?(?P<last>\s*\Z)?")


def with_matrices(formula: str) -> str:
    """A formula in which one character stands where each matrix opens and closes, and between its cells and rows."""
    return MATRIX.sub(marked, formula) if "matrix}" in formula or "{array}" in formula else formula


def marked(matrix: re.Match) -> str:
    name = "cells" if matrix["rows"] is None else "rows"
    bar = "|" if (matrix["kind"] or "")[:1] in ("v", "V") else ""
    before = (bar + OPENS).ljust(matrix.start(name) - matrix.start())
    inside = NEXT_ROW.sub(lambda row: (ROW if row["last"] is None else " ").ljust(len(row.group())), matrix[name])
    return before + re.sub(r"(?<!\\)&", CELL, inside) + (CLOSES + bar).ljust(matrix.end() - matrix.end(name))


def with_matrix_products(tree: Node) -> Node:
    """The tree of a formula with vectors and matrices, with @ for the product of two of them.

    raises  ExpressionError: an operation that has no meaning for them, or that is not read
    """
    children = tuple(map(with_matrix_products, tree.children))
    made = Node(tree.op, children, tree.value, tree.unit, tree.start, tree.end, tree.form)
    arrays = [is_array(child) for child in children]
    if made.op == "vector" or not any(arrays):
        return made
    if made.op in ("*", "mixed"):
        return product(made) if all(arrays) else Node("*", children, start=made.start, end=made.end)
    if made.op == "**":
        return power(made)
    if made.op == "call" and children[0].value == "abs" and is_square(children[1]):
        return Node("determinant", children[1:], start=made.start, end=made.end)
    if (
        made.op in ("group", "negative")
        or (made.op in ("+", "-") and all(arrays))
        or (made.op == "/" and not arrays[1])
    ):
        return made
    raise ExpressionError("this is not read of vectors and matrices", made.start)


def has_tuple(tree: Node) -> bool:
    return any(node.op == "vector" and node.value == TUPLE for node in tree.walk())


def is_array(node: Node) -> bool:
    """Is a side a vector or a matrix? The product of two vectors is a number."""
    if node.op == "@":
        return any(map(is_matrix, node.children))
    return node.op == "vector" or (
        node.op in ("group", "negative", "*", "+", "-", "/") and any(map(is_array, node.children))
    )


def is_matrix(node: Node) -> bool:
    if node.op == "vector":
        return node.children[0].op == "vector"
    return node.op in ("group", "negative", "*", "+", "-", "/", "@") and any(map(is_matrix, node.children))


def is_square(node: Node) -> bool:
    matrix = innermost(node)
    return (
        matrix.op == "vector"
        and is_matrix(matrix)
        and len(matrix.children) == len(matrix.children[0].children) <= LARGEST_DETERMINANT
    )


def innermost(node: Node) -> Node:
    while node.op == "group":
        node = node.children[0]
    return node


def product(node: Node) -> Node:
    left, right = map(innermost, node.children)
    if left.value == COLUMN and not is_matrix(left) and (right.value == LINE or is_matrix(right)):
        raise ExpressionError("a column times a row is not read", node.start)
    return Node("@", node.children, start=node.start, end=node.end)


def power(node: Node) -> Node:
    base, exponent = node.children[0], innermost(node.children[1])
    is_read = exponent.op == "number" and exponent.value in range(1, LARGEST_POWER + 1)
    if not is_read or not is_matrix(base):
        raise ExpressionError("this power is not read of vectors and matrices", node.start)
    made = base
    for _ in range(int(exponent.value) - 1):
        made = Node("@", (made, base), start=node.start, end=node.end)
    return made
