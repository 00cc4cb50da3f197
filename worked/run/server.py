"""The server: a process that has loaded what snippets import, and forks a child for each run.

Nothing of a snippet ever runs in the server itself, so that each child starts from the same state. A child ends
with its answer, at a limit, or when the server ends; and the server ends when whoever started it does.

A request may come without its expressions: the child runs the snippets, and then waits for the message that brings
them. Whoever began such a run reads its page meanwhile.
"""

import contextlib
import os
import select
import sys
import time
from pathlib import Path

from worked.run.child import answer
from worked.run.limits import (
    NO_ANSWER,
    adopt_orphans,
    die_with_parent,
    end_children,
    failure,
    limit_process,
    start_clock,
)
from worked.run.machine import fix_process, fixed
from worked.run.messages import Incoming, packed, receive, send
from worked.run.packages import load_before, ready
from worked.run.watch import Watch

MOST_SHOWN = 10_000  # bytes of what a snippet prints
GRACE = 0.5  # seconds in which a child tells where it is
ASKED = ""  # what a child tells once its expressions have come; no expression is empty
OUT_OF_REACH = 200  # file numbers from here on: a snippet that closes all that it can think of ends above


def main() -> None:
    """Serve whoever started this process, until it closes the pipe."""
    requests, replies = take_over_pipes()
    adopt_orphans()
    with contextlib.suppress(OSError):  # nobody reads the reply any more
        while (request := receive(requests)) is not None:
            load_before(request)
            if "files" in request:
                send(replies, packed(supervised(request, requests)))


def main_of_one() -> None:
    """Run one request in this process itself, where a platform cannot fork."""
    requests, replies = take_over_pipes()
    if (request := receive(requests)) is not None:
        run(request, requests, replies, faults=2)


def take_over_pipes() -> tuple[int, int]:
    """Keep what requests and replies come by from snippets, which get an empty input and print into stderr."""
    requests, replies = out_of_reach(0), out_of_reach(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    try:
        os.dup2(2, 1)
    except OSError:  # whoever started this has no stderr
        os.dup2(0, 1)
        os.dup2(0, 2)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115, it stays open
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = printer(1), printer(2)
    return requests, replies


def printer(file: int):
    """A text stream that writes whatever is printed, line by line."""
    return open(file, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)


def out_of_reach(file: int) -> int:
    """A copy of an open file, with a number that no snippet closes by chance."""
    try:
        import fcntl
    except ImportError:
        return os.dup(file)
    return fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, OUT_OF_REACH)


# ---- the child -------------------------------------------------------------------------------


def run_child(request: dict, requests: int, made: int, faults: int, output: int) -> None:
    """Run in a fork of the server; it never returns."""
    end = os._exit
    try:
        os.setsid()
        die_with_parent()
        os.dup2(output, 1)
        os.dup2(output, 2)
        run(request, requests, made, faults)
    except BaseException as error:
        os.write(2, f"worked: {type(error).__name__}: {error}\n".encode())
    finally:
        end(NO_ANSWER)


def run(request: dict, requests: int, made: int, faults: int) -> None:
    """Run a request in this process, and send the answer; it never returns.

    requests  where its expressions come from, if they come later
    made      where the answer goes
    faults    where this process tells what it is doing
    """
    own, end, tell_of = os.getpid(), os._exit, os.write

    def tell(text: str) -> None:
        tell_of(faults, f"@ {text}\n".encode())

    def asked() -> dict:
        if "expressions" in request:
            return request
        if os.getpid() != own:  # a fork that the snippet made would take them from it
            end(0)
        if (later := receive(requests)) is None:
            end(0)
        start_clock(request["time_limit"], faults)
        tell(ASKED)  # which starts that of the server, too
        return later

    os.chdir(request["cwd"])
    sys.path[:], sys.argv = request["path"], [""]
    os.environ.clear()
    os.environ.update(fixed(request["environment"], request["root"]))
    fix_process()
    watch = Watch(Path(request["root"]), request["environment"])
    watch.start()
    ready(request["root"])
    limit_process(request["time_limit"], request["memory_limit"], faults)
    reply = packed(answer(request, watch, asked, tell))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):  # a snippet may have put anything in their place
            stream.flush()
    if os.getpid() == own:  # else a fork that the snippet made has come this far
        send(made, reply)
    end(0)  # nothing that the snippet left to be run at the end runs, and no thread is waited for


# ---- the server's side of it -----------------------------------------------------------------


def supervised(request: dict, lifeline: int) -> dict:
    """Run a request in a child, and see that it ends.

    lifeline  where requests come from: nobody writes there when nobody waits for the reply any more
    returns   the reply: the child's answer, or why there is none, and what it printed
    """
    supervision = Supervision(request, lifeline)
    child = os.fork()
    if child == 0:
        run_child(request, lifeline, *supervision.written)
    supervision.follow(child)
    # Whoever asks reads no reply before all expressions are written, and so this one is not written before they are read.
    if supervision.is_begun and receive(lifeline) is None:
        os._exit(0)
    return supervision.reply()


class Supervision:
    """Follows one child: its answer, what it tells of its place, and what it prints."""

    def __init__(self, request: dict, lifeline: int):
        self.request, self.lifeline = request, lifeline
        pipes = [os.pipe() for _ in range(3)]
        self.written = [out_of_reach(written) for _, written in pipes]
        self.read = dict(zip((read for read, _ in pipes), (self.add_answer, self.add_faults, self.add_output)))
        for _, written in pipes:
            os.close(written)
        self.answer, self.faults, self.output, self.unshown = Incoming(), bytearray(), bytearray(), 0
        self.code, self.is_late, self.end = 0, False, 0.0
        self.is_begun = "expressions" not in request  # which are still to come

    def start_clock(self) -> None:
        self.end = time.monotonic() + self.request["time_limit"] + GRACE

    def follow(self, child: int) -> None:
        """Read what a child writes until its answer is whole, it has ended, or its time is over."""
        for file in self.written:
            os.close(file)
        self.start_clock()
        has_ended = False
        while not self.answer.is_whole and not has_ended:
            has_ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
            self.is_late = not has_ended and time.monotonic() > self.end
            if self.is_late:
                break
            self.read_some(child, 0 if has_ended else 0.1)
        self.code = end_children(child)
        most = 100  # should something go on to write all the same
        while most and self.read_some(child, 0):  # what it told before it ended
            most -= 1
        for file in self.read:
            os.close(file)

    def read_some(self, child: int, seconds: float) -> bool:
        """Read what is there, waiting for so many seconds; False where nothing is."""
        files = select.poll()
        for file in self.read:
            files.register(file, select.POLLIN)
        # What comes on the lifeline is for the child, or for the next run. poll() tells of its end without being asked.
        files.register(self.lifeline, 0)
        ready = [file for file, _ in files.poll(1000 * seconds)]
        if self.lifeline in ready:
            end_children(child)
            os._exit(0)
        for file in ready:
            part = os.read(file, 1 << 20)
            self.read[file](part)
            if not part:
                os.close(file)
                del self.read[file]
        return bool(ready)

    def add_answer(self, part: bytes) -> None:
        self.answer.add(part)

    def add_faults(self, part: bytes) -> None:
        if self.is_begun and f"@ {ASKED}\n".encode() in part:
            self.is_begun = False
            self.start_clock()
        self.faults = (self.faults + part)[-100_000:]

    def add_output(self, part: bytes) -> None:
        shown = part[: max(0, MOST_SHOWN - len(self.output))]
        self.output += shown
        self.unshown += len(part) - len(shown)

    def reply(self) -> dict:
        output = self.output.decode("utf-8", "backslashreplace")
        if self.unshown:
            output += f"\n... and {self.unshown:,} bytes more\n"
        if self.answer.is_whole:
            return self.answer.data() | {"output": output}
        told = self.faults.decode("utf-8", "backslashreplace")
        return {"failure": failure(self.request, told, self.code, self.is_late), "output": output}
