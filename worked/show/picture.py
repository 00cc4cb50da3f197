"""Pictures: a figure and its alternative text become SVG inside of a page.

The SVG takes the page's font, text colour and palette, and scales to the column. It has no style
attribute, which a strict Content-Security-Policy would refuse, and ids of its own, so that several
pictures fit on one page.
"""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from worked.run.values import Picture

Element = ElementTree.Element

SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "worked", "svg.image_inline": True}
UNDATED = {"Date": None, "Creator": None, "Format": None, "Type": None}
NOT_DRAWN = {"metadata", "style", "script", "title", "desc"}
LEFT_TO_THE_PAGE = {"font", "font-family"}
FONT = re.compile(r"(?:.*\b(?P<weight>\d+|bold)\s)?.*?(?P<size>[\d.]+px)")
PAINTS = ("fill", "stroke", "color", "stop-color")
MEASURES = ("d", "x", "y", "width", "height", "points", "transform", "viewBox")
BLACK = {"#000", "#000000", "black"}
MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "*_`[]$\\"})
REFERENCE = re.compile(r"url\(#([^)]+)\)")
COMMAND = re.compile(r"([MLCQZz])([^MLCQZz]*)")  # in a path that matplotlib wrote: a letter and its numbers
ZERO = re.compile(r"\b0(?=\.)")  # which a fraction below one does not need
FRACTION = re.compile(r"-?\d*\.\d+(?:e[-+]?\d+)?")


def svg(picture: Picture, *, prefix: str, colors: Mapping[str, str]) -> str:
    """Draw a picture as one line of SVG that can stand inside a page.

    picture  the figure and its alternative text
    prefix   begins every id; no other picture of the page may have the same
    colors   the CSS custom property for a hexadecimal colour, `{"#c45100": "--token-animal"}`;
             a colour that is not in it stays, and black becomes the page's text colour
    returns  `<svg ...>...</svg>`, the same text each time
    raises   ValueError: an id cannot begin with the prefix
    """
    root = drawn(picture.figure)
    for element in root.iter():
        unstyle(element)
        round_measures(element)
    unclip(root)
    return for_page(root, picture.alt, prefix, colors)


def svg_of_text(text: str, *, prefix: str, colors: Mapping[str, str], alt: str = "") -> str:
    """Let a picture that somebody else drew, as SVG, stand inside a page.

    alt      alternative text; without it, that of the SVG itself: its `aria-label`, or its first `<title>`
    returns  as svg() does, with all measures as they were
    raises   ValueError: it is no SVG with a size, or there is no alternative text
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"it is no SVG: {error}") from None
    alt = alt or root.get("aria-label") or next((one.text for one in root if local(one.tag) == "title"), "") or ""
    if not alt.strip():
        raise ValueError("it has no alternative text")
    tidy(root)
    if root.tag != "svg" or not root.get("viewBox"):
        raise ValueError("it is no SVG with a viewBox, which says how large it is")
    for element in root.iter():
        unstyle(element)
    return for_page(root, alt, prefix, colors)


def for_page(root: Element, alt: str, prefix: str, colors: Mapping[str, str]) -> str:
    if not re.fullmatch(r"[A-Za-z][\w-]*", prefix):
        raise ValueError(f"an id begins with a letter, then letters, digits, - or _: {prefix!r}")
    palette = {color.lower(): name for color, name in colors.items()}
    for element in root.iter():
        paint(element, palette)
    own_ids(root, prefix)
    prune(root)
    present(root, alt)
    return ElementTree.tostring(root, encoding="unicode").translate(MARKS)


def drawn(figure: Any) -> Element:
    """Save a figure as SVG and parse it."""
    from matplotlib import rc_context

    file = io.BytesIO()
    with rc_context(SETTINGS):
        figure.savefig(file, format="svg", transparent=True, metadata=UNDATED)
    root = ElementTree.fromstring(file.getvalue())
    tidy(root)
    return root


def tidy(root: Element) -> None:
    """Names lose their namespaces, and elements the text that nobody sees."""
    for element in root.iter():
        element.tag = local(element.tag)
        element.attrib = {local(name): value for name, value in element.attrib.items()}
        if element.tag not in ("text", "tspan") or not (element.text or "").strip():
            element.text = None
        element.tail = " " if element.tag == "text" else None  # else a search engine takes two labels for one word


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def unstyle(element: Element) -> None:
    """Turn the style attribute into presentation attributes; the page chooses the font."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font" and (font := FONT.match(value)):
            element.set("font-size", font["size"])
            element.set("font-weight", font["weight"] or "400")
        elif name:
            element.set(name, value)
    for name in LEFT_TO_THE_PAGE & element.attrib.keys():
        del element.attrib[name]


def paint(element: Element, palette: Mapping[str, str]) -> None:
    """Let the page's palette choose the colours."""
    for name in PAINTS:
        color = element.get(name, "").lower()
        if color in palette:
            element.set(name, f"var({palette[color]}, {color})")
        elif color in BLACK:
            element.set(name, "currentColor")


def round_measures(element: Element) -> None:
    """Round places and lengths to two decimals, those of a path to one; leave factors as they are."""
    for name in MEASURES:
        value = element.get(name)
        if value is None or re.search("scale|matrix|skew", value):
            continue
        if name == "d":
            element.set(name, tighter(value))
        else:
            element.set(name, " ".join(FRACTION.sub(lambda found: rounded(found[0], 2), value).split()))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def tighter(path: str) -> str:
    """A path from each point to the next: small numbers, which a server packs better than whole places.

    path     as matplotlib writes it: M, L, C, Q and z, each number a whole place
    returns  each place rounded to a tenth, then the steps between the rounded places, so that no error adds up
    """
    parts, here, start = [], (0, 0), (0, 0)
    for letter, text in COMMAND.findall(path):
        tenths = [round(10 * float(number)) for number in text.split()]
        points = list(zip(tenths[::2], tenths[1::2], strict=True))
        if letter == "M":
            parts.append(f"M{joined(points[0])}")
            start = points[0]
        elif letter in "Zz":
            parts.append("z")
            points = [start]
        else:
            parts.append(step(letter.lower(), [(x - here[0], y - here[1]) for x, y in points]))
        here = points[-1]
    return "".join(parts)


def step(letter: str, ways: list[tuple[int, int]]) -> str:
    """One command of a path; a level or an upright line needs one number only."""
    [*_, (right, down)] = ways
    if letter == "l" and not down:
        return f"h{joined([right])}"
    if letter == "l" and not right:
        return f"v{joined([down])}"
    return letter + joined(number for way in ways for number in way)


def joined(tenths: Iterable[int]) -> str:
    """Numbers in a row; a minus sign parts two of them as well as a blank does."""
    numbers = " ".join(f"{number / 10:.1f}".removesuffix(".0") for number in tenths)
    return ZERO.sub("", numbers).replace(" -", "-")


def rounded(number: str, decimals: int) -> str:
    """A number with at most so many decimals, and none that it does not need."""
    return f"{round(float(number), decimals) + 0:.{decimals}f}".rstrip("0").rstrip(".")


def unclip(root: Element) -> None:
    """Drop the clips that cut nothing off: what lies outside of a picture is not shown anyhow."""
    _, _, width, height = map(float, root.get("viewBox").split())
    for element in list(root.iter("clipPath")):
        [shape] = element
        left, top, wide, high = (float(shape.get(name, "nan")) for name in ("x", "y", "width", "height"))
        if left <= 0 and top <= 0 and left + wide >= width and top + high >= height:
            for clipped in root.iterfind(f".//*[@clip-path='url(#{element.get('id')})']"):
                del clipped.attrib["clip-path"]


def own_ids(root: Element, prefix: str) -> None:
    """Rename the ids that are referred to, and drop the others."""
    used = {id_ for element in root.iter() for id_ in ids_referred_to(element)}
    known = [element.get("id") for element in root.iter() if element.get("id") in used]
    names = {old: f"{prefix}-{number}" for number, old in enumerate(known, start=1)}
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old in names:
            element.set("id", names[old])
        for attribute, value in element.attrib.items():
            value = REFERENCE.sub(lambda found: f"url(#{names.get(found[1], found[1])})", value)
            if attribute == "href" and value.startswith("#"):
                value = f"#{names.get(value[1:], value[1:])}"
            element.set(attribute, value)


def ids_referred_to(element: Element) -> list[str]:
    """The ids that an element's attributes refer to."""
    found = [id_ for value in element.attrib.values() for id_ in REFERENCE.findall(value)]
    if element.get("href", "").startswith("#"):
        found.append(element.get("href")[1:])
    return found


def prune(element: Element) -> None:
    """Remove what draws nothing, and groups that only hold others."""
    kept = []
    for child in element:
        prune(child)
        if child.tag in NOT_DRAWN or is_invisible(child):
            continue
        kept.extend(child if child.tag == "g" and not child.attrib else [child])
    element[:] = kept


def is_invisible(element: Element) -> bool:
    """Whether an element is an empty container, or a path with neither fill nor line."""
    if element.tag in ("g", "defs"):
        return len(element) == 0
    unpainted = element.get("fill") == "none" and element.get("stroke", "none") == "none"
    return element.tag == "path" and unpainted and "id" not in element.attrib


def present(root: Element, alt: str) -> None:
    """Say what the picture is, and let it scale: only the viewBox gives its size."""
    root.attrib = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "worked-picture",
        "viewBox": root.get("viewBox"),
        "role": "img",
        "aria-label": " ".join(alt.split()),
        "fill": "currentColor",
        "stroke-linejoin": "round",
    }
