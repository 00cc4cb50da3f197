"""What is said of the steps of a chain: that one is wrong, a slip of style, or not judged, and what would mend it."""

from copy import copy
from functools import partial

from worked.judge.chain import Fault, Part, Step
from worked.judge.context import Context
from worked.judge.equations import FoundChain
from worked.judge.findings import Unjudged
from worked.judge.mending import may_fix
from worked.judge.tied import literals
from worked.judge.unread import ARITHMETIC, is_algebra, is_numeric, reason_in_short, unknown_names
from worked.maths.decimals import with_commas
from worked.maths.literal import ShownNumber, is_finite
from worked.maths.node import Node
from worked.maths.tokens import shorten
from worked.maths.writing import describe, restyle

UNITS = "the unit on both sides, where one of them left it out"
BY_HAND = "the number that is meant: one of the two sides is wrong"


def report_step(context: Context, one: FoundChain, step: Step) -> None:
    if step.verdict in ("wrong", "style") and one.asks(step):
        step.verdict, step.reason = "unjudged", "asked, not said"
    if step.verdict == "style" and context.settings.style == "fail":
        step.verdict = "wrong"
    context.report.judged += step.verdict != "unjudged"
    if step.verdict == "wrong":
        report_wrong(context, one, step)
    elif step.verdict == "style" and context.settings.style == "warn":
        report_style(context, step)
    elif step.verdict == "unjudged" and (step.left is one.source or must_report(context, one.place, step)):
        report_unjudged(context, one.place, step)
    elif step.verdict == "unjudged" and is_numeric(step) and not context.report.is_accounted:
        note_unjudged(context, one.place, step)


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


def on_one_line(part: Part) -> str:
    return shorten(" ".join(part.text.split()), 120)


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


def report_wrong(context: Context, one: FoundChain, step: Step) -> None:
    headline, by_hand = step.reason or "this equation does not hold", BY_HAND
    if not step.reason and step.left.entries is None and step.right.entries is None:
        headline, by_hand = "this step does not follow from the one before", "≈ for =, or all decimals"
    more = [("or", UNITS)] if (step.left.unit is None) != (step.right.unit is None) else []
    for fault in map(partial(as_written, context), step.faults):
        fix = fault.fix if fault.fix and may_fix(context, one, step, fault) else None
        advice = ("fix page", context.settings.fix(context.report.name)) if fix else ("write", by_hand)
        context.report.fail(
            fault.start,
            headline,
            end=fault.end,
            shown=fault.shown,
            computed=fault.computed,
            exactly=fault.exactly,
            advice=[advice, *more],
            fix=fix,
        )


def as_written(context: Context, fault: Fault) -> Fault:
    """A fault in the digits and the decimals of the page."""
    shown = " ".join(context.text[fault.start : fault.end].split())
    is_in_other_decimals = not context.has_commas and shown != fault.shown == with_commas(shown)
    if context.digits != context.page.plain or context.has_commas or is_in_other_decimals:
        fault = copy(fault)
        fault.shown = shown
        is_plain = shown == " ".join(context.digits[fault.start : fault.end].split()) and not is_in_other_decimals
        fault.fix = fault.fix if is_plain else None  # digits of another script stay
    if context.has_commas or is_in_other_decimals:
        fault.computed, fault.exactly = with_commas(fault.computed), with_commas(fault.exactly)
        fault.fix = fault.fix and (*fault.fix[:2], with_commas(fault.fix[2]))
    return fault


def report_style(context: Context, step: Step) -> None:
    fault = as_written(context, step.faults[0])
    written = (
        f"{fault.shown}, where {fault.computed} is right" if step.right.entries or step.left.entries else fault.shown
    )
    context.report.warnings.append(context.report.failure(fault.start, f"{step.reason}: {written}", end=fault.end))


def must_report(context: Context, place: str, step: Step) -> bool:
    """Does a step that could not be judged look so much like an equation that its author must know?"""
    if place == "worked":
        return True
    if not step.looks_like_equation or step.relation not in ("=", "≈"):
        return False
    if not context.report.is_accounted and is_algebra(step):
        names = [name for part in (step.left, step.right) for name in unknown_names(part)]
        if place == "math" or not any(len(name) > 1 for name in names):
            return False
    if step.is_bare:
        return True
    is_readable = step.left.tree is not None and step.right.tree is not None
    return place == "math" or (is_readable and ARITHMETIC.search(step.left.text + step.right.text) is not None)


def report_unjudged(context: Context, place: str, step: Step) -> None:
    if context.is_broken:
        return
    if context.report.is_accounted or place == "worked":
        problem = context.report.failure(step.problem_at, f"this step cannot be judged: {step.reason}")
        context.report.failures.append(problem)
        context.mark_handled(min(step.left.start, step.right.start), step.right.end)
    else:
        note_unjudged(context, place, step)


def note_unjudged(context: Context, place: str, step: Step) -> None:
    start = min(step.left.start, step.right.start)  # what ties an equation stands behind it
    shown = shorten(" ".join(context.text[start : step.right.end].split()))
    problem = context.report.failure(step.problem_at, f"not judged: {shown} ({step.reason})")
    where = {"math": "formulas"}.get(place, place)
    context.report.unjudged.append(Unjudged(problem, where, reason_in_short(step.reason), is_told=True))


def report_not_held(context: Context, number: Node) -> None:
    shown = context.text[number.start : number.end]
    context.report.fail(
        number.start,
        f"nothing holds {shown} here: with another last digit the equation would hold as well",
        end=number.end,
        advice=[("write", "the result with more decimals, or a name of the snippet in place of this number")],
    )
    context.mark_handled(number.start, number.end)
