"""A MkDocs hook: each page gets a picture for those who share it, drawn from the lesson's own figure.

A page names a function of its figures module: `card: spotlight()` in its front matter. A page that
names none gets the figure of the home page beside its own title. The figure is the one that the page
shows, so the build has checked its numbers. A picture is drawn again only when something that it was
drawn from has changed. Without an address of the site (SITE_URL) nobody could fetch it, and none is drawn.
"""

import base64
import io
import logging
import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from worked import CachedFile, Settings, digest, name_below, settings_for

log = logging.getLogger("mkdocs.hooks.social_cards")

WIDTH, HEIGHT = 1200, 630  # pixels, what networks ask for
STAGE, MARGIN, GAP = 440, 40, 28  # pixels: width of the dark part, room around its title, room around the figure
SIZES = (42, 38, 34, 30, 26)  # pixels; the largest that fits is taken
FONT = "DejaVu Sans"  # comes with matplotlib
SHEET = "assets/site.css"  # holds the site's colours

preview = False
cards: dict[str, dict] = {}  # the picture of each page, as its template needs it


def on_startup(*, command, dirty):
    global preview
    preview = command == "serve"


def on_env(env, *, config, files):
    """Draw when every page has been read and checked, and none is written yet."""
    cards.clear()
    if preview or not config.site_url:
        return env
    settings = settings_for(Path(config.config_file_path).parent)
    pages = [file.page for file in files.documentation_pages()]
    home = next((page for page in pages if page.is_homepage), None)
    for page in pages:
        figure = figure_of(page) or figure_of(home)
        if figure:
            card = known_card(page, figure, config, settings)
            uri = f"assets/cards/{page.file.src_uri.rpartition('.')[0].replace('/', '-')}.png"
            content = base64.b64decode(card["png"])
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
            cards[page.file.src_uri] = {"path": uri, "alt": card["alt"], "width": WIDTH, "height": HEIGHT}
    return env


def on_page_context(context, *, page, config, nav):
    """Tell the page's template which picture it has."""
    context["social_card"] = cards.get(page.file.src_uri)
    return context


def figure_of(page) -> tuple[str, str] | None:
    """The module and the expression that draw a page's figure."""
    if page is None or "card" not in page.meta:
        return None
    if "figures" not in page.meta:
        raise PluginError(f"social cards: {page.file.src_uri} names a card, and no `figures:` that draw it")
    return page.meta["figures"], page.meta["card"]


def known_card(page, figure: tuple[str, str], config, settings: Settings) -> dict:
    """The card of a page and its alternative text, from the cache or drawn anew."""
    title, sheet = str(page.meta.get("title", page.title)), Path(config.theme.custom_dir, SHEET)
    kept = CachedFile(Path(page.file.abs_src_path), settings, "cards")
    known = [title, config.site_name, *figure]
    if kept.data is None or kept.data["known"] != known:
        picture, read = drawing(settings, *figure)
        png = draw(title, config.site_name, picture.figure, site_colors(sheet))
        own = {name_below(settings.root, path): digest(path) for path in (sheet, Path(__file__))}
        kept.save({"known": known, "png": base64.b64encode(png).decode(), "alt": picture.alt}, read | own)
    return kept.data


def drawing(settings: Settings, module: str, expression: str):
    """The picture that an expression gives, and every file that was read for it.

    raises  PluginError: the module does not run, or the expression gives no picture
    """
    from worked import Picture, SnippetError, run_snippet

    path = (settings.root / module).resolve()
    try:
        outcome = run_snippet(path, settings.root, settings.snippets, [expression], lambda _, thing: thing)
    except SnippetError as error:
        raise PluginError(f"social cards: {error.path}:{error.line}: {error}") from None
    picture = outcome.values.get(expression)
    if not isinstance(picture, Picture):
        why = outcome.errors.get(expression, type(picture).__name__)
        raise PluginError(f"social cards: {expression} of {module} draws no figure: {why}")
    return picture, {name_below(settings.root, name): known for name, known in outcome.read.items()}


def site_colors(sheet: Path) -> tuple[str, str]:
    """The colours of the stage and its beam, from the site's style sheet."""
    css = sheet.read_text(encoding="utf-8")
    found = [re.search(rf"--{name}:\s*(#[0-9a-f]{{6}});", css) for name in ("stage", "stage-beam")]
    if None in found:
        raise PluginError(f"social cards: {SHEET} gives --stage and --stage-beam as hexadecimal colours")
    return found[0][1], found[1][1]


# ---- the drawing


def draw(title: str, site: str, figure, colors: tuple[str, str]) -> bytes:
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
