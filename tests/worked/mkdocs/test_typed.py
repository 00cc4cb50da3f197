"""A number around the text of pages is told at the line of the template that shows it."""

import pytest

from worked.mkdocs.frame import lines_of
from worked.mkdocs.typed import TypedLines

TEMPLATE = """\
<input placeholder="45">
<p>One of 46 words.</p>
<p>These are {{ 40 + 7 }} words of the lesson.</p>
<p>The box Ⅻ is empty.</p>
<title>{{ page.title }}</title>
<p>Another 48, 49</p>
"""


@pytest.fixture
def typed(tmp_path) -> TypedLines:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text(TEMPLATE, "utf8")
    (tmp_path / "theme/move.js").write_text("wait(45); wait(49);\n", "utf8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf8")
    return TypedLines(tmp_path, tmp_path / "mkdocs.yml", [], tmp_path / "theme")


@pytest.mark.parametrize(
    ("shown", "words", "place"),
    [
        ("46", "One of 46 words.", (2, 11)),
        ("45", "45", (1, 21)),
        ("47", "These are 47 words of the lesson.", (3, 14)),
        ("Ⅻ", "The box Ⅻ is empty.", (4, 12)),
        ("50", "50", None),
    ],
)
def test_number_is_found_where_a_template_shows_it(typed, shown, words, place):
    assert typed.find(shown, words) == (place and ("theme/main.html", *place))


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="twitter:data1" content="49 minutes">',
        '<meta property="og:image:alt" content="49 minutes">',
        '<meta itemprop="name" content="49 minutes">',
        "<title>49 minutes</title>",
        '<body><p title="49 minutes"></p></body>',
    ],
)
def test_what_others_show_of_a_page_is_read(said):
    assert "49 minutes" in lines_of(said)


def test_what_a_page_says_to_programs_is_left_alone():
    head = '<meta name="viewport" content="width=2"><meta property="og:image:width" content="3"><meta charset="4">'
    assert lines_of(head) == []
