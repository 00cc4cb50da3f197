"""Pages that nobody here wrote: what is asked, goes on elsewhere, was cut or has no value."""

import pytest

from worked.judge.slips import CUT, ON_THE_WAY, RUNS_ON, TWICE, UNROUNDED, UP, ZEROS
from worked.judge.unrounded import numbers_of


@pytest.mark.parametrize(
    "equation, slip",
    [
        (r"$7/3 \cdot 512 = 1194$", CUT),
        ("`2 / 3 = 0.66`", CUT),
        ("`-2 / 3 = -0.66`", CUT),
        ("`9.87 / 2 = 4.93`", ""),  # 4.935 may be rounded either way
        ("$1 - 0.83 = 0.168$", UNROUNDED),
        ("`0.33 * 3.1 = 1.0333`", UNROUNDED),
        ("`20.45 / 2.2 = 9.3`", ""),
        ("`420,600 * 10.5% ≈ 44,090`", UNROUNDED),
        ("`0.1216 + 0.2702 + 0.2852 = 0.6769 = 67.69%`", UNROUNDED),
        ("`√0.001133 ≈ 0.03367`", UNROUNDED),
        ("`2 * 0.4167 = 0.8333`", UNROUNDED),
        ("`5 words * 32 bits = 160 bits / 8 = 20 bytes`", RUNS_ON),
        (r"$\sqrt{0.5} \cdot 0.707 = 0.707 \cdot 0.707$", ON_THE_WAY),  # the first number is new
        (r"$\frac{0.662}{1 + 1.296 \cdot 2} = \frac{0.662}{3.591}$", UNROUNDED),
        (r"$-0.378 \cdot (0.622 \cdot 0.378) = -0.0887$", UNROUNDED),
        ("`1280 / 768 = 1` with integer division", CUT),
        (r"$50 \div 18 = 2$ with a remainder of $14$", CUT),
        (r"$\frac{895 \text{ m}}{50} = 17.9 \text{ m}$", ""),
        (r"$\frac{898 \text{ m}}{50} = 17.9 \text{ m}$", CUT),  # which a slip in 895 would make too
        (r"$[7.5 - 2.1 \cdot 0.021, 7.5 + 2.1 \cdot 0.021] = [7.5 - 0.044, 7.5 + 0.044]$", ON_THE_WAY),
        ("`3,000,000 * 0.006667 = 20,000.67`", UNROUNDED),
        (r"$\frac{7.13 + 0.90 + 0.11 + 1.78 + 5.44}{5} = \frac{15.33}{5}$", UNROUNDED),
        (r"$-174 + 10\log_{10}(2 \cdot 10^6) = -174 + 63$", ON_THE_WAY),
        ("`31 * 3 ≈ 90`", ZEROS),
        ("`38 * 41 ≈ 1600`", ""),
        (r"$52,300 \cdot 12.5778 = 658,000$", ZEROS),
        ("`1.7445 * 1 = 1.75`", TWICE),
        (r"$1.96^2 \cdot 100 = 384.16 \approx 385$", UP),
        ("`250 / 12 ≈ 21`", ""),
        ("`245 / 12 ≈ 21`", UP),
        (r"$3 \cdot \frac{5}{13} = 3 \cdot 0.38$", ON_THE_WAY),
        (r"$\frac{1.5^2}{0.07} = \frac{2.3}{0.07}$", ON_THE_WAY),
        ("`1 - 0.04 * 61.3 = 1 - 2.5`", ON_THE_WAY),
        (r"$4.1 \cdot 5.07 / 100 = \frac{20.7}{100}$", ON_THE_WAY),
        (r"$2 - \log 5.0 = 2 - 0.699$", ON_THE_WAY),  # to base ten
        (r"$\log 5.07 = 0.705$", ""),
        (r"$\log 5.15 = 0.711$", CUT),
        (r"$\frac{1.96^2 \cdot 0.95}{0.02^2} = \frac{3.65}{0.0004}$", ON_THE_WAY),  # 0.0004 is exact
        (r"$0.2 \cdot e^{-0.6931} = 0.2 \cdot 0.5$", ON_THE_WAY),
    ],
)
def test_slip_of_style_is_a_warning_that_names_it(project, equation, slip):
    project.plain(f"See {equation}.\n")
    run = project.check()
    assert run.code == 0, run.out
    assert [headline.partition(":")[0] for headline in run.headlines] == [slip] * bool(slip)
    assert ("1 slip of style" in run.out) == bool(slip)


def test_numbers_of_a_page_are_listed_once_for_all_its_equations(project):
    numbers_of.cache_clear()
    project.plain("".join(f"`2.345 * 3.456 = 8.10{digit}`\n\n" for digit in range(5, 10)))
    assert project.check().out.count("from unrounded operands") == 3
    assert numbers_of.cache_info().misses <= 2, "once in each of the decimals that a page may have"


@pytest.mark.parametrize("setting, code, places", [("warn", 0, 1), ("fail", 1, 1), ("off", 0, 0)])
def test_setting_turns_a_slip_of_style_into_a_failure_or_off(project, setting, code, places):
    project.write("pyproject.toml", f'[tool.worked]\nstyle = "{setting}"\n')
    project.plain("See `2 / 3 = 0.66` and `3 * 7 = 21`.\n")
    run = project.check()
    assert run.code == code and len(run.places) == places, run.out
    assert project.check().out == run.out, "a kept verdict says the same"


@pytest.mark.parametrize(
    "setting, said",
    [
        ('decimal = "dot"', "decimal is one of either, point, comma"),
        ('style = "loud"', "style is one of warn, fail, off"),
        ('log = "7"', "log is one of either, e, 10, 2"),
    ],
)
def test_setting_that_does_not_exist_is_refused(project, setting, said):
    project.write("pyproject.toml", f"[tool.worked]\n{setting}\n")
    project.plain("See `2 / 3 = 0.67`.\n")
    run = project.check()
    assert run.code == 2 and said in run.err


@pytest.mark.parametrize(
    "equation",
    [
        "`2 / 3 = 0.65`",
        "`2 / 3 = 0.69`",
        "`7 / 4 = 1`",  # a single digit is no rounding
        "`5 * 0.25 = 1.24`",
        "`245 / 12 = 21`",
        "`38 * 41 ≈ 1559`",
        r"$1.96^2 \cdot 100 = 384.16 \approx 386$",
        r"$7 \cdot 52 = 364 \approx 370$",
        "`2.5 * 0.5 = 1.251`",
        "`3.1 * 2.4 = 7.45`",
        r"$3 \cdot \frac{5}{13} = 3 \cdot 0.39$",
        "`12.5 * 8 = 101`",
        "`30 + 20 ≈ 20 + 20`",  # near, but no number of it was rounded
        "`420,600 * 10.5% ≈ 44,263`",  # one digit of 44,163
        "`14.8 * 10.5 ≈ 156.5`, so that 156.5 are left",  # 14.9 times 10.5
        "`7 / 9 = 0.777`, which is 77.8 %",
        "`0.1 + 0.2 = 0.32000000000000004`",
        r"$\frac{30 \cdot 1.7}{0.5} = 90.0$",
        r"$\frac{4.1 \cdot 5.1}{100} = \frac{20.8}{100}$",
        "`2 * 0.4167 = 0.8343`",
        "`2 * 0.4167 = 0.8333`, and no more than 0.8334",  # which the page says itself
        "`1.5 * 3 = 4.6`",  # two digits are rarely rounded ones
        "`14.8 * 10.5 = 156.5`",
        "`2.50 * 4.00 = 10.01`",  # which is whole
        r"$\frac{0.662}{1 + 1.296 \cdot 2} = \frac{0.662}{3.581}$",
        "`50 / 0 = 5` points",
        r"$2 - \log 5.0 = 2 - 0.697$",
        r"$0.2 \cdot e^{-0.67} = 0.2 \cdot 0.5$",  # which is 0.51
        r"$500 \cdot (64 - 4) = 03\,000$",
        "`01,000 * 8 = 8000`",
        "`512 * 1024 * 2 = 1,048,57 bytes`",
        "`1 / 0,100,000 = 0.000001`",
        "`10,000 / 1.628895 = 6,19.13`",
        r"$50 \cdot 60 \cdot 2.94 = 8{,}82.000$",
        r"$5{,}000{,}000 \cdot 10^{-6} = 5.4 \text{ s}$",
        "`√2 = 5.23 × 10^390`",  # no float holds it
        "`√2 * 1.234 = 10^390 * 2.345`",
        "`√2 * 10^300 * 10^300 = 5.23`",
    ],
)
def test_wrong_digit_is_no_slip_of_style(project, equation):
    project.plain(f"See {equation}.\n")
    assert project.check().code == 1


@pytest.mark.parametrize(
    "listed", ["sizes=16,32,64", "ports = 80,443,22", "10,20,30 = 60", "(3,4.5) = 5.4", "a, b = 1,000,00"]
)
def test_list_of_numbers_is_not_grouped_in_a_wrong_way(project, listed):
    project.plain(f"See `{listed}`, and `1 + 1 = 2`.\n")
    assert project.check().code == 0


@pytest.mark.parametrize(
    "page",
    [
        r"Is $\frac{3}{8} = \frac{10}{27}$ a proportion?",
        r"Which statement is right, $\frac{3}{8} = \frac{10}{27}$?",
        r"Is `3 * 7 = 22` right?",
        r"Determine whether the following are true.\n\n1. $3 + 4 = 8$\n",
        r"Tell whether $2(3) + 4 = 12$.",
        r"True or false: $3 + 4 = 8$.",
        r"gain $(-2)\times$ loss $(+3) = -6$",
        r"First $10 - 4 = 7$ $\times 2$.",
        r"A sixth is near: $0.1665 \approx \tfrac16$.",
    ],
)
def test_what_is_asked_or_goes_on_elsewhere_is_not_judged(project, page):
    project.plain(page.replace("\\n", "\n") + "\n\nAnd `1 + 1 = 2`.\n")
    run = project.check()
    assert run.code == 0 and "not judged" in run.out, run.out


@pytest.mark.parametrize(
    "page",
    [
        "If $3 \\times 7 = 22$, what is $4 \\times 7$?",
        "What now? We know that `3 * 7 = 22`.",
        "Is it hard? No: $3 \\times 7 = 22$.",
        "The sum $3 + 4 = 8$ and loss $(+3) \\cdot 2 = 6$.",
        "`60 / 4 = 015`",
        "`75 / 0 = 25`",
        "$0 / 0 = 1$",
        "`log(0) = 0`",
        r"$\sqrt{-9} = 3$",
        r"$0.343 \approx \tfrac13$",
        r"$38 \times 41 = 1600$",
    ],
)
def test_wrong_equation_beside_a_question_or_without_a_value_is_refused(project, page):
    project.plain(page + "\n")
    assert project.check().code == 1


@pytest.mark.parametrize("page", ["`0110 + 0001 = 0111`", "$75 / 0 = x$", "`2024-01-05 = 2018`", r"$1/0 = \infty$"])
def test_binary_numbers_and_what_has_no_value_on_both_sides_are_not_refused(project, page):
    project.plain(page + " and `1 + 1 = 2`\n")
    assert project.check().code == 0


@pytest.mark.parametrize(
    "equation, reason",
    [
        ("`1 + 1 = 10`", "true of binary numbers"),
        ("`5 ^ 3 = 6`", "exclusive or"),
        (r"$2^{10} = 1024 \approx 10^3$", "order of magnitude"),
        (r"$2 \text{ m} \cdot 3 = 0.6 \text{ K} + 5 \text{ m}$", "different units"),
        ("`2 m * 3 = 12`", "may be variables"),
        (r"$2.5 \cdot 200 = 0.5 \text{ kJ}$", "may leave out its unit"),
        (r"$7 \cdot 52 = 364 \approx 365$", "near to a value"),
        ("`[1, 2] + [3, 4] = [1, 2, 3, 4]`", "lists of a program"),
        ("`[1, 2] * 2 = [1, 2, 1, 2]`", "lists of a program"),
        ("`2023-12-24 = 5`", "may be a date"),
        ("`18-24 = 7%`", "may be a range"),
        ("`36,000 scrapes = ~$13-15/month`", "may be a range"),
        ("`12500 * 48 * 2 bits / 8 = 150 Kbps`", "may leave out its unit"),
    ],
)
def test_what_would_be_true_in_another_way_of_writing_is_noted(project, equation, reason):
    project.plain(f"See {equation} and `1 + 1 = 2`.\n")
    run = project.check()
    assert run.code == 0 and reason in run.out, run.out


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("`0.1 + 0.2 = 0.30000000000000004`", "`0.1 + 0.2 = 0.50000000000000004`"),
        ("`120 - 20% = 96`", "`120 - 20% = 97`"),
        (r"$5 \text{ out of } 20 = 25\%$", r"$5 \text{ out of } 20 = 26\%$"),
        (
            r"$40 \text{ min} + 35 \text{ min} = 1 \text{ h } 15 \text{ min}$",
            r"$40 \text{ min} + 35 \text{ min} = 1 \text{ h } 25 \text{ min}$",
        ),
        (r"$\frac{9}{5}(25) + 32 = 77^{\circ}\text{F}$", r"$\frac{9}{5}(25) + 32 = 78^{\circ}\text{F}$"),
        ("`100 °F = (100 - 32) × 5/9`", "`100 °F = (100 - 32) × 5/8`"),
        ("`(98.6 - 32) × 5/9 = 37.0 °C = 98.6 °F`", "`(98.6 - 32) × 5/9 = 37.0 °C = 99.6 °F`"),
        (r"$0.5/\sqrt{100} = 5$ percentage points", r"$0.5/\sqrt{100} = 6$ percentage points"),
        ("`100k bits / 8 = 12.5 kB`", "`100k bits / 8 = 13.5 kB`"),
        ("`50K × 98 × 8 bytes = 39MB`", "`50K × 98 × 8 bytes = 38MB`"),
        ("`12 : 4 + 1 = 4`", "`12 : 4 + 1 = 5`"),
        ("`4 * 2 MB = 8192 KB`", "`4 * 2 MB = 8193 KB`"),
        ("`3M tokens × 256 dim × 2 bytes = 1.536 GB`", "`3M tokens × 256 dim × 2 bytes = 1.636 GB`"),
        ("`1 day = 24 * 60 minutes`", "`1 day = 24 * 64 minutes`"),
        (r"$17 \bmod 5 = 2$", r"$17 \bmod 5 = 3$"),
        (r"$\lfloor 3.7 \rfloor = 3$", r"$\lfloor 3.7 \rfloor = 4$"),
        (r"$\textcolor{red}{3} + 4 = 7$", r"$\textcolor{red}{3} + 4 = 8$"),
        ("`5 min * 60 = 300 sec`", "`5 min * 60 = 380 sec`"),
        ("`3 + 4 = 7 ✓`", "`3 + 4 = 8 ✓`"),
        ("`17 mod 5 = 2`", "`17 mod 5 = 3`"),
        ("`2 1/2 + 1 1/2 = 4`", "`2 1/2 + 1 1/2 = 5`"),
        ("`2½ + 1½ = 4`", "`2½ + 1½ = 5`"),
        ("`√6¼ = 2.5`", "`√6¼ = 2.6`"),
        ("`180° − 60° = 120°`", "`180° − 60° = 130°`"),
        (
            r"$3.0 \times 10^8 \text{ m/s} \div 6.0 \times 10^{14} \text{ Hz} = 5.0 \times 10^{-7} \text{ m}$",
            r"$3.0 \times 10^8 \text{ m/s} \div 6.0 \times 10^{14} \text{ Hz} = 5.1 \times 10^{-7} \text{ m}$",
        ),
        (r"$V = (2\text{ A})(6\ \Omega) = 12\text{ V}$", r"$V = (2\text{ A})(6\ \Omega) = 13\text{ V}$"),
    ],
)
def test_notation_of_other_projects_is_read(project, right, wrong):
    for equation, code in ((right, 0), (wrong, 1)):
        project.plain(f"See {equation}.\n")
        run = project.check()
        assert run.code == code and "1 page: " in run.out and "judged" not in run.out, run.out


@pytest.mark.parametrize(
    "page, fixed",
    [
        ("`3 * 7 = 22`", "`3 * 7 = 21`"),
        ("`0.34 = 1/3`", "`0.33 = 1/3`"),  # the last digit alone
        ("`25 = 3 * 7`", None),  # either side may be meant
        ("`3 * 8 = 21 = 42 / 2`", None),  # 21 is confirmed, so that the other side is wrong
        (r"$\log(1000) = 4.5$", None),  # to base e, or to base ten
        (r"$3^4 = 2 \pmod{5}$", None),
        (r"$40 * 1.5\% = 0.6\% = 0.006$", None),  # the first number may be meant as 40 %
        ("`3 * 8 = 5 * 7 = 24`", None),  # the first side has the value too
        ("`3 * 8 = 25 * 2 = 48`", None),  # what it is computed from is wrong
        ("`3 * 7 = 22 = 44 / 2`", None),
        (r"$20 \pm 3 \cdot 4 = 20 \pm 13 = (8, 32)$", r"$20 \pm 3 \cdot 4 = 20 \pm 12 = (8, 32)$"),
        ("`2^5 = 25`", None),  # 5^2 may be meant
        ("`0.26 / 25 = 0.0106`", None),  # as 0.265 / 25 is
        ("`52500 * 12.5778 = 660,000`", None),  # to its zeros
        ("`25 * 100 = 250000`", None),  # so far off that another number may be wrong
        (r"$20 \pm 3 \cdot 4 = 20 \pm 13 = (7, 33)$", None),
        ("`500 * 384 * 2 = 1.5 GB`", None),
        (r"$\sqrt{0{,}25} \cdot 3 = 1{,}4$", r"$\sqrt{0{,}25} \cdot 3 = 1{,}5$"),
        ("`500 * 384 * 2 bytes = 1.5 GB`", None),  # which is 0.0 GB: another unit may be meant
        ("`(2 / 3) × 100 = 60.67%`", "`(2 / 3) × 100 = 66.67%`"),
    ],
)
def test_fix_writes_only_what_nothing_else_can_be_wrong_for(project, page, fixed):
    file = project.plain(page + "\n")
    project.fix()
    assert file.read_text() == (fixed or page) + "\n"


def test_lines_of_a_worked_fence_that_open_an_equation_are_calculations_of_their_own(project):
    lines = "3 * 7 = 21\n2 * 5 = 10\n4 +\n  5 = 9\n6 · (1 +\n2) = 18\n8 * 2\n  = 16\n"
    project.plain(f"```worked\n{lines}```\n")
    run = project.check()
    assert run.code == 0 and run.out.startswith("1"), run.out
    for right, wrong in [("= 21", "= 22"), ("= 10", "= 11"), ("5 = 9", "5 = 8"), ("= 18", "= 19"), ("= 16", "= 17")]:
        project.plain(f"```worked\n{lines.replace(right, wrong)}```\n")
        assert project.check().code == 1, wrong


@pytest.mark.parametrize(
    "base, right, wrong",
    [("either", "3", "10"), ("either", "6.91", "10"), ("e", "6.91", "3"), ("10", "3", "6.91"), ("2", "9.97", "3")],
)
def test_setting_gives_the_base_of_log(project, base, right, wrong):
    project.write("pyproject.toml", f'[tool.worked]\nlog = "{base}"\n')
    for formula in (r"$\log 1000 = R$", r"$\log(1000) = R$", "`log(1000) = R`", r"$\text{log}(1000) = R$"):
        for result, code in ((right, 0), (wrong, 1)):
            project.plain(f"{formula.replace('R', result)} and `1 + 1 = 2`\n")
            assert project.check().code == code, formula


WRITTEN = [  # in prose, tables and fences: right, and wrong
    ("*3 + 4 = 7* is true.", "*3 + 4 = 8* is true."),
    ("2 1/2 + 1 1/2 = 4", "2 1/2 + 1 1/2 = 5"),
    ("180° − 60° = 120°", "180° − 60° = 130°"),
    ("It is 100(1.05)^(1/2) = 102.47 then.", "It is 100(1.05)^(1/2) = 103.47 then."),
    ("| 1,200 × 10% ≈ **120원** |", "| 1,200 × 10% ≈ **130원** |"),
    ("Article 5(3) says so, f(3) = 2 too.", "It is 5(3) = 16."),
    ("1.5e3 * 2 = 3000", "1.5e3 * 2 = 3001"),
    ("The sum is 3 + 4 = **7**.", "The sum is 3 + 4 = **8**."),
    ("| **Sum** | 3 + 4 = __7__ |", "| **Sum** | 3 + 4 = __8__ |"),
    ("- Total: 3 × 45 W = 135 W", "- Total: 3 × 45 W = 145 W"),
    ("4! + 1 = 25", "4! + 1 = 26"),
    ("3 × 4 = ~12", "3 × 4 = ~-12"),
    ("a | b\n---|---\n3 + 4 = 7 | 2", "a | b\n---|---\n3 + 4 = 8 | 2"),
    ("```c\ny = 3; // 3 * 7 == 21\n```", "```c\ny = 3; // 3 * 7 == 22\n```"),
    ("```python\n>>> 3 * 7 == 22\nFalse\n```", "```python\nx = 3  # 3 * 7 == 22\n```"),
    ("See https://example.org/?q=3*4=13.", "See 3*4=13."),
    ("Ages 18-24 = 7%", "Ages 24-18 = 7"),
]


@pytest.mark.parametrize("right, wrong", WRITTEN)
def test_equation_of_plain_text_is_told_from_what_only_looks_like_one(project, right, wrong):
    project.write("pyproject.toml", '[tool.worked]\nin = ["prose", "tables", "fences"]\n')
    for page, code in ((right, 0), (wrong, 1)):
        project.plain(f"{page}\n\nAnd `1 + 1 = 2`.\n")
        assert project.check().code == code, page


def test_directive_of_myst_holds_markdown(project):
    inside = "````{admonition} Example: 3 doors\n:class: example\n\n$$6 \\cdot 7 = R$$\n\n```{note}\nSo `6 * 7 = R`.\n```\n````\n"
    for result, code in ((42, 0), (43, 1)):
        project.plain(inside.replace("R", str(result)) + "\nAnd `1 + 1 = 2`.\n")
        run = project.check()
        assert run.code == code and run.out.count("does not hold") == 2 * code, run.out


@pytest.mark.parametrize(
    "right, wrong",
    [
        (
            r"$\frac{12 \text{ V}}{300\,\Omega} = 0,04 \text{ A}$",
            r"$\frac{12 \text{ V}}{300\,\Omega} = 0,05 \text{ A}$",
        ),
        ("`2,5 * 1.000 = 2.500`", "`2,5 * 1.000 = 2.501`"),
        ("Das sind 1,5 × 3 = 4,5 km.", "Das sind 1,5 × 3 = 4,6 km."),
        ("```\n1.234,5 + 0,5 = 1.235\n```", "```\n1.234,5 + 0,5 = 1.236\n```"),
        (r"$0{,}5 \cdot 3 = 1{,}5$", r"$0{,}5 \cdot 3 = 1{,}6$"),
        (r"$\max(3, 7) = 7$", r"$\max(3, 7) = 8$"),
    ],
)
def test_setting_lets_decimals_have_commas(project, right, wrong):
    project.write("pyproject.toml", '[tool.worked]\ndecimal = "comma"\nin = ["prose", "fences"]\n')
    for page, code in ((right, 0), (wrong, 1)):
        project.plain(f"{page}\n\nUnd `1 + 1 = 2`.\n")
        run = project.check()
        assert run.code == code and "judged" not in run.out, run.out


def test_comma_stays_a_comma_in_what_is_said_and_fixed(project):
    project.write("pyproject.toml", '[tool.worked]\ndecimal = "comma"\n')
    file = project.plain("`1,5 * 1.000 = 1.600`, `1 / 3 = 0,44`\n")
    out = project.check().out
    assert "0,44" in out and "0,33" in out and "1.500" in out
    project.fix()
    assert file.read_text() == "`1,5 * 1.000 = 1.500`, `1 / 3 = 0,33`\n"


def test_fix_leaves_a_number_of_plain_text_before_a_word_alone(project):
    project.write("pyproject.toml", '[tool.worked]\nin = ["fences"]\n')
    page = "```\n500 × 384 × 2 = 1.5 GB (all)\n3 * 7 = 22\n```\n"
    file = project.plain(page)
    project.fix()
    assert file.read_text() == page.replace("22", "21")


@pytest.mark.parametrize("equation", ["5 = 3 / 0 = 2", "500 = 3 / 0"])
def test_quotient_by_zero_behind_a_number_is_refused_in_prose(project, equation):
    project.write("pyproject.toml", '[tool.worked]\nin = ["prose"]\n')
    project.plain(f"See {equation} here.\n")
    assert project.check().headlines == ["division by zero"]


@pytest.mark.parametrize(
    "equation", [r"\binom{-1/2}{2} = \frac{3}{8}", r"\binom{-2}{3} = -4", r"\binom{5}{-1} = 0", "(1/2)! = 0.886"]
)
def test_equation_of_a_wider_definition_is_left_undecided(project, equation):
    project.plain(f"See ${equation}$.\n")
    run = project.check()
    assert run.code == 0 and "1 place not judged" in run.out
