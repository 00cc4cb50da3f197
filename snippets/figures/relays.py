"""The figures of the relays that learned: what they recall, and what arrives at the first word.

Each function takes nothing and returns a picture of the values of snippets/relays.py. A relay is
grey, and attention has the beam's colour. A dot is a mean, and a ring one network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from snippets import relays
from snippets.figures.fading import part
from snippets.figures.stage import BEAM, FAINT, MUTED, listed, stage, title, write
from worked import Picture

HIGH, APART = 84, 150  # pixels: a small plot, and from one to the next below
LEFTS, WIDE = (52, 248), 150  # where the two columns of small plots begin, and how wide they are
CLOSE = 17  # pixels: names at the ends of curves are at least so far apart


@dataclass(frozen=True)
class Plot:
    """A plot whose places stand at equal distances, and its heights between two values.

    left, bottom, width, height  pixels
    ticks                        what stands below the places
    low, high                    the values at the bottom and at the top
    """

    left: float
    bottom: float
    width: float
    height: float
    ticks: Sequence[int]
    low: float = 0
    high: float = 1

    def places(self) -> np.ndarray:
        """Where the ticks stand."""
        return self.left + 8 + (self.width - 16) * np.linspace(0, 1, len(self.ticks))

    def heights(self, values: np.ndarray) -> np.ndarray:
        """Where values stand."""
        return self.bottom + self.height * (np.asarray(values) - self.low) / (self.high - self.low)

    def rule(self, axes: Axes, value: float, name: str = "", color: str = FAINT) -> None:
        """A line at a value, with its name at the left."""
        y = self.heights(value)
        axes.plot([self.left, self.left + self.width], [y, y], color=color, lw=1.2, zorder=0)
        write(axes, self.left - 6, y, name, color=MUTED, ha="right")

    def curve(self, axes: Axes, values, color: str, pattern: str = "-") -> None:
        """A dot for each value, joined by lines."""
        axes.plot(self.places(), self.heights(values), pattern, color=color, lw=2.2, marker="o", ms=5.5, mew=0)

    def spread(self, axes: Axes, values: np.ndarray, color: str = MUTED) -> None:
        """A ring for each network: (places, networks) float."""
        look = {"mfc": "none", "mec": color, "mew": 1, "ms": 5, "zorder": 1}
        for x, own in zip(self.places(), values, strict=True):
            axes.plot(np.full(len(own), x), self.heights(own), "o", **look)

    def label(self, axes: Axes) -> None:
        """Write the ticks."""
        for x, tick in zip(self.places(), self.ticks, strict=True):
            write(axes, x, self.bottom - 15, f"{tick}", color=MUTED)


def builds() -> Picture:
    """What the plain relay and its three rescues recall."""
    shown = {
        "plain": relays.plain,
        "twice the width": relays.wide,
        "both directions": relays.both,
        "three layers": relays.deep,
    }
    return panels("The first word recalled", shown)


def trainings() -> Picture:
    """What relays recall that are as wide as the plain one, and were trained in another way."""
    shown = {
        "trained longer": relays.longer,
        "orthogonal start": relays.orthogonal,
        "gates": relays.gates,
        "open gates": relays.open_gates,
    }
    return panels("Of the same width", shown)


def panels(name: str, shown: dict[str, int]) -> Picture:
    """A small plot for each build, with attention above it.

    shown    names, and places in what was measured
    """
    rows = len(shown) // len(LEFTS)
    figure, axes = stage(APART * rows + 56)
    title(axes, APART * rows + 40, name)
    for number, (build, place) in enumerate(shown.items()):
        row, column = divmod(number, len(LEFTS))
        plot = Plot(LEFTS[column], APART * (rows - row) - 104, WIDE, HIGH, relays.distances)
        write(axes, plot.left, plot.bottom + HIGH + 20, build, weight="bold", ha="left")
        draw_shares(axes, plot, 1 / relays.words, is_named=column == 0)
        plot.curve(axes, relays.first[relays.attention], BEAM)
        plot.curve(axes, relays.first[place], MUTED)
        plot.spread(axes, relays.each_network("first")[place])
        plot.label(axes)
    write(axes, 226, 12, "words in between", color=MUTED)
    told = "; ".join(f"{build} {shares(relays.first[place])}" for build, place in shown.items())
    alt = (
        f"The share of first words recalled behind {listed(map(str, relays.distances))} others: {told}. "
        f"Attention recalls {shares(relays.first[relays.attention])}, and a guess is right "
        f"once in {relays.words} times. A ring is one network, and the line is their mean."
    )
    return Picture(figure, alt)


def draw_shares(axes: Axes, plot: Plot, guess: float, is_named: bool = True) -> None:
    """Lines where all, as much as by guessing, and nothing is recalled."""
    for value, name, color in [(1, "all", FAINT), (guess, "guess", MUTED), (0, "", FAINT)]:
        plot.rule(axes, value, name if is_named else "", color)


def shares(values) -> str:
    """Shares as percentages, in a list."""
    return listed(map(part, values))


def keyed() -> Picture:
    """What each build recalls of cards with keys."""
    small, large = relays.sum_numbers
    shown = [
        ("attention", relays.keyed_attention, BEAM, "-"),
        (f"sum of {large}", relays.keyed_large, MUTED, "-"),
        ("gates", relays.keyed_gates, MUTED, "-."),
        (f"sum of {small}", relays.keyed_small, MUTED, "--"),
        ("plain", relays.keyed_plain, MUTED, ":"),
    ]
    figure, axes = stage(276)
    title(axes, 258, "Values recalled")
    plot = Plot(52, 56, 212, 172, relays.pairs)
    draw_shares(axes, plot, 1 / relays.symbols)
    for _, place, color, pattern in shown:
        plot.curve(axes, relays.keyed[place], color, pattern)
        plot.spread(axes, relays.each_network("keyed")[place], color)
    name_ends(
        axes,
        plot,
        [(f"{name}: {part(relays.keyed[place][-1])}", relays.keyed[place][-1], color) for name, place, color, _ in shown],
    )
    plot.label(axes)
    write(axes, 158, 16, "cards", color=MUTED)
    told = "; ".join(f"{name} {shares(relays.keyed[place])}" for name, place, *_ in shown)
    alt = (
        f"The share of values recalled of {listed(map(str, relays.pairs))} cards: {told}. "
        f"A guess is right once in {relays.symbols} times. A ring is one network."
    )
    return Picture(figure, alt)


def gradient() -> Picture:
    """The gradient that arrives at the first word before training, on a scale of powers of a thousand."""
    shown = [
        ("attention", relays.attention, BEAM, "-"),
        ("orthogonal", relays.orthogonal, MUTED, "-"),
        ("open gates", relays.open_gates, MUTED, "-."),
        ("gates", relays.gates, MUTED, "--"),
        ("plain", relays.plain, MUTED, ":"),
    ]
    figure, axes = stage(286)
    title(axes, 268, "Gradient at the first word, before training")
    measured = relays.each_network("gradient")
    low = 3 * np.floor(measured.min() / 3)
    plot = Plot(12, 56, 248, 188, relays.distances, low, 0)
    for power in np.arange(low, 1, 3):
        plot.rule(axes, power)
    for _, place, color, pattern in shown:
        plot.curve(axes, measured[place], color, pattern)
    ends = [(f"{name}: {relays.kept[place]:.2f}", measured[place][-1], color) for name, place, color, _ in shown]
    name_ends(axes, plot, ends)
    plot.label(axes)
    write(axes, 136, 16, "words in between", color=MUTED)
    told = listed(f"{name} {relays.kept[place]:.2f}" for name, place, *_ in shown)
    alt = (
        f"The gradient that arrives at the first word behind {listed(map(str, relays.distances))} others, before "
        f"training. Each line is a thousand times smaller than the one above. Each further word leaves this part of "
        f"it, on average: {told}."
    )
    return Picture(figure, alt)


def name_ends(axes: Axes, plot: Plot, ends: list[tuple[str, float, str]]) -> None:
    """Name curves behind their last dots, from above, each as near to its dot as the names allow.

    ends     the name, the last value and the colour of each curve
    """
    above, heights = float("inf"), {}
    for name, value, _ in sorted(ends, key=lambda end: -end[1]):
        above = heights[name] = min(plot.heights(value), above - CLOSE)
    for name, _, color in ends:
        write(axes, plot.left + plot.width + 6, heights[name], name, color=color, weight="bold", ha="left")
