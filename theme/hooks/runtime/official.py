"""The official files, as they were fetched, and the folder that the site serves."""

import json
import os
import tempfile
from pathlib import Path

from . import packed
from .clients import fetched
from .pins import LOCK, NotOfficial, Pins, RuntimeFault, sha256

NO, REQUIRED = "no", "required"
MANIFEST = "manifest.json"


def cache() -> Path:
    """Where fetched files are kept, for all copies of the project: beside what pip keeps."""
    chosen = os.environ.get("RUNTIME_CACHE")
    return (
        Path(chosen)
        if chosen
        else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "attention-runtime"
    )


def official(pins: Pins, fetch: bool) -> dict[str, bytes]:
    """The official files, by name: kept ones, or as they are fetched.

    fetch   may packages be asked for what is not kept?
    raises  RuntimeFault: they cannot be had; NotOfficial: one of them differs
    """
    chosen = os.environ.get("RUNTIME", "")
    if chosen not in ("", REQUIRED):
        return read_folder(pins, Path(chosen))
    kept = {name: kept_at(pins, name) for name in pins.files}
    found = {name: pins.check(name, path.read_bytes(), str(path)) for name, path in kept.items() if path.exists()}
    if fetch and len(found) < len(kept):
        found |= fetched(pins, kept.keys() - found.keys())
        for name, data in found.items():
            write_whole(kept[name], data)
    if missing := pins.wanted - found.keys():
        raise RuntimeFault(f"no {' and no '.join(sorted(missing))}")
    return found


def kept_at(pins: Pins, name: str) -> Path:
    return cache() / "official" / f"{pins.files[name][:16]}-{name}"


def read_folder(pins: Pins, folder: Path) -> dict[str, bytes]:
    try:
        names = [name for name in pins.files if name != LOCK or (folder / name).exists()]
        return {name: pins.check(name, (folder / name).read_bytes(), str(folder)) for name in names}
    except OSError as error:
        raise RuntimeFault(f"RUNTIME={folder}: {error.strerror}: {error.filename}") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that others may be reading, or writing too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def mark(pins: Pins) -> str:
    """The same as long as the same is served: pins, and the module that packs it."""
    return sha256(json.dumps(pins.files, sort_keys=True).encode() + Path(packed.__file__).read_bytes())[:16]


def served(pins: Pins, fetch: bool = False) -> Path:
    """A folder with what the site serves: packed once, from official files alone.

    raises  RuntimeFault: it cannot be had; NotOfficial: a file in it, or one that it is made of, differs
    """
    folder = cache() / f"served-{mark(pins)}"
    files = official(pins, fetch)
    if not (folder / MANIFEST).exists():
        made = packed.packed(files)
        for name, data in made.items():
            write_whole(folder / name, data)
        sizes = {name: {"size": len(data), "sha256": sha256(data)} for name, data in made.items()}
        write_whole(folder / MANIFEST, json.dumps(sizes, indent=1, sort_keys=True).encode())
    for name, known in json.loads((folder / MANIFEST).read_bytes()).items():
        if not (folder / name).exists() or sha256((folder / name).read_bytes()) != known["sha256"]:
            raise NotOfficial(f"runtime: {folder / name} is not what was packed there: delete {folder}")
    return folder
