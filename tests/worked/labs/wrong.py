# ---
# title: Lab
# description: Some of its numbers are wrong.
# numbers: snippets/soft.py
# ---

# %% [markdown]
# The blend is [[3.16, 1.85]](=output), and nothing accounts for 41.

# %%
import numpy as np

weights = np.array([0.72, 0.27])
values = np.array([[4, 1], [1, 4]])
output = weights @ values  # [3.15, 1.81]

# %% [markdown]
# - The weights: `0.72 + 0.27 = 1.00`.
#
#     > A quote in a list: [1.82](=output[1]).

# %%
half = output / 2  # (3,), or 7 things
