"""The figures of lesson 07, drawn from the values of snippets/soft_lookup.py.

Each function takes nothing and returns a picture. Lengths, widths, labels and alternative
texts all come from the snippet, so that a figure cannot disagree with its page.
"""

import numpy as np

import snippets.soft_lookup as lesson
from snippets.figures.beams import LOOKER, Answer, draw_spotlight
from snippets.figures.cards import draw_lookup, head_lookup
from snippets.figures.dial import draw_dial
from snippets.figures.fading import draw_fading, fall
from snippets.figures.paths import draw_new_path, draw_old_path
from snippets.figures.plane import draw_blend
from snippets.figures.relay import draw_direct, draw_relay
from snippets.figures.rescues import memory, recall
from snippets.figures.scorecard import draw_scorecard
from snippets.figures.stage import COLORS, amount, listed, percent, stage, title, vector
from worked import Picture

__all__ = [
    "relay_and_direct", "fading", "recall", "memory", "scorecard", "spotlight", "hard_and_soft",
    "blend", "dial", "paths",
]


def relay_and_direct() -> Picture:
    """A message that fades along a relay, above a token that points straight at others.

    returns  Picture; the message's height in a state is what survives so many handovers
    """
    figure, axes = stage(330)
    draw_relay(axes, 250)
    draw_direct(axes, 47)
    first, last = lesson.pointed_at[0], lesson.relay_length
    left = lesson.survives(lesson.handovers, lesson.tired_runner)
    alt = (
        f"Above, a relay: x{first} enters h{first} and is handed on, state by state, through one "
        f"narrow pipe to h{last}. When each handover keeps {percent(lesson.tired_runner)} of the "
        f"message, {left:.1%} of it is left after {lesson.handovers} handovers. Below, token "
        f"{last} points straight at tokens {listed(map(str, lesson.pointed_at))}, one step each."
    )
    return Picture(figure, alt)


def fading() -> Picture:
    """What is left of token 1 after each handover, for two runners.

    returns  Picture; a bar or a dot is as high as the part that survives
    """
    figure, axes = stage(250)
    name = f"What is left of token {lesson.pointed_at[0]}"
    title(axes, 236, name)
    draw_fading(axes)
    tired, rested = lesson.tired_runner, lesson.rested_runner
    alt = (
        f"{name}. A runner who keeps {percent(tired)} has {fall(tired)}; one who keeps "
        f"{percent(rested)} has {fall(rested)}."
    )
    return Picture(figure, alt)


def scorecard() -> Picture:
    """The weights of the cards as bars.

    returns  Picture; its alternative text is the snippet's drawing in letters
    """
    figure, axes = stage(138)
    draw_scorecard(axes)
    return Picture(figure, in_letters("The weights as bars", lesson.scorecard()))


def spotlight() -> Picture:
    """The sentence, with a beam from "it" to each word that answers.

    returns  Picture; a beam's width is proportional to its weight at both ends
    """
    figure, axes = stage(262)
    weighted = zip(lesson.words, lesson.weights)
    answers = [Answer(word, weight, amount(weight), COLORS[word]) for word, weight in weighted]
    draw_spotlight(axes, lesson.sentence, answers)
    ranked = np.argsort(-lesson.weights, kind="stable")
    shares = listed(f"{lesson.words[n]} {amount(lesson.weights[n])}" for n in ranked)
    alt = (
        f'The sentence "{lesson.sentence}" with beams of light from "{LOOKER}" to the words that '
        f"answer, each beam as wide as its weight: {shares}."
    )
    return Picture(figure, alt)


def hard_and_soft() -> Picture:
    """A lookup by exact key, above a lookup that compares a query with every key.

    The blend is not written: the lesson asks for an estimate of it further down.

    returns  Picture; the bars, and the bands that end in the blend, show the weights
    """
    figure, axes = stage(384)
    best = lesson.weights.argmax()
    word, value = lesson.words[best], lesson.values[best]
    head_lookup(axes, 370, "Hard: one exact key", ["query", "keys", "", "values", "result"])
    draw_lookup(axes, 263, np.eye(len(lesson.words))[best], word, vector(value))
    columns = ["query", "keys", "weights", "values", "blend"]
    head_lookup(axes, 172, "Soft: every key, by weight", columns)
    draw_lookup(axes, 65, lesson.weights, LOOKER, "a mix of all")
    shares = listed(map(" ".join, zip(lesson.words, map(amount, lesson.weights))))
    alt = (
        f'Above, a hard lookup: the query "{word}" equals one key and returns its value, '
        f'{vector(value)}. Below, a soft lookup: the query "{LOOKER}" is compared with every key, '
        f"the weights are {shares}, and all values are mixed by their weights."
    )
    return Picture(figure, alt)


def blend() -> Picture:
    """The plane of the values: their hull, and the arrow to the blend inside it.

    returns  Picture; a thread's width is proportional to the weight that pulls with it
    """
    figure, axes = stage(364)
    draw_blend(axes)
    places = (f"{word} at {vector(value)}" for word, value in zip(lesson.words, lesson.values))
    nearest = np.linalg.norm(lesson.values - lesson.output, axis=1).argmin()
    alt = (
        f"The plane of the values: {listed(places)}, and the shape that they span. An arrow ends "
        f"inside it, at the blend {vector(lesson.output)}, nearest to {lesson.words[nearest]}."
    )
    return Picture(figure, alt)


def dial() -> Picture:
    """The weights as the temperature rises, from the hard lookup to the plain mean.

    returns  Picture; at each height the bands are as wide as the weights at that temperature
    """
    figure, axes = stage(344)
    draw_dial(axes)
    best = lesson.words[lesson.weights.argmax()]
    steps = listed(f"{vector(lesson.blend_at(t))} at T = {t:g}" for t in lesson.temperatures)
    alt = (
        f"A dial from a hard lookup to the plain mean. Near temperature zero the blend is "
        f"{vector(lesson.hard_limit)}, the value of {best} alone; then it is {steps}. As the "
        f"temperature grows without end, the weights become equal and the blend goes to "
        f"{vector(lesson.plain_mean)}."
    )
    return Picture(figure, alt)


def paths() -> Picture:
    """The two ways from an early word to the last one.

    returns  Picture; its alternative text is the snippet's drawing in letters
    """
    figure, axes = stage(240)
    draw_old_path(axes, 190)
    draw_new_path(axes, 36)
    return Picture(figure, in_letters("The two ways", lesson.paths()))


def in_letters(name: str, drawing: str) -> str:
    """A drawing in letters as one sentence, for who hears it."""
    return f"{name}: {' '.join(drawing.split())}."
