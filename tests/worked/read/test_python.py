"""What a card shows of a snippet: statements, without comments that nothing checks."""

import pytest

from worked.read.python import statement_at


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("prices = [2.5, 4]  # (2,) of 2014", "prices = [2.5, 4]"),
        ("prices = [2.5, 4]  # of the shop", "prices = [2.5, 4]  # of the shop"),
        (
            "prices = [\n    2.5,  # 1 small one\n    4,  # a large one\n]",
            "prices = [\n    2.5,\n    4,  # a large one\n]",
        ),
        ("name = '# 41'  # x²", "name = '# 41'"),
        ("def twice(x):  # 2 x\n    return 2 * x", "def twice(x):"),
        ("a = 1  # ½ of two\nb = 2", "a = 1"),
    ],
)
def test_comment_with_a_number_is_left_out(code, shown):
    assert statement_at(code + "\n", 1) == shown
