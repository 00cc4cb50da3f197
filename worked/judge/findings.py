"""Findings: the numbers of a page that hold, and what is wrong with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from worked.run.cache import Read, digest, name_below
from worked.settings import Settings

if TYPE_CHECKING:  # neither is loaded for a page whose verdict was kept
    from worked.read.page import Page
    from worked.run.values import Value

NAME_OF_BYTES = "the name of this file is no UTF-8, so no address can hold it: rename the file"
KINDS = ("computed", "measured", "cited", "label", "unchecked")
CHECKED = KINDS[:3]


def is_writable(name: str) -> bool:
    """Can a name be written down, or is it bytes that are no text?"""
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class Number:
    """A number that is accounted for.

    start, end  where it stands, as offsets in the page or in the quoted file
    kind        one of KINDS
    expression  what computes it
    value       the exact value, written out
    source      who says so, where it is cited or measured
    url         the address of the source, where it is cited
    equation    the step that holds it, where one does
    file        the quoted file that it stands in; "" where it stands on the page itself

    For a number in quoted code, ``shown`` is what the code says, ``code`` the place in its file
    (snippets/soft_lookup.py:21), and ``at`` the offset on the page of the line that quotes it.
    """

    __slots__ = tuple("start end kind expression value source url equation file shown code at".split())

    def __init__(
        self,
        start: int,
        end: int,
        kind: str,
        *,
        expression: str = "",
        value: str = "",
        source: str = "",
        url: str = "",
        equation: str = "",
        file: str = "",
        shown: str = "",
        code: str = "",
        at: int = 0,
    ):
        self.start, self.end, self.kind = start, end, kind
        self.expression, self.value, self.source, self.url, self.equation = expression, value, source, url, equation
        self.file, self.shown, self.code, self.at = file, shown, code, at


class Held:
    """A step that holds: ``shown`` equals ``known_by``, which is ``value``, rounded as ``how`` says.

    start  where its right side begins
    names  the names of the snippet that occur in it
    """

    __slots__ = ("start", "shown", "known_by", "value", "how", "names")

    def __init__(self, start: int, shown: str, known_by: str, value: str, how: str, names: list[str]):
        self.start, self.shown, self.known_by = start, shown, known_by
        self.value, self.how, self.names = value, how, names


class Failure:
    """Something wrong: its place, what was expected, and how to mend it.

    shown, computed  what the page says and what it should say; ``exactly`` is the value in full
    excerpt, width   the line around the place with the column of the place in it, and the place's width
    advice           rows of a heading and a text: ("fix page", "make fix")
    fix              (start, end, new text), where a literal can be written anew
    """

    def __init__(
        self,
        file: str,
        line: int,
        column: int,
        headline: str,
        *,
        excerpt=("", 0),
        width=1,
        shown="",
        computed="",
        exactly="",
        advice=(),
        fix=None,
    ):
        self.file, self.line, self.column, self.headline = file, line, column, headline
        self.excerpt, self.width = excerpt, width
        self.shown, self.computed, self.exactly = shown, computed, exactly
        self.advice: list[tuple[str, str]] = list(advice)
        self.fix: tuple[int, int, str] | None = fix


class Unjudged:
    """An equation, or something that may hold one, that was not judged.

    place    where it stands: "code", "formulas", "prose", "tables", "fences"
    reason   why, in a word or two; "" where it is only that nobody asked for it
    is_told  do its authors hear of it, or does the last line only count it?
    """

    def __init__(self, failure: Failure, place: str, reason: str = "", is_told: bool = False):
        self.failure, self.place, self.reason, self.is_told = failure, place, reason, is_told

    @property
    def row(self) -> list:
        """What is kept of it."""
        one = self.failure
        return [one.line, one.column, one.headline, self.place, self.reason, self.is_told]


class Report:
    """What a check found on one page.

    page      the page as it was read; None where it could not be
    numbers   those that are accounted for
    failures  what is wrong
    """

    def __init__(self, path: Path, name: str):
        self.path, self.name = path, name
        self.page: Page | None = None
        self.is_accounted = False
        self.numbers: list[Number] = []
        self.failures: list[Failure] = []
        self.warnings: list[Failure] = []  # slips of style, such as digits that were cut and not rounded
        self.unjudged: list[Unjudged] = []
        self.skips = 0  # equations that a comment on the page skips
        self.values: dict[int, Value] = {}  # the value of each claim, by its start
        self.judged = 0  # how many steps of chains were compared
        self.steps: list[Held] = []  # those that hold, where numbers have to be accounted for
        self.snippets: tuple[Path, ...] = ()  # where the names of the page come from
        self.markers: list[tuple[str, int, int]] = []  # what the site replaces: name, line, column
        self.read: Read = {}  # every file that the verdict rests on, with its hash

    def note(self, path: Path, settings: Settings) -> None:
        """Note a file before it is read: after an edit in between, the verdict is not taken for a true one."""
        name = name_below(settings.root, path)
        if name not in self.read:
            self.read[name] = digest(path)

    def fail(self, start: int, headline: str, end: int | None = None, **details) -> None:
        self.failures.append(self.failure(start, headline, end, **details))

    def failure(self, start: int, headline: str, end: int | None = None, **details) -> Failure:
        line, column = self.page.source.place(start)
        width = max(1, (end or start + 1) - start)
        headline = self.page.source.where(start) + headline
        return Failure(
            self.name, line, column, headline, excerpt=self.page.source.excerpt(start), width=width, **details
        )

    def hold(self, start: int, end: int, kind: str, **details) -> None:
        self.numbers.append(Number(start, end, kind, **details))

    def sort(self) -> None:
        self.failures.sort(key=lambda failure: (failure.file != self.name, failure.line, failure.column))
        self.unjudged.sort(key=lambda one: (one.failure.line, one.failure.column))
        self.numbers.sort(key=lambda number: (bool(number.file), number.start))
