"""Comments of quoted code: ``output = mix(weights, values)  # [3.09, 1.37]`` is checked too."""

from worked.judge.context import Context
from worked.judge.findings import Failure
from worked.judge.quoted import Comment, Quote, QuoteError, comments_of, quotes_of
from worked.maths.exact import shape
from worked.maths.literal import describe, read_literal, reads_as
from worked.read.source import excerpt
from worked.run.values import Value


def read_comments(context: Context) -> list[tuple[Quote, Comment]]:
    found = []
    for fence in context.page.fences:
        try:
            quotes = quotes_of(context.page, fence, context.settings.root, context.settings.snippets)
        except QuoteError as error:
            context.report.fail(fence.start, f"this quotation cannot be shown: {error}")
            continue
        for quote in quotes:
            context.report.note(quote.path, context.settings)
        found += [(quote, comment) for quote in quotes for comment in comments_of(quote)]
    return found


def expressions_of_comments(context: Context, found: list[tuple[Quote, Comment]]) -> list[str]:
    return [comment.expression for quote, comment in found if comment.expression and quote.path == context.snippet]


def judge_comments(context: Context, found: list[tuple[Quote, Comment]]) -> None:
    for quote, comment in found:
        is_own = quote.path == context.snippet
        if not (is_own and context.is_broken):
            judge_comment(context, quote, comment, context.values.get(comment.expression) if is_own else None)


def judge_comment(context: Context, quote: Quote, comment: Comment, value: Value | None) -> None:
    shown = quote.text[comment.start : comment.end]
    if not comment.expression or value is None or value.is_drawing:
        why = context.errors.get(comment.expression, "")
        fail(
            context,
            quote,
            comment,
            f"nothing computes {shown} in this {'string' if comment.is_string else 'comment'}"
            + (f": {why}" if why else ""),
        )
    elif comment.shape is not None and comment.shape != shape(value.data):
        fail(
            context,
            quote,
            comment,
            "the comment and the code disagree",
            shown,
            f"{shape(value.data)}, the shape of {comment.expression}",
        )
    elif comment.shape is None and not reads_as(value.data, read_literal(quote.text, comment.start, comment.end)):
        fail(context, quote, comment, "the comment and the code disagree", shown, describe(value.data))
    else:
        file = context.settings.name_of(quote.path)
        known = {"expression": comment.expression, "value": describe(value.data)}
        if comment.shape is not None:
            known = {"expression": f"shape of {comment.expression}", "value": str(comment.shape)}
        code = f"{context.settings.name_in_project(quote.path)}:{quote.text.count(chr(10), 0, comment.start) + 1}"
        place = {"file": file, "shown": shown, "code": code, "at": quote.at[0]}
        context.report.hold(comment.start, comment.end, "computed", **known, **place)


def fail(context: Context, quote: Quote, comment: Comment, headline: str, shown: str = "", computed: str = "") -> None:
    line = quote.text.count("\n", 0, comment.start) + 1
    start = quote.text.rfind("\n", 0, comment.start) + 1
    quoted_by = f"{context.report.name}:{context.page.source.place(quote.at[0])[0]}"
    context.report.failures.append(
        Failure(
            context.settings.name_of(quote.path),
            line,
            comment.start - start + 1,
            headline,
            excerpt=excerpt(quote.text, start, (quote.text + "\n").index("\n", start), comment.start),
            width=comment.end - comment.start,
            shown=shown,
            computed=computed,
            advice=[] if quote.path == context.snippet and context.page.source.cells else [("quoted by", quoted_by)],
        )
    )
