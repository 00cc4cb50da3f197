"""Labs: plain-text notebooks are checked as pages are, at the lines and columns of the Python file.

A case of `labs/` holds a lab, and either what `worked check` says of it to the letter or what `worked fix` makes of it.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.worked.golden import cases
from worked.read.lab import LabSource
from worked.read.page import Page
from worked.site.notebook import download

LABS = Path(__file__).parent / "labs"
CASES = {case.name: case for case in cases(LABS)}
CHECKS = [name for name, case in CASES.items() if f"worked check {name}.py" in case.parts]
HEADER = "# ---\n# title: Lab\n# description: Words.\n# ---\n\n"
FIRST = HEADER.count("\n") + 1  # the line of the first cell


@pytest.fixture
def labs(tmp_path, monkeypatch) -> Path:
    """A folder with the lab of each case, and with what the labs share."""
    shutil.copytree(LABS, tmp_path / "labs", ignore=shutil.ignore_patterns(".worked", "*.txt"))
    for name, case in CASES.items():
        case.write(tmp_path / "labs", f"{name}.py")
    monkeypatch.chdir(tmp_path / "labs")
    return tmp_path / "labs"


def lab(code: str = "", text: str = "", after: str = "") -> str:
    """A lab with a cell of text, one of code, and one of text behind it."""
    written = "\n".join(f"# {line}" if line else "#" for line in text.split("\n"))
    behind = "\n".join(f"# {line}" if line else "#" for line in after.split("\n"))
    return f"{HEADER}# %% [markdown]\n{written}\n\n# %%\n{code}\n\n# %% [markdown]\n{behind}\n"


# ---- golden labs


def test_every_case_has_a_lab_and_what_is_made_of_it():
    assert CHECKS == ["holds", "malformed", "misused", "wrong"]
    assert [name for name in CASES if name not in CHECKS] == ["fix"]
    assert all(f"{name}.py" in case.parts and len(case.parts) == 2 for name, case in CASES.items())


@pytest.mark.parametrize("name", CHECKS)
def test_check_says_to_the_letter(labs, run, name):
    checked = run("check", f"{name}.py")
    CASES[name].expect(f"worked check {name}.py", checked.out)
    assert checked.code == (name != "holds") and checked.err == ""


@pytest.mark.parametrize("name", CHECKS)
def test_each_mark_points_at_what_the_lab_says(labs, run, name):
    failures = json.loads(run("check", "--format", "json", f"{name}.py").out)["failures"]
    assert bool(failures) == (name != "holds")
    lines = (labs / f"{name}.py").read_text().splitlines()
    shown = [failure for failure in failures if re.fullmatch(r"[-−\d.,%]+", failure["shown"])]
    assert len(shown) >= (name == "wrong") * 4
    for failure in shown:
        assert lines[failure["line"] - 1][failure["column"] - 1 :].startswith(failure["shown"])


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_fix_changes_the_wrong_numbers_and_no_other_byte(labs, run, end, mark):
    broken, fixed = (mark + CASES["fix"][part].encode().replace(b"\n", end) for part in ("fix.py", "fix.py, fixed"))
    (labs / "fix.py").write_bytes(broken)
    assert run("fix", "fix.py").code == 0
    assert (labs / "fix.py").read_bytes() == fixed
    assert run("check", "fix.py").code == 0


def numbers_of_text(text: str):
    """Each lab that differs in the last digit of one number of its text, by one; and the line of it."""
    for line, content in enumerate(text.splitlines(keepends=True)):
        if not content.startswith("# ") or content.startswith(("# %%", "# numbers")):
            continue
        visible = re.sub(
            r"\]\(<=.*?>\)|\]\(=[^()]*(?:\([^()]*\)[^()]*)*\)", lambda away: "_" * len(away.group()), content
        )
        for number in re.finditer(r"(?<![\w.])\d+(?:\.\d+)?", visible):
            if content[: number.start()].endswith("esson "):
                continue
            at = sum(map(len, text.splitlines(keepends=True)[:line])) + number.end() - 1
            yield line + 1, f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def test_any_other_last_digit_in_the_text_is_refused_at_its_line(labs, run):
    tried = 0
    for tried, (line, text) in enumerate(numbers_of_text(CASES["holds"]["holds.py"]), 1):
        (labs / "other.py").write_text(text)
        assert line in [place[1] for place in run("check", "other.py").places], text
    assert tried == 17


# ---- projection


@pytest.mark.parametrize("name", ["holds", "wrong", "misused", "fix"])
def test_each_line_of_the_markdown_is_the_line_of_the_lab(name):
    data = CASES[name][f"{name}.py"].encode()
    source = LabSource(LABS / f"{name}.py", name, data)
    theirs, ours = data.decode().split("\n"), source.text.split("\n")
    assert len(theirs) == len(ours)
    seen = 0
    for number, (line, shown) in enumerate(zip(theirs, ours)):
        start = source.starts[number]
        if shown and not shown.startswith("```") and shown in (line, line[2:]):
            seen += 1
            for at in (0, len(shown) - 1):
                found, column = source.place(start + at)
                assert (found, theirs[found - 1][column - 1]) == (number + 1, shown[at])
                assert source.code[source.code_offset(start + at)] == shown[at]
    assert seen > 6


def test_code_of_the_cells_is_the_file_without_its_text():
    source = LabSource(LABS / "holds.py", "holds.py", CASES["holds"]["holds.py"].encode())
    assert [cell.kind for cell in source.cells] == ["markdown", "code", "markdown", "code", "markdown", "code"]
    cells = "\n".join(cell.source for cell in source.code_cells)
    assert ast.dump(ast.parse(cells)) == ast.dump(ast.parse(source.code))


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\n\n\n"])
def test_last_cell_ends_with_the_file(project, ending):
    project.write("lab.py", f"{lab('a = 0.5', 'Text.', '[0.5](=a)')}\n# %%\nb = 2 * a  # 1.5{ending}")
    assert project.check("lab.py").places == [("lab.py", FIRST + 10, 14)]


@pytest.mark.parametrize("text", ["", "x = 1\n", "# ---\n# title: Lab\n", "# %%\nx = 1\n", "#---\n# ---\n"])
def test_python_file_that_is_no_lab_is_refused_with_the_reason(project, text):
    project.write("module.py", text)
    checked = project.check("module.py")
    assert checked.code != 0 and "module.py:1:1: this Python file is no lab" in checked.out


# ---- names and code


def test_names_are_those_of_the_lab(project):
    project.write("lab.py", lab("half = 0.25", "Text.", "[0.25](=half), [0.5](=twice(half))"))
    project.write("snippets/other.py", "half = 0.5\n")
    assert "nothing is called twice" in project.check("lab.py").out


def test_lab_prints_and_warns_in_silence_and_leaves_numpy_as_it_was(project):
    import numpy as np

    before = np.get_printoptions(), np.geterr()
    code = "import sys, warnings\nimport numpy as np\nprint(1)\nprint(2, file=sys.stderr)\nwarnings.warn('three')\n"
    code += "np.set_printoptions(precision=1)\nnp.seterr(all='raise')\nhalf = 0.5"
    project.write("lab.py", lab(code, "Text.", "[0.5](=half)"))
    checked = project.check("lab.py")
    assert (checked.out, checked.err) == ("1 number holds on 1 page: 1 computed\n", "")
    assert (np.get_printoptions(), np.geterr()) == before


def test_lab_that_fails_is_reported_once_at_its_line(project):
    project.write("lab.py", lab("half = 0.5\nhalf.nothing", "Text.", "[0.5](=half), [1](=2 * half)"))
    line, _, headline = project.check("lab.py").failure
    assert line == FIRST + 5 and headline.startswith("the lab does not run: AttributeError")


def test_lab_that_fails_is_reported_without_any_claim(project):
    project.write("lab.py", lab("1 / 0", "Text.", "More."))
    assert project.check("lab.py").failure == (
        FIRST + 4,
        1,
        "the lab does not run: ZeroDivisionError: division by zero",
    )


@pytest.mark.parametrize("name, holds", [("loop", True), ("total", False)])
def test_name_of_a_claim_gets_its_value_in_one_cell(project, name, holds):
    code = (
        "for loop in (1, 2):\n    kept = 2\nsum_of = total = 0.5\n\n# %%\nfor loop in (3, 4):\n    total = total + loop"
    )
    project.write(
        "lab.py",
        lab(code, "Text.", f"[0.5](=sum_of) [{ {'loop': 2, 'total': 7.5}[name] }](={'kept' if holds else 'total'})"),
    )
    checked = project.check("lab.py")
    assert checked.code == (not holds), checked.out
    assert (
        holds or f"total gets a value in more than one cell (lines {FIRST + 6} and {FIRST + 10})" in checked.failure[2]
    )


@pytest.mark.parametrize("line", ["from snippets.soft import half", "import snippets.soft", "import worked"])
def test_module_of_the_project_is_refused(project, line):
    project.write("lab.py", lab(f"import math\n{line}", "Text.", "More."))
    assert (FIRST + 5, "a lab runs in plain Jupyter, which does not have this module") in [
        (place[1], headline)
        for place, headline in zip(project.check("lab.py").places, project.check("lab.py").headlines)
    ]


# ---- the tie to the snippet


def tied(code: str) -> str:
    return lab(code, "Text.", "More.").replace("# description", "# numbers: snippets/soft.py\n# description")


@pytest.mark.parametrize(
    "code",
    [
        "half = 0.5",
        "weights = [0.72, 0.28]",
        "weights = (0.72, 0.14 + 0.14)",
        "import numpy as np\nvalues = np.array([[4.0, 1], [1, 4]])",
        "half = 1 / 2\nown = 7",
        "animal, road = 0, 1",
    ],
)
def test_same_data_under_the_same_name_agree(project, code):
    project.write("lab.py", tied(code))
    assert "disagree" not in project.check("lab.py").out and "ties" not in project.check("lab.py").out


@pytest.mark.parametrize(
    "code, name",
    [
        ("half = 0.51", "half"),
        ("weights = [0.72, 0.27]", "weights"),
        ("weights = [0.72]", "weights"),
        ("half = [0.5]", "half"),
        ("values = [[4, 1], [1, 5]]", "values"),
        ("animal, road = 1, 0", "animal"),
    ],
)
def test_other_data_under_the_same_name_are_refused_at_the_line_of_the_lab(project, code, name):
    project.write("lab.py", tied(f"import math\n\n{code}"))
    checked = project.check("lab.py")
    assert f"the lab and the snippet disagree: {name}" in checked.headlines
    assert {place[:2] for place in checked.places} == {("lab.py", FIRST + 7)}


def test_lab_that_shares_no_name_with_its_snippet_is_refused(project):
    project.write("lab.py", tied("own = 0.5"))
    assert "define nothing under one name" in project.check("lab.py").failure[2]


def test_edit_of_the_snippet_is_noticed_by_an_unchanged_lab(project):
    project.write("lab.py", tied("half = 0.5").replace("# More.", "# [0.5](=half)"))
    assert project.check("lab.py").code == 0
    project.write("snippets/soft.py", "half = 0.6\n")
    assert project.check("lab.py").headlines == ["the lab and the snippet disagree: half"]


# ---- the command line and pytest


def test_folder_and_settings_find_labs_and_no_other_python(project):
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/labs/*.py"]\n')
    project.write("docs/labs/lab.py", lab("half = 0.5", "Text.", "[0.6](=half)"))
    project.write("docs/module.py", "x = 1\n")
    for arguments in ([], ["docs"], ["docs/labs/lab.py"]):
        assert [place[0] for place in project.run("check", *arguments).places] == ["docs/labs/lab.py"]


def test_lab_needs_neither_settings_nor_snippets(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lab.py").write_text(
        lab("half = 0.5", "It takes 5 min.", "[0.6](=half)").replace("# title", '# unchecked:\n#   "5 min": 1\n# title')
    )
    assert run("check", "lab.py").failure == (FIRST + 9, 4, "the page and the snippet disagree")


def test_numbers_are_listed_with_the_places_of_the_lab(project):
    project.write("lab.py", lab("half = 0.5  # 0.5", "Text.", "[0.5](=half)"))
    assert project.numbers("lab.py").out.splitlines() == [
        f"lab.py:{FIRST + 7}:4  0.5  computed  half = 0.5",
        "lab.py  computed  half = 0.5",
    ]


def test_each_number_of_a_lab_is_one_test(project):
    project.write("pytest.ini", "[pytest]\n")
    project.write("pyproject.toml", '[tool.worked]\npages = ["*.py"]\n')
    project.write("lab.py", lab("half = 0.5", "Text.", "[0.5](=half) [0.6](=half)"))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:markdown-docs", "--worked", "-v"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=project.root)
    assert "1 failed, 1 passed" in ran.stdout
    assert f"line {FIRST + 7}, column 4 [0.5] PASSED" in ran.stdout and f"lab.py:{FIRST + 7}:17" in ran.stdout


# ---- the notebook to take away

TEXT = """\
# Two cards { #two-cards }

Half is [0.5](=half), see [the page](../page.md#part), [the lab](#two-cards) and [a source](https://example.org/).

!!! tip "A tip"
    Twice is [1](=2 * half).

    - So it is.

??? success "Answer"
    It is [0.5](=half).

```worked
half
  = 0.5
```"""
IN_JUPYTER = """\
# Two cards

Half is 0.5, see [the page](https://site.org/page/#part), the lab and [a source](https://example.org/).

> **A tip**
>
> Twice is 1.
>
> - So it is.

<details>
<summary>Answer</summary>

It is 0.5.

</details>

```text
half
  = 0.5
```"""


def test_notebook_shows_in_jupyter_what_the_page_shows():
    source = LabSource(Path("lab.py"), "lab.py", lab("half = 0.5", TEXT, "More.").encode())
    made = json.loads(
        download(Page(source, lambda meta: True), lambda url: "https://site.org/page/#part" if "page" in url else "")
    )
    assert [cell["source"] for cell in made["cells"]] == [IN_JUPYTER, "half = 0.5", "More."]


def test_ids_follow_the_content_and_differ():
    def ids(text: str) -> list[str]:
        source = LabSource(Path("lab.py"), "lab.py", text.encode())
        return [cell["id"] for cell in json.loads(download(Page(source, lambda meta: True), lambda url: ""))["cells"]]

    twice = ids(lab("half = 0.5", "Same.", "Same."))
    assert len(set(twice)) == 3 and ids(lab("half = 0.5", "Same.", "Same.")) == twice
    other = ids(lab("half = 0.6", "Same.", "Same."))
    assert (other[0], other[2]) == (twice[0], twice[2]) and other[1] != twice[1]
