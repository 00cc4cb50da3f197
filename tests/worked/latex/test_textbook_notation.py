"""Equations as textbooks write them: right ones pass, wrong ones are refused, and what cannot be read is listed."""

import pytest

from worked.judge.chain import split_chains
from worked.judge.compare import judge_chain


def verdicts(formula: str, is_latex: bool = True) -> list[str]:
    """The verdict on each step of a formula that looks like an equation or was judged."""
    chains = split_chains(formula, 0, len(formula), is_latex)
    for one in chains:
        judge_chain(one)
    steps = [step for one in chains for step in one.steps]
    return [step.verdict for step in steps if step.verdict != "unjudged" or step.looks_like_equation]


# Each pair: a right formula, and the same with one digit changed.
PAIRS = {
    "unit behind the result": (r"3 \times 4 = 12 \text{ kg}", r"3 \times 4 = 13 \text{ kg}"),
    "units that multiply": (
        r"3\text{ m/s} \times 7\text{ s} = 21\text{ m}",
        r"3\text{ m/s} \times 7\text{ s} = 22\text{ m}",
    ),
    "units that divide": (r"18 \text{ m} / 6 \text{ s} = 3 \text{ m/s}", r"18 \text{ m} / 6 \text{ s} = 4 \text{ m/s}"),
    "square of a unit": (r"(3 \text{ m})^2 = 9 \text{ m}^2", r"(3 \text{ m})^2 = 8 \text{ m}^2"),
    "named unit": (
        r"6\,\mathrm{N} \cdot 2\,\mathrm{m} = 12\,\mathrm{J}",
        r"6\,\mathrm{N} \cdot 2\,\mathrm{m} = 11\,\mathrm{J}",
    ),
    "prefixes": (r"2.5 \times 10^{-3} \text{ m} = 2.5 \text{ mm}", r"2.5 \times 10^{-3} \text{ m} = 2.6 \text{ mm}"),
    "prefix in a square": (r"3 \; \text{mA/cm}^2 = 30 \; \text{A/m}^2", r"3 \; \text{mA/cm}^2 = 31 \; \text{A/m}^2"),
    "micro": (r"7.5 \times 10^{-6} \text{ m} = 7.5 \,\mu\text{m}", r"7.5 \times 10^{-6} \text{ m} = 7.6 \,\mu\text{m}"),
    "unit without a command": (r"\frac{1}{8} = 0.125 秒", r"\frac{1}{8} = 0.126 秒"),
    "degrees": (r"180^\circ - 75^\circ = 105^\circ", r"180^\circ - 75^\circ = 106^\circ"),
    "sine of degrees": (r"8 \sin 30^\circ \times 3 = 12", r"8 \sin 30^\circ \times 3 = 13"),
    "cosine of degrees": (r"\cos\left(60^{\circ}\right) = 0.5", r"\cos\left(60^{\circ}\right) = 0.6"),
    "power of a sine": (r"4\sin^2 30^\circ + 1 = 2", r"4\sin^2 30^\circ + 1 = 3"),
    "inverse of a sine": (r"\sin^{-1}(0.5) = 30^\circ", r"\sin^{-1}(0.5) = 31^\circ"),
    "inverse of a cosine": (r"\arccos(0.5) = 60^\circ", r"\arccos(0.5) = 61^\circ"),
    "inverse in radians": (r"\arctan(1) = 0.785", r"\arctan(1) = 0.786"),
    "units that cancel": (
        r"\frac{7.00 \, \text{m}}{190.00 \, \text{mm}} = 36.84",
        r"\frac{7.00 \, \text{m}}{190.00 \, \text{mm}} = 36.94",
    ),
    "fraction of units": (
        r"12 \frac{\text{m}}{\text{s}} \times 3 \text{ s} = 36 \text{ m}",
        r"12 \frac{\text{m}}{\text{s}} \times 3 \text{ s} = 37 \text{ m}",
    ),
    "currency in a word": (r"\text{€}3 \cdot 4 = \text{€}12", r"\text{€}3 \cdot 4 = \text{€}13"),
    "rows of an array": (
        r"\begin{array}{ll} 3+4 = 7 & 5+5 = 10 \\ 2 \cdot 2 = 4 & 9/3 = 3 \end{array}",
        r"\begin{array}{ll} 3+4 = 7 & 5+5 = 10 \\ 2 \cdot 2 = 4 & 9/3 = 4 \end{array}",
    ),
    "sum with dots": (r"1 + 2 + \dots + 10 = 55", r"1 + 2 + \dots + 10 = 56"),
    "squares with dots": (r"1^2 + 2^2 + \cdots + 10^2 = 385", r"1^2 + 2^2 + \cdots + 10^2 = 384"),
    "powers with dots": (r"1 + 2 + 4 + \ldots + 64 = 127", r"1 + 2 + 4 + \ldots + 64 = 128"),
    "product with dots": (r"10 \cdot 9 \cdots 1 = 3628800", r"10 \cdot 9 \cdots 1 = 3628801"),
    "last terms behind dots": (r"1 + 2 + \dots + 9 + 10 = 55", r"1 + 2 + \dots + 9 + 10 = 45"),
    "colon that divides": (r"12 : 4 = 3", r"12 : 4 = 4"),
    "ratios": (r"3 : 4 = 6 : 8", r"8 : 4 = 6 : 4"),
    "number in twos": (r"1011_2 + 1_2 = 1100_2", r"1011_2 + 1_2 = 1101_2"),
    "number in twos, and in tens": (r"101_2 = 5", r"101_2 = 6"),
    "column vectors": (
        r"\begin{pmatrix} 1 \\ 2 \end{pmatrix} + \begin{pmatrix} 3 \\ 4 \end{pmatrix} = \begin{pmatrix} 4 \\ 6 \end{pmatrix}",
        r"\begin{pmatrix} 1 \\ 2 \end{pmatrix} + \begin{pmatrix} 3 \\ 4 \end{pmatrix} = \begin{pmatrix} 4 \\ 7 \end{pmatrix}",
    ),
    "matrix and vector": (
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} 5 \\ 6 \end{bmatrix} = \begin{bmatrix} 17 \\ 39 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} 5 \\ 6 \end{bmatrix} = \begin{bmatrix} 17 \\ 38 \end{bmatrix}",
    ),
    "square of a matrix": (
        r"\begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}^2 = \begin{pmatrix} 1 & 2 \\ 0 & 1 \end{pmatrix}",
        r"\begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}^2 = \begin{pmatrix} 1 & 1 \\ 0 & 1 \end{pmatrix}",
    ),
    "row and column": (
        r"\begin{pmatrix} 1 & 2 \end{pmatrix}\begin{pmatrix} 3 \\ 4 \end{pmatrix} = 11",
        r"\begin{pmatrix} 1 & 2 \end{pmatrix}\begin{pmatrix} 3 \\ 4 \end{pmatrix} = 12",
    ),
    "determinant": (
        r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = 1 \cdot 4 - 2 \cdot 3 = -2",
        r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = -3",
    ),
    "matrix of an array": (
        r"\left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right] \cdot 2 = \left[\begin{array}{cc} 2 & 4 \\ 6 & 8 \end{array}\right]",
        r"\left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right] \cdot 2 = \left[\begin{array}{cc} 2 & 4 \\ 6 & 9 \end{array}\right]",
    ),
    "remark at the sign": (r"3 + 4 \stackrel{(1)}{=} 7", r"3 + 4 \stackrel{(1)}{=} 8"),
    "remark at a brace": (r"\overbrace{3 + 4}^{7} + 1 = 8", r"\overbrace{3 + 4}^{7} + 1 = 9"),
    "argument ends at a sign": (r"\ln 5 \cdot 2 = 3.219", r"\ln 5 \cdot 2 = 3.220"),
    "logarithm to a base": (r"\log_2 32 = 5", r"\log_2 32 = 6"),
    "logarithm to ten": (r"\log_{10}(500) = 2.699", r"\log_{10}(500) = 2.697"),
    "third root": (r"\sqrt[3]{64} = 4", r"\sqrt[3]{64} = 5"),
    "power of e": (r"200 e^{0.5} \approx 329.74", r"200 e^{0.5} \approx 329.75"),
    "binomial": (r"\binom{7}{3} (0.5)^7 = 0.2734", r"\binom{7}{3} (0.5)^7 = 0.2735"),
    "absolute value": (r"|-6| + |2 - 5| = 9", r"|-6| + |2 - 5| = 8"),
    "circle": (r"\pi(2)^2 = 12.57", r"\pi(2)^2 = 12.58"),
    "braces as brackets": (r"3\{2 + [5 - 1]\} = 18", r"3\{2 + [5 - 1]\} = 19"),
    "decimal comma": (r"\frac{7}{8} = 0{,}875", r"\frac{7}{8} = 0{,}876"),
    "decimal comma, three decimals": (r"2{,}5 \cdot 0{,}5 = 1{,}250", r"2{,}5 \cdot 0{,}5 = 1{,}251"),
    "thousands": (r"8{,}750 + 1{,}250 = 10{,}000", r"8{,}750 + 1{,}250 = 10{,}001"),
    "box around the result": (r"6 \times 9 = \boxed{54}", r"6 \times 9 = \boxed{53}"),
    "box around the equation": (
        r"\boxed{\frac{1}{4} + \frac{1}{2} = \frac{3}{4}}",
        r"\boxed{\frac{1}{4} + \frac{1}{2} = \frac{3}{5}}",
    ),
    "bold result": (r"\frac{21}{400} \times 100\% = \mathbf{5.25\%}", r"\frac{21}{400} \times 100\% = \mathbf{5.26\%}"),
    "remark behind": (r"0.5 \times 0.9 = 0.45 \ (45\%)", r"0.5 \times 0.9 = 0.46 \ (45\%)"),
    "of": (r"15\% \text{ of } 80 = 12", r"15\% \text{ of } 80 = 13"),
    "exponent without braces": (r"2^12 = 4096", r"2^12 = 4097"),
    "hours and seconds": (r"1 \text{ h} = 3600 \text{ s}", r"2 \cdot 1 \text{ h} = 7300 \text{ s}"),
    "speed in other units": (r"2 \cdot 45 \text{ km/h} = 25 \text{ m/s}", r"2 \cdot 45 \text{ km/h} = 26 \text{ m/s}"),
    "factor of a conversion": (r"2 \text{ h} \times 60 = 120 \text{ min}", r"2 \text{ h} \times 60 = 130 \text{ min}"),
    "sum in two units": (
        r"2 \text{ h} + 30 \text{ min} = 150 \text{ min}",
        r"2 \text{ h} + 30 \text{ min} = 140 \text{ min}",
    ),
    "centimetres in a sum": (
        r"1 \text{ m} + 20 \text{ cm} = 1.2 \text{ m}",
        r"1 \text{ m} + 20 \text{ cm} = 1.3 \text{ m}",
    ),
    "things that are counted": (
        r"3 \text{ apples} + 4 \text{ pears} = 7 \text{ fruits}",
        r"3 \text{ apples} + 4 \text{ pears} = 8",
    ),
    "unit that is left out": (r"62.5 + 48.3 = 110.8 \text{ kJ}", r"62.5 + 48.3 = 11.08 \text{ kJ}"),
    "degrees Celsius": (r"40^\circ\text{C} + 273 = 313\text{ K}", r"40^\circ\text{C} + 273 = 314\text{ K}"),
    "number and unit in one bracket": (
        r"\frac{\text{42 g}}{\text{2 mL}} = \text{21 g/mL}",
        r"\frac{\text{42 g}}{\text{2 mL}} = \text{22 g/mL}",
    ),
    "power behind that bracket": (
        r"2.50 \text{ cm} \times 4.00 \text{ cm} = \text{10.00 cm}^2",
        r"2.50 \text{ cm} \times 4.00 \text{ cm} = \text{10.01 cm}^2",
    ),
    "unit with a formula": (
        r"\frac{36 \text{ g}}{18 \text{ g/mol}} = 2 \text{ mol H}_2\text{O}",
        r"\frac{36 \text{ g}}{18 \text{ g/mol}} = 3 \text{ mol H}_2\text{O}",
    ),
    "logarithm as a word": (r"-\text{log}(2.5 \times 10^{-4}) = 3.60", r"-\text{log}(2.5 \times 10^{-4}) = 3.70"),
    "functions as words": (r"\mathrm{ln}(2) = 0.69", r"\operatorname{ln}(2) = 0.79"),
    "angle in radians": (r"\pi/4 = 45^\circ", r"\pi/4 = 60^\circ"),
    "angle in degrees": (r"60^\circ = \pi/3", r"60^\circ = \pi/4"),
    "difference of angles": (
        r"90^\circ - 45^\circ = 45^\circ = \frac{\pi}{4}",
        r"90^\circ - 45^\circ = 45^\circ = \frac{\pi}{3}",
    ),
    "mixed number as a result": (r"\frac{5}{2} = 2\frac{1}{2}", r"\frac{5}{2} = 5\frac{1}{2}"),
    "odd root of a negative number": (r"(-8)^{1/3} = -2", r"(-8)^{1/3} = 2"),
    "about, to the hundred": (r"38 \times 41 \approx 1600", r"38 \times 41 \approx 1500"),
    "about, rounded on the way": (
        r"\frac{5}{13} \cdot 3 \approx 0.385 \cdot 3",
        r"\frac{5}{13} \cdot 3 \approx 0.395 \cdot 3",
    ),
    "blank at the end": (r"7 \times 8 = 56 \;", r"7 \times 8 = 57 \;"),
}


@pytest.mark.parametrize("right, wrong", PAIRS.values(), ids=PAIRS)
def test_right_formula_holds_and_wrong_one_is_refused(right, wrong):
    assert set(verdicts(right)) == {"holds"}
    assert "wrong" in verdicts(wrong)


LAYOUTS = {
    "lines of an environment": r"\begin{aligned} x &= \frac{3 + 9}{4} \\ &= \frac{12}{4} \\ &= 3 \end{aligned}",
    "four backslashes": "\\begin{aligned} x &= \\sqrt{\\frac{48}{3}} \\\\\\\\\n &= \\sqrt{16} \\\\\\\\\n &= \\fbox{4} \\end{aligned}",
    "line that goes on with a plus": r"\begin{aligned} s &= 4 + 5 \\ &\quad + 6 + 7 \\ &= 22 \end{aligned}",
    "line that goes on with a minus": r"\begin{aligned} s &= 40 - 5 \\ &\quad - 6 \\ &= 29 \end{aligned}",
    "remarks at the end of lines": r"\begin{aligned} s &= 2 + 6 && \text{Add.} \\ &= 8 && \text{Done.} \end{aligned}",
    "words between two equations": r"3 + 4 = 7 \text{ and } 5 + 6 = 11",
}


@pytest.mark.parametrize("formula", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_is_no_part_of_the_equation(formula):
    assert verdicts(formula) and set(verdicts(formula)) == {"holds"}


@pytest.mark.parametrize("formula", LAYOUTS.values(), ids=LAYOUTS)
def test_wrong_result_is_found_behind_layout(formula):
    last = [at for at, character in enumerate(formula) if character.isdigit()][-1]
    other = str((int(formula[last]) + 1) % 10)
    assert "wrong" in verdicts(formula[:last] + other + formula[last + 1 :])


@pytest.mark.parametrize(
    "formula",
    [
        r"1 \text{ mile} = 8 \text{ furlongs}",  # nobody knows what a furlong is
        r"0.5 \cdot 6 \text{ m/s} = 10.8",  # km/h, perhaps
        r"90 / 3.6 = 25 \text{ m/s} = 25 \times 3.6 = 90 \text{ km/h}",
        r"0.3 \times 2 = 600 \text{ mV}",
        r"2 \text{ m} + 3 \text{ s} = 5 \text{ m}",
        r"\text{area} \times 3 = 12",
        "0 = 7",  # what a system without a solution comes to
        r"\log^{-1} 30 = 0.25",
        r"\frac12 + \frac14 + \dots = 2",
        r"100 - 3 = 97\%",  # of 100, perhaps
        r"3.98 \times 10^{-19} \text{ J} = 2.49 \text{ eV}",  # with 1.6 for 1.602
        r"\binom{3000}{2} = 4498501",
        r"4\,s \cdot 2 = 16",  # s may be 2
        r"2\,V_0 = 6\,V_1",
        r"(12, 18) = 6",  # their greatest divisor
        r"(0,5) \cdot 4 = 2",
        r"(1, 2)(2, 3) = (1, 2, 3)",  # of permutations
        r"17 \equiv 3",
        r"41 \times 52 \approx 40 \times 50",
        r"41 \times 52 \approx 10^2",
        r"{n \choose 2} = 10",
        r"5 \choose 2 = 10",
        r"1 + 2 + \dots + 64 = 127",  # or is it 2080?
        r"1 + 2 + 4 + \dots + 10 = 55",
        r"1 : 2 : 3 = 2 : 4 : 6",
        r"10:30 + 0:45 = 11:15",
        r"1 : 3 = 25\%",
        r"103_2 = 5",
        r"0.7 + 0.04 = 0.7\underline{3}",
        r"[3, 5] = 15",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{-1} = 3",
        r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}\begin{pmatrix} 3 & 4 \end{pmatrix} = 11",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} + 1 = \begin{pmatrix} 2 & 3 \\ 4 & 5 \end{pmatrix}",
    ],
)
def test_what_cannot_be_decided_is_not_judged(formula):
    assert "wrong" not in verdicts(formula)
    assert "unjudged" in verdicts(formula)


@pytest.mark.parametrize("formula", [r"P(X = 3) = 0.25", r"f(2) = 9", r"x_{1} = 4", r"v'(3) = 6", r"\bar{x}_{2} = 5"])
def test_value_of_something_named_is_no_equation(formula):
    assert verdicts(formula) == []


@pytest.mark.parametrize(
    "code", ["1 << 10 = 1024", "~0 = -1", "2 >> 1 = 1", "1 = 2", "--height=4=5", "a=1 b=2=3", "-n 3 --size=4=5"]
)
def test_code_is_not_taken_for_a_wrong_equation(code):
    assert "wrong" not in verdicts(code, is_latex=False)


def test_wrong_entry_behind_a_prefix_is_shown_at_its_own_decimals():
    (one,) = split_chains(r"2.5 \times 10^{-3} \text{ m} = 2.6 \text{ mm}", 0, 45, True)
    judge_chain(one)
    assert one.steps[0].faults[0].computed.startswith("2.5")


@pytest.mark.parametrize(
    "piece",
    [
        "....",
        "   ",
        "\\\\",
        "\\\\ &",
        "&&",
        "\\boxed{",
        "\\sin ",
        "\\sqrt",
        "\\binom{",
        "{\\choose ",
        "{1 \\over ",
        "\\sum_{i=1}^{2} ",
        "\\sum_{i=1}^{",
        "(mod ",
        "\\text{",
        "P(",
        "\\\\[",
        "1 \\\\ + ",
        "(1\\%) ",
        "1 = ",
    ],
)
def test_long_formula_takes_no_longer_than_it_is_long(piece):
    formula = "1 = " + piece * (20_000 // len(piece)) + " 2"
    assert len(verdicts(formula)) <= len(formula)


def test_place_of_a_problem_with_a_unit_is_on_the_page(project):
    project.plain("First line.\n\nThen $2 \\text{ m} + 3 \\text{ s} = 5 \\text{ m}$ and $1 + 1 = 2$.\n")
    assert project.check().places == [("page.md", 3, 7)]


MORE_PAIRS = {
    "power of ten behind a stroke": (r"8.4 / 2.1 \times 10^{-3} = 4000", r"8.4 / 2.1 \times 10^{-3} = 4001"),
    "units in roman type": (
        r"0.5(0.8 \mathrm{~kg})(3 \mathrm{~m} / \mathrm{s})^{2}=3.6 \mathrm{~J}",
        r"0.5(0.8 \mathrm{~kg})(3 \mathrm{~m} / \mathrm{s})^{2}=3.7 \mathrm{~J}",
    ),
    "unit without a font": (r"5 kg \times 7 = 35 kg", r"5 kg \times 7 = 36 kg"),
    "things that are counted": (r"3\text{ atoms} \times 16.0\text{ g/mol} = 48.0\text{ g/mol}", None),
    "remark in the unit": (
        r"4 \times 20 = 80\,\text{Joules\ (0.08\ kJ)}",
        r"4 \times 20 = 81\,\text{Joules\ (0.08\ kJ)}",
    ),
    "two over four in braces": (r"{4 \choose 2} + {3 \over 6} = 6.5", r"{4 \choose 2} + {3 \over 6} = 6.6"),
    "two over four, in a fraction": (r"\frac{3}{4 \choose 2} = 0.5", r"\frac{3}{4 \choose 2} = 0.6"),
    "hundred for a percent": (r"\frac{3}{8} \times 100 = 37.5\%", r"\frac{3}{8} \times 100 = 37.6\%"),
    "blank line": ("6^2 = 36\n\n\\frac{6}{4} = 1.5", "6^2 = 36\n\n\\frac{6}{4} = 1.6"),
    "blank line in a chain": ("6^2 - 1\n\n= 35", "6^2 - 1\n\n= 36"),
    "about, with many digits": (
        r"\frac{4218}{2\sin 40^\circ} \approx \frac{4218}{1.286}",
        r"\frac{4218}{2\sin 41^\circ} \approx \frac{4218}{1.286}",
    ),
    "sum with limits": (r"\sum_{i=1}^{4} i^2 = 1 + 4 + 9 + 16 = 30", r"\sum_{i=1}^{4} i^2 = 31"),
    "sum with a factor": (r"2 \sum_{k=0}^{3} k(k + 1) + 5 = 45", r"2 \sum_{k=0}^{3} k(k + 1) + 5 = 46"),
    "sum of sums": (r"\sum_{i=1}^{3} \sum_{j=1}^{i} i j = 25", r"\sum_{i=1}^{3} \sum_{j=1}^{i} i j = 26"),
    "product with limits": (
        r"\prod\limits_{n=2}^{5} \frac{n}{n - 1} = 5",
        r"\prod\limits_{n=2}^{5} \frac{n}{n - 1} = 6",
    ),
    "congruence": (r"5 \cdot 9 = 45 \equiv 3 \pmod{7}", r"5 \cdot 9 = 45 \equiv 4 \pmod{7}"),
    "congruence, and its modulus": (r"5 \cdot 9 \equiv 3 \pmod 7", r"5 \cdot 9 \equiv 3 \pmod 8"),
    "congruence in words": (r"2^{10} \equiv 1 \ (\text{mod } 11)", r"2^{10} \equiv 1 \ (\text{mod } 12)"),
    "inverse": (r"4^{-1} \equiv 2 \pmod{7}", r"4^{-1} \equiv 3 \pmod{7}"),
    "equal up to a modulus": (r"3^4 = 81 = 1 \pmod{8}", r"3^4 = 81 = 2 \pmod{8}"),
    "vectors in a line": (r"2(1, 2) + (3, 4) = (5, 8)", r"2(1, 2) + (3, 4) = (5, 9)"),
    "product of vectors in a line": (r"(1, 2) \cdot (3, 4) = 11", r"(1, 2) \cdot (3, 4) = 12"),
    "letters behind a thin space": (r"\frac{30\,V}{10\,\Omega} = 3\,A", r"\frac{30\,V}{10\,\Omega} = 4\,A"),
    "letter behind a blank": (r"6 \times 10^{-3} \cdot 2 = 0.012\ m", r"6 \times 10^{-3} \cdot 2 = 0.013\ m"),
    "remark in a frame": (
        r"\frac{1}{1.6376} = \mathbf{0.6106 \quad (61.06\%)}",
        r"\frac{1}{1.6376} = \mathbf{0.6207 \quad (62.07\%)}",
    ),
    "small numbers": (
        r"\sqrt{4.2 \times 10^{-49}} / 2.1 = \sqrt{42} \times 10^{-25} / 2.1",
        r"\sqrt{4.2 \times 10^{-47}} / 2.1 = \sqrt{42} \times 10^{-25} / 2.1",
    ),
    "more chosen than there are": (r"\binom{2}{3} = 0", r"\binom{5}{9} = 10"),
    "factor before a fraction with decimals": (
        r"9.8(50) \frac{1.5}{0.6} = 490\,\frac{1.5}{0.6} = 1225",
        r"9.8(50) \frac{1.5}{0.6} = 480\,\frac{1.5}{0.6}",
    ),
    "power of a name": (r"s^2 = \frac{45}{9} = 5", r"s^2 = \frac{45}{9} = 6"),
}


@pytest.mark.parametrize("right, wrong", MORE_PAIRS.values(), ids=MORE_PAIRS)
def test_right_notation_holds_and_wrong_one_is_refused(right, wrong):
    assert set(verdicts(right)) == {"holds"}
    assert wrong is None or "wrong" in verdicts(wrong)


@pytest.mark.parametrize(
    "formula, numbers",
    [
        (r"\log_2 32 = 5", ["32", "2", "5"]),
        (r"\sqrt[3]{64} = 4", ["64", "3", "4"]),
        (r"8 \sin 30^\circ = 4", ["8", "30", "4"]),
        (r"\binom{7}{3} = 35", ["7", "3", "35"]),
        (r"2.5 \times 10^{-3} \text{ m} = 2.5 \text{ mm}", ["2.5", "10", "3", "2.5"]),
    ],
)
def test_numbers_of_a_formula_are_those_on_the_page(formula, numbers):
    (one,) = split_chains(formula, 0, len(formula), True)
    assert [formula[number.start : number.end] for part in one.parts for number in part.numbers] == numbers


@pytest.mark.parametrize(
    "formula, given",
    [
        (r"$\log_2 32 = 5.00$", [2, 32]),
        (r"$\sqrt[3]{64} = 4.00$", [3, 64]),
        (r"$8 \sin 30^\circ = 4.00$", [8, 30]),
        (r"$7 / 1 = 7$", [7, 1]),
        (r"$6 \times 2 = 12 \text{ kg}$", [6, 2]),
    ],
)
def test_every_number_of_a_formula_is_accounted_for(project, formula, given):
    project.write("snippets/soft.py", f"given = {given}\n")
    project.page(f"See [{formula}](=given).\n")
    assert project.check().code == 0


def test_about_does_not_let_half_of_a_value_pass():
    assert verdicts(r"8 - 0.301 \times 1.036 \approx 1 - 0.3") == ["wrong"]
