"""The bench: a second process, which makes some of the pages while this one makes the others.

Pages that ask the same snippets, or show drawings of the same module, are made by one process: none runs twice.
"""

import atexit
import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

from worked.read.ahead import grouped
from worked.run.cache import digest, name_below
from worked.run.given import Given
from worked.run.limits import die_with_parent
from worked.run.server import take_over_pipes
from worked.run.servers import CAN_FORK, PULSE, started
from worked.run.waiting import WAITING
from worked.settings import Settings, SettingsError, settings_for
from worked.show.draw import warm_up
from worked.show.workshop import Workshop
from worked.tell.verdict import Verdict, known_verdict

WIDTH = 2  # bytes of a number in the queue
MOST_GROUPS = 1000  # in the queue; the pages of others are made as they come
WORTH_A_START, WORTH_A_RUN = 60_000, 5_000  # bytes of pages that it could make
PATIENCE = 0.5  # seconds in which it ends what the last build asked for


class Bench:
    """A second process, and the queue from which both take the next group of pages.

    is_idle  it has told of all that it was asked for
    """

    def __init__(self):
        self.first, self.last = os.pipe()
        os.set_blocking(self.first, False)
        self.process = started("main", "worked.show.bench", [str(self.first)], pass_fds=[self.first])
        self.requests = Connection(os.dup(self.process.stdin.fileno()), readable=False)
        self.replies = Connection(os.dup(self.process.stdout.fileno()), writable=False)
        self.process.stdin.close()
        self.process.stdout.close()
        self.is_idle = True
        atexit.register(self.end)

    def is_free(self) -> bool:
        """Can it begin with something else by now? What nobody has taken yet is left."""
        while next_group(self.first) is not None:
            pass
        with contextlib.suppress(OSError, EOFError):
            while not self.is_idle and self.replies.poll(PATIENCE):
                self.is_idle = self.replies.recv() is None
        return self.is_idle and self.process.poll() is None

    def begin(self, root: Path, sources: list[Path], groups: list[list[Path]]) -> None:
        """Let it begin with groups of pages."""
        place = {"path": sys.path, "cwd": os.getcwd(), "environment": dict(os.environ), "is_given": Given.is_kept}
        self.is_idle = False
        os.write(self.last, b"".join(number.to_bytes(WIDTH, "big") for number in range(len(groups))))
        with contextlib.suppress(OSError):  # it was ended: that is noticed with the first reply
            self.requests.send(place | {"root": root, "sources": sources, "groups": groups})

    def receive(self) -> tuple[Path, Verdict | None] | None:
        """The next page that it has made, with what it did not keep in the cache; None where there is no further one.

        raises  GivenUp: nobody waits for it any more
        """
        try:
            while not self.replies.poll(PULSE):
                WAITING.pass_time()
            reply = self.replies.recv()
        except (OSError, EOFError):
            reply = None
        self.is_idle = reply is None
        return reply

    def end(self) -> None:
        """End the process, and with it all that it runs."""
        atexit.unregister(self.end)
        self.requests.close()
        try:
            self.process.wait(PATIENCE if self.is_idle else 0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.replies.close()
        os.close(self.first)
        os.close(self.last)


def has_two_cores() -> bool:
    return CAN_FORK and os.cpu_count() != 1


def size_of(pages: Iterable[Path]) -> int:
    return sum(page.stat().st_size for page in pages if page.is_file())


def keep_ready(pages: Iterable[Path]) -> None:
    """Start a second process before a live preview asks for it, where its pages may be worth it."""
    if has_two_cores() and size_of(pages) >= WORTH_A_START:
        free_bench()


@cache
def benches() -> list[Bench]:
    """The bench of this process, once there is one."""
    return []


def free_bench() -> Bench:
    """A bench that can begin: the one that there is, or a new one."""
    for bench in list(benches()):
        if not bench.is_free():
            benches().remove(bench)
            bench.end()
    if not benches():
        benches().append(Bench())
    return benches()[0]


def next_group(queue: int) -> int | None:
    """Take the number of a group from a queue; None where it is empty."""
    try:
        return int.from_bytes(os.read(queue, WIDTH), "big")
    except BlockingIOError:
        return None


class Shared:
    """The pages of one build that two processes make.

    settings  of the project
    sources   all pages of the site
    changed   those that have to be made
    """

    def __init__(self, settings: Settings, sources: list[Path], changed: list[Path]):
        self.settings, self.sources = settings, sources
        self.groups = grouped(changed)[:MOST_GROUPS]
        self.group_of = {page: number for number, group in enumerate(self.groups) for page in group}
        self.own: set[int] = set()  # the groups that this process has taken
        self.made: dict[Path, Verdict | None] = {}  # None for a page that the other process has kept
        self.bench: Bench | None = None

    def is_worth_it(self) -> bool:
        """Is there enough beside the largest group, and a core for it?"""
        rest = [page for group in self.groups[1:] for page in group]
        return has_two_cores() and size_of(rest) >= (WORTH_A_RUN if benches() else WORTH_A_START)

    def begin(self) -> None:
        self.bench = free_bench()
        self.bench.begin(self.settings.root, self.sources, self.groups)

    def make(self, page: Path, make: Callable[[Path], Verdict]) -> Verdict:
        """Make a page, or wait for the other process, which is at it; in the meantime, make others.

        raises  GivenUp: nobody waits for it any more
        """
        while self.bench and page not in self.made and self.group_of.get(page, -1) not in {-1, *self.own}:
            taken = next_group(self.bench.first)
            if taken is None:
                self.wait_for(page)
                continue
            self.own.add(taken)
            if taken != self.group_of[page]:
                self.made |= {one: make(one) for one in self.groups[taken]}
        if page in self.made:
            verdict = self.made.pop(page) or known_verdict(page, self.settings)
            if verdict and verdict.read.get(name_below(self.settings.root, page)) == digest(page):  # else it was edited
                return verdict
        return make(page)

    def wait_for(self, page: Path) -> None:
        with WAITING.on(f"the check of {page.name}", "in a second process"):
            reply = self.bench.receive()
        if reply is None:  # it has ended, with or without all that it had taken
            self.bench = None
        else:
            self.made[reply[0]] = reply[1]


# ---- in the second process -------------------------------------------------------------------


def main() -> None:
    """Make pages for whoever started this process, until it closes the pipe."""
    die_with_parent()
    requests, replies = take_over_pipes()
    asked, told, queue = Connection(requests, writable=False), Connection(replies, readable=False), int(sys.argv[2])
    warm_up(1)
    with contextlib.suppress(OSError, EOFError):  # nobody asks or listens any more
        while True:
            for page, verdict in made(asked.recv(), queue):
                told.send((page, verdict))
            told.send(None)


def made(request: dict, queue: int) -> Iterator[tuple[Path, Verdict | None]]:
    """Make the pages of the groups that the queue gives."""
    follow(request)
    with contextlib.suppress(SettingsError):  # the other process meets it too, and says so
        workshop = Workshop(settings_for(request["root"]), cores=1)
        workshop.look_ahead(request["sources"])
        while (number := next_group(queue)) is not None:
            for page in request["groups"][number]:
                verdict = workshop.make(page)
                yield page, verdict if verdict.failures else None


def follow(request: dict) -> None:
    """Stand where the other process stands, so that both find the same in the cache."""
    os.chdir(request["cwd"])
    sys.path[:] = request["path"]
    os.environ.clear()
    os.environ.update(request["environment"])
    Given.is_kept = request["is_given"]
