"""Very much of something: a page that would take minutes, or deep recursion, is read or refused at once."""

import itertools
import sys
from cProfile import Profile

import pytest

HELD = "\n\n[0.72](=weights[animal])\n"


def test_page_of_a_million_digits_gets_one_short_message(project):
    project.page("9" * 1_000_000 + HELD)
    run = project.check()
    assert run.failure[:2] == (4, 1)
    assert "1,000,000 digits" in run.failure[2] and len(run.out) < 2_000


def test_claim_of_a_million_digits_is_refused(project):
    project.page("[" + "9" * 1_000_000 + "](=half)")
    run = project.check()
    assert run.failure[0] == 4 and "digits" in run.failure[2] and len(run.out) < 2_000


def test_equation_of_a_million_digits_is_refused_on_an_accounted_page(project):
    project.page("`" + "9" * 1_000_000 + " = 1`" + HELD)
    run = project.check()
    assert run.code == 1 and {line for _, line, _ in run.places} == {4} and len(run.out) < 5_000


def test_page_of_many_numbers_without_account_is_refused(project):
    project.page("7 " * 3_000)
    assert len(project.check().places) == 3_000


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "]",
        "[a](",
        "`",
        "``",
        "$",
        "$$",
        "$$ ",
        "$a",
        "<",
        "<a ",
        "<!--",
        "{",
        "{.",
        "(",
        "*",
        "&#",
        "![",
        "[^",
        "[^a",
        "\\",
        "|",
        "!!! ",
        "> ",
        "- ",
        "`a ``b ",
        '<a title="',
        "\\(",
        "\\[",
        "[a][",
        "\t",
        "1. ",
        "=",
        "0,",
        "1,000,",
        "[x](",
    ],
)
def test_page_of_fifty_thousand_marks_is_read(project, piece):
    project.plain("`1 + 1 = 2`\n\n" + piece * 50_000 + "\n")
    assert project.check().code in (0, 1)


@pytest.mark.parametrize(
    ("before", "behind"),
    [("*a*{ ", " }"), ("```{.python ", " }\na = b\n```"), ("```{.python " + "{" * 50_000, " }\na = b\n```")],
)
def test_word_of_a_hundred_thousand_letters_in_braces_is_read(project, before, behind):
    """It took minutes: each letter began a name that no sign of equality follows."""
    project.page(before + "a" * 100_000 + behind + HELD)
    assert project.check().code == 0


@pytest.mark.parametrize(
    ("before", "piece", "behind"),
    [("<b ", "a", ">"), ("`", "1,", "`"), ("$", "&#", "$"), ("$a = 660", " ", "x)$"), ("$3 = \\sin", " ", "4$")],
)
def test_one_element_of_thirty_thousand_pieces_is_read(project, before, piece, behind):
    """Each piece took a look at all others: minutes, together."""
    project.page(before + piece * 30_000 + behind + HELD)
    assert project.check().code in (0, 1)


def test_vector_of_many_cut_numbers_is_judged(project):
    """For each of them a slip was looked for in all of the vector, which has none of them as its value: minutes."""
    numbers = range(1, 180)
    cut = ", ".join(f"{100 * number // 3 / 100:.2f}" for number in numbers)
    project.plain(f"`[{', '.join(map(str, numbers))}] / 3 = [{cut}]`\n")
    assert "cut, not rounded" in project.check().out


@pytest.mark.parametrize("piece", ["](=", "[[1](=", "[0.72](=f("])
def test_each_of_twenty_thousand_claims_that_never_end_gets_its_message(project, piece):
    project.plain("`1 + 1 = 2`\n\n" + piece * 20_000 + "\n")
    assert len(project.check().places) == 20_000


@pytest.mark.parametrize(
    "line",
    [
        "- a",
        "> a",
        "    a",
        "```",
        "$$",
        "<!-- a",
        "| a |",
        "[a]: b",
        "!!! note",
        "# a",
        "<script>",
        "1. [a",
        ": a",
        "---",
        "<div>",
        "<details><summary>a",
    ],
)
def test_page_of_thirty_thousand_lines_is_read(project, line):
    project.plain("`1 + 1 = 2`\n\n" + f"{line}\n" * 30_000)
    assert project.check().code in (0, 1)


@pytest.mark.parametrize("line", ["half", "half +", "half = (", "1"])
def test_worked_fence_of_thirty_thousand_lines_is_read(project, line):
    """All lines so far, and all behind, were looked through for each: minutes."""
    project.page("```worked\nhalf = 0.50\n" + f"{line}\n" * 30_000 + f"```{HELD}")
    assert project.check().code in (0, 1)


@pytest.mark.parametrize("opening, closing", ["()", "[]", "{}"])
def test_ten_thousand_brackets_are_no_equation(project, opening, closing):
    nested = opening * 10_000 + "1" + closing * 10_000
    project.page(f"`{nested} = 1`{HELD}")
    run = project.check()
    assert run.code == 1 and set(run.places) and {line for _, line, _ in run.places} == {4}


@pytest.mark.parametrize("opening, closing", ["()", "[]"])
def test_claim_of_ten_thousand_brackets_is_refused(project, opening, closing):
    project.page(f"[0.72](={opening * 10_000}half{closing * 10_000})")
    assert project.check().failure[0] == 4


def test_literal_of_ten_thousand_brackets_is_refused(project):
    project.page("[" * 10_000 + "1" + "]" * 10_000 + "(=half)")
    assert project.check().code == 1


@pytest.mark.parametrize("sign", ["-", "√", "1+", "1 + ", "2^", "2**", "1/", "x.", "!", "%"])
def test_equation_of_a_thousand_signs_is_read_or_refused(project, sign):
    project.page(f"`{sign * 990}1 = 2`{HELD}")
    run = project.check()
    assert run.code == 1 and {line for _, line, _ in run.places} == {4}


@pytest.mark.parametrize("count", [200, 500, 900, 1_500])
def test_very_long_sum_is_added_up_or_printed_as_not_judged(project, count):
    project.plain(f"`1 + 1 = 2` and `{'1 + ' * (count - 1)}1 = {count}`\n")
    assert project.check().code == 0


GROWING = {
    "words": "and so on ",
    "unclosed elements": "<div>\n",
    "nested elements": "<details>\n<summary>a</summary>\n\n",
    "closing tags": "</div>\n\n",
    "brackets": "[a][",
    "claims": "[0.50](=half)\n\n",
    "wrong claims": "[0.51](=half)\n\n",
    "equations": "`1 + 1 = 2`\n\n",
    "numbers": "There are 7 of them.\n\n",
    "labels": "token 7 and ",
    "fences": '```python\n--8<-- "snippets/soft.py"\n```\n\n',
    "footnotes": "A note.[^#N]\n\n[^#N]: [0.50](=half)\n\n",
    "links": "[a#N]: https://example.org/#N\n\nSee [it][a#N].\n\n",
    "pictures": "![a share](a.svg)\n\n",
    "formulas": "$a + b$ and\n\n$$\n\\tfrac{1}{2} = 0.5\n$$\n\n",
    "tied equations": "[`0.50 = 1 / 2`](=half)\n\n",
    "listed phrases": "About #N or 5 min.\n\n",
    "headings": "## Token 7 {#t#N}\n\n",
    "tables": "| [0.50](=half) | a |\n|---|---|\n| a | [0.50](=half) |\n\n",
}


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
def test_page_twice_as_long_takes_at_most_twice_the_work(project, piece):
    """Work is counted in calls, so that it does not depend on the machine."""
    project.page(HELD)
    project.check()  # runs the snippet, and loads what a check needs
    once, twice = (calls(project, piece, count) for count in (200, 400))
    assert twice < 2.3 * once


BESIDE = {
    "on a page that is accounted for": ("page", "".join(GROWING.values())),
    "on one that skips some": ("plain", "<!-- worked: skip (false on purpose) -->\n`3 * 2 = 7`\n\n- and so on\n\n"),
}


@pytest.mark.parametrize(("write", "piece"), BESIDE.values(), ids=BESIDE)
def test_no_kind_of_thing_is_held_against_all_things_of_another(project, write, piece):
    """Each piece that is added costs as many lines of Python as the one before: a loop within a loop costs more and more."""
    counts = (5, 10, 40, 70)  # the first one loads what a check needs
    _, first, second, third = (lines_of(project, getattr(project, write), piece, count) for count in counts)
    assert third - second < 1.02 * (second - first)


def test_page_of_results_of_rounded_operands_takes_twice_the_work_when_twice_as_long(project):
    """What else the page says tells such a result from a slip: it is not read anew for each of them."""
    rows = [f"`0.4567 * 0.9{number:03} = {0.4567 * (0.9 + number / 10_000) + 0.0001:.4f}`\n\n" for number in range(400)]
    project.plain("".join(rows[:2]))
    assert project.check().headlines
    once, twice = (calls_of(project, project.plain, "".join(rows[:count])) for count in (200, 400))
    assert twice < 2.3 * once


def calls(project, piece: str, count: int) -> int:
    pieces = (piece.replace("#N", str(number)) for number in range(count))
    return calls_of(project, project.page, "".join(pieces) + HELD)


def lines_of(project, write, piece: str, count: int) -> int:
    """How many lines of Python run: those of a loop that calls nothing too."""
    write("".join(piece.replace("#N", str(number)) for number in range(count)) + HELD)
    lines = itertools.count()

    def note(frame, event, argument):
        if event == "line":
            next(lines)
        return note

    sys.settrace(note)
    try:
        project.check()
    finally:
        sys.settrace(None)
    return next(lines)


def calls_of(project, write, page: str) -> int:
    write(page)
    with Profile() as profile:
        project.check()
    return sum(entry.callcount for entry in profile.getstats())
