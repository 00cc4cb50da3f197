"""The cards of the built pages: each number has one, each leads to its row, and nothing else of the site holds them."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.numbers.test_ledger import Tables

CLAIM = re.compile(r'<span class="worked(?: worked-long)?">(?P<literal>.*?)(?P<button><button [^>]*></button>)?</span>')


class Cards(HTMLParser):
    """Reads the cards of a page: what each says, and where it leads."""

    def __init__(self):
        super().__init__()
        self.text: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self.card = ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "popover" in given:
            self.card = given["id"]
            self.text[self.card], self.links[self.card] = "", []
        elif tag == "a" and self.card:
            self.links[self.card].append(given["href"])

    def handle_endtag(self, tag):
        self.card = "" if tag == "div" else self.card

    def handle_data(self, data):
        if self.card:
            self.text[self.card] += data


def cards_of(file: Path) -> Cards:
    cards = Cards()
    cards.feed(file.read_text("utf8"))
    return cards


@pytest.fixture(scope="module")
def files(built: Path) -> list[Path]:
    found = [file for file in sorted(built.glob("site/**/index.html")) if 'id="numbers"' in file.read_text("utf8")]
    assert len(found) >= 7
    return found


def test_every_claim_of_a_page_has_a_card_that_shows_it(files):
    count = 0
    for file in files:
        html, cards = file.read_text("utf8"), cards_of(file)
        for claim in CLAIM.finditer(html):
            literal = unescape(re.sub("<.*?>", "", claim["literal"]))
            if claim["button"]:
                [own_id] = re.findall('popovertarget="(.*?)"', claim["button"])
                assert f"{literal} is " in cards.text[own_id], (file, literal)
                count += 1
            else:  # it stands in something that is pressed itself
                before = html[: claim.start()]
                assert before.rfind("<summary") > before.rfind("</summary") or before.rfind("<a ") > before.rfind(
                    "</a>"
                )
    assert count > 400


def test_every_card_leads_to_the_row_of_its_first_number(files, built):
    tables = Tables()
    tables.feed((built / "site/ledger/index.html").read_text("utf8"))
    rows, count = {row["id"]: row for row in tables.rows}, 0
    for file in files:
        cards, key = cards_of(file), file.parent.relative_to(built / "site").as_posix()
        for card, links in cards.links.items():
            [link] = [urlsplit(href) for href in links if "ledger/#" in href]
            assert (file.parent / link.path).resolve() == built / "site/ledger"
            row = rows[unquote(link.fragment)]
            assert row["says"] in cards.text[card] and row["page"] == (key if key != "." else "index")
            count += 1
    assert count > 300


def test_code_of_a_card_stands_at_its_place(files, built):
    """Against the file itself: the line that is named opens with the code that is shown, without numbers in comments."""
    count = 0
    for file in files:
        html = file.read_text("utf8")
        for name, number, code in re.findall(
            r"<dt>((?:snippets|docs)/\S+\.py):(\d+)</dt><dd><code>(.*?)</code>", html, re.DOTALL
        ):
            lines = (built / name).read_text("utf8").splitlines()[int(number) - 1 :]
            shown = unescape(code).removesuffix("\n…").split("\n")
            assert [re.sub(r"\s+# [^#]*\d[^#]*$", "", line) for line in lines[: len(shown)]] == shown
            count += 1
    assert count > 300


def test_search_contents_and_notebooks_hold_nothing_of_the_cards(files, built):
    index = json.loads((built / "site/search/search_index.json").read_text("utf8"))
    text = " ".join(entry["title"] + entry["text"] for entry in index["docs"])
    assert "weights" in text
    assert (
        re.findall(
            r"In the ledger|Press one|Mark them in the text|numbers?,? (?:all )?checked<|worked-(?:card|press)|to twelve digits",
            text,
        )
        == []
    )
    for file in files:
        html = file.read_text("utf8")
        for part in re.findall(r"<h[1-6].*?</h[1-6]>|<nav.*?</nav>", html, re.DOTALL):
            assert "worked-" not in part and "#numbers" not in part
    notebooks = [file.read_text("utf8") for file in built.glob("site/labs/**/*.ipynb")]
    assert len(notebooks) >= 2 and not [text for text in notebooks if re.search("worked-|popover", text)]


def test_what_opens_cards_needs_no_script_and_no_style_of_its_own(files):
    for file in files:
        section = file.read_text("utf8").partition('<section class="worked-numbers"')[2].partition("</section>")[0]
        assert section and not re.findall(r"<script|<style|\sstyle=|\son\w+=", section)
        opened, ids = (
            re.findall(r'popovertarget="(\w+)"', file.read_text("utf8")),
            re.findall(r'popover id="(\w+)"', section),
        )
        assert set(opened) == set(ids) and len(ids) == len(set(ids))
