"""Claims: each literal of a page is compared with the expression that it links to."""

from worked.judge.context import Context
from worked.judge.touched import instead_of_touching, touched
from worked.maths.exact import shape
from worked.maths.expression import parse
from worked.maths.literal import MARKUP, ShownNumber, flatten, is_finite, is_tie, read_literal, rounds_to
from worked.maths.node import Node
from worked.maths.tokens import ExpressionError
from worked.maths.writing import describe, finer, restyle
from worked.read.elements import Claim
from worked.read.python import defined_names
from worked.run.native import REDUCTIONS
from worked.run.resting import NOTHING
from worked.run.values import A_PICTURE, Value

TOUCHED = "what touches this claim makes it another number"


class ReadClaim:
    """A claim that could be read: its literal, and the tree of its expression."""

    def __init__(self, claim: Claim, text: str, literal, tree: Node, is_picture: bool):
        self.claim, self.literal, self.tree, self.is_picture = claim, literal, tree, is_picture
        self.expression = " ".join(text[slice(*claim.expression)].split())

    def entry_names(self) -> list[str]:
        """The expression of each entry of the literal: ``output[1]``."""
        if not isinstance(self.literal, tuple):
            return [self.expression]
        can_be_indexed = self.tree.op in ("name", "index", "attribute", "call")
        base = self.expression if can_be_indexed else f"({self.expression})"
        return [f"{base}[{index}]" for index in indices(self.literal)]


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
    if problem := why_refused(context, claim, tree, is_picture):
        advice = [("write", instead_of_touching(text, claim.start, claim.end))] if problem == TOUCHED else []
        context.report.fail(low, problem, end=high, advice=advice)
        return None
    return ReadClaim(claim, text, literal, tree, is_picture)


def is_defined_in_figures(context: Context, tree: Node) -> bool:
    if context.are_figures_broken:
        return True
    names = [node.value for node in tree.walk() if node.op == "name"]
    return bool(names) and names[0] in {name for file in context.figures for name in defined_names(file)}


def why_refused(context: Context, claim: Claim, tree: Node, is_picture: bool) -> str:
    """Why a claim is refused although it can be read; "" where it is not."""
    if not claim.is_drawing and (problem := why_misread(context, claim)):
        return problem
    if claim.in_heading:
        return "a heading holds labels only: move this number into the text"
    return why_proves_nothing(context, tree, is_picture)


def why_proves_nothing(context: Context, tree: Node, is_picture: bool = False) -> str:
    """Why an expression gives no number of the snippet; "" where it may."""
    if not context.snippets and "numbers" not in context.page.meta and not is_picture:
        return "this claim has no snippet: name one in the front matter (numbers: snippets/NAME.py)"
    if (own := own_number(tree)) is not None:
        rule = "is a number that nothing computes: give it a name in the snippet"
        return f"{describe(own.value)} in an expression {rule}"
    names = {node.value for node in tree.walk() if node.op == "name"} - {"None"}
    if not is_picture and names <= REDUCTIONS - set(context.names):
        return "an expression names something of the snippet: a number by itself proves nothing"
    return ""


NEED_NO_NAME = {0, 1, 2, 100}  # 1 - x, x / 2, 100 * x


def own_number(tree: Node) -> Node | None:
    """A number of an expression that needs a name in the snippet: not an index, an exponent, an axis, 1, 2 or 100."""
    if tree.op == "number":
        return None if tree.value in NEED_NO_NAME else tree
    children = tree.children
    if tree.op == "index":
        children = [child for child in children if whole_number(child) is None]
    elif tree.op == "**":
        children = children[:1] if whole_number(children[1]) is not None else children
    elif tree.op == "call":
        names = [""] * (len(children) - len(tree.value or ())) + list(tree.value or ())
        children = [child for child, name in zip(children, names) if name != "axis"]
    return next((found for child in children if (found := own_number(child)) is not None), None)


def whole_number(node: Node):
    """The whole number that a node is; None for anything else."""
    while node.op in ("negative", "group"):
        node = node.children[0]
    return node.value if node.op == "number" and node.value.denominator == 1 else None


def why_misread(context: Context, claim: Claim) -> str:
    """Why a reader would read another number: a sign, digit or unit beside the claim changes it."""
    text = context.text
    if context.page.in_images.hold(claim.start):
        return "alternative text is plain: a claim cannot stand in it"
    if touched(text, claim.start, claim.end) or context.page.ends_of_spans & {claim.start, claim.end}:
        return TOUCHED
    return why_unlike_marks(context.page.plain[slice(*claim.shown)])


def why_unlike_marks(shown: str) -> str:
    """What is wrong with marks around a literal, [$4] or [4*]: the page would show none of them."""
    inside = shown.strip()
    literal = inside.strip(MARKUP)
    before, _, behind = inside.partition(literal)
    if before == behind[::-1]:
        return ""
    return f"{before or behind} is a mark that the page does not show: it belongs on both sides of a number, or outside"


def expressions_of_claims(found: list[ReadClaim]) -> list[str]:
    return [one.expression for one in found if not one.is_picture]


def pictures_of_claims(found: list[ReadClaim]) -> list[str]:
    return [one.expression for one in found if one.is_picture]


def judge_claims(context: Context, found: list[ReadClaim], is_drawn: bool) -> None:
    for one in found:
        is_drawable = is_drawn and not context.are_figures_broken
        if not context.is_broken and (is_drawable or not one.is_picture):
            judge_claim(context, one)


def judge_claim(context: Context, one: ReadClaim) -> None:
    low, high = one.claim.expression
    value = context.values.get(one.expression)
    if value is None:
        why = context.errors.get(one.expression, "it gave no value")
        advice = [("or code", code_place_of(context, one))]
        what = "this claim cannot be computed"
        if why.startswith(NOTHING):
            what, advice = "this claim proves nothing", [("write", "an expression in which each name matters")]
        elif why.startswith(A_PICTURE):
            advice = [("write", figures_for(context, one))]
        context.report.fail(low, f"{what}: {why}", end=high, advice=advice)
        return
    context.report.values[one.claim.start] = value
    if one.claim.is_drawing and not value.is_drawing:
        headline = "a drawing is a picture or a text, and this is a number"
        context.report.fail(low, headline, end=high, advice=[("write", "[number](=…) without !")])
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
            shown=f"{context.text[start:end]}   ({shape_in_words(one.literal)})",
            computed=f"{describe(value.data)}   ({shape_in_words(value.data)})",
            advice=[("or code", code_place_of(context, one))],
        )
        return
    for entry, computed, name in zip(flatten(one.literal), flatten(value.data), one.entry_names()):
        if not rounds_to(computed, entry):
            report_disagreement(context, one, entry, computed, name)
        elif context.report.is_accounted and is_tie(computed, entry):
            report_tie(context, entry, computed)
        else:
            known = {"expression": name, "value": describe(computed), "source": value.source, "url": value.url}
            context.hold(entry.node.start, entry.node.end, value.kind, **known)


def report_disagreement(context: Context, one: ReadClaim, entry: ShownNumber, computed, name: str) -> None:
    start, end = entry.node.start, entry.node.end
    written = restyle(context.text, entry, computed) if is_finite(computed) else None
    precision = "to 12 digits" if isinstance(computed, float) else "exactly"
    fix_page = [("fix page", context.settings.fix(context.report.name))] if written else []
    context.report.fail(
        start,
        "the page and the snippet disagree",
        end=end,
        shown=context.text[start:end],
        computed=written or describe(computed),
        exactly=f"{name} = {describe(computed)}, {precision}",
        advice=[*fix_page, ("or code", code_place_of(context, one))],
        fix=(start, end, written) if written else None,
    )


def report_tie(context: Context, entry: ShownNumber, computed) -> None:
    start, end = entry.node.start, entry.node.end
    shown = context.text[start:end]
    context.report.fail(
        start,
        f"nothing holds {shown} here: the value {describe(computed)} lies half-way between two such numbers",
        end=end,
        advice=[("write", f"{finer(context.text, entry, computed) or describe(computed)}, with more decimals")],
    )


def code_place_of(context: Context, one: ReadClaim) -> str:
    files = context.figures if one.is_picture else context.snippets
    names = [node.value for node in one.tree.walk() if node.op == "name"]
    return context.code_place(files, names)


def figures_for(context: Context, one: ReadClaim) -> str:
    """What lets a function that gives a picture be drawn."""
    if context.figures:
        return f"this function in {context.settings.name_of(context.figures[0])}, which `figures:` names"
    names = [node.value for node in one.tree.walk() if node.op == "name"]
    file = context.defining_file(context.snippets, names)
    return f"figures: {context.settings.name_in_project(file)} in the front matter"


def shape_in_words(nested) -> str:
    return f"shape {shape(nested)}" if isinstance(nested, tuple) else "one number"


def indices(nested, before: str = "") -> list[str]:
    """The index of each entry of a nested tuple, as an expression has it: ``0, 2``."""
    if not isinstance(nested, tuple):
        return [before]
    found = []
    for place, entry in enumerate(nested):
        found += indices(entry, f"{before}, {place}" if before else str(place))
    return found
