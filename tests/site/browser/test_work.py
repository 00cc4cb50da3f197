"""What a browser has to do for a page, in numbers that are the same on any machine: no time is measured."""

import json

import pytest

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
    counts = [one["args"]["elementCount"] for one in events if "elementCount" in one.get("args", {})]
    assert [count for count in counts if count > elements / 4] == [] and sum(counts) > elements / 20, counts
