"""Equations of numbers alone are found in text that nobody marked."""

import pytest

from worked.read.arithmetic import NEAR, line_before, numeric_equations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two:\n* 3 + 6 = 4 + 4 = 8\n", ["3 + 6 = 4 + 4 = 8"]),  # an entry of a list, and no product
        ("2*a+b/3 = 2*(2)+(3)/3 = 5", ["2*(2)+(3)/3 = 5"]),
        ("It makes 12 = 3 + 8 = 11", ["12 = 3 + 8 = 11"]),  # a sum that is said, and no label
        ("In Year 0 = 100 * 3 = 300", ["100 * 3 = 300"]),
        ("a + 3 + 4 = 7", []),
    ],
)
def test_equation_begins_where_its_numbers_do(text, found):
    assert [text[start:end] for start, end in numeric_equations(text, 0, len(text))] == found


def test_long_line_is_not_read_anew_at_each_equation():
    assert line_before("a line\nx" + "y" * 1000, 0, 1000) == "y" * NEAR
    assert line_before("a line\nxy", 0, 9) == "xy"
