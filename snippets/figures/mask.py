"""The causal mask as a table: what a word may see is lit, what comes later is behind a curtain."""

import numpy as np
from matplotlib.axes import Axes

import snippets.scaled_dot_product as lesson
from snippets.figures.agreement import LOOKER
from snippets.figures.lattice import Lattice
from snippets.figures.stage import BEAM, COLORS, MUTED, WIDTH, amount, write

LEFT, TOP = 88, 254  # pixels, the table's upper left corner
HEIGHT = 36  # pixels, a row


def table() -> Lattice:
    """The table of weights, as wide as the stage allows."""
    shape = lesson.text_weights.shape
    return Lattice(LEFT, TOP, shape, (WIDTH - LEFT - 8) / shape[1], HEIGHT)


def color_of(word: str) -> str:
    """A word's colour; the word that looks is the lamp."""
    return BEAM if word == LOOKER else COLORS[word]


def draw_table(axes: Axes) -> None:
    """The weights of each word for each word; a cell is lit by its weight, or hidden."""
    cells = table()
    for row, column in np.ndindex(cells.shape):
        if lesson.may_look[row, column]:
            show(axes, cells, row, column)
        else:
            cells.hide(axes, row, column)
    cells.rule(axes)
    name_sides(axes, cells)


def show(axes: Axes, cells: Lattice, row: int, column: int) -> None:
    """A weight on a cell lit by it; the only word in sight takes all."""
    weight = lesson.text_weights[row, column]
    cells.light(axes, row, column, color_of(lesson.text[column]), weight / 2)
    write(axes, *cells.cell(row, column), "all" if weight == 1 else amount(weight))


def name_sides(axes: Axes, cells: Lattice) -> None:
    """The words as keys above, and as queries on the left."""
    for n, word in enumerate(lesson.text):
        look = {"color": color_of(word), "weight": "bold"}
        write(axes, cells.cell(0, n)[0], cells.top + 14, word, **look)
        write(axes, cells.left - 8, cells.cell(n, 0)[1], word, ha="right", **look)
    note = {"color": MUTED}
    write(axes, (cells.left + cells.right) / 2, cells.top + 35, "keys of the words looked at", **note)
    write(axes, cells.left - 8, cells.top + 35, "queries", ha="right", **note)
    notes = ["hatched: a later word, hidden", "each row adds up to one, rounding aside"]
    for n, text in enumerate(notes):
        write(axes, cells.left, cells.bottom - 18 - 18 * n, text, ha="left", **note)
