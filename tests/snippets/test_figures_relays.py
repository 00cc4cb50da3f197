"""The figures of the trained relays show each network, and their means."""

import json

import numpy as np
import pytest
from matplotlib.colors import to_hex

from snippets import relays
from snippets.figures import relays as figures
from snippets.figures.stage import BEAM, MUTED
from tests.snippets.drawn import labels, typed_numbers

RECORD = json.loads(relays.RESULTS.read_text(encoding="utf-8"))
VALUES, NETWORKS = RECORD["values"], RECORD["networks"]
NAMES = ["builds", "trainings", "gradient", "keyed"]
PANELS = {"builds": [0, 1, 2, 3], "trainings": [4, 5, 6, 7]}


def drawn(picture, color: str, filled: bool) -> list[np.ndarray]:
    """The heights of the dots, or of the rings, curve by curve."""
    lines = [line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]
    lines = [line for line in lines if to_hex(line.get_markeredgecolor()) == color]
    return [line.get_ydata() for line in lines if (line.get_markerfacecolor() != "none") == filled]


def scaled(heights: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Heights as values, where the first and last of them agree."""
    slope, offset = np.polyfit(values, heights, 1)
    return (heights - offset) / slope


@pytest.mark.parametrize("name", PANELS)
def test_dots_are_means_and_rings_are_networks(name):
    picture = getattr(figures, name)()
    means, rings = drawn(picture, MUTED, True), drawn(picture, MUTED, False)
    assert len(means) == 4 and len(rings) == 20 and len(drawn(picture, BEAM, True)) == 4
    bottoms = [150 * 2 - 104, 150 * 2 - 104, 150 - 104, 150 - 104]
    for place, (build, bottom) in enumerate(zip(PANELS[name], bottoms, strict=True)):
        assert (means[place] - bottom) / figures.HIGH == pytest.approx(np.array(VALUES["first"][build]))
        own = (np.array(rings[5 * place : 5 * place + 5]) - bottom) / figures.HIGH
        assert own == pytest.approx(np.array(NETWORKS["first"][build]))


def test_cards_are_the_measured_shares():
    picture = figures.keyed()
    means = [*drawn(picture, BEAM, True), *drawn(picture, MUTED, True)]
    order = [relays.keyed_attention, relays.keyed_large, relays.keyed_gates, relays.keyed_small, relays.keyed_plain]
    assert [(line - 56) / 172 for line in means] == [pytest.approx(np.array(VALUES["keyed"][one])) for one in order]
    assert len(drawn(picture, BEAM, False)) == 4 and len(drawn(picture, MUTED, False)) == 16


def test_gradients_stand_on_a_scale_of_powers():
    picture = figures.gradient()
    lines = drawn(picture, MUTED, True)
    order = [relays.orthogonal, relays.open_gates, relays.gates, relays.plain]
    measured = np.array(NETWORKS["gradient"])[order]
    assert scaled(np.array(lines).ravel(), measured.ravel()) == pytest.approx(measured.ravel())


@pytest.mark.parametrize("name", NAMES)
def test_no_digit_is_typed(name, monkeypatch):
    rng = np.random.default_rng(2)
    other = {
        "distances": [3, 6, 12, 24, 48],
        "pairs": [2, 3, 5, 7],
        "words": 11,
        "symbols": 13,
        "sum_numbers": [73, 91],
        "first": rng.uniform(0.17, 0.49, (9, 5)).tolist(),
        "keyed": rng.uniform(0.501, 0.589, (5, 4)).tolist(),
        "kept": rng.uniform(0.2, 0.5, 9).tolist(),
    }
    assert not typed_numbers(figures, name, relays, other, monkeypatch)


@pytest.mark.parametrize("name", ["gradient", "keyed"])
def test_names_at_the_ends_stand_clear_of_each_other(name):
    picture = getattr(figures, name)()
    heights = sorted(text.get_position()[1] for text in picture.figure.axes[0].texts if ": " in text.get_text())
    assert len(heights) == 5 and min(np.diff(heights)) >= figures.CLOSE - 1e-9
    assert all(": " not in text or len(text) < 19 for text in labels(picture))
