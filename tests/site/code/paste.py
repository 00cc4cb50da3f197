"""A fresh Python into which a reader pastes blocks of code, one after the other.

Started as `python -I -S paste.py PACKAGES < blocks.json`, so that it knows the installed PACKAGES and
nothing of this project, as a reader's Python does. It takes line by line what it is given, as an
interactive Python does: until 3.13, an empty line ends a function there.
"""

import json
import sys
from code import InteractiveConsole
from contextlib import redirect_stdout
from io import StringIO
from traceback import format_exception_only


class Reader(InteractiveConsole):
    """An interactive Python that keeps its last error to itself."""

    error = ""

    def showtraceback(self, *_, **__) -> None:
        self.error = format_exception_only(sys.exc_info()[1])[-1].strip()

    showsyntaxerror = showtraceback

    def paste(self, block: str) -> dict:
        """Paste a block, and press Enter.

        returns  what its first error says, and the line where the statement begins; nothing where all runs
        """
        begin = 1
        for number, line in enumerate([*block.splitlines(), ""], 1):
            is_unfinished = self.push(line)
            if self.error:
                return {"line": begin, "error": self.error}
            begin = begin if is_unfinished else number + 1
        return {}


def paste_all(blocks: list[str]) -> dict:
    """Paste blocks until one fails.

    returns  its place and error, or the values of the names that all of them have set
    """
    reader = Reader({"__name__": "__main__"})
    for number, block in enumerate(blocks, 1):
        if failure := reader.paste(block):
            return {"block": number} | failure
    return {"values": plain_data(reader.locals)}


def plain_data(names: dict) -> dict:
    """Numbers, texts, and lists and arrays of them, as JSON has them."""
    found = {name: getattr(value, "tolist", lambda value=value: value)() for name, value in names.items()}
    return {name: value for name, value in found.items() if isinstance(value, (int, float, str, list))}


if __name__ == "__main__":
    sys.path.append(sys.argv[1])
    with redirect_stdout(StringIO()):
        outcome = paste_all(json.load(sys.stdin))
    json.dump(outcome, sys.stdout)
