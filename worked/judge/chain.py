"""Chains: equations and worked steps, cut into parts. :mod:`worked.judge.compare` compares the neighbours."""

import re
from copy import copy
from fractions import Fraction

from worked.latex import plain, units
from worked.latex import reader as latex
from worked.latex.conversions import factor_between
from worked.latex.split import split_units
from worked.maths.congruence import modulus_at_end
from worked.maths.expression import Parser
from worked.maths.formula import end_of, has_numeral, readable, top_level, with_tight_powers
from worked.maths.literal import entries_of
from worked.maths.margins import with_margins
from worked.maths.matrices import COLUMN, LINE, OPENS, has_tuple, with_matrix_products
from worked.maths.node import Node
from worked.maths.series import with_series
from worked.maths.tokens import ExpressionError, tokenize

TWO_QUANTITIES = re.compile(
    r"(?P<first>[-−0-9.,{}\s]++(?:\\(?:times|cdot)\s*+10\^\{[-−0-9]+\})?(?:\s|\\[ ,;])*+\\(?:text|mathrm)\s*+\{(?P<unit>[^{}]*)\})"
    r"(?:\s|\\[ ,;])*+\([-−0-9.,{}\s]++(?:\s|\\[ ,;])*+\\(?:text|mathrm)\s*+\{(?P<other>[^{}]*)\}\s*+\)"
)


class Fault:
    """A number or a side of a step that is wrong.

    start, end       where it stands on the page
    shown, computed  what the page says, and what it should say; ``exactly`` the value in full
    fix              (start, end, new text), where a literal can be written anew
    is_near          is the number off by its last digit alone?
    """

    def __init__(
        self,
        start: int,
        end: int,
        shown: str,
        computed: str,
        exactly: str,
        fix: tuple[int, int, str] | None = None,
        is_near: bool = False,
    ):
        self.start, self.end, self.shown = start, end, " ".join(shown.split())
        self.computed, self.exactly, self.fix, self.is_near = computed, exactly, fix, is_near


class Part:
    """One side of a relation: ``text[start:end]`` of a piece of the page that begins at ``offset``."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        offset: int,
        is_latex: bool,
        page: str = "",
        lenient: bool = False,
        swaps_commas: bool = False,
    ):
        while start < end and text[start].isspace():
            start += 1
        end = (
            without_other_unit(text, start, end_of(text, start, end, is_latex))
            if is_latex
            else end_of(text, start, end, False)
        )
        self.start, self.end, self.is_latex = offset + start, offset + end, is_latex
        self.text = page[self.start : self.end] if OPENS in text[start:end] else text[start:end]
        self.tree: Node | None = None
        self.unit: units.Unit | None = None
        self.alternative_tree: Node | None = None  # where / 1.7 × 10^-6 may mean to divide by all of it
        self.problem, self.problem_at = "", self.start
        self.kept: dict = {}  # values that were computed, by tree and reading
        try:
            tokens = tokens_of(text, start, end, is_latex, page, lenient, swaps_commas)
            self.tree, self.unit, self.alternative_tree = parse_part(tokens, offset, is_latex, lenient)
        except ExpressionError as error:
            self.problem, self.problem_at = str(error), offset + error.offset
        self.entries = entries_of(self.tree) if self.tree else None
        self.as_written = self.tree  # before the units of a chain were aligned

    def times(self, factor: Fraction | float = 1) -> "Part":
        """The same side in another unit: its number as it is written, times a factor."""
        other = copy(self)
        other.kept, other.unit, other.tree = {}, None, self.as_written
        if factor != 1:
            other.alternative_tree = None
            times = Node("number", (), factor, Fraction(1), self.end, self.end)
            other.tree = Node("*", (self.as_written, times), start=self.start, end=self.end)
        other.entries = entries_of(other.tree)
        return other

    def read_as(self, tree: Node) -> "Part":
        """The same side with another tree."""
        other = copy(self)
        other.kept, other.alternative_tree, other.tree, other.entries = {}, None, tree, entries_of(tree)
        return other

    @property
    def has_numeral(self) -> bool:
        return has_numeral(self.text)

    @property
    def numbers(self) -> list[Node]:
        """The literals that the evaluator reads as numbers (not those inside an index)."""
        return shown_numbers(self.tree) if self.tree else []


def without_other_unit(text: str, start: int, end: int) -> int:
    """Where a quantity ends that a bracket says once more in another unit: 660 MPa (95,700 psi)."""
    found = TWO_QUANTITIES.fullmatch(text, start, end) if text.endswith(")", start, end) else None
    if found is None or factor_between(units.read_unit(found["unit"]), units.read_unit(found["other"])) is None:
        return end
    return found.end("first")


def tokens_of(text: str, start: int, end: int, is_latex: bool, page: str, lenient: bool, swaps_commas: bool) -> list:
    if is_latex:
        return latex.tokenize(text, start, end, page, swaps_commas)
    return (plain.tokenize if lenient else tokenize)(text, start, end)


def parse_part(tokens: list, offset: int, is_latex: bool, lenient: bool):
    """The tree of a part, its unit, and another tree that it may mean, if any."""
    tree, unit = parse_tokens(tokens, offset, is_latex, lenient)
    tight = with_tight_powers(tokens)
    return tree, unit, parse_tokens(tight, offset, is_latex, lenient)[0] if tight else None


def parse_tokens(tokens: list, offset: int, is_latex: bool, lenient: bool) -> tuple[Node, units.Unit | None]:
    tree, unit = Parser(tokens, loose=is_latex, lenient=lenient).parse(), None
    kinds = {token.kind for token in tokens}
    if "dots" in kinds:
        tree = with_series(tree)
    has_matrix = "[" in kinds and any(token.kind == "[" and token.text in (COLUMN, LINE) for token in tokens)
    if has_matrix or (is_latex and "," in kinds and has_tuple(tree)):
        tree = with_matrix_products(tree)
    if "name" in kinds and any(token.text.startswith(units.SIGN) for token in tokens):
        tree, unit = split_units(tree, lenient)
    for node in tree.walk() if offset else ():
        node.start += offset
        node.end += offset
    return tree, unit


def shown_numbers(tree: Node) -> list[Node]:
    """The literals of a tree, but those without width, which are not on the page (the 180 of π/180); n over k has n once."""
    return list({number.start: number for number in numbers_of(tree) if number.start < number.end}.values())


def numbers_of(tree: Node) -> list[Node]:
    if tree.op in ("index", "attribute"):
        return []
    if tree.op == "call":
        return [number for child in tree.children[1:] for number in numbers_of(child)]
    if tree.op == "number":
        return [tree]
    return [number for child in tree.children for number in numbers_of(child)]


def is_bare_number(part: Part) -> bool:
    if part.tree is None or part.unit is not None:
        return False
    tree = part.tree.children[0] if part.tree.op == "negative" else part.tree
    return tree.op == "number" and not (part.is_latex and tree.form == "given")  # 101_2 = 5 says something


def is_calculation(part: Part) -> bool:
    """Does a side make a number out of others, so that a number behind it can be wrong? ``--height`` makes none."""
    if part.tree is None:
        return part.is_latex and part.has_numeral
    return part.has_numeral and (part.tree.op not in ("number", "negative") or part.tree.form == "given")


def align_units(parts: list[Part]) -> None:
    """Make 4.9 mm the number 4.9 × 10^-3 where the first part of a chain is in metres."""
    with_unit = [part for part in parts if part.unit is not None]
    for part in with_unit[1:]:
        first = next(one for one in with_unit if one is part or one.unit.powers == part.unit.powers)
        part.as_written = part.tree
        part.tree = units.scaled(part.tree, part.unit.ten - first.unit.ten)
        part.entries = entries_of(part.tree)


def neighbours(left: Part, right: Part) -> tuple[Part, Part]:
    """Two sides as they are compared with each other: ± between numbers stands for two of them."""
    if left.tree is None or right.tree is None or "±" not in (left.tree.op, right.tree.op):
        return left, right
    sides = tuple(map(Part.read_as, (left, right), with_margins(left.tree, right.tree)))
    for side in sides:
        side.as_written = side.tree
    return sides


class Step:
    """Two neighbours of a chain and what came of comparing them.

    verdict  "holds", "wrong" (``faults`` say why), "style" (``reason`` names the slip: cut, not rounded) or "unjudged"
             (``reason`` says why, at ``problem_at``)
    """

    def __init__(self, left: Part, right: Part, relation: str):
        self.left, self.right, self.relation = left, right, relation
        self.verdict, self.reason = "unjudged", ""
        self.problem_at = right.start
        self.faults: list[Fault] = []
        self.is_lenient = False  # on a page of another project, which may round sums and change units
        self.modulus: Fraction | None = None  # of a chain that ends with (mod 7)
        self.chain: list[Part] = [left, right]  # all sides of the chain that it stands in
        self.is_bare = False  # nothing but a number on each side, as in "0 = 5, so there is no solution"

    def between(self, left: Part, right: Part) -> "Step":
        """The same step, read with other sides."""
        other = Step(left, right, self.relation)
        other.is_lenient, other.chain = self.is_lenient, self.chain
        return other

    @property
    def looks_like_equation(self) -> bool:
        return self.left.has_numeral and self.right.has_numeral


class Chain:
    """Parts joined by relations, with the steps between them."""

    def __init__(self, parts: list[Part], relations: list[str], text: str):
        self.parts, self.text = parts, text
        align_units(parts)
        self.steps = [Step(*neighbours(*pair), relation) for *pair, relation in zip(parts, parts[1:], relations)]
        self.start, self.end = parts[0].start, parts[-1].end
        for step in self.steps:
            step.chain = parts
        if not any(map(is_calculation, parts)):
            for step in self.steps:
                step.is_bare = is_bare_number(step.left) and is_bare_number(step.right)

    def begin_with(self, part: Part) -> None:
        """Put a side before the first, which it has to equal; it stands elsewhere on the page."""
        self.parts.insert(0, part)
        self.steps.insert(0, Step(part, self.parts[1], "="))

    def steps_around(self, index: int) -> list[Step]:
        """The steps on both sides of a part."""
        return self.steps[max(0, index - 1) : index + 1]


def split_chains(
    text: str, start: int, end: int, is_latex: bool, is_lenient: bool = True, swaps_commas: bool = False
) -> list[Chain]:
    """The chains of ``text[start:end]``: a code span, a formula or a worked fence.

    is_lenient    does it stand on a page of another project, which need not account for its numbers?
    swaps_commas  read {,} between thousands as a decimal comma, and the other way round
    """
    piece = readable(text[start:end]) if is_latex else text[start:end]
    chains, spans, relations = [], [], []
    at = 0
    for cut_start, cut_end, kind in [*top_level(piece), (len(piece), len(piece), "break")]:
        spans.append((at, cut_start))
        at = cut_end
        if kind != "break":
            relations.append(kind)
            continue
        if not piece[slice(*spans[0])].strip():  # "= 5" goes on from something outside, "~ 5" is about five
            spans, relations = ([], []) if relations[:1] in (["~"], ["∼"]) else (spans[1:], relations[1:])
        if len(spans) > 1:
            end, modulus = modulus_at_end(piece, *spans[-1], relations[-1]) if is_lenient else (spans[-1][1], None)
            spans[-1] = (spans[-1][0], end)
            parts = [Part(piece, low, high, start, is_latex, text, is_lenient, swaps_commas) for low, high in spans]
            chains.append(Chain(parts, relations, text))
            for step in chains[-1].steps:
                step.is_lenient, step.modulus = is_lenient, modulus
        spans, relations = [], []
    return chains
