"""The slope of softmax as a hill: high where the beam is undecided, zero at both ends."""

import numpy as np
from matplotlib.axes import Axes

import snippets.scaled_dot_product as lesson
from snippets.figures.stage import (
    BEAM,
    COLORS,
    MUTED,
    amount,
    arrow,
    dots,
    line,
    listed,
    write,
)

ORIGIN = (36, 62)
UNITS = np.array([350, 1000])  # pixels for a weight of one, and for a slope of one
TALL, ROOM = 278, 200  # pixels, the upright axis, and what a line of numbers needs
NAMED = 2  # points with numbers of their own; the others are too close together


def on_hill(weight: float, slope: float) -> np.ndarray:
    """Where a weight and its slope stand, in pixels."""
    return ORIGIN + UNITS * [weight, slope]


def draw_hill(axes: Axes) -> None:
    """The hill, its axes, and a point for each multiple of the scores."""
    draw_axes(axes)
    third = 1 / 3  # a cubic Bezier through these four points is the parabola w (1 - w)
    corners = [(0, 0), (third, third), (2 * third, third), (1, 0)]
    line(axes, *(on_hill(*corner) for corner in corners), color=BEAM, width=3)
    color = COLORS[lesson.words[lesson.animal]]
    for weight, slope in zip(winner_weights(), lesson.slopes):
        x, y = on_hill(weight, slope)
        dots(axes, [x], y, color, 11)
    mark_points(axes, color)


def winner_weights() -> np.ndarray:
    """The winner's weight for each multiple of the scores."""
    return lesson.multiplied_weights[:, lesson.animal]


def name_of(multiple: float) -> str:
    """What the scores are, multiplied so."""
    same = np.allclose(multiple * lesson.scores, lesson.dot_products)
    return f"scores × {multiple:g}" + (", the dot products" if same else "")


def draw_axes(axes: Axes) -> None:
    """Two axes with words at their ends; the ground is the weight, the height the slope."""
    left, ground = ORIGIN
    arrow(axes, (left, ground), (left + UNITS[0] + 26, ground), MUTED, width=1.2)
    arrow(axes, (left, ground), (left, ground + TALL), MUTED, width=1.2)
    for weight, name in [(0, "no light"), (0.5, "half"), (1, "all")]:
        x = left + UNITS[0] * weight
        axes.plot([x, x], [ground - 4, ground + 4], color=MUTED, lw=1.2)
        write(axes, x, ground - 17, name, color=MUTED)
    write(axes, left + UNITS[0] / 2, ground - 38, "weight of the winner", color=MUTED)
    write(axes, left + 9, ground + TALL - 4, "slope", color=MUTED, ha="left")


def mark_points(axes: Axes, color: str) -> None:
    """Name the points on the inner side of the hill, the first ones with weight and slope."""
    name = {"weight": "bold", "color": color, "ha": "right"}
    points = list(zip(lesson.multiples, winner_weights(), lesson.slopes))
    for multiple, weight, slope in points[:NAMED]:
        x, y = on_hill(weight, slope) - [14, 0]
        write(axes, x, y - 2, name_of(multiple), **name)
        numbers = [f"weight {amount(weight)}", f"slope {amount(slope)}"]
        inner = UNITS[0] * abs(2 * weight - 1)  # pixels across the hill at this height
        for n, text in enumerate([", ".join(numbers)] if inner > ROOM else numbers):
            write(axes, x, y - 19 - 17 * n, text, ha="right")
    rest = listed(f"{multiple:g}" for multiple in lesson.multiples[NAMED:])
    x, y = on_hill(winner_weights()[-1], lesson.slopes[-1]) - [14, 0]
    write(axes, x, y + 11, f"× {rest}: near zero", **name)
