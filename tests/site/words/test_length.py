"""How long a lesson may be: the words of lessons 00 and 07."""

from tests.site.words.readability import words
from tests.site.words.test_reading_level import read
from worked import passages

ELI5, LESSON = "lessons/00-eli5.md", "lessons/07-soft-lookup/"
MAIN, PAGE = 2_900, 4_300  # words of lesson 07 at most: before any box is opened, and with all of them open
# Words that a reader sees: of a whole article, and outside of boxes and quizzes. The parts to play with come on top.
WORDS = r"""() => {
    const article = document.querySelector("article").cloneNode(true);
    const count = (away) => {
        article.querySelectorAll(away).forEach((element) => element.remove());
        return article.innerText.match(/\S+/g).length;
    };
    document.body.append(article);
    article.querySelectorAll("details").forEach((box) => (box.open = true));
    return [count("script, template, .headerlink, .interactive, .worked-numbers, .worked-note"), count("details, .choice, .admonition")];
}"""


def test_lesson_00_is_neither_too_short_nor_too_long():
    """Its prose up to the questions, of which nobody opens every answer."""
    page = read(ELI5)
    questions = page.source.text.index("{ #recall }")
    count = sum(len(words(passage.text)) for passage in passages(page) if passage.start < questions)
    assert 600 <= count <= 860, f"{page.source.name} has {count} words of prose before its questions"


def test_lesson_07_is_no_longer_than_a_reader_bears(site, capsys):
    with site.window() as window:
        page, main = window.open(LESSON).evaluate(WORDS)
    with capsys.disabled():
        print(f"\n{LESSON}: {main:,} words of main text, {page:,} on the page")
    assert 1_500 < main <= MAIN and main < page <= PAGE
