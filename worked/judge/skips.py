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
from worked.read.ranges import Ranges, line_around

SKIP = re.compile(
    r"(?:<!--|\{/\*|(?<!\\)%+)[ \t]*worked:[ \t]*skip\b[ \t-]*(?P<what>file|page|block|line)?[ \t]*(?:\((?P<reason>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\))?"
    r"[ \t]*(?:-->|\*/\}|$)",
    re.MULTILINE,
)
SPACE, EMPTY_LINE = re.compile(r"\s*"), re.compile(r"[^\S\n]*(?:\n|\Z)")
GAP = re.compile(r"\n[ \t>]*(?=\n|\Z)")
FORM = "<!-- worked: skip (reason) -->"


def skipped_ranges(context: Context) -> Ranges:
    """The ranges of a page that its comments skip; one without a reason is a failure."""
    found: list[tuple[int, int]] = []
    if context.report.is_accounted or "skip" not in context.text:
        return Ranges(found)
    blocks = Ranges(block.outer for block in context.page.blocks)
    for match in SKIP.finditer(context.text, context.page.body):
        if context.page.in_code.hold(match.start()):
            continue
        if not (match["reason"] or "").strip():
            advice = [("write", f"{FORM}, with the reason in the bracket")]
            context.report.fail(match.start(), "nothing is skipped without a reason", end=match.end(), advice=advice)
        else:
            found.append(range_of(context.page, match, blocks))
    return Ranges(found)


def range_of(page: Page, skip: re.Match, blocks: Ranges) -> tuple[int, int]:
    text, (start, end) = page.text, skip.span()
    line_start, line_end = line_around(text, start, end)
    is_alone = not text[line_start:start].strip(" \t>") and not text[end:line_end].strip()
    is_on_top = (
        is_alone and SPACE.match(text, page.body).end() >= start and EMPTY_LINE.match(text, line_end + 1) is not None
    )
    if skip["what"] in ("file", "page") or (skip["what"] is None and is_on_top):
        return 0, len(text)
    if skip["what"] == "line" or not (is_alone or skip["what"] == "block"):
        return line_start, line_end
    return start, block_end(text, line_end, blocks)


def block_end(text: str, at: int, blocks: Ranges) -> int:
    """Where the block ends that begins behind an offset: a paragraph, a list, a table, a fence, a formula."""
    first = SPACE.match(text, at).end()
    blank = GAP.search(text, first)
    return max(blank.start() if blank else len(text), blocks.end(first))
