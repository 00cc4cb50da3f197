"""Chains: equations and worked steps. Each neighbour is compared with the next, as displayed."""

import re
from fractions import Fraction

from worked import latex
from worked.evaluate import EvaluationError, exact, shape
from worked.expression import ExpressionError, Node, Parser, tokenize
from worked.literal import Entry, describe, entries_of, equals, flatten, restyle, round_to, rounds_to, write_number, decimals_of

RELATION = re.compile(
    r"(?P<other>==|!=|<=|>=|=>|->|<-|:=|[+\-*/%@&|^]=(?!=)|[<>≤≥≠→⇒⟹←≡∈∼~≪≫∝]"
    r"|\\(?:neq|ne|leq|le|geq|ge|lt|gt|to|implies|Rightarrow|rightarrow|Longrightarrow|longrightarrow|iff|Leftrightarrow"
    r"|equiv|in|sim|propto|mapsto|leqslant|geqslant)(?![A-Za-z]))"
    r"|(?P<about>≈|≃|≅|≐|\\(?:approx|simeq|cong|doteq|fallingdotseq)(?![A-Za-z]))"
    r"|(?P<equal>=)"
)
BREAK = re.compile(r"[,;](?=\s|\\(?!,)|$)|\\(?:quad|qquad)(?![A-Za-z])|\\\\(?:\[[^\]]*\])?(?!\s*&?\s*(?:=|≈|\\approx|\\simeq))")
UNSEEN = re.compile(
    r"\\(?:begin|end)\{(?:aligned|align|gathered|gather|split|equation|multline|alignat|alignedat|displaymath|math)\*?\}(?:\{\d\})?"
    r"|\\(?:tag|label|notag|phantom)\*?\{[^{}]*\}|\\\\(?:\[[^\]]*\])?(?=\s*&?\s*(?:=|≈|\\approx|\\simeq))"
)
NUMERAL = re.compile(r"(?<![\w.])[0-9]|(?<![\w.])\.[0-9]")


class Part:
    """One side of a relation: ``text[start:end]`` of a piece that begins at ``offset`` of the page."""

    def __init__(self, text: str, start: int, end: int, offset: int, is_latex: bool):
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
            end -= 1
        self.start, self.end = offset + start, offset + end
        self.text = text[start:end]
        self.tree: Node | None = None
        self.problem, self.problem_at = "", self.start
        try:
            self.tree = parse_part(text, start, end, offset, is_latex)
        except ExpressionError as error:
            self.problem, self.problem_at = str(error), offset + error.offset
        self.entries = entries_of(self.tree) if self.tree else None

    @property
    def has_numeral(self) -> bool:
        return NUMERAL.search(self.text) is not None

    @property
    def numbers(self) -> list[Node]:
        """The literals that the evaluator reads as numbers (not those inside an index)."""
        return numbers_of(self.tree) if self.tree else []


def parse_part(text: str, start: int, end: int, offset: int, is_latex: bool) -> Node:
    tokens = latex.tokenize(text, start, end) if is_latex else tokenize(text, start, end)
    tree = Parser(tokens, loose=is_latex).parse()
    for node in tree.walk():
        node.start += offset
        node.end += offset
    return tree


def numbers_of(tree: Node) -> list[Node]:
    if tree.op in ("index", "attribute"):
        return []
    if tree.op == "call":
        return [number for child in tree.children[1:] for number in numbers_of(child)]
    if tree.op == "number":
        return [tree]
    return [number for child in tree.children for number in numbers_of(child)]


class Step:
    """Two neighbours of a chain and what came of comparing them.

    verdict  "holds", "wrong" or "unjudged"
    at       where the wrong number stands (start, end)
    shown, computed  for a message; fix: (start, end, new text) where a literal can be mended
    """

    def __init__(self, left: Part, right: Part, relation: str):
        self.left, self.right, self.relation = left, right, relation
        self.verdict, self.reason = "unjudged", ""
        self.at = (right.start, right.end)
        self.shown = self.computed = self.exactly = ""
        self.fix: tuple[int, int, str] | None = None

    @property
    def looks_like_equation(self) -> bool:
        return self.left.has_numeral and self.right.has_numeral


class Chain:
    """Parts joined by relations, with the steps between them."""

    def __init__(self, parts: list[Part], relations: list[str], text: str):
        self.parts, self.text = parts, text
        self.steps = [Step(*pair, relation) for *pair, relation in zip(parts, parts[1:], relations)]
        self.start, self.end = parts[0].start, parts[-1].end

    def judge(self, names=None) -> None:
        for step in self.steps:
            judge(step, self.text, names)

    def holds(self, number: Node, names=None) -> bool:
        """Would the check refuse this number, were its last digit one more or one less?"""
        return all(self.refuses({number.start: number.value + sign * number.unit}, number, names) for sign in (1, -1))

    def refuses(self, shifted: dict, number: Node, names) -> bool:
        for step in self.steps:
            inside = any(part.start <= number.start < part.end for part in (step.left, step.right))
            if inside and step.verdict == "holds" and not agrees(step, names, shifted):
                return True
        return False


def split(text: str, start: int, end: int, is_latex: bool) -> list[Chain]:
    """The chains of ``text[start:end]``: a code span, a formula or a worked fence."""
    piece = text[start:end]
    if is_latex:
        piece = UNSEEN.sub(lambda match: " " * len(match.group()), piece).replace("&", " ")
    chains, spans, relations = [], [], []
    at = 0
    for cut_start, cut_end, kind in [*top_level(piece), (len(piece), len(piece), "break")]:
        spans.append((at, cut_start))
        at = cut_end
        if kind != "break":
            relations.append(kind)
            continue
        if not piece[slice(*spans[0])].strip():  # "= 5" goes on from something outside
            spans, relations = spans[1:], relations[1:]
        if len(spans) > 1:
            parts = [Part(piece, low, high, start, is_latex) for low, high in spans]
            chains.append(Chain(parts, relations, text))
        spans, relations = [], []
    return chains


def top_level(text: str) -> list[tuple[int, int, str]]:
    """Where relations and breaks stand outside all brackets."""
    cuts, depth, at = [], 0, 0
    while at < len(text):
        character = text[at]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        elif depth == 0:
            relation = RELATION.match(text, at)
            found = relation or BREAK.match(text, at)
            if found:
                cuts.append((found.start(), found.end(), kind_of(relation)))
                at = max(found.end(), at + 1)
                continue
        at += 2 if character == "\\" and text[at + 1 : at + 2] in ("{", "}", "(", ")", "[", "]", ",") else 1
    return cuts


def kind_of(relation: re.Match | None) -> str:
    if relation is None:
        return "break"
    return {"equal": "=", "about": "≈", "other": relation.group()}[relation.lastgroup]


# ---- judging ---------------------------------------------------------------------------------


def judge(step: Step, text: str, names=None) -> None:
    """Compare the two sides of a step and write the outcome into it."""
    if step.relation not in ("=", "≈"):
        step.reason = f"{step.relation} is not judged"
        return
    for part in (step.left, step.right):
        if part.tree is None:
            step.reason, step.at = part.problem, (part.problem_at, part.problem_at + 1)
            return
    try:
        if agrees(step, names, {}):
            step.verdict = "holds"
        elif step.relation == "≈" and step.left.entries is None and step.right.entries is None:
            step.reason = "≈ between two expressions: show the rounded value"
        else:
            explain(step, text, names)
    except EvaluationError as error:
        step.reason = str(error)


def agrees(step: Step, names, shifted: dict) -> bool:
    readings = (False, True) if is_ambiguous(step.left.tree) or is_ambiguous(step.right.tree) else (False,)
    return any(agrees_when_read(step, names, shifted, product) for product in readings)


def is_ambiguous(tree: Node) -> bool:
    return any(node.op == "mixed" or (node.op == "name" and node.value == "log") for node in tree.walk())


def agrees_when_read(step: Step, names, shifted: dict, product: bool) -> bool:
    left, right = (exact(part.tree, names, shifted, product) for part in (step.left, step.right))
    if shape(left) != shape(right):
        return False
    pairs = list(zip(flatten(left), flatten(right)))
    if step.right.entries is not None and all_round(step, pairs, step.left, step.right):
        return True
    reverse = step.left.entries is not None and (step.right.entries is None or step.relation == "≈")
    if reverse and all_round(step, [pair[::-1] for pair in pairs], step.right, step.left):
        return True
    if step.left.entries is not None or step.right.entries is not None:
        return False
    unit = min((number.unit for part in (step.left, step.right) for number in part.numbers), default=Fraction(1))
    return all(equals(*pair, unit) for pair in pairs)


def all_round(step: Step, pairs: list, computed: Part, shown: Part) -> bool:
    entries = flatten(shown.entries)
    terms = terms_of(computed.tree) if step.relation == "=" else []
    return all(
        entry_holds(value, Entry(seen, entry.unit, entry.node, entry.digits), finest_unit(terms, index))
        for index, ((value, seen), entry) in enumerate(zip(pairs, entries))
    )


def entry_holds(value, entry: Entry, finest: Fraction | None) -> bool:
    """Under "=", a sum shown with fewer decimals than its terms must be exact."""
    if finest is not None and finest < entry.unit:
        return equals(value, entry.value, finest)
    return rounds_to(value, entry)


def terms_of(tree: Node) -> list:
    """The literal terms of a sum or difference; none where the tree is neither."""
    if tree.op == "group":
        return terms_of(tree.children[0])
    if tree.op not in ("+", "-"):
        return []
    terms = []
    for child in tree.children:
        inner = terms_of(child)
        entries = entries_of(child)
        terms += inner if inner else [flatten(entries)] if entries is not None else []
    return terms


def finest_unit(terms: list, index: int) -> Fraction | None:
    units = [term[index].unit if len(term) > 1 else term[0].unit for term in terms if len(term) == 1 or index < len(term)]
    return min(units, default=None)


def explain(step: Step, text: str, names) -> None:
    """Say which number of a wrong step is wrong, what it should be, and how to mend it."""
    step.verdict = "wrong"
    computed, shown = (step.left, step.right) if step.right.entries is not None else (step.right, step.left)
    values = exact(computed.tree, names)
    if shown.entries is None:
        step.shown, step.computed = step.right.text, describe(exact(step.left.tree, names))
        step.exactly = f"this side is {describe(exact(step.right.tree, names))}"
        return
    entries = flatten(shown.entries)
    step.at = (shown.start, shown.end)
    if shape(values) != shape(exact(shown.tree, names)):
        step.shown, step.computed = shown.text, describe(values)
        step.exactly = f"shape {shape(values) or 'of one number'}, shown {shape(exact(shown.tree, names)) or 'one number'}"
        return
    terms = terms_of(computed.tree) if step.relation == "=" else []
    for index, (value, entry) in enumerate(zip(flatten(values), entries)):
        finest = finest_unit(terms, index)
        if not entry_holds(value, entry, finest):
            explain_entry(step, text, value, entry, finest)
            return


def explain_entry(step: Step, text: str, value, entry: Entry, finest: Fraction | None) -> None:
    node = entry.node
    step.at = (node.start, node.end)
    step.shown = text[node.start : node.end]
    step.exactly = describe(value)
    step.computed = restyle(text, entry, value) or describe(value)
    if rounds_to(value, entry) and finest is not None:
        step.computed = write_number(round_to(value, finest), decimals_of(finest))
        step.exactly = "a sum shown with fewer decimals than its terms must be exact: write ≈, or all decimals"
    else:
        step.fix = (node.start, node.end, step.computed)
