"""Cards: what a press on a number tells, against a page whose cards were written by hand."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.worked.golden import Case
from worked.read.python import definition
from worked.settings import settings_for
from worked.show.appendix import appendix
from worked.show.workshop import Workshop
from worked.tell.record import PageRecord
from worked.tell.site import Bibliography, SitePage
from worked.tell.verdict import Verdict, known_verdict

CAKES = Case(Path(__file__).parent / "cards/cakes.txt")
SECTIONS = {"cakes": "Cakes", "prices": "Prices"}


class Reader(HTMLParser):
    """Reads a page's buttons, and each card as lines of text; a link as its text and address."""

    def __init__(self):
        super().__init__()
        self.presses: list[dict] = []
        self.cards: dict[str, list[str]] = {}
        self.card, self.href = "", ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "button" and given.get("class") == "worked-press":
            self.presses.append(given)
        if "popover" in given:
            self.card = given["id"]
            assert self.card not in self.cards
            self.cards[self.card] = []
        elif self.card and tag in ("p", "dt", "dd", "a"):
            self.cards[self.card].append("")
            self.href = given.get("href", "")

    def handle_endtag(self, tag):
        if tag == "div":
            self.card = ""
        if tag == "a" and self.card:
            self.cards[self.card][-1] += f" -> {self.href}"

    def handle_data(self, data):
        if self.card and self.cards[self.card]:
            self.cards[self.card][-1] += data


def make(folder: Path, ledger: str = "ledger/") -> tuple[str, str]:
    """The rendered page, and its appendix."""
    verdict = Workshop(settings_for(folder)).make(folder / "page.md")
    return verdict.markdown, appendix_of(verdict, ledger)


def appendix_of(verdict: Verdict, ledger: str = "ledger/") -> str:
    entry = SitePage("page.md", "page", "Cakes", "page/", verdict.kinds, PageRecord(**verdict.record), SECTIONS)
    return appendix(entry, Bibliography([]), lambda url: url, ledger)


@pytest.fixture
def cakes(tmp_path, monkeypatch) -> Path:
    CAKES.write(tmp_path / "cakes", *(name for name in CAKES.parts if name != "cards"))
    monkeypatch.chdir(tmp_path / "cakes")
    return tmp_path / "cakes"


def read(*pieces: str) -> Reader:
    reader = Reader()
    for piece in pieces:
        reader.feed(piece)
    return reader


def test_cards_say_to_the_letter(cakes):
    reader = read(*make(cakes))
    said = "".join(
        f"{card}\n" + "".join(f"  {line}\n" for text in lines for line in text.split("\n") if line)
        for card, lines in reader.cards.items()
    )
    CAKES.expect("cards", said)
    assert len(reader.cards) == 15


def test_page_that_was_kept_has_the_same_cards(cakes):
    first = make(cakes)
    kept = known_verdict(cakes / "page.md", settings_for(cakes))
    assert (kept.markdown, appendix_of(kept)) == first


def test_every_button_opens_a_card_and_is_no_stop_of_the_tab_key(cakes):
    reader = read(*make(cakes))
    assert {press["popovertarget"] for press in reader.presses} < set(reader.cards)
    assert {(press["tabindex"], press["aria-hidden"], press["type"]) for press in reader.presses} == {
        ("-1", "true", "button")
    }
    assert len(reader.presses) == 15  # fifteen cards; two rows of two, and two numbers stand in what is pressed itself


def test_numbers_of_a_row_share_a_card(cakes):
    markdown, _ = make(cakes)
    rows = [re.findall('popovertarget="(w[0-9]+)"', line) for line in markdown.splitlines() if line.startswith("| ")]
    assert [(len(row), len(set(row))) for row in rows] == [(0, 0), (2, 1), (2, 1)]
    assert rows[1][0] != rows[2][0]


def test_link_and_title_of_a_box_hold_no_button(cakes):
    markdown, _ = make(cakes)
    outside = [line for line in markdown.splitlines() if "In [the shop" in line or line.startswith("???")]
    assert [line.count("worked-press") for line in outside] == [1, 0]
    assert "31.5</span>](https://example.org/shop)" in outside[0]


def test_count_stands_at_the_foot(cakes):
    markdown, _ = make(cakes)
    [(words, rest)] = re.findall(
        r'\n\n<p class="worked-count"[^>]*><a href="#numbers">(.*?)</a>.*</p>\n((?s:.*))', markdown
    )
    assert words == "21 numbers checked, 1 not"
    assert re.fullmatch(r'\s*<!-- worked:appendix -->\s*<aside class="worked-note">[^\n]*</aside>\n', rest)
    (cakes / "page.md").write_text("---\nnumbers: snippets/cakes.py\n---\nIt takes [3](=spoons).\n", encoding="utf-8")
    assert '<a href="#numbers">1 number, checked</a>' in make(cakes)[0].split("It takes")[1]


def test_list_names_every_card_once_under_its_section(cakes):
    _, html = make(cakes)
    listed = {
        section: re.findall(r'popovertarget="(w\d+)">', buttons)
        for section, buttons in re.findall(r'<dt><a href="#(\w+)">.*?</dt><dd>(.*?)</dd>', html)
    }
    assert [card for cards in listed.values() for card in cards] == [f"w{number}" for number in range(1, 16)]
    assert listed["cakes"] == ["w1", "w2", "w3"]
    assert html.startswith('<section class="worked-numbers" id="numbers" data-search-exclude><details>')
    assert html.index("</details>") < html.index("popover id")  # in a closed box none would show


def test_links_to_the_ledger_are_left_out_where_there_is_none(cakes):
    _, html = make(cakes, ledger="")
    assert "ledger" not in html and len(read(html).cards) == 15


def test_refused_number_has_no_card(cakes):
    page = cakes / "page.md"
    page.write_text(
        page.read_text("utf8").replace("[[2.5, 4.0]]", "[[2.5, 4.1]]").replace("= 7.5`", "= 7.6`"), encoding="utf-8"
    )
    reader = read(*make(cakes))
    said = [line for lines in reader.cards.values() for line in lines]
    assert not [line for line in said if line.startswith(("[2.5, 4.1]", "7.6"))]
    assert len(reader.cards) == 13


def test_edited_import_shows_its_new_line(cakes):
    make(cakes)
    recipe = cakes / "snippets/recipe.py"
    recipe.write_text(recipe.read_text("utf8").replace("spoons = 3", "\nspoons = 3  # heaped"), encoding="utf-8")
    lines = [line for lines in read(*make(cakes)).cards.values() for line in lines]
    assert "snippets/recipe.py:4" in lines and "spoons = 3  # heaped" in lines
    assert "snippets/recipe.py:3" not in lines


@pytest.mark.parametrize("name", ["Fraction", "nothing"])
def test_name_that_no_line_of_the_project_defines_has_none(cakes, name):
    assert definition(cakes / "snippets/cakes.py", name, settings_for(cakes)) is None


def test_definition_shows_at_most_six_lines_of_a_statement(cakes):
    file = cakes / "snippets/long.py"
    file.write_text("many = [\n" + "".join(f"    {number},\n" for number in range(9)) + "]\n", encoding="utf-8")
    assert definition(file, "many", settings_for(cakes)) == (
        "snippets/long.py:1",
        "many = [\n    0,\n    1,\n    2,\n    3,\n    4,\n…",
    )
