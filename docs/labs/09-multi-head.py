# ---
# title: "Lab for lesson 09: two heads from one table"
# description: Cut one lookup into two heads, join them again, and teach them which word came first.
# numbers: snippets/multi_head.py
# ---

# %% [markdown]
# # Lab: two heads from one table
#
# **What you need**
#
# - [Lesson 09](../lessons/09-multi-head.md), open beside you.
# - The line of attention that you wrote in the [lab for lesson 08](08-scaled-dot-product.py).
# - Nothing to install. The site ran every cell, and shows what came out. Where a cell has a Run
#   button, you can change it here. Jupyter with NumPy works too.
#
# **What you will do**
#
# - Cut the tables of lesson 08 into two heads, and join what the heads bring home.
# - Make two mistakes that raise no error.
# - Shuffle the cards, and write positions on them.
#
# **What you will know**
#
# - What two heads can reach, and what a single scorecard can.
# - What shape each table of several heads has.
# - How a model can tell "dog bites man" from "man bites dog".
#
# As before, answer each question first, and then run the cell.

# %% [markdown]
# ## Cut the tables
#
# The tables are those of lesson 08. Three words ask, and four cards answer.

# %%
import numpy as np

# two decimals, always
np.set_printoptions(precision=2, floatmode="fixed", suppress=True)

words = ["animal", "road", "cross", "tired"]
askers = ["it", "cross", "tired"]
animal, road, cross, tired = range(len(words))
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

# %% [markdown]
# Two heads share these tables. The first two columns of `Q` and `K` ask *who*, and the last two ask
# *how*. The values are cut as well.
#
# **Predict:** `np.split` cuts a table into parts of equal width. What shape does each half of `K` have?

# %%
heads = 2


def cut(table):
    return np.split(table, heads, axis=1)


who_keys, how_keys = cut(K)
print(who_keys, how_keys, sep="\n\n")

# %% [markdown]
# Each half has [4](=who_keys.shape[0]) rows, one for each card, and [2](=who_keys.shape[1]) columns.
#
# **Predict:** work out the dot product of *it* with *animal* in each head, on paper. What do the two
# add up to?

# %%
who_queries, how_queries = cut(Q)
who_dots = who_queries @ who_keys.T  # (3, 4)
how_dots = how_queries @ how_keys.T  # (3, 4)
print("who", who_dots[0])
print("how", how_dots[0])
print("sum", who_dots[0] + how_dots[0])

# %% [markdown]
# For *animal* they are [5.5](=who_dots[0, animal]) and [0.5](=how_dots[0, animal]). The last row is the
# one of lesson 08, [6.0](<=who_dots[0, animal] + how_dots[0, animal]>) for *animal*. One wide head adds
# the two answers up before softmax.
#
# ## Two lookups
#
# Each head is the line of lesson 08. The divisor is the root of its own number of columns.
#
# **Predict:** which card will *it* light most in the *who* head, and which in the *how* head?

# %%
def softmax(scores):
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def attention(Q, K, V, mask=None):
    scores = Q @ K.T / np.sqrt(K.shape[1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = softmax(scores)
    return weights @ V, weights


def multi_head(Q, K, V):
    found = [attention(q, k, v) for q, k, v in zip(cut(Q), cut(K), cut(V))]
    blends, weights = zip(*found)
    return np.hstack(blends), np.array(weights)


outputs, weights = multi_head(Q, K, V)
for name, row in zip(["who", "how"], weights[:, 0]):
    print(name, row)

# %% [markdown]
# In the *who* head *animal* gets [0.89](=weights[0, 0, animal]). In the *how* head *tired* has the
# most, [0.40](=weights[1, 0, tired]), though that beam is wide.
#
# **Predict:** what is the shape of all the weights together?

# %%
print(weights.shape)

# %% [markdown]
# There are [2](=weights.shape[0]) heads, [3](=weights.shape[1]) words that ask and
# [4](=weights.shape[2]) cards.
#
# **Predict:** *it* would like the pair [[4, 3]](=wish), the *who* of *animal* and the *how* of *tired*.
# Which comes nearer to it, one wide head or two heads?

# %%
wish = np.array([V[animal, 0], V[tired, 1]])  # [4, 3]
one_outputs, _ = attention(Q, K, V)
for name, pair in {"one": one_outputs[0], "two": outputs[0]}.items():
    print(f"{name} {pair} sum {pair.sum():.2f}, from wish {np.linalg.norm(wish - pair):.2f}")

# %% [markdown]
# Two heads do. Their pair is [[3.66, 2.03]](=outputs[0]), and its numbers add up to
# [5.70](=outputs[0].sum()). The numbers of a card never add up to more than
# [5](=V.sum(axis=1).max()), and so those of one blend do not either.
#
# ### Now you: the best single scorecard
#
# How near can one scorecard come? Choose four shares, in the order of the cards, and mix all of the
# values with them. Try to get as near to the wish as you can.

# %%
my_scorecard = ...  # four shares, in a list

# %% [markdown]
# The next cell only checks.

# %%
def judge_scorecard(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if np.shape(mine) != (len(words),) or np.array(mine).dtype.kind not in "if":
        return "A scorecard has four numbers, one for each card."
    if min(mine) < 0:
        return "No share can be below zero."
    if not np.isclose(sum(mine), 1):
        return "Shares add up to one. Do yours?"
    blend = np.array(mine) @ V
    if np.linalg.norm(wish - blend) < np.sqrt(2) + 0.01:
        return "Right: no scorecard comes nearer, and two heads do."
    if mine[cross] > 0:
        return "Cross pulls your blend down to the axis. Do without it."
    if mine[tired] > 0:
        return "Strange but true: tired does not help here. Try another card instead of it."
    return "You have the right cards. Now shift light from one of them to the other."


print(judge_scorecard(my_scorecard))

# %% [markdown]
# ??? success "Answer, after your own try"
#     Two thirds for *animal* and one third for *road*. *Tired* gets nothing, although the wish asks
#     for its *how*. A single beam that comes nearest does so for the wrong reason, with a road that
#     nobody asked for.

# %% [markdown]
# ## Break it: the wrong root
#
# The first mistake is to divide by the root of all the columns, and not of those of one head.
#
# **Predict:** will the beams get sharper or more even?

# %%
wrong_root = np.array([
    softmax(dots / np.sqrt(K.shape[1])) for dots in (who_dots, how_dots)
])  # (2, 3, 4)
print("who", weights[0, 0], "->", wrong_root[0, 0])
print("how", weights[1, 0], "->", wrong_root[1, 0])

# %% [markdown]
# They get more even. *Animal* falls to [0.77](=wrong_root[0, 0, animal]), and *tired* to
# [0.35](=wrong_root[1, 0, tired]). Every row still adds up to one.
#
# **How to notice:** print the divisor, and compare it with the columns of the table that it divides.
#
# ## Break it: the wrong cut
#
# The second mistake is to use `reshape`. It gives tables of the same shape as the cut, so nothing
# complains.
#
# **Predict:** what is in the first row of the first half, if you reshape `K`? And in its second row?

# %%
def wrong_cut(table):
    return table.reshape(heads, len(table), table.shape[1] // heads)


print(wrong_cut(K)[0])

# %% [markdown]
# The first row is right, with the first two numbers of *animal*. But the second row holds the *last*
# two numbers of *animal*, and only then comes *road*. The half has four rows, and they belong to two
# cards.
#
# **Predict:** *it* and *animal* are first in their tables. Will *it* still find *animal*?

# %%
pieces = zip(wrong_cut(Q), wrong_cut(K), wrong_cut(V))
wrong_outputs = np.hstack([attention(q, k, v)[0] for q, k, v in pieces])  # (3, 2)
for word, good, bad in zip(askers, outputs, wrong_outputs):
    print(f"{word:<8}{good}  wrong cut {bad}")

# %% [markdown]
# *It* brings home [[3.81, 1.25]](=wrong_outputs[0]) instead of [[3.66, 2.03]](=outputs[0]). This could
# pass for a blend. But half of the words are mixed up with others.
#
# **How to notice:** look at one row of a half, and find it in the whole table. Those who reshape have to
# swap two axes as well.
#
# ### Now you: a shape
#
# Now try cross-attention. Five words of a translation ask, and the four cards above answer. Both tables
# are four columns wide, and there are two heads. What is the shape of all the weights? Write down three
# numbers.

# %%
my_sizes = ...  # heads, rows, columns

# %% [markdown]
# The next cell only checks.

# %%
def judge_sizes(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if np.shape(mine) != (3,):
        return "Three numbers, please: heads, rows, columns."
    five = np.vstack([Q, Q[:2]])  # whatever they ask
    truth = multi_head(five, K, V)[1].shape
    if tuple(mine) == truth:
        return "Right: a table for each head, a row for each word that asks, a column for each card."
    if sorted(mine) == sorted(truth):
        return "The right three numbers. Now their order."
    if mine[0] != heads:
        return "Each head has a table of its own. How many tables are there?"
    if mine[1] != len(five):
        return "Look at the rows again. Who asks?"
    return "Look at the columns again. A row shares out its light among what?"


print(judge_sizes(my_sizes))

# %% [markdown]
# ??? success "Answer, after your own try"
#     Two tables of five rows and four columns. The width of the lists does not show in it, since each
#     dot product runs over the columns and leaves one number.

# %% [markdown]
# ## Shuffle the cards
#
# Turn the cards round, so that the last comes first. Each key keeps its value.
#
# **Predict:** which of the three answers will change?

# %%
shuffled, _ = multi_head(Q, K[::-1], V[::-1])
print(shuffled)
print(f"moved by {abs(shuffled - outputs).max():.2f}")

# %% [markdown]
# None of them does. Every answer is a sum, and a sum does not depend on its order.
#
# So attention cannot tell "The dog bit the man" from "The man bit the dog". Let *bit* ask who did it.
# Its query looks for a creature, and both words are one.
#
# **Predict:** how does *bit* share out its light?

# %%
creature = np.array([1, 0, 0, 0])  # the key of "dog", and of "man"
first = np.array([0, 0, 1, 0])  # added where a word comes first
last = np.array([0, 0, 0, 1])  # added where a word comes last
bit_query = np.array([[1, 0, 4, 0]])  # a creature, and first
pair_values = np.array([[3, 0], [0, 3]])  # dog, man

blind, even = attention(bit_query, np.array([creature, creature]), pair_values)
print("weights", even[0], "blend", blind[0])

# %% [markdown]
# Half and half. Now write on each card its place: add the list of the place to the key.
#
# **Predict:** to whom does *bit* give more light, if the dog comes first? And if the man does?

# %%
dog_first = np.array([creature + first, creature + last])
man_first = np.array([creature + last, creature + first])
print("cards, dog first:", *dog_first)
print("query:", bit_query[0], "dot products:", dog_first @ bit_query[0])
dog_bit, sure = attention(bit_query, dog_first, pair_values)
man_bit, _ = attention(bit_query, man_first, pair_values)
print("weights", sure[0], "dog first", dog_bit[0], "man first", man_bit[0])

# %% [markdown]
# Whoever comes first gets [0.88](=sure[0, 0]) of the light.
# The words are the same, and only their places differ.
#
# ### Now you: who was bitten?
#
# Write another query for *bit*, which looks for the one who *was bitten*. In both sentences, that is the
# creature that comes last. It should give that one at least three quarters of the light.

# %%
my_query = ...  # four numbers: creature, action, first, last

# %% [markdown]
# The next cell only checks.

# %%
def judge_query(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if np.shape(mine) != (len(creature),) or np.array(mine).dtype.kind not in "if":
        return "A query has four numbers, as the keys have."
    light = [attention(np.array([mine]), cards, pair_values)[1][0] for cards in (dog_first, man_first)]
    bitten = light[0][1]
    if bitten < 0.5:
        return "This one looks for whoever comes first, who did the biting."
    if bitten == 0.5:
        return "Half and half. Which two places of the query tell first from last?"
    if bitten < 0.75:
        return "You look at the right one, but not enough. What makes a beam sharper?"
    return "Right: it finds the man in one sentence and the dog in the other."


print(judge_query(my_query))

# %% [markdown]
# ??? success "Answer, after your own try"
#     Move the large number from *first* to *last*. A query of zeros with a four in the last place is
#     enough, because the part that asks for a creature is the same for both keys and changes nothing.

# %% [markdown]
# ## Count the cards
#
# A model that writes keeps a key and a value for each token, in each layer. This is its **KV cache**.
# All heads of a layer together are as wide as the model. The largest model of lesson 09 has this size.
#
# **Predict:** the cards of how many tokens fill sixteen GB of memory: about three hundred, three
# thousand, or thirty thousand?

# %%
layers, width, bytes_each = 96, 12288, 2
memory = 16  # gigabytes
token_bytes = 2 * layers * width * bytes_each
print(f"one token: {token_bytes:,} bytes")
print(f"{memory} GB are full after {memory * 10**9 / token_bytes:,.0f} tokens")

# %% [markdown]
# About three thousand tokens, a text of a few pages. So it pays when heads share their cards.
#
# **Predict:** how many tokens fit, if each set of cards serves twelve heads?

# %%
sharing = 12
tokens = memory * 10**9 / (token_bytes / sharing)
print(f"{memory} GB are full after {tokens:,.0f} tokens")

# %% [markdown]
# ## What you built, and what to build next
#
# You cut one lookup into two heads, joined what they brought home, and saw what a wrong root and a wrong
# cut do. Then you wrote places on the cards, and the order counted.
#
# - **More heads.** With four heads, each query would have one column. But the values have only two
#   columns, and NumPy refuses. What would you have to change?
# - **A mask.** `attention` takes one. Give it to every head, and look at which answers change.
# - **Real heads.** In [an experiment](../experiments/what-a-head-looks-at.md) you can look at all the
#   heads of a small model, and see what each of them lights.
#
# If you have forgotten something, go back to [lesson 09](../lessons/09-multi-head.md).
