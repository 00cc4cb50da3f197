"""The two ways for a message to travel: through every state, or straight."""

import numpy as np
from matplotlib.axes import Axes

import snippets.soft_lookup as lesson
from snippets.figures.stage import (
    BEAM,
    FAINT,
    MUTED,
    TEXT,
    WIDTH,
    arrow,
    box,
    dots,
    line,
    percent,
    title,
    write,
)

PIPE = 26  # pixels: the height of a state that holds the message alone


def draw_relay(axes: Axes, y: float) -> None:
    """A pipe with one room per state, and in each what is left of the first message.

    y        pixels, the pipe's middle
    returns  None; the lit part of a room is `PIPE` times what survives up to there
    """
    columns = column_places()
    room = columns[1] - columns[0]
    first, last = lesson.pointed_at[0], lesson.relay_length
    for token, x in enumerate(columns, start=1):
        kept = lesson.survives(token - first, lesson.tired_runner) if token >= first else 0
        box(axes, x, y, room - 2, PIPE, FAINT)
        box(axes, x, y, room - 2, PIPE * kept, BEAM)
    enter(axes, np.delete(columns, first - 1), y, MUTED)
    enter(axes, columns[first - 1 : first], y, BEAM)
    left, right = columns[first - 1] - room / 2, columns[-1] + room / 2
    arrow(axes, (left, y + 22), (right, y + 22), MUTED)
    for x, side, token, color in [(left, "left", first, BEAM), (right, "right", last, TEXT)]:
        write(axes, x, y + 36, f"h{token}", ha=side)
        write(axes, x, y - 44, f"x{token}", ha=side, color=color)
    note_loss(axes, y)


def enter(axes: Axes, columns: np.ndarray, y: float, color: str) -> None:
    """Arrows from below into the pipe."""
    axes.vlines(columns, y - 33, y - 20, color=color, lw=1.8)
    axes.plot(columns, np.full(len(columns), y - 19), "^", ms=6, color=color, mew=0)


def note_loss(axes: Axes, y: float) -> None:
    """Head the relay, and say what it keeps and what is left at its end."""
    title(axes, y + 65, "Relay: one narrow pipe")
    kept = f"each handover keeps {percent(lesson.tired_runner)}"
    write(axes, WIDTH - 6, y + 65, kept, color=MUTED, ha="right")
    left = lesson.survives(lesson.handovers, lesson.tired_runner)
    note = f"{left:.1%} of x{lesson.pointed_at[0]} is left"
    write(axes, WIDTH - 6, y - 65, note, color=BEAM, weight="bold", ha="right")


def draw_direct(axes: Axes, y: float) -> None:
    """One row of tokens; the last sends an arc to each token that it looks at.

    y        pixels, the row's middle
    returns  None
    """
    columns = column_places()
    targets = columns[np.array(lesson.pointed_at) - 1]
    dots(axes, columns, y, FAINT, 8)
    dots(axes, targets, y, BEAM, 9)
    dots(axes, columns[-1:], y, BEAM, 11)
    for token, x in zip(lesson.pointed_at, targets):
        point_at(axes, columns[-1], x, y)
        first = token == min(lesson.pointed_at)
        name, side = (f"token {token}", "left") if first else (f"{token}", "center")
        write(axes, x - 8 * first, y - 18, name, ha=side)
    looker = f"token {lesson.relay_length} looks"
    write(axes, WIDTH - 6, y - 36, looker, weight="bold", color=BEAM, ha="right")
    title(axes, y + 110, "Direct: one step each")


def point_at(axes: Axes, start: float, end: float, y: float) -> None:
    """An arc from one token over the others to another."""
    rise = 18 + 0.255 * (start - end)
    line(axes, (start, y + 4), (start, y + rise), (end, y + rise), (end, y + 10), color=BEAM)
    arrow(axes, (end, y + 13), (end, y + 6), BEAM)


def column_places() -> np.ndarray:
    """Where the tokens stand, in pixels from the left."""
    return np.linspace(20, WIDTH - 20, lesson.relay_length)  # (relay_length,)
