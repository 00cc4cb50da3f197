"""The figures of lesson 09 show the lesson's values."""

import math

import numpy as np
import pytest
from matplotlib.colors import to_hex

import snippets.multi_head as lesson
from snippets.figures import covers, lamps, multi_head, stage
from snippets.figures.plane import on_plane
from tests.snippets.drawn import bands, end_widths, labels, lines, polygons, rebuilt, rectangles, typed_numbers

WORDS = ["animal", "road", "cross", "tired"]
OTHER = {
    "Q": "np.array([[1.1, 1.7, 0.7, 0.9], [1.9, 0.1, 0.2, 0.1], [0.1, 1.8, 0.2, 0.7]])",
    "K": "np.array([[1.2, 1.4, 0.3, 0.6], [1.4, 0.5, 0.4, 0.3], [0.3, 0.6, 1.2, 0.3], [0.2, 0.5, 0.4, 1.1]])",
    "V": "np.array([[5, 2], [2, 6], [3, 1], [1, 7]])",
}


@pytest.mark.parametrize("name", ["two_beams", "beyond"])
def test_no_digit_is_typed(name, monkeypatch):
    """With other inputs, every number in a label or an alternative text is another."""
    assert not typed_numbers(multi_head, name, lesson, rebuilt(lesson, **OTHER), monkeypatch)


def test_beams_are_as_wide_as_the_weights_of_each_head():
    picture = multi_head.two_beams()
    for place, word in enumerate(WORDS):
        found = sorted(bands(picture, word), key=lambda outline: -outline[:, 1].max())  # the upper head first
        assert len(found) == 2
        for outline, weight in zip(found, lesson.weights[:, 0, place], strict=True):
            assert end_widths(outline) == pytest.approx((lamps.LAMP * weight, lamps.FLARE * weight))


def test_each_head_is_labelled_with_its_question_its_query_and_its_weights():
    picture = multi_head.two_beams()
    assert {"who?", "how?", "query [1.0, 2.0]", "query [0.5, 1.0]"} <= set(labels(picture))
    numbers = ["0.89", "0.03", "0.03", "0.05", "0.20", "0.16", "0.24", "0.40"]
    assert sorted(text for text in labels(picture) if text[0] == "0") == sorted(numbers)
    assert (
        "asks how has the query [0.5, 1.0] and lights animal 0.20, road 0.16, cross 0.24 and tired 0.40" in picture.alt
    )


def test_a_beam_is_no_wider_than_its_card():
    assert lamps.FLARE * lesson.weights.max() <= min(map(lamps.card_width, lesson.words)) + 8


def test_arrows_end_at_the_blend_of_one_head_and_at_the_pair_of_two():
    picture = multi_head.beyond()
    for color, pair in [(stage.TEXT, (3.0798, 1.3772)), (stage.BEAM, (3.6610, 2.0341))]:
        (tip,) = [outline[0] for outline in polygons(picture, color)]
        assert tip == pytest.approx(on_plane(pair), abs=0.01)
    wish = [line for line in picture.figure.axes[0].lines if to_hex(line.get_markeredgecolor()) == stage.BEAM]
    assert any(np.allclose(line.get_xydata(), [on_plane((4, 3))]) for line in wish)


def test_pair_is_drawn_outside_of_the_shape_and_the_blend_within():
    (shape,) = [
        patch for patch in multi_head.beyond().figure.axes[0].patches if to_hex(patch.get_facecolor()) == stage.FAINT
    ]
    inside = shape.get_path().contains_point
    assert inside(on_plane(lesson.one_outputs[0])) and not inside(on_plane(lesson.outputs[0]))
    assert not inside(on_plane(lesson.wish))


def test_covered_cells_are_those_of_later_words():
    tables = covers.tables()
    assert [cells.shape for cells, _, _ in tables.values()] == [(5, 5), (5, 5), (3, 4)]
    lit = rectangles(multi_head.choices())
    assert len(lit) == 25 + math.comb(6, 2) + 12
    causal = tables["causal"][0]
    for row, column in np.ndindex(5, 5):
        middle = causal.cell(row, column)
        assert any(
            np.allclose(middle, (box.get_x() + box.get_width() / 2, box.get_y() + box.get_height() / 2)) for box in lit
        ) == (column <= row)
    assert tables["cross"][0].right < stage.WIDTH


def test_tables_of_choices_hold_no_digit():
    picture = multi_head.choices()
    assert not [text for text in (picture.alt, *labels(picture)) if any(c.isdigit() for c in text)]
    assert lines(multi_head.beyond(), stage.MUTED)
