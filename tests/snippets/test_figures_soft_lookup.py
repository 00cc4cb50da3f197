"""The figures of lesson 07 show the lesson's values."""

import itertools
import re
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex

import snippets.soft_lookup as lesson
from snippets.figures import beams, cards, dial, paths, plane, relay, scorecard, soft_lookup, stage
from tests.snippets.drawn import NUMBER, bands, end_widths, labels, polygons, rebuilt, rectangles, typed_numbers

ROOT = Path(__file__).parents[2]
DRAWINGS = ["relay_and_direct", "fading", "scorecard", "spotlight", "hard_and_soft", "blend", "dial"]

# The scorecard and the values as the lesson states them, in exact arithmetic.
WORDS = ["animal", "road", "cross", "tired"]
WEIGHTS = [Fraction(part, 100) for part in (72, 5, 8, 15)]
VALUES = [(4, 1), (1, 4), (2, 0), (0, 3)]
BLEND = [sum(w * v[axis] for w, v in zip(WEIGHTS, VALUES)) for axis in (0, 1)]


def hull_edges(points: list[tuple]) -> set[frozenset]:
    """The pairs of points that have all the others on one side, by trying each pair."""
    edges = set()
    for a, b in itertools.permutations(points, 2):
        sides = [(b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) for p in points]
        if all(side > 0 for p, side in zip(points, sides) if p not in (a, b)):
            edges.add(frozenset([a, b]))
    return edges


# ---- no digit is typed


OTHER = {
    "weights": "np.array([0.61, 0.12, 0.1, 0.17])",
    "values": "np.array([[5, 2], [3, 6], [4, 1], [1, 4]])",
    "relay_length": "33",
    "pointed_at": "[2, 9, 20, 31]",
    "tired_runner": "0.8",
    "rested_runner": "0.97",
    "clue_distance": "17",
    "cool": "0.4",
    "as_is": "1.5",
    "warm": "3.0",
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_digit_is_typed(name, monkeypatch):
    """With other inputs, every number in a label or an alternative text is another."""
    assert not typed_numbers(soft_lookup, name, lesson, rebuilt(lesson, **OTHER), monkeypatch)
    assert NUMBER.search(getattr(soft_lookup, name)().alt)


# ---- the relay, and the direct look


def test_each_state_shows_what_survives_up_to_it():
    boxes = rectangles(soft_lookup.relay_and_direct())
    lit = [box for box in boxes if to_hex(box.get_facecolor()) == stage.BEAM]
    lit.sort(key=lambda box: box.get_x())
    assert len(lit) == 30
    part = 1.0
    for box in lit:
        assert box.get_height() == pytest.approx(relay.PIPE * part)
        part *= 0.9


def test_relay_says_what_is_left_and_whom_the_last_token_sees():
    alt = soft_lookup.relay_and_direct().alt
    assert f"{100 * 0.9**29:.1f}% of it is left after 29 handovers" in alt
    assert "token 30 points straight at tokens 1, 7, 18 and 29" in alt


def test_one_arc_ends_at_each_token_looked_at():
    picture = soft_lookup.relay_and_direct()
    step = (stage.WIDTH - 40) / 29
    tips = sorted(tip[0] for tip, *_ in polygons(picture, stage.BEAM))
    assert tips == pytest.approx([20 + step * (token - 1) for token in (1, 7, 18, 29)])


# ---- the scorecard, and the two paths


def test_scorecard_has_a_bar_as_long_as_each_weight_and_says_it_in_letters():
    picture = soft_lookup.scorecard()
    for word, weight in zip(WORDS, WEIGHTS):
        [bar] = rectangles(picture, stage.TOKENS[word])
        assert bar.get_width() == pytest.approx(scorecard.BAR * float(weight))
        assert f"{float(weight):.2f}" in labels(picture)
    assert picture.alt == "The weights as bars: " + " ".join(lesson.scorecard().split()) + "."


def test_paths_go_through_every_state_or_straight_to_each_word_looked_at():
    picture = soft_lookup.paths()
    assert {"word1", "state1", "state2", "stateN", "word5", "word12", "wordN"} <= set(labels(picture))
    tips = sorted(tip[0] for tip, *_ in polygons(picture, stage.BEAM))
    assert tips == pytest.approx([paths.word_at(place) for place in (1, 5, 12)])
    assert picture.alt == "The two ways: " + " ".join(lesson.paths().split()) + "."


# ---- the spotlight


def test_beams_are_as_wide_as_their_weights():
    picture = soft_lookup.spotlight()
    for word, weight in zip(WORDS, WEIGHTS):
        (outline,) = bands(picture, word)
        widths = end_widths(outline)
        assert widths == pytest.approx((beams.LAMP * float(weight), beams.FLARE * float(weight)))


def test_beams_leave_the_lamp_side_by_side():
    picture = soft_lookup.spotlight()
    spans = sorted((min(o[0][0], o[-1][0]), max(o[0][0], o[-1][0])) for word in WORDS for o in bands(picture, word))
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end == pytest.approx(start, abs=0.1)


def test_spotlight_names_each_weight():
    alt = soft_lookup.spotlight().alt
    for word, weight in zip(WORDS, WEIGHTS):
        assert f"{word} {float(weight):.2f}" in alt
        assert f"{float(weight):.2f}" in labels(soft_lookup.spotlight())


def test_spotlight_shows_the_whole_sentence():
    sentence = "The animal didn't cross the road because it was tired."
    seen = [text for text in labels(soft_lookup.spotlight()) if not NUMBER.search(text)]
    assert sorted("".join(seen)) == sorted(sentence.replace(" ", ""))


# ---- hard and soft


def test_hard_lookup_lights_one_card_and_soft_lookup_all():
    picture = soft_lookup.hard_and_soft()
    widths = {word: [end_widths(o)[1] for o in bands(picture, word)] for word in WORDS}
    assert widths["animal"] == pytest.approx([cards.CARD_HEIGHT, cards.CARD_HEIGHT * 0.72])
    for word, weight in zip(WORDS[1:], WEIGHTS[1:]):
        assert widths[word] == pytest.approx([cards.CARD_HEIGHT * float(weight)])


def test_bars_are_as_long_as_their_weights():
    bars = rectangles(soft_lookup.hard_and_soft())
    lengths = {to_hex(bar.get_facecolor()): bar.get_width() for bar in bars}
    assert len(bars) == len(lengths) == 4
    for word, weight in zip(WORDS, WEIGHTS):
        assert lengths[stage.TOKENS[word]] == pytest.approx(cards.BAR * float(weight))


def test_hard_and_soft_give_the_hard_answer_and_leave_the_blend_to_be_estimated():
    picture = soft_lookup.hard_and_soft()
    assert "its value, [4, 1]" in picture.alt and labels(picture).count("[4, 1]") == 3
    blended = f"[{float(BLEND[0]):.2f}, {float(BLEND[1]):.2f}]"
    assert blended == "[3.09, 1.37]" in labels(soft_lookup.blend())
    assert blended not in picture.alt and blended not in labels(picture) and "a mix of all" in labels(picture)


# ---- the blend


def test_hull_has_the_edges_that_trying_every_pair_finds():
    drawn = polygons(soft_lookup.blend(), stage.FAINT)[0]
    places = ((drawn - plane.ORIGIN) / plane.UNIT).round(9)
    corners = [tuple(map(int, place)) for place in places]
    edges = {frozenset(edge) for edge in zip(corners, corners[1:] + corners[:1])}
    assert edges == hull_edges(VALUES)


@pytest.mark.parametrize("seed", range(5))
def test_hull_leaves_out_what_lies_inside(seed):
    points = np.random.default_rng(seed).normal(size=(12, 2))
    corners = [tuple(corner) for corner in plane.hull(points).tolist()]
    edges = {frozenset(edge) for edge in zip(corners, corners[1:] + corners[:1])}
    assert edges == hull_edges([tuple(point) for point in points.tolist()])


def test_hull_leaves_out_points_on_its_edges_and_doubles():
    square = np.array([[0, 0], [2, 0], [1, 0], [2, 2], [0, 2], [0, 1], [2, 2], [1, 1]])
    assert plane.hull(square).tolist() == [[0, 0], [2, 0], [2, 2], [0, 2]]


def test_arrow_ends_at_the_blend():
    tips = [triangle[0] for triangle in polygons(soft_lookup.blend(), stage.TEXT)]
    assert len(tips) == 1
    place = (tips[0] - plane.ORIGIN) / plane.UNIT
    assert place == pytest.approx([float(entry) for entry in BLEND])


def test_threads_are_as_wide_as_their_weights():
    picture = soft_lookup.blend()
    for word, weight in zip(WORDS, WEIGHTS):
        (outline,) = bands(picture, word)
        assert end_widths(outline) == pytest.approx((plane.THREAD * float(weight),) * 2)


# ---- the dial


def oracle(temperature: float) -> list[float]:
    """Weights at a temperature: each to the power 1/T, and then shared out."""
    raised = [float(weight) ** (1 / temperature) for weight in WEIGHTS]
    return [part / sum(raised) for part in raised]


@pytest.mark.parametrize("temperature", [0.5, 1, 2])
def test_bands_are_as_wide_as_the_weights_at_a_temperature(temperature):
    picture = soft_lookup.dial()
    height = dial.TOP - (dial.TOP - dial.BOTTOM) * temperature / (1 + temperature)
    before = 0.0
    for word, weight in zip(WORDS, oracle(temperature)):
        (outline,) = bands(picture, word)
        side = outline[1:-1]
        edge = np.interp(-height, -side[:, 1], side[:, 0])
        assert edge == pytest.approx(dial.LEFT + (dial.RIGHT - dial.LEFT) * before, abs=1e-6)
        before += weight


def test_ends_of_the_dial_are_the_limits():
    hard, even = dial.weights_at_turn(0), dial.weights_at_turn(1)
    assert hard.tolist() == [1, 0, 0, 0] and even.tolist() == [0.25] * 4
    assert dial.weights_at_turn(0.01) == pytest.approx(hard, abs=1e-9)
    assert dial.weights_at_turn(0.9999) == pytest.approx(even, abs=1e-3)


def test_dial_prints_the_blend_at_each_mark():
    picture = soft_lookup.dial()
    expected = ["[4, 1]", "[1.75, 2.00]"]
    for temperature in (0.5, 1, 2):
        shares = oracle(temperature)
        entries = [sum(w * v[axis] for w, v in zip(shares, VALUES)) for axis in (0, 1)]
        expected.append(f"[{entries[0]:.2f}, {entries[1]:.2f}]")
    assert expected[2:] == ["[3.80, 1.08]", "[3.09, 1.37]", "[2.40, 1.67]"]
    for text in expected:
        assert text in labels(picture) and text in picture.alt


# ---- the palette


def schemes() -> dict[str, dict[str, str]]:
    css = (ROOT / "theme/assets/figures.css").read_text(encoding="utf-8")
    blocks = re.findall(r'\[data-md-color-scheme="(\w+)"\](?:,\s*\.stage)?\s*{([^}]*)}', css)
    found = {scheme: dict(re.findall(r"(--[\w-]+): .*?(#\w{6})", block)) for scheme, block in blocks}
    assert sorted(found) == ["default", "slate"]
    return found


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(factor * part for factor, part in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(a: str, b: str) -> float:
    dark, light = sorted([luminance(a), luminance(b)])
    return (light + 0.05) / (dark + 0.05)


def test_settings_name_the_same_colours():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["worked"]["colors"] == stage.VARIABLES


def test_light_scheme_has_the_figures_own_colours():
    assert schemes()["default"] == {name: color for color, name in stage.VARIABLES.items()}


def test_dark_scheme_sets_every_colour():
    assert schemes()["slate"].keys() == schemes()["default"].keys()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_text_and_lines_stand_out_from_the_page(scheme):
    colors = schemes()[scheme]
    readable = [f"--token-{word}" for word in WORDS] + ["--beam", "--muted"]
    low = {n: contrast(colors[n], colors["--paper"]) for n in readable}
    assert min(low.values()) >= 4.5, low


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_tokens_differ_in_greyscale(scheme):
    """Lightness (CIE L*) apart by 6 or more, of 100."""
    colors = [schemes()[scheme][f"--token-{word}"] for word in WORDS]
    greys = sorted(116 * luminance(color) ** (1 / 3) - 16 for color in colors)
    assert min(high - low for low, high in itertools.pairwise(greys)) >= 6


@pytest.mark.parametrize(
    "entries, text",
    [([4, 1], "[4, 1]"), ([3.09, 1.37], "[3.09, 1.37]"), ([2, 0.5], "[2.00, 0.50]")],
)
def test_vector_is_printed_as_in_the_lessons(entries, text):
    assert stage.vector(np.array(entries)) == text


@pytest.mark.parametrize("part, text", [(0.9, "90%"), (0.905, "90.5%"), (0.07, "7%")])
def test_percent_shows_the_decimals_that_there_are(part, text):
    assert stage.percent(part) == text


@pytest.mark.parametrize("parts, text", [("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_parts_are_listed_as_in_a_sentence(parts, text):
    assert stage.listed(parts) == text
