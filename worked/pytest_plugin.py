"""The pytest plugin: with ``--worked``, each number of each page is a test."""

from pathlib import Path

import pytest

from worked.judge.check import check_page
from worked.run.store import Store
from worked.settings import Settings, settings_for
from worked.tell.report import as_text

STORES: dict[Path, tuple] = {}


def pytest_addoption(parser) -> None:
    parser.getgroup("worked").addoption(
        "--worked", action="store_true", help="check every number of the Markdown pages and labs"
    )


def pytest_collect_file(file_path: Path, parent):
    if file_path.suffix not in (".md", ".py") or not parent.config.getoption("--worked"):
        return None
    settings = settings_for(file_path.parent)
    return PageFile.from_parent(parent, path=file_path) if is_page(file_path, settings) else None


def is_page(file: Path, settings: Settings) -> bool:
    """Do the settings name a file as a page? Where they name none, every Markdown file is one."""
    if not settings.pages:
        return file.suffix == ".md"
    pages = (page.resolve() for pattern in settings.pages for page in settings.root.glob(pattern))
    return file.resolve() in pages


class PageFile(pytest.File):
    """A page, whose tests are its numbers and what is wrong with it."""

    def collect(self):
        settings, store = STORES.setdefault(self.path.parent, self.project())
        report = check_page(self.path, settings, store)
        for failure in report.failures:
            name = f"line {failure.line}, column {failure.column} [{failure.shown or failure.headline}]"
            yield NumberItem.from_parent(self, name=name, failure=failure)
        for number in report.numbers:
            if not number.file:
                line, column = report.page.source.place(number.start)
                shown = report.page.text[number.start : number.end]
                yield NumberItem.from_parent(self, name=f"line {line}, column {column} [{shown}]", failure=None)

    def project(self) -> tuple:
        settings = settings_for(self.path.parent)
        return settings, Store(settings)


class NumberItem(pytest.Item):
    """The test of one number: it holds, or the message says why not."""

    def __init__(self, *, failure, **rest):
        super().__init__(**rest)
        self.failure = failure

    def runtest(self) -> None:
        if self.failure is not None:
            raise WrongNumber(as_text(self.failure))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, WrongNumber):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        line = self.failure.line - 1 if self.failure else None
        return self.path, line, self.name


class WrongNumber(AssertionError):
    """A number that the check refuses."""
