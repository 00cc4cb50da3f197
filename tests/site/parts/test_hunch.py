"""A hunch (lesson 07): a reader presses the word that "it" stands for, and then the light falls as the snippet says."""

import gzip

import pytest
from playwright.sync_api import expect

from snippets import scaled_dot_product as scaled
from snippets import soft_lookup as lesson
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.window import NO_SCRIPT, PHONE, SCHEMES

PAGE, PART = "lessons/07-soft-lookup/", "[data-part=hunch]"
ALONE = f"{PAGE}?only=hunch"
LIGHT = {"tired": lesson.weights, "too wide": lesson.wide_weights}
RIGHT = {"tired": f"tired-{lesson.animal}", "too wide": f"wide-{lesson.road}"}  # the sentence that says yes
PLACES = [lesson.animal, lesson.cross, lesson.road, lesson.tired]  # of the cards, from left to right
BRIGHTNESS = "(words) => words.map((word) => Number(word.style.getPropertyValue('--light')))"


def begun(window, address: str = ALONE):
    page = window.open(address)
    page.locator(PART).scroll_into_view_if_needed()
    page.locator(f"{PART}.ready").wait_for()
    return page


def light(page) -> list[float]:
    return page.locator(".hunch-word").evaluate_all(BRIGHTNESS)


def told(page) -> str:
    """The name of the sentence that stands in the part."""
    said = page.locator(f"{PART} [data-say].said")
    assert said.count() == 1
    return said.get_attribute("data-say")


@pytest.mark.parametrize("ending", LIGHT)
def test_light_falls_when_the_brightest_word_is_found_and_not_before(site, ending):
    with site.window() as window:
        page = begun(window)
        page.locator(".hunch-endings").get_by_role("button", name=ending, exact=True).click()
        shares = [float(LIGHT[ending][card]) for card in PLACES]
        best, answers = shares.index(max(shares)), {told(page)}
        for place in [*(place for place in range(4) if place != best), best]:
            assert light(page) == [0] * 4
            page.locator(".hunch-word").nth(place).click()
            answers.add(told(page))
            expect(page.locator(f"{PART} output")).to_have_text(page.locator(f"{PART} [data-say].said").inner_text())
        assert light(page) == pytest.approx(shares)
        assert len(answers) == 5 and told(page) == RIGHT[ending]
        assert window.faults == []


def test_another_ending_asks_anew_in_the_dark(site):
    with site.window() as window:
        page = begun(window)
        page.locator(".hunch-word", has_text="animal").press("Enter")
        assert max(light(page)) > 0.5
        before = page.locator(PART).bounding_box()["height"]
        page.get_by_role("button", name="too wide", exact=True).first.press("Space")
        assert light(page) == [0] * 4
        page.locator(".hunch-word", has_text="animal").press("Enter")
        assert light(page) == [0] * 4 and told(page) == f"wide-{lesson.animal}"
        assert page.locator(".hunch-word").last.inner_text() == "too wide"
        assert page.locator(PART).bounding_box()["height"] == before


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_a_phone_and_fingers_reach_it_on_the_first_screens(site, scheme):
    with site.window(SCHEMES[scheme], PHONE, {"has_touch": True}) as window:
        page = begun(window)
        assert complaints(page, PART) == []
        page.locator(".hunch-word", has_text="animal").tap()
        assert complaints(page, PART) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tops = (
            begun(window, PAGE)
            .locator(".hunch-word")
            .evaluate_all("(words) => words.map((word) => word.getBoundingClientRect().bottom + scrollY)")
        )
        assert max(tops) < 2 * page.viewport_size["height"]
        assert min(word.bounding_box()["height"] for word in page.locator(".hunch-word").all()) >= 40


def test_sentence_is_there_without_scripts(site):
    with site.window(NO_SCRIPT) as window:
        page = window.open(PAGE)
        assert page.locator(PART).is_hidden()
        assert page.locator("article blockquote").first.inner_text() == lesson.sentence


def test_it_is_light():
    for name in ("hunch", "hunch-wish"):
        files = [ROOT / "theme/parts/hunch" / file for file in ("hunch.css", f"{name}.html", f"{name}.js")]
        assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < 3_000


# ---- the wish (lesson 08): the reader sets what "it" looks for

SAID = "[data-part=hunch-wish] [data-say].said"
WISH = "lessons/08-scaled-dot-product/?only=hunch-wish"


def test_light_falls_on_the_cards_that_agree_with_the_wish(site):
    with site.window() as window:
        page = window.open(WISH)
        page.locator("[data-part=hunch-wish].ready").wait_for()
        sliders = page.locator("[data-part=hunch-wish] [type=range]")
        assert light(page) == [0.25] * 4 and said_of_wish(page) == "nothing"
        wishes = {
            (0, 2, 0, 0): "lit-0",
            (2, -2, 0, 0): "lit-1",
            (0, 0, 1.5, -1): "lit-2",
            (0, 0, 0, 2): "lit-3",
            (1, 0, 0, 0): "shared",
        }
        for wish, name in wishes.items():
            for slider, entry in zip(sliders.all(), wish):
                slider.fill(str(entry))
            weights = scaled.softmax(scaled.keys @ wish / 2)
            assert light(page) == pytest.approx([float(weights[card]) for card in PLACES])
            assert said_of_wish(page) == name
        sliders.first.press("Home")
        expect(page.locator("[data-part=hunch-wish] output")).to_have_text(page.locator(SAID).inner_text())
        assert [
            slider.get_attribute("aria-label") or slider.locator("xpath=..").inner_text() for slider in sliders.all()
        ] == scaled.features
        assert complaints(page, "[data-part=hunch-wish]") == [] and window.faults == []


def said_of_wish(page) -> str:
    said = page.locator(SAID)
    assert said.count() == 1
    return said.get_attribute("data-say")
