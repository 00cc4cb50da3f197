"""Packages: what snippets import is loaded in the server once, so that not each run has to.

Neither keeps anything of the place, of the environment or of threads that a run could miss, apart from what
``ready()`` puts right.
"""

import contextlib
import gc
import importlib
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from worked.run.machine import own_matplotlibrc
from worked.run.watch import Watch

PACKAGES = ("numpy", "matplotlib")
IMPORTED = {name: re.compile(rf"^\s*(?:import|from)\s+{name}\b".encode(), re.MULTILINE) for name in PACKAGES}


def load_before(request: dict) -> None:
    """Load the packages that the snippets of a request name."""
    for name in {*request.get("load", ()), *imported_by(request.get("files", ()))}:
        if name not in sys.modules:
            sys.path[:] = request["path"]
            load(name, load_matplotlib if name == "matplotlib" else importlib.import_module)


def imported_by(files: Iterable[str | Path]) -> list[str]:
    """The packages that some snippets import, as far as their own text tells."""
    texts = b"\n".join(map(content, files))
    return [name for name in PACKAGES if IMPORTED[name].search(texts)]


def load(name: str, loader) -> None:
    """Load a package, and leave all that there is by now out of the collection of garbage, which runs share."""
    gc.disable()
    with contextlib.suppress(Exception):  # the run will say what is wrong
        loader(name)
    gc.freeze()
    gc.enable()


def content(file: str | Path) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        return b""


def load_matplotlib(name: str) -> None:
    """Load matplotlib, and draw once, which finds the fonts."""
    import io

    figure = importlib.import_module("matplotlib.figure").Figure()
    figure.text(0, 0, "0")
    figure.savefig(io.BytesIO(), format="svg")


def ready(root: str) -> None:
    """Put right, at the start of a run, what packages took from the server.

    root  the folder of the project
    """
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcdefaults()  # the server may have read a user's own
        own = own_matplotlibrc(root)
        Watch.current.note(own)
        if os.path.isfile(own):
            matplotlib.rc_file(own)
    if random := sys.modules.get("numpy.random"):
        random.seed()  # else all runs would draw the same numbers
