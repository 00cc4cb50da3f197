"""The door in a reader's browser: a page is judged by the same rules, over code that the reader has changed.

There are no processes and no files to keep there. The snippets run here, in the Python of the browser, with the changed
text of each section that the page quotes in the place of its own. A statement that fails leaves its names without a
value, and all else goes on, so that each number is judged by itself.
"""

import ast
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.abc import Loader, MetaPathFinder
from importlib.util import spec_from_file_location
from io import TextIOBase
from pathlib import Path
from textwrap import dedent, indent

from worked.judge.check import check_page
from worked.judge.fence import rows_of
from worked.judge.findings import CHECKED, Failure, Number, Report
from worked.judge.quoted import Quote, quotes_of
from worked.maths.exact import EvaluationError, UnknownName
from worked.maths.expression import parse
from worked.read.blocks import Block
from worked.run.native import native
from worked.run.snippet import Outcome, Snippets
from worked.run.values import value_of
from worked.settings import Settings, settings_for
from worked.show.cards import is_in_heading, may_hold_button
from worked.show.seen import notes_of

MOST_PRINTED = 1_000_000  # characters
Edits = dict[Path, str]  # the changed text of files


judges: dict[str, "Judge"] = {}  # of the pages that were asked for


def judge_page(root: Path, page: str, edits: dict[str, str]) -> dict:
    """Judge a page over what its reader has changed.

    page     its file, from the root of the project
    edits    the changed text of blocks, by their places; the keys are texts, as JSON has them
    returns  what Judge.judge() does
    """
    if page not in judges:
        judges[page] = Judge(root / page, settings_for(root))
    return judges[page].judge({int(place): text for place, text in edits.items()})


class Judge:
    """Judges one page again and again."""

    def __init__(self, page: Path, settings: Settings):
        self.page, self.settings = page.resolve(), settings
        self.before = check_page(self.page, settings, Values(settings, {}))
        self.numbers = [number for number in self.before.numbers if number.kind in CHECKED]
        self.places = Places(self.before, settings)

    def judge(self, blocks: dict[int, str]) -> dict:
        """Judge the page over changed blocks.

        blocks   the changed text of blocks, by their places among the page's blocks of Python, from 0
        returns  holds and of, how many numbers do; off, the others: where they stand, and what they would be now
        """
        after = self.before
        if blocks:
            after = check_page(self.page, self.settings, Values(self.settings, self.edits(blocks)))
        held = {place_of(number) for number in after.numbers}
        off = [number for number in self.numbers if place_of(number) not in held]
        return {"holds": len(self.numbers) - len(off), "of": len(self.numbers), "off": self.marks(off, after)}

    def edits(self, blocks: dict[int, str]) -> Edits:
        """The files that the blocks are quoted from, with the changed texts in them."""
        texts: Edits = {}
        changes: dict[Path, list[tuple[Quote, str]]] = {}
        for place, text in blocks.items():
            for number, quote in enumerate(self.places.quotes[place]):  # the first holds all, where a block has several
                changes.setdefault(quote.path, []).append((quote, text if number == 0 else ""))
        for path, of_file in changes.items():
            made = of_file[0][0].text
            for quote, text in sorted(of_file, key=lambda one: -one[0].start):
                section = made[quote.start : quote.end]
                margin = section[: len(section) - len(section.lstrip(" "))] if dedent(section) != section else ""
                made = made[: quote.start] + indent(text.rstrip("\n") + "\n", margin) + made[quote.end :]
            texts[path.resolve()] = made
        return texts

    def marks(self, off: list[Number], after: Report) -> list[dict]:
        """Where numbers that no longer hold stand on the page, each place once."""
        said = {(one.file, one.line, one.column): one for one in after.failures}
        found: dict[tuple, dict] = {}
        for number in off:
            kind, place, *line = self.places.of(number)
            mark = found.setdefault((kind, place, *line), {"kind": kind, "place": place, "line": line, "now": []})
            if failure := said.get(self.places.line_and_column(number)):
                mark["now"] += [words_for(failure)]
        return list(found.values())


def words_for(failure: Failure) -> str:
    """What a number would be now; "" where there is none."""
    return failure.computed or failure.exactly


def place_of(number: Number) -> tuple[str, int, int]:
    return number.file, number.start, number.end


class Places:
    """Where the numbers of a page are found in what a browser shows of it.

    A place is a kind and a count from 0, in the order of the built page: "claim" counts what has the class `worked`, "step"
    the rows of worked fences, "equation" the equations in text, "block" the blocks of Python (with a line in it, from 1).
    What has no such place, as a number in a heading, is of the kind "" .
    """

    def __init__(self, report: Report, settings: Settings):
        self.report, self.page, self.settings = report, report.page, settings
        notes = [(start, end) for start, end, _ in notes_of(self.page.text, self.page.body)]

        def as_shown(start: int) -> tuple[bool, int]:
            """The foot of a page shows its notes, wherever they are written."""
            return any(low <= start < high for low, high in notes), start

        claims = [claim for claim in self.page.claims if not claim.is_drawing]
        self.claims = sorted(((claim.start, claim.end) for claim in claims), key=lambda one: as_shown(one[0]))
        worked = [fence for fence in self.page.fences if fence.is_worked]
        self.rows = [start for fence in worked for start, _, _ in rows_of(self.page.text, fence)]
        self.row_ends = [*self.rows[1:], len(self.page.text)]
        steps = [step.start for step in report.steps]
        self.spans = sorted(
            (span.outer for span in self.page.spans if self.is_pressed(span, steps)), key=lambda one: as_shown(one[0])
        )
        self.fences = worked
        self.blocks = [fence for fence in self.page.fences if is_python(fence)]
        self.quotes = [quotes_of(self.page, fence, settings.root, settings.snippets) for fence in self.blocks]

    def is_pressed(self, span, steps: list[int]) -> bool:
        low, high = span.outer
        is_held = any(low <= start < high for start in steps)
        return is_held and not is_in_heading(self.page, span) and may_hold_button(self.page, low)

    def of(self, number: Number) -> tuple:
        if number.file:
            return self.in_block(number)
        for kind, ranges in (("claim", self.claims), ("equation", self.spans)):
            for place, (low, high) in enumerate(ranges):
                if low <= number.start < high:
                    return kind, place
        for fence in self.fences:
            if fence.start <= number.start < fence.end:
                return "step", max(place for place, start in enumerate(self.rows) if start <= number.start)
        return "", number.start

    def in_block(self, number: Number) -> tuple:
        for place, quotes in enumerate(self.quotes):
            above = 0
            for quote in quotes:
                if quote.at[0] == number.at and quote.start <= number.start < quote.end:
                    return "block", place, above + quote.text.count("\n", quote.start, number.start) + 1
                above += quote.text.count("\n", quote.start, quote.end)
        return "", number.start

    def line_and_column(self, number: Number) -> tuple[str, int, int]:
        if not number.file:
            return (self.report.name, *self.page.source.place(number.start))
        quote = next(one for quotes in self.quotes for one in quotes if self.settings.name_of(one.path) == number.file)
        before = quote.text[: number.start]
        return number.file, before.count("\n") + 1, len(before) - before.rfind("\n")


def is_python(fence: Block) -> bool:
    return fence.info.split()[:1] in (["python"], ["py"], ["{.python"]) or fence.info.startswith(("python", "{.python"))


# ---- values ----------------------------------------------------------------------------------


class Values:
    """Gives the values of expressions, as a Store does, by running the snippets in this very Python."""

    def __init__(self, settings: Settings, edits: Edits):
        self.settings, self.edits = settings, edits
        self.lab: Path | None = None
        self.namespaces: dict[Snippets, dict] = {}

    def values(self, snippets: Snippets, expressions: list[str], compute=None) -> Outcome:
        outcome = Outcome()
        namespace = self.namespace(snippets)
        for text in sorted(dict.fromkeys(expressions), key=lambda text: "(" in text):
            try:
                outcome.values[text] = value_of(text, native(parse(text), namespace, self.is_own_function))
            except UnknownName as error:
                outcome.errors[text] = f"nothing is called {error.name}"
            except EvaluationError as error:
                outcome.errors[text] = str(error)
            except BaseException as error:  # a function of the snippet may raise anything
                outcome.errors[text] = f"{type(error).__name__}: {error}".rstrip(": ")
        return outcome

    def named(self, snippets: Snippets) -> Outcome:
        """Nothing: a reader is told what a number would be, not how its author could mend the page."""
        return Outcome()

    def namespace(self, snippets: Snippets) -> dict:
        if snippets not in self.namespaces:
            with Imports(self.settings, self.edits) as load, redirect_stdout(Nowhere()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = [load(path) for path in snippets]
            self.namespaces[snippets] = {name: value for one in reversed(found) for name, value in one.items()}
        return self.namespaces[snippets]

    def is_own_function(self, thing) -> bool:
        code = getattr(getattr(thing, "__wrapped__", thing), "__code__", None)
        own = (str(self.settings.snippets), *([str(self.lab)] if self.lab else []))
        return code is not None and code.co_filename.startswith(own)


class Flood(BaseException):
    """More output than anybody reads. No `except Exception` of a reader's catches it."""


class Nowhere(TextIOBase):
    """What the code prints when it is only judged; its reader saw it when it ran. A flood ends the statement."""

    size = 0

    def write(self, text: str) -> int:
        self.size += len(text)
        if self.size > MOST_PRINTED:
            raise Flood
        return len(text)


class Imports(MetaPathFinder, Loader):
    """For a while, the project's modules come from here: with changed texts, and each statement by itself."""

    def __init__(self, settings: Settings, edits: Edits):
        self.settings, self.edits = settings, edits

    def __enter__(self) -> Callable[[Path], dict]:
        self.forget()
        sys.meta_path.insert(0, self)
        return self.load

    def __exit__(self, *_) -> None:
        sys.meta_path.remove(self)
        self.forget()

    def forget(self) -> None:
        package = self.settings.snippets.name
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]

    def load(self, path: Path) -> dict:
        if self.settings.snippets in path.parents:
            name = ".".join(path.relative_to(self.settings.root).with_suffix("").parts)
            __import__(name)
            return vars(sys.modules[name])
        namespace = {"__name__": "__main__", "__file__": str(path)}  # a lab, which a notebook runs
        execute(self.text(path), path, namespace)
        return namespace

    def text(self, path: Path) -> str:
        return self.edits.get(path) or path.read_text(encoding="utf-8")

    def find_spec(self, name: str, path=None, target=None):
        place = self.settings.root.joinpath(*name.split("."))
        if place != self.settings.snippets and self.settings.snippets not in place.parents:
            return None
        if place.is_dir():
            return spec_from_file_location(
                name, place / "__init__.py", loader=self, submodule_search_locations=[str(place)]
            )
        file = place.with_suffix(".py")
        return spec_from_file_location(name, file, loader=self) if file.exists() else None

    def create_module(self, spec):
        return None

    def exec_module(self, module) -> None:
        path = Path(module.__file__)
        if path.exists():
            execute(self.text(path), path, vars(module))


def execute(code: str, path: Path, namespace: dict) -> None:
    """Run code, statement by statement: what fails leaves its names unset, and the rest goes on."""
    try:
        statements = ast.parse(code, str(path)).body
    except (SyntaxError, ValueError):
        return
    for statement in statements:
        try:
            exec(compile(ast.Module([statement], []), str(path), "exec", dont_inherit=True), namespace)
        except BaseException:  # SystemExit too; the reader's own run has said so, with its line
            continue
