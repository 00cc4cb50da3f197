"""Turns: of two builds of one site, the second waits, since each empties the folder before it writes."""

import os
from collections.abc import Callable
from contextlib import suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None


class Turn:
    """The right to write into a folder: this process has it from ``take`` to ``give_back``, or to its end."""

    def __init__(self):
        self.folder: int | None = None

    def take(self, folder: str, tell: Callable[[], None]) -> None:
        """Wait until no other process has this right.

        tell  is called where one has it
        """
        self.give_back()
        if fcntl is None:
            return
        self.folder = os.open(folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(self.folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell()
                fcntl.flock(self.folder, fcntl.LOCK_EX)
        except OSError:  # a file system without locks: each builds for itself
            self.give_back()

    def give_back(self) -> None:
        if self.folder is not None:
            with suppress(OSError):
                fcntl.flock(self.folder, fcntl.LOCK_UN)  # closing is not enough while a worker has it open, too
            os.close(self.folder)
            self.folder = None
