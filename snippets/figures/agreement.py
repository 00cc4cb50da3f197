"""Agreement as bars: the query's entries beside a key's, and what their products add up to."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

import snippets.scaled_dot_product as lesson
from snippets.figures.stage import (
    BEAM,
    COLORS,
    MUTED,
    PAPER,
    box,
    card,
    signed,
    write,
)

LOOKER = "it"
UNIT = 14  # pixels for an entry of one
TOTAL = 16  # pixels for a dot product of one
BAR, THICK = 13, 20  # pixels, an entry's bar and the bar of a sum
NAME, NAME_WIDTH = 38, 64
LEFT, RIGHT, SUM = 112, 268, 313  # the first and the last feature, and where the sums begin
ROW = 66


def columns() -> np.ndarray:
    """Where the features stand, in pixels from the left."""
    return np.linspace(LEFT, RIGHT, len(lesson.features))  # (d_k,)


def draw_query(axes: Axes, y: float) -> None:
    """The query's entries as bars, under the names of the features.

    y        pixels, the baseline
    returns  None; a bar is `UNIT` times its entry high
    """
    name_column(axes, NAME, y, "query")
    look = {"edge": BEAM, "fill": BEAM, "color": PAPER, "weight": "bold"}
    card(axes, NAME, y + 12, LOOKER, width=NAME_WIDTH, **look)
    for x, feature, entry in zip(columns(), lesson.features, lesson.query):
        name_column(axes, x, y, feature)
        draw_bar(axes, x, y, entry, BEAM)
        draw_base(axes, x, y)
        write(axes, x, y - 15, signed(entry), color=BEAM, weight="bold")
    write(axes, NAME, y - 25, "keys", color=MUTED)


def name_sums(axes: Axes, y: float) -> None:
    """Write above the sums what they are; y is the query's baseline."""
    name_column(axes, SUM, y, "agreement", ha="left")


def name_column(axes: Axes, x: float, y: float, name: str, **style) -> None:
    """Write a column's name above the query's row."""
    write(axes, x, y + 46, name, color=MUTED, **style)


def draw_key(axes: Axes, n: int, y: float) -> None:
    """A key's entries beside the query's.

    y        pixels, the baseline
    returns  None
    """
    color = COLORS[lesson.words[n]]
    card(axes, NAME, y + 12, lesson.words[n], width=NAME_WIDTH, edge=color)
    for x, asked, entry in zip(columns(), lesson.query, lesson.keys[n]):
        draw_bar(axes, x - BAR / 2, y, asked, BEAM)
        draw_bar(axes, x + BAR / 2, y, entry, color)
        draw_base(axes, x, y)


def draw_match(axes: Axes, n: int, y: float) -> None:
    """A key's entries beside the query's, the products below, and their sum as a bar.

    y        pixels, the baseline
    returns  None
    """
    color = COLORS[lesson.words[n]]
    draw_key(axes, n, y)
    lay_products(axes, lesson.products[n], y + 12, color)
    write_sum(axes, n, y - 15, color)


def draw_bar(axes: Axes, x: float, y: float, entry: float, color: str) -> None:
    """A bar on the baseline, or hanging from it for an entry below zero."""
    if entry != 0:
        box(axes, x, y + UNIT * entry / 2, BAR - 2, UNIT * abs(entry), color)


def draw_base(axes: Axes, x: float, y: float) -> None:
    """The baseline under one feature."""
    axes.plot([x - BAR - 3, x + BAR + 3], [y, y], color=MUTED, lw=1)


def lay_products(axes: Axes, products: np.ndarray, y: float, color: str) -> None:
    """The products end to end; what those below zero take away is left empty.

    products  (d_k,) float
    y         pixels, the bar's middle
    returns   None; the filled part is `TOTAL` times the dot product long
    """
    gains, total = products[products > 0], products.sum()
    ends = np.cumsum(gains)
    left = max(total, 0)
    for start, end in zip(ends - gains, ends):
        if start < left:
            length = TOTAL * (min(end, left) - start)
            box(axes, SUM + TOTAL * start + length / 2, y, length, THICK, color)
    for seam in ends[:-1][ends[:-1] < left]:
        place = SUM + TOTAL * seam
        axes.plot([place, place], [y - THICK / 2, y + THICK / 2], color=PAPER, lw=1.5)
    lost = Rectangle((SUM + TOTAL * left, y - THICK / 2), TOTAL * (gains.sum() - left), THICK)
    if gains.sum() > left:
        lost.set(fc="none", ec=color, lw=1.2)
        axes.add_artist(lost)


def write_sum(axes: Axes, n: int, y: float, color: str) -> None:
    """The products, each under its bars, and what they add up to."""
    places, products = columns(), lesson.products[n]
    for x, product in zip(places, [products[0], *np.abs(products[1:])]):
        write(axes, x, y, signed(product))
    for x, product in zip((places[:-1] + places[1:]) / 2, products[1:]):
        write(axes, x, y, "+" if product >= 0 else "−", color=MUTED)
    write(axes, (RIGHT + SUM) / 2, y, "=", color=MUTED)
    write(axes, SUM, y, signed(lesson.dot_products[n]), color=color, weight="bold", ha="left")
