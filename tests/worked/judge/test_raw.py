"""Nothing runs from Markdown, and nothing leaves: what a page may not hold is refused where it is typed."""

import pytest

HELD = "\n\n[0.72](=weights[animal])\n"
SETTINGS = '[tool.worked]\nother_links = ["https://ok.example/"]\nattributes = ["data-part"]\n'


@pytest.fixture
def page(project):
    """Checks a page with this text, whose front matter is three lines long."""
    project.write("pyproject.toml", SETTINGS)

    def check(text: str, meta: str = ""):
        project.page(text + HELD, meta=meta)
        return project.check()

    return check


ELEMENTS = {  # the text: the column of what is refused, and its line where that is not the first
    "There are <script>x()</script> things.": 11,
    "There are <SCRIPT src=x></SCRIPT> things.": 11,
    "a <svg/onload=x()>": 3,
    "a <![title: b": 3,
    "a `<![title`": 4,
    "a <![CDATA[b]]>": 3,
    "a <svg onload=x()//": 3,
    "<svg><use href='#a'/><animate onbegin=x /></svg>": 1,
    "<base href=/>": 1,
    "<meta http-equiv=refresh content=0>": 1,
    "<iframe src=x></iframe>": 1,
    "<object data=x></object>": 1,
    "<embed src=x>": 1,
    "<form action=x><input></form>": 1,
    "<style>a { background: url(x) }</style>": 1,
    "<link rel=stylesheet href=x>": 1,
    "<video poster=x></video>": 1,
    "<button formaction=x>a</button>": 1,
    "<template><script>x()</script></template>": 1,
    "<noscript><script>x()</script></noscript>": 1,
    "<xmp><script>x()</script></xmp>": 1,
    "<plaintext>": 1,
    "<x-y is=z>": 1,
    "# a <script>x()</script> b": 5,
    "- <script>x()</script>": 3,
    "> <script>x()</script>": 3,
    "a `b <script>x()</script>": 6,
    "**a <script>x()</script>**": 5,
    "<!--> <script>x()</script> -->": 1,
    "<!---> <b> -->": 1,
    "<?php x() ?>": 1,
    "<!DOCTYPE html>": 1,
    "<![CDATA[ x ]]>": 1,
    "*[HTML]: <script>x()</script>": 10,
    '=== "<script>x()</script>"\n\n    text': 6,
    '!!! note "A <script>x()</script>"\n    text': 13,
    "| a |\n|---|\n| <script>x()</script> |": (3, 3),
    "Text[^1].\n\n[^1]: <script>x()</script>": (3, 7),
    '<div markdown="1">\n<script>x()</script>\n</div>': (2, 1),
    "Term\n:   <script>x()</script>": (2, 5),
}
ATTRIBUTES = {
    "a <b onclick=x>b</b>": 6,
    'a <b ONCLICK = "x">b</b>': 6,
    'a <b title="y"onclick=x>b</b>': 15,
    'a <b\nonmouseover\n="x">b</b>': (2, 1),
    "a <img src=x.png onerror=x>": 18,
    '<p style="background: url(x)">a</p>': 4,
    '<img srcset="https://evil.example/x 2x" src=a.png>': 6,
    "<a ping=x href=a.md>x</a>": 4,
    '<a xlink:href="javascript:x">a</a>': 4,
    "<p data-md-component=search>a</p>": 4,
    "<p data-toc-label=x>a</p>": 4,
    "*a*{ onclick=x }": 6,
    "*a*{onclick=x}": 5,
    "*a*{:onclick=x}": 6,
    "*a*{ x{ onclick=x }": 9,
    "## Title { x{ onclick=x }": 15,
    "a { b *c*{ onclick=x } d": 12,
    "```python{onclick=x}\na = b\n```": 11,
    "```{.python onclick=x}\na = b\n```": 13,
    '```python data-md-component="search"\na = b\n```': 11,
    "~~~ {.python data-x='y' #own}\na = b\n~~~": 14,
    '*a*{: onclick="x" }': 7,
    "[a](b.md){ href=javascript:x }": 12,
    "![a](b.png){ src=https://evil.example/x.png }": 14,
    '## Title { style="color: red" }': 12,
    "Text\n{ onclick=x }": (2, 3),
    '<div data-part="../../x"></div>': 6,
    "*a*{ data-part=../../x }": 6,
}
ADDRESSES = {
    '<a href="https://evil.example/">many</a>': 4,
    '<a href="javascript:x()">a</a>': 4,
    '<a href="javascript&colon;x()">a</a>': 4,
    '<a href="java\tscript:x()">a</a>': 4,
    '<a href=" &#14; javascript:x()">a</a>': 4,
    "<a href=//evil.example>a</a>": 4,
    '<a href="https:/evil.example">a</a>': 4,
    '<a href="https://ok.example.evil/">a</a>': 4,
    '<img src="https://evil.example/x.png" alt="x">': 6,
    "<img src=data:image/png;base64,xx>": 6,
    "[a](https://evil.example/)": 5,
    "[a](javascript:x())": 5,
    "[a](<javascript:x()>)": 6,
    "[a](https://ok.example@evil.example/)": 5,
    "![a](https://evil.example/x.png)": 6,
    "![a](https://ok.example/x.png)": 6,
    "![a](//evil.example/x.png)": 6,
    r"![a](\\evil.example\x.png)": 6,
    "<https://evil.example/>": 2,
    "<somebody@evil.example>": 2,
    "[a][b]\n\n[b]: javascript:x()": (3, 6),
    "[a][b]\n\n[b]:\n  vbscript:x": (4, 3),
    "[a][b]\n\n[b]: data:text/html,x": (3, 6),
}


@pytest.mark.parametrize(("text", "place"), [*ELEMENTS.items(), *ATTRIBUTES.items(), *ADDRESSES.items()])
def test_what_no_page_may_hold_is_refused_at_its_place(page, text, place):
    line, column = place if isinstance(place, tuple) else (1, place)
    run = page(text)
    assert run.code == 1 and ("page.md", line + 3, column) == run.places[0], run.out


def test_each_refusal_says_what_to_write_instead(page):
    said = page("a <script>x()</script> b <font>c</font> <b onclick=x>d</b>").out
    assert "page.md:4:3: <script> may not stand in a page" in said
    assert "write  the page without it: what runs belongs to the theme" in said
    assert "write  a class, and its look in a style sheet of the site" in said
    assert "page.md:4:44: onclick may not stand in <b>" in said


@pytest.mark.parametrize(
    "text",
    [
        'a<br>b <kbd>Ctrl</kbd> x<sub>i</sub> y<sup>i</sup> <abbr title="a b">x</abbr>',
        "<details open><summary>a</summary>b</details>",
        '<figure><img src="a.png" alt="x"><figcaption>x</figcaption></figure>',
        '<div class="x" markdown>\n\nText\n\n</div>',
        '<div data-part="x"></div>',
        "`<script>` and `` a ` <b onclick=x> ``",
        "```html\n<script>x()</script>\n```",
        '```{.python title="a b=c" hl_lines="2" #own .cls lang=en}\na = b\n```',
        '```python title="a.py"\ndata-x=y\n```',
        "a < b and c > d",
        "$a<b$",
        "[0.28](<=weights[road]>)",
        "text { not: attributes } more, set {a=b} in text",
        "*a*{ .cls #id }",
        "[a](b.md){ .md-button target=_blank rel=noopener }",
        '<a href="https://ok.example/x">a</a> <a href="b.md#x">c</a> [d](https://ok.example/) <https://ok.example/>',
        "<!-- a <script> in a comment -->",
        "<p class=a/onclick=x>one value, as browsers read it</p>",
    ],
)
def test_what_a_writer_needs_is_left(page, text):
    run = page(text)
    assert run.code == 0, run.out


@pytest.mark.parametrize(
    ("meta", "line", "column"),
    [
        ("title: A page</span><script>x()</script><span>\n", 3, 21),
        ("description: 'a\"><script>x()</script>'\n", 3, 18),
        ("subtitle: <img src=x onerror=y>\n", 3, 22),
        ("tags: [a, <svg/onload=x>]\n", 3, 11),
        ("scripts: ['https://evil.example/x.js']\n", 3, 10),
        ("template: redirect.html\n", 3, 11),
        ("styles: x.css\n", 3, 9),
        ("icon: ../../etc/x\n", 3, 7),
        ("image: https://evil.example/x.png\n", 3, 8),
        ("location: javascript:x()\n", 3, 11),
        ('title: "\\x3cscript>x()</script>"\n', 3, 8),
    ],
)
def test_front_matter_is_text(page, meta, line, column):
    run = page("Text", meta)
    assert run.code == 1 and run.places[0] == ("page.md", line, column), run.out


UNPAIRED = {  # the text: what is said of it, with its place
    "Text\n\n</div>": "page.md:6:1: </div> closes nothing",
    "<div markdown>\n\nText\n": "page.md:4:1: <div> is never closed",
    "a <b>b": "page.md:4:3: <b> is never closed",
    "a </b>b": "page.md:4:3: </b> closes nothing",
    "<div/>": "page.md:4:1: <div> is never closed",
    "<b>a <i>b</b> c</i>": "page.md:4:10: </b> closes nothing here, where <i> of line 4 is open",
    "<section>\n<p>a\n</div>\n</section>": "page.md:6:1: </div> closes nothing here, where <section> of line 4 is open",
}


@pytest.mark.parametrize("text", UNPAIRED)
def test_element_that_is_not_opened_and_closed_is_refused_at_its_place(page, text):
    run = page(text)
    assert run.code == 1 and UNPAIRED[text] in run.out and len(run.places) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<ul><li>a<li>b</ul>",
        "<p>a<p>b",
        "a<br>b<br/>c",
        "<table><tr><td>a<td>b</table>",
        "`</div>` and `<div>`",
        "<textarea>a </b> and <b></textarea>",
        "<TEXTAREA>a </b></TEXTAREA>",
    ],
)
def test_element_that_needs_no_closing_tag_is_left(page, text):
    run = page(text)
    assert run.code == 0, run.out


def test_words_in_the_front_matter_may_look_like_harmless_markup(page):
    run = page("Text", "title: 'Note: a <b>bold</b> claim, a < b & \"quoted\"'\n")
    assert run.code == 0, run.out


def test_text_of_a_lab_is_held_to_the_same(project):
    project.write("pyproject.toml", SETTINGS)
    head = "# ---\n# title: Lab\n# description: A lab.\n# ---\n\n# %% [markdown]\n"
    project.write("lab.py", f"{head}# Two <script>x()</script> words.\n\n# %%\nx = 1\n")
    run = project.check("lab.py")
    assert run.places == [("lab.py", 7, 7)] and run.headlines == ["<script> may not stand in a page"]


def test_pages_without_an_account_may_hold_what_they_like(project):
    project.write(
        "plain.md", 'Sum: `2 + 2 = 4`. <script>x()</script> <b onclick=x>b</b> <img src="https://a.example/b.png">\n'
    )
    assert project.check("plain.md").code == 0


def test_links_go_anywhere_where_the_settings_name_neither_sources_nor_links(project):
    project.write("pyproject.toml", "[tool.worked]\n")
    project.page('[a](https://a.example/) <a href="https://b.example/">b</a>' + HELD)
    assert project.check().code == 0
    project.page("![a](https://a.example/a.png)" + HELD)
    assert project.check().headlines == ["a page fetches nothing from elsewhere: https://a.example/a.png"]


@pytest.mark.parametrize("name", ["onclick", "data-md-toggle", "style", 7])
def test_settings_add_attributes_for_scripts_only(project, name):
    project.write("pyproject.toml", f"[tool.worked]\nattributes = [{name!r}]\n")
    project.page("Text" + HELD)
    assert project.check().code == 2
