"""Code that a page quotes: its comments are checked against what the code computes."""

import pytest

CODE = """\
import numpy as np

# --8<-- [start:cards]
weights = np.array([0.72, 0.28])  # (2,)
values = np.array([[4, 1], [1, 4]])  # (2, 2)
# --8<-- [end:cards]


def twice(x):
    return 2 * x


# --8<-- [start:mix]
output = weights @ values  # [3.16, 1.84]
output[0]  # 3.16
share = weights[0]  # = 0.72 of it
twice(weights[0])  # 1.44
# --8<-- [end:mix]
# --8<-- [start:hidden]
third = 1 / 3  # 0.33
# --8<-- [end:hidden]
"""


def quoting(project, *sections: str, code: str = CODE, language: str = "python") -> None:
    project.write("snippets/soft.py", code)
    fences = "".join(f'```{language}\n--8<-- "snippets/soft.py{section}"\n```\n\n' for section in sections)
    project.page(fences + "[0.72](=weights[0])\n")


def test_true_comments_hold_and_are_counted(project):
    quoting(project, ":cards", ":mix")
    run = project.check()
    assert (run.code == 0 and "8 computed" in run.out) or "7 computed" in run.out, run.out


@pytest.mark.parametrize(
    "old, new, line, column",
    [
        ("# (2,)", "# (3,)", 4, 37),
        ("# (2, 2)", "# (2, 3)", 5, 40),
        ("# [3.16, 1.84]", "# [3.16, 1.85]", 14, 30),
        ("# 3.16\n", "# 3.17\n", 15, 14),
        ("# = 0.72 of", "# = 0.73 of", 16, 25),
        ("# 1.44", "# 1.45", 17, 22),
    ],
)
def test_wrong_comment_is_reported_at_its_place_in_the_code(project, old, new, line, column):
    quoting(project, ":cards", ":mix", code=CODE.replace(old, new))
    run = project.check()
    assert run.code == 1 and run.places == [("snippets/soft.py", line, column)]
    assert "the comment and the code disagree" in run.headlines and "quoted by  page.md:" in run.out


def test_code_of_another_snippet_is_checked_against_that_snippet(project):
    project.write("snippets/other.py", "weights = 0.5\noutput = 7\n")
    project.write("snippets/soft.py", CODE)
    page = '---\nnumbers: snippets/other.py\n---\n\n[7](=output)\n\n```python\n--8<-- "snippets/soft.py:mix"\n```\n'
    project.write("page.md", page)
    run = project.check()
    assert run.code == 0 and "5 computed" in run.out, run.out
    project.write("snippets/soft.py", CODE.replace("# 1.44", "# 1.45"))
    assert project.check().places == [("snippets/soft.py", 17, 22)]
    project.write("snippets/soft.py", CODE.replace("0.72, 0.28", "0.62, 0.38"))
    assert [place[:2] for place in project.check().places] == [("snippets/soft.py", line) for line in (14, 15, 16, 17)]
    project.write("snippets/soft.py", CODE.replace("import numpy as np", "import numpy as np\n\n1 / 0"))
    assert project.check().places == [("snippets/soft.py", 3, 1)]


def test_comment_that_is_not_quoted_is_not_checked(project):
    quoting(project, ":cards", code=CODE.replace("# 0.33", "# 0.34"))
    assert project.check().code == 0


def test_whole_file_is_quoted(project):
    quoting(project, "", code=CODE.replace("# 0.33", "# 0.34"))
    assert project.check().places == [("snippets/soft.py", 20, 18)]


@pytest.mark.parametrize(
    "comment",
    [
        "# there are 97 cats",
        "# 0.72 and 0.28",
        "# about 97%",
        "# x97 faster",
        "# cats97",
        "# _97 of them",
        "# costs R97",
    ],
)
def test_number_in_a_comment_that_nothing_computes_is_refused(project, comment):
    quoting(project, ":mix", code=CODE.replace("# = 0.72 of it", comment))
    run = project.check()
    assert run.code == 1 and {(file, line) for file, line, _ in run.places} == {("snippets/soft.py", 16)}


@pytest.mark.parametrize(
    "line, column",
    [
        ('print("there are 97 cats")', 18),
        ("print('é', 'there are 97 cats')", 23),
        ('print(f"there are 97 cats {output}")', 19),
        ('print(f"{output[0]:.2f} of 97 cats")', 28),
        ("print(f\"{'97 cats'}\")", 11),
        ('"Gives 97 cats."', 8),
        ('print("cats:\\n97")', 15),
        ('print("cats:\\t97")', 15),
        ('print("\\b97")', 10),
        ('print("it is x97 faster")', 15),
        ('print("cats97: all")', 12),
        ('print("x97")', 9),
    ],
)
def test_number_in_a_string_of_quoted_code_is_refused_at_its_place(project, line, column):
    quoting(project, ":mix", code=CODE.replace("twice(weights[0])  # 1.44", line))
    run = project.check()
    assert run.code == 1 and run.places == [("snippets/soft.py", 17, column)]
    assert "nothing computes 97 in this string" in run.headlines


@pytest.mark.parametrize(
    "line",
    [
        'h97 = 1; print("h97 is")  # h97, as float64',
        'h_9_7 = 1; print("h_9_7 is")  # h_9_7',
        'def state97(share_97): print("state97 is", "share_97", [].h97, "h97")',
        'print(f"{output[0]:.2f} and {share:8.3}")',
        'bar = "\\u2588"',
        "print(97)",
    ],
)
def test_digits_of_formats_and_names_and_escapes_are_code(project, line):
    quoting(project, ":mix", code=CODE.replace("twice(weights[0])  # 1.44", line))
    assert project.check().code == 0


def test_digit_by_its_name_is_refused_with_its_string(project):
    quoting(project, ":mix", code=CODE.replace("twice(weights[0])  # 1.44", 'print("\\N{DIGIT NINE} cats")'))
    run = project.check()
    assert run.code == 1 and run.places == [("snippets/soft.py", 17, 7)]


def test_string_that_is_not_quoted_is_not_checked(project):
    quoting(project, ":cards", code=CODE.replace("twice(weights[0])  # 1.44", 'print("97 cats")'))
    assert project.check().code == 0


def test_number_in_a_docstring_of_quoted_code_is_refused(project):
    quoting(
        project, ":doc", code=CODE + '# --8<-- [start:doc]\ndef f():\n    """Gives 97 cats."""\n# --8<-- [end:doc]\n'
    )
    assert project.check().places[0][:2] == ("snippets/soft.py", 24)


@pytest.mark.parametrize(
    "target, said",
    [
        ("snippets/soft.py:mxi", "no section 'mxi' (it has: cards, mix, hidden)"),
        ("snippets/sfot.py", "there is no file snippets/sfot.py"),
        ("../out.py", "snippets folder"),
        ("/etc/passwd", "snippets folder"),
        ("snippets", "snippets folder"),
    ],
)
def test_quotation_that_leads_nowhere_names_page_file_and_section(project, target, said):
    project.write("snippets/soft.py", CODE)
    project.page(f'text\n\n```python\n--8<-- "{target}"\n```\n\n[0.72](=weights[0])\n')
    run = project.check()
    assert run.code == 1
    line, _, headline = run.failure
    assert line in (6, 7) and said in headline


def test_quotation_without_a_file_is_refused(project):
    project.page("```python\n--8<--\nfile.py\n--8<--\n```\n\n[0.72](=weights[0])\n")
    assert project.check().code == 1


def test_section_that_never_ends_is_refused(project):
    quoting(project, ":cards", code=CODE.replace("# --8<-- [end:cards]\n", ""))
    assert project.check().code == 1


def test_quotation_at_the_end_of_a_file_without_line_end_is_read(project):
    quoting(project, ":last", code=CODE + "# --8<-- [start:last]")
    assert project.check().code == 1


def test_literals_of_quoted_code_are_the_code(project):
    quoting(project, ":cards")
    assert project.check().code == 0


def test_typed_line_beside_a_quotation_is_typed(project):
    project.write("snippets/soft.py", CODE)
    project.page('```python\n--8<-- "snippets/soft.py:cards"\nx = 97\n```\n\n[0.72](=weights[0])\n')
    assert project.check().failure[:2] == (6, 5)


def test_quoted_file_that_is_no_python_is_shown_as_typed(project):
    project.write("data.txt", "97 cats\n")
    project.page('```text\n--8<-- "data.txt"\n```\n\n[0.72](=weights[animal])\n')
    run = project.check()
    assert run.code == 1 and run.places, run.out


def test_comment_of_another_snippet_is_checked_against_that_snippet(project):
    project.write("snippets/other.py", "# --8<-- [start:a]\nx = 1 / 4  # 0.26\n# --8<-- [end:a]\n")
    project.page('```python\n--8<-- "snippets/other.py:a"\n```\n\n[0.72](=weights[animal])\n')
    assert project.check().places == [("snippets/other.py", 2, 14)]


def test_number_behind_a_section_that_ends_in_an_open_bracket_is_checked(project):
    code = "# --8<-- [start:part]\nfirst = 0.72  # 0.9\nboth = [\n# --8<-- [end:part]\n    1,\n]\n"
    project.write("snippets/soft.py", code)
    project.write(
        "page.md",
        '---\nnumbers: snippets/soft.py\n---\n[0.72](=first)\n\n```python\n--8<-- "snippets/soft.py:part"\n```\n',
    )
    run = project.check()
    assert run.code == 1 and "0.9" in run.out


def test_quoted_file_without_a_last_line_end_is_checked(project):
    project.write("snippets/soft.py", "first = 0.72  # 0.9")
    project.write(
        "page.md", '---\nnumbers: snippets/soft.py\n---\n[0.72](=first)\n\n```python\n--8<-- "snippets/soft.py"\n```\n'
    )
    run = project.check()
    assert run.code == 1 and "0.9" in run.out


def test_fence_is_closed_by_a_line_of_its_own_only(project):
    project.write("page.md", "```text\nwords ```\n```\n\n`1 + 1 = 3`\n")
    assert project.check().places == [("page.md", 5, 10)]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("x = 4  # 97 cats 8<-", 10),
        ("x = 4  # 97 cats --8<-- [start:cats]", 10),
        ('x = b"97 cats"', 7),
        ('x = "9" "7 cats"', 6),
        ("x = 4  # 4 million", 10),
        ("x = 4  # 4 %", 10),
    ],
)
def test_number_of_quoted_code_that_something_disguises_is_refused(project, line, column):
    project.write("snippets/other.py", f"# --8<-- [start:a]\n{line}\n# --8<-- [end:a]\n")
    project.page('```python\n--8<-- "snippets/other.py:a"\n```\n\n[0.72](=weights[animal])\n')
    run = project.check()
    assert run.code == 1 and run.places[0] == ("snippets/other.py", 2, column), run.out
