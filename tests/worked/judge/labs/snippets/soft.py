import numpy as np

animal, road = range(2)
weights = np.array([0.72, 0.28])
values = np.array([[4, 1], [1, 4]])
output = weights @ values
word = "animal"
