"""A built site opened from a disk, without a server: its links lead to pages. And the banner of the preview on it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site import browser
from worked.mkdocs.banner import with_banner

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 60_000  # milliseconds until something that never comes is given up, however busy the machine is
LESSON = "lessons/01-cards/index.html"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
MESSAGE = "docs/lessons/01-cards.md:302:48: the page and the snippet disagree\n    " + 30 * "a long line of words "


@pytest.fixture
def page() -> "Iterator[Page]":
    try:
        context = browser.started().new_context()
    except browser.NoBrowser as error:
        pytest.fail(str(error), pytrace=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_links_of_a_site_on_a_disk_lead_to_pages(page, small_once):
    root = (small_once / "site").as_uri()
    page.goto(f"{root}/index.html")
    targets = page.evaluate("[...document.links].filter((one) => one.protocol === 'file:').map((one) => one.href)")
    paths = {target.removeprefix(f"{root}/").partition("#")[0] for target in targets}
    assert {"index.html", LESSON, "glossary/index.html"} <= paths
    assert [path for path in paths if not (small_once / "site" / path).is_file()] == []
    page.click("text=Lesson 01: Cards >> visible=true")
    page.wait_for_url(f"{root}/{LESSON}*")
    assert page.inner_text("h1").startswith("Lesson 01: Cards")


def test_addresses_of_a_site_on_a_server_stay_as_they_are(small_once):
    html = (small_once / "site/index.html").read_text("utf8")
    assert 'href="lessons/01-cards/"' in html and "index.html" not in html


@pytest.mark.parametrize("width", [360, 1200])
def test_banner_shows_each_word_on_a_narrow_and_a_wide_window(page, small_once, tmp_path, width):
    site = shutil.copytree(small_once / "site", tmp_path / "site")
    file: Path = site / LESSON
    html, count = POLICY.subn("", file.read_text("utf8"))  # which a preview leaves out
    assert count == 1
    file.write_text(with_banner(html, "This page would not be published.", [MESSAGE]), "utf8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    box, words = page.locator(".worked-banner"), page.locator(".worked-banner pre")
    assert words.text_content() == MESSAGE and box.is_visible()
    place = box.bounding_box()
    assert place["x"] >= 0 and place["x"] + place["width"] <= width
    assert words.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")
    assert float(words.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")) >= 12
