"""What a reader of the built page sees is what was checked, number by number and in order."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.worked.attacks.displayed_cases import HONEST, MISLEADING
from worked.site.displayed import displayed_article

ROOT = Path(__file__).parents[3]
HEADER = """\
---
title: A page
description: x
numbers: snippets/soft_lookup.py
figures: snippets/figures/soft_lookup.py
---
"""
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True, "title": "Here"}},
    "pymdownx.details",
    {"pymdownx.highlight": {"pygments_lang_class": True}},
    {"pymdownx.snippets": {"base_path": ".", "check_paths": True, "dedent_subsections": True}},
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]
NAMES = {
    f"{kind}{number:03}": name
    for kind, cases in (("m", MISLEADING), ("h", HONEST))
    for number, name in enumerate(cases)
}
PLACE = re.compile(r"^docs/lessons/(?P<page>[mh]\d{3})\.md:(?P<line>\d+):(?P<column>\d+): ", re.MULTILINE)


def new_project(folder: Path) -> Path:
    """A small site with the snippets of this one, and without its theme."""
    (folder / "docs/lessons").mkdir(parents=True)
    shutil.copytree(ROOT / "snippets", folder / "snippets", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("07-soft-lookup", "08-scaled-dot-product"):
        (folder / f"docs/lessons/{name}.md").write_text("# A lesson\n", "utf8")
    shutil.copy(ROOT / "theme/assets/beam.svg", folder / "docs/a.svg")
    settings = '[tool.worked]\nsnippets = "snippets"\n[tool.worked.labels]\ntoken = ""\nlesson = "docs/lessons/*.md"\n'
    (folder / "pyproject.toml").write_text(settings, "utf8")
    look = (
        ".look { color: red } p .away:not(.b), h1 { display: none; } @media print { .moved { position: absolute } }\n"
    )
    (folder / "docs/look.css").write_text(look, "utf8")
    settings = {"site_name": "A site", "plugins": ["worked"], "markdown_extensions": EXTENSIONS}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf8")
    return folder


def build(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> dict[str, list[int]]:
    """The lines at which each page of the cases is refused."""
    folder = new_project(tmp_path_factory.mktemp("displayed"))
    for page, name in NAMES.items():
        body = MISLEADING[name][1] if name in MISLEADING else HONEST[name]
        (folder / f"docs/lessons/{page}.md").write_text(f"{HEADER}{body}\n", "utf8")
    result = build(folder)
    assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    lines = {name: [] for name in NAMES.values()}
    for found in PLACE.finditer(result.stderr):
        lines[NAMES[found["page"]]].append(int(found["line"]))
    return lines


@pytest.mark.parametrize("name", MISLEADING)
def test_page_that_shows_another_number_is_refused_at_its_line(refused, name):
    assert MISLEADING[name][0] in refused[name]


@pytest.mark.parametrize("name", HONEST)
def test_page_that_shows_what_was_checked_is_built(refused, name):
    assert refused[name] == []


@pytest.mark.parametrize("tag", ["<div>", "<span>", "<ol><li>", "<table><tr><td>", "<b>", "<a href=x>", "<xx-y>"])
def test_elements_that_are_never_closed_are_read_one_by_one(tag):
    """Nested as deeply as no call could be."""
    displayed = displayed_article("".join(f"{tag}<p>word {number}</p>" for number in range(3000)))
    if not displayed.problems:
        words = re.findall(r"word (\d+)", displayed.flow(""))
        assert words == [str(number) for number in range(3000)]
    else:
        assert tag in ("<b>", "<a href=x>")  # each paragraph would get all of them anew
