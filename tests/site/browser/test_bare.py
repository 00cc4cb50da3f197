"""A page is complete without JavaScript, and on paper without what only a screen can do."""

import re

import pytest
from playwright.sync_api import Page

from tests.site.window import DARK, NO_SCRIPT

BLOCKS = "h1, h2, h3, p, li, td, th, dt, dd, summary, figcaption, pre, math, .worked-step"
# The visible texts of an article, block by block, without what is not read but pressed.
TEXTS = """(blocks) => [...document.querySelectorAll(`article :is(${blocks})`)]
    .filter((block) => !block.closest(".worked-numbers, .worked-count, .lab-download, .ledger-filter, .interactive, [popover]")
        && !block.querySelector(":scope > .think") && block.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }))
    .map((block) => (block.innerText ?? block.textContent).replace(/[\\s¶]+/g, "")).filter(Boolean)"""
PRESSED = ", ".join(f"{what}:visible" for what in ("button", "[popover]", ".worked-numbers", "nav", "input", "header"))
DEAD = ", ".join(
    f"{what}:visible"
    for what in (".worked-switch", ".ledger-filter", ".md-search", "article button:not([popovertarget])")
)
INKS = """() => [...new Set([...document.querySelectorAll("article :is(h1, h2, p, li)")]
    .filter((block) => block.checkVisibility() && !block.matches(".worked-count")).map((block) => getComputedStyle(block).color))]"""
PAPERS = """() => [...new Set([...document.querySelectorAll("body, article, article :is(div, section, ul, li, p, pre, code)")]
    .map((block) => getComputedStyle(block).backgroundColor).filter((color) => !/, 0(\\.\\d+)?\\)/.test(color)))]"""
SIZES = """() => [...document.querySelectorAll("article svg.worked-picture, article img")].map((it) => it.getBoundingClientRect().height)"""


def texts(page: Page) -> list[str]:
    return page.evaluate(TEXTS, BLOCKS)


def open_answers(page: Page) -> int:
    """Press every box that is closed; returns how many there are."""
    return page.evaluate("""() => {
        const closed = [...document.querySelectorAll("article details:not([open], #numbers *) > summary")];
        closed.forEach((summary) => summary.click());
        return closed.length;
    }""")


def on_paper(page: Page) -> dict[str, list[str]]:
    """What a page says on paper, and what could be pressed there."""
    page.emulate_media(media="print")
    found = {
        "paper": texts(page),
        "pressed on paper": [thing.evaluate("(thing) => thing.outerHTML") for thing in page.locator(PRESSED).all()],
    }
    page.emulate_media(media="screen")
    return found


def without_scripts(page: Page) -> dict[str, list | int]:
    """What a page says to a browser without scripts when every answer is open, and what it should not offer there."""
    return {
        "dead": [thing.evaluate("(thing) => thing.outerHTML") for thing in page.locator(DEAD).all()],
        "headers": page.locator(".md-header:visible").count(),
        "answers": open_answers(page),
        "screen": texts(page),
        "heights": page.evaluate(SIZES),
    }


def count(pages: dict[str, dict[str, list]], what: str) -> int:
    return sum(len(noted[what]) for noted in pages.values())


def test_every_page_says_the_same_without_scripts(visits):
    for name, noted in visits["bare"].items():
        usual = visits["desk"][name]
        assert (noted["answers"], noted["screen"]) == (usual["answers"], usual["screen"]), name
        assert all(height > 10 for height in noted["heights"]), name
    assert count(visits["desk"], "screen") > 1000 and count(visits["bare"], "heights") >= 15
    assert sum(noted["answers"] for noted in visits["desk"].values()) >= 10


def test_no_page_offers_what_needs_a_script_when_there_is_none(visits):
    for name, noted in visits["bare"].items():
        assert noted["dead"] == [], name
        assert noted["headers"] == 1, name


def test_ledger_is_complete_without_scripts(site):
    rows = len(re.findall(r"<tr id=", site.html("ledger/")))
    with site.window(NO_SCRIPT) as window:
        page = window.open("ledger/?find=0.72")
        open_answers(page)
        assert page.locator("article tr[id]:visible").count() == rows > 500


def test_paper_holds_the_text_and_the_open_answers_and_nothing_to_press(visits):
    for name, noted in visits["desk"].items():
        assert noted["pressed on paper"] == [], name
        printed = set(noted["paper"])
        assert [text for text in noted["screen"] if text not in printed] == [], name
    assert count(visits["desk"], "paper") > 1000


@pytest.mark.parametrize("name", ["", "lessons/07-soft-lookup/"])
def test_paper_is_light_and_its_words_are_dark_whatever_the_screen_was(site, name):
    with site.window(DARK) as window:
        page = window.open(name)
        dark = page.evaluate(INKS)
        page.emulate_media(media="print", color_scheme="dark")
        window.settle()
        assert all(luminance(color) < 0.2 for color in page.evaluate(INKS)), page.evaluate(INKS)
        assert all(luminance(color) > 0.8 for color in page.evaluate(PAPERS)), page.evaluate(PAPERS)
        assert (
            page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        )  # of the sheet behind them
    assert dark and all(luminance(color) > 0.2 for color in dark)


def luminance(color: str) -> float:
    """How light a colour is, from 0 to 1: WCAG's relative luminance."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_card_that_is_open_is_not_printed(site):
    with site.window() as window:
        page = window.open("lessons/07-soft-lookup/")
        page.locator(".worked-press:visible").first.click()
        assert page.locator(".worked-card:visible").count() == 1
        page.emulate_media(media="print")
        assert page.locator(".worked-card:visible").count() == 0
