"""The figures of lesson 09, drawn from the values of snippets/multi_head.py.

Each function takes nothing and returns a picture. Lengths, widths, labels and alternative
texts all come from the snippet, so that a figure cannot disagree with its page.
"""

import snippets.multi_head as lesson
from snippets.figures.beyond import draw_reach
from snippets.figures.covers import draw_covers, tables
from snippets.figures.lamps import ROW, draw_head, told
from snippets.figures.stage import counted, listed, stage, vector
from worked import Picture


def two_beams() -> Picture:
    """The four cards twice, lit by each head of "it".

    returns  Picture; a beam is as wide as its weight
    """
    figure, axes = stage(ROW * lesson.heads)
    for head in range(lesson.heads):
        draw_head(axes, head, ROW * (lesson.heads - 1 - head) + 24)
    alt = f'The word "it" holds {counted(lesson.heads)} lamps, and each lights the same cards in its own way. '
    return Picture(figure, alt + " ".join(map(told, range(lesson.heads))))


def beyond() -> Picture:
    """The plane of the values: the blend of one head in their hull, and the pair of two heads outside.

    returns  Picture; an arrow leads to each of both
    """
    figure, axes = stage(364)
    draw_reach(axes)
    places = listed(f"{word} at {vector(value)}" for word, value in zip(lesson.words, lesson.V))
    alt = (
        f"The plane of the values: {places}, and the shape that they span. The blend of one head, "
        f"{vector(lesson.one_outputs[0])}, lies in the shape. The pair of two heads, {vector(lesson.outputs[0])}, "
        f"lies outside, on the way to the wish, {vector(lesson.wish)}."
    )
    return Picture(figure, alt)


def choices() -> Picture:
    """Three tables of cells: a row for each word that asks, a column for each card.

    returns  Picture; covered cells are hatched
    """
    figure, axes = stage(170)
    draw_covers(axes)
    kinds = listed(
        f"{name} attention with {counted(cells.shape[0])} words that ask and {counted(cells.shape[1])} cards"
        for name, (cells, _, _) in tables().items()
    )
    alt = f"Three tables: {kinds}. In the causal one, all cells right of the diagonal are hatched. The others are open."
    return Picture(figure, alt)
