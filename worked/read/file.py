"""Opening the file of a page or a lab."""

from pathlib import Path

from worked.read import jupyter, tex
from worked.read.lab import SUFFIX, LabSource
from worked.read.source import SourceError, SourceFile


def read_source(path: Path, name: str, data: bytes | None = None) -> SourceFile:
    """Read the file of a page; a Python file is read as a lab, a notebook cell by cell, a .tex file as LaTeX.

    path     the file
    name     the file as messages show it
    data     what the file would hold, in place of what it does hold
    returns  its text, and where lines begin
    raises   SourceError: it cannot be opened, is not UTF-8, or is a Python file that is no lab, or a notebook that is no JSON
    """
    try:
        data = path.read_bytes() if data is None else data
        kinds = {SUFFIX: LabSource, jupyter.SUFFIX: jupyter.NotebookSource, tex.SUFFIX: tex.TexSource}
        return kinds.get(path.suffix.lower(), SourceFile)(path, name, data)
    except OSError as error:
        problem = SourceError(f"the file cannot be read: {error.strerror}")
    except SourceError as error:
        problem = error
    problem.path = path
    raise problem from None


def as_bytes(path: Path, text: str) -> bytes:
    """The bytes that the file of a page would hold with a text in it; what they cannot hold becomes a question mark."""
    is_tex = path.suffix.lower() == tex.SUFFIX
    return text.encode(tex.encoding_of(text.encode("utf-8", "replace")) if is_tex else "utf-8", "replace")
