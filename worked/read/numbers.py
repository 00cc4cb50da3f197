"""Numbers in plain text: what one looks like, and which of them are only labels."""

import re
from collections.abc import Iterator

# Every character that Unicode calls a number but not a digit, ², ½, Ⅻ, ❶ and their like, and those that hold digits: ㏠.
NUMBER_SIGNS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d58-\u0d5e\u0d70-\u0d78\u0f2a-\u0f33"
    "\u109e\u1369-\u137c\u16ee-\u16f0\u17f0-\u17f9\u19da\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182\u2185-\u218b\u2460-\u249b"
    "\u24ea-\u24ff\u2776-\u2793\u2cfd\u3007\u3021-\u3029\u3038-\u303a\u3192-\u3195\u3220-\u3229\u3248-\u324f\u3251-\u325f"
    "\u3280-\u3289\u32b1-\u32bf\u32c0-\u32cb\u3358-\u3370\u3378\u3379\u339f-\u33a6\u33a8\u33af\u33e0-\u33fe\ua6e6-\ua6ef\ua830-\ua835\ua8e0-\ua8e9\U00010107-\U00010133"
    "\U00010140-\U00010178\U0001018a\U0001018b\U000102e1-\U000102fb\U00010320-\U00010323\U00010341\U0001034a\U000103d1-\U000103d5"
    "\U00010858-\U0001085f\U00010879-\U0001087f\U000108a7-\U000108af\U000108fb-\U000108ff\U00010916-\U0001091b\U000109bc\U000109bd"
    "\U000109c0-\U000109ff\U00010a40-\U00010a48\U00010a7d\U00010a7e\U00010a9d-\U00010a9f\U00010aeb-\U00010aef\U00010b58-\U00010b5f"
    "\U00010b78-\U00010b7f\U00010ba9-\U00010baf\U00010cfa-\U00010cff\U00010e60-\U00010e7e\U00010f1d-\U00010f26\U00010f51-\U00010f54"
    "\U00010fc5-\U00010fcb\U00011052-\U00011065\U000111e1-\U000111f4\U00011366-\U0001136c\U0001173a\U0001173b\U000118ea-\U000118f2\U00011c5a-\U00011c6c"
    "\U00011fc0-\U00011fd4\U00012400-\U0001246e\U00016b5b-\U00016b61\U00016e80-\U00016e96\U0001d2c0-\U0001d2f3\U0001d360-\U0001d378"
    "\U0001e8c7-\U0001e8cf\U0001ec71-\U0001ecb4\U0001ed01-\U0001ed3d\U0001f100-\U0001f10c\U0001f19b-\U0001f1a6"
)
# Pictures of a number: dice, tiles, dominoes, playing cards, clocks, medals, 🎱, 💯, 🔞, 🔟 and 🔢.
NUMBER_PICTURES = (
    "\u2680-\u2685\U0001f000-\U0001f02b\U0001f030-\U0001f093\U0001f0a0-\U0001f0f5\U0001f3b1\U0001f4af\U0001f51e\U0001f51f\U0001f522"
    "\U0001f550-\U0001f567\U0001f947-\U0001f949"
)
BRAILLE = "\u283c[\u2801-\u283f]*"  # the sign that makes digits of the letters behind it
NUMERAL = re.compile(
    r"(?:[0-9]{1,3}(?:[,\u202f\u00a0\u2009'’_][0-9]{3})+(?![0-9])|\d+|(?<![\w.])(?=\.[0-9]))(?:\.\d+)*(?:[eE][+\-−]?\d+(?!\w))?"
    rf"|[{NUMBER_SIGNS}]+|[{NUMBER_PICTURES}]|{BRAILLE}"
)
OPENS_NUMERAL = re.compile(
    "[0-9.\u0080-\ufffb\ufffd-\U0010ffff]"
)  # found faster than a whole one; \ufffc is in place of what was read
BETWEEN = r"(?:[ \u00a0]|-|[ \u00a0]*\n[ \t\u00a0]*)"
# The noun and the numbers before the last one of a list: tokens 1, 2 and 3.
LIST_BETWEEN = r"(?:[0-9]+(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[–-]\s*))*"
GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\Z|[^\W_]_\Z")  # h30, dk4, d_4; not a whole word
LONGEST_LIST = 120  # characters from a noun to the last of its numbers
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
# What makes another number of the one behind it or before it, where it touches that number.
# Hyphens, dashes, minus and plus signs, bars, roots and operators such as sums, of every writing.
SIGNS = (
    "-+±~√¬¯\u02c9\u02d6\u02d7\u0482\u058a\u05be\u0606\u0607\u1400\u1806\u2010-\u2015\u203e\u2043\u2052\u2053\u207a\u207b\u208a\u208b"
    "\u2140\u2201\u2202\u2206\u2207\u220f-\u2214\u2216\u221b\u221c\u222b-\u2233\u2238\u223c\u2242\u2295\u2296\u229d-\u229f\u2310\u2319"
    "\u2320\u2321\u23af\u23b2\u23b3\u23b7\u2500\u2501\u2504-\u250b\u254c-\u254f\u2795\u2796\u29fa\u29fb\u2a01\u2a04\u2a0a-\u2a1c"
    "\u2a22-\u2a2e\u2a39\u2a3a\u2a6c\u2aec\u2aed\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e43\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe62"
    "\ufe63\uff0b\uff0d\uff5e\U00010ead"
)
MONEY = "$¢-¥\u20a0-\u20cf"
LEAD = rf"(?:\\?(?:[{MONEY}][^\S\n]?|[(\[\"'“‘«]))*"  # between a sign and its number: −$4, −(4), −“4”
# Words that make another number of the one behind them: a minus, unless it stands between two things (eight minus 3, the
# score minus 3), and the words of a larger number: a hundred and 4, three point 4.
WORDS_BEFORE = (
    r"(?i:(?:(?:\A|\n\n|[-.,;:(|>*+=\ufffc]\n?|\b(?:is|are|was|be|of|to|gives?|equals?|than|from|at|by|or|and|plus|an?|about|around"
    r"|nearly|almost|exactly|only|just|has|had|gets?|reads?|shows?|becomes?)[*_`]*\s)\s*[*_`]*(minus)|\b(negative))[*_`]*\s"
    r"|\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)[*_`]*(?:-|\s(?:and\s)?)"
    r"|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\s(point)\s)"
)
WORDS_BEHIND = r"(?i:(?:degrees?\s+)?below\s+zero)\b"  # and of the one before them
PARTS = "%‰‱°′″‴⁗\u0609\u060a\u066a\u2052\u2103\u2109\ufe6a\uff05"
# Letters, words and units in one sign: ㎏, Ⓚ, ™. (№ makes a name.)
LETTERED = "\u20a8\u2100\u2101\u2105\u2106\u2120-\u2122\u213b\u249c-\u24e9\u3200-\u33ff\U0001f110-\U0001f19a"
MULTIPLIERS = r"(?i:percent(?:age)?|per cent|per mille|dozen|(?:hundred|thousand|lakh|million|crore|billion|trillion|quadrillion|quintillion)(?:s|fold|th|ths)?|mio|mn|bn|(?-i:k))\b"  # K is the kelvin
# With a digit on both sides, these make one number of both: what parts thousands, and points and commas of other writings.
NARROW = "\u2000-\u200a\u202f\u205f'’\u02d9\u055a\u066b\u066c\u201a\u2024\u2027\u2396\u23e8\u2e31-\u2e34\u2e41\u2e4c\u30fb\ufe52\uff07\uff0e\uff65"
# What makes a quantity of the number before it: a unit, a letter, decimals, a multiplier.
JOINED = re.compile(rf"\s?[{PARTS}]|[^\W\d_]|[{LETTERED}]|\.[0-9]|\s(?:times\b|{MULTIPLIERS})")


def numerals_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match]:
    """Each number of a text, as ``NUMERAL.finditer`` gives them: ten times as fast where few characters are digits."""
    end = len(text) if end is None else end
    while opening := OPENS_NUMERAL.search(text, start, end):
        found = NUMERAL.match(text, opening.start(), end)
        if found:
            yield found
        start = found.end() if found else opening.end()


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
