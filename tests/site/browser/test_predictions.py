"""A reader who is asked to guess has not been told before: no answer to a question stands above it on the page."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile

import pytest
from bs4 import BeautifulSoup, Tag

from tests.site.window import Site

NUMBER = re.compile(r"\[[^\[\]]*\]|[−-]?\d[\d,]*(?:\.\d+)?%?")
DECIMAL = re.compile(r"[−-]?\d+\.\d+")
RESULT = re.compile(r"=\s*([−-]?[\d.,]+)\s*$")
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s")
CHECKED = {"worked", "equation", "worked-expression"}  # a claim, an equation, a step of a calculation
HEADINGS = ("h1", "h2", "h3", "h4")
QUESTIONS = "details.question, .choice"
DRAWN = "figure, table, .worked-steps, .highlight"  # what the eye reaches before it has read a line
EMPTY = set(  # words that answer nothing
    """a about all also an and answer answers any are as at be because been before but by can could did do does each
    ever every for from get gets give gives has have here how if in into is it its just more most much no not
    now of on once one only or other out question questions same so some than that the their them then there
    these they this to two up was were what when where which who why will with without would you your""".split()
)


@cache
def articles(site: Site) -> dict[str, Tag]:
    found = {name: BeautifulSoup(site.html(name), "html.parser").article for name in site.names}
    return {name: article for name, article in found.items() if article and not name.startswith("ledger")}


def given(text: str) -> str:
    return " ".join(text.split())


def above(article: Tag, box: Tag) -> set[str]:
    """The numbers that a reader has met before a box, in drawings and, where it is a question, in the text.

    What a task starts from may happen to be its result as well: only a drawing gives that away.
    """
    before = [*until(article, box.find_all_previous(True))]
    seen = {text for element in before if element.name in ("svg", "figcaption") for text in texts_of(element)}
    if box["class"] == ["question"]:
        seen |= {given(element.get_text()) for element in before if is_told(element)}
    return numbers_in(seen)


def until(end: Tag, elements: Iterable[Tag]) -> Iterator[Tag]:
    """The elements as far as one of them. (To ask whether it is `in` a list compares all that is in them with each other.)"""
    return takewhile(lambda element: element is not end, elements)


def is_told(element: Tag) -> bool:
    return bool(CHECKED & set(element.get("class", []))) or element.name in HEADINGS


def texts_of(element: Tag) -> set[str]:
    """What an element says to the eye and to the ear, its drawings' labels one by one."""
    drawings = [element, *element.find_all(True)]
    heard = {given(one["aria-label"]) for one in drawings if one.get("aria-label")}
    return heard | {given(text) for text in element.find_all(string=True) if text.strip()}


def numbers_in(texts: set[str]) -> set[str]:
    return texts | {number for text in texts for number in NUMBER.findall(text)}


def decimals_in(texts: set[str]) -> set[str]:
    """The decimal numbers of texts, those of a list one by one: NumPy prints a list without its commas."""
    return {number for text in texts for number in DECIMAL.findall(text)}


def content(text: str) -> set[str]:
    return {word.removesuffix("s") for word in set(re.findall(r"[a-z]+", text.lower())) - EMPTY}


def gives_away(text: str, question: str, answer: str, least: int = 1) -> bool:
    """Whether what a text says beyond the question is the answer: by so many words, and those are all, or one more, and half."""
    says = content(text) - content(question)
    told = says & content(answer)
    return len(told) >= least and (told == says or (len(told) > least and 2 * len(told) >= len(says)))


def asked(box: Tag) -> tuple[str, str]:
    """The words of a question, and those of its answer: of a choice, the right option."""
    if box.name == "details":
        told = [one.get_text(" ") for one in box.find_all(["p", "li"]) if not one.find("figure")]
        return box.summary.get_text(" "), " ".join(told)
    return box.select_one(".choice-question").get_text(" "), box.select_one("details.right > summary").get_text(" ")


def answers(box: Tag) -> set[str]:
    """The numbers of a question's answer, its own words left out; of a task's, what its sums come to."""
    checked = [one for one in box.find_all(True) if CHECKED & set(one.get("class", []))]
    told = {given(one.get_text()) for one in checked if not one.find_parent("summary")}
    after = next((one for one in box.find_next_siblings() if one.name != "p"), None)
    if after and "worked-steps" in after.get("class", []):  # what was to be estimated
        told |= {given(after.select(".worked-expression")[-1].get_text())}
    return told if box["class"] == ["question"] else {match[1] for text in told if (match := RESULT.search(text))}


def test_no_answer_stands_above_its_question(site):
    told, count = [], 0
    for name, article in articles(site).items():
        for box in article.select("details.question, details.success"):
            count += 1
            for number in sorted(answers(box) & above(article, box)):
                told.append(f"{name}: {number} stands above “{given(box.summary.get_text())}”")
    assert told == [] and count >= 15, "\n".join(told)


def test_no_answer_is_seen_right_below_its_closed_box(site):
    """No drawing, no table and no calculation, and no number of the answer in a sentence."""
    seen, count = [], 0
    for name, article in articles(site).items():
        for box in article.select("details.question, details.success"):
            count += 1
            after = box.find_next_sibling()
            if after is None or after.name == "details":
                continue
            if after.select(DRAWN) or after.css.match(DRAWN) or answers(box) & numbers_in(texts_of(after)):
                seen.append(f"{name}: see below “{given(box.summary.get_text())}”: {given(after.get_text())[:60]}")
    assert seen == [] and count >= 50, "\n".join(seen)


def guesses(site: Site) -> Iterator[tuple[str, Tag, Tag]]:
    """Each prediction that a lab asks for: the page, the question, and the next output."""
    for name, article in articles(site).items():
        for mark in article.select("p > strong:first-child"):
            if name.startswith("labs/") and mark.get_text().startswith("Predict"):
                yield name, mark.parent, mark.find_next(class_="lab-output")


def test_output_that_answers_a_question_of_a_lab_is_closed(site):
    """So is the first that the lab says of it; and what has to be guessed stands in no comment of the code."""
    told, count = [], 0
    for name, question, output in guesses(site):
        count += 1
        box = output.parent
        between = until(output, question.find_all_next(True))
        if box.name != "details" or box.has_attr("open"):
            told.append(f"{name}: the output below “{given(question.get_text())}” is open")
        comments = {given(one.get_text()).lstrip("# ") for one in between if one.get("class") == ["c1"]}
        answer, asks = ({text} | decimals_in({text}) for text in (given(box.get_text()), given(question.get_text())))
        for comment in (comments | decimals_in(comments)) & numbers_in(answer) - numbers_in(asks):
            told.append(f"{name}: {comment} in the code answers “{given(question.get_text())}”")
    assert told == [] and count >= 40, "\n".join(told)


def test_no_heading_gives_an_answer_away(site):
    """Neither one above a question that is to be guessed, nor the one above or below a question of a quiz."""
    told, count = [], 0
    for name, article in articles(site).items():
        for box in article.select(QUESTIONS):
            count += 1
            above_it = [one for one in until(article, box.find_all_previous(True)) if one.name in HEADINGS]
            headings = [*(above_it if box.name == "details" else above_it[:1]), box.find_next(["h2", "h3", "h4"])]
            for heading in filter(None, headings):
                if gives_away(heading.get_text(), *asked(box)):
                    told.append(f"{name}: “{given(heading.get_text())}” answers “{given(asked(box)[0])}”")
    assert told == [] and count >= 50, "\n".join(told)


def test_no_words_of_a_figure_above_give_an_answer_away(site):
    """Neither its caption nor what is read aloud of it, sentence by sentence; a few words of an answer occur in any."""
    told, count = [], 0
    for name, article in articles(site).items():
        for box in article.select("details.question"):
            for figure in (one for one in box.find_all_previous("figure") if box not in one.parents):
                heard = [one["aria-label"] for one in figure.select("[aria-label]")]
                for sentence in SENTENCE_END.split(
                    " ".join([*heard, *(one.get_text(" ") for one in figure("figcaption"))])
                ):
                    count += 1
                    if gives_away(sentence, *asked(box), least=2):
                        told.append(f"{name}: “{given(sentence)}” answers “{given(asked(box)[0])}”")
    assert told == [] and count >= 200, "\n".join(told)


def test_caption_that_gives_an_answer_away_is_seen():
    question, answer = "What share did it recall?", "About three quarters. A lookup recalled all."
    assert not gives_away("A lookup that keeps every card.", question, answer, least=2)
    assert gives_away("Three quarters.", question, answer, least=2)
    assert gives_away("The lookup recalled three quarters.", question, answer, least=2)


@pytest.mark.parametrize("heading", ["The mask hides it", "Animal, of course", "Animal"])
def test_heading_that_gives_an_answer_away_is_seen(heading):
    question = "Which card gets most light, and what hides the last one?"
    assert gives_away(heading, question, "The animal does, of course. A mask hides it.")
    assert not gives_away("Which card gets most light?", question, "The animal does.")
    assert not gives_away("The picture before the maths", question, "The animal does.")


@pytest.mark.parametrize(
    "place", ['<figure><svg aria-label="It is 4.7%."></svg></figure>', "<figcaption>4.7% is left.</figcaption>"]
)
def test_answer_in_the_words_of_a_figure_above_is_seen(place):
    box = "<details class='success'><summary>Answer</summary><span class='equation'>1 - 0.3 = 4.7%</span></details>"
    article = BeautifulSoup(f"<article>{place}{box}</article>", "html.parser").article
    assert "4.7%" in above(article, article.details)


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
    for between in ("", "<p>Multiply, then add.</p>"):
        assert answers(BeautifulSoup(box + between + steps, "html.parser").details) == {"3"}


def test_numbers_of_the_question_itself_are_no_answer():
    box = (
        "<details class='question'><summary>Of <b class='worked'>256</b>?</summary><b class='worked'>74%</b></details>"
    )
    assert answers(BeautifulSoup(box, "html.parser").details) == {"74%"}
