"""The command line: ``worked check``, ``worked fix``, ``worked numbers``."""

import argparse
import json
import sys
from pathlib import Path

from worked.judge.findings import Report, plural
from worked.read.lab import is_lab
from worked.settings import Settings, SettingsError, resolved, settings_for
from worked.tell import report as reports
from worked.tell.listed import PAGES, Listed
from worked.tell.verdict import Verdict, keep, known_verdict, verdict_of

HOLDS, WRONG, UNUSABLE = 0, 1, 2
EPILOG = """\
example:
  echo 'We paid `3 * 1.25 = 3.70` for lunch.' > lunch.md
  worked check lunch.md    says that it should be 3.75
  worked fix lunch.md      writes 3.75

exit codes:
  0  every number holds
  1  one does not: each is printed, with its place
  2  nothing could be checked, or the arguments or the settings cannot be used
"""
PASSED_OVER = {"node_modules", "site-packages", "__pycache__"}


class UsageError(Exception):
    """Arguments or settings that cannot be used."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    arguments  "check", "docs/index.md" ...; None takes those of the process
    returns    the exit code: 0 where every number holds, 1 where one does not, 2 where nothing could be checked
    """
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without ≈ shows \u2248
    try:
        return options.command(options)
    except (UsageError, SettingsError) as error:
        print(f"worked: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return UNUSABLE
    except KeyboardInterrupt:
        return UNUSABLE


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="worked",
        description="A spell checker for the numbers of Markdown pages.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"worked {sys.modules['worked'].__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check every number", description="Check every number of the pages.")
    default = "default: the pages named in pyproject.toml"
    check.add_argument("paths", nargs="*", metavar="PATH", help=f"pages or folders ({default})")
    formats = ("text", "github", "json")
    check.add_argument("--format", choices=formats, default="text", help="how to report (default: text)")
    check.add_argument("-v", "--verbose", action="store_true", help="say which page is being checked")
    check.set_defaults(command=run_check)

    about = "Rewrite wrong numbers, each at its own decimals."
    fix = commands.add_parser("fix", help="rewrite wrong numbers", description=about)
    fix.add_argument("paths", nargs="+", metavar="PATH", help="pages or folders")
    fix.add_argument("--dry-run", action="store_true", help="show the changes and write nothing")
    fix.set_defaults(command=run_fix)

    about = "List every number of a page."
    numbers = commands.add_parser("numbers", help="list the numbers of a page", description=about)
    numbers.add_argument("paths", nargs="+", metavar="PAGE")
    numbers.set_defaults(command=run_numbers)
    return top


# ---- pages -----------------------------------------------------------------------------------


def pages_of(paths: list[str]) -> list[Path]:
    """The pages that arguments name; without arguments, those that the settings name."""
    if not paths:
        return pages_of_settings(settings_for(Path.cwd()))
    found = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += pages_below(path)
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"there is no page {name}")
    if not found:
        raise UsageError(f"no page found in {', '.join(paths)}")
    return list(dict.fromkeys(found))


def pages_of_settings(settings: Settings) -> list[Path]:
    found = sorted({page for pattern in settings.pages for page in settings.root.glob(pattern) if page.is_file()})
    if not found:
        raise UsageError("no page found: name pages, or set pages in [tool.worked] of pyproject.toml")
    return found


def pages_below(folder: Path) -> list[Path]:
    files = [file for file in folder.rglob("*") if file.suffix in PAGES or is_lab(file)]
    return sorted(file for file in files if file.is_file() and not is_passed_over(file, folder))


def is_passed_over(page: Path, folder: Path) -> bool:
    """Is a page in a folder of somebody else's, or in a hidden one?"""
    parts = page.relative_to(folder).parts[:-1]
    return any(part in PASSED_OVER or part.startswith(".") for part in parts)


class Projects:
    """The settings and the store of the project that a page lies in."""

    def __init__(self):
        self.folders: dict[Path, Settings] = {}
        self.has_looked_ahead = False
        self.stores: dict = {}

    def look_ahead(self, pages: list[Path]) -> None:
        """Let each snippet run once for all pages that name it, and the first of them be made ready at once."""
        self.has_looked_ahead = True
        from worked.read.ahead import asked_by

        settings, store = self.settings(pages[0]), self.store(pages[0])  # others get by without a guess
        for number, (names, expressions) in enumerate(asked_by(pages).items()):
            snippets = tuple(resolved(settings.root / name) for name in names)
            if number == 0:
                store.prepare(snippets)
            if len(pages) > 1:
                store.expect(snippets, expressions)

    def settings(self, page: Path) -> Settings:
        folder = page.parent.resolve()
        if folder not in self.folders:
            found = settings_for(folder)
            self.folders[folder] = next((known for known in self.folders.values() if known.root == found.root), found)
        return self.folders[folder]

    def check(self, page: Path) -> Report:
        """Check a page. The import is here so that a run over unchanged pages need not load what checks them."""
        from worked.judge.check import check_page

        return check_page(page, self.settings(page), self.store(page))

    def store(self, page: Path):
        from worked.run.store import Store

        settings = self.settings(page)
        if settings.root not in self.stores:
            self.stores[settings.root] = Store(settings)
        return self.stores[settings.root]

    def verdict(self, page: Path, to_come: list[Path]) -> Verdict:
        settings = self.settings(page)
        verdict = known_verdict(page, settings)
        if verdict is None:
            if not self.has_looked_ahead:
                self.look_ahead(to_come)
            report = self.check(page)
            verdict = verdict_of(report)
            keep(verdict, report, settings)
        return verdict


# ---- commands --------------------------------------------------------------------------------


def run_check(options) -> int:
    totals = reports.Totals()
    records, notes = [], []
    projects = Projects()
    known: dict[str, Verdict] = {}
    pages = pages_of(options.paths)
    for number, page in enumerate(pages):
        if options.verbose:
            name = projects.settings(page).name_of(page)
            print(f"worked: page {number + 1} of {len(pages)}: {name}", file=sys.stderr, flush=True)
        verdict = projects.verdict(page, pages[number:])
        failures = totals.add(verdict)
        name = projects.settings(page).name_of(page)
        known[name] = verdict
        notes += verdict.notes(name)
        records += show_failures(failures, options.format)
    if not options.paths:
        across = failures_across(known, settings_for(Path.cwd()))
        totals.failures += len(across)
        records += show_failures(across, options.format)
    if options.format == "json":
        print(as_json(totals, records, notes))
    else:
        show_notes(notes, options.format)
        print(totals.line())
    if totals.failures:
        return WRONG
    if not totals.numbers and not totals.judged:
        raise UsageError(f"no number to check on {plural(totals.pages, 'page')}")
    return HOLDS


def as_json(totals: reports.Totals, records: list[dict], notes: list) -> str:
    warnings, unjudged = (
        [reports.as_record(failure) for level, failure in notes if level == kind] for kind in ("warning", "notice")
    )
    result = {
        "failures": records,
        "warnings": warnings,
        "not_judged": unjudged,
        "pages": totals.pages,
        "numbers": totals.kinds,
    }
    return json.dumps(result, indent=2)


def failures_across(known: dict[str, Verdict], settings: Settings) -> list:
    """What is wrong with the pages taken together, which only a check of all pages can tell."""
    from worked.tell.site import site_failures

    return [*site_failures(known, settings), *Listed(settings).failures()]


def show_failures(failures: list, form: str) -> list[dict]:
    """Print failures; in the form for programs, return their records instead."""
    if form == "json":
        return [reports.as_record(failure) for failure in failures]
    for failure in failures:
        print((reports.as_text(failure) + "\n") if form == "text" else annotation(failure))
    return []


def annotation(failure, level: str = "error") -> str:
    """A failure for GitHub, which names files from the root of the repository, wherever the check was run."""
    here = Path.cwd().resolve()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    file = (here / failure.file).resolve()
    return reports.as_github(failure, level, file.relative_to(root).as_posix() if file.is_relative_to(root) else "")


def show_notes(notes: list, form: str) -> None:
    for level, failure in notes:
        print(reports.as_line(failure) if form == "text" else annotation(failure, level))


def run_fix(options) -> int:
    changed = left = 0
    from worked.tell.fix import fixed

    projects, totals = Projects(), reports.Totals()
    for page in pages_of(options.paths):
        fix = fixed(page, projects.settings(page), projects.store(page))
        if fix.changed:
            print(fix.diff(), end="")
            if not options.dry_run:
                write(fix)
        changed += fix.changed
        failures = totals.untold(fix.report.failures)
        left += len(failures)
        for failure in failures:
            print(reports.as_text(failure) + "\n")
    verb = "would be rewritten" if options.dry_run else "rewritten"
    rest = f"; {plural(left, 'failure')} left to mend by hand" if left else ""
    print(f"{plural(changed, 'number')} {verb}{rest}")
    return WRONG if left else HOLDS


def write(fix) -> None:
    try:
        fix.write()
    except OSError as error:
        raise UsageError(f"{fix.report.name} cannot be written: {error.strerror}") from None


def run_numbers(options) -> int:
    rows = 0
    failures = []
    projects = Projects()
    for report in map(projects.check, pages_of(options.paths)):
        failures += report.failures
        for number in report.numbers:
            rows += 1
            print(number_row(report, number))
    for failure in failures:
        print(reports.as_line(failure), file=sys.stderr)
    if not rows and not failures:
        raise UsageError("no number found")
    return WRONG if failures else HOLDS


def number_row(report: Report, number) -> str:
    source = report.page.source
    if number.file:
        return f"{number.file}  {number.kind}  {number.expression} = {number.value}"
    line, column = source.place(number.start)
    shown = report.page.text[number.start : number.end]
    known_by = f"{number.expression} = {number.value}" if number.expression else number.source
    return f"{report.name}:{line}:{column}  {shown}  {number.kind}  {known_by}".rstrip()
