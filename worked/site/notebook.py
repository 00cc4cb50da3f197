"""Notebooks: a lab as the file that readers open in Jupyter.

A claim becomes its number, a link within the site gets its full address, and Markdown that only the
site understands becomes what Jupyter shows. The same lab gives the same bytes.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable

from worked.read.inline import Link
from worked.read.lab import Cell, LabSource
from worked.read.page import Page
from worked.read.python import imported_packages
from worked.read.source import Edit, apply
from worked.show.render import outermost
from worked.show.text import plain_edits, quoted, without_boxes

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cell_id(kind: str, source: str, taken: dict[str, int]) -> str:
    """An id that follows from what the cell holds: a random one would change the file in each build.

    taken  how many cells before it hold the same; counted on
    """
    mark = hashlib.sha256(f"{kind} {source}".encode()).hexdigest()[:12]
    taken[mark] = taken.get(mark, 0) + 1
    return mark if taken[mark] == 1 else f"{mark}-{taken[mark]}"


def notebook(cells: list[tuple[str, str]]) -> str:
    """The JSON of a notebook that was not run.

    cells  the kind of each ("code" or "markdown"), and what it holds
    """
    import nbformat

    made, taken = nbformat.v4.new_notebook(metadata=METADATA), {}
    for kind, source in cells:
        new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        made.cells.append(new(source, id=cell_id(kind, source, taken)))
    nbformat.validate(made)
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def download(page: Page, address: Callable[[str], str]) -> str:
    """The notebook that readers take with them.

    page     a lab
    address  gives the full address of a link within the site, or "" where it has none
    """
    return notebook(
        [
            (cell.kind, cell.source if cell.kind == "code" else text_for_jupyter(page, cell, address))
            for cell in page.source.cells
        ]
    )


def text_for_jupyter(page: Page, cell: Cell, address: Callable[[str], str]) -> str:
    starts = [*page.source.starts, len(page.text) + 1]
    start, end = starts[cell.line + 1], starts[cell.line + 1 + cell.count] - 1
    edits = [edit for edit in outermost(edits_of(page, address)) if start <= edit[0] and edit[1] <= end]
    lines = apply(page.text[:end], start, edits).strip("\n").split("\n")
    return "\n".join(without_boxes(lines, box_for_jupyter))


# ---- within a line ---------------------------------------------------------------------------


def edits_of(page: Page, address: Callable[[str], str]) -> list[Edit]:
    """What is written otherwise in Jupyter: claims, attributes ({ #id }), links, and worked fences."""
    edits = plain_edits(page)
    for link in page.links:
        edits += edits_of_link(page, link, address)
    return edits


def edits_of_link(page: Page, link: Link, address: Callable[[str], str]) -> list[Edit]:
    """A link within the site gets its full address; where it has none, only its words stay."""
    destination = re.compile(r"\]\([^()\n]*\)").match(page.text, link.end)
    if "://" in link.url or link.url.startswith("mailto:") or destination is None:
        return []
    if full := address(link.url):
        return [(destination.start() + 2, destination.end() - 1, full)]
    return [(link.start - 1, link.start, ""), (*destination.span(), "")]


# ---- boxes -----------------------------------------------------------------------------------


def box_for_jupyter(opening: re.Match, title: str, inside: list[str]) -> list[str]:
    """A quotation in the place of an admonition, and <details> where one opens when pressed."""
    if opening["mark"] == "???":
        return ["<details>", f"<summary>{title}</summary>", "", *inside, "", "</details>", ""]
    return quoted(opening, title, inside)


# ---- packages --------------------------------------------------------------------------------


def packages(source: LabSource) -> list[str]:
    """The packages that a lab imports, without Python's own modules; none where it is no Python, which its check says."""
    try:
        return sorted(imported_packages(source.code).keys() - sys.stdlib_module_names)
    except (SyntaxError, ValueError):
        return []
