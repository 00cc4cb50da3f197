"""Settings: the ``[tool.worked]`` table of the nearest ``pyproject.toml``."""

import os
import re
import shlex
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the file and the setting."""


DEFAULTS: dict = {
    "pages": [],  # patterns of the pages that `worked check` reads by itself
    "exclude": [],  # patterns of pages, or folders, that are never checked: "vendor/**"
    "accounted": [],  # patterns of pages on which every number must be accounted for
    "snippets": "snippets",  # the folder that `numbers:` and `figures:` may name files of
    "labels": [],  # nouns that make the integer behind them a label: token 7; or a table of nouns, each with what
    # its number has to name: files whose names begin with it ("docs/lessons/*.md"), a place in a list of the
    # page's snippet ("words"), or "" for anything; a letter is one of them where it makes names: h30
    "references": "",  # a TOML file of the sources whose years pages may show
    "other_links": [],  # beginnings of addresses outside the site that are no sources: "https://numpy.org/"
    "files": [],  # patterns of files that may stand among the pages and be published: "docs/pictures/*.png"
    "attributes": [],  # attributes that raw HTML of accounted pages may have for the site's own scripts: "data-part"
    "in": [],  # where else equations are judged: "prose", "tables", "fences"
    "log": "either",  # the base of log without one: "e", "10", "2", or e or ten, as it comes out
    "decimal": "either",  # how decimals are written: "point", "comma" (1,5 is one and a half, and 1.000 a thousand), or as
    # most numbers of a page are
    "style": "warn",  # what a slip of style is, such as 2/3 = 0.66 (cut, not rounded): "warn", "fail" or "off"
    "time_limit": 60,  # seconds that one run of a snippet may take, with all that a page asks of it
    "fix_command": "worked fix {page}",  # what messages name as the command that rewrites wrong numbers of a page
    "memory_limit": 4096,  # megabytes of memory that one run may take, on Linux
    "colors": {},  # colours of figures that become CSS variables: "#d62728" = "--token-animal"
}


WORDS = ("labels", "in")  # settings that list words, not paths
PLACES = ("prose", "tables", "fences")
LOGARITHMS = {"either": "log", "e": "ln", "10": "log10", "2": "log2"}  # the function of each base
STYLES = ("warn", "fail", "off")
DECIMALS = ("either", "point", "comma")


class Settings:
    """What a project says about its pages. ``root`` is the folder that all paths start from."""

    def __init__(self, root: Path, table: dict | None = None):
        self.root, self.file = root, root / "pyproject.toml"
        self.table = table or {}
        values = {**DEFAULTS, **self.table}
        for name, value in values.items():
            if name not in DEFAULTS:
                known = ", ".join(DEFAULTS)
                raise SettingsError(f"{self.file}: [tool.worked] has no setting {name!r} (known: {known})")
            if type(value) is not type(DEFAULTS[name]) and not (name == "labels" and type(value) is dict):
                wanted = type(DEFAULTS[name]).__name__
                raise SettingsError(f"{self.file}: [tool.worked] {name} must be a {wanted}")
        self.require(values)
        self.pages: list[str] = values["pages"]
        self.exclude: list[str] = values["exclude"]
        self.accounted: list[str] = values["accounted"]
        self.snippets: Path = (root / values["snippets"]).resolve()
        self.labels: list[str] = list(values["labels"])
        self.named_by: dict[str, str] = values["labels"] if isinstance(values["labels"], dict) else {}
        self.references: str = values["references"]
        self.other_links: list[str] = values["other_links"]
        self.files: list[str] = values["files"]
        self.attributes: list[str] = values["attributes"]
        self.also_in: list[str] = values["in"]
        self.log: str = values["log"]
        self.decimal: str = values["decimal"]
        self.style: str = values["style"]
        self.time_limit: int = values["time_limit"]
        self.memory_limit: int = values["memory_limit"]
        self.fix_command: str = values["fix_command"]
        self.colors: dict[str, str] = values["colors"]

    def require(self, values: dict) -> None:
        """Refuse what no page could use."""
        for name in ("pages", "exclude", "accounted", "files", "labels", "in"):
            for entry in values[name]:
                if not isinstance(entry, str) or not entry or (name not in WORDS and Path(entry).is_absolute()):
                    wanted = "words" if name in WORDS else "patterns of paths below this file"
                    raise SettingsError(
                        f"{self.file}: [tool.worked] {name} is a list of {wanted}, and {entry!r} is none"
                    )
        for noun, named in values["labels"].items() if isinstance(values["labels"], dict) else ():
            if not isinstance(named, str) or (named and not named.isidentifier() and not is_pattern_below(named)):
                raise SettingsError(
                    f'{self.file}: [tool.worked.labels] has lines like lesson = "docs/lessons/*.md", token = "words" (a '
                    f'list of the snippet) and step = "": {noun} = {named!r} is none'
                )
        for start in values["other_links"]:
            if not isinstance(start, str) or not re.match(r"https?://\w|mailto:\w", start):
                raise SettingsError(
                    f"{self.file}: [tool.worked] other_links is a list of addresses, and {start!r} is none"
                )
        for name in values["attributes"]:
            if not isinstance(name, str) or not re.fullmatch(r"data-(?!md-)[a-z][a-z-]*", name):
                raise SettingsError(
                    f'{self.file}: [tool.worked] attributes is a list of names like "data-part", and {name!r} is none'
                )
        if set(values["in"]) - set(PLACES):
            raise SettingsError(f"{self.file}: [tool.worked] in is a list of {', '.join(PLACES)}")
        for name, known in (("style", STYLES), ("log", LOGARITHMS), ("decimal", DECIMALS)):
            if values[name] not in known:
                raise SettingsError(f"{self.file}: [tool.worked] {name} is one of {', '.join(known)}")
        for name, least in (("time_limit", 1), ("memory_limit", 100)):
            if not least <= values[name] <= 1_000_000:
                raise SettingsError(f"{self.file}: [tool.worked] {name} must be at least {least}, and not endless")
        folder = (self.root / values["snippets"]).resolve()
        if self.root not in (folder, *folder.parents):
            raise SettingsError(f"{self.file}: [tool.worked] snippets must be a folder of the project")
        for color, variable in values["colors"].items():
            if not re.fullmatch(r"#[0-9a-f]{6}", color) or not str(variable).startswith("--"):
                raise SettingsError(
                    f'{self.file}: [tool.worked.colors] has lines like "#d62728" = "--name": {color!r} is none'
                )

    @property
    def cache(self) -> Path:
        return self.root / ".worked"

    def name_of(self, path: Path) -> str:
        """A path as messages show it: from the folder that the reader works in, so that it can be opened."""
        path, here = path.resolve(), Path.cwd().resolve()
        if here in path.parents:
            return path.relative_to(here).as_posix()
        is_near = here in (self.root, *self.root.parents) or self.root in here.parents
        return Path(os.path.relpath(path, here)).as_posix() if is_near else str(path)

    def fix(self, page: str) -> str:
        """The command that rewrites the wrong numbers of a page, as a reader of messages types it."""
        return self.fix_command.replace("{page}", shlex.quote(page))

    def name_in_project(self, path: Path) -> str:
        """A path as front matter gives it: from the root."""
        return path.relative_to(self.root).as_posix()

    @cached_property
    def folders(self) -> set[Path]:
        """The folders in which all pages lie that the settings name."""
        return {self.root / folder_of(pattern) for pattern in self.pages + self.accounted}

    def covers(self, folder: Path) -> bool:
        """May the settings name pages in a folder?"""
        return not self.folders.isdisjoint((folder, *folder.parents))

    def is_accounted(self, path: Path, meta: dict) -> bool:
        return "numbers" in meta or path.resolve() in self.accounted_pages

    def excludes(self, path: Path) -> bool:
        path = path.resolve()
        return not self.excluded.isdisjoint((path, *path.parents))

    @cached_property
    def excluded(self) -> set[Path]:
        """The pages and folders that the settings exclude."""
        return {path.resolve() for pattern in self.exclude for path in self.root.glob(pattern) if path != self.root}

    @cached_property
    def accounted_pages(self) -> set[Path]:
        return {path.resolve() for pattern in self.accounted for path in self.root.glob(pattern)}


def is_pattern_below(text: str) -> bool:
    """Is this a pattern of files in one folder of the project?"""
    folder, _, name = text.rpartition("/")
    return "*" in name and "*" not in folder and ".." not in folder and not Path(text).is_absolute()


def settings_for(folder: Path) -> Settings:
    """The settings that hold in a folder: of the nearest project above it, else of none.

    raises  SettingsError: the table is not TOML, or holds what it should not
    """
    folder = folder.resolve()
    above = tables_above(folder)
    nearest = next(above, None)
    if nearest is None:
        return Settings(Path.cwd().resolve())
    settings = Settings(*nearest)
    for place, table in above:
        if Settings(place, table).covers(settings.root):
            raise SettingsError(
                f"{settings.file}: a second [tool.worked], in a folder whose pages {place / 'pyproject.toml'} names: "
                "a project has one"
            )
    return settings


def tables_above(folder: Path) -> Iterator[tuple[Path, dict]]:
    """The [tool.worked] tables that stand in a folder and above it, the nearest first, each with its folder."""
    for place in (folder, *folder.parents):
        file = place / "pyproject.toml"
        if file.is_file() and (table := read_table(file)) is not None:
            yield place, table


def resolved(path: Path) -> Path:
    """A path without links. A link that leads to itself stays what it is, where ``Path.resolve()`` would raise.

    raises  ValueError: no file can have this name
    """
    return Path(os.path.realpath(path))


def folder_of(pattern: str) -> str:
    """The folder in which everything lies that a pattern may match: docs, of docs/**/*.md."""
    parts = pattern.split("/")[:-1]
    fixed = next((place for place, part in enumerate(parts) if set("*?[") & set(part)), len(parts))
    return "/".join(parts[:fixed])


@lru_cache(maxsize=4)  # a build asks for the settings of each page
def parsed(text: str) -> dict:
    import tomllib

    return tomllib.loads(text)


def read_table(file: Path) -> dict | None:
    try:
        tools = parsed(file.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: {error}") from None
    if not isinstance(tools, dict):
        raise SettingsError(f"{file}: [tool] must be a table")
    table = tools.get("worked")
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: [tool.worked] must be a table")
    return table
