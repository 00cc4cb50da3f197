"""Worked fences: the lines of a calculation, the terms of its sums, and the word that each term belongs to.

    ```worked {terms="animal road"}
    weights @ values
      = 0.72·[4, 1] + 0.28·[1, 4]
    ```

A sum with as many terms as there are names shows them in the colours of the names; the first such sum
shows the names too.
"""

import re
from collections.abc import Iterator

from worked.judge.context import Context
from worked.maths.formula import top_level
from worked.read.block import Block

INFO = re.compile(r'worked(?:[ \t]*\{[ \t]*terms="(?P<names>[^"]*)"[ \t]*\})?')
NAME = re.compile(r"[^\W\d]\w*")
VARIABLE = "--token-"  # with a name behind it, a colour: [tool.worked.colors] declares it, a style sheet sets it
MARK = re.compile(r"(?P<opening>[(\[{])|(?P<closing>[)\]}])|(?<=\S) +(?=[-+−] )")


def term_names(fence: Block) -> list[str]:
    """The names in the opening line of a fence."""
    found = INFO.fullmatch(fence.info)
    return (found.group("names") or "").split() if found else []


def lines_of(text: str, fence: Block) -> list[tuple[int, int]]:
    """The lines of a worked fence: each is a step, or the beginning of one."""
    return [line.span() for line in re.compile(r"[^\n]+").finditer(text, fence.start, fence.end)]


def rows_of(text: str, fence: Block) -> Iterator[tuple[int, str, str]]:
    """The rows of a worked fence: where the line starts, a relation, and the expression behind it.

    The relation is "" where a calculation opens, which has no row before it.
    """
    for start, end in lines_of(text, fence):
        for relation, expression in parts_of(text[start:end].strip(" \t>")):
            yield start, relation, expression


def parts_of(line: str) -> Iterator[tuple[str, str]]:
    """A line cut at its relations: each relation ("" for none) with the expression behind it."""
    relation, start = "", 0
    for low, high, kind in [*top_level(line), (len(line), len(line), "end")]:
        if kind != "break":
            if line[start:low].strip() or relation:
                yield relation, line[start:low].strip()
            relation, start = line[low:high], high


def split_terms(expression: str) -> list[str]:
    """The terms of a sum, each with its sign; a sign between two terms has blanks around it."""
    terms, start, depth = [], 0, 0
    for mark in MARK.finditer(expression):
        if mark.lastgroup:
            depth += 1 if mark.lastgroup == "opening" else -1
        elif depth <= 0:
            terms.append(expression[start : mark.start()])
            start = mark.end()
    return [*terms, expression[start:]]


def check_fences(context: Context) -> None:
    """Check that the opening line of each worked fence can be read and fits the sums below it."""
    known = known_names(context.settings.colors)
    for fence in context.page.fences:
        if fence.is_worked:
            start = context.text.index(fence.info, fence.outer[0])
            for headline, low, high, advice in opening_line_problems(context.text, fence, known):
                context.report.fail(start + low, headline, end=start + high, advice=advice)


def known_names(colors: dict[str, str]) -> list[str]:
    names = [variable.removeprefix(VARIABLE) for variable in colors.values() if variable.startswith(VARIABLE)]
    return [name for name in names if NAME.fullmatch(name)]


Problem = tuple[str, int, int, list[tuple[str, str]]]  # a headline, a place in the opening line, and advice


def opening_line_problems(text: str, fence: Block, known: list[str]) -> Iterator[Problem]:
    found = INFO.fullmatch(fence.info)
    if found is None:
        advice = [("write", 'worked {terms="NAME NAME"}, or worked alone')]
        yield "this opening line cannot be read", 0, len(fence.info), advice
    elif found.group("names") is not None:
        yield from unknown_names(found, known)
        yield from misfit(found, [len(split_terms(expression)) for _, _, expression in rows_of(text, fence)])


def unknown_names(found: re.Match, known: list[str]) -> Iterator[Problem]:
    for name in re.finditer(r"\S+", found.group("names")):
        if name.group() not in known:
            low, high = (found.start("names") + place for place in name.span())
            advice = [("write", f"one of {', '.join(known)}")] if known else []
            declaration = f'"#d62728" = "{VARIABLE}{name.group()}"   in [tool.worked.colors]'
            yield f"no colour is declared for {name.group()}", low, high, [*advice, ("or add", declaration)]


def misfit(found: re.Match, counts: list[int]) -> Iterator[Problem]:
    """Refuse names unless some sum has as many terms, so that each term has its name."""
    names, most = found.group("names").split(), max(counts, default=0)
    low, high = found.span("names")
    if len(names) < 2:
        yield "a sum has two terms or more: name each", low - 1, high + 1, [("write", 'terms="NAME NAME"')]
    elif len(names) not in counts:
        advice = f"a name for each of its {most} terms"
        if most < 2:
            advice = "a blank on both sides of each sign between terms"
        yield f"no sum below has {len(names)} terms", low, high, [("write", advice)]
