"""The record of the real heads is what the model gives, and what readers fetch is what was written with it."""

import gzip
import hashlib
import json
import re

import numpy as np
import pytest

from snippets import heads
from snippets.evidence import minilm
from tests.project import ROOT
from worked import value_of

CONSTANT = dict.fromkeys(
    """tired too_tired too_wide passive_tired passive_wide road_stops by_finder by_follower animal road active_pair
    passive_pair trophy_pair council_pair with_tired with_wide""".split(),
    "an index",
)  # no input moves them

RECORD = json.loads(heads.RESULTS.read_text(encoding="utf-8"))
FILES = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in heads.SHOWN.iterdir()}
KB = 1000
UNIT = 0.005 + 1e-9  # half a unit of the last decimal that readers fetch


def seen(name: str, word: str, query: str = "it") -> np.ndarray:
    """The weights of a published file, from a query to a word: (layers, heads)."""
    tokens = FILES[name]["tokens"]
    return np.array(FILES[name]["weights"])[:, :, tokens.index(query), tokens.index(word)] / 100


# ---- what readers fetch


def test_a_file_for_each_sentence_and_none_beside():
    assert sorted(FILES) == sorted(heads.names) and len(FILES) == 12
    assert sorted(RECORD["files"]) == sorted(f"{name}.json" for name in heads.names)


def test_all_files_together_weigh_200_kilobytes_at_most():
    sizes = [len(gzip.compress(file.read_bytes(), 9)) for file in heads.SHOWN.iterdir()]
    assert 50 * KB < sum(sizes) <= 200 * KB


@pytest.mark.parametrize("name", heads.names)
def test_weights_are_shares_of_each_token_in_each_head(name):
    tokens, weights = FILES[name]["tokens"], np.array(FILES[name]["weights"])
    assert weights.shape == (heads.layers, heads.heads, len(tokens), len(tokens))
    assert weights.min() >= 0 and weights.max() <= 100
    assert abs(weights.sum(axis=-1) - 100).max() <= len(tokens) / 2  # each is rounded by half a unit at most
    plain = "".join(token.removeprefix("##") for token in tokens[1:-1])
    assert plain == re.sub(r"\s", "", heads.sentences[name]).lower()
    assert (tokens[0], tokens[-1]) == ("[CLS]", "[SEP]") and len({*tokens} & {*heads.pronouns}) == 1


@pytest.mark.parametrize("name", ["tired", "riya-received"])
def test_changed_digit_in_a_file_is_refused(name, monkeypatch, tmp_path):
    for file in heads.SHOWN.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(heads, "SHOWN", tmp_path)
    heads.results()
    before, _, after = (tmp_path / f"{name}.json").read_text().rpartition("1")
    (tmp_path / f"{name}.json").write_text(f"{before}2{after}")
    with pytest.raises(ValueError, match=f"{name}.json was changed"):
        heads.results()


def test_record_of_another_experiment_is_refused(monkeypatch):
    monkeypatch.setattr(heads, "settings", heads.settings | {"layers": 5})
    with pytest.raises(ValueError, match="run python -m snippets.heads"):
        heads.results()


# ---- the record, against what readers fetch


@pytest.mark.parametrize("place", range(6))
def test_table_is_what_the_interactive_figure_shows(place):
    for head, (layer, number) in enumerate([heads.finder, heads.follower]):
        for noun, word in enumerate(["animal", "road"]):
            weight = seen(heads.names[place], word)[layer - 1, number - 1]
            assert abs(heads.looks[place][head][noun] - weight) <= UNIT


def test_means_turns_and_the_rest_are_those_of_the_files():
    for pair, (first, second, *_) in enumerate(heads.pairs[:2]):
        for ending, name in enumerate([first, second]):
            gaps = seen(name, "animal") - seen(name, "road")
            assert heads.mean_gaps[pair][ending] == pytest.approx(gaps.mean(axis=1), abs=2 * UNIT)
            assert heads.turns[pair][ending] == pytest.approx(gaps[4, 0], abs=2 * UNIT)
    assert heads.to_object == pytest.approx(seen("council-feared", "demonstrators", "they")[3, 1], abs=UNIT)
    for drawing, (name, place) in enumerate([("tired", (5, 11)), ("tired", (3, 1)), ("passive-tired", (3, 1))]):
        for word, weight in zip([("cross", "crossed")[drawing == 2], "tired"], heads.rest[drawing]):
            assert weight == pytest.approx(seen(name, word)[place], abs=UNIT)


def test_what_the_page_says_in_words_holds():
    looks, gaps = np.array(heads.looks), np.array(heads.mean_gaps)
    assert (looks[:, 0, 0] > looks[:, 0, 1]).all()  # the finder looks at the animal every time
    subject_is_animal = [True, True, True, False, False, False]
    assert (looks[:, 1, 0] > looks[:, 1, 1]).tolist() == subject_is_animal  # the follower
    turned = (gaps[:, 0] > 0) & (gaps[:, 1] < 0)
    assert np.argwhere(turned).tolist() == [[1, 4]]  # the fifth layer, in the passive
    both = [seen(name, "animal") - seen(name, "road") for name in heads.pairs[0][:2]]
    assert np.unravel_index(np.argmax(np.where((both[0] > 0) & (both[1] < 0), both[0] - both[1], 0)), (6, 12)) == (4, 0)
    assert looks[0, :, 0] == pytest.approx([2 / 3, 2 / 3], abs=0.05)  # "about two thirds"
    assert FILES["tired"]["tokens"][3:6] == ["didn", "'", "t"] and FILES["riya-helped"]["tokens"][1:3] == ["ri", "##ya"]


def test_numbers_are_measured_and_say_how():
    for name in RECORD["values"]:
        value = value_of(name, heads.measurements[name])
        assert value.kind == "measured" and "python -m snippets.heads" in value.source
    assert re.search(r"SHA-256 [0-9a-f]{64}$", RECORD["versions"]["model"])


# ---- the model, measured anew in part


@pytest.mark.parametrize("name", ["tired", "riya-helped"])
def test_model_gives_the_file_again(model, name):
    text = heads.shown(model.run(heads.sentences[name]))
    assert hashlib.sha256(text.encode()).hexdigest() == RECORD["files"][f"{name}.json"]


def test_model_is_the_one_that_was_measured(model):
    assert RECORD["versions"]["model"].endswith(minilm.fingerprint())


@pytest.mark.parametrize("head, noun", [(0, "animal"), (1, "road")])
def test_taking_a_card_away_does_the_same_again(model, head, noun):
    """By hand: the other weights in proportion, and the blends that they bring back."""
    place = [heads.finder, heads.follower][head]
    run = model.run(heads.sentences["tired"])
    moved, alike = heads.take_away(model, run, place, noun)
    stored = RECORD["values"]["moves"][head][["animal", "road"].index(noun)]
    assert [moved, alike] == pytest.approx(stored, abs=1e-5)
    changed = minilm.Change(place[0] - 1, place[1] - 1, run.tokens.index("it"), run.tokens.index(noun))
    other = model.run(heads.sentences["tired"], changed)
    row = run.weights[changed.layer, changed.head, changed.query].copy()
    row[changed.key] = 0
    assert other.weights[changed.layer, changed.head, changed.query] == pytest.approx(row / row.sum())
    same = np.delete(other.weights[changed.layer], changed.head, axis=0)
    assert same == pytest.approx(np.delete(run.weights[changed.layer], changed.head, axis=0))


def test_sentence_of_ones_own_is_told_head_by_head(model, capsys):
    heads.tell("A cat slept.", "cat")
    tokens, *lines = capsys.readouterr().out.splitlines()
    assert tokens == "[CLS] a cat slept . [SEP]" and len(lines) == heads.heads
    with pytest.raises(SystemExit, match="dog is none of these tokens"):
        heads.tell("A cat slept.", "dog")


def test_without_the_model_a_measurement_says_what_it_needs(monkeypatch):
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    minilm.load.cache_clear()
    with pytest.raises(ModuleNotFoundError, match="^the model is not installed: make .venv/.evidence$"):
        heads.measure()


def test_files_are_published_with_the_site():
    assert heads.SHOWN == ROOT / "docs/experiments/heads"
