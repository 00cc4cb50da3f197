"""The page "What is checked, and what is not" says what is so: each row of its tables is tried on a small site."""

import re
import shutil
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tests.project import ROOT, edit, run
from tests.site import small_site
from tests.site.small_site import PAGE, SNIPPET

MORE = """
## More { #more }

`sum(weights) = 0.72 + 0.05 + 0.23 = 1.00`, and a fact of others: [12.5](=found).

```python
--8<-- "snippets/cards.py:total"
```

![The same in a photo.](photo.png)

Thirty cards are nearly all, the half of [0.77](=half_of_all). It ends at [−56](=grown).
"""
MORE_CODE = """
import numpy as np
from worked import cited

# --8<-- [start:total]
total = sum(weights)  # 1.00
# --8<-- [end:total]
found = cited(12.5, "Doe 2014, table 1", "https://example.org/doe")
half_of_all = weights[animal] + weights[road]
grown = (np.array([100], dtype=np.int8) + np.array([100], dtype=np.int8))[0]
"""
SOURCE = """\
[doe2014]
authors = "Jane Doe"
year = 2014
title = "On cards"
venue = "Journal"
url = "https://example.org/doe"
places = ["table 1"]
"""
HOOK = """

def on_post_page(output, **_):
    return output.replace("</body>", f"<p>All {6 * 7}.</p></body>")
"""
# Of each row: file, what stands there, and what somebody writes in its place ("": at its end; None: into a new file).
STOPPED = {
    "text": [(PAGE, "[0.05](=weights[road])", "[0.06](=weights[road])")],
    "calculation": [(PAGE, "= 2.88 + 0.28", "= 2.89 + 0.28")],
    "two digits": [(PAGE, "0.72 + 0.05 + 0.23", "0.73 + 0.04 + 0.23")],
    "comment": [(SNIPPET, "# 1.00", "# 1.01")],
    "source": [(SNIPPET, "Doe 2014, table 1", "Doe 2014, table 2")],
    "title": [
        ("mkdocs.yml", '"Lesson 01: Cards"', '"Lesson 02: Cards"'),
        (PAGE, "# Lesson 01: Cards", "# Lesson 03: Cards"),
    ],
    "template": [
        ("theme/404.html", '<h1 id="not-found">', '<h1 id="not-found">All 41 of them: '),
        ("theme/parts/pull/pull.js", "", '\nexport const words = "one of 42 words";\n'),
        (
            "theme/hooks/pages_as_text.py",
            'INTRODUCTION = "Each page below',
            'INTRODUCTION = "Each of the 44 pages below',
        ),
        ("snippets/figures/cards.py", 'return "\\n".join', 'return "Of 45 cards:\\n" + "\\n".join'),
        ("theme/assets/site.css", "", '\n.md-typeset::before { content: "all of 43 words"; }\n'),
    ],
    "joined": [
        (
            PAGE,
            "The same in a photo.](photo.png)",
            "The same.](photo.png)\n\nOf [200](=speed)<b></b>[17.82](=slow) cards.",
        )
    ],
    "hidden": [(PAGE, "", "\n<p hidden>See lesson 01.</p>\n")],
    "sign": [(PAGE, "", "\nIt is \u202e[0.72](=weights[animal]).\n")],
    "script": [
        (PAGE, "", "\nPress [this](javascript:alert).\n"),
        (PAGE, "", "\nA <script>word</script> more.\n"),
    ],
    "host": [(PAGE, "", "\n![A cat.](https://example.org/cat.png)\n")],
    "page": [("docs/extra.markdown", None, "# Extra\n\nTwo and two is five.\n")],
    "endless": [("snippets/endless.py", "one = 1", "one = 1\ntime.sleep(9999)")],
}
# What no source shows, but what was built of it: a build tells of these once the sources are right.
LATER = ["joined", "template"]
PASSES = {  # most are on the page before anybody changes it
    "words": [(PAGE, "Thirty cards", "Forty cards")],
    "letters": [(PAGE, "", "\nLouis XIV had lOO cards too.\n")],
    "about": [
        (PAGE, "are nearly all", "are less than a few"),
        (PAGE, "the half of [0.77]", "twice the half of [0.77]"),
    ],
    "idea": [
        (SNIPPET, "half_of_all = weights[animal] + weights[road]", "half_of_all = weights[road] + weights[animal]")
    ],
    "input": [
        (PAGE, "[17.82](=slow)", "[18.82](=slow)"),
        (SNIPPET, "slow = 17.82", "slow = 18.82"),
    ],
    "sum": [(PAGE, "", "\nSo [200](=speed) + [0.05](=weights[road]) = [0.72](=weights[animal]).\n")],
    "works-out": [
        ("theme/parts/pull/pull.js", "", '\nexport const share = (part) => part / 42, whole = "43";\n'),
        ("theme/hooks/blanks.py", "", '\nWORDS = f"All {6 * 7} " + "44"\n'),
    ],
    "swapped": [
        (
            "theme/parts/pull/pull.html",
            "All cards weigh the same, and the blend is the plain mean.",
            "These are the lesson’s weights again.",
        ),
        ("theme/parts/pull/pull.html", "Weights {weights}, blend {blend}.", "Weights {blend}, blend {weights}."),
    ],
    "look": [
        ("theme/assets/site.css", "", "\n.worked { transform: rotate(180deg); }\n"),
        ("mkdocs.yml", "  language: en\n", "  language: en\n  direction: rtl\n"),
    ],
    "hook": [("theme/hooks/blanks.py", "", HOOK)],
    "photo": [("mkdocs.yml", "  logo: assets/beam.svg\n", "  icon: { logo: material/numeric-4 }\n")],
    "type": [],
    "copied": [
        ("docs/references.toml", 'venue = "Journal"', 'venue = "Journal 41"'),
        (PAGE, "a fact of others: [12.5](=found)", "a fact of others: [12.6](=found)"),
        (SNIPPET, "found = cited(12.5,", "found = cited(12.6,"),
    ],
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that holds something of each row."""
    folder = small_site.write(tmp_path_factory.mktemp("promise") / "project")
    photo = Figure(figsize=(1, 1))
    photo.text(0.5, 0.5, "41")
    photo.savefig(folder / "docs/lessons/photo.png")
    (folder / "docs/references.toml").write_text(SOURCE, "utf8")
    for name, more in ((PAGE, MORE), (SNIPPET, MORE_CODE)):
        change(folder / name, "", more)
    (folder / "snippets/endless.py").write_text("import time\n\none = 1\n", "utf8")
    edit(folder / "docs/glossary.md", "of the cards.\n", "of the cards.\nnumbers: snippets/endless.py\n")
    change(folder / "docs/glossary.md", "", "\nThere is [1](=one) of each.\n")
    edit(folder / "pyproject.toml", "[tool.worked]\n", "[tool.worked]\ntime_limit = 10\n")
    edit(folder / "pyproject.toml", "\nfiles = [", '\nfiles = ["docs/lessons/photo.png",')
    return folder


def attacked(base: Path, folder: Path, rows: dict) -> tuple[list[tuple[str, str, int]], str]:
    """A build of the site after the edits of all rows: what has to be named, of each edit, and what was said."""
    shutil.copytree(base, folder)
    edits = [(row, *one) for row, those in rows.items() for one in those]
    for _, name, old, new in edits:
        change(folder / name, old, new)
    built = run(folder, "mkdocs", "build", "--strict", "-q")
    assert "Traceback" not in built.stderr, built.stderr
    return [(row, name, line_of_edit(folder / name, new)) for row, name, _, new in edits], built.stderr


def change(file: Path, old: str | None, new: str) -> None:
    """Replace a text; add to the end where it is empty; write a new file where there is none."""
    if old:
        edit(file, old, new)
    else:
        file.write_text(new if old is None else file.read_text("utf8") + new, "utf8")


def line_of_edit(file: Path, new: str) -> int:
    text = file.read_text("utf8")
    start = text.index(new) + len(new) - len(new.lstrip("\n"))
    return text.count("\n", 0, start) + 1


def rows_of_page(fragment: str) -> list[str]:
    """The names of a table's rows, from the comments in their first cells; "" where a row has none."""
    text = (ROOT / "docs/what-is-checked.md").read_text("utf8")
    section = text.partition(f"{{ #{fragment} }}")[2].partition("\n## ")[0]
    return re.findall(r"^\| (?:<!-- (.*?) --> )?.*\|$", section, re.MULTILINE)[1:]


def test_page_has_a_row_for_each_attack():
    """A new row needs a name in a comment, as the others have, and what somebody writes, here."""
    assert rows_of_page("stopped") == list(STOPPED)
    assert rows_of_page("passes") == list(PASSES)


def test_each_row_of_what_gets_through_does(base, tmp_path):
    _, said = attacked(base, tmp_path / "project", PASSES)
    assert said == ""


AT_ONCE = {row: edits for row, edits in STOPPED.items() if row not in LATER}
ALONE = [{row: [edit]} for row in LATER for edit in STOPPED[row]]


@pytest.mark.parametrize("rows", [AT_ONCE, *ALONE], ids=["sources", *(one for row in ALONE for one in row)])
def test_each_row_of_what_stops_the_build_does_at_its_line(base, tmp_path, rows):
    places, said = attacked(base, tmp_path / "project", rows)
    named = {(file, int(line)) for file, line in re.findall(r"^(\S+?):(\d+):\d+: ", said, re.MULTILINE)}
    assert [(row, name, line) for row, name, line in places if not is_named(name, line, named)] == [], said


def is_named(name: str, line: int, named: set[tuple[str, int]]) -> bool:
    return any((name, line + more) in named for more in range(3))  # an edit may put its fault into its second line
