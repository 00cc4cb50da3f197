"""The context of a check: what its parts share while one page is judged."""

from pathlib import Path

from worked.judge.findings import Failure, Report, plural
from worked.maths.expression import shorten
from worked.read.python import defined_names
from worked.run.snippet import Outcome, SnippetError
from worked.run.store import Store
from worked.run.values import Value
from worked.settings import Settings


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
        self.handled = bytearray(len(self.text))  # 1 where a number was judged, well or not

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

    def mark_handled(self, start: int, end: int) -> None:
        self.handled[start:end] = b"\1" * (end - start)

    def is_handled(self, start: int) -> bool:
        return bool(self.handled[start])

    def hold(self, start: int, end: int, kind: str, **details) -> None:
        self.report.hold(start, end, kind, **details)
        self.mark_handled(start, end)
