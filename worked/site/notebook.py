"""Notebooks: a lab as the file that readers open in Jupyter.

A claim becomes its number, a link within the site gets its full address, and Markdown that only the
site understands becomes what Jupyter shows. The same lab gives the same bytes.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable

from worked.read.blocks import ATTRIBUTES
from worked.read.inline import Link
from worked.read.lab import Cell, LabSource
from worked.read.page import Page
from worked.read.python import imported_packages
from worked.read.source import Edit
from worked.show.render import apply, outermost

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
BOX = re.compile(  # the first line of an admonition; one with ??? opens when it is pressed
    r'(?P<indent>[ \t]*)(?P<mark>!!!|\?\?\?)\+?[ \t]+(?P<kind>[\w-]+)[^"\n]*(?:"(?P<title>[^"\n]*)")?[ \t]*$'
)
INDENT = 4  # blanks in front of what an admonition holds


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
    return "\n".join(without_boxes(apply(page.text[:end], start, edits).strip("\n").split("\n")))


# ---- within a line ---------------------------------------------------------------------------


def edits_of(page: Page, address: Callable[[str], str]) -> list[Edit]:
    """What is written otherwise in Jupyter: claims, attributes ({ #id }), links, and worked fences."""
    edits = [(claim.start, claim.end, page.text[slice(*claim.shown)]) for claim in page.claims]
    edits += [(*span.outer, page.text[slice(*span.inner)]) for span in page.spans if span.expression]
    for start, end in page.hidden:
        if ATTRIBUTES.fullmatch(page.text, start, end):
            before = page.text[:start].rstrip(" ")
            edits.append((len(before), end, ""))
    for link in page.links:
        edits += edits_of_link(page, link, address)
    edits += [(fence.outer[0], fence.start, "```text\n") for fence in page.fences if fence.is_worked]
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


def without_boxes(lines: list[str]) -> list[str]:
    """The lines with quotes in the place of admonitions, and <details> where one opens when pressed."""
    shown, at = [], 0
    while at < len(lines):
        box = BOX.match(lines[at])
        at += 1
        if box is None:
            shown.append(lines[at - 1])
            continue
        first = at
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(box["indent"] + " " * INDENT)):
            at += 1
        held = [line[len(box["indent"]) + INDENT :] for line in lines[first:at]]
        shown += [box["indent"] + line if line else "" for line in box_for_jupyter(box, held)]
    return "\n".join(shown).rstrip("\n").split("\n")


def box_for_jupyter(box: re.Match, held: list[str]) -> list[str]:
    inside = without_boxes("\n".join(held).strip("\n").split("\n"))
    title = box["title"] if box["title"] is not None else box["kind"].capitalize()
    if box["mark"] == "???":
        return ["<details>", f"<summary>{title}</summary>", "", *inside, "", "</details>", ""]
    heading = [f"**{title}**", ""] if title else []
    return [*(f"> {line}".rstrip() for line in heading + inside), ""]


# ---- packages --------------------------------------------------------------------------------


def packages(source: LabSource) -> list[str]:
    """The packages that a lab imports, without Python's own modules; none where it is no Python, which its check says."""
    try:
        return sorted(imported_packages(source.code).keys() - sys.stdlib_module_names)
    except (SyntaxError, ValueError):
        return []
