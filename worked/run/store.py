"""The store: the values of snippets, taken from what is kept, else by running the snippet."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from worked.run.cache import Read, name_below
from worked.run.code import as_code, is_other
from worked.run.given import CachedRun, with_given
from worked.run.native import NO_NAME
from worked.run.snippet import Outcome, SnippetError, Snippets, begin_run, run_snippet
from worked.run.values import Value, decode, encode
from worked.settings import Settings

MOST_RECORDS = 4  # in memory: pages come in order, so that memory stays flat


class SnippetValues:
    """What is known of snippets; of one alone, ``CachedRun(snippet, settings, "values")`` knows it too."""

    def __init__(self, snippets: Snippets, settings: Settings, kind: str = "values"):
        folder = snippets[0].parent
        subject = folder / "+".join(name_below(folder, snippet) for snippet in snippets)
        self.settings = settings
        self.kept = CachedRun(subject, settings, kind)
        self.values: dict[str, Value] = {}
        self.errors: dict[str, str] = {}  # of names alone: to look one up gives the same as long as its value would
        try:
            known = self.kept.data or {"values": {}, "errors": {}}
            self.values = {text: decode(record) for text, record in known["values"].items()}
            self.errors = {str(text): str(why) for text, why in known["errors"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError):
            self.values, self.errors = {}, {}  # damaged: everything is computed again

    @property
    def read(self) -> Read:
        return self.kept.read

    def add(self, outcome: Outcome) -> None:
        read = {name_below(self.kept.root, name): known for name, known in outcome.read.items()}
        read = as_code(read, self.kept.root)
        if any(is_other(name, self.read.get(name, known), known) for name, known in read.items()):
            self.values, self.errors, self.kept.read = {}, {}, {}  # something changed since the record was read
        self.values |= outcome.values
        self.errors |= {text: why for text, why in outcome.errors.items() if text.isidentifier()}
        values = {text: encode(value) for text, value in self.values.items()}
        read = self.read | read
        if not any(why.startswith(NO_NAME) for why in self.errors.values()):  # which tells of names that are like it
            read = with_given(read, self.settings, names_in([*self.values, *self.errors]))
        self.kept.save({"values": values, "errors": self.errors}, read)


def names_in(expressions: Iterable[str]) -> set[str]:
    """The names that stand in expressions."""
    from worked.maths.expression import parse
    from worked.maths.tokens import ExpressionError

    found = set()
    for text in expressions:
        with contextlib.suppress(ExpressionError):
            found |= {node.value for node in parse(text).walk() if node.op == "name"}
    return found


class Store:
    """Gives the values of expressions, from the record where it is true, else by running.

    kind  of the records
    """

    def __init__(self, settings: Settings, kind: str = "values"):
        self.settings, self.kind = settings, kind
        self.records: dict[Snippets, SnippetValues] = {}
        self.lab: Path | None = None  # the page that is checked, where it is a lab
        self.expected: dict[Snippets, list[str]] = {}  # what pages to come may ask

    def expect(self, snippets: Snippets, expressions: list[str]) -> None:
        """Ask these too when the snippets have to be run, so that they run once for many pages."""
        self.expected[snippets] = expressions

    def prepare(self, snippets: Snippets, expressions: Iterable[str] = ()) -> None:
        """Begin to run snippets of which not all is known, so that ``values()`` need not wait for it later.

        expressions  what it is going to ask; none where that is not known yet
        """
        if not snippets:
            return
        record = self.record(snippets)
        known = record.values.keys() | record.errors.keys()
        if not (known.issuperset(expressions) if expressions else known):
            begin_run(snippets, self.settings)

    def record(self, snippets: Snippets) -> SnippetValues:
        if snippets not in self.records:
            while len(self.records) >= MOST_RECORDS:
                del self.records[next(iter(self.records))]
            self.records[snippets] = SnippetValues(snippets, self.settings, self.kind)
        return self.records[snippets]

    def known(self, snippets: Snippets, expressions: list[str]) -> dict[str, Value]:
        values = self.record(snippets).values
        return {text: values[text] for text in expressions if text in values}

    def values(self, snippets: Snippets, expressions: list[str], compute=None) -> Outcome:
        """Values of expressions over what snippets define.

        compute  gives those that are not known: compute(snippets, expressions) -> list[Outcome]; None runs the snippets
        raises   SnippetError: a snippet had to be run, and does not run
        """
        outcome = Outcome()
        outcome.values = self.known(snippets, expressions)
        errors = self.record(snippets).errors
        outcome.errors = {text: errors[text] for text in expressions if text in errors}
        known = outcome.values.keys() | outcome.errors.keys()
        missing = [text for text in dict.fromkeys(expressions) if text not in known]
        for fresh in (compute or self.run)(snippets, missing) if missing else []:
            self.record(snippets).add(fresh)
            outcome.values |= fresh.values
            outcome.errors |= fresh.errors
        outcome.read = self.record(snippets).read
        return outcome

    def run(self, snippets: Snippets, expressions: list[str]) -> list[Outcome]:
        known = self.record(snippets).values
        expected = [text for text in self.expected.pop(snippets, ()) if text not in known]
        return [run_snippet(snippets, self.settings, expressions, lab=self.lab, expected=expected)]

    def named(self, snippets: Snippets) -> Outcome:
        """What the snippets call by a name; nothing where they do not run, which is reported where values were asked for."""
        with contextlib.suppress(SnippetError):
            return run_snippet(snippets, self.settings, [], lab=self.lab, with_names=True)
        return Outcome()
