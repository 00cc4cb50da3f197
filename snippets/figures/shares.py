"""Softmax as bars: scores, what they grow to, and the same bars as shares that add up to one."""

import numpy as np
from matplotlib.axes import Axes

import snippets.scaled_dot_product as lesson
from snippets.figures.stage import (
    COLORS,
    MUTED,
    PAPER,
    WIDTH,
    amount,
    box,
    line,
    title,
    write,
)

MARGIN = 10
WHOLE = WIDTH - 2 * MARGIN  # pixels for all exponentials together
LEFT = 74  # where the bars of the first two steps begin
ROW, BAR, BAND = 22, 15, 26
APART = 48  # pixels between the labels of two shares


def unit() -> float:
    """Pixels for a score, or an exponential, of one."""
    return WHOLE / lesson.total


def draw_bars(axes: Axes, y: float, name: str, note: str, numbers: np.ndarray) -> None:
    """One bar per word under a heading.

    y        pixels, the heading's middle
    numbers  (n,) one per word
    returns  None; a bar is `unit()` times its number long
    """
    head(axes, y, name, note)
    for n, (word, number) in enumerate(zip(lesson.words, numbers)):
        row, length, color = y - 26 - ROW * n, unit() * number, COLORS[word]
        write(axes, LEFT - 8, row, word, ha="right", color=color, weight="bold")
        box(axes, LEFT + length / 2, row, length, BAR, color)
        write(axes, LEFT + length + 6, row, amount(number), ha="left", color=color, weight="bold")


def head(axes: Axes, y: float, name: str, note: str) -> None:
    """A step's heading, and on its right what is done."""
    title(axes, y, name)
    write(axes, WIDTH - 6, y, note, color=MUTED, ha="right")


def draw_whole(axes: Axes, y: float) -> None:
    """The exponentials end to end, each labelled with its share.

    y        pixels, the heading's middle
    returns  None; a part is `WHOLE` times its weight long
    """
    head(axes, y, "Weights", f"end to end, each divided by {amount(lesson.total)}")
    ends = MARGIN + WHOLE * np.cumsum(lesson.weights)
    middles = ends - WHOLE * lesson.weights / 2
    band, labels = y - 33, apart(middles)
    for word, weight, middle, label in zip(lesson.words, lesson.weights, middles, labels):
        color = COLORS[word]
        box(axes, middle, band, WHOLE * weight, BAND, color)
        start, end = (middle, band - BAND / 2), (label, band - 36)
        half = (start[1] + end[1]) / 2
        line(axes, start, (middle, half), (label, half), end, color=color, width=1.4)
        write(axes, label, band - 45, word, color=color, weight="bold")
        write(axes, label, band - 62, amount(weight), color=color, weight="bold")
    for seam in ends[:-1]:
        axes.plot([seam, seam], [band - BAND / 2, band + BAND / 2], color=PAPER, lw=1.5)


def apart(middles: np.ndarray) -> np.ndarray:
    """Places for labels as near to the middles as keeps them `APART`, within the margins.

    middles  (n,) pixels, growing
    returns  (n,) pixels, growing
    """
    places, limit = middles.copy(), WIDTH - MARGIN - APART / 2
    for n in reversed(range(len(places))):
        places[n] = min(places[n], limit - APART * (len(places) - 1 - n))
        if n + 1 < len(places):
            places[n] = min(places[n], places[n + 1] - APART)
    return places
