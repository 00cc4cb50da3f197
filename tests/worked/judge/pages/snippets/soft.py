"""What the golden pages quote."""

import numpy as np

from worked import cited

# --8<-- [start:cards]
animal, road, cross, tired = range(4)
values = np.array([[4, 1], [1, 4], [2, 0], [0, 3]])  # (4, 2)
weights = np.array([0.72, 0.05, 0.08, 0.15])  # (4,)
# --8<-- [end:cards]

# --8<-- [start:mix]
output = weights @ values  # [3.09, 1.37]
# --8<-- [end:mix]

# --8<-- [start:slip]
total = weights.sum()  # 1.01
# --8<-- [end:slip]

steps = 1234567
bleu = cited(26.75, "Bahdanau et al. 2014, table 1", "https://arxiv.org/abs/1409.0473")


def bars():
    return "animal #######"
