"""Labels: numbers that are names, not quantities."""

import re

from worked.digits import NUMERAL

BETWEEN = r"(?:[ \u00a0]|-|[ \u00a0]*\n[ \t\u00a0]*)"
LIST_BETWEEN = r"(?:[0-9]+(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[–-]\s*))*"
GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\Z|[^\W_]_\Z")  # h30, dk4, d_4; a whole word is no name of a quantity
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
JOINED = re.compile(r"\s?[%‰°]|[^\W\d_]|\.[0-9]|\s(?:times|percent|per cent|hundred|thousand|million|billion)\b")


class Labels:
    """Knows which numbers are names: glued to letters (h30, α₁), or behind a declared noun (token 7)."""

    def __init__(self, nouns: list[str]):
        either = "|".join(map(re.escape, nouns)) or r"(?!)"
        self.noun = re.compile(
            rf"(?<![\w-])(?:(?:{either}){BETWEEN}?|(?:{either})s{BETWEEN}{LIST_BETWEEN})\Z", re.IGNORECASE
        )

    def cover(self, start: int, end: int, text: str) -> bool:
        if not text[start:end].isdigit() or JOINED.match(text, end):
            return False
        before = text[max(0, start - 120) : start]
        is_plain = text[start:end].isascii()
        is_glued = GLUED.search(before) is not None and (is_plain or text[start] in SUBSCRIPTS)
        return is_glued or (is_plain and self.noun.search(before) is not None)

    def missing_in(self, text: str) -> list[str]:
        """The numbers of a title that are no labels."""
        return [match.group() for match in NUMERAL.finditer(text) if not self.cover(*match.span(), text)]
