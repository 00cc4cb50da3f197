"""The store: values that were computed before, kept exactly as long as they are true.

A record holds the values of one snippet, the hash of every file that was read to make them, and
a fingerprint of Python, the installed packages, this library and the colours of figures. All of them are compared
before a value is used. The record is JSON: data, never code.
"""

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path

from worked.settings import Settings
from worked.snippet import Outcome, run
from worked.values import Value, decode, encode, value_of
from worked.watch import digest


@cache
def fingerprint() -> str:
    """Changes with Python, with any installed package, and with this library."""
    parts = [sys.version]
    for place in sys.path:
        if os.path.isdir(place):
            parts += sorted(name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))
    own = Path(__file__).parent
    parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(own.glob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Record:
    """What is known of one snippet."""

    def __init__(self, file: Path, root: Path, colors: dict[str, str]):
        self.file, self.root = file, root
        self.fingerprint = hashlib.sha256((fingerprint() + repr(sorted(colors.items()))).encode()).hexdigest()
        self.read: dict[str, str | None] = {}
        self.values: dict[str, Value] = {}
        self.load()

    def load(self) -> None:
        try:
            data = json.loads(self.file.read_text(encoding="utf-8"))
            if data["fingerprint"] != self.fingerprint:
                return
            if all(digest(self.root / name) == known for name, known in data["read"].items()):
                self.values = {text: decode(record) for text, record in data["values"].items()}
                self.read = data["read"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
            self.values = {}  # none yet, or damaged: everything is computed again

    def add(self, outcome: Outcome) -> None:
        read = {os.path.relpath(name, self.root): known for name, known in outcome.read.items()}
        if any(self.read.get(name, known) != known for name, known in read.items()):
            self.values, self.read = {}, {}  # something changed since the record was read
        self.read |= read
        self.values |= outcome.values
        with contextlib.suppress(OSError):  # a folder that may not be written: nothing is kept
            self.save()

    def save(self) -> None:
        self.file.parent.mkdir(exist_ok=True)
        values = {text: encode(value) for text, value in self.values.items()}
        data = {"fingerprint": self.fingerprint, "read": self.read, "values": values}
        temporary = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        temporary.write_text(json.dumps(data), encoding="utf-8")
        os.replace(temporary, self.file)


class Store:
    """Gives the values of expressions, from the record where it is true, else by running."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.records: dict[Path, Record] = {}

    def record(self, snippet: Path) -> Record:
        if snippet not in self.records:
            self.records.clear()  # pages come in order: one record at a time keeps memory flat
            mark = hashlib.sha256(str(snippet.relative_to(self.settings.root)).encode()).hexdigest()[:10]
            file = self.settings.cache / f"{snippet.stem}-{mark}.json"
            self.records[snippet] = Record(file, self.settings.root, self.settings.colors)
        return self.records[snippet]

    def known(self, snippet: Path, expressions: list[str]) -> dict[str, Value]:
        kept = self.record(snippet).values
        return {text: kept[text] for text in expressions if text in kept}

    def values(self, snippet: Path, expressions: list[str], finish=value_of) -> Outcome:
        """Values of a snippet's expressions.

        raises  SnippetError: the snippet had to be run, and does not run
        """
        outcome = Outcome()
        outcome.values = self.known(snippet, expressions)
        missing = [text for text in dict.fromkeys(expressions) if text not in outcome.values]
        if missing:
            fresh = run(snippet, self.settings.root, self.settings.snippets, missing, finish)
            self.record(snippet).add(fresh)
            outcome.values |= fresh.values
            outcome.errors = fresh.errors
        return outcome
