"""A MkDocs hook: tokens keep their colour outside of figures, in tables, drawings of letters and outputs of labs.

Pages name a token in plain words. Where such a word names a row or a column, the built page gets
`<span class="token token-animal">` around it, and in drawings of letters around the bar behind it too.
theme/assets/figures.css has the colours. The steps of a calculation are coloured by `worked`.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

SETTINGS = Path(__file__).parents[2] / "pyproject.toml"
LESSON_00 = {"cat": "animal", "milk": "road", "thirsty": "cross"}  # as in snippets/figures/paint.py
NAMING = re.compile(r"<th\b.*?</th>|(?<=<tr>)\s*<td\b.*?</td>", re.DOTALL)  # headings, and first cells
EMPTY = re.compile(r"<th\b([^>]*)>\s*</th>")
LETTERS = re.compile(r'<pre class="worked-diagram".*?</pre>|<div class="lab-output"[^>]*><pre.*?</pre>', re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
BAR = r"(?: *[█▉▊▋▌▍▎▏]+)?"


@cache
def words() -> dict[str, str]:
    """Each word that names a token, and the token whose colour it has."""
    colors = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["worked"]["colors"]
    tokens = [name.removeprefix("--token-") for name in colors.values() if name.startswith("--token-")]
    return {token: token for token in tokens} | LESSON_00


def on_page_content(html: str, **_) -> str:
    named = "|".join(words())
    html = EMPTY.sub(r"<td\1></td>", html)
    html = NAMING.sub(lambda cell: colored(cell.group(), rf"\b({named})\b(?!-)"), html)  # cross-attention is no card
    return LETTERS.sub(lambda drawing: colored(drawing.group(), rf"((?:^|&#10;) *)({named})\b{BAR}"), html)


def colored(html: str, pattern: str) -> str:
    """Colour what the pattern finds in the text; tags stay as they are."""
    parts = TAG.split(html)
    parts[::2] = [re.sub(pattern, span, text, flags=re.MULTILINE) for text in parts[::2]]
    return "".join(parts)


def span(found: re.Match) -> str:
    indent, word = ("", *found.groups())[-2:]
    token = words()[word]
    return f'{indent}<span class="token token-{token}">{found.group()[len(indent) :]}</span>'
