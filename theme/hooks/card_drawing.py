"""Drawing the picture for those who share a page: its title on the stage, its figure beside it.

It is drawn in the process that runs the figures' code, which loads this file by itself.
"""

import base64
import io

from worked import Picture

WIDTH, HEIGHT = 1200, 630  # pixels, what networks ask for
STAGE, MARGIN, GAP = 440, 40, 28  # pixels: width of the dark part, room around its title, room around the figure
SIZES = (42, 38, 34, 30, 26)  # pixels; the largest that fits is taken
FONT = "DejaVu Sans"  # comes with matplotlib


def drawn_card(expression: str, picture, title: str, site: str, colors: list[str]) -> dict | None:
    """A card as JSON has it; None where an expression gives no picture.

    colors  of the stage and its beam
    """
    if not isinstance(picture, Picture):
        return None
    png = draw(title, site, picture.figure, colors)
    return {"png": base64.b64encode(png).decode(), "alt": picture.alt}


def draw(title: str, site: str, figure, colors: list[str]) -> bytes:
    """A card: the title on the stage, the figure beside it.

    figure   anything with matplotlib's `savefig` and `get_size_inches`
    returns  PNG, the same bytes each time
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context({"font.family": FONT}):
        image = pixels(figure, WIDTH - STAGE - 2 * GAP, HEIGHT - 2 * GAP)
        card = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="white")
        canvas = FigureCanvasAgg(card)
        axes = card.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
        axes.set_axis_off()
        stage, beam = colors
        axes.fill_between([0, STAGE], HEIGHT, color=stage, lw=0)
        axes.fill([0, STAGE, STAGE, 0], [HEIGHT, HEIGHT - 70, HEIGHT - 330, HEIGHT], color=beam, alpha=0.22, lw=0)
        axes.plot([MARGIN, MARGIN + 90], [98, 98], color=beam, lw=4, solid_capstyle="butt")
        axes.text(MARGIN, 60, site, color="white", size=20, va="center")
        write_title(axes, title, canvas.get_renderer())
        left, bottom = STAGE + (WIDTH - STAGE - image.shape[1]) // 2, (HEIGHT - image.shape[0]) // 2
        card.figimage(image, left, bottom, origin="upper", zorder=3)
        target = io.BytesIO()
        card.savefig(target, format="png", dpi=72, metadata={"Software": None})
    return target.getvalue()


def pixels(figure, width: int, height: int):
    """A figure as pixels, as large as fits into the room: (rows, columns, 4)."""
    from matplotlib.image import imread

    across, up = figure.get_size_inches()
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=int(min(width / across, height / up)), facecolor="white")
    target.seek(0)
    return imread(target)


def write_title(axes, title: str, renderer) -> None:
    """Write the title as large as the stage allows, broken between its words."""
    room = STAGE - 2 * MARGIN, HEIGHT - 210
    text = axes.text(MARGIN, HEIGHT - 64, "", color="white", weight="bold", va="top", linespacing=1.25)
    for size in SIZES:
        text.set_size(size)
        lines: list[str] = []
        for word in title.split():
            text.set_text(" ".join([*lines[-1:], word]))
            is_same_line = lines and text.get_window_extent(renderer).width <= room[0]
            lines[-1:] = [text.get_text()] if is_same_line else [*lines[-1:], word]
        text.set_text("\n".join(lines))
        extent = text.get_window_extent(renderer)
        if extent.width <= room[0] and extent.height <= room[1]:
            return
