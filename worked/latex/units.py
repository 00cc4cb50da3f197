"""Units of measure, as in ``9.8 \\text{ m/s}^2``: how they are read, and when two of them agree.

A unit is a product of powers of symbols. Decimal prefixes are known for the units below, and the
named units of the SI are known as products of others; any other word ("students", "mph") stands for
itself. Nothing is converted but powers of ten, so that a literal keeps its last digit.
"""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from worked.maths.node import Node

SIGN = "unit:"  # begins the text of a name token that is a unit
PREFIXES = {"p": -12, "n": -9, "μ": -6, "µ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "k": 3, "M": 6, "G": 9, "T": 12}
PREFIXED = set("m g s A K mol N J W Pa V C Hz F T Wb H Ω L l eV Wh cal M".split())  # symbols that take a prefix
ALONE = {
    "min",
    "cd",
    "ft",
    "mol",
    "Pa",
    "Gy",
    "dB",
    "pH",
    "pt",
    "mi",
}  # symbols that only look like a prefix and a unit
PLAIN = set(  # taken for units even without \text
    "kg mg km cm mm nm mol Hz kHz MHz GHz Pa kPa MPa GPa kJ MJ kN kW MW mW kV mV mA mL ms ns eV keV MeV GeV Wh kWh GB MB TB rad rpm kcal".split()
)
LETTERS = set("m s g A V W J N K C F H T L".split())  # taken for units behind a thin space, as in 12\,V
SPACED_LETTER = re.compile(r"\\[,;: ][A-Za-z](?![A-Za-z_(])")  # such a letter, which may be a variable too
DERIVED = {
    "N": "kg m s^-2",
    "J": "kg m^2 s^-2",
    "W": "kg m^2 s^-3",
    "Pa": "kg m^-1 s^-2",
    "V": "kg m^2 s^-3 A^-1",
    "C": "A s",
    "Hz": "s^-1",
    "Ω": "kg m^2 s^-3 A^-2",
    "F": "A^2 s^4 kg^-1 m^-2",
    "T": "kg s^-2 A^-1",
    "Wb": "kg m^2 s^-2 A^-1",
    "H": "kg m^2 s^-2 A^-2",
    "M": "mol L^-1",
}
SPELLED = {  # commands, and the symbols that they stand for
    r"\mu": "μ",
    r"\Omega": "Ω",
    r"\ohm": "Ω",
    r"\degree": "°",
    r"\circ": "°",
    r"\celsius": "°C",
    r"\per": "/",
    r"\%": "%",
}
WRITTEN_OUT = {  # words, and the symbols that they stand for
    "joule": "J",
    "newton": "N",
    "watt": "W",
    "volt": "V",
    "pascal": "Pa",
    "ampere": "A",
    "amp": "A",
    "ohm": "Ω",
    "mole": "mol",
    "meter": "m",
    "metre": "m",
    "second": "s",
    "sec": "s",
    "gram": "g",
    "kilogram": "kg",
    "liter": "L",
    "litre": "L",
    "l": "L",
    "hour": "h",
    "hr": "h",
    "minute": "min",
    "mins": "min",
    "mhz": "MHz",
    "khz": "kHz",
    "ghz": "GHz",
}
PART = re.compile(r"(?P<divide>/)|(?P<symbol>[^\W\d_]+|[°$€£])(?:\^?\{?(?P<power>[-−]?\d+|[⁻]?[¹²³⁴]+)\}?)?")
SUPERSCRIPTS = str.maketrans("⁻¹²³⁴−", "-1234-")


class Unit:
    """Powers of symbols, and a power of ten: ``mm`` is m to the power of 1, times ten to the power of -3."""

    __slots__ = ("powers", "ten")

    def __init__(self, powers: dict, ten=Fraction(0)):
        self.powers = {symbol: power for symbol, power in powers.items() if power}
        self.ten = ten

    @property
    def measures(self) -> dict:
        """The powers of what is measured, not counted: 2 atoms × 3 g is 6 g."""
        return {symbol: power for symbol, power in self.powers.items() if len(symbol) < 4}

    def __mul__(self, other: "Unit") -> "Unit":
        symbols = {*self.powers, *other.powers}
        return Unit(
            {symbol: self.powers.get(symbol, 0) + other.powers.get(symbol, 0) for symbol in symbols},
            self.ten + other.ten,
        )

    def __pow__(self, power) -> "Unit":
        return Unit({symbol: old * power for symbol, old in self.powers.items()}, self.ten * power)

    def __eq__(self, other) -> bool:
        return isinstance(other, Unit) and (self.powers, self.ten) == (other.powers, other.ten)


NONE = Unit({})


@lru_cache(maxsize=500)
def read_unit(text: str) -> Unit:
    """Read ``kg·m/s^2`` or ``mol L^{-1}``; everything behind a slash divides."""
    text = unicodedata.normalize("NFKC", text).replace("\u2215", "/")  # ㎏, ㎡, ㎧
    for command, plain in SPELLED.items():
        text = re.sub(re.escape(command) + r"(?![A-Za-z])", plain, text)
    unit, sign = NONE, 1
    for part in PART.finditer(text):
        if part.group("divide"):
            sign = -1
        elif part.group("symbol"):
            power = int((part.group("power") or "1").translate(SUPERSCRIPTS))
            unit *= symbol(part.group("symbol")) ** (sign * power)
    return unit


def symbol(name: str) -> Unit:
    name = WRITTEN_OUT.get(name.lower().removesuffix("s") if len(name) > 1 else name, name)
    if name in DERIVED:
        return read_unit(DERIVED[name])
    if name not in ALONE and name not in PREFIXED and name[0] in PREFIXES and name[1:] in PREFIXED:
        base = symbol(name[1:])
        return Unit(base.powers, base.ten + PREFIXES[name[0]])
    return Unit({name: Fraction(1)})


def scaled(tree: Node, ten: Fraction) -> Node:
    """The tree times a power of ten; a literal stays one, since the result looks like ``4.9 × 10^-3``."""
    if not ten:
        return tree
    exponent = Node("number", (), Fraction(ten), Fraction(1), -1, -1)
    power = Node("**", (Node("number", (), Fraction(10), Fraction(1), -1, -1), exponent), start=tree.end, end=tree.end)
    return Node("*", (tree, power), start=tree.start, end=tree.end)
