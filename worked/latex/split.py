"""Taking units out of a tree: 12 m / 4 s becomes 12 / 4, in m/s."""

from fractions import Fraction

from worked.latex.conversions import MADE_OF, factor_between
from worked.latex.units import NONE, SIGN, Unit, read_unit
from worked.maths.node import Node
from worked.maths.tokens import ExpressionError


def split_units(tree: Node, lenient: bool = False) -> tuple[Node, Unit | None]:
    """Take the units out of a tree.

    lenient  on pages of other projects, where a sum may hold minutes and hours, or units on one term alone
    returns  the tree of the numbers, and their unit; None where the tree holds no unit at all
    raises   ExpressionError: a sum of different units, or a unit where none can stand
    """
    if not any(is_unit(node) for node in tree.walk()):
        return tree, None
    number, unit = Splitter(lenient).split(tree)
    if number is None:
        raise ExpressionError("a unit without a number", tree.start)
    return number, unit


def is_unit(node: Node) -> bool:
    return node.op == "name" and node.value.startswith(SIGN)


class Splitter:
    """Splits every node of a tree into its number (None for one) and its unit."""

    def __init__(self, lenient: bool):
        self.lenient = lenient

    def split(self, node: Node) -> tuple[Node | None, Unit]:
        if is_unit(node):
            return None, read_unit(node.value[len(SIGN) :])
        if not node.children:
            return node, NONE
        numbers, units = zip(*map(self.split, node.children))
        if node.op in ("*", "mixed", "/"):
            return self.product(node, numbers, units)
        if node.op == "**":
            return self.power(node, numbers, units)
        if None in numbers:
            raise ExpressionError("a unit stands here without a number", node.start)
        if node.op == "±" and units[0] == NONE:  # 50 ± 2 cm
            return self.rebuilt(node, numbers), units[1]
        if node.op in ("+", "-", "±") and units[0] != units[1]:
            return self.uneven(node, numbers, units)
        if node.op not in ("+", "-", "±", "group", "negative") and any(unit.powers for unit in units):
            raise ExpressionError("a unit cannot stand here", node.start)
        return self.rebuilt(node, numbers), units[0]

    def uneven(self, node: Node, numbers: tuple, units: tuple) -> tuple[Node, Unit]:
        """A sum whose terms have different units: 1 h + 30 min, 20 °C + 273, 3 apples + 4 pears."""
        factor = factor_between(units[1], units[0]) if self.lenient else None
        if factor is not None:
            times = Node("number", (), factor, Fraction(1), node.end, node.end)
            right = Node("*", (numbers[1], times), start=numbers[1].start, end=numbers[1].end)
            return self.rebuilt(node, (numbers[0], right)), units[0]
        symbols = {symbol for unit in units for symbol in unit.powers}
        is_counted = all(len(symbol) > 3 and symbol.lower().removesuffix("s") not in MADE_OF for symbol in symbols)
        if not self.lenient or not (is_counted or symbols <= {"°", "K"} or NONE in units):
            raise ExpressionError("the terms have different units", node.start)
        return self.rebuilt(node, numbers), (units[0] if units[0].powers else units[1]) if NONE in units else NONE

    def product(self, node: Node, numbers: tuple, units: tuple) -> tuple[Node | None, Unit]:
        left, right = numbers
        unit = units[0] * units[1] ** (-1 if node.op == "/" else 1)
        if right is None or (left is None and node.op != "/"):
            return left or right, unit
        one = Node("number", (), Fraction(1), Fraction(1), node.start, node.start)
        return self.rebuilt(node, (left or one, right)), unit

    def power(self, node: Node, numbers: tuple, units: tuple) -> tuple[Node | None, Unit]:
        if not units[0].powers and not units[0].ten:
            return self.rebuilt(node, numbers), NONE
        exponent = numbers[1]
        sign = 1
        while exponent is not None and exponent.op in ("group", "negative"):
            sign = -sign if exponent.op == "negative" else sign
            exponent = exponent.children[0]
        if exponent is None or exponent.op != "number" or units[1].powers:
            raise ExpressionError("the power of a unit is a number", node.start)
        return (None if numbers[0] is None else self.rebuilt(node, numbers)), units[0] ** (sign * exponent.value)

    def rebuilt(self, node: Node, children: tuple) -> Node:
        return Node(node.op, children, node.value, node.unit, node.start, node.end)
