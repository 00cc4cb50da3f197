"""Firefox and WebKit, as Debian has them, driven by the commands of WebDriver.

    python -m tests.other_browsers    # says in a line which of them are not here

OTHER_BROWSERS=wanted installs those first, and goes on without them where that does not work; OTHER_BROWSERS=required
lets their tests fail then. This module needs no package of Python, so that it can run while those are fetched.

Playwright drives builds of its own, which no registry has, and what drives Firefox by the standard's address is in no
package of Debian. But Firefox takes the very same commands at a port of its own (Marionette), so that a few lines speak to both.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PATIENCE = 300  # seconds until what never comes is given up, however busy the machine is
LONGEST_FETCH = 60  # seconds for the packages of all browsers; they took 12 on a busy machine
MINI_BROWSERS = "*/webkit2gtk-*/MiniBrowser"
PACKAGES = {"Firefox": ["firefox-esr"], "WebKit": ["webkit2gtk-driver", "xvfb"]}
QUIET = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what stands for an element, by the standard
SETTINGS = {  # of Firefox: it asks nobody for anything, and says nothing of itself
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
# Of WebKit, as of Chromium (tests/browser.py): a page is used for seconds, so nothing is compiled anew to run faster for minutes.
SHORT_LIVED = {"JSC_useOMGJIT": "0", "JSC_useFTLJIT": "0"}
HEARD = """
    return Services.console.getMessageArray().map((one) => one.message ?? String(one)).filter((text) => text.includes(arguments[0]));
"""


class Failed(Exception):
    """A command that the browser refused."""


class Browser:
    """A window of a browser, and what a reader does in it."""

    def __init__(self, name: str):
        self.name = name

    def command(self, method: str, path: str, name: str, **values: Any) -> Any:
        """Give a command of WebDriver, by its address and by its name. raises Failed"""
        raise NotImplementedError

    def heard(self) -> list[str]:
        """What the pages said in the console, and what the browser said of them."""
        raise NotImplementedError

    def open(self, address: str) -> None:
        self.command("POST", "url", "Navigate", url=address)

    def ask(self, script: str, *given: Any) -> Any:
        return self.command("POST", "execute/sync", "ExecuteScript", script=f"return {script}", args=list(given))

    def wait(self, script: str, *given: Any) -> Any:
        """Wait until a script gives something."""
        end = time.monotonic() + PATIENCE
        while not (found := self.ask(script, *given)):
            assert time.monotonic() < end, f"{self.name}: it never came: {script} {given}"
            time.sleep(0.2)
        return found

    def hears_more(self, before: list[str]) -> list[str]:
        """Wait until something is in the console that was not there before: a page's process tells it when it finds the time."""
        end = time.monotonic() + PATIENCE
        while not (more := [text for text in self.heard() if text not in before]):
            assert time.monotonic() < end, f"{self.name}: nothing was heard, and nothing would have been"
            time.sleep(0.2)
        return more

    def place(self, css: str) -> tuple[int, int]:
        """The middle of an element, once it is in view and rests there."""
        found = "document.querySelector(arguments[0])"
        self.wait(f"{found}?.getClientRects().length", css)
        middle = f"(({{x, y, width, height}}) => [Math.round(x + width / 2), Math.round(y + height / 2)])({found}.getBoundingClientRect())"
        before = None
        while (
            at := self.ask(f"({found}.scrollIntoView({{block: 'center', behavior: 'instant'}}), {middle})", css)
        ) != before:
            before = at
            time.sleep(0.2)
        return tuple(at)

    def press(self, css: str) -> None:
        self.drag(css, 0, 0)

    def drag(self, css: str, right: int, down: int) -> None:
        x, y = self.place(css)
        moves = [
            {"type": "pointerMove", "duration": 0, "x": x + right * n // 5, "y": y + down * n // 5} for n in range(6)
        ]
        steps = [
            moves[0],
            {"type": "pointerDown", "button": 0},
            *(moves[1:] if right or down else []),
            {"type": "pointerUp", "button": 0},
        ]
        self.act({"type": "pointer", "id": "mouse", "actions": steps})

    def key(self, letter: str) -> None:
        self.act(
            {"type": "key", "id": "keys", "actions": [{"type": kind, "value": letter} for kind in ("keyDown", "keyUp")]}
        )

    def act(self, actions: dict) -> None:
        self.command("POST", "actions", "PerformActions", actions=[actions])


class WebKit(Browser):
    """By the standard's own address. It hands on no console, so the pages say themselves what they complain of."""

    def __init__(self, port: int):
        super().__init__("WebKit")
        self.driver = f"http://127.0.0.1:{port}/session"
        self.session = ""
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        while not self.session:  # until the driver listens
            try:
                made = self.command("POST", "", "", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
                self.session = f"/{made['sessionId']}/"
            except OSError:
                time.sleep(0.1)

    def command(self, method: str, path: str, name: str, **values: Any) -> Any:
        request = Request(self.driver + self.session + path, method=method, data=json.dumps(values).encode())
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise Failed(error.read().decode()) from None

    def heard(self) -> list[str]:
        return json.loads(self.ask("sessionStorage.heard") or "[]")


class Firefox(Browser):
    """By its own port: a length, a colon, and JSON."""

    def __init__(self, port: int):
        super().__init__("Firefox")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.file, self.numbers = self.socket.makefile("rb"), count(1)
        self.read()
        self.command("", "", "NewSession")

    def read(self) -> Any:
        length = b""
        while (letter := self.file.read(1)) != b":":
            length += letter
        return json.loads(self.file.read(int(length)))

    def command(self, method: str, path: str, name: str, **values: Any) -> Any:
        whole = name if ":" in name else f"WebDriver:{name}"
        text = json.dumps([0, next(self.numbers), whole, values]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        *_, error, result = self.read()
        if error:
            raise Failed(f"{whole}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def heard(self) -> list[str]:
        self.command("", "", "Marionette:SetContext", value="chrome")
        try:
            return self.command("", "", "ExecuteScript", script=HEARD, args=["127.0.0.1"])
        finally:
            self.command("", "", "Marionette:SetContext", value="content")


# ---- starting ---------------------------------------------------------------------------------


def mini_browser() -> Path | None:
    return next((path for lib in ("/usr/lib", "/usr/libexec") for path in sorted(Path(lib).glob(MINI_BROWSERS))), None)


def firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def missing() -> list[str]:
    """Which browsers are not here."""
    has_webkit = shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser()
    return [name for name, is_here in (("Firefox", firefox()), ("WebKit", has_webkit)) if not is_here]


@contextmanager
def started(name: str) -> Iterator[Browser]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        yield {"Firefox": start_firefox, "WebKit": start_webkit}[name](stack, folder)


def start_firefox(stack: ExitStack, folder: Path) -> Firefox:
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
    (folder / "user.js").write_text("\n".join(lines), "utf8")
    options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", str(folder)]
    process(stack, [firefox(), *options], folder)
    port = folder / "MarionetteActivePort"
    end = time.monotonic() + PATIENCE
    while not (port.exists() and port.read_text().strip()):
        assert time.monotonic() < end, "Firefox did not start"
        time.sleep(0.1)
    browser = Firefox(int(port.read_text()))
    stack.callback(browser.socket.close)
    stack.callback(browser.file.close)
    return browser


def start_webkit(stack: ExitStack, folder: Path) -> WebKit:
    reading, writing = os.pipe()
    screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    process(stack, screen, folder, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process(stack, ["WebKitWebDriver", f"--port={port}"], folder, DISPLAY=display)
    return WebKit(port)


def process(stack: ExitStack, command: list[str], home: Path, pass_fds: tuple = (), **variables: str) -> None:
    """A program that ends with the stack, and all that it started."""
    environment = os.environ | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "NO_AT_BRIDGE": "1"}
    environment |= SHORT_LIVED | variables
    options = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": environment,
        "start_new_session": True,
    }
    started = subprocess.Popen(command, pass_fds=pass_fds, **options)

    def end() -> None:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()

    stack.callback(end)


def install(names: list[str]) -> None:
    """Install browsers by the system's packages, if it has them and their 160 MB come in time."""
    if not shutil.which("apt-get"):
        return
    root = [] if os.geteuid() == 0 else ["sudo", "-n", "-E"]
    options = ["-qq", "--yes", "--no-install-recommends", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10"]
    wanted = ["install", *options, *packages_of(names)]
    end = time.monotonic() + LONGEST_FETCH
    for command, is_fetched in ((["update", *options], True), ([*wanted, "--download-only"], True), (wanted, False)):
        left = max(1, end - time.monotonic()) if is_fetched else None  # what has begun to unpack is never stopped
        try:
            subprocess.run([*root, "apt-get", *command], env=QUIET, capture_output=True, timeout=left, check=True)
        except (OSError, subprocess.SubprocessError):
            return


def packages_of(names: list[str]) -> list[str]:
    return [package for name in names for package in PACKAGES[name]]


def main() -> None:
    if (names := missing()) and os.environ.get("OTHER_BROWSERS") in ("wanted", "required"):
        install(names)
    if names := missing():
        what, which = " and ".join(names), " ".join(packages_of(names))
        print(f"The site is not tried in {what}, which are not here (Debian: apt-get install {which})")


if __name__ == "__main__":
    main()
