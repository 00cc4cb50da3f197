"""A page is complete without JavaScript, and on paper without what only a screen can do."""

import re

from playwright.sync_api import Page

from tests.site.window import NO_SCRIPT

BLOCKS = "h1, h2, h3, p, li, td, th, dt, dd, summary, figcaption, pre, math, .worked-step"
# The visible texts of an article, block by block, without what is not read but pressed.
TEXTS = """(blocks) => [...document.querySelectorAll(`article :is(${blocks})`)]
    .filter((block) => !block.closest(".worked-numbers, .worked-count, .lab-download, .ledger-filter, .interactive, [popover]")
        && block.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }))
    .map((block) => (block.innerText ?? block.textContent).replace(/[\\s¶]+/g, "")).filter(Boolean)"""
SIZES = """() => [...document.querySelectorAll("article svg.worked-picture, article img")].map((it) => it.getBoundingClientRect().height)"""


def texts(page: Page) -> list[str]:
    return page.evaluate(TEXTS, BLOCKS)


def open_answers(page: Page) -> int:
    """Open every box by a press, as a reader does."""
    answers = page.locator("article details:not(#numbers *) > summary")
    closed = [answer for answer in answers.all() if not answer.evaluate("(summary) => summary.parentElement.open")]
    for answer in closed:
        answer.click(position={"x": 10, "y": 10})  # beside the numbers that it may hold
    return len(closed)


def test_every_page_says_the_same_without_scripts(site):
    count, answers, pictures = 0, 0, 0
    with site.window() as window, site.window(NO_SCRIPT) as bare:
        for name in site.names:
            pages = [window.open(name), bare.open(name)]
            opened = [open_answers(page) for page in pages]
            seen, seen_bare = (texts(page) for page in pages)
            heights = pages[1].evaluate(SIZES)
            assert opened[0] == opened[1]
            assert seen_bare == seen, name
            assert all(height > 10 for height in heights)
            count, answers, pictures = count + len(seen), answers + opened[1], pictures + len(heights)
    assert count > 1000 and answers >= 10 and pictures >= 15


def test_no_page_offers_what_needs_a_script_when_there_is_none(site):
    with site.window(NO_SCRIPT) as window:
        for name in site.names:
            page = window.open(name)
            dead = page.locator(".worked-switch:visible, .ledger-filter:visible, .md-search:visible, article button:not([popovertarget]):visible")
            assert dead.count() == 0, (name, dead.first.inner_text())
        assert page.locator(".md-header:visible").count() == 1


def test_ledger_is_complete_without_scripts(site):
    rows = len(re.findall(r"<tr id=", site.html("ledger/")))
    with site.window(NO_SCRIPT) as window:
        page = window.open("ledger/?find=0.72")
        assert page.locator("article tr[id]:visible").count() == rows > 500


def test_paper_holds_the_text_and_the_open_answers_and_nothing_to_press(site):
    count = 0
    with site.window() as window:
        for name in site.names:
            page = window.open(name)
            page.emulate_media(media="print")
            printed = texts(page)
            things = page.locator("button:visible, [popover]:visible, .worked-numbers:visible, nav:visible, input:visible, header:visible").count()
            page.emulate_media(media="screen")
            open_answers(page)
            read = texts(page)
            assert things == 0, name
            assert missing(read, printed) == [], name
            count += len(printed)
    assert count > 1000


def missing(read: list[str], printed: list[str]) -> list[str]:
    return [text for text in read if text not in set(printed)]


def test_paper_is_light_whatever_the_screen_was(site):
    with site.window({"color_scheme": "dark"}) as window:
        page = window.open("lessons/07-soft-lookup/")
        color = "getComputedStyle(document.querySelector('article p')).color"
        dark = page.evaluate(color)
        page.emulate_media(media="print", color_scheme="dark")
        ink = [int(part) for part in re.findall(r"\d+", page.evaluate(color))[:3]]
        assert max(ink) < 128 and page.evaluate(color) != dark


def test_card_that_is_open_is_not_printed(site):
    with site.window() as window:
        page = window.open("lessons/07-soft-lookup/")
        page.locator(".worked-press:visible").first.click()
        assert page.locator(".worked-card:visible").count() == 1
        page.emulate_media(media="print")
        assert page.locator(".worked-card:visible").count() == 0
