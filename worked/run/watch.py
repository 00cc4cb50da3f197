"""Watching: every file that a snippet reads while it runs is noted, with its hash.

Seen are files, folders and databases that Python opens, in threads too. Not seen are what another
process reads, environment variables, and whether a file exists.
"""

import os
import re
import sys
import threading
from pathlib import Path

from worked.run.cache import digest

# What tools keep for themselves, such as matplotlib's list of fonts, is not an input of a snippet.
KEPT_BY_OTHERS = re.compile(r"[/\\](?:\.cache|\.config|\.matplotlib|matplotlib-[^/\\]+|Library|__pycache__)[/\\]")


class Watch:
    """Notes the files that are read within its context.

    seen  the hash of each file that was read, by its absolute path; None where it is missing

    An audit hook of Python cannot be removed, so there is only one, which serves all watches.
    """

    current: "Watch | None" = None
    is_installed = False

    def __init__(self, root: Path):
        self.root = str(root)
        # Threads that ran before are not the snippet's; those that it starts itself are.
        self.others = {thread.ident for thread in threading.enumerate()} - {threading.get_ident()}
        self.seen: dict[str, str | None] = {}
        self.is_paused = False
        installed = {os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
        self.foreign = tuple(installed | {"/proc/", "/sys/", "/dev/", "/etc/", "/usr/"})
        installed_here = {place for place in installed if place.startswith(self.root + os.sep)}
        self.not_ours = tuple(installed_here | {os.path.join(self.root, ".worked") + os.sep})

    def __enter__(self) -> "Watch":
        if not Watch.is_installed:
            sys.addaudithook(Watch.hear)
            Watch.is_installed = True
        self.outer, Watch.current = Watch.current, self
        return self

    def __exit__(self, *_) -> None:
        Watch.current = self.outer

    @staticmethod
    def hear(event: str, arguments: tuple) -> None:
        watch = Watch.current
        if watch is None or watch.is_paused or threading.get_ident() in watch.others:
            return
        if event == "open":
            path, *how = arguments
            if isinstance(path, (str, bytes)) and not opens_to_write(*how):
                watch.note(path)
        elif event == "sqlite3.connect" and isinstance(arguments[0], (str, bytes)):
            watch.note(arguments[0])
        elif event in ("os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
            watch.note(arguments[0], is_folder=True)

    def note(self, path: str | bytes, is_folder: bool = False) -> None:
        self.is_paused = True  # hashing opens the file once more
        try:
            name = os.path.abspath(os.fsdecode(path))
            is_search = is_folder and (name == self.root or name in sys.path)  # Python looks for modules
            if name not in self.seen and not is_search and self.is_input(name):
                self.seen[name] = digest(Path(name))
        finally:
            self.is_paused = False

    def is_input(self, name: str) -> bool:
        """Does the project depend on a file, which is not one of Python, its packages or its tools?"""
        if name.endswith(".pyc") or f"{os.sep}site-packages{os.sep}" in name:
            return False
        if name.startswith(self.root + os.sep):
            return not name.startswith(self.not_ours)
        return not os.path.realpath(name).startswith(self.foreign) and KEPT_BY_OTHERS.search(name) is None


def opens_to_write(mode: str | None, flags: int | None) -> bool:
    """Does ``open()``, which has a mode, or ``os.open()``, which has only flags, open a file to write into it?"""
    if isinstance(mode, str):
        return any(mark in mode for mark in "wax")
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
