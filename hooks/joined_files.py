"""A MkDocs hook: the style sheets of every page are fetched as one file, and so are its scripts.

They stay apart in docs/assets and under `extra_css` and `extra_javascript` of mkdocs.yml, whose order
holds. What a page asks for in its own front matter stays a file of its own.
"""

from pathlib import Path

from mkdocs.structure.files import File
from style_sheets import closer  # beside this file

SHEET, SCRIPT = "assets/every-page.css", "assets/every-page.js"

joined: dict[str, str] = {}  # the two files of this build
parts: list[str] = []  # what they are made of


def on_config(config):
    parts[:] = [*config.extra_css, *map(str, config.extra_javascript)]
    texts = {path: Path(config.docs_dir, path).read_text("utf8") for path in parts}
    joined[SHEET] = "\n".join(closer(texts[path]) for path in config.extra_css)
    joined[SCRIPT] = "\n".join(alone(texts[str(path)]) for path in config.extra_javascript)
    config.extra_css, config.extra_javascript = [SHEET], [SCRIPT]


def on_files(files, *, config):
    for path in parts:
        files.remove(files.get_file_from_path(path))
    for path, text in joined.items():
        files.append(File.generated(config, path, content=text))
    return files


def alone(script: str) -> str:
    """A script whose names are its own."""
    return f'(() => {{\n"use strict";\n{script}}})();'
