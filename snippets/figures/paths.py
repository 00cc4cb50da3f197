"""From an early word to the last one of a text of any length: through every state, or in one look."""

import numpy as np
from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets.figures.stage import BEAM, FAINT, MUTED, PAPER, WIDTH, arrow, card, dots, title, write
from snippets.figures.relay import point_at

LAST = "wordN"
STATES = ["state1", "state2", "…", "stateN"]
CARD_WIDTH, GAP = 64, 32
FIRST, END = 30, WIDTH - 36  # pixels: the places of the first and the last word
STEP = 24  # pixels from word to word


def draw_old_path(axes: Axes, y: float) -> None:
    """The first word enters a chain of states, and each hands it on to the next.

    y        pixels, the middle of the chain
    """
    title(axes, y + 40, "Old path: through every state")
    stops = [f"word{lesson.looked_at[0]}", *STATES]
    widths = np.array([24 if stop == "…" else CARD_WIDTH for stop in stops])
    middles = 6 + np.cumsum(widths + GAP) - GAP - widths / 2
    for n, (stop, x, width) in enumerate(zip(stops, middles, widths)):
        if stop == "…":
            write(axes, x, y, stop, color=MUTED)
        else:
            card(axes, x, y, stop, width=width, edge=MUTED if n else BEAM)
        if n:
            arrow(axes, (x - width / 2 - GAP + 4, y), (x - width / 2 - 4, y), MUTED)


def draw_new_path(axes: Axes, y: float) -> None:
    """A row of words, of which the last looks straight at some.

    y        pixels, the row's middle
    """
    title(axes, y + 114, "New path: one look each")
    for place in range(1, max(lesson.looked_at) + 1):
        dots(axes, [word_at(place)], y, BEAM if place in lesson.looked_at else FAINT, 8)
    for place in lesson.looked_at:
        point_at(axes, END, word_at(place), y)
        write(axes, word_at(place), y - 20, f"word{place}")
    write(axes, word_at(max(lesson.looked_at) + 1.3), y, "…", color=MUTED)
    card(axes, END, y - 2, LAST, width=CARD_WIDTH, edge=BEAM, fill=BEAM, color=PAPER, weight="bold")


def word_at(place: float) -> float:
    """Where a word of the row stands, in pixels."""
    return FIRST + STEP * (place - 1)
