"""The settings of a site's generator, as far as pages depend on them: those of MkDocs, which Zensical reads too.

Without a mkdocs.yml, pages have the titles that they give themselves, and stand in the order of their names.
"""

import os
from pathlib import Path
from typing import NamedTuple

import yaml

from worked.settings import Settings, SettingsError
from worked.site.assets import FOLDER, SCRIPTS, SHEETS
from worked.site.plain import staged_name

FILE = "mkdocs.yml"
OURS = "worked"


class Tagged(NamedTuple):
    """A value with a tag of MkDocs', such as !ENV."""

    tag: str
    node: yaml.Node


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, and leaves values with a tag as they are."""


class Dumper(yaml.SafeDumper):
    """Writes it again."""

    def ignore_aliases(self, data) -> bool:
        return True


Loader.add_multi_constructor("!", lambda loader, suffix, node: Tagged(f"!{suffix}", node))
Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: Tagged(node.tag, node))
Dumper.add_representer(Tagged, lambda dumper, tagged: tagged.node)


class Generator:
    """The settings of the generator.

    table   what mkdocs.yml holds; {} where there is none
    folder  of the pages
    """

    def __init__(self, settings: Settings):
        self.root, self.file = settings.root, settings.root / FILE
        self.table: dict = read(self.file) if self.file.is_file() else {}
        named = plain(self.table.get("docs_dir", "docs")) if self.table else folder_of_all(settings)
        self.folder = settings.root / named
        self.site_url = str(plain(self.table.get("site_url")) or "")
        self.order = dict(pages_in(self.table.get("nav")))

    def title(self, name: str) -> str:
        """The title that the navigation gives a page, by its name from the root of the project; "" where it gives none."""
        return self.order.get(self.key(name), "")

    def key(self, name: str) -> str:
        """The name of a page in the folder of the pages."""
        return Path(os.path.relpath(self.root / name, self.folder)).as_posix()

    def place(self, name: str) -> tuple[int, str]:
        """Sorts pages: those of the navigation come first."""
        key = self.key(name)
        return (list(self.order).index(key) if key in self.order else len(self.order), key)

    def staged(self, out: Path) -> str:
        """The settings for the staged pages: without the plugin and the hooks, whose work is done."""
        table = {name: value for name, value in self.table.items() if name != "hooks"}
        table["plugins"] = [one for one in as_list(table.get("plugins", ["search"])) if name_of(one) != OURS]
        table["nav"] = with_staged_names(table.get("nav"))
        table["theme"] = with_variant(table.get("theme"))
        table["extra_css"] = [*(f"{FOLDER}/{name}" for name in SHEETS), *table.get("extra_css", [])]
        table["extra_javascript"] = [*(f"{FOLDER}/{name}" for name in SCRIPTS), *table.get("extra_javascript", [])]
        back = Path(os.path.relpath(self.root, out)).as_posix()
        table["markdown_extensions"] = [with_base(one, back) for one in as_list(table.get("markdown_extensions", []))]
        table = {name: value for name, value in table.items() if value is not None}
        return yaml.dump(table, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000)


def read(file: Path) -> dict:
    try:
        table = yaml.load(file.read_text(encoding="utf-8"), Loader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"{file}: {error}") from None
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: this holds no settings")
    return table


def plain(value):
    """A value of mkdocs.yml; of !ENV, that of the first variable that is set, or else the default behind them."""
    if not isinstance(value, Tagged):
        return value
    given = Loader("").construct_object(untagged(value.node), deep=True)
    if value.tag != "!ENV":
        return given
    names = given if isinstance(given, list) else [given]
    default = names.pop() if len(names) > 1 else None
    return next((os.environ[name] for name in names if name in os.environ), default)


def untagged(node: yaml.Node) -> yaml.Node:
    kind = yaml.SequenceNode if isinstance(node, yaml.SequenceNode) else yaml.ScalarNode
    return kind("tag:yaml.org,2002:" + ("seq" if kind is yaml.SequenceNode else "str"), node.value)


def folder_of_all(settings: Settings) -> str:
    """The folder in which all pages of the settings lie."""
    folders = [str(folder) for folder in settings.folders] or [str(settings.root)]
    return os.path.relpath(os.path.commonpath(folders), settings.root)


def pages_in(nav) -> list[tuple[str, str]]:
    """The pages of a navigation, each with the title that it has there, or ""."""
    if isinstance(nav, str):
        return [(nav, "")]
    if isinstance(nav, list):
        return [page for entry in nav for page in pages_in(entry)]
    if isinstance(nav, dict):
        return [
            page
            for title, entry in nav.items()
            for page in ([(entry, str(title))] if isinstance(entry, str) else pages_in(entry))
        ]
    return []


def with_staged_names(nav):
    if isinstance(nav, str):
        return staged_name(nav)
    if isinstance(nav, list):
        return [with_staged_names(entry) for entry in nav]
    return {title: with_staged_names(entry) for title, entry in nav.items()} if isinstance(nav, dict) else nav


def with_variant(theme):
    """A theme, with the look of Zensical for which style sheets of Material are written; MkDocs passes over it."""
    return {"variant": "classic", **theme} if isinstance(theme, dict) and theme.get("name") == "material" else theme


def as_list(entries) -> list:
    """Plugins or extensions, which may be written as a list or as a table."""
    return [{name: options} for name, options in entries.items()] if isinstance(entries, dict) else list(entries or [])


def name_of(entry) -> str:
    return next(iter(entry)) if isinstance(entry, dict) else entry


def with_base(extension, base: str):
    """An extension of Markdown, whose files are found from the folder of the staged pages too."""
    options = extension.get("pymdownx.snippets") if isinstance(extension, dict) else None
    return {"pymdownx.snippets": {**options, "base_path": [base]}} if options else extension
