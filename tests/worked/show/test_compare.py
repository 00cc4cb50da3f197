"""Where a number that the check did not see is looked for."""

from worked.show.around import Seen
from worked.show.compare import Comparison, Displayed, shown_in


def test_number_is_looked_for_in_the_lines_that_a_page_has():
    comparison = Comparison("page.md", lambda: ["Two things.", "Or 4."], lambda *sought: None)
    assert comparison.in_lines(1, 3, 0, "4") == ("page.md", 2, 4)
    assert comparison.in_lines(1, 3, 0, "6") is None  # the count at the foot is seen behind the last line


def test_number_of_a_setting_is_told_there_though_a_line_of_the_page_has_its_digits():
    comparison = Comparison("page.md", lambda: ["There are 41.", "Two things."], lambda *sought: ("mkdocs.yml", 7, 3))
    (shown,) = shown_in("Link to these 41 sections")
    assert comparison.place_between([], [], shown) == ("mkdocs.yml", 7, 3)
    (shown,) = shown_in("There are 41, all told")
    assert comparison.place_between([], [], shown) == ("page.md", 1, 11)


def test_what_hides_a_number_is_told_at_that_number():
    displayed = Displayed()
    displayed.write("", "All ")
    displayed.problems[""] = [(displayed.length(""), "a style sheet hides this", "it without this class")]
    displayed.write("", "41 and 42")
    seen = [Seen("41", "", "", "", 3, 5), Seen("42", "", "", "", 4, 1)]
    comparison = Comparison("page.md", list, lambda *sought: None)
    comparison.tell_problems(seen, displayed, "")
    assert [(failure.line, failure.column) for failure in comparison.failures] == [(3, 5)]
