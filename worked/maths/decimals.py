"""Decimal commas: a project may write 1,5 for one and a half, and 1.000 for a thousand."""

import re

NUMBER = re.compile(r"(?<![0-9.,])(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?P<decimals>,[0-9]+)?(?![0-9]|[.,][0-9])")
SWAPPED = str.maketrans(".,", ",.")


def with_points(text: str) -> str:
    """A text whose decimal commas are points, and whose thousands are parted by commas; it is as long as before."""
    return NUMBER.sub(lambda number: number.group().translate(SWAPPED), text)


def with_commas(number: str) -> str:
    """A number as :mod:`worked` writes it, with a decimal comma."""
    return re.sub(r"(?<=[0-9])[.,](?=[0-9])", lambda sign: sign.group().translate(SWAPPED), number)
