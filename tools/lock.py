"""Renew the locks: `make lock` adds what pyproject.toml asks for, `make lock ARGS=--upgrade` looks for newer versions.

requirements.txt holds all that .venv is made of, evidence.txt what `make evidence` adds, tests/benchmarks/package-lock.json what `make audit` runs:
exact versions, and the hash of each file that one of them may come in, for every system and every
Python from 3.11 on. Neither says where the files come from, so that a mirror will do.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON_LOCK, MODEL_LOCK = ROOT / "requirements.txt", ROOT / "evidence.txt"
AUDIT = ROOT / "tests/benchmarks"
NODE_LOCK = AUDIT / "package-lock.json"
UV = "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header"
ASKED = "--extra site --extra editor --extra test --group setup --group benchmarks pyproject.toml --output-file requirements.txt"
# Without what these packages ask for in their turn: torch and its libraries take six gigabytes, and nothing here runs them.
EVIDENCE = "--extra evidence --no-deps --no-emit-package pyyaml pyproject.toml --output-file evidence.txt"


def main(upgrade: list[str]) -> None:
    for asked in (ASKED, EVIDENCE):
        subprocess.run([sys.executable, "-m", *UV.split(), *asked.split(), *upgrade], cwd=ROOT, check=True)
    npm = shutil.which("npm")
    if npm is None:
        print(f"{NODE_LOCK.relative_to(ROOT)}, for make audit, stays as it was: that needs Node, with npm")
        return
    update = "update" if upgrade else "install"
    subprocess.run([npm, update, "--silent", "--package-lock-only"], cwd=AUDIT, check=True)
    NODE_LOCK.write_text(without_addresses(NODE_LOCK.read_text("utf8")), "utf8")


def without_addresses(lock: str) -> str:
    """A lock of npm without the addresses where authors ask for money: nothing is fetched from there."""
    read = json.loads(lock)
    for package in read["packages"].values():
        package.pop("funding", None)
    return json.dumps(read, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
