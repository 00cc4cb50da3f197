"""Opening a file: a page's or a lab's."""

from pathlib import Path

from worked.read.lab import SUFFIX, LabSource
from worked.read.source import SourceError, SourceFile


def read_source(path: Path, name: str, data: bytes | None = None) -> SourceFile:
    """Read a file, or take ``data`` for what it holds; a Python file is read as a lab.

    raises  SourceError: it cannot be opened, or is not UTF-8
    """
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}") from None
    if path.suffix == SUFFIX:
        return LabSource(path, name, data)
    return SourceFile(path, name, data)
