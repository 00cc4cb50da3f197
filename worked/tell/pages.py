"""Which pages a command is about: those that are named, those in a folder, or those that the settings name."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from worked.read.formats import FORMATS
from worked.read.lab import is_lab
from worked.settings import Settings, SettingsError, settings_for
from worked.tell.report import in_words

PASSED_OVER = {"node_modules", "site-packages", "__pycache__"}
UNREAD = set(".rst .adoc .asciidoc .org .textile .mediawiki .typ .html .htm .docx .odt".split())  # and only counted


class PagesError(Exception):
    """There is no page where one was named."""


class Pages:
    """The pages of a command, and what it passes over.

    passed    files of other types, by their endings
    excluded  how many pages the settings exclude
    is_named  was each page named by itself, as a commit hook does?
    """

    def __init__(self, names: list[str]):
        self.passed: Counter[str] = Counter()
        self.excluded = 0
        self.is_named = bool(names) and all(Path(name).is_file() for name in names)
        self.settings: dict[Path, Settings] = {}
        self.found = self.wanted(self.named(names) if names else of_settings(settings_for(Path.cwd())))
        if not self.found and not self.excluded and not self.is_named:
            more = f" (passed over: {in_words(self.passed)})" if self.passed else ""
            raise PagesError(f"no page found in {', '.join(names)}{more}")

    def named(self, names: list[str]) -> Iterator[Path]:
        for name in names:
            path = Path(name)
            if path.is_dir():
                yield from self.below(path)
            elif not path.exists():
                nowhere = f": the link leads to {path.readlink()}" if path.is_symlink() else ""
                raise PagesError(f"there is no page {name}{nowhere}")
            elif not path.is_file():  # to read a pipe would wait for its writer
                raise PagesError(f"{name} is no file")
            elif path.suffix.lower() in UNREAD:
                self.passed[path.suffix.lower()] += 1
            else:
                yield path

    def below(self, folder: Path) -> list[Path]:
        found = []
        for file in sorted(folder.rglob("*")):
            ending = file.suffix.lower()
            if is_foreign(file, folder) or not file.is_file():
                continue
            if ending in FORMATS or is_lab(file):
                found.append(file)
            elif ending in UNREAD:
                self.passed[ending] += 1
        return found

    def wanted(self, pages) -> list[Path]:
        """The pages without those that their settings exclude."""
        found = []
        for page in dict.fromkeys(pages):
            folder = page.parent.resolve()
            if folder not in self.settings:
                self.settings[folder] = settings_for(folder)
            if self.settings[folder].excludes(page):
                self.excluded += 1
            else:
                found.append(page)
        return found


def of_settings(settings: Settings) -> list[Path]:
    found = sorted({page for pattern in settings.pages for page in settings.root.glob(pattern) if page.is_file()})
    if not found and settings.pages:
        patterns = ", ".join(settings.pages)
        raise PagesError(f"no page found: {settings.file} says pages = {patterns}, and no file there is called so")
    if not found:
        raise PagesError("no page found: name pages, or set pages in [tool.worked] of pyproject.toml")
    if shut_out := next((page for page in found if settings.excludes(page) and settings.is_accounted(page, {})), None):
        name = settings.name_in_project(shut_out)
        raise SettingsError(
            f"{settings.file}: [tool.worked] exclude names {name}, whose numbers have to be accounted for"
        )
    return found


def is_foreign(page: Path, folder: Path) -> bool:
    """Is a page in a folder of somebody else's, or in a hidden one?"""
    parts = page.relative_to(folder).parts[:-1]
    return any(part in PASSED_OVER or part.startswith(".") for part in parts)
