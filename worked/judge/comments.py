"""Comments of quoted code: ``output = mix(weights, values)  # [3.09, 1.37]`` is checked too."""

from pathlib import Path

from worked.judge.context import Context
from worked.judge.findings import Failure
from worked.judge.quoted import Comment, Quote, QuoteError, comments_of, quotes_of
from worked.maths.exact import shape
from worked.maths.literal import read_literal, reads_as
from worked.maths.writing import describe
from worked.read.source import excerpt
from worked.run.snippet import Outcome
from worked.run.values import Value

FoundComment = tuple[Quote, Comment]  # a comment, and the quotation that it stands in


def read_comments(context: Context) -> list[FoundComment]:
    found: list[FoundComment] = []
    missing: dict[str, list[int]] = {}
    for fence in context.page.fences:
        try:
            quotes = quotes_of(context.page, fence, context.settings.root, context.settings.snippets)
        except QuoteError as error:
            missing.setdefault(str(error), []).append(fence.start)
            continue
        for quote in quotes:
            context.report.note(quote.path, context.settings)
        found += [(quote, comment) for quote in quotes for comment in comments_of(quote)]
    for why, (start, *others) in missing.items():  # one fault, however often it is quoted
        lines = ", ".join(str(context.page.source.place(other)[0]) for other in others)
        advice = [("so", f"line {lines} cannot be shown either")] if others else []
        context.report.fail(start, f"this quotation cannot be shown: {why}", advice=advice)
    return found


def expressions_of_comments(context: Context, found: list[FoundComment]) -> list[str]:
    """What comments ask of a page's only snippet, which runs once for everything that the page asks of it."""
    return [comment.expression for quote, comment in found if comment.expression and (quote.path,) == context.snippets]


def prepare_comments(context: Context, found: list[FoundComment]) -> None:
    """Begin to run what the comments ask, while this process judges the rest of the page."""
    for path, texts in asked_by_comments(found).items():
        if (path,) not in context.broken:  # nobody would ask for what comes of it
            context.store.prepare((path,), texts)


def outcomes_of_comments(context: Context, found: list[FoundComment]) -> dict[Path, Outcome]:
    """What each quoted snippet gives for the comments in its own code, whichever snippets the page names."""
    asked = asked_by_comments(found)
    return {path: context.outcome((path,), texts, context.store.values) for path, texts in asked.items()}


def asked_by_comments(found: list[FoundComment]) -> dict[Path, list[str]]:
    asked: dict[Path, list[str]] = {}
    for quote, comment in found:
        if comment.expression:
            asked.setdefault(quote.path, []).append(comment.expression)
    return asked


def judge_comments(context: Context, found: list[FoundComment]) -> None:
    outcomes = outcomes_of_comments(context, found)
    for quote, comment in found:
        is_broken = (quote.path,) in context.broken or (quote.path in context.snippets and context.is_broken)
        if not is_broken:
            judge_comment(context, quote, comment, outcomes.get(quote.path, Outcome()))


def judge_comment(context: Context, quote: Quote, comment: Comment, outcome: Outcome) -> None:
    shown, value = quote.text[comment.start : comment.end], outcome.values.get(comment.expression)
    if not comment.expression or value is None or value.is_drawing:
        place = "string" if comment.is_string else "comment"
        why = outcome.errors.get(comment.expression, "")
        headline = f"nothing computes {shown} in this {place}" + (f": {why}" if why else "")
        fail_in_quote(context, quote, comment, headline)
    elif computed := disagreement(quote, comment, value):
        fail_in_quote(context, quote, comment, "the comment and the code disagree", shown, computed)
    else:
        hold_in_quote(context, quote, comment, value)


def disagreement(quote: Quote, comment: Comment, value: Value) -> str:
    """What the code gives where the comment says something else; "" where both agree."""
    if comment.shape is not None:
        is_same = comment.shape == shape(value.data)
        return "" if is_same else f"{shape(value.data)}, the shape of {comment.expression}"
    literal = read_literal(quote.text, comment.start, comment.end)
    return "" if reads_as(value.data, literal) else describe(value.data)


def hold_in_quote(context: Context, quote: Quote, comment: Comment, value: Value) -> None:
    known = {"expression": comment.expression, "value": describe(value.data)}
    if comment.shape is not None:
        known = {"expression": f"shape of {comment.expression}", "value": str(comment.shape)}
    place = {
        "file": context.settings.name_of(quote.path),
        "shown": quote.text[comment.start : comment.end],
        "code": f"{context.settings.name_in_project(quote.path)}:{line_of(quote, comment)}",
        "at": quote.at[0],
    }
    context.report.hold(comment.start, comment.end, "computed", **known, **place)


def fail_in_quote(
    context: Context, quote: Quote, comment: Comment, headline: str, shown: str = "", computed: str = ""
) -> None:
    """Fail at the place of a comment in the quoted file; where the page quotes it is advice."""
    start = quote.text.rfind("\n", 0, comment.start) + 1
    end = (quote.text + "\n").index("\n", start)
    is_lab = quote.path in context.snippets and context.page.source.cells
    quoted_by = f"{context.report.name}:{context.page.source.place(quote.at[0])[0]}"
    context.report.failures.append(
        Failure(
            context.settings.name_of(quote.path),
            line_of(quote, comment),
            comment.start - start + 1,
            headline,
            excerpt=excerpt(quote.text, start, end, comment.start),
            width=comment.end - comment.start,
            shown=shown,
            computed=computed,
            advice=[] if is_lab else [("quoted by", quoted_by)],
        )
    )


def line_of(quote: Quote, comment: Comment) -> int:
    return quote.text.count("\n", 0, comment.start) + 1
