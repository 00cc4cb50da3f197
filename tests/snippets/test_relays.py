"""The record of the trained relays: a part of it comes out again, and its means are those of the networks."""

import json
import re

import numpy as np
import pytest

from snippets import relays
from worked import value_of

CONSTANT = dict.fromkeys(
    """plain wide both deep longer orthogonal gates open_gates attention keyed_plain keyed_gates keyed_small keyed_large
    keyed_attention""".split(),
    "an index",
)  # no input moves them

RECORD = json.loads(relays.RESULTS.read_text(encoding="utf-8"))
VALUES, NETWORKS = RECORD["values"], RECORD["networks"]
SEED = RECORD["seed"]


@pytest.mark.parametrize("name, distance", [("plain", 5), ("orthogonal", 10), ("open gates", 5), ("attention", 20)])
def test_reduced_rerun_recalls_what_the_record_says(name, distance):
    """Networks that learn the task within a second: all else is for `make evidence`."""
    kept = NETWORKS["first"][list(relays.first_builds).index(name)][relays.distances.index(distance)]
    assert relays.recall_first(name, distance, SEED) == pytest.approx(np.array(kept), abs=0.02)


def test_attention_learns_the_cards_again():
    again = relays.recall_keyed("attention", SEED)
    assert again == pytest.approx(np.array(NETWORKS["keyed"][relays.keyed_attention]), abs=0.02)


@pytest.mark.parametrize("name", relays.first_builds)
def test_gradient_that_arrives_is_the_record_s(name):
    build = list(relays.first_builds).index(name)
    again = [relays.arriving(name, distance, SEED) for distance in (5, 20)]
    kept = [NETWORKS["gradient"][build][relays.distances.index(distance)] for distance in (5, 20)]
    assert again == pytest.approx(kept, abs=0.001)


def test_values_are_those_of_the_networks():
    for task, places in [("first", relays.distances), ("keyed", relays.pairs)]:
        shares = np.array(NETWORKS[task])
        assert shares.shape[1:] == (len(places), relays.networks) and shares.min() >= 0 and shares.max() <= 1
        assert shares.mean(axis=-1) == pytest.approx(np.array(VALUES[task]), abs=1e-4)
    lost = np.diff(np.array(NETWORKS["gradient"])[:, [0, -1]], axis=1)[:, 0] / (80 - 5)
    assert 10**lost == pytest.approx(np.array(VALUES["kept"]), abs=1e-4)


def test_experiment_covers_what_it_should():
    assert relays.distances == [5, 10, 20, 40, 80] and relays.networks == 5
    assert len(relays.first_builds) == len(VALUES["first"]) == 9
    assert len(relays.keyed_builds) == len(VALUES["keyed"]) == 5


def test_record_says_how_it_was_made():
    assert RECORD["versions"].keys() == {"python", "numpy"} and RECORD["script"] == "python -m snippets.relays"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+\S*", version) for version in RECORD["versions"].values())
    assert 0 < VALUES["processor_seconds"] < 1200
    for name in VALUES:
        assert value_of(name, getattr(relays, name)).kind == "measured"


def test_record_of_another_experiment_is_refused(monkeypatch):
    monkeypatch.setattr(relays, "settings", relays.settings | {"longer": {}})
    with pytest.raises(ValueError, match="run python -m snippets.relays"):
        relays.kept_record()


# ---- the texts


def test_first_word_is_the_answer_and_all_others_are_fillers():
    cards, asked, answers = relays.first_texts(np.random.default_rng(1), 6, 2, 50)
    words = cards.argmax(axis=-1)  # (tokens, networks, texts)
    assert cards.shape == (7, relays.networks, 50, 17) and (cards.sum(axis=-1) == 1).all()
    assert (words[2] == answers).all() and answers.max() < 8 and len(np.unique(answers)) == 8
    assert np.delete(words, 2, axis=0).min() >= 8 and words.max() == 15
    assert (asked.argmax(axis=-1) == 16).all()


def test_question_names_a_card_whose_value_is_the_answer():
    cards, asked, answers = relays.keyed_texts(np.random.default_rng(1), 16, 20, 8)
    asked, answers = asked.reshape(relays.networks, 20, 8, -1), answers.reshape(relays.networks, 20, 8)
    for network in range(relays.networks):
        for text in range(20):
            shown = {card[:32].argmax(): card[32:40].argmax() for card in cards[:, network, text]}
            assert len(shown) == 16
            keys = [question[:32].argmax() for question in asked[network, text]]
            assert len(set(keys)) == 8
            assert [shown[key] for key in keys] == answers[network, text].tolist()
            assert (asked[network, text, :, 40] == 1).all()


def test_word_stands_first_but_for_two_directions():
    assert {relays.place_of(name, 80) for name in relays.first_builds if name != "both directions"} == {0}
    assert relays.place_of("both directions", 80) == 40
