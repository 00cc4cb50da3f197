"""Faults: which numbers of a wrong step are wrong, what they should be, and how to mend them."""

from fractions import Fraction

from worked.judge.chain import Fault, Part, Step
from worked.judge.readings import nearest_value
from worked.maths.exact import exact, shape
from worked.maths.literal import ShownNumber, entries_of, equals, flatten, is_finite, rounds_to
from worked.maths.node import Node
from worked.maths.writing import decimals_of, describe, restyle, round_to, write_number


def explain(step: Step, text: str, names) -> None:
    """Say which numbers of a wrong step are wrong, what they should be, and how to mend them."""
    step.verdict = "wrong"
    computed, shown = (step.left, step.right) if step.right.entries is not None else (step.right, step.left)
    seen = exact(shown.tree, names)
    values = nearest_value(computed, seen, names)
    if shown.entries is None:
        left, right = describe(exact(step.left.tree, names)), describe(exact(step.right.tree, names))
        step.faults = [Fault(step.right.start, step.right.end, step.right.text, left, f"this side is {right}")]
    elif shape(values) != shape(seen):
        shapes = f"shape {shape(values) or 'of one number'}, shown {shape(seen) or 'one number'}"
        step.faults = [Fault(shown.start, shown.end, shown.text, describe(values), shapes)]
    else:
        rows = rows_of(step, computed, values, flatten(shown.entries))
        step.faults = [Fault(*fault_of(text, *row)) for row in rows if not entry_holds(*row)]


def fault_of(text: str, value, entry: ShownNumber, finest: Fraction | None) -> tuple:
    start, end = entry.node.start, entry.node.end
    if rounds_to(value, entry) and finest is not None:
        written = write_number(round_to(value, finest), decimals_of(finest))
        why = "a sum shown with fewer decimals than its terms must be exact: write ≈, or all decimals"
        return start, end, text[start:end], written, why
    may_restyle = is_finite(value) and not entry.digits.form  # else nobody knows where the digits should end
    written = restyle(text, entry, value) if may_restyle else None
    is_near = is_finite(value) and abs(Fraction(value) - entry.value) < 2 * entry.unit
    fix = written and (start, end, written)
    return start, end, text[start:end], written or describe(value), describe(value), fix, is_near


def rows_of(step: Step, computed: Part, values, shown: list) -> list[tuple]:
    """Each value with the number that shows it, and the finest unit of the terms where a sum must be exact."""
    terms = literal_terms(computed.tree) if step.relation == "=" and not step.is_lenient else []
    return [
        (value, entry, finest_unit(terms, index)) for index, (value, entry) in enumerate(zip(flatten(values), shown))
    ]


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
