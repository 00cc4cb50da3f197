"""A picture becomes one line of SVG that follows the page it stands on."""

import re
import subprocess
import sys
from xml.etree import ElementTree

import markdown
import pytest
from matplotlib.figure import Figure

from worked import Picture
from worked.show.picture import svg

COLORS = {"#d62728": "--token-animal"}


class Saved:
    """A figure that saves the SVG that it was given."""

    def __init__(self, inside: str) -> None:
        self.text = (
            '<?xml version="1.0"?>\n<!-- made elsewhere -->\n'
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="10pt" height="10pt" viewBox="0 0 10 10">\n{inside}\n</svg>\n'
        )

    def savefig(self, file, **_) -> None:
        file.write(self.text.encode())


def busy_figure() -> Figure:
    """Markers, a clip path, a hatch, black and coloured text: all that carries ids and styles."""
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.plot([0, 1 / 3, 1], [0, 2 / 3, 1], "o-", color="#D62728")
    axes.fill([0, 1, 1], [0, 0, 1], hatch="//", fc="#d62728", ec="black")
    axes.text(0.5, 0.5, "weights *a* _b_ [1](=x) `c` $5 <&>", color="#d62728", parse_math=False)
    axes.text(0.2, 0.8, "plain", rotation=30)
    axes.text(0.1, 0.1, r"$\alpha_i$")
    axes.axvline(0.25, color="black")
    return figure


def drawn(figure=None, *, prefix="fig", alt="A line.", colors=COLORS) -> str:
    return svg(Picture(figure or busy_figure(), alt), prefix=prefix, colors=colors)


def elements(text: str) -> list[ElementTree.Element]:
    found = list(ElementTree.fromstring(text).iter())
    assert found
    return found


def texts(text: str) -> list[str]:
    found = ["".join(e.itertext()) for e in elements(text) if e.tag.endswith("}text")]
    assert found
    return found


def attributes(text: str) -> list[tuple[str, str]]:
    return [pair for element in elements(text) for pair in element.attrib.items()]


def test_figure_without_savefig_is_refused():
    with pytest.raises(TypeError, match="savefig.*str"):
        Picture("figure", "alt")


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_empty_alternative_text_is_refused(alt):
    with pytest.raises(ValueError, match="alternative text"):
        Picture(Figure(), alt)


def test_alternative_text_must_be_a_string():
    with pytest.raises(TypeError, match="NoneType"):
        Picture(Figure(), None)


@pytest.mark.parametrize("prefix", ["", "7-fig", "a b", 'a"b'])
def test_prefix_that_begins_no_id_is_refused(prefix):
    with pytest.raises(ValueError, match="id begins"):
        drawn(prefix=prefix)


def test_output_is_one_svg_element_on_one_line():
    text = drawn()
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" ') and text.endswith("</svg>")
    assert "\n" not in text
    for unwanted in ("<?xml", "<!DOCTYPE", "<!--", "<metadata", "xlink", "ns0:", "rdf"):
        assert unwanted not in text


def test_nothing_that_a_strict_content_security_policy_refuses():
    names = {name for name, _ in attributes(drawn())}
    assert "style" not in names
    assert not [e for e in elements(drawn()) if e.tag.endswith(("style", "script", "metadata"))]


def test_styles_become_presentation_attributes():
    wide = [e for e in elements(drawn()) if e.get("stroke", "").startswith("var(")]
    assert wide and all(float(e.get("stroke-width", 1)) > 0 for e in wide)
    inside = '<path d="M0 0L1 1" style="fill: none; stroke: #00ff00; stroke-width: 2"/>'
    path = elements(drawn(Saved(inside)))[1]
    assert path.attrib.pop("d") == "M0 0l1 1"
    assert path.attrib == {"fill": "none", "stroke": "#00ff00", "stroke-width": "2"}


def test_only_the_viewbox_gives_the_size():
    root = elements(drawn())[0]
    assert root.get("viewBox") == "0 0 216 144"
    assert "width" not in root.attrib and "height" not in root.attrib


def test_reader_who_cannot_see_hears_the_alternative_text():
    root = elements(drawn(alt='Two "beams"\n <wide & narrow>.'))[0]
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Two "beams" <wide & narrow>.'
    assert root.get("class") == "worked-picture"


def test_text_stays_text_in_the_page_font():
    assert "weights *a* _b_ [1](=x) `c` $5 <&>" in texts(drawn())
    assert "plain" in texts(drawn())
    names = {name for name, _ in attributes(drawn())}
    assert "font-family" not in names and "font" not in names
    assert "font-size" in names


def test_font_shorthand_keeps_its_size_and_weight():
    inside = "<text style=\"font: 700 12.5px 'DejaVu Sans', sans-serif\">a</text>"
    text = elements(drawn(Saved(inside)))[1]
    assert (text.get("font-size"), text.get("font-weight")) == ("12.5px", "700")


def test_named_colours_become_custom_properties():
    paints = [value for name, value in attributes(drawn()) if name in ("fill", "stroke")]
    assert "var(--token-animal, #d62728)" in paints
    assert "#d62728" not in paints


def test_black_becomes_the_page_text_colour():
    paints = [value for name, value in attributes(drawn()) if name in ("fill", "stroke")]
    assert "#000000" not in paints and paints.count("currentColor") >= 2
    root = elements(drawn())[0]
    assert root.get("fill") == "currentColor"  # text and shapes that name no fill are black


def test_background_is_left_to_the_page():
    figure = Figure()
    figure.add_axes((0, 0, 1, 1)).set_axis_off()
    assert len(elements(drawn(figure))) == 1


def test_two_pictures_share_no_id():
    ids = [
        {value for name, value in attributes(drawn(prefix=prefix)) if name == "id"} for prefix in ("first", "second")
    ]
    assert all(ids) and not ids[0] & ids[1]
    assert all(id_.startswith("first-") for id_ in ids[0])


def test_every_reference_finds_its_element():
    found = attributes(drawn(prefix="own_2"))
    ids = [value for name, value in found if name == "id"]
    targets = [value[1:] for name, value in found if name == "href"]
    targets += [id_ for _, value in found for id_ in re.findall(r"url\(#(.+?)\)", value)]
    assert len(ids) == len(set(ids)) == 3  # a marker, a clip path and a hatch
    assert set(targets) == set(ids)


def test_bytes_repeat():
    assert drawn() == drawn()


def test_lengths_have_two_decimals_at_most_and_those_of_paths_one():
    lengths = [value for name, value in attributes(drawn()) if name in ("x", "y", "transform")]
    assert any(re.search(r"\d\.\d\d\b", value) for value in lengths)
    assert not [value for value in lengths if re.search(r"\.\d{3}", value)]
    paths = [value for name, value in attributes(drawn()) if name == "d"]
    assert any(re.search(r"\d\.\d\b", value) for value in paths)
    assert not [value for value in paths if re.search(r"\.\d\d", value)]


@pytest.mark.parametrize(
    "before, after",
    [
        ("M 1.005 -0.001 L 1234567.891 2.50", "M1 0l1234566.9 2.5"),
        ("M 9.999 0.004\nL 1e-05 3.25e1", "M10 0l-10 32.5"),
        ("M 1 2.04 L 5 2 L 5 6.02\nL 1 6 z L 1 8", "M1 2h4v4h-4zv6"),
        ("M 1 2 C 1 3 4 5 6 7 L 6 9 Q 1 2 3 4 L 8 4 M 8 4 L 9 5", "M1 2c0 1 3 3 5 5v2q-5-7-3-5h5M8 4l1 1"),
        ("M 10.5 0.5 L 10.04 0.94 L 10.04 0.94", "M10.5 .5l-.5 .4h0"),
    ],
)
def test_path_goes_in_steps_of_tenths(before, after):
    path = elements(drawn(Saved(f'<path d="{before}"/>')))[1]
    assert path.get("d") == after


def test_errors_of_rounding_do_not_add_up():
    places = "".join(f" L {number * 1.04:.2f} 0" for number in range(1, 101))
    path = elements(drawn(Saved(f'<path d="M 0 0{places}"/>')))[1]
    assert sum(map(float, path.get("d").split("h")[1:])) == pytest.approx(104)


@pytest.mark.parametrize(
    "shape, is_kept", [('x="0" y="0" width="10" height="10"', False), ('x="1" y="0" width="9" height="10"', True)]
)
def test_clip_that_cuts_nothing_off_goes(shape, is_kept):
    inside = f'<defs><clipPath id="a"><rect {shape}/></clipPath></defs><path d="M 0 0 L 1 1" clip-path="url(#a)"/>'
    assert ("clip-path" in drawn(Saved(inside))) == is_kept


def test_factors_are_not_rounded():
    inside = '<path d="M 0 0" transform="translate(1.23456 2) scale(0.015625 -0.015625)"/>'
    path = elements(drawn(Saved(inside)))[1]
    assert path.get("transform") == "translate(1.23456 2) scale(0.015625 -0.015625)"


@pytest.mark.parametrize("frame", ["Before\n\n<figure>{}</figure>\n\nAfter", "Inline {} here."])
def test_markdown_leaves_it_as_it_is(frame):
    plain = drawn()
    page = markdown.markdown(frame.format(plain), extensions=["tables", "footnotes", "md_in_html"])
    passed = page[page.index("<svg") : page.index("</svg>") + len("</svg>")]
    assert texts(passed) == texts(plain)
    assert attributes(passed) == attributes(plain)


def test_importing_it_does_not_import_matplotlib():
    code = "import sys, worked.show.picture; print('matplotlib' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
