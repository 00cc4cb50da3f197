"""Positions: an editor counts lines from 0 and columns in units of UTF-16; a page has offsets in its text."""

from bisect import bisect_right

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from worked.read.source import line_starts


class Positions:
    """Where the offsets of a text are for an editor.

    text   with ``\\n`` as its line ends, as :class:`worked.read.source.SourceFile` has it
    codec  counts columns in the units that the editor asked for
    """

    def __init__(self, text: str, codec: PositionCodec):
        self.text, self.codec = text, codec
        self.starts = line_starts(text)

    def position(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset) - 1
        return Position(line, self.codec.client_num_units(self.text[self.starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; behind the end of a line, that end."""
        if position.line >= len(self.starts):
            return len(self.text)
        at, end = self.starts[position.line], self.line_end(position.line)
        units = 0
        while at < end and units < position.character:
            units += self.codec.client_num_units(self.text[at])
            at += 1
        return at

    def place(self, line: int, column: int, width: int = 1) -> Range:
        """The range of a place as messages give it: line and column from 1, in code points; it ends with its line.

        A place that no text has, as of a file that could not be read, is the page's first one.
        """
        if not 1 <= line <= len(self.starts):
            line, column = 1, 1
        end = self.line_end(line - 1)
        start = min(self.starts[line - 1] + max(column, 1) - 1, end)
        return self.range(start, min(start + max(width, 1), end))

    def line_end(self, line: int) -> int:
        """The end of a line, counted from 0, in front of its mark."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)
