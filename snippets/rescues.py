"""How much a state of fixed size recalls, against a lookup that keeps every card.

`python -m snippets.rescues` runs the experiment and writes rescues.json. The pages read that
file: an edit has to show in the preview at once, so nothing is measured anew at each build.
"""

import json
import platform
from pathlib import Path

import numpy as np

from worked import measured

RESULTS = Path(__file__).with_suffix(".json")

# The experiment: how many numbers a key has, how many cards are stored, how many symbols
# a value is chosen from, and how often each is tried.
widths = [16, 32, 64]
narrow, middle, wide = range(len(widths))
pairs = [4, 16, 64, 256]
few, some, many, most = range(len(pairs))
symbols = 32
trials = 400
settings = {"widths": widths, "pairs": pairs, "symbols": symbols, "trials": trials}

# What is kept: the state has a row per entry of a key and a column per symbol; a card has a
# key, and its value as a list with one entry per symbol.
state_numbers = [width * symbols for width in widths]
cards_numbers = [count * (widths[wide] + symbols) for count in pairs]
equal_width = cards_numbers[most] // symbols  # of a state as large as all the cards


def draw_cards(rng: np.random.Generator, count: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Cards with random keys and random values.

    rng      where the randomness comes from
    count    int, how many cards
    width    int, how many numbers a key has
    returns  keys (count, width) float, each of length one; values (count,) int below `symbols`
    """
    keys = rng.normal(size=(count, width))
    keys /= np.linalg.norm(keys, axis=1, keepdims=True)
    return keys, rng.integers(symbols, size=count)


def write_state(keys: np.ndarray, values: np.ndarray) -> np.ndarray:
    """All cards in one state: the sum of the outer products of a key and its one-hot value.

    keys     (count, width) float
    values   (count,) int below `symbols`
    returns  (width, symbols) float, however many cards there are
    source   docs/experiments/how-much-fits.md
    """
    return keys.T @ np.eye(symbols)[values]


def read_state(state: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """The value that the state gives for each query: the one whose column agrees most.

    state    (width, symbols) float
    queries  (n, width) float
    returns  (n,) int below `symbols`
    """
    return (queries @ state).argmax(axis=1)


def look_up(keys: np.ndarray, values: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """The value on the card whose key agrees most with each query.

    keys     (count, width) float
    values   (count,) int
    queries  (n, width) float
    returns  (n,) int, entries of `values`
    """
    return values[(queries @ keys.T).argmax(axis=1)]


def count_recalled(width: int, count: int, seed: int, trials: int) -> np.ndarray:
    """Store cards, ask for each of them by its key, and count the right answers.

    width    int, how many numbers a key has
    count    int, how many cards are stored
    seed     int; each width and count has random numbers of its own
    trials   int, how often this is done, with new cards each time
    returns  (trials, 2) int, right answers of the state and of the lookup
    """
    rng = np.random.default_rng([seed, width, count])
    recalled = np.empty((trials, 2), dtype=int)
    for trial in recalled:
        keys, values = draw_cards(rng, count, width)
        answers = read_state(write_state(keys, values), keys), look_up(keys, values, keys)
        trial[:] = [(answer == values).sum() for answer in answers]
    return recalled


def measure(seed: int = 7, trials: int = trials) -> dict:
    """Run the whole experiment.

    seed     int
    trials   int, states for each width and number of cards
    returns  dict, the record that the pages read: shares between zero and one, and the largest
             standard error among them
    """
    cells = [[count_recalled(width, count, seed, trials) for count in pairs] for width in widths]
    equal = count_recalled(equal_width, pairs[most], seed, trials)
    cards = np.array(pairs)
    right = np.array(cells)  # (widths, pairs, trials, 2)
    state, lookup = np.moveaxis(right.sum(axis=2), -1, 0) / (cards * trials)  # (widths, pairs)
    spread = (right[..., 0] / cards[:, None]).std(axis=2, ddof=1)
    values = {
        "recall_of_state": state.tolist(),
        "recall_of_lookup": lookup.mean(axis=0).tolist(),
        "recall_at_equal_memory": equal[:, 0].sum() / (pairs[most] * trials),
        "standard_error": spread.max() / np.sqrt(trials),
    }
    return {
        "script": "python -m snippets.rescues",
        "seed": seed,
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "spread": {"": 1e-9},  # counts come out exactly, unless two sums tie
        "settings": settings | {"trials": trials},
        "values": values,
    }


def results() -> dict:
    """What was measured, as the committed file tells it.

    returns  dict, the values of the record
    raises   ValueError: the file is of an experiment with other settings
    """
    if json.loads(RESULTS.read_text(encoding="utf-8"))["settings"] != settings:
        raise ValueError(f"{RESULTS.name} has other settings: run python -m snippets.rescues")
    return measured(RESULTS)


if __name__ == "__main__":
    RESULTS.write_text(json.dumps(measure(), indent="  ") + "\n", encoding="utf-8")

measurements = results()
recall_of_state = measurements["recall_of_state"]  # (widths, pairs)
recall_of_lookup = measurements["recall_of_lookup"]  # (pairs,)
recall_at_equal_memory = measurements["recall_at_equal_memory"]
standard_error = measurements["standard_error"]  # the largest of the state's shares

# What somebody chose. What was measured stands in the file, and a test nudges both.
inputs = "widths pairs symbols trials".split()
