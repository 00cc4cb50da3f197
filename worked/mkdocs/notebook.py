"""Notebooks: a lab as the file that readers open in Jupyter.

Claims become their literals, links lead to the site, and what only the site understands becomes
what Jupyter shows. The same lab gives the same bytes.
"""

import ast
import hashlib
import json
import re
import sys
from collections.abc import Callable

from worked.read.blocks import ATTRIBUTES
from worked.read.lab import Cell, LabSource
from worked.read.page import Page
from worked.read.source import Edit
from worked.show.render import apply, outermost

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
FOLDED = re.compile(
    r'(?P<indent>[ \t]*)(?P<mark>!!!|\?\?\?)\+?[ \t]+(?P<kind>[\w-]+)[^"\n]*(?:"(?P<title>[^"\n]*)")?[ \t]*$'
)


def cell_id(kind: str, source: str, taken: dict[str, int]) -> str:
    """An id made from what the cell holds; ``taken`` counts those that hold the same."""
    mark = hashlib.sha256(f"{kind} {source}".encode()).hexdigest()[:12]
    taken[mark] = taken.get(mark, 0) + 1
    return mark if taken[mark] == 1 else f"{mark}-{taken[mark]}"


def notebook(cells: list[tuple[str, str]]) -> str:
    """A notebook as text: nothing was run in it.

    cells  the kind of each, and what it holds
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
    address  the full address of a link on the site; "" where it has none, and plain words stay
    """
    return notebook(
        [
            (cell.kind, cell.source if cell.kind == "code" else text_of(page, cell, address))
            for cell in page.source.cells
        ]
    )


def text_of(page: Page, cell: Cell, address: Callable[[str], str]) -> str:
    starts = [*page.source.starts, len(page.text) + 1]
    start, end = starts[cell.line + 1], starts[cell.line + 1 + cell.count] - 1
    edits = [edit for edit in outermost(edits_of(page, address)) if start <= edit[0] and edit[1] <= end]
    return unfolded(apply(page.text[:end], start, edits).strip("\n").split("\n"))


def edits_of(page: Page, address: Callable[[str], str]) -> list[Edit]:
    edits = [(claim.start, claim.end, page.text[slice(*claim.shown)]) for claim in page.claims]
    for start, end in page.hidden:
        if ATTRIBUTES.fullmatch(page.text, start, end):
            before = page.text[:start]
            edits.append((len(before.rstrip(" ")), end, ""))
    for link in page.links:
        edits += edits_of_link(page, link, address)
    edits += [(fence.outer[0], fence.start, "```text\n") for fence in page.fences if fence.is_worked]
    return edits


def edits_of_link(page: Page, link, address: Callable[[str], str]) -> list[Edit]:
    """A link within the site gets its full address; where there is none, its words stay."""
    destination = re.compile(r"\]\([^()\n]*\)").match(page.text, link.end)
    if "://" in link.url or link.url.startswith("mailto:") or destination is None:
        return []
    if full := address(link.url):
        return [(destination.start() + 2, destination.end() - 1, full)]
    return [(link.start - 1, link.start, ""), (*destination.span(), "")]


def unfolded(lines: list[str]) -> str:
    """Boxes of the site become quotes; those that open, details that open."""
    shown, at = [], 0
    while at < len(lines):
        box = FOLDED.match(lines[at])
        at += 1
        if box is None:
            shown.append(lines[at - 1])
            continue
        indent, first = box["indent"], at
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(f"{indent}    ")):
            at += 1
        inside = unfolded("\n".join(line[len(indent) + 4 :] for line in lines[first:at]).strip("\n").split("\n")).split(
            "\n"
        )
        title = box["title"] if box["title"] is not None else box["kind"].capitalize()
        if box["mark"] == "???":
            made = ["<details>", f"<summary>{title}</summary>", "", *inside, "", "</details>", ""]
        else:
            made = [f"> {line}".rstrip() for line in ([f"**{title}**", ""] if title else []) + inside] + [""]
        shown += [indent + line if line else "" for line in made]
    return "\n".join(shown).rstrip("\n")


def packages(source: LabSource) -> list[str]:
    """What a lab imports that Python does not bring along."""
    names = {name for node in ast.walk(ast.parse(source.code)) for name in imported(node)}
    return sorted(names - sys.stdlib_module_names)


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []
