"""Digits of other scripts, and signs as wide as a Chinese character: ３ × ７ ＝ ２１, ٣ × ٧, ⠼⠉ × ⠼⠛."""

import re
import unicodedata

WIDE = str.maketrans("０１２３４５６７８９＋－＝％＊／．（）", "0123456789+-=%*/.()")
OTHER = re.compile(r"(?![0-9])\d")
BRAILLE = re.compile(r"⠼([⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]+)")  # letters behind a sign that makes them digits
BRAILLE_DIGITS = str.maketrans("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", "1234567890")


def with_plain_digits(text: str) -> str:
    """A text with the digits 0 to 9 in place of all others; it is as long as before."""
    if text.isascii():
        return text
    text = OTHER.sub(lambda digit: str(unicodedata.decimal(digit.group())), text.translate(WIDE))
    return BRAILLE.sub(lambda number: " " + number[1].translate(BRAILLE_DIGITS), text)
