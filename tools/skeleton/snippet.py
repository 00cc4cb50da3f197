"""Every number of lesson $number is computed here."""

# --8<-- [start:shares]
import numpy as np

first, second = range(2)
light = np.array([3, 1])  # (2,)
shares = light / light.sum()  # [0.75, 0.25]
# --8<-- [end:shares]

# What somebody chose. Every other number is computed from these, and a test nudges each of them
# to see that it is.
inputs = ["light"]
