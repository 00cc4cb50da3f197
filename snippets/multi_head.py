"""Several heads: every number of lesson 09 is computed here.

The queries, the keys and the values are those of lesson 08, written as tables. (The test of this
snippet holds them to be the same.) All are invented.
"""

# --8<-- [start:tables]
import numpy as np

words = ["animal", "road", "cross", "tired"]
askers = ["it", "cross", "tired"]
Q = np.array([
    [1.0, 2.0, 0.5, 1.0],  # it
    [2.0, 0.0, 0.0, 0.0],  # cross
    [0.0, 2.0, 0.0, 1.0],  # tired
])  # (3, 4)
K = np.array([
    [1.5, 2.0, 0.0, 0.5],  # animal
    [1.5, -0.5, 0.0, 0.2],  # road
    [0.0, 0.4, 1.6, 0.0],  # cross
    [0.0, 0.7, 0.2, 1.4],  # tired
])  # (4, 4)
V = np.array([[4, 1], [1, 4], [2, 0], [0, 3]])  # (4, 2)

questions = ["who", "how"]  # one for each head
# --8<-- [end:tables]

from snippets.scaled_dot_product import (
    W_O, attention, check_tables, features, may_look, model_width, softmax_rows, text, text_keys,
    text_queries, text_values,
)
from snippets.scaled_dot_product import heads as paper_heads
from worked import cited

animal, road, cross, tired = range(len(words))
heads = len(questions)
who, how = range(heads)  # the two numbers of a value, too

# One scorecard for two questions.
wish = np.array([V[animal, who], V[tired, how]])  # [4, 3]
half_weights = np.array([0.5, 0.0, 0.0, 0.5])
half_output = half_weights @ V  # [2.0, 2.0]
sums = V.sum(axis=1)  # (4,), of the two numbers of each value

# The same in nine equal parts of light, from other cards.
other_amounts = np.array([2, 4, 3, 0])
other_weights = other_amounts / other_amounts.sum()
other_output = other_weights @ V


# --8<-- [start:multi]
def multi_head(Q, K, V, heads, mask=None):
    tables = [
        np.split(table, heads, axis=1) for table in (Q, K, V)
    ]
    found = [
        attention(q, k, v, mask) for q, k, v in zip(*tables)
    ]
    blends, weights = zip(*found)
    return np.hstack(blends), np.array(weights)
# --8<-- [end:multi]


# --8<-- [start:answers]
outputs, weights = multi_head(Q, K, V, len(questions))
# --8<-- [end:answers]
one_outputs, one_weights = attention(Q, K, V)  # one head, as wide as both


def per_head(table: np.ndarray) -> np.ndarray:
    """A table, cut into as many as there are heads.

    table    (n, width) float
    returns  (heads, n, width / heads) float
    """
    return np.array(np.split(table, heads, axis=1))


n_query, n_key = len(Q), len(K)
who_query, how_query = per_head(Q)[:, 0]  # (2,) each, of "it"
who_keys, how_keys = per_head(K)  # (4, 2) each
d_k = K.shape[1] // heads
dots = np.array([q @ k.T for q, k in zip(per_head(Q), per_head(K))])  # (heads, askers, cards)
dots_of_both = dots.sum(axis=0)  # (askers, cards), those of one wide head
scores = dots / np.sqrt(d_k)
raised = np.exp(scores)
totals = raised.sum(axis=2)  # (heads, askers)
parts = weights[:, 0] * V.T  # (heads, cards), of "it": each head mixes one number of the values
update = wish @ W_O  # (3,), out of two sharp heads
soft_update = outputs[0] @ W_O  # (3,)

# The mistake of lesson 08: the root of all the dimensions, instead of a head's own.
by_width = softmax_rows(dots / np.sqrt(K.shape[1]))  # (heads, askers, cards)


def dot_cost(heads: int, n_query: int, n_key: int, width: int) -> int:
    """How often two numbers are multiplied, to get all dot products.

    heads    how many lookups share the width
    n_query  who asks
    n_key    how many cards
    width    dimensions of all heads together
    returns  int
    source   the lesson on several heads, "What it costs"
    """
    return heads * n_query * n_key * (width // heads)


def weights_made(heads: int, n_query: int, n_key: int) -> int:
    """How many weights softmax makes: one for each head, each query and each card."""
    return heads * n_query * n_key


# How many dot products and how long each is; then how many parts of a blend, and how long each is.
wide_dots = np.array([n_query * n_key, K.shape[1]])
cut_dots = np.array([weights_made(heads, n_query, n_key), K.shape[1] // heads])
wide_parts = np.array([n_query * n_key, V.shape[1]])
cut_parts = np.array([weights_made(heads, n_query, n_key), V.shape[1] // heads])
text_length = 100  # tokens, of a text that looks at itself


def of_it(mask: np.ndarray | None = None) -> np.ndarray:
    """The weights of "it" on the five words of lesson 08's text.

    mask     (5, 5) bool, where a word may look; None: everywhere
    returns  (heads, 5) float
    """
    return multi_head(text_queries, text_keys, text_values, heads, mask)[1][:, text.index("it")]


# The cards in the opposite order.
# --8<-- [start:shuffled]
shuffled, _ = multi_head(
    Q, K[::-1], V[::-1], len(questions)
)
# --8<-- [end:shuffled]

# "The dog bit the man" and "The man bit the dog": "bit" looks for who did it.
# --8<-- [start:order]
creature = np.array([1, 0, 0, 0])  # the key of "dog", and of "man"
first = np.array([0, 0, 1, 0])  # added where a word comes first
last = np.array([0, 0, 0, 1])  # added where a word comes last
bit_query = np.array([[1, 0, 4, 0]])  # a creature, and first
pair_values = np.array([[3, 0], [0, 3]])  # dog, man

no_order = np.array([creature, creature])
dog_first = np.array([creature + first, creature + last])
man_first = np.array([creature + last, creature + first])
# --8<-- [end:order]
# --8<-- [start:who-bit]
blind, even = attention(bit_query, no_order, pair_values)
dog_bit, sure = attention(bit_query, dog_first, pair_values)
man_bit, _ = attention(bit_query, man_first, pair_values)
# --8<-- [end:who-bit]
place_dots = dog_first @ bit_query[0]  # [5, 1]
place_scores = place_dots / np.sqrt(len(creature))

# What the cards of a large model cost.
brown = "https://arxiv.org/abs/2005.14165"
gpt_layers = cited(96, "Brown et al. 2020, table 2.1, layers of the largest model", brown)
gpt_width = cited(12288, "Brown et al. 2020, table 2.1, d_model of the largest model", brown)
gpt_heads = cited(96, "Brown et al. 2020, table 2.1, heads of the largest model", brown)
gpt_context = cited(2048, "Brown et al. 2020, section 2.1, tokens that it can look at", brown)
bytes_each = 2  # of a number, as such models are often run
shared_cards = 8  # sets of cards, if several heads shared one
lists_each = 2  # a key and a value
per_token = lists_each * gpt_layers * gpt_width  # numbers: in each layer, all heads together are as wide as the model


def megabytes(numbers: float) -> float:
    """What some numbers take in memory, in millions of bytes."""
    return numbers * bytes_each / 1e6


def gigabytes(numbers: float) -> float:
    """What some numbers take in memory, in billions of bytes."""
    return numbers * bytes_each / 1e9


all_cards = per_token * gpt_context  # numbers, of a text as long as the model can read
shared_cost = all_cards / gpt_heads * shared_cards

# "Riya thanked Meena because she helped with the demo."
she_words = ["Riya", "thanked", "Meena", "helped"]
she_values = np.array([[1, 1], [0, 2], [4, 1], [0, 5]])  # (4, 2)
she_weights = np.array([
    [0.2, 0.1, 0.6, 0.1],  # who is she?
    [0.1, 0.2, 0.1, 0.6],  # what did she do?
])  # (2, 4)
she_parts = she_weights * she_values.T  # (2, 4)
she_output = she_parts.sum(axis=1)  # [2.6, 3.6]

inputs = """
    Q K V half_weights other_amounts text_length creature first last bit_query pair_values
    gpt_layers gpt_width gpt_heads gpt_context lists_each bytes_each shared_cards she_values she_weights
""".split()
