"""What the lessons' figures share: one colour per token, and a stage to draw on.

Each colour is also a CSS custom property, which theme/assets/figures.css sets for the light and
the dark scheme, and `[tool.worked.colors]` in pyproject.toml names. The tokens differ in hue
and in lightness, so that they stay apart in greyscale and for colour-blind readers.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

TOKENS = {"animal": "#be4f05", "road": "#1938d3", "cross": "#74115a", "tired": "#186d47"}
ROLES = {"beam": "#8f6400", "muted": "#646c7a", "faint": "#e4e7ee", "paper": "#ffffff"}
COLORS = TOKENS | ROLES
BEAM, MUTED, FAINT, PAPER = ROLES.values()
TEXT = "#000000"  # becomes the page's own text colour
VARIABLES = {TOKENS[name]: f"--token-{name}" for name in TOKENS} | {
    ROLES[name]: f"--{name}" for name in ROLES
}

WIDTH = 420  # pixels of the drawing: a little wider than a phone's column
BODY, LARGE = 14, 15.5  # 14 are 12 pixels on the narrowest phone
PIXELS_PER_INCH = 72
CARD_HEIGHT = 24


def stage(height: float) -> tuple[Figure, Axes]:
    """An empty stage whose data coordinates are its pixels, from the lower left corner.

    Put shapes on it with `add_artist`: `add_patch` measures each for limits, which are set here.

    height   pixels
    returns  the figure, and its only axes, which show neither frame nor ticks
    """
    size = (WIDTH / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
    figure = Figure(figsize=size, dpi=PIXELS_PER_INCH)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


def write(axes: Axes, x: float, y: float, text: str, *, size=BODY, color=TEXT, **style) -> Text:
    """Write text whose letters are centred on the height y, in any font.

    x, y     pixels; x is where `ha` says, by default the middle
    returns  the text
    """
    style = {"ha": "center"} | style
    baseline = y - 0.36 * size
    return axes.text(x, baseline, text, size=size, color=color, va="baseline", **style)


def title(axes: Axes, y: float, text: str) -> Text:
    """Write a heading at the left."""
    return write(axes, 6, y, text, size=LARGE, weight="bold", ha="left")


def card(axes: Axes, x: float, y: float, text: str, *, width, edge, fill=PAPER, light=1.0, **style):
    """Write text on a rounded card.

    x, y     pixels, the card's middle
    edge     colour of the outline
    fill     colour of the card
    light    strength of the fill, between 0 and 1
    returns  the text
    """
    corner = (x - width / 2, y - CARD_HEIGHT / 2)
    layers = [(PAPER, edge, 1), (fill, "none", light)] if light < 1 else [(fill, edge, 1)]
    for face, outline, alpha in layers if fill != PAPER else layers[:1]:
        shape = FancyBboxPatch(corner, width, CARD_HEIGHT, boxstyle="round,pad=0,rounding_size=6")
        shape.set(fc=face, ec=outline, lw=1.5, alpha=alpha, zorder=2)
        axes.add_artist(shape)
    return write(axes, x, y, text, zorder=3, **style)


def box(axes: Axes, x: float, y: float, width: float, height: float, color: str) -> Rectangle:
    """A filled rectangle around a middle."""
    corner = (x - width / 2, y - height / 2)
    return axes.add_artist(Rectangle(corner, width, height, fc=color, lw=0))


def dots(axes: Axes, x: Sequence[float], y: float, color: str, size: float) -> None:
    """Equal dots in a row."""
    axes.plot(x, np.full(len(x), y), "o", ms=size, color=color, mew=0)


def curve(*points: Sequence[float]) -> np.ndarray:
    """A smooth path from the first of four points to the last (cubic Bezier).

    points   four of (2,) pixels; the path leaves the first towards the second, and reaches the
             last from the third
    returns  (17, 2) pixels
    """
    t = np.linspace(0, 1, 17)[:, None]  # (17, 1)
    shares = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
    return sum(share * np.asarray(point) for share, point in zip(shares, points, strict=True))


def line(axes: Axes, *points: Sequence[float], color: str, width=1.8) -> PathPatch:
    """A thin smooth line; the four points are those of `curve`."""
    path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    return axes.add_artist(PathPatch(path, fc="none", ec=color, lw=width, capstyle="butt"))


def ribbon(axes: Axes, path: np.ndarray, widths: tuple[float, float], color: str) -> Polygon:
    """A band of light along a path, whose width goes evenly from the first to the last.

    path     (n, 2) pixels
    widths   pixels at the start and at the end
    returns  the polygon: n points along one side, then n back along the other
    """
    along = np.gradient(path, axis=0, edge_order=min(2, len(path) - 1))
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    half = np.linspace(*widths, len(path))[:, None] / 2
    outline = np.concatenate([path + half * across, (path - half * across)[::-1]])
    return axes.add_artist(Polygon(outline, fc=color, alpha=0.75, lw=0, zorder=1))


def arrow(axes: Axes, start: Sequence[float], end: Sequence[float], color: str, width=1.8):
    """A straight arrow whose tip is its end.

    start, end  (2,) pixels
    width       pixels; the head grows with it
    returns     the head, a triangle that begins with the tip
    """
    start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    along = (end - start) / np.linalg.norm(end - start)
    across, size = np.array([-along[1], along[0]]), 2.5 + 2 * width
    neck = end - size * along
    axes.plot(*zip(start, neck), color=color, lw=width, solid_capstyle="butt")
    head = [end, neck + 0.5 * size * across, neck - 0.5 * size * across]
    return axes.add_artist(Polygon(head, fc=color, lw=0, zorder=2))


def amount(weight: float) -> str:
    """A weight as the lessons print it, with two decimals."""
    return f"{weight:.2f}"


def signed(number: float) -> str:
    """A number with one decimal, and a true minus sign if it is below zero."""
    return f"{number:.1f}".replace("-", "−")


def vector(entries: Iterable[float]) -> str:
    """A vector as the lessons print it: whole numbers plainly, others with two decimals."""
    entries = [float(entry) for entry in entries]
    decimals = 0 if all(entry.is_integer() for entry in entries) else 2
    return "[" + ", ".join(f"{entry:.{decimals}f}" for entry in entries) + "]"


def percent(part: float) -> str:
    """A part of a whole in percent, with the decimals that it has."""
    return f"{100 * part:.10g}%"


def listed(parts: Iterable[str]) -> str:
    """Join parts as a sentence does: with commas, and "and" before the last."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def counted(number: int) -> str:
    """A small count as a word.

    number   int from 0 to 9
    raises   IndexError: there is no word for it here
    """
    return ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][number]
