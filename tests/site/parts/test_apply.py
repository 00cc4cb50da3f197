"""Apply now: a reader's own scorecard for "she" is judged, blended, kept, and turned round; sketches are ticked off."""

import gzip
import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from bs4 import BeautifulSoup

from snippets import soft_lookup as lookup
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.parts.said import said
from tests.site.width import faults_of
from tests.site.window import DARK, LIGHT, PHONE

PAGE = "lessons/07-soft-lookup/"
ALONE = f"{PAGE}?only=apply+sketch"
LIMIT = 15_000  # bytes, compressed
SKETCHED = "[data-part=sketch] + details"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
)


# Have exactly these words picked, with these weights, which are put in as keys put them.
WEIGH = """(part, weights) => {
    for (const button of part.querySelectorAll(".apply-pick")) {
        if ((button.ariaPressed === "true") !== (button.textContent in weights)) button.click();
    }
    for (const [word, weight] of Object.entries(weights)) {
        const field = [...part.querySelectorAll("input")].find(({ labels }) => labels[0].textContent === word);
        field.focus();
        field.select();
        document.execCommand(weight ? "insertText" : "delete", false, weight);
    }
}"""


class Part:
    """The part of a page, as a person uses it."""

    def __init__(self, page):
        self.page, self.root = page, page.locator("[data-part=apply]")
        self.root.scroll_into_view_if_needed()
        page.locator("[data-part=apply].ready").wait_for()

    def button(self, name: str):
        return self.root.get_by_role("button", name=name, exact=True)

    def field(self, word: str):
        return self.root.get_by_label(word, exact=True)

    def pick(self, *words: str):
        for word in words:
            self.button(word).click()

    def weigh(self, **weights: str):
        """Have exactly these words picked, with these weights typed."""
        self.root.evaluate(WEIGH, weights)

    @property
    def share(self):
        return self.root.locator(".apply-share")

    def turn(self):
        self.root.get_by_role("switch").click()

    @property
    def said(self) -> set[str]:
        """The names of what is said, as the template has them, and what stands in the blanks."""
        return said(self.root, self.root.locator(".apply-said").inner_text())

    @property
    def sum_is(self) -> str:
        """What the meter says in words: under, whole, over, huge or unknown."""
        return self.root.locator(".apply-meter [data-sum-is]:visible").get_attribute("data-sum-is")

    @property
    def blend(self) -> str | None:
        shown = self.root.locator(".apply-blend")
        return shown.inner_text() if shown.is_visible() else None

    @property
    def typed(self) -> dict[str, str]:
        fields = self.root.locator("input").evaluate_all("(fields) => fields.map(({ value }) => value)")
        return dict(zip(lookup.she_words, fields, strict=True))


@pytest.fixture(scope="module")
def window(site):
    with site.window() as window:
        yield window
    assert window.faults == []


@pytest.fixture
def part(window) -> Iterator[Part]:
    part = Part(window.open(ALONE))
    yield part
    part.page.evaluate("localStorage.clear()")


def vector(weights) -> str:
    blend = lookup.mix(np.asarray(weights), lookup.she_values[: len(weights)])
    return f"[{', '.join(f'{entry:.2f}' for entry in blend)}]"


def test_own_scorecard_is_summed_and_blended(part):
    part.weigh(Riya="0.2", thanked="0,1", Meena="70 %")
    assert part.blend == vector(lookup.she_weights) == "[3.00, 2.40]"
    assert "1.00" in part.root.locator(".apply-meter").inner_text() and part.sum_is == "whole"
    part.weigh(thanked=".25", Meena="0.25", because="50%")
    assert part.blend == vector([0, 0.25, 0.25, 0.5])


def test_threads_are_as_thick_as_the_weights_and_the_arrow_ends_at_the_blend(part):
    part.weigh(Riya="0.2", thanked="0.1", Meena="0.7")
    drawn = part.page.evaluate("""() => {
        const svg = document.querySelector(".apply-plane svg"), entry = (element, name) => Number(element.getAttribute(name));
        return {
            threads: [...svg.querySelectorAll(".apply-thread")].map((thread) => [
                parseFloat(getComputedStyle(thread).strokeWidth), entry(thread, "x1"), entry(thread, "y1"), entry(thread, "x2"), entry(thread, "y2")]),
            points: [...svg.querySelectorAll("circle")].map((point) => [entry(point, "cx"), entry(point, "cy")]),
            head: svg.querySelector(".apply-head").getAttribute("transform"),
        };
    }""")
    widths = np.array([thread[0] for thread in drawn["threads"]])
    assert widths / widths.sum() == pytest.approx([0.2, 0.1, 0.7, 0])
    points = np.array(drawn["points"])
    goal = np.array([0.2, 0.1, 0.7, 0]) @ points  # the drawing is affine: it blends as the values do
    for thread, point in zip(drawn["threads"], points):
        assert thread[1:] == pytest.approx([*goal, *point])
    assert [float(number) for number in re.findall(r"[\d.]+", drawn["head"])[:2]] == pytest.approx(goal)


FAULTS = {
    "nothing": ({}, {"nothing", "steps"}),
    "empty": ({"Riya": "0.3", "Meena": ""}, {"empty", "Meena"}),
    "word": ({"Riya": "most", "Meena": "0.3"}, {"unreadable", "most", "Riya"}),
    "markup": ({"Riya": "<b id=x>1</b>"}, {"unreadable", "<b id=x>1</b…", "Riya"}),
    "word after a gap": ({"Riya": "", "Meena": "most"}, {"unreadable", "most", "Meena"}),
    "negative": ({"Riya": "-0.2", "Meena": "1.2"}, {"negative", "Riya"}),
    "percent forgotten": ({"Riya": "30", "Meena": "70"}, {"above", "Riya"}),
    "too little": ({"Riya": "0.2", "Meena": "0.725"}, {"less", "0.925", "0.075"}),
    "too much": ({"Riya": "0,2", "Meena": "90%"}, {"more", "1.10", "0.10"}),
}


def test_each_fault_has_a_plain_sentence_and_loses_nothing(part):
    for name, (weights, expected) in FAULTS.items():
        part.weigh(**weights)
        assert part.said == expected, name
        assert part.blend is None, name
        assert {word: part.typed[word] for word in weights} == weights
    assert part.page.locator("#x").count() == 0


COMMENTS = {  # straight or turned, weights, what is said of them
    "Meena": (
        False,
        {"Riya": "0.2", "thanked": "0.1", "Meena": "0.7"},
        {"2-straight", "0.70", "small"},
    ),
    "Riya": (
        False,
        {"Riya": "0.7", "thanked": "0.1", "Meena": "0.2"},
        {"0-straight", "0.70"},
    ),
    "no clue": (False, {"Riya": "0.3", "Meena": "0.7"}, {"2-straight", "0.70", "no-clue"}),
    "a clue of another kind": (
        False,
        {"Riya": "0.2", "Meena": "0.5", "because": "0.3"},
        {"2-straight", "0.50", "small"},
    ),
    "hard": (False, {"Meena": "1"}, {"2-straight", "1.00", "hard"}),
    "hard among others": (False, {"Meena": "1", "Riya": "0"}, {"hard"}),
    "even": (
        False,
        {"Riya": "0.33", "thanked": "0.33", "Meena": "0.34"},
        {"even"},
    ),
    "torn": (False, {"Riya": "0.45", "thanked": "0.1", "Meena": "0.45"}, {"torn", "Riya", "Meena"}),
    "thanked": (
        False,
        {"Riya": "0.2", "thanked": "0.6", "Meena": "0.2"},
        {"1-any", "0.60"},
    ),
    "because": (False, {"Riya": "0.2", "because": "0.8"}, {"3-any", "0.80"}),
    "turned, Riya": (
        True,
        {"Riya": "0.7", "thanked": "0.1", "Meena": "0.2"},
        {"0-turned", "0.70"},
    ),
    "turned, Meena": (
        True,
        {"Riya": "0.2", "thanked": "0.1", "Meena": "0.7"},
        {"2-turned", "0.70"},
    ),
}


def test_every_scorecard_that_can_be_defended_gets_its_comment(part):
    for name, (is_turned, weights, expected) in COMMENTS.items():
        if (part.root.get_by_role("switch").get_attribute("aria-checked") == "true") != is_turned:
            part.turn()
        part.weigh(**weights)
        assert expected <= part.said, (name, part.said)
        assert part.blend is not None, name
        assert ("no-clue" in part.said) == (name == "no clue")


def test_twin_sentence_has_a_scorecard_of_its_own(part):
    straight, turned = part.root.locator(".apply-straight"), part.root.locator(".apply-turn")
    assert straight.is_visible() and not turned.is_visible()
    part.weigh(Riya="0.2", thanked="0.1", Meena="0.7")
    assert part.said & {"next", "small-next"}
    part.turn()
    assert turned.is_visible() and not straight.is_visible()
    assert set(part.typed.values()) == {""} and "nothing" in part.said
    part.weigh(Riya="0.8", thanked="0.1", Meena="0.1")
    assert "both" in part.said
    part.turn()
    assert part.typed == {"Riya": "0.2", "thanked": "0.1", "Meena": "0.7", "because": ""}
    assert part.blend == "[3.00, 2.40]"


def test_what_was_typed_outlives_taking_away_and_a_reload_until_it_is_erased(part):
    part.weigh(Riya="0.2", thanked="a tenth", Meena="0.7")
    part.pick("thanked")
    assert part.field("thanked").is_disabled() and part.typed["thanked"] == "a tenth"
    part.pick("thanked")
    assert part.typed["thanked"] == "a tenth" and {"unreadable", "a tenth"} <= part.said
    part.turn()
    part.page.reload()
    again = Part(part.page)
    assert again.root.get_by_role("switch").get_attribute("aria-checked") == "true"
    again.turn()
    assert again.typed == {"Riya": "0.2", "thanked": "a tenth", "Meena": "0.7", "because": ""}
    again.button("Erase").click()
    assert set(again.typed.values()) == {""} and "nothing" in again.said
    assert again.page.evaluate("localStorage.getItem('attention-apply')") is None
    again.button("Undo").click()
    assert again.typed["thanked"] == "a tenth"
    again.button("Undo").click()
    assert set(again.typed.values()) == {""}


def test_the_rest_is_shared_and_the_share_can_be_undone(part):
    cases = [
        ({"Riya": "0.2", "thanked": "", "Meena": "70%"}, ["0.2", "0.10", "70%"]),
        ({"Riya": "", "thanked": "", "Meena": "0.7"}, ["0.15", "0.15", "0.7"]),
        ({"Riya": "0.1", "thanked": "0.1", "Meena": "0.3"}, ["0.20", "0.20", "0.60"]),
        ({"Riya": "20", "thanked": "10", "Meena": "70"}, ["0.20", "0.10", "0.70"]),
        ({"Riya": "0", "thanked": "0", "Meena": "0"}, ["0.34", "0.33", "0.33"]),
        ({"Riya": "1", "thanked": "1", "Meena": "1"}, ["0.34", "0.33", "0.33"]),
    ]
    for typed, shared in cases:
        part.weigh(**typed)
        part.share.click()
        assert [part.typed[word] for word in typed] == shared
        assert part.blend is not None
        part.button("Undo").click()
        assert [part.typed[word] for word in typed] == list(typed.values())


def test_share_is_off_where_there_is_nothing_to_share_and_the_reason_is_told(part):
    share = part.share
    cases = [
        ({}, {"nothing"}),
        ({"Riya": "0.2", "thanked": "some", "Meena": "0.7"}, {"unreadable", "some"}),
        ({"Riya": "", "thanked": "some", "Meena": "0.7"}, {"unreadable", "some"}),
        ({"Riya": "-1", "thanked": "1", "Meena": "0.7"}, {"negative"}),
        ({"Riya": "0,2", "thanked": ".1", "Meena": "70%"}, {"whole"}),
    ]
    for typed, reason in cases:
        part.weigh(**typed)
        assert share.get_attribute("aria-disabled") == "true"
        told = share.evaluate(
            "(button) => button.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).innerText).join(' ')"
        )
        assert reason <= said(part.root, told) | {part.sum_is}
        share.press("Enter")
        assert [part.typed[word] for word in typed] == list(typed.values())
        assert part.button("Undo").is_disabled()
    part.weigh(Riya="0.2", Meena="")
    assert share.get_attribute("aria-disabled") == "false"


def test_undo_holds_until_the_next_edit(part):
    undo = part.button("Undo")
    edits = [lambda: part.field("Riya").fill("0.5"), lambda: part.pick("because"), part.turn]
    for edit in edits:
        part.weigh(Riya="0.2", Meena="")
        part.share.click()
        assert undo.is_enabled()
        edit()
        assert undo.is_disabled()
    part.turn()
    part.weigh(Riya="0.2", Meena="0.8")
    for _ in range(2):  # the second time there is nothing to erase
        part.button("Erase").click()
    undo.click()
    assert part.typed["Meena"] == "0.8"


def test_meter_shows_no_sum_that_is_not_one(part):
    for weights in [("-.2", ".3", ".9"), ("abc", ".3", ".7")]:
        part.weigh(**dict(zip(lookup.she_words, weights)))
        assert part.root.locator(".apply-sum").inner_text() == "" and part.sum_is == "unknown"
    part.weigh(Riya="", thanked=".3", Meena=".3")
    assert part.root.locator(".apply-sum").inner_text() == "0.60" and part.sum_is == "under"


STARTED_WITH = """async (kept) => {
    const { start } = await import(new URL("../../parts/apply/apply.js", location));
    const page = new DOMParser().parseFromString(await (await fetch(location)).text(), "text/html");
    return kept.map((text) => {
        localStorage.setItem("attention-apply", text);
        const part = page.querySelector("[data-part=apply]").cloneNode(true);
        start(part, JSON.parse(part.querySelector("script").textContent));
        return [part.querySelector(".apply-said").textContent, [...part.querySelectorAll("input")].map((field) => field.value)];
    });
}"""


def test_kept_garbage_is_told_and_replaced(part):
    card = {"picked": [True] * 4, "typed": ["0.25"] * 4}
    state = {"turned": False, "cards": [card, card]}
    text = json.dumps(state)
    bad = [
        "",
        "{",
        "null",
        "[]",
        "7",
        "9" * 100_000,
        json.dumps(state | {"turned": 1}),
        json.dumps(state | {"cards": [card]}),
        json.dumps(state | {"cards": [card, None]}),
        text.replace('"0.25"', "0.25"),
        text.replace("0.25", "9" * 41),
        text.replace("[true, ", "["),
    ]
    for kept, (told, fields) in zip(bad, part.page.evaluate(STARTED_WITH, bad), strict=True):
        assert "unread" in said(part.root, told), kept[:80]
        assert fields == [""] * 4
    [(told, fields)] = part.page.evaluate(STARTED_WITH, [text])
    assert fields == ["0.25"] * 4 and said(part.root, told) & {"even", "unread"} == {"even"}


def test_keys_alone_do_it_all(part):
    press = part.page.keyboard.press
    part.button("Riya").focus()
    press("Space")
    for _ in range(2):
        press("Tab")
    press("Enter")  # Meena
    press("Tab")
    press("Tab")
    press("Space")  # the switch
    assert part.root.get_by_role("switch").get_attribute("aria-checked") == "true"
    press("Space")
    press("Tab")
    part.page.keyboard.type("0.3")
    press("Tab")
    part.page.keyboard.type("0.7")
    assert part.typed == {"Riya": "0.3", "thanked": "", "Meena": "0.7", "because": ""}
    assert {"2-straight", "0.70"} <= part.said


def test_it_speaks_once_when_the_reader_pauses(part):
    part.page.evaluate("""() => {
        window.spoken = [];
        const voice = document.querySelector(".heard");
        new MutationObserver(() => spoken.push(voice.textContent)).observe(voice, { childList: true });
    }""")
    part.weigh(Riya="0.3", Meena="0.7")
    part.root.locator(".heard", has_text="Meena").wait_for(state="attached")
    assert len(part.page.evaluate("spoken")) < 6  # not at each of the four steps and the letters


# Where all that is pressed, typed in or looked at lies below the top of the part: what is said of it comes last.
PLACES = """(part) => [...part.querySelectorAll("button:not(.apply-erase), input, .apply-bar, svg, .apply-said")].map(
    (thing) => thing.getBoundingClientRect().top - part.getBoundingClientRect().top)"""


def test_what_is_said_moves_nothing_that_is_in_use(site):
    with site.window(PHONE, DARK, {"has_touch": True}) as window:
        part = Part(window.open(PAGE))
        assert window.shifts() == []
        places = part.root.evaluate(PLACES)
        assert len(places) >= 15
        for word, weight in {"Riya": "x", "thanked": "0.1", "Meena": "0.7"}.items():
            part.button(word).tap()
            part.field(word).fill(weight)
        part.field("Riya").fill("0.2")
        part.root.get_by_role("switch").tap()
        part.button("because").tap()
        part.field("because").fill("1")
        assert part.root.evaluate(PLACES) == places
        assert faults_of(part.page) == []
        heights = part.root.locator("button, input").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().height)"
        )
        assert len(heights) >= 12 and min(heights) >= 40
        window.enlarge(2)
        window.settle()
        assert faults_of(part.page) == []
        assert window.faults == []


@pytest.mark.parametrize("scheme, weight", [(LIGHT, "most"), (DARK, "0.7")], ids=["light, a fault", "dark, a blend"])
def test_axe_finds_nothing_in_use(site, scheme, weight):
    with site.window(scheme, PHONE) as window:
        page = window.open(ALONE)
        part = Part(page)
        part.weigh(Riya="0.2", thanked="0.1", Meena=weight)
        page.locator(f"{SKETCHED} summary").click()
        page.locator(SKETCHED).get_by_role("checkbox").nth(1).check()
        assert complaints(page, "[data-part=apply]", "[data-part=sketch]", "[data-part=sketch] + details") == []
        assert window.faults == []


def test_browser_that_keeps_nothing_says_so(site):
    with site.window(own=True) as window:
        window.context.add_init_script(NO_STORAGE)
        part = Part(window.open(ALONE))
        part.weigh(Meena="1")
        assert "unkept" in part.said and part.blend == "[4.00, 2.00]"
        part.page.locator(f"{SKETCHED} summary").click()
        points = part.page.locator(SKETCHED).get_by_role("checkbox")
        points.nth(1).check()
        assert f"1 of {points.count()} points" in part.page.locator("[data-part=sketch]").inner_text()


def test_sketches_are_ticked_kept_and_erased(window):
    page = window.open(ALONE)
    page.evaluate("localStorage.setItem('attention-sketch', '<x>')")
    sketches = page.locator("[data-part=sketch]")
    boxes = page.locator(SKETCHED).get_by_role("checkbox")
    points = page.locator(f"{SKETCHED} li").count()
    assert points >= 6

    def again() -> list[bool]:
        page.reload()
        page.locator(f"{SKETCHED} summary").click()
        boxes.first.wait_for()
        return boxes.evaluate_all("(all) => all.map((one) => one.checked)")

    assert again() == [False] * points
    boxes.nth(3).check()
    boxes.nth(4).check()
    assert f"2 of {points} points" in sketches.inner_text()
    assert again() == [False] * 3 + [True] * 2 + [False] * (points - 5)
    boxes.evaluate_all("(all) => all.forEach((one) => one.checked || one.click())")
    assert said(sketches, sketches.locator(".said").inner_text()) >= {"all"}
    sketches.get_by_role("button").click()
    assert page.evaluate("localStorage.getItem('attention-sketch')") is None
    assert again() == [False] * points


def test_without_scripts_the_lists_are_there_and_the_parts_are_not(site):
    with site.window({"java_script_enabled": False}) as window:
        page = window.open(PAGE)
        for part in ("apply", "sketch"):
            assert not page.locator(f"[data-part={part}]").is_visible()
        boxes = page.locator("#apply ~ details").all()
        assert len(boxes) >= 2
        for box in boxes:  # what a good answer holds
            inside = box.locator("p, li, td").first
            assert not inside.is_visible()
            box.locator("summary").click()
            assert inside.is_visible()


def test_words_stand_in_the_page_and_it_all_weighs_little(site):
    names = ["apply/apply.js", "apply/scorecard.js", "apply/apply.css", "sketch/sketch.js", "sketch/sketch.css"]
    files = [(ROOT / "theme/parts" / name).read_text("utf8") for name in names]
    parts = BeautifulSoup(site.html(PAGE), "html.parser").select("[data-part=apply], [data-part=sketch]")
    html = "".join(map(str, parts))
    assert len(parts) == 2 and all("data-say=" in str(part) for part in parts)
    sizes = [len(gzip.compress(file.encode(), 9)) for file in (*files, html)]
    print(dict(zip((*names, "html"), sizes)), sum(sizes))
    assert sum(sizes) < LIMIT
