"""Watching: everything that a snippet reads while it runs is noted, with its state.

========================================================  ======================================
what a snippet reads                                      what becomes of it
========================================================  ======================================
files that Python or numpy opens, in threads too;         seen: an edit computes again
databases of SQLite
names in folders: listdir, scandir, walk, glob            seen: a new name computes again
whether a file is there, its size and time of change:     seen: a change computes again
os.stat and what rests on it, os.access, os.readlink
environment variables, by os.environ and os.getenv        seen: another value computes again
Python, this library, the names and versions of           seen, by the fingerprint of the cache
installed packages
other processes: subprocess, os.system, fork,             not kept: computed at each check
multiprocessing
the network: sockets, names of hosts                      not kept: computed at each check
ctypes, called by the snippet                             not kept: computed at each check
--------------------------------------------------------  --------------------------------------
the time, random numbers without a seed, the machine      not seen
files that compiled code opens, or asks about, by         not seen
itself, as posix.stat does
files named relative to an open folder (dir_fd); size     not seen
and time of a folder, and in os.scandir's entries; free
space
what an installed package asks of the environment, and    not seen
files of the system: /usr, /etc, /proc, /dev, /sys
========================================================  ======================================

A test tries each row. What is not seen should not decide a number: give it a seed, or write it into a file.
"""

import contextlib
import os
import re
import sys
import threading
from pathlib import Path

from worked.run.cache import MARK, OURS, digest, fingerprint, kind_of_file, look_of_file, variable

# What tools keep for themselves, such as matplotlib's list of fonts, is not an input of a snippet.
KEPT_BY_TOOLS = re.compile(r"[/\\](?:fontlist-v[\w.-]+|\.matplotlib-lock[^/\\]*|__pycache__[/\\].*)$|\.pyc$")
OWN_ROOM, OWN_FOLDER = (str(folder) + os.sep for folder in Path(__file__).parents[:2])
STANDARD = (os.path.dirname(os.__file__) + os.sep, "<frozen ")
UNSEEN = re.compile(
    r"subprocess\.Popen|os\.(?:system|exec|fork|forkpty|spawn|posix_spawn|startfile)|pty\.spawn"
    r"|socket\.(?:connect|bind|sendto|sendmsg|getaddrinfo|gethostby\w+|gethostname|getnameinfo|getservby\w+)"
    r"|ctypes\.(?:dlopen|dlsym\w*|call_function|cdata\w*|string_at|wstring_at)"
)
# These ask no more than whether a file is there, and what it is.
ASK_FOR_KIND = set(
    "exists lexists isfile isdir islink is_file is_dir is_symlink realpath _joinrealpath resolve".split()
)


class Watch:
    """Notes what is read while it is the current one.

    seen  the state of each thing that was read, by its name: the hash of a file by its absolute path, None where it
          is missing; other things bear their kind and a mark before their name
    """

    current: "Watch | None" = None

    def __init__(self, root: Path, environment: dict[str, str]):
        self.root, self.environment = str(root), environment
        self.seen: dict[str, str | None] = {}
        self.hashing: set[int] = set()  # the threads that note something: what they read is not noted itself
        installed = {os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
        self.foreign = tuple(installed | {"/proc/", "/sys/", "/dev/", "/etc/", "/usr/"})
        installed_here = {place for place in installed if place.startswith(self.root + os.sep)}
        # This library itself stands in the fingerprint of the cache, even where a project holds it.
        self.not_ours = tuple(installed_here | {os.path.join(self.root, OURS) + os.sep, OWN_FOLDER})

    def start(self) -> None:
        """Watch this process from now on: an audit hook of Python cannot be removed."""
        Watch.current = self
        sys.addaudithook(hear)
        watch_looks()
        watch_environment()

    def note(self, path: str | bytes, state=digest, kind: str = "") -> None:
        """Note a path, and the state that it is in."""
        thread = threading.get_ident()
        if thread in self.hashing:
            return
        self.hashing.add(thread)
        try:
            name = os.path.abspath(os.fsdecode(path))
            known = f"{kind}{MARK}{name}" if kind else name
            if known not in self.seen and self.is_input(name):
                self.seen[known] = state(name)
        finally:
            self.hashing.discard(thread)

    def note_unseen(self, event: str) -> None:
        """Note something that cannot be compared: the result is not kept."""
        if threading.get_ident() not in self.hashing:
            self.seen[f"unseen{MARK}{event}"] = "unseen"

    def note_variable(self, name: str) -> None:
        self.seen[f"variable{MARK}{name}"] = variable(name, self.environment)

    @contextlib.contextmanager
    def unheard(self):
        """What this thread does within this context is this library's own."""
        thread = threading.get_ident()
        is_outer = thread not in self.hashing
        self.hashing.add(thread)
        try:
            yield
        finally:
            if is_outer:
                self.hashing.discard(thread)

    def is_input(self, name: str) -> bool:
        """Does the project depend on a file, which is not one of Python, its packages or its tools?"""
        if f"{os.sep}site-packages{os.sep}" in name or KEPT_BY_TOOLS.search(name):
            return False
        if name == self.root or name.startswith(self.root + os.sep):
            return not (name + os.sep).startswith(self.not_ours)
        return not (os.path.realpath(name) + os.sep).startswith((*self.foreign, OWN_FOLDER))

    def is_own(self, file: str) -> bool:
        """Is a file of code the project's own?"""
        return file.startswith(self.root + os.sep) and self.is_input(file)


def hear(event: str, arguments: tuple) -> None:
    """What Python tells of itself while it runs: the hook of all watches."""
    watch = Watch.current
    if watch is None:
        return
    if event == "open":
        path, *how = arguments
        if isinstance(path, (str, bytes)) and not opens_to_write(*how):
            watch.note(path)
            if os.fsdecode(path).endswith(".py"):  # as a text: an import is not heard here
                watch.note(path, kind="text")
    elif event in ("os.listdir", "os.scandir"):
        if not looks_for_modules(sys._getframe(1).f_code):
            with watch.unheard():
                folder = folder_of(arguments[0])
            watch.note(folder)
    elif event == "sqlite3.connect":
        for end in ("", "-wal"):
            watch.note(database_of(arguments[0]) + end)
    elif UNSEEN.fullmatch(event) and (not event.startswith("ctypes.") or watch.is_own(outer_caller())):
        watch.note_unseen(event)


def opens_to_write(mode: str | None, flags: int | None) -> bool:
    """Does ``open()``, which has a mode, or ``os.open()``, which has only flags, open a file to write into it alone?"""
    if isinstance(mode, str):
        return any(mark in mode for mark in "wax") and "+" not in mode
    return bool((flags or 0) & os.O_WRONLY)


def folder_of(asked) -> str:
    """The folder that is listed: by its name, by an open file, or where the process stands."""
    if isinstance(asked, int) and asked >= 0:
        return os.readlink(f"/proc/self/fd/{asked}") if os.path.exists("/proc/self/fd") else "."
    return os.fsdecode(asked) if isinstance(asked, (str, bytes, os.PathLike)) else "."


def database_of(asked) -> str:
    """The file of a database; SQLite takes addresses too: "file:data.db?mode=ro"."""
    name = os.fsdecode(asked)
    return name.removeprefix("file:").partition("?")[0] if name.startswith("file:") else name


def looks_for_modules(code) -> bool:
    """Is this Python's search for modules, where what it finds is noted, or the search for installed packages?"""
    file, name = code.co_filename, code.co_name
    return file.startswith("<frozen importlib") or (file.startswith(OWN_ROOM) and name == fingerprint.__name__)


def outer_caller() -> str:
    """The file of the nearest code above that is neither Python's own nor this module."""
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if file != __file__ and (not file.startswith(STANDARD) or "site-packages" in file):
            return file
        frame = frame.f_back
    return ""


# ---- what Python does not tell: it is heard in place of the functions themselves ---------------


def watch_looks() -> None:
    """Note the files whose state is asked for. (Python's import asks the functions of another module, unheard.)"""
    for name in ("stat", "lstat", "access", "readlink"):
        heard = heard_look(getattr(os, name))
        for supports in (os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks, os.supports_effective_ids):
            if getattr(os, name) in supports:
                supports.add(heard)
        setattr(os, name, heard)


def heard_look(function):
    def look(path, *arguments, **keywords):
        watch = Watch.current
        if watch is not None and not isinstance(path, int) and threading.get_ident() not in watch.hashing:
            note_look(watch, os.fspath(path))
        return function(path, *arguments, **keywords)

    look.__name__ = function.__name__
    return look


def note_look(watch: Watch, path: str | bytes) -> None:
    if outer_caller().startswith(OWN_ROOM):  # the search for modules, which notes what it looks for itself
        return
    frames = [sys._getframe(2), sys._getframe(2).f_back]
    asks_for_kind = any(frame is not None and frame.f_code.co_name in ASK_FOR_KIND for frame in frames)
    state, kind = (kind_of_file, "kind") if asks_for_kind else (look_of_file, "look")
    watch.note(path, state, kind)


def watch_environment() -> None:
    """Note the variables that the project's own code asks for; all of them where it goes through all."""
    mapping = type(os.environ)
    get, iterate = mapping.__getitem__, mapping.__iter__

    def heard_get(self, key):
        watch = Watch.current
        if watch is not None and isinstance(key, (str, bytes)) and watch.is_own(outer_caller()):
            watch.note_variable(os.fsdecode(key))
        return get(self, key)

    def heard_iterate(self):
        watch = Watch.current
        if watch is not None and watch.is_own(outer_caller()):
            watch.note_variable("")
        return iterate(self)

    mapping.__getitem__, mapping.__iter__ = heard_get, heard_iterate
