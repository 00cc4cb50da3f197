"""A snippet that does not run."""

weights = [0.72, 0.28]


def share(weights, total):
    return weights[0] / total


first = share(weights, 0)
