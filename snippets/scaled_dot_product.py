"""Scaled dot-product attention: every number of lesson 08 is computed here.

The cards and the blend are those of lesson 07. Here the query and the keys become lists of
numbers, still invented, and the scorecard comes out of them.
"""

import numpy as np

from snippets.soft_lookup import animal, cross, mix, road, softmax, tired, values, words
from worked import cited

# --8<-- [start:cards]
features = ["thing", "alive", "action", "feeling"]
query = np.array([1.0, 2.0, 0.5, 1.0])  # (4,)
keys = np.array([
    [1.5, 2.0, 0.0, 0.5],  # animal
    [1.5, -0.5, 0.0, 0.2],  # road
    [0.0, 0.4, 1.6, 0.0],  # cross
    [0.0, 0.7, 0.2, 1.4],  # tired
])  # (4, 4)
# --8<-- [end:cards]

# --8<-- [start:dot]
products = query * keys  # (4, 4)
dot_products = products.sum(axis=1)  # [6.0, 0.7, 1.6, 2.9]
# --8<-- [end:dot]

# --8<-- [start:scale]
d_k = len(query)
scores = dot_products / np.sqrt(d_k)  # [3.00, 0.35, 0.80, 1.45]
# --8<-- [end:scale]

# --8<-- [start:steps]
raised = np.exp(scores)  # [20.09, 1.42, 2.23, 4.26]
total = raised.sum()  # 27.99
weights = raised / total  # [0.72, 0.05, 0.08, 0.15]
output = weights @ values  # [3.08, 1.38]
# --8<-- [end:steps]



def growth(steps: float) -> float:
    """What the exponential of a score is multiplied by when the score grows.

    steps    float, by how much the score grows
    returns  float above zero
    source   the lesson on scaled dot products, "Softmax, step by step"
    """
    return np.exp(steps)


parts = weights[:, None] * values  # (4, 2)
rounded_output = weights.round(2) @ values  # as lesson 07 mixes; such shares need not add up to one
unscaled_weights = softmax(dot_products)
unscaled_output = mix(unscaled_weights, values)


# Answers several queries at once ("Attention Is All You Need", its first equation).
# --8<-- [start:attention]
# Q (n_query, d_k), K (n_key, d_k), V (n_key, d_v)
# mask (n_query, n_key): true where a query may look
def attention(Q, K, V, mask=None):
    check_tables(Q, K, V, mask)
    scores = Q @ K.T / np.sqrt(K.shape[1])  # (n_query, n_key)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = softmax_rows(scores)  # (n_query, n_key)
    return weights @ V, weights  # the blends (n_query, d_v)
# --8<-- [end:attention]


# Turns each row of scores into weights that add up to one. Minus infinity means: may not look here.
# --8<-- [start:rows]
def softmax_rows(scores):  # (..., n_key)
    largest = scores.max(axis=-1, keepdims=True)
    if not np.all(np.isfinite(largest)):
        raise ValueError("each row needs a largest finite score")
    raised = np.exp(scores - largest)
    return raised / raised.sum(axis=-1, keepdims=True)
# --8<-- [end:rows]


# --8<-- [start:check]
def check_tables(Q, K, V, mask):
    shapes = np.shape(Q), np.shape(K), np.shape(V)
    if {len(shape) for shape in shapes} != {2}:
        raise ValueError(f"Q, K and V are tables, one row per word: got shapes {shapes}")
    if shapes[0][1] != shapes[1][1]:
        raise ValueError(f"Q and K must be equally wide: got shapes {shapes}")
    if shapes[1][0] != shapes[2][0]:
        raise ValueError(f"one value per key: got shapes {shapes}")
    if mask is not None and np.shape(mask) != (shapes[0][0], shapes[1][0]):
        raise ValueError(f"one mask entry per query and key: got {np.shape(mask)} for {shapes}")
# --8<-- [end:check]


def by_loops(Q, K, V, mask=None):
    """The same as `attention`, one number at a time.

    Q, K, V, mask  as in `attention`
    returns        the blends (n_query, d_v), the weights (n_query, n_key)
    source         the lesson on scaled dot products
    """
    all_weights = np.zeros((len(Q), len(K)))
    blends = np.zeros((len(Q), V.shape[1]))
    for i in range(len(Q)):
        seen = [j for j in range(len(K)) if mask is None or mask[i][j]]
        for j in seen:
            agreement = sum(q * k for q, k in zip(Q[i], K[j]))
            all_weights[i, j] = np.exp(agreement / len(Q[i]) ** 0.5)
        all_weights[i] /= all_weights[i].sum()
        for j in seen:
            for m in range(len(V[j])):
                blends[i, m] += all_weights[i, j] * V[j][m]
    return blends, all_weights


# Random queries and keys: how far their dot products spread, and what softmax makes of them.
widths = [4, 64, 1024]

# --8<-- [start:random]
seed = 8
rounds, choices = 500, 8


def random_dots(width):
    """Dot products of random queries with random keys.

    width    int, the entries of a query or key; each is standard normal
    returns  (rounds, choices) float, the same for the same width
    source   "Attention Is All You Need", the footnote on variance
    """
    rng = np.random.default_rng((seed, width))
    queries = rng.standard_normal((rounds, width, 1))
    many_keys = rng.standard_normal((rounds, choices, width))
    return (many_keys @ queries)[:, :, 0]
# --8<-- [end:random]


def top_weight(scores: np.ndarray) -> np.ndarray:
    """The largest softmax weight of each row.

    scores   (rounds, choices) float
    returns  (rounds,) float
    """
    return softmax_rows(scores).max(axis=-1)


# --8<-- [start:slope]
def slope_at(weight):
    """How fast a softmax weight grows with its own score.

    weight   float between zero and one, or an array of such
    returns  float, the derivative of the weight with respect to its score
    source   the lesson on scaled dot products, "A beam that cannot learn"
    """
    return weight * (1 - weight)
# --8<-- [end:slope]


expected_spreads = np.sqrt(widths)  # (3,)
spreads, scaled_spreads, top_weights, scaled_top_weights, top_slopes, scaled_top_slopes = np.array([
    (
        dots.std(),
        scaled.std(),
        top_weight(dots).mean(),
        top_weight(scaled).mean(),
        slope_at(top_weight(dots)).mean(),
        slope_at(top_weight(scaled)).mean(),
    )
    for width in widths
    for dots in [random_dots(width)]
    for scaled in [dots / np.sqrt(width)]
]).T  # (3,) each

# The scores of "it", multiplied: the second time they are the dot products themselves.
multiples = [1, 2, 4, 8]
multiplied_weights = softmax_rows(np.outer(multiples, scores))  # (4, 4)
slopes = slope_at(multiplied_weights[:, animal])  # (4,)

# The same question to a dict, which wants exactly the same list.
# --8<-- [start:dict]
def hard_lookup(query):
    cards = dict(zip(map(tuple, keys), values))
    return cards.get(tuple(query))  # None, if no key is the same
# --8<-- [end:dict]


own_weights = softmax(keys @ keys[animal] / np.sqrt(d_k))  # (4,), the key of "animal" asks
own_output = mix(own_weights, values)  # (2,)

# Several words ask at once.
# --8<-- [start:tables]
askers = ["it", "cross", "tired"]
cross_query = np.array([2.0, 0.0, 0.0, 0.0])  # looks for things
tired_query = np.array([0.0, 2.0, 0.0, 1.0])  # looks for somebody who feels
Q = np.array([query, cross_query, tired_query])  # (3, 4)
K = keys  # (4, 4)
V = values  # (4, 2)
# --8<-- [end:tables]
# --8<-- [start:answers]
outputs, all_weights = attention(Q, K, V)
# --8<-- [end:answers]
all_scores = Q @ K.T / np.sqrt(d_k)  # (3, 4)

# Five words in the order of the sentence; none may look at a later one.
# --8<-- [start:text]
text = ["animal", "cross", "road", "it", "tired"]
animal_query = np.array([0.0, 0.0, 1.0, 1.0])
road_query = np.array([0.0, 0.0, 2.0, 0.0])
it_key = np.array([0.5, 0.5, 0.0, 0.0])
it_value = np.array([1, 1])
text_queries = np.array([
    animal_query, cross_query, road_query, query, tired_query
])
text_keys = np.array([
    keys[animal], keys[cross], keys[road], it_key, keys[tired]
])
text_values = np.array([
    values[animal], values[cross], values[road], it_value, values[tired]
])
# --8<-- [end:text]

# --8<-- [start:mask]
may_look = np.tri(len(text), dtype=bool)
text_outputs, text_weights = attention(
    text_queries, text_keys, text_values, may_look
)
# --8<-- [end:mask]
open_outputs, open_weights = attention(text_queries, text_keys, text_values)
late_sums = (may_look * open_weights)[:-1].sum(axis=1)  # (4,), hidden too late: shares are lost

# The same five words with another ending: "wide" instead of "tired".
wide_key = np.array([0.5, -1.0, 0.0, 0.0])
wide_value = np.array([2, 4])
other_keys = np.vstack([text_keys[:-1], wide_key])
other_values = np.vstack([text_values[:-1], wide_value])
other_outputs, _ = attention(text_queries, other_keys, other_values, may_look)
other_open_outputs, _ = attention(text_queries, other_keys, other_values)

# Where the query, the key and the value of "it" come from, and where its blend goes.
# --8<-- [start:projections]
embedding = np.array([1, 2, -1])  # (d_model,), of "it"
W_Q = np.array([
    [0.0, 1.0, 0.5, 0.0],
    [1.0, 0.5, 0.0, 0.5],
    [1.0, 0.0, 0.0, 0.0],
])  # (d_model, d_k)
W_K = np.array([
    [0.5, 0.0, 0.5, 1.0],
    [0.5, 0.5, 0.0, -0.5],
    [1.0, 0.5, 0.5, 0.0],
])  # (d_model, d_k)
W_V = np.array([[1, 0], [1, 1], [2, 1]])  # (d_model, d_v)
# --8<-- [end:projections]

# --8<-- [start:residual]
W_O = np.array([
    [0.1, 0.2, 0.0],
    [0.0, 0.1, 0.3],
])  # (d_v, d_model)
update = text_outputs[3] @ W_O  # [0.34, 0.79, 0.32]
# --8<-- [end:residual]

# The mistake: dividing by the root of something else than the head's d_k.
vaswani = "https://arxiv.org/abs/1706.03762"
model_width = cited(512, "Vaswani et al. 2017, section 3.1 and table 3, d_model", vaswani)
heads = cited(8, "Vaswani et al. 2017, section 3.2.2, h", vaswani)
head_width = model_width / heads
head_dots = np.array([16, 8, 0, -8])
head_weights = softmax(head_dots / np.sqrt(head_width))
by_model_width = softmax(head_dots / np.sqrt(model_width))
by_heads = softmax(head_dots / np.sqrt(heads))
without_root = softmax(head_dots / head_width)

# The same in the toy: two heads, each as wide as a key of this lesson.
toy_heads = 2
toy_width = toy_heads * d_k
toy_by_model_width = softmax(dot_products / np.sqrt(toy_width))
toy_by_heads = softmax(dot_products / np.sqrt(toy_heads))
toy_without_root = softmax(dot_products / d_k)

# Practice: "... because it was too wide".
too_wide_query = np.array([2.0, -1.0, 0.0, 0.0])
too_wide_keys = np.array([keys[animal], keys[road], keys[cross], wide_key])
too_wide_dots = too_wide_keys @ too_wide_query
too_wide_scores = too_wide_dots / np.sqrt(d_k)
too_wide_raised = np.exp(too_wide_scores)
too_wide_weights = softmax(too_wide_scores)
too_wide_output = mix(too_wide_weights, values)

# "Riya thanked Meena because she helped with the demo."
riya, thanked, meena = range(3)
she_features = ["person", "helps", "is thanked", "happens"]
she_query = np.array([1, 2, 1, 0])
she_keys = np.array([[1, 0, 0, 0], [0, 0, 0, 1], [1, 1, 1, 0]])  # (3, 4)
she_dots = she_keys @ she_query
she_scores = she_dots / np.sqrt(d_k)
she_raised = np.exp(she_scores)
she_weights = softmax(she_scores)


def check_itself() -> None:
    """Refuse to hand out numbers that the explicit loop does not confirm.

    raises   ValueError: attention and by_loops disagree, or a later word changed an earlier one
    """
    tables = (text_queries, text_keys, text_values)
    for case in ((Q, K, V), tables, (*tables, may_look)):
        for fast, slow in zip(attention(*case), by_loops(*case), strict=True):
            if not np.allclose(fast, slow, rtol=1e-12, atol=0):
                raise ValueError(f"attention says {fast}, the loop {slow}")
    if not np.allclose(weights, all_weights[0], rtol=1e-12, atol=0):
        raise ValueError(f"the table says {all_weights[0]} for one query, the steps {weights}")
    if not np.array_equal(text_outputs[:-1], other_outputs[:-1]):
        raise ValueError("a later word changed what an earlier one reads")


check_itself()

inputs = """
    query keys widths seed rounds choices multiples cross_query tired_query animal_query road_query
    it_key it_value wide_key wide_value embedding W_Q W_K W_V W_O model_width heads head_dots
    toy_heads too_wide_query she_query she_keys
""".split()
