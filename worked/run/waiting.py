"""Waiting: what is running just now, for whoever waits for it and would like to know."""

import contextlib
import time
from collections.abc import Callable, Iterator

FIRST, AGAIN = 5, 10  # seconds after which it is told that something is still running, and how often from then on


class GivenUp(Exception):
    """Nobody waits any more for what is running."""


class Waiting:
    """Knows what is running.

    tell         is told what is still running; None where nobody asks
    is_given_up  ends the run that is under way, and each that would follow
    """

    def __init__(self):
        self.tell: Callable[[str], None] | None = None
        self.running: tuple[str, str, float] | None = None  # its name, its limit in words, and when it began
        self.next = 0.0
        self.is_given_up = False

    @contextlib.contextmanager
    def on(self, name: str, limit: str) -> Iterator[None]:
        """Within this context, something is running; whoever waits for it calls ``pass_time()`` now and then."""
        now = time.monotonic()
        self.running, self.next = (name, limit, now), now + FIRST
        try:
            yield
        finally:
            self.running = None

    def pass_time(self) -> None:
        """Look at the time.

        raises  GivenUp
        """
        if self.is_given_up:
            raise GivenUp("it was edited while it was running")
        if self.tell and time.monotonic() >= self.next:
            self.next += AGAIN
            self.tell(self.words())

    def words(self) -> str:
        """What is running, and for how long; "" where nothing is."""
        running = self.running  # asked from other threads, too
        if running is None:
            return ""
        name, limit, start = running
        return f"{name} is still running, after {time.monotonic() - start:.0f} s ({limit})"


WAITING = Waiting()
