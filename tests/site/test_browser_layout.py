"""Nothing is wider than a phone, nothing moves by itself, and larger letters lose nothing."""

import pytest
from playwright.sync_api import Page

from tests.site.window import DESK, PHONE, TABLET, Window

SIZES = {"phone": PHONE, "tablet": TABLET, "desk": DESK}
LONG_WORD = "Aufmerksamkeitsmechanismus" * 12
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# What stands beyond the window's right edge, and that no box which scrolls or clips holds.
BEYOND = """() => [...document.querySelectorAll("article *, header *, footer *")].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("[popover], .md-search, svg *")) return false;
    if (element.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let box = element.parentElement; box; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== "visible") return false;
    return true;
}).map((element) => element.outerHTML.slice(0, 90))"""
# Text of the article that its own box cuts off, where nothing scrolls it into view.
CUT = """() => [...document.querySelectorAll("article *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1
    && ["hidden", "clip"].includes(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() && !element.closest("svg, math")
).map((element) => element.outerHTML.slice(0, 90))"""
STUFF = """(word) => {
    const places = "h1, h2, p, li, td, th, summary, figcaption, blockquote, dt, dd, .admonition-title, pre code, p code, .worked-card code";
    const first = places.split(", ").map((place) => document.querySelector(`article ${place}`)).filter(Boolean);
    for (const place of [...first, document.querySelector(".md-nav--secondary .md-nav__link .md-ellipsis")])
        place?.append(` ${word}`);
    return first.length;
}"""


def faults_of(page: Page) -> list[str]:
    wider = page.evaluate(WIDER)
    return [f"{wider} px too wide"] * (wider > 0) + page.evaluate(BEYOND) + page.evaluate(CUT)


def enlarge(window: Window, factor: int):
    """Set the reader's own letter size, as the browser's settings do."""
    session = window.context.new_cdp_session(window.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * factor, "fixed": 13 * factor}})


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_the_window(site, size):
    with site.window(SIZES[size]) as window:
        faults = {name: found for name in site.names if (found := faults_of(window.open(name)))}
    assert faults == {}
    assert len(site.names) >= 11


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_letters_of_twice_the_size_lose_nothing(site, size):
    with site.window(SIZES[size]) as window:
        before = letters(window.open())
        enlarge(window, 2)
        assert letters(window.open()) == 2 * before
        faults = {name: found for name in site.names if (found := faults_of(window.open(name)))}
    assert faults == {}


def letters(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")


def test_very_long_word_stays_inside_wherever_it_stands(site):
    with site.window(PHONE) as window:
        faults, count = {}, 0
        for name in site.names:
            page = window.open(name)
            count += page.evaluate(STUFF, LONG_WORD)
            faults |= {name: found} if (found := faults_of(page)) else {}
    assert faults == {}
    assert count > 5 * len(site.names)


def test_too_wide_a_thing_is_seen(site):
    with site.window(PHONE) as window:
        page = window.open("lessons/07-soft-lookup/")
        page.evaluate("document.querySelector('article p').style.width = '400px'")
        assert "<p" in "".join(faults_of(page))


# ---- nothing moves ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_moves_while_a_page_loads_or_is_read_to_its_end(site, size):
    with site.window(SIZES[size]) as window:
        moved = {}
        for name in site.names:
            page = window.open(name)
            page.keyboard.press("End")
            moved |= {name: found} if (found := window.shifts()) else {}
    assert moved == {}


def test_moving_part_is_seen(site):
    with site.window() as window:
        window.open().evaluate("document.querySelector('article').prepend(Object.assign(document.createElement('p'), {textContent: 'new'}))")
        assert window.shifts() != []
