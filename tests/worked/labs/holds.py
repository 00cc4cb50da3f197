# ---
# title: "Lab for lesson 07"
# description: A blend of two cards, made by hand.
# numbers: snippets/soft.py
# ---

# %% [markdown]
# # Two cards { #two-cards }
#
# Every card has a value. The card of *animal* holds [[4, 1]](=values[animal]).

# %%
import numpy as np

animal, road = range(2)
word = "animal"
values = np.array([[4, 1], [1, 4]])  # (2, 2)
weights = [0.72, 0.28]


def blend(weights):
    """Nothing but a loop: ``total`` grows by one part a turn."""
    total = np.zeros(2)
    for weight, value in zip(weights, values):
        total = total + weight * value
    return total


output = blend(weights)  # [3.16, 1.84]
print("the blend is", output)

# %% [markdown]
# The weights add up: `0.72 + 0.28 = 1.00`. The blend is
# [[3.16, 1.84]](=output), and [3.16](=blend(weights)[0]) is its first number.
#
# ```worked
# weights @ values
#   = 0.72·[4, 1] + 0.28·[1, 4]
#   = [3.16, 1.84]
# ```
#
# | card | weight |
# |---|---|
# | animal | [0.72](=weights[animal]) |

# %%

# %% [markdown]
# An empty cell is yours to try things in. Then read lesson 07 again.

# %%
fence = """
```python
"""
twice = 2 * output  # [6.32, 3.68]
twice
