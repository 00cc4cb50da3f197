"""What an editor shows of a checked page: marks, a card for the number under the pointer, mends, names to choose from."""

import re
from pathlib import Path

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    CompletionItem,
    CompletionItemKind,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
    TextEdit,
    WorkspaceEdit,
)
from pygls import uris

from worked.editor.checked import Checked
from worked.editor.positions import Positions
from worked.judge.findings import Failure, Number
from worked.read.python import defined_names, definition, imports_of
from worked.tell import report as reports

SOURCE = "worked"  # what editors show as the origin of a mark
NOT_RUN = "not checked: the Python of {0} has not been allowed to run, so no claim of this page is compared"
CLAIM = re.compile(r"\]\(<?=[^`\n]*$")  # the expression of a claim, as far as it is written
NAME = re.compile(r"[^\W\d]\w*$")


def diagnostics(checked: Checked, places: Positions) -> list[Diagnostic]:
    found = [mark(one, checked, places, DiagnosticSeverity.Error) for one in checked.failures]
    if checked.report is not None:
        for one in checked.report.warnings:
            found.append(mark(one, checked, places, DiagnosticSeverity.Warning))
        for one in checked.report.unjudged:
            if one.is_told:
                found.append(mark(one.failure, checked, places, DiagnosticSeverity.Information))
    if checked.waits:
        words = NOT_RUN.format(checked.settings.root)
        found.append(Diagnostic(of_snippet(checked, places), words, DiagnosticSeverity.Information, source=SOURCE))
    return found


def mark(failure: Failure, checked: Checked, places: Positions, severity: DiagnosticSeverity) -> Diagnostic:
    """A mark at the place of a failure; at the name of the snippet for one that is in the code."""
    words = "\n".join([failure.headline, *reports.rows(failure)])
    if checked.is_own(failure):
        return Diagnostic(places.place(failure.line, failure.column, failure.width), words, severity, source=SOURCE)
    there = Position(max(failure.line - 1, 0), max(failure.column - 1, 0))
    where = Location(uris.from_fs_path(str(checked.file_of(failure))), Range(there, there))
    related = [DiagnosticRelatedInformation(where, failure.headline)]
    words = f"{failure.file}:{failure.line}: {words}"
    return Diagnostic(of_snippet(checked, places), words, severity, source=SOURCE, related_information=related)


def of_snippet(checked: Checked, places: Positions) -> Range:
    """Where the front matter names the snippet; the first line where it names none."""
    page = checked.report.page if checked.report else None
    line, column = page.source.place(page.meta_place("numbers")) if page else (1, 1)
    return places.place(line, column, len(places.text))


def spot(checked: Checked, places: Positions, start: int, end: int) -> Range:
    """Where something of a page is in its file: a lab is read as Markdown, whose offsets are not those of its file."""
    source = checked.report.page.source
    return Range(places.place(*source.place(start)).start, places.place(*source.place(end)).start)


def touches(one: Range, other: Range) -> bool:
    def key(place: Position) -> tuple[int, int]:
        return place.line, place.character

    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def card(checked: Checked, places: Positions, position: Position) -> tuple[str, Range] | None:
    """What is known of the number at a position, in Markdown, and the range of that number."""
    pointed = Range(position, position)
    for one in checked.report.numbers if checked.report else []:
        if not one.file and touches(found := spot(checked, places, one.start, one.end), pointed):
            return told(one, checked), found
    return None


def told(number: Number, checked: Checked) -> str:
    lines = [f"**{number.kind}**"]
    if number.expression:
        lines[0] += f": `{number.expression}`" + (f" = {number.value}" if number.value else "")
    if number.equation:
        lines.append(f"in `{number.equation}`")
    lines += [one for one in (number.source, number.url) if one]
    for place, code in definitions(number, checked)[:1]:
        lines.append(f"{place}\n```python\n{code}\n```")
    return "\n\n".join(lines)


def definitions(number: Number, checked: Checked) -> list[tuple[str, str]]:
    """Where the first names of an expression are defined, each with its statement."""
    names = re.findall(r"[^\W\d]\w*", number.expression)
    found = (definition(file, name, checked.settings) for name in names for file in checked.report.snippets)
    return list(filter(None, found))


def actions(checked: Checked, places: Positions, uri: str, wanted: Range, allow: str) -> list[CodeAction]:
    """What the editor offers to do in a range: to write a number anew, or to let the Python of the folder run."""
    found = []
    for failure in checked.failures:
        if failure.fix and touches(there := spot(checked, places, *failure.fix[:2]), wanted):
            new = failure.fix[2]
            edit = WorkspaceEdit({uri: [TextEdit(there, new)]})
            told = [mark(failure, checked, places, DiagnosticSeverity.Error)]
            title = f"Write {new}"
            found.append(CodeAction(title, CodeActionKind.QuickFix, told, is_preferred=True, edit=edit))
    if checked.waits:
        folder = str(checked.settings.root)
        title = f"Let worked run the Python of {folder}, now and from now on"
        found.append(CodeAction(title, CodeActionKind.QuickFix, command=Command(title, allow, arguments=[folder])))
    return found


def is_worked(checked: Checked, places: Positions, position: Position) -> bool:
    fences = checked.report.page.fences if checked.report.page else []
    there = Range(position, position)
    return any(one.is_worked and touches(spot(checked, places, one.start, one.end), there) for one in fences)


def names(checked: Checked, places: Positions, position: Position) -> list[CompletionItem]:
    """The names of the snippets, where an expression is being written."""
    offset = places.offset(position)
    line = places.text[places.starts[position.line] : offset] if position.line < len(places.starts) else ""
    if checked.report is None or not (
        CLAIM.search(line) or line.count("`") % 2 == 1 or is_worked(checked, places, position)
    ):
        return []
    typed = NAME.search(line)
    replaced = places.range(offset - len(typed.group()) if typed else offset, offset)
    return [
        CompletionItem(
            name,
            kind=CompletionItemKind.Variable,
            detail=f"{checked.settings.name_of(file)}:{number}",
            text_edit=TextEdit(replaced, name),
        )
        for file in checked.report.snippets
        for name, number in sorted(defined_names(file).items())
        if not name.startswith("_") and name not in modules_in(file)
    ]


def modules_in(file: Path) -> set[str]:
    """The names under which a snippet has whole modules, which no expression needs."""
    imported = imports_of(file.read_text(encoding="utf-8", errors="replace"))
    return {name for name, (_, in_module) in imported.items() if not in_module}
