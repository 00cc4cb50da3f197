"""The cache: a result is kept exactly as long as everything that it was computed from stays the same.

A file in `.worked/` holds a result, the hash of every file that was read for it, and a fingerprint of
Python, the installed packages, this library and the settings. All hashes are compared before a result
is used. The files are JSON, so that loading one never runs code.
"""

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path

from worked.settings import Settings

Read = dict[str, str | None]  # the files that a result was computed from, each with its hash


def digest(path: Path) -> str | None:
    """The hash of a file's bytes, or of the names in a folder.

    path     a file, a folder, or neither
    returns  64 hexadecimal digits; None where there is nothing to read
    """
    try:
        if path.is_dir():
            return hashlib.sha256("\n".join(sorted(os.listdir(path))).encode()).hexdigest()
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def name_below(root: Path, path: Path | str) -> str:
    """A path as the cache writes it: relative to the root, so that a project can move with its cache.

    root     the folder of the project
    path     absolute, inside of the root or not
    returns  "snippets/soft_lookup.py", "../elsewhere.csv"
    """
    return os.path.relpath(path, root)


@cache
def fingerprint() -> str:
    """Changes with Python, with any installed package, and with this library."""
    parts = [sys.version]
    for place in sys.path:
        if os.path.isdir(place):
            parts += sorted(name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))
    own = Path(__file__).parents[1]
    parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(own.rglob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class CachedFile:
    """A result in the cache, valid while every file that it was computed from is unchanged.

    subject   the page or snippet that the result is about
    settings  the project's; another ``[tool.worked]`` table is another fingerprint
    kind      a folder of the cache: "pages", "values", "cards" ...
    data      the result as plain data; None where none is kept, or it is no longer valid
    read      the files that it was computed from: {name from the root: hash}
    """

    def __init__(self, subject: Path, settings: Settings, kind: str):
        self.root = settings.root
        mark = hashlib.sha256(name_below(self.root, subject).encode()).hexdigest()[:10]
        self.file = settings.cache / kind / f"{subject.stem}-{mark}.json"
        self.fingerprint = hashlib.sha256(f"{fingerprint()} {settings.table!r}".encode()).hexdigest()
        self.read: Read = {}
        self.data: dict | None = None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or damaged
            self.load()

    def load(self) -> None:
        record = json.loads(self.file.read_text(encoding="utf-8"))
        if record["fingerprint"] != self.fingerprint or not record["read"]:
            return
        if all(digest(self.root / name) == known for name, known in record["read"].items()):
            self.read, self.data = record["read"], record["data"]

    def save(self, data: dict, read: Read) -> None:
        """Keep a result; in a folder that cannot be written nothing is kept, and nothing is wrong.

        data  plain data that JSON can hold
        read  every file that they were computed from: {name from the root: hash}
        """
        self.read, self.data = read, data
        record = {"fingerprint": self.fingerprint, "read": read, "data": data}
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # With this file in it, nobody has to add the folder to a list of ignored ones.
            (self.file.parent.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            temporary.write_text(json.dumps(record), encoding="utf-8")
            os.replace(temporary, self.file)
