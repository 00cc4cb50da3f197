"""Fixing: wrong literals are written anew, at their own number of decimals, and nothing else."""

import difflib
import os
import stat
import tempfile
from pathlib import Path

from worked.findings import Report


class Fix:
    """What fixing would change on one page."""

    def __init__(self, report: Report):
        self.report = report
        edits = {failure.fix[:2]: failure.fix for failure in report.failures if failure.fix}
        self.edits = apart(sorted(edits.values()))
        self.left = len(report.failures) - len(self.edits)

    def diff(self) -> str:
        source = self.report.page.source
        after = source.replaced(self.edits)[len(source.mark) :].decode("utf-8")
        before = source.raw.replace("\r\n", "\n").splitlines(keepends=True)
        name = self.report.name
        return "".join(difflib.unified_diff(before, after.replace("\r\n", "\n").splitlines(keepends=True), name, name, n=0))

    def write(self) -> None:
        """Put the new text in place of the old one in one step, so that no page is half written."""
        replace(self.report.path, self.report.page.source.replaced(self.edits))


def apart(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Edits that do not touch one another; of two that do, the first."""
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def replace(path: Path, data: bytes) -> None:
    path = path.resolve()  # a link stays a link
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
