"""Sparks and paint: cards that bring drops into a jar, and the two sides of a card."""

import numpy as np
from matplotlib.axes import Axes

import snippets.eli5 as lesson
from snippets.figures.stage import (
    BEAM,
    BODY,
    LARGE,
    MUTED,
    TOKENS,
    card,
    dots,
    line,
    write,
)

# A cat is an animal and milk a thing, as in lesson 07; each has the colour of its paint.
PAINTS = {"orange": TOKENS["animal"], "blue": TOKENS["road"]}
COLORS = {"cat": PAINTS["orange"], "milk": PAINTS["blue"], "thirsty": TOKENS["cross"]}
DROP, STEP = 10, 14  # pixels: a drop, and from one drop to the next
CARD, FIRST, TOTAL = 50, 122, 284  # pixels from the left: the card, its first spark, its paint
QUERY, KEY, VALUE = 69, 204, 374  # pixels from the left
TENS = 10  # drops in a row of the jar, so that they can be counted


def counted(n: int, thing: str) -> str:
    """A number of things: "1 spark", "6 sparks"."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def painted(drops: np.ndarray) -> str:
    """Drops as the lesson names them: "18 orange and 0 blue"."""
    return " and ".join(f"{n} {paint}" for n, paint in zip(drops, PAINTS, strict=True))


def drop_colors(drops: np.ndarray) -> list[str]:
    """The colour of each drop, orange before blue."""
    return np.repeat(list(PAINTS.values()), drops).tolist()


def write_paint(axes: Axes, x: float, y: float, drops: np.ndarray, size=BODY) -> None:
    """Write how many drops there are, one line per colour."""
    for n, paint, rise in zip(drops, PAINTS, (9, -9), strict=True):
        look = {"color": PAINTS[paint], "weight": "bold", "ha": "left", "size": size}
        write(axes, x, y + rise, f"{n} {paint}", **look)


def draw_sparks(axes: Axes, x: float, y: float, sparks: int, step: float) -> None:
    """A row of stars, the first at x."""
    axes.plot(x + step * np.arange(sparks), np.full(sparks, y), "*", ms=14, color=BEAM, mew=0)


def draw_pouring(axes: Axes, y: float, n: int) -> None:
    """A card, its sparks, and below each spark the drops that it brings.

    y        pixels, the middle of the row
    n        the card's place
    returns  None; there are as many drops as the card pours into the jar
    """
    word, sparks = lesson.words[n], lesson.sparks[n]
    card(axes, CARD, y + 10, word, width=78, edge=COLORS[word], weight="bold")
    write(axes, CARD, y - 14, counted(sparks, "spark"), color=BEAM, weight="bold")
    draw_sparks(axes, FIRST, y + 24, sparks, 22)
    for spark in range(sparks):
        for below, color in enumerate(drop_colors(lesson.drops[n])):
            dots(axes, [FIRST + 22 * spark], y + 7 - STEP * below, color, DROP)
    write_paint(axes, TOTAL, y, lesson.poured[n])


def draw_jar(axes: Axes, bottom: float) -> None:
    """The jar, with the drops of all cards in rows of ten.

    bottom   pixels, the height of the jar's floor
    returns  None
    """
    colors = drop_colors(lesson.jar)
    for place, color in enumerate(colors):
        x, y = FIRST + STEP * (place % TENS), bottom + 12 + STEP * (place // TENS)
        dots(axes, [x], y, color, DROP)
    left, right = FIRST - 13, FIRST + STEP * (TENS - 1) + 13
    top = bottom + 20 + STEP * np.ceil(len(colors) / TENS)
    across, up = [left - 5, left, left, right, right, right + 5], [top + 5, top, bottom]
    axes.plot(across, up + up[::-1], color=MUTED, lw=2, solid_joinstyle="round")
    middle = (top + bottom) / 2
    write(axes, CARD, middle, "the jar", weight="bold")
    write_paint(axes, TOTAL, middle, lesson.jar, size=LARGE)


def draw_sides(axes: Axes, y: float, n: int, slip: float) -> None:
    """A card of the library: its front, the sparks that it gets, its back.

    y        pixels, the middle of the row
    n        the card's place
    slip     pixels, the height of the slip that is compared with the front
    returns  None; the line from the slip is as many pixels wide as the card gets sparks
    """
    word, sparks, drops = lesson.words[n], lesson.sparks[n], lesson.drops[n]
    ends = [(132, slip), (147, slip), (147, y), (162, y)]
    line(axes, *ends, color=BEAM, width=sparks)
    card(axes, KEY, y, lesson.labels[n], width=84, edge=COLORS[word])
    write(axes, KEY, y + 22, word, color=MUTED)
    write(axes, 288, y, counted(sparks, "spark"), color=BEAM, weight="bold")
    card(axes, VALUE, y, "", width=76, edge=COLORS[word])
    colors = drop_colors(drops)
    for x, color in zip(VALUE + 18 * (np.arange(len(colors)) - (len(colors) - 1) / 2), colors):
        axes.plot([x], [y], "o", ms=DROP, color=color, mew=0, zorder=3)


def draw_slip(axes: Axes, y: float, question: str) -> None:
    """The slip with the question of the word that looks."""
    card(axes, QUERY, y, question, width=126, edge=BEAM)
