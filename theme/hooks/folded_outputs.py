"""A MkDocs hook: on the page of a lab, what answers a question is closed until the reader asks for it.

A question of a lab is a paragraph that begins with **Predict:**, and its answer is the output of the next cell that
puts out something. That output is folded, and with it what the lab says to it: up to the end of its first paragraph.
The notebook has no outputs before it is run, and stays as it is.
"""

import re

QUESTION = "<p><strong>Predict"
OUTPUT = re.compile(r'<div class="lab-output".*?</div>', re.DOTALL)
SAID = re.compile(r"\s*(?:<(table)\b.*?</\1>\s*)?<p>.*?</p>", re.DOTALL)
FOLDED = '<details class="success"><summary>Show the output</summary>\n{}\n</details>'


def on_page_content(html: str, **_) -> str:
    above, *asked = html.split(QUESTION)
    return QUESTION.join([above, *map(folded, asked)])


def folded(html: str) -> str:
    """From one question to the next, with the first output closed."""
    output = OUTPUT.search(html)
    if output is None:
        return html
    said = SAID.match(html, output.end())
    start, end = output.start(), said.end() if said else output.end()
    return html[:start] + FOLDED.format(html[start:end]) + html[end:]
