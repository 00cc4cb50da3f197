"""Worked fences: how they are set, whose their terms are, and what is wrong with an opening line."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.worked.golden import cases
from worked.judge.check import check_page
from worked.judge.fence import split_terms
from worked.run.store import Store
from worked.settings import settings_for
from worked.show.render import render
from worked.site.displayed import displayed_article

CASES = {case.name: case for case in cases(Path(__file__).parent / "fences")}
COLORS = '[tool.worked.colors]\n"#c45100" = "--token-animal"\n"#2c5ad2" = "--token-road"\n"#966900" = "--beam"\n'


@pytest.fixture
def rendered(project):
    """Renders a page of the project."""
    project.write("pyproject.toml", COLORS)

    def render_page(text: str) -> str:
        path = project.page(text)
        settings = settings_for(project.root)
        report = check_page(path, settings, Store(settings))
        failures = [one.headline for one in report.failures if not one.headline.startswith("nothing ties")]
        assert failures == []  # what a fence is tied to is no matter of its looks
        return render(report, None)

    return render_page


def in_lines(html: str) -> str:
    """A line for each step and term."""
    return re.sub(r"(?<=.)(?=<div|<span class=\"worked-(?:expression|term)|</div></div>)", "\n", html)


@pytest.mark.parametrize("name", CASES)
def test_fence_is_set_to_the_letter(rendered, name):
    CASES[name].expect(f"{name}.html", in_lines(rendered(CASES[name][f"{name}.md"])))


def test_every_case_has_a_page_and_its_html():
    assert len(CASES) >= 2
    assert all(set(case.parts) == {f"{name}.md", f"{name}.html"} for name, case in CASES.items())


@pytest.mark.parametrize("name", CASES)
def test_fence_shows_the_signs_of_its_source_and_no_others(rendered, name):
    """Without labels, blanks and the marks of Markdown, page and source are one text."""
    source = CASES[name][f"{name}.md"]
    shown = re.sub(r'<span class="worked-label">\w+</span>', "", rendered(source))
    shown = unescape(re.sub(r"<[^>]*>", "", shown))
    typed = re.sub(r"^[ >]*```.*$|^> ?", "", source, flags=re.MULTILINE)
    assert plainly(shown) == plainly(typed)


def plainly(text: str) -> str:
    return re.sub(r"[\s>]", "", text.replace("−", "-").replace("*", "·"))


def test_numbers_of_a_fence_are_displayed_in_the_order_in_which_they_are_written(rendered):
    page = CASES["named"]["named.md"]
    fences = "\n".join(re.findall(r"^ *```worked.*?\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE))
    numbers = re.findall(r"[\d.]+", fences)
    assert numbers == re.findall(r"[\d.]+", displayed_article(rendered(page)).flow("")) and len(numbers) >= 10


@pytest.mark.parametrize(
    "expression, terms",
    [
        ("1 + 2 - 3 − 4", ["1", "+ 2", "- 3", "− 4"]),
        ("-1 + -2", ["-1", "+ -2"]),
        ("- 1 + 2", ["- 1", "+ 2"]),
        ("1+2", ["1+2"]),
        ("2·(1 + 3) + [1 + 2, {3 - 4}]", ["2·(1 + 3)", "+ [1 + 2, {3 - 4}]"]),
        ("1) + 2", ["1)", "+ 2"]),
        ("", [""]),
        ("1 +", ["1 +"]),
    ],
)
def test_sum_is_parted_at_signs_outside_of_brackets(expression, terms):
    assert split_terms(expression) == terms


def test_very_long_sum_is_parted():
    assert len(split_terms("1" + " + (1 - 2)" * 100_000)) == 100_001


SUM = "\n1.5 + 2\n  = 3.5\n```\n"
WRONG = {
    '```worked {terms="animal raod"}' + SUM: (1, 26, "no colour is declared for raod"),
    '```worked {terms="animal road animal"}' + SUM: (1, 19, "no sum below has 3 terms"),
    '```worked {terms="animal road"}\n1.5+2\n  = 3.5\n```\n': (1, 19, "no sum below has 2 terms"),
    '```worked {terms="animal"}' + SUM: (1, 18, "a sum has two terms or more: name each"),
    '```worked {terms=""}' + SUM: (1, 18, "a sum has two terms or more: name each"),
    "```worked {terms=animal}" + SUM: (1, 4, "this opening line cannot be read"),
    '```worked {term="animal road"}' + SUM: (1, 4, "this opening line cannot be read"),
    '> ```worked {terms="beam road"}\n> 1.5 + 2\n>   = 3.5\n> ```\n': (1, 21, "no colour is declared for beam"),
}


@pytest.mark.parametrize("text", WRONG)
def test_names_that_do_not_fit_are_refused_at_their_place(project, text):
    project.write("pyproject.toml", COLORS)
    project.plain(text)
    checked = project.check()
    assert checked.failure == WRONG[text]
    assert checked.code == 1 and re.search(r"^  write +\S", checked.out, re.MULTILINE)


def test_advice_names_the_colours_and_where_to_declare_one(project):
    project.write("pyproject.toml", COLORS)
    project.page('```worked {terms="animal raod"}' + SUM)
    advice = project.check().out
    assert "one of animal, road\n" in advice and '= "--token-raod"   in [tool.worked.colors]' in advice


def test_names_are_judged_on_any_page(project):
    project.plain('```worked {terms="animal road"}' + SUM)
    assert project.check().headlines == ["no colour is declared for animal", "no colour is declared for road"]
