"""Checking a page: every number is accounted for, and every claim holds.

page ─ read ─▶ claims, chains, comments ─ evaluate ─▶ values ─ compare ─▶ report
"""

from pathlib import Path

from worked import account, cells, claims, comments, fence, source, steps
from worked.expression import shorten
from worked.findings import Failure, Report, plural
from worked.lab import SUFFIX
from worked.markers import find_markers
from worked.names import defined_names
from worked.page import Page
from worked.settings import Settings
from worked.snippet import Outcome, SnippetError
from worked.source import SourceError
from worked.store import Store
from worked.values import Value


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
            source.read(path, report.name, data),
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
        context.settle(problem.start, problem.end)
    context.report.skipped += [context.report.failure(doubt.start, doubt.message) for doubt in context.page.doubts]
    find_markers(context)
    found_claims = claims.read(context)
    found_chains = steps.read(context)
    found_comments = comments.read(context) if context.report.is_accounted else []
    if context.page.source.cells:
        cells.check(context, found_claims, found_comments)
    asked = (
        claims.expressions(found_claims)
        + steps.expressions(context, found_chains)
        + comments.expressions(context, found_comments)
    )
    context.compute(context.snippet, asked, context.store.values)
    if draw is not None:
        context.compute(context.figures, claims.pictures(found_claims), draw)
    claims.judge(context, found_claims, is_drawn=draw is not None)
    steps.judge(context, found_chains)
    fence.check(context)
    comments.judge(context, found_comments)
    if context.report.is_accounted:
        account.account(context)


class Context:
    """What the parts of a check share: the page, its snippets, the values, and what is settled."""

    def __init__(self, report: Report, settings: Settings, store: Store):
        self.report, self.page, self.text = report, report.page, report.page.text
        self.settings, self.store = settings, store
        self.is_broken = False  # the snippet does not run, which is said once
        self.broken: set[Path] = set()
        self.snippet = self.named_file("numbers")
        self.lesson = None
        if self.page.source.cells:  # a lab's names are those of its own code
            self.snippet, self.lesson = report.path.resolve(), self.snippet
        report.snippet = self.snippet
        self.figures = self.named_file("figures")
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.suggestions = None  # found only where a message needs them
        self.settled = bytearray(len(self.text))  # 1 where a number was judged, well or not

    def named_file(self, key: str) -> Path | None:
        """The Python file that the front matter names, where it is one that may be run."""
        name = self.page.meta.get(key)
        if name is None and key not in self.page.meta:
            return None
        name = name if isinstance(name, str) else type(name).__name__
        place = self.page.meta_place(key)
        shown = self.settings.name_in_project(self.settings.snippets)
        try:
            path = (self.settings.root / name).resolve()
            is_inside = self.settings.snippets in path.parents and path.suffix == ".py"
            if is_inside and path.is_file():
                self.report.note(path, self.settings)
                return path
        except (OSError, ValueError):  # a name that no file can have
            is_inside = False
        problem = (
            f"there is no file {shorten(name)}" if is_inside else f"{shorten(name)!r} is no Python file inside {shown}/"
        )
        self.report.fail(place, f"{key}: {problem}", advice=[("write", f"{key}: {shown}/NAME.py")])
        self.is_broken = True
        return None

    def compute(self, snippet: Path | None, asked: list[str], compute) -> None:
        """Get values; a snippet that does not run is one failure, at its own line."""
        outcome = self.outcome(snippet, asked, compute) if snippet is not None and asked else Outcome()
        self.values |= outcome.values
        self.errors |= outcome.errors

    def outcome(self, snippet: Path, asked: list[str], compute) -> Outcome:
        if snippet in self.broken:
            return Outcome()
        try:
            outcome = compute(snippet, asked)
        except SnippetError as error:
            self.is_broken = True
            self.broken.add(snippet)
            so = f"{plural(len(set(asked)), 'expression')} of {self.report.name} cannot be checked"
            file = self.settings.name_of(self.settings.root / error.path)
            headline = f"the {'lab' if snippet == self.report.path.resolve() else 'snippet'} does not run: {error}"
            self.report.failures.append(
                Failure(file, error.line, 1, headline, advice=[("so", so)], excerpt=(error.excerpt, 0))
            )
            return Outcome()
        self.report.read |= self.store.record(snippet).read
        return outcome

    @property
    def names(self) -> dict[str, int]:
        return defined_names(self.snippet)

    def settle(self, start: int, end: int) -> None:
        self.settled[start:end] = b"\1" * (end - start)

    def is_settled(self, start: int) -> bool:
        return bool(self.settled[start])

    def hold(self, start: int, end: int, kind: str, **details) -> None:
        self.report.hold(start, end, kind, **details)
        self.settle(start, end)
