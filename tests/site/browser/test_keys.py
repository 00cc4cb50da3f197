"""Everybody can use a page: by keys alone with visible focus, by headings and landmarks, without motion, in forced colours."""

import itertools

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.window import DARK, DESK, LIGHT

PAGES = ["", "lessons/07-soft-lookup/", "labs/07-soft-lookup/", "ledger/", "glossary/"]
# The element with the focus: whether it is marked, and in the window.
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shown = element.type === "radio" ? element.nextElementSibling : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const { left, top, right, bottom, width } = shown.getBoundingClientRect();
    return {
        what: element.outerHTML.slice(0, 100),
        isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || element.matches("[name=query]"),
        isInView: width > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
        isPress: element.matches(".worked-press"),
    };
}"""
HEADINGS = ", ".join(f"article h{rank}" for rank in range(1, 7))
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
    const longest = (list) => Math.max(...list.split(",").map(parseFloat));
    return longest(transitionDuration) > 0.001 || (animationName !== "none" && longest(animationDuration) > 0.001);
}).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
def test_tab_key_goes_through_a_page_with_the_focus_always_in_view(site, name):
    stops = []
    with site.window(DESK) as window:
        page = window.open(name)
        while len(stops) < 60:
            page.keyboard.press("Tab")
            if (stop := page.evaluate(FOCUS)) is None:
                break
            stops.append(stop)
    assert [stop["what"] for stop in stops if not stop["isMarked"]] == []
    assert [stop["what"] for stop in stops if not stop["isInView"]] == []
    assert not any(stop["isPress"] for stop in stops)
    assert len(stops) > 15
    assert "md-skip" in stops[0]["what"]


def test_skip_link_leads_past_the_header(site):
    with site.window() as window:
        page = window.open("lessons/07-soft-lookup/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.fixture(scope="module")
def outlines(site) -> dict[str, tuple[list[int], list[str]]]:
    """Of each page the ranks of its headings and the words for its figures, in their order."""
    return {name: outline(LexborHTMLParser(site.html(name))) for name in site.names}


def outline(page: LexborHTMLParser) -> tuple[list[int], list[str]]:
    figures = [figure.attributes for figure in page.css("article svg.worked-picture")]
    return (
        [int(heading.tag[1]) for heading in page.css(HEADINGS)],
        [figure.get("aria-label") if figure.get("role") else None for figure in figures],
    )


def test_headings_descend_one_rank_at_a_time_below_one_title(outlines):
    for name, (ranks, _) in outlines.items():
        assert ranks[0] == 1 and ranks.count(1) == 1, name
        assert [pair for pair in itertools.pairwise(ranks) if pair[1] > pair[0] + 1] == [], name
    assert sum(len(ranks) for ranks, _ in outlines.values()) > 60


def test_every_figure_says_its_values_to_a_screen_reader(outlines):
    for name, (_, words) in outlines.items():
        assert all(text and len(text) > 40 for text in words), name
    assert sum(len(words) for _, words in outlines.values()) >= 15


def test_nothing_moves_for_a_reader_who_wants_no_motion(site):
    moving = {}
    with site.window(LIGHT, {"reduced_motion": "reduce"}) as window:
        for name in PAGES:
            page = window.open(name)
            for color in (LIGHT, DARK):
                page.emulate_media(**color)
                moving[name, color["color_scheme"]] = page.evaluate(MOVING)[:5]
    assert {looked_at: found for looked_at, found in moving.items() if found} == {}


def test_forced_colours_keep_the_marks(site):
    """A claim's underline, a card's border and a button's outline are drawn in the reader's own colours."""
    with site.window({"forced_colors": "active"}) as window:
        page = window.open("lessons/07-soft-lookup/")
        underline = page.evaluate("getComputedStyle(document.querySelector('.worked')).textDecorationLine")
        page.locator(".worked-press:visible").first.click()
        border = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.worked-card:popover-open')).borderTopWidth)"
        )
        page.keyboard.press("Escape")
        ink, paper = page.evaluate(
            "[getComputedStyle(document.querySelector('article p')).color, getComputedStyle(document.body).backgroundColor]"
        )
    assert underline == "underline" and border > 0 and ink != paper


@pytest.mark.parametrize("color", [LIGHT, DARK], ids=["light", "dark"])
def test_forced_colours_leave_a_figure_on_the_ground_that_it_was_drawn_for(site, color):
    """The home page's figure is drawn for the dark stage, of which forced colours leave nothing."""
    with site.window(color, {"forced_colors": "active"}) as window:
        figure = window.open().locator(".stage .worked-picture")
        ground, word = figure.evaluate(
            "(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it.querySelector('text')).fill]"
        )
    assert (ground, word) == ("rgb(19, 27, 51)", "rgb(228, 231, 238)")
