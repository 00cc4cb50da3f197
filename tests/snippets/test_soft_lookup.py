"""Lesson 07's numbers against oracles that share no code with it: loops, fractions, by hand."""

import math
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest

from snippets import soft_lookup as lookup
from snippets.soft_lookup import animal, cross, mix, road, softmax, tired, values, weights

QUESTIONS = 6  # with options, at least, on the page
CONSTANT = {  # results that no input of the snippet moves, and why
    "scores[1]": "the smallest score is zero by choice",
    "rounded_scores[1]": "the smallest score is zero by choice",
    "x1": "an index",
    **dict.fromkeys("animal road cross tired riya thanked meena".split(), "an index"),
}
TASKS = {  # of the lab: what its judges say to each answer
    "my_weights": [
        ("0.7", "not one number for each card"),
        ("[0.1, 0.7, 0.2]", "not one number for each card"),
        ("[0.1, ..., 0.05, 0.15]", "not one number for each card"),
        ("[0.1, 0.9, 0.2, -0.2]", "cannot be negative"),
        ("[0.1, 0.7, 0.1, 0.2]", "add up to 1.10"),
        ("[10, 70, 5, 15]", "add up to 100.00"),
        ("[0.7, 0.1, 0.05, 0.15]", "road is not the brightest"),
        ("[0.45, 0.45, 0.05, 0.05]", "road is not the brightest"),
        ("[0.10, 0.70, 0.05, 0.15]", "The road wins. Your blend is [1.20 3.35]."),
    ],
    "my_temperature": [
        ("0", "above zero"),
        ("-1.5", "above zero"),
        ("[1.9]", "above zero"),
        ("'warm'", "above zero"),
        ("1.5", "too sharp"),
        ("2.0", "too wide"),
        ("1.93", "Half the light"),
    ],
    "my_blend": [
        ("1.5", "list of two numbers"),
        ("[1, 2, 3]", "list of two numbers"),
        ("[0.21, 0.20]", "old weights"),
        ("[1.5, 2.0]", "same light"),
        ("[0.75, 2.32]", "Which other card has to go?"),
        ("[3.64, 1.08]", "Not yet"),
        ("[1.62, 1.54]", "Right"),
        ("[1.62, 1.52]", "Right"),  # from weights rounded to two decimals
    ],
    "my_step": [
        ("[0.001]", "one number"),
        ("0", "one of the three"),
        ("-0.01", "one of the three"),
        ("0.02", "too long: the weight of road is below zero"),
        ("-0.02", "too long: the weight of tired is below zero"),
        ("0.002", "A new scorecard: 0.730, 0.034, 0.068, 0.168. The blend is [3.09 1.37] again."),
        ("-0.015", "A new scorecard: 0.645, 0.170, 0.170, 0.015. The blend is [3.09 1.37] again."),
    ],
}
SAME = {  # lines of the lab that print the same with another number, and why
    "icy, boiling = ": "both ends of the dial are reached long before",
    'print("doubled:"': "any other multiple is no scorecard either",
}

HAND_WEIGHTS = [Fraction(72, 100), Fraction(5, 100), Fraction(8, 100), Fraction(15, 100)]
HAND_VALUES = [(4, 1), (1, 4), (2, 0), (0, 3)]


def blend(shares, rows):
    """The weighted mix by explicit loops, normalised, in whatever arithmetic comes in."""
    whole = sum(shares)
    return [sum(s * row[k] for s, row in zip(shares, rows, strict=True)) / whole for k in (0, 1)]


def weights_by_loop(scores):
    raised = [math.exp(score) for score in scores]
    return [r / sum(raised) for r in raised]


# The scorecard and its blend.


def test_the_cards_are_those_of_the_lesson():
    assert weights == pytest.approx([float(w) for w in HAND_WEIGHTS])
    assert [tuple(row) for row in values] == HAND_VALUES
    assert [lookup.words[i] for i in (animal, road, cross, tired)] == [
        "animal",
        "road",
        "cross",
        "tired",
    ]
    assert all(word in lookup.sentence for word in lookup.words)


def test_the_scorecard_adds_up_to_exactly_one():
    assert sum(HAND_WEIGHTS) == 1


def test_the_blend_is_the_hand_worked_one():
    assert blend(HAND_WEIGHTS, HAND_VALUES) == [Fraction(309, 100), Fraction(137, 100)]
    assert lookup.output == pytest.approx([3.09, 1.37])


def test_the_parts_are_the_hand_worked_ones_and_add_up_to_the_blend():
    hand = [[2.88, 0.72], [0.05, 0.20], [0.16, 0.00], [0.00, 0.45]]
    assert lookup.parts == pytest.approx(np.array(hand))
    assert [sum(column) for column in zip(*hand)] == pytest.approx([3.09, 1.37])


def test_the_shares_say_how_much_of_the_blend_a_card_made():
    assert lookup.shares[animal, 0] == pytest.approx(float(Fraction(288, 309)))
    assert lookup.shares[tired, 1] == pytest.approx(float(Fraction(45, 137)))


def test_practice_blends_are_the_hand_worked_ones():
    spread = [Fraction(n, 10) for n in (5, 1, 2, 2)]
    wide = [Fraction(10, 100), Fraction(70, 100), Fraction(5, 100), Fraction(15, 100)]
    torn = [Fraction(45, 100), Fraction(45, 100), Fraction(5, 100), Fraction(5, 100)]
    assert blend(wide, HAND_VALUES) == [Fraction(120, 100), Fraction(335, 100)]
    assert blend(torn, HAND_VALUES) == [Fraction(235, 100), Fraction(240, 100)]
    assert lookup.wide_output == pytest.approx([1.20, 3.35])
    assert lookup.torn_output == pytest.approx([2.35, 2.40])
    assert blend(spread, HAND_VALUES) == [Fraction(5, 2), Fraction(3, 2)]
    assert lookup.spread_output == pytest.approx([2.50, 1.50])
    assert lookup.wide_parts == pytest.approx(np.array([[0.4, 0.1], [0.7, 2.8], [0.1, 0], [0, 0.45]]))
    assert lookup.torn_parts == pytest.approx(np.array([[1.8, 0.45], [0.45, 1.8], [0.1, 0], [0, 0.15]]))
    assert lookup.spread_parts == pytest.approx(np.array([[2, 0.5], [0.1, 0.4], [0.4, 0], [0, 0.6]]))


def test_practice_weights_are_shares_of_the_amounts():
    for name, hand in {
        "wide": [0.10, 0.70, 0.05, 0.15],
        "spread": [0.50, 0.10, 0.20, 0.20],
        "torn": [0.45, 0.45, 0.05, 0.05],
    }.items():
        assert getattr(lookup, f"{name}_weights") == pytest.approx(hand)


@pytest.mark.parametrize("name", ["wide", "spread", "torn"])
def test_each_mistake_in_practice_gives_a_blend_of_its_own(name):
    amounts = [Fraction(int(amount)) for amount in getattr(lookup, f"{name}_amounts")]
    right = blend(amounts, HAND_VALUES)
    kinds = {
        "right": right,
        "swapped": right[::-1],
        "not normalised": [entry * sum(amounts) for entry in right],
        "winner": HAND_VALUES[amounts.index(max(amounts))],
        "equal": blend([1] * 4, HAND_VALUES),
    }
    # One right entry would be a slip in the other.
    entries = [{round(float(kind[entry]), 2) for kind in kinds.values()} for entry in (0, 1)]
    assert [len(found) for found in entries] == [len(kinds)] * 2


def test_every_invented_scorecard_adds_up_to_one():
    cards = [
        lookup.wide_weights,
        lookup.spread_weights,
        lookup.torn_weights,
        lookup.she_weights,
        *lookup.scorecards,
    ]
    assert len(cards) == 7
    for card in cards:
        assert math.fsum(card) == pytest.approx(1, abs=1e-12)
        assert min(card) > 0


def test_the_blend_of_she_is_the_hand_worked_one():
    weights = [Fraction(20, 100), Fraction(10, 100), Fraction(70, 100)]
    values = [(1, 4), (0, 2), (4, 2)]
    assert blend(weights, values) == [Fraction(3), Fraction(24, 10)]
    assert lookup.she_output == pytest.approx([3.0, 2.4])


def test_each_value_of_she_is_a_corner_of_their_shape():
    """The page draws that shape by going round the values by their angle."""
    middle = lookup.she_values.mean(axis=0)
    angles = [math.atan2(*(value - middle)[::-1]) for value in lookup.she_values]
    ring = lookup.she_values[np.argsort(angles)]
    for before, corner, after in zip(np.roll(ring, 1, axis=0), ring, np.roll(ring, -1, axis=0)):
        assert np.cross([*(corner - before), 0], [*(after - corner), 0])[2] > 0
    assert len(ring) == len(lookup.she_words)


# Properties of any mix.


def random_weights(rng, n):
    raw = rng.random(n)
    return raw / raw.sum()


def test_a_mix_lies_inside_the_hull_of_its_values():
    rng = np.random.default_rng(7)
    for _ in range(200):
        rows = rng.normal(size=(4, 2))
        blended = mix(random_weights(rng, 4), rows)
        # Inside the hull: in no direction does the blend reach further than the furthest value.
        for angle in np.linspace(0, 2 * math.pi, 24):
            direction = [math.cos(angle), math.sin(angle)]
            reach = [row[0] * direction[0] + row[1] * direction[1] for row in rows]
            assert blended @ direction <= max(reach) + 1e-12


def test_the_order_of_the_cards_does_not_matter():
    for order in permutations(range(4)):
        order = list(order)
        assert mix(weights[order], values[order]) == pytest.approx([3.09, 1.37])


def test_all_weight_on_one_card_returns_its_value():
    for place, row in enumerate(HAND_VALUES):
        sure = np.zeros(4)
        sure[place] = 1
        assert tuple(mix(sure, values)) == row


# Hard lookup.


def test_hard_lookup_returns_one_value_unchanged():
    assert list(lookup.found) == [4, 1]
    assert {key: tuple(row) for key, row in lookup.cards.items()} == dict(
        zip(["animal", "road", "cross", "tired"], HAND_VALUES)
    )


def test_a_key_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        lookup.cards["it"]
    assert "key" in lookup.answer


# Scores and softmax.


def test_softmax_agrees_with_a_loop():
    for scores in ([0.0], [1.0, 2.0], [6.0, 0.7, 1.6, 2.9], [-3.0, 0.0, 3.0]):
        assert softmax(np.array(scores)) == pytest.approx(weights_by_loop(scores))


def test_softmax_ignores_what_is_added_to_every_score():
    scores = np.array([2.0, -1.0, 0.5])
    for shift in (-50.0, 3.25, 700.0):
        assert softmax(scores + shift) == pytest.approx(softmax(scores))


def test_softmax_survives_scores_too_large_to_raise():
    assert softmax(np.array([1e4, 0.0, -1e4])) == pytest.approx([1, 0, 0])
    assert softmax(np.array([1e308, 1e308])) == pytest.approx([0.5, 0.5])


def test_a_far_lower_score_underflows_to_exactly_zero():
    assert softmax(np.array([0.0, -1000.0]))[1] == 0
    assert softmax(np.array([0.0, -700.0]))[1] > 0


def test_minus_infinity_means_may_not_look_here():
    assert softmax(np.array([-np.inf, 0.0, 0.0])) == pytest.approx([0, 0.5, 0.5])


def test_the_scores_are_the_published_ones_and_give_the_scorecard_back():
    by_hand = [math.log(float(w / HAND_WEIGHTS[1])) for w in HAND_WEIGHTS]
    assert lookup.scores == pytest.approx(by_hand)
    assert lookup.scores == pytest.approx([2.667, 0, 0.470, 1.099], abs=5e-4)
    assert weights_by_loop(lookup.scores) == pytest.approx([0.72, 0.05, 0.08, 0.15])


def test_rounded_scores_give_the_blend_of_the_brief():
    assert list(lookup.rounded_scores) == [2.7, 0, 0.5, 1.1]
    expected = blend(weights_by_loop([2.7, 0, 0.5, 1.1]), HAND_VALUES)
    assert lookup.rounded_output == pytest.approx(expected)
    assert lookup.rounded_output == pytest.approx([3.108, 1.358], abs=5e-4)


def test_lesson_08s_dot_products_round_to_the_scorecard_but_not_to_the_blend():
    made = weights_by_loop([6.0 / 2, 0.7 / 2, 1.6 / 2, 2.9 / 2])
    assert [round(w, 2) for w in made] == [0.72, 0.05, 0.08, 0.15]
    assert lookup.next_weights == pytest.approx(made)
    assert lookup.next_output == pytest.approx(blend(made, HAND_VALUES))
    assert [round(float(x), 2) for x in lookup.next_output] == [3.08, 1.38]


# The dial.


@pytest.mark.parametrize(("temperature", "published"), [(0.5, [3.80, 1.08]), (1, [3.09, 1.37]), (2, [2.40, 1.67])])
def test_the_dial_gives_the_published_blends(temperature, published):
    # Dividing ln(w) by T is the same as raising w to the power of 1/T.
    by_power = blend([float(w) ** (1 / temperature) for w in HAND_WEIGHTS], HAND_VALUES)
    assert lookup.blend_at(temperature) == pytest.approx(by_power)
    assert lookup.blend_at(temperature) == pytest.approx(published, abs=5e-3)


def test_the_named_settings_of_the_dial_are_the_dials():
    assert lookup.temperatures == [0.5, 1, 2]
    named = [lookup.cool_output, lookup.as_is_output, lookup.warm_output]
    for temperature, named_output in zip(lookup.temperatures, named, strict=True):
        assert lookup.blend_at(temperature) == pytest.approx(named_output)


def test_a_cold_dial_is_the_hard_lookup():
    assert list(lookup.hard_limit) == [4, 1]
    assert lookup.blend_at(0.01) == pytest.approx([4, 1])


def test_a_hot_dial_is_the_plain_mean():
    hand = [Fraction(4 + 1 + 2 + 0, 4), Fraction(1 + 4 + 0 + 3, 4)]
    assert hand == [Fraction(175, 100), 2]
    assert lookup.plain_mean == pytest.approx([1.75, 2.00])
    assert lookup.blend_at(1e9) == pytest.approx([1.75, 2.00])


def test_a_warmer_dial_always_dims_the_winner():
    winner = [lookup.weights_at(t)[animal] for t in (0.1, 0.5, 1, 2, 10, 100)]
    assert winner == sorted(winner, reverse=True)
    assert winner[-1] > 1 / 4


# What one card does.


@pytest.mark.parametrize(
    ("card", "hand", "published"),
    [
        (animal, (Fraction(21, 28), Fraction(65, 28)), [0.75, 2.32]),
        (road, (Fraction(304, 95), Fraction(117, 95)), [3.20, 1.23]),
        (cross, (Fraction(293, 92), Fraction(137, 92)), [3.18, 1.49]),
        (tired, (Fraction(309, 85), Fraction(92, 85)), [3.64, 1.08]),
    ],
)
def test_without_a_card_the_others_are_renormalised(card, hand, published):
    kept = [i for i in range(4) if i != card]
    assert blend([HAND_WEIGHTS[i] for i in kept], [HAND_VALUES[i] for i in kept]) == list(hand)
    assert lookup.without(card) == pytest.approx([float(x) for x in hand])
    assert lookup.without(card) == pytest.approx(published, abs=5e-3)


def test_a_causal_reader_blends_the_earlier_cards_alone():
    assert lookup.causal_weights == pytest.approx([72 / 85, 5 / 85, 8 / 85])
    assert lookup.causal_weights == pytest.approx([0.847, 0.059, 0.094], abs=5e-4)
    assert lookup.causal_output == pytest.approx([309 / 85, 92 / 85])
    assert lookup.causal_output == pytest.approx([3.635, 1.082], abs=5e-4)
    place = lookup.sentence.replace(".", "").split().index
    assert place("animal") < place("road") < place("it") < place("tired")
    assert place("cross") < place("it")


# Three scorecards, one blend.


def test_the_null_direction_is_the_hand_worked_one():
    assert list(lookup.null_direction) == [5, -8, -6, 9]


def test_the_null_direction_changes_neither_the_sum_nor_the_blend():
    rng = np.random.default_rng(3)
    for rows in (np.array(HAND_VALUES), *rng.normal(size=(20, 4, 2))):
        quiet = lookup.quiet_direction(rows)
        assert math.fsum(quiet) == pytest.approx(0, abs=1e-9)
        for k in (0, 1):
            assert sum(q * row[k] for q, row in zip(quiet, rows)) == pytest.approx(0, abs=1e-9)


def test_three_scorecards_give_exactly_one_blend():
    written = [
        ["0.72", "0.05", "0.08", "0.15"],
        ["0.67", "0.13", "0.14", "0.06"],
        ["0.745", "0.01", "0.05", "0.195"],
    ]
    for row, shown in zip(lookup.scorecards, written, strict=True):
        exact = [Fraction(w) for w in shown]
        assert sum(exact) == 1
        assert blend(exact, HAND_VALUES) == [Fraction("3.09"), Fraction("1.37")]
        assert row == pytest.approx([float(w) for w in exact])


# The relay.


def test_a_relay_hands_over_once_between_neighbours():
    runners = range(1, lookup.relay_length + 1)
    assert lookup.relay_length == 30
    assert lookup.handovers == len(list(pairwise(runners))) == 29
    assert lookup.pointed_at == [1, 7, 18, 29]
    assert lookup.looked_at == [1, 5, 12]


@pytest.mark.parametrize("kept", [0.9, 0.99, 0.0, 1.0])
def test_what_survives_is_multiplied_once_per_handover(kept):
    left = 1.0
    for handover in range(30):
        assert lookup.survives(handover, kept) == pytest.approx(left)
        left *= kept


# Text diagrams.


def test_the_scorecard_fits_a_phone_and_its_bars_follow_the_weights():
    lines = lookup.scorecard().split("\n")
    assert len(lines) == 4
    lengths = []
    for line, word, weight in zip(lines, ["animal", "road", "cross", "tired"], HAND_WEIGHTS):
        assert len(line) <= 40
        assert line.startswith(word)
        assert line.endswith(f" {float(weight):.2f}")
        lengths.append(line.count("█") + line.count("▌") / 2)
    for length, weight in zip(lengths, HAND_WEIGHTS):
        exact = lengths[0] * float(weight / HAND_WEIGHTS[0])
        assert abs(length - exact) <= 0.25 + 1e-9  # half a half cell


def test_the_paths_fit_a_phone_and_name_every_word_looked_at():
    drawing = lookup.paths()
    assert max(map(len, drawing.split("\n"))) <= 40
    assert [f"word{place}" in drawing for place in (1, 5, 12)] == [True] * 3


# Refusals.


@pytest.mark.parametrize(
    ("bad_weights", "bad_values", "reason"),
    [
        ([0.5, 0.5], [[1, 2]], "one weight per row"),
        ([[1.0]], [[1, 2]], "one weight per row"),
        ([1.0], [1, 2], "one weight per row"),
        ([1.0], [1], "one weight per row"),
        ([0.5, 0.4], [[1], [2]], "add up to one"),
        ([0.72, 0.05, 0.08, 0.16], HAND_VALUES, "add up to one"),
        ([1.5, -0.5], [[1], [2]], "never negative"),
        ([math.nan, 1.0], [[1], [2]], "never negative"),
        ([], np.empty((0, 2)), "add up to one"),
    ],
)
def test_mix_refuses_what_is_no_set_of_shares(bad_weights, bad_values, reason):
    with pytest.raises(ValueError, match=reason):
        mix(np.array(bad_weights), np.array(bad_values))


@pytest.mark.parametrize(
    "bad_scores", [[], [[1.0, 2.0]], 1.0, [math.nan, 0.0], [math.inf, 0.0], [-math.inf, -math.inf]]
)
def test_softmax_refuses_scores_without_a_finite_winner(bad_scores):
    with pytest.raises(ValueError, match="score"):
        softmax(np.array(bad_scores))


@pytest.mark.parametrize("temperature", [0, -1, math.nan])
def test_a_temperature_is_above_zero(temperature):
    with pytest.raises(ValueError, match="not above zero"):
        lookup.weights_at(temperature)
    with pytest.raises(ValueError, match="not above zero"):
        lookup.blend_at(temperature)


@pytest.mark.parametrize("card", [-1, 4, 0.5])
def test_only_a_card_that_is_there_can_be_taken_away(card):
    with pytest.raises(ValueError, match="no card"):
        lookup.without(card)


@pytest.mark.parametrize(("handovers", "kept"), [(-1, 0.9), (3, 1.1), (3, -0.1), (3, math.nan)])
def test_a_relay_keeps_a_part_and_never_runs_backwards(handovers, kept):
    with pytest.raises(ValueError, match="no such relay"):
        lookup.survives(handovers, kept)


@pytest.mark.parametrize("shape", [(3, 2), (4, 3), (4,)])
def test_the_null_direction_needs_four_values_of_the_plane(shape):
    with pytest.raises(ValueError, match="four values"):
        lookup.quiet_direction(np.zeros(shape))
