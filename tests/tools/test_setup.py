"""The set-up: what the Makefile runs is the same whatever a machine says to Python and to pip, and may be ended at any time."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.project import ROOT
from tools.lock import PYTHON_LOCK
from tools.packages import forget_what_is_half_written, shares_of

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


def test_shares_of_the_lock_hold_each_package_once_with_all_its_hashes():
    lock = PYTHON_LOCK.read_text("utf8")
    own, shares = shares_of(lock)
    packages = PACKAGE.findall(lock)
    assert sorted(package for share in shares for package in PACKAGE.findall(share)) == sorted(packages)
    assert [PACKAGE.sub("", share) for share in shares] == [""] * 4 and len(packages) > 100
    assert own.startswith("pip==") and own in packages


PIP = """\
import os, pathlib, sys, time
print("Collecting a", flush=True)
pathlib.Path(os.environ["TMPDIR"], f"unpacked-{os.getpid()}").touch()
pathlib.Path("pips", str(os.getpid())).touch()
time.sleep(0 if open(sys.argv[1]).read().startswith("pip==") else 1000)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_setup_that_is_ended_leaves_no_pip_and_nothing_unpacked(tmp_path, ending):
    for folder in (".venv", "pips"):
        (tmp_path / folder).mkdir()
    (tmp_path / "requirements.txt").write_text(
        "".join(f"{name}==1 \\\n    --hash=sha256:0\n" for name in ("a", "b", "c", "d", "pip")), "utf8"
    )
    (tmp_path / "pip.py").write_text(PIP, "utf8")
    (tmp_path / "Makefile").write_text(f"up:\n\t@{sys.executable} -m tools.packages {sys.executable} pip.py\n", "utf8")
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    make = subprocess.Popen(["make", "--silent", "up"], cwd=tmp_path, env=surroundings, start_new_session=True)
    while len(pips := list((tmp_path / "pips").iterdir())) < 5:
        assert make.poll() is None
        time.sleep(0.05)
    if ending == signal.SIGINT:
        os.killpg(make.pid, ending)  # as a terminal does
    else:
        make.send_signal(ending)  # to nobody else
    assert make.wait() != 0
    for pip in pips:
        with pytest.raises(ProcessLookupError):
            os.kill(int(pip.name), 0)
    assert list((tmp_path / ".venv").iterdir()) == []


def test_package_that_was_half_written_is_written_anew(tmp_path):
    packages = tmp_path / "lib/python3.11/site-packages"
    for name, file in {"whole": "INSTALLER", "half": "METADATA"}.items():
        (packages / f"{name}-1.dist-info").mkdir(parents=True)
        (packages / f"{name}-1.dist-info" / file).touch()
    forget_what_is_half_written(tmp_path)
    assert [about.name for about in packages.iterdir()] == ["whole-1.dist-info"]
