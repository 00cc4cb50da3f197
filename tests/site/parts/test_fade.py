"""The worked lookup that fades: answers as people type them, and what is said of each mistake."""

import gzip
import re
from fractions import Fraction

import pytest
from playwright.sync_api import Locator, expect

from snippets import soft_lookup as lookup
from tests.project import ROOT
from tests.site.axe import complaints
from tests.site.parts.said import answered, said
from tests.site.window import DESK, PHONE, SCHEMES, Window

LESSON = "lessons/07-soft-lookup/"
ALONE = f"{LESSON}?only=fade-one+fade-all"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)
SPLIT = """async (cases) => {
    const { numbers } = await import(new URL("../../parts/shared/typed.js", location));
    return cases.map((given) => numbers(...given)?.map(({ value, decimals }) => [value, decimals]) ?? null);
}"""
# Where the fields and the buttons of a part are below its top, with each of its sentences in turn.
PLACES = """(part) => [...part.querySelector("template").content.querySelectorAll("p")].map((it) => {
    part.querySelector("output").textContent = it.textContent;
    const top = part.getBoundingClientRect().top;
    return [...part.querySelectorAll("input, button")].map((thing) => thing.getBoundingClientRect().top - top);
})"""


@pytest.fixture(scope="module")
def window(site):
    with site.window() as window:
        window.open(ALONE)
        yield window
    assert window.faults == []


def part_of(window: Window, name: str) -> Locator:
    part = window.page.locator(f'[data-part="{name}"]')
    part.scroll_into_view_if_needed()
    expect(part).to_have_class(re.compile(r"\bready\b"))
    part.get_by_role("button", name="Erase").click()
    return part


@pytest.fixture
def one(window) -> Locator:
    return part_of(window, "fade-one")


@pytest.fixture
def whole(window) -> Locator:
    return part_of(window, "fade-all")


def told(part: Locator, answers: dict[str, str]) -> set[str]:
    """What is said of some answers, after Check: names of sentences, and what stands in their blanks."""
    for box, answer in answers.items():
        part.get_by_label(box, exact=True).fill(answer)
        part.get_by_label(box, exact=True).press("Enter")
    return said(part, part.locator("output").inner_text())


def marks(part: Locator) -> list[str]:
    """Of each blank that has one: mark-right or mark-wrong."""
    return [name for text in part.locator(".fade-mark").all_inner_texts() for name in said(part, text)]


def written(numbers) -> str:
    return f"[{', '.join(f'{float(number):.2f}' for number in numbers)}]"


def blend_by_hand(shares, rows) -> list[Fraction]:
    return [
        sum((Fraction(int(share)) * int(row[entry]) for share, row in zip(shares, rows)), Fraction())
        for entry in (0, 1)
    ]


AMOUNTS = {"one": lookup.spread_amounts.tolist(), "whole": lookup.torn_amounts.tolist()}
VALUES = lookup.values.tolist()


def mistakes(amounts: list[int]) -> dict[str, list]:
    """What is said of each mistake, by the names in the templates, and the blends, worked out by hand."""
    whole = sum(amounts)
    right = [entry / whole for entry in blend_by_hand(amounts, VALUES)]
    return {
        "undivided": [blend_by_hand(amounts, VALUES)],
        "large both-blend": [[entry * factor for entry in right] for factor in (100, 2)],
        "small both-blend": [[entry / divisor for entry in right] for divisor in (2, 4, 10)],
        "winner": [value for value, amount in zip(VALUES, amounts) if amount == max(amounts)],
        "equal": [[Fraction(sum(column), part) for column in zip(*VALUES)] for part in (4, 1)],
        "swapped": [right[::-1]],
        "slip-second again-blend": [
            [right[0], right[1] + Fraction(1, 5)],
            [right[0], right[1] - Fraction(1, 100)],
        ],
        "slip-first again-blend": [[right[0] + 1, right[1]], [right[0] - Fraction(3, 100), right[1]]],
        "left-out road": [[entry - Fraction(amounts[1] * value, whole) for entry, value in zip(right, VALUES[1])]],
        "hint-blend": [
            [Fraction(9), Fraction(-1)],
            [right[0] + Fraction(1, 50), right[1] + Fraction(1, 50)],
        ],
    }


@pytest.mark.parametrize("name", ["one", "whole"])
def test_each_mistake_in_the_blend_is_named(name, request):
    expected = [
        (written(blend), sentences) for sentences, blends in mistakes(AMOUNTS[name]).items() for blend in blends
    ]
    found = answered(request.getfixturevalue(name), "blend", [blend for blend, _ in expected])
    for (blend, sentences), one in zip(expected, found, strict=True):
        assert {*sentences.split(), "Blend"} <= one.said, (sentences, blend)
        assert (one.mark, one.kept) == ({"mark-wrong"}, blend)
    assert len(found) >= 13


RIGHT = [
    "[2.50, 1.50]",
    "2.5 1.5",
    "2.5,1.5",
    "2,5; 1,5",
    "2,50, 1,50",
    "2,50,1,50",
    "(2.50, 1.50)",
    " [ 2.5 , 1.5 ] ",
    "2.504, 1.496",
    "+2.5, 1.500",
]


def test_right_answers_as_people_type_them(one):
    for answer, found in zip(RIGHT, answered(one, "blend", RIGHT), strict=True):
        assert "all-right" in found.said and found.mark == {"mark-right"}, answer


def test_answer_rounded_to_fewer_decimals_is_right(one, whole):
    ties, elsewhere = ["3, 2", "2, 2"], ["3, 1", "2, 1"]  # to where no rule leads
    blends = [*ties, *elsewhere, "2, 1.5", "2.5, 2"]
    found = dict(zip(blends, answered(one, "blend", blends), strict=True))
    for blend in ties:  # away from zero, or, as in Python, to the even neighbour
        assert found[blend].said == {"coarse", "Blend"}
    assert all({"hint-blend", "Blend"} <= found[blend].said for blend in elsewhere)
    assert {blend: one.mark for blend, one in found.items() if one.mark != {"mark-wrong"}} == {}
    assert told(whole, {"part of animal": "2, 0"}) == {"coarse", "Part of animal"}
    whole.get_by_role("button", name="Erase").click()
    told(
        whole,
        {
            "weights": ".45 .45 .05 .05",
            **{f"part of {word}": written(part) for word, part in zip(lookup.words, lookup.torn_parts.tolist())},
        },
    )
    assert told(whole, {"blend": "2.4, 2.4"}) == {"right-rounded", "Blend", "[2.35, 2.40]"}
    for part, pair in {"animal": "1.8, 0.5", "tired": "0, 0.2"}.items():
        assert {"right-rounded", f"Part of {part}"} <= told(whole, {f"part of {part}": pair}), part
        told(whole, {f"part of {part}": written(lookup.torn_parts.tolist()[lookup.words.index(part)])})
    right, wrong = ["2.4, 2.4", "2.3, 2.4"], ["2.356, 2.4", "2.2, 2.4", "2.35, 2.41", "2, 2"]
    found = [one.mark for one in answered(whole, "blend", right + wrong)]
    assert found == [{"mark-right"}] * len(right) + [{"mark-wrong"}] * len(wrong)


def test_what_is_no_pair_of_numbers_is_answered_and_kept(one):
    assert told(one, {"blend": "5/2, 3/0"}) == {"unread-pair", "Blend"}
    assert "nothing" in told(one, {"blend": "   "})
    answers = [
        "2.5",
        "1 2 3",
        "much, more",
        "[2.5 1.5",
        "<img src=x onerror=alert(1)>, 2",
        "1e3, 2",
        "2.5 +",
        "NaN, NaN",
    ]
    for answer, found in zip(answers, answered(one, "blend", answers), strict=True):
        assert ("unread-pair" in found.said) != (answer == "[2.5 1.5"), answer
        assert found.kept == answer


def test_numbers_are_split_as_they_are_meant(window):
    cases = {
        ("0,45; 0,45; 0,05; 0,05", 4): [[0.45, 2], [0.45, 2], [0.05, 2], [0.05, 2]],
        ("0,45,0,45,0,05,0,05", 4): [[0.45, 2], [0.45, 2], [0.05, 2], [0.05, 2]],
        ("0,45 0.45 0,05 .05", 4): [[0.45, 2], [0.45, 2], [0.05, 2], [0.05, 2]],
        ("45%, 45%,5 % 5%", 4): [[0.45, 2], [0.45, 2], [0.05, 2], [0.05, 2]],
        ("45% 45 % 5% 5%", 4): [[0.45, 2], [0.45, 2], [0.05, 2], [0.05, 2]],
        ("45,0%; 45.%; 5%; .5%", 4): [[0.45, 3], [0.45, 2], [0.05, 2], [0.005, 3]],
        ("4%5, %", 2): None,
        ("4,1", 2): [[4, 0], [1, 0]],
        ("4, 1", 2): [[4, 0], [1, 0]],
        ("4,1,1", 2): None,
        ("−1, 2", 2): [[-1, 0], [2, 0]],
        ("", 2): None,
        (",", 2): None,
    }
    assert window.page.evaluate(SPLIT, [list(case) for case in cases]) == list(cases.values())


WEIGHTS = {
    "9, 9, 1, 1": "not-divided",
    "0.25, 0.25, 0.25, 0.25": "equal-weights",
    "1, 0, 0, 0": "winner-weights",
    "0.5, 0.5, 0.1, 0.1": "coarse",
    "0.4, 0.4, 0.1, 0.1": "hint next-weights",  # two ties go down and two go up
    "0.9, 0.9, 0.1, 0.1": "not-one 2 20",
    "45, 45, 5, 5": "not-one 100 20",
    "9/20 9/20 1/20 1/20": "so-far next-part animal",
    "0.5, 0.5, 0, 0": "winners",
    "½ ½ 0 0": "winners",
    "0.6, 0.4, 0, 0": "no-share cross",
    "0.5, 0, 0.5, 0": "no-share road",
    "45% 45% 5% 5%": "so-far next-part animal",
    "0.45, 0.45, 0.05, 0.5": "slip-weight tired",
    "-0.45, 0.45, 0.5, 0.5": "negative",
    "0.05, 0.05, 0.45, 0.45": "hint next-weights",
    "0.45, 0.45": "unread-list",
    "0.45, 0.45, 0.05, 0.05": "so-far next-part animal",
}
PARTS = {  # of road, whose value is [1, 4] and weight 0.45
    "[1, 4]": "value road",
    "[1.80, 0.45]": "swapped",
    "[9, 36]": "undivided",
    "[45, 180]": "large both-part",
    "[0.1125, 0.45]": "small both-part",
    "[0.225, 0.9]": "small both-part",
    "[0.45, 1.6]": "slip-second again-part",
    "[0.54, 1.8]": "slip-first again-part",
    "[7, 5]": "hint next-part road",
    "[0.5, 2]": "winners",
    "1/2 2": "winners",
    "[0, 0]": "no-share road",
    "9/20, 9/5": "so-far",
    "[0.45, 1.80]": "so-far",
}


def test_mistakes_in_weights_and_parts_are_named(whole):
    for blank, answers in {"weights": WEIGHTS, "part of road": PARTS}.items():
        for (answer, sentences), found in zip(answers.items(), answered(whole, blank, [*answers]), strict=True):
            assert {*sentences.split()} <= found.said, answer
    whole.get_by_role("button", name="Erase").click()
    assert told(whole, {"part of tired": "0, 0"}) == {"no-share", "Part of tired", "tired"}
    whole.get_by_role("button", name="Erase").click()
    for blend in ("2.5 2.5", "5/2, 5/2"):
        assert told(whole, {"blend": blend}) == {"winners", "Blend"}, blend


def test_all_blanks_step_by_step_from_the_keyboard(window, whole):
    keyboard, output = window.page.keyboard, whole.locator("output")
    whole.get_by_label("weights", exact=True).focus()
    parts = [[f"{float(entry):g}" for entry in row] for row in lookup.torn_parts]
    steps = [
        " ".join(f"{weight:g}" for weight in lookup.torn_weights),
        *(", ".join(part) for part in parts),
        written(lookup.torn_output),
    ]
    for place, answer in enumerate(steps):
        before = output.inner_text()
        keyboard.type(answer)
        keyboard.press("Enter")
        expect(output).not_to_have_text(before)
        assert ("all-right" if place == 5 else "so-far") in said(whole, output.inner_text())
        keyboard.press("Tab")
    assert marks(whole) == ["mark-right"] * 6
    expect(whole.get_by_role("button", name="Check")).to_be_focused()


def test_what_was_typed_is_kept_until_it_is_erased(site):
    with site.window() as window:
        window.open(ALONE)
        told(part_of(window, "fade-all"), {"weights": "9 9", "blend": "2,35; 2"})
        window.open(ALONE)
        part = window.page.locator('[data-part="fade-all"]')
        part.scroll_into_view_if_needed()
        expect(part.get_by_label("weights", exact=True)).to_have_value("9 9")
        expect(part.get_by_label("blend", exact=True)).to_have_value("2,35; 2")
        part.get_by_role("button", name="Erase").click()
        expect(part.get_by_label("blend", exact=True)).to_have_value("")
        assert window.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('fade'))") == []
        for bad in ('{"a": 1}', "[1, 2, 3, 4, 5, 6]", "[" * 5000, f'["{"x" * 99}", "", "", "", "", ""]'):
            window.page.evaluate("(text) => localStorage.setItem('attention-fade-all', text)", bad)
            window.open(ALONE)
            part.scroll_into_view_if_needed()
            expect(part).to_have_class(re.compile(r"\bready\b"))
            assert [box.input_value() for box in part.locator("input").all()] == [""] * 6
        assert window.faults == []


def test_browser_that_forbids_storage_works_too(site):
    with site.window() as window:
        window.open(ALONE)
        window.page.evaluate(FORBIDDEN)
        assert "winner" in told(part_of(window, "fade-one"), {"blend": "4, 1"})
        assert window.faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_sentence_moves_what_is_pressed_and_axe_finds_nothing(site, scheme):
    with site.window({"light": PHONE, "dark": DESK}[scheme], SCHEMES[scheme], {"has_touch": True}) as window:
        window.open(ALONE)
        for name in ("fade-one", "fade-all"):
            part = part_of(window, name)
            part.get_by_label("blend", exact=True).fill("4, 1")
            part.get_by_role("button", name="Check").tap()
            assert marks(part)[-1] == "mark-wrong"
            assert min(thing.bounding_box()["height"] for thing in part.locator("input, button").all()) >= 40
            places = part.evaluate(PLACES)
            assert len(places) > 20 and len(places[0]) >= 3 and places == [places[0]] * len(places)
        assert complaints(window.page, "[data-part=fade-one]", "[data-part=fade-all]") == []
        assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert window.faults == []


def test_page_without_scripts_has_the_answers_and_no_boxes(site):
    with site.window({"java_script_enabled": False}) as window:
        article = window.open(LESSON).locator("article")
        assert (
            article.locator('[data-part^="fade"]').count() == 2
            and article.locator('[data-part^="fade"] >> visible=true').count() == 0
        )
        answer = article.locator("#practice ~ details").first
        assert not answer.locator("p").first.is_visible()
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible()


def test_it_is_light():
    """What a page fetches for one of the parts, as far as others do not need it."""
    names = "fade.js mistakes.js blanks.js fade-all.js fade-all.html fade-says.html blank-says.html fade.css"
    files = [ROOT / "theme/parts/fade" / name for name in names.split()]
    shared = [ROOT / "theme/parts/shared" / f"{name}.js" for name in "kept said typed show attention".split()]
    assert len(gzip.compress(b"".join(file.read_bytes() for file in files + shared), 9)) < 15_000
