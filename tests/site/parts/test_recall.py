"""Questions with options: each wrong one is refuted, and what was missed comes back in the next lesson."""

import gzip
import json
from importlib import import_module
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, expect

from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.parts.said import sentence
from tests.site.window import NO_SCRIPT, PHONE, SCHEMES, Site, Window
from tools.lessons import Lesson

FIRST, SECOND, THIRD = (f"lessons/{stem}/" for stem in ("00-eli5", "07-soft-lookup", "08-scaled-dot-product"))
LESSONS = sorted(f"lessons/{page.stem}/" for page in ROOT.glob("docs/lessons/*.md"))
# The questions whose wrong options hold the misconceptions of textbooks: an explanation by weights, cheap long texts ...
ABOUT_MISCONCEPTIONS = set("weights-mean attention-solves order-of-words score-or-weight own-card zero-weight".split())
KEY = "attention-recall"
MISSED = f"{SECOND}#weights-mean"
PLACE = ".interactive[data-part=recall]"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)
DAMAGED = [
    "",
    "{",
    "null",
    "7",
    '{"0": 1}',
    '[[], 7, null, "x", "lessons/../x/#a", "https://example.org/#a"]',
    json.dumps([MISSED] * 5000),
    "[" * 5000,
]


def keep(window: Window, *names: str) -> None:
    window.open()
    window.page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, json.dumps(names)])


def kept(page: Page) -> list[str]:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "[]")


def press(page: Page, name: str, kind: str) -> None:
    """Press the first option of a question that is right, or wrong, once the question takes note."""
    page.locator(name).scroll_into_view_if_needed()
    page.locator(f"{name}.ready").wait_for()
    page.locator(f"{name} .{kind} > summary").first.click()


def at_the_end(window: Window, page_name: str) -> Page:
    """The place at the end of a lesson, as soon as it is ready."""
    page = window.open(page_name)
    page.locator(PLACE).scroll_into_view_if_needed()
    page.locator(f"{PLACE}.ready").wait_for()
    return page


def words_of(answer: Tag) -> str:
    """What an answer says on its page, without the cards of its numbers."""
    for card in answer.select("[popover]"):
        card.extract()
    return " ".join(answer.p.get_text().split())


# ---- what stands in the pages


@pytest.fixture(scope="module")
def questions(site: Site) -> dict[str, list]:
    return {name: BeautifulSoup(site.html(name), "html.parser").select(".choice") for name in LESSONS}


def test_lessons_ask_enough_and_each_question_has_one_right_answer(questions):
    assert len(questions) >= 3
    for name in questions:
        test = import_module(f"tests.snippets.{Path(Lesson(Path(name).name).test).stem}")
        least = getattr(test, "QUESTIONS", 2)
        assert len(questions[name]) >= least, (
            f"{name} asks {least} questions with options: QUESTIONS in {test.__name__}"
        )
        for question in questions[name]:
            kinds = [details["class"] for details in question.select("details")]
            is_whole = kinds.count(["right"]) == 1 and kinds.count(["wrong"]) == len(kinds) - 1 >= 2
            assert is_whole, f"{question['id']} has one `??? right`, and two or more `??? wrong`"


def test_each_option_explains_itself_in_words(questions):
    bodies = [
        (box["class"][0], box.p.get_text())
        for found in questions.values()
        for one in found
        for box in one.select("details")
    ]
    assert len(bodies) >= 45
    for kind, text in bodies:
        assert text.startswith("Right.") == (kind == "right"), f"the right answer alone begins with **Right.**: {text}"
        assert len(text.split()) >= 8, f"say in eight words or more why: {text}"


def test_questions_about_misconceptions_are_asked(questions):
    assert {question["id"] for found in questions.values() for question in found} >= ABOUT_MISCONCEPTIONS


def test_place_does_not_tell_the_answer(questions):
    boxes = [question.select("details") for found in questions.values() for question in found]
    stands = [[box["class"] for box in options].index(["right"]) for options in boxes]
    places = [stands.count(place) for place in range(max(map(len, boxes)))]  # some question may have four options
    told = f"the right option stands {places} times first, second, third and so on: move some"
    assert min(places[:3]) >= 3 and max(places) <= len(stands) / 2, told


def test_length_does_not_tell_the_answer(questions):
    """A reader who picks the longest option each time gets no more than half of a lesson right."""
    for name, found in questions.items():
        options = [question.select("details") for question in found]
        longest = [max(boxes, key=lambda box: len(box.summary.get_text())) for boxes in options]
        told = [box.summary.get_text() for box in longest if box["class"] == ["right"]]
        assert len(told) <= len(options) / 2, f"{name}: shorten the right option, or say more in a wrong one: {told}"


@pytest.mark.parametrize("end", [max, min], ids=["longest", "shortest"])
def test_length_tells_no_more_than_chance(questions, end):
    """Of three options, the right one is the longest in a third of the questions, and the shortest in a third."""
    told, chance = 0, 0.0
    for question in (one for found in questions.values() for one in found):
        lengths = [len(summary.get_text()) for summary in question.select("summary")]
        told += len(question.select_one(".right > summary").get_text()) == end(lengths)
        chance += 1 / len(lengths)
    often = f"the right option has the {end.__name__} length {told} times, where chance gives {chance:.1f}"
    assert told <= chance + 0.5, f"{often}: shorten or lengthen some options"


def test_each_lesson_after_the_first_opens_with_two_questions_and_no_name_occurs_twice(questions):
    for name in LESSONS[1:]:
        opening = [one for one in questions[name] if one.find_next("h2") and one.find_next("h2")["id"] == "opening"]
        assert len(opening) >= 2, f"{name} asks two questions above ## … {{ #opening }}"
    names = [one["id"] for found in questions.values() for one in found]
    assert len(set(names)) == len(names), "each question has an id that no other lesson has"


def test_parts_are_light():
    ours = [file for file in (ROOT / "theme/parts").glob("*/*") if file.stem in ("choice", "missed", "recall")]
    assert len(ours) == 5
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in ours) < 5_000


# ---- what a reader does


def test_right_and_wrong_look_alike_until_they_are_opened(site):
    look = """(boxes) => boxes.map((box) => [null, "::before", "::after"].flatMap((what) => [box, box.firstElementChild].map((one) =>
        ["color", "backgroundColor", "borderColor", "borderStyle", "content", "maskImage", "fontWeight"].map((name) => getComputedStyle(one, what)[name]).join()
    )).join(";"))"""
    with site.window() as window:
        page = window.open(THIRD)
        looks = page.locator(".choice details").evaluate_all(look)
        assert len(looks) >= 20 and len(set(looks)) == 1
        press(page, "#why-a-root", "right")
        press(page, "#zero-weight", "wrong")
        looks = page.locator(".choice details[open]").evaluate_all(look)
        assert len(set(looks)) == 2


def test_options_work_without_scripts(site):
    with site.window(NO_SCRIPT) as window:
        page = window.open(THIRD)
        page.locator("#zero-dot-product .wrong > summary").first.click()
        expect(page.locator("#zero-dot-product .wrong p").first).to_be_visible()
        assert page.locator(PLACE).is_hidden()


def test_missed_question_comes_back_until_it_is_answered_right(site):
    with site.window() as window:
        page = window.open(SECOND)
        press(page, "#weights-mean", "wrong")
        press(page, "#weights-mean", "right")  # too late: the first answer counts
        press(page, "#why-soft", "right")
        assert kept(page) == [MISSED]
        at_the_end(window, SECOND)
        assert page.locator(".missed .choice").count() == 0  # not in its own lesson
        expect(page.locator(f"{PLACE} output")).to_have_text(sentence(page.locator(PLACE), "kept"))

        at_the_end(window, THIRD)
        back = page.locator(".missed .choice")
        expect(back).to_have_count(1)
        asked = BeautifulSoup(site.html(SECOND), "html.parser").select_one("#weights-mean .choice-question")
        expect(back.locator(".choice-question")).to_have_text(asked.get_text(strip=True))
        back.locator(".wrong > summary").first.press("Enter")  # by the keys
        expect(back.locator("output")).to_have_text(sentence(page.locator(PLACE), "again"))
        assert kept(page) == [MISSED]

        at_the_end(window, FIRST)
        expect(back).to_have_count(1)
        back.locator(".right > summary").press("Space")
        expect(back.locator("output")).to_have_text(sentence(page.locator(PLACE), "forgotten"))
        expect(back.locator(".right p").first).to_be_visible()
        assert kept(page) == []
        assert window.faults == []


def test_question_that_came_back_fits_into_its_new_page(site):
    with site.window() as window:
        keep(window, MISSED, f"{SECOND}#road-not-zero", f"{FIRST}#cat-beam")
        page = at_the_end(window, THIRD)
        expect(page.locator(".missed .choice")).to_have_count(3)
        links = page.locator(".missed a").evaluate_all("(links) => links.map(({ href }) => href)")
        assert f"{window.address}{SECOND}#not-an-explanation" in links
        assert page.locator(".missed :is([id], [data-part], [popover], button, script)").count() == 0
        answer = BeautifulSoup(site.html(SECOND), "html.parser").select_one("#road-not-zero .right")
        assert words_of(answer) in " ".join(page.locator(".missed").text_content().split())
        assert window.faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_came_back(site, scheme):
    with site.window(SCHEMES[scheme], PHONE, {"has_touch": True}) as window:
        keep(window, MISSED)
        page = at_the_end(window, f"{THIRD}?only=recall")
        expect(page.locator(".missed .choice")).to_have_count(1)
        for summary in page.locator(".missed summary").all():
            assert summary.bounding_box()["height"] >= 40
            summary.tap()
        assert complaints(page, "[data-part=recall]") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_all_is_erased_by_one_button(site):
    with site.window() as window:
        keep(window, MISSED, f"{THIRD}#why-a-root")
        page = at_the_end(window, THIRD)
        expect(page.locator(".missed .choice")).to_have_count(1)
        page.locator(f"{PLACE} button").click()
        expect(page.locator(".missed .choice")).to_have_count(0)
        expect(page.locator(f"{PLACE} .missed-said output")).to_have_text(sentence(page.locator(PLACE), "erased"))
        assert page.evaluate("localStorage.getItem('attention-recall')") is None
        assert not page.locator(f"{PLACE} button").is_visible()


def test_damaged_memory_breaks_nothing(site):
    read = f"""async (damages) => {{
        const {{ missed }} = await import(new URL("parts/shared/missed.js", location));
        return damages.map((damage) => (localStorage.setItem("{KEY}", damage), missed()));
    }}"""
    with site.window() as window:
        assert window.open().evaluate(read, [*DAMAGED, json.dumps([MISSED])]) == [*([] for _ in DAMAGED), [MISSED]]
        window.page.evaluate("([key, damage]) => localStorage.setItem(key, damage)", [KEY, DAMAGED[5]])
        page = at_the_end(window, THIRD)
        expect(page.locator(f"{PLACE} output")).to_contain_text("Nothing waits")
        keep(window, f"{SECOND}#no-such-question", f"{SECOND}#pronoun", MISSED)  # the second is a heading
        page = at_the_end(window, THIRD)
        expect(page.locator(".missed .choice")).to_have_count(1)
        page.wait_for_function(
            f"() => localStorage.getItem('{KEY}') === JSON.stringify(['{MISSED}'])"
        )  # what is no question is forgotten
        assert window.faults == []


def test_page_that_cannot_be_had_breaks_nothing(site):
    with site.window(own=True) as window:
        keep(window, MISSED, f"{FIRST}#cat-beam")
        window.page.route(f"**/{SECOND}", lambda route: route.abort())
        page = at_the_end(window, THIRD)
        expect(page.locator(".missed .choice")).to_have_count(1)
        assert kept(page) == [MISSED, f"{FIRST}#cat-beam"]
        assert [fault for fault in window.faults if "error: " in fault and "ERR_FAILED" not in fault] == []


def test_forbidden_memory_breaks_nothing(site):
    with site.window(own=True) as window:
        window.page.add_init_script(FORBIDDEN)
        page = at_the_end(window, SECOND)
        expect(page.locator(f"{PLACE} output")).to_contain_text("keeps nothing")
        press(page, "#why-soft", "wrong")
        expect(page.locator("#why-soft .wrong p").first).to_be_visible()
        assert [fault for fault in window.faults if "interactive" in fault] == []


def test_nothing_moves_when_a_question_starts(site):
    with site.window() as window:
        page = window.open(SECOND)
        page.locator("#why-soft").scroll_into_view_if_needed()
        page.locator("#why-soft.ready").wait_for()
        assert window.shifts() == []
