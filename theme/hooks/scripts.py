"""Scripts of the theme: where one is no JavaScript. A browser would drop the whole script, and the page would stay silent."""

from collections.abc import Iterator

from tree_sitter import Language, Node, Parser
from tree_sitter_javascript import language


def mistake_in(script: str) -> tuple[int, int, str]:
    """Line and column of the first mistake, and what it is; "" for none."""
    tree = Parser(Language(language())).parse(script.encode())
    found = min(mistakes(tree.root_node), key=lambda node: node.start_byte, default=None)
    if found is None:
        return 1, 1, ""
    row, column = found.start_point
    before = script.encode().split(b"\n")[row][:column]
    words = f"{found.type} is missing here" if found.is_missing else "this is no JavaScript"
    return row + 1, len(before.decode()) + 1, words


def mistakes(node: Node) -> Iterator[Node]:
    """The smallest parts of a script that cannot be read, or that are not there."""
    inner = [part for child in node.children if child.has_error or child.is_missing for part in mistakes(child)]
    yield from inner or ([node] if node.is_error or node.is_missing else [])
