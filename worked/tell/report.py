"""Reports: what a check found, written for people (text), for pull requests (github) or for programs (json)."""

from collections import Counter

from worked.judge.findings import KINDS, Failure, plural
from worked.tell.verdict import Verdict


class Totals:
    """Counts over all pages of a run."""

    def __init__(self):
        self.pages = self.failures = self.warnings = self.judged = 0
        self.skips = self.excluded = 0
        self.passed: Counter[str] = Counter()  # files of other types, by their endings
        self.unjudged: Counter[tuple[str, str]] = Counter()  # by place and reason
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
        self.skips += verdict.skips
        self.unjudged.update((place, reason) for *_, place, reason, _ in verdict.unjudged)
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
        rest = f"; {plural(self.warnings, 'slip')} of style" if self.warnings else ""
        rest += f"; {self.unjudged_in_words()}" if self.unjudged else ""
        rest += f"; {plural(self.skips, 'equation')} skipped on purpose" if self.skips else ""
        rest += f"; {plural(self.excluded, 'page')} excluded" if self.excluded else ""
        rest += f"; passed over: {in_words(self.passed)}" if self.passed else ""
        hold = "holds" if self.numbers == 1 else "hold"
        return (
            f"{verdict}{plural(self.numbers, 'number')} {hold} on {plural(self.pages, 'page')}: {kinds or 'none'}{rest}"
        )

    def unjudged_in_words(self) -> str:
        """Say how much was not judged: 4 places not judged: 2 in prose, 2 in code (asked 1, units 1)."""
        parts = []
        for where in dict.fromkeys(place for place, _ in self.unjudged):
            reasons = {reason: count for (place, reason), count in self.unjudged.items() if place == where}
            why = ", ".join(f"{reason} {count:,}" for reason, count in reasons.items() if reason)
            parts.append(f"{sum(reasons.values()):,} in {where}" + (f" ({why})" if why else ""))
        return f"{plural(self.unjudged.total(), 'place')} not judged: {', '.join(parts)}"


def in_words(passed: Counter[str]) -> str:
    """Files by their endings: 3 .rst, 1 .tex."""
    return ", ".join(f"{count:,} {ending}" for ending, count in sorted(passed.items()))


# ---- for people ------------------------------------------------------------------------------


def as_text(failure: Failure) -> str:
    """A message: the place and what is wrong, the line of the page, what was computed, and how to mend it.

    failure  one of a report's
    returns  several lines, the first of which begins ``page.md:42:23: ``
    """
    return "\n".join([as_line(failure), *excerpt(failure), *rows(failure)])


def rows(failure: Failure) -> list[str]:
    """What was computed, and how to mend it, in rows that are aligned."""
    found = [("page says", failure.shown)] if failure.shown else []
    if failure.computed:
        exactly = f"   ({failure.exactly})" if failure.exactly and failure.exactly != failure.computed else ""
        found.append(("computed", failure.computed + exactly))
    found += failure.advice
    width = max((len(name) for name, _ in found), default=0)
    return [f"  {name:<{width}}  {text}" for name, text in found]


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
    message = as_text(failure)  # with its place, which the log of a run shows in no other way
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
