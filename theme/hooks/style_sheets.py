"""What hooks that publish style sheets do with each: refuse what a browser would pass over in silence, and make it smaller."""

import re

import lightningcss

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACED = re.compile(r"\s*([{};,>])\s*")
ZERO = re.compile(r"(?<![\w.])0(?=\.\d)")  # of 0.5
DECLARED = re.compile(r"(?<=[{;])([\w-]+): ")  # a property and its colon
PLACED = re.compile(r"(?:Parsing stylesheet failed: )?(?P<words>.*) at :(?P<line>\d+):(?P<column>\d+)", re.DOTALL)
TEXT = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
NOT_ENDED = re.compile(r"(?<=[{;])\s*[\w-]+\s*:[^;{}]*?(?P<end>\n)\s*[\w-]+\s*:[^;{}]*[;}]")


def minify(sheet: str) -> str:
    """A style sheet without its comments, and without the blanks and zeros that only its authors need."""
    tight = DECLARED.sub(r"\1:", SPACED.sub(r"\1", COMMENT.sub("", sheet)))
    return ZERO.sub("", tight).replace(";}", "}").strip()


def mistake_in(sheet: str) -> tuple[int, int, str]:
    """Line and column of the first mistake, and what it is; "" for none.

    A browser drops the rule, or all that follows, and says nothing.
    """
    if found := refusal_of(sheet):
        place = PLACED.fullmatch(found)
        return (int(place["line"]) + 1, int(place["column"]), place["words"]) if place else (1, 1, found)
    bare = TEXT.sub(lambda text: "".join("\n" if one == "\n" else " " for one in text[0]), sheet)
    if not refusal_of(sheet + "\n}"):  # one more is too many, unless something is open
        return *place_in(sheet, opened(sheet, bare)), "this is never closed"
    if found := NOT_ENDED.search(bare):
        end = len(bare[: found.start("end")].rstrip())
        return *place_in(sheet, end), "a semicolon is missing behind this"
    return 1, 1, ""


def refusal_of(sheet: str) -> str:
    try:
        lightningcss.process_stylesheet(sheet)
    except ValueError as error:
        return str(error)
    return ""


def opened(sheet: str, bare: str) -> int:
    """Where the innermost comment or block stands that is never closed.

    bare  the sheet with blanks in the place of comments and strings
    """
    last = list(TEXT.finditer(sheet))[-1:]
    if last and last[0][0].startswith("/*") and not last[0][0].endswith("*/"):
        return last[0].start()
    open_at = []
    for brace in re.finditer("[{}]", bare):
        if brace[0] == "{":
            open_at.append(brace.start())
        elif open_at:
            open_at.pop()
    return open_at[-1] if open_at else 0


def place_in(sheet: str, at: int) -> tuple[int, int]:
    return sheet.count("\n", 0, at) + 1, at - sheet.rfind("\n", 0, at)
