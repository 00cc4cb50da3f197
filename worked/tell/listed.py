"""One list of pages: what stands in the folders of accounted pages is checked, or is listed as a file to publish.

A site generator publishes whatever lies beside the pages. So what would go out unchecked is refused here, for
every command alike; an adapter adds what its generator builds besides.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from worked.judge.findings import Failure
from worked.read.formats import MARKDOWN
from worked.settings import Settings, resolved


class Listed:
    """What the settings list: pages, and files that may be published beside them."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.pages = set(matched(settings, settings.pages + settings.accounted))
        self.files = set(matched(settings, settings.files))
        if settings.references:
            self.files.add(settings.root / settings.references)

    def folders(self) -> list[Path]:
        """The folders of the pages, none inside of another; the project's own folder is not searched."""
        inside = {one for one in self.settings.folders if self.settings.root in one.parents and one.is_dir()}
        return sorted(folder for folder in inside if not inside & set(folder.parents))

    def failures(self, more: Iterable[Path] = ()) -> list[Failure]:
        """What stands in the folders of the pages and is neither a page nor listed.

        more  further folders that are published
        """
        if not self.settings.accounted:
            return []
        folders = self.folders()
        folders += [folder for folder in more if not {folder, *folder.parents} & set(folders)]
        return [failure for folder in folders for path in paths_in(folder) for failure in self.faults(path, folder)]

    def faults(self, path: Path, folder: Path) -> Iterator[Failure]:
        if path.is_symlink() and path.is_dir():
            yield self.failure(path, "this link leads to a folder, and what lies there would be published")
        elif leads_out(path, folder):
            yield self.link_out(path, folder)
        elif path.name.startswith(".") or any(part.startswith(".") for part in path.relative_to(folder).parts):
            if path.suffix in MARKDOWN and not path.is_symlink():
                yield self.failure(path, "a hidden file is no page: sites leave it out", "a name without the dot")
        elif path.name == "README.md" and path.with_name("index.md").exists():
            yield self.failure(path, "index.md is the page of this folder: sites leave README.md out", "one of the two")
        elif path.name == self.settings.file.name:
            yield self.failure(path, "a second settings file among the pages: a project has one, above them")
        elif path.suffix in MARKDOWN and path not in self.pages:
            yield self.unlisted_page(path)
        elif path not in self.pages and path not in self.files:
            yield self.unlisted_file(path)

    def unlisted_page(self, path: Path) -> Failure:
        return self.failure(
            path,
            "this page would be published, and nothing checks it: no pattern in [tool.worked] accounted names it",
            "its name with the ending .md" if path.suffix != ".md" else "",
            f'it in pyproject.toml: accounted = ["{self.settings.name_in_project(path)}"]',
        )

    def unlisted_file(self, path: Path) -> Failure:
        return self.failure(
            path,
            "this file would be published, and nothing checks it",
            "",
            f'it in pyproject.toml: [tool.worked] files = ["{self.settings.name_in_project(path)}"]',
        )

    def link_out(self, path: Path, folder: Path) -> Failure:
        return self.failure(path, f"this link leads out of {folder.name}/, and what it leads to would be published")

    def failure(self, path: Path, headline: str, write: str = "", listed: str = "") -> Failure:
        """A failure of a whole file. Its name is not resolved: of a link, it is the link's own."""
        advice = [("write", write)] if write else []
        advice += [("list", listed)] if listed else []
        return Failure(
            name_of(path, self.settings),
            1,
            1,
            headline,
            advice=[*advice, ("or move" if advice else "move", "it elsewhere")],
        )


def leads_out(path: Path, folder: Path) -> bool:
    """Does a path in a folder lead out of it, itself or by one of the folders above it?"""
    return resolved(folder) not in resolved(path).parents


def name_of(path: Path, settings: Settings) -> str:
    return (Path(settings.name_of(path.parent)) / path.name).as_posix()


def matched(settings: Settings, patterns: list[str]) -> Iterator[Path]:
    return (path for pattern in dict.fromkeys(patterns) for path in settings.root.glob(pattern) if path.is_file())


def paths_in(folder: Path) -> Iterator[Path]:
    """The files below a folder, and the links to folders, which are not followed."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in sorted([*files, *links]))
