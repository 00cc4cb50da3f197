"""A table as a lattice of equal cells, one row per query and one column per key."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from snippets.figures.stage import MUTED

STROKES = 4  # of a hidden cell


@dataclass(frozen=True)
class Lattice:
    """Rows go down and columns to the right, from the upper left corner.

    left, top      pixels, the upper left corner
    shape          rows and columns
    width, height  pixels of a cell
    """

    left: float
    top: float
    shape: tuple[int, int]
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width * self.shape[1]

    @property
    def bottom(self) -> float:
        return self.top - self.height * self.shape[0]

    def cell(self, row: float, column: float) -> tuple[float, float]:
        """The middle of a cell."""
        return self.left + self.width * (column + 0.5), self.top - self.height * (row + 0.5)

    def middle(self) -> tuple[float, float]:
        """The middle of the table."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def light(self, axes: Axes, row: int, column: int, color: str, strength: float) -> Rectangle:
        """Fill a cell with light of a strength between 0 and 1."""
        corner = (self.left + self.width * column, self.top - self.height * (row + 1))
        cell = Rectangle(corner, self.width, self.height, fc=color, alpha=strength, lw=0)
        return axes.add_artist(cell)

    def hide(self, axes: Axes, row: int, column: int) -> None:
        """Hatch a cell that may not be seen."""
        x, y = self.left + self.width * column, self.top - self.height * row
        starts = x + self.width * np.arange(STROKES) / STROKES
        ends = starts + self.width / STROKES
        axes.add_artist(strokes(zip(starts, ends, [y - self.height] * STROKES, [y] * STROKES)))

    def rule(self, axes: Axes) -> None:
        """Draw the lines between the cells, and around them."""
        columns = np.linspace(self.left, self.right, self.shape[1] + 1)
        rows = np.linspace(self.bottom, self.top, self.shape[0] + 1)
        lines = [(x, x, self.bottom, self.top) for x in columns]
        axes.add_artist(strokes([*lines, *((self.left, self.right, y, y) for y in rows)]))


def strokes(lines) -> PathPatch:
    """Thin straight lines as one shape.

    lines    each (x of the start, x of the end, y of the start, y of the end), pixels
    """
    points = [point for x0, x1, y0, y1 in lines for point in ((x0, y0), (x1, y1))]
    path = Path(points, [Path.MOVETO, Path.LINETO] * (len(points) // 2))
    return PathPatch(path, fc="none", ec=MUTED, lw=1)
