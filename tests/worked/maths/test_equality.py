"""When a value equals a literal: rounding as the decimal module does it, both ways at a tie."""

import random
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from worked.maths.literal import equals, flatten, is_tie, read_literal, rounds_to


def entry(text: str):
    return read_literal(text, 0, len(text))


def decimal_roundings(value: Fraction, literal: str) -> set[Decimal]:
    """The value rounded to the literal's decimals; two results at an exact tie."""
    step = Decimal(1).scaleb(Decimal(literal).as_tuple().exponent)
    digits = Decimal(value.numerator) / Decimal(value.denominator)
    return {digits.quantize(step, way) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def test_random_values_round_as_in_the_decimal_module():
    source, held = random.Random(3), 0
    for _ in range(5_000):
        value = Fraction(source.randint(-20_000, 20_000), 10 ** source.randint(1, 4))
        decimals = source.randint(0, 3)
        literal = f"{float(value) + source.choice([-1, 0, 0, 0, 1]) * 10**-decimals:.{decimals}f}"
        expected = Decimal(literal) in decimal_roundings(value, literal)
        assert rounds_to(value, entry(literal)) == expected, (value, literal)
        held += expected
    assert 1_000 < held < 4_500


def test_random_floats_round_as_in_the_decimal_module():
    source, held = random.Random(4), 0
    for _ in range(5_000):
        value, decimals = source.uniform(-10, 10), source.randint(0, 6)
        literal = f"{value + source.choice([-1, 0, 0, 1]) * 10**-decimals:.{decimals}f}"
        expected = Decimal(literal) in decimal_roundings(Fraction(value), literal)
        assert rounds_to(value, entry(literal)) == expected, (value, literal)
        held += expected
    assert 1_000 < held < 4_500


@pytest.mark.parametrize(
    "literal, holds",
    [
        ("0.12", True),
        ("0.13", True),
        ("0.11", False),
        ("0.14", False),
        ("0.125", True),
        ("0.1250", True),
        ("0.1", True),
        ("0", True),
        ("1", False),
    ],
)
def test_both_neighbours_of_a_tie_are_right(literal, holds):
    assert rounds_to(Fraction(1, 8), entry(literal)) is holds


@pytest.mark.parametrize("literal, holds", [("2", True), ("3", True), ("1", False), ("4", False)])
def test_half_goes_both_ways(literal, holds):
    assert rounds_to(Fraction(5, 2), entry(literal)) is holds


def test_float_within_its_noise_of_a_tie_counts_as_the_tie():
    below_a_tie = 1.005  # 1.00499999999999989…
    assert Fraction(below_a_tie) < Fraction(1005, 1000)
    assert rounds_to(below_a_tie, entry("1.01")) and rounds_to(below_a_tie, entry("1.00"))
    assert is_tie(below_a_tie, entry("1.00"))


def test_value_just_off_a_tie_is_no_tie():
    assert not rounds_to(Fraction(1005001, 1000000), entry("1.00"))
    assert not is_tie(Fraction(1005001, 1000000), entry("1.01"))


@pytest.mark.parametrize(
    "literal, value",
    [
        ("72%", Fraction(72, 100)),
        ("72.4 %", Fraction(724, 1000)),
        ("−3", Fraction(-3)),
        ("–3", Fraction(-3)),
        ("-0.5", Fraction(-1, 2)),
        ("1,234,567", Fraction(1234567)),
        ("12,345.68", Fraction(1234568, 100)),
        ("1 234".replace(" ", "\u202f"), Fraction(1234)),
        ("1 234".replace(" ", "\u00a0"), Fraction(1234)),
        ("1'234", Fraction(1234)),
        ("4.5e14", Fraction(45 * 10**13)),
        ("4.5e-3", Fraction(45, 10**4)),
        ("4.5 × 10^14", Fraction(45 * 10**13)),
        ("4.5·10^-3", Fraction(45, 10**4)),
        ("4.5 × 10¹⁴", Fraction(45 * 10**13)),
        ("2 × 10⁻³", Fraction(2, 1000)),
        ("+7", Fraction(7)),
        ("**0.72**", Fraction(72, 100)),
        ("`0.72`", Fraction(72, 100)),
        (".5", Fraction(1, 2)),
        ("1e6", Fraction(10**6)),
    ],
)
def test_literal_is_read_as_people_write_it(literal, value):
    assert entry(literal).value == value


@pytest.mark.parametrize(
    "literal, unit",
    [
        ("72%", "1/100"),
        ("72.4%", "1/1000"),
        ("0.720", "1/1000"),
        ("1,200", 1),
        ("4.5e14", 10**13),
        ("4.50 × 10^2", 1),
        ("−3.1", "1/10"),
        ("7", 1),
    ],
)
def test_last_digit_counts_in_its_own_unit(literal, unit):
    assert entry(literal).unit == Fraction(unit)


@pytest.mark.parametrize(
    "value, literal, holds",
    [
        (0.7249, "72%", True),
        (0.7251, "72%", False),
        (0.7251, "72.5%", True),
        (4.549e14, "4.5e14", True),
        (4.551e14, "4.5e14", False),
        (1234.4, "1,234", True),
        (1234.6, "1,234", False),
        (-3.04, "−3.0", True),
        (3.0, "−3.0", False),
    ],
)
def test_percent_powers_and_separators_round_at_their_last_digit(value, literal, holds):
    assert rounds_to(value, entry(literal)) is holds


def test_vector_is_read_entry_by_entry():
    assert [part.value for part in flatten(entry("[[1, 2], [3, 4]]"))] == [1, 2, 3, 4]
    assert [part.value for part in entry("[1,200]")] == [1, 200]


@pytest.mark.parametrize(
    "literal",
    [
        "",
        " ",
        "many",
        "0.72 or so",
        "x",
        "1 + 1",
        "[1, x]",
        "[]",
        "1/2",
        "1 2",
        "0,72",
        "1.2.3",
        "½",
        "3 km",
        "[1, 2",
        "twelve",
        "1,23",
        "٣",
        "１２",
    ],
)
def test_text_that_is_no_number_is_no_literal(literal):
    with pytest.raises(ValueError):
        entry(literal)


@pytest.mark.parametrize("literal", ["− 3", "- 3", "-\u00a03", "[3.09, − 1.37]", "− 3 %", "− 1,234", "− 2e3"])
def test_sign_apart_from_its_number_reads_as_a_dash(literal):
    with pytest.raises(ValueError, match="reads as a dash"):
        entry(literal)
    assert flatten(entry(literal.replace("− ", "−").replace("- ", "-").replace("\u00a0", "")))


@pytest.mark.parametrize("literal", ["--3", "+-3", "-+3", "++3", "−-3", "- -3", "---3", "[3.09, --1.37]", "--1,234"])
def test_number_has_one_sign_at_most(literal):
    with pytest.raises(ValueError, match="two signs before one number"):
        entry(literal)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_equals_nothing(value):
    assert (
        not rounds_to(value, entry("0"))
        and not equals(value, Fraction(0), Fraction(1))
        and not equals(value, value, Fraction(1))
    )


def test_rationals_are_equal_only_exactly():
    assert equals(Fraction(1, 3), Fraction(2, 6), Fraction(1))
    assert not equals(Fraction(1, 3), Fraction(333333333333, 10**12), Fraction(1))


def test_floats_are_equal_within_eight_units_in_the_last_place():
    assert equals(0.1 + 0.2, Fraction(3, 10), Fraction(1, 10**12))
    assert not equals(0.3 + 1e-9, Fraction(3, 10), Fraction(1, 10))
