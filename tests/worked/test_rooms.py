"""The rooms of the library: which may import which stands in pyproject.toml, and holds."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = ["docs", "snippets", "theme", "tools", "tests", "conftest.py"]
APART = [ROOT / "tests/worked", ROOT / "tools/skeleton"]  # it sees all of the library; no Python until it is filled in
FACES = {
    "worked",
    "worked.cli",
    "worked.pytest_plugin",
}  # a console script and a plugin of pytest are found by these names


def lint(root: Path) -> str:
    """What import-linter says of the package in a folder; "" where all rules are kept."""
    environment = os.environ | {"PYTHONPATH": str(root), "COLUMNS": "1000", "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library and its rules."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "worked", folder / "worked", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_rooms_import_only_what_stands_below_them():
    assert lint(ROOT) == ""


@pytest.mark.parametrize(
    ("module", "line", "reason"),
    [
        ("read/blocks.py", "import worked.run.store", "each room rests on the rooms below it"),
        ("maths/literal.py", "import worked.settings", "maths and LaTeX run nothing"),
        ("judge/chain.py", "import worked.latex.words", "LaTeX is a wing with two doors"),
        ("cli.py", "import worked.show.render", "the command line and pytest work without a site"),
        ("tell/report.py", "import mkdocs", "MkDocs is one adapter among others"),
        ("site/fill.py", "import mkdocs", "MkDocs is one adapter among others"),
        ("tell/site.py", "import selectolax", "what checks pages reads no HTML"),
        ("judge/findings.py", "import worked.judge.check", "a circle has no ground floor"),
    ],
)
def test_new_arrow_is_refused_with_the_reason_of_the_rule(house, module, line, reason):
    file = house / "worked" / module
    before = file.read_text("utf8")
    file.write_text(f"{before}\n{line}\n", "utf8")
    try:
        said = lint(house)
    finally:
        file.write_text(before, "utf8")
    broken = [row for row in said.splitlines() if " BROKEN" in row]  # it may say how many imports are let pass
    assert any(reason in row for row in broken), said


def imported(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return [name for name in found if name.partition(".")[0] == "worked"]


@pytest.mark.skipif(not (ROOT / "theme").exists(), reason="the source package holds the library alone")
def test_what_is_not_the_library_imports_its_public_face_only():
    files = [file for place in OUTSIDE for file in (ROOT / place).rglob("*.py")]
    files += [ROOT / place for place in OUTSIDE if place.endswith(".py")]
    files = [file for file in files if not any(file.is_relative_to(place) for place in APART)]
    uses = {file.relative_to(ROOT): imported(file) for file in files}
    assert sum(map(len, uses.values())) > 10, "nothing was read"
    inside = {str(file): set(names) - FACES for file, names in uses.items() if set(names) - FACES}
    assert inside == {}, "import these names from `worked`, or add them to its public face in worked/__init__.py"


def test_every_name_of_the_public_face_is_there():
    import worked

    assert sorted(worked.HOMES) == worked.__all__
    assert all(hasattr(worked, name) for name in worked.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = worked.no_such_name
