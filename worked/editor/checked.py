"""A page that is open in an editor, checked as it is there, saved or not."""

import os
from collections.abc import Iterable
from pathlib import Path

from worked.editor.allowed import allowed
from worked.judge.check import check_page
from worked.judge.findings import Failure, Report
from worked.read.file import as_bytes
from worked.read.formats import FORMATS
from worked.read.lab import OPENING, SUFFIX
from worked.run.snippet import Outcome, SnippetError, Snippets
from worked.run.store import Store
from worked.settings import Settings, SettingsError, settings_for, tables_above

MAY_NOT_RUN = "nobody has allowed it to run"


class StillStore(Store):
    """A store that runs nothing: of a snippet it gives no value."""

    def values(self, snippets: Snippets, expressions: list[str], compute=None) -> Outcome:
        raise SnippetError(MAY_NOT_RUN, str(snippets[0]), 1)

    def prepare(self, snippets: Snippets, expressions: Iterable[str] = ()) -> None:
        pass

    def named(self, snippets: Snippets) -> Outcome:
        return Outcome()


class Checked:
    """What a check of an open page found.

    report    the report; None where the settings exclude the page, or cannot be used
    failures  what is wrong, but for snippets that may not run
    waits     does the page ask for values of Python that nobody has allowed to run?
    """

    def __init__(self, path: Path, text: str, workspace: list[Path]):
        self.path, self.text = path, text.replace("\r\n", "\n").replace("\r", "\n")
        self.report: Report | None = None
        self.failures: list[Failure] = []
        self.waits = False
        try:
            self.settings = settings_in(path.parent, workspace)
        except SettingsError as error:
            self.failures.append(Failure(str(path), 1, 1, str(error)))
            return
        if self.settings.excludes(path):
            return
        os.chdir(self.settings.root)  # where messages name files from, and where snippets find theirs
        store = Store if self.settings.root in allowed() else StillStore
        try:
            self.report = check_page(path, self.settings, store(self.settings), data=as_bytes(path, text))
        except SettingsError as error:
            self.failures.append(Failure(str(path), 1, 1, str(error)))
            return
        self.failures = [one for one in self.report.failures if not one.headline.endswith(MAY_NOT_RUN)]
        self.waits = len(self.failures) < len(self.report.failures)

    def is_own(self, failure: Failure) -> bool:
        """Is a failure in the page, and not in the code behind it?"""
        return self.report is None or failure.file == self.report.name

    def file_of(self, failure: Failure) -> Path:
        return (Path.cwd() / failure.file).resolve()


def is_page(path: Path, text: str) -> bool:
    """Is an open file one whose numbers are checked: a page, or a lab?"""
    ending = path.suffix.lower()
    return ending in FORMATS or (ending == SUFFIX and text.startswith(OPENING))


def settings_in(folder: Path, workspace: list[Path]) -> Settings:
    """The settings that hold in a folder; outside of any project its root is the folder that is open in the editor.

    raises  SettingsError: the nearest settings cannot be used
    """
    folder = next(
        place for place in (folder, *folder.parents) if place.is_dir()
    )  # it may be made when the page is saved
    if next(tables_above(folder.resolve()), None) is not None:
        return settings_for(folder)
    around = [place for place in workspace if place in (folder, *folder.parents)]
    return Settings(max(around, key=lambda place: len(place.parts), default=folder).resolve())
