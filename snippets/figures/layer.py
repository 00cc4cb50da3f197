"""What goes into attention and what comes out of it, as blocks to scale: the tables of one layer."""

import numpy as np
from matplotlib.axes import Axes

import snippets.scaled_dot_product as lesson
from snippets.figures.lattice import Lattice
from snippets.figures.stage import BEAM, MUTED, arrow, write

CELL = 20
LEFT, TOP = 20, 332  # pixels, where the embedding begins and where the tables begin
ASIDE, CORNER, STEP = 24, 20, 22  # pixels between blocks side by side, one above the other, and that are added
STRIDE = 110  # pixels from the middle of a table to that of the next: room for their sizes
LOWER = 110  # pixels, the upper side of the blend
TABLES = {"W_Q": lesson.W_Q, "W_K": lesson.W_K, "W_V": lesson.W_V}
SIZES = {"W_Q": "(d_model, d_k)", "W_K": "(d_model, d_k)", "W_V": "(d_model, d_v)", "W_O": "(d_v, d_model)"}
MADE = ["query", "key", "value"]


def layout() -> dict[str, Lattice]:
    """Each block stands beside the rows and below the columns that it is made of."""
    width, d_v = lesson.W_Q.shape[0], lesson.W_V.shape[1]
    back, row = LEFT + CELL * width + ASIDE, TOP - CELL * width - CORNER
    places = {"embedding": (LEFT, row, (1, width))}
    for n, ((name, table), made) in enumerate(zip(TABLES.items(), MADE)):
        left = back + STRIDE * n + CELL * (lesson.W_Q.shape[1] - table.shape[1]) / 2
        places |= {name: (left, TOP, table.shape), made: (left, row, (1, table.shape[1]))}
    places["blend"] = (back - ASIDE - CELL * d_v, LOWER, (1, d_v))
    places["W_O"] = (back, LOWER + CORNER + CELL * d_v, lesson.W_O.shape)
    for n, name in enumerate(["update", "old list", "new list"]):
        places[name] = (back, LOWER - (CELL + STEP) * n, (1, width))
    return {name: Lattice(*place, CELL, CELL) for name, place in places.items()}


def rows() -> dict[str, np.ndarray]:
    """The lists of "it" on their way."""
    embedding, update = lesson.embedding, lesson.update
    made = {row: embedding @ table for row, table in zip(MADE, TABLES.values())}
    blend = lesson.text_outputs[lesson.text.index("it")]
    return made | {
        "embedding": embedding,
        "blend": blend,
        "update": update,
        "old list": embedding,
        "new list": embedding + update,
    }


def draw_layer(axes: Axes) -> None:
    """The way in above, the way out below."""
    blocks = layout()
    for block in blocks.values():
        block.rule(axes)
    for name, row in rows().items():
        fill(axes, blocks[name], row)
    for name, size in SIZES.items():
        above(axes, blocks[name], name, size)
    for name in ["embedding", *MADE, "blend"]:
        below(axes, blocks[name], name)
    for sign, name in [("", "update"), ("+", "old list"), ("=", "new list")]:
        beside(axes, blocks[name], sign, name)
    onward(axes, blocks["new list"])


def fill(axes: Axes, block: Lattice, row: np.ndarray) -> None:
    """Light each cell by the size of its number, the largest most."""
    for column in np.flatnonzero(row):
        block.light(axes, 0, column, BEAM, 0.15 + 0.55 * abs(row[column]) / abs(row).max())


def above(axes: Axes, block: Lattice, name: str, size: str) -> None:
    write(axes, block.middle()[0], block.top + 28, name, weight="bold")
    write(axes, block.middle()[0], block.top + 12, size, color=MUTED)


def below(axes: Axes, block: Lattice, name: str) -> None:
    write(axes, block.middle()[0], block.bottom - 13, name)


def beside(axes: Axes, block: Lattice, sign: str, name: str) -> None:
    y = block.middle()[1]
    write(axes, block.left - 12, y, sign)
    write(axes, block.right + 10, y, name, ha="left")


def onward(axes: Axes, block: Lattice) -> None:
    """The new list goes on to the next layer."""
    x, y = block.right + 70, block.middle()[1]
    arrow(axes, (x, y), (x + 34, y), BEAM)
    write(axes, x + 42, y, "next layer", ha="left")
