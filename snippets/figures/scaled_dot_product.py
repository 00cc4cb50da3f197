"""The figures of lesson 08, drawn from the values of snippets/scaled_dot_product.py.

Each function takes nothing and returns a picture. Lengths, widths, labels and alternative
texts all come from the snippet, so that a figure cannot disagree with its page.
"""

import snippets.scaled_dot_product as lesson
from snippets.figures.agreement import LOOKER, ROW, draw_key, draw_match, draw_query, name_sums
from snippets.figures.blocks import draw_blocks
from snippets.figures.layer import draw_layer
from snippets.figures.hill import NAMED, draw_hill, winner_weights
from snippets.figures.mask import draw_table
from snippets.figures.shares import draw_bars, draw_whole
from snippets.figures.spread import draw_width, head_columns
from snippets.figures.stage import amount, counted, listed, signed, stage
from worked import Picture


def agreement() -> Picture:
    """The query's entries beside those of each key, and what their products add up to.

    returns  Picture; bars are as high as the entries, and the last bar as long as the sum
    """
    figure, axes = stage(352)
    draw_query(axes, 293)
    name_sums(axes, 293)
    for n in range(len(lesson.words)):
        draw_match(axes, n, 226 - ROW * n)
    best = lesson.words[lesson.dot_products.argmax()]
    sums = listed(map(" ".join, zip(lesson.words, map(signed, lesson.dot_products))))
    alt = (
        f'Bars for the entries of the query "{LOOKER}", {listed(lesson.features)}, beside the bars '
        f"of each key. Where both are tall, their product is large; {best} agrees best. "
        f"The products add up to {sums}."
    )
    return Picture(figure, alt)


def softmax_steps() -> Picture:
    """Scores, the exponentials that they grow to, and the shares that these have of their sum.

    returns  Picture; scores, exponentials and shares are drawn to one scale
    """
    figure, axes = stage(384)
    draw_bars(axes, 368, "Scores", "dot products divided by √d_k", lesson.scores)
    draw_bars(axes, 246, "Exponentials", "e to the power of each score", lesson.raised)
    draw_whole(axes, 124)
    steps = listed(
        f"{word} {amount(score)} to {amount(grown)}"
        for word, score, grown in zip(lesson.words, lesson.scores, lesson.raised)
    )
    shares = listed(map(" ".join, zip(lesson.words, map(amount, lesson.weights))))
    alt = (
        f"Three steps of softmax as bars. Each score grows to an exponential: {steps}. Laid end to "
        f"end they make {amount(lesson.total)}, and their shares of it are the weights: {shares}."
    )
    return Picture(figure, alt)


def saturation() -> Picture:
    """Random dot products for each width, and the largest softmax weight of a few.

    returns  Picture; the hills share one axis, and are drawn equally high
    """
    figure, axes = stage(302)
    head_columns(axes, 288)
    for n in range(len(lesson.widths)):
        draw_width(axes, n, 206 - 94 * n)
    measured = zip(lesson.widths, lesson.spreads, lesson.top_weights, lesson.scaled_top_weights)
    rows = "; ".join(
        f"for d_k = {width} the spread is {amount(spread)}, and the weight {amount(alone)}, "
        f"or {amount(scaled)} when divided"
        for width, spread, alone, scaled in measured
    )
    alt = (
        "The more dimensions random lists have, the wider their dot products spread, and the more one of "
        f"{lesson.choices} keys takes of the weight, unless dot products are divided first: {rows}."
    )
    return Picture(figure, alt)


def slope() -> Picture:
    """How fast the winner's weight grows with its score, at every weight.

    returns  Picture; a point stands at the weight and the slope of each multiple of the scores
    """
    figure, axes = stage(348)
    draw_hill(axes)
    points = listed(
        f"{amount(height)} at weight {amount(weight)}"
        for weight, height in list(zip(winner_weights(), lesson.slopes))[:NAMED]
    )
    alt = (
        "The slope of softmax over the weight of the winner is a hill: highest at half of the "
        "light, zero at none and at all of it. With the scores multiplied by "
        f"{listed(f'{multiple:g}' for multiple in lesson.multiples)}, the winner slides down on "
        f"the far side; the first slopes are {points}."
    )
    return Picture(figure, alt)


def shapes() -> Picture:
    """The tables of the matrix form, each as many cells wide and high as it is.

    returns  Picture; a block stands beside the rows and below the columns that it is made of
    """
    figure, axes = stage(446)
    draw_blocks(axes)
    (n_query, d_k), (n_key, d_v) = lesson.Q.shape, lesson.V.shape
    alt = (
        f"Blocks of cells: Q has {counted(n_query)} rows of {counted(d_k)}, and K transposed has "
        f"{counted(d_k)} rows of {counted(n_key)}. The dot products have {counted(n_query)} rows "
        f"of {counted(n_key)}, and so have the weights. V has {counted(n_key)} rows of "
        f"{counted(d_v)}, and the output {counted(n_query)} rows of {counted(d_v)}."
    )
    return Picture(figure, alt)


def layer() -> Picture:
    """The tables between an embedding and its query, key and value, and between a blend and the list.

    returns  Picture; a block stands beside the rows and below the columns that it is made of
    """
    figure, axes = stage(372)
    draw_layer(axes)
    width, d_k, d_v = len(lesson.W_Q), len(lesson.W_Q[0]), len(lesson.W_V[0])
    alt = (
        f'Blocks of cells: the embedding of "it", a row of {counted(width)}, meets W_Q, W_K and W_V, each '
        f"{counted(width)} rows high, and below them are the query and the key, rows of {counted(d_k)}, and "
        f"the value, a row of {counted(d_v)}. The blend, a row of {counted(d_v)}, meets W_O, and their "
        "product is as wide as the embedding. Both are added up to the new list."
    )
    return Picture(figure, alt)


def mask() -> Picture:
    """The causal weights as a table, one row per query in the order of the sentence.

    returns  Picture; a cell is lit by its weight, and hatched where the query may not look
    """
    figure, axes = stage(306)
    draw_table(axes)
    seen = [
        listed(f"{key} {amount(weight)}" for key, weight in zip(lesson.text, row) if weight > 0)
        for row in lesson.text_weights
    ]
    rows = "; ".join(f"{word} sees {keys}" for word, keys in zip(lesson.text[1:], seen[1:]))
    alt = (
        f"A table of weights whose upper right half is hidden, because no word may look at a later "
        f"one. {lesson.text[0].capitalize()} sees itself alone; {rows}."
    )
    return Picture(figure, alt)
