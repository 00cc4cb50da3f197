"""Steps: the equations and worked fences of a page, where each part is compared with the next."""

import contextlib
import re

from worked.judge.chain import Chain, Part, Step, split_chains
from worked.judge.compare import holds_number, judge_chain
from worked.judge.context import Context
from worked.judge.findings import Held
from worked.maths.exact import FUNCTIONS, EvaluationError, exact
from worked.maths.expression import Node, shorten
from worked.maths.literal import all_round_to, describe, precision

ARITHMETIC = re.compile(r"[-+*/·×÷^−√%]")


class FoundChain:
    """A chain, and what it stands in: "code", "math" or "worked" (a fence)."""

    def __init__(self, chain: Chain, place: str):
        self.chain, self.place = chain, place


def read_chains(context: Context) -> list[FoundChain]:
    text = context.page.plain
    pieces = [(span.start, span.end, span.kind) for span in context.page.spans]
    for fence in context.page.fences:
        if fence.is_worked:
            pieces += [(start, end, "worked") for start, end in paragraphs(text, fence.start, fence.end)]
    return [
        FoundChain(chain, place)
        for start, end, place in pieces
        for chain in split_chains(text, start, end, is_latex=place == "math")
    ]


def paragraphs(text: str, start: int, end: int):
    """The stretches of a worked fence between its blank lines."""
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end]):
        yield start + match.start(), start + match.end()


def expressions_of_chains(context: Context, found: list[FoundChain]) -> list[str]:
    trees = [part.tree for one in found for part in one.chain.parts if part.tree is not None]
    return [atom_text(context, node) for tree in trees for node in atoms(tree) if is_of_snippet(context, node)]


def atoms(tree: Node):
    """The parts of a tree whose values a snippet gives: names, indexed names, and calls of functions."""
    if tree.op in ("name", "index", "attribute") or (tree.op == "call" and tree.children[0].value not in FUNCTIONS):
        yield tree
        return
    for child in tree.children[1:] if tree.op == "call" else tree.children:
        yield from atoms(child)


def is_of_snippet(context: Context, node: Node) -> bool:
    return all(part.value in context.names or part.value == "None" for part in node.walk() if part.op == "name")


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

    for one in found:
        judge_chain(one.chain, value_of)
        for step in one.chain.steps:
            report_step(context, one, step)
        if context.is_broken or any(step.verdict == "wrong" for step in one.chain.steps):
            context.mark_handled(one.chain.start, one.chain.end)  # one mistake is one message
        else:
            hold_numbers(context, one.chain, value_of)
            if context.report.is_accounted:
                holding = [step for step in one.chain.steps if step.verdict == "holds"]
                context.report.steps += [held_step(context, step, value_of) for step in holding]


def report_step(context: Context, one: FoundChain, step: Step) -> None:
    context.report.judged += step.verdict != "unjudged"
    if step.verdict == "wrong":
        report_wrong(context, step)
    elif step.verdict == "unjudged" and must_report(one.place, step):
        report_unjudged(context, one.place, step)


def report_wrong(context: Context, step: Step) -> None:
    headline, by_hand = "this equation does not hold", "the number that is meant: one of the two sides is wrong"
    if step.left.entries is None and step.right.entries is None:
        headline, by_hand = "this step does not follow from the one before", "≈ for =, or all decimals"
    for fault in step.faults:
        advice = ("fix page", f"worked fix {context.report.name}") if fault.fix else ("write", by_hand)
        context.report.fail(
            fault.start,
            headline,
            end=fault.end,
            shown=fault.shown,
            computed=fault.computed,
            exactly=fault.exactly,
            advice=[advice],
            fix=fault.fix,
        )


def must_report(place: str, step: Step) -> bool:
    """Does a step that could not be judged look so much like an equation that its author must know?"""
    if place == "worked":
        return True
    if not step.looks_like_equation or step.relation not in ("=", "≈"):
        return False
    if step.is_bare:
        return True
    is_readable = step.left.tree is not None and step.right.tree is not None
    return place == "math" or (is_readable and ARITHMETIC.search(step.left.text + step.right.text) is not None)


def report_unjudged(context: Context, place: str, step: Step) -> None:
    problem = context.report.failure(step.problem_at, f"this step cannot be judged: {step.reason}")
    if context.is_broken:
        return
    if context.report.is_accounted or place == "worked":
        context.report.failures.append(problem)
        context.mark_handled(step.left.start, step.right.end)
    else:
        shown = shorten(" ".join(context.text[step.left.start : step.right.end].split()))
        problem.headline = f"not judged: {shown} ({step.reason})"
        context.report.skipped.append(problem)


def hold_numbers(context: Context, found: Chain, value_of) -> None:
    """Account for the literals of a chain; where numbers have to be accounted for, it must hold each of them."""
    for index, part in enumerate(found.parts):
        around = [step for step in found.steps_around(index) if step.verdict == "holds" and not repeats(context, step)]
        if not around:
            continue
        other = around[0].left if part is around[0].right else around[0].right
        known_by = f"{shorten(' '.join(other.text.split()))} {around[0].relation} …"
        for number in part.numbers:
            if context.is_handled(number.start):
                continue
            if context.report.is_accounted and not holds_number(found, number, index, value_of):
                report_not_held(context, number)
            else:
                known = {
                    "expression": known_by,
                    "value": describe(number.value),
                    "equation": step_on_one_line(around[0]),
                }
                context.hold(number.start, number.end, "computed", **known)


def held_step(context: Context, step: Step, value_of) -> Held:
    """What a reader is told of a step: the side that shows a number, and the one that it was computed from."""
    nodes = [*step.left.tree.walk(), *step.right.tree.walk()]
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


def on_one_line(part: Part) -> str:
    return shorten(" ".join(part.text.split()), 120)


def step_on_one_line(step: Step) -> str:
    return f"{on_one_line(step.left)} {step.relation} {on_one_line(step.right)}"


def repeats(context: Context, step: Step) -> bool:
    """Does a step only repeat a number? 0.72 = 0.72 proves nothing; 72% = 0.72 says the same in another way."""
    if not context.report.is_accounted or step.left.entries is None or step.right.entries is None:
        return False
    return not any(re.search(r"%|\^|\*\*|[eE⁰-⁹]", part.text) for part in (step.left, step.right))


def report_not_held(context: Context, number: Node) -> None:
    shown = context.text[number.start : number.end]
    context.report.fail(
        number.start,
        f"nothing holds {shown} here: with another last digit the equation would hold as well",
        end=number.end,
        advice=[("write", "the result with more decimals, or a name of the snippet in place of this number")],
    )
    context.mark_handled(number.start, number.end)
