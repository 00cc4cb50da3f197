"""Installs all packages of requirements.txt into .venv: pip itself first, then the others by four pips, each with a share.

python -m tools.packages PIP install ... --requirement

Each of them waits for disk and network half of its time. Whoever ends this ends them, too, and what they were unpacking goes.
"""

import ensurepip
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

LOCK, FOLDER = Path("requirements.txt"), Path(".venv")
PACKAGE = re.compile(r"^(?P<name>\S+)==.*\n(?: .*\n)+", re.MULTILINE)
SHARES = 4
STEP = 20  # packages from one line of progress to the next
FETCHED = ("Collecting", "Processing")
NOT_SET_UP = (
    "The packages are not all here: pip says above what is missing. With a network, run the same command again."
)


def shares_of(lock: str) -> tuple[str, list[str]]:
    """The entry of pip, and those of all packages in equal shares, each with its hashes."""
    packages = list(PACKAGE.finditer(lock))
    own = next(package[0] for package in packages if package["name"] == "pip")
    return own, ["".join(package[0] for package in packages[share::SHARES]) for share in range(SHARES)]


def packed_pip() -> str:
    """The older pip that Python brings along, which stays packed."""
    places = [sysconfig.get_config_var("WHEEL_PKG_DIR"), Path(ensurepip.__file__).parent / "_bundled"]
    return next((str(wheel) for place in places if place for wheel in Path(place).glob("pip-*.whl")), "")


def forget_what_is_half_written(folder: Path) -> None:
    """Let pip write packages anew at which it was ended: by their names alone it takes them for whole."""
    for about in folder.glob("lib*/*/site-packages/*.dist-info"):
        if not (about / "INSTALLER").exists():  # which pip writes behind all files and programs of a package
            shutil.rmtree(about)


def install(command: list[str], shares: list[str], folder: str, **surroundings: str) -> bool:
    """Install the shares of a lock side by side.

    folder   for what is unpacked on the way
    returns  did all of it work?
    """
    count, writing, pips = 0, 0, []
    said, says = os.pipe()
    try:
        for number, share in enumerate(shares):
            asked = Path(folder, f"share.{number}")
            asked.write_text(share, encoding="utf-8")
            # A session of its own: at Ctrl-C it is this process that ends them, before they say what they were at.
            pips.append(
                subprocess.Popen(
                    [*command, str(asked)],
                    stdout=says,
                    env=os.environ | {"TMPDIR": folder} | surroundings,
                    start_new_session=True,
                )
            )
        os.close(says)
        total = sum(len(PACKAGE.findall(share)) for share in shares)
        with open(said, encoding="utf-8", errors="replace") as lines:  # they end with the last of the pips
            for line in lines:
                count += line.startswith(FETCHED)
                writing += line.startswith("Installing")
                if line.startswith(FETCHED) and count % STEP == 0:
                    print(f"  {count} of {total} packages", flush=True)
                if line.startswith("Installing") and writing == len(shares) > 1:
                    print("  writing them into .venv", flush=True)
        return not any(pip.wait() for pip in pips)
    finally:
        for pip in pips:
            pip.terminate()
        for pip in pips:
            pip.wait()


def main(command: list[str]) -> int:
    """Install everything.

    command  of pip, up to the name of a file of requirements
    """

    def end(*_) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    forget_what_is_half_written(FOLDER)
    own, shares = shares_of(LOCK.read_text(encoding="utf-8"))
    try:
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            folder = str(Path(folder).resolve())
            is_whole = install(command, [own], folder, PYTHONPATH=packed_pip()) and install(command, shares, folder)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"The packages cannot be written: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    if not is_whole:
        print(NOT_SET_UP, file=sys.stderr)
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
