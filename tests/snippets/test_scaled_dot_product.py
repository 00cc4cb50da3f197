"""Lesson 08's numbers against oracles that share no code with it: fractions, loops, differences."""

import math
from fractions import Fraction

import numpy as np
import pytest

from snippets import scaled_dot_product as lesson
from snippets import soft_lookup
from snippets.scaled_dot_product import animal, attention, by_loops, cross, road, softmax_rows, tired


def cells(name: str, rows, columns: int) -> list[str]:
    """The places of some rows of a table."""
    return [f"{name}[{row}][{column}]" for row in rows for column in range(columns)]


QUESTIONS = 10  # with options, at least, on the page
CONSTANT = {  # results that no input of the snippet moves, and why
    **dict.fromkeys("riya thanked meena".split(), "an index"),
    "d_k": "the length of a list",
    **dict.fromkeys(cells("V", range(4), 2), "a value of lesson 07"),
    **dict.fromkeys(cells("text_values", (0, 1, 2, 4), 2), "a value of lesson 07"),
    **dict.fromkeys(cells("other_values", (0, 1, 2), 2), "a value of lesson 07"),
    **dict.fromkeys(cells("text_outputs", [0], 2), "the first word sees its own value alone"),
    **dict.fromkeys(cells("other_outputs", [0], 2), "the first word sees its own value alone"),
    **dict.fromkeys(cells("text_weights", [0], 5), "the first word sees itself alone"),
    **{f"text_weights[{row}][{column}]": "hidden" for row in range(1, 5) for column in range(row + 1, 5)},
    "parts[2][1]": "a value of zero gives nothing",
    "parts[3][0]": "a value of zero gives nothing",
}
TASKS = {  # of the lab: what its judges say to each answer
    "my_table": [
        ("softmax(K @ Q.T / np.sqrt(d_k))", "lies on its side"),
        ("softmax(query @ K.T / np.sqrt(d_k))", "What shape is it?"),
        ("'softmax(Q @ K.T)'", "What shape is it?"),
        ("softmax(Q @ K.T / np.sqrt(d_k), axis=0)", "Not every row adds up to one"),
        ("Q @ K.T / np.sqrt(d_k)", "Not every row adds up to one"),
        ("Q @ K.T / (Q @ K.T).sum(axis=1, keepdims=True)", "below zero"),
        ("softmax(Q @ K.T)", "too sharp"),
        ("softmax(Q @ K.T / d_k)", "too wide"),
        ("softmax(Q @ K / np.sqrt(d_k))", "not the right one"),
        ("softmax(Q @ K.T / np.sqrt(d_k))", "Right"),
    ],
    "my_shape": [
        ("3", "pair"),
        ("(3, 5, 2)", "pair"),
        ("(3, 5)", "shape of the weights"),
        ("(2, 3)", "Which of them counts the rows?"),
        ("(5, 2)", "Look at the rows"),
        ("(3, 4)", "Look at the columns"),
        ("(3, 2)", "Right"),
        ("[3, 2]", "Right"),
    ],
    "my_verdict": [
        ("'axis'", "Keep the form"),
        ("{'A': 'axis'}", "Keep the form"),
        ("{'A': 'mask', 'B': ..., 'C': 'axis'}", "replace all the dots"),
        ("{'A': 'softmax', 'B': 'scale', 'C': 'axis'}", "Table A: choose one of axis, scale, mask"),
        ("{'A': ['mask'], 'B': 'scale', 'C': 'axis'}", "Table A: choose one of axis, scale, mask"),
        ("{'A': 'scale', 'B': 'mask', 'C': 'axis'}", "Table A is not that one. To test your guess, see whether each"),
        ("{'A': 'mask', 'B': 'axis', 'C': 'scale'}", "Table B is not that one. To test your guess, add up"),
        ("{'A': 'mask', 'B': 'mask', 'C': 'axis'}", "Table B is not that one. To test your guess, look at"),
        ("{'A': 'axis', 'B': 'scale', 'C': 'mask'}", "Table A is not that one. To test your guess, add up"),
        ("{'A': 'mask', 'B': 'scale', 'C': 'axis'}", "Right"),
    ],
}
SAME = {  # lines of the lab that print the same with another number, and why
    "wide_key, wide_value = ": "the query is zero where this key is, and its other entry is rounded away",
    "total = np.zeros(len(values[0]))": "every value is as long as the first one",
}

QUERY = ["1.0", "2.0", "0.5", "1.0"]
KEYS = [
    ["1.5", "2.0", "0.0", "0.5"],
    ["1.5", "-0.5", "0.0", "0.2"],
    ["0.0", "0.4", "1.6", "0.0"],
    ["0.0", "0.7", "0.2", "1.4"],
]
VALUES = [(4, 1), (1, 4), (2, 0), (0, 3)]


def dot(a, b):
    """By hand, in exact arithmetic."""
    return sum(Fraction(x) * Fraction(y) for x, y in zip(a, b, strict=True))


def shares(scores):
    raised = [math.exp(score) for score in scores]
    return [r / math.fsum(raised) for r in raised]


def blend(weights, rows):
    return [math.fsum(w * row[k] for w, row in zip(weights, rows, strict=True)) for k in range(len(rows[0]))]


def one_query(query, keys, rows):
    """Scaled dot-product attention of one query, in plain Python."""
    scores = [math.fsum(q * k for q, k in zip(query, key)) / math.sqrt(len(key)) for key in keys]
    return blend(shares(scores), rows), shares(scores)


# The scorecard of lesson 07, derived.


def test_the_lists_are_those_of_the_lesson_and_have_one_decimal():
    assert lesson.query == pytest.approx([float(x) for x in QUERY])
    assert lesson.keys == pytest.approx(np.array([[float(x) for x in key] for key in KEYS]))
    assert [len(number.partition(".")[2]) for row in [QUERY, *KEYS] for number in row] == [1] * 20
    assert len(lesson.features) == lesson.d_k == 4


def test_the_dot_products_are_exactly_those_that_lesson_07_announces():
    exact = [dot(QUERY, key) for key in KEYS]
    assert exact == [Fraction("6.0"), Fraction("0.7"), Fraction("1.6"), Fraction("2.9")]
    assert lesson.dot_products == pytest.approx([float(x) for x in exact], abs=1e-12)
    assert lesson.dot_products == pytest.approx(soft_lookup.dot_products, abs=1e-12)
    assert lesson.keys @ lesson.query == pytest.approx(lesson.dot_products, abs=1e-12)


def test_the_products_are_the_hand_worked_ones():
    hand = [[1.5, 4.0, 0, 0.5], [1.5, -1.0, 0, 0.2], [0, 0.8, 0.8, 0], [0, 1.4, 0.1, 1.4]]
    assert lesson.products == pytest.approx(np.array(hand))


def test_the_scores_are_half_the_dot_products():
    assert lesson.scores == pytest.approx([3.0, 0.35, 0.8, 1.45])
    assert lesson.scores == pytest.approx(soft_lookup.next_scores)


def test_softmax_by_steps_gives_lesson_07s_scorecard_at_two_decimals():
    assert lesson.raised == pytest.approx([math.exp(s) for s in (3.0, 0.35, 0.8, 1.45)])
    assert lesson.total == pytest.approx(math.fsum(map(math.exp, (3.0, 0.35, 0.8, 1.45))))
    assert lesson.weights == pytest.approx(shares([3.0, 0.35, 0.8, 1.45]))
    assert [round(float(w), 2) for w in lesson.weights] == [0.72, 0.05, 0.08, 0.15]
    assert [round(float(w), 2) for w in lesson.weights] == pytest.approx(list(soft_lookup.weights))


def test_the_blend_differs_from_lesson_07s_by_rounding_alone():
    assert lesson.output == pytest.approx(blend(shares([3.0, 0.35, 0.8, 1.45]), VALUES))
    assert [round(float(x), 2) for x in lesson.output] == [3.08, 1.38]
    assert lesson.rounded_output == pytest.approx([3.09, 1.37])
    assert lesson.rounded_output == pytest.approx(soft_lookup.output)
    assert lesson.output == pytest.approx(soft_lookup.next_output)
    assert lesson.parts.sum(axis=0) == pytest.approx(lesson.output)


def test_without_the_scale_the_winner_takes_nearly_all():
    assert lesson.unscaled_weights == pytest.approx(shares([6.0, 0.7, 1.6, 2.9]))
    assert lesson.unscaled_output == pytest.approx(blend(shares([6.0, 0.7, 1.6, 2.9]), VALUES))


def test_one_step_of_a_score_multiplies_its_exponential_by_e():
    assert lesson.growth(1) == pytest.approx(math.e)
    assert lesson.growth(0) == 1
    assert lesson.growth(2.5) / lesson.growth(1.5) == pytest.approx(math.e)


# Random lists.


def test_random_dot_products_spread_like_the_root_of_the_width():
    assert lesson.widths == [4, 64, 1024]
    for width, spread, scaled in zip(lesson.widths, lesson.spreads, lesson.scaled_spreads, strict=True):
        dots = lesson.random_dots(width)
        assert dots.shape == (lesson.rounds, lesson.choices) == (500, 8)
        mean = math.fsum(dots.flat) / dots.size
        by_hand = math.sqrt(math.fsum((x - mean) ** 2 for x in dots.flat) / dots.size)
        assert spread == pytest.approx(by_hand)
        # Four thousand draws, eight of a round sharing a query: within a few percent of theory.
        assert spread == pytest.approx(math.sqrt(width), rel=0.05)
        assert scaled == pytest.approx(1, rel=0.05)
        assert abs(mean) < 0.1 * math.sqrt(width)


def test_random_dot_products_are_the_same_each_time():
    assert np.array_equal(lesson.random_dots(64), lesson.random_dots(64))


def test_the_spread_depends_on_the_width_and_not_on_the_seed(monkeypatch):
    monkeypatch.setattr(lesson, "seed", 2024)
    other = lesson.random_dots(64)
    assert other.std() == pytest.approx(8, rel=0.05)
    assert other.std() != lesson.spreads[1]


def test_the_largest_weight_is_averaged_over_the_rounds():
    for place, width in enumerate(lesson.widths):
        rows = lesson.random_dots(width).tolist()
        plain = [max(shares([x - max(row) for x in row])) for row in rows]
        scaled = [max(shares([x / math.sqrt(width) for x in row])) for row in rows]
        assert lesson.top_weights[place] == pytest.approx(math.fsum(plain) / len(rows))
        assert lesson.scaled_top_weights[place] == pytest.approx(math.fsum(scaled) / len(rows))
        assert lesson.top_slopes[place] == pytest.approx(math.fsum(w - w * w for w in plain) / len(rows))
        assert lesson.scaled_top_slopes[place] == pytest.approx(math.fsum(w - w * w for w in scaled) / len(rows))
    assert list(lesson.top_weights) == sorted(lesson.top_weights)


# The slope.


@pytest.mark.parametrize("scores", [[3.0, 0.35, 0.8, 1.45], [6.0, 0.7, 1.6, 2.9], [0.0, 0.0], [-1.0, 2.0, 0.5]])
def test_the_slope_is_the_derivative_of_a_weight_by_its_own_score(scores):
    step = 1e-6
    for place in range(len(scores)):
        up, down = ([s + sign * step * (i == place) for i, s in enumerate(scores)] for sign in (1, -1))
        difference = (shares(up)[place] - shares(down)[place]) / (2 * step)
        assert lesson.slope_at(shares(scores)[place]) == pytest.approx(difference, rel=1e-6)


def test_the_slope_is_largest_at_one_half_and_zero_at_the_ends():
    weights = np.linspace(0, 1, 101)
    slopes = lesson.slope_at(weights)
    assert weights[slopes.argmax()] == 0.5 and slopes.max() == 0.25
    assert slopes[0] == slopes[-1] == 0


def test_multiplied_scores_flatten_the_slope():
    assert lesson.multiples == [1, 2, 4, 8]
    for multiple, weights, slope in zip(lesson.multiples, lesson.multiplied_weights, lesson.slopes, strict=True):
        by_hand = shares([multiple * s for s in (3.0, 0.35, 0.8, 1.45)])
        assert weights == pytest.approx(by_hand)
        assert slope == pytest.approx(by_hand[animal] * math.fsum(by_hand[1:]))
    assert lesson.multiplied_weights[1] == pytest.approx(lesson.unscaled_weights)
    assert list(lesson.slopes) == sorted(lesson.slopes, reverse=True)


# The matrix form.


def test_each_row_of_the_table_is_the_attention_of_one_query():
    assert lesson.askers == ["it", "cross", "tired"]
    for place, query in enumerate(lesson.Q.tolist()):
        output, weights = one_query(query, lesson.keys.tolist(), VALUES)
        assert lesson.outputs[place] == pytest.approx(output)
        assert lesson.all_weights[place] == pytest.approx(weights)
        assert shares(lesson.all_scores[place]) == pytest.approx(weights)
    assert lesson.outputs[0] == pytest.approx(lesson.output)


def test_attention_agrees_with_plain_python_and_with_the_loop_of_the_page():
    rng = np.random.default_rng(8)
    for n_query, n_key, d_k, d_v in [(1, 1, 1, 1), (3, 5, 2, 4), (6, 2, 8, 1), (4, 4, 4, 4)]:
        Q, K, V = rng.normal(size=(n_query, d_k)), rng.normal(size=(n_key, d_k)), rng.normal(size=(n_key, d_v))
        mask = rng.random((n_query, n_key)) < 0.5
        mask[:, 0] = True
        for seen in (None, mask):
            outputs, weights = attention(Q, K, V, seen)
            slow_outputs, slow_weights = by_loops(Q, K, V, seen)
            assert outputs.shape == (n_query, d_v) and weights.shape == (n_query, n_key)
            assert slow_outputs == pytest.approx(outputs) and slow_weights == pytest.approx(weights)
            for i in range(n_query):
                places = [j for j in range(n_key) if seen is None or seen[i, j]]
                output, some = one_query(Q[i].tolist(), K[places].tolist(), V[places].tolist())
                assert outputs[i] == pytest.approx(output)
                assert weights[i, places] == pytest.approx(some)
                assert weights[i].sum() == pytest.approx(1)


def test_rows_of_softmax_survive_large_scores_and_minus_infinity():
    rows = softmax_rows(np.array([[1e4, 0.0, -np.inf], [700.0, 700.0, 700.0], [-np.inf, -np.inf, -5.0]]))
    assert rows == pytest.approx(np.array([[1, 0, 0], [1 / 3, 1 / 3, 1 / 3], [0, 0, 1]]))


def test_the_order_of_the_cards_does_not_matter():
    order = [2, 0, 3, 1]
    outputs, _ = attention(lesson.Q, lesson.K[order], lesson.V[order])
    assert outputs == pytest.approx(lesson.outputs)


def test_a_louder_key_has_a_larger_dot_product():
    assert lesson.query @ (2 * lesson.keys[animal]) == pytest.approx(12.0)


# The mask.


def test_each_word_sees_itself_and_what_came_before():
    sentence = soft_lookup.sentence.replace(".", "").split()
    assert lesson.text == [word for word in sentence if word in lesson.text]
    assert len(lesson.text) == 5
    assert lesson.may_look.tolist() == [[j <= i for j in range(5)] for i in range(5)]
    assert (lesson.text_weights > 0).tolist() == lesson.may_look.tolist()
    assert lesson.text_weights[0].tolist() == [1, 0, 0, 0, 0]
    assert lesson.text_weights.sum(axis=1) == pytest.approx([1] * 5)


def test_masked_rows_are_the_attention_over_the_words_so_far():
    for i, query in enumerate(lesson.text_queries.tolist()):
        output, weights = one_query(query, lesson.text_keys[: i + 1].tolist(), lesson.text_values[: i + 1].tolist())
        assert lesson.text_outputs[i] == pytest.approx(output)
        assert lesson.text_weights[i, : i + 1] == pytest.approx(weights)


def test_the_last_word_reads_the_same_with_and_without_the_mask():
    assert lesson.text_outputs[-1] == pytest.approx(lesson.open_outputs[-1])
    assert lesson.text_outputs[0] == pytest.approx(VALUES[animal])


@pytest.mark.parametrize("place", range(1, 5))
def test_a_later_word_never_changes_what_an_earlier_one_reads(place):
    keys, values = lesson.text_keys.copy(), lesson.text_values.astype(float)
    keys[place], values[place] = [9.0, -9.0, 9.0, -9.0], [100.0, -100.0]
    outputs, _ = attention(lesson.text_queries, keys, values, lesson.may_look)
    assert np.array_equal(outputs[:place], lesson.text_outputs[:place])
    assert not np.allclose(outputs[place], lesson.text_outputs[place])


def test_the_other_ending_moves_the_last_word_alone():
    assert np.array_equal(lesson.other_outputs[:4], lesson.text_outputs[:4])
    assert not np.allclose(lesson.other_outputs[4], lesson.text_outputs[4])
    assert not np.allclose(lesson.other_open_outputs[3], lesson.open_outputs[3])


def test_hiding_after_softmax_loses_shares():
    for i in range(4):
        _, weights = one_query(lesson.text_queries[i].tolist(), lesson.text_keys.tolist(), [(0,)] * 5)
        assert lesson.late_sums[i] == pytest.approx(math.fsum(weights[: i + 1]))
    assert lesson.late_sums.shape == (4,) and max(lesson.late_sums) < 0.9


# Into attention and out of it.


def times_table(row, table) -> list[Fraction]:
    return [
        sum(Fraction(str(x)) * Fraction(str(w)) for x, w in zip(row, column, strict=True)) for column in zip(*table)
    ]


@pytest.mark.parametrize(("table", "made"), [("W_Q", "query"), ("W_K", "it_key"), ("W_V", "it_value")])
def test_tables_make_the_very_lists_of_it(table, made):
    found = times_table(lesson.embedding.tolist(), getattr(lesson, table).tolist())
    assert found == [Fraction(str(entry)) for entry in getattr(lesson, made).tolist()]


def test_what_comes_out_of_attention_is_as_wide_as_the_embedding():
    first, second = lesson.text_outputs[lesson.text.index("it")]
    assert lesson.update == pytest.approx([0.1 * first, 0.2 * first + 0.1 * second, 0.3 * second])
    assert lesson.W_O.shape == lesson.W_V.shape[::-1] == (2, len(lesson.embedding))


# The mistake, and the practice.


def test_a_head_is_as_wide_as_the_papers():
    assert (lesson.model_width, lesson.heads, lesson.head_width) == (512, 8, 64)


@pytest.mark.parametrize(
    ("name", "divisor"),
    [("head_weights", 8), ("by_model_width", math.sqrt(512)), ("by_heads", math.sqrt(8)), ("without_root", 64)],
)
def test_what_a_head_makes_of_its_dot_products(name, divisor):
    assert getattr(lesson, name) == pytest.approx(shares([x / divisor for x in (16, 8, 0, -8)]))


@pytest.mark.parametrize(
    ("name", "divisor"),
    [("toy_by_model_width", math.sqrt(8)), ("toy_by_heads", math.sqrt(2)), ("toy_without_root", 4)],
)
def test_what_the_mistake_makes_of_the_toy(name, divisor):
    assert (lesson.toy_heads, lesson.toy_width) == (2, 8)
    assert getattr(lesson, name) == pytest.approx(shares([x / divisor for x in (6.0, 0.7, 1.6, 2.9)]))


def test_practice_is_the_hand_worked_one():
    query = ["2.0", "-1.0", "0.0", "0.0"]
    keys = [KEYS[animal], KEYS[road], KEYS[cross], ["0.5", "-1.0", "0.0", "0.0"]]
    exact = [dot(query, key) for key in keys]
    assert exact == [1, Fraction("3.5"), Fraction("-0.4"), 2]
    assert lesson.too_wide_dots == pytest.approx([float(x) for x in exact])
    by_hand = shares([float(x) / 2 for x in exact])
    assert lesson.too_wide_weights == pytest.approx(by_hand)
    assert lesson.too_wide_raised == pytest.approx([math.exp(float(x) / 2) for x in exact])
    assert lesson.too_wide_output == pytest.approx(blend(by_hand, VALUES))
    assert lesson.too_wide_weights.argmax() == road


def test_meena_wins_by_the_hand_worked_scores():
    assert lesson.she_dots.tolist() == [1, 0, 4]
    assert lesson.she_scores == pytest.approx([0.5, 0, 2])
    assert lesson.she_weights == pytest.approx(shares([0.5, 0, 2]))
    assert lesson.she_raised == pytest.approx([math.exp(0.5), 1, math.exp(2)])
    assert lesson.she_weights.argmax() == lesson.meena


def test_each_word_of_the_practice_is_where_the_cards_have_it():
    assert [lesson.words[i] for i in (animal, road, cross, tired)] == ["animal", "road", "cross", "tired"]
    assert [tuple(row) for row in lesson.V] == VALUES


# Refusals.


@pytest.mark.parametrize(
    ("Q", "K", "V", "mask", "reason"),
    [
        ((1, 4), (3, 5), (3, 2), None, "equally wide"),
        ((1, 4), (3, 4), (2, 2), None, "one value per key"),
        ((4,), (3, 4), (3, 2), None, "tables"),
        ((1, 4), (3, 4), (3,), None, "tables"),
        ((2, 4), (3, 4), (3, 2), (3, 2), "one mask entry"),
    ],
)
def test_tables_that_do_not_fit_are_refused(Q, K, V, mask, reason):
    with pytest.raises(ValueError, match=reason):
        attention(np.ones(Q), np.ones(K), np.ones(V), None if mask is None else np.ones(mask, bool))


def test_a_query_that_may_look_nowhere_is_refused():
    mask = np.array([[True, False], [False, False]])
    with pytest.raises(ValueError, match="finite score"):
        attention(np.ones((2, 3)), np.ones((2, 3)), np.ones((2, 1)), mask)


def test_the_lesson_refuses_to_run_when_the_loop_disagrees(monkeypatch):
    monkeypatch.setattr(lesson, "attention", lambda Q, K, V, mask=None: by_loops(Q, K * 1.001, V, mask))
    with pytest.raises(ValueError, match="the loop"):
        lesson.check_itself()


def test_the_lesson_refuses_a_leak(monkeypatch):
    monkeypatch.setattr(lesson, "other_outputs", lesson.other_outputs + 1e-12)
    with pytest.raises(ValueError, match="a later word"):
        lesson.check_itself()


def test_the_lesson_refuses_steps_that_the_table_does_not_confirm(monkeypatch):
    monkeypatch.setattr(lesson, "weights", lesson.weights[::-1])
    with pytest.raises(ValueError, match="the steps"):
        lesson.check_itself()


# From dict to NumPy.


def test_the_dict_finds_a_value_by_exactly_its_key_and_by_nothing_else():
    for key, value in zip(KEYS, VALUES, strict=True):
        exact = [float(entry) for entry in key]
        assert tuple(lesson.hard_lookup(exact)) == value
        assert lesson.hard_lookup([exact[0] + 1e-12, *exact[1:]]) is None
    assert lesson.hard_lookup(lesson.query) is None


def test_the_key_of_animal_asks_softly():
    key = [float(entry) for entry in KEYS[0]]
    output, weights = one_query(key, [[float(x) for x in one] for one in KEYS], VALUES)
    assert lesson.own_weights == pytest.approx(weights, abs=1e-12)
    assert lesson.own_output == pytest.approx(output, abs=1e-12)
