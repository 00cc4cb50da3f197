"""The machine does not show through: what a user's settings would change of a run is fixed.

Other variables that a snippet asks for are left as they are, and noted: see ``watch.py``.
"""

import contextlib
import locale
import os
import time

FIXED = {
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
}
# How somebody wants Python itself to be, and what programs print: that is for programs of theirs.
LEFT_OUT = {
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "PYTHONDEVMODE",
    "PYTHONIOENCODING",
    "PYTHONOPTIMIZE",
    "PYTHONUTF8",
    "PYTHONWARNINGS",
    "PYTHON_COLORS",
}
MASK = 0o022


def fixed(environment: dict[str, str], root: str = "") -> dict[str, str]:
    """An environment for a run: what users set for themselves, such as a language, is the same everywhere.

    root  the folder of the project, which may hold settings of matplotlib; a user's are never read
    """
    others = {name: value for name, value in environment.items() if name not in LEFT_OUT and not name.startswith("LC_")}
    own = own_matplotlibrc(root)
    return others | FIXED | {"MATPLOTLIBRC": own if own and os.path.exists(own) else os.devnull}


def own_matplotlibrc(root: str) -> str:
    return os.path.join(root, "matplotlibrc") if root else ""


def fix_process() -> None:
    """Let this process follow its environment, which was fixed after it had started."""
    os.umask(MASK)
    with contextlib.suppress(locale.Error):  # a system without C.UTF-8
        locale.setlocale(locale.LC_ALL, "")
    if hasattr(time, "tzset"):
        time.tzset()
