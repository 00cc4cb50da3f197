"""Messages between processes: JSON behind its length."""

import os
import select
import time
from json import dumps, loads  # by name: what asks a snippet and packs its answer is not what it may have changed
from os import read

LENGTH = 8  # bytes
LARGEST = 1 << 29  # bytes of one message


def packed(data: object) -> bytes:
    """A message.

    raises  TypeError, ValueError: JSON has no such thing
    """
    body = dumps(data).encode()
    return len(body).to_bytes(LENGTH, "big") + body


def send(file: int, message: bytes) -> None:
    """Write all of a message.

    raises  OSError: nobody reads
    """
    rest = memoryview(message)
    while rest:
        rest = rest[os.write(file, rest) :]


class Incoming:
    """A message that comes in parts."""

    def __init__(self):
        self.parts = bytearray()

    def add(self, part: bytes) -> None:
        self.parts += part

    @property
    def is_whole(self) -> bool:
        return len(self.parts) >= LENGTH and len(self.parts) >= LENGTH + self.length

    @property
    def length(self) -> int:
        return min(int.from_bytes(self.parts[:LENGTH], "big"), LARGEST)

    def data(self) -> dict:
        """What the message holds.

        raises  ValueError: it is not whole, or no JSON object
        """
        if not self.is_whole:
            raise ValueError("an answer that breaks off")
        data = loads(self.parts[LENGTH : LENGTH + self.length])
        if not isinstance(data, dict):
            raise ValueError("an answer that is no table")
        return data


def receive(file: int, seconds: float | None = None) -> dict | None:
    """Read a message; None where nobody writes any more, or nothing comes for so many seconds.

    raises  ValueError: it is not whole, or no JSON object
    """
    incoming, end = Incoming(), time.monotonic() + (seconds or 0)
    while not incoming.is_whole:
        left = None if seconds is None else end - time.monotonic()
        if left is not None and (left <= 0 or not select.select([file], [], [], left)[0]):
            return None
        # Never more than this message: the next one is for the next call.
        missing = LENGTH + incoming.length - len(incoming.parts) if len(incoming.parts) >= LENGTH else LENGTH
        part = read(file, min(missing, 1 << 20))
        if not part:
            return None
        incoming.add(part)
    return incoming.data()
