"""Ranges of a page, of which a question is answered without going through all of them."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Ranges:
    """Ranges ``(start, end)`` in any order; some may overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]):
        ordered = sorted(ranges)
        self.starts = [start for start, _ in ordered]
        self.ends = list(accumulate((end for _, end in ordered), max))  # the farthest of those that begin so far

    def hold(self, start: int, end: int | None = None) -> bool:
        """Does one of them hold ``start``, or all of ``start`` to ``end``?"""
        return self.end(start) >= (start + 1 if end is None else end)

    def end(self, start: int) -> int:
        """The farthest end of those that begin at ``start`` or before; -1 where none does."""
        near = bisect_right(self.starts, start)
        return self.ends[near - 1] if near else -1


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where a line begins that ``start`` stands in to where the one ends that ``end`` stands in."""
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
