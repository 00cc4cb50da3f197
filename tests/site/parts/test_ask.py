"""Ask anyone (lesson 00): a word that is pressed lights the words that it asks, as the snippet says."""

import re

import pytest

from snippets import eli5
from tests.site.axe import complaints
from tests.site.width import faults_of
from tests.site.window import DARK, DESK, LIGHT, PHONE

TOUCH, STILL, FORCED = {"has_touch": True}, {"reduced_motion": "reduce"}, {"forced_colors": "active"}
COUNTS = "none one two three four five six seven eight nine ten".split()
ALONE = "lessons/00-eli5/?only=ask"
IT, LAST = 6, 8
BEHIND = 8  # pixels of a beam's end that the top of a word hides
SCENES = {"thirsty": (eli5.tokens, eli5.asked), "tasty": (eli5.tasty_tokens, eli5.tasty_asked)}
# The end of each beam is the middle of the two corners between its long sides; the lamp is the middle of the other two.
# Light from the word's own row comes from above, so a beam ends behind the middle of its top.
BEAMS = """() => [...document.querySelectorAll(".ask-beams path")].map((path) => {
    const numbers = (path.getAttribute("d") || "").match(/-?[\\d.]+/g)?.map(Number);
    if (!numbers) return null;
    const box = path.ownerSVGElement.getBoundingClientRect();
    const { x, y, width, height } = path.getBBox();
    const [ax, ay, , , bx, by, cx, cy, , , dx, dy] = numbers;
    return { from: [box.x + (ax + dx) / 2, box.y + (ay + dy) / 2], to: [box.x + (bx + cx) / 2, box.y + (by + cy) / 2],
             width: Math.hypot(bx - cx, by - cy), inside: x >= 0 && y >= 0 && x + width <= box.width && y + height <= box.height };
})"""
AT_REST = """() => { const now = [...document.querySelectorAll(".ask-beams path")].map((path) => path.getAttribute("d")).join();
    const same = now === window.before; window.before = now; return same; }"""
# The stars that the style sheet shows below each word: how much of the two rows is painted, in stars.
STARS = """() => [...document.querySelectorAll(".ask-sparks")].map((row) =>
    ["::before", "::after"].reduce((sum, half) => sum + parseFloat(getComputedStyle(row, half).backgroundSize)
        / parseFloat(getComputedStyle(row, half).height), 0))"""
TOLD = ".ask-told > .ask-now"
# Of each word whether it is pressed, and where it stands.
WORDS = """(words) => words.map((word) => {
    const { x, y, width, height } = word.getBoundingClientRect();
    return [word.ariaPressed === "true", { x, y, width, height }];
})"""


def sentence(looker: int, last: str = "thirsty") -> str:
    """What is told of a word, worked out from the snippet."""
    tokens, asked = SCENES[last]
    lit = sorted(((-sparks, place) for place, sparks in enumerate(asked[looker]) if sparks))
    names = ["itself" if place == looker else tokens[place] for _, place in lit]
    (most, *rest), counts = names, [COUNTS[-sparks] for sparks, _ in lit]
    return (
        f"{tokens[looker]} asks {most} most, with {counts[0]} sparks"
        + "".join(f"; then {name}, with {count}" for name, count in zip(rest, counts[1:]))
        + "."
    )


def begun(window):
    page = window.open(ALONE)
    page.locator("[data-part=ask]").scroll_into_view_if_needed()
    page.locator("[data-part=ask].ready").wait_for()
    window.settle()
    return page


def at_rest(page):
    page.wait_for_function(AT_REST)
    page.wait_for_function(AT_REST)


def judge(page, looker: int, last: str = "thirsty"):
    """What is pressed, told, starred and drawn is the word's row of the snippet."""
    row = SCENES[last][1][looker].tolist()
    words = page.locator(".ask-word")
    assert [is_pressed for is_pressed, _ in words.evaluate_all(WORDS)] == [place == looker for place in range(9)]
    assert re.sub(r"\s+", " ", page.locator(TOLD).inner_text()).endswith(sentence(looker, last))
    page.wait_for_function(f"() => ({STARS})().every((stars, place) => Math.abs(stars - {row}[place]) < 0.01)")
    at_rest(page)
    boxes = [box for _, box in words.evaluate_all(WORDS)]
    tops = [(box["x"] + box["width"] / 2, box["y"] + BEHIND) for box in boxes]
    middles = [(x, y - BEHIND + box["height"] / 2) for (x, y), box in zip(tops, boxes)]
    beams = page.evaluate(BEAMS)
    assert [beam is not None for beam in beams] == [sparks > 0 and place != looker for place, sparks in enumerate(row)]
    for place, beam in enumerate(beams):
        if beam:
            ends = tops if boxes[place]["y"] == boxes[looker]["y"] else middles
            assert beam["from"] == pytest.approx(ends[looker], abs=1) and beam["to"] == pytest.approx(
                ends[place], abs=1
            )
            assert beam["width"] == pytest.approx(3 * row[place], abs=0.3) and beam["inside"]


@pytest.fixture(scope="module")
def stage(site):
    """The lesson at a desk, without motion."""
    with site.window(STILL) as window:
        begun(window)
        yield window
        assert window.faults == []


def test_it_begins_with_the_beam_of_the_lesson(stage):
    judge(stage.page, IT)
    assert stage.page.locator(".heard").text_content() == ""  # says nothing by itself
    assert sentence(IT) == "it asks cat most, with six sparks; then thirsty, with three; then milk, with one."


def test_every_word_that_is_pressed_shows_whom_it_asks(stage):
    for last in ["tasty", "thirsty"]:
        stage.page.get_by_role("button", name=last, exact=True).click()
        for place, word in enumerate(SCENES[last][0]):
            name = f"{word}." if place == LAST else word
            stage.page.locator(".ask-words").get_by_role("button", name=name, exact=True).click()
            judge(stage.page, place, last)


def test_another_last_word_turns_the_beam_of_it(stage):
    stage.page.locator(".ask-word").first.click()  # whoever held the lamp
    for last, most in [("tasty", "milk"), ("thirsty", "cat")]:
        stage.page.get_by_role("button", name=last, exact=True).click()
        judge(stage.page, IT, last)
        assert f"it asks {most} most" in stage.page.locator(TOLD).inner_text()
        assert stage.page.locator(".ask-word").last.inner_text().strip() == f"{last}."


def test_arrow_keys_go_round_and_tab_goes_on(stage):
    page, focused = stage.page, "() => [...document.querySelectorAll('.ask-word')].indexOf(document.activeElement)"
    page.locator(".ask-word").first.focus()
    for keys, place in [
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("ArrowLeft", 1),
        ("ArrowUp", 0),
        ("ArrowLeft", LAST),
        ("ArrowRight", 0),
    ]:
        page.keyboard.press(keys)
        assert page.evaluate(focused) == place
        judge(page, place)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == 2
    judge(page, 0)  # Tab alone presses nothing
    page.keyboard.press("Enter")
    judge(page, 2)


def test_only_where_the_reader_stops_is_read_aloud(stage):
    page = stage.page
    page.evaluate("""() => { window.spoken = [];
        new MutationObserver(() => spoken.push(document.querySelector(".heard").textContent)).observe(document.querySelector(".heard"), { childList: true });
        for (const place of [1, 2, 3, 4]) document.querySelectorAll(".ask-word")[place].click(); }""")
    page.wait_for_function("() => spoken.length > 0")
    assert len(page.evaluate("spoken")) == 1 and page.evaluate("spoken[0]").endswith(sentence(4))
    assert page.evaluate("document.querySelector('.heard').computedRole ?? 'status'") == "status"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_beams_reach_their_words_in_every_window_and_nothing_moves(stage, width):
    page = stage.page
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("shifts.length = 0")

    def places() -> tuple[float, list[float]]:
        words = page.locator(".ask-word").evaluate_all(WORDS)
        return page.locator("[data-part=ask]").bounding_box()["height"], [box["x"] for _, box in words]

    for place in [0, IT, LAST]:
        before = places()
        page.get_by_role("button", name="tasty", exact=True).click()
        page.locator(".ask-word").nth(place).click()
        judge(page, place, "tasty")
        page.get_by_role("button", name="thirsty", exact=True).click()
        judge(page, IT)
        assert before == places()
        assert not faults_of(page)
    page.set_viewport_size(DESK["viewport"])


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_a_finger_presses_words_on_a_phone(site, scheme):
    with site.window(PHONE, TOUCH, scheme) as window:
        page = begun(window)
        assert (
            page.locator(".ask-word").evaluate_all("(words) => new Set(words.map((word) => word.offsetTop)).size") > 1
        )  # it wraps
        for button in page.locator("[data-part=ask] button").all():
            box = button.bounding_box()
            assert box["height"] >= 40 and box["width"] >= 40
        page.locator(".ask-word").nth(2).tap()
        judge(page, 2)
        page.get_by_role("button", name="tasty", exact=True).tap()
        page.locator(".ask-word").nth(LAST).tap()
        judge(page, LAST, "tasty")
        assert complaints(page, "[data-part=ask]") == []
        assert window.shifts() == [] and window.faults == []
        window.enlarge(2)
        judge(page, LAST, "tasty")
        assert faults_of(page) == []


DRAWN = """() => { window.drawn = []; window.frames = 0;
    const paths = document.querySelectorAll(".ask-beams path");
    new MutationObserver(() => drawn.push(frames)).observe(paths[1], { attributes: true });
    const count = () => { frames += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count); }"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_beams_turn_once_a_frame_and_at_once_for_who_wants_no_motion(site, motion):
    with site.window({"reduced_motion": motion}, FORCED if motion == "reduce" else {}) as window:
        page = begun(window)
        at_rest(page)
        page.evaluate(DRAWN)
        page.locator(".ask-word").nth(2).click()
        judge(page, 2)
        drawn = page.evaluate("drawn")
        assert len(set(drawn)) == len(drawn)  # never twice in a frame
        assert len(drawn) == 1 if motion == "reduce" else len(drawn) > 2
        assert window.faults == []


def test_page_says_it_all_without_scripts(site):
    with site.window({"java_script_enabled": False}) as window:
        page = window.open("lessons/00-eli5/")
        assert not page.locator("[data-part=ask]").is_visible()
        page.locator("[data-part=ask] + details > summary").first.click()
        rows = page.locator("[data-part=ask] + details table").first.locator("tbody tr").all()
        told = [row.locator("td").all_inner_texts() for row in rows]
    lit = [
        sorted([(-sparks, eli5.tokens[at]) for at, sparks in enumerate(row) if sparks]) for row in eli5.asked.tolist()
    ]
    assert told == [
        [looker, *(f"{word}: {-sparks}" for sparks, word in given)] for looker, given in zip(eli5.tokens, lit)
    ]
