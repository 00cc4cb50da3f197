"""Attention as a soft lookup: every number of lesson 07 is computed here.

The word that looks is "it"; four other words of the sentence answer. The scorecard is
invented; lesson 08 shows where such a scorecard comes from.
"""

from worked import cited

# --8<-- [start:cards]
import numpy as np

words = ["animal", "road", "cross", "tired"]
animal, road, cross, tired = range(len(words))
values = np.array([[4, 1], [1, 4], [2, 0], [0, 3]])  # (4, 2)
weights = np.array([0.72, 0.05, 0.08, 0.15])  # (4,)
# --8<-- [end:cards]

sentence = "The animal didn't cross the road because it was tired."


# --8<-- [start:mix]
from math import isclose


def mix(weights, values):
    if values.ndim != 2 or weights.shape != values.shape[:1]:
        raise ValueError("one weight per row of values")
    if not (np.all(weights >= 0) and isclose(weights.sum(), 1)):
        raise ValueError(f"never negative, and add up to one: {weights}")
    return weights @ values


output = mix(weights, values)  # [3.09, 1.37]
# --8<-- [end:mix]

# What each card puts into the blend, and its share of each entry.
parts = weights[:, None] * values  # (4, 2)
shares = parts / output  # (4, 2)

# --8<-- [start:hard]
cards = {
    "animal": values[animal],
    "road": values[road],
    "cross": values[cross],
    "tired": values[tired],
}
found = cards["animal"]  # [4, 1]

try:
    cards["it"]
except KeyError:
    answer = "no card has exactly this key"
# --8<-- [end:hard]


def softmax(scores):
    """Turn scores into weights, both (n,) float."""
    largest = scores.max(initial=-np.inf)
    if scores.ndim != 1 or not np.isfinite(largest):
        raise ValueError(f"no largest score: {scores}")
    raised = np.exp(scores - largest)
    return raised / raised.sum()


scores = np.log(weights / weights.min())

# These are the scores that softmax turns into exactly this scorecard. Adding the same amount to
# each changes nothing, so the smallest may be zero.
rounded_scores = scores.round(1)
rounded_output = mix(softmax(rounded_scores), values)


def weights_at(temperature):
    """Weights after dividing the scores by a temperature."""
    if not temperature > 0:
        raise ValueError(f"not above zero: {temperature}")
    return softmax(scores / temperature)


cool, as_is, warm = 0.5, 1.0, 2.0
cool_output = mix(weights_at(cool), values)  # [3.80, 1.08]
as_is_output = mix(weights_at(as_is), values)  # [3.09, 1.37]
warm_output = mix(weights_at(warm), values)  # [2.40, 1.67]

temperatures = [cool, as_is, warm]
hard_limit = values[weights.argmax()]  # the blend as the temperature goes to zero
plain_mean = values.mean(axis=0)  # the blend as the temperature grows without end


def blend_at(temperature: float) -> np.ndarray:
    """Blend of the values at a temperature.

    temperature  float above zero
    returns      (d,) float, between the winner's value and the plain mean
    raises       ValueError: temperature is not above zero
    source       the lesson on soft lookup, "A dial for the beam"
    """
    return mix(weights_at(temperature), values)


def without(card):
    """Take one card away and blend what is left."""
    if card not in range(len(weights)):
        raise ValueError(f"no card number {card}")
    kept = np.delete(weights, card)
    others = np.delete(values, card, axis=0)
    return mix(kept / kept.sum(), others)


# A causal reader sees only the cards before "it": all but the last.
causal_weights = weights[:tired] / weights[:tired].sum()  # (3,)
causal_output = mix(causal_weights, values[:tired])


def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    """Twice the signed area of the triangle a, b, c; positive when it turns left.

    a, b, c  (2,) float
    returns  float
    """
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def quiet_direction(values: np.ndarray) -> np.ndarray:
    """The change of weights that the blend of four plane values cannot feel.

    values   (4, 2) float
    returns  (4,) float; entries add up to 0, and so do the values times the entries
    raises   ValueError: not four values with two entries each
    source   four points of a plane depend on each other by their triangles' areas
    """
    if np.shape(values) != (4, 2):
        raise ValueError(f"four values with two entries each: got shape {np.shape(values)}")
    a, b, c, d = values
    return np.array([-turn(b, c, d), turn(a, c, d), -turn(a, b, d), turn(a, b, c)])


# Three scorecards, one blend: steps along the null direction.
null_direction = quiet_direction(values)  # (4,)
null_steps = np.array([0, -0.01, 0.005])  # (3,)
scorecards = weights + null_steps[:, None] * null_direction  # (3, 4)

# Lesson 08 makes the scorecard from dot products of a query with keys of d_k entries.
d_k = 4
dot_products = np.array([6.0, 0.7, 1.6, 2.9])  # (4,)
next_scores = dot_products / np.sqrt(d_k)
next_weights = softmax(next_scores)
next_output = mix(next_weights, values)

# The relay: one runner per token, and what the last one points at when it may look.
relay_length = 30
pointed_at = [1, 7, 18, 29]
looked_at = [1, 5, 12]  # the words of the second picture
handovers = relay_length - pointed_at[0]
clue_distance = 20
runners = range(relay_length)  # each has a token
x1 = runners[0]  # what the figure calls the first one's token; its state is h1
rescue_attempts = ["a wider state", "two directions", "a deeper stack"]
tired_runner, rested_runner = 0.9, 0.99  # the part of a message that survives one handover


def survives(handovers: int, kept: float) -> float:
    """The part of a message that is left after a number of handovers.

    handovers  int, not negative
    kept       float between 0 and 1, what one handover keeps
    returns    float between 0 and 1
    raises     ValueError: handovers is negative, or kept is no part of a whole
    source     the lesson on soft lookup, "The picture before the maths"
    """
    if handovers < 0 or not 0 <= kept <= 1:
        raise ValueError(f"no such relay: {handovers} handovers that keep {kept}")
    return kept**handovers


# What others measured.
bahdanau = "https://arxiv.org/abs/1409.0473"
bleu_relay = cited(17.82, "Bahdanau et al. 2014, table 1, RNNencdec-50, all sentences", bahdanau)
bleu_beam = cited(26.75, "Bahdanau et al. 2014, table 1, RNNsearch-50, all sentences", bahdanau)
bleu_words = cited(50, "Bahdanau et al. 2014, section 4.2", bahdanau)
khandelwal = "https://aclanthology.org/P18-1027/"
context_used = cited(200, "Khandelwal et al. 2018, abstract", khandelwal)
order_used = cited(50, "Khandelwal et al. 2018, abstract", khandelwal)

# Practice: the same cards, another beam. Each card gets an amount, and its share of their sum is its
# weight: a road that wins ("... because it was too wide"), something for all four cards, and a beam
# that cannot decide.
wide_amounts = np.array([2, 14, 1, 3])  # (4,)
wide_weights = wide_amounts / wide_amounts.sum()
wide_parts = wide_weights[:, None] * values
wide_output = mix(wide_weights, values)
spread_amounts = np.array([5, 1, 2, 2])  # (4,)
spread_weights = spread_amounts / spread_amounts.sum()
spread_parts = spread_weights[:, None] * values
spread_output = mix(spread_weights, values)
torn_amounts = np.array([9, 9, 1, 1])  # (4,)
torn_weights = torn_amounts / torn_amounts.sum()
torn_parts = torn_weights[:, None] * values
torn_output = mix(torn_weights, values)

# "Riya thanked Meena because she helped with the demo."
# The reader picks from all words before "she"; the answer that we print uses the first three.
she_words = ["Riya", "thanked", "Meena", "because"]
she_values = np.array([[1, 4], [0, 2], [4, 2], [2, 0]])  # (4, 2)
riya, thanked, meena = range(3)
she_weights = np.array([0.20, 0.10, 0.70])
she_output = mix(she_weights, she_values[: len(she_weights)])  # [3.00, 2.40]


def scorecard() -> str:
    """The scorecard as bars of light, narrow enough for a phone.

    returns  str, one line per card: word, bar, weight
    source   the lesson on soft lookup, "The pronoun example"
    """
    name_width = max(map(len, words))
    half_cells = [round(2 * 26 * weight / weights.max()) for weight in weights]
    lines = [
        f"{word:<{name_width}} {'█' * (n // 2) + '▌' * (n % 2):<26} {weight:.2f}"
        for word, n, weight in zip(words, half_cells, weights)
    ]
    return "\n".join(lines)


def paths() -> str:
    """The two ways from an early word to word N, narrow enough for a phone.

    returns  str, the chain of states above, the straight looks below
    source   the lesson on soft lookup, "Relay against direct access"
    """
    first, *others = [f"word{place}" for place in looked_at]
    return "\n".join([
        "old path",
        f"{first} → state1 → state2 → … → stateN",
        "",
        "new path",
        f"wordN ─┬→ {first}",
        *(f"       ├→ {word}" for word in others[:-1]),
        f"       └→ {others[-1]}",
    ])


# What somebody chose or measured. Every other number is computed from these, and a test nudges
# each of them to see that it is.
inputs = """
    values weights cool as_is warm null_steps d_k dot_products relay_length pointed_at looked_at
    clue_distance tired_runner rested_runner bleu_relay bleu_beam bleu_words context_used
    order_used wide_amounts spread_amounts torn_amounts she_values she_weights
""".split()
