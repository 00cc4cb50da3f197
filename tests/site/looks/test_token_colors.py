"""Tokens have their colour in tables, letter drawings and outputs, and pages keep their text."""

import re
from html.parser import HTMLParser

import pytest

from snippets.figures import paint, stage
from theme.hooks import code_lines, token_colors

TOKENS = ["animal", "road", "cross", "tired"]


class Text(HTMLParser):
    """Reads what a page shows, and that each tag is closed."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        if tag not in ("br", "hr", "img", "input", "meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def marked(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<span class="token token-(\w+)">([^<]*)</span>', html)


def test_words_have_the_colours_of_the_figures():
    names = {color: token for token, color in stage.TOKENS.items()}
    in_lesson_00 = {word: names[color] for word, color in paint.COLORS.items()}
    assert token_colors.words() == {token: token for token in stage.TOKENS} | in_lesson_00


def test_headings_and_first_cells_are_coloured():
    html = (
        "<table><thead><tr><th></th><th>weight of <em>animal</em></th></tr></thead>"
        "<tbody><tr>\n<td>road</td><td>a road</td></tr><tr>\n<td>across</td><td>tired</td></tr><tr>\n<td>cross-attention</td></tr></tbody></table>"
    )
    made = token_colors.on_page_content(html)
    assert marked(made) == [("animal", "animal"), ("road", "road")]
    assert "<tr><td></td><th>" in made
    assert Text(made).text == Text(html).text


@pytest.mark.parametrize("end", ["\n", "&#10;"])
def test_bars_of_letter_drawings_are_coloured_with_their_word(end):
    html = (
        f'<pre class="worked-diagram" tabindex="0">animal ███▌ 0.72{end}road   █    0.05{end}sum 1, tired of it</pre>'
    )
    assert marked(token_colors.on_page_content(html)) == [("animal", "animal ███▌"), ("road", "road   █")]


def test_outputs_of_labs_are_coloured_and_code_and_prose_are_not():
    output = '<div class="lab-output" role="group"><pre tabindex="0">animal  2.88\n tired  0.00</pre></div>'
    others = "<p>animal</p><pre><code>road = 1</code></pre>"
    made = token_colors.on_page_content(output + others)
    assert marked(made) == [("animal", "animal"), ("tired", "tired")]
    assert made.endswith(others)


def test_tokens_of_the_built_lessons_are_coloured(built):
    found = {
        page: {token for token, _ in marked((built / "site" / page / "index.html").read_text(encoding="utf-8"))}
        for page in (
            "lessons/07-soft-lookup",
            "lessons/08-scaled-dot-product",
            "labs/07-soft-lookup",
            "labs/08-scaled-dot-product",
        )
    }
    assert found == {page: set(TOKENS) for page in found}
    assert len(found) == 4


CODE = (
    '<div class="language-python highlight"><pre><span></span><code><span class="k">def</span> mix(a):\n'
    '<span class="w">    </span><span class="sd">&quot;&quot;&quot;Blend.</span>\n\n'
    '<span class="sd">    weights  (n,) float</span>\n'
    '<span class="sd">    &quot;&quot;&quot;</span>\n'
    '        <span class="k">return</span> a  # &lt;\n</code></pre></div>'
)


def test_wrapped_code_goes_on_behind_its_beginning():
    made = code_lines.on_page_content(CODE)
    hangs = list(map(int, re.findall(r'class="code-line hang-(\d+)"', made)))
    assert hangs == [2, 6, 2, 14, 6, 10]  # "weights  " ends in column 13, and even numbers have a class
    assert Text(made).text == Text(CODE).text


def test_lines_of_built_code_are_whole(built):
    lines = 0
    for page in sorted((built / "site").glob("l*/*/index.html")):
        for line in re.findall(
            r'<span class="code-line hang-\d+">.*?\n</span>', page.read_text(encoding="utf-8"), re.DOTALL
        ):
            assert Text(line).text.count("\n") == 1
            lines += 1
    assert lines > 200
