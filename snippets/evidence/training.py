"""Training: the gradient of a whole network, and Adam."""

from collections.abc import Callable

import numpy as np

from snippets.evidence.learners import Weights, answer

Texts = tuple[np.ndarray, np.ndarray, np.ndarray]  # cards, asked, answers

clip, slowness, tiny = 1.0, (0.9, 0.999), 1e-8  # the longest step's gradient; Adam's usual constants


def gradients(build, weights: Weights, texts: Texts) -> tuple[np.ndarray, np.ndarray, Weights, Callable]:
    """How the losses change with the weights.

    build    a Relay or Attention
    texts    cards and questions as `build.read` takes them, and the right answers
    returns  (networks, n) float, the losses; (networks, n) bool, what was right; the gradient of the
             sum of the losses; and what says, when called, how that sum changes with each card
    """
    cards, asked, answers = texts
    ends, back_ends = build.read(weights, cards, asked)
    losses, right, back = answer(weights, ends, answers)
    out, slopes = back()
    read, put = back_ends(slopes)
    return losses, right, out | read, put


def train(build, weights: Weights, draw: Callable[[], Texts], steps: int, rate: float, enough: int) -> tuple[Weights, int]:
    """Train by Adam, on new texts at each step, all networks for as long as one of them errs.

    draw     gives texts
    steps    int, at most
    rate     float, the learning rate
    enough   int, stop when no network has erred for so many steps
    returns  the weights, and how many steps it took
    """
    mean, square = ({name: np.zeros_like(one) for name, one in weights.items()} for _ in range(2))
    faultless = 0
    for step in range(1, steps + 1):
        texts = draw()
        _, right, slopes, _ = gradients(build, weights, texts)
        faultless = faultless + 1 if right.all() else 0
        if faultless == enough:
            return weights, step
        shorten(slopes, texts[2].shape[1])
        for name, slope in slopes.items():
            mean[name] += (1 - slowness[0]) * (slope - mean[name])
            square[name] += (1 - slowness[1]) * (slope**2 - square[name])
            spread = np.sqrt(square[name] / (1 - slowness[1] ** step)) + tiny
            weights[name] -= rate * mean[name] / (1 - slowness[0] ** step) / spread
    return weights, steps


def shorten(slopes: Weights, answers: int) -> None:
    """Turn sums over answers into means, no longer than `clip` for any network."""
    squares = sum((slope**2).sum(axis=(1, 2)) for slope in slopes.values()) / answers**2
    factor = np.minimum(1, clip / np.sqrt(squares)) / answers  # (networks,)
    for slope in slopes.values():
        slope *= factor[:, None, None]
