"""Parts: what stands on one side of a relation, parsed, with its unit."""

from worked import latex, units
from worked.expression import ExpressionError, Node, Parser, tokenize
from worked.formula import end_of, has_numeral, with_tight_powers
from worked.literal import entries_of


class Part:
    """One side of a relation: ``text[start:end]`` of a piece that begins at ``offset`` of the page."""

    def __init__(self, text: str, start: int, end: int, offset: int, is_latex: bool, page: str = ""):
        while start < end and text[start].isspace():
            start += 1
        end = end_of(text, start, end, is_latex)
        self.start, self.end = offset + start, offset + end
        self.text = text[start:end]
        self.tree: Node | None = None
        self.unit: units.Unit | None = None
        self.other_tree: Node | None = None  # where / 1.7 × 10^-6 may divide by all of it
        self.problem, self.problem_at = "", self.start
        self.kept: dict = {}  # values that were computed
        try:
            self.tree, self.unit, self.other_tree = parse_part(text, start, end, offset, is_latex, page)
        except ExpressionError as error:
            self.problem, self.problem_at = str(error), offset + error.offset
        self.entries = entries_of(self.tree) if self.tree else None

    @property
    def has_numeral(self) -> bool:
        return has_numeral(self.text)

    @property
    def numbers(self) -> list[Node]:
        """The literals that the evaluator reads as numbers (not those inside an index)."""
        numbers = numbers_of(self.tree) if self.tree else []
        # What has no width is not on the page (the 180 of π/180); what stands there twice is one (the n of n over k).
        return list({number.start: number for number in numbers if number.start < number.end}.values())


def parse_part(text: str, start: int, end: int, offset: int, is_latex: bool, page: str):
    """The tree of a part, its unit, and the other tree that it may mean."""
    tokens = latex.tokenize(text, start, end, page) if is_latex else tokenize(text, start, end)
    tree, unit = parse_tokens(tokens, offset, is_latex)
    tight = with_tight_powers(tokens)
    return tree, unit, parse_tokens(tight, offset, is_latex)[0] if tight else None


def parse_tokens(tokens: list, offset: int, is_latex: bool) -> tuple[Node, units.Unit | None]:
    tree, unit = units.split(Parser(tokens, loose=is_latex).parse())
    for node in tree.walk():
        node.start += offset
        node.end += offset
    return tree, unit


def numbers_of(tree: Node) -> list[Node]:
    if tree.op in ("index", "attribute"):
        return []
    if tree.op == "call":
        return [number for child in tree.children[1:] for number in numbers_of(child)]
    if tree.op == "number":
        return [tree]
    return [number for child in tree.children for number in numbers_of(child)]


def is_plain(tree: Node) -> bool:
    return tree.op == "number" or (tree.op == "negative" and tree.children[0].op == "number")


def align_units(parts: list[Part]) -> None:
    """Write 4.9 mm as 4.9 × 10^-3 where the chain speaks of metres."""
    with_unit = [part for part in parts if part.unit is not None]
    for part in with_unit[1:]:
        part.tree = units.scaled(part.tree, part.unit.ten - with_unit[0].unit.ten)
        part.entries = entries_of(part.tree)
