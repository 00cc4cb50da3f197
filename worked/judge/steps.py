"""Steps: the equations and worked fences of a page, where each part is compared with the next."""

import contextlib
import re

from worked.judge.chain import Chain, Part, Step, split_chains
from worked.judge.claims import why_proves_nothing
from worked.judge.compare import holds_number, judge_chain
from worked.judge.context import Context
from worked.judge.findings import Held
from worked.judge.phrases import listed_places
from worked.judge.tied import Ties, literals, sources
from worked.maths.exact import EvaluationError, exact
from worked.maths.literal import ShownNumber, flatten, is_finite, rounds_to
from worked.maths.node import Node
from worked.maths.tokens import shorten
from worked.maths.writing import all_round_to, describe, precision, restyle
from worked.read.elements import Span
from worked.run.native import REDUCTIONS

ARITHMETIC = re.compile(r"[-+*/·×÷^−√%]")


class FoundChain:
    """A chain, and what it stands in: "code", "math" or "worked" (a fence).

    source  what its numbers come from, where the page ties them: [`18 + 0 + 6 = 24`](=poured[:, orange])
    """

    def __init__(self, chain: Chain, place: str, source: Part | None = None):
        self.chain, self.place, self.source = chain, place, source
        self.pinned: Part | None = None  # the side whose numbers the source gives, one by one
        self.is_wrong = False


def read_chains(context: Context) -> list[FoundChain]:
    text, found, exact_sums = context.page.plain, [], context.report.is_accounted
    for span in context.page.spans:
        chains = split_chains(text, span.start, span.end, is_latex=span.kind == "math", exact_sums=exact_sums)
        if span.expression is not None:
            found += read_tied(context, span, chains)
        else:
            found += [FoundChain(chain, span.kind) for chain in chains]
    for fence in context.page.fences:
        for start, end in paragraphs(text, fence.start, fence.end) if fence.is_worked else ():
            chains = split_chains(text, start, end, is_latex=False, exact_sums=exact_sums)
            found += [FoundChain(chain, "worked") for chain in chains]
    return found


def read_tied(context: Context, span: Span, chains: list[Chain]) -> list[FoundChain]:
    """The chain of a span that says where its numbers come from; none where that cannot be read."""
    low, high = span.expression
    source = Part(context.page.plain, low, high, 0, is_latex=False)
    if len(chains) != 1:
        problem, place = "what is tied to an expression is one equation", span.inner
    elif any(heading.start <= span.start < heading.end for heading in context.page.headings):
        problem, place = "a heading holds labels only: move this equation into the text", span.inner
    elif source.tree is None:
        problem, place = f"the expression of this claim cannot be read: {source.problem}", span.expression
    else:
        problem, place = why_proves_nothing(context, source.tree), span.expression
    if not problem:
        return [FoundChain(chains[0], span.kind, source)]
    context.report.fail(place[0], problem, end=place[1])
    context.mark_handled(span.start, span.end)
    return []


def paragraphs(text: str, start: int, end: int):
    """The stretches of a worked fence between its blank lines."""
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end]):
        yield start + match.start(), start + match.end()


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

    listed = listed_places(context.page) if context.report.is_accounted else []
    ties = Ties(lambda node: is_of_snippet(context, node), value_of)
    for one in found:
        judge_found(context, one, value_of)
        chain = one.chain
        if context.is_broken or one.is_wrong:
            context.mark_handled(chain.start, chain.end)  # one mistake is one message
        elif not any(low <= chain.start and chain.end <= high for low, high in listed):
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


def report_other_number(context: Context, one: FoundChain, number: ShownNumber, entry) -> None:
    one.is_wrong = True
    start, end = number.node.start, number.node.end
    written = restyle(context.text, number, entry) if is_finite(entry) else None
    context.report.fail(
        start,
        "the page and the snippet disagree",
        end=end,
        shown=context.text[start:end],
        computed=written or describe(entry),
        exactly=f"{describe(entry)} in {one.source.text}",
        advice=[
            ("write", f"{written or describe(entry)}, and what follows from it"),
            ("or code", code_place(context, one)),
        ],
    )


def code_place(context: Context, one: FoundChain) -> str:
    return context.code_place(context.snippets, [node.value for node in one.source.tree.walk() if node.op == "name"])


def report_step(context: Context, one: FoundChain, step: Step) -> None:
    context.report.judged += step.verdict != "unjudged"
    if step.verdict == "wrong":
        report_wrong(context, step)
    elif step.verdict == "unjudged" and (step.left is one.source or must_report(one.place, step)):
        report_unjudged(context, one.place, step)


def series_of(context: Context, side: Part) -> list[str]:
    """Expressions of the snippet whose entries are the numbers of a side, in their order."""
    found = context.find_suggestions()
    return found.for_series(literals(side.tree)) if found else []


def report_untied(context: Context, one: FoundChain, sides: list[Part]) -> None:
    """Refuse an equation whose numbers could change together, and say what could tie them."""
    if not sides:
        return
    first, chain = sides[0], one.chain
    equation = " ".join(context.text[chain.start : chain.end].split())
    names = series_of(context, first) if one.place != "worked" else []
    numbers = ", ".join(dict.fromkeys(context.text[number.start : number.end] for number in first.numbers))
    mark = "$" if one.place == "math" else "`"
    advice = [("write", f"[{mark}{equation}{mark}](={name})   {name} has these numbers") for name in names] or [
        ("write", f"[{mark}{equation}{mark}](=EXPRESSION) with an expression of the snippet that gives {numbers}")
    ]
    if one.place == "worked":
        advice = [("write", f"above it an expression of the snippet, of whose names {numbers} are entries")]
    else:
        quote, dollar = "'" if "\\" in equation else '"', "$" if one.place == "math" else ""
        phrase = f"{quote}{dollar}{equation}{dollar}{quote}"
        advice.append(("or list", f"it in the front matter: unchecked: {{{phrase}: 1}}"))
    headline = f"nothing ties {shorten(on_one_line(first))} to the snippet: with other numbers it would hold as well"
    context.report.fail(first.start, headline, end=first.end, advice=advice)
    context.mark_handled(chain.start, chain.end)


def report_wrong(context: Context, step: Step) -> None:
    headline, by_hand = "this equation does not hold", "the number that is meant: one of the two sides is wrong"
    if step.left.entries is None and step.right.entries is None:
        headline, by_hand = "this step does not follow from the one before", "≈ for =, or all decimals"
    for fault in step.faults:
        advice = ("fix page", context.settings.fix(context.report.name)) if fault.fix else ("write", by_hand)
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
    start = min(step.left.start, step.right.start)  # what ties an equation stands behind it
    problem = context.report.failure(step.problem_at, f"this step cannot be judged: {step.reason}")
    if context.is_broken:
        return
    if context.report.is_accounted or place == "worked":
        context.report.failures.append(problem)
        context.mark_handled(start, step.right.end)
    else:
        shown = shorten(" ".join(context.text[start : step.right.end].split()))
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
