"""The figures of the real heads show what was measured, in the drawing of lesson 07."""

import json

import pytest

from snippets import heads
from snippets.figures import beams
from snippets.figures import heads as figures
from snippets.figures.stage import WIDTH
from tests.snippets.drawn import bands, end_widths, labels, texts, typed_numbers

VALUES = json.loads(heads.RESULTS.read_text(encoding="utf-8"))["values"]
DRAWINGS = {"finder_beams": (0, 0, 0), "follower_beams": (1, 0, 1), "passive_beams": (2, 3, 1)}


@pytest.mark.parametrize("name", DRAWINGS)
def test_beams_are_as_wide_as_the_measured_weights(name):
    drawing, sentence, head = DRAWINGS[name]
    picture = getattr(figures, name)()
    weights = [*VALUES["looks"][sentence][head], *VALUES["rest"][drawing]]
    for word, weight in zip(["animal", "road", "cross", "tired"], weights, strict=True):
        [band] = bands(picture, word)
        assert end_widths(band) == pytest.approx((beams.LAMP * weight, beams.FLARE * weight))
        assert f"{weight:.2f}" in labels(picture) and f"{weight:.2f}" in picture.alt


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_word_of_the_sentence_has_its_place(name):
    picture = getattr(figures, name)()
    words = heads.texts[DRAWINGS[name][1]].rstrip(".").split()
    assert {*words} <= {*labels(picture)}
    places = [text.get_position()[0] for text in texts(picture) if text.get_text() in words]
    assert len(places) == len(words) and all(15 < x < WIDTH - 15 for x in places)


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_digit_is_typed(name, monkeypatch):
    other = {
        "looks": [[[0.41, 0.11], [0.42, 0.12]] for _ in range(6)],
        "rest": [[0.13, 0.14]] * 3,
        "finder": [3, 9],
        "follower": [5, 7],
    }
    assert not typed_numbers(figures, name, heads, other, monkeypatch)
