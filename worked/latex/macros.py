r"""Macros of a page: ``\newcommand{\rate}{0.35}``, ``\newcommand{\half}[1]{\frac{#1}{2}}``."""

import re
from functools import lru_cache

MACRO = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\s*(?P<name>\\[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>[1-9])\]\s*(?P<default>\[)?)?"
    r"|\\def\s*(?P<defined>\\[A-Za-z]+)\s*(?P<parameters>(?:#[1-9])*)"
)
BODY = re.compile(r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
DEFINES = ("newcommand", "renewcommand", "providecommand", "RobustCommand", "\\def")


@lru_cache(maxsize=8)
def macros_of(page: str) -> dict[str, tuple[int, str]]:
    """The macros of a page: how many arguments each takes, and what it stands for.

    One that is defined in two ways, or whose first argument may be left out, is not among them.
    """
    if not any(word in page for word in DEFINES):
        return {}
    found: dict[str, tuple[int, str]] = {}
    unsure = set()
    for macro in MACRO.finditer(page):
        name = macro["name"] or macro["defined"]
        body = None if macro["default"] else BODY.match(page, macro.end())
        count = int(macro["count"] or 0) or len(macro["parameters"] or "") // 2
        if body is None or found.get(name, (count, body[1])) != (count, body[1]):
            unsure.add(name)
        else:
            found[name] = count, body[1]
    return {name: macro for name, macro in found.items() if name not in unsure}


def filled_in(body: str, arguments: list[str]) -> str:
    """The body of a macro with its arguments in place of #1, #2 and so on."""
    return re.sub(r"#([1-9])", lambda at: arguments[int(at[1]) - 1] if int(at[1]) <= len(arguments) else "", body)
