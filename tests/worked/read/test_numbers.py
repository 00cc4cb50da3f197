"""What looks like a number to a reader is one to the check, in every writing that Unicode knows."""

import sys
import unicodedata

from worked.read.numbers import NUMERAL

PICTURES = ("DIE FACE-", "DOMINO TILE ", "PLAYING CARD ", "CLOCK FACE ", "MAHJONG TILE ")
EMOJI = "🥇🥈🥉🎱💯🔞🔟🔢"


def is_number(sign: str, name: str) -> bool:
    is_sign = unicodedata.category(sign)[0] in "SPMN"
    return (
        unicodedata.category(sign) in ("Nd", "Nl", "No")
        or (is_sign and any(map(str.isdigit, unicodedata.normalize("NFKC", sign))))
        or (name.startswith("COMBINING") and " DIGIT " in name)
        or name.startswith(PICTURES)
    )


def test_each_sign_of_unicode_that_is_a_number_or_shows_one_is_a_number():
    signs = map(chr, range(sys.maxunicode + 1))
    numbers = [sign for sign in signs if (name := unicodedata.name(sign, "")) and is_number(sign, name)]
    assert len(numbers) > 1800
    assert [sign for sign in (*numbers, *EMOJI) if NUMERAL.fullmatch(sign) is None] == []


def test_braille_is_a_number_behind_its_sign():
    assert NUMERAL.findall("⠼⠙⠁ and ⠙⠁") == ["⠼⠙⠁"]
