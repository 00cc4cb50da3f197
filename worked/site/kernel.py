"""Kernel: the program that runs labs is this Python's own, whatever a user's Jupyter is set to.

Jupyter and IPython find kernels, settings and start-up files by variables of the environment, and
in folders of the user, of the Python installation and of the machine. While a lab runs, the
variables lead to a folder of ours, which Jupyter searches first.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread

from ipykernel.kernelspec import KERNEL_NAME, write_kernel_spec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop

from worked.run.machine import fixed
from worked.run.waiting import WAITING

USERS = ("JUPYTER", "JPY", "IPYTHON", "IPYKERNEL", "PYTHONSTARTUP")  # beginnings of the variables
OURS = ("JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
# Without the debugger that each kernel loads, if it can, for a tenth of its time.
START = "import runpy, sys; sys.modules['debugpy'] = None; runpy.run_module('ipykernel_launcher', run_name='__main__')"
SETTINGS = {
    "IPKernelApp": {"log_level": 50},  # its own messages are not a reader's concern
    "HistoryManager": {"enabled": False},
    "InlineBackend": {  # what a figure of matplotlib is shown by
        "figure_formats": ["svg"],
        "rc": {"svg.fonttype": "none", "svg.hashsalt": "worked", "savefig.transparent": True},
    },
}


@contextlib.contextmanager
def own_kernel() -> Iterator[None]:
    """Within this context, Jupyter's kernel is this Python with our settings."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", START, "-f", "{connection_file}"]
        write_kernel_spec(Path(folder, "kernels", KERNEL_NAME), overrides={"argv": command})
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


class Kernel(AsyncKernelManager):
    """A kernel that can be ended at any moment. What it says besides its messages is nobody's concern.

    seed  of the hashes of texts, by which sets are in another order in each run
    """

    seed = 0
    running: list["Kernel"] = []

    async def start_kernel(self, **how) -> None:
        self.running.append(self)
        environment = fixed(dict(os.environ)) | {"PYTHONHASHSEED": str(self.seed)}
        del environment["MPLBACKEND"]  # the kernel has its own, which puts pictures out
        await super().start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how | {"env": environment})


def aside(works: Sequence[Callable]) -> list:
    """Do things with kernels in other threads: in this one, nbclient would take Ctrl-C and SIGTERM for itself.

    returns  what each returns
    raises   what the first raises that does not return; and whatever comes to this thread in the meantime, once no
             kernel is left
    """
    done: dict[int, object] = {}
    failed: dict[int, BaseException] = {}

    def run(number: int) -> None:
        try:
            done[number] = works[number]()
        except BaseException as error:
            failed[number] = error
        finally:
            ensure_event_loop().close()  # the one of this thread

    threads = [Thread(target=run, args=[number], daemon=True) for number in range(len(works))]
    try:
        for thread in threads:
            thread.start()
        while alive := [thread for thread in threads if thread.is_alive()]:
            alive[0].join(0.1)
            WAITING.pass_time()
    finally:
        end_kernels()
    if failed:
        raise failed[min(failed)]
    return [done[number] for number in range(len(works))]


def end_kernels() -> None:
    while Kernel.running:
        process = getattr(Kernel.running.pop().provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
