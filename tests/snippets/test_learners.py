"""The gradients of the networks are those of difference quotients, and the networks compute what they should."""

import numpy as np
import pytest

from snippets.evidence import training
from snippets.evidence.chain import gated, plain
from snippets.evidence.learners import Attention, Relay
from snippets.evidence.training import gradients, train

BUILDS = {
    "plain": Relay(3),
    "orthogonal": Relay(3, orthogonal=True),
    "both directions": Relay(3, both_ways=True),
    "layers": Relay(3, layers=3),
    "gates": Relay(3, gates=True, keep=1),
    "all at once": Relay(2, gates=True, keep=1, layers=2, both_ways=True),
    "attention": Attention(3),
    "sum": Attention(3, softmax=False),
}
NETWORKS, TEXTS, QUESTIONS, TOKENS, MARKS, SYMBOLS = 2, 2, 2, 4, 5, 3


def texts(rng):
    cards = rng.normal(size=(TOKENS, NETWORKS, TEXTS, MARKS))
    asked = rng.normal(size=(NETWORKS, TEXTS * QUESTIONS, MARKS))
    return cards, asked, rng.integers(SYMBOLS, size=asked.shape[:2])


@pytest.mark.parametrize("name", BUILDS)
def test_gradient_is_the_difference_quotient(name):
    """Of each weight and of each entry of each card, in each of the networks side by side."""
    rng, build, step = np.random.default_rng(3), BUILDS[name], 1e-5
    shown, weights = texts(rng), build.start(rng, NETWORKS, MARKS, SYMBOLS)
    for weight in weights.values():
        weight += 0.3 * rng.normal(size=weight.shape)
    _, _, slopes, put = gradients(build, weights, shown)
    assert slopes.keys() == weights.keys()
    for known, array in [*((slopes[one], weights[one]) for one in weights), (put(), shown[0])]:
        assert known.shape == array.shape
        for place in np.ndindex(array.shape):
            before, losses = array[place], []
            for moved in (before + step, before - step):
                array[place] = moved
                losses.append(gradients(build, weights, shown)[0].sum())
            array[place] = before
            assert known[place] == pytest.approx((losses[0] - losses[1]) / (2 * step), abs=1e-7)


def test_relays_by_explicit_loops():
    rng = np.random.default_rng(4)
    start, matrix, inputs = rng.normal(size=3), rng.normal(size=(3, 9)), rng.normal(size=(4, 9))

    def squeezed(score: float) -> float:
        return 1 / (1 + np.exp(-score))

    state, gate_state = start, start
    for added in inputs:
        state = [np.tanh(added[i] + sum(state[j] * matrix[j, i] for j in range(3))) for i in range(3)]
        handed = [sum(gate_state[j] * matrix[j, i] for j in range(3)) for i in range(9)]
        keep = [squeezed(added[i] + handed[i]) for i in range(3)]
        new = [np.tanh(added[6 + i] + squeezed(added[3 + i] + handed[3 + i]) * handed[6 + i]) for i in range(3)]
        gate_state = [keep[i] * gate_state[i] + (1 - keep[i]) * new[i] for i in range(3)]
    assert plain(matrix[None, :, :3], inputs[:, None, None, :3], start[None, None])[0][-1, 0, 0] == pytest.approx(state)
    assert gated(matrix[None], inputs[:, None, None], start[None, None])[0][-1, 0, 0] == pytest.approx(gate_state)


def test_attention_without_softmax_reads_one_sum_of_outer_products():
    rng, build = np.random.default_rng(5), Attention(3, softmax=False)
    (cards, asked, _), weights = texts(rng), build.start(rng, NETWORKS, MARKS, SYMBOLS)
    ends = build.read(weights, cards, asked)[0]
    for network in range(NETWORKS):
        into, query, key, value = (weights[name][network] for name in ("into", "query", "key", "value"))
        for question in range(TEXTS * QUESTIONS):
            state = sum(np.outer(card @ into @ key, card @ into @ value) for card in cards[:, network, question // 2])
            assert state.size == build.numbers(TOKENS)
            expected = asked[network, question] @ into @ query @ state / np.sqrt(3)
            assert ends[network, question] == pytest.approx(expected)


def test_orthogonal_start_keeps_lengths():
    weights = Relay(6, orthogonal=True).start(np.random.default_rng(1), 2, 4, 3)
    for matrix in weights["recur 00"]:
        assert matrix @ matrix.T == pytest.approx(np.eye(6))


def test_numbers_kept():
    assert Relay(5, layers=3).numbers(7) == 15 and Relay(5, both_ways=True).numbers(7) == 10
    assert Attention(5).numbers(7) == 70 and Attention(5, softmax=False).numbers(7) == 25


def test_first_steps_of_adam_have_the_length_of_the_rate(monkeypatch):
    """Adam's first step moves each weight by the rate, whatever its gradient; training stops where nothing errs."""
    rng, build = np.random.default_rng(6), Relay(3)
    weights = build.start(rng, NETWORKS, MARKS, SYMBOLS)
    before = {name: weight.copy() for name, weight in weights.items()}
    shown = texts(rng)
    trained, steps = train(build, weights, lambda: shown, 1, 0.01, 5)
    assert steps == 1
    assert abs(trained["out"] - before["out"]) == pytest.approx(np.full(trained["out"].shape, 0.01), rel=1e-3)
    _, steps = train(build, weights, lambda: shown, 2000, 0.05, 5)
    assert 5 < steps < 2000


def test_long_gradients_are_shortened_for_each_network_alone():
    slopes = {"a": np.array([[[30.0]], [[0.4]]]), "b": np.array([[[40.0]], [[0.2]]])}
    training.shorten(slopes, 2)
    assert slopes["a"].ravel().tolist() == pytest.approx([0.6, 0.2])
    assert slopes["b"].ravel().tolist() == pytest.approx([0.8, 0.1])
