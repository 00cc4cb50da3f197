"""What is wrong is told once, where it was typed, and before what follows from it."""

import pytest

from tests.worked.conftest import SNIPPET

ALL = '[tool.worked]\npages = ["*.md"]\naccounted = ["*.md"]\nreferences = "sources.toml"\n'
YEARS = (2015, 2016, 2017)
SOURCES = "".join(
    f'[roe{year}]\nauthors = "Ann Roe"\nyear = {year}\ntitle = "T"\nvenue = "arXiv"\nurl = "https://example.org/{year}"\n\n'
    for year in YEARS
)
CITES = "".join(f"[Roe {year}](https://example.org/{year})\n" for year in YEARS)
READING = """
from pathlib import Path
from worked import Page, read_source


def lines(name="page.md"):
    return len(Page(read_source(Path(__file__).parents[1] / name, name)).text.splitlines())
"""


@pytest.fixture
def site(project):
    """A page that cites three sources, and one that lists them and says how long the first is."""
    project.write("pyproject.toml", ALL)
    project.write("sources.toml", SOURCES)
    project.write("snippets/soft.py", SNIPPET + READING)
    project.page(f"Half: [0.5](=half).\n\n{CITES}")
    project.page("Here are [8](=lines()) lines.\n\n<!-- worked:references -->\n", "list.md")
    assert project.run("check").code == 0
    return project


FAULTS = {
    "a bracket that is never closed": ("page.md", "numbers:", "title: [a\nnumbers:", ("page.md", 2, 1)),
    "a quotation mark that is never closed": ("page.md", "numbers:", 'title: "a\nnumbers:', ("page.md", 2, 1)),
    "a front matter that is never closed": (
        "page.md",
        "snippets/soft.py\n---",
        "snippets/soft.py\n--",
        ("page.md", 1, 1),
    ),
    "a colon in a title": ("page.md", "numbers:", "title: a: b\nnumbers:", ("page.md", 2, 1)),
    "a snippet that is no Python": ("snippets/soft.py", "half = 0.5", "half = (", ("snippets/soft.py", 7, 1)),
    "a snippet that fails": ("snippets/soft.py", "half = 0.5", "half = 1 / 0", ("snippets/soft.py", 7, 1)),
    "a name of no snippet": ("list.md", "snippets/soft.py", "snippets/hard.py", ("list.md", 2, 10)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_one_failure_however_many_pages_rest_on_it(site, fault):
    file, old, new, place = FAULTS[fault]
    text = (site.root / file).read_text("utf8")
    assert text.count(old) == 1
    site.write(file, text.replace(old, new))
    run = site.run("check")
    assert run.places == [place], run.out
    assert run.out.splitlines()[-1].startswith("1 failure; ")


def test_source_that_nothing_cites_is_told_where_all_pages_hold(site):
    site.page(f"Half: [0.5](=half).\n\nDone.\n{CITES.partition(chr(10))[2]}")
    assert site.run("check").headlines == ["no page cites the source roe2015"]


def test_name_that_a_broken_snippet_may_define_is_no_second_failure(project):
    project.write("snippets/soft.py", "x1 = (\n")
    project.page("See x1 and `x1`, $x_1$ and [0.5](=half).\n")
    assert project.check().places == [("snippets/soft.py", 1, 1)]


def test_module_of_figures_that_is_no_python_is_one_failure_at_its_line(project):
    project.write("snippets/figures.py", "one = 1\ndef show(:\n")
    project.page("![Bars.](=show())\n\n![More.](=more())\n\n[0.5](=half)\n", meta="figures: snippets/figures.py\n")
    assert project.check().places == [("snippets/figures.py", 2, 1)]


REUSED = """\
def shares(light):
    if min(light) < 0:
        raise ValueError("no light is below zero")
    return light
"""


def test_bad_input_of_a_reused_function_is_told_where_it_was_given(project):
    project.write("snippets/first.py", REUSED)
    project.write("snippets/soft.py", "from snippets.first import shares\n\nhalf = 0.5\nlight = shares([1, -1])\n")
    project.page("[0.5](=half)\n")
    run = project.check()
    assert run.places == [("snippets/soft.py", 4, 1)] and "light = shares([1, -1])" in run.out
    assert "no light is below zero (raised in snippets/first.py:3)" in run.out


def test_imported_snippet_that_fails_is_told_at_its_own_line(project):
    project.write("snippets/first.py", REUSED + "\n\nlight = shares([-1])\n")
    project.write("snippets/soft.py", "from snippets.first import shares\n\nhalf = 0.5\n")
    project.page("[0.5](=half)\n")
    run = project.check()
    assert run.places == [("snippets/first.py", 3, 1)] and "raised in" not in run.out


def test_section_that_is_missing_is_one_failure_with_all_lines_that_quote_it(project):
    quotation = '```python\n--8<-- "snippets/soft.py:{}"\n```\n\n'
    project.page("[0.5](=half)\n\n" + "".join(map(quotation.format, ("none", "other", "none"))))
    run = project.check()
    assert [line for _, line, _ in run.places] == [7, 11] and run.out.count("no section 'none'") == 1
    assert "so  line 15 cannot be shown either" in run.out


def test_snippet_that_another_imports_is_one_failure_with_all_that_waits_for_it(project):
    project.write("snippets/soft.py", "half = 1 / 0\nbars = 2\n")
    project.write("snippets/other.py", "from snippets import soft\n\ncakes = 3  # 3\n")
    project.page('[0.5](=half), [2](=bars)\n\n```python\n--8<-- "snippets/other.py"\n```\n')
    run = project.check()
    assert run.places == [("snippets/soft.py", 1, 1)]
    assert "so  3 expressions of page.md cannot be checked, nor what else rests on it" in run.out


READERS = {
    "as a record": "from worked import measured\n\nhalf = measured(HERE)['half']\n",
    "as JSON": "import json\n\nhalf = json.loads(HERE.read_text())['half']\n",
    "as JSON in a function": "import json\n\n\ndef read():\n    return json.load(HERE.open())\n\n\nhalf = read()\n",
}


@pytest.mark.parametrize("reader", READERS)
def test_record_that_is_no_json_is_told_at_its_own_line(project, reader):
    here = "from pathlib import Path\n\nHERE = Path(__file__).with_name('soft.json')\n"
    project.write("snippets/soft.py", here + READERS[reader])
    project.write("snippets/other.json", "{}\n")
    project.write("snippets/soft.json", '{"script": "soft.py",\n "seed": 7,,\n "values": {"half": 0.5}}\n')
    project.page("[0.5](=half)\n")
    run = project.check()
    assert run.places == [("snippets/soft.json", 2, 1)] and "this is no JSON: " in run.out
    assert '"seed": 7,,' in run.out


def test_own_function_that_fails_is_told_at_the_line_that_fails(project):
    project.write("snippets/soft.py", "def f(x):\n    return 1 / x\n\n\nhalf = f(0)\n")
    project.page("[0.5](=half)\n")
    assert project.check().places == [("snippets/soft.py", 2, 1)]
