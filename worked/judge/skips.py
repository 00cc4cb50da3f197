"""Comments by which the author of a page skips equations that are wrong on purpose, or that this library misreads.

    It is false that 3 + 3 = 7. <!-- worked: skip (false on purpose) -->     this line
    <!-- worked: skip (a puzzle) -->                                         alone on its line: the block below it
    <!-- worked: skip file (made by a program) -->                           the whole file
    % worked: skip (a puzzle)                                                the same in LaTeX

Alone at the top of a page, with an empty line below it, it skips the whole file too. There is always a reason, and the
last line of a check counts what was skipped. A page that accounts for its numbers skips nothing.
"""

import re

from worked.judge.context import Context
from worked.read.page import Page

SKIP = re.compile(
    r"(?:<!--|\{/\*|(?<!\\)%+)[ \t]*worked:[ \t]*skip\b[ \t-]*(?P<what>file|page|block|line)?[ \t]*(?:\((?P<reason>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\))?"
    r"[ \t]*(?:-->|\*/\}|$)",
    re.MULTILINE,
)
FORM = "<!-- worked: skip (reason) -->"


def skipped_ranges(context: Context) -> list[tuple[int, int]]:
    """The ranges of a page that its comments skip; one without a reason is a failure."""
    found = []
    if context.report.is_accounted or "skip" not in context.text:
        return found
    for match in SKIP.finditer(context.text, context.page.body):
        if is_code(context.page, match.start()):
            continue
        if not (match["reason"] or "").strip():
            advice = [("write", f"{FORM}, with the reason in the bracket")]
            context.report.fail(match.start(), "nothing is skipped without a reason", end=match.end(), advice=advice)
        else:
            found.append(range_of(context.page, match))
    return found


def is_code(page: Page, start: int) -> bool:
    ranges = [span.outer for span in page.spans] + [fence.outer for fence in page.fences]
    return any(low <= start < high for low, high in ranges)


def range_of(page: Page, skip: re.Match) -> tuple[int, int]:
    text, (start, end) = page.text, skip.span()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    is_alone = not text[line_start:start].strip(" \t>") and not text[end:line_end].strip()
    is_on_top = is_alone and not text[page.body : start].strip() and not text[line_end + 1 :].partition("\n")[0].strip()
    if skip["what"] in ("file", "page") or (skip["what"] is None and is_on_top):
        return 0, len(text)
    if skip["what"] == "line" or not (is_alone or skip["what"] == "block"):
        return line_start, line_end
    return start, block_end(page, line_end)


def block_end(page: Page, at: int) -> int:
    """Where the block ends that begins behind an offset: a paragraph, a list, a table, a fence, a formula."""
    first = re.compile(r"\s*").match(page.text, at).end()
    blank = re.compile(r"\n[ \t>]*(?=\n|\Z)").search(page.text, first)
    end = blank.start() if blank else len(page.text)
    return max([end, *(block.outer[1] for block in page.blocks if block.outer[0] <= first < block.outer[1])])
