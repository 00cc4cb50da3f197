"""What is official: the SHA-256 of each file, and who hands it on."""

import hashlib
import json
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOCK = "pyodide-lock.json"


class RuntimeFault(Exception):
    """A runtime that cannot be had, or that is not the official one."""


class NotOfficial(RuntimeFault):
    """A file with another hash: nobody builds with it."""


class Pins:
    """What [tool.runtime] pins.

    files     the SHA-256 of each file, by its name
    packages  who hands them on, in the order in which they are asked
    """

    def __init__(self, root: Path = ROOT):
        table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["runtime"]
        self.files: dict[str, str] = table["files"]
        self.packages: list[dict] = table["packages"]

    @property
    def wanted(self) -> set[str]:
        """What has to be there: the lock only proves what else is."""
        return set(self.files) - {LOCK}

    def check(self, name: str, data: bytes, origin: str) -> bytes:
        """The data of a file, if it is the official one.

        raises  NotOfficial
        """
        if (found := sha256(data)) != self.files[name]:
            wanted = self.files[name]
            raise NotOfficial(
                f"runtime: {name} of {origin} is not the official file\n"
                f"  SHA-256   {found}\n  official  {wanted}   ([tool.runtime.files] in pyproject.toml)\n"
                "  mend      delete that file, or choose another source: RUNTIME=FOLDER, or RUNTIME=no"
            )
        return data


def compare_with_lock(pins: Pins, lock: bytes | None) -> None:
    """What is pinned of NumPy is what the official lock says.

    lock    where the official package was at hand
    raises  NotOfficial
    """
    for package in json.loads(lock)["packages"].values() if lock else ():
        name, known = package["file_name"], package["sha256"]
        if pins.files.get(name, known) != known:
            raise NotOfficial(f"runtime: pyproject.toml pins another {name} than the lock of Pyodide: {known}")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
