"""Steps: the equations and worked fences of a page, each neighbour against the next."""

import re

from worked import chain
from worked.chain import Chain, Step
from worked.evaluate import EvaluationError
from worked.expression import Node, shorten
from worked.literal import describe

EXACT_FUNCTIONS = {"sqrt", "exp", "ln", "log", "sin", "cos", "tan", "abs"}
ARITHMETIC = re.compile(r"[-+*/·×÷^−√%]")


class FoundChain:
    """A chain and where it stands: "code", "math" or "worked"."""

    def __init__(self, chain: Chain, place: str):
        self.chain, self.place = chain, place


def read(context) -> list[FoundChain]:
    found = []
    for span in context.page.spans:
        is_latex = span.kind == "math"
        found += [FoundChain(one, span.kind) for one in chain.split(context.text, span.start, span.end, is_latex)]
    for fence in context.page.fences:
        if fence.info.split()[:1] == ["worked"]:
            for low, high in paragraphs(context.text, fence.start, fence.end):
                found += [FoundChain(one, "worked") for one in chain.split(context.text, low, high, False)]
    return found


def paragraphs(text: str, start: int, end: int):
    """The stretches of a worked fence between its blank lines."""
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end]):
        yield start + match.start(), start + match.end()


def expressions(context, found: list[FoundChain]) -> list[str]:
    trees = [part.tree for one in found for part in one.chain.parts if part.tree is not None]
    return [atom_text(context, node) for tree in trees for node in atoms(tree) if is_of_snippet(context, node)]


def atoms(tree: Node):
    """The parts of a tree that a snippet gives: names, and what is indexed or called on them."""
    if tree.op in ("name", "index", "attribute") or (tree.op == "call" and tree.children[0].value not in EXACT_FUNCTIONS):
        yield tree
        return
    for child in tree.children[1:] if tree.op == "call" else tree.children:
        yield from atoms(child)


def is_of_snippet(context, node: Node) -> bool:
    return all(part.value in context.names or part.value == "None" for part in node.walk() if part.op == "name")


def atom_text(context, node: Node) -> str:
    return node.value if node.op == "name" else " ".join(context.text[node.start : node.end].split())


def judge(context, found: list[FoundChain]) -> None:
    def value_of(node: Node):
        text = atom_text(context, node)
        value = context.values.get(text)
        if value is None or value.kind in ("diagram", "picture"):
            name = next(part.value for part in node.walk() if part.op == "name")
            raise EvaluationError(context.errors.get(text) or f"nothing is called {name}")
        return value.data

    for one in found:
        one.chain.judge(value_of)
        for step in one.chain.steps:
            judge_step(context, one, step)
        if all(step.verdict != "wrong" for step in one.chain.steps):
            hold_numbers(context, one.chain, value_of)


def judge_step(context, one: FoundChain, step: Step) -> None:
    context.report.judged += step.verdict != "unjudged"
    if step.verdict == "wrong":
        wrong(context, step)
    elif step.verdict == "unjudged" and is_loud(one.place, step):
        unjudged(context, one.place, step)


def wrong(context, step: Step) -> None:
    is_between = step.left.entries is None and step.right.entries is None
    headline = "this step does not follow from the one before" if is_between else "this equation does not hold"
    advice = [("fix page", f"worked fix {context.report.name}")] if step.fix else [("fix page", "by hand: one of the two sides is wrong")]
    context.report.fail(step.at[0], headline, end=step.at[1], shown=" ".join(step.shown.split()), computed=step.computed,
                        exactly=step.exactly, advice=advice, fix=step.fix)  # fmt: skip
    context.settle(step.left.start, step.right.end)


def is_loud(place: str, step: Step) -> bool:
    """Does a step that was not judged look like an equation?"""
    if place == "worked":
        return True
    if not step.looks_like_equation or step.relation not in ("=", "≈"):
        return False
    is_readable = step.left.tree is not None and step.right.tree is not None
    return place == "math" or (is_readable and ARITHMETIC.search(step.left.text + step.right.text) is not None)


def unjudged(context, place: str, step: Step) -> None:
    problem = context.report.failure(step.at[0], f"this step cannot be judged: {step.reason}")
    if context.is_broken:
        context.settle(step.left.start, step.right.end)
    elif context.report.is_accounted or place == "worked":
        context.report.failures.append(problem)
        context.settle(step.left.start, step.right.end)
    else:
        shown = shorten(" ".join(context.text[step.left.start : step.right.end].split()))
        problem.headline = f"not judged: {shown} ({step.reason})"
        context.report.skipped.append(problem)


def hold_numbers(context, found: Chain, value_of) -> None:
    """On an accounted page, every literal of a chain must be held by it."""
    for part in found.parts:
        step = next((step for step in found.steps if part in (step.left, step.right) and step.verdict == "holds"), None)
        if step is None:
            continue
        for number in part.numbers:
            if context.is_settled(number.start):
                continue
            if context.report.is_accounted and not found.holds(number, value_of):
                not_held(context, number)
            else:
                other = step.left if part is step.right else step.right
                context.hold(number.start, number.end, "computed", expression=f"{shorten(' '.join(other.text.split()))} {step.relation} …",
                             value=describe(number.value))  # fmt: skip


def not_held(context, number: Node) -> None:
    shown = context.text[number.start : number.end]
    context.report.fail(
        number.start, f"nothing holds {shown} here: with another last digit the equation would hold as well", end=number.end,
        advice=[("write", "the result with more decimals, or a name of the snippet in place of this number")],
    )  # fmt: skip
    context.settle(number.start, number.end)
