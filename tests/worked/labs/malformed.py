# ---
# title: Lab
# description: None of its cells is right.
# ---
stray = 1

# %% [markdown]
# Some text.
more = 2
# %%
import numpy as np
%matplotlib inline

# %% [raw]
# text

# %% tags=["hidden"]
x = 1
