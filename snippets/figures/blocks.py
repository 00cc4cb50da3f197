"""The matrix form as blocks to scale: which sides must be equally long, and what comes out."""

import numpy as np
from matplotlib.axes import Axes

import snippets.scaled_dot_product as lesson
from snippets.figures.lattice import Lattice
from snippets.figures.stage import BEAM, COLORS, MUTED, BODY, TEXT, arrow, line, write

CELL = 20
LEFT, TOP = 52, 384  # pixels, where the queries begin and where the keys begin
CORNER, STEP = 34, 104  # pixels between two blocks that meet, and between dot products and weights


def layout() -> dict[str, Lattice]:
    """Each block stands beside the rows and below the columns that it is made of."""
    n_query, d_k = lesson.Q.shape
    n_key, _d_v = lesson.V.shape
    across, down = LEFT + CELL * d_k + CORNER, TOP - CELL * d_k - CORNER
    beyond, below = across + CELL * n_key + CORNER, down - CELL * n_query - STEP
    places = {
        "Q": (LEFT, down, lesson.Q.shape),
        "Kᵀ": (across, TOP, lesson.K.T.shape),
        "dot products": (across, down, (n_query, n_key)),
        "weights": (across, below, lesson.all_weights.shape),
        "V": (beyond, below + CORNER + CELL * n_key, lesson.V.shape),
        "output": (beyond, below, lesson.outputs.shape),
    }
    return {name: Lattice(*place, CELL, CELL) for name, place in places.items()}


def draw_blocks(axes: Axes) -> None:
    """The six blocks, their names and sizes, and the sides that must match."""
    blocks = layout()
    fill_blocks(axes, blocks)
    for block in blocks.values():
        block.rule(axes)
    name_blocks(axes, blocks)
    name_words(axes, blocks)
    match(axes, blocks["Q"], blocks["Kᵀ"], "both d_k")
    match(axes, blocks["weights"], blocks["V"], "both n_key")
    step_down(axes, blocks["dot products"], blocks["weights"])


def fill_blocks(axes: Axes, blocks: dict[str, Lattice]) -> None:
    """Queries and blends in the colour of the beam, what belongs to a key in its word's."""
    for name, block in blocks.items():
        for row, column in np.ndindex(block.shape):
            key = {"V": row, "Q": None, "output": None}.get(name, column)
            color = BEAM if key is None else COLORS[lesson.words[key]]
            strength = lesson.all_weights[row, column] if name == "weights" else 0.35
            block.light(axes, row, column, color, strength)


def name_blocks(axes: Axes, blocks: dict[str, Lattice]) -> None:
    """Each block's name, and its rows and columns."""
    q, k, dots, weights, v, output = blocks.values()
    name(axes, q.middle()[0], q.bottom - 16, "center", "Q", "(n_query, d_k)")
    name(axes, k.right + 10, k.middle()[1] + 9, "left", "Kᵀ", "(d_k, n_key)")
    name(axes, dots.right + 10, dots.top - 12, "left", "dot products", "(n_query, n_key)")
    name(axes, weights.left - 10, weights.middle()[1] + 9, "right", "weights", "(n_query, n_key)")
    name(axes, output.middle()[0], output.bottom - 16, "center", "output", "(n_query, d_v)")
    name(axes, v.right + 8, v.bottom - 12, "left", "V", "(n_key, d_v)")


def name(axes: Axes, x: float, y: float, side: str, title: str, size: str) -> None:
    """A block's name above its size."""
    write(axes, x, y, title, ha=side, weight="bold")
    write(axes, x, y - 17, size, ha=side, color=MUTED)


def name_words(axes: Axes, blocks: dict[str, Lattice]) -> None:
    """The words that ask, beside their rows, and the words that answer, beside their keys."""
    q, k, v = blocks["Q"], blocks["Kᵀ"], blocks["V"]
    for row, word in enumerate(lesson.askers):
        write(axes, q.left - 7, q.cell(row, 0)[1], word, ha="right")
    for n, word in enumerate(lesson.words):
        look = {"color": COLORS[word], "weight": "bold"}
        write(axes, v.right + 8, v.cell(n, 0)[1], word, ha="left", **look)
        x = k.cell(0, n)[0] + 0.36 * BODY
        axes.text(x, k.top + 6, word, rotation=90, ha="right", va="bottom", size=BODY, **look)


def match(axes: Axes, low: Lattice, high: Lattice, note: str) -> None:
    """Join the upper side of one block to the left side of another: they are equally long."""
    start, end = (low.middle()[0], low.top), (high.left, high.middle()[1])
    axes.plot([low.left, low.right], [low.top, low.top], color=BEAM, lw=4)
    axes.plot([high.left, high.left], [high.bottom, high.top], color=BEAM, lw=4)
    line(axes, start, (start[0], end[1]), (start[0], end[1]), end, color=BEAM)
    write(axes, end[0] - 8, end[1] + 14, note, ha="right", color=BEAM, weight="bold")


def step_down(axes: Axes, dots: Lattice, weights: Lattice) -> None:
    """The step from the dot products to the weights, which changes no size."""
    x = dots.left + CELL / 2
    arrow(axes, (x, dots.bottom - 4), (x, weights.top + 7), TEXT)
    y = weights.top + 30
    for height, text in [(8, "divide by √d_k, then"), (-9, "softmax on each row")]:
        write(axes, x - 10, y + height, text, ha="right")
