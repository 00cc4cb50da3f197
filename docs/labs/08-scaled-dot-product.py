# ---
# title: "Lab for lesson 08: from loops to one line"
# description: Make the scorecard with loops, squeeze it into one line, then break it on purpose.
# numbers: snippets/scaled_dot_product.py
# ---

# %% [markdown]
# # Lab: from loops to one line
#
# **What you need**
#
# - [Lesson 08](../lessons/08-scaled-dot-product.md), open beside you.
# - The soft lookup that you built in the [lab for lesson 07](07-soft-lookup.py).
# - Nothing to install. The site ran every cell, and shows what came out. Where a cell has a Run
#   button, you can change it here. Jupyter with NumPy works too.
#
# **What you will do**
#
# - Make the scorecard of *it* with plain loops.
# - Squeeze all loops into one line of NumPy.
# - Break that line in three ways, and see what each mistake looks like.
#
# **What you will know**
#
# - What each piece of the line is for.
# - What shape every table has, and why.
# - How to notice three mistakes that raise no error.
#
# As before, answer each question first, and then run the cell.

# %% [markdown]
# ## One score, by hand and by loop
#
# The query of *it* says what *it* is looking for. The key of a card says what the card offers.
# Each is a list with four dimensions, one for each of four features. All of the numbers are
# invented.

# %%
import numpy as np

# two decimals, always
np.set_printoptions(precision=2, floatmode="fixed", suppress=True)

features = ["thing", "alive", "action", "feeling"]
query = np.array([1.0, 2.0, 0.5, 1.0])  # (4,)

words = ["animal", "road", "cross", "tired"]
animal, road, cross, tired = range(len(words))
keys = np.array([
    [1.5, 2.0, 0.0, 0.5],  # animal
    [1.5, -0.5, 0.0, 0.2],  # road
    [0.0, 0.4, 1.6, 0.0],  # cross
    [0.0, 0.7, 0.2, 1.4],  # tired
])  # (4, 4)

# %% [markdown]
# *It* looks above all for something alive, with [2.0](=query[1]). To compare it with a key, multiply
# feature by feature and add up. The result is the **dot product**.
#
# **Predict:** work out the dot product with the key of *animal* on paper, four products and one sum.

# %%
def dot(a, b):
    total = 0.0
    for left, right in zip(a, b):
        total += left * right
    return total


print(dot(query, keys[animal]))

# %% [markdown]
# On paper, the four products are [[1.5, 4.0, 0.0, 0.5]](<=query * keys[animal]>), and
# [`1.5 + 4.0 + 0.0 + 0.5 = 6.0`](<=query * keys[animal]>). The loop says
# [6.0](=dot(query, keys[animal])) too.
#
# **Predict:** which key will have the smallest dot product with this query?

# %%
dot_products = np.array([
    dot(query, key) for key in keys
])
for word, product in zip(words, dot_products):
    print(f"{word:<8}{product:.1f}")

# %% [markdown]
# *Road* has the smallest, [0.7](=dot_products[road]). A road is a thing, but it is not alive, and its
# key has [−0.5](=keys[road, 1]) there.
#
# ## From dot products to the blend
#
# Divide the dot products by the square root of `d_k`, the number of dimensions of a key. That gives
# the scores.
#
# **Predict:** what is `d_k` here, and what is the score of *animal*?

# %%
d_k = len(query)
scores = dot_products / np.sqrt(d_k)
print(scores)

# %% [markdown]
# `d_k` is [4](=d_k) and its square root is [2](=sqrt(d_k)), so every dot product is halved.
#
# Next comes softmax. Raise e to the power of each score, add up the results, and divide each of them
# by the sum.
#
# **Predict:** you know these weights. What will they be?

# %%
raised = np.exp(scores)  # [20.09, 1.42, 2.23, 4.26]
total = raised.sum()  # 27.99
weights = raised / total
print(weights)

# %% [markdown]
# There is the scorecard of lesson 07. This time we did not write it down. It came out of a query and
# four keys.
#
# The last step is the weighted sum. The values are the same as ever.
#
# **Predict:** will the blend be exactly that of lesson 07?

# %%
values = np.array([[4, 1], [1, 4], [2, 0], [0, 3]])  # (4, 2)


def mix_by_loop(weights, values):
    total = np.zeros(len(values[0]))
    for weight, value in zip(weights, values):
        total += weight * value
    return total


output = mix_by_loop(weights, values)
print(output)

# %% [markdown]
# Nearly: the blend is [[3.08, 1.38]](=output). These weights are not rounded, and *animal* has
# [0.7175](=weights[animal]). Lesson 07 began with rounded weights, which moved the last digit.
#
# Keep the loops as two functions. They are slow, but you know every step of them. Later you will
# compare the fast line with them.

# %%
def weights_by_loops(query, keys, scale):
    scores = np.array([dot(query, key) for key in keys]) / scale
    raised = np.exp(scores)
    return raised / raised.sum()


def lookup_by_loops(query, keys, values):
    return mix_by_loop(weights_by_loops(query, keys, np.sqrt(d_k)), values)


print(lookup_by_loops(query, keys, values))

# %% [markdown]
# ## Many words ask at once
#
# So far one word has asked. In a model every word does. Write three queries as the rows of a table,
# and call it `Q`. The two new queries are invented, too. The keys are `K`, and the values are `V`.

# %%
askers = ["it", "cross", "tired"]
cross_query = np.array([2.0, 0.0, 0.0, 0.0])  # looks for things
tired_query = np.array([0.0, 2.0, 0.0, 1.0])  # looks for somebody who feels
Q = np.array([query, cross_query, tired_query])  # (3, 4)
K, V = keys, values

# %% [markdown]
# `Q @ K.T` takes the dot product of every query with every key. The `.T` turns `K` on its side, so
# that its keys become columns and each row of `Q` can meet each of them.
#
# **Predict:** how many rows and columns does `Q @ K.T` have? And which row do you know already?

# %%
all_products = Q @ K.T
for word, row in zip(askers, all_products):
    print(f"{word:<8}{row}")

# %% [markdown]
# A row for each asker, a column for each card. The first row is that of *it*.
#
# Softmax has to work row by row, because each asker shares out its own light. For NumPy, the
# direction along a row is the last axis, axis minus one. Subtracting the largest score first
# changes no weight. It only keeps the powers from growing too large for the computer.

# %%
def softmax(scores, axis=-1):
    raised = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return raised / raised.sum(axis=axis, keepdims=True)


print("same as the steps:", np.allclose(softmax(scores), weights))

# %% [markdown]
# ### Now you: the weights of all askers
#
# Write them in one line, with `softmax`, `Q`, `K`, `np.sqrt` and `d_k`. The table should have a row
# for each asker and a column for each card.

# %%
my_table = ...

# %% [markdown]
# The next cell only checks. You need not read it.

# %%
def judge_weights(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if np.shape(mine) == (len(K), len(Q)):
        return "Your table lies on its side: a row for each card. Askers are the rows."
    if np.shape(mine) != (len(Q), len(K)) or np.array(mine).dtype.kind not in "if":
        return "That is not one number for each asker and card. What shape is it?"
    if not np.allclose(np.sum(mine, axis=-1), 1):
        return "Not every row adds up to one. Is each row a scorecard?"
    if np.min(mine) < 0:
        return "No weight can be below zero. What does softmax do before it shares out?"
    for scale, verdict in {
        1: "Your beams are too sharp. Something is not divided.",
        d_k: "Your beams are too wide. You divide, but by too much.",
        np.sqrt(d_k): "Right: three scorecards in one line.",
    }.items():
        if np.allclose(mine, [weights_by_loops(asker, K, scale) for asker in Q]):
            return verdict
    return "Each row is a scorecard, but not the right one. Check the products, then the divisor."


print(judge_weights(my_table))

# %% [markdown]
# ??? success "Answer, after your own try"
#     `softmax(Q @ K.T / np.sqrt(d_k))`. Read it from the inside outwards. You compare, you scale, and
#     you share out.

# %% [markdown]
# ## The one line
#
# Mix the values with those weights, and you have all of scaled dot-product attention.
#
# **Predict:** what shape does the output have?

# %%
outputs = softmax(Q @ K.T / np.sqrt(d_k)) @ V
for word, row in zip(askers, outputs):
    print(f"{word:<8}{row}")

# %% [markdown]
# The output has a row for each asker, and each row is as wide as a value. *It* gets
# [[3.08, 1.38]](=outputs[0]), as before.
#
# Does the line do the same as the loops? Let the loops answer for every asker, and compare.

# %%
by_loops = np.array([lookup_by_loops(asker, K, V) for asker in Q])  # (3, 2)
print("line and loops agree:", np.allclose(outputs, by_loops))

# %% [markdown]
# They agree. This is how the shapes fit together.
#
# | table | rows | columns |
# |---|---|---|
# | `Q` | [3](=Q.shape[0]) askers | [4](=Q.shape[1]) features |
# | `K.T` | [4](=K.T.shape[0]) features | [4](=K.T.shape[1]) cards |
# | weights | [3](=all_products.shape[0]) askers | [4](=all_products.shape[1]) cards |
# | `V` | [4](=V.shape[0]) cards | [2](=V.shape[1]) numbers of a value |
# | output | [3](=outputs.shape[0]) askers | [2](=outputs.shape[1]) numbers of a value |
#
# Where two tables meet, their common size vanishes, first the features and then the cards. The askers
# and the numbers of a value remain.

# %% [markdown]
# ## No peeking: the causal mask
#
# Now suppose that a text is written word by word. Here are five words in the order of the sentence,
# and this time *it* has a card too. Each word asks, and each word answers.

# %%
text = ["animal", "cross", "road", "it", "tired"]
animal_query = np.array([0.0, 0.0, 1.0, 1.0])
road_query = np.array([0.0, 0.0, 2.0, 0.0])
it_key, it_value = np.array([0.5, 0.5, 0.0, 0.0]), np.array([1, 1])
text_queries = np.array([
    animal_query, cross_query, road_query, query, tired_query
])  # (5, 4)

# the cards in the order of the sentence
before = [animal, cross, road]
text_keys = np.vstack([keys[before], it_key, keys[tired]])  # (5, 4)
text_values = np.vstack([values[before], it_value, values[tired]])  # (5, 2)

# %% [markdown]
# A word may look at itself and at earlier words, but never at later ones. This rule is the **mask**.
# Where a word may not look, the score becomes minus infinity, and softmax turns that into a weight of
# zero. `np.tri` builds the mask, which is true on the diagonal and below it.
#
# **Predict:** the table below has a row for each asker. Where will the zeros be? What is the
# weight of the first word, which can see nothing but itself?

# %%
def attention(Q, K, V, mask=None):
    scores = Q @ K.T / np.sqrt(d_k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores) @ V, softmax(scores)


may_look = np.tri(len(text), dtype=bool)  # row: who asks, column: who answers
text_outputs, text_weights = attention(
    text_queries, text_keys, text_values, may_look
)
for word, row in zip(text, text_weights):
    print(f"{word:<8}{row}")

# %% [markdown]
# The zeros fill the upper right, where the column is a later word than the row. The first word gives
# itself all the light, [1.00](=text_weights[0, 0]). The fourth row is that of *it*. Without a look at
# *tired*, it gives *animal* [0.78](=text_weights[3, 0]).
#
# ### Now you: a shape
#
# The three askers in `Q` look at the five cards of the text, without a mask. What shape does the
# output have? Write it down before Python tells you.

# %%
my_shape = ...  # a pair: rows, columns

# %% [markdown]
# The next cell only checks.

# %%
def judge_shape(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if np.shape(mine) != (V.ndim,):
        return "A shape is a pair: how many rows, how many columns."
    blends, shares = attention(Q, text_keys, text_values)
    if tuple(mine) == blends.shape:
        return "Right: a row for each asker, as wide as a value."
    if tuple(mine) == shares.shape:
        return "That is the shape of the weights. They still have to mix the values."
    if tuple(mine) == blends.shape[::-1]:
        return "The right two numbers. Which of them counts the rows?"
    if mine[0] != len(Q):
        return "Look at the rows again. Who gets an answer: each asker, or each card?"
    return "Look at the columns again. An answer is a mixture of which lists?"


print(judge_shape(my_shape))

# %% [markdown]
# ??? success "Answer, after your own try"
#     It has [3](=Q.shape[0]) rows and [2](=text_values.shape[1]) columns. Each asker gets an answer,
#     and each answer is a mixture of values. The shape does not depend on the number of cards.

# %% [markdown]
# ## Break it: the wrong axis
#
# Three mistakes follow. None of them raises an error, so you have to know what they look like.
#
# The first is softmax down the columns instead of along the rows.
#
# **Predict:** the table keeps its shape. What will still add up to one, and what will not?

# %%
all_scores = Q @ K.T / np.sqrt(d_k)  # (3, 4)
wrong_axis_weights = softmax(all_scores, axis=0)  # (3, 4)
print(wrong_axis_weights)
print("row sums   ", wrong_axis_weights.sum(axis=1))
print("column sums", wrong_axis_weights.sum(axis=0))

# %% [markdown]
# The columns add up to one, the rows do not. Now the askers compete for each card. The weights of *it*
# add up to [1.74](=wrong_axis_weights[0].sum()), those of *cross* to [1.13](=wrong_axis_weights[1].sum()).
#
# **What it does:** the answers are not blends any more. The two numbers of a value add up to
# [5](<=V.sum(axis=1).max()>) at most, so those of a blend do too. Here *it* gets
# [[3.5, 2.8]](<=wrong_axis_weights[0] @ V>), which adds up to
# [6.3](<=sum(wrong_axis_weights[0] @ V)>). That point lies outside the shape of the values.
#
# **How to notice:** add up every row of the weights, and keep that line in your code.

# %% [markdown]
# ## Break it: the missing scale
#
# The second mistake is to leave out the division by the root of `d_k`.
#
# **Predict:** with the scale, *animal* has [0.72](=weights[animal]) of the light. Without it,
# more or less?

# %%
unscaled_weights = softmax(dot_products)
print(f"{'':<8}scaled  not scaled")
for word, with_scale, without in zip(words, weights, unscaled_weights):
    print(f"{word:<8}{with_scale:6.2f}{without:12.2f}")

# %% [markdown]
# *Animal* rises from [0.72](=weights[animal]) to [0.94](=unscaled_weights[animal]). The beam is
# **saturated**: nearly all light falls on one card, and small changes of the scores hardly move
# it. Then little is left to learn from.
#
# Our keys have only four dimensions. Real keys have many more, and a sum of more products spreads
# further. Take a thousand random pairs of query and key, first with few dimensions, then with many. The
# **spread** (standard deviation) says how far from zero a dot product usually is.
#
# **Predict:** each time there are [16](<=widths[1] / widths[0]>) times as many dimensions. How much
# wider does the spread of the dot products get?

# %%
widths = [4, 64, 1024]
rng = np.random.default_rng(8)
print("   d_k  spread  after scale")
for width in widths:
    random_queries, random_keys = rng.standard_normal((2, 1000, width))
    dots = (random_queries * random_keys).sum(axis=1)  # one per row
    scaled = dots / np.sqrt(width)
    print(f"{width:>6}{dots.std():8.1f}{scaled.std():12.2f}")

# %% [markdown]
# It gets about [4](<=sqrt(widths[1] / widths[0])>) times as wide, because the spread grows like the
# root of `d_k`. Dividing by that root brings it back to about one, however large `d_k` is.
#
# **How to notice:** print the largest weight of each row. If it is close to one nearly everywhere
# before any training, check the scale.

# %% [markdown]
# ## Break it: no mask
#
# The third mistake is to forget the mask. To see what goes wrong, change the *last* word of the text,
# from *tired* to *wide*. Then look at the answers of the words before it.
#
# **Predict:** with the mask, which answers change? Without it?

# %%
wide_key, wide_value = np.array([0.5, -1.0, 0.0, 0.0]), np.array([2, 4])
other_keys = np.vstack([text_keys[:-1], wide_key])  # (5, 4)
other_values = np.vstack([text_values[:-1], wide_value])  # (5, 2)

open_outputs, _ = attention(text_queries, text_keys, text_values)
other_open_outputs, _ = attention(text_queries, other_keys, other_values)
other_outputs, _ = attention(
    text_queries, other_keys, other_values, may_look
)

# %% [markdown]
# These are lookups in each of the two texts, without the mask and with it. (The old text with the mask
# is in `text_outputs`.) Now see how far each earlier answer has moved.

# %%
leak = abs(other_open_outputs - open_outputs).max(axis=1)  # (5,)
masked_leak = abs(other_outputs - text_outputs).max(axis=1)  # (5,)
print(f"{'change':<8}no mask    mask")
for word, bare, masked in zip(text[:-1], leak, masked_leak):
    print(f"{word:<8}{bare:7.2f}{masked:8.2f}")

# %% [markdown]
# Without the mask, every earlier answer changes. *It* moves by [0.46](=leak[3]), because of a word
# that nobody has written yet. The future **leaks**. With the mask, the change is
# [0](=masked_leak[3]).
#
# **Why it matters:** a model that learns to guess the next word could simply read it. It would look
# brilliant in training. But when it has to write, there is no next word to look at.
#
# **How to notice:** do what you just did. Change a late word, and see whether an early answer
# moves.

# %% [markdown]
# ### Now you: the detective
#
# Each of the three tables below comes from one of the three mistakes, and the code has shuffled them.
# Which is which? Write `"axis"`, `"scale"` or `"mask"` in place of the dots.

# %%
text_scores = text_queries @ text_keys.T / np.sqrt(d_k)  # (5, 5)
masked_scores = np.where(may_look, text_scores, -np.inf)
wrong_axis_table = softmax(masked_scores, axis=0)  # (5, 5)
unscaled_table = softmax(masked_scores * np.sqrt(d_k))  # (5, 5)
unmasked_table = softmax(text_scores)  # (5, 5)

culprits = {
    "axis": wrong_axis_table, "scale": unscaled_table, "mask": unmasked_table
}
rng = np.random.default_rng(3)
shuffled = rng.permutation(list(culprits)).tolist()
truth = dict(zip("ABC", shuffled))
for letter, culprit in truth.items():
    print(f"table {letter}\n{culprits[culprit]}")

# %%
my_verdict = {"A": ..., "B": ..., "C": ...}

# %% [markdown]
# The next cell only checks.

# %%
def judge_verdict(mine):
    if not isinstance(mine, dict) or set(mine) != set(truth):
        return "Keep the form of the cell above: one entry for each table, A, B and C."
    if ... in mine.values():
        return "Nothing to check yet: replace all the dots."
    hints = {
        "axis": "add up its rows",
        "scale": "see whether each of its rows is sharper than in the masked table above",
        "mask": "look at its upper right corner",
    }
    wrong = [letter for letter in truth if mine[letter] != truth[letter]]
    if not wrong:
        return "Right, all three. You can read a broken scorecard."
    letter, guess = wrong[0], mine[wrong[0]]
    if guess not in list(hints):
        return f"Table {letter}: choose one of {', '.join(hints)}."
    return f"Table {letter} is not that one. To test your guess, {hints[guess]}."


print(judge_verdict(my_verdict))

# %% [markdown]
# ??? success "Answer, after your own try"
#     If the rows do not add up to one, it was the axis. If later words get light, it was the mask.
#     The table that passes both tests, and is sharper than the right one, lacks the scale. There *it*
#     gives *animal* [0.97](=unscaled_table[3, 0]) instead of [0.78](=text_weights[3, 0]).

# %% [markdown]
# ## What you built, and what to build next
#
# You made a scorecard out of a query and four keys, with loops that you can follow with a pencil.
# Then you wrote the loops as $\text{softmax}(QK^\top / \sqrt{d_k})\,V$, and you know what goes
# wrong without each piece.
#
# This line is the core of a Transformer, but not yet all of one. You could go on in this order.
#
# - **Learnt tables.** Give each word one list of numbers, its embedding, and make its query, key and
#   value by multiplying that list by three tables. Training changes the tables.
# - **Several heads.** Run the line a few times side by side, each time with smaller tables of its
#   own. Put the answers next to each other. Each head scales by its own `d_k`.
# - **Word order.** Without a mask, you can shuffle the cards and no answer changes. So the line does
#   not know which word came first. To each embedding, add something that marks its place.
# - **Several layers.** Feed the answers in as the next layer's words. A layer also sends each word
#   through a second network, and adds what went in to what came out. This is a residual connection.
#
# Begin with the first, for which you have every line that you need. [Lesson 09](../lessons/09-multi-head.md)
# takes you through heads and word order. If you have forgotten something, go back to
# [lesson 08](../lessons/08-scaled-dot-product.md).
