"""Checking a page: every number is accounted for, and every claim holds.

page ─ read ─▶ claims, chains, comments ─ evaluate ─▶ values ─ compare ─▶ report
"""

from pathlib import Path

from worked.judge.account import account
from worked.judge.cells import check_cells
from worked.judge.claims import expressions_of_claims, judge_claims, pictures_of_claims, read_claims
from worked.judge.comments import expressions_of_comments, judge_comments, read_comments
from worked.judge.context import Context
from worked.judge.fence import check_fences
from worked.judge.findings import Failure, Report
from worked.judge.markers import find_markers
from worked.judge.steps import expressions_of_chains, judge_chains, read_chains
from worked.read.file import read_source
from worked.read.lab import SUFFIX
from worked.read.page import Page
from worked.read.source import SourceError
from worked.run.store import Store
from worked.settings import Settings


def check_page(path: Path, settings: Settings, store: Store, draw=None, data: bytes | None = None) -> Report:
    """Check one page.

    data     what the page would hold, where that is not what the file holds
    draw     draws pictures: draw(module, expressions) -> Outcome; None leaves them undrawn
    returns  the report; nothing is raised for what is wrong with the page
    raises   SettingsError
    """
    report = Report(path, settings.name_of(path))
    report.note(path, settings)
    try:
        report.page = Page(
            read_source(path, report.name, data),
            lambda meta: settings.is_accounted(path, meta) or path.suffix == SUFFIX,
        )
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


def check(context: "Context", draw) -> None:
    for problem in context.page.problems:
        advice = [("write", problem.advice)] if problem.advice else []
        context.report.fail(problem.start, problem.message, end=problem.end, advice=advice)
        context.mark_handled(problem.start, problem.end)
    context.report.skipped += [context.report.failure(doubt.start, doubt.message) for doubt in context.page.doubts]
    find_markers(context)
    found_claims = read_claims(context)
    found_chains = read_chains(context)
    found_comments = read_comments(context) if context.report.is_accounted else []
    if context.page.source.cells:
        check_cells(context, found_claims, found_comments)
    asked = (
        expressions_of_claims(found_claims)
        + expressions_of_chains(context, found_chains)
        + expressions_of_comments(context, found_comments)
    )
    context.compute(context.snippets, asked, context.store.values)
    if draw is not None:
        context.compute(context.figures, pictures_of_claims(found_claims), draw)
    judge_claims(context, found_claims, is_drawn=draw is not None)
    judge_chains(context, found_chains)
    check_fences(context)
    judge_comments(context, found_comments)
    if context.report.is_accounted:
        account(context)
