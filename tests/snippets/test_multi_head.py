"""Lesson 09's numbers against oracles that share no code with it: fractions, loops, other lessons."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from snippets import multi_head as lesson
from snippets import scaled_dot_product, soft_lookup
from snippets.multi_head import animal, cross, how, multi_head, road, tired, who

QUESTIONS = 8  # with options, at least, on the page
CONSTANT = {  # results that no input of the snippet moves, and why
    **dict.fromkeys("animal road cross tired who how".split(), "an index"),
    **dict.fromkeys("heads d_k n_query n_key".split(), "how many there are of something"),
    **dict.fromkeys(["even[0][0]", "even[0][1]"], "equal keys share equally"),
    **{
        f"{name}[{place}]": "a size of tables"
        for name in "wide_dots cut_dots wide_parts cut_parts".split()
        for place in (0, 1)
    },
}

TASKS = {  # of the lab: what its judges say to each answer
    "my_scorecard": [
        ("[0.5, 0.5]", "four numbers, one for each card"),
        ("list('abcd')", "four numbers, one for each card"),
        ("[1.2, -0.2, 0, 0]", "below zero"),
        ("[0.5, 0.5, 0.5, 0.5]", "Do yours?"),
        ("[0.4, 0.1, 0.1, 0.4]", "Do without it"),
        ("[0.5, 0, 0, 0.5]", "tired does not help"),
        ("[0.9, 0.1, 0, 0]", "shift light"),
        ("[1, 0, 0, 0]", "shift light"),
        ("[2 / 3, 1 / 3, 0, 0]", "Right"),
        ("[0.67, 0.33, 0, 0]", "Right"),
    ],
    "my_sizes": [
        ("20", "Three numbers"),
        ("(5, 4)", "Three numbers"),
        ("(5, 2, 4)", "Now their order"),
        ("(1, 5, 4)", "How many tables"),
        ("(2, 3, 4)", "Who asks?"),
        ("(2, 5, 2)", "among what?"),
        ("(2, 5, 4)", "Right"),
        ("[2, 5, 4]", "Right"),
    ],
    "my_query": [
        ("[0, 1]", "four numbers, as the keys have"),
        ("'last'", "four numbers, as the keys have"),
        ("[1, 0, 4, 0]", "whoever comes first"),
        ("[1, 0, 0, 0]", "Which two places"),
        ("[9, 9, 2, 2]", "Which two places"),
        ("[1, 0, 0, 1]", "not enough"),
        ("[0, 0, 0, 4]", "Right"),
        ("[1, 0, -4, 0]", "Right"),
    ],
}


def shares(scores) -> list[float]:
    """Softmax, from the definition."""
    raised = [math.exp(score) for score in scores]
    return [part / math.fsum(raised) for part in raised]


def looked_up(query, keys, values, seen=None) -> tuple[list[float], list[float]]:
    """One lookup of one head, in plain Python."""
    seen = range(len(keys)) if seen is None else seen
    scores = [math.fsum(q * k for q, k in zip(query, keys[card])) / len(query) ** 0.5 for card in seen]
    weights = dict(zip(seen, shares(scores)))
    blend = [math.fsum(weights[card] * values[card][place] for card in seen) for place in range(len(values[0]))]
    return blend, [weights.get(card, 0.0) for card in range(len(keys))]


def by_heads(queries, keys, values, heads, mask=None):
    """All heads, all askers, one number at a time: blends (n_query, d_v), weights (heads, n_query, n_key)."""
    narrow, thin = len(keys[0]) // heads, len(values[0]) // heads
    blends, weights = [[] for _ in queries], [[] for _ in range(heads)]
    for head, asker in product(range(heads), range(len(queries))):
        cut = slice(head * narrow, (head + 1) * narrow)
        some = [value[head * thin : (head + 1) * thin] for value in values]
        seen = None if mask is None else [card for card in range(len(keys)) if mask[asker][card]]
        blend, row = looked_up(queries[asker][cut], [key[cut] for key in keys], some, seen)
        blends[asker] += blend
        weights[head].append(row)
    return blends, weights


def test_tables_are_those_of_the_lesson_before():
    before = scaled_dot_product
    assert lesson.words == before.words and lesson.askers == before.askers
    for name in "QKV":
        assert getattr(lesson, name).tolist() == getattr(before, name).tolist()
    assert [lesson.words[card] for card in (animal, road, cross, tired)] == soft_lookup.words


# One scorecard for two questions.


def test_the_wish_takes_each_number_from_the_card_that_answers_it():
    assert lesson.wish.tolist() == [4, 3]
    assert [lesson.V[animal][who], lesson.V[tired][how]] == [4, 3]


def test_two_stories_give_one_blend():
    assert lesson.half_output.tolist() == [2, 2]
    ninths = [Fraction(part, 9) for part in (2, 4, 3, 0)]
    assert [sum(w * int(v[place]) for w, v in zip(ninths, lesson.V)) for place in (0, 1)] == [2, 2]
    assert lesson.other_output == pytest.approx([2, 2]) and lesson.other_weights == pytest.approx(
        list(map(float, ninths))
    )


def test_no_scorecard_gives_the_wish():
    """The two numbers of a blend add up to no more than those of the best card; we try all scorecards of a grid, too."""
    assert lesson.sums.tolist() == [5, 5, 2, 3] and sum(lesson.wish) == 7
    steps = 20
    grid = [w for w in product(range(steps + 1), repeat=4) if sum(w) == steps]
    sums = [sum(map(sum, (weight * lesson.V[card] for card, weight in enumerate(w)))) / steps for w in grid]
    assert len(grid) == 1771 and max(sums) == 5


# Two heads.


def test_heads_agree_with_plain_python():
    rng = np.random.default_rng(9)
    for n_query, n_key, heads, d_k, d_v in [(3, 4, 2, 2, 1), (5, 5, 1, 4, 3), (1, 6, 4, 1, 2), (4, 2, 3, 3, 3)]:
        Q, K = rng.normal(size=(n_query, heads * d_k)), rng.normal(size=(n_key, heads * d_k))
        V = rng.normal(size=(n_key, heads * d_v))
        mask = rng.random((n_query, n_key)) < 0.5
        mask[:, 0] = True
        for seen in (None, mask):
            blends, weights = multi_head(Q, K, V, heads, seen)
            slow_blends, slow_weights = by_heads(Q.tolist(), K.tolist(), V.tolist(), heads, seen)
            assert blends == pytest.approx(np.array(slow_blends)) and blends.shape == (n_query, heads * d_v)
            assert weights == pytest.approx(np.array(slow_weights)) and weights.shape == (heads, n_query, n_key)


def test_the_lessons_heads_are_the_hand_worked_ones():
    blends, weights = by_heads(lesson.Q.tolist(), lesson.K.tolist(), lesson.V.tolist(), 2)
    assert lesson.outputs == pytest.approx(np.array(blends))
    assert lesson.weights == pytest.approx(np.array(weights))
    assert lesson.weights.sum(axis=2) == pytest.approx(np.ones((2, 3)))
    assert lesson.parts.sum(axis=1) == pytest.approx(blends[0])


def test_one_head_is_the_attention_of_the_lesson_before():
    assert multi_head(lesson.Q, lesson.K, lesson.V, 1)[0] == pytest.approx(scaled_dot_product.outputs)
    assert lesson.one_outputs == pytest.approx(scaled_dot_product.outputs)
    assert lesson.one_weights == pytest.approx(scaled_dot_product.all_weights)


def test_dot_products_of_the_heads_add_up_to_those_of_one_wide_head():
    exact = [[Fraction(str(entry)) for entry in row] for row in lesson.K.tolist()]
    asked = [Fraction(str(entry)) for entry in lesson.Q[0].tolist()]
    halves = [[sum(q * k for q, k in zip(asked[cut], key[cut])) for key in exact] for cut in (slice(2), slice(2, 4))]
    assert [[float(dot) for dot in half] for half in halves] == [[5.5, 0.5, 0.8, 1.4], [0.5, 0.2, 0.8, 1.5]]
    assert lesson.dots[:, 0] == pytest.approx(np.array(halves, dtype=float))
    assert lesson.dots_of_both[0] == pytest.approx([6.0, 0.7, 1.6, 2.9])


def test_scores_raised_and_shared_are_the_weights():
    for head, asker in product(range(2), range(3)):
        by_hand = [dot / math.sqrt(2) for dot in lesson.dots[head, asker]]
        assert lesson.scores[head, asker] == pytest.approx(by_hand)
        assert lesson.raised[head, asker] == pytest.approx([math.exp(score) for score in by_hand])
        assert lesson.totals[head, asker] == pytest.approx(math.fsum(map(math.exp, by_hand)))
        assert lesson.weights[head, asker] == pytest.approx(shares(by_hand))


def test_two_heads_reach_what_no_scorecard_can():
    """*It* and *tired* get pairs whose numbers add up to more than those of any card; *cross* does not."""
    assert (lesson.outputs.sum(axis=1) > 5).tolist() == [True, False, True]
    assert lesson.weights[who, 0].argmax() == animal and lesson.weights[how, 0].argmax() == tired


def test_a_head_that_asks_for_nothing_lights_all_cards_alike():
    assert lesson.weights[how, lesson.askers.index("cross")].tolist() == [0.25] * 4
    assert lesson.outputs[lesson.askers.index("cross"), how] == 2


def test_output_projection_adds_up_what_each_head_writes():
    assert lesson.update == pytest.approx([0.4, 1.1, 0.9])
    one, other = lesson.outputs[0]
    assert lesson.soft_update == pytest.approx([0.1 * one, 0.2 * one + 0.1 * other, 0.3 * other])


def test_the_wrong_root_makes_every_head_more_even():
    for head, asker in product(range(2), range(3)):
        assert lesson.by_width[head, asker] == pytest.approx(shares([dot / 2 for dot in lesson.dots[head, asker]]))
    assert (lesson.by_width.max(axis=2) <= lesson.weights.max(axis=2)).all()


@pytest.mark.parametrize(("n_query", "n_key", "width"), [(3, 4, 4), (3, 4, 2), (5, 5, 12), (100, 100, 512)])
def test_dot_products_cost_the_same_however_many_heads_share_the_width(n_query, n_key, width):
    for heads in {1, 2, width}:
        assert lesson.dot_cost(heads, n_query, n_key, width) == n_query * n_key * width
        assert lesson.weights_made(heads, n_query, n_key) == heads * n_query * n_key
    counted = sum(1 for _ in product(range(2), range(3), range(4), range(2)))  # head, query, key, dimension
    assert counted == lesson.dot_cost(2, 3, 4, 4) == 48
    for wide, cut in [(lesson.wide_dots, lesson.cut_dots), (lesson.wide_parts, lesson.cut_parts)]:
        assert wide.prod() == cut.prod() and (cut / wide).tolist() == [2, 0.5]


# Three choices, and the order of the cards.


def test_masked_heads_of_it_see_no_later_word():
    before = scaled_dot_product
    tables = [table.tolist() for table in (before.text_queries, before.text_keys, before.text_values)]
    for mask in (None, before.may_look.tolist()):
        _, weights = by_heads(*tables, 2, mask)
        assert lesson.of_it(None if mask is None else before.may_look) == pytest.approx(np.array(weights)[:, 3])
    assert lesson.of_it(before.may_look)[:, 4].tolist() == [0, 0]
    assert lesson.of_it()[how].argmax() == 4


def test_order_of_the_cards_does_not_matter():
    assert lesson.shuffled == pytest.approx(lesson.outputs)
    for order in ([1, 0, 2, 3], [2, 3, 0, 1], [3, 0, 1, 2]):
        assert multi_head(lesson.Q, lesson.K[order], lesson.V[order], 2)[0] == pytest.approx(lesson.outputs)


def test_places_tell_who_bit_whom():
    assert lesson.blind.tolist() == [[1.5, 1.5]] and lesson.even.tolist() == [[0.5, 0.5]]
    strong, weak = shares([2.5, 0.5])
    assert lesson.place_dots.tolist() == [5, 1] and lesson.place_scores.tolist() == [2.5, 0.5]
    assert lesson.sure == pytest.approx(np.array([[strong, weak]]))
    assert lesson.dog_bit == pytest.approx(np.array([[3 * strong, 3 * weak]]))
    assert lesson.man_bit == pytest.approx(np.array([[3 * weak, 3 * strong]]))


# What the cards cost.


def test_cards_of_the_large_model_are_counted_one_by_one():
    counted = sum(12288 for _layer in range(96) for _kept in ("key", "value"))
    assert lesson.per_token == counted and lesson.gpt_width == 96 * 128 == lesson.gpt_heads * 128
    assert lesson.all_cards == 2048 * counted
    assert lesson.megabytes(lesson.per_token) == pytest.approx(counted * 2 / 10**6)
    assert lesson.gigabytes(lesson.all_cards) == pytest.approx(9.664, abs=5e-4)
    assert lesson.shared_cost * 12 == lesson.all_cards


def test_she_gets_an_answer_from_each_head():
    parts = [
        [Fraction(str(w)) * int(v[head]) for w, v in zip(row, lesson.she_values)]
        for head, row in enumerate(lesson.she_weights)
    ]
    assert [sum(row) for row in parts] == [Fraction("2.6"), Fraction("3.6")]
    assert lesson.she_output == pytest.approx([2.6, 3.6]) and lesson.she_parts == pytest.approx(
        np.array(parts, dtype=float)
    )
    assert lesson.she_weights.sum(axis=1) == pytest.approx([1, 1]) and max(lesson.she_values.sum(axis=1)) < 6.2


@pytest.mark.parametrize("heads", [3, 5])
def test_heads_that_do_not_divide_the_width_are_refused(heads):
    with pytest.raises(ValueError, match="equal division"):
        multi_head(lesson.Q, lesson.K, lesson.V, heads)
