"""The texts of a drawing, taken in the process that draws it."""

from xml.etree import ElementTree

from worked import svg


def texts_of(expression: str, picture) -> list[str]:
    """The alternative text, and then the texts in the figure."""
    return [picture.alt, *(text.get_text() for axes in picture.figure.axes for text in axes.texts)]


def texts_looked_at_and_shown(expression: str, picture) -> list[list[str]]:
    """The texts above, and those of the SVG."""
    drawn = ElementTree.fromstring(svg(picture, prefix="p", colors={}))
    shown = [" ".join(text.itertext()) for text in drawn.iter() if text.tag.endswith("}text")]
    return [texts_of(expression, picture), [drawn.get("aria-label"), *shown]]
