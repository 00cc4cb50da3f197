"""Claims: a literal on the page against the expression that it links to."""

import re

from worked.judge.context import Context
from worked.maths.exact import shape
from worked.maths.expression import ExpressionError, Node, parse
from worked.maths.literal import ShownNumber, describe, flatten, is_finite, is_tie, read_literal, restyle, rounds_to
from worked.read.elements import Claim
from worked.read.python import defined_names
from worked.run.native import REDUCTIONS
from worked.run.values import Value


class ReadClaim:
    """A claim whose literal and expression were read."""

    def __init__(self, claim: Claim, text: str, literal, tree: Node, is_picture: bool):
        self.claim, self.literal, self.tree, self.is_picture = claim, literal, tree, is_picture
        self.expression = " ".join(text[slice(*claim.expression)].split())

    def entry_names(self) -> list[str]:
        """How each entry of the literal is written: ``output[1]``."""
        if not isinstance(self.literal, tuple):
            return [self.expression]
        is_plain = self.tree.op in ("name", "index", "attribute", "call")
        base = self.expression if is_plain else f"({self.expression})"
        return [f"{base}[{place}]" for place in places(self.literal)]


def read_claims(context: Context) -> list[ReadClaim]:
    """Read the claims of a page; one that cannot be read is a failure."""
    found = []
    for claim in context.page.claims:
        context.mark_handled(claim.start, claim.shown[0] if claim.is_drawing else claim.end)
        context.mark_handled(claim.shown[1], claim.end)
        one = read_claim(context, claim)
        if one is not None:
            found.append(one)
    return found


def read_claim(context: Context, claim: Claim) -> ReadClaim | None:
    low, high = claim.expression
    text = context.text
    if not text[low:high].strip():
        context.report.fail(claim.start, "this claim has no expression", advice=[("write", "[number](=expression)")])
        return None
    try:
        plain = context.page.plain  # without the > of a quote that the claim may be wrapped in
        literal = None if claim.is_drawing else read_literal(plain, *claim.shown)
        tree = parse(plain, low, high)
    except ExpressionError as error:
        what = "the expression of this claim cannot be read: " if error.offset >= low else "a claim shows a number: "
        context.report.fail(error.offset, f"{what}{error}")
        return None
    is_picture = claim.is_drawing and is_defined_in_figures(context, tree)
    if problem := unfit(context, claim, tree, is_picture):
        context.report.fail(low, problem, end=high)
        return None
    return ReadClaim(claim, text, literal, tree, is_picture)


def is_defined_in_figures(context: Context, tree: Node) -> bool:
    names = [node.value for node in tree.walk() if node.op == "name"]
    return bool(names) and names[0] in {name for file in context.figures for name in defined_names(file)}


def unfit(context: Context, claim: Claim, tree: Node, is_picture: bool) -> str:
    """Why a claim that can be read is none."""
    if not context.snippets and "numbers" not in context.page.meta and not is_picture:
        return "this claim has no snippet: name one in the front matter (numbers: snippets/NAME.py)"
    if not claim.is_drawing and (problem := touches(context, claim)):
        return problem
    if claim.in_heading:
        return "a heading holds labels only: move this number into the text"
    if (hidden := hidden_number(tree)) is not None:
        return f"{describe(hidden.value)} in an expression is a number that nothing computes: give it a name in the snippet"
    names = {node.value for node in tree.walk() if node.op == "name"} - {"None"}
    if not is_picture and names <= REDUCTIONS - set(context.names):
        return "an expression names something of the snippet: a number by itself proves nothing"
    return ""


PLAIN = {0, 1, 2, 100}  # 1 - x, x / 2, 100 * x


def hidden_number(tree: Node) -> Node | None:
    """A number that an expression brings along: no index, exponent or axis, and not 1, 2 or 100."""
    if tree.op == "number":
        return None if tree.value in PLAIN else tree
    children = tree.children
    if tree.op == "index":
        children = [child for child in children if numerically_plain(child) is None]
    elif tree.op == "**":
        children = children[:1] if numerically_plain(children[1]) is not None else children
    elif tree.op == "call" and tree.value:
        children = children[: len(children) - len(tree.value)]
    return next((found for child in children if (found := hidden_number(child)) is not None), None)


def numerically_plain(node: Node):
    """The whole number that a node is; None for anything else."""
    while node.op in ("negative", "group"):
        node = node.children[0]
    return node.value if node.op == "number" and node.value.denominator == 1 else None


TOUCHED_BEFORE = re.compile(
    r"(?:[\d.]|[^\W\d_]|(?<![\w)\]])[-−–+±~]|(?<![\w)\]])(?<![\w)\]]\s)[−±]\s)[*_`]*\Z"  # a digit, a letter, a sign
)
TOUCHED_BEHIND = re.compile(
    r"[*_`]*(?:[^\W_]|\s*[%‰°]|\s+(?:percent|per cent|hundred|thousand|million|billion|trillion)\b|[.,]?!?\[\[?[-\d]|[.,]\d)"
)


def touches(context: Context, claim: Claim) -> str:
    """With a sign, digit or unit right beside it, a reader reads another number than the claim."""
    text = context.text
    if any(low <= claim.start < high for low, high in context.page.images):
        return "alternative text is plain: a claim cannot stand in it"
    before, behind = text[max(0, claim.start - 6) : claim.start], text[claim.end : claim.end + 16]
    if TOUCHED_BEFORE.search(before) or TOUCHED_BEHIND.match(behind):
        return "what touches this claim makes it another number: put the sign or the unit into the bracket, or a blank between"
    return ""


def expressions_of_claims(found: list[ReadClaim]) -> list[str]:
    return [one.expression for one in found if not one.is_picture]


def pictures_of_claims(found: list[ReadClaim]) -> list[str]:
    return [one.expression for one in found if one.is_picture]


def judge_claims(context: Context, found: list[ReadClaim], is_drawn: bool) -> None:
    for one in found:
        if not context.is_broken and (is_drawn or not one.is_picture):
            judge_claim(context, one)


def judge_claim(context: Context, one: ReadClaim) -> None:
    low, high = one.claim.expression
    value = context.values.get(one.expression)
    if value is None:
        why = context.errors.get(one.expression, "it gave no value")
        context.report.fail(
            low, f"this claim cannot be computed: {why}", end=high, advice=[("or code", place_of(context, one))]
        )
        return
    context.report.values[one.claim.start] = value
    if one.claim.is_drawing and not value.is_drawing:
        context.report.fail(
            low,
            "a drawing is a picture or a text, and this is a number",
            end=high,
            advice=[("write", "[number](=…) without !")],
        )
    elif value.is_drawing and not one.claim.is_drawing:
        context.report.fail(low, "this claim gives a drawing", end=high, advice=[("write", "![caption](=…)")])
    elif not value.is_drawing:
        judge_literal(context, one, value)


def judge_literal(context: Context, one: ReadClaim, value: Value) -> None:
    if shape(one.literal) != shape(value.data):
        start, end = one.claim.shown
        context.report.fail(
            start,
            "the page and the snippet disagree in shape",
            end=end,
            shown=f"{context.text[start:end]}   ({form(one.literal)})",
            computed=f"{describe(value.data)}   ({form(value.data)})",
            advice=[("or code", place_of(context, one))],
        )
        return
    for entry, computed, name in zip(flatten(one.literal), flatten(value.data), one.entry_names()):
        if not rounds_to(computed, entry):
            disagree(context, one, entry, computed, name)
        elif context.report.is_accounted and is_tie(computed, entry):
            half_way(context, entry, computed)
        else:
            known = {"expression": name, "value": describe(computed), "source": value.source, "url": value.url}
            context.hold(entry.node.start, entry.node.end, value.kind, **known)


def disagree(context: Context, one: ReadClaim, entry: ShownNumber, computed, name: str) -> None:
    start, end = entry.node.start, entry.node.end
    written = restyle(context.text, entry, computed) if is_finite(computed) else None
    precision = "to 12 digits" if isinstance(computed, float) else "exactly"
    context.report.fail(
        start,
        "the page and the snippet disagree",
        end=end,
        shown=context.text[start:end],
        computed=written or describe(computed),
        exactly=f"{name} = {describe(computed)}, {precision}",
        advice=[("fix page", f"worked fix {context.report.name}")] * bool(written)
        + [("or code", place_of(context, one))],
        fix=(start, end, written) if written else None,
    )


def half_way(context: Context, entry: ShownNumber, computed) -> None:
    start, end = entry.node.start, entry.node.end
    shown = context.text[start:end]
    context.report.fail(
        start,
        f"nothing holds {shown} here: the value {describe(computed)} lies half-way between two such numbers",
        end=end,
        advice=[("write", f"more decimals: {describe(computed)}")],
    )


def place_of(context: Context, one: ReadClaim) -> str:
    files = context.figures if one.is_picture else context.snippets
    return context.code_place(files, [node.value for node in one.tree.walk() if node.op == "name"])


def form(nested) -> str:
    return f"shape {shape(nested)}" if isinstance(nested, tuple) else "one number"


def places(nested, before: str = "") -> list[str]:
    """The index of each entry of a nested tuple."""
    if not isinstance(nested, tuple):
        return [before]
    return [
        place
        for index, entry in enumerate(nested)
        for place in places(entry, f"{before}, {index}" if before else str(index))
    ]
