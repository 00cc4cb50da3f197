"""The temperature as a dial, from the hard lookup at one end to the plain mean at the other."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

import snippets.soft_lookup as lesson
from snippets.figures.stage import COLORS, MUTED, PAPER, TEXT, vector, write

LEFT, RIGHT, TOP, BOTTOM = 88, 310, 300, 40  # pixels


def turn_of(temperature: float) -> float:
    """How far the dial is turned: 0 at temperature zero, 1 when it has no end."""
    return temperature / (1 + temperature)


def weights_at_turn(turn: float) -> np.ndarray:
    """The weights at a turn of the dial, with the limits at its ends.

    turn     float between 0 and 1
    returns  (n,) float, adding up to one
    """
    n = len(lesson.weights)
    if turn == 0:
        return np.eye(n)[lesson.weights.argmax()]
    return lesson.weights_at(turn / (1 - turn)) if turn < 1 else np.full(n, 1 / n)


def draw_dial(axes: Axes) -> None:
    """One band per word, as wide at each height as its weight there.

    returns  None; a weight of one is as wide as all bands together
    """
    turns = np.linspace(0, 1, 49)
    shares = [np.cumsum([0, *weights_at_turn(turn)]) for turn in turns]
    edges = LEFT + (RIGHT - LEFT) * np.array(shares)  # (49, n + 1)
    for n, word in enumerate(lesson.words):  # each goes on under the next
        outline = [(RIGHT, TOP), *zip(edges[:, n], height_of(turns)), (RIGHT, BOTTOM)]
        axes.add_artist(Polygon(outline, fc=COLORS[word], ec=PAPER, lw=0.8))
        middle = edges[-1, n : n + 2].mean()
        write(axes, middle, BOTTOM - 16, word, color=COLORS[word], weight="bold")
    mark_positions(axes)


def mark_positions(axes: Axes) -> None:
    """Name the columns, the ends and the temperatures of the lesson."""
    for x, name in [(50, "temperature"), ((LEFT + RIGHT) / 2, "weights"), (365, "blend")]:
        write(axes, x, TOP + 26, name, color=MUTED)
    mark(axes, 0, "hard", lesson.hard_limit, "bold", TEXT)
    for temperature in lesson.temperatures:
        blended, name = lesson.blend_at(temperature), f"T = {temperature:g}"
        mark(axes, turn_of(temperature), name, blended, "normal", PAPER)
    mark(axes, 1, "mean", lesson.plain_mean, "bold", TEXT)


def height_of(turn: np.ndarray | float) -> np.ndarray | float:
    """Where a turn of the dial stands, in pixels from below."""
    return TOP - (TOP - BOTTOM) * turn


def mark(axes, turn: float, name: str, blended: np.ndarray, weight: str, color: str) -> None:
    """A position of the dial: its name on the left, its blend on the right."""
    y = height_of(turn)
    axes.plot([LEFT - 6, RIGHT + 6], [y, y], color=color, lw=1.5)
    write(axes, LEFT - 12, y, name, ha="right", weight=weight)
    write(axes, RIGHT + 11, y, vector(blended), ha="left", weight=weight)
