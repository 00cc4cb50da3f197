"""Looking ahead: what pages are going to ask of their snippets, so that a snippet runs once for all of them.

This is a guess from the text, and nothing rests on it: an expression that is missed is asked by its page, and one
that is not asked costs a moment.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from worked.read.front_matter import FRONT_MATTER, named_snippets, read_front_matter
from worked.read.lab import SUFFIX
from worked.read.source import SourceError

NUMBERS = re.compile(r"^numbers:.*$", re.MULTILINE)
# Without a call: nothing that is asked ahead of its page may change anything for another one.
EXPRESSION = re.compile(r"\]\((?:=(?P<bare>[^()\n]+)|<=(?P<quoted>[^()<>\n]+)>)\)")
FIGURES = re.compile(r"^figures:[ \t]*[\"']?([\w./-]+\.py)", re.MULTILINE)
PICTURE = re.compile(r"\]\(=(\w+\([^()\n]*\))\)$", re.MULTILINE)  # behind a caption of several lines
COMMENT = re.compile(r"^# ?", re.MULTILINE)  # before each line of a lab's front matter
MOST = 10_000  # expressions for the same snippets


def drawn_by(pages: Iterable[Path]) -> dict[str, list[str]]:
    """The pictures that pages show, by the module of figures that they name."""
    found: dict[str, dict[str, None]] = {}
    for page in pages:
        text = text_of(page)
        if module := figures_in(text):
            found.setdefault(module, {}).update(dict.fromkeys(PICTURE.findall(text)))
    return {module: list(asked) for module, asked in found.items()}


def grouped(pages: Iterable[Path]) -> list[list[Path]]:
    """Pages in groups, the largest first: two that ask the same snippets, or show drawings of one module, are in one.

    A lab asks the snippet of its lesson, too.
    """
    groups: list[tuple[set, list[Path], int]] = []
    for page in pages:
        text, rest = text_of(page), []
        if page.suffix == SUFFIX:
            text = COMMENT.sub("", text)
        found = ({names_in(text), figures_in(text)} - {(), ""}, [page], len(text))
        for group in groups:
            if group[0] & found[0]:
                found = (group[0] | found[0], group[1] + found[1], group[2] + found[2])
            else:
                rest.append(group)
        groups = [*rest, found]
    return [pages for _, pages, _ in sorted(groups, key=lambda group: -group[2])]


def text_of(page: Path) -> str:
    try:
        return page.read_text(encoding="utf-8")
    except (OSError, ValueError):  # the check of the page says so
        return ""


def asked_by(pages: Iterable[Path]) -> dict[tuple[str, ...], list[str]]:
    """The expressions of claims, by the snippets that the pages name."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for page in pages:
        text = text_of(page)
        if names := names_in(text):
            asked = found.setdefault(names, {})
            for claim in EXPRESSION.finditer(text):
                if len(asked) < MOST:
                    asked[" ".join((claim["bare"] or claim["quoted"]).split())] = None
    return {names: list(asked) for names, asked in found.items()}


def figures_in(text: str) -> str:
    """The module of figures that a front matter names; "" where it names none."""
    front = FRONT_MATTER.match(text)
    named = FIGURES.search(front["yaml"]) if front else None
    return named[1] if named else ""


def names_in(text: str) -> tuple[str, ...]:
    """The snippets that a front matter names in one line."""
    front = FRONT_MATTER.match(text)
    line = NUMBERS.search(front["yaml"]) if front else None
    return names_of(line[0]) if line else ()


@cache
def names_of(line: str) -> tuple[str, ...]:
    try:
        meta, _ = read_front_matter(f"---\n{line}\n---\n")
    except SourceError:  # the check of the page says so
        return ()
    return tuple(name for name in named_snippets(meta) if isinstance(name, str) and name.isprintable())
