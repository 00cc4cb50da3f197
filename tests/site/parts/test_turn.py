"""Two heads whose beams a reader turns: what they bring home is what NumPy says, in whatever order the cards lie."""

import random
import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from snippets import multi_head as lesson
from tests.site.axe import complaints
from tests.site.width import faults_of
from tests.site.window import DARK, DESK, LIGHT, NO_SCRIPT, PHONE

PAGE = "lessons/09-multi-head/"
PART = "[data-part=turn]"
NUMBER = re.compile(r"-?\d+\.\d+")


def begun(window) -> Locator:
    part = window.open(f"{PAGE}?only=turn").locator(PART)
    part.scroll_into_view_if_needed()
    expect(part).to_have_class(re.compile(r"\bready\b"))
    return part


def turn(part: Locator, query: list[float]) -> None:
    for slider, entry in zip(part.get_by_role("slider").all(), query, strict=True):
        slider.fill(f"{entry:g}")


def shown(part: Locator, name: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(part.locator(f"[data-show={name}]").inner_text())]


def judge(part: Locator, query: list[float]) -> None:
    """What a reader sees follows from the query, wherever each card lies."""
    pair, weights = lesson.multi_head(np.array([query]), lesson.K, lesson.V, lesson.heads)
    one, _ = lesson.multi_head(np.array([query]), lesson.K, lesson.V, 1)
    assert shown(part, "two") == pytest.approx(pair[0], abs=0.00501)
    assert shown(part, "one") == pytest.approx(one[0], abs=0.00501)
    assert part.locator(".turn-entry b").all_inner_texts() == [f"{entry:.1f}" for entry in query]
    for head, place in zip(part.locator(".turn-head").all(), range(lesson.heads), strict=True):
        words = head.locator("li span").all_inner_texts()
        assert sorted(words) == sorted(lesson.words)
        found = dict(zip(words, map(float, head.locator("li b").all_inner_texts()), strict=True))
        assert [found[word] for word in lesson.words] == pytest.approx(weights[place, 0], abs=0.00501)
        lit = dict(
            zip(
                words,
                head.locator("li").evaluate_all(
                    "(all) => all.map((one) => Number(one.style.getPropertyValue('--share')))"
                ),
            )
        )
        assert [lit[word] for word in lesson.words] == pytest.approx(weights[place, 0])
        assert float(head.locator(".turn-blend").inner_text()) == pytest.approx(pair[0, place], abs=0.00501)


def test_beams_turn_and_shuffled_cards_move_nothing(site):
    with site.window(DESK, LIGHT) as window:
        part = begun(window)
        start = lesson.Q[0].tolist()
        judge(part, start)
        assert shown(part, "two") == [3.66, 2.03] and shown(part, "one") == [3.08, 1.38]
        assert part.locator("[data-show=wish]").inner_text() == "[4, 3]"
        said, chance = part.locator("[data-say].said"), random.Random(9)
        expect(said).to_have_attribute("data-say", "start")
        for _ in range(5):
            query = [chance.randrange(-8, 9) / 2 for _ in start]
            turn(part, query)
            judge(part, query)
            total = sum(shown(part, "two"))
            expect(said).to_have_attribute(
                "data-say", "beyond" if total > 5.01 else "within" if total < 4.99 else re.compile("beyond|within")
            )
        part.get_by_role("button", name="Lesson's query").click()
        orders = []
        for _ in range(4):
            part.get_by_role("button", name="Shuffle").click()
            judge(part, start)
            orders.append(part.locator(".turn-head").first.locator("li span").all_inner_texts())
            expect(said).to_have_attribute("data-say", "shuffled")
        assert all(one != other for one, other in pairwise(orders)) and orders[-1] == lesson.words
        expect(part.locator("output")).to_contain_text(
            "Two heads: [3.66, 2.03]. One wide head: [3.08, 1.38]. The cards"
        )
        part.get_by_role("slider").first.press("ArrowRight")  # by the keys
        judge(part, [start[0] + 0.5, *start[1:]])
        assert complaints(window.page, PART) == [] and faults_of(window.page) == []
        assert window.shifts() == [] and window.faults == []


def test_finger_finds_what_it_needs_on_a_phone(site):
    with site.window(PHONE, DARK, {"has_touch": True}) as window:
        part = begun(window)
        for control in part.locator("button, input").all():
            assert control.bounding_box()["height"] >= 40
        turn(part, [4, 4, 0, 4])  # as near to the wish as the sliders come
        part.get_by_role("button", name="Shuffle").tap()
        judge(part, [4, 4, 0, 4])
        assert sum(shown(part, "two")) > 6.5
        assert complaints(window.page, PART) == [] and faults_of(window.page) == []
        assert window.faults == []


def test_without_scripts_there_is_no_part(site):
    with site.window(NO_SCRIPT) as window:
        page = window.open(PAGE)
        assert page.locator(PART).count() == 1 and not page.locator(PART).is_visible()
        assert page.locator("#turn").is_visible()
