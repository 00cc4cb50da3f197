"""Fixing: wrong literals are written anew with as many decimals as before, and nothing else is changed."""

import difflib
import os
import stat
import tempfile
from pathlib import Path

from worked.judge.check import check_page
from worked.judge.findings import Report
from worked.read.source import without_overlaps
from worked.run.store import Store
from worked.settings import Settings

ROUNDS = 20  # a number that was fixed may show that the next one of its chain is wrong


class Fix:
    """A page before and after fixing; ``report`` is about the page after it."""

    def __init__(self, report: Report):
        self.report, self.before, self.after = report, report.page, b""
        self.changed = 0

    def diff(self) -> str:
        before, after = lines(self.before.source.raw), lines(self.report.page.source.raw)
        return "".join(difflib.unified_diff(before, after, self.report.name, self.report.name, n=0))

    def write(self) -> None:
        replace(self.report.path, self.after)


def fixed(page: Path, settings: Settings, store: Store) -> Fix:
    """Fix a page in memory until no literal is left that can be written anew."""
    fix = Fix(check_page(page, settings, store))
    for _ in range(ROUNDS):
        edits = without_overlaps(sorted({failure.fix for failure in fix.report.failures if failure.fix}))
        if not edits:
            break
        fix.changed += len(edits)
        fix.after = fix.report.page.source.replaced(edits)
        fix.report = check_page(page, settings, store, data=fix.after)
    return fix


def lines(raw: str) -> list[str]:
    return raw.replace("\r\n", "\n").splitlines(keepends=True)


def replace(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that no page is ever half written."""
    path = path.resolve()  # else a symbolic link would become a file
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
