"""Steps: the equations and worked fences of a page, where each part is compared with the next."""

import contextlib
import re

from worked.judge.chain import Chain, Part, Step
from worked.judge.compare import holds_number, judge_chain
from worked.judge.context import Context
from worked.judge.equations import FoundChain
from worked.judge.findings import Held
from worked.judge.phrases import listed_places
from worked.judge.reread import reread
from worked.judge.said import (
    on_one_line,
    report_not_held,
    report_other_number,
    report_step,
    report_untied,
    series_of,
)
from worked.judge.tied import Ties, literals, sources
from worked.maths.exact import EvaluationError, exact
from worked.maths.literal import flatten, rounds_to
from worked.maths.node import Node
from worked.maths.tokens import shorten
from worked.maths.writing import all_round_to, describe, precision
from worked.read.ranges import Ranges
from worked.run.native import REDUCTIONS


def expressions_of_chains(context: Context, found: list[FoundChain]) -> list[str]:
    trees = [part.tree for one in found for part in one.chain.parts if part.tree is not None]
    asked = [node for tree in trees for node in sources(tree)]
    asked += [one.source.tree for one in found if one.source is not None]
    asked += [node for one in found if one.source is not None for node in sources(one.source.tree)]
    return [atom_text(context, node) for node in asked if is_of_snippet(context, node)]


def is_of_snippet(context: Context, node: Node) -> bool:
    names = [part.value for part in node.walk() if part.op == "name"]
    return any(name in context.names for name in names) and all(
        name in context.names or name == "None" or name in REDUCTIONS for name in names
    )


def atom_text(context: Context, node: Node) -> str:
    return node.value if node.op == "name" else " ".join(context.text[node.start : node.end].split())


def judge_chains(context: Context, found: list[FoundChain]) -> None:
    def value_of(node: Node):
        text = atom_text(context, node)
        value = context.values.get(text)
        if value is None or value.is_drawing:
            name = next(part.value for part in node.walk() if part.op == "name")
            raise EvaluationError(context.errors.get(text) or f"nothing is called {name}")
        return value.data

    listed = Ranges(listed_places(context.page) if context.report.is_accounted else [])
    ties = Ties(lambda node: is_of_snippet(context, node), value_of)
    for one in found:
        judge_found(context, one, value_of)
        chain = one.chain
        if context.is_broken or one.is_wrong:
            context.mark_handled(chain.start, chain.end)  # one mistake is one message
        elif not listed.hold(chain.start, chain.end):
            if context.report.is_accounted:
                report_untied(context, one, ties.untied(chain, one.pinned, lambda sides: series_of(context, sides)))
                holding = [step for step in chain.steps if step.verdict == "holds"]
                context.report.steps += [held_step(context, one, step, value_of) for step in holding]
            hold_numbers(context, chain, value_of)


def judge_found(context: Context, one: FoundChain, value_of) -> None:
    """Compare the sides of a chain, and its first side with what the page says that its numbers come from."""
    if one.source is not None and not context.is_broken:
        judge_source(context, one, value_of)
    judge_chain(one.chain, value_of)
    reread(context, one, value_of)
    if not context.report.is_accounted and any(step.verdict in ("wrong", "style") for step in one.chain.steps):
        from worked.judge.meant import take_as_meant  # seldom needed

        take_as_meant(context, one, value_of)
    for step in one.chain.steps:
        report_step(context, one, step)
    verdicts = [step.verdict for step in one.chain.steps]
    one.is_wrong |= "wrong" in verdicts or (one.chain.parts[0] is one.source and verdicts[0] == "unjudged")


def judge_source(context: Context, one: FoundChain, value_of) -> None:
    """The expression behind an equation gives each number of a side in turn, or else the first side as a whole."""
    try:
        entries = flatten(value_of(one.source.tree))
    except EvaluationError:
        entries = []
    sides = [part for part in one.chain.parts if part.tree is not None and part.entries is None]
    first = next((part for part in sides if len(literals(part.tree)) == len(entries)), None)
    numbers = literals(first.tree) if first is not None else []
    if not numbers or (len(numbers) == 1 and not rounds_to(entries[0], numbers[0])):
        one.chain.begin_with(one.source)
        return
    one.pinned = first
    for number, entry in zip(numbers, entries):
        if not rounds_to(entry, number):
            report_other_number(context, one, number, entry)


def hold_numbers(context: Context, found: Chain, value_of) -> None:
    """Account for the literals of a chain; where numbers have to be accounted for, it must hold each of them."""
    for index, part in enumerate(found.parts):
        around = [step for step in found.steps_around(index) if step.verdict == "holds" and not repeats(context, step)]
        if not around:
            continue
        other = around[0].left if part.start == around[0].right.start else around[0].right
        known_by = f"{shorten(' '.join(other.text.split()))} {around[0].relation} …"
        equation = step_on_one_line(around[0])
        for number in part.numbers:
            if context.is_handled(number.start):
                continue
            if context.report.is_accounted and not holds_number(found, number, index, value_of):
                report_not_held(context, number)
            else:
                known = {"expression": known_by, "value": describe(number.value), "equation": equation}
                context.hold(number.start, number.end, "computed", **known)


def held_step(context: Context, one: FoundChain, step: Step, value_of) -> Held:
    """What a reader is told of a step: the side that shows a number, and the one that it was computed from."""
    sources_shown = [one.source] if one.source is not None else []
    nodes = [node for part in (step.left, step.right, *sources_shown) for node in part.tree.walk()]
    names = [node.value for node in nodes if node.op == "name" and node.value in context.names]
    start = step.right.start
    for computed, shown in ((step.left, step.right), (step.right, step.left)):
        for value in possible_values(computed, value_of) if shown.entries is not None else ():
            if all_round_to(value, shown.entries):
                in_full, how = precision(value, shown.entries)
                return Held(start, on_one_line(shown), on_one_line(computed), in_full, how, names)
    value = describe(exact(step.left.tree, value_of))
    return Held(start, on_one_line(step.right), on_one_line(step.left), value, "on both sides", names)


def possible_values(part: Part, value_of):
    """The values that a side may have, one for each way to read it."""
    for alternative_reading in (False, True):
        for tree in filter(None, (part.tree, part.alternative_tree)):
            with contextlib.suppress(EvaluationError):
                yield exact(tree, value_of, alternative_reading=alternative_reading)


def step_on_one_line(step: Step) -> str:
    return f"{on_one_line(step.left)} {step.relation} {on_one_line(step.right)}"


def repeats(context: Context, step: Step) -> bool:
    """Does a step only repeat a number? 0.72 = 0.72 proves nothing; 72% = 0.72 says the same in another way."""
    if not context.report.is_accounted or step.left.entries is None or step.right.entries is None:
        return False
    return not any(re.search(r"%|\^|\*\*|[eE⁰-⁹]", part.text) for part in (step.left, step.right))
