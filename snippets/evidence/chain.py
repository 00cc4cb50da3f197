"""Two kinds of relay, plain and gated: through the tokens, and back again with the slopes.

Several networks run side by side, each with weights of its own, so that one call of NumPy does the
work of all. Each function returns what comes out, and another function that takes the way back:
given how the loss changes with what came out, it says how the loss changes with what went in.
"""

from collections.abc import Callable

import numpy as np


def gradient(given: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """How the loss changes with a matrix that was used for each token.

    given    ([tokens,] networks, n, rows) float, what was multiplied by the matrix
    slopes   ([tokens,] networks, n, columns) float, how the loss changes with what came out
    returns  (networks, rows, columns) float
    """
    rows, columns = (np.concatenate(one, axis=1) if one.ndim > 3 else one for one in (given, slopes))
    return rows.swapaxes(1, 2) @ columns


def plain(recur: np.ndarray, inputs: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, Callable]:
    """A plain relay: the new state is tanh of the input plus what a matrix makes of the old state.

    recur    (networks, width, width) float
    inputs   (tokens, networks, n, width) float, what each token adds
    start    (networks, n, width) float, the state before the first token
    returns  (tokens + 1, networks, n, width) float, all states, the start among them; and the way
             back, to recur, to the inputs and to the start
    source   Elman 1990
    """
    states = np.empty((len(inputs) + 1, *start.shape), start.dtype)
    states[0] = start
    for token, added in enumerate(inputs):
        states[token + 1] = np.tanh(added + states[token] @ recur)

    def back(slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        put, slope, turned = 1 - states[1:] ** 2, slopes[-1], recur.swapaxes(1, 2)
        for token in reversed(range(len(inputs))):
            put[token] *= slope
            slope = put[token] @ turned + slopes[token]
        return gradient(states[:-1], put), put, slope

    return states, back


def gated(recur: np.ndarray, inputs: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, Callable]:
    """A gated recurrent unit (GRU): a gate for each number of the state says how much of it to keep.

    recur    (networks, width, 3 * width) float: for the keep gate, the reset gate and the candidate
    inputs   (tokens, networks, n, 3 * width) float
    start    (networks, n, width) float
    returns  as `plain`
    source   Cho et al. 2014, with the reset gate behind the matrix
    """
    width = start.shape[-1]
    states = np.empty((len(inputs) + 1, *start.shape), start.dtype)
    gates = np.empty((len(inputs), *start.shape[:-1], 2 * width), start.dtype)
    passed, candidates = np.empty((2, len(inputs), *start.shape), start.dtype)
    states[0] = start
    for token, added in enumerate(inputs):
        handed = states[token] @ recur
        gates[token] = sigmoid(added[..., : 2 * width] + handed[..., : 2 * width])
        keep, reset = gates[token, ..., :width], gates[token, ..., width:]
        passed[token] = handed[..., 2 * width :]
        candidates[token] = np.tanh(added[..., 2 * width :] + reset * passed[token])
        states[token + 1] = keep * states[token] + (1 - keep) * candidates[token]

    def back(slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        put, slope, turned = np.empty_like(inputs), slopes[-1], recur.swapaxes(1, 2)
        handed = np.empty_like(inputs)
        for token in reversed(range(len(inputs))):
            keep, reset = gates[token, ..., :width], gates[token, ..., width:]
            candidate = slope * (1 - keep) * (1 - candidates[token] ** 2)
            put[token, ..., :width] = slope * (states[token] - candidates[token]) * keep * (1 - keep)
            put[token, ..., width : 2 * width] = candidate * passed[token] * reset * (1 - reset)
            put[token, ..., 2 * width :] = candidate
            handed[token] = put[token]
            handed[token, ..., 2 * width :] *= reset
            slope = slope * keep + handed[token] @ turned + slopes[token]
        return gradient(states[:-1], handed), put, slope

    return states, back


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Squeeze numbers between zero and one."""
    return 0.5 + 0.5 * np.tanh(0.5 * scores)
