"""The plane of the values: each value is a point, and every blend lies between the points."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

import snippets.soft_lookup as lesson
from snippets.figures.stage import (
    COLORS,
    FAINT,
    MUTED,
    TEXT,
    WIDTH,
    arrow,
    dots,
    ribbon,
    vector,
    write,
)

UNIT = 64  # pixels
ORIGIN = (66, 52)
THREAD = 16  # pixels for a weight of one


def on_plane(value: np.ndarray) -> np.ndarray:
    """Where a value of two entries stands, in pixels."""
    return np.asarray(ORIGIN) + UNIT * np.asarray(value, dtype=float)


def hull(points: np.ndarray) -> np.ndarray:
    """The corners of the convex hull, turning left, from the lowest (gift wrapping).

    points   (n, 2), not all on one line
    returns  (corners, 2), without points inside the hull or on its edges
    """
    corners = [min(points.tolist(), key=lambda point: point[::-1])]
    while True:
        corner = next_corner(points, np.array(corners[-1]))
        if corner.tolist() == corners[0]:
            return np.array(corners)
        corners.append(corner.tolist())


def next_corner(points: np.ndarray, corner: np.ndarray) -> np.ndarray:
    """The farthest point that has every other on its left, seen from a corner."""
    others = [point for point in points if (point != corner).any()]
    edges = [p for p in others if all(lesson.turn(corner, p, other) >= 0 for other in others)]
    return max(edges, key=lambda point: np.linalg.norm(point - corner))


def draw_blend(axes: Axes) -> None:
    """The values and their hull, a thread from the blend to each, and the arrow to the blend.

    returns  None; a thread is `THREAD` times its weight wide
    """
    goal = on_plane(lesson.output)
    axes.add_artist(Polygon(on_plane(hull(lesson.values)), fc=FAINT, ec=MUTED, lw=1, zorder=0))
    draw_axes(axes)
    for value, weight, word in zip(lesson.values, lesson.weights, lesson.words):
        point, width = on_plane(value), THREAD * weight
        ribbon(axes, np.linspace(goal, point, 2), (width, width), COLORS[word])
        dots(axes, point[:1], point[1], COLORS[word], 12)
        label_point(axes, *point, word, vector(value))
    arrow(axes, ORIGIN, goal, TEXT, width=2.6)
    label(axes, goal[0] + 24, goal[1] + 36, "left", "blend", vector(lesson.output), TEXT)
    for height, text in [(0, "every blend stays"), (17, "in the shaded shape")]:
        write(axes, WIDTH - 8, 274 - height, text, color=MUTED, ha="right")


def draw_axes(axes: Axes) -> None:
    """Two axes through the origin, with a tick at each whole number."""
    tops = np.ceil(lesson.values.max(axis=0))
    for direction, across, top in zip(np.eye(2), np.eye(2)[::-1], tops):
        arrow(axes, ORIGIN, on_plane((top + 0.6) * direction), MUTED, width=1.2)
        for whole in np.arange(top) + 1:
            tick = on_plane(whole * direction) + np.outer([-3.5, 3.5], across)
            axes.plot(*tick.T, color=MUTED, lw=1.2)
    right, top = on_plane(tops + 0.6)
    write(axes, right, ORIGIN[1] - 18, "first number", color=MUTED, ha="right")
    write(axes, ORIGIN[0] + 8, top - 3, "second number", color=MUTED, ha="left")


def label_point(axes: Axes, x: float, y: float, word: str, value: str) -> None:
    """Label a point on the side where there is room."""
    if y <= ORIGIN[1]:
        place = (x, y - 24, "center")
    elif x <= ORIGIN[0]:
        place = (x - 12, y, "right")
    else:
        place = (x + 14, y + 6, "left")
    label(axes, *place, word, value, COLORS[word])


def label(axes: Axes, x: float, y: float, side: str, word: str, value: str, color: str) -> None:
    """A word above its vector."""
    write(axes, x, y + 8, word, color=color, weight="bold", ha=side)
    write(axes, x, y - 9, value, color=color, weight="bold", ha=side)
