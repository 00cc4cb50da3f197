"""What a browser has to do for a page, in numbers that are the same on any machine: no time is measured."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.site.window import Site

LESSON, LAB = "lessons/07-soft-lookup/", "labs/07-soft-lookup/"
SHOWN = "document.querySelectorAll('body *').length"


@pytest.mark.parametrize("name", [LESSON, LAB, "glossary/"])
def test_styles_of_a_page_are_worked_out_once(site: Site, name):
    """While it opens, nothing makes the browser begin again with all elements: of a slow phone's time that took most."""
    with site.window(own=True) as window:
        site.browser.start_tracing(page=window.page, categories=["devtools.timeline"])
        page = window.open(name)
        events = json.loads(site.browser.stop_tracing())["traceEvents"]
        elements = page.evaluate(SHOWN)
    styled = sum(one["args"]["elementCount"] for one in events if "elementCount" in one.get("args", {}))
    assert elements / 20 < styled < 2 * elements, "each time that all begins again, all elements are counted again"


def test_tables_come_in_the_boxes_in_which_they_scroll(site: Site):
    """The theme's script would put them around each table later, and the page would be laid out anew."""
    tables = [
        table
        for name in site.names
        for table in BeautifulSoup(site.html(name), "html.parser").select("article table:not([class])")
        if not table.find_parent("template")
    ]
    assert [table.get_text() for table in tables if table.parent.get("class") != ["md-typeset__table"]] == []
    assert len(tables) >= 30
