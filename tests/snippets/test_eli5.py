"""Lesson 00's numbers against a child's way of counting: drop by drop, card by card."""

from collections import Counter

import numpy as np
import pytest

from snippets import eli5
from snippets.eli5 import on_stage, pour

LIT = dict(
    enumerate([{0, 1, 2}, {0, 1, 2}, {1, 2, 4}, {2, 3, 4}, {2, 3, 4}, {2, 5, 8}, {1, 4, 8}, {6, 7, 8}, {1, 6, 7}])
)
TASTY_LIT = LIT | {8: {4, 6, 7}}


def unlit(name: str, lit: dict[int, set[int]]) -> list[str]:
    """The places of a square table outside of those that are lit."""
    return [f"{name}[{row}][{column}]" for row in lit for column in range(len(lit)) if column not in lit[row]]


CONSTANT = {  # results that no input of the snippet moves, and why
    **dict.fromkeys("cat milk thirsty tasty orange blue".split(), "an index"),
    **dict.fromkeys("the_1 cat_2 drank_3 the_4 milk_5 because_6 it_7 was_8 thirsty_9".split(), "an index"),
    **dict.fromkeys([*unlit("asked", LIT), *unlit("tasty_asked", TASTY_LIT)], "a word that gets no light"),
}

# The cards as the lesson tells them: the sparks, and the paint on the back.
TOLD = {
    "thirsty": {"cat": (6, "ooo"), "milk": (1, "bbb"), "thirsty": (3, "oob")},
    "tasty": {"cat": (2, "ooo"), "milk": (5, "bbb"), "tasty": (3, "obb")},
}


# Whom each word of the sentence lights, one letter for a spark: the first of each word, or its own place.
PLACES = {
    "The": "T",
    "cat": "c",
    "drank": "d",
    "the": "t",
    "milk": "m",
    "because": "b",
    "it": "i",
    "was": "w",
    "thirsty": "y",
}
SPARKS_TOLD = (
    "cccccccddT dddddddccT cccccmmmmd mmmmmmmddt ddddddmmmt yyyyyddddb ccccccmyyy yyyyyyiiiw ccccciiiiw".split()
)
TASTY_TOLD = {6: "ccmmmmmyyy", 8: "mmmmmiiiiw"}  # the words that look another way then


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


# ---- every word of the sentence


@pytest.mark.parametrize(
    "matrix, told",
    [("asked", SPARKS_TOLD), ("tasty_asked", [TASTY_TOLD.get(n, one) for n, one in enumerate(SPARKS_TOLD)])],
)
def test_every_word_gives_ten_whole_sparks_as_they_are_counted_out(matrix, told):
    asked = getattr(eli5, matrix)
    assert asked.shape == (9, 9) and np.issubdtype(asked.dtype, np.integer)
    assert asked.tolist() == [[sparks.count(letter) for letter in PLACES.values()] for sparks in told]
    assert asked.sum(axis=1).tolist() == [10] * 9


def test_words_on_the_stage_are_those_of_the_sentence():
    assert eli5.tokens == list(PLACES) and " ".join(eli5.tokens) + "." == eli5.sentence
    assert " ".join(eli5.tasty_tokens) == "The cat drank the milk because it was tasty"


def test_beam_of_it_is_that_of_the_cards():
    at = [eli5.tokens.index(word) for word in eli5.words]
    assert eli5.asked[eli5.it_7, at].tolist() == eli5.sparks.tolist() == [6, 1, 3]
    assert eli5.tasty_asked[eli5.it_7, at].tolist() == eli5.tasty_sparks.tolist() == [2, 5, 3]


@pytest.mark.parametrize("given", [[6, 1, 2], [12, -1, -1], [6.0, 1.0, 3.0], [6.5, 0.5, 3]])
def test_beam_without_ten_whole_sparks_is_refused(given):
    with pytest.raises(ValueError, match="it hands out ten whole sparks"):
        on_stage(eli5.tokens, eli5.beams | {"it": (eli5.words, given)})


@pytest.mark.parametrize("beams", [{}, {"it": (["dog"], [10])}])
def test_word_without_a_beam_or_a_place_is_refused(beams):
    with pytest.raises((KeyError, ValueError), match="it|dog"):
        on_stage(["it"], beams)
