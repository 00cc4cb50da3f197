"""The interactive parts start from what the snippets compute, and a part that cannot is refused."""

import importlib
import json
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import PluginError
from playwright.sync_api import Page

from tests.project import ROOT, edit, run
from tests.site.small_site import PAGE
from tests.site.window import DARK, DESK, LIGHT, PHONE, SCHEMES, SETTLED, TABLET, Site
from worked import Settings

PLACE = re.compile(r'<div data-interactive="([a-z]+)" data-from="([a-z_]+)([^"]*)"></div>')


@pytest.fixture(scope="module")
def parts(built) -> list[tuple[Path, Tag]]:
    """Each part of the built pages: its page's source, and its root element."""
    found = []
    for file in sorted((built / "site").rglob("*.html")):
        if "data-part" in (html := file.read_text("utf8")):
            source = built / "docs" / file.relative_to(built / "site").parent.with_suffix(".md")
            found += [(source, root) for root in BeautifulSoup(html, "html.parser").select(".interactive")]
    return found


def test_every_part_starts_from_the_values_of_its_pages_snippet(parts):
    count = 0
    for source, root in parts:
        data = root.find("script", type="application/json")
        if data is None:
            continue
        header = yaml.safe_load(source.read_text("utf8").split("---\n")[1])
        paths = header["numbers"] if isinstance(header["numbers"], list) else [header["numbers"]]
        modules = [importlib.import_module(path.removesuffix(".py").replace("/", ".")) for path in paths]
        for name, value in json.loads(data.string).items():
            known = next(getattr(module, name) for module in modules if hasattr(module, name))
            assert (
                type(known)(value) == known
                if isinstance(known, str)
                else np.array_equal(np.asarray(value), np.asarray(known))
            ), (root["data-part"], name)
            count += 1
    assert count >= 4


def test_every_part_has_a_title_a_script_and_a_template(built, parts):
    found = {root["data-part"]: root for _, root in parts}
    for name, root in found.items():
        assert root.find(id=root["aria-labelledby"]).get_text(strip=True)
        assert (built / f"site/parts/{name.partition('-')[0]}/{name}.js").exists()
    templates = {path.stem: path.read_text("utf8") for path in (ROOT / "theme/parts").glob("*/*.html")}
    included = {
        name
        for text in templates.values()
        for name in re.findall(r'(?:include|from) "parts/[a-z]+/([a-z-]+)\.html"', text)
    }
    assert set(found) | included == set(templates) and len(found) >= 8


def test_every_blank_of_a_sentence_is_filled_by_a_script_of_its_part():
    """A blank that no script names would be read as “undefined”."""
    count = 0
    for template in (ROOT / "theme/parts").glob("*/*.html"):
        html = re.sub(r"\{[{%#].*?[}%#]\}", "", template.read_text("utf8"), flags=re.DOTALL)
        scripts = "".join(script.read_text("utf8") for script in template.parent.glob("*.js"))
        blanks = set(re.findall(r"\{(\w+)\}", html))
        assert [blank for blank in blanks if not re.search(rf"[{{,]\s*{blank}\s*[:,}}]", scripts)] == [], template.name
        count += len(blanks)
    assert count >= 15


# What runs a page's code has a limit of time of its own, which is not the pause before something is said.
ONCE = {
    "localStorage": {"kept.js"},
    "setTimeout(": {"said.js", "python.js"},
    "createTreeWalker": {"said.js"},
    "[.,]": {"typed.js"},
}


@pytest.mark.parametrize("code", ONCE)
def test_what_parts_share_is_written_once(code):
    scripts = {script: script.read_text("utf8") for script in (ROOT / "theme/parts").glob("*/*.js")}
    assert {script.name for script, text in scripts.items() if code in text} == ONCE[code]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            r'<div data-interactive="\1" data-from="wieghts"></div>',
            "no wieghts to start from in snippets/cards.py: nothing is called wieghts; did you mean weights?",
        ),
        (
            r'<div data-interactive="\1" data-from="mix"></div>',
            "no mix to start from in snippets/cards.py: TypeError: Object of type function is not JSON serializable",
        ),
        (r'<div data-interactive="nothing" data-from="\2\3"></div>', "there is no theme/parts/nothing/nothing.html"),
        (r"<div data-interactive='\1' data-from='\2\3'></div>", "write a place as"),
    ],
)
def test_place_that_cannot_be_filled_stops_the_build(small, wrong, said):
    place = PLACE.search((small / PAGE).read_text("utf8"))
    edit(small / PAGE, place[0], place.expand(wrong))
    build = run(small, "mkdocs", "build", "--strict", "-q")
    assert build.returncode != 0 and said in build.stderr
    line = (small / PAGE).read_text("utf8").partition("data-interactive")[0].count("\n") + 1
    assert f"{PAGE}:{line}:1: " in build.stderr
    assert "Traceback" not in build.stderr


# The fields of the parts that show no ring when they have the focus.
UNSEEN = """() => [...document.querySelectorAll(".interactive :is(input, button, div[tabindex])")].filter((field) => {
    field.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(field);
    return document.activeElement === field && field.matches(":focus-visible")
        && (outlineStyle === "none" || outlineWidth === "0px") && boxShadow === "none";
}).map((field) => field.closest("[data-part]").dataset.part + ": " + field.outerHTML.slice(0, 80))"""


def test_sheet_that_two_parts_import_stands_once_and_above_both(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "theme/hooks")
    styles, parts = importlib.import_module("interactive").styles, ROOT / "theme/parts"
    both, other = styles({"ask", "heads"}, parts), styles({"pull"}, parts)
    assert both.count(".lamp-stage{") == 1 and 0 < both.index(".lamp-stage{") < both.index(".ask-stage{")
    assert "lamp" not in other and "@import" not in both + other


def test_part_starts_from_the_snippets_of_its_page_together(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "theme/hooks")
    hook = importlib.import_module("interactive")
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/one.py").write_text("half = 0.5\nwords = ['a']\n", "utf8")
    (tmp_path / "snippets/other.py").write_text("half = 0.6\ncakes = 3\n", "utf8")
    file = SimpleNamespace(src_uri="page.md", abs_src_path=str(tmp_path / "page.md"))
    (tmp_path / "page.md").write_text('# Page\n\n<div data-interactive="fade" data-from="half"></div>\n', "utf8")
    page = SimpleNamespace(file=file, meta={"numbers": ["snippets/one.py", "snippets/other.py"]})
    settings = Settings(tmp_path)
    for _ in range(2):  # the second time from what is kept
        assert hook.known_numbers(["words", "cakes"], page, settings) == {"words": ["a"], "cakes": 3}
    with pytest.raises(PluginError, match=r"page.md:3:1: .*half is defined differently in .*one.py:1 and .*other.py:1"):
        hook.known_numbers(["half"], page, settings)
    for name, half in (("one", 0.5), ("other", 0.6), ("one", 0.5)):  # what is kept of one is not taken for the other
        page.meta = {"numbers": f"snippets/{name}.py"}
        assert hook.known_numbers(["half"], page, settings) == {"half": half}
    assert hook.known_numbers(["half", "words"], page, settings) == {"half": 0.5, "words": ["a"]}


@pytest.mark.parametrize("name", ["benchmarks/evil.py", "snippets/../benchmarks/evil.py", "snippets/none.py", 7])
def test_part_runs_no_file_outside_of_the_snippets_folder(tmp_path, monkeypatch, name):
    monkeypatch.syspath_prepend(ROOT / "theme/hooks")
    hook = importlib.import_module("interactive")
    (tmp_path / "snippets").mkdir()
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks/evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nhalf = 0.5\n", "utf8")
    file = SimpleNamespace(src_uri="page.md", abs_src_path=str(tmp_path / "page.md"))
    with pytest.raises(PluginError, match="no Python file inside snippets/"):
        hook.known_numbers(["half"], SimpleNamespace(file=file, meta={"numbers": name}), Settings(tmp_path))
    assert not (tmp_path / "ran").exists()


# The heights of the parts that a selector finds, by their places on the page and their names.
HEIGHTS = """(which) => Object.fromEntries([...document.querySelectorAll(".interactive")].flatMap(
    (part, place) => part.matches(which) ? [[`${place} ${part.dataset.part}`, part.getBoundingClientRect().height]] : []))"""
LOOKS = {"phone": (PHONE, LIGHT), "tablet": (TABLET, LIGHT), "light desk": (DESK, LIGHT), "dark desk": (DESK, DARK)}


@pytest.fixture(scope="module")
def started(site) -> dict[str, dict]:
    """Of each lesson the heights of its parts in every look, before and behind their scripts, and then at a desk what is unseen."""
    return {name: noted(site, name) for name in lessons(site)}


def noted(site: Site, name: str) -> dict:
    with site.window(PHONE) as window:
        found = looked_at(window.open(name))
        return found | {"faults": window.faults}


def looked_at(page: Page) -> dict:
    before = heights(page, ":not(.ready)")
    start_all(page)
    after = heights(page, ".ready")
    page.keyboard.press("Tab")
    return {"before": before, "after": after} | {name: unseen(page, scheme) for name, scheme in SCHEMES.items()}


def heights(page: Page, which: str) -> dict[str, dict[str, float]]:
    found = {}
    for look, (size, scheme) in LOOKS.items():
        page.set_viewport_size(size["viewport"])
        page.emulate_media(**scheme)
        found[look] = page.evaluate(HEIGHTS, which)
    return found


def unseen(page: Page, scheme: dict[str, str]) -> list[str]:
    page.emulate_media(**scheme)
    page.evaluate(SETTLED)
    return page.evaluate(UNSEEN)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_whatever_has_the_focus_shows_it(started, scheme):
    assert {name: found[scheme] for name, found in started.items() if found[scheme]} == {}
    assert [fault for found in started.values() for fault in found["faults"]] == []
    assert len(started) >= 3


def test_part_is_as_high_before_its_script_comes_as_behind_it(started):
    """Where scripts come slowly, a reader sees a part start; what stands below it stays where it is."""
    for look in LOOKS:
        for name, found in started.items():
            before, after = found["before"][look], found["after"][look]
            assert {part: after[part] for part in before} == before, (name, look)
        assert sum(len(found["before"][look]) for found in started.values()) >= 8


def lessons(site: Site) -> list[str]:
    return [name for name in site.names if name.startswith("lessons/")]


def start_all(page: Page):
    for part in page.locator(".interactive").all():
        part.scroll_into_view_if_needed()
    page.wait_for_function("() => !document.querySelector('.interactive:not(.ready)')")


def test_link_whose_question_mark_was_encoded_leads_to_the_part(site):
    with site.window() as window:
        page = window.open("labs/spotlight/#spotlight%3Fbad")
        page.wait_for_function("() => location.hash === '#spotlight?bad'")
        notice = page.locator(".spotlight-notices .said", has_text="cannot be read")
        notice.wait_for()
        page.wait_for_function(
            "() => { const { top, bottom } = document.querySelector('.spotlight-notices').getBoundingClientRect(); return top > 0 && bottom < innerHeight; }"
        )


def test_part_whose_script_does_not_come_is_not_there_and_the_others_are(site):
    with site.window(own=True) as window:
        window.page.route("**/pull/pull.js", lambda route: route.abort())
        page = window.open("lessons/07-soft-lookup/")
        page.locator("[data-part=pull]").evaluate("(part) => part.scrollIntoView()")
        page.wait_for_function("() => document.querySelector('[data-part=pull]').hidden")
        assert page.locator("[data-part=pull]").bounding_box() is None
        page.locator("[data-part=fade-one]").evaluate("(part) => part.scrollIntoView()")
        page.locator("[data-part=fade-one].ready").wait_for()
