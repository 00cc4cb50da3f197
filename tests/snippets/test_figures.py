"""What every figure of every lesson keeps, so that it can be read on a phone, in both schemes."""

import importlib
import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyBboxPatch

from snippets.figures import stage
from tests.snippets.drawn import texts
from worked import Picture, svg

ROOT = Path(__file__).parents[2]
MODULES = sorted(file.stem for file in ROOT.glob("snippets/figures/*.py"))
HEAVIEST = 25_000  # bytes of one drawing, before compression
PHONE = 360  # pixels: a figure goes from edge to edge of the narrowest phone
SMALLEST = 12  # pixels of its letters there
EDGE = 4  # pixels that stay free between letters and the side of a drawing: a reader's font may be a little wider
RIM = 2.5  # pixels between the rim of a card and the side


def drawings() -> dict[str, object]:
    """The functions that draw a picture from nothing, by module and name."""
    found = {}
    for stem in MODULES:
        module = importlib.import_module(f"snippets.figures.{stem}")
        for name, thing in vars(module).items():
            if getattr(thing, "__annotations__", None) == {"return": Picture}:
                found[f"{stem}.{name}"] = thing
    return found


DRAWINGS = drawings()


@pytest.fixture(scope="module", params=DRAWINGS)
def draw(request):
    return DRAWINGS[request.param]


@pytest.fixture(scope="module")
def picture(draw) -> Picture:
    """A figure; only to be looked at."""
    return draw()


@pytest.fixture(scope="module")
def drawn(picture) -> str:
    """The SVG of a figure."""
    return svg(picture, prefix="p", colors=stage.VARIABLES)


def test_drawings_of_each_module_that_a_page_names_are_found():
    pages = [page.read_text("utf8").partition("\n---\n")[0] for page in ROOT.glob("docs/**/*.md")]
    named = {
        found[1] for page in pages if (found := re.search(r"^figures: snippets/figures/(\w+)\.py$", page, re.MULTILINE))
    }
    empty = named - {place.partition(".")[0] for place in DRAWINGS}
    assert not empty, (
        f"a drawing is a function with no argument but defaults, `def NAME() -> Picture`: {empty} have none"
    )
    assert len(named) >= 4


def test_picture_is_the_same_each_time(draw, drawn):
    assert svg(draw(), prefix="p", colors=stage.VARIABLES) == drawn


def test_picture_is_light(drawn):
    assert len(drawn.encode()) <= HEAVIEST, f"a drawing takes at most {HEAVIEST:,} bytes"


def test_every_colour_follows_the_page(drawn):
    root = ElementTree.fromstring(drawn)
    paints = {e.get(name) for e in root.iter() for name in ("fill", "stroke")} - {None}
    others = {paint for paint in paints if not paint.startswith("var(--")} - {"none", "currentColor"}
    assert not others, f"a drawing has the colours of snippets/figures/stage.py, and not {others}"
    assert any("var(--" in paint for paint in paints)


def test_letters_can_be_read_on_a_phone(picture):
    width = picture.figure.get_figwidth() * 72
    smallest = min(text.get_size() for text in texts(picture))
    shown = smallest * min(1, PHONE / width)
    assert shown >= SMALLEST, (
        f"letters have {SMALLEST} pixels at least on a phone of {PHONE}: BODY of stage.py has them"
    )


def test_no_text_is_clipped_or_covers_another(picture):
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    boxes = {text: text.get_window_extent(renderer) for text in texts(picture)}
    page = picture.figure.bbox
    outside = [t.get_text() for t, box in boxes.items() if box.x0 < EDGE or box.x1 > page.x1 - EDGE]
    outside += [t.get_text() for t, box in boxes.items() if box.y0 < 0 or box.y1 > page.y1]
    assert not outside, "these words do not fit on the drawing"
    pairs = itertools.combinations(boxes.items(), 2)
    covered = [(a.get_text(), b.get_text()) for (a, p), (b, q) in pairs if p.overlaps(q)]
    assert not covered, "of these words some cover others"


def test_no_card_touches_the_side(picture):
    renderer, page = FigureCanvasAgg(picture.figure).get_renderer(), picture.figure.bbox
    for card in picture.figure.findobj(FancyBboxPatch):
        box, rim = card.get_window_extent(renderer), card.get_linewidth() / 2
        assert min(box.x0, page.x1 - box.x1) - rim >= RIM, "a phone shows a drawing from edge to edge"


def test_text_fits_its_card(picture):
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    cards_drawn = picture.figure.findobj(FancyBboxPatch)
    for text, shape in itertools.product(texts(picture), cards_drawn):
        letters, card = text.get_window_extent(renderer), shape.get_window_extent(renderer)
        if card.contains(*letters.get_points().mean(axis=0)):
            assert card.x0 < letters.x0 and letters.x1 < card.x1, f"{text.get_text()!r} is wider than its card"


def test_no_axes_or_frames(picture):
    assert all(not axes.axison for axes in picture.figure.axes), "a drawing has no axes: begin with stage() of stage.py"


def test_alternative_text_is_one_to_three_sentences(picture):
    sentences = re.findall(r"[.]['\"]?(?:\s|$)", picture.alt)
    assert 1 <= len(sentences) <= 3, f"the text for those who do not see it has one to three sentences: {picture.alt}"
    assert "  " not in picture.alt and "\n" not in picture.alt, "each blank of that text is one blank"
