"""The figures of lesson 07 on what a relay forgets, what a state recalls, and what cards cost.

Each function takes nothing and returns a picture. What is looked up is drawn in the beam's
colour, as everywhere; what a fixed state holds is grey.
"""

import numpy as np
from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets import rescues
from snippets.figures.stage import (
    BEAM, FAINT, MUTED, SMALL, box, listed, percent, stage, title, write,
)
from worked import Picture

TOP, BOTTOM = 196, 46  # pixels: where all is left, and where nothing is
LEFT, RIGHT, END = 50, 392, 292  # pixels: the scale, which ends early where names follow
BARS, BAR, ROW = 92, 222, 50  # pixels: where bars begin, the longest, and from row to row
PATTERNS = [":", "--", "-"]  # from the narrowest state to the widest


def fading() -> Picture:
    """What is left of token 1 after each handover, for two runners.

    returns  Picture; a bar or a dot is as high as the part that survives
    """
    figure, axes = stage(250)
    steps = np.arange(lesson.handovers + 1)
    places = LEFT + (RIGHT - LEFT) * steps / lesson.handovers
    tired, rested = (
        np.array([lesson.survives(int(step), rate) for step in steps])
        for rate in (lesson.tired_runner, lesson.rested_runner)
    )
    draw_scale(axes, RIGHT, "handovers")
    axes.bar(places, (TOP - BOTTOM) * tired, 7, BOTTOM, color=BEAM, lw=0)
    axes.plot(places, height_of(rested), "o", ms=5, color=MUTED, mew=0)
    title(axes, 236, f"What is left of token {lesson.pointed_at[0]}")
    note_rate(axes, RIGHT, TOP + 13, lesson.rested_runner, MUTED, "right")
    note_rate(axes, places[8], 124, lesson.tired_runner, BEAM, "left")
    for step in (lesson.clue_distance, lesson.handovers):
        for left, above, color in [(rested, -14, MUTED), (tired, 13, BEAM)]:
            y = height_of(left[step]) + above
            write(axes, places[step], y, part(left[step]), size=SMALL, color=color, weight="bold")
        write(axes, places[step], BOTTOM - 17, f"{step}", size=SMALL, color=MUTED)
    alt = (
        f"What is left of token {lesson.pointed_at[0]}. A runner who keeps "
        f"{percent(lesson.tired_runner)} has {fall(tired)}; one who keeps "
        f"{percent(lesson.rested_runner)} has {fall(rested)}."
    )
    return Picture(figure, alt)


def note_rate(axes: Axes, x: float, y: float, rate: float, color: str, side: str) -> None:
    """Say what a runner keeps."""
    note = f"each handover keeps {percent(rate)}"
    write(axes, x, y, note, size=SMALL, color=color, weight="bold", ha=side)


def fall(left: np.ndarray) -> str:
    """What is left at the two places that the lesson speaks of."""
    near, far = lesson.clue_distance, lesson.handovers
    return f"{part(left[near])} left after {near} handovers and {part(left[far])} after {far}"


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
    draw_curve(axes, places, rescues.recall_of_lookup, "wall", BEAM, "-")
    for x, count in zip(places, rescues.pairs, strict=True):
        write(axes, x, BOTTOM - 17, f"{count}", size=SMALL, color=MUTED)
    guess = height_of(rescues.chance)
    axes.plot([LEFT - 6, END], [guess, guess], color=MUTED, lw=1)
    name = f"guess: {part(rescues.chance)}"
    write(axes, END + 12, guess, name, size=SMALL, color=MUTED, ha="left")
    return Picture(figure, recall_in_words())


def draw_curve(axes: Axes, places, shares, name: str, color: str, pattern: str) -> None:
    """Shares at their places, joined by lines, with the last one named."""
    heights = height_of(np.array(shares))
    look = {"color": color, "lw": 2.4, "marker": "o", "ms": 6, "mew": 0}
    axes.plot(places, heights, pattern, **look)
    text = f"{name}: {part(shares[-1])}"
    write(axes, END + 12, heights[-1], text, size=SMALL, color=color, weight="bold", ha="left")


def recall_in_words() -> str:
    """The alternative text: every share of the figure."""
    boards = "; ".join(
        f"for keys of {width} numbers {listed(map(part, shares))}"
        for width, shares in zip(rescues.widths, rescues.recall_of_state, strict=True)
    )
    return (
        f"The share recalled of {listed(map(str, rescues.pairs))} cards. A board of fixed size "
        f"recalls fewer and fewer: {boards}. A wall that keeps every card recalls "
        f"{listed(map(part, rescues.recall_of_lookup))}; a guess is right "
        f"{part(rescues.chance)} of the time."
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
        draw_count(axes, y + 10, "wall", kept, BEAM)
        draw_count(axes, y - 10, "board", state, MUTED)
    wall = listed(f"{kept:,}" for kept in rescues.cards_numbers)
    alt = (
        f"Numbers kept for {listed(map(str, rescues.pairs))} cards. The wall keeps {wall}, "
        f"more with every card. The board keeps {state:,}, however many cards there are."
    )
    return Picture(figure, alt)


def draw_count(axes: Axes, y: float, name: str, kept: int, color: str) -> None:
    """A bar as long as a count, with its name and the count behind it."""
    length = BAR * kept / max(rescues.cards_numbers)
    box(axes, BARS + length / 2, y, length, 15, color)
    look = {"size": SMALL, "color": color, "weight": "bold", "ha": "left"}
    write(axes, BARS + length + 8, y, f"{name} {kept:,}", **look)


def draw_scale(axes: Axes, right: float, across: str) -> None:
    """Lines where all and where nothing is left, and what runs across."""
    for y, name in [(TOP, "all"), (BOTTOM, "none")]:
        axes.plot([LEFT - 6, right], [y, y], color=FAINT, lw=1.5, zorder=0)
        write(axes, 6, y, name, size=SMALL, color=MUTED, ha="left")
    write(axes, (LEFT + right) / 2, BOTTOM - 35, across, size=SMALL, color=MUTED)


def height_of(part: np.ndarray | float) -> np.ndarray | float:
    """Where a part of a whole stands, in pixels from below."""
    return BOTTOM + (TOP - BOTTOM) * part


def part(share: float) -> str:
    """A part of a whole in whole percent; small parts, and those just short of all, with decimals."""
    decimals = 0 if share >= 0.1 else 1
    while share < 1 and round(100 * share, decimals) >= 100:
        decimals += 1
    return f"{share:.{decimals}%}"
