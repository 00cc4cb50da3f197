"""What the rescues' experiment measured, against loops, theory and runs with other random numbers."""

import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from snippets import rescues
from snippets.rescues import count_recalled, draw_cards, look_up, read_state, write_state
from worked import value_of

CONSTANT = dict.fromkeys("narrow middle wide few some many most".split(), "an index")  # no input moves them

ROOT = Path(__file__).parents[2]
RECORD = json.loads((ROOT / "snippets/rescues.json").read_text(encoding="utf-8"))
VALUES = RECORD["values"]
CELLS = [(w, p) for w in range(len(rescues.widths)) for p in range(len(rescues.pairs))]


def stored(cell: tuple[int, int]) -> float:
    return VALUES["recall_of_state"][cell[0]][cell[1]]


@cache
def counted(cell: tuple[int, int], seed: int, trials: int) -> np.ndarray:
    return count_recalled(rescues.widths[cell[0]], rescues.pairs[cell[1]], seed, trials)


# ---- the record


def test_command_makes_the_committed_file_again(tmp_path):
    """From nothing but the code. A share is a count of right answers, so it comes out exactly: a
    count could differ only if two sums tied within the rounding of a dot product."""
    (tmp_path / "snippets").mkdir()
    shutil.copyfile(rescues.__file__, tmp_path / "snippets/rescues.py")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, *RECORD["script"].split()[1:]]
    environment = os.environ | {"PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}  # threads slow small matrices
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    again = json.loads((tmp_path / "snippets/rescues.json").read_text(encoding="utf-8"))
    assert again.keys() == RECORD.keys()
    assert (again["seed"], again["settings"]) == (RECORD["seed"], RECORD["settings"])
    error, stored_error = again["values"].pop("standard_error"), VALUES["standard_error"]
    assert again["values"] == {name: VALUES[name] for name in VALUES if name != "standard_error"}, RECORD["versions"]
    assert error == pytest.approx(stored_error, rel=1e-9)


def test_record_says_which_versions_made_it():
    assert RECORD["versions"].keys() == {"python", "numpy"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+\S*", version) for version in RECORD["versions"].values())


def test_experiment_covers_what_the_lesson_asks_for():
    assert rescues.pairs == [4, 16, 64, 256] and rescues.symbols == 32
    assert len(rescues.widths) >= 3 and 16 in rescues.widths and 64 in rescues.widths
    shares = [share for row in VALUES["recall_of_state"] for share in row]
    assert len(shares) == len(CELLS) >= 12 and all(0 < share <= 1 for share in shares)


def test_record_of_another_experiment_is_refused(monkeypatch):
    monkeypatch.setattr(rescues, "settings", rescues.settings | {"trials": rescues.trials + 1})
    with pytest.raises(ValueError, match="run python -m snippets.rescues"):
        rescues.results()


def test_shares_are_measured_and_sizes_are_computed():
    for name in ("recall_of_state", "recall_of_lookup", "recall_at_equal_memory", "standard_error"):
        value = value_of(name, getattr(rescues, name))
        assert value.kind == "measured" and f"seed {RECORD['seed']}" in value.source, name
    for name in ("state_numbers", "cards_numbers", "equal_width"):
        assert value_of(name, getattr(rescues, name)).kind == "computed", name


# ---- the shares


@pytest.mark.parametrize("cell", CELLS)
def test_other_random_numbers_give_the_same_share(cell):
    """Within five standard errors; one wrong answer more or less is always allowed."""
    recalled = counted(cell, seed=1234, trials=50)[:, 0]
    asked = recalled.size * rescues.pairs[cell[1]]
    variance = max(stored(cell) * (1 - stored(cell)), 1 / asked)
    assert abs(recalled.sum() / asked - stored(cell)) <= 5 * math.sqrt(variance / asked)


def test_reduced_rerun_can_tell_the_widths_apart():
    for pair in (rescues.pairs.index(64), rescues.pairs.index(256)):
        shares = [counted((width, pair), seed=1234, trials=50)[:, 0].mean() for width in range(3)]
        for share, other in zip(shares, VALUES["recall_of_state"][1:]):
            asked = 50 * rescues.pairs[pair]
            assert other[pair] - share / rescues.pairs[pair] > 5 * math.sqrt(0.25 / asked)


@pytest.mark.parametrize("cell", CELLS)
def test_shares_are_those_of_chance_agreement(cell):
    """Two random directions agree with variance one by their length. So without any keys: the
    column of the asked word holds one, each other card adds noise to the column of its word."""
    width, count = rescues.widths[cell[0]], rescues.pairs[cell[1]]
    rng, right = random.Random(5), 0
    asked = 1500
    for _ in range(asked):
        agreement = [0.0] * rescues.symbols
        for _ in range(count - 1):
            agreement[rng.randrange(rescues.symbols)] += rng.gauss(0, 1 / math.sqrt(width))
        agreement[0] += 1
        right += max(agreement) == agreement[0]
    assert right / asked == pytest.approx(stored(cell), abs=0.05)


def test_standard_error_is_the_largest_of_the_shares():
    errors = []
    for cell in CELLS:
        shares = [int(right) / rescues.pairs[cell[1]] for right in counted(cell, RECORD["seed"], rescues.trials)[:, 0]]
        assert statistics.fmean(shares) == pytest.approx(stored(cell), abs=1e-12)
        errors.append(statistics.stdev(shares) / math.sqrt(len(shares)))
    assert max(errors) == pytest.approx(VALUES["standard_error"]) and 0 < max(errors) < 0.005


def test_wider_state_recalls_more_and_more_cards_are_recalled_less():
    shares = np.array(VALUES["recall_of_state"])
    assert (np.diff(shares, axis=0) >= 0).all() and (np.diff(shares, axis=1) <= 0).all()
    assert (shares[:, 0] == 1).all() and (shares[:, -1] < 0.8).all()


# ---- one board, by hand and by loops


def read_by_loops(keys, words, symbols) -> tuple[list[list[float]], list[int], list[int]]:
    """The state, and the answers of the state and of the lookup, each number on its own."""
    keys, words = keys.tolist(), words.tolist()
    columns = [[0.0] * len(keys[0]) for _ in range(symbols)]
    for key, word in zip(keys, words):
        for place, entry in enumerate(key):
            columns[word][place] += entry
    from_state, from_cards = [], []
    for query in keys:
        agreement = [sum(a * b for a, b in zip(query, column)) for column in columns]
        from_state.append(max(range(symbols), key=lambda n: agreement[n]))
        agreement = [sum(a * b for a, b in zip(query, key)) for key in keys]
        from_cards.append(words[max(range(len(keys)), key=lambda n: agreement[n])])
    return columns, from_state, from_cards


@pytest.mark.parametrize("width, count", [(16, 4), (16, 64), (32, 16), (64, 64), (8, 100)])
def test_one_board_agrees_with_explicit_loops(width, count):
    keys, words = draw_cards(np.random.default_rng(3), count, width)
    columns, from_state, from_cards = read_by_loops(keys, words, rescues.symbols)
    state = write_state(keys, words)
    assert pytest.approx(np.array(columns)) == state.T
    assert read_state(state, keys).tolist() == from_state
    assert look_up(keys, words, keys).tolist() == from_cards == words.tolist()
    if (width, count) in [(16, 64), (8, 100)]:
        assert from_state != words.tolist()  # here the board errs, and errs alike


def test_counts_are_those_of_boards_read_one_by_one():
    rng = np.random.default_rng([9, 16, 64])
    expected = []
    for _ in range(3):
        keys, words = draw_cards(rng, 64, 16)
        _, *answers = read_by_loops(keys, words, rescues.symbols)
        expected.append([sum(a == b for a, b in zip(answer, words.tolist())) for answer in answers])
    assert count_recalled(16, 64, seed=9, trials=3).tolist() == expected
    assert all(state < lookup == 64 for state, lookup in expected)


def test_two_cards_on_a_board_by_hand():
    keys, words = np.array([[1.0, 0.0], [0.6, 0.8]]), np.array([3, 5])
    state = write_state(keys, words)
    assert state[:, 3].tolist() == [1, 0] and state[:, 5].tolist() == [0.6, 0.8] and np.count_nonzero(state) == 3
    assert read_state(state, keys).tolist() == [3, 5]


def test_keys_are_directions_and_words_are_used_evenly():
    keys, words = draw_cards(np.random.default_rng(1), 20_000, 16)
    assert np.linalg.norm(keys, axis=1) == pytest.approx(np.ones(20_000))
    assert keys.mean(axis=0) == pytest.approx(np.zeros(16), abs=0.01)  # standard error 0.0018
    uses = np.bincount(words, minlength=rescues.symbols)
    assert len(uses) == rescues.symbols and abs(uses - 625).max() < 125  # five standard errors


def test_state_has_one_size_and_the_wall_grows():
    for width, numbers in zip(rescues.widths, rescues.state_numbers):
        for count in rescues.pairs:
            keys, words = draw_cards(np.random.default_rng(1), count, width)
            assert write_state(keys, words).size == numbers
    for count, numbers in zip(rescues.pairs, rescues.cards_numbers):
        keys, words = draw_cards(np.random.default_rng(1), count, rescues.widths[rescues.wide])
        assert keys.size + np.eye(rescues.symbols)[words].size == numbers


def test_equal_memory_is_as_large_as_the_wall_and_no_larger():
    numbers, row = rescues.equal_width * rescues.symbols, rescues.symbols
    assert rescues.cards_numbers[rescues.most] - row < numbers <= rescues.cards_numbers[rescues.most]
    recalled = count_recalled(rescues.equal_width, rescues.pairs[rescues.most], seed=1234, trials=10)
    assert recalled[:, 0].sum() / 2560 == pytest.approx(VALUES["recall_at_equal_memory"], abs=0.002)


# ---- the lookup


def test_lookup_answers_every_question_that_was_counted():
    asked = 0
    for cell in CELLS:
        recalled = counted(cell, RECORD["seed"], rescues.trials)[:, 1]
        asked += recalled.size * rescues.pairs[cell[1]]
        assert (recalled == rescues.pairs[cell[1]]).all()
    assert asked == 3 * 400 * (4 + 16 + 64 + 256)
    assert VALUES["recall_of_lookup"] == [1.0] * 4


def test_lookup_fails_where_it_must():
    keys, words = draw_cards(np.random.default_rng(2), 256, 16)
    twins = np.concatenate([keys, keys])
    other = np.concatenate([words, (words + 1) % rescues.symbols])
    assert (look_up(twins, other, twins) == other).sum() == 256  # of two cards with one key, one
    noisy = keys + np.random.default_rng(3).normal(size=keys.shape)
    assert (look_up(keys, words, noisy) == words).mean() < 0.5
