"""A MkDocs hook: the style sheets of every page are fetched as one file, and so are its scripts.

In theme/assets they stay apart, and mkdocs.yml lists them under `extra_css` and `extra_javascript`, in the
order in which they are joined. What a page asks for in its front matter stays a file of its own.
"""

import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from style_sheets import minify  # beside this file

MKDOCS_ONLY = True  # for `worked finish`, which passes it over on a site of another generator
REMARK = re.compile(r"^\s*//.*\n|[ \t]+// .*$|^[ \t]+", re.MULTILINE)
SHEET, SCRIPT = "assets/every-page.css", "assets/every-page.js"


def on_files(files, *, config):
    sheets = [minify(taken(files, path, config)) for path in config.extra_css]
    scripts = [alone(taken(files, str(path), config)) for path in config.extra_javascript]
    files.append(File.generated(config, SHEET, content="\n".join(sheets)))
    files.append(File.generated(config, SCRIPT, content="\n".join(scripts)))
    config.extra_css, config.extra_javascript = [SHEET], [SCRIPT]
    return files


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
    """A script in a scope of its own, so that no name of it meets another script's; comments and indents stay behind."""
    return f'(() => {{\n"use strict";\n{REMARK.sub("", script)}}})();'
