"""One commit gives the same bytes, wherever and whenever it is built."""

import gzip
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.project import ADDRESS, COMMITTED, REPOSITORY, run

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "PYTHONHASHSEED": "7",
    "SITE_URL": ADDRESS,
    "REPO_URL": REPOSITORY,
}
MKDOCS = f'content="mkdocs-{version("mkdocs")},'.encode()
PROPERDOCS = f'content="mkdocs-ProperDocs {version("properdocs")},'.encode()
PAUSE = 2.1  # seconds: some dates in files are even numbers of seconds


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def first_difference(one: dict[str, bytes], other: dict[str, bytes]) -> str:
    """The first file that only one build has, or that differs, and where."""
    for name in sorted({*one, *other}):
        if name not in one or name not in other:
            return f"{name} is in one build only"
        if one[name] != other[name]:
            at = next(
                (n for n, (a, b) in enumerate(zip(one[name], other[name])) if a != b),
                min(len(one[name]), len(other[name])),
            )
            return f"{name} differs at byte {at}: {one[name][at - 60 : at + 60]} and {other[name][at - 60 : at + 60]}"
    return ""


def test_two_builds_give_the_same_bytes(addressed, project):
    """The second from nothing, in another folder, time zone, language and order of hashes, and by what comes after MkDocs.

    ProperDocs goes on where MkDocs ends; it writes its own name into each page.
    """
    written = max(path.stat().st_mtime for path in (addressed / "site").rglob("*"))
    time.sleep(max(0.0, written + PAUSE - time.time()))
    assert not (project / ".worked").exists()
    build = run(project, "properdocs", "build", "--strict", "-q", **ELSEWHERE)
    assert build.returncode == 0, build.stderr
    first, second = files_of(addressed / "site"), files_of(project / "site")
    pages = [name for name in second if name.endswith(".html")]
    assert all(second[name].count(PROPERDOCS) == 1 for name in pages) and len(pages) > 10
    second |= {name: second[name].replace(PROPERDOCS, MKDOCS) for name in pages}
    assert first_difference(first, second) == ""
    kinds = {name.rpartition(".")[2] for name in first}
    assert {"html", "json", "ipynb", "png", "xml", "gz", "css", "js"} <= kinds


def test_first_file_that_differs_is_named():
    assert first_difference({"a": b"1", "b": b"12"}, {"a": b"1", "b": b"13"}).startswith("b differs at byte 1")
    assert first_difference({"a": b"1", "b": b"12"}, {"a": b"1", "b": b"1"}).startswith("b differs at byte 1")
    assert first_difference({"a": b"1"}, {}) == "a is in one build only"
    assert first_difference({"a": b"1"}, {"a": b"1"}) == ""


def test_no_file_tells_where_or_when_the_site_was_built(addressed):
    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()
    marks = [str(addressed).encode(), str(Path.home()).encode() + b"/", today]
    files = files_of(addressed / "site")
    assert [(name, mark) for name, data in files.items() for mark in marks if mark in data] == []
    assert len(files) > 50


def test_packed_sitemap_is_dated_by_the_commit(addressed):
    packed, plain = (addressed / "site/sitemap.xml.gz").read_bytes(), (addressed / "site/sitemap.xml").read_bytes()
    assert gzip.decompress(packed) == plain
    day = datetime.fromtimestamp(COMMITTED, UTC).replace(hour=0, minute=0, second=0)
    assert int.from_bytes(packed[4:8], "little") == day.timestamp()
