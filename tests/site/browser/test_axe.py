"""axe-core finds nothing to complain of, on any page, in either scheme, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page

from tests.site.axe import complaints
from tests.site.window import DARK, DESK, LIGHT, PHONE, search

WAYS = {"light desk": (LIGHT, DESK), "dark phone": (DARK, PHONE)}
SHORTER = {"ledger/": "ledger/?find=0.72"}  # its thousand rows are alike: some show
OUT_OF_SIGHT = (
    "document.querySelectorAll('article tr[hidden]').forEach((row) => row.remove())"  # axe asks each if it is
)
OPEN_ALL = """() => {
    const summaries = [...document.querySelectorAll("article summary")];
    summaries.forEach((summary) => summary.click());
    return summaries.length;
}"""


def swept(page: Page) -> Page:
    page.evaluate(OUT_OF_SIGHT)
    return page


@pytest.mark.parametrize("way", WAYS)
def test_no_page_breaks_a_rule(visits, way):
    found = {name: visit["broken rules"] for name, visit in visits[way.split()[1]].items()}
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert len(found) >= 11


@pytest.mark.parametrize("way", WAYS)
def test_what_opens_breaks_no_rule_either(site, way):
    """The answers, the list of numbers, a card, the search with its results."""
    with site.window(*WAYS[way]) as window:
        page = window.open("lessons/07-soft-lookup/")
        assert page.evaluate(OPEN_ALL) >= 5
        broken = {"answers and list": complaints(page, "article details")}
        page.locator(".worked-press:visible").first.click()
        assert page.locator("[popover]:popover-open").count() == 1
        broken["card"] = complaints(page, "[popover]:popover-open")
        page.keyboard.press("Escape")
        search(page, "pronoun")
        broken["search"] = complaints(page, ".md-search")
    assert {what: found for what, found in broken.items() if found} == {}


def test_axe_sees_what_is_wrong(site):
    with site.window() as window:
        page = window.open()
        assert complaints(page, "article") == []
        page.evaluate("document.querySelector('article').append(document.createElement('button'))")
        for places in ([], ["article"], [".md-search", "article > button"]):
            assert [found.partition(":")[0] for found in complaints(page, *places)] == ["button-name"]
        assert complaints(page, ".md-search") == []
        page.evaluate("document.querySelector('article > button').remove()")
        page.evaluate("document.querySelector('article > p:last-of-type').style.color = 'gray'")
        assert [found.partition(":")[0] for found in complaints(page, "article")] == ["color-contrast"]
