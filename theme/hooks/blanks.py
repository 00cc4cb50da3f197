"""A MkDocs hook: the blanks that the theme's templates leave around the text of a page stay behind.

They are a tenth of what a small page weighs, compressed as well, and no browser shows them. The text of the page and
all scripts stay as they are: in them a blank may count.
"""

import re

BLANKS = re.compile(r"\n\s+")
SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
is_preview = False


def on_startup(*, command, dirty):
    global is_preview
    is_preview = command == "serve"


def on_post_page(output, *, page, config):
    text = page.content or ""
    if is_preview or output.count(text) != 1:
        return output
    head, foot = output.split(text)
    return tight(head) + text + tight(foot)


def tight(frame: str) -> str:
    """HTML of a template without the blanks at the beginning of its lines, and without empty lines."""
    pieces = SCRIPT.split(frame)
    return "".join(piece if number % 2 else BLANKS.sub("\n", piece) for number, piece in enumerate(pieces))
