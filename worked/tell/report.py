"""Reports: what a check found, written for people (text), for pull requests (github) or for programs (json)."""

from worked.judge.findings import KINDS, Failure, plural
from worked.tell.verdict import Verdict


class Totals:
    """Counts over all pages of a run."""

    def __init__(self):
        self.pages = self.failures = self.warnings = self.skipped = self.judged = 0
        self.kinds = dict.fromkeys(KINDS, 0)
        self.told: set[tuple] = set()

    def add(self, verdict: Verdict) -> list[Failure]:
        """Count a page.

        returns  its failures, but for those that another page has told of: a snippet that does not run is one fault
        """
        self.pages += 1
        failures = self.untold(verdict.failures)
        self.failures += len(failures)
        self.warnings += len(verdict.warnings)
        self.skipped += len(verdict.skipped)
        self.judged += verdict.judged
        for kind, count in verdict.kinds.items():
            self.kinds[kind] += count
        return failures

    def untold(self, failures: list[Failure]) -> list[Failure]:
        known = {(one.file, one.line, one.column, one.headline): one for one in failures}
        found = [one for key, one in known.items() if key not in self.told]
        self.told |= known.keys()
        return found

    @property
    def numbers(self) -> int:
        return sum(self.kinds.values())

    def line(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.items() if count)
        verdict = f"{plural(self.failures, 'failure')}; " if self.failures else ""
        counts = ((self.warnings, "slip", " of style"), (self.skipped, "place", " not judged"))
        rest = "".join(f"; {plural(count, noun)}{behind}" for count, noun, behind in counts if count)
        hold = "holds" if self.numbers == 1 else "hold"
        return (
            f"{verdict}{plural(self.numbers, 'number')} {hold} on {plural(self.pages, 'page')}: {kinds or 'none'}{rest}"
        )


# ---- for people ------------------------------------------------------------------------------


def as_text(failure: Failure) -> str:
    """A message: the place and what is wrong, the line of the page, what was computed, and how to mend it.

    failure  one of a report's
    returns  several lines, the first of which begins ``page.md:42:23: ``
    """
    lines = [as_line(failure), *excerpt(failure)]
    rows = []
    if failure.shown:
        rows.append(("page says", failure.shown))
    if failure.computed:
        exactly = f"   ({failure.exactly})" if failure.exactly and failure.exactly != failure.computed else ""
        rows.append(("computed", failure.computed + exactly))
    rows += failure.advice
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join([*lines, *(f"  {name:<{width}}  {text}" for name, text in rows)])


def excerpt(failure: Failure) -> list[str]:
    """The page's line with a mark under the place."""
    line, column = failure.excerpt
    if not line.strip():
        return []
    mark = "^" * max(1, min(failure.width, len(line) - column))
    return [f"    {line}".rstrip(), "    " + " " * column + mark]


def as_line(failure: Failure) -> str:
    return f"{failure.file}:{failure.line}:{failure.column}: {failure.headline}"


# ---- for pull requests -----------------------------------------------------------------------


def as_github(failure: Failure, level: str = "error", file: str = "") -> str:
    """A workflow command, which GitHub shows on the line of the pull request.

    file  as the repository names it, where that is another name
    """
    message = as_text(failure).partition("\n")[2] or failure.headline
    line, column, end = failure.line, failure.column, failure.column + failure.width
    place = f"file={escape(file or failure.file, True)},line={line},col={column},endColumn={end}"
    return f"::{level} {place},title={escape(failure.headline, True)}::{escape(message)}"


def escape(text: str, is_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


# ---- for programs ----------------------------------------------------------------------------


def as_record(failure: Failure) -> dict:
    return {
        "file": failure.file,
        "line": failure.line,
        "column": failure.column,
        "message": failure.headline,
        "shown": failure.shown,
        "computed": failure.computed,
        "exactly": failure.exactly,
        "advice": dict(failure.advice),
    }
