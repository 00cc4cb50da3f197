"""Scripts under a live preview: what a browser cannot read or run stands on the page, with the file and the line.

Whether one runs, only the browser can tell, and it knows best what it takes.
"""

import json
import re
from pathlib import Path

from worked.mkdocs.banner import BOX, WORDS
from worked.mkdocs.errors import short

TOP = re.compile(r"<head\b[^>]*>|(?=<body\b)")
HEADING = "A script of this page fails."
LISTEN = Path(__file__).with_name("listen.js")


def names_of(files, theme: str | None, root: Path) -> dict[str, str]:
    """The source of each script of a site, by its address. One that a hook changed is known by its place in the theme."""
    found = {}
    for file in files.javascript_files():
        path = Path(file.abs_src_path or Path(theme or "", file.src_uri))
        if path.is_relative_to(root) and path.is_file():
            found[file.dest_uri] = short(str(path), root)
    return found


def with_listener(page: str, names: dict[str, str]) -> str:
    """A page in whose head, before all other scripts, one listens and tells what fails in them."""
    settings = json.dumps({"names": names, "heading": HEADING, "looks": {"box": BOX, "words": WORDS}})
    script = LISTEN.read_text(encoding="utf-8").replace("= SETTINGS", f"= {settings}".replace("<", "\\u003c"))
    top = TOP.search(page)
    return f"{page[: top.end()]}<script>\n{script}</script>{page[top.end() :]}" if top else page
