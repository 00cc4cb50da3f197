"""Folders whose Python may run: a person says so once, in the editor, and it is remembered for that person."""

from pathlib import Path

from platformdirs import user_state_path


def list_file() -> Path:
    """The file that lists the folders, one in a line; whoever takes a line out, takes the permission back."""
    return user_state_path("worked", appauthor=False) / "folders-that-may-run"


def allowed() -> set[Path]:
    try:
        return {Path(line) for line in list_file().read_text("utf-8").splitlines() if line}
    except (OSError, UnicodeDecodeError):  # nothing was allowed yet, or nobody can tell
        return set()


def allow(folder: Path) -> None:
    """Remember that what lies in a folder may run.

    raises  OSError: it cannot be written down
            ValueError: a line cannot hold the name of the folder
    """
    name = str(folder.resolve())
    if len(name.splitlines()) != 1:
        raise ValueError(f"the name of the folder {name!r} has several lines")
    file = list_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{name}\n")
