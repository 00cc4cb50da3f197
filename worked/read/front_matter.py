"""The front matter of a page: a block of YAML between two lines of dashes."""

import re
from collections.abc import Iterator

from worked.read.source import SourceError, line_starts

OPENED = re.compile("flow|quoted scalar")
LONGEST_FRONT_MATTER = 20_000  # characters
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
NEVER_CLOSED = re.compile(r"---[ \t]*\n(?=[\w-]+[ \t]*:)(?:.*\S.*(?:\n|\Z))+")


def read_front_matter(text: str) -> tuple[dict, int]:
    """The front matter of a page, and where its body begins.

    raises  SourceError: it is not YAML, or refers to itself
    """
    match = FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    if len(match.group("yaml")) > LONGEST_FRONT_MATTER:
        raise SourceError("the front matter is too long to be one")
    yaml, loader = yaml_reader()
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(match.group("yaml"), loader)):
            raise SourceError("an alias in the front matter is not read: write the value itself", 2)
        meta = yaml.load(match.group("yaml"), loader)  # a safe loader: plain data only
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        opens = OPENED.search(getattr(error, "context", None) or "")  # what is never closed is told where it opens
        mark = getattr(error, "context_mark" if opens else "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        raise SourceError(f"the front matter is not YAML: {getattr(error, 'problem', error)}", line) from None
    if meta is not None and not isinstance(meta, dict):
        return {}, 0  # a rule, some text and another rule: no front matter
    return meta or {}, match.end()


def yaml_reader():
    import yaml

    return yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the loader written in C, where it was built


def names_given_twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a front matter that is YAML names something again in one mapping, and the name: YAML would take the last."""
    match = FRONT_MATTER.match(text)
    yaml, loader = yaml_reader()
    left = [yaml.compose(match["yaml"], loader)] if match else []
    starts = line_starts(text)
    while left:
        node = left.pop(0)
        if isinstance(node, yaml.SequenceNode):
            left += node.value
        elif isinstance(node, yaml.MappingNode):
            met = set()
            for key, value in node.value:
                left.append(value)
                if isinstance(key, yaml.ScalarNode):
                    if (key.tag, key.value) in met:
                        start, end = (starts[mark.line + 1] + mark.column for mark in (key.start_mark, key.end_mark))
                        yield start, end, key.value
                    met.add((key.tag, key.value))


def named_snippets(meta: dict) -> list:
    """What ``numbers:`` of a front matter names, one snippet or a list of them, as it is written."""
    named = meta.get("numbers", [])
    return named if isinstance(named, list) else [named]
