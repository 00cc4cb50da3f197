"""Beside each page lies its text: the same numbers in the same order, and nothing that only a browser needs."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.project import ADDRESS, ROOT
from tests.site.numbers.test_ledger import Tables

DIGITS = re.compile(r"\d+")
DESTINATION = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")  # of a link: the words in front of it are text
BESIDE = (  # what a reader presses, or plays with
    ".interactive, .worked-numbers, .worked-count, .run-bar, .lab-download, .headerlink, .worked-press, form, button, "
    "textarea, script, .worked-label"
)
BLOCKS = "p, li, td, th, tr, div, pre, h1, h2, h3, h4, figure, figcaption, summary, caption, svg, aside, blockquote"
MARKUP = re.compile(
    r"\(<?=|\x02|\x03|^-{3}\n(?!\n)|\{ [#.]|</?(?:div|span|label|textarea|svg)\b|<!--|\]\[\]|^!!!|^\?\?\?|8<"
)


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    """The texts of the site, each by the folder of its page."""
    site = built / "site"
    return {path.parent.relative_to(site).as_posix(): path.read_text("utf8") for path in site.rglob("index.md")}


def digits_shown(page: Path) -> list[str]:
    """The digits of a built page, as a browser shows them: those of a picture as the words for it say them."""
    article = BeautifulSoup(page.read_text("utf8"), "html.parser").find("article")
    for away in article.select(BESIDE):
        away.decompose()
    for picture in article.find_all("svg"):
        picture.replace_with(picture["aria-label"])
    for figure in article.select("figure:has(> figcaption)"):
        if not figure.find("pre"):
            figure.insert(0, figure.find("figcaption").extract())
    for place in article.find_all("ol"):
        for number, entry in enumerate(place.find_all("li", recursive=False), int(place.get("start", 1))):
            entry.insert(0, f"{number}. ")
    for block in article.select(BLOCKS):
        block.insert_before("\n")
    return DIGITS.findall(article.get_text())


def test_text_of_each_page_has_the_numbers_of_the_page_in_their_order(built, texts):
    """The page itself is compared with its source, number by number (test_every_number)."""
    assert len(texts) == len([*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs/labs").glob("*.py")])
    for name, text in texts.items():
        shown = digits_shown(built / "site" / name / "index.html")
        written = DIGITS.findall(DESTINATION.sub("]", text))
        first = next((n for n, (a, b) in enumerate(zip(written, shown)) if a != b), min(len(written), len(shown)))
        assert written[first - 4 : first + 4] == shown[first - 4 : first + 4], name
        assert len(written) == len(shown), name
    assert sum(len(DIGITS.findall(text)) for text in texts.values()) > 5000


def test_each_number_of_the_ledger_stands_in_the_text_of_its_page_in_order(built, texts):
    tables = Tables()
    tables.feed((built / "site/ledger/index.html").read_text("utf8"))
    found, at = 0, dict.fromkeys(texts, 0)
    for row in tables.rows:
        if "#" not in row["section"]:
            continue  # in a title or a description
        name = (built / "site/ledger" / urlsplit(row["section"]).path).resolve().relative_to(built / "site").as_posix()
        there = re.compile(rf"(?<![\d.]){re.escape(row['says'])}").search(texts[name], at[name])
        assert there, row
        at[name], found = there.end(), found + 1
    assert found > 0.9 * len(tables.rows) > 1000


def test_text_holds_no_markup_of_the_site(texts):
    for name, text in texts.items():
        bare = re.sub(r"^(>? *)(`{3,}).*?^\1\2$|`[^`\n]+`", "code", text, flags=re.DOTALL | re.MULTILINE)
        assert (MARKUP.search(bare) or [""])[0] == "", name
        assert text.startswith("# ") and text.endswith("\n") and "\n\n\n" not in bare, name


def test_links_of_texts_lead_to_texts_and_files(built, texts):
    links = 0
    for name, text in {**texts, "": (built / "site/llms.txt").read_text("utf8")}.items():
        for address in re.findall(r"\]\(([^()\s]+)\)", text):
            if not urlsplit(address).scheme and not address.startswith("="):
                target = built / "site" / name / urlsplit(address).path
                assert (target.suffix and target.is_file()) or address.startswith("#"), (name, address)
                links += 1
    assert links > 100


def test_llms_txt_lists_each_text_once_with_its_title(built, texts):
    lines = (built / "site/llms.txt").read_text("utf8").splitlines()
    assert lines[0].startswith("# ") and lines[2].startswith("> ")
    listed = [re.fullmatch(r"- \[(.+)\]\((.+)\): (.{20,160})", line) for line in lines if line.startswith("- ")]
    assert sorted(entry[2] for entry in listed) == sorted(f"{name}/index.md".removeprefix("./") for name in texts)
    assert len([line for line in lines if line.startswith("## ")]) >= 3


def test_llms_txt_has_full_addresses_where_the_site_has_one(addressed):
    text = (addressed / "site/llms.txt").read_text("utf8")
    assert f"]({ADDRESS}lessons/07-soft-lookup/index.md)" in text and "](lessons" not in text


def test_bibtex_holds_each_source(built):
    sources = tomllib.loads((ROOT / "docs/references.toml").read_text("utf8"))
    entries = re.findall(
        r"^@misc\{(\w+),\n((?:  \w+ = \{.*\},\n)+)\}$", (built / "site/references.bib").read_text("utf8"), re.MULTILINE
    )
    assert [key for key, _ in entries] == list(sources)
    for key, text in entries:
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", text, re.MULTILINE))
        assert fields["url"] == sources[key]["url"] and fields["year"] == str(sources[key]["year"])
        assert len(fields["author"].split(" and ")) == len(re.split(", | and ", sources[key]["authors"]))
        assert text.count("{") == text.count("}") and not re.search(r"(?<!\\)[&%$#_]", fields["title"])
    page = (built / "site/references/index.html").read_text("utf8")
    assert '<a href="../references.bib">' in page


def test_reader_copies_the_text_of_a_page(site):
    with site.window({"permissions": ["clipboard-read", "clipboard-write"]}, own=True) as window:
        page = window.open("glossary/")
        page.get_by_role("button", name="Copy it").click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert window.faults == []
    assert copied == (site.folder / "glossary/index.md").read_text("utf8")
