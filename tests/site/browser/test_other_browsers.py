"""The site in Firefox and in WebKit: looks, cards, sliders, drags and a run, and no word in the console.

What each part does is tried in Chromium. Here one reader walks through four pages, to see that nothing rests on one browser.
"""

import os
import re

import pytest

from tests import other_browsers
from tests.other_browsers import Browser
from tests.served import serve

KNOWN = {  # what a browser says of others, or of a machine that is busy
    "The WebAssembly exception handling 'try' instruction is deprecated": "of the official Python",
    "font-display timeout, webfont not used": "of a font that came late",
}
IS_NEEDED = os.environ.get("OTHER_BROWSERS") == "required"
SHADES = "[...new Set([...document.querySelectorAll(arguments[0])].map((one) => getComputedStyle(one)[arguments[1]]))]"
IS_OPEN = "document.querySelector('.worked-card:popover-open')?.textContent"
PULLED = "[...document.querySelectorAll('[data-part=pull] input')].map((one) => one.value)"
COPY = ".md-copyright button"
SCORE = ".spotlight-card [type=range]"
VALUE = "document.querySelector('.spotlight-point').getAttribute('aria-valuetext')"


@pytest.fixture(scope="module", params=["Firefox", "WebKit"])
def browser(request, built):
    if request.param in other_browsers.missing():
        why = f"no {request.param} here: OTHER_BROWSERS=wanted make test installs it"
        pytest.fail(why, pytrace=False) if IS_NEEDED else pytest.skip(why)
    with serve(built / "site", "/a/folder/", listens=True) as address, other_browsers.started(request.param) as browser:
        browser.address = address
        yield browser


def test_reader_finds_the_same_in_each_browser(browser: Browser):
    home(browser)
    lesson(browser)
    spotlight(browser)
    if os.environ.get("RUNTIME") != "no":
        lab(browser)
    before = browser.heard()
    browser.ask("void setTimeout('1')")  # which the policy refuses
    assert browser.hears_more(before), "nothing would have been heard"
    assert [text for text in before if not any(known in text for known in KNOWN)] == []


def home(browser: Browser) -> None:
    browser.open(browser.address)
    assert "Attention" in browser.ask("document.title")
    assert browser.ask("[...document.fonts].length") and browser.ask("document.querySelectorAll('article svg').length")
    browser.press(COPY)
    browser.wait("document.querySelector(arguments[0]).textContent === 'Copied'", COPY)


def lesson(browser: Browser) -> None:
    browser.open(f"{browser.address}lessons/07-soft-lookup/")
    for numbers in (".worked", "span.equation > :first-child", ".worked-step:has(.worked-press) .worked-relation"):
        assert browser.ask(SHADES, numbers, "textDecorationStyle") == ["dotted"], numbers
        assert browser.ask(SHADES, numbers, "textDecorationLine") == ["underline"], numbers
    assert len(browser.ask(SHADES, "article .token:not(.stage *)", "color")) == 4
    browser.press(".worked-press")
    assert "soft_lookup" in browser.wait(IS_OPEN)
    browser.key("\ue00c")  # Escape
    assert browser.ask(IS_OPEN) is None
    browser.wait(
        "document.querySelector('[data-part=pull]').scrollIntoView() ?? document.querySelector('[data-part=pull].ready')"
    )
    assert browser.ask(PULLED) == ["0.72", "0.05", "0.08", "0.15"]
    browser.drag("[data-part=pull] input", -30, 0)
    browser.wait(f"{PULLED}[0] !== '0.72'")
    weights = [float(weight) for weight in browser.ask(PULLED)]
    assert weights[0] < 0.72 and sum(weights) == pytest.approx(1)


def spotlight(browser: Browser) -> None:
    browser.open(f"{browser.address}labs/spotlight/")
    browser.wait("document.querySelector('[data-part=spotlight].ready')")
    before = browser.ask(f"document.querySelector('{SCORE}').value")
    browser.press(SCORE)  # in the middle
    browser.wait(f"document.querySelector('{SCORE}').value !== arguments[0]", before)
    there = browser.ask(VALUE)
    browser.drag(".spotlight-point .spotlight-dot", -40, 20)
    browser.wait(f"{VALUE} !== arguments[0]", there)


def lab(browser: Browser) -> None:
    browser.open(f"{browser.address}labs/07-soft-lookup/")
    browser.press("[data-run=run]")
    assert browser.wait("document.querySelector('.run-text')?.textContent").strip() == "[4, 1]"
    browser.press("[data-run=edit]")
    browser.ask(
        "document.querySelector('.run-code').setRangeText('print(6 * 7)', 0, 1e6) ?? document.querySelector('.run-code').dispatchEvent(new Event('input'))"
    )
    browser.press("[data-run=run]")
    browser.wait("document.querySelector('.run-text').textContent.trim() === '42'")
    held = browser.wait("document.querySelector('.run-count').textContent.match(/^\\d+ of \\d+ numbers/)?.[0]")
    assert re.match(r"(\d+) of (\d+)", held)
