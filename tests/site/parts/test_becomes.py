"""The figure that becomes (lesson 07): from a relay to a blend in four steps, which a reader scrolls, presses or moves by keys."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from snippets import soft_lookup as lesson
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.window import NO_SCRIPT, PHONE, SCHEMES

PAGE, PART = "lessons/07-soft-lookup/", "[data-part=becomes]"
ALONE = f"{PAGE}?only=becomes"
STEPS = ["Relay", "Beam", "Weights", "Blend"]
# What nobody sees counts as gone: a strip comes to rest up to a pixel beside its step.
SEEN = """(part) => [...part.querySelectorAll("svg text")].filter((text) =>
    [text, text.parentElement].every((one) => Number(one.getAttribute("opacity") ?? 1) > 0.01)).map((text) => text.textContent)"""
PLACE = """(part) => part.querySelector(".becomes-it").getAttribute("transform").match(/[\\d.]+/g).map(Number)"""
# The captions have come to rest.
ARRIVED = """(part) => {
    const { scrollLeft, clientWidth } = part.querySelector(".becomes-strip");
    return Math.abs(scrollLeft / clientWidth - Math.round(scrollLeft / clientWidth)) < 0.002;
}"""
WEIGHTS = {f"{weight:.2f}" for weight in lesson.weights}
BLEND = "[" + ", ".join(f"{entry:.2f}" for entry in lesson.output) + "]"


def begun(window):
    page = window.open(ALONE)
    page.locator(PART).scroll_into_view_if_needed()
    page.locator(f"{PART}.ready").wait_for()
    return page, page.locator(PART)


def at_step(part, name: str) -> set[str]:
    """What the drawing says once it has come to a step."""
    expect(part.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    expect(part.locator("[aria-pressed=true]")).to_have_count(1)
    part.page.wait_for_function(ARRIVED, arg=part.element_handle())
    return set(part.evaluate(SEEN))


def test_each_step_shows_what_the_snippet_computes_by_buttons_keys_and_scrolling(site):
    with site.window() as window:
        _, part = begun(window)
        relay = at_step(part, "Relay")
        assert {"animal", "it", "because"} <= relay and not relay & {*WEIGHTS, BLEND}
        part.get_by_role("button", name="Weights").click()
        assert at_step(part, "Weights") >= WEIGHTS and BLEND not in at_step(part, "Weights")
        strip = part.locator(".becomes-strip")
        strip.focus()
        strip.press("ArrowRight")
        assert {BLEND, "[4, 1]", "[0, 3]"} <= at_step(part, "Blend") and "because" not in at_step(part, "Blend")
        [x, y] = part.evaluate(PLACE)
        across, up = (float(entry) for entry in lesson.output)
        [left, bottom, width] = map(float, re.findall(r"[\d.]+", part.locator(".becomes-axes").get_attribute("d"))[:3])
        unit = width / 4.6
        assert [x, y] == pytest.approx([left + unit * across, bottom - unit * up], abs=1)
        strip.press("Home")
        assert at_step(part, "Relay") == relay
        before = part.bounding_box()["height"]
        strip.evaluate("(strip) => strip.scrollTo({ left: strip.clientWidth, behavior: 'instant' })")
        assert not at_step(part, "Beam") & {*WEIGHTS, BLEND}
        assert part.bounding_box()["height"] == before and window.faults == []


def test_nothing_stops_between_two_steps_where_motion_is_not_wanted(site):
    with site.window({"reduced_motion": "reduce"}) as window:
        _, part = begun(window)
        part.evaluate("""(part) => { const strip = part.querySelector(".becomes-strip"); strip.style.scrollSnapType = "none";
            strip.scrollTo({ left: 1.7 * strip.clientWidth, behavior: "instant" }); }""")
        expect(part.get_by_role("button", name="Weights")).to_have_attribute("aria-pressed", "true")
        assert set(part.evaluate(SEEN)) >= WEIGHTS
        assert part.locator(".becomes-number").first.get_attribute("opacity") == "1"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_and_the_stage_is_dark_in_both_schemes(site, scheme):
    with site.window(SCHEMES[scheme], PHONE) as window:
        page, part = begun(window)
        assert complaints(page, PART) == []
        part.get_by_role("button", name="Blend").press("Enter")
        at_step(part, "Blend")
        assert complaints(page, PART) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        grounds = (
            window.open(PAGE)
            .locator(".stage")
            .evaluate_all("(all) => all.map((one) => getComputedStyle(one).backgroundColor)")
        )
        assert len(grounds) >= 3 and set(grounds) == {"rgb(19, 27, 51)"}


def test_stills_of_the_lesson_take_its_place_without_scripts_and_on_paper(site):
    with site.window(NO_SCRIPT) as bare, site.window() as window:
        paper = window.open(PAGE)
        paper.emulate_media(media="print")
        for page in (bare.open(PAGE), paper):
            assert page.locator(PART).is_hidden()
            names = page.locator("article svg.worked-picture:visible").evaluate_all(
                "(all) => all.map((one) => one.ariaLabel)"
            )
            kinds = ["Above, a relay", "The weights as bars", "The sentence", "The plane of the values"]
            assert [sum(name.startswith(kind) for name in names) for kind in kinds] == [1, 1, 1, 1]
        assert bare.page.locator(".stage:visible").count() == 1  # no empty one


def test_it_is_light():
    files = sorted((ROOT / "theme/parts/becomes").iterdir())
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < 5_000
