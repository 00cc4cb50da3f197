"""Numbers in plain text: what one looks like, and which of them are only labels."""

import re

# Every character that Unicode calls a number but not a digit: ², ½, Ⅻ, ❶ and their like.
NUMBER_SIGNS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d58-\u0d5e\u0d70-\u0d78\u0f2a-\u0f33"
    "\u1369-\u137c\u16ee-\u16f0\u17f0-\u17f9\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182\u2185-\u2189\u2460-\u249b"
    "\u24ea-\u24ff\u2776-\u2793\u2cfd\u3007\u3021-\u3029\u3038-\u303a\u3192-\u3195\u3220-\u3229\u3248-\u324f\u3251-\u325f"
    "\u3280-\u3289\u32b1-\u32bf\ua6e6-\ua6ef\ua830-\ua835\U00010107-\U00010133\U0001d360-\U0001d378\U0001f100-\U0001f10c"
)
NUMERAL = re.compile(
    r"(?:[0-9]{1,3}(?:[,\u202f\u00a0\u2009'’_][0-9]{3})+(?![0-9])|\d+|(?<![\w.])(?=\.[0-9]))(?:\.\d+)*(?:[eE][+\-−]?\d+(?!\w))?"
    rf"|[{NUMBER_SIGNS}]+"
)
BETWEEN = r"(?:[ \u00a0]|-|[ \u00a0]*\n[ \t\u00a0]*)"
# The noun and the numbers before the last one of a list: tokens 1, 2 and 3.
LIST_BETWEEN = r"(?:[0-9]+(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[–-]\s*))*"
GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\Z|[^\W_]_\Z")  # h30, dk4, d_4; not a whole word
LONGEST_LIST = 120  # characters from a noun to the last of its numbers
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
# What makes another number of the one behind it or before it, where it touches that number.
# Hyphens, dashes, minus and plus signs, bars and roots of every writing.
SIGNS = (
    "-+±~√¯\u02c9\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u203e\u2043\u207a\u207b\u2212-\u2214\u221b\u221c\u223c\u2295\u2296"
    "\u229e\u229f\u23af\u2500\u2501\u2795\u2796\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe62\ufe63\uff0b\uff0d\uff5e"
)
LEAD = r"(?:\\?(?:[$¢-¥\u20a0-\u20cf][^\S\n]?|[(\[\"'“‘«]))*"  # between a sign and its number: −$4, −(4), −“4”
PARTS = "%‰‱°\u0609\u060a\u066a\ufe6a\uff05"
MULTIPLIERS = r"(?:percent(?:age)?|per cent|per mille|dozen|(?:hundred|thousand|million|billion|trillion)(?:s|fold|th|ths)?|mio|mn|bn)\b"
# With a digit on both sides, these make one number of both: what parts thousands, and points and commas of other writings.
NARROW = "\u2000-\u200a\u202f\u205f'’\u02d9\u066b\u066c\u201a\u2024\u2027\uff07\uff0e"
# What makes a quantity of the number before it: a unit, a letter, decimals, a multiplier.
JOINED = re.compile(rf"\s?[{PARTS}]|[^\W\d_]|\.[0-9]|\s(?:times\b|{MULTIPLIERS})")


class Labels:
    """Knows which numbers are names: those glued to letters (h30, α₁) or behind a declared noun (token 7)."""

    def __init__(self, nouns: list[str]):
        either = "|".join(re.escape(noun) for noun in nouns if len(noun) > 1) or r"(?!)"  # h names h30, and no "h 30"
        self.noun = re.compile(
            rf"(?<![\w-])(?:(?P<one>{either}){BETWEEN}?|(?P<many>{either})s{BETWEEN}{LIST_BETWEEN})\Z", re.IGNORECASE
        )

    def cover(self, start: int, end: int, text: str) -> bool:
        """Is the number ``text[start:end]`` a label?"""
        if not text[start:end].isdigit() or JOINED.match(text, end):
            return False
        before = text[max(0, start - LONGEST_LIST) : start]
        is_plain = text[start:end].isascii()
        is_glued = GLUED.search(before) is not None and (is_plain or text[start] in SUBSCRIPTS)
        return is_glued or (is_plain and self.noun.search(before) is not None)

    def noun_before(self, start: int, text: str) -> tuple[str, int]:
        """The noun in front of a number, in small letters, and where it starts; "" where there is none."""
        low = max(0, start - LONGEST_LIST)
        match = self.noun.search(text[low:start])
        return ((match["one"] or match["many"]).lower(), low + match.start()) if match else ("", start)


def glued_before(text: str, start: int) -> str:
    """The letters that a number belongs to: "h" of h30, "the_" of the_1; "" where none touch it."""
    return re.compile(r"[^\W]*\Z").search(text[max(0, start - LONGEST_LIST) : start]).group()


def beside(text: str, start: int, end: int, width: int = 24) -> tuple[str, str]:
    """What stands in front of ``text[start:end]`` and behind it; blanks that touch it are one, as browsers show them."""
    low, high = start, end
    while low > 0 and text[low - 1].isspace():
        low -= 1
    while high < len(text) and text[high].isspace():
        high += 1
    before, behind = text[max(0, low - width) : low], text[high : high + width]
    return before + as_one(text[low:start]), as_one(text[end:high]) + behind


def as_one(blanks: str) -> str:
    """One blank for a run of them; the character that parts two paragraphs for an empty line."""
    if blanks.count("\n") > 1:
        return "\ufffc"
    return blanks if len(blanks) < 2 else " "
