"""How pytest reads the python fences of the pages.

Three things that pytest-markdown-docs would miss: a fence that quotes a section of a snippet; a
fence inside an admonition, a tab, a footnote or a definition, whose indented content is code to
CommonMark and prose to Python-Markdown; and that a reader copies the fences of a page in their order, so
that each runs after those above it. (Here and not in tests/, so that it holds for
`pytest docs/lessons/07-soft-lookup.md` too.)
"""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule, MarkdownTextFile

from worked.pytest_plugin import PageFile

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell that runs the tests in the background says so,
    signal.signal(signal.SIGINT, signal.default_int_handler)  # and tests of Ctrl-C would wait for ever
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: threads slow small matrices down

ROOT = Path(__file__).parent
CONTAINER = re.compile(r"(!!!|\?\?\?\+?|===[!+]?) |\[\^[^\]]+\]:|: {1,3}\S")
FENCE = re.compile(r"(`{3,}(?!.*`)|~{3,})")
QUOTE_MARKS = re.compile(r"(?: {0,3}> ?)*")
QUOTED_SECTION = re.compile(r'\s*--8<-- "([^":]+)(?::([\w-]+))?"\s*')
SECTION_START = re.compile(r"--8<-- \[start:([\w-]+)\]")


@pytest.hookimpl
def pytest_markdown_docs_markdown_it() -> MarkdownIt:
    """A CommonMark parser that sees every fence a reader sees, with the code that it quotes, behind those above it."""
    parser = MarkdownIt(config="commonmark")
    parser.core.ruler.before("block", "unfold_containers", unfold_containers)
    parser.core.ruler.after("block", "expand_quoted_sections", expand_quoted_sections)
    parser.core.ruler.after("expand_quoted_sections", "continue_fences", continue_fences)
    return parser


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path):
    """Leave out what lies in tests/: its pages are test data, its docstrings hold no fences; nor do a lab's."""
    collectors = yield
    if ROOT / "docs" in file_path.parents:
        return [collector for collector in collectors if not isinstance(collector, MarkdownDocstringCodeModule)]
    if ROOT / "tests" not in file_path.parents:
        return collectors
    of_pages = (MarkdownTextFile, MarkdownDocstringCodeModule, PageFile)
    return [collector for collector in collectors if not isinstance(collector, of_pages)]


def unfold_containers(state: StateCore) -> None:
    """Take the content of each container four columns to the left; every line keeps its number."""
    state.src = "\n".join(unfolded(state.src.split("\n")))


def unfolded(lines: list[str]) -> Iterator[str]:
    containers: list[tuple[int, int]] = []  # the open ones: quote depth and indent of their markers
    fence = ""  # what opened the fence that the line is in
    for line in lines:
        marks = QUOTE_MARKS.match(line)[0]
        text = line[len(marks) :].expandtabs(4)
        depth, indent = marks.count(">"), len(text) - len(text.lstrip())
        while text.strip() and containers and not is_inside(containers[-1], depth, indent):
            containers.pop()
            fence = ""
        yield marks + text[min(indent, 4 * len(containers)) :] if containers else line
        text = text.strip()
        if fence:
            if text.startswith(fence) and not text.strip(fence[0]):
                fence = ""
        elif opened := FENCE.match(text):
            fence = opened[1]
        elif CONTAINER.match(text):
            containers.append((depth, indent))


def is_inside(container: tuple[int, int], depth: int, indent: int) -> bool:
    return depth == container[0] and indent >= container[1] + 4


def expand_quoted_sections(state: StateCore) -> None:
    """Put the code that a fence quotes in the place of the line that quotes it."""
    for token in state.tokens:
        if token.type == "fence" and (quoted := QUOTED_SECTION.fullmatch(token.content)):
            try:
                token.content = quoted_section(*quoted.groups())
            except (OSError, LookupError) as error:
                raise pytest.Collector.CollectError(f"line {token.map[0] + 2}: {error}") from None


def continue_fences(state: StateCore) -> None:
    """Mark each fence as one that goes on where the one above it ended."""
    for token in state.tokens:
        if token.type == "fence":
            token.info = re.sub(r"(\s*\})?\s*$", r" continuation\1", token.info, count=1)


def quoted_section(path: str, section: str | None) -> str:
    """A section of a source, or all of it."""
    source = (ROOT / path).read_text("utf8")
    if section is None:
        return source
    start, end = (source.find(f"--8<-- [{edge}:{section}]") for edge in ("start", "end"))
    if not -1 < start < end:
        known = ", ".join(SECTION_START.findall(source)) or "none"
        raise LookupError(f'{path} has no section "{section}" with a start and an end (it has: {known})')
    return dedent(source[source.index("\n", start) + 1 : source.rindex("\n", 0, end) + 1])
