"""The figures of the rescues show what the relay keeps, what was measured, and what is stored."""

import json
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from snippets import rescues
from snippets.figures import fading, soft_lookup
from snippets.figures import rescues as figures
from snippets.figures.stage import BEAM, MUTED
from tests.snippets.drawn import NUMBER, labels, typed_numbers
from worked import Picture, svg

RECORD = json.loads(Path(rescues.RESULTS).read_text(encoding="utf-8"))["values"]


def bars(picture: Picture, color: str) -> list[Rectangle]:
    found = [shape for shape in picture.figure.axes[0].patches if type(shape) is Rectangle]
    assert found
    return [bar for bar in found if to_hex(bar.get_facecolor()) == color]


def curves(picture: Picture, color: str) -> list[np.ndarray]:
    """The heights of the lines with a dot at each place, as parts of the scale."""
    lines = [line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]
    found = [line.get_ydata() for line in lines if to_hex(line.get_color()) == color]
    assert found
    return [(np.asarray(y) - fading.BOTTOM) / (fading.TOP - fading.BOTTOM) for y in found]


def test_bars_and_dots_are_what_each_runner_still_holds():
    picture = soft_lookup.fading()
    tired, (rested,) = bars(picture, BEAM), curves(picture, MUTED)
    assert len(tired) == len(rested) == 30
    left = [1.0, 1.0]
    for bar, dot in zip(sorted(tired, key=lambda bar: bar.get_x()), rested):
        assert bar.get_y() == fading.BOTTOM
        assert bar.get_height() / (fading.TOP - fading.BOTTOM) == pytest.approx(left[0])
        assert dot == pytest.approx(left[1])
        left = [left[0] * 0.9, left[1] * 0.99]


def test_fading_names_what_is_left_after_twenty_handovers_and_at_the_end():
    picture = soft_lookup.fading()
    for text in (f"{0.9**20:.0%}", f"{0.99**20:.0%}", f"{0.9**29:.1%}", f"{0.99**29:.0%}"):
        assert text in labels(picture) and text in picture.alt
    assert {"20", "29", "each handover keeps 90%", "each handover keeps 99%"} <= set(labels(picture))


def test_curves_are_the_measured_shares():
    picture = figures.recall()
    assert curves(picture, MUTED) == [pytest.approx(np.array(row)) for row in RECORD["recall_of_state"]]
    (lookup,) = curves(picture, BEAM)
    assert lookup == pytest.approx(np.array(RECORD["recall_of_lookup"]))


def test_each_width_has_a_pattern_of_its_own_and_a_label_at_its_end():
    picture = figures.recall()
    lines = [line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]
    patterns = {(to_hex(line.get_color()), line.get_linestyle()) for line in lines}
    assert len(patterns) == len(lines) == len(rescues.widths) + 1
    for line, name in zip(lines, ["16 wide: 27%", "32 wide: 47%", "64 wide: 74%", "lookup: 100%"]):
        [text] = [text for text in picture.figure.axes[0].texts if text.get_text() == name]
        assert 0 < text.get_position()[0] - line.get_xdata()[-1] < 16
        assert abs(text.get_position()[1] - line.get_ydata()[-1]) < 6


def test_patterns_and_pale_lines_reach_the_page():
    drawn = svg(figures.recall(), prefix="p", colors={})
    assert drawn.count("stroke-dasharray") >= 2


def test_cards_stored_stand_apart_evenly_since_each_is_four_times_the_last():
    (line, *_) = [line for line in figures.recall().figure.axes[0].lines if line.get_marker() == "o"]
    gaps = np.diff(line.get_xdata())
    assert gaps == pytest.approx(np.full(3, gaps[0]))


def test_bars_are_as_long_as_the_numbers_kept():
    picture = figures.memory()
    lookup = sorted(bar.get_width() for bar in bars(picture, BEAM))
    state = [bar.get_width() for bar in bars(picture, MUTED)]
    kept = [count * (64 + 32) for count in (4, 16, 64, 256)]
    assert [length / lookup[-1] for length in lookup] == pytest.approx([n / kept[-1] for n in kept])
    assert state == pytest.approx([lookup[-1] * 64 * 32 / kept[-1]] * 4)
    assert {f"lookup {n:,}" for n in kept} | {"state 2,048"} <= set(labels(picture))


@pytest.mark.parametrize("name", ["recall", "memory"])
def test_no_digit_is_typed(name, monkeypatch):
    """With another experiment, every number in a label or an alternative text is another."""
    other = {
        "widths": [20, 40, 80],
        "pairs": [5, 15, 45, 135],
        "symbols": 5,
        "recall_of_state": [[0.9, 0.8, 0.7, 0.6], [0.95, 0.85, 0.75, 0.65], [0.97, 0.92, 0.83, 0.72]],
        "recall_of_lookup": [0.96, 0.94, 0.91, 0.89],
        "state_numbers": [100, 200, 300],
        "cards_numbers": [10, 200, 3000, 40000],
    }
    assert not typed_numbers(figures, name, rescues, other, monkeypatch)
    assert NUMBER.search(getattr(figures, name)().alt)


@pytest.mark.parametrize(
    "share, text",
    [
        (1, "100%"),
        (0.99890625, "99.9%"),
        (0.995, "99.5%"),
        (0.99996, "99.996%"),
        (0.994, "99%"),
        (0.27, "27%"),
        (0.1, "10%"),
        (0.047, "4.7%"),
        (0, "0.0%"),
    ],
)
def test_share_short_of_all_is_not_rounded_up_to_all(share, text):
    assert fading.part(share) == text
