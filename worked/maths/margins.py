"""Margins: 50 ± 2 beside another margin is a middle and a width, and beside a vector the two ends of an interval."""

from worked.maths.node import Node


def with_margins(left: Node, right: Node) -> tuple[Node, Node]:
    """Two sides that are neighbours, with a vector of two numbers in place of a ± between numbers."""
    if left.op == right.op == "±":
        return vector(left.children), vector(right.children)
    return with_ends(left, right), with_ends(right, left)


def with_ends(tree: Node, other: Node) -> Node:
    is_interval = other.op == "vector" and len(other.children) == 2
    if tree.op != "±" or not is_interval:
        return tree
    return vector([Node(sign, tree.children, start=tree.start, end=tree.end) for sign in "-+"])


def vector(entries) -> Node:
    return Node("vector", entries, start=entries[0].start, end=entries[-1].end)
