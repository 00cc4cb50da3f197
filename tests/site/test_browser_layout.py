"""Nothing is wider than a phone, nothing moves by itself, and larger letters lose nothing."""

import pytest
from playwright.sync_api import Page

from tests.site.window import DESK, PHONE, TABLET, Window

SIZES = {"phone": PHONE, "tablet": TABLET, "desk": DESK}
LONG_WORD = "Aufmerksamkeitsmechanismus" * 12
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# What stands beyond the window's right edge, in no box of its own that scrolls or clips.
BEYOND = """() => [...document.querySelectorAll("body *")].filter((element) => {
    if (element.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
    for (let box = element.parentElement; box !== document.body; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== "visible") return false;
    return true;
}).map((element) => element.outerHTML.slice(0, 90))"""
# Text of the article that its own box cuts off, where nothing scrolls it into view.
CUT = """() => [...document.querySelectorAll("article *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1
    && ["hidden", "clip"].includes(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() && !element.closest("svg, math")
).map((element) => element.outerHTML.slice(0, 90))"""
# Code, steps and drawings in letters that scroll sideways, and buttons under code that touch the window's edge.
SIDEWAYS = """() => [
    ...[...document.querySelectorAll("article :is(pre, pre > code, .worked-steps)")].filter((block) =>
        block.checkVisibility() && block.clientWidth && block.scrollWidth > block.clientWidth + 1),
    ...[...document.querySelectorAll(".run-bar > :first-child")].filter((button) => button.getBoundingClientRect().left < 8),
].map((block) => `sideways or at the edge: ${block.textContent.slice(0, 60)}`)"""
# Where the blocks of the home page begin.
EDGES = """() => [...new Set([...document.querySelectorAll("article > :is(h2, p, .path), .opening > div:first-child > *")]
    .map((block) => Math.round(block.getBoundingClientRect().left)))]"""
# Between the mark of the current page in the navigation and its words, in pixels.
MARK = """() => {
    const link = document.querySelector(".md-nav--primary .md-nav__link--active:not(.md-nav--secondary *)[href]");
    const words = new Range();
    words.selectNodeContents(link.querySelector(".md-ellipsis"));
    const [, width] = getComputedStyle(link).boxShadow.match(/(?<!-)\\b(\\d+)px/);
    return words.getBoundingClientRect().left - link.getBoundingClientRect().left - width;
}"""
STUFF = """(word) => {
    const places = "h1, h2, p:not(.worked-count), li, td, th, summary, figcaption, blockquote, dt, dd, .admonition-title, pre code, p code, .worked-card code";
    const first = places.split(", ").map((place) => document.querySelector(`article ${place}:not(.worked-numbers *, .worked-count *)`)).filter(Boolean);
    for (const place of [...first, document.querySelector(".md-nav--secondary .md-nav__link .md-ellipsis")])
        place?.append(` ${word}`);
    return first.length;
}"""


def faults_of(page: Page) -> list[str]:
    wider = page.evaluate(WIDER)
    too_wide = [f"{wider} px too wide", *page.evaluate(BEYOND)[:3]] if wider > 0 else []
    return too_wide + [f"cut off: {element}" for element in page.evaluate(CUT)]


@pytest.fixture(scope="module")
def looks(site) -> dict[str, dict[str, list[str]]]:
    """What is wrong with each page, by how it is looked at; each page is opened once on a phone and once at a desk."""
    wrong: dict[str, dict[str, list[str]]] = {}
    for size, ways in {"phone": (as_it_is, enlarged, stuffed), "desk": (as_it_is, on_a_tablet, enlarged)}.items():
        with site.window(SIZES[size]) as window:
            for name in site.names:
                page = window.open(name)
                wrong.setdefault(f"{size}, moved", {})[name] = window.shifts()
                for way in ways:
                    wrong.setdefault(f"{size}, {way.__name__}", {})[name] = way(window, page)
    return wrong


def as_it_is(window: Window, page: Page) -> list[str]:
    return faults_of(page) + page.evaluate(SIDEWAYS)


def on_a_tablet(window: Window, page: Page) -> list[str]:
    page.set_viewport_size(TABLET["viewport"])
    found = faults_of(page)
    page.set_viewport_size(DESK["viewport"])
    return found


def enlarged(window: Window, page: Page) -> list[str]:
    before = letters(page)
    window.enlarge(2)
    found = faults_of(page) + ["the letters keep their size"] * (letters(page) != 2 * before)
    window.enlarge(1)
    return found


def stuffed(window: Window, page: Page) -> list[str]:
    count = page.evaluate(STUFF, LONG_WORD)
    return faults_of(page) + ["no place for the word"] * (count < 3)


def letters(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")


def wrong_with(pages: dict[str, list[str]]) -> dict[str, list[str]]:
    assert len(pages) >= 11
    return {name: found for name, found in pages.items() if found}


@pytest.mark.parametrize("size", ["phone, as_it_is", "desk, on_a_tablet", "desk, as_it_is"])
def test_no_page_is_wider_than_the_window(looks, size):
    assert wrong_with(looks[size]) == {}


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_letters_of_twice_the_size_lose_nothing(looks, size):
    assert wrong_with(looks[f"{size}, enlarged"]) == {}


def test_very_long_word_stays_inside_wherever_it_stands(looks):
    assert wrong_with(looks["phone, stuffed"]) == {}


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_moves_while_a_page_loads(looks, size):
    assert wrong_with(looks[f"{size}, moved"]) == {}


def test_home_page_has_one_left_edge_and_the_mark_of_a_page_keeps_off_its_words(site):
    with site.window(DESK) as window:
        assert len(window.open().evaluate(EDGES)) == 1
        assert window.open("lessons/07-soft-lookup/").evaluate(MARK) >= 4


def test_too_wide_a_thing_is_seen(site):
    with site.window(PHONE) as window:
        page = window.open("lessons/07-soft-lookup/")
        assert page.evaluate(SIDEWAYS) == []
        page.evaluate("document.querySelector('article pre > code').style.width = '100px'")
        assert page.evaluate(SIDEWAYS) == []  # it wraps
        page.evaluate(
            "document.querySelectorAll('article pre > code *').forEach((part) => (part.style.whiteSpace = 'pre'))"
        )
        assert page.evaluate(SIDEWAYS) != []
        page.evaluate("document.querySelector('article p').style.width = '400px'")
        assert "too wide" in "".join(faults_of(page))


def test_moving_part_is_seen(site):
    with site.window() as window:
        window.open().evaluate(
            "document.querySelector('article').prepend(Object.assign(document.createElement('p'), {textContent: 'new'}))"
        )
        assert window.shifts() != []
