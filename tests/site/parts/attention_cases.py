"""Cases that an attention written in another language has to get right, with numpy's results.

`python -m tests.site.parts.attention_cases FILE` writes them as JSON.
"""

import json
import sys
from pathlib import Path

import numpy as np

from snippets import scaled_dot_product, soft_lookup
from snippets.soft_lookup import mix, softmax

seed = 11
rounds = 4000  # random cases
largest_size = 12  # entries of a list, and cards


def case(scores, temperature, values) -> dict:
    """One lookup: scores become weights, and the weights mix the values.

    scores       (n,) float; minus infinity: may not look here
    temperature  float above zero
    values       (n, d) float
    returns      dict of what goes in and of what comes out
    """
    scores, values = np.asarray(scores, dtype=float), np.asarray(values, dtype=float)
    weights = softmax(scores / temperature)
    return {
        "scores": ["-Infinity" if score == -np.inf else score for score in scores.tolist()],
        "temperature": temperature,
        "values": values.tolist(),
        "weights": weights.tolist(),
        "blend": mix(weights, values).tolist(),
    }


def lesson_cases() -> list[dict]:
    """The lookups of lessons 07 and 08."""
    seventh = [case(soft_lookup.scores, t, soft_lookup.values) for t in soft_lookup.temperatures]
    asked = [case(row, 1.0, scaled_dot_product.V) for row in scaled_dot_product.all_scores]
    allowed = np.where(
        scaled_dot_product.may_look, scaled_dot_product.text_queries @ scaled_dot_product.text_keys.T, -np.inf
    )
    masked = [case(row, 2.0, scaled_dot_product.text_values) for row in allowed]
    return seventh + asked + masked


def edge_cases() -> list[dict]:
    """Equal, huge, hidden and single scores, cold and hot beams, values of nothing."""
    square = [[4, 1], [1, 4], [2, 0], [0, 3]]
    return [
        case([0, 0, 0, 0], 1.0, square),
        case([1000, 1000, 1000, 1000], 1.0, square),
        case([1e300, -1e300, 1e299, 0], 1.0, square),
        case([1e5, 1e5 - 1, 0, -1e5], 1.0, square),
        case([2, 1, 0, -1], 1e-6, square),
        case([2, 2, 0, -1], 1e-6, square),
        case([2, 1, 0, -1], 1e6, square),
        case([5], 1.0, [[3, -2]]),
        case([3, 1, 2, 0], 1.0, np.zeros((4, 2))),
        case([-np.inf, 1, -np.inf, 0], 1.0, square),
        case([-1e308, 0, -np.inf, 1e-300], 2.0, square),
        case([0.1, 0.2, 0.3, 0.4], 1.0, np.array(square) * 1e12),
    ]


def random_cases() -> list[dict]:
    """Lookups of many sizes and scales, the same each time."""
    rng = np.random.default_rng(seed)
    return [random_case(rng) for _ in range(rounds)]


def random_case(rng: np.random.Generator) -> dict:
    cards, entries = rng.integers(1, largest_size, 2, endpoint=True)
    scores = rng.standard_normal(cards) * 10.0 ** rng.uniform(-2, 2)
    values = rng.standard_normal((cards, entries)) * 10.0 ** rng.uniform(-2, 2)
    return case(scores, float(10.0 ** rng.uniform(-1, 1)), values)


def products_cases() -> list[dict]:
    """Dot products of the lesson's lists, and of random ones."""
    rng = np.random.default_rng((seed, 2))
    pairs = [(scaled_dot_product.query, scaled_dot_product.keys)]
    for _ in range(rounds // 4):
        cards, entries = rng.integers(1, largest_size, 2, endpoint=True)
        pairs.append((rng.standard_normal(entries), rng.standard_normal((cards, entries))))
    return [
        {"query": query.tolist(), "keys": keys.tolist(), "products": (keys @ query).tolist()} for query, keys in pairs
    ]


def write(path: Path) -> None:
    """Write all cases to a file."""
    lookups = lesson_cases() + edge_cases() + random_cases()
    path.write_text(json.dumps({"lookups": lookups, "products": products_cases()}, allow_nan=False), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
