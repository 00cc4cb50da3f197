"""What is left of a message on its way down the relay, and a scale from none to all."""

import numpy as np
from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets.figures.stage import BEAM, FAINT, MUTED, percent, write

TOP, BOTTOM = 196, 46  # pixels: where all is left, and where nothing is
LEFT, RIGHT = 50, 392


def left_after(rate: float) -> np.ndarray:
    """The part of the first message that each runner still holds.

    rate     float between 0 and 1, what one handover keeps
    returns  (handovers + 1,) float, the first before any handover
    """
    return np.array([lesson.survives(step, rate) for step in range(lesson.handovers + 1)])


def draw_fading(axes: Axes) -> None:
    """Bars for the tired runner, dots for the rested one.

    returns  None; a bar or a dot is as high as the part that survives
    """
    places = np.linspace(LEFT, RIGHT, lesson.handovers + 1)
    tired, rested = left_after(lesson.tired_runner), left_after(lesson.rested_runner)
    draw_scale(axes, RIGHT, "handovers")
    axes.bar(places, height_of(tired) - BOTTOM, 7, BOTTOM, color=BEAM, lw=0)
    axes.plot(places, height_of(rested), "o", ms=5, color=MUTED, mew=0)
    note_rate(axes, RIGHT, TOP + 13, lesson.rested_runner, MUTED, "right")
    note_rate(axes, places[8], 124, lesson.tired_runner, BEAM, "left")
    for step in (lesson.clue_distance, lesson.handovers):
        for left, above, color in [(rested, -14, MUTED), (tired, 13, BEAM)]:
            y = height_of(left[step]) + above
            write(axes, places[step], y, part(left[step]), color=color, weight="bold")
        write(axes, places[step], BOTTOM - 17, f"{step}", color=MUTED)


def note_rate(axes: Axes, x: float, y: float, rate: float, color: str, side: str) -> None:
    """Say what a runner keeps."""
    note = f"each handover keeps {percent(rate)}"
    write(axes, x, y, note, color=color, weight="bold", ha=side)


def fall(rate: float) -> str:
    """What is left at the two places that the lesson speaks of."""
    near, far = lesson.clue_distance, lesson.handovers
    left = left_after(rate)
    return f"{part(left[near])} left after {near} handovers and {part(left[far])} after {far}"


def draw_scale(axes: Axes, right: float, across: str) -> None:
    """Lines where all and where nothing is left, and what runs across."""
    for y, name in [(TOP, "all"), (BOTTOM, "none")]:
        axes.plot([LEFT - 6, right], [y, y], color=FAINT, lw=1.5, zorder=0)
        write(axes, 6, y, name, color=MUTED, ha="left")
    write(axes, (LEFT + right) / 2, BOTTOM - 35, across, color=MUTED)


def height_of(part: np.ndarray | float) -> np.ndarray | float:
    """Where a part of a whole stands, in pixels from below."""
    return BOTTOM + (TOP - BOTTOM) * part


def part(share: float) -> str:
    """A part of a whole in whole percent; small parts, and those just short of all, with decimals."""
    decimals = 0 if share >= 0.1 else 1
    while share < 1 and round(100 * share, decimals) >= 100:
        decimals += 1
    return f"{share:.{decimals}%}"
