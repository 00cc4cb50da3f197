"""Accounting: every number that a reader sees is accounted for, or the page is refused.

A phrase of ``unchecked:`` stands on the page as often as it is listed: that is counted here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from worked.judge.context import Context
from worked.judge.findings import plural
from worked.judge.labels import Names
from worked.judge.numerals import Explanations, Numeral
from worked.judge.quoted import QUOTATION
from worked.maths.literal import read_literal
from worked.maths.tokens import ExpressionError
from worked.read.elements import Span
from worked.read.naming import FUNCTION_WORDS, SINGULAR, counts
from worked.read.numbers import NUMERAL, Labels, glued_before
from worked.read.ranges import line_around

OWN_ID = re.compile(r"\{[^{}]*#[\w-]+[^{}]*\}\s*$")
IN_TITLE = "it in the text: a title, a description or a heading holds labels only"
NO_NOUNS = FUNCTION_WORDS | SINGULAR  # what may stand before a number, and names nothing
MOST_SHOWN = 40  # characters of a number
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
        given = re.findall(
            rf"^(?:\?[ \t]+)?[\"']?{key}[\"']?[ \t]*(?::|$)", context.text[: context.page.body], re.MULTILINE
        )
        if start == 0 or len(given) != 1 or written != NUMERAL.findall(str(value)):  # to YAML, 0x29 is 41
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
    """Numbers of code spans and formulas; those that only index or name are labels, if what they name exists."""
    found = []
    for span in context.page.spans:
        look_up = name_in_code if span.kind == "code" else subscript_in_maths
        for numeral in accounts.numerals([(span.start, span.end)]):
            if not numeral.kind and not context.is_handled(numeral.start):
                look_up(context, accounts.names, numeral)
                if numeral.reason:  # no claim can stand in there
                    kept = [row for row in numeral.advice if row[0] == "or add"]
                    numeral.advice = [("or list", f"it in the front matter: {unchecked(context.text, span)}"), *kept]
            found.append(numeral)
    return found


def unchecked(text: str, span: Span) -> str:
    """The line of a front matter that lists a code span or a formula as unchecked."""
    shown = " ".join(text[slice(*(span.inner if span.kind == "math" else (span.start, span.end)))].split())
    quote = "'" if "\\" in shown or '"' in shown else '"'
    return f"unchecked: {{{quote}{shown}{quote}: 1}}"


LONGEST_NAME = 200  # characters, with the indices behind it
REST_OF_NAME = re.compile(rf"\w{{0,{LONGEST_NAME}}}")
INDEXED = re.compile(r"[^\W\d][\w.]*(?:\[[^\[\]]*\])*\Z")  # what stands before an index: weights, keys[0]
INDEX = re.compile(r"(?<=[\w\])])\[\s*(?:-?\d+|:)\s*(?:,\s*(?:-?\d+|:)\s*)*\]")


def name_in_code(context: Context, names: Names, numeral: Numeral) -> None:
    """In code a digit may be an index, weights[0], or belong to a name: float32."""
    text = context.text
    low, high = line_around(text, numeral.start, numeral.end)
    index = next((place for place in indices_of(text, low, high, numeral.start) if numeral.start < place[1]), None)
    if index is not None:
        before = INDEXED.search(text[max(low, index[0] - LONGEST_NAME) : index[0]])
        numeral.kind = "label"
        numeral.reason = names.fault_of_index(before.group() + text[slice(*index)] if before else "")
    elif text[numeral.start - 1].isalpha() and text[numeral.start : numeral.end].isdigit():
        letters = glued_before(text, numeral.start)
        behind = REST_OF_NAME.match(text, numeral.end).group()
        numeral.kind = "label"
        numeral.reason, numeral.advice = names.fault_of_name_in_code(letters, text[numeral.start : numeral.end], behind)


def indices_of(text: str, low: int, high: int, at: int) -> list[tuple[int, int]]:
    """Where the last index of a line stands that begins before an offset."""
    found = indices_in(text, low, high)
    near = bisect_right(found, (at, high))
    return found[max(0, near - 1) : near]


@lru_cache(maxsize=1)  # of a line of code: it is asked for each of its numbers
def indices_in(text: str, low: int, high: int) -> list[tuple[int, int]]:
    return [place.span() for place in INDEX.finditer(text, low, high)]


SUBSCRIPT = re.compile(r"(?P<letters>\\?[A-Za-z]+|\})_(?:\{[\w,\s+−-]*)?$")


NEIGHBOUR = re.compile(r"[A-Za-z]\s*[+−-]\s*\Z")  # h_{t-1}, the one before, whatever t is


def subscript_in_maths(context: Context, names: Names, numeral: Numeral) -> None:
    """A subscript names something too: x_{30}."""
    text = context.text
    subscript = SUBSCRIPT.search(text[max(0, numeral.start - 40) : numeral.start])
    shown = text[numeral.start : numeral.end]
    if subscript is not None and shown in ("1", "2") and NEIGHBOUR.search(subscript.group()):
        numeral.kind = "label"
    elif subscript is not None:
        numeral.kind = "label"
        axis = subscript.group().count(",")
        letters = subscript["letters"].strip("\\}")
        numeral.reason, numeral.advice = names.fault_of_name(f"{letters}_", shown, axis)


def write_down(context: Context, numeral: Numeral) -> bool:
    """Write down what accounts for a number; False where nothing does."""
    if numeral.reason:
        shown = context.text[numeral.start : numeral.end]
        headline = f"{shown} is wrong here: {numeral.reason}"
        context.report.fail(numeral.start, headline, end=numeral.end, advice=numeral.advice)
    elif numeral.kind:
        context.hold(numeral.start, numeral.end, numeral.kind, source=numeral.source, url=numeral.source)
    return bool(numeral.kind)


def unaccounted(context: Context, numeral: Numeral, may_suggest: bool) -> None:
    shown = context.text[numeral.start : numeral.end]
    shown = shown if len(shown) <= MOST_SHOWN else f"{shown[:20]}… ({len(shown):,} digits)"
    is_title = stands_in_title(context, numeral)
    low, high = with_sign(context.text, numeral)
    literal = context.text[low:high] if high - low <= MOST_SHOWN else shown
    names = suggestions(context, low, high) if may_suggest and not is_title else []
    advice = [("write", f"[{literal}](={name})   {name} has this value") for name in names] or [
        ("write", IN_TITLE if is_title else f"[{literal}](=EXPRESSION) {named(context)}, or an equation that holds it"),
        ("or list", f'the phrase in the front matter: unchecked: {{"{literal} WORDS": 1}}'),
    ]
    advice += label_for(context, numeral)
    context.report.fail(numeral.start, f"nothing accounts for {shown}", end=numeral.end, advice=advice)


NOUN_BEFORE = re.compile(r"(?<![^\W\d_])(?<![-'’])(?P<noun>[^\W\d_]{2,})(?:[ \u00a0]|[ \u00a0]*\n[ \t\u00a0]*)\Z")


def label_for(context: Context, numeral: Numeral) -> Iterator[tuple[str, str]]:
    """The setting that makes a name of an integer behind a word: day 4. None where it counts something."""
    text = context.page.plain
    match = NOUN_BEFORE.search(text, max(0, numeral.start - 40), numeral.start)
    noun = match["noun"].lower() if match else ""
    if not noun or noun in NO_NOUNS or counts(text, match.start(), numeral.end):
        return
    if Labels([noun]).cover(numeral.start, numeral.end, text):
        given = context.settings.table.get("labels") or {}
        row = f'{noun} = "" to [tool.worked.labels]' if isinstance(given, dict) else f'"{noun}" to labels'
        name = f"{noun} {text[numeral.start : numeral.end]}"
        yield "or add", f"{row} in pyproject.toml, where {name} is a name and no quantity"


MINUS = re.compile(r"(?<![^\s(])[-−]\Z")  # not that of a range, nor a hyphen
PERCENT = re.compile(r"[ \u00a0]?%")


def with_sign(text: str, numeral: Numeral) -> tuple[int, int]:
    """A number with its minus and its percent sign: a claim holds the whole of it."""
    is_long = numeral.end - numeral.start > MOST_SHOWN
    minus = MINUS.search(text, max(0, numeral.start - 2), numeral.start)
    percent = None if is_long else PERCENT.match(text, numeral.end)
    return minus.start() if minus else numeral.start, percent.end() if percent else numeral.end


def stands_in_title(context: Context, numeral: Numeral) -> bool:
    """Where no claim can stand: in the front matter or a heading."""
    return numeral.start < context.page.body or context.page.in_headings.hold(numeral.start)


def named(context: Context) -> str:
    if not context.snippets:
        return "and the snippet that computes it in the front matter (numbers: snippets/NAME.py)"
    return "with a name of the snippet"


def suggestions(context: Context, start: int, end: int) -> list[str]:
    """Expressions of the snippet that have the value of a number."""
    found = context.find_suggestions()
    try:
        return found.for_literal(read_literal(context.text, start, end)) if found else []
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
