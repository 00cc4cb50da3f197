"""Who copies the code of a page, block by block, can run it: each block needs only those above it."""

import json
import runpy
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import yaml
from bs4 import BeautifulSoup

from tests.project import ROOT
from tests.site.code import paste
from tests.site.code.test_fences import fences_seen

PACKAGES = Path(np.__file__).parents[1]


def pasted(blocks: list[str]) -> dict:
    """What comes of pasting blocks into a fresh Python, in order, in an empty folder."""
    command = [sys.executable, "-I", "-S", "-W", "error", paste.__file__, str(PACKAGES)]
    with TemporaryDirectory() as folder:
        ran = subprocess.run(
            command, cwd=folder, input=json.dumps(blocks), capture_output=True, text=True, encoding="utf-8"
        )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def copied(page: Path) -> list[str]:
    """The Python of a built page, as its copy buttons give it."""
    html = BeautifulSoup(page.read_text("utf8"), "html.parser")
    return [code.get_text() for code in html.select('[class*="language-py"] pre > code')]


def complaint(page: str, blocks: list[str], outcome: dict) -> str:
    """Where a reader is stuck, as one line; "" where all runs."""
    if "error" not in outcome:
        return ""
    line = [*blocks[outcome["block"] - 1].splitlines(), ""][outcome["line"] - 1]
    return f"{page}: block {outcome['block']} of code, line {outcome['line']}: {outcome['error']}\n    {line}"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, list[str]]:
    """The blocks of each built page that has some."""
    found = {page.parent.relative_to(built / "site").as_posix(): copied(page) for page in built.rglob("index.html")}
    return {name: blocks for name, blocks in sorted(found.items()) if blocks}


@pytest.fixture(scope="module")
def outcomes(pages) -> dict[str, dict]:
    return {name: pasted(blocks) for name, blocks in pages.items()}


def test_every_block_of_a_page_runs_after_those_above_it(pages, outcomes):
    stuck = [complaint(name, blocks, outcomes[name]) for name, blocks in pages.items()]
    assert not any(stuck), "\n".join(["quote what a block needs above it, on the same page", *filter(None, stuck)])


def test_every_fence_and_every_lab_was_copied(pages):
    fences = {page: fences_seen(page.read_text("utf8")) for page in ROOT.glob("docs/**/*.md")}
    cells = {lab: lab.read_text("utf8").splitlines().count("# %%") for lab in ROOT.glob("docs/labs/*.py")}
    written = {
        path.relative_to(ROOT / "docs").with_suffix("").as_posix(): number
        for path, number in {**fences, **cells}.items()
        if number
    }
    assert {name: len(blocks) for name, blocks in pages.items()} == written
    assert len(cells) >= 2 and len(written) >= 5


def snippets_of(page: Path) -> list[str]:
    named = yaml.safe_load(page.read_text("utf8").split("---\n")[1]).get("numbers", [])
    return [named] if isinstance(named, str) else named


def test_pasted_blocks_give_what_the_page_says(outcomes):
    compared = 0
    for name, outcome in outcomes.items():
        values = outcome.get("values", {})
        page = ROOT / f"docs/{name}.md"
        for snippet in snippets_of(page) if page.exists() else []:  # a lab is compared with its snippet by the check
            computed = paste.plain_data(runpy.run_path(str(ROOT / snippet)))
            shared = {one for one in values.keys() & computed.keys() if not one.startswith("_")}
            assert {one: values[one] for one in shared} == {one: computed[one] for one in shared}, name
            compared += len(shared)
    assert compared > 50


@pytest.mark.parametrize(
    ("blocks", "place", "error"),
    [
        (["one = 1\n", "two = 2\n\nsum([one, three])\n"], (2, 3), "NameError: name 'three' is not defined"),
        (["def half(x):\n    return x / whole\n\n\nhalf(1)\n"], (1, 5), "NameError: name 'whole' is not defined"),
        (["from snippets import soft_lookup\n"], (1, 1), "ModuleNotFoundError: No module named 'snippets'"),
        (["import worked\n"], (1, 1), "ModuleNotFoundError: No module named 'worked'"),
        (["open('snippets/rescues.json').close()\n"], (1, 1), "FileNotFoundError"),
        (["one = 1\nif one:\n    two =\n"], (1, 2), "SyntaxError: invalid syntax"),
        (["def f():\n    one = 1\n\n    return one\n"], (1, 4), "IndentationError: unexpected indent"),
        (["def f():\n    return 1\nf()\n"], (1, 1), "SyntaxError: invalid syntax"),
        (["import numpy as np\nnp.log(np.array([0]))\n"], (1, 2), "RuntimeWarning: divide by zero"),
    ],
)
def test_reader_who_is_stuck_is_told_where(blocks, place, error):
    outcome = pasted(blocks)
    assert (outcome["block"], outcome["line"]) == place and outcome["error"].startswith(error)
    line = blocks[place[0] - 1].splitlines()[place[1] - 1]
    said = complaint("lessons/01-x", blocks, outcome)
    assert said == f"lessons/01-x: block {place[0]} of code, line {place[1]}: {outcome['error']}\n    {line}"


def test_block_knows_the_names_of_those_above_it():
    blocks = ["import numpy as np\nhalf = np.array([1, 2]) / 2\n", "whole = half.sum()\nprint(whole)\nwhole\n"]
    assert pasted(blocks)["values"].items() >= {"half": [0.5, 1.0], "whole": 1.5}.items()
