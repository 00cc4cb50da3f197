"""Expressions are read as Python and as people write them; nothing that is not arithmetic is."""

import random
from fractions import Fraction

import pytest

from worked.maths.exact import EvaluationError, exact
from worked.maths.expression import parse
from worked.maths.tokens import ExpressionError


def value(text: str):
    return exact(parse(text))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("2 - 3 - 4", -5),
        ("24 / 4 / 2", 3),
        ("-2 ** 2", -4),
        ("2 ** -1", "1/2"),
        ("2 ** 3 ** 2", 512),
        ("2 * -3", -6),
        ("2 − 3", -1),
        ("2 – 3", -1),
        ("−3", -3),
        ("3 × 4", 12),
        ("3·4", 12),
        ("6 ÷ 4", "3/2"),
        ("2^10", 1024),
        ("10^−2", "1/100"),
        ("7 // 2", 3),
        ("-7 // 2", -4),
        ("7 % 4", 3),
        ("72%", "72/100"),
        ("50% * 4", 2),
        ("√4", 2),
        ("√(9/4)", "3/2"),
        ("sqrt(16)", 4),
        ("2√9", 6),
        ("5!", 120),
        ("3² + 4²", 25),
        ("2³", 8),
        ("10⁻²", "1/100"),
        ("1,234,567", 1234567),
        ("1 234 567".replace(" ", "\u202f"), 1234567),
        ("1_000", 1000),
        ("1’000.5", "2001/2"),
        ("4.5e2", 450),
        ("1e-3", "1/1000"),
        (".5", "1/2"),
        ("2(3 + 4)", 14),
        ("(1 + 1)(2 + 2)", 8),
        ("+5", 5),
        ("1/3 + 1/6", "1/2"),
        ("abs(-3)", 3),
    ],
)
def test_arithmetic_is_exact(text, expected):
    assert value(text) == Fraction(expected)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[1, 2] + [3, 4]", (4, 6)),
        ("0.5·[4, 1]", (2, Fraction(1, 2))),
        ("[1, 2] @ [3, 4]", 11),
        ("[[1, 2], [3, 4]] @ [1, 1]", (3, 7)),
        ("[1, 1] @ [[1, 2], [3, 4]]", (4, 6)),
        ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", ((2, 1), (4, 3))),
        ("-[1, 2]", (-1, -2)),
        ("[1, 2] * [3, 4]", (3, 8)),
        ("[2, 4] / 2", (1, 2)),
        ("[1,200]", (1, 200)),
        ("[1, 2]", (1, 2)),
        ("[10%, 20%]", (Fraction(1, 10), Fraction(1, 5))),
    ],
)
def test_vectors_go_entry_by_entry(text, expected):
    assert value(text) == expected


def random_expression(source: random.Random, depth: int) -> tuple[str, str]:
    """An expression as a page writes it, and the same one in Python over exact fractions."""
    if depth == 0 or source.random() < 0.15:
        number = source.choice(["{0}", "{0}.{1}", "0.{1}"]).format(source.randint(0, 40), source.randint(0, 99))
        return number, f"F('{number}')"
    kind = source.choice(["group", "negative", "power", *"+-*/+-*/", "//", "%"])
    left, right = random_expression(source, depth - 1), random_expression(source, depth - 1)
    if kind == "group":
        return f"({left[0]})", f"({left[1]})"
    if kind == "negative":
        return f"-{left[0]}", f"-{left[1]}"
    if kind == "%":  # before a sign it means percent
        return f"{left[0]} % ({right[0]})", f"{left[1]} % ({right[1]})"
    if kind == "power":
        exponent = source.randint(0, 3)
        return f"({left[0]})**{exponent}", f"({left[1]})**{exponent}"
    shown = source.choice({"*": ["*", "·", "×"], "-": ["-", "−"]}.get(kind, [kind]))
    space = source.choice(["", " "])
    return f"{left[0]}{space}{shown} {right[0]}", f"{left[1]}{kind} {right[1]}"


def test_a_thousand_random_expressions_come_out_as_in_python():
    source, compared = random.Random(7), 0
    for _ in range(1_500):
        shown, python = random_expression(source, 4)
        try:
            expected = eval(python, {"F": Fraction})
        except ZeroDivisionError:
            with pytest.raises(EvaluationError):
                value(shown)
            continue
        assert value(shown) == expected, shown
        compared += 1
    assert compared > 1_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1 +",
        "+",
        "(1",
        "1)",
        "[1",
        "[]",
        "()",
        "1 2",
        "1..2",
        "1.2.3",
        "x = 1",
        "lambda: 1",
        "[x for x in y]",
        "x if y else z",
        "'a'",
        '"a"',
        "{1: 2}",
        "a; b",
        "a := 1",
        "a and b",
        "not a",
        "a < b",
        "a == b",
        "f(*a)",
        "f(**a)",
        "a.",
        ".a",
        "a[",
        "a[]",
        "a[1 2]",
        "a[x y]",
        "a[[1, 2] [0]]",
        "a[1:2 3]",
        "f(x=1, 2)",
        "import os",
        "await x",
        "@a",
        "a @",
        "~1",
        "1 << 2",
        "a | b",
        "a & b",
        "x!!y",
        "f'{x}'",
        "a`b`",
        "$x",
        "a?b",
        "…",
    ],
)
def test_what_is_no_arithmetic_is_not_read(text):
    with pytest.raises(ExpressionError):
        parse(text)


def test_error_says_where():
    with pytest.raises(ExpressionError) as caught:
        parse("some text 1 + ? 2", 10)
    assert caught.value.offset == 14


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "9^9^9",
        "10**10**10",
        "2**100000000",
        "(1/3)**1000000",
        "9**9**9**9",
        "(2**1000)**1000",
        "300!",
        "0.5!",
        "(-1)!",
    ],
)
def test_power_or_factorial_that_would_never_end_is_refused(text):
    with pytest.raises(EvaluationError):
        value(text)


@pytest.mark.parametrize(
    "text", ["1e20000000", "1e-20000000", "1e999999999999999999999", "1" * 1_000, "0." + "1" * 1_000, "1e401"]
)
def test_number_that_is_too_long_is_counted_and_not_converted(text):
    with pytest.raises(ExpressionError, match="too (large|long)"):
        parse(text)


@pytest.mark.parametrize("opening, closing", ["()", "[]"])
def test_deep_nesting_is_refused(opening, closing):
    with pytest.raises(ExpressionError, match="too (deeply|long)"):
        parse(opening * 10_000 + "1" + closing * 10_000)


@pytest.mark.parametrize(
    "text",
    [
        "1/0",
        "0**-1",
        "1 % 0",
        "1 // 0",
        "√(-1)",
        "ln(0)",
        "exp(100000)",
        "(-1)**0.5",
        "[1, 2] + [1, 2, 3]",
        "[1, 2] @ [1]",
        "[1, [2]]",
        "x",
    ],
)
def test_what_has_no_value_says_so(text):
    with pytest.raises(EvaluationError):
        value(text)


def test_sum_of_a_hundred_terms_is_added_up():
    assert value(" + ".join(["1"] * 100)) == 100
