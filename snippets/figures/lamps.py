"""Two heads of one word: the same four cards twice, each time lit by another lamp."""

import numpy as np
from matplotlib.axes import Axes

import snippets.multi_head as lesson
from snippets.figures.beams import LAMP, LOOKER, card_width
from snippets.figures.stage import (
    BEAM, CARD_HEIGHT, COLORS, LARGE, MUTED, PAPER, WIDTH, amount, card, curve, listed, ribbon, signed, write,
)

ROW = 180  # pixels from one head to the next
CARDS = 100  # pixels from a lamp up to its cards
FLARE = 64  # pixels for a weight of one, where the light falls: no wider than a card


def seats() -> np.ndarray:
    """Where the middles of the cards are, from left to right, with equal gaps between them."""
    widths = np.array([card_width(word) for word in lesson.words])
    gap = (WIDTH - widths.sum()) / len(widths)
    return np.cumsum(widths + gap) - (widths + gap) / 2


def draw_head(axes: Axes, head: int, floor: float) -> None:
    """A lamp, and a beam to each card: wide at its end, and as wide as its weight.

    head     which one
    floor    pixels, the height of the lamp
    """
    weights, middle = lesson.weights[head, 0], WIDTH / 2
    start = middle - LAMP / 2
    for word, weight, x in zip(lesson.words, weights, seats()):
        shine(axes, (start + LAMP * weight / 2, floor), (x, floor + CARDS), weight, COLORS[word])
        start += LAMP * weight
        look = {"width": card_width(word), "edge": COLORS[word], "fill": COLORS[word]}
        card(axes, x, floor + CARDS, word, **look, light=weight / 2, size=LARGE)
        write(axes, x, floor + CARDS + 25, amount(weight), size=LARGE, weight="bold", color=COLORS[word])
    card(axes, middle, floor, LOOKER, width=LAMP, edge=BEAM, fill=BEAM, color=PAPER, size=LARGE, weight="bold")
    write(axes, middle - LAMP, floor, f"{lesson.questions[head]}?", ha="right", size=LARGE, weight="bold", color=BEAM)
    write(axes, middle + LAMP, floor, f"query {asked(head)}", ha="left", color=MUTED)


def shine(axes: Axes, lamp: tuple, seat: tuple, weight: float, color: str) -> None:
    """One beam, from its part of the lamp to a card."""
    (x, y), (goal, top) = (lamp[0], lamp[1] + CARD_HEIGHT / 2), (seat[0], seat[1] - CARD_HEIGHT / 2)
    rise = 0.55 * (top - y)
    path = curve((x, y), (x, y + rise), (goal, top - rise), (goal, top))
    ribbon(axes, path, (LAMP * weight, FLARE * weight), color)


def asked(head: int) -> str:
    """The query of a head."""
    return f"[{', '.join(map(signed, lesson.per_head(lesson.Q)[head, 0]))}]"


def told(head: int) -> str:
    """The scorecard of a head, in words."""
    shares = listed(map(" ".join, zip(lesson.words, map(amount, lesson.weights[head, 0]))))
    return f"The head that asks {lesson.questions[head]} has the query {asked(head)} and lights {shares}."
