"""Errors in words: what any exception of a build says to the writer, with the file and the line that it is about."""

import linecache
import os
import re
import traceback
from collections.abc import Callable
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

from worked.run.modules import is_installed
from worked.settings import SettingsError

Place = tuple[str, int, int]  # file, line, column; 0 where it is not known
PLACED = re.compile(r"(?P<file>[^\s:][^:\n]*):(?P<line>\d+)(?::(?P<column>\d+))?: ")
IN_YAML = re.compile(r'\s*in "(?P<file>[^"\n]+)", line (?P<line>\d+), column (?P<column>\d+)')
IN_TOML = re.compile(r" ?\(at line (?P<line>\d+), column (?P<column>\d+)\)")
OF_SETTINGS = re.compile(r"(?:worked: )?(?P<file>[^\n]*?\.toml): (?P<rest>.*)", re.DOTALL)
OF_MKDOCS = re.compile(r"Config value '(?P<key>\w+)'")
OF_EXTENSION = re.compile(r"Failed to load extension '(?P<name>[^']+)'")
FRAMES = re.compile(r"^  .*\n", re.MULTILINE)  # of a traceback
OF_ICON = re.compile(r"\.icons/(?P<name>.+)\.svg")
OF_NAV = re.compile(r"A (?:relative path|reference) to '(?P<page>[^']+)'")
NOT_IN_NAV = "The following pages exist in the docs directory"
TABLE_OF_SETTINGS = re.compile(r"\[tool\.worked[\w.]*\]")
GIVEN = re.compile(r"'([^']+)'")
SETTING = re.compile(r"[\w-]+")
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [\w ]*link '(?P<link>[^']+)'")


def in_words(error: BaseException, root: Path) -> str:
    """What an error says: its place, its kind where it is not written for people, and the line itself."""
    text = str(error).strip()
    if isinstance(error, (MkDocsException, SettingsError)):
        return about_settings(text, root)
    if place := place_of_icon(error, root):
        return place
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


def place_of_icon(error: BaseException, root: Path) -> str:
    """What is said of an icon that the settings name and the theme does not have; "" for any other error."""
    icon = OF_ICON.fullmatch(error.name or "") if isinstance(error, TemplateNotFound) else None
    file = root / "mkdocs.yml"
    line = line_holding(file, icon["name"]) if icon else 0
    return f"{short(str(file), root)}:{line}:1: the theme has no icon {icon['name']}" if line else ""


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
        extension = OF_EXTENSION.search(text)
        line = (extension and line_holding(file, extension["name"])) or line_starting(file, found["key"]) or 1
        return f"{short(str(file), root)}:{line}:1: {FRAMES.sub('', text)}"
    if found := OF_NAV.match(text):
        return f"{short(str(file), root)}:{line_holding(file, found['page']) or 1}:1: {text}"
    if text.startswith(NOT_IN_NAV):
        mend = "  mend  a line for each under nav, or not_in_nav"
        return f"{short(str(file), root)}:{line_starting(file, 'nav') or 1}:1: {text}\n{mend}"
    return text


def line_of_setting(file: Path, message: str) -> int:
    """The line that a message is about: of what it was given, or of the first setting that it names and the file sets."""
    table = TABLE_OF_SETTINGS.search(message)
    start = line_holding(file, table[0]) if table else 0
    given = (line_holding(file, words, start) for words in GIVEN.findall(message))
    named = (line_starting(file, word, start) for word in SETTING.findall(message))
    return next(filter(None, [*given, *named]), start or 1)


def line_starting(file: Path, word: str, start: int = 0) -> int:
    """The first line of a file, behind ``start``, that sets a word; 0 where none does."""
    return first_line(file, re.compile(rf'\s*"?{re.escape(word)}"?\s*[:=]').match, start)


def line_holding(file: Path, words: str, start: int = 0) -> int:
    return first_line(file, lambda line: words in line, start)


def first_line(file: Path, is_it: Callable, start: int) -> int:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if number > start and is_it(line)), 0)


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
    whole = re.search(rf"(?<=[(<\"'\s]){re.escape(found['link'])}(?=[)>\"'\s])", source)
    at = whole.start() if whole else max(source.find(found["link"]), 0)
    line, column = source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)
    return f"{short(str(file), root)}:{line}:{column}: link '{text[found.start('link') :]}"


def short(file: str, root: Path) -> str:
    """A file as messages name it: from the folder in which the writer works."""
    return Path(os.path.relpath(file)).as_posix() if Path(file).is_relative_to(root) else file
