"""The layout of a formula: where relations and breaks cut it into parts, and what only arranges it on the page."""

import re

from worked.maths.matrices import CLOSES, OPENS, with_matrices
from worked.maths.tokens import Token

RELATION = re.compile(
    r"(?P<other>\\(?:stackrel|overset)\s*\{\s*\?\s*\}\s*\{\s*=\s*\}|={3,}|!==?|<=|>=|=>|->|<-|:=|[+\-*/%@&|^]=(?!=)|(?<!<)<(?!<)|(?<!>)>(?!>)|[≤≥≠→⇒⟹←≡∈∼≪≫∝]"
    r"|\\(?:neq|ne|leq|le|geq|ge|lt|gt|to|implies|Rightarrow|rightarrow|Longrightarrow|longrightarrow|iff|Leftrightarrow"
    r"|equiv|in|sim|propto|mapsto|leqslant|geqslant)(?![A-Za-z]))"
    r"|(?P<about>=\s*[~≈]|~=|≈\s*~|≈|≃|≅|≐|\\(?:approx|simeq|cong|doteq|fallingdotseq)(?![A-Za-z]))"
    r"|(?P<tilde>~)"
    r"|(?P<equal>==?|\\(?:stackrel|overset|underset)\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{\s*=\s*\})"
)
NEW_LINE = r"(?<!\\)(?>(?:\\\\\*?(?:\[[^\]]{0,12}\])?\s*+)++)"  # and the blank rows behind it
QUADS = r"(?:\\q?quad(?![A-Za-z])\s*)"
# A line that begins with a relation or a plus, or behind its & with a minus, goes on from the one before.
GOES_ON = rf"(?>[\s&]*+{QUADS}*+)(?:(?=[\s&]*(?:=|≈|\\approx|\\simeq|\\cdot|\\times|\+))|(?<=[&d])(?=[-−+])|(?<=[&d]\s)(?=[-−+]))"
LAYOUT = (
    "aligned align gathered gather split equation multline alignat alignedat displaymath math eqnarray flalign".split()
)
ENVIRONMENT = rf"\{{(?:{'|'.join(LAYOUT)})\*?\}}(?:\{{\d\}})?"
PARTED = "\x1e"  # stands where one equation ends and the next begins beside it
# Words that no unit is: `3.317 \text{ rounds to } \sqrt{11}` is no product.
UNITS = (
    r"min|mol|sec|hours?|hrs?|feet|foot|inch(?:es)?|miles?|yards?|grams?|met(?:er|re)s?|lit(?:er|re)s?|days?|weeks?|years?|"
    r"gal|kcal|cal|atm|mph|lbs?|ppm|bar|rad|rev|of|times|percent|plus|minus|dozen|hundred|thousand|million|billion|out[\s~]+of"
)
WORDY = (
    rf"(?![\s~]*(?:{UNITS}|of)[\s~]*\}})(?:[^{{}}0-9]*[A-Za-z]{{3,}}[^{{}}0-9]*\}}(?=\s*(?:\\\$|\\sqrt|[-−]?[0-9.]))"
    rf"|[^{{}}0-9]*[A-Za-z]{{2,}}[\s~]+[A-Za-z]{{2,}}[^{{}}0-9]*\}}(?=\s*(?:\\left\s*)?(?:\\[dt]?frac|\()))"
)
BREAK = re.compile(
    rf"{PARTED}|\n[ \t]*\n(?!\s*(?:[=≈+\-−&]|\\(?:approx|simeq|cdot|times|end)))|[,;](?=\s|\\(?!,)|$)|(?P<quad>\\(?:quad|qquad)(?![A-Za-z]))|{NEW_LINE}"
    r"|\\(?:text|mbox|textrm)\s*\{[\s~]*(?:and|or|so|if|where|then|thus|hence|since|when|for|because|therefore|with)\b[^{}]*\}"
    rf"|\\(?:text|mbox|textrm)\s*\{{{WORDY}|\\(?:short)?intertext\s*\{{[^{{}}]*\}}"
)
SIGNED = re.compile(r"\s*[-−+]\s*[0-9.\\]")
UNSEEN = re.compile(
    rf"(?P<next>\\end{ENVIRONMENT}[\s&,.;]*(?:\\[,;: ]\s*)*(?=\\begin{ENVIRONMENT}))|\\(?:begin|end){ENVIRONMENT}"
    r"|\\(?:tag|label|notag|phantom|hspace|vspace)\*?\{[^{}]*\}|&&(?:(?!\\\\|\\end|[=≈])[^&])*(?=\\\\|\\end|\Z)"
    r"|\{\s*\\sim\s*\}"  # {\sim}200 is about 200
    r"|\\q?quad\s*\([0-9.,{}\s]+\\%\s*\)(?=\s*\})"  # a remark in a frame: \mathbf{0.61 \quad (61\%)}
    rf"|{NEW_LINE}{GOES_ON}"
)
ARRAY = re.compile(  # whose rows are equations
    r"(?P<begin>\\begin\{array\}\s*(?:\[\w\])?\s*\{[^{}]*\})(?P<rows>(?:(?!\\begin|\\end)[^=≈])*[=≈](?:(?!\\begin|\\end).)*)(?P<end>\\end\{array\})",
    re.DOTALL,
)
CASES = re.compile(  # equations behind one brace, and no definition
    r"(?P<begin>\A\s*(?:\\left\s*\.)?\\begin\{cases\})(?P<rows>(?:(?!\\begin|\\end).)*)(?P<end>\\end\{cases\})",
    re.DOTALL,
)
COLUMNS = re.compile(r"&[&\s]*")
SUBSCRIPT = re.compile(r"(?:_|(?<=[A-Za-z}'])\^)(?:\{[^{}]*\}|\w)")  # and the power of a name: χ^2, R^2
NAMED = re.compile(
    r"(?<![A-Za-z\\])[A-Za-z]'*(?:\s|\\left|\\[bB]igg?l?)*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"
)  # P(X = 2), f(3)
REMARK = re.compile(  # 0.85 (85 %), 17.7 (1.77 × 10)
    r"(?<=[0-9])(?:\\[ ,;:]|~|\s){0,4}\([-−\s0-9.,{}]+(?:\\%|\\(?:times|cdot)\s*10\s*\^\s*(?:\{[-−\s0-9]+\}|[0-9]))\s*\)\Z"
    r"|(?:\\[ ,;:]|~|\\q?quad|\s)*(?:(?<=[0-9}\s;:,~d])\((?:\s|\\ )*(?:\\approx|≈|=)|(?<=\}\\ )\(|(?<=quad)\s*\()"  # 3 kg (≈ 7 lb)
    r"[-−\s0-9.,{}]+(?:\\[ ,;:])*(?:\\(?:text|mathrm)\s*\{[^{}]*\}(?:\^\{?[-−0-9]+\}?)?|\\%)?\s*\)\Z"
)
CUT_DIGITS = re.compile(r"\.?[0-9]\.\.\.\Z")  # 0.666...
MOST_COLUMNS = 100  # of a row in which equations stand side by side
MAX_FRAMES = 20  # a formula with more frames keeps them
FRAME = re.compile(r"\\(?:boxed|fbox|mathbf|boldsymbol|underline|[bx]?cancel)\s*\{")
UNIT = re.compile(r"\s*\\(?:text|mathrm|rm)\b")
OLD_FONT = re.compile(r"(?<![_^A-Za-z}])\{\\rm ")
OPENING, CLOSING = "([{" + OPENS, ")]}" + CLOSES
ESCAPED = tuple("{}()[],;:!>")  # behind a backslash these are layout, and open or cut nothing
MARK = re.compile(r"[^\w \n\t.]|\n(?=[ \t]*\n)")  # what may cut something, or open it
BREAKS = frozenset(",;\\\n" + PARTED)  # what a break begins with
ENDINGS = ("\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad", ".", ",", ";", ":")
LAST = frozenset(ending[-1] for ending in ENDINGS)
NUMERAL = re.compile(r"(?<![\w.])[0-9]|(?<![\w.])\.[0-9]|\\[dt]?frac[0-9]")


def has_numeral(text: str) -> bool:
    """Does a text hold a number, other than in a subscript, as the power of a name, or in the bracket of f(3)?"""
    if NUMERAL.search(text) is None:  # most parts are told apart without the slower patterns
        return (
            any(map(text.__contains__, "_^([")) and NUMERAL.search(NAMED.sub("", SUBSCRIPT.sub("", text))) is not None
        )
    return text.isdecimal() or NUMERAL.search(NAMED.sub("", SUBSCRIPT.sub("", text))) is not None


def end_of(text: str, start: int, end: int, is_latex: bool) -> int:
    """Where a part ends, its punctuation and a remark such as (85 %) left out."""
    while end > start and (width := ending_width(text, start, end)):
        end -= width
    if not is_latex or not text.endswith(")", start, end):
        return end
    remark = REMARK.search(text, max(start + 1, end - 60), end)
    return remark.start() if remark else end


def ending_width(text: str, start: int, end: int) -> int:
    """The width of the mark or blank that a part ends with; 0 where it ends with neither."""
    last = text[end - 1]
    if last not in LAST:
        return 1 if last.isspace() else 0
    if last == "." and CUT_DIGITS.search(text, max(start, end - 5), end):
        return 0
    marks = (len(ending) for ending in ENDINGS if text.endswith(ending, start, end))
    return next(marks, 1 if last.isspace() else 0)


def readable(formula: str) -> str:
    """A formula with its layout blanked out: environments, tags, and frames around a whole equation.

    Where two equations stand side by side, PARTED parts them.
    """

    def bare(array: re.Match) -> str:
        return " " * len(array["begin"]) + array["rows"] + " " * len(array["end"])

    def blank(match: re.Match) -> str:
        return (PARTED if match.group("next") else " ").ljust(len(match.group()))

    formula = with_matrices(formula)
    if r"\rm " in formula:
        formula = OLD_FONT.sub(r"\\rm{ ", formula)  # {\rm m} is \rm{ m}
    if r"\begin{array}" in formula or r"\begin{cases}" in formula:
        formula = CASES.sub(bare, ARRAY.sub(bare, formula))
    seen = UNSEEN.sub(blank, parted(formula) if "&" in formula else formula)
    return unframed(seen.replace("&", " ").replace("~", " "))


def parted(formula: str) -> str:
    """A formula with PARTED for each & behind which another equation begins.

    A row behind two equations goes on from neither.
    """
    made, at = [], 0
    for end in re.finditer(rf"{NEW_LINE}|\Z", formula):
        row = parted_row(formula[at : end.start()])
        equation, *others = row.split(PARTED)
        is_parted = any(map(RELATION.search, others))
        if not is_parted:  # what stands beside it are remarks
            row = equation.ljust(len(row))
        made += [row, PARTED.ljust(len(end.group())) if is_parted and end.group() else end.group()]
        at = end.end()
    return "".join(made)


def parted_row(row: str) -> str:
    made, at = "", 0
    columns = list(COLUMNS.finditer(row))
    for column in columns if len(columns) <= MOST_COLUMNS else ():
        made += row[at : column.start()]
        at = column.end()
        ends = ends_equation(made, column.group(), row[at:])
        made += PARTED.ljust(len(column.group())) if ends else column.group()
    return made + row[at:]


def ends_equation(row: str, column: str, rest: str) -> bool:
    """Does an equation end before an &: does its row hold a relation, and go on with neither a relation nor a sign?"""
    before = row.rpartition(PARTED)[2].rstrip(" &\n\t")
    relations = list(RELATION.finditer(before))
    if not relations or relations[-1].end() == len(before) or not rest.strip():
        return False
    if RELATION.match(rest):
        return column.count("&") > 1
    if re.match(r"[-−]", rest):
        return column.count("&") > 1 or RELATION.search(rest) is not None
    return re.match(r"[+*/·×]|\\(?:cdot|times|div|q?quad\s*[-+−])(?![A-Za-z])", rest) is None


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
            low = frames.get(opening)
            if low is not None and is_transparent(formula[low:opening], formula[opening + 1 : at]):
                characters[low : opening + 1] = " " * (opening + 1 - low)
                characters[at] = " "
    return "".join(characters)


def is_transparent(frame: str, text: str) -> bool:
    """Is a frame drawn around a whole equation, or through a unit that cancels?"""
    return holds_relation(text) or ("cancel" in frame and UNIT.match(text) is not None)


def holds_relation(text: str) -> bool:
    return any(kind != "break" for *_, kind in top_level(text))


def top_level(text: str) -> list[tuple[int, int, str]]:
    """Where relations and breaks stand outside all brackets: (start, end, "=", "≈", "break" or the relation)."""
    cuts, depth, at = [], 0, 0
    while mark := MARK.search(text, at):
        at, character = mark.start(), mark.group()
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            relation = RELATION.match(text, at)
            found = relation or (BREAK.match(text, at) if character in BREAKS else None)
            if found and (relation or breaks(text, found, cuts)):
                cuts.append((found.start(), found.end(), kind_of(relation)))
                at = max(found.end(), at + 1)
                continue
        at += 2 if character == "\\" and text.startswith(ESCAPED, at + 1) else 1
    return cuts


def breaks(text: str, found: re.Match, cuts: list) -> bool:
    """A wide blank before a sign parts two equations only where the first has its relation."""
    if found["quad"] is None or SIGNED.match(text, found.end()) is None:
        return True
    return bool(cuts) and cuts[-1][2] != "break"


def kind_of(relation: re.Match | None) -> str:
    if relation is None:
        return "break"
    return {"equal": "=", "about": "≈"}.get(relation.lastgroup, relation.group())


def with_tight_powers(tokens: list[Token]) -> list[Token] | None:
    """``a / 1.7 × 10^-6`` read as ``a / (1.7 × 10^-6)``, as physicists mean it; None where nothing changes."""
    if not {"/", "**"} <= {token.kind for token in tokens}:
        return None
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
