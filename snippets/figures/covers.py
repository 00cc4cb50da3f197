"""Three kinds of attention as tables: who asks, whose cards are there, and which of them are covered."""

import numpy as np
from matplotlib.axes import Axes

import snippets.multi_head as lesson
from snippets.figures.beams import LOOKER
from snippets.figures.lattice import Lattice
from snippets.figures.stage import BEAM, COLORS, MUTED, BODY, WIDTH, write

CELL, TOP = 22, 122  # pixels: a cell, and the upper side of the tables
LEFT = 26  # pixels beside the first table, for "who asks"


def tables() -> dict[str, tuple[Lattice, list[str], np.ndarray]]:
    """By the name of its kind: a table, the words of its cards, and which cells are open."""
    n = len(lesson.text)
    kinds = {
        "self": (lesson.text, np.ones((n, n), bool)),
        "causal": (lesson.text, lesson.may_look),
        "cross": (lesson.words, np.ones((len(lesson.askers), len(lesson.words)), bool)),
    }
    gap = (WIDTH - LEFT - 8 - CELL * sum(seen.shape[1] for _, seen in kinds.values())) / (len(kinds) - 1)
    found, left = {}, LEFT
    for name, (words, seen) in kinds.items():
        found[name] = (Lattice(left, TOP, seen.shape, CELL, CELL), words, seen)
        left += CELL * seen.shape[1] + gap
    return found


def draw_covers(axes: Axes) -> None:
    """Open cells in the colour of their card, covered ones hatched."""
    for name, (cells, words, seen) in tables().items():
        for row, column in np.ndindex(seen.shape):
            if seen[row, column]:
                cells.light(axes, row, column, color_of(words[column]), 0.5)
            else:
                cells.hide(axes, row, column)
        cells.rule(axes)
        write(axes, cells.middle()[0], cells.top + 34, name, weight="bold")
        write(axes, cells.middle()[0], cells.top + 14, "whose cards", color=MUTED)
    first = next(iter(tables().values()))[0]
    x = first.left - 6 - 0.36 * BODY
    axes.text(x, first.middle()[1], "who asks", rotation=90, ha="center", va="center", size=BODY, color=MUTED)


def color_of(word: str) -> str:
    """A word's colour; the word that looks is the lamp."""
    return BEAM if word == LOOKER else COLORS[word]
