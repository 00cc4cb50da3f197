"""Arithmetic in plain text: where prose, table cells and code say that 3 × 7 = 21, with numbers alone."""

import re
from collections.abc import Iterator

FRACTION = r"(?:[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑]|[ ][0-9]{1,2}/[1-9][0-9]?(?![0-9/.]))"
CURRENCY = r"(?:\\?\$|[€£¥₹])"
POWER = r"(?:[⁻⁺]?[⁰¹²³⁴-⁹]++)?+"
NUMBER = rf"{CURRENCY}?(?:[0-9]++(?:(?:,[0-9]{{2}}(?=,))++,[0-9]{{3}}(?![0-9])|(?:[,\u202f\u00a0'’][0-9]{{3}}(?![0-9]))*+)(?:\.[0-9]++(?:\.\.\.|…)?|,(?:[0-9]{{1,2}}(?:\.[0-9]++)?|[0-9]{{4,}}(?:\.[0-9]++)?)(?![0-9]|,[0-9])|{FRACTION})?|\.[0-9]++|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑])(?:[eE][-+−]?[0-9]++)?(?:[kMGT]i?(?!\w)|K(?!\w)|[ ][KMGT](?=[ ](?:bytes?|bits?)\b))?(?:[^\S\n]?%|[ ]?(?:°[CF]?|[℃℉])|!(?!=))?{POWER}"
SIGN = r"(?:\*\*|//|[-+*/×·÷^−–⋅∗±⊕⊗])"
RELATION = r"(?:==?(?:[^\S\n]*~(?=[-−]?[0-9.$€£]))?|≈|~=|≅)(?![=>])"
WORD = rf"(?:[^\S\n]?(?:/?[^\W\d_]{{1,14}}(?:/[^\W\d_]{{1,14}})?|[㍱-㏟])(?=\s*(?:(?!/[^\W\d_]){SIGN}|{RELATION}|\))|\s+[x✕✖]\s))?"
OPERAND = rf"(?:[-−–+√(\[][^\S\n]?|{CURRENCY}(?=[-−])){{0,5}}{NUMBER}{WORD}(?:[^\S\n]?[)\]]){{0,4}}{POWER}"
BETWEEN = rf"(?:[^\S\n]*{SIGN}[^\S\n]*|[^\S\n]+[xX✕✖][^\S\n]+|[x✕✖](?=[0-9$€£\\])|(?<=%)[^\S\n]of[^\S\n]|(?<=[0-9])(?=\([0-9.]))"
SIDE = rf"{OPERAND}(?:{BETWEEN}{OPERAND}){{0,40}}"
EQUATION = re.compile(
    rf"(?<![^\W\u3040-\u9fff\uac00-\ud7af])(?<![.,)\]}}\\$#&])(?<![\w)]\s[-+*/×·÷^−])(?P<first>{SIDE})(?:[^\S\n]*{RELATION}[^\S\n]*{SIDE}){{1,12}}"
)
AFTER_RELATION = re.compile(rf"[^\S\n]*{RELATION}[^\S\n]*")
OPERATION = re.compile(
    rf"(?<=[0-9)\]%!a-zA-Z㍱-㏟℃℉²³°½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑]){BETWEEN}(?=[-−–+√(\[\\$€£₹.0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑])|√|[²³⁰¹⁴-⁹]|[0-9]!"
)
NO_ARITHMETIC = re.compile(  # a date, a variable, a number of a program
    r"[0-9]{1,4}([-/.–])[0-9]{1,2}\1[0-9]{1,4}|π(?=[^\W\d_])|(?<![^\W\d_])(?!(?<=[0-9])[eE][-+−]?[0-9]|(?<=°)[CF]|[xX]\s?[0-9$]|[kmshgLKWVAJNMGT])[a-zA-Z](?![^\W\d_])|\b0x[0-9]"
)
SYMBOLS = re.compile(r"π[^\W\d_]")  # 2πfL
GLUED_WORD = re.compile(r"(?<=[0-9])[^\W\d_\u3040-\u9fff\uac00-\ud7af]{2,14}(?![\w^(/*·×=])")  # 64px
SYMBOL = (  # of a unit
    r"(?:(?:percentage )?points?|pp|percent|weeks?|days?|hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?|months?|years?|miles?|feet|ft|inch(?:es)?|lbs?|oz"
    r"|tbsp|tsp|cups?|gal(?:lons?)?|pints?|quarts?|tons?|tonnes?|mmHg|[Tt]orr|psi|atm|bar|mph|knots?|acres?|ha|k?cal|rpm"
    r"|[kmunµμp]?(?:mol|F|H)|[kM]?Ω|[kMG]?eV|[µμ][mgsVAL]|[kcmunp]?[mgsVAWNJ]|[kM]?(?:Hz|Pa|Wh|J)|[KMGTP]i?B|[kmgt]b|[KMGT]bit|[KMG]bps|bytes?|bits?|mL|ml|L|K)"
)
UNIT = re.compile(  # behind the last number, where it may convert the one before
    rf"[^\S\n]?(?:{SYMBOL}(?:/{SYMBOL})?|/{SYMBOL})(?![\w'’^(/·²³]|[^\S\n][*/·×])"
)
MULTIPLIER = re.compile(r"[ ](?:hundred|thousand|million|billion|trillion)\b(?:[ ][^\W\d_]{1,14}(?=/))?(?![\w/(])")
FACTOR_BEFORE = re.compile(r"[0-9][^\S\n]+\Z")
UNIT_FACTOR = re.compile(rf"(?<=[A-Za-z])[·⋅]{SYMBOL}(?:/{SYMBOL})?(?![\w'’^(/·²³]|[^\S\n][*/·×])")  # the m of N·m
FACTOR = re.compile(r"[×✕✖](?![\w(]|[^\S\n]*[-−+√(]?[0-9(])")  # 7.2 / 2 = 3.6×
LABEL = re.compile(  # Year 0 = 100 * 3 = 300, and 45 out of 60 = 45 / 60 = 75 %
    r"\b(?:of|year|month|week|day|hour|round|step|phase|stage|level|row|line|column|case|option|scenario|example|exercise|question|problem|part|item"
    r"|iteration|epoch|layer|node|player|group|team|trial|run|test|chapter|lesson|version) \Z",
    re.IGNORECASE,
)
SCALE = re.compile(r"[ ][kKMB](?=[ ][a-z])")  # 17.3 M links
BULLET = re.compile(r"[-+]\s")
OPENED = re.compile(
    r"[(\[]\s*\Z|(?:\A|[;{})])\s*(?://+|--)\s*\Z|/\*+\s*\Z|(?:\A|[\s(>|])[*_]{1,3}\Z|\A[\s>]*[*]\s+\Z|[*_]{2}[^\S\n]+(?:[-–][^\S\n]+)?\Z"
)  # a bracket, emphasis, an entry of a list
GOES_ON = re.compile(
    r"(?!\([^\W\d_]{1,3}[²³]?\))(?:[^\S\n]*(?:[+*/×·÷^=≈]|\*\*)[^\S\n]*[\w(\\\ufffc√]|[-−][\w(\\\ufffc]|[^\S\n]*\ufffc|(?![\u3040-\u9fff\uac00-\ud7af])[\w(\[{]|\.[0-9])"
)
BEGINS_BEFORE = re.compile(
    r"(?:[-+*/×·÷^−(\[∓⊕⊗∧∨@]|\\[A-Za-z]+|\ufffc|(?:(?<=[^\s>])[^\S\n]*[+*]|[/×·÷])[^\S\n]*(?:[^\W\d_][\w']*[^\S\n]+(?:[0-9]+[^\S\n]+)?){1,3})[^\S\n]*\Z"
)
BOLD = re.compile(r"(?P<before>[=≈]\s?)(?P<mark>\*{1,3}|_{2,3})(?P<number>[-−+$€£₹]{0,2}[0-9][^*_\n=]{0,40}?)(?P=mark)")
WORD_BEHIND = re.compile(r"[^\S\n]?([^\W\d_]{1,14}(?![\w^*/·×])|[㍱-㏟])")
PAIRS = {"(": ")", "[": "]"}
NEAR = 40  # characters before an equation that tell how it begins


def numeric_equations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where ``text[start:end]`` says that numbers make other numbers; what has letters in its sums is algebra."""
    if re.compile("[=≈≅]").search(text, start, end) is None:
        return
    for match in EQUATION.finditer(text, start, end):
        before = line_before(text, start, match.start())
        is_label = match["first"].isdecimal() and LABEL.search(before)
        if goes_back(before) or is_label or SYMBOLS.search(match["first"]):
            # Of a + b/3 = 2 + 3/3 = 3 the second = has numbers alone, as it has in 2πfL = 2π * 3 = 18.8.
            behind = AFTER_RELATION.match(text, match.end("first"))
            match = EQUATION.match(text, behind.end(), match.end()) or match
        low, high = without_brackets(text, *match.span())
        before = line_before(text, start, low)
        if text[low] == "(" and FACTOR_BEFORE.search(before):
            continue  # 20 (0.3 + 9) = 186
        if bullet := BULLET.match(text, low, high):
            low = bullet.end()
            if before.strip(" \t>") and not before.rstrip().endswith(("**", "__")):
                continue  # a + 3 = 4, but not **Sum** - 3 + 4 = 7
        if (
            (unit := SCALE.match(text, high, end))
            or (unit := MULTIPLIER.match(text, high, end))
            or (unit := UNIT.match(text, high, end))
            or (unit := UNIT_FACTOR.match(text, high, end))
            or (unit := GLUED_WORD.match(text, high, end))
        ):
            high = unit.end()
        elif (word := WORD_BEHIND.match(text, high, end)) and re.search(rf"[0-9]\s?{word[1]}\b", text[low:high]):
            high = word.end()
        elif FACTOR.match(text, high, end):
            high += 1
        piece = text[low:high]
        if goes_back(before) or (GOES_ON.match(text, high, end) and not is_emphasis(before, text[high : high + 3])):
            continue
        if OPERATION.search(piece) and not NO_ARITHMETIC.search(piece) and is_balanced(piece):
            yield low, high


def line_before(text: str, start: int, at: int) -> str:
    """What stands before a place in its line. The end of it is enough, and a long line is not read anew at each place."""
    first = max(start, at - NEAR)
    return text[max(first, text.rfind("\n", first, at) + 1) : at]


def goes_back(before: str) -> bool:
    """Does an equation begin before it begins with numbers alone, as 2 + 3 = 5 does in a + 2 + 3 = 5?"""
    return BEGINS_BEFORE.search(before) is not None and OPENED.search(before) is None


def without_bold(text: str) -> str:
    """A text in which the marks of a result are blank: 3 + 4 = **7**."""

    def blanked(bold: re.Match) -> str:
        marks = " " * len(bold["mark"])
        return bold["before"] + marks + bold["number"] + marks

    return BOLD.sub(blanked, text)


def is_emphasis(before: str, behind: str) -> bool:
    """Do stars stand on both sides: *3 + 4 = 7* is no product?"""
    stars = re.compile(r"\*+\Z").search(before)
    return stars is not None and behind.startswith(stars.group()) and OPENED.search(before) is not None


def without_brackets(text: str, low: int, high: int) -> tuple[int, int]:
    """The range without brackets that stand around it, or that open or close outside it."""
    while text[low:high].count(")") > text[low:high].count("(") and text[high - 1] == ")":
        high -= 1
    while low < high and text[low] in PAIRS and closing(text, low, high) in (None, high - 1):
        high -= closing(text, low, high) is not None
        low += 1
    return low, high


def closing(text: str, low: int, high: int) -> int | None:
    """Where the bracket that opens at ``low`` is closed; None where it is not, before ``high``."""
    depth = 0
    for at in range(low, high):
        depth += text[at] in PAIRS
        depth -= text[at] in PAIRS.values()
        if not depth:
            return at
    return None


def is_balanced(piece: str) -> bool:
    return piece.count("(") == piece.count(")") and piece.count("[") == piece.count("]")
