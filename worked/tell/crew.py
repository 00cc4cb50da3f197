"""A crew: pages that run no snippet are checked side by side, by one process for each core."""

import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

from worked.read.lab import SUFFIX
from worked.run.servers import is_bare
from worked.settings import Settings
from worked.tell.verdict import Verdict

FEW_PAGES, FEW_BYTES = 4, 400_000  # which one process checks as soon as several are started
MOST = 8  # processes
START = 20_000  # bytes of a page in which its front matter stands

Check = Callable[[Path], Verdict]


class Crew:
    """Processes that check pages for this one. Each gets its next page when it has sent what came of the last.

    pages  those that the crew checks; nobody need ask for all of them
    """

    def __init__(self, pages: list[Path], check: Check):
        import multiprocessing  # only where there is much to do

        self.pages, self.waiting = set(pages), list(reversed(pages))
        self.done: dict[Path, Verdict | None] = {}
        self.doing: dict = {}  # the page that each of the processes is at, by the line to it
        context = multiprocessing.get_context("fork")
        for _ in range(min(cores(), len(pages))):
            here, there = context.Pipe()
            process = context.Process(target=work, args=(there, check), daemon=True)
            process.start()
            there.close()
            self.give(here)

    def give(self, line) -> None:
        """Give a process the next page; where there is none, it ends."""
        page = self.waiting.pop() if self.waiting else None
        if page is not None:
            self.doing[line] = page
        with contextlib.suppress(OSError):  # it is gone, which receive() sees
            line.send(page)

    def verdict(self, page: Path) -> Verdict | None:
        """What came of a page; None where this process has to check it, since the other one failed."""
        from multiprocessing.connection import wait

        while page not in self.done:
            for line in wait(list(self.doing)):
                self.receive(line)
            if not self.doing:  # all have ended before their time
                self.done |= dict.fromkeys(self.waiting)
        return self.done.pop(page)

    def receive(self, line) -> None:
        page = self.doing.pop(line)
        try:
            self.done[page] = line.recv()
        except (EOFError, OSError):  # somebody has killed it
            self.done[page] = None
            return
        self.give(line)


def work(line, check: Check) -> None:
    """Check pages, one after the other, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, with which this one ends
    with contextlib.suppress(EOFError, OSError):
        while (page := line.recv()) is not None:
            try:
                verdict = check(page)
            except Exception:  # the first process meets it again, and tells
                verdict = None
            line.send(verdict)


def cores() -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, MOST)


def crew_for(pages: list[Path], settings: Callable[[Path], Settings], check: Check) -> Crew | None:
    """A crew for those of some pages that run no snippet; None where it would not be worth while."""
    if cores() < 2 or len(pages) < FEW_PAGES or not is_bare():
        return None
    plain = [page for page in pages if is_plain(page, settings(page))]
    if len(plain) < FEW_PAGES or sum(map(size, plain)) < FEW_BYTES:
        return None
    import worked.judge.check  # noqa: F401 - loaded once, for all of them

    return Crew(plain, check)


def is_plain(page: Path, settings: Settings) -> bool:
    """Can a page run no snippet, as far as its first bytes tell? It may still name one, which costs a run and no more."""
    if page.suffix == SUFFIX or settings.accounted:
        return False
    try:
        with page.open("rb") as file:
            return b"numbers:" not in file.read(START)
    except OSError:
        return True


def size(page: Path) -> int:
    try:
        return page.stat().st_size
    except OSError:
        return 0
