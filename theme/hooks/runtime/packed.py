"""Official files as they are served: without what no lesson needs, and small."""

import gzip
import zipfile
from collections.abc import Callable
from io import BytesIO

WASM, SCRIPT, LIBRARY = "pyodide.asm.wasm", "pyodide.asm.js", "python_stdlib.zip"
STAMP = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold: the same files give the same bytes

# What no lesson needs, and hardly a reader: the network, tests, alphabets of other times, what compilers read.
LEFT_OUT_OF_LIBRARY = (
    "ctypes/ curses/ dbm/ email/ ensurepip/ http/ idlelib/ lib2to3/ mailbox.py msilib/ multiprocessing/ pydoc_data/ sqlite3/ "
    "test/ tkinter/ turtledemo/ unittest/ venv/ wsgiref/ xml/dom/ xml/sax/ xmlrpc/ urllib/error.py urllib/re urllib/ro "
    "cgi.py cgitb.py doctest.py ftplib.py imaplib.py mailcap.py nntplib.py pdb.py poplib.py pydoc.py smtplib.py tarfile.py "
    "telnetlib.py turtle.py webbrowser.py pickletools.py _aix_support.py _osx_support.py antigravity.py"
).split()
ENCODINGS = (
    "__init__ aliases ascii cp1252 cp437 idna latin_1 punycode unicode_escape utf_16 utf_32 utf_8 utf_8_sig".split()
)
LEFT_OUT_OF_NUMPY = ("numpy/f2py/", "numpy/distutils/", "numpy/_pyinstaller/", "numpy/doc/")
LEFT_OUT_ENDINGS = tuple(".pyi .pxd .h .c .a .pyx .in .build .ini".split())


def packed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they are served: without what no lesson needs, and small on a server that compresses nothing.

    The names say nothing of gzip, which some servers would undo on the way.
    """
    wheel = next(name for name in files if name.endswith(".whl"))
    return {
        "pyodide.mjs": without_map(files["pyodide.mjs"]),
        "pyodide.asm.js": files[SCRIPT],
        "script.packed": gzip.compress(files[SCRIPT], 9, mtime=0),
        "python.packed": gzip.compress(files[WASM], 9, mtime=0),
        "library.zip": trimmed(files[LIBRARY], is_of_library),
        "numpy.zip": trimmed(files[wheel], is_of_numpy),
        "numpy-licence.txt": licence_in(files[wheel]),
    }


def without_map(script: bytes) -> bytes:
    """A script without the address of its source map, for which browsers' tools would ask."""
    return b"\n".join(line for line in script.split(b"\n") if not line.startswith(b"//# sourceMappingURL"))


def is_of_library(name: str) -> bool:
    folder, _, module = name.rpartition("/")
    if folder == "encodings":
        return module.removesuffix(".py") in ENCODINGS
    return not name.startswith(tuple(LEFT_OUT_OF_LIBRARY))


def is_of_numpy(name: str) -> bool:
    is_test = "/tests/" in name or "/_examples/" in name
    return not (is_test or name.startswith(LEFT_OUT_OF_NUMPY) or name.endswith(LEFT_OUT_ENDINGS))


def trimmed(archive: bytes, is_kept: Callable[[str], bool]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(name for name in old.namelist() if is_kept(name) and not name.endswith("/")):
            new.writestr(zipfile.ZipInfo(name, STAMP), old.read(name), zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def licence_in(wheel: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(wheel)) as held:
        return b"\n\n".join(
            held.read(name) for name in sorted(held.namelist()) if "LICENSE" in name and ".dist-info" in name
        )
