"""Exercises with blanks in lessons 00, 08 and 09: right answers as people type them, and what is said of each mistake.

Sentences by their names in the templates; behind a name, what stands in a blank.
"""

import math
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.site.axe import complaints
from tests.site.parts.said import answered, says
from tests.site.parts.test_fade import PLACES
from tests.site.window import DESK, PHONE, SCHEMES

LESSON, ELI5 = "lessons/08-scaled-dot-product/?only=fade-wide+fade-tired", "lessons/00-eli5/?only=fade-jar"
HEADS = "lessons/09-multi-head/?only=fade-cross+fade-heads"
VALUES = [(4, 1), (1, 4), (2, 0), (0, 3)]

# "Too wide", worked out by hand: dot products, scores, what these are raised to, weights.
DOTS = [1.0, 3.5, -0.4, 2.0]
RAISED = [math.exp(dot / 2) for dot in DOTS]
WEIGHTS = [raised / sum(RAISED) for raised in RAISED]
UNSCALED = [math.exp(dot) / sum(map(math.exp, DOTS)) for dot in DOTS]
QUARTERED = [math.exp(dot / 4) / sum(math.exp(dot / 4) for dot in DOTS) for dot in DOTS]


def blend(weights) -> str:
    return ", ".join(f"{sum(w * value[k] for w, value in zip(weights, VALUES)):.2f}" for k in (0, 1))


WIDE = {
    "dot product of road": {
        "3.5": "so-far next-score",
        "7/2": "so-far",
        "2.5": "sign",
        "-2.5": "sign",
        "0.5": "product-missing",
        "1.2": "key-alone",
        "0.7": "old-query",
        "3": "product-missing",  # and what 3.5 is cut off to, so that it is no rounding
        "4": "coarse",
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
        "0.21": "divided-too-much",
        "0.164": "not-raised",
        "0": "hint next-weight",  # which 0.15 rounds to, but so does anything small
        "-0.15": "negative",
        "7/2": "above-one",
        "1/5": "hint next-weight",  # 0.15 rounds to 0.2, but nobody rounds to a fifth
    },
    "blend": {
        "1.28, 3.00": "all-right",
        "[1,28; 3]": "all-right",
        blend([round(weight, 2) for weight in WEIGHTS]): "right-mixed",
        "1.28, 3.02": "right-mixed",
        "1.28, 3.03": "first-right",
        "1.38, 3": "second-right",
        "1.3, 3": "right-rounded",
        "1, 3": "coarse",
        blend(QUARTERED): "divided-too-much",
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
        "2.25 -0.4 0.4 2.8": "slip tired",
        "2 0 0 1": "coarse",
        "2 -1 1 1": "hint next-scores",
        "2.25": "unread-list",
    },
    "weights": {
        "0.604 0.043 0.095 0.258": "all-right",
        "60.4% 4.3% 9.5% 25.8%": "all-right",
        "0.6 0.0 0.1 0.3": "right-rounded",
        "0.6 0 0.1 0.3": "coarse",
        "0.82 0.00 0.02 0.15": "unscaled",
        "9.49 0.67 1.49 4.06": "raised-weights",
        "1 0 0 0": "winner-weights",
        "1/4 1/4 1/4 1/4": "equal-weights",
        "0.616 -0.110 0.110 0.384": "not-raised",
        "0.72 0.05 0.08 0.15": "old-query",
        "0.1 0.2 0.3 0.4": "hint next-weights",
        "0.5, 0.5, 0, 0": "no-share cross",
        "45 45 5 5": "not-one 100",
        "0.5 0.4 0.3 0.3": "not-one 1.5",
        "0.3 0.3 0.3 0.3": "hint next-weights",  # rounded, they may add up to 1.2
        "0.6 0.1 0.1 -0.2": "negative",
        "3/5 1/25 1/10 1/4": "hint next-weights",  # near, but no rounding
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
    "blue drops": {
        "21": "all-right",
        "5": "sparkless",
        "15": "left-out tasty",
        "6": "hint next-blue",  # the first jar, or this one without the milk: who knows?
    },
}
CROSS = {
    "score (who)": {
        "2.12": "so-far next-weight",
        "2.1": "so-far",
        "3": "not-scaled",
        "3/2": "by-d-k",
        "2": "coarse",
        "2.83": "hint next-score",
    },
    "weight (how)": {
        "1/4": "so-far next-pair",
        "1/5": "hint next-weight",
        "3/2": "above-one",
        "-0.25": "negative",
        "25%": "so-far",
        "0": "no-share",
        "1": "raised-weight",
        "0.446": "other-head",
        "0.05": "other-head",
        "0.5": "hint next-weight",
    },
    "pair": {
        "2.34, 2.00": "all-right",
        "2.34 2": "all-right",
        "2.33 2.02": "right-mixed",
        "2.34 0": "dark",
        "2.23 2.32": "uncut",  # weights .409 .409 .091 .091, as for the next
        "2.23 2.00": "divided-too-much",
        "2.43 2.00": "unscaled",  # weights .476 .476 .024 .024
        "2.5 2": "winner",
        "1.75 2.39": "other-number",
        "2.34 2.39": "one-head who",
        "1.75 2": "one-head how",
        "2 2.34": "swapped",
        "2.34 8": "first-right",
        "2, 2": "coarse",
        "4 1": "hint next-pair",
    },
}
HEAD = {
    "dot products (who)": {
        "4.0, -1.0, 0.8, 1.4": "so-far next-who-scores",
        "4 1 0.8 1.4": "sign",
        "4.5 -0.8 0.8 2.8": "uncut",
        "0.5 0.2 0 1.4": "other-head",
        "5.5 0.5 0.8 1.4": "old-query",
        "4 -1 0.8 2.8": "slip tired",
        "4 -1 1 1": "coarse",
        "2 -0.5 0.4 0.7": "hint next-who-dots",
    },
    "scores (who)": {
        "2.83 -0.71 0.57 0.99": "so-far next-who-weights",
        "2.8 -0.7 0.6 1": "so-far",
        "4 -1 0.8 1.4": "not-scaled",
        "2 -0.5 0.4 0.7": "by-d-k",
        "2.83 0.71 0.57 0.99": "sign",
        "0.35 0.14 0 0.99": "other-head",
        "2.25 -0.4 0.4 1.4": "uncut",
        "3.89 0.35 0.57 0.99": "old-query",
        "3 -1 1 1": "coarse",
    },
    "weights (who)": {
        "0.774 0.023 0.081 0.123": "so-far next-how-dots",
        "0.8 0.0 0.1 0.1": "so-far",
        "0.8 0 0.1 0.1": "coarse",
        "0.89 0.01 0.04 0.07": "unscaled",
        "0.642 0.053 0.130 0.175": "divided-too-much",
        "16.92 0.49 1.76 2.69": "raised-weights",
        "1 0 0 0": "winner-weights",
        "1/4 1/4 1/4 1/4": "equal-weights",
        "0.77 -0.19 0.15 0.27": "not-raised",
        "0.604 0.043 0.095 0.258": "uncut",
        "0.227 0.184 0.160 0.429": "other-head",
        "0.5, 0.5, 0, 0": "no-share cross",
        "0.9 0.9 0.9 0.9": "not-one 3.6",
        "0.89 0.03 0.03 0.05": "old-query",
    },
    "dot products (how)": {"0.5 0.2 0 1.4": "so-far next-how-scores", "4 -1 0.8 1.4": "other-head"},
    "scores (how)": {"0.35 0.14 0 0.99": "so-far next-how-weights", "0.25 0.1 0 0.7": "by-d-k"},
    "weights (how)": {
        "0.227 0.184 0.160 0.429": "so-far next-pair",
        "0.774 0.023 0.081 0.123": "other-head",
        "0.2 0.2 0.2 0.3": "hint next-how-weights",
    },
    "pair": {
        "3.28, 2.25": "all-right",
        "3.3 2.3": "right-rounded",
        "3.27 2.24": "right-mixed",
        "4 3": "winner",
        "2.25 3.28": "swapped",
        "2.65 1.55": "uncut",
        "3.28 1.2": "first-right",
        "3, 2": "coarse",
        "9 9": "hint next-pair",
    },
}
RIGHT = {"so-far", "all-right", "right-mixed", "right-rounded"}
PARTS = {
    "fade-wide": (LESSON, WIDE),
    "fade-tired": (LESSON, TIRED),
    "fade-jar": (ELI5, JAR),
    "fade-cross": (HEADS, CROSS),
    "fade-heads": (HEADS, HEAD),
}


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
            found = answered(part, blank, [*reversed(answers)])
            for (answer, sentences), one in zip(reversed(answers.items()), found, strict=True):
                assert {*sentences.split()} <= one.said, (blank, answer)
                is_right = {*sentences.split()} & RIGHT
                assert one.mark == {"mark-right" if is_right else "mark-wrong"}, answer
        marks = part.locator(".fade-mark").all_inner_texts()
        assert len(marks) == len(blanks) and all(says(part, mark, "mark-right") for mark in marks)
        assert window.faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_sentence_moves_what_is_pressed_and_axe_finds_nothing(site, scheme):
    with site.window({"light": PHONE, "dark": DESK}[scheme], SCHEMES[scheme]) as window:
        for address in (LESSON, ELI5, HEADS):
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
