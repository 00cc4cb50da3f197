"""A lookup as cards in rows: the query, and each key with its weight and its value."""

import numpy as np
from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets.figures.stage import (
    BEAM,
    CARD_HEIGHT,
    COLORS,
    FAINT,
    MUTED,
    PAPER,
    TEXT,
    amount,
    box,
    card,
    curve,
    line,
    ribbon,
    title,
    vector,
    write,
)

COLUMNS = QUERY, KEY, WEIGHT, VALUE, RESULT = 38, 131, 201, 266, 367
QUERY_WIDTH, KEY_WIDTH, VALUE_WIDTH, RESULT_WIDTH = 66, 64, 50, 98
ROW = 30
BAR = 36  # pixels for a weight of one


def draw_lookup(axes: Axes, y: float, weights: np.ndarray, query: str, result: str) -> None:
    """Query, keys, weights, values and result; a card without weight stays dark.

    y        pixels, the middle of the rows
    weights  (n,) one per card of the lesson
    returns  None; the band from a value to the result is `CARD_HEIGHT` times its weight wide
    """
    color = COLORS.get(query, BEAM)
    rows = y + ROW * (len(weights) / 2 - 0.5 - np.arange(len(weights)))
    ends = y + CARD_HEIGHT * (weights.sum() / 2 - np.cumsum(weights) + weights / 2)
    for n, (row, end) in enumerate(zip(rows, ends)):
        if weights[n] > 0:
            start = (QUERY + QUERY_WIDTH / 2, y)
            line(axes, *level(start, (KEY - KEY_WIDTH / 2, row)), color=color)
            pour(axes, n, row, end, weights[n])
        draw_row(axes, n, row, weights[n])
    look = {"edge": color, "weight": "bold"}
    card(axes, QUERY, y, query, width=QUERY_WIDTH, fill=color, color=PAPER, **look)
    card(axes, RESULT, y, result, width=RESULT_WIDTH, **look)


def level(start: tuple, end: tuple) -> list[tuple]:
    """The four points of a curve that leaves and arrives level."""
    half = (start[0] + end[0]) / 2
    return [start, (half, start[1]), (half, end[1]), end]


def pour(axes: Axes, n: int, row: float, end: float, weight: float) -> None:
    """The band from a value into the result."""
    start, goal = (VALUE + VALUE_WIDTH / 2, row), (RESULT - RESULT_WIDTH / 2, end)
    width = CARD_HEIGHT * weight
    ribbon(axes, curve(*level(start, goal)), (width, width), COLORS[lesson.words[n]])


def draw_row(axes: Axes, n: int, y: float, weight: float) -> None:
    """One card: its key, its weight and its value."""
    word, lit = lesson.words[n], weight > 0
    color = COLORS[word]
    look = {"edge": color if lit else FAINT, "color": TEXT if lit else MUTED}
    fill = {"fill": color, "light": weight / 2} if lit else {}
    card(axes, KEY, y, word, width=KEY_WIDTH, **fill, **look)
    card(axes, VALUE, y, vector(lesson.values[n]), width=VALUE_WIDTH, **look)
    if weight == 1:
        start, end = (KEY + KEY_WIDTH / 2, y), (VALUE - VALUE_WIDTH / 2, y)
        line(axes, *level(start, end), color=color)
    elif lit:
        bar, left = BAR * weight, KEY + KEY_WIDTH / 2 + 7
        box(axes, left + bar / 2, y, bar, 12, color)
        write(axes, left + bar + 5, y, amount(weight), ha="left", color=color, weight="bold")


def head_lookup(axes: Axes, y: float, name: str, columns: list[str]) -> None:
    """Write the lookup's name, and under it the names of its columns."""
    title(axes, y, name)
    for x, column in zip(COLUMNS, columns):
        write(axes, x, y - 29, column, color=MUTED)
