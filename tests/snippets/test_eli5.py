"""Lesson 00's numbers against a child's way of counting: drop by drop, card by card."""

from collections import Counter

import numpy as np
import pytest

from snippets import eli5
from snippets.eli5 import pour

# The cards as the lesson tells them: the sparks, and the paint on the back.
TOLD = {
    "thirsty": {"cat": (6, "ooo"), "milk": (1, "bbb"), "thirsty": (3, "oob")},
    "tasty": {"cat": (2, "ooo"), "milk": (5, "bbb"), "tasty": (3, "obb")},
}


def counted_out(cards: dict[str, tuple[int, str]]) -> Counter:
    """The jar, filled drop by drop."""
    jar = Counter()
    for sparks, back in cards.values():
        for _ in range(sparks):
            for drop in back:
                jar[drop] += 1
    return jar


def test_cards_are_those_of_the_lesson():
    for place, (word, (sparks, back)) in enumerate(TOLD["thirsty"].items()):
        assert eli5.words[place] == word and word in eli5.sentence
        assert eli5.sparks[place] == sparks
        assert eli5.drops[place].tolist() == [back.count("o"), back.count("b")]
    for place, (sparks, back) in enumerate(TOLD["tasty"].values()):
        assert eli5.tasty_sparks[place] == sparks
        assert eli5.tasty_drops[place].tolist() == [back.count("o"), back.count("b")]


def test_each_beam_hands_out_ten_sparks():
    assert 6 + 1 + 3 == 2 + 5 + 3 == 10
    assert eli5.sparks.sum() == eli5.tasty_sparks.sum() == 10


def test_jars_hold_what_counting_drop_by_drop_gives():
    assert counted_out(TOLD["thirsty"]) == {"o": 24, "b": 6}
    assert counted_out(TOLD["tasty"]) == {"o": 9, "b": 21}
    assert eli5.jar.tolist() == [24, 6] and eli5.tasty_jar.tolist() == [9, 21]


def test_each_card_pours_its_drops_once_for_each_spark():
    for place, (sparks, back) in enumerate(TOLD["thirsty"].values()):
        poured = counted_out({"card": (sparks, back)})
        assert eli5.poured[place].tolist() == [poured["o"], poured["b"]]


def test_sum_can_be_tested_as_the_answer_says():
    """Three drops for each of ten sparks."""
    assert all(len(back) == 3 for cards in TOLD.values() for _, back in cards.values())
    assert eli5.jar.sum() == eli5.tasty_jar.sum() == 30


def test_common_slip_takes_each_card_once():
    once = "".join(back for _, back in TOLD["tasty"].values())
    assert eli5.sparkless_jar.tolist() == [once.count("o"), once.count("b")] == [4, 5]


def test_winner_of_each_beam_is_what_the_word_means():
    for meant, jar, sparks in [("cat", "jar", "sparks"), ("milk", "tasty_jar", "tasty_sparks")]:
        place = eli5.words.index(meant)
        assert getattr(eli5, sparks).argmax() == place
        assert getattr(eli5, jar).argmax() == eli5.drops[place].argmax()


def test_every_number_is_whole():
    numbers = [eli5.sparks, eli5.drops, eli5.poured, eli5.jar, eli5.tasty_poured, eli5.tasty_jar]
    assert all(np.issubdtype(each.dtype, np.integer) for each in numbers)


@pytest.mark.parametrize("seed", range(5))
def test_order_of_the_cards_does_not_change_the_jar(seed):
    order = np.random.default_rng(seed).permutation(3)
    assert pour(eli5.sparks[order], eli5.drops[order]).sum(axis=0).tolist() == [24, 6]


def test_card_without_sparks_brings_nothing():
    assert pour(np.array([0, 2]), np.array([[3, 1], [1, 2]])).tolist() == [[0, 0], [2, 4]]


@pytest.mark.parametrize(
    "sparks, drops, told",
    [
        (np.array([1, 2]), np.array([[1, 2]]), "one number of sparks per card"),
        (np.array([[1]]), np.array([[1, 2]]), "one number of sparks per card"),
        (np.array([1]), np.array([1]), "one number of sparks per card"),
        (np.array([-1]), np.array([[1, 2]]), "sparks are whole"),
        (np.array([1]), np.array([[-1, 2]]), "drops are whole"),
        (np.array([0.5]), np.array([[1, 2]]), "sparks are whole"),
        (np.array([1]), np.array([[0.5, 2]]), "drops are whole"),
    ],
)
def test_what_cannot_be_counted_out_is_refused(sparks, drops, told):
    with pytest.raises(ValueError, match=told):
        pour(sparks, drops)
