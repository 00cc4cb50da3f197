"""Pictures of the theme: where one is no SVG. A browser would show nothing in its place."""

from xml.etree import ElementTree


def mistake_in(picture: str) -> tuple[int, int, str]:
    """Line and column of the first mistake, and what it is; "" for none."""
    try:
        ElementTree.fromstring(picture)
    except ElementTree.ParseError as error:
        line, column = error.position
        return line, column + 1, f"this is no SVG: {str(error).partition(':')[0]}"
    return 1, 1, ""
