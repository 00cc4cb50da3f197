"""Other notations: is a wrong step true in binary, with points between thousands, with ^ as exclusive or, or of lists?

What a program prints, such as 0.30000000000000004, is known here too.
"""

from fractions import Fraction

from worked.judge.chain import Part, Step
from worked.maths.exact import EvaluationError, exact
from worked.maths.literal import ShownNumber
from worked.maths.node import Node

FLOAT_DIGITS = 16  # what a program prints of 0.1 + 0.2
TRUE_OTHERWISE = {
    "it would be true of binary numbers": lambda node, text: Fraction(int(text, 2)) if set(text) <= set("01") else None,
    "points may part its thousands": lambda node, text: node.value * (1000 if is_grouped(node) else 1),
}


def true_otherwise(step: Step, page: str, names) -> str:
    """In which other way of writing numbers a step would be true; "" where in none."""
    for reason, read in TRUE_OTHERWISE.items():
        numbers = [node for part in (step.left, step.right) for node in part.numbers]
        moved = {node.start: read(node, page[node.start : node.end]) for node in numbers}
        is_other = any(moved[node.start] != node.value for node in numbers)
        if is_other and None not in moved.values() and is_equal(step, moved, names):
            return reason
    if is_joined(step):
        return "lists of a program may be meant"
    if any(is_exclusive_or(one, other) for one, other in ((step.left, step.right), (step.right, step.left))):
        return "^ may be exclusive or"
    return ""


def is_grouped(node: Node) -> bool:
    """May the point of 1.234 part its thousands? That of 0.234 does not."""
    return node.unit == Fraction(1, 1000) and node.value >= 1


def is_equal(step: Step, moved: dict, names) -> bool:
    try:
        left, right = (exact(part.tree, names, moved) for part in (step.left, step.right))
    except EvaluationError:
        return False
    return left == right


def is_exclusive_or(part: Part, result: Part) -> bool:
    tree = part.tree
    if part.is_latex or tree.op != "**" or not all(map(is_whole, tree.children)) or not is_whole(result.tree):
        return False
    return int(tree.children[0].value) ^ int(tree.children[1].value) == result.tree.value


def is_joined(step: Step) -> bool:
    """Does + join two lists, or * repeat one, as in Python: [1, 2] + [3] = [1, 2, 3]?"""
    left, right = joined(step.left.tree), joined(step.right.tree)
    return not step.left.is_latex and left is not None and left == right


def joined(tree: Node) -> list | None:
    """The entries of a list, or of lists that are joined or repeated; None where a tree makes no list."""
    if tree.op == "vector":
        return [node.value if node.op == "number" else repr(node) for node in tree.children]
    if tree.op not in ("+", "*"):
        return None
    left, right = map(joined, tree.children)
    if tree.op == "+":
        return None if left is None or right is None else left + right
    times = tree.children[1]
    is_count = left is not None and times.op == "number" and times.value.denominator == 1 and times.value < 100
    return left * int(times.value) if is_count else None


def is_whole(tree: Node) -> bool:
    return tree.op == "number" and tree.value.denominator == 1 and tree.value < 2**40


def is_printed_float(value, entry) -> bool:
    """Is a number what a program prints, 0.30000000000000004, so that only its last digits are off?"""
    if not isinstance(entry, ShownNumber) or abs(entry.digits.value) < 10 ** (FLOAT_DIGITS - 1) * entry.digits.unit:
        return False
    return abs(Fraction(value) - entry.value) <= abs(entry.value) / 2**50
