"""Equations and worked steps: each side against its neighbour, as displayed."""

import pytest


@pytest.mark.parametrize(
    "equation",
    [
        "0.72 + 0.05 + 0.08 + 0.15 = 1.00",
        "0.72 + 0.28 = 1.00",
        "1/3 = 0.33",
        "2/3 = 0.67",
        "1/8 = 0.12",
        "1/8 = 0.13",
        "1/3 ≈ 0.33",
        "0.333 ≈ 1/3",
        "1.26 + 1.26 ≈ 2.5",
        "1.25 + 1.25 ≈ 2.5",
        "0.45·[4, 1] = [1.80, 0.45]",
        "[1, 2] + [3, 4] = [4, 6]",
        "3 · 4 = 12 = 6 · 2",
        "√2 ≈ 1.41",
        "sqrt(2) = 1.414",
        "exp(-1) = 0.37",
        "ln(2) = 0.693",
        "10^3 = 1,000",
        "50% · 30 = 15",
        "1 / 4 = 25%",
        "1 − 2 = −1",
        "6 × 7 = 42",
        "2^10 = 1024",
        "7 // 2 = 3",
        "1/2 + 1/2 = 1",
        "1/3 + 1/6 = 1/2",
        "100 = 10 · 10",
        "2/6 = 1/3",
        "0.1 + 0.2 = 0.3",
        "4.5 × 10^3 = 4500",
        "1 + 1 = 2, 2 + 2 = 4",
        "1,000 + 1 = 1,001",
        "√2 · √2 = 2",
        "0.9^29 = 0.047",
        "0.25 - 0.05 = 0.2",
    ],
)
def test_true_equation_holds(project, equation):
    project.plain(f"See `{equation}`.\n")
    run = project.check()
    assert run.code == 0 and not run.places, run.out


@pytest.mark.parametrize(
    "equation, wrong, computed",
    [
        ("0.72 + 0.28 = 1.01", "1.01", "1.00"),
        ("1/3 = 0.34", "0.34", "0.33"),
        ("1/8 = 0.14", "0.14", "0.13"),
        ("0.34 = 1/3", "0.34", "0.33"),
        ("1/3 ≈ 0.34", "0.34", "0.33"),
        ("[1, 2] + [3, 4] = [4, 7]", "7", "6"),
        ("0.45·[4, 1] = [1.81, 0.45]", "1.81", "1.80"),
        ("√2 ≈ 1.42", "1.42", "1.41"),
        ("10^3 = 1,001", "1,001", "1,000"),
        ("1 / 4 = 26%", "26%", "25%"),
        ("1 − 2 = 1", "1", "−1"),
        ("2 · 4.5 = 9.1", "9.1", "9.0"),
        ("0.9^29 = 0.048", "0.048", "0.047"),
        ("4 · 30 = 1,20", "1,20", "120,00"),
    ],
)
def test_false_equation_is_refused_at_the_wrong_number(project, equation, wrong, computed):
    project.plain(f"See `{equation}`.\n")
    run = project.check()
    if computed:
        assert run.code == 1 and len(run.places) == 1
        assert run.places[0][2] == 6 + (0 if equation.startswith(f"{wrong} =") else equation.rindex(wrong))
        assert f"page says  {wrong}\n  computed   {computed}" in run.out
    else:
        assert f"not judged: {equation}" in run.out


@pytest.mark.parametrize(
    "equation, computed",
    [
        ("0.72 + 0.05 + 0.08 + 0.05 = 1", "0.90"),  # rounding alone would let it through
        ("1.26 + 1.26 = 2.5", "2.52"),
        ("2.96 - 1.44 = 1.5", "1.52"),
    ],
)
def test_sum_with_fewer_decimals_than_its_terms_is_exact_on_accounted_pages_alone(project, equation, computed):
    project.plain(f"See `{equation}`.\n")
    assert project.check().code == 0
    project.page(f"See `{equation}`.\n")
    run = project.check()
    assert run.code == 1 and f"computed   {computed}" in run.out


@pytest.mark.parametrize(
    "formula, right, wrong",
    [
        (r"\begin{aligned} 2^3 = R && -3 = -6/2 \end{aligned}", "8", "9"),
        (r"\begin{aligned} 2^3 = 8 && -R = -6/2 \end{aligned}", "3", "4"),
        (r"\begin{aligned} (-2)^2 = 4 & & (-5)^2 = R \end{aligned}", "25", "26"),
        (r"\begin{aligned} a &= 2 + 5 & b &= 3 \cdot 4 = R \\ &= 7 & &= 12 \end{aligned}", "12", "13"),
        (r"\begin{aligned} 2+2 = 4 \end{aligned} \begin{aligned} -R = -6/2\end{aligned}", "3", "2"),
        (r"\begin{aligned} y &= 3 \cdot 7 \\ \\ &= R \end{aligned}", "21", "22"),
        (r"\begin{aligned} y &=~ 3 \cdot 7 \\ &=~ R \end{aligned}", "21", "22"),
        (r"2^3 = 8 \quad -R = -6/2", "3", "4"),
        (r"3.317 \text{ rounds to } \sqrt{11} \approx R", "3.32", "3.33"),
        (r"\text{Total: } 3 + 4 = R", "7", "8"),
        (r"(1/3)~(3/5) + (1/3)~(1/5) = R/15", "4", "7"),
        (r"2~(3) + 4 = R", "10", "7"),
        (r"\frac{6.1}{3.2} \times 10^{-7}\% = R \times 10^{-7}\%", "1.9", "1.6"),
        (r"\frac{7.3}{0.412} = R \; (1.77 \times 10^1)", "17.7", "17.6"),
        (
            r"42 \cancel{\text{in}} \times \frac{2.54 \text{ cm}}{1 \cancel{\text{in}}} = R \text{ cm}",
            "106.68",
            "107.68",
        ),
        (r"\max(3, 7) = R", "7", "8"),
        (r"70.2 + 0.64 = R", "70.8", "70.9"),
        (r"2/3 = R...", "0.666", "0.667"),
        (r"2/3 = R\ldots", "0.666", "0.656"),
        (r"-20/3 = -R\dots", "6.66", "6.67"),
        (r"1/6 = 0.1\overline{R}", "6", "7"),
        (r"1/3 = 0.\overline{R}", "3", "4"),
        (r"[3 + 4] \cdot 2 = R", "14", "15"),
    ],
)
def test_formula_on_a_page_of_others_is_read_by_its_layout(project, formula, right, wrong):
    project.plain(f"Then\n\n$${formula.replace('R', right)}$$\n")
    run = project.check()
    assert run.code == 0 and "failure" not in run.out, run.out
    project.plain(f"Then\n\n$${formula.replace('R', wrong)}$$\n")
    assert project.check().code == 1


def test_brackets_of_code_are_brackets_and_dots_cut_digits(project):
    project.plain("See `[3 + 4] * 2 = 14` and `2/3 = 0.666...` and `2/3 = 0.666…`.\n")
    assert project.check().code == 0
    project.plain("See `[3 + 4] * 2 = 15` and `2/3 = 0.667...` and `2/3 = 0.656…`.\n")
    run = project.check()
    assert len(run.places) == 3 and project.fix().code == 1
    assert "`2/3 = 0.667...`" in (project.root / "page.md").read_text(), "nothing is written where digits are cut"


@pytest.mark.parametrize("code", ["10 / 3 ~= R", "10 / 3 = ~R", "10 / 3 == R", "max(1, 3.33) = R", "log10(2138) = R"])
def test_relation_or_function_of_code_is_read(project, code):
    project.plain(f"See `{code.replace('R', '3.33')}`.\n")
    assert project.check().code == 0
    project.plain(f"See `{code.replace('R', '3.43')}`.\n")
    assert project.check().code == 1


@pytest.mark.parametrize(
    "equation",
    ["1/3 = 0.343 * 1", "0.5 + 0.5 = 2 * 0.49", "1 + 1 = 1 + 2", "[1, 2] = 2", "[1, 2, 3] + 1 = [2, 3]", "3 = [3]"],
)
def test_unequal_expressions_are_refused(project, equation):
    project.plain(f"See `{equation}`.\n")
    assert project.check().code == 1


def test_step_that_is_wrong_in_a_chain_is_the_only_failure(project):
    project.plain("```worked\n2 * 3\n  = 6\n  = 7\n  = 14 / 2\n```\n")
    assert project.check().failure == (4, 5, "this equation does not hold")


def test_every_wrong_entry_of_a_vector_is_reported(project):
    project.plain("See `0.72·[4, 1] = [2.89, 0.71]`.\n")
    assert project.check().places == [("page.md", 1, 21), ("page.md", 1, 27)]


def test_neighbours_are_compared_as_they_are_displayed(project):
    project.plain("```worked\n1/3 * 3\n  ≈ 0.33 * 3\n  = 0.99\n```\n")
    run = project.check()
    assert ("page.md", 4, 5) not in run.places


def test_paragraphs_of_a_worked_fence_are_chains_of_their_own(project):
    project.plain("```worked\n1 + 1\n  = 2\n\n2 + 2\n  = 5\n```\n")
    assert project.check().failure == (6, 5, "this equation does not hold")


def test_steps_may_stand_on_one_line(project):
    project.plain("```worked\n1 + 1 = 2 = 4 / 2\n2 + 2 = 5\n```\n")
    assert project.check().code == 1


def test_name_of_the_snippet_stands_in_an_equation(project):
    project.page("```worked\nweights @ values\n  = 0.72·[4, 1] + 0.28·[1, 4]\n  = [3.16, 1.84]\n```\n")
    run = project.check()
    assert run.code == 0, run.out


def test_wrong_weight_in_a_worked_step_is_refused(project):
    project.page("```worked\nweights @ values\n  = 0.73·[4, 1] + 0.28·[1, 4]\n  = [3.16, 1.84]\n```\n")
    run = project.check()
    assert run.code == 1 and {line for _, line, _ in run.places} <= {5, 6, 7}


@pytest.mark.parametrize(
    "equation",
    [
        "x = 3",
        "x == 3",
        "a <= 4",
        "f(x) = 2x + 1",
        "d_k = 64",
        "n = 4, m = 5",
        "def f(x=1)",
        "a = [1, 2]",
        "--width=3",
        "x=1&y=2",
    ],
)
def test_assignment_is_no_equation(project, equation):
    project.plain(f"`1 + 1 = 2` and `{equation}`.\n")
    run = project.check()
    assert run.code == 0 and not run.places, run.out


def test_equation_that_cannot_be_evaluated_is_printed_and_counted(project):
    project.plain("`1 + 1 = 2` and `2 · height + 1 = 4`.\n")
    run = project.check()
    assert run.code == 0 and run.places[0][:2] == ("page.md", 1) and "1 place not judged" in run.out


def test_equation_that_cannot_be_evaluated_fails_on_an_accounted_page(project):
    project.page("[0.72](=weights[animal]) and `2 · height + 1 = 4`.\n")
    run = project.check()
    assert run.code == 1 and run.places[0][1] == 4


def test_worked_step_that_cannot_be_read_fails_on_every_page(project):
    project.plain("```worked\n1 + 1\n  = two\n```\n")
    assert project.check().failure[:2] == (3, 5)


@pytest.mark.parametrize(
    "equation, given, loose",
    [
        ("0.4 + 0.4 ≈ 1", [0.4, 0.4], "0.4"),
        ("1 / 3 ≈ 0.3", [1, 3], "3"),
        ("0 · 5 = 0", [0, 5], "5"),
        ("100 / 7 ≈ 14", [100, 7], "100"),
    ],
)
def test_number_that_the_equation_does_not_hold_is_refused_on_an_accounted_page(project, equation, given, loose):
    project.write("snippets/soft.py", f"given = {given}\n")
    project.page(f"See [`{equation}`](=given).\n")
    run = project.check()
    assert run.code == 1
    assert any(headline.startswith(f"nothing holds {loose} here") for headline in run.headlines)


@pytest.mark.parametrize(
    "equation, given",
    [
        ("0.72 + 0.05 + 0.08 + 0.15 = 1.00", [0.72, 0.05, 0.08, 0.15]),
        ("2 · 3 = 6", [2, 3]),
        ("0.50 · 4 = 2.00", [0.5, 4]),
    ],
)
def test_exact_equation_holds_every_number(project, equation, given):
    project.write("snippets/soft.py", f"given = {given}\n")
    project.page(f"See [`{equation}`](=given).\n")
    run = project.check()
    assert run.code == 0, run.out
