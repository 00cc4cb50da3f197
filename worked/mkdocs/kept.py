"""What a live preview made of each page: it is made anew when something that it was made from has changed.

MkDocs makes all pages anew after each edit. Here a step that gave a page its HTML, or found nothing wrong with it,
is remembered together with everything that went into it. What a build did not ask for is forgotten after it.
"""

import copy
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType

from jinja2 import BytecodeCache, FileSystemLoader
from mkdocs.structure.files import Files

SCISSORS = re.compile(
    r"8<-+[ \t]*(?:(?P<section>\[[ \t]*(?:start|end)[ \t]*:)|[\"'](?P<file>[^\"':\n]+)(?::(?P<part>[a-zA-Z][\w-]*)?(?=[\"']))?)?"
)
PURE = set(  # extensions of Markdown that make HTML of the text of the page and of nothing else
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta nl2br "
    "sane_lists smarty tables toc wikilinks".split()
) | {
    f"pymdownx.{name}"
    for name in "arithmatex betterem caret critic details escapeall extra highlight inlinehilite keys magiclink mark "
    "progressbar saneheaders smartsymbols snippets striphtml superfences tabbed tasklist tilde blocks.admonition "
    "blocks.caption blocks.definition blocks.details blocks.html blocks.tab".split()
}


class Kept:
    """What was made, by everything that it was made from."""

    def __init__(self):
        self.before: dict[tuple, object] = {}
        self.now: dict[tuple, object] = {}

    def begin(self) -> None:
        """Begin a build: what the last one did not ask for is forgotten."""
        self.before, self.now = self.now, {}

    def get(self, made_from: tuple, make: Callable, may_keep: Callable = lambda made: True):
        """What was made from the same before; else make it."""
        known = self.now if made_from in self.now else self.before
        made = known[made_from] if made_from in known else make()
        if made_from in known or may_keep(made):
            self.now[made_from] = made
        return made

    def found(self, made_from: tuple, find: Callable[[], list]) -> list:
        """What is wrong with something. Only that nothing is wrong is kept: a fault is looked for anew."""
        return self.get(made_from, find, lambda found: not found)


class Templates(BytecodeCache):
    """Templates as they were compiled, by the hash of their text."""

    def __init__(self, kept: Kept, theme):
        self.kept, self.theme = kept, (theme.name, *theme.dirs)

    def load_bytecode(self, bucket) -> None:
        if compiled := self.kept.get(self.made_from(bucket), bytes, bool):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket) -> None:
        self.kept.get(self.made_from(bucket), bucket.bytecode_to_string)

    def made_from(self, bucket) -> tuple:
        return ("template", self.theme, bucket.key, bucket.checksum)


def remember_templates(config, kept: Kept) -> None:
    """Let templates be compiled once, and the files of an installed theme be listed once."""
    get_env = config.theme.get_env

    def get_env_kept():
        env = get_env()
        env.bytecode_cache = Templates(kept, config.theme)
        list_all = env.list_templates

        def list_kept(extensions=None, filter_func=None) -> list[str]:
            if extensions or filter_func is None or filter_func.__module__ != Files.__module__:
                return list_all(extensions, filter_func)  # to somebody else, who wants other files
            return theme_files(config.theme, kept, filter_func)

        env.list_templates = list_kept
        return env

    config.theme.get_env = get_env_kept


def theme_files(theme, kept: Kept, is_wanted: Callable[[str], bool]) -> list[str]:
    """The names that a theme gives to files: those of the project's own folder, which is watched, are listed anew."""
    installed = [folder for folder in theme.dirs if folder != theme.custom_dir]
    own = [folder for folder in theme.dirs if folder == theme.custom_dir]
    made_from = ("theme", tuple(installed), tuple(sorted(theme.static_templates)))  # which decide what is wanted
    names = kept.get(made_from, lambda: names_in(installed, is_wanted))
    return sorted({*names, *names_in(own, is_wanted)})


def names_in(folders: list[str], is_wanted: Callable[[str], bool]) -> list[str]:
    return [name for name in FileSystemLoader(folders).list_templates() if is_wanted(name)]


# ---- the Markdown of a page ------------------------------------------------------------------


def rendered(page, config, files, kept: Kept, render: Callable[[], bool]) -> None:
    """Render a page, or give it what it was rendered to before.

    render  renders it, and tells whether that went without a warning
    """
    made_from = source_of(page, config, files)
    if made_from is None:
        render()
        return

    def make() -> dict | None:
        return state_of(page) if render() else None

    state = kept.get(made_from, make, lambda made: made is not None)
    if state is not None:
        give(page, state, files)


def state_of(page) -> dict:
    links = {file.src_uri: dict(known) for file, known in (page.links_to_anchors or {}).items()}
    title, ids = page._title_from_render, page.present_anchor_ids
    return {"content": page.content, "toc": copy.deepcopy(page.toc), "title": title, "ids": ids, "links": links}


def give(page, state: dict, files) -> None:
    page.content, page.toc = state["content"], copy.deepcopy(state["toc"])  # which gets more entries later
    page._title_from_render, page.present_anchor_ids = state["title"], state["ids"]
    page.links_to_anchors = {files.get_file_from_path(source): dict(links) for source, links in state["links"].items()}


def source_of(page, config, files) -> tuple | None:
    """Everything that the HTML of a page is made from; None where that cannot be known."""
    included = texts_included(page.markdown, config)
    if included is None or not all(is_pure(name) for name in config.markdown_extensions):
        return None
    around = tuple((file.src_uri, file.url) for file in files)
    how = written([config.markdown_extensions, config.mdx_configs, config.validation])
    if how is None:
        return None
    return ("rendered", page.file.src_uri, page.markdown, included, around, how)


def written(settings) -> str | None:
    """Settings as a text that is the same for the same settings; None where one of them may be anything."""
    try:
        return json.dumps(settings, default=as_data, sort_keys=True)
    except (TypeError, ValueError):
        return None


def as_data(setting) -> object:
    """A setting that is no plain data: a group of settings, a path, or a function.

    raises  TypeError: it is something else
    """
    if isinstance(setting, Mapping):
        return dict(setting)
    if isinstance(setting, os.PathLike):
        return os.fspath(setting)
    if isinstance(setting, FunctionType):
        return f"{setting.__module__}.{setting.__qualname__}"
    raise TypeError(setting)


def is_pure(extension) -> bool:
    return isinstance(extension, str) and extension.removeprefix("markdown.extensions.") in PURE


def texts_included(markdown: str, config) -> tuple | None:
    """The texts that a page includes, and that those include: of files, or of their parts; None where that cannot be told."""
    options = config.mdx_configs.get("pymdownx.snippets") or {}
    if options.get("auto_append") or options.get("url_download"):
        return None
    bases = options.get("base_path", ["."])
    folders = [Path(os.fspath(base)) for base in (bases if isinstance(bases, (list, tuple)) else [bases])]
    texts: dict[tuple[str, str | None], bytes | None] = {}
    waiting = [markdown]
    while waiting:
        for match in SCISSORS.finditer(waiting.pop()):
            asked = match["file"], match["part"]
            if match["section"]:
                continue
            if match["file"] is None:  # a block of files, or mere words
                return None
            if asked not in texts:
                texts[asked] = part_of(first_text(folders, match["file"]), match["part"])
                waiting.append((texts[asked] or b"").decode("utf-8", "replace"))
    return tuple(texts.items())


def part_of(text: bytes | None, name: str | None) -> bytes | None:
    """A section of a text, with the marks at its ends; the whole text where it is not marked once."""
    marks = list(re.finditer(rb"\[\s*(start|end)\s*:\s*%b\s*\]" % name.encode(), text)) if text and name else []
    if [mark[1] for mark in marks] != [b"start", b"end"]:
        return text
    return text[marks[0].start() : marks[1].end()]


def first_text(folders: list[Path], name: str) -> bytes | None:
    for folder in folders:
        try:
            return (folder / name).read_bytes()
        except OSError:
            continue
    return None


# ---- the search ------------------------------------------------------------------------------


def remember_search(config, kept: Kept) -> None:
    """Let the search of Material read only pages that have changed."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    index = getattr(plugin, "search_index", None)
    if type(index).__module__ != "material.plugins.search.plugin":
        return
    add, how = index.add_entry_from_context, written(index.config)
    if how is None:
        return

    def add_kept(page) -> None:
        def make() -> list:
            start = len(index.entries)
            add(page)
            made = index.entries[start:]
            del index.entries[start:]
            return made

        contents = repr([(one.url, one.title) for one in flat(page.toc)])
        made_from = ("search", page.url, page.content, contents, repr(page.meta), str(page.title), how)
        index.entries += [dict(entry) for entry in kept.get(made_from, make)]

    index.add_entry_from_context = add_kept


def flat(anchors) -> list:
    return [one for anchor in anchors for one in (anchor, *flat(anchor.children))]
