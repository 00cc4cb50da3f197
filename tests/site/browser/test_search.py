"""The search finds words and numbers and leads to their section; the ledger's filter works by keys and by address."""

import re

import pytest
from playwright.sync_api import Page

from tests.site.browser.test_bare import open_answers
from tests.site.window import NO_SCRIPT, PHONE, TABLET, search

SIZES = {"phone": PHONE, "tablet": TABLET, "desk": {}}
# The text of the section that the address leads to: from its heading to the next one of its rank or above.
SECTION = """() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const heading = target?.closest("h1, h2, h3, h4, dt, tr") ?? document.querySelector("h1");
    let text = heading.textContent;
    for (let next = heading.nextElementSibling; next && !(next.tagName <= heading.tagName && /^H/.test(next.tagName)); next = next.nextElementSibling)
        text += next.textContent;
    return text;
}"""
SEEN = """() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const { top, bottom } = target.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}"""


@pytest.mark.parametrize(
    ("words", "size"), [("pronoun", "phone"), ("temperature", "tablet"), ("3.09", "desk"), ("3.09", "phone")]
)
def test_search_finds_it_and_leads_to_a_section_that_holds_it(site, words, size):
    with site.window(SIZES[size]) as window:
        page = window.open("glossary/")
        search(page, words)
        links = [link.get_attribute("href") for link in page.locator(".md-search-result__link:visible").all()]
        for _ in range(2):  # a page, and the best of its sections
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"h=.*#"))
        window.settle()
        assert words in page.evaluate(SECTION).lower() and page.evaluate(SEEN)
        assert words in [mark.inner_text().lower() for mark in page.locator("article mark").all()]
    assert any("lessons/07" in link and "#" in link for link in links)
    assert window.faults == []


def test_search_for_what_is_not_there_or_is_garbage_breaks_nothing(site):
    with site.window(PHONE) as window:
        page = window.open()
        search(page, "pronoun")
        for words in ("zyzzyva", "Aufmerksamkeitsmechanismus" * 20, "<b>(*+~^:", '"'):
            page.keyboard.press("Control+a")
            page.keyboard.type("pronoun")
            page.locator(".md-search-result__item").first.wait_for()
            page.keyboard.press("Control+a")
            page.keyboard.insert_text(words[:-1])  # as if it were pasted: no search for each letter of a long word
            page.keyboard.type(words[-1])
            page.locator(".md-search-result__meta", has_not_text="Type to start").first.wait_for()
            window.settle()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), words
    assert [fault for fault in window.faults if "query" not in fault.lower()] == []  # what the theme says of garbage


# ---- the ledger ------------------------------------------------------------------------------


def rows(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('article tr[id]')].filter((row) => row.checkVisibility()).map((row) => row.innerText)"
    )


KINDS = """() => [...document.querySelectorAll("article tr[id]")].filter((row) => row.checkVisibility())
    .map((row) => row.cells[3].innerText)"""


def everything(page: Page) -> int:
    """How many rows there are, folded or not."""
    return page.locator("article tr[id]").count()


def said(page: Page) -> str:
    return page.locator(".ledger-filter output").inner_text()


def test_filter_of_the_ledger_works_by_keys_and_says_how_many_rows_it_shows(site):
    with site.window() as window:
        page = window.open("ledger/")
        assert rows(page) == []  # folded
        page.locator(".ledger-filter [name=find]").focus()
        page.keyboard.type("softmax")
        page.wait_for_url("**find=softmax")
        shown = rows(page)
        assert said(page) == f"{len(shown):,} of {everything(page):,} numbers found."
        assert 0 < len(shown) < everything(page) > 500
        page.locator(".ledger-filter [name=page]").focus()
        choice = page.locator(".ledger-filter [name=page] option[value^='lessons/08']").inner_text()
        page.keyboard.type(choice)
        page.wait_for_url("**page=lessons/08*")
        assert 0 < len(rows(page)) < len(shown)
        page.locator(".ledger-filter button").press("Enter")
        page.wait_for_url(lambda address: "?" not in address)
        assert rows(page) == [] and page.locator(".ledger-page:visible").count() > 10
        assert said(page) == f"{everything(page):,} of {everything(page):,} numbers found."


def test_address_of_the_ledger_sets_its_filter(site):
    with site.window() as window:
        page = window.open("ledger/?find=0.72&page=lessons/07-soft-lookup")
        shown = rows(page)
        sections = page.locator(".ledger-page:visible")
        assert sections.count() == 1 and sections.get_attribute("data-page") == "lessons/07-soft-lookup"
        assert 3 < len(shown) < 200
        page = window.open("ledger/")
        open_answers(page)
        known = set(page.evaluate(KINDS))  # nothing may be unchecked today
        kinds = [box.get_attribute("value") for box in page.locator(".ledger-filter [name=kind]").all()]
        assert len(kinds) == 5
        parts = []
        for some, others in ((kinds[::2], kinds[1::2]), (kinds[1::2], kinds[::2])):
            page = window.open(f"ledger/?{'&'.join(f'hide={kind}' for kind in others)}")
            parts.append(len(rows(page)))
            assert set(page.evaluate(KINDS)) == set(some) & known
        assert sum(parts) == everything(page)


@pytest.mark.parametrize("options", [{}, NO_SCRIPT], ids=["scripts", "no scripts"])
def test_address_of_a_row_opens_the_rows_of_its_page_alone(site, options):
    ids = re.findall(r'<tr id="([^"]+)"', site.html("ledger/"))
    wanted = ids[len(ids) // 2]
    with site.window(options) as window:
        page = window.open(f"ledger/#{wanted}")
        page.locator(f"[id='{wanted}']:visible").wait_for()
        opened = page.locator(".ledger-page:has(details[open])")
        assert [part.get_attribute("data-page") for part in opened.all()] == [wanted.split(":")[0]]


def test_row_that_the_filter_hides_stays_open_when_an_address_leads_to_it(site):
    ids = re.findall(r'<tr id="([^"]+)"', site.html("ledger/"))
    wanted = ids[len(ids) // 2]
    with site.window() as window:
        page = window.open("ledger/?find=none-has-this")
        assert rows(page) == []
        page.evaluate("(id) => (location.hash = id)", wanted)
        page.locator(f"[id='{wanted}']:visible").wait_for()
        page.evaluate("() => new Promise((done) => setTimeout(done))")  # what the filter still had to do
        assert page.locator(f"[id='{wanted}']:visible").count() == 1 and "?" not in page.url


def test_link_in_the_totals_opens_the_rows_of_its_page(site):
    with site.window() as window:
        page = window.open("ledger/")
        link = page.locator(".ledger-totals tbody a").nth(2)
        link.click()
        page.locator(".ledger-page details[open] tr[id]:visible").first.wait_for()
        [part] = page.locator(".ledger-page:has(details[open])").all()
        assert f"#{part.get_attribute('data-page')}" == link.get_attribute("href")


def test_card_leads_to_its_row_in_the_ledger(site):
    with site.window() as window:
        page = window.open("lessons/07-soft-lookup/")
        page.locator(".worked-press:visible").nth(20).click()
        expression = page.locator(".worked-card:popover-open .worked-by").first.inner_text()
        page.locator(".worked-card:popover-open a[href*='ledger/']").first.click()
        page.wait_for_url(re.compile(r"/ledger/.*#"))
        window.settle()
        assert page.evaluate(SEEN)
        assert expression in page.evaluate(
            "document.getElementById(decodeURIComponent(location.hash.slice(1))).innerText"
        )
