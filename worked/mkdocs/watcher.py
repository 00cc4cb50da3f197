"""The watcher of a live preview: it sees each edit of what the site is made of, and files that come and go.

It looks at the files themselves a few times a second. Notices of the system are faster by a moment, and do not
come at all in shared folders and in containers.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread

INTERVAL = 0.1  # seconds between two looks; one takes a few milliseconds
PASSED_OVER = {"__pycache__", "node_modules", "site-packages"}
HIDDEN_SETTINGS = (".yml", ".yaml", ".pages")  # .nav.yml, .meta.yml, .authors.yml: plugins read these beside pages
Look = dict[str, tuple[int, int, int]]  # of each file its time of change, size and number


class Watcher(Thread):
    """Calls ``changed()`` after an edit. It stands in for an observer of watchdog.

    watched  what is looked at: files, there yet or not, and folders with all that they hold
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.changed: Callable[[], None] = lambda: None
        self.ended = Event()
        self.watched: set[str] = set()
        self.known: dict[str, Look] = {}

    def watch(self, paths: Iterable[Path | str]) -> None:
        """Watch these too, from now on; what was changed a moment ago counts as known."""
        for path in {os.path.abspath(path) for path in paths} - self.watched:
            self.known[path] = look(path)
            self.watched.add(path)

    def run(self) -> None:
        while not self.ended.wait(INTERVAL):
            if self.has_changed():
                self.changed()

    def has_changed(self) -> bool:
        """Has anything changed since the last look?"""
        seen = {path: look(path) for path in list(self.watched)}
        is_new = any(self.known.get(path) != now for path, now in seen.items())
        self.known.update(seen)
        return is_new

    def stop(self) -> None:
        self.ended.set()


def look(path: str) -> Look:
    """The state of a file, or of all files in a folder; empty where there is nothing."""
    found: Look = {}
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                is_hidden = entry.name.startswith(".") and not entry.name.endswith(HIDDEN_SETTINGS)
                if is_hidden or entry.name.endswith("~") or entry.name in PASSED_OVER:
                    continue
                found |= look(entry.path) if entry.is_dir() else state(entry.path)
    except NotADirectoryError:
        found = state(path)
    except OSError:  # gone, or not to be read
        pass
    return found


def state(path: str) -> Look:
    try:
        seen = os.stat(path)
    except OSError:
        return {}
    return {path: (seen.st_mtime_ns, seen.st_size, seen.st_ino)}
