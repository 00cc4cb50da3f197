"""Lesson 08's grid: a query and keys to type. What follows is worked out anew here, in plain Python and by numpy."""

import gzip
import itertools
import math
import random
import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from snippets import scaled_dot_product as lesson
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.parts.said import sentence
from tests.site.width import faults_of
from tests.site.window import DARK, DESK, LIGHT, NO_SCRIPT, PHONE, Window

PAGE = "lessons/08-scaled-dot-product/#your-own-lists"
ALONE = "lessons/08-scaled-dot-product/?only=grid"
KB = 1000
HEAVIEST = 15 * KB  # script, style and words of the part, compressed
FINGER = 40  # pixels, the least height of what is touched
FILES = ["theme/parts/grid/grid.js", "theme/parts/grid/grid.css", "theme/parts/grid/grid.html"]
TOUCH = PHONE | {"has_touch": True}
SPOKEN = """(changes) => {
    const output = document.querySelector("[data-part=grid] output");
    output.textContent = "";
    window.said = [];
    new MutationObserver(() => said.push(output.textContent)).observe(output, { childList: true });
    for (const [place, text] of changes) {
        const input = document.querySelectorAll("[data-part=grid] [type=text]")[place];
        input.value = text;
        input.dispatchEvent(new Event("input"));
    }
}"""
READ = """async (texts) => {
    const { read } = await import(new URL("../../parts/grid/grid.js", location));
    return texts.map(read);
}"""


class Grid:
    """The part as a person sees it."""

    def __init__(self, page: Page, is_new: bool = True):
        self.page = page
        self.part = page.locator("[data-part=grid]")
        self.part.scroll_into_view_if_needed()
        expect(self.part).to_have_class(re.compile("ready"))
        if is_new:
            self.page.evaluate("shifts.length = 0")  # the theme's own, on its way to the fragment

    @property
    def shifts(self) -> list[str]:
        """What has moved since; the contents of the page at the side follow the reader."""
        return [shift for shift in self.page.evaluate("shifts") if "md-nav" not in shift]

    @property
    def complaints(self) -> list[str]:
        return complaints(self.page, "[data-part=grid]")

    def cell(self, word: str, feature: str) -> Locator:
        return self.part.get_by_role(
            "textbox", name=f"{word} {'query' if word == 'it' else 'key'} {feature}", exact=True
        )

    @property
    def cells(self) -> list[Locator]:
        return self.part.locator("[type=text]").all()

    def type(self, cell: Locator, text: str) -> None:
        cell.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def press(self, button: str) -> None:
        self.button(button).click()

    def button(self, name: str) -> Locator:
        return self.part.get_by_role("button", name=name, exact=True)

    def drawn(self) -> None:
        """The next frame has come."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def switch(self, name: str) -> Locator:
        return self.part.get_by_role("checkbox", name=name)

    def column(self, name: str) -> list[str]:
        return self.part.locator(f"[data-show={name}]").all_inner_texts()

    @property
    def typed(self) -> list[str]:
        return [cell.input_value() for cell in self.cells]

    @property
    def message(self) -> str:
        return self.part.locator("[data-say].said").inner_text()

    def shows(self, query, keys, scaled: bool = True, hidden: int = 0) -> None:
        """What stands in the table and below it is what these lists give."""
        dots, scores, weights, blend = attend(query, keys, scaled, hidden)
        self.drawn()
        shown = len(dots) - hidden
        assert all(map(reads_as, self.column("dot"), dots))
        assert all(map(reads_as, self.column("score")[:shown], scores))
        assert all(map(reads_as, self.column("weight")[:shown], weights))
        assert all(map(reads_as, numbers(self.column("blend")[0]), blend))
        assert self.column("score")[shown:] == ["hidden"] * hidden and self.column("weight")[shown:] == ["0"] * hidden
        shares = [
            float(bar.evaluate("(bar) => bar.style.getPropertyValue('--share')"))
            for bar in self.part.locator(".grid-bar").all()
        ]
        assert shares == pytest.approx([*weights, *[0] * hidden], abs=1e-9)


def attend(query, keys, scaled: bool, hidden: int):
    """Attention in a loop; the last cards are hidden."""
    dots = [math.fsum(q * k for q, k in zip(query, key, strict=True)) for key in keys]
    scores = [dot / math.sqrt(len(query)) if scaled else dot for dot in dots][: len(dots) - hidden]
    raised = [math.exp(score - max(scores)) for score in scores]
    weights = [one / math.fsum(raised) for one in raised]
    blend = [math.fsum(w * value[k] for w, value in zip(weights, lesson.values.tolist())) for k in (0, 1)]
    return dots, scores, weights, blend


def numbers(text: str) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", text)


def reads_as(shown: str, value: float) -> bool:
    if shown == "-inf":
        return value == -math.inf
    unit = 10 ** -len(shown.partition(".")[2])
    return abs(float(shown) - value) <= unit / 2 + 1e-9


@pytest.fixture(scope="module")
def window(site) -> Iterator[Window]:
    with site.window(DESK | LIGHT) as opened:
        grid = Grid(opened.open(ALONE))
        yield opened
        assert grid.shifts == []
        assert opened.faults == []


@pytest.fixture
def grid(window) -> Grid:
    """As it was at the start."""
    grid = Grid(window.page, is_new=False)
    grid.press("Start again")
    grid.drawn()
    return grid


def test_it_starts_with_the_lessons_numbers(window):
    grid = Grid(window.page, is_new=False)
    assert [float(text) for text in grid.typed] == [*lesson.query, *lesson.keys.ravel()]
    assert grid.column("dot") == ["6.0", "0.7", "1.6", "2.9"]
    assert grid.column("weight") == ["0.72", "0.05", "0.08", "0.15"]
    assert all(map(reads_as, grid.column("score"), lesson.scores))
    assert grid.column("blend") == ["[3.08, 1.38]"]
    assert grid.column("found") == ["nothing"] and grid.column("same") == ["no"] * 4
    grid.shows(lesson.query, lesson.keys)


def test_what_is_typed_is_followed_at_once(grid):
    chance = random.Random(8)
    lists = [[chance.randrange(-30, 31) / 10 for _ in range(4)] for _ in range(5)]
    for place, (cell, entry) in enumerate(zip(grid.cells, itertools.chain(*lists), strict=True)):
        text = chance.choice(["{}", "{:.2f}"]).format(entry).replace(".", chance.choice(".,"))
        grid.type(cell, text) if place < 4 else cell.fill(text)
    grid.shows(lists[0], lists[1:])
    assert grid.part.locator("[aria-invalid=true]").count() == 0
    grid.type(grid.cell("it", "alive"), "−1,25")  # the typographer's minus, and hundredths
    lists[0][1] = -1.25
    grid.shows(lists[0], lists[1:])


def test_scale_is_a_switch(grid):
    grid.switch("Scale").uncheck()
    grid.shows(lesson.query, lesson.keys, scaled=False)
    assert all(map(reads_as, grid.column("weight"), lesson.unscaled_weights))
    grid.switch("Scale").check()
    grid.shows(lesson.query, lesson.keys)


def test_mask_hides_what_comes_later_and_gives_it_nothing(grid):
    grid.switch("Mask").check()
    grid.shows(lesson.query, lesson.keys, hidden=1)
    assert "-inf]" in grid.part.locator("[data-code=masked]").inner_text()
    grid.type(grid.cell("tired", "alive"), "19")  # no leak
    grid.shows(lesson.query, [*lesson.keys[:3], [0, 19, 0.2, 1.4]], hidden=1)


def test_saturated_softmax_is_warned_of_with_its_slope(site, grid):
    grid.press("Double the query")
    grid.shows(2 * lesson.query, lesson.keys)
    assert "saturated" not in grid.message
    grid.press("Double the query")
    expect(grid.part.locator("[data-say=saturated]")).to_have_class("said")
    weight = attend(4 * lesson.query, lesson.keys, True, 0)[2][0]
    assert weight > 0.99 and weight == pytest.approx(lesson.multiplied_weights[2, 0])
    assert reads_as(grid.column("slope")[0], weight * (1 - weight)) and numbers(grid.message) == ["0.0022"]
    grid.part.get_by_role("checkbox", name="Scale").uncheck()  # eight times the lesson's scores, as its table has them
    expect(grid.part.locator("[data-show=slope]")).to_have_text(f"{lesson.slopes[3]:.6f}")
    grid.press("Undo")
    assert grid.part.locator("[data-say=saturated] a").get_attribute("href") == "#slope"
    assert site.html(ALONE.partition("?")[0]).count('id="slope"') == 1
    grid.press("Undo")
    expect(grid.part.locator("[data-say=hint]")).to_have_class("said")


BAD = {
    "": ("empty", None),
    "abc": ("word", None),
    "-": ("word", None),
    "1e3": ("word", 1),
    "1.2.3": ("word", 1.2),
    "21": ("large", 2),
}


@pytest.mark.parametrize("text", BAD)
def test_bad_entry_is_answered_by_a_sentence_and_loses_nothing(grid, text):
    fault, last_good = BAD[text]  # the number that stood there while it was typed
    typed, keys, cell = grid.typed, lesson.keys.copy(), grid.cell("road", "alive")
    keys[1, 1] = keys[1, 1] if last_good is None else last_good
    grid.type(cell, text)
    grid.page.keyboard.press("Tab")
    expect(grid.part.locator("[data-say].said")).to_have_attribute("data-say", fault)
    assert grid.message.count(".") >= 2
    expect(cell).to_have_attribute("aria-invalid", "true")
    assert grid.part.locator("[aria-invalid=true]").count() == 1
    assert grid.typed == [*typed[:9], text, *typed[10:]]
    grid.shows(lesson.query, keys)
    grid.type(cell, "0,5")
    expect(grid.part.locator("[data-say=hint]")).to_have_class("said")
    expect(cell).to_have_attribute("aria-invalid", "false")
    keys[1, 1] = 0.5
    grid.shows(lesson.query, keys)


def test_only_a_number_is_read_as_one(window):
    read = {
        "1": 1,
        "1.5": 1.5,
        "1,5": 1.5,
        " -2 ": -2,
        "−2": -2,
        "+3": 3,
        ".5": 0.5,
        "5.": 5,
        "1/5": 0.2,
        "−3 / 4": -0.75,
        "½": 0.5,
        "20": 20,
        "-0": 0,
        "": "empty",
        "  ": "empty",
        "20.1": "large",
        "9" * 400: "large",
        **dict.fromkeys(
            [
                "1e3",
                "Infinity",
                "NaN",
                "0x10",
                "1.2.3",
                "1,000.5",
                "--1",
                "+-1",
                "1 0",
                "1_0",
                "٣",
                "1½",
                "<b>1</b>",
                ".",
                "-",
                "null",
                "1;2",
            ],
            "word",
        ),
    }
    assert window.page.evaluate(READ, list(read)) == list(read.values())


def test_keys_change_a_number_and_move_as_in_a_spreadsheet(grid):
    cell, press = grid.cell("it", "thing"), grid.page.keyboard.press
    cell.focus()
    for key, shown in {"ArrowUp": "1.1", "ArrowDown": "1.0", "Shift+ArrowUp": "2.0", "Shift+ArrowDown": "1.0"}.items():
        press(key)
        assert cell.input_value() == shown
    for _ in range(12):
        press("ArrowDown")
    assert cell.input_value() == "-0.2"
    grid.shows([-0.2, *lesson.query[1:]], lesson.keys)
    press("Enter")
    expect(grid.cell("animal", "thing")).to_be_focused()
    press("Shift+Enter")
    expect(cell).to_be_focused()
    press("Tab")
    expect(grid.cell("it", "alive")).to_be_focused()
    grid.type(grid.cell("it", "alive"), "19,95")
    press("ArrowUp")
    assert grid.typed[1] == "19,95"  # not beyond twenty
    press("ArrowDown")
    assert grid.typed[1] == "19,85"


def test_presets_give_the_lessons_other_results(grid):
    grid.press("Ask as cross")
    grid.shows(lesson.cross_query, lesson.keys)
    assert all(map(reads_as, numbers(grid.column("blend")[0]), lesson.outputs[1]))
    grid.cell("tired", "alive").focus()
    grid.press("Ask with animal's key")
    grid.shows(lesson.keys[0], lesson.keys)
    assert grid.column("found") == ["[4, 1]"] and grid.column("same") == ["yes", "no", "no", "no"]
    assert all(map(reads_as, numbers(grid.column("blend")[0]), lesson.own_output))
    pressed = grid.part.get_by_role("button", pressed=True)
    assert pressed.all_inner_texts() == ["Ask with animal's key"]
    grid.press("Lesson's lists")
    expect(pressed).to_have_text("Lesson's lists")
    grid.shows(lesson.query, lesson.keys)


def test_dict_keeps_the_last_of_equal_keys(grid):
    grid.press("Ask with animal's key")
    for feature, entry in zip(lesson.features, lesson.keys[0], strict=True):
        grid.type(grid.cell("cross", feature), str(entry))
    cards = dict(zip([(1,), (2,), (1,)], "abc"))
    assert cards[(1,)] == "c"
    expect(grid.part.locator("[data-show=found]")).to_have_text("[2, 0]")


def test_every_step_can_be_undone(site):
    with site.window() as window:
        window.open(PAGE)
        grid = Grid(window.page)
        undo = grid.button("Undo")
        start = grid.typed
        expect(undo).to_have_attribute("aria-disabled", "true")
        grid.type(grid.cell("it", "thing"), "x")
        grid.page.keyboard.press("Tab")
        grid.switch("Mask").check()
        grid.press("Ask as cross")
        grid.press("Start again")
        assert grid.typed == start and not grid.switch("Mask").is_checked()
        grid.press("Undo")
        assert grid.typed[:2] == ["2.0", "0.0"] and grid.switch("Mask").is_checked()
        grid.press("Undo")
        assert grid.typed[0] == "x" and grid.switch("Mask").is_checked()  # what was typed is not lost
        grid.press("Undo")
        assert not grid.switch("Mask").is_checked()
        while undo.get_attribute("aria-disabled") == "false":
            grid.press("Undo")
            grid.drawn()
        assert grid.typed == start
        undo.click(force=True)  # it is no button for now, but keeps the focus
        grid.shows(lesson.query, lesson.keys)
        assert grid.shifts == [] and window.faults == []


def test_python_beside_it_runs_and_gives_what_its_comments_say(grid):
    for ways in ([], ["Mask"], ["Mask", "Scale"]):
        for name in ways:
            grid.switch(name).set_checked(name == "Mask")
        grid.press("Ask with animal's key")
        grid.drawn()
        names = {
            "q": lesson.keys[0],
            "K": lesson.keys,
            "V": lesson.values,
            "hidden": [False, False, False, "Mask" in ways],
            "np": np,
            "softmax": lesson.softmax,
        }
        notes = 0
        for line in grid.part.locator(".grid-code > div").all():
            code, _, note = line.inner_text().replace("\n", " ").partition("#")
            exec(code.strip(), names)
            if note.strip().startswith("["):
                value = names[code.partition("=")[0].partition("[")[0].strip()]
                assert all(map(reads_as, re.findall(r"-?\d+(?:\.\d+)?|-?inf", note), value))
                notes += 1
        assert notes == 5 + ("Mask" in ways)


def test_screen_reader_hears_one_sentence_when_the_reader_pauses(grid):
    expect(grid.part.locator("output")).to_have_attribute("class", "heard")
    grid.page.evaluate(SPOKEN, [[0, "2"], [0, "20"], [0, "2"], [1, "x"], [1, "0"], [2, "0"], [3, "0"]])
    expect(grid.part.locator("output")).to_have_text(sentence(grid.part, "summary"))
    weights, blend = attend([2, 0, 0, 0], lesson.keys, True, 0)[2:]
    [said] = grid.page.evaluate("said")
    assert sentence(grid.part, "summary", word="animal").fullmatch(said) and all(
        map(reads_as, numbers(said), [weights[0], *blend])
    )
    grid.page.evaluate(SPOKEN, [[3, "x"]])
    expect(grid.part.locator("output")).to_have_text(sentence(grid.part, "word"))


def test_finger_finds_what_it_needs_on_a_phone(site):
    with site.window(TOUCH, DARK) as window:
        window.open(ALONE)
        grid = Grid(window.page)
        for control in grid.part.locator("button, [type=text], label").all():
            assert control.bounding_box()["height"] >= FINGER, control.inner_text()
        for table in grid.part.locator("table").all():  # nothing to scroll for
            assert table.evaluate("(table) => table.parentElement.scrollWidth - table.parentElement.clientWidth") <= 0
        assert grid.cells[0].get_attribute("inputmode") == "decimal"
        grid.cell("road", "thing").tap()
        expect(grid.part.locator("#grid-chosen")).to_have_text("road key, thing")
        for button in ("Change sign", "More", "More", "Less"):  # a phone's keyboard may have no minus
            grid.button(button).tap()
        assert grid.cell("road", "thing").input_value() == "-1.4"
        grid.part.get_by_text("Mask").tap()
        keys = lesson.keys.copy()
        keys[1, 0] = -1.4
        grid.shows(lesson.query, keys, hidden=1)
        assert faults_of(window.page) == []
        window.enlarge(2)
        assert faults_of(window.page) == []
        window.enlarge(1)
        assert window.faults == []


@pytest.mark.parametrize("way", ["light desk", "dark phone"])
def test_no_rule_is_broken_while_it_is_used(site, way):
    with site.window(*{"light desk": (LIGHT, DESK), "dark phone": (DARK, PHONE)}[way]) as window:
        window.open(ALONE)
        grid = Grid(window.page)
        for _ in range(3):
            grid.press("Double the query")
        grid.switch("Mask").check()
        expect(grid.part.locator("[data-say=saturated]")).to_have_class("said")
        grid.cells[5].focus()
        assert grid.complaints == []
        grid.type(grid.cells[6], "x")
        grid.page.keyboard.press("Tab")
        expect(grid.part.locator("[data-say=word]")).to_have_class("said")
        assert grid.complaints == []
        assert grid.shifts == [] and window.faults == []


def test_colours_of_the_readers_own_keep_the_bars(site):
    with site.window({"forced_colors": "active"}) as window:
        window.open(ALONE)
        grid = Grid(window.page)
        filled, empty = (
            grid.part.locator(".grid-bar")
            .nth(card)
            .evaluate("(bar) => [getComputedStyle(bar).backgroundImage, getComputedStyle(bar).backgroundSize]")
            for card in (0, 1)
        )
        assert "gradient" in filled[0] and filled[1] != empty[1]


HEIGHTS = """() => {
    const top = (part) => part.getBoundingClientRect().top + scrollY;
    const [wish, grid] = ["hunch-wish", "grid"].map((name) => document.querySelector(`[data-part=${name}]`));
    return [top(wish), top(grid), document.documentElement.scrollHeight];
}"""


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)], ids=["phone", "desk"])
def test_reader_touches_something_early(site, size):
    """A part is at hand on the second screen at the latest, and the grid in the first quarter of the page."""
    width, height = size
    with site.window({"viewport": {"width": width, "height": height}}) as window:
        wish, grid, whole = window.open("lessons/08-scaled-dot-product/").evaluate(HEIGHTS)
        assert 0 < wish < 2 * height and wish < grid < whole / 4


def test_without_scripts_there_is_no_grid(site):
    with site.window(NO_SCRIPT) as window:
        page = window.open(PAGE)
        assert page.locator("[data-part=grid]").count() == 1
        assert not page.locator("[data-part=grid]").is_visible()
        assert page.locator("#your-own-lists").is_visible()


def test_it_is_light(capsys):
    weight = sum(len(gzip.compress((ROOT / file).read_bytes(), 9)) for file in FILES)
    with capsys.disabled():
        print(f"\nthe grid: {weight:,} bytes, compressed")
    assert weight < HEAVIEST


def test_a_choice_that_changes_nothing_is_no_step_to_undo(grid):
    grid.type(grid.cells[0], "15")
    expect(grid.button("Double the query")).to_have_attribute("aria-disabled", "true")
    for _ in range(3):
        grid.press("Lesson's lists")
    grid.press("Undo")
    assert grid.typed[0] == "15"
