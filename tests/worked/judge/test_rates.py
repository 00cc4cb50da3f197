"""How many wrong digits are found on pages of other projects, and how many right equations are refused.

The equations are made here, in the notations of textbooks, course sites and README files, and another way of computing tells
which are true. Digits are changed one at a time; a change that leaves an equation true is left out. `-s` prints the rates.
"""

import math
import random
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from worked.judge.check import check_page
from worked.run.store import Store
from worked.settings import Settings

EACH = 6  # equations of a kind
# A page, with its numbers in angle brackets: how each is drawn (digits before the point, and behind it), then the result.
KINDS = {
    "`<2> * <2> = <r0>`": lambda a, b: a * b,
    "`<2.1> * <1.2> = <r3>`": lambda a, b: a * b,
    "`<3> / <1> = <r2>`": lambda a, b: a / b,
    "`<2.2> + <3.1> = <r1>`": lambda a, b: a + b,
    "`<3.2> - <2.2> = <r2>`": lambda a, b: a - b,
    "`(<2> + <2>) * <1> = <r0>`": lambda a, b, c: (a + b) * c,
    "`<1>^3 = <r0>`": lambda a: a**3,
    "`sqrt(<3>) = <r3>`": lambda a: math.sqrt(a),
    "`<2>% of <3> = <r2>`": lambda a, b: a * b / 100,
    "`[<2> + <2>] * <1> = <r0>`": lambda a, b, c: (a + b) * c,
    "`<2> boxes * <2> = <r0> boxes`": lambda a, b: a * b,
    "`total: $<3.2> + $<2.2> = $<r2>`": lambda a, b: a + b,
    "`<2> x <2> = <r0> (exact)`": lambda a, b: a * b,
    "`<3> ms * <1> = <r0> ms`": lambda a, b: a * b,
    "`max(<2>, <2>) + <1> = <r0>`": lambda a, b, c: max(a, b) + c,
    "`<2> * <2> == <r0>`": lambda a, b: a * b,
    "`<2> / <1> ~= <r2>`": lambda a, b: a / b,
    r"$<2> \times <2> = <r0>$": lambda a, b: a * b,
    r"$<2.1> \cdot <2> = <r1>$": lambda a, b: a * b,
    r"$\frac{<3>}{<2>} = <r3>$": lambda a, b: a / b,
    r"$\frac{<2> + <2>}{<1>} \approx <r2>$": lambda a, b, c: (a + b) / c,
    r"$\sqrt{<2>^2 + <2>^2} \approx <r2>$": lambda a, b: math.hypot(a, b),
    r"$<1.1> \times 10^{3} = <r0>$": lambda a: a * 1000,
    r"$(<1.2> \times 10^{4})(<2>) = <r0>$": lambda a, b: a * 10_000 * b,
    r"$\ln <3> = <r3>$": lambda a: math.log(a),
    r"$\text{log}(<3>) = <r3>$": lambda a: math.log10(a),
    r"$<2> \text{ m} \times <2> \text{ m} = <r0> \text{ m}^2$": lambda a, b: a * b,
    r"$\frac{<3> \text{ km}}{<1> \text{ h}} = <r1> \text{ km/h}$": lambda a, b: a / b,
    r"$<2> \text{ h} \times 60 = <r0> \text{ min}$": lambda a: a * 60,
    r"$<1> \cdot <1> \text{ h} = <r0> \text{ min}$": lambda a, b: a * b * 60,
    r"$<2> \cancel{\text{in}} \times \frac{2.54 \text{ cm}}{1 \cancel{\text{in}}} = <r2> \text{ cm}$": lambda a: (
        a * Fraction(254, 100)
    ),
    r"$\frac{\text{<3> g}}{\text{<1> mL}} = \text{<r2> g/mL}$": lambda a, b: a / b,
    r"$<2>^\circ\text{C} + 273 = <r0>\text{ K}$": lambda a: a + 273,
    r"$<2.1> + <2.1> = <r1> \text{ kJ}$": lambda a, b: a + b,
    r"$180^\circ - <2>^\circ = <r0>^\circ$": lambda a: 180 - a,
    r"$<2>\% \times <3> = <r2>$": lambda a, b: a * b / 100,
    r"$<2> : <1> = <r2>$": lambda a, b: a / b,
    r"$\begin{pmatrix} <1> & 2 \\ 3 & <1> \end{pmatrix} \begin{pmatrix} 0 & 0 \\ 1 & 0 \end{pmatrix} = \begin{pmatrix} 2 & 0 \\ <r0> & 0 \end{pmatrix}$": (
        lambda a, b: b
    ),
    r"$\SI{<2.1>}{\metre} \cdot <2> = \SI{<r1>}{\metre}$": lambda a, b: a * b,
    r"$<2> \frac{\text{m}}{\text{s}} \times <1> \text{ s} = <r0> \text{ m}$": lambda a, b: a * b,
    r"$<2>~(<1>) + <2> = <r0>$": lambda a, b, c: a * b + c,
    r"$$\begin{aligned} <1>^3 = <r0> && -1 = -2/2 \end{aligned}$$": lambda a: a**3,
    "$$\\begin{aligned} x &= <2> \\cdot <2> \\\\ \\\\ &= <r0> \\end{aligned}$$": lambda a, b: a * b,
    "$$\n<3> - <2> = <r0>\n$$": lambda a, b: a - b,
    "```math\n<2> \\cdot <2> = <r0>\n```": lambda a, b: a * b,
    "```worked\n<2> * <2>\n  = <r0>\n```": lambda a, b: a * b,
    "<details>\n<summary>S</summary>\n\n`<2> + <2> = <r0>`\n\n</details>": lambda a, b: a + b,
    r"\\(<2> + <2> = <r0>\\)": lambda a, b: a + b,
    "We sell <1> × <2> = <r0> pens.": lambda a, b: a * b,
    "- <2> + <2> = <r0>": lambda a, b: a + b,
    "| sum |\n|---|\n| <3> / <1> = <r2> |": lambda a, b: a / b,
    "```python\ny = f(x)  # <2> * <1> = <r0>\n```": lambda a, b: a * b,
}
PLACE = re.compile(r"<(r?)(\d)(?:\.(\d))?>")


class Equation:
    """A page with its numbers as they are written, and the function that gives the last of them from the others."""

    def __init__(self, kind: str, compute, dice: random.Random):
        self.kind, self.compute = kind, compute
        places = PLACE.findall(kind)
        self.numbers = [draw(int(before), int(behind or 0), dice) for is_result, before, behind in places[:-1]]
        self.decimals = int(places[-1][1])
        self.numbers.append(rounded(self.value(), self.decimals))

    def value(self) -> Fraction:
        return Fraction(self.compute(*map(Fraction, self.numbers[: len(PLACE.findall(self.kind)) - 1])))

    @property
    def is_true(self) -> bool:
        return abs(self.value() - Fraction(self.numbers[-1])) <= Fraction(1, 2 * 10**self.decimals) + Fraction(1, 10**9)

    @property
    def text(self) -> str:
        numbers = iter(self.numbers)
        return PLACE.sub(lambda _: next(numbers), self.kind)

    def slips(self) -> list["Equation"]:
        """The same with one digit changed, each digit in turn, where that makes it wrong."""
        dice, found = random.Random(self.text), []
        for index, number in enumerate(self.numbers):
            for at, digit in enumerate(number):
                if not digit.isdigit():
                    continue
                other = Equation.__new__(Equation)
                vars(other).update(vars(self), numbers=list(self.numbers))
                new = dice.choice([one for one in "123456789" if one != digit])
                other.numbers[index] = number[:at] + new + number[at + 1 :]
                found += [] if other.is_true else [other]
        return found


def draw(before: int, behind: int, dice: random.Random) -> str:
    whole = dice.randint(10 ** (before - 1) + (before == 1), 10**before - 1)
    return f"{whole}.{dice.randint(1, 10**behind - 1):0{behind}}".rstrip("0") if behind else str(whole)


def rounded(value: Fraction, decimals: int) -> str:
    scaled = value * 10**decimals
    digits = str(math.floor(abs(scaled) + Fraction(1, 2))).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and int(digits) else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def outcomes(equations: list[Equation], folder: Path) -> list[str]:
    """What a check of one page with all of them says of each: "holds", "wrong", "style" or "unjudged"."""
    page, lines, text = folder / "page.md", [], ""
    for equation in equations:
        lines.append(text.count("\n") + 1)
        text += f"{equation.text}\n\n"
    page.write_text(text, "utf8")
    settings = Settings(folder.resolve(), {"in": ["prose", "tables", "fences"]})
    report = check_page(page, settings, Store(settings))
    found = dict.fromkeys(lines, "unread")
    ends = [*lines[1:], text.count("\n") + 1]

    def start_of(line: int) -> int:
        return next(start for start, end in zip(lines, ends) if start <= line < end)

    for number in report.numbers:
        found[start_of(report.page.source.place(number.start)[0])] = "holds"
    for kind, failures in (("style", report.warnings), ("wrong", report.failures)):
        for failure in failures:
            found[start_of(failure.line)] = kind
    for one in report.unjudged:
        found[start_of(one.failure.line)] = "unjudged"
    return [found[line] for line in lines]


@pytest.fixture(scope="module")
def equations() -> list[Equation]:
    dice = random.Random(16)
    return [Equation(kind, compute, dice) for kind, compute in KINDS.items() for _ in range(EACH)]


def told(name: str, counts: Counter, examples: list[str]) -> str:
    rates = ", ".join(f"{kind} {count} ({100 * count / counts.total():.2f} %)" for kind, count in counts.most_common())
    return f"{name}: {counts.total()} equations: {rates}\n" + "\n".join(examples[:20])


def test_right_equations_hold(equations, tmp_path):
    assert all(equation.is_true for equation in equations) and len(equations) > 250
    found = outcomes(equations, tmp_path)
    counts = Counter(found)
    others = [f"{kind}: {equation.text}" for kind, equation in zip(found, equations) if kind != "holds"]
    print(told("right", counts, others))
    judged = counts["holds"] + counts["wrong"] + counts["style"]
    assert judged >= 0.995 * counts.total(), others
    assert counts["wrong"] <= 0.005 * judged, others


def test_slips_are_found(equations, tmp_path):
    slips = [slip for equation in equations for slip in equation.slips()]
    assert len(slips) > 2000
    found = outcomes(slips, tmp_path)
    counts = Counter(found)
    others = [f"{kind}: {slip.text}" for kind, slip in zip(found, slips) if kind != "wrong"]
    print(told("slips", counts, others))
    assert counts["wrong"] + counts["style"] >= 0.995 * counts.total(), others
    assert counts["style"] <= 0.05 * counts.total(), "few slips look like digits that were cut"
