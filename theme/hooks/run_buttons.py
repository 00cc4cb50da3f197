"""A MkDocs hook: a reader runs the code of a page, and checks its numbers, with Python in the browser.

Each block of Python gets its buttons, and so does the line that counts a page's numbers. theme/assets/run.js waits for a
press; theme/parts/run does the rest. What they fetch then stands in parts/run/runtime: the official files, as
runtime/ packs them, and the project's own pages, snippets and rules. Without those files the site comes without
buttons, and so does the preview.
"""

import hashlib
import json
import logging
import os
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import runtime  # the folder beside this file
import yaml
from mkdocs.exceptions import PluginError

import worked

log = logging.getLogger("mkdocs.hooks.run_buttons")

BLOCK = re.compile(r'(<div class="[^"]*\blanguage-py[^"]*"><pre>.*?</pre>)(</div>)', re.DOTALL)
COUNT = re.compile(r'(<p class="worked-count"[^>]*>.*?)(</p>)', re.DOTALL)
BAR = (
    '<div class="run-bar" data-search-exclude><button type="button" data-run="run">Run</button> '
    '<button type="button" data-run="edit">Edit</button></div>'
)
CHECK = ' <button type="button" class="run-check" data-run="check" data-page="{page}">Check this page yourself</button>'
FOLDER = "parts/run/runtime"
ROOMS = "maths latex read run judge tell show browser".split()  # what judging needs of worked/

ready: Path | None = None  # where the files are that the site serves
is_preview = False


def on_startup(*, command, dirty):
    global is_preview
    is_preview = command == "serve"


def on_pre_build(*, config):
    global ready
    ready = None
    if is_preview or os.environ.get("RUNTIME") == runtime.NO:
        return
    try:
        ready = runtime.served(runtime.Pins(root_of(config)))
    except runtime.NotOfficial as error:
        raise PluginError(str(error)) from None
    except runtime.RuntimeFault as error:
        if os.environ.get("RUNTIME"):
            raise PluginError(f"runtime: {error}") from None
        log.info("the site comes without Run buttons: %s (`make site` fetches it)", error)


def on_page_content(html, *, page, config, files):
    if ready is None:
        return html
    name = Path(page.file.abs_src_path).relative_to(root_of(config)).as_posix() if page.file.abs_src_path else ""
    if not COUNT.search(html):
        return html
    html = BLOCK.sub(lambda block: f"{block[1]}{BAR}{block[2]}", html)
    return COUNT.sub(lambda count: f"{count[1]}{CHECK.format(page=name)}{count[2]}", html, count=1)


def on_post_build(*, config):
    """Put the files into the site, with a list of what is fetched after a first press."""
    if ready is None:
        return
    target = Path(config.site_dir, FOLDER)
    target.mkdir(parents=True, exist_ok=True)
    listed = json.loads((ready / runtime.MANIFEST).read_bytes())
    for name in listed:
        shutil.copyfile(ready / name, target / name)
    project = project_zip(root_of(config))
    (target / "project.zip").write_bytes(project)
    listed["project.zip"] = {"size": len(project), "sha256": hashlib.sha256(project).hexdigest()}
    (target / runtime.MANIFEST).write_text(json.dumps(listed, sort_keys=True), encoding="utf-8")


def root_of(config) -> Path:
    return Path(config.config_file_path).resolve().parent


def project_zip(root: Path) -> bytes:
    """Pages, snippets, settings and rules: what a check of a page reads."""
    library = Path(worked.__file__).parent
    files = {f"worked/{name}.py": library / f"{name}.py" for name in ("__init__", "settings")}
    files |= {
        f"worked/{path.relative_to(library).as_posix()}": path
        for room in ROOMS
        for path in (library / room).glob("*.py")
    }
    files |= {f"yaml/{path.name}": path for path in Path(yaml.__file__).parent.glob("*.py")}
    files |= {"blocks.py": root / "theme/parts/run/blocks.py"}
    patterns = "docs/**/*.md docs/**/*.toml docs/**/*.json docs/labs/*.py snippets/**/*.py snippets/**/*.json pyproject.toml".split()
    files |= {path.relative_to(root).as_posix(): path for pattern in patterns for path in root.glob(pattern)}
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, path in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, runtime.STAMP), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
