"""Kernel: the program that runs labs is this Python's own, whatever a user's Jupyter is set to.

Jupyter and IPython find kernels, settings and start-up files by variables of the environment, and
in folders of the user, of the Python installation and of the machine. While a lab runs, the
variables lead to a folder of ours, which Jupyter searches first.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ipykernel.kernelspec import KERNEL_NAME, write_kernel_spec

USERS = ("JUPYTER", "JPY", "IPYTHON", "IPYKERNEL", "PYTHONSTARTUP")  # beginnings of the variables
OURS = ("JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
SETTINGS = {
    "IPKernelApp": {"log_level": 50},  # its own messages are not a reader's concern
    "HistoryManager": {"enabled": False},
}


@contextlib.contextmanager
def own_kernel() -> Iterator[None]:
    """Within this context, Jupyter's kernel is this Python with our settings."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        write_kernel_spec(Path(folder, "kernels", KERNEL_NAME))
        profile = Path(folder, "profile_default")
        profile.mkdir()
        (profile / "ipython_kernel_config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        try:
            for name in before:
                if name.startswith(USERS):
                    del os.environ[name]
            os.environ.update(dict.fromkeys(OURS, folder))
            yield
        finally:
            for name in OURS:
                os.environ.pop(name, None)
            os.environ.update(before)
