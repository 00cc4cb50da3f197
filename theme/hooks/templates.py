"""Templates of the theme: where one opens what it does not close. A browser closes it somewhere else, and says nothing."""

import re

from worked import unpaired_tag

NO_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!doctype[^>]*>|(?<=<script>).*?(?=</script>)", re.DOTALL | re.IGNORECASE
)


def mistake_in(template: str) -> tuple[int, int, str]:
    """Line and column of the first tag without its other half, and what is wrong with it; "" for none.

    A template is read as it is written: what a condition opens, the same condition has to close.
    """
    markup = NO_MARKUP.sub(lambda left_out: re.sub(r"[^\n]", " ", left_out[0]), template)
    if (unpaired := unpaired_tag(markup)) is None:
        return 1, 1, ""
    tag, _ = unpaired
    line, column = markup.count("\n", 0, tag.start) + 1, tag.start - markup.rfind("\n", 0, tag.start)
    is_closing = markup.startswith("</", tag.start)
    return line, column, "this closes nothing that is open here" if is_closing else "this is never closed"
