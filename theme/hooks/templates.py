"""Templates of the theme: where one opens what it does not close, or writes a script that is no JavaScript. Browsers say nothing."""

import re

from scripts import mistake_in as mistake_in_script  # beside this file

from worked import unpaired_tag

SCRIPT = re.compile(r"(?<=<script>)(?:(?!\{[{%#]).)*?(?=</script>)", re.DOTALL)  # one that Jinja does not fill in
NO_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!doctype[^>]*>|(?<=<script>).*?(?=</script>)", re.DOTALL | re.IGNORECASE
)


def mistake_in(template: str) -> tuple[int, int, str]:
    """Line and column of the first script that cannot be read, or tag without its other half, and what is wrong; "" for none.

    A template is read as it is written: what a condition opens, the same condition has to close.
    """
    for script in SCRIPT.finditer(template):
        line, column, words = mistake_in_script(script[0])
        if words:
            before = template[: script.start()]
            column += len(before) - before.rfind("\n") - 1 if line == 1 else 0
            return before.count("\n") + line, column, words
    markup = NO_MARKUP.sub(lambda left_out: re.sub(r"[^\n]", " ", left_out[0]), template)
    if (unpaired := unpaired_tag(markup)) is None:
        return 1, 1, ""
    tag, _ = unpaired
    line, column = markup.count("\n", 0, tag.start) + 1, tag.start - markup.rfind("\n", 0, tag.start)
    is_closing = markup.startswith("</", tag.start)
    return line, column, "this closes nothing that is open here" if is_closing else "this is never closed"
