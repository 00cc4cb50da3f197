"""The Python that readers run: official files of Pyodide and NumPy, fetched by name, and packed small for the site.

    python -m theme.hooks.runtime         # what `make site` runs before it builds; in a line it says why there is none

[tool.runtime] in pyproject.toml pins each file by its SHA-256: the core by those in the `pyodide` package of npm, NumPy's
wheel by what the lock in that package says. So it does not matter who hands a file on, and one that differs stops
the build. The variable RUNTIME says where they come from:

    (unset)     the packages that the settings list, by npm and pip as this machine has set them up; without them,
                the site is built without Run
    required    the same, and it is an error where they cannot be had
    no          nowhere: the site is built without Run
    a folder    that holds the files of Pyodide's official release

pins.py says what is official, clients.py asks npm and pip, official.py keeps the files, packed.py makes them small.
"""

from .official import MANIFEST, NO, REQUIRED, kept_at, official, served
from .packed import STAMP
from .pins import NotOfficial, Pins, RuntimeFault, sha256

__all__ = [
    "MANIFEST",
    "NO",
    "REQUIRED",
    "STAMP",
    "NotOfficial",
    "Pins",
    "RuntimeFault",
    "kept_at",
    "official",
    "served",
    "sha256",
]
