"""The spotlight lab follows each touch, its calculation is true as shown, and its link opens it as it was."""

import gzip
import random
import re
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from snippets import soft_lookup as lesson
from snippets.figures.plane import hull
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.parts.said import sentence
from tests.site.parts.test_attention_module import called
from tests.site.width import faults_of
from tests.site.window import DARK, LIGHT, PHONE, Window
from worked import round_to, write_number

LAB, LESSON = "labs/spotlight/", "lessons/07-soft-lookup/"
TOUCH = {"has_touch": True, "is_mobile": True}
COPIES = {"permissions": ["clipboard-read", "clipboard-write"]}
STILL = {"reduced_motion": "reduce"}
START = {
    "scores": [f"{score:.5f}" for score in lesson.scores],
    "dial": [50],
    "values": lesson.values.ravel().tolist(),
    "away": [0, 0, 0, 0],
}
CENTRE = "(it) => { const box = it.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"
FRAME = "() => new Promise(requestAnimationFrame)"
GONE = "–taken away"
SHOWN = """() => {
    const part = document.querySelector("[data-part=spotlight]"), line = part.querySelector(".spotlight-line .said");
    return {
        rows: [...part.querySelectorAll(".spotlight-sum :is(tbody, tfoot) tr")].map((row) => [...row.cells].slice(1).map((cell) => cell.textContent)),
        exact: part.querySelector(".spotlight-exact").textContent,
        notice: part.querySelector(".spotlight-notices .said").dataset.say,
        line: line.dataset.say,
        amounts: [...line.querySelectorAll("b")].map((one) => one.textContent),
    };
}"""
# What is shown at one address of the page after another; where a button is named, before and behind a press of it.
# Nobody looks at these frames: what is to be done in the next one is done at once.
VISITED = f"""async ([fragments, button]) => {{
    const shown = {SHOWN}, found = [], frame = window.requestAnimationFrame;
    window.requestAnimationFrame = (draw) => (queueMicrotask(draw), 1);
    for (const fragment of fragments) {{
        const arrived = new Promise((done) => addEventListener("hashchange", done, {{ once: true }}));
        location.hash = fragment;
        await arrived;
        found.push(shown());
        if (!button) continue;
        [...document.querySelectorAll("[data-part=spotlight] button")].find((one) => one.textContent.startsWith(button)).click();
        await null;
        found.push(shown());
    }}
    window.requestAnimationFrame = frame;
    return found;
}}"""
SAID = re.compile(r"-?\d+\.?\d*")


@dataclass
class State:
    """What the lab shows, once."""

    rows: list[list[str]]
    exact: str
    notice: str
    line: str
    amounts: list[str]

    @property
    def weights(self) -> list[str]:
        return [row[0] for row in self.rows[:4]]

    @property
    def values(self) -> list[list[Fraction]]:
        return [numbers(row[1]) for row in self.rows[:4]]

    @property
    def blend(self) -> list[float]:
        return [float(entry) for entry in numbers(self.rows[4][2])]


class Shown:
    """The lab, as it is shown and used."""

    def __init__(self, page: Page):
        self.page, self.part = page, page.locator("[data-part=spotlight]")
        page.locator("[data-part=spotlight].ready").wait_for()
        page.evaluate(FRAME)
        self.points, self.sliders = (
            self.part.locator(".spotlight-point"),
            self.part.locator(".spotlight-card [type=range]"),
        )
        self.dial = self.part.locator(".spotlight-dial input")

    def press(self, name: str):
        self.part.get_by_role("button", name=name).click()
        self.page.evaluate(FRAME)

    def state(self) -> State:
        return State(**self.page.evaluate(SHOWN))

    def rows(self) -> list[list[str]]:
        return self.state().rows

    def weights(self) -> list[str]:
        return self.state().weights

    def values(self) -> list[list[Fraction]]:
        return self.state().values

    def blend(self) -> list[float]:
        return self.state().blend

    def exact(self) -> list[float]:
        return [float(entry) for entry in numbers(self.state().exact)]

    def notice(self) -> str:
        return self.state().notice

    def visited(self, fragments: list[str], button: str = "") -> list[State]:
        """What is shown at many addresses, each another than the one before; see VISITED. One question to the browser asks for all."""
        return [State(**shown) for shown in self.page.evaluate(VISITED, [fragments, button])]

    def go(self, fragment: str):
        """Another address of the same page, as by a link in it."""
        if self.page.url.partition("#")[2] == fragment:
            return
        self.page.evaluate(
            "(fragment) => { location.hash = fragment; return new Promise((done) => addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true })); }",
            fragment,
        )


def numbers(text: str) -> list[Fraction]:
    return [Fraction(one) for one in SAID.findall(text)]


def link(**changed) -> str:
    """The fragment of a state."""
    rows = {name: [plain(number) for number in (START | changed)[name]] for name in START}
    return "spotlight?" + "&".join(f"{name}={'_'.join(row)}" for name, row in rows.items())


def plain(number) -> str:
    text = f"{float(number):.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def expected(scores, temperature, values, away=(0, 0, 0, 0)) -> tuple[np.ndarray, np.ndarray]:
    """Weights and blend, by the lesson's softmax."""
    scores = np.where(away, -np.inf, np.array(scores, float))
    weights = (
        lesson.softmax(scores / temperature)
        if 0 < temperature < np.inf
        else (scores == scores.max()) / (scores == scores.max()).sum()
    )
    if temperature == np.inf:
        weights = np.isfinite(scores) / np.isfinite(scores).sum()
    return weights, weights @ np.reshape(values, (4, 2))


def is_rounded_at_the_end(state: State, weights: np.ndarray, values: np.ndarray, away):
    """The weights and the blend are the exact ones, rounded last; the rows multiply what they show, and say how far that is off."""
    *cards, (total, sign, blend), _ = state.rows
    own = [Fraction(), Fraction()]
    assert [row[0] == row[2] == GONE for row in cards] == [bool(gone) for gone in away]
    for (weight, _, part), share, value, gone in zip(cards, weights, values, away):
        if not gone:
            rounds_to([weight], [share], 2)
            product = [Fraction(weight) * entry for entry in numbers(str(np.asarray(value).tolist()))]
            assert numbers(part) == product
            own = [sum(pair) for pair in zip(own, product)]
    rounds_to(SAID.findall(blend), weights @ values, 2)
    rounds_to(SAID.findall(state.exact), weights @ values, 4)
    assert total == "1.00"
    off = [one - other for one, other in zip(own, numbers(blend))]
    if sign == "≈":
        assert [numbers(one) for one in state.amounts] == [own, off]
    else:
        assert sign == "=" and off == [0, 0] and state.line == "exact"
        shown = [(float(row[0]), share) for row, share, gone in zip(cards, weights, away) if not gone]
        assert all(weight == pytest.approx(share, abs=1e-5) for weight, share in shown)


def rounds_to(shown: list[str], exact, decimals: int):
    """Half a unit of the last digit, but for the noise of floats at a tie."""
    assert len(shown) == len(exact)
    for text, value in zip(shown, exact):
        assert len(text.partition(".")[2]) == decimals and abs(float(text) - value) <= 0.5 * 10**-decimals + 1e-9


@pytest.fixture(scope="module")
def window(site):
    with site.window(COPIES, STILL) as window:
        yield window
    assert window.faults == []


@pytest.fixture
def fresh(window: Window) -> Shown:
    return Shown(window.open(LAB))


@pytest.fixture
def lab(window: Window) -> Shown:
    """At its start again; the page may be one that was used before."""
    if LAB not in window.page.url:
        window.open(LAB)
    lab = Shown(window.page)
    lab.go(link(dial=[1]))
    lab.go(link())
    return lab


# ---- what it starts from


@pytest.mark.parametrize("name", [LAB, LESSON])
def test_it_starts_from_the_lesson(window, name):
    page = window.open(name)
    page.locator("[data-part=spotlight]").scroll_into_view_if_needed()
    lab = Shown(page)
    assert lab.weights() == [f"{weight:.2f}" for weight in lesson.weights] and lab.values() == lesson.values.tolist()
    assert lab.blend() == pytest.approx(lesson.output) and lab.exact() == pytest.approx(lesson.output)
    assert [lab.sliders.nth(card).get_attribute("aria-valuetext") for card in range(4)] == [
        f"{score:.2f}" for score in lesson.scores
    ]
    assert lab.part.locator(".spotlight-dial .spotlight-number").inner_text() == "1.00"
    is_rounded_at_the_end(lab.state(), lesson.weights, lesson.values, START["away"])
    assert lab.rows()[4][1] == "="  # two decimals are all that these weights have
    assert lab.part.locator("output").inner_text() == "" and "#" not in page.url


# ---- sliders


def test_scores_follow_the_keys(lab):
    lab.sliders.nth(1).focus()
    for _ in range(7):
        lab.page.keyboard.press("ArrowRight")
    lab.page.evaluate(FRAME)
    weights, blend = expected([lesson.scores[0], 0.7, *lesson.scores[2:]], 1, lesson.values)
    assert lab.exact() == pytest.approx(blend, abs=1e-4) and [float(one) for one in lab.weights()] == pytest.approx(
        weights, abs=0.01
    )
    assert lab.sliders.nth(1).get_attribute("aria-valuetext") == "0.70"
    widths = lab.part.locator(".spotlight-bar i").evaluate_all(
        "(bars) => bars.map((bar) => bar.getBoundingClientRect().width / bar.parentElement.clientWidth)"
    )
    assert widths == pytest.approx(weights, abs=0.01)


def test_same_added_to_every_score_changes_no_weight(lab):
    rows, exact = lab.rows(), lab.exact()
    for keys in (["PageUp"], ["PageDown"], ["ArrowRight"] * 6 + ["ArrowUp"] * 4):
        for card in range(4):
            lab.sliders.nth(card).focus()
            for key in keys:
                lab.page.keyboard.press(key)
        lab.page.evaluate(FRAME)
        assert lab.rows() == rows and lab.exact() == exact
    assert [lab.sliders.nth(card).get_attribute("aria-valuetext") for card in range(4)] == [
        f"{score + 1:.2f}" for score in lesson.scores
    ]
    lab.sliders.nth(0).focus()
    for key, said in [
        ("ArrowDown", "3.57"),
        ("End", "5.00"),
        ("PageUp", "5.00"),
        ("Home", "-5.00"),
        ("ArrowLeft", "-5.00"),
    ]:
        lab.page.keyboard.press(key)
        lab.page.evaluate(FRAME)
        assert lab.sliders.nth(0).get_attribute("aria-valuetext") == said


def test_dragged_score_moves_by_whole_tenths(lab):
    lab.sliders.nth(0).scroll_into_view_if_needed()
    box = lab.sliders.nth(0).bounding_box()
    middle = box["y"] + box["height"] / 2
    thumb = box["x"] + 8 + (box["width"] - 16) * (lesson.scores[0] + 5) / 10
    lab.page.mouse.move(thumb, middle)
    lab.page.mouse.down()
    lab.page.mouse.move(thumb - box["width"] / 5, middle, steps=9)
    lab.page.mouse.up()
    lab.page.evaluate(FRAME)
    said = lab.sliders.nth(0).get_attribute("aria-valuetext")
    assert float(said) < 2 and said[-1] == f"{lesson.scores[0]:.2f}"[-1]


def test_dial_goes_from_the_hard_lookup_to_the_plain_average(lab):
    lab.dial.focus()
    lab.page.keyboard.press("Home")
    lab.page.evaluate(FRAME)
    assert lab.weights() == ["1.00", "0.00", "0.00", "0.00"] and lab.exact() == lesson.hard_limit.tolist()
    assert lab.dial.get_attribute("aria-valuetext") == "0.00"
    lab.page.keyboard.press("End")
    lab.page.evaluate(FRAME)
    assert lab.exact() == lesson.plain_mean.tolist() and lab.weights() == ["0.25"] * 4
    assert lab.dial.get_attribute("aria-valuetext") == "∞"
    for temperature, place in zip(lesson.temperatures, (40, 50, 60)):
        lab.go(link(dial=[place]))
        assert lab.exact() == pytest.approx(lesson.blend_at(temperature), abs=1e-4)
        assert float(lab.dial.get_attribute("aria-valuetext")) == temperature


def test_slider_is_dragged_and_undone_as_one(lab):
    lab.dial.scroll_into_view_if_needed()
    box = lab.dial.bounding_box()
    middle = box["y"] + box["height"] / 2
    lab.page.mouse.move(box["x"] + box["width"] / 2, middle)
    lab.page.mouse.down()
    lab.page.mouse.move(box["x"] + box["width"] + 30, middle, steps=12)
    lab.page.mouse.up()
    lab.page.evaluate(FRAME)
    assert lab.dial.input_value() == "100"
    lab.press("Undo")
    expect(lab.dial).to_have_value("50")
    assert lab.exact() == pytest.approx(lesson.output)


# ---- the calculation


# The tip of the arrow in each frame of a preset. A twentieth of a second goes by from frame to frame, however slow the machine is.
TIPS = """async () => {
    const shaft = document.querySelector(".spotlight-arrow line"), frame = window.requestAnimationFrame;
    const seen = [shaft.x2.baseVal.value];
    let clock = 0;
    window.requestAnimationFrame = (draw) => frame(() => draw((clock += 50)));
    document.querySelector("[data-do=hard]").click();
    for (let count = 0; count < 14; count += 1) {
        await new Promise(frame);
        seen.push(shaft.x2.baseVal.value);
    }
    window.requestAnimationFrame = frame;
    return seen;
}"""


def test_presets_glide_unless_nothing_is_to_move(lab):
    lab.page.emulate_media(reduced_motion="no-preference")
    lab.press("Plain average")
    expect(lab.dial).to_have_value("100")
    tips = lab.page.evaluate(TIPS)
    assert len(set(tips)) > 3 and tips[-1] == pytest.approx(16 + 48 * 5)
    assert max(np.abs(np.diff(tips))) < np.ptp(tips)  # it gets there by steps, and not at once
    lab.page.emulate_media(reduced_motion="reduce")
    lab.press("Plain average")
    assert len(set(lab.page.evaluate(TIPS))) == 2


SEEN = """(control) => {
    control.scrollIntoView({ block: "nearest" });
    const [plane, used] = [document.querySelector(".spotlight-stage svg"), control].map((it) => it.getBoundingClientRect());
    return [plane.width, plane.top >= 48, plane.bottom <= innerHeight, used.top >= 48, used.bottom <= innerHeight,
        used.left >= plane.right || used.top >= plane.bottom];
}"""


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)], ids=["phone", "desk"])
def test_plane_and_the_control_in_use_are_seen_together(site, size):
    with site.window({"viewport": {"width": size[0], "height": size[1]}}) as window:
        lab = Shown(window.open(LAB))
        for control in lab.part.locator(".spotlight-controls :is(button, input)").all():
            width, *seen = control.evaluate(SEEN)
            assert all(seen) and width >= (480 if size[0] > 480 else 280)


def test_every_number_is_rounded_at_the_end_whatever_the_state(lab):
    chance, cases = random.Random(3), []
    for _ in range(60):
        scores = [round(chance.uniform(-5, 5), chance.choice([1, 5])) for _ in range(4)]
        values = [chance.randint(-10, 50) / 10 if chance.random() < 0.7 else chance.randint(-1, 5) for _ in range(8)]
        away = chance.choice([[0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0]])
        place = chance.choice([0, 100, chance.randint(1, 99)])
        cases.append({"scores": scores, "values": values, "dial": [place], "away": away})
    for case, state in zip(cases, lab.visited([link(**case) for case in cases]), strict=True):
        [place], values, away = case["dial"], case["values"], case["away"]
        weights, _ = expected(case["scores"], {0: 0, 100: np.inf}.get(place, 2 ** ((place - 50) / 10)), values, away)
        is_rounded_at_the_end(state, weights, np.reshape(values, (4, 2)), away)
        assert state.values == [[Fraction(str(entry)) for entry in pair] for pair in zip(values[::2], values[1::2])]


def printed(blend) -> list[str]:
    """A blend as the lesson's page has it."""
    return [write_number(round_to(float(entry), Fraction(1, 100)), 2) for entry in blend]


def test_lab_shows_the_blends_that_the_lesson_prints(lab):
    """Whatever both show, they show alike: the presets, the table of temperatures, and the cards taken away."""
    for name, blend in (
        ("Hard lookup", lesson.hard_limit),
        ("Plain average", lesson.plain_mean),
        ("The lesson’s scorecard", lesson.output),
        ("Another scorecard", lesson.output),
        ("Another scorecard", lesson.output),
    ):
        lab.press(name)
        assert SAID.findall(lab.rows()[4][2]) == printed(blend), name
    blends = {place: lesson.blend_at(2 ** ((place - 50) / 10)) for place in (40, 50, 60)}
    states = [({"dial": [place]}, blend) for place, blend in blends.items()]
    for card in range(4):
        states.append(({"away": [int(place == card) for place in range(4)]}, lesson.without(card)))
    found = lab.visited([link(**state) for state, _ in states])
    for (state, blend), shown in zip(states, found, strict=True):
        assert SAID.findall(shown.rows[4][2]) == printed(blend), state


def test_another_scorecard_leaves_the_bold_blend_where_it_is(lab):
    blend = lab.rows()[4][2]
    for _ in range(4):
        lab.press("Another scorecard")
        assert lab.rows()[4][2] == blend


# ---- the plane


def test_value_is_dragged_and_the_drawing_follows(fresh):
    centre = fresh.points.nth(1).locator(".spotlight-dot").evaluate(CENTRE)
    unit = fresh.part.locator("svg").bounding_box()["width"] / 320 * 48
    fresh.page.mouse.move(*centre)
    fresh.page.mouse.down()
    fresh.page.mouse.move(centre[0] + 2 * unit, centre[1] + 3 * unit, steps=9)
    fresh.page.mouse.up()
    fresh.page.evaluate(FRAME)
    assert fresh.values()[1] == [3, 1]
    assert fresh.points.nth(1).locator(".spotlight-dot").evaluate(CENTRE) == pytest.approx(
        [centre[0] + 2 * unit, centre[1] + 3 * unit], abs=1
    )
    assert fresh.exact() == pytest.approx(lesson.weights @ [[4, 1], [3, 1], [2, 0], [0, 3]])
    tip = fresh.part.locator(".spotlight-arrow line").evaluate(
        "(line) => [line.x2.baseVal.value, line.y2.baseVal.value]"
    )
    assert tip == pytest.approx([16 + 48 * (fresh.exact()[0] + 1), 16 + 48 * (5 - fresh.exact()[1])])
    corners = fresh.part.locator("polygon").evaluate(
        "(it) => [...it.points].map(({ x, y }) => [Math.round((x - 16) / 48 - 1), Math.round(5 - (y - 16) / 48)])"
    )
    assert sorted(corners) == sorted(hull(np.array([[4, 1], [3, 1], [2, 0], [0, 3]])).tolist())
    fresh.press("Undo")
    assert (
        fresh.values() == lesson.values.tolist()
        and fresh.part.get_by_role("button", name="Undo").get_attribute("aria-disabled") == "true"
    )


def test_value_moves_by_the_keys_and_stays_in_the_plane(lab):
    point = lab.part.get_by_role("slider", name="value of animal")
    point.focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "Shift+ArrowDown"):
        lab.page.keyboard.press(key)
    lab.page.evaluate(FRAME)
    assert (
        lab.values()[0] == [Fraction("3.9"), Fraction("0.2")] and point.get_attribute("aria-valuetext") == "[3.9, 0.2]"
    )
    for _ in range(9):
        lab.page.keyboard.press("Shift+ArrowRight")
    lab.page.evaluate(FRAME)
    assert lab.values()[0] == [5, Fraction("0.2")] and point.get_attribute("aria-valuenow") == "5"


def test_drag_paints_once_a_frame(fresh):
    """However often the pointer moves, the page is written once, when the next frame comes."""
    counts = fresh.page.evaluate("""async () => {
        const point = document.querySelector(".spotlight-point"), shaft = document.querySelector(".spotlight-arrow line");
        const at = (type, x) => point.dispatchEvent(new PointerEvent(type, { pointerId: 1, pageX: x, clientX: x, clientY: 100, bubbles: true, cancelable: true }));
        point.setPointerCapture = () => {};
        let writes = 0, layouts = 0;
        new MutationObserver((list) => { writes += list.length; }).observe(shaft, { attributeFilter: ["x2"] });
        const read = Element.prototype.getBoundingClientRect;
        at("pointerdown", 100);
        Element.prototype.getBoundingClientRect = function () { layouts += 1; return read.call(this); };
        for (let step = 1; step <= 40; step += 1) at("pointermove", 100 - step);
        await Promise.resolve();
        const early = writes;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        at("pointerup", 60);
        Element.prototype.getBoundingClientRect = read;
        return [early, writes, layouts];
    }""")
    assert counts == [0, 1, 0]


# ---- buttons


def test_presets_are_those_of_the_lesson(lab):
    lab.press("Hard lookup")
    assert lab.exact() == lesson.hard_limit.tolist()
    lab.press("Plain average")
    assert lab.exact() == lesson.plain_mean.tolist() and lab.weights() == ["0.25"] * 4
    expect(lab.dial).to_have_value("100")  # the end that bears this name
    lab.press("The lesson’s scorecard")
    assert lab.blend() == pytest.approx(lesson.output)
    lab.press("Undo")
    assert lab.exact() == lesson.plain_mean.tolist()
    lab.press("Reset")
    assert lab.blend() == pytest.approx(lesson.output)


def test_other_scorecards_give_the_same_answer(lab):
    found = {tuple(lab.weights())}
    for _ in range(5):
        lab.press("Another scorecard")
        assert lab.exact() == pytest.approx(lesson.output, abs=1e-9) and lab.notice() == "same"
        found.add(tuple(lab.weights()))
    assert len(found) == 6
    assert lab.part.locator(".spotlight-exact").evaluate(
        "(it) => getComputedStyle(it).fontWeight === getComputedStyle(it.closest('tfoot').rows[0].cells[3]).fontWeight"
    )
    lab.press("Hard lookup")
    lab.press("Another scorecard")
    assert lab.exact() == lesson.hard_limit.tolist() and lab.notice() == "none"


def test_other_scorecard_shows_other_weights_and_the_same_blend(lab):
    chance, links = random.Random(5), []
    for _ in range(60):
        scores = [round(chance.uniform(-5, 5), 5) for _ in range(4)]
        values = [chance.randint(-10, 50) / 10 for _ in range(8)]
        links.append(link(scores=scores, values=values, dial=[chance.randint(20, 80)]))
    found = lab.visited(links, "Another scorecard")
    for before, after in zip(found[::2], found[1::2], strict=True):
        assert after.exact == before.exact and (after.weights != before.weights) == (after.notice == "same")
    assert len(found) == 120 and {after.notice for after in found[1::2]} == {"same", "none"}


def test_card_that_is_taken_away_weighs_nothing_and_comes_back(lab):
    for card, word in enumerate(lesson.words):
        tick = lab.part.get_by_role("checkbox", name=word)
        tick.uncheck()
        lab.page.evaluate(FRAME)
        assert lab.exact() == pytest.approx(lesson.without(card), abs=1e-4) and lab.weights()[card] == GONE
        assert lab.part.locator(".spotlight-weight .spotlight-number").nth(card).text_content() == GONE
        assert lab.sliders.nth(card).is_disabled()
        expect(lab.part.locator(".spotlight-bar i").nth(card)).to_have_attribute("style", "--share: 0;")
        assert lab.part.locator(".spotlight-gone").nth(card).is_visible()
        tick.check()
    lab.press("Take animal away")
    assert lab.exact() == pytest.approx(lesson.without(lesson.animal), abs=1e-4)
    assert lab.part.get_by_role("button", name="Take animal away").get_attribute("aria-pressed") == "true"
    lab.press("Take animal away")
    assert lab.exact() == pytest.approx(lesson.output)


def test_last_card_stays(lab):
    for word in lesson.words[1:]:
        lab.part.get_by_role("checkbox", name=word).uncheck()
    lab.press("Take animal away")
    assert lab.weights() == ["1.00", GONE, GONE, GONE] and lab.notice() == "stay"
    lab.press("Undo")
    lab.part.get_by_role("checkbox", name=lesson.words[3]).uncheck()
    animal = lab.part.get_by_role("checkbox", name="animal")
    animal.click(force=True)  # it says that it is disabled, and stays
    lab.page.evaluate(FRAME)
    assert animal.is_checked() and lab.weights()[0] == "1.00" and lab.notice() == "stay"


# ---- the address


def test_link_opens_the_lab_as_it_was(lab, window):
    lab.points.nth(2).focus()
    lab.page.keyboard.press("Shift+ArrowUp")
    lab.press("Take animal away")
    lab.press("Copy the link")
    expect(lab.part.locator(".spotlight-notices .said")).to_have_attribute("data-say", "copied")
    copied, rows = lab.page.evaluate("navigator.clipboard.readText()"), lab.rows()
    assert copied == lab.page.url and re.fullmatch(r"[\w.=&?#:/-]+", copied)
    for name in (LAB, LESSON):
        page = window.open(f"{name}#{copied.partition('#')[2]}")
        again = Shown(page)
        expect(again.part).to_be_in_viewport()
        assert again.rows() == rows and again.notice() == "address"
    again.press("Reset")
    assert again.blend() == pytest.approx(lesson.output)
    expect(page).to_have_url(re.compile("/#spotlight$"))


def test_copy_that_is_forbidden_is_said(site):
    with site.window() as window:
        page = window.open(LAB)
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        lab = Shown(page)
        lab.press("Copy the link")
        expect(lab.part.locator(".spotlight-notices .said")).to_have_attribute("data-say", "not-copied")
    assert window.faults == []


BAD = [
    "spotlight?",
    "spotlight?scores=1",
    link()[:-1],
    link() + "0",
    link() + "&more=1",
    link(dial=[101]),
    link(dial=[-1]),
    link(dial=[50.5]),
    link(scores=[6, 0, 0, 0]),
    link(values=[9, 1, 1, 4, 2, 0, 0, 3]),
    link(away=[1, 1, 1, 1]),
    link(away=[0, 0, 0, 2]),
    link(scores=[1, 2, 3]),
    link().replace("dial=50", "dial=NaN"),
    link().replace("dial=50", "dial=5e1"),
    link().replace("dial=50", "dial=050"),
    link().replace("dial=50", "dial=-0"),
    link().replace("scores=", "__proto__="),
    link().replace("dial=50", "dial=<img src=x onerror=alert(1)>"),
    "spotlight?" + "9" * 2_000_000,
]


def test_link_that_is_no_state_falls_back_to_the_lesson_and_says_so(lab):
    found = lab.visited([fragment for bad in BAD for fragment in (link(dial=[0]), bad)])
    for bad, good, fallen in zip(BAD, found[::2], found[1::2], strict=True):
        assert good.exact != fallen.exact and good.notice == "address"
        assert fallen.blend == pytest.approx(lesson.output) and fallen.notice == "bad", bad[:200]
    assert lab.page.locator("article img").count() == 0


@pytest.mark.parametrize("bad", [BAD[1], "spotlight?scores=<script>alert(1)</script>", "spotlight?" + "x_" * 5000])
def test_page_opened_with_such_a_link_stands(window, bad):
    lab = Shown(window.open(f"{LESSON}#{bad}"))
    expect(lab.part).to_be_in_viewport()
    assert lab.blend() == pytest.approx(lesson.output) and lab.notice() == "bad"


def test_other_fragments_lead_where_they_did(window):
    page = window.open(f"{LESSON}#without")
    top = page.evaluate("document.querySelector('#without').getBoundingClientRect().top")
    assert 0 <= top < 200 and page.url.endswith("#without")
    lab = Shown(window.open(f"{LAB}#try"))
    lab.go("start")
    assert page.url.endswith("#start") and lab.blend() == pytest.approx(lesson.output) and lab.notice() == "address"


def test_states_and_their_texts_are_one_to_one(lab):
    chance = random.Random(8)
    fields = {
        "dial": {"count": 1, "decimals": 0, "least": 0, "most": 100},
        "values": {"count": 3, "decimals": 5, "least": -5, "most": 5},
    }
    states = [
        {
            "dial": [chance.randint(0, 100)],
            "values": [round(chance.uniform(-5, 5) * 10 ** -chance.randint(0, 5), 5) for _ in range(3)],
        }
        for _ in range(500)
    ]
    texts = called(lab.page, "spotlight/model", "written", [["lab", state, fields] for state in states])
    assert called(lab.page, "spotlight/model", "parsed", [[text, "lab", fields] for text in texts]) == states
    spoilt = [
        text[:place] + char + text[place:]
        for text in texts[:100]
        for place, char in [(chance.randrange(len(text) + 1), chance.choice("09_-.&=?x <%"))]
    ]
    again = called(lab.page, "spotlight/model", "parsed", [[text, "lab", fields] for text in spoilt])
    kept = [(state, text) for state, text in zip(again, spoilt) if state is not None]
    assert called(lab.page, "spotlight/model", "written", [["lab", state, fields] for state, _ in kept]) == [
        text for _, text in kept
    ]
    assert again.count(None) > 50


# ---- the mathematics of the plane


def test_plane_agrees_with_the_snippets(lab):
    chance = random.Random(4)
    clouds = [[[chance.randint(-10, 50) / 10 for _ in range(2)] for _ in range(4)] for _ in range(500)]
    found = called(lab.page, "spotlight/model", "quietDirection", [[cloud] for cloud in clouds])
    for cloud, direction in zip(clouds, found):
        assert direction == pytest.approx(lesson.quiet_direction(np.array(cloud)), abs=1e-9)
    for cloud, corners in zip(clouds, called(lab.page, "spotlight/model", "hull", [[cloud] for cloud in clouds])):
        assert sorted(corners) == sorted(hull(np.array(cloud)).tolist())
    weights = [list(expected([chance.uniform(-3, 3) for _ in range(4)], 1, cloud)[0]) for cloud in clouds]
    moved = called(
        lab.page, "spotlight/model", "sameBlends", [[row, direction] for row, direction in zip(weights, found)]
    )
    others = [(cloud, row, other) for cloud, row, rows in zip(clouds, weights, moved) for other in rows]
    for cloud, row, other in others:
        assert (
            sum(other) == pytest.approx(1)
            and min(other) >= 0
            and np.array(other) @ cloud == pytest.approx(np.array(row) @ cloud)
        )
    firsts = [(row, rows[0]) for row, rows in zip(weights, moved) if rows]
    assert len(firsts) > 400 and all(max(abs(np.array(other) - row)) > 1e-4 for row, other in firsts)


def test_quiet_direction_of_few_or_of_straight_values(lab):
    clouds = [
        [[0, 0], [1, 1], [2, 2], [4, 4]],
        [[0, 3], [0, 1], [0, 2]],
        [[1, 1]] * 4,
        [[1, 1], [1, 1]],
        [[0, 0], [1, 0], [0, 1]],
        [[0, 0], [1, 1]],
        [[2, 3]],
    ]
    found = called(lab.page, "spotlight/model", "quietDirection", [[cloud] for cloud in clouds])
    assert [any(direction) for direction in found] == [True, True, True, True, False, False, False]
    for cloud, direction in zip(clouds, found):
        assert (
            len(direction) == len(cloud) and sum(direction) == 0 and not (np.array(direction) @ np.array(cloud)).any()
        )


# ---- whoever listens, touches, or sees it in another way


def test_what_changed_is_said_once_when_the_reader_pauses(fresh):
    said = fresh.part.locator("output")
    fresh.page.evaluate(
        "window.sayings = []; new MutationObserver(() => sayings.push(document.querySelector('[data-part=spotlight] output').textContent)).observe(document.querySelector('[data-part=spotlight] output'), { childList: true })"
    )
    fresh.dial.focus()
    for _ in range(5):
        fresh.page.keyboard.press("ArrowLeft")
    expect(said).to_have_text(sentence(fresh.part, "weights"))
    rows = fresh.rows()
    words = said.inner_text()
    assert all(f"{word} {row[0]}" in words for word, row in zip(lesson.words, rows)) and rows[4][2] in words
    assert fresh.page.evaluate("sayings.length") == 1
    fresh.press("Take animal away")
    expect(said).to_have_text(re.compile(f"animal {sentence(fresh.part, 'gone').pattern}"))


@pytest.fixture(scope="module")
def phone(site):
    with site.window(PHONE, TOUCH, DARK) as window:
        yield window
    assert window.faults == []


def swipe(window: Window, start: list[float], end: list[float]):
    session = window.context.new_cdp_session(window.page)
    steps = [[a + (b - a) * part / 6 for a, b in zip(start, end)] for part in range(1, 7)]
    for kind, places in [("touchStart", [start]), ("touchMove", steps), ("touchEnd", [None])]:
        for place in places:
            session.send(
                "Input.dispatchTouchEvent",
                {"type": kind, "touchPoints": [{"x": place[0], "y": place[1]}] if place else []},
            )
    window.page.evaluate(FRAME)


def test_finger_drags_a_value_and_the_page_stays(phone):
    lab = Shown(phone.open(LAB))
    lab.part.locator("svg").evaluate("(svg) => svg.scrollIntoView({ block: 'center' })")
    centre, top = lab.points.nth(0).locator(".spotlight-dot").evaluate(CENTRE), lab.page.evaluate("scrollY")
    unit = lab.part.locator("svg").bounding_box()["width"] / 320 * 48
    swipe(phone, centre, [centre[0] - unit, centre[1] - 2 * unit])
    assert lab.values()[0] == [3, 3] and lab.page.evaluate("scrollY") == top
    swipe(
        phone, [centre[0], centre[1] + unit], [centre[0], centre[1] - 2 * unit]
    )  # where no point is, the page scrolls
    assert lab.page.evaluate(
        "async (top) => { while (scrollY <= top) await new Promise(requestAnimationFrame); return true; }", top
    )
    assert lab.values()[0] == [3, 3]


def test_undo_goes_back_through_every_step(fresh):
    seen = []
    for name in ("Hard lookup", "Plain average", "Another scorecard", "Take animal away"):
        seen.append(fresh.rows())
        fresh.press(name)
        assert fresh.rows() not in seen
    for before in reversed(seen):
        fresh.press("Undo")
        assert fresh.rows() == before
    assert fresh.part.get_by_role("button", name="Undo").get_attribute("aria-disabled") == "true"


def test_finger_that_scrolls_past_a_slider_changes_nothing(phone):
    lab = Shown(phone.open(LAB))
    lab.sliders.first.evaluate("(slider) => slider.scrollIntoView({ block: 'center' })")
    before, top = lab.rows(), lab.page.evaluate("scrollY")
    box = lab.sliders.first.bounding_box()
    swipe(phone, [box["x"] + 10, box["y"] + box["height"] / 2], [box["x"] + 12, box["y"] - 200])
    assert lab.page.evaluate(
        "async (top) => { while (scrollY <= top) await new Promise(requestAnimationFrame); return true; }", top
    )
    lab.page.evaluate(FRAME)
    assert lab.rows() == before


def test_targets_are_as_large_as_a_finger(phone):
    lab = Shown(phone.open(LAB))
    heights = lab.part.locator("button, [type=range], .spotlight-name").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    touch = lab.points.nth(0).locator(".spotlight-touch").bounding_box()
    assert len(heights) == 8 + 5 + 4 and min(heights) >= 40 and min(touch["width"], touch["height"]) >= 40


@pytest.mark.parametrize("options", [(LIGHT,), (DARK, PHONE, TOUCH)], ids=["light desk", "dark phone"])
def test_axe_finds_nothing_and_nothing_moves_while_it_is_used(site, options):
    with site.window(*options) as window:
        lab = Shown(window.open(LAB))
        window.settle()
        lab.page.evaluate("shifts.length = 0")
        for name in (
            "Take animal away",
            "Hard lookup",
            "Another scorecard",
            "Plain average",
            "Another scorecard",
            "Take animal away",
            "Copy the link",
        ):
            lab.press(name)
        lab.points.nth(3).focus()
        for key in ("ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "ArrowLeft"):
            lab.page.keyboard.press(key)
        assert complaints(lab.page, "[data-part=spotlight]") == [] and faults_of(lab.page) == []
        assert window.shifts() == []
    assert window.faults == []


def test_letters_of_twice_the_size_fit_a_phone(phone):
    lab = Shown(phone.open(f"{LAB}#{link(values=[-0.5, 1.5, 1, 4, 2, 0, 0, 3])}"))
    phone.enlarge(2)
    assert faults_of(lab.page) == []
    phone.enlarge(1)
    scroll = lab.part.locator(".spotlight-scroll")
    assert scroll.evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0


def test_forced_colours_leave_bars_and_points(site):
    with site.window({"forced_colors": "active"}) as window:
        lab = Shown(window.open(LAB))
        look: Locator = lab.part.locator(".spotlight-bar i").first
        ground, bar = look.evaluate(
            "(bar) => [bar.parentElement, bar].map((one) => getComputedStyle(one).backgroundColor)"
        )
        assert ground != bar
        assert lab.points.first.locator(".spotlight-dot").evaluate("(dot) => getComputedStyle(dot).fill") != "none"


def test_it_is_light():
    files = [
        "theme/parts/spotlight/spotlight.js",
        "theme/parts/spotlight/spotlight.css",
        "theme/parts/spotlight/model.js",
        "theme/parts/spotlight/spotlight.html",
    ]
    assert sum(len(gzip.compress((ROOT / file).read_bytes(), 9)) for file in files) < 15_000
