"""The heads of a real model: a reader picks a sentence, a layer, a head and a word, and sees the weights that were measured."""

import json

import pytest
from playwright.sync_api import expect

from snippets import heads
from tests.site.axe import complaints
from tests.site.width import faults_of
from tests.site.window import DARK, DESK, LIGHT, NO_SCRIPT, PHONE, TABLET

PAGE, PART = "experiments/what-a-head-looks-at/", "[data-part=heads]"
ALONE = f"{PAGE}?only=heads"
DATA = {name: json.loads((heads.SHOWN / f"{name}.json").read_text("utf8")) for name in heads.names}
LIGHT_OF = "(words) => words.map((word) => Number(word.style.getPropertyValue('--light')))"


def begun(window, address: str = ALONE):
    page = window.open(address)
    page.locator(PART).scroll_into_view_if_needed()
    page.locator(".heads-word").first.wait_for()
    return page


def choose(page, name: str, layer: int, head: int) -> None:
    page.locator(".heads-sentence").select_option(name)
    page.locator(".heads-layer").select_option(str(layer))
    page.locator(".heads-head").select_option(str(head))
    expect(page.locator(".heads-word")).to_have_count(len(DATA[name]["tokens"]))
    expect(page.locator(".heads-word > span")).to_have_text([named(token) for token in DATA[name]["tokens"]])


def named(token: str) -> str:
    return {"[CLS]": "start", "[SEP]": "end"}.get(token, token.removeprefix("##"))


def judge(page, name: str, layer: int, head: int, looker: int) -> None:
    """What a reader sees of one row is what the file has, by number, by light and in words."""
    tokens, row = DATA[name]["tokens"], DATA[name]["weights"][layer - 1][head - 1][looker]
    words = page.locator(".heads-word")
    assert words.evaluate_all(LIGHT_OF) == [units / 100 for units in row]
    assert page.locator(".heads-word small").all_inner_texts() == [f"{units / 100:.2f}" for units in row]
    assert words.evaluate_all("(all) => all.findIndex((word) => word.ariaPressed === 'true')") == looker
    expect(page.locator(f"{PART} path[d^=M]")).to_have_count(
        sum(units > 0 and place != looker for place, units in enumerate(row))
    )
    best = row.index(max(row))
    told = page.locator(f"{PART} [data-say].said")
    assert told.count() == 1 and told.get_attribute("data-say") == ("itself" if best == looker else "looks")
    names = [named(tokens[looker])] + [named(tokens[best])] * (best != looker)
    assert told.locator("b").all_inner_texts() == names and f"{row[best] / 100:.2f}" in told.inner_text()


def test_each_choice_shows_what_was_measured_and_asks_for_one_file(site):
    with site.window(DESK) as window:
        page = begun(window, PAGE)
        it = DATA["tired"]["tokens"].index("it")
        judge(page, "tired", *heads.finder, it)  # it begins with what the page tells of
        assert page.locator(f"{PART} output").inner_text().strip() == ""
        page.locator(".heads-word", has_text="animal").click()
        judge(page, "tired", *heads.finder, 2)
        expect(page.locator(f"{PART} output")).to_have_text(page.locator(f"{PART} .said").inner_text())
        for name, layer, head in [("passive-wide", 4, 2), ("riya-helped", 1, 3), ("council-feared", 6, 12)]:
            choose(page, name, layer, head)
            pronoun = next(place for place, token in enumerate(DATA[name]["tokens"]) if token in heads.pronouns)
            judge(page, name, layer, head, pronoun)
        files = [url for url in window.requests if "/experiments/heads/" in url]
        assert [url.rpartition("/")[2] for url in files] == [
            f"{name}.json" for name in ("tired", "passive-wide", "riya-helped", "council-feared")
        ]
        choose(page, "tired", 4, 2)
        assert len([url for url in window.requests if "/experiments/heads/" in url]) == 4  # it was there already
        page.locator(".heads-word").first.press("ArrowLeft")
        judge(page, "tired", 4, 2, len(DATA["tired"]["tokens"]) - 1)
        page.keyboard.press("ArrowRight")
        judge(page, "tired", 4, 2, 0)
        assert window.faults == []


def test_largest_weight_of_every_head_is_within_what_is_drawn(site):
    """Every head of a sentence, by the keyboard alone."""
    with site.window(DESK, {"reduced_motion": "reduce"}) as window:
        page = begun(window)
        page.locator(".heads-head").focus()
        for head in range(1, heads.heads + 1):
            page.locator(".heads-head").select_option(str(head))
            judge(page, "tired", heads.finder[0], head, DATA["tired"]["tokens"].index("it"))
        assert window.faults == []


@pytest.mark.parametrize(
    "size, scheme", [(PHONE, LIGHT), (TABLET, DARK), (DESK, DARK)], ids=["phone", "tablet", "desk"]
)
def test_nothing_moves_and_nobody_is_kept_out(site, size, scheme):
    with site.window(size, scheme) as window:
        page = begun(window)
        before = page.locator(PART).bounding_box()["height"]
        for name in ("trophy-big", "riya-received", "council-advocated"):
            choose(page, name, 4, 2)
            assert page.locator(PART).bounding_box()["height"] == before
            assert faults_of(page) == []
        for control in page.locator(f"{PART} :is(button, select)").all():
            box = control.bounding_box()
            assert box["height"] >= 40 and box["width"] >= 40
        assert complaints(page, PART) == []
        assert window.shifts() == [] and window.faults == []


def test_weights_that_do_not_come_are_told_and_asked_for_again(site):
    with site.window(DESK) as window:
        page = begun(window)
        page.route("**/heads/too-wide.json", lambda route: route.fulfill(status=404, body="no"))
        page.locator(".heads-sentence").select_option("too-wide")
        expect(page.locator(f"{PART} .said")).to_have_attribute("data-say", "missing")
        page.unroute("**/heads/too-wide.json")
        page.locator(".heads-sentence").select_option("tired")
        choose(page, "too-wide", 6, 12)
        judge(page, "too-wide", 6, 12, DATA["too-wide"]["tokens"].index("it"))


def test_page_is_complete_without_scripts(site):
    with site.window(NO_SCRIPT) as window:
        page = window.open(PAGE)
        assert not page.locator(PART).is_visible()
        assert page.locator("article figure svg").count() == 3
        rows = page.locator("article table").first.locator("tbody tr").all()
        shown = [[float(cell) for cell in row.locator("td").all_inner_texts()[1:]] for row in rows]
    assert shown == [[round(weight, 2) for head in row for weight in head] for row in heads.looks]
