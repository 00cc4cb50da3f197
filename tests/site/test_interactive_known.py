"""Exercises with blanks in lessons 00 and 08: right answers as people type them, and what is said of each mistake."""

import math
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.site.test_browser_axe import complaints
from tests.site.test_interactive_fade import PLACES
from tests.site.window import DESK, PHONE, SCHEMES

LESSON, ELI5 = "lessons/08-scaled-dot-product/?only=fade-wide+fade-tired", "lessons/00-eli5/?only=fade-jar"
VALUES = [(4, 1), (1, 4), (2, 0), (0, 3)]

# "Too wide", worked out by hand: dot products, scores, what these are raised to, weights.
DOTS = [1.0, 3.5, -0.4, 2.0]
RAISED = [math.exp(dot / 2) for dot in DOTS]
WEIGHTS = [raised / sum(RAISED) for raised in RAISED]
UNSCALED = [math.exp(dot) / sum(map(math.exp, DOTS)) for dot in DOTS]


def blend(weights) -> str:
    return ", ".join(f"{sum(w * value[k] for w, value in zip(weights, VALUES)):.2f}" for k in (0, 1))


WIDE = {
    "dot product of road": {
        "3.5": "Right so far. Next: divide the dot product of road by two",
        "7/2": "Right so far",
        "2.5": "a sign was lost",
        "1.2": "left the query out",
        "0.7": "the first query of the word it",
        "3": "rounded too far",
        "3.1": "not yet. Try this step: multiply the query and the key of road",
        "road": "I need one number here",
    },
    "score of road": {
        "1.75": "Right so far",
        "7/4": "Right so far",
        "3.5": "still the dot product",
        "0.875": "the dot product is quartered. Divide it by the root of four",
    },
    "wide, raised": {
        "2.72": "Right so far",
        "2.7183": "Right so far",
        "7.39": "you raised the dot product",
        "1": "this is the score itself",
        "3": "rounded too far",
    },
    "weight of animal": {
        "0.15": "Right so far",
        "15%": "Right so far",
        "1.65": "still the raised score",
        f"{UNSCALED[0]:.2f}": "comes from the dot products",
        "0.164": "the scores themselves are shared out",
    },
    "blend": {
        "1.28, 3.00": "Right. Only the ending has changed",
        "[1,28; 3]": "Right. Only the ending has changed",
        blend([round(weight, 2) for weight in WEIGHTS]): "You mixed rounded weights",
        blend(RAISED): "mixed with the raised scores",
        blend(UNSCALED): "comes from the dot products",
        "1, 4": "the value of road alone",
        "1.75, 2": "every card counts the same",
        "3.00, 1.28": "changed places",
        blend([*WEIGHTS[:3], 0]): "the part of wide is missing",
        blend([0, *WEIGHTS[1:]]): "the part of animal is missing",
        "9, 9": "multiply each value by its weight",
    },
}
TIRED = {
    "scores": {
        "2.25, -0.40, 0.40, 1.40": "Right so far. Next: raise the four scores",
        "9/4 −2/5 2/5 7/5": "Right so far",
        "4.5 -0.8 0.8 2.8": "still the dot product",
        "1.125 -0.2 0.2 0.7": "the dot product is quartered. Divide it by the root of four",
        "2.25 0.4 0.4 1.4": "a sign was lost",
        "3 0.35 0.8 1.45": "the first query of the word it",
        "2.25": "I need four numbers here",
    },
    "weights": {
        "0.604 0.043 0.095 0.258": "Right. The word that looks",
        "60.4% 4.3% 9.5% 25.8%": "Right. The word that looks",
        "0.6 0.0 0.1 0.3": "right, as far as you rounded it",
        "0.6 0 0.1 0.3": "rounded too far",
        "0.82 0.00 0.02 0.15": "comes from the dot products",
        "9.49 0.67 1.49 4.06": "still the raised scores",
        "1 0 0 0": "hard lookup",
        "1/4 1/4 1/4 1/4": "every card gets the same",
        "0.616 -0.110 0.110 0.384": "the scores themselves are shared out",
        "0.72 0.05 0.08 0.15": "the first query of the word it",
        "0.1 0.2 0.3 0.4": "raise the four scores",
    },
}
JAR = {
    "orange drops": {
        "9": "Right so far. Next: for each card, count its blue drops",
        "4": "only once",
        "24": "the first jar",
        "21": "the other colour",
        "30": "both colours",
        "3": "the drops of cat are missing",
        "6": "the drops of tasty are missing",
        "10": "for each card, count its orange drops",
    },
    "blue drops": {"21": "Right. The jar is mostly blue", "5": "only once", "15": "the drops of tasty are missing"},
}
PARTS = {"fade-wide": (LESSON, WIDE), "fade-tired": (LESSON, TIRED), "fade-jar": (ELI5, JAR)}


def part_of(page, name: str) -> Locator:
    part = page.locator(f'[data-part="{name}"]')
    part.scroll_into_view_if_needed()
    expect(part).to_have_class(re.compile(r"\bready\b"))
    return part


@pytest.mark.parametrize("name", PARTS)
def test_each_answer_is_told_what_it_is(site, name):
    """Blank after blank: first the mistakes, then what is right."""
    address, blanks = PARTS[name]
    with site.window() as window:
        part = part_of(window.open(address), name)
        output = part.locator("output")
        part.get_by_role("button", name="Check").click()
        assert output.inner_text().startswith("Nothing is typed yet. To begin: ")
        for blank, answers in blanks.items():
            field = part.get_by_label(blank, exact=True)
            for answer, sentence in reversed(answers.items()):
                field.fill(answer)
                field.press("Enter")
                assert sentence in output.inner_text(), (blank, answer)
                mark = field.locator("xpath=..").locator(".fade-mark").inner_text()
                is_right = re.search(r"^Right|: right[, .]", output.inner_text())
                assert mark == ("✓ right" if is_right else "✗ look again"), answer
        assert part.locator(".fade-mark", has_text="✓ right").count() == len(blanks)
        assert window.faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_sentence_moves_what_is_pressed_and_axe_finds_nothing(site, scheme):
    with site.window({"light": PHONE, "dark": DESK}[scheme], SCHEMES[scheme]) as window:
        for address in (LESSON, ELI5):
            page = window.open(address)
            for name in (name for name, (place, _) in PARTS.items() if place == address):
                part = part_of(page, name)
                part.get_by_role("textbox").first.fill("x")
                part.get_by_role("button", name="Check").click()
                places = part.evaluate(PLACES)
                assert len(places) > 10 and len(places[0]) >= 4 and places == [places[0]] * len(places)
                assert min(it.bounding_box()["height"] for it in part.locator("input, button").all()) >= 40
                assert complaints(page, f"[data-part={name}]") == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert window.faults == []
