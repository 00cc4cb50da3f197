"""Exercises with blanks in lessons 00 and 08: right answers as people type them, and what is said of each mistake.

Sentences by their names in the templates; behind a name, what stands in a blank.
"""

import math
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.site.browser.test_axe import complaints
from tests.site.parts.said import says
from tests.site.parts.test_fade import PLACES
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
        "3.5": "so-far next-score",
        "7/2": "so-far",
        "2.5": "sign",
        "1.2": "key-alone",
        "0.7": "old-query",
        "3": "coarse",
        "3.1": "hint next-dot",
        "road": "unread-one",
    },
    "score of road": {
        "1.75": "so-far",
        "7/4": "so-far",
        "3.5": "not-scaled",
        "0.875": "by-d-k",
    },
    "wide, raised": {
        "2.72": "so-far",
        "2.7183": "so-far",
        "7.39": "raised-dot",
        "1": "raised-alone",
        "3": "coarse",
    },
    "weight of animal": {
        "0.15": "so-far",
        "15%": "so-far",
        "1.65": "raised-weight",
        f"{UNSCALED[0]:.2f}": "unscaled",
        "0.164": "not-raised",
    },
    "blend": {
        "1.28, 3.00": "all-right",
        "[1,28; 3]": "all-right",
        blend([round(weight, 2) for weight in WEIGHTS]): "right-mixed",
        blend(RAISED): "raised-blend",
        blend(UNSCALED): "unscaled",
        "1, 4": "winner",
        "1.75, 2": "equal",
        "3.00, 1.28": "swapped",
        blend([*WEIGHTS[:3], 0]): "left-out wide",
        blend([0, *WEIGHTS[1:]]): "left-out animal",
        "9, 9": "hint next-blend",
    },
}
TIRED = {
    "scores": {
        "2.25, -0.40, 0.40, 1.40": "so-far next-weights",
        "9/4 −2/5 2/5 7/5": "so-far",
        "4.5 -0.8 0.8 2.8": "not-scaled",
        "1.125 -0.2 0.2 0.7": "by-d-k",
        "2.25 0.4 0.4 1.4": "sign",
        "3 0.35 0.8 1.45": "old-query",
        "2.25": "unread-list",
    },
    "weights": {
        "0.604 0.043 0.095 0.258": "all-right",
        "60.4% 4.3% 9.5% 25.8%": "all-right",
        "0.6 0.0 0.1 0.3": "right-rounded",
        "0.6 0 0.1 0.3": "coarse",
        "0.82 0.00 0.02 0.15": "unscaled",
        "9.49 0.67 1.49 4.06": "raised-weights",
        "1 0 0 0": "winner",
        "1/4 1/4 1/4 1/4": "equal",
        "0.616 -0.110 0.110 0.384": "not-raised",
        "0.72 0.05 0.08 0.15": "old-query",
        "0.1 0.2 0.3 0.4": "hint next-weights",
    },
}
JAR = {
    "orange drops": {
        "9": "so-far next-blue",
        "4": "sparkless",
        "24": "first",
        "21": "swapped",
        "30": "both",
        "3": "left-out cat",
        "6": "left-out tasty",
        "10": "hint next-orange",
    },
    "blue drops": {"21": "all-right", "5": "sparkless", "15": "left-out tasty"},
}
RIGHT = {"so-far", "all-right", "right-mixed", "right-rounded"}
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
        assert says(part, output.inner_text(), "nothing")
        for blank, answers in blanks.items():
            field = part.get_by_label(blank, exact=True)
            for answer, sentences in reversed(answers.items()):
                field.fill(answer)
                field.press("Enter")
                assert says(part, output.inner_text(), *sentences.split()), (blank, answer)
                mark = field.locator("xpath=..").locator(".fade-mark").inner_text()
                is_right = {*sentences.split()} & RIGHT
                assert says(part, mark, "mark-right" if is_right else "mark-wrong"), answer
        marks = part.locator(".fade-mark").all_inner_texts()
        assert len(marks) == len(blanks) and all(says(part, mark, "mark-right") for mark in marks)
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
