"""Servers: the processes that run snippets for this one. They are started when one is needed, and kept."""

import atexit
import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable

from worked.run.limits import failure
from worked.run.machine import fixed
from worked.run.messages import Incoming, packed, receive, send
from worked.run.waiting import WAITING
from worked.run.watch import Watch

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {1} import {0}; {0}()"
CAN_FORK = (
    hasattr(os, "fork") and sys.platform != "darwin"
)  # there, a fork of what uses the system's libraries may crash
# One thread: more are slower for small matrices, and take from the limit of memory.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
GRACE = 5  # seconds above the limit of a run, in which a fresh Python starts
MOST_SHOWN = 10_000  # characters of what a snippet prints
PULSE = 0.5  # seconds between two looks at the time
PATIENCE = 60  # seconds above the limit of a run; a server that is silent for longer is given up


class ServerError(Exception):
    """A server that was lost."""


class Server:
    """A process that runs requests, one at a time."""

    def __init__(self):
        self.process = Fork() if is_bare() else started("main")

    def send(self, request: dict) -> None:
        try:
            send(self.process.stdin.fileno(), packed(request))
        except OSError:
            raise ServerError("the process that runs snippets was ended") from None

    def receive(self, seconds: float) -> dict:
        replies, end = self.process.stdout.fileno(), time.monotonic() + seconds
        try:
            while not select.select([replies], [], [], PULSE)[0] and time.monotonic() < end:
                WAITING.pass_time()
            reply = receive(replies, max(end - time.monotonic(), PULSE))
        except (ValueError, OSError):
            reply = None
        if reply is None:
            raise ServerError("the process that runs snippets was ended, or gave no answer")
        return reply

    def end(self) -> None:
        """End the process, and with it all that it runs."""
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Fork:
    """A server that is a fork of this process, with what a started one has of ``subprocess.Popen``."""

    def __init__(self):
        from worked.run.server import main  # most of which this process needs too

        requests, replies = os.pipe(), os.pipe()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()  # else the fork would print what waits there once more
        self.pid, self.returncode = os.fork(), None
        if self.pid == 0:
            serve_as_fork(main, requests[0], replies[1])
        os.close(requests[0])
        os.close(replies[1])
        self.stdin, self.stdout = os.fdopen(requests[1], "wb", 0), os.fdopen(replies[0], "rb", 0)

    def poll(self) -> int | None:
        if self.returncode is None:
            with contextlib.suppress(ChildProcessError):
                ended, how = os.waitpid(self.pid, os.WNOHANG)
                self.returncode = os.waitstatus_to_exitcode(how) if ended else None
        return self.returncode

    def wait(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("worked", seconds)
            time.sleep(0.001)

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)


def serve_as_fork(main: Callable, requests: int, replies: int) -> None:
    """Be a server in a fork; it never returns."""
    try:
        os.setsid()
        os.chdir(os.path.abspath(os.sep))
        os.dup2(requests, 0)
        os.dup2(replies, 1)
        os.closerange(3, 1 << 16)
        os.environ.update(ONE_THREAD | os.environ)
        main()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def is_bare() -> bool:
    """Has this process loaded little but this library, so that a fork is as good as a fresh Python, and faster?

    One is not that runs a snippet (its limits and its watch would be those of the fork too), or that was started in a
    way of somebody's own: without asserts, or with warnings as errors.
    """
    if Watch.current is not None:
        return False
    others = {"numpy", "matplotlib", "mkdocs", "pytest", "_pytest"}
    is_usual = not (sys.flags.optimize or sys.flags.dev_mode or sys.warnoptions)
    return CAN_FORK and is_usual and threading.active_count() == 1 and not others & sys.modules.keys()


class Servers:
    """The servers of this process."""

    def __init__(self):
        self.idle: list[Server] = []
        self.begun: dict[str, tuple[Server, float]] = {}  # what runs ahead of its expressions, and since when
        self.lock = threading.Lock()
        atexit.register(self.end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.forget)

    def ask(self, request: dict, shares: list[dict]) -> list[dict]:
        """The replies to a request, one for each share of its expressions, which are run all at one time.

        raises  ServerError: a server was lost
        """
        if not CAN_FORK:
            return [ask_once(shared() | request | asked) for asked in shares]
        taken: list[Server] = []
        try:
            for number, asked in enumerate(shares):
                begun = self.begun_run(request) if number == 0 else None
                taken.append(begun or self.take())
                taken[-1].send(asked if begun else shared() | request | asked)
            with WAITING.on(*run_and_limit(request)):
                replies = [server.receive(request["time_limit"] + PATIENCE) for server in taken]
        except BaseException:  # whatever it is, such as Ctrl-C: the replies that are on their way are nobody's
            for server in taken:
                server.end()
            raise
        with self.lock:
            self.idle += taken
        return replies

    def begin(self, request: dict) -> None:
        """Let a request run ahead of its expressions, which ``ask()`` brings, while this process goes on."""
        if CAN_FORK and not self.begun:
            server = self.take()
            server.send(shared() | request)
            self.begun[json.dumps(request)] = server, time.monotonic()

    def begun_run(self, request: dict) -> Server | None:
        """The server that has begun a request and still waits for its expressions."""
        server, since = self.begun.pop(json.dumps(request), (None, 0))
        if server and time.monotonic() - since > request["time_limit"]:
            server.end()  # or it has given up
            return None
        return server

    def take(self) -> Server:
        with self.lock:
            while self.idle:
                server = self.idle.pop(0)
                if server.process.poll() is None:
                    return server
                server.end()
        return Server()

    def warm_up(self, packages: list[str], count: int) -> None:
        """Start servers, and let them load packages while this process goes on."""
        servers = [Server() for _ in range(count if CAN_FORK else 0)]
        for server in servers:
            server.send({"path": import_path(), "load": packages})
        with self.lock:
            self.idle += servers

    def end(self) -> None:
        with self.lock:
            for server in [*self.idle, *(server for server, _ in self.begun.values())]:
                server.end()
            self.idle.clear()
            self.begun.clear()

    def forget(self) -> None:
        """A fork of this process does not share its servers."""
        self.idle, self.begun, self.lock = [], {}, threading.Lock()


def shared() -> dict:
    """What each request says of this process."""
    return {"cwd": os.getcwd(), "path": import_path(), "environment": dict(os.environ)}


def run_and_limit(request: dict) -> tuple[str, str]:
    """What a request runs, and for how long it may, in words."""
    limit = f"at most {request['time_limit']}: time_limit in [tool.worked]"
    return os.path.relpath(request["files"][0], request["root"]), limit


def started(
    function: str, module: str = "worked.run.server", arguments: Iterable[str] = (), **streams
) -> subprocess.Popen:
    """A fresh Python that calls a function of a module.

    arguments  what it finds behind the first two of ``sys.argv``
    """
    with Watch.current.unheard() if Watch.current else contextlib.nullcontext():
        return subprocess.Popen(
            [sys.executable, "-P", "-c", START.format(function, module), json.dumps(import_path()), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=os.path.abspath(os.sep),
            env=ONE_THREAD | fixed(dict(os.environ)),
            start_new_session=True,  # Ctrl-C in a terminal is for this process; what it started ends with it
            **streams,
        )


def ask_once(request: dict) -> dict:
    """The reply to a request, from a process of its own, where a server cannot fork one."""
    process, is_late = started("main_of_one", stderr=subprocess.PIPE), False
    try:
        made, told = process.communicate(packed(request), request["time_limit"] + GRACE)
    except subprocess.TimeoutExpired:
        is_late = True
    finally:
        end_group(process)
    if is_late:
        made, told = process.communicate()
    output = told.decode("utf-8", "backslashreplace")
    answer = Incoming()
    answer.add(made)
    if answer.is_whole:
        return answer.data() | {"output": re.sub(r"^@ .*\n", "", output, flags=re.MULTILINE)[:MOST_SHOWN]}
    return {"failure": failure(request, output, process.returncode, is_late), "output": ""}


def end_group(process: subprocess.Popen) -> None:
    """End a process, and where the platform has groups, all that it started."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def import_path() -> list[str]:
    return [os.path.abspath(place) for place in sys.path]


SERVERS = Servers()
