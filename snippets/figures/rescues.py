"""The figures of the rescues: what a fixed state recalls, and what keeping every card costs.

Each function takes nothing and returns a picture of the values of snippets/rescues.py. What is
looked up has the beam's colour, as everywhere; what a fixed state holds is grey.
"""

import numpy as np
from matplotlib.axes import Axes

from snippets import rescues
from snippets.figures.fading import BOTTOM, LEFT, draw_scale, height_of, part
from snippets.figures.stage import BEAM, MUTED, box, listed, stage, title, write
from worked import Picture

END = 292  # pixels: where the curves end, and their names begin
BARS, BAR, ROW = 92, 200, 50  # pixels: where bars begin, the longest, and from row to row
PATTERNS = [":", "--", "-"]  # from the narrowest state to the widest


def recall() -> Picture:
    """The share recalled by a state of each width, and by a lookup.

    returns  Picture; a dot is as high as the share recalled of so many cards
    """
    figure, axes = stage(262)
    sizes = np.log(rescues.pairs)
    places = LEFT + 8 + (END - LEFT - 8) * (sizes - sizes[0]) / (sizes[-1] - sizes[0])
    draw_scale(axes, END, "cards stored")
    title(axes, 242, "Cards recalled")
    for width, shares, pattern in zip(
        rescues.widths, rescues.recall_of_state, PATTERNS, strict=True
    ):
        draw_curve(axes, places, shares, f"{width} wide", MUTED, pattern)
    draw_curve(axes, places, rescues.recall_of_lookup, "lookup", BEAM, "-")
    for x, count in zip(places, rescues.pairs, strict=True):
        write(axes, x, BOTTOM - 17, f"{count}", color=MUTED)
    chance = 1 / rescues.symbols
    guess = height_of(chance)
    axes.plot([LEFT - 6, END], [guess, guess], color=MUTED, lw=1)
    write(axes, END + 12, guess, f"guess: {part(chance)}", color=MUTED, ha="left")
    return Picture(figure, recall_in_words())


def draw_curve(axes: Axes, places, shares, name: str, color: str, pattern: str) -> None:
    """Shares at their places, joined by lines, with the last one named."""
    heights = height_of(np.array(shares))
    look = {"color": color, "lw": 2.4, "marker": "o", "ms": 6, "mew": 0}
    axes.plot(places, heights, pattern, **look)
    text = f"{name}: {part(shares[-1])}"
    write(axes, END + 12, heights[-1], text, color=color, weight="bold", ha="left")


def recall_in_words() -> str:
    """The alternative text: every share of the figure."""
    states = "; ".join(
        f"for keys of {width} numbers {listed(map(part, shares))}"
        for width, shares in zip(rescues.widths, rescues.recall_of_state, strict=True)
    )
    return (
        f"The share recalled of {listed(map(str, rescues.pairs))} cards. A state of fixed size "
        f"recalls fewer and fewer: {states}. A lookup that keeps every card recalls "
        f"{listed(map(part, rescues.recall_of_lookup))}; a guess is right "
        f"{part(1 / rescues.symbols)} of the time."
    )


def memory() -> Picture:
    """How many numbers the cards take, and how many the widest state.

    returns  Picture; a bar is as long as the count, on one scale
    """
    rows = len(rescues.pairs)
    figure, axes = stage(ROW * rows + 46)
    title(axes, ROW * rows + 32, "Numbers kept")
    state = rescues.state_numbers[rescues.wide]
    for row, (cards, kept) in enumerate(zip(rescues.pairs, rescues.cards_numbers, strict=True)):
        y = ROW * (rows - row) - 20
        write(axes, 80, y, f"{cards} cards", ha="right")
        draw_count(axes, y + 10, "lookup", kept, BEAM)
        draw_count(axes, y - 10, "state", state, MUTED)
    lookup = listed(f"{kept:,}" for kept in rescues.cards_numbers)
    alt = (
        f"Numbers kept for {listed(map(str, rescues.pairs))} cards. The lookup keeps {lookup}, "
        f"more with every card. The state keeps {state:,}, however many cards there are."
    )
    return Picture(figure, alt)


def draw_count(axes: Axes, y: float, name: str, kept: int, color: str) -> None:
    """A bar as long as a count, with its name and the count behind it."""
    length = BAR * kept / max(rescues.cards_numbers)
    box(axes, BARS + length / 2, y, length, 15, color)
    look = {"color": color, "weight": "bold", "ha": "left"}
    write(axes, BARS + length + 8, y, f"{name} {kept:,}", **look)
