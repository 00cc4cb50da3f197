"""axe-core finds nothing to complain of, on any page, in either scheme, on a phone and at a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.site.window import DARK, DESK, LIGHT, PHONE, SETTLED, Site, search

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
OPTIONS = {"resultTypes": ["violations"], "preload": False}
axe = Axe()


def complaints(page: Page, *places: str) -> list[str]:
    """What axe finds in a page, or only in the places of it that a test has changed: the sweep sees the rest."""
    page.evaluate(SETTLED)  # what is still fading in has no contrast yet
    context = {"include": [[place] for place in places]} if places else None
    found = axe.run(page, context=context, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['target'][-1]} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def shorter(site: Site) -> list[str]:
    return [SHORTER.get(name, name) for name in site.names]


def swept(page: Page) -> Page:
    page.evaluate(OUT_OF_SIGHT)
    return page


@pytest.mark.parametrize("way", WAYS)
def test_no_page_breaks_a_rule(site, way):
    with site.window(*WAYS[way]) as window:
        broken = {name: found for name in shorter(site) if (found := complaints(swept(window.open(name))))}
    assert broken == {}
    assert len(site.names) >= 11


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
