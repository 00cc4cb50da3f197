"""What README.md says of `worked` in other projects, done sentence by sentence in an empty folder."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.project import ENVIRONMENT, ROOT, run

SECTION = (ROOT / "README.md").read_text("utf8").partition("## `worked` in your own project\n")[2].partition("\n## ")[0]
FENCE = re.compile(r"^(`{3,})\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
PROSE = " ".join(FENCE.sub(" ", SECTION).split())
SENTENCES = re.split(r"(?<=[.:]) (?=[A-Z`])|(?<=\.) (?=\[)", PROSE)
PICTURED = """
from worked import Picture


def bill():
    from matplotlib.figure import Figure

    return Picture(Figure(figsize=(1, 1)), "A bill.")
"""
LAB = (
    "# ---\n# title: Lunch\n# ---\n\n# %% [markdown]\n# A bun is [1.25](=price).\n\n# %%\nprice = 1.25\nprint(price)\n"
)


class Project:
    """An empty folder, and what is written into it."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf8")

    def page(self, body: str, meta: str = "numbers: snippets/lunch.py\n", name: str = "lunch.md") -> None:
        self.write("snippets/lunch.py", 'price = 1.25\n\n\ndef dots():\n    return "..."\n' + PICTURED)
        self.write(name, f"---\n{meta}---\n{body}\n")

    def says(self, *command: str) -> tuple[int, str]:
        made = run(self.root, *command)
        return made.returncode, made.stdout + made.stderr

    def check(self, *names: str) -> tuple[int, str]:
        return self.says("worked", "check", *names)


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path)


def needs_nothing(project: Project) -> None:
    project.write("lunch.md", "`3 * 1.25 = 3.75`\n")
    assert project.check("lunch.md")[0] == 0


def installs(project: Project) -> None:
    command = FENCE.findall(SECTION)[0][1].split()
    assert command[:4] == ["python", "-m", "pip", "install"]
    offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(project.root / "there")]
    made = subprocess.run([sys.executable, *command[1:4], *offline, str(ROOT)], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    there = project.root / "there"
    tracked = subprocess.run(["git", "ls-files", "worked"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [name for name in tracked.stdout.split() if not (there / name).exists()] == []
    assert (there / "worked/show/assets/ledger.css").exists() and (there / "bin/worked").exists()


def lunch(project: Project) -> None:
    lines = FENCE.findall(SECTION)[1][1].strip().splitlines()
    write, check, fix = (line.partition("  #")[0].strip() for line in lines)
    assert subprocess.run(write, shell=True, cwd=project.root, env=ENVIRONMENT).returncode == 0
    code, said = project.says(*check.split())
    assert code == 1 and "computed   3.75" in said and "worked fix lunch.md" in said
    assert project.says(*fix.split())[0] == 0
    assert "3 * 1.25 = 3.75" in (project.root / "lunch.md").read_text("utf8")


def judges_any_page(project: Project) -> None:
    for wrong in ("`1 + 1 = 3`", "$1 + 1 = 3$", "```worked\n1 + 1\n  = 3\n```"):
        project.write("lunch.md", f"{wrong}\n")
        assert project.check("lunch.md")[0] == 1, wrong


def rounds_sums(project: Project) -> None:
    sum_shown = re.search(r"`(1\.26 [^`]+)` holds", PROSE)[0].split(" holds")[0]
    for shown, code in ((sum_shown, 0), (sum_shown.replace("2.5", "2.6"), 1)):
        project.write("lunch.md", f"{shown}\n")
        assert project.check("lunch.md")[0] == code, shown
    project.page(f"A bun is [1.25](=price). {sum_shown}")
    assert project.check("lunch.md")[0] == 1


def says_more(project: Project) -> None:
    """tests/worked/test_readme.py tries what that file says."""
    assert (ROOT / "worked/README.md").exists()


def names_a_snippet(project: Project) -> None:
    for meta in ("numbers: snippets/lunch.py\n", "numbers: [snippets/lunch.py]\n"):
        project.page("A bun is [1.25](=price).", meta)
        assert project.check("lunch.md")[0] == 0
    project.page("A bun is [1.26](=price).")
    assert project.check("lunch.md")[0] == 1


def accounts_for_every_number(project: Project) -> None:
    project.page("A bun is [1.25](=price), and 7 of them are gone.")
    code, said = project.check("lunch.md")
    assert code == 1 and "nothing accounts for 7" in said


def builds_and_tests(project: Project) -> None:
    assert "selectolax" in PROSE
    project.write("mkdocs.yml", "site_name: Lunch\nplugins: [worked]\n")
    for number, code in (("1.25", 0), ("1.26", 1)):
        project.page(f"# Lunch\n\nA bun is [{number}](=price).", name="docs/index.md")
        assert project.says("mkdocs", "build", "-q")[0] == code
        assert project.says("pytest", "-q", "-p", "no:cacheprovider", "--worked", "docs")[0] == code


def stages(project: Project) -> None:
    """Any other generator: here one of a single line. tests/worked/site/ says more."""
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/*.md"]\n')
    project.page("A bun is [1.25](=price).", name="docs/lunch.md")
    code, said = project.says("worked", "stage", "out")
    assert code == 0, said
    staged = (project.root / "out/docs/lunch.md").read_text("utf8").split("---\n", 2)[2]
    project.write("site/lunch.html", f"<html><head></head><body>{MarkdownIt().render(staged)}</body></html>")
    code, said = project.says("worked", "finish", "site")
    assert code == 0 and "1 number, each as it was checked" in said, said
    assert "worked-card" in (project.root / "site/lunch.html").read_text("utf8")


def draws(project: Project) -> None:
    meta = re.search(r"`(figures: \S+)`", PROSE)[1]
    project.write("mkdocs.yml", "site_name: Lunch\nplugins: [worked]\n")
    body = "# Lunch\n\nA bun is [1.25](=price).\n\n![Dots.](=dots())\n"
    project.page(body, name="docs/index.md")
    assert project.says("mkdocs", "build", "-q")[0] == 0
    assert "..." in (project.root / "site/index.html").read_text("utf8")
    project.page(f"{body}\n![A bill.](=bill())", name="docs/index.md")
    code, said = project.says("mkdocs", "build", "-q")
    assert code == 1 and f"{meta} in the front matter" in said, "it says what is missing"
    project.page(f"{body}\n![A bill.](=bill())", f"numbers: snippets/lunch.py\n{meta}\n", name="docs/index.md")
    assert project.says("mkdocs", "build", "-q")[0] == 0
    assert "<svg" in (project.root / "site/index.html").read_text("utf8")


def has_settings(project: Project) -> None:
    settings = re.findall(r"`((?:time_limit|memory_limit|fix_command) = [^`]+)`", PROSE)
    assert len(settings) == 3
    project.write("pyproject.toml", "\n".join(["[tool.worked]", *settings, ""]))
    project.page("A bun is [1.26](=price).")
    code, said = project.check("lunch.md")
    assert code == 1 and "fix page   make fix\n" in said
    project.write("pyproject.toml", "[tool.worked]\ntime_limit = 1\n")
    project.page("A bun is [1.25](=price).")
    project.write("snippets/lunch.py", "while True:\n    pass\n")
    code, said = project.check("lunch.md")
    assert code == 1 and "time_limit" in said


def names_pages(project: Project) -> None:
    setting = re.search(r"`(pages = [^`]+)`", PROSE)[1]
    project.write("pyproject.toml", f"[tool.worked]\n{setting}\n")
    project.page("A bun is [1.25](=price).", name="docs/more/lunch.md")
    code, said = project.check()
    assert code == 0 and "1 number holds on 1 page" in said


def checks_labs(project: Project) -> None:
    assert "docs/labs/*.py" in PROSE
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/labs/*.py"]\n')
    project.write("docs/labs/lunch.py", LAB)
    assert project.check()[0] == 0
    project.write("docs/labs/lunch.py", LAB.replace("[1.25]", "[1.26]"))
    assert project.check()[0] == 1


def shows_labs(project: Project) -> None:
    """tests/site/code/test_labs.py builds labs; here they are found and run without more settings than README names."""
    project.write("pyproject.toml", '[tool.worked]\npages = ["docs/labs/*.py"]\n')
    project.write("mkdocs.yml", "site_name: Lunch\nplugins: [worked]\n")
    project.write("docs/index.md", "# Lunch\n")
    project.write("docs/labs/lunch.py", LAB)
    code, said = project.says("mkdocs", "build", "-q")
    assert code == 0, said
    html = (project.root / "site/labs/lunch/index.html").read_text("utf8")
    assert "print" in html and html.count("1.25") >= 2


SAID: dict[str, Callable[[Project], None]] = {  # how each sentence begins, and what is done for it
    "It needs no site generator": needs_nothing,
    "Install it from a clone": installs,
    "Then write a page": lunch,
    "Sums in code spans": judges_any_page,
    "A sum may round there": rounds_sums,
    "[worked/README.md]": says_more,
    "For claims, put": names_a_snippet,
    "From then on every number": accounts_for_every_number,
    "`plugins: [worked]` in": builds_and_tests,
    "`worked stage` and": stages,
    "A function that returns a text": draws,
    "So is one that returns": draws,
    "Settings are optional": has_settings,
    "They stand under": has_settings,
    "`fix_command": has_settings,
    "With `pages": names_pages,
    "Labs, notebooks": checks_labs,
    "Where `pages` names them": shows_labs,
}


def test_every_sentence_is_tried():
    untried = [one for one in SENTENCES if not one.startswith(tuple(SAID))]
    assert untried == [] and len(SENTENCES) >= len(SAID)


@pytest.mark.parametrize("done", dict.fromkeys(SAID.values()), ids=lambda done: done.__name__)
def test_what_a_sentence_says_holds(project, done):
    done(project)
