"""The path of the lessons: where "next" leads, and where links that others made before arrive."""

import re
from functools import cache
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from snippets import home
from tests.site.window import Site

LESSON = "lessons/07-soft-lookup/"
PATH = [
    "lessons/00-eli5/",
    LESSON,
    "labs/spotlight/",
    "labs/07-soft-lookup/",
    "lessons/08-scaled-dot-product/",
    "labs/08-scaled-dot-product/",
    "lessons/09-multi-head/",
    "labs/09-multi-head/",
]
SECTIONS = """opening picture relay rescues dictionary hard-and-soft pronoun formula mini-lookup access powerful wild
    interview apply bridge""".split()
# What the lesson was linked by before its parts went elsewhere, each with the place where they are now.
BEFORE = dict.fromkeys(
    "practice rounding dial not-an-explanation spotlight beam-stands-for beam-holder".split(), ""
) | {
    "measured": "experiments/how-much-fits/#measured",
    "price": "experiments/how-much-fits/#price",
    "without": "labs/07-soft-lookup/#take-a-card-away",
    "zero-weight": "lessons/08-scaled-dot-product/#zero-weight",
    "looks-at-itself": "lessons/08-scaled-dot-product/#own-card",
}
FIRST = 900  # words before which the sentence of lesson 07 stands


@cache  # most tests ask for the same
def page_of(site: Site, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.html(name), "html.parser")


@pytest.mark.parametrize("place", range(len(PATH) - 1))
def test_next_leads_from_a_lesson_to_its_labs_and_then_to_the_next_lesson(site, place):
    here, there = PATH[place : place + 2]
    link = page_of(site, here).select_one(".md-footer__link--next")
    assert urljoin(f"/{here}", link["href"]) == f"/{there}"


def test_sections_of_lesson_07_are_all_there_in_their_order(site):
    assert [heading["id"] for heading in page_of(site, LESSON).select("article h2")] == SECTIONS


def test_sentence_of_lesson_07_comes_early(site):
    article = page_of(site, LESSON).article
    before = " ".join(
        text for text in article.find("blockquote").find_all_previous(string=True) if article in text.parents
    )
    assert len(before.split()) <= FIRST
    assert (
        article.find("blockquote").get_text().split()
        == article.select_one("#pronoun").find_next("blockquote").get_text().split()
    )


@pytest.mark.parametrize("place", BEFORE)
def test_fragment_that_others_link_to_leads_to_where_its_section_went(site, place):
    target = page_of(site, LESSON).find(id=place)
    assert target is not None
    if went := BEFORE[place]:
        links = [target] if target.name == "a" else target.select("a[href]")
        assert urljoin(f"/{LESSON}", went and f"/{went}") in [urljoin(f"/{LESSON}", link["href"]) for link in links]
        page, _, fragment = went.partition("#")
        assert page_of(site, page).find(id=fragment) is not None


def test_fragment_that_others_link_to_leads_to_the_section_of_the_lab_with_another_heading(site):
    old = page_of(site, "labs/07-soft-lookup/").find(id="three-scorecards-one-answer")
    assert old.find_previous("h2")["id"] == "from-the-blend-back-to-the-weights"


def test_answers_to_wrong_options_begin_in_words_of_their_own(site):
    """What a wrong option says first is what it mixes up, and the same words do not stand in front of another."""
    first = {}
    for name in PATH:
        for box in page_of(site, name).select(".choice details.wrong"):
            words = re.match(r"[^.!?]+", box.p.get_text())[0]
            assert words not in first, f"{name}: “{words}” answers two options"
            first[words] = name
            assert not words.startswith("Not quite"), f"{name}: say what is mixed up: {box.summary.get_text()}"
    assert len(first) >= 25


@pytest.mark.parametrize("number", [7, 8, 9])
def test_every_exercise_of_a_lesson_takes_its_time(site, number):
    page = page_of(site, f"lessons/{home.lessons[number].stem}/")
    questions, tasks = page.select("details.question, .choice"), page.select("details.success")
    assert len(questions) >= 8 and len(tasks) >= 5
    assert home.minutes_to_do(home.lessons[number]) == len(questions) + 3 * len(tasks)
