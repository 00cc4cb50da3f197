"""The spotlight beam in whole numbers: every number of lesson 00 is computed here.

The word that looks is "it". It shares out sparks of light among cards, and each spark brings
home the paint on a card's back once. Sparks and paint are invented.
"""

import numpy as np

sentence = "The cat drank the milk because it was thirsty."

words = ["cat", "milk", "thirsty"]
cat, milk, thirsty = range(len(words))
labels = ["an animal", "a drink", "a feeling"]  # on the front of each card

orange, blue = range(2)
sparks = np.array([6, 1, 3])  # (3,)
drops = np.array([[3, 0], [0, 3], [2, 1]])  # (3, 2) on the back of each card


def check_handful(sparks: np.ndarray, drops: np.ndarray) -> None:
    """Refuse what a child could not count out.

    sparks   (n,) int, none below zero
    drops    (n, colours) int, none below zero, one row per card
    raises   ValueError: shapes do not fit, or a number is negative or not whole
    """
    if np.ndim(sparks) != 1 or np.ndim(drops) != 2 or len(sparks) != len(drops):
        raise ValueError(
            f"one number of sparks per card: got {np.shape(sparks)} for {np.shape(drops)}"
        )
    for name, counts in {"sparks": sparks, "drops": drops}.items():
        if not np.issubdtype(np.asarray(counts).dtype, np.integer) or np.any(np.less(counts, 0)):
            raise ValueError(f"{name} are whole, and never fewer than none: got {counts}")


def pour(sparks: np.ndarray, drops: np.ndarray) -> np.ndarray:
    """What each card brings into the jar: its drops, once for each spark.

    sparks   (n,) int, none below zero
    drops    (n, colours) int, none below zero, one row per card
    returns  (n, colours) int, drops
    raises   ValueError: shapes do not fit, or a number is negative or not whole
    source   lesson 00, "Ten sparks to share"
    """
    check_handful(sparks, drops)
    return sparks[:, None] * drops


poured = pour(sparks, drops)  # (3, 2)
jar = poured.sum(axis=0)  # (2,)

# Your turn: "... because it was tasty." The cards of cat and milk stay as they are.
tasty = thirsty
tasty_sparks = np.array([2, 5, 3])  # (3,)
tasty_back = np.array([1, 2])  # (2,)
tasty_drops = np.vstack([drops[:tasty], tasty_back])  # (3, 2)
tasty_poured = pour(tasty_sparks, tasty_drops)
tasty_jar = tasty_poured.sum(axis=0)
sparkless_jar = tasty_drops.sum(axis=0)  # the common slip: each card once, whatever its sparks

# What somebody chose. Every other number is computed from these, and a test nudges each of them
# to see that it is.
inputs = "sparks drops tasty_sparks tasty_back".split()
