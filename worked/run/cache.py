"""The cache: a result is kept exactly as long as everything that it was computed from stays the same.

A file in `.worked/` holds a result, the state of everything that was read for it, and a fingerprint of
Python, the installed packages, this library, the settings and what was asked. All are compared before a
result is used. The files are JSON, so that loading one never runs code, and each bears a checksum: a
damaged one is computed again.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
import sys
from functools import cache
from pathlib import Path

from worked.run.code import code_state
from worked.settings import Settings

Read = dict[str, str | None]  # what a result was computed from: the name of each thing, and its state
MARK = "\0"  # between the kind of a name and the rest; no path holds it
OURS = ".worked"
# The settings that a kind of results rests on; any other kind rests on all of them.
OF_RUNS = ("snippets", "time_limit", "memory_limit")
SETTINGS_OF = {
    "values": OF_RUNS,
    "given": OF_RUNS,
    "interactive": OF_RUNS,
    "cards": OF_RUNS,
    "drawings": (*OF_RUNS, "colors"),
    "outputs": (),
    "notebooks": (),
}
BEFORE, BETWEEN, BEHIND = b'{"checksum": "', b'", "record": ', b"}"
TEMPORARY = re.compile(r".+\.json\.(?P<process>\d+)")


# ---- what a result rests on ------------------------------------------------------------------


def digest(path: Path) -> str | None:
    """The hash of a file's bytes, or of the names in a folder.

    path     a file, a folder, or neither
    returns  64 hexadecimal digits; None where there is nothing to read
    """
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            names = sorted(os.fsencode(name) for name in os.listdir(path) if name != OURS)
            return hashlib.sha256(b"\n".join(names)).hexdigest()
        if not stat.S_ISREG(mode):  # to read a pipe would wait for its writer
            return None
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def kind_of_file(path: str) -> str | None:
    """Is there a file or a folder, and where does a link lead?"""
    try:
        link = os.readlink(path) if os.path.islink(path) else ""
        found = os.stat(path) if os.path.exists(path) else None
    except (OSError, ValueError):
        return None
    return f"{stat.S_IFMT(found.st_mode) if found else ''} {link}" if found or link else None


def look_of_file(path: str) -> str | None:
    """What ``stat()`` tells of a file, apart from when it was read; of a folder, whose names are another matter, its mode."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return kind_of_file(path)
    size_and_time = "" if stat.S_ISDIR(seen.st_mode) else f"{seen.st_size} {seen.st_mtime_ns}"
    return f"{kind_of_file(path)} {seen.st_mode} {size_and_time}"


def code_of_file(path: str) -> str | None:
    """The hashes of a file and of what its code does; see ``worked.run.code``."""
    try:
        with open(path, "rb") as file:
            return code_state(file.read())
    except OSError:
        return None


def variable(name: str, environment=None) -> str | None:
    """The hash of an environment variable, which may hold a secret; of all of them where there is no name."""
    environment = os.environ if environment is None else environment
    value = repr(sorted(environment.items())) if not name else environment.get(name)
    return None if value is None else hashlib.sha256(os.fsencode(value)).hexdigest()


STATES = {"kind": kind_of_file, "look": look_of_file, "code": code_of_file, "text": digest}


def state(root: Path, name: str) -> str | None:
    """The present state of one thing that a result rests on.

    name  of a file or folder; or a kind, a mark and a name: of a file whose look was asked for, of a variable,
          or of something that cannot be seen, whose state is never the same
    """
    kind, mark, rest = name.partition(MARK)
    if not mark:
        return digest(root / name)
    if kind == "variable":
        return variable(rest)
    return STATES[kind](os.path.join(root, rest)) if kind in STATES else None


def is_unchanged(root: Path, name: str, known: str | None) -> bool:
    """Is a thing that a result rests on in the state that is known of it?"""
    if not name.startswith(f"code{MARK}") or known is None:
        return state(root, name) == known
    text, code, *_ = known.split(" ")
    path = os.path.join(root, name.partition(MARK)[2])
    return (
        digest(path) == text or (code_of_file(path) or "").partition(" ")[2] == code
    )  # most often it is the same text


def name_below(root: Path, path: Path | str) -> str:
    """A name as the cache writes it: relative to the root, so that a project can move with its cache.

    root     the folder of the project
    path     absolute, inside of the root or not; or the name of another thing that a snippet read
    returns  "snippets/soft_lookup.py", "../elsewhere.csv"
    """
    kind, mark, rest = str(path).partition(MARK)
    if mark:
        is_ours = kind in STATES and Path(rest).is_relative_to(root)
        return f"{kind}{mark}{os.path.relpath(rest, root)}" if is_ours else str(path)
    return os.path.relpath(path, root)


@cache
def fingerprint() -> str:
    """Changes with Python, with any installed package, and with this library."""
    parts = [sys.version]
    for place in sys.path:
        if os.path.isdir(place):
            parts += sorted(name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))
    for folder, folders, files in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                with open(os.path.join(folder, name), "rb") as file:
                    parts.append(hashlib.sha256(file.read()).hexdigest())
    return hash_of("\n".join(parts))


def here(root: Path) -> str:
    """Where this process stands, from which snippets open files, and messages name them."""
    try:
        return name_below(root, os.getcwd())
    except OSError:  # the folder is gone
        return ""


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


# ---- a result in a file ----------------------------------------------------------------------


class CachedFile:
    """A result in the cache, valid while everything that it was computed from is unchanged.

    subject   the page or snippet that the result is about
    settings  the project's; where one differs that this kind rests on, so does the fingerprint
    kind      a folder of the cache: "pages", "values", "drawings" ...
    asked     whatever else the result is an answer to; another question, or the same asked from another folder, is
              another fingerprint
    data      the result as plain data; None where none is kept, or it is no longer valid
    read      what it was computed from: {name from the root: state}
    """

    def __init__(self, subject: Path, settings: Settings, kind: str, asked: object = ""):
        self.root = settings.root
        mark = hash_of(name_below(self.root, subject))[:10]
        stem = re.sub(r"[^\w.+-]", "-", subject.stem)[:80]
        self.file = settings.cache / kind / f"{stem}-{mark}.json"
        table = {name: settings.table.get(name) for name in SETTINGS_OF.get(kind, sorted(settings.table))}
        self.fingerprint = hash_of(f"{fingerprint()} {table!r} {here(self.root)!r} {asked!r}")
        self.read: Read = {}
        self.data: dict | None = None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or damaged
            self.load(settings)

    def load(self, settings: Settings) -> None:
        record = json.loads(checked(self.file))
        if record["fingerprint"] != self.fingerprint or not record["read"]:
            return
        edited = {name: known for name, known in record["read"].items() if not is_unchanged(self.root, name, known)}
        read = record["read"] | self.given_anew(settings, edited)
        if None not in (read[name] for name in edited):
            self.read, self.data = read, record["data"]

    def given_anew(self, settings: Settings, edited: Read) -> Read:
        """The present states of what was edited without a difference for this result; None of all else."""
        return dict.fromkeys(edited)

    def save(self, data: dict, read: Read) -> None:
        """Keep a result; in a folder that cannot be written nothing is kept, and nothing is wrong.

        data  plain data that JSON can hold
        read  everything that they were computed from: {name from the root: state}
        """
        self.read, self.data = read, data
        record = json.dumps({"fingerprint": self.fingerprint, "read": read, "data": data}).encode()
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            sweep(self.file.parent)
            # With this file in it, nobody has to add the folder to a list of ignored ones.
            ignored = self.file.parent.parent / ".gitignore"
            if not ignored.exists():
                replace(ignored, b"*\n")
            replace(self.file, BEFORE + checksum(record) + BETWEEN + record + BEHIND)


def checksum(record: bytes) -> bytes:
    return hashlib.sha256(record).hexdigest().encode()


def checked(file: Path) -> bytes:
    """The record in a file.

    raises  ValueError: it is not as it was written
            OSError: there is none
    """
    if not stat.S_ISREG(os.stat(file).st_mode):
        raise ValueError(f"{file} is no file")
    content = file.read_bytes()
    head = len(BEFORE) + 64
    record = content[head + len(BETWEEN) : -len(BEHIND)]
    if content != BEFORE + checksum(record) + BETWEEN + record + BEHIND:
        raise ValueError(f"{file} is damaged")
    return record


def replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, and leave nothing else behind.

    raises  OSError: it cannot be written
    """
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


@cache  # once for each folder and process
def sweep(folder: Path) -> None:
    """Remove what processes that were killed while they wrote have left."""
    for name in os.listdir(folder):
        written = TEMPORARY.fullmatch(name)
        if written and not is_running(int(written["process"])):
            with contextlib.suppress(OSError):
                os.unlink(folder / name)


def is_running(process: int) -> bool:
    if os.name != "posix":  # elsewhere kill() ends a process; there, a file in use cannot be removed
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
