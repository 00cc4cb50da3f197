"""Recompute every committed measurement from nothing, and say what moved: `make evidence`.

An experiment is a snippet with `measure()` and a record beside it, `snippets/NAME.json`. The record may say by how
much a value may move on another machine: its `spread`, by the value's name, or under "" for all others; else not at all.
Nothing is written.
"""

import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    moved = 0
    for stem in experiments():
        started = time.process_time()
        record, files = again(stem)
        kept = json.loads((ROOT / f"snippets/{stem}.json").read_text(encoding="utf-8"))
        faults = [*changes(kept, record), *changed_files(kept, record)]
        seconds = time.process_time() - started
        print(
            f"{stem}: {count(record['values'])} values and {len(files)} files measured anew, {seconds:.0f} s of processor time"
        )
        for fault in faults:
            print(f"  {fault}")
        moved += len(faults)
    if moved:
        sys.exit(
            f"{moved} moved beyond what the records allow: either the code changed, then run its script and commit what it writes, or the spread is too small"
        )
    print("Nothing moved beyond its stated spread")


def experiments() -> list[str]:
    """The snippets that have a record beside them."""
    return sorted(file.stem for file in ROOT.glob("snippets/*.json") if file.with_suffix(".py").exists())


def again(stem: str) -> tuple[dict, dict]:
    """The record of an experiment as its code writes it today, and the files that come with it."""
    measured = import_module(f"snippets.{stem}").measure()
    return measured if isinstance(measured, tuple) else (measured, {})


def changes(kept: dict, record: dict) -> Iterator[str]:
    """What moved between two records, beyond the spread that the kept one states."""
    if kept["settings"] != record["settings"]:
        yield "its settings are others than the record's"
    for name in kept["values"].keys() ^ record["values"].keys():
        yield f"{name}: only one of the records has it"
    for name in kept["values"].keys() & record["values"].keys():
        spread = {"": 0, **kept.get("spread", {})}
        yield from (
            f"{name}{change}"
            for change in moves(kept["values"][name], record["values"][name], spread.get(name, spread[""]))
        )


def moves(before, after, spread: float) -> Iterator[str]:
    """The entries of nested lists that moved by more than the spread, each with its place."""
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from (f"[{place}]{move}" for move in moves(one, other, spread))
    elif isinstance(before, list) or isinstance(after, list):
        yield ": has another shape"
    elif not abs(after - before) <= spread:
        yield f": {before} became {after}, and may move by {spread}"


def changed_files(kept: dict, record: dict) -> Iterator[str]:
    """The files for readers that would no longer be the same."""
    before, after = kept.get("files", {}), record.get("files", {})
    return (
        f"{name}: is another file now" for name in sorted({name for name, _ in {*before.items()} ^ {*after.items()}})
    )


def count(values) -> int:
    """How many numbers nested lists hold."""
    if isinstance(values, dict):
        values = [*values.values()]
    return sum(map(count, values)) if isinstance(values, list) else 1


if __name__ == "__main__":
    main()
