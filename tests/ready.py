"""A Python that has loaded MkDocs and the library, and forks for each command: loading takes longer than a small build.

It loads packages alone. What is of a project, its hooks, settings and snippets, each fork reads for itself.
"""

import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

LOADED = """
    mkdocs.commands.build mkdocs.config.defaults material.plugins.search.plugin
    markdown.extensions.admonition markdown.extensions.def_list markdown.extensions.footnotes
    markdown.extensions.md_in_html markdown.extensions.tables pymdownx.superfences pymdownx.snippets pymdownx.tabbed
    pymdownx.details pygments.formatters.html pygments.lexers.python pygments.styles
    lightningcss worked.cli worked.mkdocs.plugin worked.site.outputs
""".split()
CAN_FORK = sys.platform == "linux"
READ_AT_START = (  # beginnings of the variables that a fork would know too late
    "PYTHON",
    "LC_",
    "LANG",
    "TZ",
    "HOME",
    "XDG",
    "JUPYTER",
    "JPY",
    "IPY",
)


class Ready:
    """The process, as those who give it commands see it."""

    def __init__(self, environment: dict[str, str]):
        self.environment = environment
        self.line, its = socket.socketpair()
        with its:
            self.process = subprocess.Popen(
                [sys.executable, __file__, str(its.fileno())],
                env=environment,
                stdin=subprocess.DEVNULL,
                pass_fds=[its.fileno()],
            )

    def can_run(self, variables: dict[str, str]) -> bool:
        """Whether a fork in another environment is as good as a new process."""
        changed = variables.items() ^ self.environment.items()
        return not any(name.startswith(READ_AT_START) for name, _ in changed)

    def run(self, project: Path, command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess:
        """Run a module's command line, and wait for its end."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            order = json.dumps([str(project), command, variables]).encode()
            socket.send_fds(self.line, [len(order).to_bytes(8)], [out.fileno(), err.fileno()])
            self.line.sendall(order)
            code = int.from_bytes(received(self.line, 8), signed=True)
            texts = [text_of(file) for file in (out, err)]
        return subprocess.CompletedProcess(command, code, *texts)


def text_of(file) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


def received(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = line.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def serve(line: socket.socket) -> None:
    """Fork for each command; returns in the fork alone, which then has a command to run."""
    while True:
        length, files, _, _ = socket.recv_fds(line, 8, 2)
        if not length:
            os._exit(0)
        project, command, variables = json.loads(received(line, int.from_bytes(length)))
        child = os.fork()
        if not child:
            line.close()
            return become(project, command, variables, files)
        for file in files:
            os.close(file)
        _, how = os.waitpid(child, 0)
        line.sendall(os.waitstatus_to_exitcode(how).to_bytes(8, signed=True))


def become(project: str, command: list[str], variables: dict[str, str], files: list[int]) -> None:
    """Be a process that was started with this command."""
    for place, file in enumerate(files, start=1):
        os.dup2(file, place)
        os.close(file)
    os.chdir(project)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = command


if __name__ == "__main__":
    for name in LOADED:
        import_module(name)
    gc.collect()
    gc.freeze()
    with suppress(EOFError):
        serve(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
