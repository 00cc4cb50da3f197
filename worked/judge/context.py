"""The context of a check: what its parts share while one page is judged."""

import os
from functools import cached_property
from pathlib import Path

from worked.judge.findings import Failure, Report, plural
from worked.maths.decimals import COMMA, with_points, writes_commas
from worked.maths.tokens import shorten
from worked.read.digits import with_plain_digits
from worked.read.front_matter import named_snippets
from worked.read.page import blank
from worked.read.python import code_place, defined_names
from worked.run.code import names_of_files
from worked.run.snippet import Outcome, SnippetError, Snippets
from worked.run.store import Store
from worked.run.values import Value
from worked.settings import Settings, resolved


class Context:
    """What the parts of a check share: the page, its snippets, the values, and what is handled."""

    def __init__(self, report: Report, settings: Settings, store: Store):
        self.report, self.page, self.text = report, report.page, report.page.text
        self.settings, self.store = settings, store
        self.has_commas = not report.is_accounted and self.writes_commas()
        self.digits = self.page.plain if report.is_accounted else with_plain_digits(self.page.plain)
        self.plain = with_points(self.digits) if self.has_commas else self.digits  # as equations are read in it
        self.is_broken = False  # the snippet does not run, which is said once
        self.broken: set[Snippets] = set()
        self.causes: dict[tuple, set[str]] = {}  # by the place where one does not run, the expressions that wait
        self.are_figures_broken = False
        self.snippets: Snippets = self.named_files("numbers", named_snippets(self.page.meta))
        self.lessons: Snippets = ()
        if self.page.source.cells:  # a lab's names are those of its own code
            self.snippets, self.lessons = (report.path.resolve(),), self.snippets
        store.lab = report.path.resolve() if self.page.source.cells else None
        report.snippets = self.snippets
        self.figures = self.named_files("figures", [self.page.meta["figures"]] if "figures" in self.page.meta else [])
        for file in self.figures:
            self.require_python(file)
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.suggestions = None  # found only where a message needs them
        self.handled = bytearray(len(self.text))  # 1 where a number was judged, well or not

    def writes_commas(self) -> bool:
        """Does the page write 1,5 for one and a half, by its settings or by most of its numbers outside of code?"""
        if self.settings.decimal != "either" or not COMMA.search(self.page.plain, self.page.body):
            return self.settings.decimal == "comma"
        away = [(0, self.page.body), *self.page.hidden, *(fence.outer for fence in self.page.fences)]
        return writes_commas(blank(self.page.plain, away))

    @cached_property
    def other_plain(self) -> str:
        """The page as equations are read in it with the other decimals."""
        return self.digits if self.has_commas else with_points(self.digits)

    def named_files(self, key: str, names: list) -> Snippets:
        """The Python files that the front matter names, each where it is one that may be run."""
        if key in self.page.meta and not names:
            names = [None]  # an empty list names nothing
        files = [self.named_file(key, name if isinstance(name, str) else type(name).__name__) for name in names]
        return tuple(dict.fromkeys(filter(None, files)))

    def named_file(self, key: str, name: str) -> Path | None:
        place = self.page.meta_place(key)
        shown = self.settings.name_in_project(self.settings.snippets)
        try:
            path = resolved(self.settings.root / name)
            is_inside = self.settings.snippets in path.parents and path.suffix == ".py"
            is_there = is_inside and path.is_file()
            if is_there and os.access(path, os.R_OK):
                self.report.note(path, self.settings)
                return path
        except (OSError, ValueError):  # a name that no file can have
            is_inside = is_there = False
        problem = (
            f"there is no file {shorten(name)}" if is_inside else f"{shorten(name)!r} is no Python file inside {shown}/"
        )
        if is_there:
            self.report.fail(place, f"{key}: {shorten(name)} may not be read")
            self.is_broken = True
            return None
        advice = [("write", f"{key}: {shown}/NAME.py")]
        if key == "numbers":
            advice += [("or a list", f"{key}: [{shown}/ONE.py, {shown}/OTHER.py]")]
        self.report.fail(place, f"{key}: {problem}", advice=advice)
        self.is_broken = True
        return None

    def require_python(self, file: Path) -> None:
        """Tell of a module of figures that cannot be read, since then nobody knows what it draws."""
        try:
            compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            self.are_figures_broken = True
            line, text = getattr(error, "lineno", None) or 1, (getattr(error, "text", None) or "").rstrip()
            name, headline = self.settings.name_of(file), f"the snippet does not run: {type(error).__name__}: {error}"
            self.report.failures.append(Failure(name, line, 1, headline, excerpt=(text, 0)))

    def compute(self, snippets: Snippets, asked: list[str], compute) -> None:
        """Get values; a snippet that does not run is one failure, at its own line."""
        outcome = self.outcome(snippets, asked, compute) if snippets and asked else Outcome()
        self.values |= outcome.values
        self.errors |= outcome.errors

    def outcome(self, snippets: Snippets, asked: list[str], compute) -> Outcome:
        if snippets in self.broken:
            return Outcome()
        try:
            outcome = compute(snippets, asked)
        except SnippetError as error:
            self.is_broken = True
            self.broken.add(snippets)
            self.fail_once(error, asked)
            return Outcome()
        self.report.read |= outcome.read
        for name in names_of_files(outcome.read):  # of which the page may show lines
            self.report.note(self.settings.root / name, self.settings)
        return outcome

    def fail_once(self, error: SnippetError, asked: list[str]) -> None:
        """Tell of a snippet that does not run, with all that waits for it: others may import it."""
        file = self.settings.name_of(self.settings.root / error.path)
        headline = f"the {'lab' if file == self.report.name else 'snippet'} does not run: {error}"
        if not error.path.endswith(
            ".py"
        ):  # a page that the snippet reads, which its own check tells of as well; or a record
            headline = str(error)
        place = (file, error.line, headline)
        waiting = self.causes.setdefault(place, set())
        waiting.update(asked)
        so = f"{plural(len(waiting), 'expression')} of {self.report.name} cannot be checked, nor what else rests on it"
        told = Failure(file, error.line, 1, headline, advice=[("so", so)], excerpt=(error.excerpt, 0))
        others = [one for one in self.report.failures if (one.file, one.line, one.headline) != place]
        self.report.failures = [*others, told]

    def find_suggestions(self):
        """What the snippets hold, for messages that suggest some of it; None where that is not known."""
        if self.suggestions is None and self.snippets and not self.is_broken:
            from worked.judge.suggest import Suggestions

            self.suggestions = Suggestions(self.snippets, self.store)
        return None if self.is_broken else self.suggestions

    @cached_property
    def names(self) -> dict[str, int]:
        return {name: line for snippet in self.snippets for name, line in defined_names(snippet).items()}

    def code_place(self, files: Snippets, names: list[str]) -> str:
        """Where one of some files computes something: ``snippets/soft_lookup.py:21``."""
        file = self.defining_file(files, names)
        return code_place(file, self.settings.name_of(file), names)

    def defining_file(self, files: Snippets, names: list[str]) -> Path:
        return next((file for file in files if defined_names(file).keys() & set(names)), files[0])

    def mark_handled(self, start: int, end: int) -> None:
        self.handled[start:end] = b"\1" * (end - start)

    def is_handled(self, start: int) -> bool:
        return bool(self.handled[start])

    def hold(self, start: int, end: int, kind: str, **details) -> None:
        self.report.hold(start, end, kind, **details)
        self.mark_handled(start, end)
