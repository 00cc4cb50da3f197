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


def test_drawings_of_each_lesson_are_found():
    modules = [place.partition(".")[0] for place in DRAWINGS]
    assert {
        module: modules.count(module) for module in ("eli5", "soft_lookup", "scaled_dot_product", "multi_head")
    } == {
        "eli5": 3,
        "soft_lookup": 10,
        "scaled_dot_product": 7,
        "multi_head": 3,
    }


def test_picture_is_the_same_each_time(draw, drawn):
    assert svg(draw(), prefix="p", colors=stage.VARIABLES) == drawn


def test_picture_is_light(drawn):
    assert len(drawn.encode()) <= HEAVIEST


def test_every_colour_follows_the_page(drawn):
    root = ElementTree.fromstring(drawn)
    paints = {e.get(name) for e in root.iter() for name in ("fill", "stroke")} - {None}
    assert any("var(--" in paint for paint in paints)
    assert {p for p in paints if not p.startswith("var(--")} <= {"none", "currentColor"}


def test_letters_can_be_read_on_a_phone(picture):
    width = picture.figure.get_figwidth() * 72
    smallest = min(text.get_size() for text in texts(picture))
    assert smallest * min(1, PHONE / width) >= SMALLEST


def test_no_text_is_clipped_or_covers_another(picture):
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    boxes = {text: text.get_window_extent(renderer) for text in texts(picture)}
    page = picture.figure.bbox
    outside = [t.get_text() for t, box in boxes.items() if box.x0 < 0 or box.x1 > page.x1]
    assert not outside
    assert all(box.y0 >= 0 and box.y1 <= page.y1 for box in boxes.values())
    pairs = itertools.combinations(boxes.items(), 2)
    assert not [(a.get_text(), b.get_text()) for (a, p), (b, q) in pairs if p.overlaps(q)]


def test_text_fits_its_card(picture):
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    cards_drawn = picture.figure.findobj(FancyBboxPatch)
    for text, shape in itertools.product(texts(picture), cards_drawn):
        letters, card = text.get_window_extent(renderer), shape.get_window_extent(renderer)
        if card.contains(*letters.get_points().mean(axis=0)):
            assert card.x0 < letters.x0 and letters.x1 < card.x1, text.get_text()


def test_no_axes_or_frames(picture):
    assert all(not axes.axison for axes in picture.figure.axes)


def test_alternative_text_is_one_to_three_sentences(picture):
    sentences = re.findall(r"[.]['\"]?(?:\s|$)", picture.alt)
    assert 1 <= len(sentences) <= 3
    assert "  " not in picture.alt and "\n" not in picture.alt
