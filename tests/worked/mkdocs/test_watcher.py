"""The preview sees each edit of what a site is made of, and files and folders that come and go."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from worked.mkdocs.moves import Moves
from worked.mkdocs.watcher import Watcher


def write(file: Path, text: str = "x") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf8")


def replace(file: Path) -> None:
    """Save as many editors do: a new file takes the place of the old one."""
    write(file.with_suffix(".new"), file.read_text("utf8"))
    os.replace(file.with_suffix(".new"), file)


SEEN: dict[str, Callable[[Path], None]] = {
    "an edit": lambda root: write(root / "docs/one.md", "other"),
    "an edit of the same length": lambda root: write(root / "docs/one.md", "y"),
    "a file put in another's place": lambda root: replace(root / "docs/one.md"),
    "a new file": lambda root: write(root / "docs/two.md"),
    "hidden settings of a plugin": lambda root: write(root / "docs/.nav.yml"),
    "a new folder": lambda root: write(root / "docs/more/deep/two.md"),
    "a file that goes": lambda root: (root / "docs/one.md").unlink(),
    "a file that is renamed": lambda root: (root / "docs/one.md").rename(root / "docs/two.md"),
    "a file alone": lambda root: write(root / "settings.toml", "other"),
    "a file alone that was not there": lambda root: write(root / "absent.csv"),
}
UNSEEN: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "what Python compiled": lambda root: write(root / "docs/__pycache__/one.pyc"),
    "a file of an editor": lambda root: write(root / "docs/.one.md.swp"),
    "a file of an editor beside hidden settings": lambda root: write(root / "docs/..nav.yml.swp"),
    "a file that nobody watches": lambda root: write(root / "log.txt"),
}


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    write(tmp_path / "docs/one.md")
    write(tmp_path / "settings.toml")
    watcher = Watcher()
    watcher.watch([tmp_path / "docs", tmp_path / "settings.toml", tmp_path / "absent.csv"])
    return watcher


@pytest.mark.parametrize("edit", SEEN.values(), ids=SEEN)
def test_edit_is_seen_once(watcher, tmp_path, edit):
    edit(tmp_path)
    assert watcher.has_changed() and not watcher.has_changed()


@pytest.mark.parametrize("edit", UNSEEN.values(), ids=UNSEEN)
def test_what_is_no_edit_builds_nothing(watcher, tmp_path, edit):
    edit(tmp_path)
    assert not watcher.has_changed()


def test_what_is_watched_later_is_no_edit_by_itself(watcher, tmp_path):
    write(tmp_path / "data/points.csv")
    watcher.watch([tmp_path / "data"])
    assert not watcher.has_changed()
    write(tmp_path / "data/points.csv", "other")
    assert watcher.has_changed()


# ---- pages that are renamed

TEXT = "# One\n\nA bun.\n\nAnd tea.\n\nAnd milk.\n"


def noted(moves: Moves, root: Path) -> Moves:
    found = {file.relative_to(root).as_posix(): file for file in root.rglob("*.md")}
    moves.note({source: (f"{source.removesuffix('.md')}/", file) for source, file in found.items()})
    return moves


@pytest.fixture
def moves(tmp_path: Path) -> Moves:
    write(tmp_path / "one.md", TEXT)
    write(tmp_path / "other.md", "# Other\n\nSomething else.\n")
    return noted(Moves(), tmp_path)


def test_renamed_page_is_found_at_its_new_address(moves, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "one.md").rename(tmp_path / "more/two.md")
    assert noted(moves, tmp_path).address("one/") == "more/two/"
    (tmp_path / "more/two.md").rename(tmp_path / "three.md")
    assert noted(moves, tmp_path).address("one/") == moves.address("more/two/") == "three/"
    (tmp_path / "three.md").rename(tmp_path / "one.md")
    assert noted(moves, tmp_path).address("one/") is None and moves.address("three/") == "one/"


def test_page_that_was_written_anew_under_another_name_is_found_by_its_text(moves, tmp_path):
    (tmp_path / "one.md").unlink()
    write(tmp_path / "two.md", TEXT.replace("A bun.", "A roll."))
    assert noted(moves, tmp_path).address("one/") == "two/"


def test_page_that_is_gone_leads_to_no_other(moves, tmp_path):
    (tmp_path / "one.md").unlink()
    write(tmp_path / "new.md", "# New\n\nAbout mice.\n")
    assert noted(moves, tmp_path).address("one/") is None
