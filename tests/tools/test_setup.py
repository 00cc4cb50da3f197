"""What the Makefile runs is the same whatever a machine says to Python and to pip."""

import os
import re
import subprocess
from pathlib import Path

from tests.project import ROOT
from tools.lock import PYTHON_LOCK

PACKAGE = re.compile(r"^\S+==.*\n(?: .*\n)+", re.MULTILINE)
ODD = {
    "LC_ALL": "C",
    "PIP_USER": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONUTF8": "0",
    "PYTHONWARNINGS": "error",
}
ASK = (
    "import locale, sys; f = sys.flags; print(locale.getencoding(), f.dont_write_bytecode, f.optimize, sys.warnoptions)"
)


def made(folder: Path, recipe: str) -> str:
    """What a recipe prints that stands in the Makefile, on a machine with odd settings."""
    (folder / "Makefile").write_text(f"include {ROOT}/Makefile\nodd:\n\t@{recipe}\n", "utf8")
    command = ["make", "--silent", "-f", str(folder / "Makefile"), "odd"]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | ODD, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_python_is_as_it_comes(tmp_path):
    assert made(tmp_path, f'$(BIN)/python -c "{ASK}"').lower() == "utf-8 0 0 []\n"


def test_pip_installs_into_the_environment_of_the_project(tmp_path):
    made(tmp_path, "$(PIP_INSTALL) --quiet --dry-run --no-index pip")


def test_shares_of_the_lock_hold_each_package_once_with_all_its_hashes(tmp_path):
    made(tmp_path, f"$(call SHARED,{tmp_path}/share.)")
    shares = [file.read_text("utf8") for file in tmp_path.glob("share.*")]
    packages = PACKAGE.findall(PYTHON_LOCK.read_text("utf8"))
    assert sorted(package for share in shares for package in PACKAGE.findall(share)) == sorted(packages)
    assert [PACKAGE.sub("", share) for share in shares] == [""] * 4 and len(packages) > 100
