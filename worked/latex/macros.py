r"""Macros of a page that stand for numbers or signs: ``\newcommand{\rate}{0.35}``. Those that take arguments are not read."""

import re
from functools import lru_cache

MACRO = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\s*(?P<name>\\[A-Za-z]+)\s*\}?\s*(?P<arguments>\[)?"
    r"|\\def\s*(?P<defined>\\[A-Za-z]+)\s*(?P<parameters>#)?"
)
BODY = re.compile(r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
DEFINES = ("newcommand", "renewcommand", "providecommand", "RobustCommand", "\\def")


@lru_cache(maxsize=8)
def macros_of(page: str) -> dict[str, str]:
    """The macros of a page that take no arguments, and what each stands for; one that is defined in two ways is left out."""
    if not any(word in page for word in DEFINES):
        return {}
    found: dict[str, str] = {}
    unsure = set()
    for macro in MACRO.finditer(page):
        name = macro["name"] or macro["defined"]
        body = None if macro["arguments"] or macro["parameters"] else BODY.match(page, macro.end())
        if body is None or found.get(name, body[1]) != body[1]:
            unsure.add(name)
        else:
            found[name] = body[1]
    return {name: body for name, body in found.items() if name not in unsure}
