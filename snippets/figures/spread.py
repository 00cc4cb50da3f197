"""Random dot products: how far they spread, and how much of the weight one key takes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

import snippets.scaled_dot_product as lesson
from snippets.figures.stage import (
    BEAM,
    FAINT,
    MUTED,
    WIDTH,
    amount,
    box,
    write,
)

MIDDLE, REACH = 104, 98  # pixels: zero on the axis of the dot products, and how far it goes
HILL = 40  # pixels, the height of each hill
FAR = 3  # spreads on each side of zero that are drawn
STEPS = 12  # of a hill's outline, on each side of zero
LABEL, BAR, LENGTH, THICK = 285, 292, 82, 15  # pixels


def scale() -> float:
    """Pixels for a dot product of one, the same for every width."""
    return REACH / (FAR * max(lesson.spreads))


def outline(dots: np.ndarray, spread: float) -> np.ndarray:
    """The steps of a histogram whose highest step has height one.

    dots     any shape, float
    spread   float, their standard deviation
    returns  (4 * STEPS + 2, 2) dot products and heights; it begins and ends on the axis
    """
    edges = FAR * spread * np.linspace(-1, 1, 2 * STEPS + 1)
    counts, _ = np.histogram(dots, edges)
    heights = np.repeat(counts / counts.max(), 2)
    return np.column_stack([np.repeat(edges, 2), [0, *heights, 0]])


def draw_width(axes: Axes, n: int, y: float) -> None:
    """One width: the hill of its dot products, and the largest weight without and with dividing.

    y        pixels, where the hill stands
    returns  None; the line below the hill goes one spread to each side
    """
    width, spread = lesson.widths[n], lesson.spreads[n]
    steps = outline(lesson.random_dots(width), spread)
    hill = np.array([MIDDLE, y]) + steps * [scale(), HILL]
    axes.add_artist(Polygon(hill, fc=MUTED, ec=MUTED, lw=0.8))
    axes.plot([MIDDLE - REACH, MIDDLE + REACH], [y, y], color=MUTED, lw=1)
    axes.plot(MIDDLE + scale() * spread * np.array([-1, 1]), [y - 6, y - 6], color=BEAM, lw=4)
    write(axes, MIDDLE - REACH, y + 56, f"d_k = {width}", ha="left", weight="bold")
    note = f"spread {amount(spread)}"
    write(axes, MIDDLE + REACH, y + 56, note, ha="right", color=BEAM, weight="bold")
    draw_share(axes, y + 34, "undivided", lesson.top_weights[n])
    draw_share(axes, y + 8, "divided", lesson.scaled_top_weights[n])


def draw_share(axes: Axes, y: float, name: str, share: float) -> None:
    """A whole bar, lit as far as a share."""
    write(axes, LABEL, y, name, ha="right")
    box(axes, BAR + LENGTH / 2, y, LENGTH, THICK, FAINT)
    box(axes, BAR + LENGTH * share / 2, y, LENGTH * share, THICK, BEAM)
    write(axes, BAR + LENGTH + 6, y, amount(share), ha="left", weight="bold")


def head_columns(axes: Axes, y: float) -> None:
    """Say what stands on the left and on the right."""
    write(axes, MIDDLE - REACH, y, "random dot products", ha="left", color=MUTED)
    note = f"largest weight of {lesson.choices}"
    write(axes, WIDTH - 6, y, note, ha="right", color=MUTED)
