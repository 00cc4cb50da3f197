"""Plain text of other projects as tokens: 3 boxes × 7, $7, 3 x 7, 22k, a label in front and a remark behind.

Nothing is moved: what is no part of a calculation is blanked out, so that offsets stay those of the page.
"""

import re
import unicodedata

from worked.latex.units import SIGN
from worked.latex.words import MULTIPLIERS
from worked.maths import tokens
from worked.maths.functions import CONSTANTS, FUNCTIONS, MORE_FUNCTIONS
from worked.maths.tokens import ExpressionError, Token

UNSAID = re.compile(
    r"^\s*[^\W\d][\w '’/-]{0,40}:\s"  # total: 3 * 7
    r"|\\?[$€£¥₹](?=\s?[-−]?[0-9.])"
    r"|(?<=[\w%.)])\s+\([^\W\d][^()]*\)\s*$"  # 22 (exact)
    r"|(?<=[0-9])\s?(?:€|₹|¢)"
    r"|\s[✓✔✅]\s*$|(?<=[0-9])[×✕✖]\s*$"
)
TIMES = re.compile(
    r"(?<=[0-9)\]%])(?:\s+[xX✕✖]\s+|(?<!(?<![0-9.])0)[x✕✖])(?=[-−$€£]?[0-9(\[])"  # 0x10 is a number of programs
    r"|(?<=[a-z])\s+[x✕✖]\s+(?=[$€£]?[0-9(])|(?<=%)\s+of\s+(?=[$€£]?[0-9])"
)
RATE_WORDS = {"year", "yr", "month", "mo", "week", "day", "hour", "hr", "minute", "min"}  # as in $750/month
THOUSANDS = re.compile(r"([$€£]\s?[0-9][0-9.,]*)K(?!\w)")  # $120K, which are no kelvins
FACTOR_K = re.compile(r"(?<![\w.])([0-9][0-9.,]*)K(?= ?[×*·x])")  # 50K × 8 bytes, which are no kelvins either
MEMORY = re.compile(r"\b(?:bytes?|bits?|[KMGT]i?B)\b")
BYTES = re.compile(r"(?<=[0-9] )([KMGT]) (bytes?)(?![\w^])")  # 4 K bytes
SUFFIXES = {"k": (10, 3), "M": (10, 6), "G": (10, 9), "T": (10, 12), "Ki": (1024, 1), "Mi": (1024, 2), "Gi": (1024, 3)}
NO_UNITS = {
    *CONSTANTS,
    *FUNCTIONS,
    *MORE_FUNCTIONS,
    *"and or if is not else for mod to of per x e i None True False".split(),
}
DEGREES = "º"  # a letter, in place of the sign °
GOES_ON = "ª"  # a letter, in place of dots
DOTS = re.compile(r"(?<=[-+*·×] )(?:\.\.\.|…)(?= ?[-+*·×])")
OTHER_BASE = re.compile(r"[xX][0-9a-fA-F]{1,16}|[bB][01]{1,64}|[oO][0-7]{1,22}")  # behind the 0 of a program's numbers
BARE = re.compile(r"(?:[-+*/()\s0-9]|\.(?!\.))*")  # nothing to leave out, and no name
MIXED = re.compile(r"[0-9] [0-9]{1,2}/[1-9]")
VULGAR = {sign: unicodedata.normalize("NFKD", sign).split("⁄") for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑"}
BEHIND = set("+ - * / // ** @ % ) ] ,".split())  # what may follow a unit


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Cut a side of an equation into tokens; words behind numbers become units.

    raises  ExpressionError
    """
    if BARE.fullmatch(text, start, end):  # as most sides are
        found = tokens.tokenize(text, start, end)
        return with_mixed_numbers(found) if MIXED.search(text, start, end) else found
    piece = THOUSANDS.sub(lambda match: match[1] + "k", text[start:end])
    if "K" in piece and MEMORY.search(piece):
        piece = FACTOR_K.sub(lambda match: match[1] + "k", piece)
    piece = UNSAID.sub(lambda match: " " * len(match.group()), piece)
    piece = BYTES.sub(lambda match: (match[1] + match[2][:1].upper()).ljust(len(match.group())), piece)
    piece = TIMES.sub(lambda match: "*".center(len(match.group())), piece).replace("°", DEGREES).replace("℃", DEGREES)
    piece = DOTS.sub(lambda match: GOES_ON * len(match.group()), piece)
    found = with_ratio(tokens_at(start, piece))
    if any(one.kind == "/" and not one.spaced for one in found) and MIXED.search(piece):
        found = with_mixed_numbers(found)
    made: list[Token] = []
    for at, token in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        is_function = token.text in NO_UNITS and (token.text != "min" or (following and following.kind == "("))
        if token.kind == "name" and token.text == "mod":
            made.append(Token("%", token.text, token.start, token.end, True))
        elif token.text[:1] == GOES_ON:
            made.append(Token("dots", token.text, token.start, token.end, token.spaced))
        elif made and made[-1].text == "0" and not token.spaced and OTHER_BASE.fullmatch(token.text):
            made[-1] = Token("given", str(int("0" + token.text, 0)), made[-1].start, token.end)
        elif token.text in VULGAR:
            made += vulgar(token, follows_number=bool(made) and made[-1].kind == "number" and not token.spaced)
        elif token.kind == "name" and token.text[0] == DEGREES and made:
            made.append(Token("mixed", "", token.start, token.start))
            made.append(Token("name", SIGN + ("degF" if token.text[1:] == "F" else "°"), token.start, token.end))
        elif token.kind != "name" or is_function or not made:
            made.append(token)
        elif token.text in SUFFIXES and made[-1].kind == "number" and not token.spaced:
            made += scale(token)
        elif token.text in MULTIPLIERS and made[-1].kind == "number":
            made += power_of_ten(token)
        elif is_unit(made, token, following):
            if made[-1].kind not in ("*", "/"):
                made.append(Token("mixed", "", token.start, token.start))
            made.append(Token("name", SIGN + token.text, token.start, token.end))
        else:
            made.append(token)
    return made


def tokens_at(start: int, piece: str) -> list[Token]:
    """The tokens of a piece, which stands at an offset of a page.

    raises  ExpressionError
    """
    try:
        found = tokens.tokenize(piece)
    except ExpressionError as error:
        raise ExpressionError(str(error), start + error.offset) from None
    for token in found:
        token.start += start
        token.end += start
    return found


def with_ratio(found: list[Token]) -> list[Token]:
    """12 : 4 is a quotient; 10:30 is a time, and [1 : 4] a range."""
    colons = [at for at, token in enumerate(found) if token.kind == ":"]
    if len(colons) != 1 or any(token.kind == "[" for token in found):
        return found
    (at,) = colons
    around = [*found[max(0, at - 1) : at], *found[at + 1 : at + 2]]
    if [token.kind for token in around] != ["number", "number"] or not (found[at].spaced and around[1].spaced):
        return found
    return [*found[:at], Token("/", ":", found[at].start, found[at].end, True), *found[at + 1 :]]


def with_mixed_numbers(found: list[Token]) -> list[Token]:
    """2 1/2 + 1 is 2 + 1/2 + 1, as people write whole numbers before fractions."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        kinds = [token.kind for token in found[at : at + 4]]
        whole, above, sign, below = found[at : at + 4] if len(kinds) == 4 else found[at : at + 1] * 4
        is_tight = above.spaced and not sign.spaced and not below.spaced
        if kinds == ["number", "number", "/", "number"] and is_tight and is_proper(whole, above, below):
            opening, closing = Token("(", "", above.start, above.start), Token(")", "", below.end, below.end)
            made += [whole, Token("mixed", "", above.start, above.start), opening, above, sign, below, closing]
            at += 4
        else:
            made.append(found[at])
            at += 1
    return made


def is_proper(whole: Token, above: Token, below: Token) -> bool:
    texts = [whole.text, above.text, below.text]
    return all(text.isdigit() and len(text) < 4 for text in texts) and int(above.text) < int(below.text)


def vulgar(token: Token, follows_number: bool) -> list[Token]:
    """½ and its like; its digits are one character, so that no digit of it can be mended."""
    above, below = VULGAR[token.text]
    kinds = [("(", ""), ("number", above), ("/", "/"), ("number", below), (")", "")]
    mixed = [Token("mixed", "", token.start, token.start)] if follows_number else []
    return mixed + [Token(kind, text, token.start, token.start) for kind, text in kinds]


def is_unit(made: list[Token], token: Token, following: Token | None) -> bool:
    if following is not None and following.kind not in BEHIND and not (following.kind == "name" and following.spaced):
        return False
    before = made[-1]
    if before.kind == "name":
        return before.text.startswith(SIGN) and token.spaced
    if before.kind in ("*", "/"):
        if len(made) < 2 or token.spaced:
            return False
        is_rate = before.kind == "/" and made[-2].kind == "number" and token.text in RATE_WORDS
        return is_rate or made[-2].text.startswith(SIGN)
    return before.kind in ("number", "cut", ")", "%")


def power_of_ten(token: Token) -> list[Token]:
    """3 million is 3 · 10^6, which stays one number, of which the last digit counts."""
    return [
        Token(kind, text, token.end, token.end)
        for kind, text in (("*", "*"), ("number", "10"), ("**", "^"), ("number", str(MULTIPLIERS[token.text])))
    ]


def scale(token: Token) -> list[Token]:
    """22k is 22 · 10^3, which stays one number, of which the last digit counts."""
    base, power = SUFFIXES[token.text]
    end = token.end
    texts = (("*", "*"), ("number", str(base)), ("**", "^"), ("number", str(power)))
    return [Token(kind, text, end, end) for kind, text in texts]
