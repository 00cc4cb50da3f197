r"""Congruence: 23 · 7 = 161 ≡ 1 (mod 160)."""

import re
from fractions import Fraction

from worked.maths.exact import EvaluationError

EQUIVALENT = ("≡", r"\equiv")
BLANKS = r"(?:\\[,;: ]|\\quad|~|\s)*"
MODULUS = re.compile(
    rf"{BLANKS}(?:(?P<bare>\\b?mod){BLANKS}(?:\{{\s*(?P<in_braces>[0-9]{{1,9}})\s*\}}|(?P<plain>[0-9]{{1,9}}))"
    rf"|\\pmod\s*(?:\{{\s*(?P<argument>[0-9]{{1,9}})\s*\}}|(?P<digit>[0-9]))"
    rf"|\({BLANKS}(?:\\(?:text|mathrm|operatorname)\s*\{{[\s~]*mod[\s~]*\}}|\\b?mod|mod){BLANKS}(?P<inside>[0-9]{{1,9}})\s*\))[.,;\s]*\Z"
)


def modulus_at_end(text: str, start: int, end: int, relation: str) -> tuple[int, Fraction | None]:
    """Where a side ends whose chain ends with a modulus, and the modulus; it stays in 7 = 33 mod 26, where it calculates."""
    found = MODULUS.search(text, max(start, end - 80), end) if "mod" in text[start:end] else None
    if found is None:
        return end, None
    modulus = next(found[name] for name in ("in_braces", "plain", "argument", "digit", "inside") if found[name])
    is_sign = found["bare"] is not None and relation not in EQUIVALENT
    return end if is_sign else found.start(), Fraction(modulus) or None


def residue(value, modulus: Fraction) -> Fraction:
    """What is left of a number; of 1/3 it is the inverse of 3.

    raises  EvaluationError: it is no fraction, or has no inverse
    """
    if not isinstance(value, Fraction):
        raise EvaluationError("only whole numbers are congruent")
    try:
        inverse = pow(value.denominator, -1, int(modulus))
    except ValueError:
        raise EvaluationError("only whole numbers are congruent") from None
    return Fraction(value.numerator * inverse % int(modulus))
