"""Accounting: every number that a reader sees is accounted for, or the page is refused."""

import re

from worked.judge.context import Context
from worked.judge.findings import plural
from worked.judge.labels import Names
from worked.judge.numerals import Explanations, Numeral
from worked.judge.quoted import QUOTATION
from worked.maths.literal import read_literal
from worked.maths.tokens import ExpressionError
from worked.read.numbers import NUMERAL

OWN_ID = re.compile(r"\{[^{}]*#[\w-]+[^{}]*\}\s*$")
IN_TITLE = "it in the text: a title, a description or a heading holds labels only"
MOST_SUGGESTED = 20  # numbers of a page for which the snippet is searched


def account(context: Context) -> None:
    """Account for every number of a page that nothing has judged yet.

    raises  SettingsError: the file of references cannot be read
    """
    if context.settings.references:
        context.report.note(context.settings.root / context.settings.references, context.settings)
    accounts = Explanations(context.page, context.settings, Names(context))
    account_phrases(context, accounts)
    for start, end in context.page.markers:
        context.hold(start, end, "label")
    ranges = [*context.page.fence_infos(), *front_matter(context), *typed_code(context)]
    numerals = accounts.numerals() + accounts.numerals(ranges) + code_spans(context, accounts)
    unknown = [
        numeral for numeral in numerals if not context.is_handled(numeral.start) and not write_down(context, numeral)
    ]
    for count, numeral in enumerate(unknown):
        unaccounted(context, numeral, may_suggest=count < MOST_SUGGESTED)
    account_headings(context)


def account_phrases(context: Context, accounts: Explanations) -> None:
    """The phrases of ``unchecked:`` stand on the page exactly as often as they are listed."""
    place = context.page.meta_place("unchecked")
    header = context.text[: context.page.body]
    listed = context.page.meta.get("unchecked") or {}
    if not isinstance(listed, dict):
        context.report.fail(
            place, "unchecked: is no list of phrases with their counts", advice=[("write", 'unchecked: {"5 min": 1}')]
        )
        return
    for phrase, count, found in accounts.find_phrases(listed, context.page.visible()):
        at = max(place, header.find(phrase, place))
        if NUMERAL.search(phrase) is None:
            context.report.fail(at, f"unchecked: {phrase!r} holds no number", end=at + len(phrase))
        elif type(count) is not int or count != len(found):
            advice = f'"{phrase}": {len(found)}' if found else "the list without it"
            context.report.fail(
                at,
                f"unchecked: {phrase!r} is listed with the count {count}, and stands on the page {plural(len(found), 'time')}",
                end=at + len(phrase),
                advice=[("write", advice)],
            )


def front_matter(context: Context) -> list[tuple[int, int]]:
    """Where the title and the description of the page stand."""
    ranges = []
    for key in ("title", "description"):
        value = context.page.meta.get(key)
        if value is None:
            continue
        start = context.page.meta_place(key)
        end = context.page.text.find("\n", start)
        written = [match.group() for match in NUMERAL.finditer(context.text, start, end)]
        if start == 0 or written != NUMERAL.findall(value if isinstance(value, str) else str(type(value))):
            context.report.fail(
                start,
                f"the {key} cannot be read where it stands",
                advice=[("write", f"{key}: and its words on one line, plainly")],
            )
        ranges.append((start, end))
    return ranges


def typed_code(context: Context) -> list[tuple[int, int]]:
    """Where fences hold typed text; quoted code is computed, and its comments were judged."""
    ranges = []
    for fence in context.page.fences:
        at = fence.start
        for match in QUOTATION.finditer(context.text, fence.start, fence.end):
            ranges.append((at, match.start()))
            at = match.end()
        ranges.append((at, fence.end))
    return ranges


def code_spans(context: Context, accounts: Explanations) -> list[Numeral]:
    """Numbers of code spans and formulas; those that only index or name are labels."""
    found = []
    for span in context.page.spans:
        indices = index_ranges(context.text, span.start, span.end) if span.kind == "code" else []
        for numeral in accounts.numerals([(span.start, span.end)]):
            is_index = any(low <= numeral.start < high for low, high in indices)
            is_index |= span.kind == "code" and is_within_name(context.text, numeral)
            if not numeral.kind and (is_index or (span.kind == "math" and is_subscript(context.text, numeral.start))):
                numeral.kind = "label"
            found.append(numeral)
    return found


def is_within_name(text: str, numeral: Numeral) -> bool:
    """In code a digit behind a letter belongs to a name: float32, conv2d."""
    return text[numeral.start - 1].isalpha() and text[numeral.start : numeral.end].isdigit()


def index_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where code holds indices: ``weights[0]``."""
    return [
        match.span()
        for match in re.compile(r"(?<=[\w\])])\[\s*(?:-?\d+|:)\s*(?:,\s*(?:-?\d+|:)\s*)*\]").finditer(text, start, end)
    ]


def is_subscript(text: str, start: int) -> bool:
    return re.search(r"[A-Za-z}]_(?:\{[\w,\s+−-]*)?$", text[max(0, start - 20) : start]) is not None


def write_down(context: Context, numeral: Numeral) -> bool:
    """Write down what accounts for a number; False where nothing does."""
    if numeral.reason:
        shown = context.text[numeral.start : numeral.end]
        context.report.fail(numeral.start, f"{shown} is wrong here: {numeral.reason}", end=numeral.end)
    elif numeral.kind:
        context.hold(numeral.start, numeral.end, numeral.kind, source=numeral.source, url=numeral.source)
    return bool(numeral.kind)


def unaccounted(context: Context, numeral: Numeral, may_suggest: bool) -> None:
    shown = context.text[numeral.start : numeral.end]
    shown = shown if len(shown) <= 40 else f"{shown[:20]}… ({len(shown):,} digits)"
    is_title = stands_in_title(context, numeral)
    names = suggestions(context, numeral) if may_suggest and not is_title else []
    advice = [("write", f"[{shown}](={name})   {name} has this value") for name in names] or [
        ("write", IN_TITLE if is_title else f"[{shown}](=EXPRESSION) {named(context)}, or an equation that holds it"),
        ("or list", f'the phrase in the front matter: unchecked: {{"{shown} WORDS": 1}}'),
    ]
    context.report.fail(numeral.start, f"nothing accounts for {shown}", end=numeral.end, advice=advice)


def stands_in_title(context: Context, numeral: Numeral) -> bool:
    """Where no claim can stand: in the front matter or a heading."""
    return numeral.start < context.page.body or any(
        heading.start <= numeral.start < heading.end for heading in context.page.headings
    )


def named(context: Context) -> str:
    if not context.snippets:
        return "and the snippet that computes it in the front matter (numbers: snippets/NAME.py)"
    return "with a name of the snippet"


def suggestions(context: Context, numeral: Numeral) -> list[str]:
    """Expressions of the snippet that have the value of a number."""
    if not context.snippets or context.is_broken:
        return []
    from worked.judge.suggest import Suggestions

    if context.suggestions is None:
        context.suggestions = Suggestions(context.snippets, context.store)
    try:
        return context.suggestions.for_literal(read_literal(context.text, numeral.start, numeral.end))
    except ExpressionError:
        return []


def account_headings(context: Context) -> None:
    for heading in context.page.headings:
        text = context.text[heading.start : heading.end]
        if NUMERAL.search(re.sub(r"\{[^{}]*\}\s*$", "", text)) and not OWN_ID.search(text):
            context.report.fail(
                heading.start,
                "a heading with a number needs an id of its own, so that links to it last",
                advice=[("write", "{ #a-short-name } behind it")],
            )
