"""The figures of the real heads: the drawing of lesson 07, with weights that were measured.

Each function takes nothing and returns a picture of the values of snippets/heads.py.
"""

from snippets import heads
from snippets.figures.beams import LOOKER, Answer, draw_spotlight
from snippets.figures.stage import COLORS, amount, listed, stage
from worked import Picture


def finder_beams() -> Picture:
    """The sentence of lesson 07, in the head that finds the animal."""
    return beams(0, heads.tired, heads.finder, heads.by_finder)


def follower_beams() -> Picture:
    """The same sentence, in the head that follows the subject."""
    return beams(1, heads.tired, heads.follower, heads.by_follower)


def passive_beams() -> Picture:
    """The passive, in the same head."""
    return beams(2, heads.passive_tired, heads.follower, heads.by_follower)


def beams(drawing: int, sentence: int, place: list[int], head: int) -> Picture:
    """Where "it" looks in one head.

    drawing   place in `rest`
    sentence  place in `texts` and `looks`
    place     the layer and the head, from one
    head      the place of that head in `looks`
    returns   Picture; a beam's width is proportional to its weight at both ends
    """
    figure, axes = stage(262)
    text = heads.texts[sentence]
    verb = "crossed" if "crossed" in text else "cross"
    nouns, others = heads.looks[sentence][head], heads.rest[drawing]
    weighted = zip(["animal", "road", verb, "tired"], [*nouns, *others], strict=True)
    answers = [
        Answer(word, weight, amount(weight), COLORS[word.removesuffix("ed") if word == verb else word])
        for word, weight in weighted
    ]
    draw_spotlight(axes, text, answers)
    shares = listed(
        f"{answer.word} {answer.label}"
        for answer in sorted(answers, key=lambda answer: -answer.weight)
    )
    layer, number = place
    alt = (
        f'The sentence "{text}" with beams of light from "{LOOKER}" in head {number} of layer '
        f"{layer} of a real model, each as wide as its weight: {shares}. The rest of the light "
        f"falls on other tokens."
    )
    return Picture(figure, alt)
