"""Cells: what is checked of a lab beyond what is checked of every page.

A number in its code is an input; one in a comment or a string of the code is checked as in quoted code.
Where the header names snippets, data that the lab and one of them define under one name are the same.
"""

import ast
import math
import re
from fractions import Fraction
from pathlib import Path

from worked.judge.context import Context
from worked.judge.quoted import statements_of
from worked.maths.exact import shape
from worked.maths.expression import parse
from worked.maths.literal import flatten
from worked.maths.tokens import ExpressionError
from worked.maths.writing import describe
from worked.read.lab import Cell
from worked.read.python import assigned_names, code_place, imported_packages
from worked.run.values import Value

SITE_ONLY = re.compile(  # tabs, footnotes, blocks, definitions: what the site's Markdown has, and Jupyter's has not
    r"[ \t>]*(?P<mark>===[!+]?(?=[ \t])|\[\^[^\]\s]+\]:|///|:(?=[ \t]{1,3}\S)|\[[^\]\d]+\]:(?=[ \t]*\S))"
)


def check_cells(context: Context, found_claims: list, found_comments: list) -> None:
    """Check what only a lab has: its cells, the names in them, and its tie to a snippet."""
    fences = {fence.outer[0]: fence for fence in context.page.fences}
    for cell in context.page.source.code_cells:
        fence = fences.pop(cell.opens, None)
        if fence is None or context.page.source.place(fence.start)[0] != cell.line + 2 or not fence.is_closed:
            fail_line(context, cell.line + 1, "this cell is swallowed by something above it that is never closed")
        else:
            context.mark_handled(*fence.outer)
            check_code(context, cell)
    for fence in fences.values():
        if not fence.is_worked:
            context.report.fail(
                fence.outer[0], "code in the text of a lab is not run", advice=[("write", "a cell of its own: # %%")]
            )
            context.mark_handled(*fence.outer)
    check_text(context)
    check_meanings(context, found_claims, found_comments)
    check_shared(context)


def fail_line(context: Context, line: int, headline: str, **details) -> None:
    """Fail at a line of the Python file, which is a line of the Markdown too."""
    source = context.page.source
    end = source.starts[line] - 1 if line < len(source.starts) else len(source.text)
    context.report.fail(source.starts[line - 1], headline, end=end, **details)


def check_code(context: Context, cell: Cell) -> None:
    """Check that a cell is Python by itself, and needs nothing that only this project has."""
    source = context.page.source
    try:
        packages = imported_packages(source.code[cell.start : cell.end])
    except (SyntaxError, ValueError) as error:
        line = cell.line + 1 + (getattr(error, "lineno", None) or 1)
        fail_line(context, line, f"this cell is no Python by itself: {getattr(error, 'msg', error)}")
        context.is_broken = True
        context.broken.add(context.snippets)
        return
    own = {context.settings.name_in_project(context.settings.snippets).partition("/")[0], "worked"}
    for line in sorted(line for package in own & packages.keys() for line in packages[package]):
        headline = "a lab runs in plain Jupyter, which does not have this module"
        advice = [("write", "what the lab needs in a cell of its own")]
        fail_line(context, cell.line + 1 + line, headline, advice=advice)


def check_text(context: Context) -> None:
    """Check that the text of a lab is Markdown that Jupyter shows too."""
    page, source = context.page, context.page.source
    for claim in page.claims:
        if claim.is_drawing:
            headline = "a lab has no drawings: Jupyter would not show them"
            context.report.fail(claim.start, headline, advice=[("write", "a cell that prints")])
    for cell in source.cells:
        lines = range(cell.line + 1, cell.line + 1 + cell.count) if cell.kind == "markdown" else ()
        for match in filter(None, (SITE_ONLY.match(source.text, source.starts[line]) for line in lines)):
            start, end = match.span("mark")
            headline = f"{match['mark']} means nothing in Jupyter"
            context.report.fail(start, headline, end=end, advice=[("write", "plain Markdown")])


def check_meanings(context: Context, found_claims: list, found_comments: list) -> None:
    """Check that a name which a number is compared with gets its value in one cell only: else it means two things."""
    source = context.page.source
    lines: dict[str, list[int]] = {}
    for cell in source.code_cells:
        for name, line in stored_names(source.code[cell.start : cell.end]).items():
            lines.setdefault(name, []).append(cell.line + 1 + line)
    several = {name: places for name, places in lines.items() if len(places) > 1}
    for one in found_claims:
        for name in several.keys() & {node.value for node in one.tree.walk() if node.op == "name"}:
            start, end = one.claim.expression
            context.report.fail(start, several_values(name, several[name]), end=end)
    for _, comment in found_comments:
        for name in several.keys() & names_in_expression(comment.expression):
            line = source.code.count("\n", 0, comment.start) + 1
            fail_line(context, line, several_values(name, several[name]))


def several_values(name: str, lines: list[int]) -> str:
    places = " and ".join(map(str, lines))
    return f"{name} gets a value in more than one cell (lines {places}): give each value a name of its own"


def names_in_expression(expression: str) -> set[str]:
    try:
        return {node.value for node in parse(expression).walk() if node.op == "name"}
    except ExpressionError:
        return set()


def stored_names(code: str) -> dict[str, int]:
    """The names that a cell sets, or sets an entry of, outside of functions; each with its line."""
    try:
        statements = [one for one in ast.parse(code).body if not isinstance(one, (ast.FunctionDef, ast.ClassDef))]
    except (SyntaxError, ValueError):
        return {}
    names: dict[str, int] = {}
    for node in (inner for statement in statements for inner in ast.walk(statement)):
        if isinstance(getattr(node, "ctx", None), ast.Store):
            while isinstance(node, (ast.Subscript, ast.Attribute)):
                node = node.value
            if isinstance(node, ast.Name):
                names.setdefault(node.id, node.lineno)
    return names


# ---- the tie to the snippet -------------------------------------------------------------------


def check_shared(context: Context) -> None:
    """Run the lab, and check that data which it and one of its snippets define under one name are the same."""
    own = names_assigned(context.page.source.code)
    of_lab = context.outcome(context.snippets, list(own) or ["None"], context.store.values).values
    for snippet in context.lessons:
        if not context.is_broken:
            check_shared_with(context, snippet, own, of_lab)


def check_shared_with(context: Context, snippet: Path, own: dict[str, int], of_lab: dict[str, Value]) -> None:
    name = context.settings.name_of(snippet)
    theirs = names_assigned(snippet.read_text(encoding="utf-8"))
    asked = [known for known in own if known in theirs]
    of_snippet = context.outcome((snippet,), asked or ["None"], context.store.values).values
    shared = of_lab.keys() & of_snippet.keys()
    if not shared and not context.is_broken:
        headline = f"the lab and {name} define nothing under one name, so nothing ties them"
        context.report.fail(context.page.meta_place("numbers"), headline)
    for known in shared:
        if not is_same(of_lab[known].data, of_snippet[known].data):
            advice = [
                ("lab", written_out(of_lab[known])),
                ("snippet", f"{written_out(of_snippet[known])}   ({code_place(snippet, name, [known])})"),
                ("write", "the same value in both, or another name here"),
            ]
            fail_line(context, own[known], f"the lab and the snippet disagree: {known}", advice=advice)


def names_assigned(code: str) -> dict[str, int]:
    try:
        names = assigned_names(statements_of(code))
    except (SyntaxError, ValueError):
        return {}  # that it does not run is reported elsewhere
    return {name: line for name, line in names.items() if not name.startswith("_")}  # which no page may name


def written_out(value: Value) -> str:
    return repr(value.data) if value.is_drawing else describe(value.data)


def is_same(value, other) -> bool:
    """Are two values equal: exactly, or up to the noise of floats where there are some?"""
    if isinstance(value, str) or isinstance(other, str):
        return value == other
    return shape(value) == shape(other) and all(map(is_close, flatten(value), flatten(other)))


def is_close(value: Fraction | float, other: Fraction | float) -> bool:
    if value == other or (isinstance(value, Fraction) and isinstance(other, Fraction)):
        return value == other
    return math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-12)
