"""Nothing is passed over in silence: what was not judged is counted, listed, and judged where the settings say so."""

import json

import pytest

ELSEWHERE = {  # what stands in each place, with R for the result
    "prose": [
        ("We sell 3 × 7 = R pens.", 21),
        ("- 3 + 7 = R, says the list", 10),
        ("**30 % of 70 = R**", 21),
        ("> A quote: 5 · 5 = R.", 25),
        ("# The 3 × 4 = R rule", 12),
        ("(so 3 * 7 = R)", 21),
        ("It is 3 boxes x 7 = R boxes.", 21),
        ("Half: 1/2 = R.", 0.5),
        ("1024 * 4 K bytes = R KB", 4096),
        ("So 17 * 2000 = ~R here.", 34000),
        ("5 x 5 = R", 25),
        ("<p>3 + 8 = R</p>", 11),
        ("<ul>\n  <li>So $\\frac{12}{4} = R$ each.</li>\n</ul>", 3),
    ],
    "tables": [
        ("| sum | n |\n|---|---|\n| 12 / 4 = R | 2 |", 3),
        ("a | b\n--|--\n5 × 5 = R | 7", 25),
        ("<table><tr><td>3 + 8 = R</td></tr></table>", 11),
    ],
    "fences": [
        ("```\n3 * 7 = R\n```", 21),
        ("```python\narea = 3 * 7  # 3 * 7 = R\n```", 21),
        ("Text\n\n    3 * 7 = R\n", 21),
        ("~~~text\n60 / 4 = R\n~~~", 15),
        ("```\n2*a+b/3 = 2*(2)+(3)/3 = R\n```", 5),
        ("```latex\ni = \\frac{30\\,V}{10\\,\\Omega} = R\\,A\n```", 3),
        ("```md\nSo $3 \\cdot 7 = R$ here.\n```", 21),
        ("Text\n\n    $$p = \\frac{12}{4} = R.$$\n", 3),
    ],
}
CASES = [(place, *case) for place, cases in ELSEWHERE.items() for case in cases]


@pytest.mark.parametrize("place, page, result", CASES)
def test_equation_outside_of_code_and_formulas_is_counted_by_its_place(project, place, page, result):
    project.plain(f"{page.replace('R', str(result))}\n\nAnd `1 + 1 = 2`.\n")
    run = project.check()
    assert run.code == 0 and f"1 place not judged: 1 in {place}" in run.out and not run.places, run.out
    run = project.check("--unread", "page.md")
    assert run.code == 0 and len(run.places) == 1 and f"not read, in {place}" in run.headlines[0]


@pytest.mark.parametrize("place, page, result", CASES)
def test_equation_of_a_place_is_judged_where_the_setting_says_so(project, place, page, result):
    project.write("pyproject.toml", f'[tool.worked]\nin = ["{place}"]\n')
    for shown, code in ((result, 0), (result + 2, 1)):
        project.plain(f"{page.replace('R', str(shown))}\n\nAnd `1 + 1 = 2`.\n")
        run = project.check()
        assert run.code == code and "not judged" not in run.out, run.out


def test_option_judges_more_places_than_the_settings(project):
    project.plain("We sell 3 × 7 = 22 pens, and `1 + 1 = 2`.\n")
    assert project.check().code == 0
    assert project.check("--in", "prose,tables", "page.md").code == 1
    assert project.check("--in", "", "page.md").code == 0, "a kept verdict is of the same places"
    run = project.check("--in", "margins", "page.md")
    assert run.code == 2 and "'margins' is none" in run.err
    project.write("pyproject.toml", '[tool.worked]\nin = ["margins"]\n')
    assert project.check().code == 2


@pytest.mark.parametrize(
    "page",
    [
        "Let 2x + 3 = 7.",
        "On 2024-01-05 = day 5.",
        "Version 1.2 = 3.",
        "f(3) = 4 + 5",
        "`2 · h + 1 = 4`",
        "$2x + 3 = 7$ and $\\frac{a}{2} = 4$",
        "n * 3 + 4 = 7",
        "```python\nx = 3 * 7\nfor i in range(4): y[2] = 5 + 1\n```",
        "0x3 + 4 = 7",
        "It costs $5 + tax = 6.",
    ],
)
def test_algebra_dates_and_programs_are_not_counted(project, page):
    project.plain(f"{page}\n\nAnd `1 + 1 = 2`.\n")
    run = project.check("--unread", "page.md")
    assert run.code == 0 and "not judged" not in run.out, run.out


def test_last_line_gives_places_with_their_reasons(project):
    project.plain("Is `3 * 7 = 22`? See $40 \\text{ m} + 2 \\text{ s} = 42$ and 3 + 4 = 8.\n\nAnd `1 + 1 = 2`.\n")
    run = project.check()
    assert run.out.endswith("3 places not judged: 1 in code (asked 1), 1 in formulas (units 1), 1 in prose\n"), run.out
    told = json.loads(project.check("--format", "json", "--unread", "page.md").out)
    assert len(told["not_judged"]) == 3 and told["warnings"] == []


@pytest.mark.parametrize(
    "page",
    [
        "<details>\n<summary>S</summary>\n\n`3 * 7 = R`\n\n</details>",
        "<div>\n\nText $3 \\cdot 7 = R$.\n\n</div>",
        r"See \\(3 \cdot 7 = R\\).",
        r"See \\[3 \cdot 7 = R\\].",
        r"See $ 3 \cdot 7 = R $.",
        "```math\n3 \\cdot 7 = R\n```",
        "```{math}\n:label: sum\n3 \\cdot 7 = R\n```",
        "`3 * 7 = R ms`",
        "`3 boxes * 7 = R`",
        "`3 * $7 = $R`",
        "`3 x 7 = R`",
        "`total: 3 * 7 = R`",
        "`3 * 7 = R (exact)`",
        "`3 * 7000 = Rk`",
        "`3 km * 7 = R km`",
        "`42 kg / 2 = R kg`",
        "`3Ki * 7 = RKi`",
    ],
)
def test_equation_in_the_marks_of_other_projects_is_read(project, page):
    right, wrong = (f"{page.replace('R', result)}\n" for result in ("21", "22"))
    project.plain(right)
    assert project.check().code == 0 and "1 page: " in project.check().out, project.check().out
    project.plain(wrong)
    assert project.check().code == 1, project.check().out


@pytest.mark.parametrize(
    "code", ["2x + 3 = 7", "2 m * 3 = 12", "2x = 14", "x2 = 3 + 4", "0x10 + 1 = 2", "3 if x = 4 * 2"]
)
def test_letters_that_may_be_variables_are_no_units(project, code):
    project.plain(f"`{code}` and `1 + 1 = 2`\n")
    assert project.check().code == 0


def test_marks_of_other_projects_mean_nothing_on_an_accounted_page(project):
    for page in ("`half * 4 = 2 ms`", "`total: half * 4 = 2`", "`half x 4 = 2`", "$ 2 = 4 / 2 $"):
        project.page(f"[0.72](=weights[animal]) and {page}.\n")
        assert project.check().code == 1, page
