"""Where a number that the check did not see is looked for."""

from worked.show.compare import Comparison


def test_number_is_looked_for_in_the_lines_that_a_page_has():
    comparison = Comparison("page.md", lambda: ["Two things.", "Or 4."], lambda *sought: None)
    assert comparison.in_lines(1, 3, 0, "4") == ("page.md", 2, 4)
    assert comparison.in_lines(1, 3, 0, "6") is None  # the count at the foot is seen behind the last line
