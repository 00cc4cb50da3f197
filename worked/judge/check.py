"""Checking a page: every claim holds, and every number is accounted for. :func:`check` lists the parts of a check.

page ─ read ─▶ claims, chains, comments ─ compute ─▶ values ─ judge ─▶ report
"""

from pathlib import Path

from worked.judge.account import account
from worked.judge.cells import check_cells
from worked.judge.citations import check_citations
from worked.judge.claims import ReadClaim, expressions_of_claims, judge_claims, pictures_of_claims, read_claims
from worked.judge.comments import (
    FoundComment,
    expressions_of_comments,
    judge_comments,
    prepare_comments,
    read_comments,
)
from worked.judge.context import Context
from worked.judge.equations import FoundChain, read_chains
from worked.judge.fence import check_fences
from worked.judge.findings import NAME_OF_BYTES, Failure, Report, Unjudged, is_writable
from worked.judge.labels import expressions_of_labels
from worked.judge.markers import find_markers
from worked.judge.raw import check_raw
from worked.judge.steps import expressions_of_chains, judge_chains
from worked.judge.touched import check_touched_equations
from worked.read.file import read_source
from worked.read.lab import SUFFIX
from worked.read.page import Page
from worked.read.source import SourceError
from worked.run.store import Store
from worked.settings import Settings


def check_page(path: Path, settings: Settings, store: Store, draw=None, data: bytes | None = None) -> Report:
    """Check one page.

    path      its file, Markdown or a lab
    settings  of its project
    store     gives the values of its snippets
    draw      draws pictures: draw(module, expressions) -> Outcome; None leaves them undrawn
    data      what the file would hold, in place of what it does hold
    returns   the report, which holds everything that is wrong with the page
    raises    SettingsError: the file of references cannot be read
    """
    report = Report(path, settings.name_of(path))
    report.note(path, settings)
    if not is_writable(report.name):
        report.failures.append(Failure(report.name, 1, 1, NAME_OF_BYTES))
        return report
    try:
        report.page = read_page(report, settings, data)
    except SourceError as error:
        report.failures += [Failure(report.name, one.line, one.column, str(one)) for one in (error, *error.others)]
        return report
    report.is_accounted = report.page.is_accounted
    try:
        check(Context(report, settings, store), draw)
    except RecursionError:
        report.fail(0, "something on this page is nested too deeply to be read")
    report.sort()
    return report


def read_page(report: Report, settings: Settings, data: bytes | None) -> Page:
    def is_accounted(meta: dict) -> bool:
        return settings.is_accounted(report.path, meta) or report.path.suffix == SUFFIX

    return Page(read_source(report.path, report.name, data), is_accounted)


def check(context: Context, draw) -> None:
    """Check a page that was read, part by part; each part writes what it finds into the report."""
    report_problems(context)
    find_markers(context)

    claims, chains = read_claims(context), read_chains(context)
    comments = read_comments(context) if context.report.is_accounted else []
    if context.page.source.cells:
        check_cells(context, claims, comments)

    compute(context, claims, chains, comments, draw)
    prepare_comments(context, comments)

    judge_claims(context, claims, is_drawn=draw is not None)
    check_citations(context, claims)
    judge_chains(context, chains)
    check_fences(context)
    judge_comments(context, comments)

    if context.report.is_accounted:
        check_touched_equations(context)
        check_raw(context)
        account(context)


def report_problems(context: Context) -> None:
    """Report what is wrong with how the page is written."""
    for problem in context.page.problems:
        advice = [("write", problem.advice)] if problem.advice else []
        context.report.fail(problem.start, problem.message, end=problem.end, advice=advice)
        context.mark_handled(problem.start, problem.end)
    for doubt in context.page.doubts:
        context.report.unjudged.append(
            Unjudged(context.report.failure(doubt.start, doubt.message), "text", is_told=True)
        )


def compute(
    context: Context, claims: list[ReadClaim], chains: list[FoundChain], comments: list[FoundComment], draw
) -> None:
    """Compute all that the page asks of its snippets in one run, and draw its pictures in another."""
    expressions = [
        *expressions_of_claims(claims),
        *expressions_of_chains(context, chains),
        *expressions_of_comments(context, comments),
        *(expressions_of_labels(context) if context.report.is_accounted else []),
    ]
    context.compute(context.snippets, expressions, context.store.values)
    if draw is not None and not context.are_figures_broken:
        context.compute(context.figures, pictures_of_claims(claims), draw)
