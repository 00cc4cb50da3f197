# ---
# title: Lab
# description: Bytes stay.
# ---

# %% [markdown]
# The weights are [[0.70, 0.28]](=weights) – and [72.0%](=weights[0]) is [1.43](<=2 * weights[0]>).
#
# - [0.7](=weights[1])

# %%
weights = [0.72, 0.28]
