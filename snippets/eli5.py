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
poured_by_cat = np.repeat(drops[cat, orange], sparks[cat])  # (6,) spark by spark

# Your turn: "... because it was tasty." The cards of cat and milk stay as they are.
tasty = thirsty
tasty_sparks = np.array([2, 5, 3])  # (3,)
tasty_back = np.array([1, 2])  # (2,)
tasty_drops = np.vstack([drops[:tasty], tasty_back])  # (3, 2)
tasty_poured = pour(tasty_sparks, tasty_drops)
tasty_jar = tasty_poured.sum(axis=0)
sparkless_jar = tasty_drops.sum(axis=0)  # the common slip: each card once, whatever its sparks

# Every word holds a beam: whom it lights, itself perhaps, and with how many of its ten sparks. All
# of it is made up.
tokens = sentence.rstrip(".").split()  # (9,)
the_1, cat_2, drank_3, the_4, milk_5, because_6, it_7, was_8, thirsty_9 = range(len(tokens))
beams = {
    "The": (["cat", "drank", "The"], [7, 2, 1]),
    "cat": (["drank", "cat", "The"], [7, 2, 1]),
    "drank": (["cat", "milk", "drank"], [5, 4, 1]),
    "the": (["milk", "drank", "the"], [7, 2, 1]),
    "milk": (["drank", "milk", "the"], [6, 3, 1]),
    "because": (["thirsty", "drank", "because"], [5, 4, 1]),
    "it": (words, sparks),
    "was": (["thirsty", "it", "was"], [6, 3, 1]),
    "thirsty": (["cat", "it", "was"], [5, 4, 1]),
}


def on_stage(tokens: list[str], beams: dict) -> np.ndarray:
    """The sparks of every beam, in the order of the sentence.

    tokens   (n,) the words, each once
    beams    for each word, the words that it lights and the sparks of each: int, ten in all
    returns  (n, n) int: a row for the word that looks, a column for the word that is lit
    raises   ValueError: a beam has not ten whole sparks to give; KeyError: a word has no beam
    source   lesson 00, "Who holds a beam?"
    """
    asked = np.zeros((len(tokens), len(tokens)), dtype=int)
    for row, looker in zip(asked, tokens):
        lit, given = beams[looker]
        check_ten(looker, given)
        row[[tokens.index(word) for word in lit]] = given
    return asked


def check_ten(looker: str, given: np.ndarray) -> None:
    """Refuse a beam that is not ten whole sparks.

    raises   ValueError: a part of a spark, fewer than none, or not ten in all
    """
    if not np.issubdtype(np.asarray(given).dtype, np.integer) or np.min(given) < 0 or np.sum(given) != 10:
        raise ValueError(f"{looker} hands out ten whole sparks: got {given}")


asked = on_stage(tokens, beams)  # (9, 9)

# Where the last word is "tasty", it asks for the milk as "thirsty" asked for the cat.
tasty_tokens = [*tokens[:-1], "tasty"]
tasty_asked = on_stage(
    tokens,
    beams | {"it": (words, tasty_sparks), "thirsty": (["milk", "it", "was"], beams["thirsty"][1])},
)  # (9, 9)

# What somebody chose. Every other number is computed from these, and a test nudges each of them
# to see that it is.
inputs = "sparks drops tasty_sparks tasty_back beams".split()
