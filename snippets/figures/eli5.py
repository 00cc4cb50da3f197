"""The figures of lesson 00, drawn from the values of snippets/eli5.py.

Each function takes nothing and returns a picture, whose labels and alternative text come from
the snippet, so that a figure cannot disagree with its page.
"""

import numpy as np

import snippets.eli5 as lesson
from snippets.figures.beams import LOOKER, Answer, draw_spotlight
from snippets.figures.paint import (
    CARD,
    COLORS,
    FIRST,
    KEY,
    QUERY,
    TOTAL,
    VALUE,
    counted,
    draw_jar,
    draw_pouring,
    draw_sides,
    draw_slip,
    painted,
)
from snippets.figures.stage import LARGE, MUTED, listed, stage, write
from worked import Picture

QUESTION = "What do I mean?"


def spotlight() -> Picture:
    """The sentence, with a beam from "it" to each word that answers.

    returns  Picture; a beam's width is proportional to the sparks that it carries
    """
    figure, axes = stage(262)
    given = list(zip(lesson.words, lesson.sparks))
    light = lesson.sparks.sum()
    answers = [Answer(word, n / light, counted(n, "spark"), COLORS[word]) for word, n in given]
    draw_spotlight(axes, lesson.sentence, answers)
    ranked = [given[n] for n in np.argsort(-lesson.sparks, kind="stable")]
    shared = listed(f"{word} gets {counted(n, 'spark')}" for word, n in ranked)
    alt = (
        f'The sentence "{lesson.sentence}" The word "{LOOKER}" is a lamp and shines on the '
        f"words that answer: {shared}. The more sparks, the wider the beam."
    )
    return Picture(figure, alt)


def pouring() -> Picture:
    """What each card brings, once for each of its sparks, above the jar that holds it all.

    returns  Picture; there is a dot for every drop
    """
    figure, axes = stage(360)
    for x, name, side in [
        (CARD, "card", "center"), (FIRST - 7, "each spark brings", "left"),
        (TOTAL, "together", "left"),
    ]:
        write(axes, x, 346, name, color=MUTED, ha=side)
    for n in range(len(lesson.words)):
        draw_pouring(axes, 300 - 80 * n, n)
    draw_jar(axes, 12)
    rows = zip(lesson.words, lesson.sparks, lesson.poured)
    brought = "; ".join(
        f"{word}, {counted(n, 'spark')}, {painted(drops)}" for word, n, drops in rows
    )
    alt = f"Drops of paint that each card brings: {brought}. In the jar: {painted(lesson.jar)}."
    return Picture(figure, alt)


def library() -> Picture:
    """The slip with the question, and of each card the front, its sparks and the back.

    returns  Picture; the line to a front is as wide as its sparks are many
    """
    figure, axes = stage(252)
    for x, name, side in [
        (QUERY, "query", "your slip"), (KEY, "key", "front"), (VALUE, "value", "back"),
    ]:
        write(axes, x, 236, name, size=LARGE, weight="bold")
        write(axes, x, 217, side, color=MUTED)
    rows = 164 - 62 * np.arange(len(lesson.words))
    for n, y in enumerate(rows):
        draw_sides(axes, y, n, rows.mean())
    draw_slip(axes, rows.mean(), QUESTION)
    sides = "; ".join(
        f'"{label}", {counted(n, "spark")}, on the back {painted(drops)}'
        for label, n, drops in zip(lesson.labels, lesson.sparks, lesson.drops)
    )
    alt = (
        f'A slip with the question "{QUESTION}" is held against the front of each card. '
        f"The fronts read: {sides}."
    )
    return Picture(figure, alt)
