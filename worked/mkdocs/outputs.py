"""Outputs: what the cells of a lab put out, run and set by mkdocs-jupyter.

Only its outputs are taken over, as text: the code of a cell is shown like all code of the site, and
of the 600 KB of style and script that it puts around a notebook nothing is left.
"""

import contextlib
import html
import json
import logging
import os
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from worked.mkdocs.notebook import notebook
from worked.read.lab import Cell, LabError, LabSource

# A kernel of its own settings, that says nothing about itself, and keeps no history. It sends what a cell
# prints when the cell ends: by the clock, a slow machine would send one line in two parts now and then.
WAIT = '__import__("sys").stdout.flush_interval = 1e6'
KERNEL = {"IPKernelApp": {"log_level": 50, "exec_lines": [WAIT]}, "HistoryManager": {"enabled": False}}
FOLDERS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")
COLORS = re.compile(r"\x1b\[[0-9;]*m")
PLACE = re.compile(r"Cell In\[(?P<count>\d+)\], line (?P<line>\d+)")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
SHOWN = "text/plain"
ERRORS = "application/vnd.jupyter.stderr"


def run_lab(lab: LabSource) -> list[str]:
    """Run a lab in a fresh kernel, in an empty folder.

    returns  for each code cell the HTML of what it put out; "" where that is nothing
    raises   LabError: a cell fails, or puts out what is no text
    """
    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)):
        staged = Path(folder, "lab.ipynb")
        staged.write_text(notebook([("code", cell.source) for cell in lab.code_cells]), encoding="utf-8")
        reader = OutputReader()
        reader.feed(converted(staged, lab.code_cells))
    if len(reader.cells) != len(lab.code_cells):
        raise LabError(f"{len(lab.code_cells)} cells were run, and {len(reader.cells)} came back", 1)
    return [shown(outputs, cell) for outputs, cell in zip(reader.cells, lab.code_cells)]


def converted(staged: Path, cells: list[Cell]) -> str:
    """Here mkdocs-jupyter comes in: it runs the notebook, and makes HTML of it."""
    from jupyter_client.kernelspec import NoSuchKernel
    from mkdocs_jupyter.convert import nb2html
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)  # it would name the temporary file
    try:
        return nb2html(str(staged), execute=True, allow_errors=False)
    except CellExecutionError as error:
        ran = [cell for cell in cells if cell.source]  # an empty cell is not counted
        places = list(PLACE.finditer(COLORS.sub("", str(error))))
        line = ran[int(places[-1]["count"]) - 1].line + 1 + int(places[-1]["line"]) if places else 1
        raise LabError(f"this cell fails: {error.ename}: {error.evalue}".rstrip(": "), line) from None
    except (DeadKernelError, NoSuchKernel, RuntimeError) as error:
        raise LabError(f"no kernel ran this lab to its end: {' '.join(str(error).split())}", 1) from None


@contextlib.contextmanager
def surroundings(folder: Path):
    """What a user's own Jupyter is set to shall not change a page."""
    before = {name: os.environ.get(name) for name in FOLDERS}
    for name in FOLDERS:
        os.environ[name] = str(folder / ".jupyter")
    profile = folder / ".jupyter" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.json").write_text(json.dumps(KERNEL), encoding="utf-8")
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class OutputReader(HTMLParser):
    """Reads a notebook's HTML: for each code cell, the kind and the text of its outputs."""

    def __init__(self):
        super().__init__()
        self.cells: list[list[tuple[str, str]]] = []
        self.depth = 0  # of open elements within an output; 0 outside

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = {name: value or "" for name, value in attributes}
        if given.get("id", "").startswith("cell-id="):
            self.cells.append([])
        elif self.depth:
            self.depth += tag not in ("br", "img", "hr")
        elif "jp-OutputArea-output" in given.get("class", "").split() and self.cells:
            self.cells[-1].append((given.get("data-mime-type", ""), ""))
            self.depth = 1

    def handle_startendtag(self, tag: str, attributes: list) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            kind, text = self.cells[-1][-1]
            self.cells[-1][-1] = kind, text + data


def shown(outputs: list[tuple[str, str]], cell: Cell) -> str:
    for kind, text in outputs:
        if kind == ERRORS:
            raise LabError(f"this cell warns: {' '.join(text.split())[:200]}", cell.line + 1)
        if kind != SHOWN:
            raise LabError(
                f"this cell puts out {kind or 'something'}, and a lab puts out text: print it", cell.line + 1
            )
    text = "\n".join(text.strip("\n") for _, text in outputs)
    if ADDRESS.search(text):
        raise LabError("this cell puts out an address in memory, which is another one in each run", cell.line + 1)
    box = f'<pre tabindex="0">{html.escape(text)}</pre>'
    return f'<div class="lab-output" role="group" aria-label="Output">{box}</div>' if outputs else ""
