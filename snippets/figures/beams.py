"""The sentence as a stage: the word that looks is the lamp, and shines on the words that answer."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

import snippets.soft_lookup as lesson
from snippets.figures.stage import (
    BEAM, CARD_HEIGHT, COLORS, LARGE, PAPER, WIDTH, amount, card, curve, ribbon, write,
)

LOOKER = "it"
LAMP, FLARE = 44, 84  # pixels for a weight of one: at the lamp, and where the light falls
UPPER, LOWER = 214, 50  # pixels, the heights of the sentence's two rows
LETTER, GAP, MARGIN = 9.3, 20, 14
Seat = tuple[float, float]


def draw_spotlight(axes: Axes) -> None:
    """The sentence in two rows, with one beam per word that answers.

    returns  None; a beam is `LAMP` times its weight wide at the start, `FLARE` times at the end
    """
    seats = seat_words(axes)
    lamp_x, lamp_y = seats[LOOKER]
    order = sorted(range(len(lesson.words)), key=lambda n: fan_order(seats[lesson.words[n]]))
    edge = lamp_x - LAMP * lesson.weights.sum() / 2
    for n in order:
        width = LAMP * lesson.weights[n]
        shine(axes, n, (edge + width / 2, lamp_y), seats[lesson.words[n]])
        edge += width
    for n, word in enumerate(lesson.words):
        light(axes, n, *seats[word])
    lamp = {"width": LAMP, "edge": BEAM, "fill": BEAM}
    card(axes, lamp_x, lamp_y, LOOKER, **lamp, color=PAPER, size=LARGE, weight="bold")


def seat_words(axes: Axes) -> dict[str, Seat]:
    """Write the sentence and leave room for the words that matter.

    returns  dict, the middle of each word that is not yet written
    """
    sentence = lesson.sentence.split()
    second = sentence.index(LOOKER) - 1
    seats = {}
    for y, row in [(UPPER, sentence[:second]), (LOWER, sentence[second:])]:
        widths = np.array([LETTER * len(word) + GAP for word in row])
        middles = WIDTH / 2 - widths.sum() / 2 + np.cumsum(widths) - widths / 2
        for word, x in zip(row, middles):
            name = word.rstrip(".")
            if name in (LOOKER, *lesson.words):
                seats[name] = (x, y)
                write(axes, x + card_width(name) / 2 + 5, y, word.removeprefix(name), size=LARGE)
            else:
                write(axes, x, y, word, size=LARGE)
    return seats


def card_width(word: str) -> float:
    """Room for a word on its card, in pixels."""
    return LETTER * len(word) + MARGIN


def fan_order(seat: Seat) -> tuple[bool, float]:
    """Beams leave the lamp in this order, so that none crosses another."""
    x, y = seat
    return y == LOWER, x


def shine(axes: Axes, n: int, lamp: Seat, seat: Seat) -> Polygon:
    """One beam, from the lamp to a word in the other row or further on in its own."""
    (x, y), start = seat, (lamp[0], lamp[1] + CARD_HEIGHT / 2)
    if y == LOWER:
        end, bends = (x, y + CARD_HEIGHT / 2), (y + 60, y + 60)
    else:
        end, rise = (x, y - CARD_HEIGHT / 2), 0.58 * (y - lamp[1] - CARD_HEIGHT)
        bends = (start[1] + rise, end[1] - rise)
    path = curve(start, (start[0], bends[0]), (end[0], bends[1]), end)
    widths = (LAMP * lesson.weights[n], FLARE * lesson.weights[n])
    return ribbon(axes, path, widths, COLORS[lesson.words[n]])


def light(axes: Axes, n: int, x: float, y: float) -> None:
    """A word's card, lit by its weight, and the weight beyond it."""
    word, weight = lesson.words[n], lesson.weights[n]
    look = {"width": card_width(word), "edge": COLORS[word], "fill": COLORS[word]}
    card(axes, x, y, word, **look, light=weight / 2, size=LARGE)
    beyond = y - 26 if y == LOWER else y + 26
    write(axes, x, beyond, amount(weight), size=LARGE, weight="bold", color=COLORS[word])
