"""The server of a live preview: it builds aside, and shows a site only when it is whole.

The server of MkDocs stops sending pages when a build fails, and says nothing on those that are open. This one
goes on with the pages of the last build, and each of them says what is wrong.
"""

import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer
from urllib.parse import quote, urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from worked.mkdocs.banner import BARE_PAGE, with_banner
from worked.mkdocs.moves import Moves
from worked.mkdocs.scripts import with_listener
from worked.mkdocs.watcher import Watcher
from worked.run.waiting import WAITING

STALE = "Nothing new can be shown. This page is as it was before the last edits."
BUSY = "This page is being built anew. Until then it is as it was before the last edits."
# The words of the banner say "after 5 s": the seconds go on in an open page.
COUNT_ON = (
    "<script>setInterval(() => { const words = document.querySelector('.worked-busy pre');"
    "words.textContent = words.textContent.replace(/(?<=after )\\d+(?= s )/, (seconds) => Number(seconds) + 1) }, 1000)</script>"
)
SLOW = 3.0  # seconds of a build, after which the pages of the last one are shown in the meantime
QUIET = 0.05  # seconds without a further edit, after which a build begins
MORE_PORTS = 20
LAST_PORT, USUAL_PORT = 65535, 8000
ENDING = (signal.SIGINT, signal.SIGTERM)


def end_on_signals() -> None:
    """End in good order on Ctrl-C and on SIGTERM: whoever waits for something is told by a KeyboardInterrupt."""

    def end(*_) -> None:
        for name in ENDING:
            signal.signal(name, signal.SIG_IGN)  # once is enough
        raise KeyboardInterrupt

    with suppress(ValueError):  # not the main thread: somebody else's program, whose signals are its own
        for name in ENDING:
            signal.signal(name, end)


class HeldPort:
    """The port of a preview, held from before anything is built."""

    def __init__(self, host: str, port: int, root: Path):
        """Take the port.

        raises  PluginError: somebody else has it, or there is none of that number
        """
        if port > LAST_PORT:
            write = command(root, host, USUAL_PORT)
            raise PluginError(f"{port} is no port: the last one is {LAST_PORT}.\n  write  {write}")
        try:
            self.socket = listener(host, port)
        except OSError as error:
            free = next((other for other in range(port + 1, port + MORE_PORTS) if is_free(host, other)), port + 1)
            raise PluginError(
                f"{host}:{port} cannot be taken: {error.strerror}. Is another preview running there?\n"
                f"  write  {command(root, host, free)}"
            ) from None

    def let_go(self) -> None:
        self.socket.close()


def listener(host: str, port: int) -> socket.socket:
    family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    opened = socket.socket(family, kind)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        opened.bind(address)
        opened.listen()
    except OSError:
        opened.close()
        raise
    return opened


def is_free(host: str, port: int) -> bool:
    try:
        listener(host, port).close()
    except (OSError, OverflowError):
        return False
    return True


def command(root: Path, host: str, port: int) -> str:
    """The command that starts a preview on another port: of the project's Makefile, where it has one."""
    with suppress(OSError):
        makefile = (root / "Makefile").read_text(encoding="utf-8")
        if re.search(r"^serve:", makefile, re.MULTILINE) and "$(PORT)" in makefile:
            return f"make serve PORT={port}"
    return f"mkdocs serve --dev-addr {host}:{port}"


class Folders:
    """The folders that builds are written to, each in its own: the last whole one stays until the next is whole.

    Their names begin with a dot: a build without this plugin empties the folder above, but for what is hidden.
    """

    def __init__(self, base: str):
        self.base, self.count = base, 0
        self.sweeper = Thread()  # removes old folders while the new one is shown

    def next(self) -> str:
        self.count += 1
        return os.path.join(self.base, f".{self.count}")

    def keep_only(self, kept: str) -> None:
        self.end()  # else two remove the same folder, and only one of them is waited for
        old = [os.path.join(self.base, name) for name in os.listdir(self.base) if name != os.path.basename(kept)]
        self.sweeper = Thread(target=lambda: [shutil.rmtree(folder, ignore_errors=True) for folder in old])
        self.sweeper.start()

    def end(self) -> None:
        """Wait for what is being removed, since MkDocs removes what is left."""
        if self.sweeper.is_alive():
            self.sweeper.join()


class PreviewServer(LiveReloadServer):
    """Serves the last whole site, with what is wrong since then.

    make     builds the site, and returns its folder; or raises
    reason   says of what make() raised why there is no new site
    doing    says what a build is at
    scripts  gives the source of each script, by its address
    """

    def __init__(self, config, folders: Folders, moves: Moves, watcher: Watcher):
        host, port = config.dev_addr
        path = urlsplit(config.site_url or "/").path
        super().__init__(self.build, host, port, config.site_dir, path, shutdown_delay=QUIET)
        self.build_delay = QUIET
        self.folders, self.moves, self.observer = folders, moves, watcher
        watcher.changed = self.note_edit
        self.error_handler = self.error_page
        self.broken: list[str] = []  # why the last build came to no end
        self.is_building = self.is_slow = False

    def take_over(
        self, server: LiveReloadServer, make: Callable, reason: Callable, doing: Callable, scripts: Callable
    ) -> None:
        """Take the place of MkDocs' own server."""
        self.make, self.reason, self.doing, self.scripts = make, reason, doing, scripts
        for path in server._watched_paths:
            self.watch(path)
        server.server_close()

    def watch(self, path: str, func=None, *, recursive: bool = True) -> None:
        self._watched_paths[os.path.abspath(path)] = 1
        self.observer.watch([path])

    def note_edit(self) -> None:
        WAITING.is_given_up = self.is_building  # what runs now may be what was mended
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def shutdown(self, wait=False) -> None:
        super().shutdown(wait)
        self.folders.end()

    # ---- building ----------------------------------------------------------------------------

    def build(self) -> None:
        """Build aside, and show the new site; or else the old one, with the reason."""
        slow = Timer(SLOW, self.show_old)
        slow.daemon = self.is_building = True
        slow.start()
        try:
            folder = self.make()
        except (Exception, SystemExit) as error:  # a setting, a hook, a plugin: anything may raise anything
            self.broken = self.reason(error)
        else:
            self.broken, self.root = [], folder
            self.folders.keep_only(folder)
        finally:
            slow.cancel()
            with self._epoch_cond:
                if self.is_slow:  # who was shown the old page has to be told of the new one
                    self._wanted_epoch = max(self._wanted_epoch + 1, now())
                self.is_building = self.is_slow = False

    def show_old(self) -> None:
        """Show the pages of the last build, since the next one takes its time."""
        with self._epoch_cond:
            if self.is_building:
                self.is_slow, self._visible_epoch = True, self._wanted_epoch
                self._epoch_cond.notify_all()

    # ---- showing -----------------------------------------------------------------------------

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """A page as it is sent: under a banner where it is an old one."""
        html = with_listener(content.decode("utf-8", "replace"), self.scripts())
        if self.broken:
            html = with_banner(html, STALE, self.broken)
        if self.is_slow:
            html = with_banner(html, BUSY, [self.doing()], "worked-busy") + COUNT_ON
        return super()._inject_js_into_html(html.encode(), epoch)

    def _serve_request(self, environ, start_response):
        if not environ["PATH_INFO"].startswith("/livereload/"):
            with self._epoch_cond:  # before the folder is looked up, which goes when the next one is there
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
        answer = super()._serve_request(environ, start_response)
        if answer is None:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            there = self.moves.address(path.removeprefix(self.mount_path))
            if there is not None:
                start_response("302 Found", [("Location", quote(self.mount_path + there))])
                return []
        return answer

    def error_page(self, code: int) -> bytes | None:
        """The page for a wrong address, which goes away by itself when there is a page."""
        file = Path(self.root, f"{code}.html")
        content = file.read_bytes() if file.is_file() else BARE_PAGE.replace("<body>", f"<body>{code}").encode()
        return self._inject_js_into_html(content, self._visible_epoch)


def now() -> int:
    return round(time.monotonic() * 1000)
