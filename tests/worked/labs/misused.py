# ---
# title: Lab
# description: What a page may hold and a lab may not.
# numbers: snippets/soft.py
# ---

# %% [markdown]
# Code in the text:
#
# ```python
# weights
# ```
#
# ![Drawn.](=weights)
#
# [^a]: A footnote.
#
# === "Tab"

# %%
from snippets.soft import values

weights = [0.72, 0.28]

# %%
if weights:

# %% [markdown]
#     pass

# %%
weights[0] = 0.5  # 0.5
print(weights)  # [0.5, 0.28]

# %% [markdown]
# Twice set: [0.5](=weights[0]).
#
# <!-- Nothing closes this.

# %%
swallowed = 1
