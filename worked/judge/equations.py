"""The equations and worked fences of a page, found and cut into chains. :mod:`worked.judge.steps` judges them."""

import re
from collections.abc import Callable
from functools import partial

from worked.judge.chain import Chain, Part, Step, split_chains
from worked.judge.claims import why_proves_nothing
from worked.judge.context import Context
from worked.judge.findings import Unjudged
from worked.judge.skips import skipped_ranges
from worked.judge.unread import written_equations
from worked.judge.wording import (
    ASKED,
    EXPRESSIONS_ASKED,
    STATED,
    how_stated,
    is_unfinished_before,
    is_unfinished_behind,
)
from worked.maths.formula import RELATION
from worked.maths.tokens import shorten
from worked.read.elements import Span
from worked.read.ranges import Ranges
from worked.settings import LOGARITHMS

GOES_ON = re.compile(r"[-+*/·×÷^−–%@=≈~<>,)\]]")  # what a line begins with that goes on from the one before
UNFINISHED = re.compile(r"[-+*/·×÷^−–@=≈~<>,(\[]\Z")  # what a line ends with that goes on in the next

LINE = re.compile(r"[^\n]*(?:\n|\Z)")
COMMENT = re.compile(
    r"(?:^|\s)(?:#|//|--|/\*|%|;|<!--)|^\s*\*\s", re.MULTILINE
)  # what a comment of a program begins with


class FoundChain:
    """A chain, and what it stands in: "code", "math" or "worked" (a fence).

    source  what its numbers come from, where the page ties them: [`18 + 0 + 6 = 24`](=poured[:, orange])
    """

    def __init__(self, chain: Chain, place: str, source: Part | None = None):
        self.chain, self.place, self.source = chain, place, source
        self.pinned: Part | None = None  # the side whose numbers the source gives, one by one
        self.is_wrong = False
        self.words: Callable[[], int] = lambda: STATED  # or asked, by the words around it, which are read if need be

    def asks(self, step: Step) -> bool:
        """Is a step a question, whose answer may be no?"""
        is_open = step.left.entries is None and step.right.entries is None
        stated = self.words()
        return stated == ASKED or (stated == EXPRESSIONS_ASKED and is_open)


def read_chains(context: Context) -> list[FoundChain]:
    found = read_marked(context)
    if not context.report.is_accounted:
        skipped = skipped_ranges(context)
        kept = [one for one in found if not skipped.hold(one.chain.start)]
        context.report.skips += len(found) - len(kept)
        found = [*kept, *read_written(context, skipped)]
    for one in found:
        name_logarithms(one.chain, context.settings.log)
    return found


def name_logarithms(chain: Chain, base: str) -> None:
    """Let log mean one base, where the settings say which; otherwise it may be e or ten."""
    if base == "either":
        return
    trees = [tree for part in chain.parts for tree in (part.tree, part.as_written, part.alternative_tree) if tree]
    for node in (node for tree in trees for node in tree.walk()):
        if node.op == "name" and node.value == "log":
            node.value = LOGARITHMS[base]


def read_marked(context: Context) -> list[FoundChain]:
    """The chains of code spans, formulas and worked fences."""
    text, found, is_lenient = context.plain, [], not context.report.is_accounted
    for span in context.page.spans:
        chains = split_chains(text, span.start, span.end, is_latex=span.kind == "math", is_lenient=is_lenient)
        if span.expression is not None:
            found += read_tied(context, span, chains)
        else:
            found += [FoundChain(chain, span.kind) for chain in chains]
            if is_lenient and chains:
                note_surroundings(context, span, found[-len(chains) :])
    for fence in context.page.fences:
        for start, end in calculations(text, fence.start, fence.end) if fence.is_worked else ():
            chains = split_chains(text, start, end, is_latex=False, is_lenient=is_lenient)
            found += [FoundChain(chain, "worked") for chain in chains]
    return found


def read_written(context: Context, skipped: Ranges) -> list[FoundChain]:
    """The equations of prose, tables and fences, where they are to be judged; elsewhere they are only counted."""
    found, text = [], ""
    if context.settings.also_in:
        from worked.read.arithmetic import without_bold  # slow to load

        text = without_bold(context.plain)
    for place, start, end, is_latex in written_equations(context):
        if skipped.hold(start):
            context.report.skips += place in context.settings.also_in
        elif place in context.settings.also_in:
            chains = split_chains(context.plain if is_latex else text, start, end, is_latex)
            found += [FoundChain(chain, place) for chain in chains]
            note_surroundings(context, Span(place, start, end, (start, end)), found[-len(chains) :])
            if place == "fences" and is_comparison(context.page.plain, start, end):
                for one in found[-len(chains) :]:
                    one.words = lambda: ASKED
        else:
            shown = shorten(" ".join(context.text[start:end].split()))
            failure = context.report.failure(start, f"not read, in {place}: {shown}", end=end)
            context.report.unjudged.append(Unjudged(failure, place))
    return found


def is_comparison(text: str, start: int, end: int) -> bool:
    """Is this == of a program, which may be false, and does it stand in no comment?"""
    return "==" in text[start:end] and COMMENT.search(text, text.rfind("\n", 0, start) + 1, start) is None


def read_tied(context: Context, span: Span, chains: list[Chain]) -> list[FoundChain]:
    """The chain of a span that says where its numbers come from; none where that cannot be read."""
    low, high = span.expression
    source = Part(context.page.plain, low, high, 0, is_latex=False)
    if len(chains) != 1:
        problem, place = "what is tied to an expression is one equation", span.inner
    elif context.page.in_headings.hold(span.start):
        problem, place = "a heading holds labels only: move this equation into the text", span.inner
    elif source.tree is None:
        problem, place = f"the expression of this claim cannot be read: {source.problem}", span.expression
    else:
        problem, place = why_proves_nothing(context, source.tree), span.expression
    if not problem:
        return [FoundChain(chains[0], span.kind, source)]
    context.report.fail(place[0], problem, end=place[1])
    context.mark_handled(span.start, span.end)
    return []


def calculations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The calculations of a worked fence: blank lines part them, and so does a line that opens an equation."""
    found: list[tuple[int, int]] = []
    is_behind_blank, paragraph_end, last_relation = True, start, -1
    is_equation, depth, last = False, 0, ""  # of the calculation so far: has it a sign of equality, are brackets open?
    for line in LINE.finditer(text, start, end):
        words = line.group().strip()
        if not words:
            is_behind_blank = True
            continue
        if line.end() > paragraph_end:
            paragraph_end = text.find("\n\n", line.end(), end)
            paragraph_end = end if paragraph_end < 0 else paragraph_end
            signs = [sign.start() for sign in RELATION.finditer(text, line.start(), paragraph_end)]
            last_relation = signs[-1] if signs else -1
        is_whole = is_equation and depth <= 0 and not UNFINISHED.search(last) and not GOES_ON.match(words)
        if is_behind_blank or (is_whole and line.start() <= last_relation):
            found.append(line.span())
            is_behind_blank, is_equation, depth = False, False, 0
        else:
            found[-1] = (found[-1][0], line.end())
        is_equation = is_equation or RELATION.search(words) is not None
        depth += sum(map(words.count, "([{")) - sum(map(words.count, ")]}"))
        last = words
    return found


def note_surroundings(context: Context, span: Span, found: list[FoundChain]) -> None:
    """Note what the words around the equations of a span make of them."""
    first, last = found[0].chain.steps[0], found[-1].chain.steps[-1]
    if is_unfinished_before(context.page, span):
        first.left.tree, first.left.problem = None, "the calculation begins in another formula"
    if is_unfinished_behind(context.page, span):
        last.right.tree, last.right.problem = None, "the calculation goes on in another formula"
    for one in found:
        one.words = partial(how_stated, context.page, span)
