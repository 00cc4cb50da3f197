"""A reader who is asked to guess has not been told before: no answer to a question stands above it on the page."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.site.window import Site

NUMBER = re.compile(r"\[[^\[\]]*\]|[−-]?\d[\d,]*(?:\.\d+)?%?")
RESULT = re.compile(r"=\s*([−-]?[\d.,]+)\s*$")
CHECKED = {"worked", "equation", "worked-expression"}  # a claim, an equation, a step of a calculation


def articles(site: Site) -> dict[str, Tag]:
    found = {name: BeautifulSoup(site.html(name), "html.parser").article for name in site.names}
    return {name: article for name, article in found.items() if article and not name.startswith("ledger")}


def given(text: str) -> str:
    return " ".join(text.split())


def above(article: Tag, box: Tag) -> set[str]:
    """The numbers that a reader has met before a box, in drawings and, where it is a question, in the text.

    What a task starts from may happen to be its result as well: only a drawing gives that away.
    """
    before = [element for element in box.find_all_previous(True) if article in element.parents]
    seen = {given(text.get_text()) for element in before if element.name == "svg" for text in element.find_all("text")}
    if box["class"] == ["question"]:
        seen |= {given(element.get_text()) for element in before if CHECKED & set(element.get("class", []))}
    return seen | {number for text in seen for number in NUMBER.findall(text)}


def answers(box: Tag) -> set[str]:
    """The numbers of a question's answer, its own words left out; of a task's, what its sums come to."""
    checked = [one for one in box.find_all(True) if CHECKED & set(one.get("class", []))]
    told = {given(one.get_text()) for one in checked if not one.find_parent("summary")}
    if (steps := box.find_next_sibling()) and "worked-steps" in steps.get("class", []):  # what was to be estimated
        told |= {given(steps.select(".worked-expression")[-1].get_text())}
    return told if box["class"] == ["question"] else {match[1] for text in told if (match := RESULT.search(text))}


def test_no_answer_stands_above_its_question(site):
    told, count = [], 0
    for name, article in articles(site).items():
        for box in article.select("details.question, details.success"):
            count += 1
            for number in sorted(answers(box) & above(article, box)):
                told.append(f"{name}: {number} stands above “{given(box.summary.get_text())}”")
    assert told == [] and count >= 15, "\n".join(told)


def test_result_of_an_exercise_that_stands_above_is_seen():
    box = "<details class='success'><summary>Answer</summary><span class='equation'>0.8 + 0.8 = 1.6</span></details>"
    drawn = "<svg><text>0.8</text><text>1.6</text></svg>"
    article = BeautifulSoup(f"<article>{drawn}{box}</article>", "html.parser").article
    assert answers(article.details) & above(article, article.details) == {"1.6"}


@pytest.mark.parametrize("place", ["<p>It is <span class='worked'>4.7%</span>.</p>", "<svg><text>4.7%</text></svg>"])
def test_answer_that_stands_above_is_seen(place):
    box = "<details class='question'><summary>How much?</summary><span class='worked'>4.7%</span></details>"
    article = BeautifulSoup(f"<article>{place}{box}</article>", "html.parser").article
    assert answers(article.details) & above(article, article.details) == {"4.7%"}


def test_result_that_was_to_be_estimated_is_an_answer():
    box = "<details class='question'><summary>Nearer to which?</summary>To the first.</details>"
    steps = "<div class='worked-steps'><b class='worked-expression'>2 + 1</b><b class='worked-expression'>3</b></div>"
    assert answers(BeautifulSoup(box + steps, "html.parser").details) == {"3"}


def test_numbers_of_the_question_itself_are_no_answer():
    box = (
        "<details class='question'><summary>Of <b class='worked'>256</b>?</summary><b class='worked'>74%</b></details>"
    )
    assert answers(BeautifulSoup(box, "html.parser").details) == {"74%"}
