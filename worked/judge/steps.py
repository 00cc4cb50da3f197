"""Steps: the equations and worked fences of a page, each neighbour against the next."""

import contextlib
import re

from worked.judge.chain import Chain, Part, Step, split
from worked.judge.compare import holds, judge_chain
from worked.judge.context import Context
from worked.judge.findings import Held
from worked.maths.exact import FUNCTIONS, EvaluationError, exact
from worked.maths.expression import Node, shorten
from worked.maths.literal import all_round_to, describe, precision

ARITHMETIC = re.compile(r"[-+*/·×÷^−√%]")


class FoundChain:
    """A chain and where it stands: "code", "math" or "worked"."""

    def __init__(self, chain: Chain, place: str):
        self.chain, self.place = chain, place


def read_chains(context: Context) -> list[FoundChain]:
    found = []
    for span in context.page.spans:
        is_latex = span.kind == "math"
        found += [FoundChain(one, span.kind) for one in split(context.page.plain, span.start, span.end, is_latex)]
    for fence in context.page.fences:
        if fence.is_worked:
            for low, high in paragraphs(context.page.plain, fence.start, fence.end):
                found += [FoundChain(one, "worked") for one in split(context.page.plain, low, high, False)]
    return found


def paragraphs(text: str, start: int, end: int):
    """The stretches of a worked fence between its blank lines."""
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end]):
        yield start + match.start(), start + match.end()


def expressions_of_chains(context: Context, found: list[FoundChain]) -> list[str]:
    trees = [part.tree for one in found for part in one.chain.parts if part.tree is not None]
    return [atom_text(context, node) for tree in trees for node in atoms(tree) if is_of_snippet(context, node)]


def atoms(tree: Node):
    """The parts of a tree that a snippet gives: names, and what is indexed or called on them."""
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
                context.report.steps += [
                    held(context, step, value_of) for step in one.chain.steps if step.verdict == "holds"
                ]


def report_step(context: Context, one: FoundChain, step: Step) -> None:
    context.report.judged += step.verdict != "unjudged"
    if step.verdict == "wrong":
        wrong(context, step)
    elif step.verdict == "unjudged" and must_report(one.place, step):
        unjudged(context, one.place, step)


def wrong(context: Context, step: Step) -> None:
    is_between = step.left.entries is None and step.right.entries is None
    headline = "this step does not follow from the one before" if is_between else "this equation does not hold"
    for fault in step.faults:
        by_hand = (
            "≈ for =, or all decimals" if is_between else "the number that is meant: one of the two sides is wrong"
        )
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
    """Does a step that was not judged look like an equation?"""
    if place == "worked":
        return True
    if not step.looks_like_equation or step.relation not in ("=", "≈"):
        return False
    if step.is_bare:
        return True
    is_readable = step.left.tree is not None and step.right.tree is not None
    return place == "math" or (is_readable and ARITHMETIC.search(step.left.text + step.right.text) is not None)


def unjudged(context: Context, place: str, step: Step) -> None:
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
    """On an accounted page, every literal of a chain must be held by it."""
    for index, part in enumerate(found.parts):
        around = [step for step in found.steps_around(index) if step.verdict == "holds" and not repeats(context, step)]
        if not around:
            continue
        other = around[0].left if part is around[0].right else around[0].right
        known_by = f"{shorten(' '.join(other.text.split()))} {around[0].relation} …"
        for number in part.numbers:
            if context.is_handled(number.start):
                continue
            if context.report.is_accounted and not holds(found, number, index, value_of):
                not_held(context, number)
            else:
                known = {"expression": known_by, "value": describe(number.value), "equation": equation(around[0])}
                context.hold(number.start, number.end, "computed", **known)


def held(context: Context, step: Step, value_of) -> Held:
    """What a reader is told of a step: the side that shows a number, and the one that it was computed from."""
    names = [
        node.value
        for part in (step.left, step.right)
        for node in part.tree.walk()
        if node.op == "name" and node.value in context.names
    ]
    for computed, shown in ((step.left, step.right), (step.right, step.left)):
        for value in readings(computed, value_of) if shown.entries is not None else ():
            if all_round_to(value, shown.entries):
                return Held(
                    step.right.start, on_one_line(shown), on_one_line(computed), *precision(value, shown.entries), names
                )
    value = describe(exact(step.left.tree, value_of))
    return Held(step.right.start, on_one_line(step.right), on_one_line(step.left), value, "on both sides", names)


def readings(part: Part, value_of):
    """The values that a side may mean."""
    for alternative_reading in (False, True):
        for tree in filter(None, (part.tree, part.alternative_tree)):
            with contextlib.suppress(EvaluationError):
                yield exact(tree, value_of, alternative_reading=alternative_reading)


def on_one_line(part: Part) -> str:
    return shorten(" ".join(part.text.split()), 120)


def equation(step: Step) -> str:
    """A step on one line."""
    return f"{on_one_line(step.left)} {step.relation} {on_one_line(step.right)}"


def repeats(context: Context, step: Step) -> bool:
    """0.72 = 0.72 proves nothing; 72% = 0.72 says the same in another way."""
    if not context.report.is_accounted or step.left.entries is None or step.right.entries is None:
        return False
    return not any(re.search(r"%|\^|\*\*|[eE⁰-⁹]", part.text) for part in (step.left, step.right))


def not_held(context: Context, number: Node) -> None:
    shown = context.text[number.start : number.end]
    context.report.fail(
        number.start,
        f"nothing holds {shown} here: with another last digit the equation would hold as well",
        end=number.end,
        advice=[("write", "the result with more decimals, or a name of the snippet in place of this number")],
    )
    context.mark_handled(number.start, number.end)
