"""A MkDocs hook: lines of code that wrap on a phone go on behind their own indent, so that indents keep their meaning.

Each line of highlighted code gets a class for the column at which it goes on; theme/assets/site.css does
the rest. In the table of a docstring this is the column of the descriptions. The text stays as it is.
Names and blanks, which have the colour of the text around them, lose the element around each: many bytes.
"""

import re
from html import unescape

CODE = re.compile(r'(<div class="[^"]*\bhighlight\b[^"]*"><pre><span></span><code>)(.*?)(</code></pre>)', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
PLAIN = re.compile(r'<span class="[nw]">([^<]*)</span>')
DESCRIBED = re.compile(r" *[\w, ]*\w {2,}(?=\S)")  # in a docstring: names, and the blanks before their description
FARTHEST = 18  # columns; a phone shows about forty


def on_page_content(html: str, **_) -> str:
    return CODE.sub(lambda code: code[1] + "".join(map(line, code[2].splitlines(keepends=True))) + code[3], html)


def line(shown: str) -> str:
    text = PLAIN.sub(r"\1", shown)
    return f'<span class="code-line hang-{hang(shown)}">{text}</span>'


def hang(shown: str) -> int:
    """The column at which a wrapped line goes on: an even number, since there is a class for each."""
    text = unescape(TAG.sub("", shown)).rstrip()
    table = DESCRIBED.match(text) if '<span class="sd">' in shown else None
    start = table.end() if table else len(text) - len(text.lstrip()) + 2
    return min(start + start % 2, FARTHEST)
