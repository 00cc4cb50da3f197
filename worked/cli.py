"""The command line: ``worked check``, ``worked fix``, ``worked numbers``; ``worked stage`` and ``worked finish`` for sites."""

import argparse
import errno
import gc
import json
import sys
from functools import partial
from pathlib import Path

from worked.judge.findings import Report, plural
from worked.run.waiting import WAITING
from worked.settings import PLACES, Settings, SettingsError, settings_for
from worked.tell import report as reports
from worked.tell.listed import Listed
from worked.tell.pages import Pages, PagesError
from worked.tell.projects import Projects
from worked.tell.verdict import Verdict

HOLDS, WRONG, UNUSABLE = 0, 1, 2
EPILOG = """\
example:
  echo 'We paid `3 * 1.25 = 3.70` for lunch.' > lunch.md
  worked check lunch.md    says that it should be 3.75
  worked fix lunch.md      writes 3.75

exit codes:
  0  every number holds, or the pages that are named hold none
  1  one does not: each is printed, with its place, and nothing is staged or finished
  2  nothing could be checked, or the arguments or the settings cannot be used
"""
FEW_COLLECTIONS = 200_000  # new objects before Python looks for cycles, which took a third of a long check


class UsageError(Exception):
    """Arguments or settings that cannot be used."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    arguments  "check", "docs/index.md" ...; None takes those of the process
    returns    the exit code: 0 where every number holds, 1 where one does not, 2 where nothing could be checked
    """
    options = parser().parse_args(arguments)
    if arguments is None:  # in a process of its own
        gc.set_threshold(FEW_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without ≈ shows \u2248
    try:
        code = options.command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except (UsageError, PagesError, SettingsError) as error:
        print(f"worked: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return UNUSABLE
    except KeyboardInterrupt:
        return UNUSABLE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"worked: the report cannot be written: {error.strerror}", file=sys.stderr)
        sys.stdout = None  # else Python would try once more, and fail as loudly
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
    check.add_argument("--in", dest="places", metavar="PLACES", help=f"where else to judge: {','.join(PLACES)}")
    check.add_argument("--unread", action="store_true", help="list each equation that was not judged")
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

    about = "Check every page, and write each as plain Markdown, with what is published beside it, for any generator of sites."
    stage = commands.add_parser("stage", help="write the checked pages for a site generator", description=about)
    stage.add_argument(
        "out", metavar="OUT", type=Path, help="an empty folder, a new one, or one that was staged before"
    )
    stage.set_defaults(command=partial(run_site, "stage"))

    about = "Compare each page of a site that was built of staged pages, and add what comes after its text: cards, ledger, references."
    finish = commands.add_parser("finish", help="finish a site that was built of them", description=about)
    finish.add_argument("out", metavar="SITE", type=Path, help="the folder of the built site")
    finish.set_defaults(command=partial(run_site, "finish"))

    about = "Check pages while they are written: editors start this, and talk to it by the Language Server Protocol."
    commands.add_parser("server", help="check pages in an editor", description=about).set_defaults(command=run_server)
    return top


# ---- commands --------------------------------------------------------------------------------


def run_check(options) -> int:
    totals = reports.Totals()
    records, notes = [], []
    projects = Projects(places_of(options))
    known: dict[str, Verdict] = {}
    pages = Pages(options.paths)
    WAITING.tell = say_aside if options.verbose or sys.stderr.isatty() else None
    for number, page in enumerate(pages.found):
        if options.verbose:
            name = projects.settings(page).name_of(page)
            say_aside(f"page {number + 1} of {len(pages.found)}: {name}")
        verdict = projects.verdict(page, pages.found[number:])
        failures = totals.add(verdict)
        name = projects.settings(page).name_of(page)
        known[name] = verdict
        notes += verdict.notes(name, options.unread)
        records += show_failures(failures, options.format)
    if not options.paths:
        across = failures_across(known, settings_for(Path.cwd()))
        totals.failures += len(across)
        records += show_failures(across, options.format)
    totals.passed = pages.passed
    totals.excluded = pages.excluded
    if options.format == "json":
        print(as_json(totals, records, notes))
    else:
        show_notes(notes, options.format)
        print(totals.line())
    return exit_code(totals, pages)


def places_of(options) -> list[str] | None:
    """The places of --in; None where it is not given, so that the settings say it."""
    if options.places is None:
        return None
    places = [place.strip() for place in options.places.split(",") if place.strip()]
    if wrong := next((place for place in places if place not in PLACES), None):
        raise UsageError(f"--in takes {', '.join(PLACES)}, with commas between them: {wrong!r} is none")
    return places


def exit_code(totals: reports.Totals, pages: Pages) -> int:
    if totals.failures:
        return WRONG
    if not totals.numbers and not totals.judged:
        told = f"no number to check on {plural(totals.pages, 'page')}"
        if not pages.is_named:
            raise UsageError(told)
        print(f"worked: {told}", file=sys.stderr)
    return HOLDS


def say_aside(words: str) -> None:
    """Say how it is going, apart from the report."""
    print(f"worked: {words}", file=sys.stderr, flush=True)


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
    for page in Pages(options.paths).found:
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
    for report in map(projects.check, Pages(options.paths).found):
        failures += report.failures
        for number in report.numbers:
            rows += 1
            print(number_row(report, number))
    for failure in failures:
        print(reports.as_line(failure), file=sys.stderr)
    if not rows and not failures:
        raise UsageError("no number found")
    return WRONG if failures else HOLDS


def run_site(command: str, options) -> int:
    """Stage pages, or finish a site: only these two load what draws and reads pages."""
    settings = settings_for(Path.cwd())
    try:
        from worked.site import commands

        extra = extra_of(settings)
    except ModuleNotFoundError as error:
        raise UsageError(f"worked {command} needs {error.name}: python -m pip install {error.name}") from None
    WAITING.tell = say_aside if sys.stderr.isatty() else None
    try:
        is_done = getattr(commands, command)(options.out, settings, extra, say_aside)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise UsageError(f"{options.out} cannot be written: {error.strerror}") from None
    return HOLDS if is_done else WRONG


def run_server(options) -> int:
    """Serve an editor on standard input and output."""
    try:
        from worked.editor.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"worked server needs {error.name}: python -m pip install 'worked[editor]'") from None
    serve()
    return HOLDS


def extra_of(settings: Settings):
    """What a project's own hooks do to its pages; nothing where mkdocs.yml names none."""
    from worked.site.finish import Extra
    from worked.site.generator import Generator

    if not Generator(settings).table.get("hooks"):
        return Extra()
    from worked.mkdocs.elsewhere import Hooks

    return Hooks(settings)


def number_row(report: Report, number) -> str:
    source = report.page.source
    if number.file:
        return f"{number.file}  {number.kind}  {number.expression} = {number.value}"
    line, column = source.place(number.start)
    shown = report.page.text[number.start : number.end]
    known_by = f"{number.expression} = {number.value}" if number.expression else number.source
    return f"{report.name}:{line}:{column}  {shown}  {number.kind}  {known_by}".rstrip()
