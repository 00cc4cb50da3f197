"""A number is text: the search finds it, a selection and a PDF hold it, and it is read aloud once."""

import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.window import Site, search

SHORT, LONG = "glossary/", "lessons/08-scaled-dot-product/"
# What a reader sees in one piece and holds a digit: a paragraph, an item, a cell, a formula, code.
BLOCKS = "p, li, td, th, dd, dt, figcaption, summary, h2, h3, pre"
LINES = f"""[...document.querySelectorAll("article :is({BLOCKS})")].filter((line) =>
    !line.querySelector("{BLOCKS}") && /\\d/.test(line.innerText) && line.checkVisibility())"""

ADDRESS = re.compile(r"\(https://[^)]*\)")  # print shows where a link leads


def lines(page: Page) -> list[str]:
    found = page.evaluate(f"() => {LINES}.map((line) => line.innerText)")
    assert len(found) > 3
    return found


def squeezed(text: str) -> str:
    """Without blanks, which a PDF sets anew, with ligatures and a formula's letters as letters, and without the sign
    of a root, which a browser draws."""
    return re.sub(r"[\s√]+", "", unicodedata.normalize("NFKC", text))


def indexed(folder: Path) -> list[str]:
    return [entry["text"] for entry in json.loads((folder / "search/search_index.json").read_text("utf8"))["docs"]]


@pytest.mark.parametrize(
    ("shape", "typed"),
    [
        (r"(?<![\w.)] )−\d\.\d+", lambda shown: shown),
        (r"(?<![\w.)] )−\d\.\d+", lambda shown: shown.replace("−", "-")),
        (r"(?<![\d,.])\d{1,3},\d{3}(?![\d,.])", lambda shown: shown),
    ],
    ids=["a minus", "a hyphen for a minus", "separators"],
)
def test_search_finds_a_number_as_it_is_written(site: Site, shape, typed):
    shown = next(match[0] for text in indexed(site.folder) if (match := re.search(shape, text)))
    digits = shown.strip("−")
    with site.window() as window:
        page = window.open()
        search(page, typed(shown))
        assert digits in page.locator(".md-search-result__link mark").all_inner_texts()
    assert window.faults == []


@pytest.mark.parametrize("name", [SHORT, LONG])
def test_selection_of_a_page_holds_each_number_in_its_place(site: Site, name):
    with site.window() as window:
        page = window.open(name)
        select = (
            "() => { getSelection().selectAllChildren(document.querySelector('article')); return `${getSelection()}`; }"
        )
        selected = squeezed(page.evaluate(select))
        assert [line for line in lines(page) if squeezed(line) not in selected] == []


def test_pdf_of_a_page_holds_each_number_in_its_place(site: Site):
    with site.window() as window:
        page = window.open(LONG)
        page.emulate_media(media="print")
        expected = lines(page)
        sheets = PdfReader(io.BytesIO(page.pdf(width="8in", height="199in"))).pages  # one, so that none parts a line
        read = ADDRESS.sub("", squeezed("".join(sheet.extract_text() for sheet in sheets)))
    assert [line for line in expected if squeezed(line) not in read] == []


def test_number_is_read_aloud_once(site: Site):
    with site.window() as window:
        page = window.open(SHORT)
        for line in page.locator("article > p:has(.worked)").all():
            shown = line.locator(".worked").all_inner_texts()
            spoken = line.aria_snapshot()
            for number in set(shown):
                assert spoken.count(number) == line.inner_text().count(number), spoken
