"""What ends the set-up of .venv: whatever a build loads is loaded once, so that Python has compiled it before somebody waits.

Python keeps what it has compiled. The processes of a first build would do it at the same time, each for itself.
"""

import subprocess
import sys

BUILD = "import mkdocs.commands.build, worked.show.workshop, worked.show.bench, worked.site.fill, math_core, pygments.lexers.python"
RUNS = "from worked.run import packages, server; import numpy.random; packages.load_matplotlib('matplotlib')"
LABS = "import worked.site.outputs, ipykernel.kernelapp, ipykernel.ipkernel, psutil, tornado.platform.asyncio, tornado.queues"
SHELL = "import IPython.core.magics, IPython.core.oinspect, IPython.core.completerlib, IPython.extensions.storemagic"


def main() -> None:
    """Load the parts of a build on two cores, each with about half of them. What cannot be loaded, a build says."""
    shares = (f"{BUILD}; from mkdocs.config import load_config; load_config(); {RUNS}", f"{LABS}; {SHELL}")
    for process in [subprocess.Popen([sys.executable, "-c", share], stderr=subprocess.DEVNULL) for share in shares]:
        process.wait()


if __name__ == "__main__":
    main()
