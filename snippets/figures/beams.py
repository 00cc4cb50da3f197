"""The sentence as a stage: the word that looks is the lamp, and shines on the words that answer."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from snippets.figures.stage import (
    BEAM,
    CARD_HEIGHT,
    LARGE,
    PAPER,
    WIDTH,
    card,
    curve,
    ribbon,
    write,
)

LOOKER = "it"  # in the sentence of each lesson
LAMP, FLARE = 44, 84  # pixels for a weight of one: at the lamp, and where the light falls
UPPER, LOWER = 214, 50  # pixels, the heights of the sentence's two rows
LETTER, GAP, MARGIN = 9.3, 20, 14
Seat = tuple[float, float]


class Answer(NamedTuple):
    """A word that answers: its part of the light between 0 and 1, the label of that, a colour."""

    word: str
    weight: float
    label: str
    color: str


def draw_spotlight(axes: Axes, sentence: str, answers: Sequence[Answer]) -> None:
    """The sentence in two rows, with one beam per word that answers.

    sentence  words between blanks; `LOOKER` stands in the second row, behind the first word
    answers   words of the sentence; their weights add up to one
    returns   None; a beam is `LAMP` times its weight wide at the start, `FLARE` times at the end
    """
    seats = seat_words(axes, sentence, [answer.word for answer in answers])
    lamp_x, lamp_y = seats[LOOKER]
    edge = lamp_x - LAMP * sum(answer.weight for answer in answers) / 2
    for answer in sorted(answers, key=lambda answer: fan_order(seats[answer.word])):
        width = LAMP * answer.weight
        shine(axes, answer, (edge + width / 2, lamp_y), seats[answer.word])
        edge += width
    for answer in answers:
        light(axes, answer, *seats[answer.word])
    lamp = {"width": LAMP, "edge": BEAM, "fill": BEAM}
    card(axes, lamp_x, lamp_y, LOOKER, **lamp, color=PAPER, size=LARGE, weight="bold")


def seat_words(axes: Axes, sentence: str, answering: Collection[str]) -> dict[str, Seat]:
    """Write the sentence and leave room for the words that matter.

    returns  dict, the middle of each word that is not yet written
    """
    words = sentence.split()
    second = words.index(LOOKER) - 1
    seats = {}
    for y, row in [(UPPER, words[:second]), (LOWER, words[second:])]:
        letters = np.array([LETTER * len(word) for word in row])
        widths = letters + min(GAP, (WIDTH - MARGIN - letters.sum()) / len(row))  # a long row moves together
        middles = WIDTH / 2 - widths.sum() / 2 + np.cumsum(widths) - widths / 2
        for word, x in zip(row, middles):
            name = word.rstrip(".")
            if name in (LOOKER, *answering):
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


def shine(axes: Axes, answer: Answer, lamp: Seat, seat: Seat) -> Polygon:
    """One beam, from the lamp to a word in the other row or further on in its own."""
    (x, y), start = seat, (lamp[0], lamp[1] + CARD_HEIGHT / 2)
    if y == LOWER:
        end, bends = (x, y + CARD_HEIGHT / 2), (y + 60, y + 60)
    else:
        end, rise = (x, y - CARD_HEIGHT / 2), 0.58 * (y - lamp[1] - CARD_HEIGHT)
        bends = (start[1] + rise, end[1] - rise)
    path = curve(start, (start[0], bends[0]), (end[0], bends[1]), end)
    widths = (LAMP * answer.weight, FLARE * answer.weight)
    return ribbon(axes, path, widths, answer.color)


def light(axes: Axes, answer: Answer, x: float, y: float) -> None:
    """A word's card, lit by its weight, and the label beyond it."""
    word, weight, label, color = answer
    look = {"width": card_width(word), "edge": color, "fill": color}
    card(axes, x, y, word, **look, light=weight / 2, size=LARGE)
    beyond = y - 26 if y == LOWER else y + 26
    write(axes, x, beyond, label, size=LARGE, weight="bold", color=color)
