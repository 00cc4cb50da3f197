"""The Chrome or Chromium of the tests: `python -m tests.browser` prints where it is, or installs one."""

import atexit
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# Without a desktop's windows first: such a Chromium takes half the processor time.
SHELLS = ["chromium-headless-shell", "chrome-headless-shell"]
NAMES = [*SHELLS, "google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"]
PLACES = {  # where it lies on systems that put no programs on the path
    "Darwin": ["/Applications", "~/Applications"],
    "Windows": ["${PROGRAMFILES}", "${PROGRAMFILES(X86)}", "${LOCALAPPDATA}"],
}
BELOW = {
    "Darwin": ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"],
    "Windows": [r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe"],
}
UPDATE = ["apt-get", "update", "-qq"]
PACKAGES = [
    [UPDATE, ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", name]]
    for name in (SHELLS[0], "chromium")
]
DOWNLOAD = [sys.executable, "-m", "playwright", "install", "chromium"]
NONE = "no Chrome or Chromium here: install one (`apt-get install chromium`, or `playwright install chromium`), or set CHROME_PATH"
# A page of ours is used for seconds: its scripts cost a fifth less where nothing is compiled anew to run faster for minutes.
SHORT_LIVED = "--js-flags=--no-maglev --max-optimized-bytecode-size=0"
WHY = re.compile(r"^(?:E|Error): (.*)", re.MULTILINE)


class NoBrowser(Exception):
    pass


def find() -> str:
    """The browser's program.

    raises  NoBrowser: there is none, or CHROME_PATH names none
    """
    if chosen := os.environ.get("CHROME_PATH"):
        if not runs(chosen):
            raise NoBrowser(f"CHROME_PATH names no browser: {chosen}")
        return chosen
    for program in candidates():
        if runs(program):
            return program
    raise NoBrowser(NONE)


def candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    system = platform.system()
    for place in PLACES.get(system, []):
        yield from (str(Path(os.path.expandvars(place)).expanduser() / below) for below in BELOW[system])
    yield of_playwright()


def of_playwright() -> str:
    from playwright.sync_api import sync_playwright  # here: asking it starts a process

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def runs(program: str) -> bool:
    """Whether it is there and starts: Ubuntu's chromium may be a script that only names another package."""
    if not os.access(program, os.X_OK):
        return False
    if platform.system() == "Windows":  # would open a window
        return True
    return subprocess.run([program, "--version"], capture_output=True).returncode == 0


def install() -> str:
    """Install a browser by the system's package, or else Playwright's own.

    raises  NoBrowser: neither worked; the last reason given is in its message
    """
    is_root_of_debian = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    why = ""
    for commands in [*PACKAGES, [[*DOWNLOAD, "--with-deps"]]] if is_root_of_debian else [[DOWNLOAD]]:
        for command in commands:
            run = subprocess.run(
                command, capture_output=True, text=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            )
            why = (WHY.findall(run.stdout + run.stderr) or [why])[0]
        try:
            return find()
        except NoBrowser:
            continue
    raise NoBrowser(f"{NONE} ({why or 'installing one did not help'})")


def find_or_install() -> str:
    try:
        return find()
    except NoBrowser:
        if "CHROME_PATH" in os.environ:
            raise
        print("no Chrome or Chromium here: installing one", file=sys.stderr)
        return install()


@cache
def started() -> "Browser":
    """A browser that reaches no other host: one of each process, since Playwright runs once in it.

    raises  NoBrowser: there is none
    """
    from playwright.sync_api import sync_playwright  # here: asking where a browser is starts none

    program = find()
    options = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", SHORT_LIVED]
    options += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium wants that of root
    playwright = sync_playwright().start()
    chromium = playwright.chromium.launch(executable_path=program, args=options)
    atexit.register(stop, chromium, playwright)
    return chromium


def stop(chromium: "Browser", playwright: "Playwright") -> None:
    chromium.close()
    playwright.stop()


if __name__ == "__main__":
    try:
        print(find_or_install())
    except NoBrowser as error:
        sys.exit(str(error))
