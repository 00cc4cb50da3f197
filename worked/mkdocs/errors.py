"""Errors in words: what any exception of a build says to the writer, with the file and the line that it is about."""

import linecache
import os
import re
import traceback
from collections.abc import Callable
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

from worked.run.modules import is_installed
from worked.settings import SettingsError

Place = tuple[str, int, int]  # file, line, column; 0 where it is not known
PLACED = re.compile(r"(?P<file>[^\s:][^:\n]*):(?P<line>\d+)(?::(?P<column>\d+))?: ")
IN_YAML = re.compile(r'\s*in "(?P<file>[^"\n]+)", line (?P<line>\d+), column (?P<column>\d+)')
IN_TOML = re.compile(r" ?\(at line (?P<line>\d+), column (?P<column>\d+)\)")
OF_SETTINGS = re.compile(r"(?:worked: )?(?P<file>[^\n]*?\.toml): (?P<rest>.*)", re.DOTALL)
OF_MKDOCS = re.compile(r"Config value '(?P<key>\w+)'")
OF_NAV = re.compile(r"A (?:relative path|reference) to '(?P<page>[^']+)'")
NOT_IN_NAV = "The following pages exist in the docs directory"
SETTING = re.compile(r"[\w-]+")
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [\w ]*link '(?P<link>[^']+)'")


def in_words(error: BaseException, root: Path) -> str:
    """What an error says: its place, its kind where it is not written for people, and the line itself."""
    text = str(error).strip()
    if isinstance(error, (MkDocsException, SettingsError)):
        return about_settings(text, root)
    place = place_of(error, root)
    if isinstance(error, SyntaxError) and place:
        text = error.msg
    message = f"{type(error).__name__}: {text}".rstrip(": ")
    if place is None:
        return message
    file, line, _ = place
    linecache.checkcache(file)
    shown = linecache.getline(file, line).strip()
    mend = "this line, or what it uses" if not isinstance(error, (SyntaxError, TemplateSyntaxError)) else "this line"
    return "\n".join(
        [f"{short(file, root)}:{line}: {message}", *([f"    {shown}"] if shown else []), f"  mend  {mend}, and save it"]
    )


def place_of(error: BaseException, root: Path) -> Place | None:
    """The deepest place of the project that an error comes from."""
    if isinstance(error, TemplateSyntaxError):
        return (error.filename or error.name or "", error.lineno, 0)
    if isinstance(error, SyntaxError) and error.filename and is_own(error.filename, root):
        return (error.filename, error.lineno or 1, error.offset or 0)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_own(frame.filename, root)]
    return (frames[-1].filename, frames[-1].lineno or 1, 0) if frames else None


def is_own(file: str, root: Path) -> bool:
    return file.startswith(str(root) + os.sep) and not is_installed(file, str(root))


def about_settings(text: str, root: Path) -> str:
    """A message about mkdocs.yml or pyproject.toml, which begins with the place that it is about."""
    if PLACED.match(text):
        return text
    if places := list(IN_YAML.finditer(text)):
        file, line, column = places[-1].group("file", "line", "column")
        return f"{short(file, root)}:{line}:{column}: this is no YAML: {' '.join(IN_YAML.sub('', text).split())}"
    if found := OF_SETTINGS.match(text):
        file, rest = Path(found["file"]), found["rest"]
        if at := IN_TOML.search(rest):
            return f"{short(str(file), root)}:{at['line']}:{at['column']}: {IN_TOML.sub('', rest)}"
        return f"{short(str(file), root)}:{line_of_setting(file, rest)}:1: {rest}"
    file = root / "mkdocs.yml"
    if found := OF_MKDOCS.match(text):
        return f"{short(str(file), root)}:{line_starting(file, found['key'])}:1: {text}"
    if found := OF_NAV.match(text):
        return f"{short(str(file), root)}:{line_holding(file, found['page'])}:1: {text}"
    if text.startswith(NOT_IN_NAV):
        mend = "  mend  a line for each under nav, or not_in_nav"
        return f"{short(str(file), root)}:{line_starting(file, 'nav')}:1: {text}\n{mend}"
    return text


def line_of_setting(file: Path, message: str) -> int:
    """The line of the first setting that a message names and the file sets."""
    lines = (line_starting(file, word) for word in SETTING.findall(message))
    return next((line for line in lines if line > 1), 1)


def line_starting(file: Path, word: str) -> int:
    """The first line of a file that sets a word; 1 where none does."""
    return first_line(file, re.compile(rf'\s*"?{re.escape(word)}"?\s*[:=]').match)


def line_holding(file: Path, words: str) -> int:
    return first_line(file, lambda line: words in line)


def first_line(file: Path, is_it: Callable) -> int:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    return next((number for number, line in enumerate(lines, 1) if is_it(line)), 1)


def about_link(text: str, folder: Path, root: Path) -> str:
    """A warning of MkDocs about a link, with the line where the link stands.

    folder  of the pages
    """
    found = LINK.match(text)
    if found is None:
        return text
    file = folder / found["page"]
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return text
    at = max(source.find(f"({found['link']}"), source.find(f"{found['link']}"), 0)
    line, column = source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
    return f"{short(str(file), root)}:{line}:{column}: link '{text[found.start('link') :]}"


def short(file: str, root: Path) -> str:
    """A file as messages name it: from the folder in which the writer works."""
    return Path(os.path.relpath(file)).as_posix() if Path(file).is_relative_to(root) else file
