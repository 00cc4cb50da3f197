"""After an edit of anything that a number or a drawing depends on, both are new at once.

Every edit here keeps the file's size and its time to the nanosecond, which is more than an edit
within the same second can do to mislead a cache.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ENVIRONMENT, edit, run

FILES = {
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\n\n[tool.worked.colors]\n"#c45100" = "--warm"\n',
    "mkdocs.yml": "site_name: Small\ntheme: {name: null, custom_dir: theme}\nplugins: [worked]\n",
    "theme/main.html": "{{ page.content }}",
    "docs/index.md": """\
---
numbers: snippets/cards.py
figures: snippets/figures/cards.py
---
Some words. The product is [12](=product), the datum is [7](=datum).

![Cards.](=drawn())
""",
    "snippets/cards.py": """\
import json
from pathlib import Path

from snippets.factor import factor

base = 4
product = base * factor
datum = json.loads((Path(__file__).parent / "data/datum.json").read_text())["datum"]
with open(Path(__file__).parents[1] / "runs.log", "a") as log:
    log.write("ran\\n")
""",
    "snippets/factor.py": "factor = 3\n",
    "snippets/data/datum.json": '{"datum": 7}\n',
    "snippets/figures/cards.py": """\
import snippets.cards as lesson
from snippets.figures.words import WORD
from worked import Picture

SIGN = "a"


class Figure:
    def savefig(self, file, **_):
        text = f'<text fill="#c45100">{lesson.product} {lesson.datum} {SIGN} {WORD}</text>'
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{text}</svg>'.encode())


def drawn():
    return Picture(Figure(), f"It says {lesson.product} and {lesson.datum}.")
""",
    "snippets/figures/words.py": 'WORD = "bright"\n',
}
SAYS = re.compile(r"product is <[^>]*>(?P<product>\d+)<.*datum is <[^>]*>(?P<datum>\d+)<")
DRAWS = re.compile(
    r'aria-label="It says (?P<product>\d+) and (?P<datum>\d+)\.".*'
    r'<text fill="var\((?P<color>[\w-]+), #c45100\)">(?P<numbers>\d+ \d+) (?P<sign>\w+) (?P<word>\w+)</text>'
)

# What is edited: file, old text, new text; what the page then says and what the drawing shows.
BEFORE = {"product": "12", "datum": "7", "sign": "a", "word": "bright", "color": "--warm"}
EDITS = {
    "snippet": ("snippets/cards.py", "base = 4", "base = 5", {"product": "15"}),
    "imported module": ("snippets/factor.py", "3", "6", {"product": "24"}),
    "data file": ("snippets/data/datum.json", "7", "8", {"datum": "8"}),
    "figures module": ("snippets/figures/cards.py", 'SIGN = "a"', 'SIGN = "b"', {"sign": "b"}),
    "module of the figures": ("snippets/figures/words.py", "bright", "dimmed", {"word": "dimmed"}),
    "colours": ("pyproject.toml", "--warm", "--cold", {"color": "--cold"}),
}
OF_NUMBERS = [name for name, (*_, change) in EDITS.items() if set(change) <= {"product", "datum"}]


@pytest.fixture(scope="module")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one page, two numbers and a drawing, whose site was built."""
    root = tmp_path_factory.mktemp("small") / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf8")
    assert shown(root) == BEFORE
    return root


@pytest.fixture
def small(small_once: Path, tmp_path: Path) -> Path:
    """A copy of that project, with what was kept of it."""
    return shutil.copytree(small_once, tmp_path / "project")


def shown(project: Path) -> dict:
    """Build the site, and read from its page what it says and draws."""
    build = run(project, "mkdocs", "build", "-q")
    assert build.returncode == 0, build.stderr
    html = (project / "site/index.html").read_text("utf8")
    says, draws = SAYS.search(html).groupdict(), DRAWS.search(html).groupdict()
    assert draws.pop("numbers") == f"{says['product']} {says['datum']}"
    assert says.items() <= draws.items()
    return draws


def edit_unnoticed(file: Path, old: str, new: str) -> None:
    before = file.stat()
    edit(file, old, new)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def mend(project: Path, change: dict) -> None:
    """Write the new value in the page."""
    for name in set(change) & {"product", "datum"}:
        edit(project / "docs/index.md", f"[{BEFORE[name]}](={name})", f"[{change[name]}](={name})")


@pytest.mark.parametrize("edited", OF_NUMBERS)
def test_next_check_sees_the_new_value(small, edited):
    file, old, new, change = EDITS[edited]
    edit_unnoticed(small / file, old, new)
    check = run(small, "worked", "check")
    assert check.returncode == 1
    [value] = change.values()
    assert re.findall(r"computed +(\S+)", check.stdout) == [value]
    mend(small, change)
    assert run(small, "worked", "check").returncode == 0


@pytest.mark.parametrize("edited", OF_NUMBERS)
def test_next_build_refuses_the_old_value(small, edited):
    file, old, new, change = EDITS[edited]
    edit_unnoticed(small / file, old, new)
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0
    assert re.findall(r"computed +(\S+)", build.stderr) == list(change.values())


@pytest.mark.parametrize("edited", EDITS)
def test_next_build_shows_the_new_value_and_drawing(small, edited):
    file, old, new, change = EDITS[edited]
    edit_unnoticed(small / file, old, new)
    mend(small, change)
    assert shown(small) == BEFORE | change


def test_edit_of_prose_runs_no_snippet_and_draws_nothing(small):
    log = small / "runs.log"
    runs = log.read_text("utf8")
    edit(small / "docs/index.md", "Some words.", "Other words.")
    assert run(small, "worked", "check").returncode == 0
    assert shown(small) == BEFORE
    assert "Other words." in (small / "site/index.html").read_text("utf8")
    assert log.read_text("utf8") == runs
    edit(small / "snippets/factor.py", "3", "3.0")  # the count would have noticed a run
    assert run(small, "worked", "check").returncode == 0
    assert len(log.read_text("utf8")) > len(runs) > 0


LOADED = """
import sys
from {module} import {function}
sys.argv = {arguments}
try:
    {function}()
except SystemExit:
    pass
print(sorted(sys.modules))
"""


@pytest.mark.parametrize(
    "module, function, arguments",
    [("worked.cli", "main", ["worked", "check"]), ("mkdocs.__main__", "cli", ["mkdocs", "build", "-q"])],
    ids=["check", "build"],
)
def test_unchanged_page_loads_nothing_that_reads_or_runs_one(small, module, function, arguments):
    assert shown(small) == BEFORE
    code = LOADED.format(module=module, function=function, arguments=arguments)
    ran = subprocess.run([sys.executable, "-c", code], cwd=small, env=ENVIRONMENT, capture_output=True, text=True)
    assert ran.returncode == 0 and "'worked.tell.verdict'" in ran.stdout, ran.stderr
    assert not {"worked.read.page", "worked.judge.check", "worked.run.snippet", "numpy"} & set(
        re.findall(r"'([\w.]+)'", ran.stdout)
    )
