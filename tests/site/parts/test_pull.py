"""The worked lookup whose weights can be pulled: by pointer, finger, keys and typing; true as displayed at each step."""

import random
import re
from fractions import Fraction

import pytest
from playwright.sync_api import Locator, expect

from snippets import soft_lookup as lookup
from tests.site.axe import complaints
from tests.site.parts.said import sentence
from tests.site.window import DESK, PHONE, SCHEMES, Window

LESSON = "lessons/07-soft-lookup/"
ALONE = f"{LESSON}?only=pull"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
START = [72, 5, 8, 15]
SHARE = """async (cases) => {
    const { withOne } = await import(new URL("../../parts/shared/show.js", location));
    return cases.map((given) => withOne(...given));
}"""


@pytest.fixture(scope="module")
def window(site):
    with site.window() as window:
        opened(window)
        yield window
    assert window.faults == []


@pytest.fixture
def part(window) -> Locator:
    part = window.page.locator('[data-part="pull"]')
    part.get_by_role("button", name="Reset").click()
    return part


def opened(window: Window) -> Locator:
    part = window.open(ALONE).locator('[data-part="pull"]')
    part.scroll_into_view_if_needed()
    expect(part).to_have_class(re.compile(r"\bready\b"))
    return part


def hundredths(text: str) -> list[int]:
    found = [Fraction(number) * 100 for number in NUMBER.findall(text)]
    assert all(number.denominator == 1 for number in found)
    return [int(number) for number in found]


def weights(part: Locator) -> list[int]:
    """The four weights in hundredths, after the whole calculation was worked out anew."""
    painted(part)
    shown = [hundredths(box.input_value())[0] for box in part.locator("input").all()]
    assert [hundredths(box.get_attribute("aria-valuenow"))[0] for box in part.locator("input").all()] == shown
    products = [hundredths(text) for text in part.locator(".pull-part").all_inner_texts()]
    assert products == [
        [unit * entry for entry in value] for unit, value in zip(shown, lookup.values.tolist(), strict=True)
    ]
    assert hundredths(part.locator(".pull-blend").inner_text()) == [sum(column) for column in zip(*products)]
    assert sum(shown) == 100 and min(shown) >= 0
    return shown


def painted(part: Locator) -> None:
    part.page.evaluate("() => new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")


def is_yours(part: Locator) -> bool:
    painted(part)
    mine, lesson = part.locator("[data-whose=reader]"), part.locator("[data-whose=lesson]")
    assert mine.is_visible() != lesson.is_visible()
    return mine.is_visible()


def weight_of(part: Locator, word: str) -> Locator:
    return part.get_by_role("spinbutton", name=f"weight of {word}")


def fair(units: list[int], place: int, amount: int) -> list[Fraction]:
    """What each would get if units could be divided."""
    others = [0 if other == place else unit for other, unit in enumerate(units)]
    if not any(others):
        others = [int(other != place) for other in range(len(units))]
    found = [Fraction(unit * (100 - amount), sum(others)) for unit in others]
    found[place] = Fraction(amount)
    return found


def drag(part: Locator, word: str, way: int) -> None:
    box = weight_of(part, word)
    box.scroll_into_view_if_needed()
    spot = box.bounding_box()
    mouse, x, y = part.page.mouse, spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + way, y, steps=8)
    mouse.up()


def test_it_starts_as_the_lesson_does(part):
    assert weights(part) == START == [round(100 * weight) for weight in lookup.weights.tolist()]
    assert part.locator(".pull-value").all_inner_texts() == ["· [4,\xa01]", "· [1,\xa04]", "· [2,\xa00]", "· [0,\xa03]"]
    assert not is_yours(part)


def test_rest_is_shared_in_proportion_by_largest_remainder(part):
    page, chance = part.page, random.Random(7)
    cases = [[[100, 0, 0, 0], 0, 50], [[0, 0, 0, 100], 3, 0], [START, 0, 100], [START, 0, 0]]
    for _ in range(2000):
        cuts = sorted(chance.randint(0, 100) for _ in range(3))
        cases.append(
            [[high - low for low, high in zip([0, *cuts], [*cuts, 100])], chance.randrange(4), chance.randint(0, 100)]
        )
    for (units, place, amount), found in zip(cases, page.evaluate(SHARE, cases), strict=True):
        wanted = fair(units, place, amount)
        assert sum(found) == 100 and found[place] == amount
        assert all(0 <= unit - int(want) <= 1 for unit, want in zip(found, wanted))
        raised = [want % 1 for unit, want in zip(found, wanted) if unit > want]
        left = [want % 1 for unit, want in zip(found, wanted) if unit < want]
        assert min(raised, default=1) >= max(left, default=0)


def test_drag_sideways_changes_a_weight_and_back_undoes_it(part):
    drag(part, "road", 60)
    assert weights(part)[1] == 25 and is_yours(part)
    assert weights(part) == [57, 25, 6, 12]
    drag(part, "road", -60)
    assert weights(part) == START and not is_yours(part)
    drag(part, "animal", 600)
    assert weights(part) == [100, 0, 0, 0]
    drag(part, "animal", -90)
    assert weights(part)[0] == 70


def test_finger_pulls_and_the_page_still_scrolls_upwards(site):
    with site.window(PHONE, {"has_touch": True}) as window:
        part = opened(window)
        box = weight_of(part, "animal")
        assert box.evaluate("(box) => getComputedStyle(box).touchAction") == "pan-y"
        box.scroll_into_view_if_needed()
        spot, finger = box.bounding_box(), window.context.new_cdp_session(window.page)
        assert spot["height"] >= 40
        x, y = spot["x"] + 20, spot["y"] + 20
        for kind, points in (
            [("touchStart", [x])] + [("touchMove", [x - 3 * step]) for step in range(1, 21)] + [("touchEnd", [])]
        ):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at, "y": y} for at in points]})
        expect(box).to_have_value("0.52")
        assert weights(part)[0] == 52 and not box.evaluate("(box) => box === document.activeElement")
        box.tap()
        expect(box).to_be_focused()
        assert window.faults == []


def test_arrow_and_page_keys(part):
    box = weight_of(part, "tired")
    for key, unit in {
        "ArrowUp": 16,
        "ArrowRight": 17,
        "ArrowDown": 16,
        "ArrowLeft": 15,
        "PageUp": 25,
        "PageDown": 15,
    }.items():
        box.press(key)
        assert weights(part)[3] == unit
    assert weights(part) == START
    for _ in range(3):
        box.press("PageDown")
    assert weights(part)[3] == 0


@pytest.mark.parametrize(
    "typed, unit",
    [
        ("0.5", 50),
        ("0,5", 50),
        (" .25 ", 25),
        ("1", 100),
        ("0", 0),
        ("0.333", 33),
        ("0.005", 1),
        ("50%", 50),
        ("12,5 %", 13),
    ],
)
def test_typing(part, typed, unit):
    box = weight_of(part, "cross")
    box.click()
    part.page.keyboard.type(typed)  # over what was there: a press selects it
    box.press("Enter")
    assert weights(part)[2] == unit
    if typed in ("0.333", "0.005"):
        expect(part.locator("output")).to_have_text(sentence(part, "rounded"))


@pytest.mark.parametrize(
    "typed, fault",
    [
        ("", "empty"),
        ("much", "unread"),
        ("-0.2", "negative"),
        ("−0.2", "negative"),
        ("1.01", "large"),
        ("7" * 20, "large"),
        ("0.5.5", "unread"),
        ("1e-1", "unread"),
        ("<b>0</b>", "unread"),
        ("Infinity", "unread"),
        ("150%", "large"),
        ("1/0", "unread"),
        ("5/4", "large"),
    ],
)
def test_bad_typing_is_answered_and_nothing_is_lost(part, typed, fault):
    weight_of(part, "road").press("PageUp")
    before = weights(part)
    box = weight_of(part, "cross")
    box.fill(typed)
    box.press("Enter")
    expect(part.locator("output")).to_have_text(sentence(part, fault, word="cross", weight=f"{before[2] / 100:.2f}"))
    assert box.input_value() == typed and box.get_attribute("aria-invalid") == "true"
    box.press("Escape")
    expect(box).to_have_value(f"{before[2] / 100:.2f}")
    assert weights(part) == before and box.get_attribute("aria-invalid") is None


def test_reset_brings_back_the_lesson_and_the_page_never_changes(part):
    page = part.page
    article = "() => { const copy = document.querySelector('article').cloneNode(true); copy.querySelectorAll('.interactive').forEach((it) => it.remove()); return copy.textContent; }"
    before = page.evaluate(article)
    weight_of(part, "road").press("PageUp")
    assert is_yours(part) and weights(part) != START
    assert page.evaluate(article) == before
    assert part.locator(".pull-blend").evaluate("(it) => getComputedStyle(it).borderBottomStyle") == "dashed"
    part.get_by_role("button", name="Reset").click()
    expect(part.locator("output")).to_have_text(sentence(part, "lesson"))
    assert weights(part) == START and not is_yours(part)
    assert page.evaluate(article) == before


def test_it_speaks_when_the_reader_pauses(part):
    output = part.locator("output")
    output.evaluate(
        "(it) => { window.told = []; new MutationObserver(() => told.push(it.textContent)).observe(it, { childList: true }); }"
    )
    box = weight_of(part, "animal")
    box.focus()
    part.evaluate("""(part) => { for (let press = 0; press < 28; press += 1)
        part.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true })); }""")
    expect(output).to_have_text(sentence(part, "hard", word="animal"))
    assert len(part.page.evaluate("told")) == 1
    box.press("PageDown")
    expect(output).to_have_text(sentence(part, "changed", weights="[0.90, 0.02, 0.03, 0.05]", blend="[3.68, 1.13]"))


def test_nothing_moves_while_it_is_used(window, part):
    size = part.bounding_box()
    before = window.shifts()
    for word in lookup.words:
        for key in ["PageUp"] * 11 + ["PageDown"] * 11:
            weight_of(part, word).press(key)
        assert part.bounding_box() == size
    assert window.shifts() == before


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sentences_fit_and_axe_finds_nothing(site, scheme):
    with site.window({"light": PHONE, "dark": DESK}[scheme], SCHEMES[scheme]) as window:
        part = opened(window)
        weight_of(part, "road").press("PageUp")
        height = part.bounding_box()["height"]
        tall = part.evaluate(HEIGHTS)
        assert {say: found for say, found in tall.items() if found != height} == {} and len(tall) > 5
        weight_of(part, "road").fill("much")
        weight_of(part, "road").press("Enter")
        assert complaints(window.page, "[data-part=pull]") == []
        assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert window.faults == []


HEIGHTS = """(part) => Object.fromEntries([...part.querySelector("template").content.querySelectorAll("p")].map((it) => {
    part.querySelector("output").textContent = it.textContent.replace("{word}", "animal").replace("{weight}", "0.07").replace("{weights}", "[0.62,\\u00a00.07,\\u00a00.11,\\u00a00.20]").replace("{blend}", "[2.77,\\u00a01.50]");
    return [it.dataset.say, part.getBoundingClientRect().height];
}))"""


def test_it_is_light():
    import gzip

    from tests.project import ROOT

    files = [
        f"theme/parts/{name}"
        for name in (
            "pull/pull.js",
            "pull/pull.css",
            "pull/pull.html",
            "shared/said.js",
            "shared/typed.js",
            "shared/show.js",
        )
    ]
    text = b"".join((ROOT / file).read_bytes() for file in files)
    assert len(gzip.compress(text, 9)) < 15_000


STEPS = ".worked-steps:has(+ [data-part=pull]) .worked-step:last-child"


def test_it_takes_the_place_of_the_worked_steps(site):
    with site.window() as window:
        page = window.open(LESSON)
        part, steps = page.locator("[data-part=pull]"), page.locator(STEPS)
        assert steps.is_visible() and not part.is_visible()  # until it comes
        top = steps.evaluate("(steps) => steps.getBoundingClientRect().top + scrollY")
        part.scroll_into_view_if_needed()
        page.locator("[data-part=pull].ready").wait_for()
        assert not steps.is_visible()
        assert abs(part.evaluate("(part) => part.getBoundingClientRect().top + scrollY") - top) < 200
        page.emulate_media(media="print")
        assert steps.is_visible() and not part.is_visible()
        page.emulate_media(media="null")
        assert window.faults == []


def test_page_without_scripts_has_no_such_part(site):
    with site.window({"java_script_enabled": False}) as window:
        page = window.open(LESSON)
        assert page.locator(STEPS).is_visible()
        assert page.locator('[data-part="pull"]').count() == 1 and not page.locator('[data-part="pull"]').is_visible()
