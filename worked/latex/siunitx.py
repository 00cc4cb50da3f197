r"""Units as the package siunitx spells them: ``\SI{9.8}{\metre\per\second\squared}``."""

import re

PREFIXES = {
    "pico": "p",
    "nano": "n",
    "micro": "μ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
}
UNITS = {
    "metre": "m",
    "meter": "m",
    "gram": "g",
    "second": "s",
    "ampere": "A",
    "kelvin": "K",
    "mole": "mol",
    "hertz": "Hz",
    "newton": "N",
    "pascal": "Pa",
    "joule": "J",
    "watt": "W",
    "coulomb": "C",
    "volt": "V",
    "farad": "F",
    "ohm": "Ω",
    "tesla": "T",
    "henry": "H",
    "weber": "Wb",
    "litre": "L",
    "liter": "L",
    "hour": "h",
    "minute": "min",
    "day": "day",
    "percent": "%",
    "degree": "°",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "electronvolt": "eV",
    "byte": "byte",
    "bit": "bit",
    "kilogram": "kg",
    "tonne": "tonne",
}
POWERS = {"squared": "^2", "cubed": "^3"}
BEFORE = {"square": "^2", "cubic": "^3"}
PART = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<plain>[^\\]+)")
OPTIONS = re.compile(r"\s*(?:\[[^\]]*\])?(?=\s*\{)")


def plain_unit(text: str) -> str:
    r"""``\kilo\metre\per\hour`` as ``km/h``; what is written in plain letters stays."""
    made, power, divides, prefix = "", "", False, ""
    for part in PART.finditer(text):
        name = part["command"]
        if name is None:
            made += part["plain"].replace(".", " ").replace("~", " ")
        elif name == "per":
            divides = True
        elif name in BEFORE:
            power = BEFORE[name]
        elif name in PREFIXES:
            prefix = PREFIXES[name]
        elif name in POWERS:
            made += POWERS[name]
        else:
            made += f"{'/' if divides and '/' not in made else ' '}{prefix}{UNITS.get(name, name)}{power}"
            power = prefix = ""
    return made.strip()
