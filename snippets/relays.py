"""What relays learn to carry, and what attention does: two tasks, five networks of each build.

`python -m snippets.relays` trains them all and writes relays.json. The pages read that file.
"""

import json
import platform
import time
from pathlib import Path

import numpy as np

from snippets.evidence.learners import Attention, Relay, Weights
from snippets.evidence.training import Texts, gradients, train
from worked import measured

RESULTS = Path(__file__).with_suffix(".json")

# What all training has in common: how many networks there are of each build, how many texts they
# see at each step, after how many steps without an error they stop, and with how many new texts
# each is tested.
networks, batch, enough, tested = 5, 32, 100, 1000
seed = 7

# The first task: a word, then fillers, then the question what the word was.
distances = [5, 10, 20, 40, 80]
words, fillers = 8, 8
steps, rate = 1000, 0.003
longer_steps, higher_rate = 2000, 0.01
width, double, layers, open_gate = 32, 64, 3, 4
first_builds = {
    "plain": Relay(width),
    "twice as wide": Relay(double),
    "both directions": Relay(width, both_ways=True),
    "three layers": Relay(width, layers=layers),
    "trained longer": Relay(width),
    "orthogonal": Relay(width, orthogonal=True),
    "gates": Relay(width, gates=True),
    "open gates": Relay(width, gates=True, keep=open_gate),
    "attention": Attention(width),
}

# The second task: cards with a key and a value, then a question for each key.
pairs = [4, 8, 16, 32]
keys, symbols = 32, 8
questions = 8  # asked of each text while training, at most; all of them when tested
keyed_steps, keyed_rate = 2000, 0.01
small_sum, large_sum, card = 8, 16, 16
keyed_builds = {
    "plain": Relay(double, orthogonal=True),
    "gates": Relay(double, gates=True),
    "small sum": Attention(small_sum, softmax=False),
    "large sum": Attention(large_sum, softmax=False),
    "attention": Attention(card),
}

# What is kept of all cards: by a relay, by the two sums, and by attention for the most of them.
relay_numbers = keyed_builds["gates"].numbers(pairs[-1])
sum_numbers = [keyed_builds[name].numbers(pairs[-1]) for name in ("small sum", "large sum")]
attention_numbers = keyed_builds["attention"].numbers(pairs[-1])

# Places in what was measured.
plain, wide, both, deep, longer, orthogonal, gates, open_gates, attention = range(len(first_builds))
keyed_plain, keyed_gates, keyed_small, keyed_large, keyed_attention = range(len(keyed_builds))

settings = {
    "training": {"seed": seed, "networks": networks, "batch": batch, "enough": enough, "tested": tested},
    "first": {"distances": distances, "words": words, "fillers": fillers, "steps": steps, "rate": rate},
    "longer": {"steps": longer_steps, "rate": higher_rate},
    "first_builds": {name: repr(build) for name, build in first_builds.items()},
    "keyed": {"pairs": pairs, "keys": keys, "symbols": symbols, "questions": questions},
    "keyed_training": {"steps": keyed_steps, "rate": keyed_rate},
    "keyed_builds": {name: repr(build) for name, build in keyed_builds.items()},
}


def first_texts(rng: np.random.Generator, distance: int, place: int, texts: int) -> Texts:
    """A word among fillers, and the question what it was.

    rng       where the randomness comes from
    distance  int, how many fillers
    place     int, how many of them stand before the word
    texts     int, how many for each network
    returns   as `gradients` takes them; the marks are those of the words, the fillers, the question
    """
    marks = np.eye(words + fillers + 1)
    tokens = words + rng.integers(fillers, size=(distance + 1, networks, texts))
    tokens[place] = answers = rng.integers(words, size=(networks, texts))
    return marks[tokens], np.broadcast_to(marks[-1], (networks, texts, len(marks))), answers


def keyed_texts(rng: np.random.Generator, count: int, texts: int, most: int) -> Texts:
    """Cards, no two of one key, and questions for the values of some of them.

    rng      where the randomness comes from
    count    int, how many cards
    texts    int, how many for each network
    most     int, how many questions of a text, at most
    returns  as `gradients` takes them; the marks are those of the keys, the values, the question
    """
    marks = np.eye(keys + symbols + 1)
    own = shuffled(rng, keys, texts)[..., :count]  # (networks, texts, count)
    held = rng.integers(symbols, size=own.shape)
    chosen = shuffled(rng, count, texts)[..., :most]
    asked = marks[np.take_along_axis(own, chosen, axis=2)] + marks[-1]
    answers = np.take_along_axis(held, chosen, axis=2)
    cards = (marks[own] + marks[keys + held]).transpose(2, 0, 1, 3)
    return cards, asked.reshape(networks, -1, len(marks)), answers.reshape(networks, -1)


def shuffled(rng: np.random.Generator, count: int, texts: int) -> np.ndarray:
    """The numbers below `count` in random order, for each text: (networks, texts, count) int."""
    return rng.permuted(np.broadcast_to(np.arange(count), (networks, texts, count)), axis=2)


def place_of(name: str, distance: int) -> int:
    """Where the word stands: first, or, for a relay in both directions, as far from both ends as it can."""
    return distance // 2 if name == "both directions" else 0


def begin(name: str, distance: int, seed: int) -> tuple[np.random.Generator, Weights]:
    """The random numbers of a build and a distance, and the weights before training."""
    rng = np.random.default_rng([seed, 1, list(first_builds).index(name), distance])
    return rng, first_builds[name].start(rng, networks, words + fillers + 1, words)


def recall_first(name: str, distance: int, seed: int) -> np.ndarray:
    """Train, then ask for the word of new texts.

    name      str, one of `first_builds`
    distance  int, how many fillers
    returns   (networks,) float, the share of right answers
    """
    build, place = first_builds[name], place_of(name, distance)
    rng, weights = begin(name, distance, seed)
    how = (longer_steps, higher_rate) if name == "trained longer" else (steps, rate)
    train(build, weights, lambda: first_texts(rng, distance, place, batch), *how, enough)
    return gradients(build, weights, first_texts(rng, distance, place, tested))[1].mean(axis=1)


def arriving(name: str, distance: int, seed: int) -> float:
    """The gradient that arrives at the word before any training.

    returns  the logarithm, with base ten, of how much the loss changes with the token of the word: the
             length of its gradient, the mean over texts, then the geometric mean over networks
    """
    build, place = first_builds[name], place_of(name, distance)
    rng, weights = begin(name, distance, seed)
    put = gradients(build, weights, first_texts(rng, distance, place, tested))[3]()
    return float(np.log10(np.linalg.norm(put[place], axis=-1).mean(axis=1)).mean())


def recall_keyed(name: str, seed: int, steps: int = keyed_steps) -> np.ndarray:
    """Train on texts of all lengths, then ask for each card of new texts.

    name     str, one of `keyed_builds`
    steps    int, how many to train, at most
    returns  (pairs, networks) float, the share of right answers for each number of cards
    """
    build = keyed_builds[name]
    rng = np.random.default_rng([seed, 2, list(keyed_builds).index(name)])
    weights = build.start(rng, networks, keys + symbols + 1, symbols)
    train(build, weights, lambda: keyed_texts(rng, rng.choice(pairs), batch, questions), steps, keyed_rate, enough)
    tests = [keyed_texts(rng, count, tested, count) for count in pairs]
    return np.array([gradients(build, weights, texts)[1].mean(axis=1) for texts in tests])


def measure(seed: int = seed) -> dict:
    """Train and test everything.

    returns  dict, the record that the pages read
    """
    started = time.process_time()
    first = [[recall_first(name, distance, seed) for distance in distances] for name in first_builds]
    keyed = [recall_keyed(name, seed) for name in keyed_builds]
    gradient = [[arriving(name, distance, seed) for distance in distances] for name in first_builds]
    return record(seed, first, keyed, gradient, time.process_time() - started)


def record(seed: int, first, keyed, gradient, seconds: float) -> dict:
    """What was measured, with how: what pages say, and beside it what each network did.

    first     (builds, distances, networks) float, shares of right answers
    keyed     (builds, pairs, networks) float, the same
    gradient  (builds, distances) float, what `arriving` gives
    """
    first, keyed, gradient = (np.round(one, 3) for one in (first, keyed, gradient))
    further = distances[-1] - distances[0]
    found = {
        "first": first.mean(axis=-1),
        "keyed": keyed.mean(axis=-1),
        "kept": 10 ** ((gradient[:, -1] - gradient[:, 0]) / further),
    }
    return {
        "script": "python -m snippets.relays",
        "seed": seed,
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        # Machines round sums differently, and over hundreds of steps of training a difference grows.
        "spread": {"first": 0.1, "keyed": 0.05, "processor_seconds": 3000, "": 0.0001},
        "settings": settings,
        "values": {name: np.round(one, 4).tolist() for name, one in found.items()} | {"processor_seconds": round(seconds, 2)},
        "networks": {"first": first.tolist(), "keyed": keyed.tolist(), "gradient": gradient.tolist()},
    }


def kept_record() -> dict:
    """The committed file.

    raises   ValueError: it is of an experiment with other settings
    """
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    if kept["settings"] != settings:
        raise ValueError(f"{RESULTS.name} has other settings: run python -m snippets.relays")
    return kept


def each_network(name: str) -> np.ndarray:
    """What each network did, for the drawings: the values are means of this."""
    return np.array(kept_record()["networks"][name])


if __name__ == "__main__":
    RESULTS.write_text(json.dumps(measure(), indent="  ") + "\n", encoding="utf-8")

kept_record()
measurements = measured(RESULTS)
first = measurements["first"]  # (build, distance): the mean share of right answers
keyed = measurements["keyed"]  # (build, pairs)
kept = measurements["kept"]  # (build,): what each further word leaves of the gradient, before training
processor_seconds = measurements["processor_seconds"]

# What somebody chose. What was measured stands in the file, and a test nudges both.
inputs = """seed networks batch enough tested distances words fillers steps rate longer_steps higher_rate width double
layers open_gate pairs keys symbols questions keyed_steps keyed_rate small_sum large_sum card""".split()
