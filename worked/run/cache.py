"""The cache: what was computed is kept exactly as long as all that it was made from is the same.

A file of `.worked/` holds some data, the hash of every file that was read to make them, and a
fingerprint of Python, the installed packages, this library and the settings. All of them are
compared before the data are used. It is JSON: data, never code.
"""

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path

from worked.settings import Settings

Read = dict[str, str | None]


def digest(path: Path) -> str | None:
    """A hash of a file's bytes, or of a folder's names; None where there is neither."""
    try:
        if path.is_dir():
            return hashlib.sha256("\n".join(sorted(os.listdir(path))).encode()).hexdigest()
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def name_below(root: Path, path: Path | str) -> str:
    """A path as it is kept: from the root, so that a project may move with what it keeps."""
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
    """A file of kept data about a page or a snippet. ``data`` is None where none of it is true."""

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
        """Keep data in one step; a folder that may not be written keeps nothing."""
        self.read, self.data = read, data
        record = {"fingerprint": self.fingerprint, "read": read, "data": data}
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            (self.file.parent.parent / ".gitignore").write_text(
                "*\n", encoding="utf-8"
            )  # no work for whoever uses this
            temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            temporary.write_text(json.dumps(record), encoding="utf-8")
            os.replace(temporary, self.file)
