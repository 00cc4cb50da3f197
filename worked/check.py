"""Checking a page: every number is accounted for, and every claim holds.

    page ─ read ─▶ claims, chains, comments ─ evaluate ─▶ values ─ compare ─▶ report
"""

from pathlib import Path

from worked import account, claims, comments, source, steps
from worked.findings import Failure, Report
from worked.names import defined_names
from worked.page import Page
from worked.settings import Settings
from worked.snippet import SnippetError
from worked.source import SourceError
from worked.store import Store
from worked.values import Value


def check_page(path: Path, settings: Settings, store: Store, draw=None) -> Report:
    """Check one page.

    draw     draws pictures: draw(module, expressions) -> Outcome; None leaves them undrawn
    returns  the report; nothing is raised for what is wrong with the page
    raises   SettingsError
    """
    report = Report(path, settings.name_of(path))
    try:
        report.page = Page(source.read(path, report.name))
    except SourceError as error:
        report.failures.append(Failure(report.name, error.line, error.column, str(error)))
        return report
    report.is_accounted = settings.is_accounted(path, report.page.meta)
    check(Context(report, settings, store), draw)
    report.sort()
    return report


def check(context: "Context", draw) -> None:
    for problem in context.page.problems:
        advice = [("write", problem.advice)] if problem.advice else []
        context.report.fail(problem.start, problem.message, end=problem.end, advice=advice)
    found_claims = claims.read(context)
    found_chains = steps.read(context)
    found_comments = comments.read(context) if context.report.is_accounted else []
    asked = claims.expressions(found_claims) + steps.expressions(context, found_chains) + comments.expressions(context, found_comments)
    context.compute(context.snippet, asked, context.store.values)
    if draw is not None:
        context.compute(context.figures, claims.pictures(found_claims), draw)
    claims.judge(context, found_claims, is_drawn=draw is not None)
    steps.judge(context, found_chains)
    comments.judge(context, found_comments)
    if context.report.is_accounted:
        account.account(context)


class Context:
    """What the parts of a check share: the page, its snippets, the values, and what is settled."""

    def __init__(self, report: Report, settings: Settings, store: Store):
        self.report, self.page, self.text = report, report.page, report.page.text
        self.settings, self.store = settings, store
        self.snippet = self.named_file("numbers")
        self.figures = self.named_file("figures")
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.is_broken = False  # the snippet does not run, which is said once
        self.suggestions = None  # found only where a message needs them
        self.settled = bytearray(len(self.text))  # 1 where a number was judged, well or not

    def named_file(self, key: str) -> Path | None:
        """The Python file that the front matter names, where it is one that may be run."""
        name = self.page.meta.get(key)
        if name is None:
            return None
        place = self.page.meta_place(key)
        path = (self.settings.root / str(name)).resolve()
        folder = self.settings.snippets.resolve()
        shown = self.settings.name_of(folder)
        if folder not in path.parents or path.suffix != ".py":
            self.report.fail(place, f"{key}: {name} is no Python file inside {shown}/", advice=[("write", f"{key}: {shown}/NAME.py")])
        elif not path.is_file():
            self.report.fail(place, f"{key}: there is no file {name}", advice=[("write", f"{key}: {shown}/NAME.py")])
        else:
            return path
        self.is_broken = True
        return None

    def compute(self, snippet: Path | None, asked: list[str], compute) -> None:
        """Get values; a snippet that does not run is one failure, at its own line."""
        if snippet is None or not asked:
            return
        try:
            outcome = compute(snippet, asked)
        except SnippetError as error:
            self.is_broken = True
            so = f"{len(asked)} expressions of {self.report.name} cannot be checked"
            self.report.failures.append(
                Failure(error.path, error.line, 1, f"the snippet does not run: {error}", advice=[("so", so)], excerpt=error.excerpt)
            )
            return
        self.values |= outcome.values
        self.errors |= outcome.errors

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
