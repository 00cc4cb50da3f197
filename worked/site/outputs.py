"""Outputs: what the cells of a lab put out when mkdocs-jupyter runs them, as texts and pictures.

mkdocs-jupyter's settings of nbconvert run the notebook, and nbconvert hands it back with its outputs
as data. How they look on the page is decided here: no style or script of a notebook is taken over.
"""

import contextlib
import html
import io
import re
import tempfile
from collections.abc import Mapping
from functools import partial

import nbformat
from mkdocs_jupyter.convert import get_nbconvert_app
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.exporters import NotebookExporter
from nbconvert.filters import strip_ansi
from nbconvert.preprocessors import CoalesceStreamsPreprocessor
from traitlets.config import Config

from worked.read.lab import Cell, LabError, LabSource
from worked.run.waiting import WAITING
from worked.show.picture import svg_of_text
from worked.site.kernel import Kernel, aside, own_kernel
from worked.site.notebook import notebook

LIMIT = 60  # seconds for one cell
SEEDS = (1, 2)  # of the hashes of texts: two, by which the words of a set come in other orders
NOT_REPEATED = (
    "this cell puts out something else when the lab runs again: "
    "sort what comes from a set, give a random generator a seed, print no time"
)
PLACE = re.compile(r"Cell In\[(?P<count>\d+)\], line (?P<line>\d+)")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
NUMPY_NUMBER = re.compile(r"\bnp\.(?:float|int|uint|bool)\w*\(([^()]*)\)")
TEXT, TABLE, PICTURE = "text/plain", "text/html", "image/svg+xml"
BARE = re.compile(r"<[^\n]*>")  # what Python shows of an object that has no text of its own


def run_lab(lab: LabSource, limit: int = LIMIT, colors: Mapping[str, str] | None = None) -> list[str]:
    """Run a lab twice at one time, each in a fresh kernel and in an empty folder.

    limit    seconds that one cell may take
    colors   the CSS custom property for a hexadecimal colour of a picture
    returns  for each code cell the HTML of what it put out; "" where that is nothing
    raises   LabError: a cell fails, does not end, puts out what a page cannot show, or something else in the other run
    """
    cells = lab.code_cells
    with own_kernel(), contextlib.ExitStack() as folders:
        runs = [(seed, folders.enter_context(tempfile.TemporaryDirectory())) for seed in SEEDS]
        with WAITING.on(lab.name, f"each of its cells at most {limit}"):
            ran = aside([partial(executed, cells, folder, limit, seed) for seed, folder in runs])
    numbers = range(1, len(cells) + 1)
    one, other = (
        [
            shown(outputs, cell, f"cell-{number}", colors)
            for outputs, cell, number in zip(run, cells, numbers, strict=True)
        ]
        for run in ran
    )
    for first, second, cell in zip(one, other, cells, strict=True):
        if first != second:
            raise LabError(NOT_REPEATED, cell.line + 1)
    return one


def executed(cells: list[Cell], folder: str, limit: int, seed: int) -> list[list[nbformat.NotebookNode]]:
    """What each cell puts out, as notebooks hold it."""
    started: list[int] = []

    def note_start(cell: nbformat.NotebookNode, cell_index: int) -> None:
        started.append(cell_index)

    staged = io.StringIO(notebook([("code", cell.source) for cell in cells]))
    exporter = NotebookExporter(
        config=settings_of_run(limit, note_start, seed),
        preprocessors=[CoalesceStreamsPreprocessor],  # a line may be sent in parts: printed slowly, or flushed
    )
    try:
        text, _ = exporter.from_file(staged, resources={"metadata": {"path": folder}})
    except CellExecutionError as error:
        message = f"this cell fails: {error.ename}: {error.evalue}".rstrip(": ")
        raise LabError(message, line_of_failure(error, cells)) from None
    except CellTimeoutError:
        message = f"this cell was still running after {limit} seconds: let it compute less"
        raise LabError(message, cells[started[-1]].line + 1) from None
    except RuntimeError as error:
        raise LabError(f"no kernel ran this lab to its end: {' '.join(str(error).split())}", 1) from None
    return [cell.outputs for cell in nbformat.reads(text, as_version=4).cells]


def settings_of_run(limit: int, note_start, seed: int) -> Config:
    """How mkdocs-jupyter runs a notebook, and our limit.

    Only its settings for running are taken: the others may come from files of the machine's Jupyter.
    """
    ours = {
        "on_cell_execute": note_start,
        "kernel_manager_class": type("SeededKernel", (Kernel,), {"seed": seed}),
        # `timeout` would hold for the first message to the kernel too, where nbclient fails without a reason.
        "timeout_func": lambda cell: limit,
        # By default, outputs that come 4 seconds after the end of a cell are left out without a word.
        "iopub_timeout": limit,
        "raise_on_iopub_timeout": True,
        "shutdown_kernel": "immediate",  # nobody asks it any more
    }
    app = get_nbconvert_app(execute=True, allow_errors=False)
    return Config({"ExecutePreprocessor": app.config["ExecutePreprocessor"] | ours})


def line_of_failure(error: CellExecutionError, cells: list[Cell]) -> int:
    """The line of the lab where a traceback ends."""
    places = list(PLACE.finditer(strip_ansi(str(error))))
    if not places:
        return 1
    counted = [cell for cell in cells if cell.source]  # Jupyter does not run, or count, an empty cell
    return counted[int(places[-1]["count"]) - 1].line + 1 + int(places[-1]["line"])


def shown(
    outputs: list[nbformat.NotebookNode], cell: Cell, prefix: str, colors: Mapping[str, str] | None = None
) -> str:
    """The HTML of what a cell put out: its text, its pictures below that.

    prefix  begins the ids of its pictures
    raises  LabError: it is neither, or would be another text in the next run
    """
    pictures = [output for output in outputs if PICTURE in output.get("data", {})]
    text = "\n".join(text_of(output, cell).strip("\n") for output in outputs if output not in pictures)
    if numpy_number := NUMPY_NUMBER.search(text):
        why = f"this cell shows {numpy_number[0]}, which says how Python keeps the number"
        raise LabError(f"{why}: print({numpy_number[1]}), or .tolist() of a list", cell.line + 1)
    if ADDRESS.search(text):
        raise LabError("this cell puts out an address in memory, which is another one in each run", cell.line + 1)
    box = f'<pre tabindex="0">{html.escape(text)}</pre>' if len(pictures) < len(outputs) else ""
    for number, output in enumerate(pictures, start=1):
        box += picture_of(output, cell, f"{prefix}-{number}", colors or {})
    return f'<div class="lab-output" role="group" aria-label="Output">{box}</div>' if outputs else ""


def picture_of(output: nbformat.NotebookNode, cell: Cell, prefix: str, colors: Mapping[str, str]) -> str:
    said = output.get("metadata", {})
    alt = said.get("alt") or said.get(PICTURE, {}).get("alt", "")
    try:
        return svg_of_text(output.data[PICTURE], prefix=prefix, colors=colors, alt=alt)
    except ValueError as error:
        mend = 'give the SVG a <title>, or display(figure, metadata={"alt": "..."})'
        raise LabError(f"this cell draws a picture, and {error}: {mend}", cell.line + 1) from None


def text_of(output: nbformat.NotebookNode, cell: Cell) -> str:
    if output.output_type == "stream":
        text = strip_ansi(output.text)
        if output.name == "stderr":
            raise LabError(f"this cell warns: {' '.join(text.split())[:200]}", cell.line + 1)
        return text
    text = strip_ansi(output.data.get(TEXT, ""))
    other = next((kind for kind in output.data if kind != TEXT), None)
    if other == TABLE and TEXT in output.data and not BARE.fullmatch(text):  # a table: its text says the same
        return text
    if other or not output.data:
        what = "a picture" if (other or "").startswith("image/") else other or "something"
        raise LabError(f"this cell puts out {what}, and a lab shows text, or SVG: print what it shows", cell.line + 1)
    return text
