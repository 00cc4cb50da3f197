"""Chains: equations and worked steps, cut into parts. :mod:`worked.judge` compares the neighbours."""

from worked.expression import Node
from worked.formula import readable, top_level
from worked.judge import Fault, judge, refuses
from worked.part import Part, align_units, is_plain


class Step:
    """Two neighbours of a chain and what came of comparing them.

    verdict  "holds", "wrong" (``faults`` say why) or "unjudged" (``reason`` says why, at ``problem_at``)
    """

    def __init__(self, left: Part, right: Part, relation: str):
        self.left, self.right, self.relation = left, right, relation
        self.verdict, self.reason = "unjudged", ""
        self.problem_at = right.start
        self.faults: list[Fault] = []
        self.is_bare = False  # nothing but a number on each side, as in "0 = 5, so there is no solution"

    @property
    def looks_like_equation(self) -> bool:
        return self.left.has_numeral and self.right.has_numeral


class Chain:
    """Parts joined by relations, with the steps between them."""

    def __init__(self, parts: list[Part], relations: list[str], text: str):
        self.parts, self.text = parts, text
        align_units(parts)
        self.steps = [Step(*pair, relation) for *pair, relation in zip(parts, parts[1:], relations)]
        self.start, self.end = parts[0].start, parts[-1].end
        if len(parts) == 2:
            self.steps[0].is_bare = all(
                part.tree is not None and part.unit is None and is_plain(part.tree) for part in parts
            )

    def judge(self, names=None) -> None:
        for step in self.steps:
            judge(step, self.text, names)

    def steps_around(self, index: int) -> list[Step]:
        """The steps on both sides of a part."""
        return self.steps[max(0, index - 1) : index + 1]

    def holds(self, number: Node, index: int, names=None) -> bool:
        """Would the check refuse a number of a part, were its last digit one more or one less?"""
        around = [step for step in self.steps_around(index) if step.verdict == "holds"]
        changes = [sign * unit for unit in units_to_try(number, self.parts[index]) for sign in (1, -1)]
        return all(
            any(refuses(step, {number.start: number.value + change}, names) for step in around) for change in changes
        )


JUMPY = {"%", "//", "factorial"}


def units_to_try(number: Node, part: Part) -> list:
    """The last digit; where a remainder or a whole part is taken, every digit: 47 % 10 is 37 % 10."""
    is_jumpy = any(node.op in JUMPY or node.value in ("floor", "ceil") for node in part.tree.walk())
    places = 1
    while is_jumpy and number.unit * 10**places <= abs(number.value):
        places += 1
    return [number.unit * 10**place for place in range(places)]


def split(text: str, start: int, end: int, is_latex: bool) -> list[Chain]:
    """The chains of ``text[start:end]``: a code span, a formula or a worked fence."""
    piece = readable(text[start:end]) if is_latex else text[start:end]
    chains, spans, relations = [], [], []
    at = 0
    for cut_start, cut_end, kind in [*top_level(piece), (len(piece), len(piece), "break")]:
        spans.append((at, cut_start))
        at = cut_end
        if kind != "break":
            relations.append(kind)
            continue
        if not piece[slice(*spans[0])].strip():  # "= 5" goes on from something outside
            spans, relations = ([], []) if relations[:1] in (["~"], ["∼"]) else (spans[1:], relations[1:])
        if len(spans) > 1:
            parts = [Part(piece, low, high, start, is_latex, text) for low, high in spans]
            chains.append(Chain(parts, relations, text))
        spans, relations = [], []
    return chains
