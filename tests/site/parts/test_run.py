"""A reader runs the code of a page in the browser, changes it, and sees which numbers object.

Each new Python costs six seconds of a processor, so one reader does all of this in the order of the file: in lesson 07, with
one Python until it is stopped and one that starts anew; then in the lab, from the browser's own store.
"""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.project import ROOT, pages
from tests.site.parts.said import pattern
from tests.site.window import Window
from worked import Judge, settings_for

if os.environ.get("RUNTIME") == "no":
    pytest.skip("RUNTIME=no: the site comes without Run buttons", allow_module_level=True)

LESSON, LAB = "lessons/07-soft-lookup/", "labs/07-soft-lookup/"
SOURCES = {path: path.relative_to(ROOT).as_posix() for path in [*pages(), *sorted(ROOT.glob("docs/labs/*.py"))]}
WORDS = dict(re.findall(r'^ +(\w+): "(.*)",$', (ROOT / "theme/parts/run/words.js").read_text("utf8"), re.MULTILINE))
ALL_HOLD = re.compile(re.escape(WORDS["proved"]).replace(r"\{of\}", r"^(\d+)", 1).replace(r"\{of\}", r"\1") + "$")
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
LEFT_BROKEN = """
import numpy as np
np.set_printoptions(precision=1)
np.array = None
"""
DRAWS = """
class Drawing:
    def _repr_svg_(self):
        return '''<svg viewBox="0 0 9 9" onload="x()">{title}<script>x()</script><image href="https://a.example/a.png"/>
            <a href="https://a.example"><rect width="9"/></a><rect style="fill: {color}" width="9" height="9"/>
            <rect fill="url(https://a.example/#b)" width="9"/></svg>'''
Drawing()
"""
COLOR, VARIABLE = next(iter(settings_for(ROOT).colors.items()))
COLOR, VARIABLE = next(iter(settings_for(ROOT).colors.items()))
ACTING = DRAWS.replace("{title}", "<title>A square.</title>").replace("{color}", COLOR).replace("{color}", COLOR)
FLOOD = "Stopped: that is more than 20,000 characters of output."
BAD = [  # a code, and what its reader is told
    ("x = (1,\ny = 2", "Line 1: SyntaxError: '(' was never closed"),
    ("def f():\nreturn 1", "Line 2: IndentationError: expected an indented block"),
    ("input('name?')", "Line 1: RuntimeError: input() cannot ask you here: write the answer into the code"),
    ("def f():\n    return f()\nf()", "RecursionError: maximum recursion depth exceeded"),
    ("while True:\n    print(1)", FLOOD),
    ("print('x' * 100_000_000)", FLOOD),
    ("while True:\n    try:\n        print(1)\n    except Exception:\n        pass", FLOOD),
    ("print('<b>bold</b><script>x</script>')", WORDS["ran"]),
    ("import requests", "No module named 'requests'. There is no network here"),
    ("import pandas", "No module named 'pandas'. Here are NumPy and most of what Python itself brings"),
    ("[0] * 10**9", "MemoryError: that needs more memory"),
    ("1 / 0", "Line 1: ZeroDivisionError: division by zero"),
    ("raise SystemExit", WORDS["silent"]),
    (OUT_OF_REACH, WORDS["ran"]),
    (LEFT_BROKEN, WORDS["ran"]),
    (DRAWS.replace("{title}", ""), "This draws a picture, and it has no alternative text: give the SVG a <title>."),
    (ACTING, WORDS["ran"]),
]


@cache
def judge(name: str) -> Judge:
    return Judge(ROOT / name, settings_for(ROOT))


@pytest.fixture(scope="module")
def window(site) -> Iterator[Window]:
    with site.window(own=True) as window:
        yield window


@pytest.fixture(scope="module")
def reader(window: Window) -> Page:
    """A reader whose Python is there, though the first presses failed: in an old browser, and on a bad line."""
    page = window.open(LESSON)
    assert runtime_files(window) == [], "something of Python was fetched before a press"
    first, status = page.locator("[data-run=run]").first, page.locator(".run-status:not(.run-count)").first
    prose = page.locator("article > :is(p, h2, h3):not(.run-count)")  # interactive parts come when they are near
    before = prose.all_inner_texts()

    page.evaluate(
        "() => { window.Modern = Worker; Worker = class { terminate() {} }; }"
    )  # one that never asks for its type
    first.click()
    expect(status).to_have_text(WORDS["old"])
    page.evaluate(
        """() => {
            window.later = setTimeout;
            setTimeout = (act, wait) => later(act, wait === 30_000 ? 0 : wait);
            Worker = class { constructor(_, options) { options.type; } addEventListener() {} postMessage() {} terminate() {} };
        }"""
    )  # a line on which nothing comes, and half a minute that is over at once
    silent = WORDS["unfetched"].format(why=WORDS["silence"].format(seconds=30))
    first.click()
    expect(status).to_have_text(silent)
    page.evaluate("() => { Worker = Modern; setTimeout = later; }")

    page.route("**/numpy.zip*", lambda route: route.fulfill(body=b"half"))
    first.click()
    expect(status).not_to_have_text(silent)  # which is like what comes, and stands there until then
    expect(status).to_have_text(pattern(WORDS["unfetched"]))
    assert prose.all_inner_texts() == before and len(before) > 50

    held = []
    page.unroute("**/numpy.zip*")
    page.route("**/numpy.zip*", lambda route: held.append(route))  # until it is let go, Python is on its way
    first.click()
    expect(status).to_contain_text("MB.")
    page.locator("[data-run=run]").nth(1).click()
    assert said(page, 1) == WORDS["busy"]
    window.session.send("Storage.overrideQuotaForOrigin", {"origin": origin_of(page), "quotaSize": 1})
    held.pop().continue_()
    expect(status).to_have_text(WORDS["ran"])
    assert "weights = array([0.72, 0.05, 0.08, 0.15])" in page.locator(".run-text").first.inner_text()
    window.session.send("Storage.overrideQuotaForOrigin", {"origin": origin_of(page)})
    page.unroute("**/numpy.zip*")
    assert window.faults == []
    return page


def origin_of(page: Page) -> str:
    return page.evaluate("location.origin")


def runtime_files(window: Window) -> list[str]:
    return [url for url in window.requests if "parts/run" in url]


def block(page: Page, place: int):
    return page.locator(".highlight:has(.run-bar)").nth(place)


def start(page: Page, code: str, place: int = 0) -> None:
    """Put a code into a block, and run it by the keys."""
    bar = page.locator(".run-bar").nth(place)
    if bar.locator("[data-run=edit]").is_visible():
        bar.locator("[data-run=edit]").click()
    area = block(page, place).locator(".run-code")
    area.fill(code)
    area.press("Control+Enter")


def change(page: Page, code: str, place: int = 0) -> None:
    """Put a code into a block, run it, and wait for what comes of it."""
    start(page, code, place)
    expect(page.locator(".run-bar").nth(place).locator("[data-made=stop]")).to_have_count(0)


def said(page: Page, place: int = 0) -> str:
    return block(page, place).locator(".run-status").inner_text()


def weights_changed() -> dict[str, dict[str, str]]:
    """Lesson and lab with another weight: the changed blocks of each."""
    found = {}
    for name in ("docs/lessons/07-soft-lookup.md", "docs/labs/07-soft-lookup.py"):
        texts = [quote.text[quote.start : quote.end] for quotes in judge(name).places.quotes for quote in quotes]
        place = next(place for place, text in enumerate(texts) if "np.array([0.72, 0.05, 0.08, 0.15])" in text)
        found[name] = {str(place): texts[place].replace("0.72", "0.62").replace("0.15", "0.25")}
    return found


def test_browser_judges_every_page_as_the_build_does(window, reader):
    asked = [(name, {}) for name in SOURCES.values()] + list(weights_changed().items())
    told = reader.evaluate(
        """async (asked) => {
            const { python } = await import(new URL("../../parts/run/run.js", location.href));
            const told = [];
            for (const [page, edits] of asked) told.push(await python.ask({ type: "judge", page, edits }, () => {}, 600));
            return told;
        }""",
        asked,
    )
    expected = [judge(name).judge({int(place): text for place, text in edits.items()}) for name, edits in asked]
    assert [{key: one[key] for key in ("holds", "of", "off")} for one in told] == json.loads(json.dumps(expected))
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
        numbers, places, page = judge(name).numbers, judge(name).places, judge(name).before.page
        assert int(re.match(r"[\d,]+", line.get_text())[0].replace(",", "")) == len(numbers), name
        claims = [page.plain[start:end] for start, end in places.claims]
        shown = [" ".join(one.get_text().split()) for one in html.select("article .worked")]
        assert len(shown) == len(claims), name
        for text, claim in zip(shown, claims):
            assert text in " ".join(re.sub(r"[*_`$]", "", claim).split()), name
        assert len(html.select("article .worked-step")) == len(places.rows), name
        assert len(html.select("article .equation")) == len(places.spans), name
        assert len(html.select(".run-bar")) == len(places.blocks), name


def test_changed_weight_marks_the_numbers_that_rest_on_it(window, reader):
    change(reader, "".join(weights_changed()["docs/lessons/07-soft-lookup.md"].values()))
    expect(reader.locator(".run-count")).to_have_text(pattern(WORDS["changedUnseen"]))
    notes = reader.locator(".run-now").all_inner_texts()
    whole = {"now [0.62, 0.05, 0.08, 0.25]", "now 0.62 + 0.05 + 0.08 + 0.25 = 1.00", "now [2.69, 1.57]", "now 92%"}
    assert whole < set(notes) and len(notes) == 16
    assert notes.count("no longer") == 1, "the middle of a sum"
    reader.locator("[data-made=next]").first.click()
    shown = reader.locator(".run-shown")
    expect(shown).to_have_count(1)
    expect(shown).to_be_in_viewport()
    area = reader.locator(".run-code")
    area.focus()
    area.press("Tab")
    assert reader.evaluate("document.activeElement.dataset.run") == "run" and "\t" not in area.input_value()
    reader.locator(".run-bar").first.locator("[data-made=reset]").click()
    expect(reader.locator(".run-now")).to_have_count(0)
    expect(reader.locator(".run-count")).to_be_empty()
    reader.locator("[data-run=check]").click()
    expect(reader.locator(".run-count")).to_have_text(ALL_HOLD)
    assert window.faults == []


def test_bad_code_gets_a_sentence_and_loses_nothing(window, reader):
    for code, sentence in BAD:
        change(reader, code)
        assert sentence in said(reader), code
        assert reader.locator(".run-code").first.input_value() == code
        out = reader.locator(".run-text").first
        if "<b>" in code:
            assert out.inner_text().strip() == "<b>bold</b><script>x</script>" and out.locator("b").count() == 0
        if code is ACTING:
            drawn = block(reader, 0).locator(".run-result svg")
            assert drawn.get_attribute("aria-label") == "A square." and drawn.get_attribute("onload") is None
            kept = drawn.locator("*").evaluate_all(
                "all => all.map((one) => `${one.localName} ${one.getAttribute('fill')}`)"
            )
            assert kept == [f"rect var({VARIABLE}, {COLOR})", "rect null"]
        if code is OUT_OF_REACH:
            assert out.inner_text().strip() == "[]"
    change(reader, "import numpy as np\nvalues = np.eye(2)")  # names that the page needs are gone
    expect(reader.locator(".run-count")).to_have_text(pattern(WORDS["changedUnseen"]))
    change(reader, "weights[0]", 2)
    assert "Block 2 above stops, in line 2: NameError: name 'animal' is not defined" in said(reader, 2)
    reader.locator("[data-made=resetAll]").first.click()
    expect(reader.locator(".run-now")).to_have_count(0)
    expect(reader.locator(".run-code")).to_have_count(0)
    reader.locator("[data-run=check]").click()
    expect(reader.locator(".run-count")).to_have_text(ALL_HOLD)  # whatever was done to NumPy before
    assert all(url.startswith(window.address) for url in window.requests) and window.faults == []


def test_endless_loop_is_stopped_by_its_reader_or_by_the_limit(window, reader):
    status, bar = block(reader, 0).locator(".run-status"), reader.locator(".run-bar").first
    start(reader, "while True:\n    pass")
    expect(status).to_have_text(WORDS["running"])
    reader.locator(".run-bar").nth(1).locator("[data-run=run]").click()
    assert WORDS["busy"] in said(reader, 1)
    bar.locator("[data-made=stop]").click()
    expect(status).to_have_text(WORDS["stopped"])
    change(reader, "print(2 + 2)")
    assert reader.locator(".run-text").first.inner_text().strip() == "4"
    sentence = reader.evaluate(
        """async () => {
            const { python } = await import(new URL("../../parts/run/run.js", location.href));
            const endless = { type: "run", blocks: ["while True: pass"], last: 0 };
            return python.ask(endless, () => {}, 0.3).catch(({ message }) => message);
        }"""
    )
    assert sentence == WORDS["slow"].format(seconds=0.3)
    bar.locator("[data-made=reset]").click()
    assert window.faults == []


def first_task(window: Window) -> tuple[Page, list[str], int]:
    """The lab, the files that its first task fetched when it ran, and which block of code the task is."""
    page = window.open(LAB)
    before = len(runtime_files(window))
    texts = page.locator(".highlight:has(.run-bar) pre code").all_inner_texts()
    task = next(place for place, text in enumerate(texts) if re.search(r"^my_\w+ *=", text, re.MULTILINE))
    page.locator(".run-bar").nth(task).locator("[data-run=run]").click()
    expect(block(page, task + 1).locator(".run-text")).to_contain_text("Nothing to check yet")
    return page, [url for url in runtime_files(window)[before:] if ".packed" in url or ".zip" in url], task


def test_lab_is_done_in_its_page_and_kept_until_it_is_erased(window, reader):
    page, asked, task = first_task(window)
    if asked:  # the store had no room for a while, on purpose: this was the first visit that could fill it
        page, asked, task = first_task(window)
    assert asked == [], "a second visit takes the files from the browser's own store"
    bar = page.locator(".run-bar").nth(task)
    drawing = page.locator(".highlight:has(+ details > .lab-output svg)").first
    answer = page.locator("details:has(> .lab-output svg)").first
    expect(answer).not_to_have_attribute("open", "")
    built_label = page.locator(".lab-output svg").first.get_attribute("aria-label")
    paint = """(scheme) => {
        document.body.dataset.mdColorScheme = scheme;
        return [...document.querySelectorAll(".lab-output svg :is(text, polyline)")].map((one) => [one.textContent, getComputedStyle(one).color]);
    }"""
    dark, light = (page.evaluate(paint, scheme) for scheme in ("slate", "default"))
    assert [text for text, _ in light] == ["", "animal", "road", "cross", "tired", "mean"]
    assert all(one != other for one, other in zip(dark, light, strict=True)), "light and dark differ"
    drawing.locator("[data-run=run]").click()
    expect(drawing.locator(".run-result svg")).to_have_attribute("aria-label", built_label)
    expect(answer).to_have_attribute("open", "")  # whoever has run it may read what is said of it
    assert drawing.locator(".run-result svg polyline").get_attribute("points").count(",") == 50
    bar.locator("[data-run=edit]").click()
    area = page.locator(".run-code")
    area.fill(re.sub(r"= *\.\.\.", "= 5", area.input_value()))
    bar.locator("[data-run=run]").click()
    expect(block(page, task + 1).locator(".run-text")).not_to_contain_text("Nothing to check yet")
    expect(bar.locator("[data-made=stop]")).to_have_count(0)
    typed = area.input_value()
    start(page, "while True: pass", task + 1)
    expect(block(page, task + 1).locator(".run-status")).to_have_text(WORDS["running"])
    page = window.open()  # a page is left while its code runs
    page = window.open(LAB)
    expect(page.locator(".run-code").first).to_have_value(typed)
    expect(page.locator(".run-code").nth(1)).to_have_value("while True: pass")
    for reset in page.locator("[data-made=reset]").all()[::-1]:
        reset.click()
    assert page.evaluate("localStorage.getItem(`attention-run-${location.pathname}`)") is None
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('refused'); }; }")
    page.locator("[data-run=edit]").first.click()
    assert said(page) == WORDS["unkept"]
    assert window.faults == []
