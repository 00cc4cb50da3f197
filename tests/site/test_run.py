"""A reader runs the code of a page in the browser, changes it, and sees which numbers object."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.site.project import ROOT, pages
from tests.site.window import PHONE, Window
from worked import Judge, judge_page, settings_for

if os.environ.get("RUNTIME") == "no":
    pytest.skip("RUNTIME=no: the site comes without Run buttons", allow_module_level=True)

LESSON, LAB = "lessons/07-soft-lookup/", "labs/07-soft-lookup/"
SOURCES = {path: path.relative_to(ROOT).as_posix() for path in [*pages(), *sorted(ROOT.glob("docs/labs/*.py"))]}
OUT_OF_REACH = """
import gc
found = []
for name in ("js", "pyodide_js", "pyodide.http", "pyodide.code", "urllib.request", "socket"):
    try:
        module = __import__(name, fromlist=["x"])
        if name == "socket":
            module.create_connection(("192.0.2.1", 80), timeout=1)
        found.append(name)
    except Exception as error:
        pass
for one in gc.get_objects():
    if type(one).__name__ in ("JsProxy", "JsException") or "pyodide.ffi" in str(type(one).__module__):
        for way in ("fetch", "XMLHttpRequest", "WebSocket", "importScripts", "Worker", "caches", "eval", "Function", "constructor", "indexedDB"):
            try:
                if getattr(one, way, None) is not None:
                    found.append(f"{type(one).__name__}.{way}")
            except Exception:
                pass
print(found)
"""
BAD = [  # a code, and what its reader is told
    ("x = (1,\ny = 2", "Line 1: SyntaxError: '(' was never closed"),
    ("input('name?')", "Line 1: RuntimeError: input() cannot ask you here: write the answer into the code"),
    ("def f():\n    return f()\nf()", "RecursionError: maximum recursion depth exceeded"),
    ("while True:\n    print(1)", "Stopped: that is more than 20,000 characters of output."),
    ("print('x' * 100_000_000)", "Stopped: that is more than 20,000 characters of output."),
    ("print('<b>bold</b><script>x</script>')", "Done."),
    ("import requests", "No module named 'requests'. There is no network here"),
    ("import pandas", "No module named 'pandas'. Here are NumPy and most of what Python itself brings"),
    ("[0] * 10**9", "MemoryError: that needs more memory"),
    ("1 / 0", "Line 1: ZeroDivisionError: division by zero"),
    ("raise SystemExit", "Done. It put nothing out."),
    (OUT_OF_REACH, "Done."),
]


@pytest.fixture(scope="module")
def window(site) -> Iterator[Window]:
    with site.window(own=True) as window:
        yield window


@pytest.fixture(scope="module")
def reader(window: Window) -> Page:
    """A reader who has pressed the first button of lesson 07, and whose Python is there."""
    page = window.open(LESSON)
    asked = len([url for url in window.requests if "parts/run" in url])
    assert asked == 0, "something of Python was fetched before a press"
    page.locator("[data-run=run]").first.click()
    expect(page.locator(".run-status:not(.run-count)").first).to_contain_text("Done.")
    assert "weights = array([0.72, 0.05, 0.08, 0.15])" in page.locator(".run-text").first.inner_text()
    return page


def block(page: Page, place: int):
    return page.locator(".highlight:has(.run-bar)").nth(place)


def change(page: Page, code: str, place: int = 0) -> None:
    """Put a code into a block, and run it by the keys."""
    bar = page.locator(".run-bar").nth(place)
    if bar.locator("[data-run=edit]").is_visible():
        bar.locator("[data-run=edit]").click()
    area = block(page, place).locator(".run-code")
    area.fill(code)
    area.press("Control+Enter")
    stop = bar.locator("[data-made=stop]")
    expect(stop).to_have_count(0)


def said(page: Page, place: int = 0) -> str:
    return block(page, place).locator(".run-status").inner_text()


def weights_changed() -> dict[str, dict[str, str]]:
    """Lesson and lab with another weight: the changed blocks of each."""
    found = {}
    for name in ("docs/lessons/07-soft-lookup.md", "docs/labs/07-soft-lookup.py"):
        places = Judge(ROOT / name, settings_for(ROOT)).places
        texts = [quote.text[quote.start : quote.end] for quotes in places.quotes for quote in quotes]
        place = next(place for place, text in enumerate(texts) if "np.array([0.72, 0.05, 0.08, 0.15])" in text)
        found[name] = {str(place): texts[place].replace("0.72", "0.62").replace("0.15", "0.25")}
    return found


def test_browser_judges_every_page_as_the_build_does(window, reader):
    asked = [(name, {}) for name in SOURCES.values()] + list(weights_changed().items())
    told = reader.evaluate(
        """async (asked) => {
            const { start } = await import(new URL("../../parts/run/python.js", location.href));
            const python = start(60);
            const told = [];
            for (const [page, edits] of asked) told.push(await python.ask({ type: "judge", page, edits }, () => {}));
            python.ask({ type: "run", blocks: [""], last: 0 }, () => {}).catch(() => {});
            python.stop();
            return told;
        }""",
        asked,
    )
    expected = [json.loads(json.dumps(judge_page(ROOT, name, edits))) for name, edits in asked]
    assert [{key: one[key] for key in ("holds", "of", "off")} for one in told] == expected
    for (name, edits), one in zip(asked, told):
        assert bool(one["off"]) == bool(edits) and (one["holds"] == one["of"] or edits), name
    assert sum(one["of"] for one in told[: len(SOURCES)]) > 900
    assert window.faults == []


def test_count_is_that_of_the_build(built):
    for source, name in SOURCES.items():
        built_page = built / "site" / Path(name).relative_to("docs").with_suffix("") / "index.html"
        if source.stem == "index":
            built_page = built / "site/index.html"
        html = BeautifulSoup(built_page.read_text("utf8"), "html.parser")
        if (line := html.select_one(".worked-count a")) is None:
            continue
        judge = Judge(source, settings_for(ROOT))
        assert int(re.match(r"[\d,]+", line.get_text())[0].replace(",", "")) == len(judge.numbers), name
        claims = [judge.before.page.plain[start:end] for start, end in judge.places.claims]
        shown = [" ".join(one.get_text().split()) for one in html.select("article .worked")]
        assert len(shown) == len(claims), name
        for text, claim in zip(shown, claims):
            assert text in " ".join(re.sub(r"[*_`$]", "", claim).split()), name
        assert len(html.select("article .worked-step")) == len(judge.places.rows), name
        assert len(html.select("article .equation")) == len(judge.places.spans), name
        assert len(html.select(".run-bar")) == len(judge.places.blocks), name


def test_changed_weight_marks_the_numbers_that_rest_on_it(window, reader):
    code = "".join(weights_changed()["docs/lessons/07-soft-lookup.md"].values())
    change(reader, code)
    expect(reader.locator(".run-count")).to_contain_text("numbers of this page still hold")
    notes = reader.locator(".run-now").all_inner_texts()
    assert "now 2.69, 1.57" in notes and "now 0.62" in notes and len(notes) == 16
    reader.locator(".run-bar").first.locator("[data-made=reset]").click()
    expect(reader.locator(".run-now")).to_have_count(0)
    expect(reader.locator(".run-count")).to_be_empty()
    reader.locator("[data-run=check]").click()
    expect(reader.locator(".run-count")).to_have_text(re.compile(r"^(\d+) of \1 hold, computed by your browser\.$"))
    assert window.faults == []


def test_bad_code_gets_a_sentence_and_loses_nothing(window, reader):
    for code, sentence in BAD:
        change(reader, code)
        assert sentence in said(reader), code
        assert reader.locator(".run-code").first.input_value() == code
        out = reader.locator(".run-text").first
        if "<b>" in code:
            assert out.inner_text().strip() == "<b>bold</b><script>x</script>" and out.locator("b").count() == 0
        if code is OUT_OF_REACH:
            assert out.inner_text().strip() == "[]"
    change(reader, "import numpy as np\nvalues = np.eye(2)")  # names that the page needs are gone
    expect(reader.locator(".run-count")).to_contain_text("numbers of this page still hold")
    change(reader, "weights[0]", 2)
    assert "Block 2 above stops, in line 2: NameError: name 'animal' is not defined" in said(reader, 2)
    reader.locator("[data-made=resetAll]").first.click()
    expect(reader.locator(".run-now")).to_have_count(0)
    expect(reader.locator(".run-code")).to_have_count(0)
    assert all(url.startswith(window.address) for url in window.requests) and window.faults == []


def test_endless_loop_is_stopped_by_its_reader_or_by_the_limit(window, reader):
    bar = reader.locator(".run-bar").first
    bar.locator("[data-run=edit]").click()
    reader.locator(".run-code").fill("while True:\n    pass")
    bar.locator("[data-run=run]").click()
    status = block(reader, 0).locator(".run-status")
    expect(status).to_have_text("Running.")
    reader.locator(".run-bar").nth(1).locator("[data-run=run]").click()
    assert "One at a time" in said(reader, 1)
    bar.locator("[data-made=stop]").click()
    expect(status).to_have_text("Stopped. Python starts anew when you press Run again.")
    sentence = reader.evaluate(
        """async () => {
            const { start } = await import(new URL("../../parts/run/python.js", location.href));
            return start(0.3).ask({ type: "run", blocks: ["while True: pass"], last: 0 }, () => {}).catch(({ message }) => message);
        }"""
    )
    assert sentence == "Stopped: it ran for 0.3 seconds. A loop may never end."
    bar.locator("[data-made=reset]").click()
    assert window.faults == []


def test_lab_is_done_in_its_page_and_kept_until_it_is_erased(window, reader):
    page = window.open(LAB)
    texts = page.locator(".highlight:has(.run-bar) pre code").all_inner_texts()
    task = next(place for place, text in enumerate(texts) if re.search(r"^my_\w+ *=", text, re.MULTILINE))
    bar = page.locator(".run-bar").nth(task)
    bar.locator("[data-run=run]").click()
    judged = block(page, task + 1).locator(".run-text")
    expect(judged).to_contain_text("Nothing to check yet")
    bar.locator("[data-run=edit]").click()
    area = page.locator(".run-code")
    area.fill(re.sub(r"= *\.\.\.", "= 5", texts[task]))
    bar.locator("[data-run=run]").click()
    expect(judged).not_to_contain_text("Nothing to check yet")
    expect(bar.locator("[data-made=stop]")).to_have_count(0)
    typed = area.input_value()
    page = window.open(LAB)
    expect(page.locator(".run-code")).to_have_value(typed)
    page.locator("[data-made=reset]").click()
    assert page.evaluate("localStorage.getItem(`attention-run-${location.pathname}`)") is None
    assert window.faults == []


def test_broken_download_says_so_and_the_next_press_succeeds(site):
    with site.window(PHONE, own=True) as window:
        page = window.open(LESSON)
        prose = page.locator("article > :is(p, h2, h3):not(.run-count)")  # interactive parts come when they are near
        before = prose.all_inner_texts()
        page.route("**/numpy.zip*", lambda route: route.fulfill(body=b"half"))
        page.locator("[data-run=check]").click()
        expect(page.locator(".run-count")).to_contain_text("Python could not be fetched: ")
        assert prose.all_inner_texts() == before and len(before) > 50
        page.unroute("**/numpy.zip*")
        page.locator("[data-run=check]").click()
        expect(page.locator(".run-count")).to_have_text(re.compile(r"^(\d+) of \1 hold, computed by your browser\.$"))
        assert window.faults == []
