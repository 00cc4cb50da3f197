"""What two heads bring home, on the plane of the values: outside of what one scorecard can reach."""

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

import snippets.multi_head as lesson
from snippets.figures.plane import ORIGIN, draw_axes, hull, label, label_point, on_plane
from snippets.figures.stage import BEAM, COLORS, FAINT, MUTED, PAPER, TEXT, arrow, dots, vector, write


def draw_reach(axes: Axes) -> None:
    """The values and their hull, the blend of one head within it, the pair of two heads, and the wish."""
    axes.add_artist(Polygon(on_plane(hull(lesson.V)), fc=FAINT, ec=MUTED, lw=1, zorder=0))
    draw_axes(axes)
    for value, word in zip(lesson.V, lesson.words):
        point = on_plane(value)
        dots(axes, point[:1], point[1], COLORS[word], 12)
        label_point(axes, *point, word, vector(value))
    one, two, wish = (on_plane(pair) for pair in (lesson.one_outputs[0], lesson.outputs[0], lesson.wish))
    for goal in (one, two):
        arrow(axes, ORIGIN, goal, TEXT if goal is one else BEAM, width=2.4)
    axes.plot(*wish, "o", ms=12, mfc=PAPER, mec=BEAM, mew=2)
    label(axes, one[0] - 22, one[1] + 28, "right", "one head", vector(lesson.one_outputs[0]), TEXT)
    label(axes, two[0] + 12, two[1] + 4, "left", "two heads", vector(lesson.outputs[0]), BEAM)
    label(axes, wish[0] + 14, wish[1], "left", "the wish", vector(lesson.wish), BEAM)
    for height, text in [(0, "within reach of"), (17, "one scorecard")]:
        write(axes, *on_plane((1.38, 2.62)) - (0, height), text, color=MUTED)
