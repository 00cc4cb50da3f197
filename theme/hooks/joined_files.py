"""A MkDocs hook: the style sheets of every page are fetched as one file, and so are its scripts.

In theme/assets they stay apart, and mkdocs.yml lists them under `extra_css` and `extra_javascript`, in the
order in which they are joined. What a page asks for in its front matter stays a file of its own.
A mistake in a style sheet, a script, a picture or a template of the theme, those of parts too, is told at its place. In a preview, scripts stay
apart, with their lines: the browser that runs one says where it fails.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from pictures import mistake_in as mistake_in_picture  # beside this file, as the next ones
from scripts import mistake_in as mistake_in_script
from style_sheets import minify
from style_sheets import mistake_in as mistake_in_sheet
from templates import mistake_in as mistake_in_template

from worked import settings_for

MKDOCS_ONLY = True  # for `worked finish`, which passes it over on a site of another generator
REMARK = re.compile(r"^\s*//.*\n|[ \t]+// .*$|^[ \t]+", re.MULTILINE)
IMPORT = re.compile(r"^(?:import|export)\b(?:[^;\"'`=()]*\bfrom)?\s*[\"'](?P<file>\.{1,2}/[^\"']+)[\"']", re.MULTILINE)
is_preview = False
FINDERS = {  # of mistakes, by the file's ending
    ".css": mistake_in_sheet,
    ".js": mistake_in_script,
    ".html": mistake_in_template,
    ".svg": mistake_in_picture,
}
OWN = "joined_files.py", "pictures.py", "scripts.py", "style_sheets.py", "templates.py"  # which find them
SHEET, SCRIPT = "assets/every-page.css", "assets/every-page.js"


def on_startup(*, command, dirty):
    global is_preview
    is_preview = command == "serve"


def on_files(files, *, config):
    refuse_mistakes(files, config)
    sheets = [minify(taken(files, path, config)) for path in config.extra_css]
    files.append(File.generated(config, SHEET, content="\n".join(sheets)))
    config.extra_css = [SHEET]
    paths = list(map(str, config.extra_javascript))
    if is_preview:
        for path in paths:
            files.append(File.generated(config, path, content=alone(taken(files, path, config))))
        return files
    scripts = [alone(REMARK.sub("", taken(files, path, config))) for path in paths]
    files.append(File.generated(config, SCRIPT, content="\n".join(scripts)))
    config.extra_javascript = [SCRIPT]
    return files


def refuse_mistakes(files, config) -> None:
    """raises  PluginError: style sheets, scripts, templates or pictures of the theme have mistakes"""
    root, theme = Path(config.config_file_path).parent, Path(config.theme.custom_dir)
    name_of, kept, told = settings_for(root).name_of, config.plugins["worked"].kept, []
    own = tuple(Path(__file__).with_name(name).read_bytes() for name in OWN)
    published = [Path(file.abs_src_path) for file in files if file.abs_src_path]
    for path in [*filter(lambda path: path.is_relative_to(theme), published), *sorted(theme.rglob("*.html"))]:
        if finder := FINDERS.get(path.suffix):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeError:
                told.append(f"{name_of(path)}:1:1: the file is not UTF-8")
                continue
            made_from = ("mistakes", text, path.suffix, own)
            faults = kept.found(made_from, lambda text=text, finder=finder: [*faults_in(text, finder)])
            told += [f"{name_of(path)}:{fault}" for fault in [*faults, *not_there(text, path)]]
    if told:
        raise PluginError("\n\n".join(told))


def not_there(text: str, path: Path) -> Iterator[str]:
    """The files that a script imports and nobody has: a browser drops the script with all that it does."""
    for asked in IMPORT.finditer(text) if path.suffix == ".js" else ():
        if not (path.parent / asked["file"]).is_file():
            line, column = (
                text.count("\n", 0, asked.start("file")) + 1,
                asked.start("file") - text.rfind("\n", 0, asked.start("file")),
            )
            yield f"{line}:{column}: there is no file {asked['file']} beside this one"


def faults_in(text: str, finder: Callable[[str], tuple[int, int, str]]) -> Iterator[str]:
    """The first mistake in a file, if there is one: where it stands, the line itself, and what to do."""
    line, column, words = finder(text)
    if words:
        shown = text.split("\n")[line - 1].strip()
        mend = "  mend  this line, or one near it"
        yield "\n".join([f"{line}:{column}: {words}", *([f"    {shown}"] if shown else []), mend])


def taken(files, path: str, config) -> str:
    """The text of a file that is no longer published by itself.

    raises  PluginError: neither the theme nor a plugin has it
    """
    file = files.get_file_from_path(path)
    if file is None:
        settings = Path(config.config_file_path)
        before = settings.read_text(encoding="utf-8").partition(path)[0]
        place = f"{settings.name}:{before.count(chr(10)) + 1}:1"
        raise PluginError(
            f"{place}: there is no file {path}\n  write  one of theme/{path.rpartition('/')[0]}/, or the line away"
        )
    files.remove(file)
    return file.content_string


def alone(script: str) -> str:
    """A script in a scope of its own, so that no name of it meets another script's; its lines stay where they are."""
    return f'(() => {{ "use strict"; {script}\n}})();'
