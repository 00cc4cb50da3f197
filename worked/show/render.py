"""Rendering: in the Markdown of a page, claims, worked fences, drawings and formulas become HTML.

Nothing here depends on a site generator. Each of the four becomes inline HTML on one line, so that lists
and admonitions around it keep their indentation.
"""

from bisect import bisect_left
from collections.abc import Callable

from worked.judge.fence import rows_of, split_terms, term_names
from worked.judge.findings import KINDS, Report
from worked.read.block import Block
from worked.read.elements import Claim, Span
from worked.read.ranges import line_around
from worked.read.source import Edit, apply, without_overlaps
from worked.show.appendix import count, press
from worked.show.typeset import escape_text, terms_as_html

LONGEST_UNBROKEN = 18  # characters of a literal that stay on one line, on a phone with letters twice as large too
CLOSING = tuple(".,;:!?)")  # must not begin a line


def render(report: Report, formula: Callable[[str, bool], str] | None, cards: dict[int, int] | None = None) -> str:
    """The body of a page, ready for a Markdown processor.

    report   what a check found that drew the pictures; a claim that failed is shown as its literal
    formula  turns LaTeX into HTML: formula(latex, is_displayed); None leaves formulas as they are
    cards    the number of the card that each claim or step opens, by the offset where it starts
    """
    page, cards = report.page, cards or {}
    edits = [edit_claim(report, claim, cards) for claim in page.claims if not claim.is_drawing]
    edits += [edit_drawing(report, claim, cards) for claim in page.claims if claim.is_drawing]
    edits += [edit_steps(page.text, fence, cards) for fence in page.fences if fence.is_worked]
    left = [span for span in page.spans if span.kind == "code" or formula is None]
    edits += [edit for span in left for edit in edits_of_equation(span, cards)]
    edits += [edit_cell(page, fence) for fence in page.fences if page.source.cell_at(fence.outer[0])]
    if formula is not None:
        edits += [edit_formula(page.plain, span, formula, cards) for span in page.spans if span.kind == "math"]
    if cards:
        edits.append(edit_foot(report))
    return apply(page.text, page.body, outermost(edits))


def outermost(edits: list[Edit]) -> list[Edit]:
    """Drop edits inside of others: a claim in a caption was rendered together with its drawing."""
    return without_overlaps(sorted(edits, key=lambda edit: (edit[0], edit[0] < edit[1], -edit[1])))


# ---- claims ----------------------------------------------------------------------------------


def edit_claim(report: Report, claim: Claim, cards: dict[int, int]) -> Edit:
    made = claim_as_html(report, claim, cards)
    if "worked-long" in made:
        return with_closing(claim.start, claim.end, made, report.page.text)
    return claim.start, claim.end, made


def claim_as_html(report: Report, claim: Claim, cards: dict[int, int]) -> str:
    shown = report.page.text[slice(*claim.shown)]
    literal, opening, closing = plain_literal(shown)
    look = "worked" if len(literal) <= LONGEST_UNBROKEN else "worked worked-long"
    if not holds_number(report, claim):
        look += " worked-wrong"
    return f'<span class="{look}">{opening}{escape_text(literal)}{closing}{pressed(cards, claim.start)}</span>'


def holds_number(report: Report, claim: Claim) -> bool:
    """Was a number of the claim accounted for?"""
    near = bisect_left(report.numbers, (False, claim.start), key=lambda number: (bool(number.file), number.start))
    return any(not number.file and number.start < claim.end for number in report.numbers[near : near + 1])


def with_closing(start: int, end: int, made: str, text: str) -> Edit:
    """Keep a box on one line with the mark behind it: browsers would break the line between them."""
    if not text.startswith(CLOSING, end):
        return start, end, made
    return start, end + 1, f'<span class="whole">{made}{escape_text(text[end])}</span>'


def pressed(cards: dict[int, int], start: int) -> str:
    return press(cards[start]) if start in cards else ""


def plain_literal(shown: str) -> tuple[str, str, str]:
    """The literal without its emphasis, and the tags that open and close that emphasis."""
    literal = shown.strip(" \t\n*_`$")
    mark = shown.strip()[: len(shown.strip()) - len(shown.strip().lstrip("*_`$"))]
    tag = {"**": "strong", "__": "strong", "*": "em", "_": "em", "`": "code"}.get(mark, "")
    return literal, f"<{tag}>" if tag else "", f"</{tag}>" if tag else ""


# ---- drawings --------------------------------------------------------------------------------


def edit_drawing(report: Report, claim: Claim, cards: dict[int, int]) -> Edit:
    value = report.values.get(claim.start)
    caption = caption_as_html(report, claim, cards)
    if value is None or not value.is_drawing:
        body = '<p class="worked-wrong">This drawing could not be made.</p>'
    elif value.kind == "picture":
        body = value.data
    else:
        body = f'<pre class="worked-diagram" tabindex="0">{escape_text(value.data)}</pre>'
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return claim.start, claim.end, f'<figure class="worked-figure">{body}{caption}</figure>'


def caption_as_html(report: Report, claim: Claim, cards: dict[int, int]) -> str:
    """The caption: plain text and claims."""
    start, end = claim.shown
    pieces = []
    for inner in report.page.claims:
        if start <= inner.start and inner.end <= end:
            pieces += [escape_text(report.page.text[start : inner.start]), claim_as_html(report, inner, cards)]
            start = inner.end
    return "".join([*pieces, escape_text(report.page.text[start:end])]).replace("&#10;", " ")


# ---- worked fences and formulas --------------------------------------------------------------


def edit_steps(text: str, fence: Block, cards: dict[int, int]) -> Edit:
    names, steps, is_named, last = term_names(fence), "", False, None
    for line, relation, expression in rows_of(text, fence):
        terms = split_terms(expression)
        own = names if len(names) == len(terms) else []
        button = pressed(cards, line) if line != last else ""  # a line of several steps has one card
        steps += (
            f'<div class="worked-step"><span class="worked-relation">{escape_text(relation)}</span> '
            f'<span class="worked-expression">{terms_as_html(terms, own, is_named)}{button}</span></div>'
        )
        is_named, last = is_named or bool(own), line
    made = f'<div class="worked-steps" role="group" aria-label="Worked steps" tabindex="0">{steps}</div>'
    return fence.outer[0], fence.outer[1], made


def edit_cell(page, fence: Block) -> Edit:
    """Add the place for the output of a cell behind it."""
    return fence.outer[1], fence.outer[1], f"\n\n{output_place(page.source.cell_at(fence.outer[0]))}\n"


def output_place(cell) -> str:
    return f'<div class="lab-output" id="output-{cell.line + 1}"></div>'


def edits_of_equation(span: Span, cards: dict[int, int]) -> list[Edit]:
    """Leave a code span to Markdown, and put what opens its card around it."""
    (low, high), (opens, closes) = span.outer, span.inner
    if low in cards:
        return [(low, opens, '<span class="equation">'), (closes, high, f"{pressed(cards, low)}</span>")]
    return [(low, opens, ""), (closes, high, "")] if span.expression else []


def edit_foot(report: Report) -> Edit:
    """Say at the end of a page how many of its numbers are checked."""
    at = len(report.page.text)
    kinds = {kind: sum(number.kind == kind for number in report.numbers) for kind in KINDS}
    return at, at, f"\n\n{count(kinds)}\n\n"


def edit_formula(text: str, span: Span, formula: Callable[[str, bool], str], cards: dict[int, int]) -> Edit:
    """Set a formula; one alone in its paragraph is displayed, and so is one between double marks."""
    low, high = span.outer
    is_double = text.startswith(("$$", "\\[", "\\begin"), span.inner[0])
    start, end = line_around(text, low, high)
    is_alone = not text[start:low].strip() and not text[high:end].strip() and is_blank_around(text, start, end)
    latex = text[span.start : span.end] if not text.startswith("\\begin", low) else text[low:high]
    is_displayed = is_double or is_alone
    made = formula(latex, is_displayed)
    if low in cards:
        tag = "div" if is_displayed else "span"
        made = f'<{tag} class="equation">{made}{pressed(cards, low)}</{tag}>'
    return (low, high, made) if is_displayed else with_closing(low, high, made, text)


def is_blank_around(text: str, start: int, end: int) -> bool:
    above, below = line_around(text, max(0, start - 1), max(0, start - 1)), line_around(text, end + 1, end + 1)
    return not text[slice(*above)].strip() and not text[slice(*below)].strip()
