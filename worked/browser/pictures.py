"""Pictures that the code of a reader draws, as the site shows those of its labs."""

from pathlib import Path

from worked.settings import settings_for
from worked.show.picture import svg_of_text


def draw(root: Path, made: dict, prefix: str) -> dict:
    """Put the pictures of a run into what is told of it, ready for a page.

    made     what the run gave; pictures holds SVG
    prefix   begins the ids of the pictures; no other block of the page may have the same
    returns  the same; an error where a picture cannot be shown
    """
    colors, texts, drawn = settings_for(root).colors, made.get("pictures", []), []
    try:
        for number, text in enumerate(texts, start=1):
            drawn.append(svg_of_text(text, prefix=f"{prefix}-{number}", colors=colors))
    except ValueError as error:
        mend = ": give the SVG a <title>" if "alternative" in str(error) else ""
        return {"error": f"This draws a picture, and {error}{mend}.", "line": 0} | made | {"pictures": []}
    return made | {"pictures": drawn}
