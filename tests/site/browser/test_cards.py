"""A number that is pressed opens its card, by mouse, touch and keyboard, and nothing else changes."""

import re

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.site.window import DESK, NO_SCRIPT, PHONE

LESSON = "lessons/08-scaled-dot-product/"  # with many numbers
OPEN = "[popover]:popover-open"
TOUCH = PHONE | {"has_touch": True, "is_mobile": True}
OUT_OF_SIGHT = """(card) => {
    const box = card.getBoundingClientRect();
    return box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
}"""
# Each place that is not hidden and where the Tab key stops.
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest(".run-bar")) // each block of code has two of its own
    .map((element) => element.className)"""
# Of each number in the text, whether its dotted line is seen.
MARKS = """() => [...document.querySelectorAll("article .worked")].filter((number) => number.checkVisibility())
    .map((number) => getComputedStyle(number).textDecorationColor !== "rgba(0, 0, 0, 0)")"""


def presses(page: Page):
    return page.locator(".worked-press:visible")


@pytest.mark.parametrize("way", ["mouse", "touch", "mouse without script"])
def test_press_opens_the_card_of_that_number_and_escape_or_a_press_beside_closes_it(site, way):
    options = {"mouse": [DESK], "touch": [TOUCH], "mouse without script": [DESK, NO_SCRIPT]}[way]
    with site.window(*options) as window:
        page = window.open(LESSON)
        count = presses(page).count()
        for place in range(0, count, count // 6):
            button = presses(page).nth(place)
            press(button, way)
            card = page.locator(OPEN)
            assert card.count() == 1 and card.get_attribute("id") == button.get_attribute("popovertarget")
            assert card.locator(".worked-exact").count() and not card.evaluate(OUT_OF_SIGHT)
            if place % 2:
                page.keyboard.press("Escape")
            else:
                press(page.locator("h1"), way)
            assert page.locator(OPEN).count() == 0
    assert count > 100 and window.faults == []


def press(place, way: str):
    place.tap() if way == "touch" else place.click()


def test_every_card_has_its_number_and_every_number_its_card(site):
    count = 0
    for name in site.with_cards:
        page = LexborHTMLParser(site.html(name))
        cards = [card.id for card in page.css(".worked-card")]
        inline, listed = (
            {button.attributes["popovertarget"] for button in page.css(which)}
            for which in (".worked-press", ".worked-numbers dd button")
        )
        assert len(set(cards)) == len(cards) > 0
        assert listed == set(cards) >= inline
        [link] = page.css(".worked-count a[href='#numbers']")
        assert "checked" in link.text()
        count += len(cards)
    assert count > 200


# No part that is near enough to start is still waiting for its script.
STARTED = """() => [...document.querySelectorAll(".interactive:not(.ready, [hidden])")].every((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return bottom < -500 || top > innerHeight + 500;
})"""
FOLLOWS = re.compile(
    r"[\d.]+ by (?:md-nav__\w+,?)+"
)  # the contents beside the page follow the reader, some frames behind


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_when_a_card_opens(site, size):
    def seen() -> tuple[list[str], list[int]]:
        moved = [shift for shift in window.shifts() if not FOLLOWS.fullmatch(shift)]
        return moved, page.evaluate("[scrollY, document.documentElement.scrollHeight]")

    with site.window(size) as window:
        page = window.open(LESSON)
        count = presses(page).count()
        for place in range(0, count, count // 5):
            presses(page).nth(place).scroll_into_view_if_needed()
            page.wait_for_function(STARTED)
            before = seen()
            presses(page).nth(place).click()
            assert page.locator(OPEN).count() == 1
            assert seen() == before
            page.keyboard.press("Escape")


# ---- by keys ---------------------------------------------------------------------------------


def stops(page: Page) -> dict[str, list[str] | int]:
    """Where the Tab key stops, and how many numbers a screen reader would tell of."""
    return {
        "stops": page.evaluate(STOPS),
        "told numbers": page.locator(".worked-press:not([aria-hidden=true])").count(),
    }


def test_numbers_are_no_stops_of_the_tab_key_and_say_nothing_to_a_screen_reader(site, visits):
    for name in site.with_cards:
        noted = visits["desk"][name]
        assert noted["told numbers"] == 0, name
        assert [stop for stop in noted["stops"] if "worked-press" in stop] == [], name
        assert 10 < len(noted["stops"]) < 200, name  # a lesson has links, code and questions: no card among them


def test_list_at_the_end_opens_the_cards_by_keys_and_gives_the_focus_back(site):
    with site.window() as window:
        page = window.open(LESSON)
        page.locator(".worked-numbers summary").focus()
        page.keyboard.press("Enter")
        for _ in range(2):  # past the link to the section
            page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('popovertarget')")
        page.keyboard.press("Enter")
        assert page.locator(OPEN).get_attribute("id") == target
        page.keyboard.press("Escape")
        assert page.locator(OPEN).count() == 0
        assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == target


def test_switch_marks_the_numbers_puts_them_into_the_order_of_the_tab_key_and_is_remembered(site):
    with site.window() as window:
        page = window.open(LESSON)
        assert marked(page) == [] and page.evaluate(MARKS).count(False) > 100
        page.locator("article > p .worked:visible").first.hover()
        assert len(marked(page)) >= 1
        page.locator(".worked-switch").focus()
        page.keyboard.press("Space")
        assert_in_order(page)
        assert_in_order(window.open(LESSON))
        page.locator(".worked-switch").click()
        assert not [stop for stop in window.open(LESSON).evaluate(STOPS) if "worked-press" in stop]
        assert marked(page) == []


def marked(page: Page) -> list[bool]:
    """The numbers whose dotted line is seen."""
    return [is_seen for is_seen in page.evaluate(MARKS) if is_seen]


def assert_in_order(page: Page):
    assert page.locator(".worked-switch").get_attribute("aria-checked") == "true"
    assert sum("worked-press" in stop for stop in page.evaluate(STOPS)) == presses(page).count() > 100
    assert all(page.evaluate(MARKS))
    button = presses(page).first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(OPEN).get_attribute("id") == button.get_attribute("popovertarget")
    page.keyboard.press("Escape")
    nameless = page.locator(".worked-press:not([aria-label*=' is known'])")
    assert nameless.count() == 0


def test_count_at_the_foot_leads_to_the_list(site):
    with site.window() as window:
        page = window.open(LESSON)
        page.locator(".worked-count a").click()
        assert page.evaluate("document.querySelector('article > :is(.worked-count ~ h2, .worked-count ~ p)')") is None
        window.settle()
        assert page.evaluate("document.querySelector('#numbers').getBoundingClientRect().top < innerHeight")
