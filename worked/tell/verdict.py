"""Verdicts: what is kept of a page without failures, so that it is not checked again while nothing changes."""

from pathlib import Path

from worked.judge.findings import KINDS, Failure, Report
from worked.run.cache import CachedFile, Read
from worked.settings import Settings
from worked.tell.record import record_of


class Verdict:
    """What a check of a page gave.

    kinds     how many numbers of each kind hold
    judged    how many steps of equations and worked fences were compared
    warnings  slips of style: (line, column, headline)
    unjudged  the rows of what was not judged, as :class:`worked.judge.findings.Unjudged` has them
    markdown  the rendered page; "" where it was only checked
    seen      the numbers that the check saw, as :class:`worked.show.seen.SeenNumbers` has them, to be compared
              with the built page; None where it was only checked
    text      the page as text, with blanks, as :func:`worked.show.text.text_of` gives it; "" where it was only checked
    skips     how many equations a comment on the page skips
    record    what the ledger needs to know of the page: the arguments of :class:`PageRecord`
    failures  what is wrong; always empty for a verdict that was kept
    read      what it rests on, by name
    """

    def __init__(
        self,
        kinds: dict,
        judged: int,
        warnings: list,
        unjudged: list,
        markdown: str = "",
        seen: dict | None = None,
        failures: list | None = None,
        record: dict | None = None,
        read: Read | None = None,
        skips: int = 0,
        text: str = "",
    ):
        self.kinds, self.judged, self.warnings, self.unjudged = kinds, judged, warnings, unjudged
        self.markdown, self.seen, self.failures = markdown, seen, failures or []
        self.record, self.read, self.skips, self.text = record or {}, read or {}, skips, text

    def notes(self, name: str, is_full: bool = False) -> list[tuple[str, Failure]]:
        """What is said of a page beside its failures: each with "warning" or "notice".

        is_full  with all that was not judged, not only what its authors have to hear of
        """
        told = [("warning", place) for place in self.warnings]
        told += [("notice", row[:3]) for row in self.unjudged if is_full or row[5]]
        return [(level, Failure(name, *place)) for level, place in sorted(told, key=lambda one: tuple(one[1][:2]))]


def verdict_of(report: Report, markdown: str = "", seen: dict | None = None) -> Verdict:
    kinds = {kind: sum(number.kind == kind for number in report.numbers) for kind in KINDS}
    warnings = [(failure.line, failure.column, failure.headline) for failure in report.warnings]
    unjudged = [one.row for one in report.unjudged]
    return Verdict(
        kinds,
        report.judged,
        warnings,
        unjudged,
        markdown,
        seen,
        report.failures,
        record_of(report),
        report.read,
        report.skips,
    )


def known_verdict(page: Path, settings: Settings) -> Verdict | None:
    """The verdict that was kept of a page; None where something that it rests on has changed."""
    kept = CachedFile(page.resolve(), settings, "pages")
    try:
        return Verdict(**kept.data, read=kept.read)
    except TypeError:  # none, or damaged
        return None


def keep(verdict: Verdict, report: Report, settings: Settings) -> None:
    """Keep the verdict of a page that holds."""
    if not verdict.failures:
        data = {name: value for name, value in vars(verdict).items() if name not in ("failures", "read")}
        CachedFile(report.path.resolve(), settings, "pages", is_new=True).save(data, report.read)
