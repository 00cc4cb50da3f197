"""Nothing is wider than a phone, nothing moves by itself, and larger letters lose nothing."""

import pytest
from playwright.sync_api import Page

from tests.site.width import faults_of
from tests.site.window import DESK, PHONE, TABLET, Window

LONG_WORD = "Aufmerksamkeitsmechanismus" * 12
# Code, steps, tables and drawings in letters that scroll sideways, buttons under code that touch the window's edge, code
# that goes on below the button that copies it, and a title that is higher than the header.
SIDEWAYS = """() => [
    ...[...document.querySelectorAll("article :is(pre, pre > code, .worked-steps, .md-typeset__scrollwrap)")].filter((block) =>
        block.checkVisibility() && block.clientWidth && block.scrollWidth > block.clientWidth + 1),
    ...[...document.querySelectorAll(".run-bar > :first-child")].filter((button) => button.getBoundingClientRect().left < 8),
    ...[...document.querySelectorAll("article pre:has(> .md-code__nav) .code-line")].filter((line) => {
        const words = new Range();
        words.selectNodeContents(line);
        const button = line.closest("pre").querySelector(".md-code__nav").getBoundingClientRect();
        return [...words.getClientRects()].some((box) => // a space may
            box.right > button.left + 9 && box.top < button.bottom && box.bottom > button.top);
    }),
    ...[...document.querySelectorAll(".md-header__topic > .md-ellipsis")].filter((title) => {
        const words = new Range();
        words.selectNodeContents(title);
        return words.getBoundingClientRect().height > document.querySelector(".md-header").clientHeight - 2;
    }),
].map((block) => `sideways, at the edge, below a button or too high: ${block.textContent.slice(0, 60)}`)"""
# Titles whose last line is one short word, and cells of tables that stand so near each other that they read as one.
CROWDED = """() => {
    const lines = (block) => {
        const words = new Range();
        words.selectNodeContents(block);
        return [...words.getClientRects()].filter((box) => box.width > 1);
    };
    const row = (box, boxes) => boxes.filter((other) => other.top < box.bottom - 2 && other.bottom > box.top + 2);
    const width = (boxes) => Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
    const alone = [...document.querySelectorAll("article :is(h1, h2, h3, summary, .admonition-title)")].filter((title) => {
        const boxes = lines(title);
        const last = boxes.length && row(boxes.reduce((one, other) => (other.bottom > one.bottom ? other : one)), boxes);
        return last.length < boxes.length && width(last) < width(boxes) / 4;
    });
    const near = [...document.querySelectorAll("article table:not(.interactive *) :is(th, td) + :is(th, td)")].filter((cell) => {
        const before = lines(cell.previousElementSibling);
        return lines(cell).some((box) => row(box, before).some((other) => box.left - other.right < 4.5 && box.left > other.left));
    });
    return [...alone, ...near].map((block) => `a word alone, or too near the one before: ${block.textContent.trim()}`);
}"""
# How wide the edge is between the buttons under a cell and what the cell puts out, in pixels.
OPEN_OUTPUTS = """() => [...document.querySelectorAll(".highlight:has(> .run-bar) + .lab-output")].map((output) =>
    parseFloat(getComputedStyle(output).borderTopWidth))"""
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
# How far the notes beside the text begin to the right of where the text ends, in pixels; below zero, they stand in it.
BESIDE = """() => [...document.querySelectorAll("article > .admonition:not(.question)")].map((note) =>
    note.getBoundingClientRect().left - document.querySelector("article > h2").getBoundingClientRect().right)"""
# Tables that scroll by themselves: one that overflows by a hair takes the focus, and the class of what has it takes its looks.
SCROLLING_TABLES = """() => [...document.querySelectorAll("article table")].filter(
    (table) => getComputedStyle(table).overflowX !== "visible").length"""
STUFF = """(word) => {
    const places = "h1, h2, p:not(.worked-count), li, td, th, summary, figcaption, blockquote, dt, dd, .admonition-title, pre code, p code, .worked-card code";
    const first = places.split(", ").map((place) => document.querySelector(`article ${place}:not(.worked-numbers *, .worked-count *)`)).filter(Boolean);
    window.words = [...first, document.querySelector(".md-nav--secondary .md-nav__link .md-ellipsis")].filter(Boolean).map((place) => {
        place.append(` ${word}`);
        return place.lastChild;
    });
    return first.length;
}"""
EMPTY = "() => words.forEach((one) => one.remove())"


# ---- ways to look at a page, each of which leaves it as it was


def as_it_is(window: Window) -> list[str]:
    return faults_of(window.page) + window.page.evaluate(SIDEWAYS) + window.page.evaluate(CROWDED)


def on_a_tablet(window: Window) -> list[str]:
    window.page.set_viewport_size(TABLET["viewport"])
    found = faults_of(window.page)
    window.page.set_viewport_size(DESK["viewport"])
    return found


def enlarged(window: Window) -> list[str]:
    before = letters(window.page)
    window.enlarge(2)
    found = faults_of(window.page) + ["the letters keep their size"] * (letters(window.page) != 2 * before)
    window.enlarge(1)
    return found


def stuffed(window: Window) -> list[str]:
    count = window.page.evaluate(STUFF, LONG_WORD)
    found = faults_of(window.page) + ["no place for the word"] * (count < 3)
    window.page.evaluate(EMPTY)
    return found


def letters(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")


def wrong_with(visit: dict[str, dict], way: str) -> dict[str, list[str]]:
    """What is wrong with each page of a visit, looked at in some way."""
    assert len(visit) >= 11
    return {name: noted[way] for name, noted in visit.items() if noted[way]}


# ---- all pages


@pytest.mark.parametrize(("visit", "way"), [("phone", "as_it_is"), ("desk", "on_a_tablet"), ("desk", "as_it_is")])
def test_no_page_is_wider_than_the_window(visits, visit, way):
    assert wrong_with(visits[visit], way) == {}


@pytest.mark.parametrize("visit", ["phone", "desk"])
def test_letters_of_twice_the_size_lose_nothing(visits, visit):
    assert wrong_with(visits[visit], "enlarged") == {}


def test_very_long_word_stays_inside_wherever_it_stands(visits):
    assert wrong_with(visits["phone"], "stuffed") == {}


@pytest.mark.parametrize("visit", ["phone", "desk"])
def test_nothing_moves_while_a_page_loads(visits, visit):
    assert wrong_with(visits[visit], "moved") == {}


# ---- some pages


def test_home_page_has_one_left_edge_and_notes_stand_beside_the_text_where_there_is_room(site):
    with site.window(DESK) as window:
        assert len(window.open().evaluate(EDGES)) == 1
        page = window.open("lessons/07-soft-lookup/")
        assert page.evaluate(MARK) >= 4
        beside = page.evaluate(BESIDE)
        assert len(beside) >= 3 and min(beside) > 8
        page.set_viewport_size(TABLET["viewport"])
        assert max(page.evaluate(BESIDE)) < 0
        assert page.evaluate(SCROLLING_TABLES) == 0


def test_output_below_buttons_has_a_frame_of_its_own(site):
    with site.window(DESK) as window:
        edges = window.open("labs/07-soft-lookup/").evaluate(OPEN_OUTPUTS)
        assert len(edges) >= 5 and min(edges) > 0


def test_word_alone_and_crowded_cells_are_seen(site):
    with site.window(PHONE) as window:
        page = window.open("lessons/09-multi-head/")
        assert page.evaluate(CROWDED) == []
        page.evaluate("document.querySelectorAll('article th').forEach((cell) => (cell.style.padding = 0))")
        crowded = page.evaluate(CROWDED)
        page.evaluate("document.querySelectorAll('summary').forEach((title) => (title.style.textWrap = 'wrap'))")
        assert 0 < len(crowded) < len(page.evaluate(CROWDED))


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
