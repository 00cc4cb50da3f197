"""Decimal commas: a page may write 1,5 for one and a half, and 1.000 for a thousand."""

import re

NUMBER = re.compile(
    r"(?<![0-9.,])(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?P<decimals>,[0-9]+)?(?![0-9]|[.,][0-9])"
)
SWAPPED = str.maketrans(".,", ",.")
JOINED = re.compile(r"[0-9](?:\{,\}|[,.])[0-9]")
MILLIONS = re.compile(r"(?<![0-9.])[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![0-9.])")  # 1.000.000
COMMA = re.compile(  # 0,5 or 13,75, which no thousands are; but not the pair (1,2), though 3(0,2)
    r"(?<![\w.,])(?<![(\[{])(?:0,[0-9]+|[1-9][0-9]*,(?:[0-9]{1,2}|[0-9]{4,}))(?![0-9]|[.,][0-9])"
    r"|(?<=[0-9)]\()[0-9]+,[0-9]+(?=\))"
    r"|(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+(?![0-9])"
    r"|(?<=[(\[{])(?:0,[0-9]+|[1-9][0-9]*,(?:[0-9]{1,2}|[0-9]{4,}))(?![0-9]|[.,][0-9]|[)\]}])"
)
POINT = re.compile(
    r"(?<![\w.,])(?:0?\.[0-9]+|[1-9][0-9]*\.(?:[0-9]{1,2}|[0-9]{4,})|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+)(?![0-9]|[.,][0-9])"
)


def writes_commas(text: str) -> bool:
    """Does a page have more decimal commas than decimal points? A single 1,20 may be a slip."""
    commas = [number.group() for number in COMMA.finditer(text)]
    is_sure = len(commas) > 1 or "".join(commas).startswith("0")
    return is_sure and len(commas) > sum(1 for _ in POINT.finditer(text))


def with_points(text: str) -> str:
    """A text whose decimal commas are points, and whose thousands are parted by commas; it is as long as before."""
    return NUMBER.sub(lambda number: number.group().translate(SWAPPED), text)


def with_commas(number: str) -> str:
    """A number as :mod:`worked` writes it, with a decimal comma."""
    return re.sub(r"(?<=[0-9])[.,](?=[0-9])", lambda sign: sign.group().translate(SWAPPED), number)
