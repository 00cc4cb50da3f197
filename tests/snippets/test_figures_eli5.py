"""The figures of lesson 00 show the lesson's values, and can be read."""

from collections import Counter

import numpy as np
import pytest
from matplotlib.colors import to_hex

import snippets.eli5 as lesson
from snippets.figures import beams, eli5, paint, stage
from tests.snippets.drawn import NUMBER, bands, end_widths, labels, polygons, typed_numbers
from worked import Picture

DRAWINGS = ["spotlight", "pouring", "library"]
SPARKS = {"cat": 6, "milk": 1, "thirsty": 3}
BACKS = {"cat": "ooo", "milk": "bbb", "thirsty": "oob"}
ORANGE, BLUE = stage.TOKENS["animal"], stage.TOKENS["road"]


@pytest.fixture(params=DRAWINGS)
def picture(request) -> Picture:
    return getattr(eli5, request.param)()


def marks(picture: Picture, marker: str, size: float) -> list[tuple[float, float, str]]:
    """The places and colours of the dots or stars of one size."""
    found = [
        (x, y, to_hex(line.get_color()))
        for line in picture.figure.axes[0].lines
        if line.get_marker() == marker and line.get_markersize() == size
        for x, y in zip(*line.get_data())
    ]
    assert found
    return found


def test_every_number_of_a_label_stands_in_the_alternative_text(picture):
    shown = {number for label in labels(picture) for number in NUMBER.findall(label)}
    assert shown and shown <= set(NUMBER.findall(picture.alt))


OTHER = {
    "sparks": np.array([4, 2, 5]),
    "drops": np.array([[1, 4], [2, 1], [5, 3]]),
    "poured": np.array([[4, 16], [4, 2], [25, 15]]),
    "jar": np.array([33, 33]),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_digit_is_typed(name, monkeypatch):
    """With other values, every number in a label or an alternative text is another."""
    assert not typed_numbers(eli5, name, lesson, OTHER, monkeypatch)
    assert NUMBER.search(getattr(eli5, name)().alt)


# ---- the spotlight


def test_beams_are_as_wide_as_their_part_of_ten_sparks():
    picture = eli5.spotlight()
    for word, sparks in SPARKS.items():
        color = paint.COLORS[word]
        (outline,) = [band for band in polygons(picture, color) if len(band) != 3]
        part = sparks / 10
        assert end_widths(outline) == pytest.approx((beams.LAMP * part, beams.FLARE * part))


def test_spotlight_shows_the_whole_sentence_and_the_sparks_of_each_word():
    picture = eli5.spotlight()
    sentence = "The cat drank the milk because it was thirsty."
    seen = [text for text in labels(picture) if not NUMBER.search(text)]
    assert sorted("".join(seen)) == sorted(sentence.replace(" ", ""))
    for text, told in [("6 sparks", "cat gets"), ("1 spark", "milk gets"), ("3 sparks", "thirsty gets")]:
        assert text in labels(picture) and f"{told} {text}" in picture.alt


def test_words_keep_the_colours_of_their_like_in_lesson_07():
    assert bands(eli5.spotlight(), "animal") and bands(eli5.spotlight(), "road")
    assert paint.COLORS["cat"] == ORANGE and paint.COLORS["milk"] == BLUE


# ---- the pouring


def test_there_is_a_star_for_each_spark_and_below_it_the_card():
    picture = eli5.pouring()
    stars = marks(picture, "*", 14)
    assert len(stars) == 6 + 1 + 3
    drops = marks(picture, "o", paint.DROP)
    below_stars = Counter()
    for x, y, _ in stars:
        column = [(dy, c) for dx, dy, c in drops if dx == pytest.approx(x) and 0 < y - dy < 56]
        back = "".join("o" if color == ORANGE else "b" for _, color in sorted(column, reverse=True))
        below_stars[back] += 1
    assert below_stars == {BACKS[word]: sparks for word, sparks in SPARKS.items()}


def test_jar_holds_a_drop_for_each_drop_that_is_poured():
    drops = [c for _, y, c in marks(eli5.pouring(), "o", paint.DROP) if y < 80]
    assert Counter(drops) == {ORANGE: 24, BLUE: 6}


def test_drops_of_the_jar_stand_in_tens():
    rows = Counter(y for _, y, _ in marks(eli5.pouring(), "o", paint.DROP) if y < 80)
    assert list(rows.values()) == [10, 10, 10]


def test_no_drop_covers_another():
    places = np.array([(x, y) for x, y, _ in marks(eli5.pouring(), "o", paint.DROP)])
    assert len(places) == 30 + 30
    apart = np.linalg.norm(places[:, None] - places, axis=-1) + 1e9 * np.eye(len(places))
    assert apart.min() > paint.DROP


# ---- the library


def test_backs_show_the_drops_of_each_card():
    rows: dict[float, str] = {}
    for _x, y, color in sorted(marks(eli5.library(), "o", paint.DROP)):
        rows[y] = rows.get(y, "") + ("o" if color == ORANGE else "b")
    assert [rows[y] for y in sorted(rows, reverse=True)] == list(BACKS.values())


def test_line_to_a_front_is_as_wide_as_its_sparks_are_many():
    curves = [p for p in eli5.library().figure.axes[0].patches if p.get_facecolor()[3] == 0]
    widths = [p.get_linewidth() for p in curves if to_hex(p.get_edgecolor()) == stage.BEAM]
    assert [w for w in widths if w != 1.5] == list(SPARKS.values())


def test_fronts_and_sparks_are_told_in_the_alternative_text():
    alt = eli5.library().alt
    for front, told in [
        ("an animal", "6 sparks, on the back 3 orange and 0 blue"),
        ("a drink", "1 spark, on the back 0 orange and 3 blue"),
        ("a feeling", "3 sparks, on the back 2 orange and 1 blue"),
    ]:
        assert f'"{front}", {told}' in alt and front in labels(eli5.library())


@pytest.mark.parametrize("n, text", [(0, "0 sparks"), (1, "1 spark"), (2, "2 sparks")])
def test_one_is_singular(n, text):
    assert paint.counted(n, "spark") == text
