"""The layout of a formula: where relations and breaks cut it into parts, and what only arranges it on the page."""

import re

from worked.maths.tokens import Token

RELATION = re.compile(
    r"(?P<other>==|!=|<=|>=|=>|->|<-|:=|[+\-*/%@&|^]=(?!=)|(?<!<)<(?!<)|(?<!>)>(?!>)|[≤≥≠→⇒⟹←≡∈∼~≪≫∝]"
    r"|\\(?:neq|ne|leq|le|geq|ge|lt|gt|to|implies|Rightarrow|rightarrow|Longrightarrow|longrightarrow|iff|Leftrightarrow"
    r"|equiv|in|sim|propto|mapsto|leqslant|geqslant)(?![A-Za-z]))"
    r"|(?P<about>≈|≃|≅|≐|\\(?:approx|simeq|cong|doteq|fallingdotseq)(?![A-Za-z]))"
    r"|(?P<equal>=)"
)
NEW_LINE = r"\\\\(?:\\\\){0,2}\*?(?:\[[^\]]{0,12}\])?"
# A line that begins with a relation or a plus, or behind its & with a minus, goes on from the one before.
GOES_ON = r"(?=[\s&]*(?:=|≈|\\approx|\\simeq|\\cdot|\\times|\+)|\s*&[&\s]*(?:\\q?quad\s*)*[-−+])"
BREAK = re.compile(
    rf"[,;](?=\s|\\(?!,)|$)|\\(?:quad|qquad)(?![A-Za-z])(?!\s*[-−+]\s*[0-9.\\])|{NEW_LINE}"
    r"|\\(?:text|mbox|textrm)\s*\{[\s~]*(?:and|or|so|if|where|then|thus|hence|since|when|for|because|therefore|with)\b[^{}]*\}"
)
UNSEEN = re.compile(
    r"\\(?:begin|end)\{(?:aligned|align|gathered|gather|split|equation|multline|alignat|alignedat|displaymath|math|eqnarray)\*?\}(?:\{\d\})?"
    r"|\\(?:tag|label|notag|phantom|hspace|vspace)\*?\{[^{}]*\}|&&(?:(?!\\\\|\\end|[=≈])[^&])*(?=\\\\|\\end|\Z)"
    rf"|{NEW_LINE}{GOES_ON}"
)
SUBSCRIPT = re.compile(r"(?:_|(?<=[A-Za-z}'])\^)(?:\{[^{}]*\}|\w)")  # and the power of a name: χ^2, R^2
NAMED = re.compile(
    r"(?<![A-Za-z\\])[A-Za-z]'*(?:\s|\\left|\\[bB]igg?l?)*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"
)  # P(X = 2), f(3)
REMARK = re.compile(r"(?:\\[ ,;:]|~|\s){0,4}\([-−\s0-9.,{}]+\\%\s*\)\Z")  # 0.85 (85 %)
TIE = re.compile(
    r"(?<=[^\s=≈])~(?=\s*\\(?:text|mathrm))"
)  # a blank of LaTeX, in front of a unit; elsewhere it is a relation
MAX_FRAMES = 20  # a formula with more frames keeps them
FRAME = re.compile(r"\\(?:boxed|fbox|mathbf|boldsymbol|underline)\s*\{")
ESCAPED = tuple("{}()[],;:!>")  # behind a backslash these are layout, and open or cut nothing
ENDINGS = ("\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad", ".", ",", ";", ":")
NUMERAL = re.compile(r"(?<![\w.])[0-9]|(?<![\w.])\.[0-9]")


def has_numeral(text: str) -> bool:
    """Does a text hold a number, other than in a subscript, as the power of a name, or in the bracket of f(3)?"""
    return NUMERAL.search(NAMED.sub("", SUBSCRIPT.sub("", text))) is not None


def end_of(text: str, start: int, end: int, is_latex: bool) -> int:
    """Where a part ends, its punctuation and a remark such as (85 %) left out."""
    while end > start and (width := ending_width(text, start, end)):
        end -= width
    if not is_latex or not text.endswith(")", start, end):
        return end
    remark = REMARK.search(text, max(start + 1, end - 40), end)
    return remark.start() if remark and text[remark.start() - 1].isdigit() else end


def ending_width(text: str, start: int, end: int) -> int:
    """The width of the mark or blank that a part ends with; 0 where it ends with neither."""
    marks = (len(ending) for ending in ENDINGS if text.endswith(ending, start, end))
    return next(marks, 1 if text[end - 1].isspace() else 0)


def readable(formula: str) -> str:
    """A formula with its layout blanked out: environments, tags, and frames around a whole equation."""

    def blank(match: re.Match) -> str:
        return " " * len(match.group())

    return unframed(TIE.sub(" ", UNSEEN.sub(blank, formula).replace("&", " ")))


def unframed(formula: str) -> str:
    r"""Blank out a frame around a relation: ``\boxed{a = b}`` becomes ``a = b``."""
    if FRAME.search(formula) is None:
        return formula
    frames = {match.end() - 1: match.start() for match in FRAME.finditer(formula)}  # start of each, by its brace
    stack, characters = [], list(formula)
    if len(frames) > MAX_FRAMES:
        return formula
    for at in (match.start() for match in re.finditer(r"(?<!\\)[{}]", formula)):
        if formula[at] == "{":
            stack.append(at)
        elif stack:
            opening = stack.pop()
            if opening in frames and holds_relation(formula[opening + 1 : at]):
                low = frames[opening]
                characters[low : opening + 1] = " " * (opening + 1 - low)
                characters[at] = " "
    return "".join(characters)


def holds_relation(text: str) -> bool:
    return any(kind != "break" for *_, kind in top_level(text))


def top_level(text: str) -> list[tuple[int, int, str]]:
    """Where relations and breaks stand outside all brackets: (start, end, "=", "≈", "break" or the relation)."""
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
        at += 2 if character == "\\" and text.startswith(ESCAPED, at + 1) else 1
    return cuts


def kind_of(relation: re.Match | None) -> str:
    if relation is None:
        return "break"
    return {"equal": "=", "about": "≈", "other": relation.group()}[relation.lastgroup]


def with_tight_powers(tokens: list[Token]) -> list[Token] | None:
    """``a / 1.7 × 10^-6`` read as ``a / (1.7 × 10^-6)``, as physicists mean it; None where nothing changes."""
    closings: set[int] = set()
    tight: list[Token] = []
    for at, token in enumerate(tokens):
        kinds = [follower.kind for follower in tokens[at : at + 5]]
        if kinds[:5] == ["/", "number", "*", "number", "**"] and tokens[at + 3].text == "10":
            tight += [token, Token("(", "", token.end, token.end)]
            closings.add(end_of_operand(tokens, at + 5))
        else:
            tight.append(token)
        if at + 1 in closings:
            tight.append(Token(")", "", token.end, token.end))
    return tight if closings else None


def end_of_operand(tokens: list[Token], at: int) -> int:
    """The index behind the exponent that begins at a token: a number with its sign, or a bracket."""
    while at < len(tokens) and tokens[at].kind in ("-", "+"):
        at += 1
    depth = 0
    while at < len(tokens):
        depth += {"(": 1, ")": -1}.get(tokens[at].kind, 0)
        at += 1
        if depth <= 0:
            break
    return min(at, len(tokens))
