"""The scorecard: each word's card, and beside it a bar of the light that it gets."""

from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets.figures.stage import COLORS, LARGE, amount, box, card, write

CARD, CARD_WIDTH = 56, 84
LEFT, BAR = 110, 340  # pixels: where the bars begin, and the length for a weight of one
ROW, TOP = 34, 18


def draw_scorecard(axes: Axes) -> None:
    """One row for each word of the lesson, from the top.

    returns  None; a bar is `BAR` times its weight long
    """
    rows = TOP + ROW * (len(lesson.words) - 1)
    for n, (word, weight) in enumerate(zip(lesson.words, lesson.weights)):
        y, color, length = rows - ROW * n, COLORS[word], BAR * weight
        lit = {"fill": color, "light": weight / 2}
        card(axes, CARD, y, word, width=CARD_WIDTH, edge=color, size=LARGE, **lit)
        box(axes, LEFT + length / 2, y, length, 18, color)
        look = {"size": LARGE, "weight": "bold", "color": color}
        write(axes, LEFT + length + 8, y, amount(weight), ha="left", **look)
