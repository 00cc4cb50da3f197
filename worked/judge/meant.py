"""Meant: words beside an equation may give its numbers another meaning: percentage points, a label, a unit behind a formula.

Asked only where numbers need not be accounted for; elsewhere, a number means what it says.
"""

import contextlib
import re

from worked.judge.chain import Step
from worked.judge.context import Context
from worked.judge.equations import FoundChain
from worked.judge.mending import FAR
from worked.judge.wording import are_points
from worked.latex.conversions import factors_left_out
from worked.latex.units import read_unit
from worked.maths.exact import EvaluationError, exact, shape
from worked.maths.literal import ShownNumber, is_cut, rounds_to
from worked.settings import PLACES

POWER_OF_TEN = re.compile(r"10\s*\^")
UNIT_BEHIND = re.compile(r"\s*(?:\$|\\\))\s?([A-Za-zµμΩ°][A-Za-zµμΩ°/0-9²³]{0,7})(?![^\W_])")


def take_as_meant(context: Context, one: FoundChain, value_of) -> None:
    for take in (take_points, take_label, take_unit_behind):
        take(context, one, value_of)


def take_points(context: Context, one: FoundChain, value_of) -> None:
    """Let 0.5 / 10 be 5 where "percentage points" stands behind it."""
    step = one.chain.steps[-1]
    entry, tree = step.right.entries, step.left.tree
    if not is_refused(step) or not isinstance(entry, ShownNumber):
        return
    if are_points(context.page, step.right.end):
        with contextlib.suppress(EvaluationError):
            value = exact(tree, value_of)
            if not shape(value) and rounds_to(100 * value, entry):
                step.verdict, step.reason, step.faults = "holds", "", []


def take_label(context: Context, one: FoundChain, value_of) -> None:
    """Let the first number of an equation in text name what is computed: Dec 2009 = 324.1 / 215.9 = 1.501."""
    first, *others = one.chain.steps
    if not is_refused(first) or one.place not in PLACES or not isinstance(first.left.entries, ShownNumber):
        return
    try:
        value = exact(first.right.tree, value_of) if first.right.entries is None else 0
    except EvaluationError:
        return
    is_far = (
        first.left.unit is None
        and not shape(value)
        and value
        and not 1 / FAR < abs(float(first.left.entries.value / value)) < FAR
    )
    if is_far and others and others[0].verdict in ("holds", "style"):
        first.verdict, first.reason, first.faults = "unjudged", "the first number may be a label", []


def take_unit_behind(context: Context, one: FoundChain, value_of) -> None:
    """Let the unit of a result stand behind its formula: $1 / 10^{-7} = 10$ MHz."""
    step = one.chain.steps[-1]
    unit = UNIT_BEHIND.match(context.page.plain, step.right.end) if one.place == "math" else None
    if not is_refused(step) or unit is None or not isinstance(step.right.entries, ShownNumber):
        return
    with contextlib.suppress(EvaluationError):
        value = exact(step.left.tree, value_of)
        factors = factors_left_out(read_unit(unit[1]))
        shown = step.right.entries
        is_short = POWER_OF_TEN.search(step.right.text) is None  # who writes 4 · 10^-2 has no need of another unit
        if is_short and not shape(value) and any(is_shown(value / factor, shown) for factor in factors):
            step.verdict, step.reason, step.faults = "unjudged", "the unit behind the formula may be another", []


def is_shown(value, entry: ShownNumber) -> bool:
    return rounds_to(value, entry) or is_cut(value, entry)


def is_refused(step: Step) -> bool:
    """Is a step wrong or a slip of style, and can both its sides be read, so that another meaning can be tried?"""
    return step.verdict in ("wrong", "style") and None not in (step.left.tree, step.right.tree)
