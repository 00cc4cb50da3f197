"""The figures of lesson 08 show the lesson's values."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.path import Path as Outline

import snippets.scaled_dot_product as lesson
from snippets.figures import agreement, blocks, hill, layer, mask, scaled_dot_product, shares, spread, stage
from tests.snippets.drawn import labels, lines, polygons, rebuilt, rectangles, texts, typed_numbers
from worked import Picture

DRAWINGS = ["agreement", "softmax_steps", "saturation", "slope", "mask"]

# The lists as the lesson states them, in exact arithmetic, and what follows from them by hand.
WORDS = ["animal", "road", "cross", "tired"]
QUERY = [Fraction(tenths, 10) for tenths in (10, 20, 5, 10)]
KEYS = [
    [Fraction(tenths, 10) for tenths in row] for row in ([15, 20, 0, 5], [15, -5, 0, 2], [0, 4, 16, 0], [0, 7, 2, 14])
]
DOTS = [sum(q * k for q, k in zip(QUERY, key)) for key in KEYS]
SCORES = [float(dot / 2) for dot in DOTS]
RAISED = [math.exp(score) for score in SCORES]


def softmax(scores: list[float]) -> list[float]:
    """Shares, from the definition."""
    raised = [math.exp(score) for score in scores]
    return [part / sum(raised) for part in raised]


def colored(picture: Picture, word: str) -> list:
    return rectangles(picture, stage.TOKENS[word])


OTHER = {
    "query": "np.array([1.1, 1.8, 0.6, 0.9])",
    "keys": "np.array([[1.3, 1.9, 0.3, 0.7], [1.6, -0.3, 0.3, 0.4], [0.2, 0.6, 1.2, 0.2], [0.3, 0.6, 0.5, 1.0]])",
    "cross_query": "np.array([1.1, 0.3, 0.2, 0.4])",
    "tired_query": "np.array([0.2, 1.0, 0.4, 0.3])",
    "animal_query": "np.array([0.4, 0.3, 0.8, 0.5])",
    "road_query": "np.array([0.6, 0.2, 0.9, 0.1])",
    "it_key": "np.array([0.2, 0.9, 0.3, 0.4])",
    "widths": "[5, 50, 300]",
    "rounds": "150",
    "choices": "6",
    "multiples": "[0.9, 1.8, 3, 7]",
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_digit_is_typed(name, monkeypatch):
    """With other inputs, every number in a label or an alternative text is another."""
    assert not typed_numbers(scaled_dot_product, name, lesson, rebuilt(lesson, **OTHER), monkeypatch)


def test_blocks_hold_no_digit():
    """Sizes do not move with the inputs, so the blocks name them and their cells can be counted."""
    picture = scaled_dot_product.shapes()
    assert not [text for text in (picture.alt, *labels(picture)) if any(c.isdigit() for c in text)]


# ---- the agreement


def entry_of(bar, base: float) -> float:
    """What a bar on, or below, a baseline stands for."""
    if bar.get_y() < base - 1e-6:
        assert bar.get_y() + bar.get_height() == pytest.approx(base)
        return -bar.get_height() / agreement.UNIT
    assert bar.get_y() == pytest.approx(base)
    return bar.get_height() / agreement.UNIT


def bars_by_row(picture: Picture, color: str) -> dict[float, list]:
    """The bars of a colour under the features, by the baseline of their row."""
    bases = sorted({line.get_ydata()[0] for line in lines(picture, stage.MUTED)}, reverse=True)
    assert len(bases) == 5
    found = {base: [] for base in bases}
    for bar in rectangles(picture, color):
        if bar.get_x() < agreement.SUM - 1:
            end = min(bases, key=lambda base: min(abs(bar.get_y() - base), abs(bar.get_y() + bar.get_height() - base)))
            found[end].append(bar)
    return found


def test_bars_are_as_high_as_the_entries_and_hang_where_they_are_negative():
    picture = scaled_dot_product.agreement()
    asked = bars_by_row(picture, stage.BEAM)
    for base, bars in asked.items():
        assert [entry_of(bar, base) for bar in bars] == pytest.approx([float(entry) for entry in QUERY])
    for base, word, key in zip(list(asked)[1:], WORDS, KEYS):
        offered = bars_by_row(picture, stage.TOKENS[word])
        drawn = [float(entry) for entry in key if entry]
        assert [entry_of(bar, base) for bar in offered[base]] == pytest.approx(drawn)
        assert not [bar for other, bars in offered.items() if other != base for bar in bars]


def test_each_entry_stands_beside_the_querys_own():
    """A key's bar touches the query's, and no bar reaches into the next feature."""
    picture = scaled_dot_product.agreement()
    asked = list(bars_by_row(picture, stage.BEAM).items())[1:]
    for (base, bars), word, key in zip(asked, WORDS, KEYS):
        offered = iter(bars_by_row(picture, stage.TOKENS[word])[base])
        for place, query_bar in enumerate(bars):
            if key[place]:
                gap = next(offered).get_x() - (query_bar.get_x() + query_bar.get_width())
                assert 0 < gap < 4
    assert agreement.columns()[1] - agreement.columns()[0] > 2 * agreement.BAR + 6


def test_last_bar_is_as_long_as_the_dot_product():
    picture = scaled_dot_product.agreement()
    hollow = [box for box in rectangles(picture) if to_hex(box.get_facecolor(), True).endswith("00")]
    for word, _key, dot in zip(WORDS, KEYS, DOTS):
        pieces = [bar for bar in colored(picture, word) if bar.get_x() >= agreement.SUM - 1]
        pieces.sort(key=lambda bar: bar.get_x())
        filled = sum(piece.get_width() for piece in pieces)
        assert filled == pytest.approx(agreement.TOTAL * float(dot))
        assert pieces[0].get_x() == agreement.SUM
        for one, other in itertools.pairwise(pieces):
            assert one.get_x() + one.get_width() == pytest.approx(other.get_x())
    (lost,) = hollow
    assert lost.get_width() == pytest.approx(agreement.TOTAL * 1.0)  # road: 2.0 times -0.5
    assert to_hex(lost.get_edgecolor()) == stage.TOKENS["road"]
    assert agreement.SUM + agreement.TOTAL * 6.0 < stage.WIDTH


def test_row_of_products_reads_as_the_sum():
    found = texts(scaled_dot_product.agreement())
    rows = {}
    for text in found:
        rows.setdefault(round(text.get_position()[1] + 0.36 * text.get_size()), []).append(text)
    read = {" ".join(t.get_text() for t in sorted(row, key=lambda t: t.get_position()[0])) for row in rows.values()}
    assert read >= {
        "1.0 2.0 0.5 1.0",
        "1.5 + 4.0 + 0.0 + 0.5 = 6.0",
        "1.5 − 1.0 + 0.0 + 0.2 = 0.7",
        "0.0 + 0.8 + 0.8 + 0.0 = 1.6",
        "0.0 + 1.4 + 0.1 + 1.4 = 2.9",
    }


def test_agreement_says_each_sum():
    alt = scaled_dot_product.agreement().alt
    assert "thing, alive, action and feeling" in alt and "animal agrees best" in alt
    assert "animal 6.0, road 0.7, cross 1.6 and tired 2.9" in alt


# ---- softmax, step by step


def test_scores_exponentials_and_shares_are_drawn_to_one_scale():
    picture = scaled_dot_product.softmax_steps()
    unit = (stage.WIDTH - 2 * shares.MARGIN) / sum(RAISED)
    for n, word in enumerate(WORDS):
        steps = sorted(colored(picture, word), key=lambda bar: -bar.get_y())
        lengths = [bar.get_width() for bar in steps]
        assert lengths == pytest.approx([unit * SCORES[n], unit * RAISED[n], unit * RAISED[n]])
        assert [bar.get_x() for bar in steps[:2]] == [shares.LEFT] * 2


def test_shares_lie_end_to_end_and_fill_the_whole():
    picture = scaled_dot_product.softmax_steps()
    place = shares.MARGIN
    for word, share in zip(WORDS, softmax(SCORES)):
        part = min(colored(picture, word), key=lambda bar: bar.get_y())
        assert part.get_x() == pytest.approx(place)
        assert part.get_width() == pytest.approx(shares.WHOLE * share)
        place += part.get_width()
    assert place == pytest.approx(stage.WIDTH - shares.MARGIN)


def test_each_step_is_labelled_with_its_numbers():
    picture = scaled_dot_product.softmax_steps()
    numbers = [f"{n:.2f}" for n in (*SCORES, *RAISED, *softmax(SCORES))]
    assert numbers[-4:] == ["0.72", "0.05", "0.08", "0.15"]
    assert [text for text in labels(picture) if text[0].isdigit()] == numbers
    for number in (*numbers, f"{sum(RAISED):.2f}"):
        assert number in picture.alt
    assert f"end to end, each divided by {sum(RAISED):.2f}" in labels(picture)


@pytest.mark.parametrize("middles", [[153, 307, 333, 379], [20, 30, 40, 50], [390, 395, 400, 405], [60, 160, 260, 360]])
def test_labels_of_shares_keep_apart_and_in_order(middles):
    places = shares.apart(np.array(middles, dtype=float))
    assert all(b - a >= shares.APART - 1e-9 for a, b in itertools.pairwise(places))
    assert places[-1] + shares.APART / 2 <= stage.WIDTH - shares.MARGIN
    if all(b - a >= shares.APART for a, b in itertools.pairwise(middles)):
        assert places.tolist() == middles


# ---- the spread


def test_outline_counts_the_dot_products():
    dots = np.array([-3.0, -2.5, 0.1, 0.1, 0.2, 0.4, 1.1, 9.0])
    steps = spread.outline(dots, 1.0)
    width = 2 * spread.FAR / (2 * spread.STEPS)
    for left, right, height in zip(steps[1:-1:2, 0], steps[2:-1:2, 0], steps[1:-1:2, 1]):
        assert right - left == pytest.approx(width)
        last = math.isclose(right, spread.FAR)
        count = sum(1 for dot in dots if left <= dot < right or (last and dot == right))
        assert height == pytest.approx(count / 3)  # the highest step holds three: 0.1, 0.1, 0.2
    assert steps[0].tolist() == [-3, 0] and steps[-1].tolist() == [3, 0]


def test_hills_share_one_axis_and_are_as_wide_as_the_spreads():
    picture = scaled_dot_product.saturation()
    hills = polygons(picture, stage.MUTED)
    bars = [line.get_xdata() for line in lines(picture, stage.BEAM)]
    assert len(hills) == len(bars) == 3
    for width, outline, ends in zip((4, 64, 1024), hills, bars):
        dots = lesson.random_dots(width).ravel().tolist()
        mean = sum(dots) / len(dots)
        deviation = math.sqrt(sum((dot - mean) ** 2 for dot in dots) / len(dots))
        scale = (ends[1] - ends[0]) / (2 * deviation)
        assert scale == pytest.approx(spread.scale())
        assert outline[:, 0].max() - spread.MIDDLE == pytest.approx(3 * deviation * scale)
        assert outline[:, 1].max() - outline[:, 1].min() == pytest.approx(spread.HILL)
        assert f"{deviation:.2f}" in picture.alt and f"spread {deviation:.2f}" in labels(picture)
        assert f"d_k = {width}" in labels(picture)


def test_bars_are_the_mean_of_the_largest_weights():
    picture = scaled_dot_product.saturation()
    lit = [bar.get_width() / spread.LENGTH for bar in rectangles(picture, stage.BEAM)]
    wholes = [bar.get_width() for bar in rectangles(picture, stage.FAINT)]
    expected = []
    for width in (4, 64, 1024):
        rows = lesson.random_dots(width).tolist()
        for divisor in (1, math.sqrt(width)):
            largest = [1 / sum(math.exp((dot - max(row)) / divisor) for dot in row) for row in rows]
            expected.append(sum(largest) / len(largest))
    assert lit == pytest.approx(expected) and wholes == [spread.LENGTH] * 6
    shown = [text for text in labels(picture) if text.startswith("0.")]
    assert shown == [f"{share:.2f}" for share in expected]
    assert all(text in picture.alt for text in shown)


# ---- the slope


def test_hill_is_weight_times_what_it_lacks():
    picture = scaled_dot_product.slope()
    (curve,) = [s for s in picture.figure.axes[0].patches if to_hex(s.get_edgecolor()) == stage.BEAM]
    path = curve.get_path()
    assert path.codes.tolist() == [Outline.MOVETO, *[Outline.CURVE4] * 3]
    for t in np.linspace(0, 1, 11):
        parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
        x, y = sum(part * point for part, point in zip(parts, path.vertices))
        weight, slope = (np.array([x, y]) - hill.ORIGIN) / hill.UNITS
        assert slope == pytest.approx(weight * (1 - weight), abs=1e-12)
    assert path.vertices[0].tolist() == list(hill.ORIGIN)


def test_points_stand_at_what_a_little_more_score_changes():
    """Against the difference quotient of the winner's weight."""
    picture = scaled_dot_product.slope()
    points = [np.ravel(line.get_data()) for line in lines(picture, stage.TOKENS["animal"])]
    assert len(points) == 4
    for multiple, point in zip((1, 2, 4, 8), points):
        scores = [multiple * score for score in SCORES]
        more, less = [scores[0] + 1e-5, *scores[1:]], [scores[0] - 1e-5, *scores[1:]]
        weight, slope = softmax(scores)[0], (softmax(more)[0] - softmax(less)[0]) / 2e-5
        assert (point - hill.ORIGIN) / hill.UNITS == pytest.approx([weight, slope], abs=1e-7)


def test_first_points_are_named_with_weight_and_slope():
    picture = scaled_dot_product.slope()
    found = " ".join(labels(picture))
    assert "scores × 1 weight 0.72 slope 0.20 scores × 2, the dot products weight 0.94, slope 0.06" in found
    assert "× 4 and 8: near zero" in found
    assert "0.20 at weight 0.72 and 0.06 at weight 0.94" in picture.alt


# ---- the blocks

SIZES = {"Q": (3, 4), "Kᵀ": (4, 4), "dot products": (3, 4), "weights": (3, 4), "V": (4, 2), "output": (3, 2)}


def cells_of(picture: Picture, name: str) -> list:
    block = blocks.layout()[name]
    inside = [
        cell
        for cell in rectangles(picture)
        if block.left - 1 < cell.get_x() < block.right - 1 and block.bottom - 1 < cell.get_y() < block.top - 1
    ]
    return sorted(inside, key=lambda cell: (-round(cell.get_y()), cell.get_x()))


def test_each_block_has_as_many_cells_as_its_table():
    picture = scaled_dot_product.shapes()
    for name, (rows, columns) in SIZES.items():
        cells = cells_of(picture, name)
        assert len(cells) == rows * columns
        assert len({round(cell.get_x()) for cell in cells}) == columns
        assert {(cell.get_width(), cell.get_height()) for cell in cells} == {(blocks.CELL, blocks.CELL)}
    assert len(rectangles(picture)) == sum(rows * columns for rows, columns in SIZES.values())


def test_product_stands_beside_its_rows_and_below_its_columns():
    layout = blocks.layout()
    for left, above, product in [("Q", "Kᵀ", "dot products"), ("weights", "V", "output")]:
        rows, columns, out = layout[left], layout[above], layout[product]
        assert (rows.top, rows.bottom) == (out.top, out.bottom) and rows.right < out.left
        assert (columns.left, columns.right) == (out.left, out.right) and columns.bottom > out.top


def test_blocks_keep_apart_and_on_the_stage():
    picture = scaled_dot_product.shapes()
    height = picture.figure.get_figheight() * 72
    for one, other in itertools.combinations(blocks.layout().values(), 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.bottom > other.top or other.bottom > one.top
    for block in blocks.layout().values():
        assert block.left > 0 and block.right < stage.WIDTH and block.bottom > 0 and block.top < height


def test_sides_that_must_match_are_marked_and_equally_long():
    picture = scaled_dot_product.shapes()
    sides = [math.dist(*zip(*line.get_data())) for line in lines(picture, stage.BEAM, 4)]
    assert sides == [blocks.CELL * 4] * 4
    for name in ("both d_k", "both n_key"):
        assert name in labels(picture)


def test_key_has_one_colour_in_every_block_and_weights_light_their_cells():
    picture = scaled_dot_product.shapes()
    for name, (_rows, columns) in SIZES.items():
        for place, cell in enumerate(cells_of(picture, name)):
            row, column = divmod(place, columns)
            key = {"Q": None, "output": None, "V": row}.get(name, column)
            expected = stage.BEAM if key is None else stage.TOKENS[WORDS[key]]
            assert to_hex(cell.get_facecolor()) == expected
    lit = [cell.get_alpha() for cell in cells_of(picture, "weights")]
    assert lit[:4] == pytest.approx(softmax(SCORES))
    for row, query in enumerate(lesson.Q.tolist()):
        scores = [sum(q * float(k) for q, k in zip(query, key)) / 2 for key in KEYS]
        assert lit[4 * row : 4 * row + 4] == pytest.approx(softmax(scores))


def test_blocks_are_named_with_their_sizes():
    found = labels(scaled_dot_product.shapes())
    sizes = {
        "Q": "(n_query, d_k)",
        "Kᵀ": "(d_k, n_key)",
        "dot products": "(n_query, n_key)",
        "weights": "(n_query, n_key)",
        "V": "(n_key, d_v)",
        "output": "(n_query, d_v)",
    }
    pairs = list(itertools.pairwise(found))
    assert all(pair in pairs for pair in sizes.items())
    alt = scaled_dot_product.shapes().alt
    assert "Q has three rows of four" in alt and "V has four rows of two" in alt and "output three rows of two" in alt


# ---- into attention and out of it

ROWS = {  # of "it", worked out by hand where the lesson does so
    "embedding": [1, 0, 0, 0, 1],
    "query": [1, 2, 0.5, 1],
    "key": [0.5, 0.5, 0, 0],
    "value": [1, 1],
    "blend": [3.417, 1.079],
    "update": [0, 0.683, 0, 0.216, 0],
    "old list": [1, 0, 0, 0, 1],
    "new list": [1, 0.683, 0, 0.216, 1],
}


def test_blocks_of_the_layer_have_the_sides_of_their_tables_and_keep_apart():
    layout, height = layer.layout(), scaled_dot_product.layer().figure.get_figheight() * 72
    shapes = {name: (1, len(row)) for name, row in ROWS.items()}
    assert {name: block.shape for name, block in layout.items()} == shapes | {
        **dict.fromkeys(["W_Q", "W_K"], (5, 4)),
        "W_V": (5, 2),
        "W_O": (2, 5),
    }
    for one, other in itertools.combinations(layout.values(), 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.bottom > other.top or other.bottom > one.top
    assert all(it.left > 0 and it.right < stage.WIDTH and it.bottom > 0 and it.top < height for it in layout.values())
    for left, above, product in [("embedding", "W_V", "value"), ("blend", "W_O", "update")]:
        rows, columns, out = layout[left], layout[above], layout[product]
        assert rows.top == out.top and rows.right < out.left
        assert (columns.left, columns.right) == (out.left, out.right) and columns.bottom > out.top


def test_cells_of_a_list_are_lit_by_its_numbers_and_those_of_a_table_are_not():
    cells = rectangles(scaled_dot_product.layer())
    for name, row in ROWS.items():
        block = layer.layout()[name]
        inside = [
            cell for cell in cells if block.left - 1 < cell.get_x() < block.right and cell.get_y() == block.bottom
        ]
        strengths = {round((cell.get_x() - block.left) / layer.CELL): cell.get_alpha() for cell in inside}
        assert strengths == pytest.approx(
            {place: 0.15 + 0.55 * entry / max(row) for place, entry in enumerate(row) if entry}, abs=1e-3
        )
    assert len(cells) == sum(np.count_nonzero(row) for row in ROWS.values())


def test_tables_of_the_layer_are_named_with_their_sizes_and_hold_no_digit():
    picture = scaled_dot_product.layer()
    pairs = list(itertools.pairwise(labels(picture)))
    assert [pair in pairs for pair in layer.SIZES.items()] == [True] * 4
    assert not [text for text in (picture.alt, *labels(picture)) if any(c.isdigit() for c in text)]


# ---- the mask

TEXT = ["animal", "cross", "road", "it", "tired"]


def masked(row: int) -> list[float]:
    """The weights of a row, from the lists, for the words up to its own."""
    query, keys = lesson.text_queries[row].tolist(), lesson.text_keys[: row + 1].tolist()
    return softmax([sum(q * k for q, k in zip(query, key)) / 2 for key in keys])


def test_cells_up_to_the_diagonal_are_lit_by_their_weights():
    picture = scaled_dot_product.mask()
    cells = sorted(rectangles(picture), key=lambda cell: (-round(cell.get_y()), cell.get_x()))
    expected = [(row, column, weight) for row in range(5) for column, weight in enumerate(masked(row))]
    assert len(cells) == len(expected) == 15
    for cell, (row, column, weight) in zip(cells, expected):
        assert cell.get_alpha() == pytest.approx(weight / 2)
        color = stage.BEAM if TEXT[column] == "it" else stage.TOKENS[TEXT[column]]
        assert to_hex(cell.get_facecolor()) == color
        middle = (cell.get_x() + cell.get_width() / 2, cell.get_y() + cell.get_height() / 2)
        assert middle == pytest.approx(mask.table().cell(row, column))


def test_each_lit_cell_holds_its_weight_and_each_hidden_cell_nothing():
    picture = scaled_dot_product.mask()
    table = mask.table()
    held = {}
    for text in texts(picture):
        x, y = text.get_position()
        column, row = (x - table.left) // table.width, (table.top - y) // table.height
        if table.left < x < table.right and table.bottom < y < table.top:
            held[int(row), int(column)] = text.get_text()
    expected = {(row, column): f"{weight:.2f}" for row in range(5) for column, weight in enumerate(masked(row))}
    assert held == expected | {(0, 0): "all"}


def test_cells_above_the_diagonal_are_hatched():
    table = mask.table()
    strokes = [
        shape.get_path().vertices.mean(axis=0)
        for shape in scaled_dot_product.mask().figure.axes[0].patches
        if shape.get_path().vertices.shape == (8, 2)
    ]
    hidden = [table.cell(row, column) for row in range(5) for column in range(row + 1, 5)]
    assert len(strokes) == len(hidden) == 10
    assert np.ravel(strokes) == pytest.approx(np.ravel(hidden))


def test_words_stand_in_the_order_of_the_sentence():
    found = labels(scaled_dot_product.mask())
    assert list(lesson.text) == TEXT
    sides = [(above, beside) for above, beside in itertools.pairwise(found) if above == beside]
    assert sides == [(word, word) for word in TEXT]


def test_mask_says_what_each_word_sees():
    alt = scaled_dot_product.mask().alt
    assert "Animal sees itself alone" in alt
    for row, word in list(enumerate(TEXT))[1:]:
        *others, last = (f"{seen} {weight:.2f}" for seen, weight in zip(TEXT, masked(row)))
        assert f"{word} sees {', '.join(others)} and {last}" in alt


# ---- numbers as text


@pytest.mark.parametrize("number, text", [(6.0, "6.0"), (-0.5, "−0.5"), (0, "0.0"), (2.94, "2.9")])
def test_signed_number_has_one_decimal_and_a_true_minus(number, text):
    assert stage.signed(number) == text


def test_small_counts_are_words():
    words = [stage.counted(number) for number in range(10)]
    assert words[2:5] == ["two", "three", "four"] and words[9] == "nine" and len(set(words)) == 10
    with pytest.raises(IndexError):
        stage.counted(10)
