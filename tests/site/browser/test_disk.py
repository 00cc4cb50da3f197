"""A built site opened from a disk, without a server: its links lead to pages. And the banner of the preview on it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.project import ENVIRONMENT, edit
from tests.site.small_site import PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 60_000  # milliseconds until something that never comes is given up, however busy the machine is
LESSON = "lessons/01-cards/index.html"


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


AS_SERVED = """\
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
config.plugins["worked"].is_serving = True
for hook in config.hooks.values():
    if hasattr(hook, "on_startup"):
        hook.on_startup(command="serve", dirty=False)
build(config)
"""


@pytest.fixture
def wrong(small) -> Path:
    """A page with a wrong number, as the preview shows it."""
    edit(small / PAGE, "[17.82](=slow)", "[17.83](=slow)")
    made = subprocess.run([sys.executable, "-c", AS_SERVED], cwd=small, env=ENVIRONMENT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return small / "site" / LESSON


@pytest.mark.parametrize("width", [360, 1200])
def test_banner_shows_each_word_on_a_narrow_and_a_wide_window(page, wrong, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(wrong.as_uri())
    box, words = page.locator(".worked-banner"), page.locator(".worked-banner pre")
    assert box.is_visible() and words.text_content().startswith(f"{PAGE}:")
    place = box.bounding_box()
    assert place["x"] >= 0 and place["x"] + place["width"] <= width
    assert words.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")
    assert float(words.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")) >= 12
