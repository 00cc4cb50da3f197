"""A folder of packages that stands in for an index: all that is locked, each with no more than its name and what it asks for."""

import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from packaging.utils import canonicalize_name

LOCKED = re.compile(r"^([\w.-]+)==([^ ;\\]+)((?:.*\\\n|.*\n)(?: +--hash.*\n)*(?: +#.*\n)*)", re.MULTILINE)


def write_locked(folder: Path, locks: Iterable[Path]) -> None:
    """Write a package for each that some locks list."""
    installed = {(canonicalize_name(one.name), one.version): one for one in distributions()}
    for lock in locks:
        text = lock.read_text("utf8")
        for name, version, _ in LOCKED.findall(text):
            one = installed.get((canonicalize_name(name), version))
            write(folder, name, version, metadata_of(one) if one else asked_by(name, text))


def metadata_of(one: Distribution) -> str:
    python = one.metadata["Requires-Python"]
    return "".join(f"Requires-Dist: {asked}\n" for asked in one.requires or ()) + (
        f"Requires-Python: {python}\n" if python else ""
    )


def asked_by(name: str, lock: str) -> str:
    """What a package asks for that this machine has no use for: what the lock says is there because of it."""
    behind = [
        other for other, _, rest in LOCKED.findall(lock) if re.search(rf"# +(?:via )?{re.escape(name)}$", rest, re.M)
    ]
    return "".join(f"Requires-Dist: {other}\n" for other in behind)


def write(folder: Path, name: str, version: str, metadata: str = "") -> None:
    """Write a version of a package, with a page that lists all versions and their hashes."""
    place, stem = folder / canonicalize_name(name), f"{name.replace('-', '_')}-{version}"
    place.mkdir(parents=True, exist_ok=True)
    files = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with ZipFile(place / f"{stem}-py3-none-any.whl", "w") as wheel:
        for file, text in files.items():  # without the time, which would change its hash
            wheel.writestr(ZipInfo(f"{stem}.dist-info/{file}"), text)
    wheels = [(wheel.name, sha256(wheel.read_bytes()).hexdigest()) for wheel in sorted(place.glob("*.whl"))]
    links = "".join(f'<a href="{file}#sha256={digest}">{file}</a>' for file, digest in wheels)
    (place / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>", "utf8")
