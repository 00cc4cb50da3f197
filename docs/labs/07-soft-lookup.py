# ---
# title: "Lab for lesson 07: build a soft lookup"
# description: Turn a Python dict, cell by cell, into a soft lookup. Then play with it.
# numbers: snippets/soft_lookup.py
# ---

# %% [markdown]
# # Lab: build a soft lookup
#
# **What you need**
#
# - [Lesson 07](../lessons/07-soft-lookup.md), read as far as its
#   [mini lookup](../lessons/07-soft-lookup.md#mini-lookup).
# - A little Python: lists, dicts, functions.
# - Nothing to install. The site ran every cell, and shows what came out. Where a cell has a Run
#   button, you can change it here. Jupyter with NumPy works too.
#
# **What you will do**
#
# - Build a soft lookup from a dict, in eight cells.
# - Heat it, cool it, take cards away, and change the weights behind a blend.
#
# **What you will know**
#
# - What each weight does to the blend.
# - What lies at the two ends of the dial from hard to soft.
# - What a blend can tell you about its weights, and what it cannot.
#
# Before each cell there is a question. Answer it first, then run the cell. You learn more from a
# wrong guess that you notice than from a right answer that you read.

# %% [markdown]
# ## Build it from a dict
#
# Our sentence is: The animal didn't cross the road because **it** was tired.
#
# Four of its words have a card. On the front is the card's **key**, which is here the word itself.
# On the back is its **value**, a list of two numbers. A Python dict holds such cards.
#
# **Predict:** you look up *animal*. What comes back?

# %%
import numpy as np

# two decimals, always
np.set_printoptions(precision=2, floatmode="fixed", suppress=True)

cards = {"animal": [4, 1], "road": [1, 4], "cross": [2, 0], "tired": [0, 3]}
found = cards["animal"]
print(found)

# %% [markdown]
# One key is equal, and you get its value: [[4, 1]](=found). That was a hard lookup.
#
# Now let *it* be your question, your **query**. It is the word that needs explaining.
#
# **Predict:** what comes back?

# %%
try:
    answer = cards["it"]
except KeyError:
    answer = "no card has exactly this key"

print(answer)

# %% [markdown]
# Nothing comes back. A dict either finds or fails. It cannot say that *animal* fits best.
#
# A soft lookup asks every card. So lay the cards out as a table, one row for each card. A name such
# as `road` now gives the number of its row.
#
# **Predict:** how many rows and how many columns will the table have?

# %%
words = list(cards)
animal, road, cross, tired = range(len(words))
values = np.array([cards[word] for word in words])
print(values)

# %% [markdown]
# A row for each card, a column for each number of a value. The road's row, `values[road]`, is
# [[1, 4]](=values[road]). (NumPy prints no commas.)
#
# Now *it* shines its beam. How bright should each card be? We invent the **weights**, as lesson 07
# did.
#
# **Predict:** which bar will be the longest, and which the shortest?

# %%
def bars(shares):
    for word, share in zip(words, shares):
        print(f"{word:<8}{'█' * round(20 * share):<20}{share:.2f}")


weights = np.array([0.72, 0.05, 0.08, 0.15])  # (4,)
bars(weights)

# %% [markdown]
# *Animal* has [0.72](=weights[animal]) of the light, *road* only [0.05](=weights[road]).
#
# Weights are shares of the light. So no weight is negative, and together they add up to one. Python
# does not know this rule, so write it down. (`np.isclose` forgives the tiny errors of computer
# arithmetic.)
#
# **Predict:** do our weights obey it? Do weights that are all twice as large?

# %%
def are_shares(weights):
    return bool(np.min(weights) >= 0 and np.isclose(np.sum(weights), 1))


print("ours:", are_shares(weights))
print("doubled:", are_shares(2 * weights))

# %% [markdown]
# Ours add up to [1](=weights.sum()), the doubled ones to [2](<=2 * weights.sum()>). Only ours are
# shares.
#
# Now every card puts its **part** into the blend: its value times its weight. In code,
# `weights[:, None]` turns the list of weights into a column, so that each weight multiplies its own
# row.
#
# **Predict:** *animal* is the brightest card, and adds most to the second number of the blend.
# Which card adds second most?

# %%
parts = weights[:, None] * values  # (4, 2)
for word, part in zip(words, parts):
    print(f"{word:<8}{part[0]:5.2f}{part[1]:7.2f}")

# %% [markdown]
# It is *tired*, with [0.45](=parts[tired, 1]). Its weight is small, but the second number of its
# value is large. A part depends on both.
#
# One step is left: add the parts up. NumPy calls the direction down a column axis zero.
#
# **Predict:** will the sum lie nearer to the value of *animal* or to that of *road*?

# %%
blend = parts.sum(axis=0)  # (2,)
print(blend)

# %% [markdown]
# Nearer to *animal*. That is the soft lookup, done in steps.
#
# Multiplying row by row and adding up is so common that Python has a sign for it, `@`. Put it into
# a function that also checks the rule about shares.
#
# **Predict:** will the function give the same two numbers?

# %%
def mix(weights, values):
    """Blend the values, each in proportion to its weight.

    weights  (n,) float, shares that add up to one
    values   (n, d) float, one row per card
    returns  (d,) float, the context vector
    """
    if not are_shares(weights):
        raise ValueError("weights are shares: none negative, together one")
    return weights @ values


output = mix(weights, values)
print(output)

# %% [markdown]
# It does: [[3.09, 1.37]](=output). You began with a dict that could only find or fail. Now you have
# a lookup that always answers, with a blend of all the cards. No single card holds that pair of
# numbers.
#
# ### Now you: let the road win
#
# Change the ending: "… because **it** was too wide." Now *it* is the road.
#
# Invent four weights of your own for it. Write them in place of the dots, then run both cells.

# %%
my_weights = ...  # a list: animal, road, cross, tired

# %% [markdown]
# The next cell only checks. You need not read it.

# %%
def fits(mine, shape):
    return np.shape(mine) == shape and np.array(mine).dtype.kind in "if"


def judge_weights(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if not fits(mine, weights.shape):
        return "That is not one number for each card. Write a list of four."
    mine = np.array(mine)
    if not np.all(mine >= 0):
        return "A weight is a share of the light. It cannot be negative."
    if not are_shares(mine):
        return f"Your shares add up to {mine.sum():.2f}. Together they must make one."
    if mine[road] <= np.delete(mine, road).max():
        return "These are shares. But the road is not the brightest card yet."
    return f"The road wins. Your blend is {mix(mine, values)}."


print(judge_weights(my_weights))

# %% [markdown]
# ??? success "Answer, after your own try"
#     Any four shares that add up to one will do, if the road has the largest. The more light it
#     gets, the nearer the blend comes to its value [[1, 4]](=values[road]). If your shares did
#     not add up to one, divide each by their sum.

# %% [markdown]
# ## Turn the dial
#
# Weights are made from **scores** by softmax. Softmax raises the number e, a little less than
# three, to the power of each score. Then it divides by the sum, so that the results are shares.
# (Subtracting the largest score first changes no share.)
#
# Lesson 08 goes from scores to weights. Here we go backwards once, to find the scores that softmax
# turns into exactly our scorecard. The natural logarithm, `np.log`, undoes the raising. Only the
# differences between scores matter, so the lowest score may as well be zero.
#
# **Predict:** which card has the score zero?

# %%
def softmax(scores):
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


scores = np.log(weights / weights.min())
print(scores)
print("our weights again:", np.allclose(softmax(scores), weights))

# %% [markdown]
# *Road* does, since it has the least light. *Animal* leads with [2.667](=scores[animal]). Then come
# *tired* with [1.099](=scores[tired]) and *cross* with [0.470](=scores[cross]).
#
# Would rounded scores do as well?
#
# **Predict:** round them to one decimal. Does the blend stay at [[3.09, 1.37]](=output)?

# %%
rounded_scores = scores.round(1)
rounded_output = mix(softmax(rounded_scores), values)
print(rounded_scores)
print(f"{rounded_output[0]:.3f}, {rounded_output[1]:.3f}")

# %% [markdown]
# It moves a little: the scores [[2.7, 0.0, 0.5, 1.1]](=rounded_scores) give the blend
# [[3.108, 1.358]](=rounded_output). Rounding what goes in can change the last digit of what comes
# out.
#
# Now the dial. The **temperature** is a number by which all scores are divided before softmax.
#
# **Predict:** at a temperature of one nothing changes. Below one the scores move apart. Will
# *animal* get more light, or less?

# %%
def weights_at(temperature):
    return softmax(scores / temperature)


cool, as_is, warm = 0.5, 1.0, 2.0
for setting in (cool, as_is, warm):
    print(f"temperature {setting}, blend {mix(weights_at(setting), values)}")
    bars(weights_at(setting))

# %% [markdown]
# | temperature | weight of *animal* | blend |
# |---|---|---|
# | ever nearer to zero | all of the light | [[4, 1]](=values[animal]), the winner's value |
# | [0.5](=cool) | [0.94](=weights_at(cool)[animal]) | [[3.80, 1.08]](=mix(weights_at(cool), values)) |
# | [1](=as_is) | [0.72](=weights_at(as_is)[animal]) | [[3.09, 1.37]](=mix(weights_at(as_is), values)) |
# | [2](=warm) | [0.49](=weights_at(warm)[animal]) | [[2.40, 1.67]](=mix(weights_at(warm), values)) |
#
# A low temperature sharpens the beam, and a high one spreads it. (At the lowest setting *road* shows
# [0.00](=weights_at(cool)[road]). That is rounded, and not zero.) What happens at the ends of the
# dial?
#
# **Predict both blends:** one from an icy beam, one from a boiling beam.

# %%
icy, boiling = 0.05, 1000.0
icy_output = mix(weights_at(icy), values)
boiling_output = mix(weights_at(boiling), values)
print("icy beam       ", icy_output)
print("value of animal", values[animal])
print("boiling beam   ", boiling_output)
print("mean of values ", values.mean(axis=0))

# %% [markdown]
# The icy beam brings back the value of *animal*, as the dict did. The cold end of the dial is a hard
# lookup, but one that never fails. To the boiling beam all cards are alike, each with [0.25](=weights.mean()) of the light,
# so it brings back the plain mean of the values, [[1.75, 2.00]](=values.mean(axis=0)).
#
# How does the blend get from one end to the other? Draw it. Each pair of numbers is a place: so far
# to the right, and so far up. Jupyter shows what `_repr_svg_` returns as a picture.
#
# **Predict:** where will the blends lie, one for each temperature? Can any of them lie outside of
# the four values?

# %%
class Drawing(str):
    def _repr_svg_(self):
        return str(self)


size = 80  # of one step, to the right or up


def place(point):
    right, up = point  # a picture counts downwards
    return size * (right + 1 / 2), size * (values.max() + 1 / 2 - up)


def dot(point, name):
    x, y = place(point)
    return f"""<g class="token-{name}" fill="currentColor">
        <circle cx="{x}" cy="{y}" r="{size / 16}"/>
        <text x="{x + size / 8}" y="{y}">{name}</text></g>"""


many = np.geomspace(icy, boiling, num=50)
way = [place(mix(weights_at(setting), values)) for setting in many]
dots = [dot(*card) for card in zip(values, words)]
Drawing(f"""<svg viewBox="{0} {0} {6 * size} {5 * size}">
    <title>The path of the blend bends a little. It leads from the value of
    animal to the mean, between the values of road, cross and tired.</title>
    <polyline points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in way)}"
        fill="none" stroke="currentColor" stroke-width="{size / 40}"/>
    {"".join(dots)} {dot(values.mean(axis=0), "mean")}</svg>""")

# %% [markdown]
# The path begins at the value of *animal* and ends at the mean of all four. It bends a little, since
# the other cards do not gain light at the same pace. And it never leaves the space between the four
# values. Shares can only mix what is there.
#
# The next cell is a dial of your own. Change the number, to something small or large, and run it
# again. Each time, guess the longest bar before you look.

# %%
temperature = 1.0
bars(weights_at(temperature))

# %% [markdown]
# ### Now you: half the light
#
# Find a temperature at which *animal* gets half of the light, as far as two decimals show. Try, read
# the answer, and try again.

# %%
my_temperature = ...

# %% [markdown]
# The next cell only checks.

# %%
def judge_temperature(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if not fits(mine, ()) or not mine > 0:
        return "A temperature is one number above zero."
    share = weights_at(mine)[animal]
    if round(share, 2) == 1 / 2:
        return f"Half the light: animal gets {share:.2f}."
    if share > 1 / 2:
        return f"Animal gets {share:.2f}. The beam is still too sharp."
    return f"Animal gets {share:.2f}. The beam is spread too wide."


print(judge_temperature(my_temperature))

# %% [markdown]
# ??? success "Answer, after your own try"
#     A little below [2](=warm). There *animal* has already fallen to
#     [0.49](=weights_at(warm)[animal]), just under half.
#
#     A quick way to find it: take two settings, one too sharp and one too wide. Try the middle,
#     and keep the half that the answer must lie in. Repeat.

# %% [markdown]
# ## Take a card away
#
# What does one card do for the blend? Remove it and see. The other cards share all the light in
# their old proportions. So divide their weights by their sum, and they are shares again.
#
# **Predict:** without which card will the blend change most? And which change will you hardly
# see?

# %%
def without(card):
    kept = np.delete(weights, card)
    others = np.delete(values, card, axis=0)
    return mix(kept / kept.sum(), others)


print("all four cards ", output)
for card, word in enumerate(words):
    print(f"without {word:<7}", without(card))

# %% [markdown]
# Without *animal* the blend lands somewhere else: at [[0.75, 2.32]](=without(animal)). Without
# *road* it is [[3.20, 1.23]](=without(road)), without *cross* [[3.18, 1.49]](=without(cross)).
# Both stay close. Without *tired* you get [[3.64, 1.08]](=without(tired)). So would a model that
# writes word by word: when it comes to *it*, the word *tired* is not there yet. Such a model is
# called **causal**.
#
# ### Now you: two cards left
#
# Take away *animal* and *tired*, both at once. Work out the blend of *road* and *cross*. Use
# paper, or Python in the cell below. Give two decimals.

# %%
my_blend = ...  # a list of two numbers

# %% [markdown]
# The next cell only checks.

# %%
def judge_blend(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if not fits(mine, output.shape):
        return "A blend is a list of two numbers, as every value is."
    kept, others = weights[[road, cross]], values[[road, cross]]
    if np.allclose(mine, kept @ others, atol=0.02):
        return "You used the old weights. Do the two of them still add up to one?"
    if np.allclose(mine, others.mean(axis=0), atol=0.02):
        return "You gave both cards the same light. Was it the same before?"
    if np.allclose(mine, without(animal), atol=0.02):
        return "You took animal away. Which other card has to go?"
    if np.allclose(mine, mix(kept / kept.sum(), others), atol=0.02):
        return "Right. Two cards share all the light, in their old proportion."
    return "Not yet. First the two new weights: what is each part of their sum?"


print(judge_blend(my_blend))

# %% [markdown]
# ??? success "Answer, after your own try"
#     The old weights add up to [0.13](<=weights[road] + weights[cross]>). Divide both by that:
#     *road* gets [0.385](<=weights[road] / (weights[road] + weights[cross])>), *cross*
#     [0.615](<=weights[cross] / (weights[road] + weights[cross])>). The blend is
#     [[1.62, 1.54]](<=(parts[road] + parts[cross]) / (weights[road] + weights[cross])>).

# %% [markdown]
# ## From the blend back to the weights
#
# <a id="three-scorecards-one-answer"></a>You know the blend. Can you tell from it which weights were used?
#
# Here is a list of changes to the weights, one for each card: [[5, −8, −6, 9]](=null_direction).
# Move the weights a small step that way: *animal* and *tired* gain, *road* and *cross* lose.
#
# **Predict:** what do the changes add up to? And what do they do to the blend?

# %%
null_direction = np.array([5, -8, -6, 9])
print("sum of the changes:", null_direction.sum())
print("change of the blend:", null_direction @ values)

# %% [markdown]
# The changes add up to [0](=null_direction.sum()), and the blend moves by
# [[0, 0]](=null_direction @ values). What the gaining cards bring in, the losing cards take out. Such
# a list of changes is called a **null direction** of the values.
#
# Take no step, then a step back, then a step forward, and you have three scorecards.
#
# **Predict:** how different will the three blends be?

# %%
null_steps = np.array([0, -0.01, 0.005])
scorecards = weights + null_steps[:, None] * null_direction  # (3, 4)
for row in scorecards:
    print(*(f"{share:.3f}" for share in row))
    print("   blend", mix(row, values))

# %% [markdown]
# Not different at all. *Road* has [0.05](=scorecards[0, road]) of the light, or
# [0.13](=scorecards[1, road]), or [0.01](=scorecards[2, road]), and the blend stays at
# [[3.09, 1.37]](=output).
#
# Is that rounding? Count in whole thousandths, where nothing can be rounded away.
#
# **Predict:** three equal rows, or three nearly equal ones?

# %%
thousandths = np.rint(1000 * scorecards).astype(int)  # (3, 4)
print(thousandths @ values)

# %% [markdown]
# They are equal, to the last thousandth. Somebody who sees only the blend cannot tell which
# scorecard made it. In a real model this is certain once the text has at least two tokens more than
# a value has numbers ([Brunner et al. 2020](https://arxiv.org/abs/1908.04211)). So a weight is a share
# of the light, and not yet an explanation.
#
# ### Now you: a fourth scorecard
#
# Choose a step of your own, so that a fourth scorecard gives the same blend. No weight may be
# negative, and the scorecard has to be new.

# %%
my_step = ...

# %% [markdown]
# The next cell only checks.

# %%
def judge_step(mine):
    if mine is ...:
        return "Nothing to check yet: replace the dots."
    if not fits(mine, ()):
        return "A step is one number. It may be negative."
    if np.any(np.isclose(mine, null_steps)):
        return "That scorecard is one of the three. Find a new one."
    mine = weights + mine * null_direction
    if not np.all(mine >= 0):
        return f"The step is too long: the weight of {words[mine.argmin()]} is below zero."
    shown = ", ".join(f"{share:.3f}" for share in mine)
    return f"A new scorecard: {shown}. The blend is {mix(mine, values)} again."


print(judge_step(my_step))

# %% [markdown]
# ??? success "Answer, after your own try"
#     Any step will do, as long as no weight falls below zero. Forwards, *road* is used up first,
#     at [0.00625](<=weights[road] / -null_direction[road]>). Backwards, *tired* is used up first,
#     near [−0.0167](<=-weights[tired] / null_direction[tired]>).

# %% [markdown]
# ## What you built, and what comes next
#
# A query that no dict could answer now gets an answer: compare it with all cards, make shares, and
# mix. With one number you turned the lookup from hard to soft to a plain mean. You took cards away
# to see what each one does, and you found that a blend does not tell which weights made it.
#
# The scores are still made up. Next comes [lesson 08](../lessons/08-scaled-dot-product.md), where the
# query and the keys are lists of numbers, and comparing them gives the scores. After it, the
# [lab for lesson 08](08-scaled-dot-product.py) builds that in Python.
