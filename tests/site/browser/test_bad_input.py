"""Wrong fragments, damaged or forbidden storage, missing pages: nothing breaks, and nothing is shown wrong."""

import json
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.site.window import DARK, LIGHT, NOT_FOUND, search

LESSON, LIGHT_PAGE = (
    "lessons/07-soft-lookup/",
    "how-it-checks/",
)  # the second has all that the first has, and little of it
FRAGMENTS = ["#nothing", "#%E0%A4%A", '#"><b>', "?find=%E0%A4%A", "?page=nowhere&hide=everything"]
GARBAGE = ["{", "null", "on\u0000", "[]", '{"index":99,"color":{"scheme":"pink"}}', "x" * 100_000]
KEYS = """([key, garbage]) => { for (const name of [key, ...["__palette", "__tabs", "__search", "__consent"]
    .map((one) => new URL("..", location).pathname + "." + one)]) localStorage.setItem(name, garbage); }"""
FORBID = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
)


def scheme(page: Page) -> str:
    return page.evaluate("document.body.dataset.mdColorScheme")


def works(page: Page) -> bool:
    """Whether the parts that scripts drive still do: a card, the search, the switch of the scheme."""
    page.locator(".worked-press:visible").first.click()
    assert page.locator("[popover]:popover-open").count() == 1
    page.keyboard.press("Escape")
    before = scheme(page)
    page.locator("form[data-md-component=palette] label:visible").click()
    assert {before, scheme(page)} == {"default", "slate"}
    search(page, "pronoun")
    return True


@pytest.mark.parametrize("name", [LIGHT_PAGE, "ledger/"])
def test_wrong_fragment_or_question_shows_the_page_from_its_top(site, name):
    with site.window() as window:
        for fragment in FRAGMENTS:
            page = window.open(name + fragment)
            assert page.evaluate("scrollY") == 0, fragment
            assert page.locator("h1:visible").count() == 1
    assert window.faults == []


def test_right_fragment_is_in_view(site):
    with site.window() as window:
        page = window.open(f"{LESSON}#pronoun")
        assert 0 <= page.evaluate("document.getElementById('pronoun').getBoundingClientRect().top") < 200


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_in_the_storage_changes_nothing(site, garbage):
    with site.window() as window:
        page = window.open(LIGHT_PAGE)
        page.evaluate(KEYS, ["worked-marks", garbage])
        page = window.open(LIGHT_PAGE)
        assert scheme(page) == "default"
        assert page.locator(".worked-switch").get_attribute("aria-checked") == "false"
        assert works(page)
    assert window.faults == []


def test_browser_that_forbids_storage_shows_the_page_all_the_same(site):
    with site.window(own=True) as window:
        window.context.add_init_script(FORBID)
        page = window.open(LIGHT_PAGE)
        page.locator(".worked-switch").click()
        assert page.locator(".worked-switch").get_attribute("aria-checked") == "true"
        assert works(page)
    assert window.faults == []


# ---- light and dark --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "own", "other"), [(LIGHT, "default", "slate"), (DARK, "slate", "default")], ids=["light", "dark"]
)
def test_scheme_is_the_systems_until_it_is_chosen_and_then_kept_on_every_page(site, system, own, other):
    with site.window(system) as window:
        assert scheme(window.open()) == own
        window.page.locator("form[data-md-component=palette] label:visible").click()
        assert scheme(window.page) == other
        names = ["", "lessons/00-eli5/", "labs/spotlight/", LIGHT_PAGE]
        assert {name: scheme(window.open(name)) for name in names} == dict.fromkeys(names, other)
        stored = json.loads(window.page.evaluate("JSON.stringify({...localStorage})"))
    assert len(stored) == 1 and all(key.startswith("/a/folder/") for key in stored)


# ---- what is not there -----------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["nowhere", "nowhere/at/all/", "lessons/99/index.html"])
def test_missing_page_says_so_in_the_sites_own_look_and_leads_on(site, missing):
    with site.window() as window:
        window.folder = site.root
        page = window.open(missing)
        assert page.locator("h1").get_attribute("id") == "not-found"
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        page.locator("article a[href$='lessons/07-soft-lookup/']").first.click()
        page.wait_for_url("**/lessons/07-soft-lookup/")
        assert page.locator("h1").get_attribute("id") != "not-found"
    assert [
        fault for fault in window.faults if f"404: {site.root}{missing}" not in fault and "status of 404" not in fault
    ] == []


def test_every_link_within_the_site_leads_somewhere_in_the_folder_it_is_served_from(site):
    links = {
        urljoin(site.root if name == NOT_FOUND else site.address + name, unescape(link))
        .partition("#")[0]
        .partition("?")[0]
        for name in site.names
        for link in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', site.html(name))
    }
    inside = [link for link in links if "127.0.0.1" in link]
    assert len(inside) >= 20
    assert [link for link in inside if not link.startswith((site.address, site.root))] == []
    files = [site.folder / link.removeprefix(site.address).removeprefix(site.root) for link in inside]
    assert [file for file in files if not file.exists()] == []
