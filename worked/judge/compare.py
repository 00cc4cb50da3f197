"""Comparing: is each step of a chain true as displayed, and if not, which number is wrong?"""

import itertools
import math
from fractions import Fraction

from worked.judge.chain import Chain, Fault, Part, Step
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, entries_of, equals, flatten, rounds_to
from worked.maths.node import Node
from worked.maths.writing import decimals_of, describe, restyle, round_to, write_number


def judge_step(step: Step, text: str, names=None) -> None:
    """Compare the two sides of a step and write the outcome into it."""
    if step.relation not in ("=", "≈"):
        step.reason = f"{step.relation} is not judged"
        return
    for part in (step.left, step.right):
        if part.tree is None:
            step.reason, step.problem_at = part.problem, part.problem_at
            return
    try:
        if agrees(step, names, {}):
            step.verdict = "holds"
        elif step.is_bare:
            step.reason = "two numbers, and nothing to compute"
        elif not same_unit(step):
            step.reason = "the two sides have different units"
        elif times_hundred(step, names):
            step.reason = "× 100 is no percent: write × 100%"
        elif converts(step, names):
            step.reason = "this looks like a conversion, but only one of the two sides has a unit"
        elif step.relation == "≈" and step.left.entries is None and step.right.entries is None:
            step.reason = "≈ between two expressions: show the rounded value"
        else:
            explain(step, text, names)
    except EvaluationError as error:
        step.reason = str(error)


def judge_chain(chain: Chain, names=None) -> None:
    """Compare each part of a chain with the next."""
    for step in chain.steps:
        judge_step(step, chain.text, names)


def holds_number(chain: Chain, number: Node, index: int, names=None) -> bool:
    """Does a chain hold a number of one of its parts: would it be refused with another last digit?

    index  which of the parts the number stands in
    """
    around = [step for step in chain.steps_around(index) if step.verdict == "holds"]

    def is_refused(value) -> bool:
        return any(refuses(step, {number.start: value}, names) for step in around)

    units = units_to_try(number, chain.parts[index])
    return all(is_refused(number.value + change) for unit in units for change in (unit, -unit))


DISCONTINUOUS = {"%", "//", "factorial"}


def units_to_try(number: Node, part: Part) -> list:
    """The units of the digits to change: the last, or all where 47 % 10 is 37 % 10 (a remainder, a whole part)."""
    is_discontinuous = any(node.op in DISCONTINUOUS or node.value in ("floor", "ceil") for node in part.tree.walk())
    places = 1
    while is_discontinuous and number.unit * 10**places <= abs(number.value):
        places += 1
    return [number.unit * 10**place for place in range(places)]


def same_unit(step: Step, counts: bool = True) -> bool:
    """Can the numbers of the two sides be compared? A side without a unit goes with every unit.

    counts  are words such as "atoms" or "students" units too?
    """
    left, right = step.left.unit, step.right.unit
    if left is None or right is None:
        return True
    return left.powers == right.powers if counts else left.measures == right.measures


def times_hundred(step: Step, names) -> bool:
    """Does a step say 3 / 8 × 100 = 37.5 %, whose left side is 100 times too large?"""
    trees = [part.tree for part in (step.left, step.right)]
    if (trees[0].op == "percent") == (trees[1].op == "percent"):
        return False
    left, right = (exact(tree.children[0] if tree.op == "percent" else tree, names) for tree in trees)
    shown = next(part for part in (step.left, step.right) if part.tree.op == "percent")
    has_hundred = any(node.op == "number" and node.value == 100 for tree in trees for node in tree.walk())
    if shape(left) or shape(right) or shown.entries is None or not has_hundred:
        return False
    return abs(left - right) <= shown.entries.digits.unit / 2


def converts(step: Step, names) -> bool:
    """Does only one side have a unit, and is it 10, 1000, 60, 3.6 … times the other?"""
    if (step.left.unit is None) == (step.right.unit is None):
        return False
    left, right = (exact(part.tree, names) for part in (step.left, step.right))
    if shape(left) or shape(right) or not left or not right:
        return False
    ratio = float(abs(left / right))
    for factor in (ratio, ratio * 3.6, ratio / 3.6, ratio * 6, ratio / 6):
        power = round(math.log10(factor))
        if math.isclose(factor, 10.0**power, rel_tol=0.005) and (power or factor != ratio):
            return True
    return False


def agrees(step: Step, names, shifted: dict) -> bool:
    if not same_unit(step, counts=False):
        return False
    readings = (False, True) if is_ambiguous(step.left.tree) or is_ambiguous(step.right.tree) else (False,)
    trees = [[part.tree, *filter(None, [part.alternative_tree])] for part in (step.left, step.right)]
    ways = itertools.product(readings, itertools.product(*trees))
    return any(agrees_when_read(step, pair, names, shifted, reading) for reading, pair in ways)


def refuses(step: Step, shifted: dict, names) -> bool:
    """Is a step refused with other numbers in it? It is too where they make it divide by zero."""
    try:
        return not agrees(step, names, shifted)
    except EvaluationError:
        return True


def value_of_side(part: Part, tree: Node, names, shifted: dict, alternative_reading: bool):
    """The value of a side, computed once as long as none of its numbers is replaced."""
    if any(part.start <= start < part.end for start in shifted):
        return exact(tree, names, shifted, alternative_reading)
    key = (id(tree), alternative_reading)
    if key not in part.kept:
        part.kept[key] = exact(tree, names, alternative_reading=alternative_reading)
    return part.kept[key]


ANGLES = {"sin", "cos", "tan"}  # of radians or degrees, unless π tells that they are radians


def is_ambiguous(tree: Node) -> bool:
    """May a side be read in two ways: 2 and a fraction, a log without base, a sine of radians or degrees?"""
    names = {node.value for node in tree.walk() if node.op == "name"}
    has_mixed = any(node.op == "mixed" for node in tree.walk())
    has_unclear_angle = bool(names & ANGLES) and not names & {"pi", "π"}
    return "log" in names or has_mixed or has_unclear_angle


def agrees_when_read(step: Step, trees: tuple[Node, Node], names, shifted: dict, alternative_reading: bool) -> bool:
    left = value_of_side(step.left, trees[0], names, shifted, alternative_reading)
    right = value_of_side(step.right, trees[1], names, shifted, alternative_reading)
    if shape(left) != shape(right):
        return False
    pairs = list(zip(flatten(left), flatten(right)))
    if step.right.entries is not None and all_round(step, pairs, step.left, step.right):
        return True
    reverse = step.left.entries is not None and (step.right.entries is None or step.relation == "≈")
    if reverse and all_round(step, [pair[::-1] for pair in pairs], step.right, step.left):
        return True
    if step.left.entries is not None or step.right.entries is not None:
        return False
    unit = min((number.unit for part in (step.left, step.right) for number in part.numbers), default=Fraction(1))
    return all(equals(*pair, unit) for pair in pairs)


def all_round(step: Step, pairs: list, computed: Part, shown: Part) -> bool:
    entries = flatten(shown.entries)
    terms = literal_terms(computed.tree) if step.relation == "=" and step.exact_sums else []
    return all(
        entry_holds(value, ShownNumber(seen, entry.unit, entry.node, entry.digits), finest_unit(terms, index))
        for index, ((value, seen), entry) in enumerate(zip(pairs, entries))
    )


def entry_holds(value, entry: ShownNumber, finest: Fraction | None) -> bool:
    """With a ``finest`` unit, a sum shown with fewer decimals than its terms must be exact."""
    if finest is not None and finest < entry.unit:
        return equals(value, entry.value, finest)
    return rounds_to(value, entry)


def literal_terms(tree: Node) -> list:
    """The literal terms of a sum or difference; none where the tree is neither."""
    if tree.op == "group":
        return literal_terms(tree.children[0])
    if tree.op not in ("+", "-"):
        return []
    terms = []
    for child in tree.children:
        inner = literal_terms(child)
        entries = entries_of(child)
        terms += inner if inner else [flatten(entries)] if entries is not None else []
    return terms


def finest_unit(terms: list, index: int) -> Fraction | None:
    """The smallest unit of the terms at one entry of a sum; a term of one number belongs to every entry."""
    units = [term[0].unit for term in terms if len(term) == 1]
    units += [term[index].unit for term in terms if len(term) > 1 and index < len(term)]
    return min(units, default=None)


def explain(step: Step, text: str, names) -> None:
    """Say which numbers of a wrong step are wrong, what they should be, and how to mend them."""
    step.verdict = "wrong"
    computed, shown = (step.left, step.right) if step.right.entries is not None else (step.right, step.left)
    values, seen = exact(computed.alternative_tree or computed.tree, names), exact(shown.tree, names)
    if shown.entries is None:
        left, right = describe(exact(step.left.tree, names)), describe(exact(step.right.tree, names))
        step.faults = [Fault(step.right.start, step.right.end, step.right.text, left, f"this side is {right}")]
    elif shape(values) != shape(seen):
        shapes = f"shape {shape(values) or 'of one number'}, shown {shape(seen) or 'one number'}"
        step.faults = [Fault(shown.start, shown.end, shown.text, describe(values), shapes)]
    else:
        terms = literal_terms(computed.tree) if step.relation == "=" and step.exact_sums else []
        rows = [
            (value, entry, finest_unit(terms, index))
            for index, (value, entry) in enumerate(zip(flatten(values), flatten(shown.entries)))
        ]
        step.faults = [Fault(*fault_of(text, *row)) for row in rows if not entry_holds(*row)]


def fault_of(text: str, value, entry: ShownNumber, finest: Fraction | None) -> tuple:
    start, end = entry.node.start, entry.node.end
    if rounds_to(value, entry) and finest is not None:
        written = write_number(round_to(value, finest), decimals_of(finest))
        why = "a sum shown with fewer decimals than its terms must be exact: write ≈, or all decimals"
        return start, end, text[start:end], written, why
    written = restyle(text, entry, value) if not entry.digits.form else None  # nobody knows where the digits should end
    return start, end, text[start:end], written or describe(value), describe(value), written and (start, end, written)
