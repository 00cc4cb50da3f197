"""Copies of the project, to be spoiled, checked and built."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, contextmanager
from functools import cache
from pathlib import Path

from tests.ready import CAN_FORK, Ready
from worked import Report, Store, check_page, settings_for

ROOT = Path(__file__).parents[1]
PARTS = ["docs", "snippets", "theme", "mkdocs.yml", "pyproject.toml", ".worked"]
COMMITTED = 1700000000  # a copy has no commits: 14 November 2023
HOUR = 3600.0  # seconds
ADDRESS = "https://attention.example/some/path/"
REPOSITORY = "https://forge.example/someone/attention"
OURS = (
    "SITE_URL",
    "REPO_URL",
    "PYTEST_XDIST_WORKER",
)  # a pytest that a test starts is no worker, and shares no built site
FAMILIAR = ("mkdocs", "worked")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in OURS} | {
    "NO_MKDOCS_2_WARNING": "1",  # the theme's notice about MkDocs 2
    "SOURCE_DATE_EPOCH": str(COMMITTED),
    "PYTHONSAFEPATH": "1",  # `python -m` looks for modules where `worked` alone would
}


def copy(target: Path, project: Path = ROOT) -> Path:
    """Copy what a site is made from; of a project that was built, its drawings too."""
    for part in PARTS if project != ROOT else PARTS[:-1]:
        original = project / part
        if original.is_dir():
            shutil.copytree(original, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif original.exists():
            target.mkdir(exist_ok=True)
            shutil.copyfile(original, target / part)
    return target


def copy_with(more: list[str], target: Path, built: Path) -> Path:
    """A copy of the project with more of its files and folders than a site needs."""
    root = copy(target, built)
    for part in more:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / part, root / part)
    return root


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker that needs it makes, while others that need it wait."""
    made = folder.with_suffix(".made")
    with closing(sqlite3.connect(folder.with_suffix(".lock"), timeout=HOUR, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # the system lets go of it, too, when a worker dies
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


def pages(project: Path = ROOT) -> list[Path]:
    return sorted(project.glob("docs/**/*.md"))


def edit(file: Path, old: str, new: str) -> int:
    """Replace a text that stands once in a file.

    returns  the line it stands in
    """
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} holds {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return line_of(text, text.index(old))


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


@cache
def ready() -> Ready:
    """The one of this process."""
    return Ready(ENVIRONMENT)


def run(project: Path, *command: str, **variables: str) -> subprocess.CompletedProcess:
    """Run a module's command line in a project: run(project, "worked", "check")."""
    if CAN_FORK and command[0] in FAMILIAR and ready().can_run(ENVIRONMENT | variables):
        return ready().run(project, [*command], ENVIRONMENT | variables)
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=ENVIRONMENT | variables, capture_output=True, text=True
    )


def build(project: Path, **variables: str) -> None:
    made = run(project, "mkdocs", "build", "--strict", "-q", **variables)
    assert made.returncode == 0, made.stderr


@contextmanager
def no_snippets() -> Iterator[None]:
    """Forget the snippets that other tests imported: a copy has modules of the same names."""
    names = [name for name in sys.modules if name.partition(".")[0] == "snippets"]
    known = {name: sys.modules.pop(name) for name in names}
    yield
    sys.modules.update(known)


@contextmanager
def imports_from(project: Path) -> Iterator[None]:
    """Import snippets from a copy, and afterwards forget them."""
    with no_snippets():
        writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # a compilation kept misses an edit
        sys.path.insert(0, str(project))
        try:
            yield
        finally:
            sys.path.remove(str(project))
            sys.dont_write_bytecode = writes
            for name in [name for name in sys.modules if name.partition(".")[0] == "snippets"]:
                del sys.modules[name]


class Checker:
    """Checks the pages of a project within this process, with texts other than their own."""

    def __init__(self, project: Path):
        self.settings = settings_for(project)
        self.store = Store(self.settings)

    def check(self, page: Path, text: str) -> Report:
        with chdir(self.settings.root):  # messages name files from where the reader works
            return check_page(page, self.settings, self.store, data=text.encode())
