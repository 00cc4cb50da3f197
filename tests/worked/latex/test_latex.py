"""Formulas in LaTeX: what stands for arithmetic is read, anything else is never guessed at."""

from fractions import Fraction

import pytest

from worked.latex.reader import tokenize
from worked.maths.exact import exact
from worked.maths.expression import Parser
from worked.maths.tokens import ExpressionError


def value(latex: str, product: bool = False):
    return exact(Parser(tokenize(latex, 0, len(latex)), loose=True).parse(), alternative_reading=product)


@pytest.mark.parametrize(
    "latex, expected",
    [
        (r"\frac{1}{2} + \frac{1}{4}", "3/4"),
        (r"\frac12", "1/2"),
        (r"\dfrac{3}{4}", "3/4"),
        (r"\tfrac 1 2", "1/2"),
        (r"\frac{1}{1 + \frac{1}{2}}", "2/3"),
        (r"2 \cdot 3", 6),
        (r"2 \times 3", 6),
        (r"6 \div 4", "3/2"),
        (r"\left( 1 + 2 \right) \cdot 3", 9),
        (r"\sqrt{16}", 4),
        (r"\sqrt 9", 3),
        (r"\sqrt{\frac{9}{4}}", "3/2"),
        (r"2^{10}", 1024),
        ("2^3", 8),
        (r"2^{-1}", "1/2"),
        (r"10^{-2}", "1/100"),
        (r"1{,}234", 1234),
        (r"1\,234", 1234),
        ("1,234", 1234),
        (r"50\%", "1/2"),
        (r"0.5 \; + \; 0.5", 1),
        (r"2(3+4)", 14),
        ("(1+1)(2+2)", 8),
        (r"-3 + 5", 2),
        (r"3!", 6),
        (r"{1 + 2} \cdot 2", 6),
        (r"\big(1 + 1\big)^2", 4),
        (r"2\frac{1}{2}", "5/2"),
        (r"4.5 \times 10^{2}", 450),
        (r"\displaystyle 1 + 1", 2),
        (r"\bigl[1 + 2\bigr] \cdot 2", 6),
        ("1 − 2", -1),
        (r"\sqrt[3]{8}", 2),
        (r"\binom{4}{2}", 6),
        ("|1 - 3|", 2),
    ],
)
def test_arithmetic_is_read(latex, expected):
    assert value(latex) == Fraction(expected)


def test_whole_number_before_a_fraction_may_be_a_product():
    assert value(r"2\frac{1}{2}", product=True) == 1


def test_vector_is_read():
    assert value(r"0.5 \cdot [4, 1]") == (2, Fraction(1, 2))


@pytest.mark.parametrize(
    "latex, expected", [(r"\ln 1", 0), (r"\exp(0)", 1), (r"\cos(0)", 1), (r"\sin 0", 0), (r"\log 1", 0)]
)
def test_functions_are_read(latex, expected):
    assert value(latex) == expected


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_i 1",
        r"\int 1",
        r"\unknown",
        r"1 \pm 2",
        r"x'",
        r"\frac{1}",
        r"\frac{1}{2",
        "2^",
        "",
        r"\begin{matrix} 1 \end{matrix}",
        r"1 \mid 2",
        r"7_2",
        r"\overline{3}",
        r"1 : 2 : 3",
        "1 2",
        "1 < 2",
        r"\text{a} 1 @",
    ],
)
def test_what_is_no_arithmetic_is_not_read(latex):
    with pytest.raises(ExpressionError):
        value(latex)


@pytest.mark.parametrize(
    "latex",
    [
        "{" * 10_000 + "1" + "}" * 10_000,
        r"\frac{1}" * 5_000,
        r"\frac{" * 5_000,
        "^" * 5_000,
        r"\sqrt" * 5_000,
        "2^{" * 5_000,
        "1" * 10_000,
    ],
)
def test_very_long_formula_is_refused(latex):
    with pytest.raises(ExpressionError):
        value(latex)


def test_name_with_a_subscript_is_one_name(project):
    project.write("snippets/soft.py", "d_k = 64\nalpha_i = 0.25\n")
    project.page(r"$d_k = 64$ and $\alpha_i = 0.25$ and $\sqrt{d_k} = 8$" + "\n")
    assert project.check().code == 0


@pytest.mark.parametrize(
    "formula",
    [
        r"$1 + 1 = 3$",
        r"$$1 + 1 = 3$$",
        r"\(1 + 1 = 3\)",
        "$$\n\\begin{aligned}\n1 + 1 &= 2 \\\\\n &= 3\n\\end{aligned}\n$$",
        r"$a = 2, \quad 1 + 1 = 3$",
        r"$\boxed{2} , 1 + 1 = 3$",
        "\\begin{align}\n1 + 1 &= 3\n\\end{align}",
        r"$1 + 1 \approx 3$",
        r"$2 = 1 + 1 = 3$",
    ],
)
def test_wrong_equation_is_found_in(project, formula):
    project.plain(formula + "\n")
    run = project.check()
    assert run.code == 1 and len(run.places) == 1 and "  page says  3\n  computed   2" in run.out


@pytest.mark.parametrize(
    "formula",
    [
        r"$\frac{1}{2} = 0.5$",
        r"$1/3 \approx 0.33$",
        r"$1/3 = 0.33$",
        "$$\n\\begin{aligned}\n1 + 1 &= 2 \\\\\n &= 4/2\n\\end{aligned}\n$$",
    ],
)
def test_right_equation_holds(project, formula):
    project.plain(formula + "\n")
    assert project.check().code == 0


def test_formula_that_is_not_read_is_printed_and_counted(project):
    project.plain("$1 + 1 = 2$ and $\\sum_i 1 = 4$.\n")
    run = project.check()
    assert run.code == 0 and run.failure[:2] == (1, 18) and "not judged" in run.out and "1 place not judged" in run.out


def test_formula_that_is_not_read_fails_on_an_accounted_page(project):
    project.page("$\\sum_i 1 = 4$\n")
    assert project.check().code == 1
