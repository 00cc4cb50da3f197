"""Drawing: a build draws a picture only when something that the picture depends on has changed."""

import hashlib
import os
from functools import partial
from importlib.util import find_spec

from worked.run.servers import SERVERS
from worked.run.snippet import Outcome, Snippets, run_shares
from worked.run.store import Store
from worked.run.values import Picture, Value, value_of
from worked.settings import Settings

CORES = os.cpu_count() or 1


class Drawer:
    """Draws the pictures of figures modules.

    settings  of the project
    cores     on so many at one time
    """

    def __init__(self, settings: Settings, cores: int = CORES):
        self.settings, self.store, self.cores = settings, Store(settings, "drawings"), cores
        self.expected: dict[Snippets, list[str]] = {}  # what pages to come may ask

    def __call__(self, figures: Snippets, expressions: list[str]) -> Outcome:
        """Draw pictures, or take them from the store.

        figures      Python files of the snippets folder
        expressions  what draws each picture: "spotlight()"
        returns      an Outcome, whose values are SVG or text
        raises       SnippetError: one of the files does not run
        """
        return self.store.values(figures, expressions, self.draw)

    def draw(self, figures: Snippets, missing: list[str]) -> list[Outcome]:
        known = self.store.record(figures).values
        expected = [text for text in self.expected.pop(figures, ()) if text not in known]
        missing = list(dict.fromkeys([*missing, *expected]))  # so that all cores draw
        count = min(self.cores, len(missing))
        shares = [missing[start::count] for start in range(count)]
        return run_shares(figures, self.settings, shares, partial(drawn_value, colors=self.settings.colors))


def warm_up(count: int = CORES) -> None:
    """Start the processes that run snippets before a live preview asks for it, and load there what snippets need."""
    needed = ("numpy", "matplotlib", "worked.read.page")  # the last by those that read pages
    SERVERS.warm_up([name for name in needed if find_spec(name)], count)


def drawn_value(expression: str, thing, colors: dict[str, str]) -> Value:
    """The SVG of a picture; the value of anything else."""
    if not isinstance(thing, Picture):
        return value_of(expression, thing)
    from worked.show.picture import svg

    prefix = "p" + hashlib.sha256(expression.encode()).hexdigest()[:6] + "-"
    return Value(svg(thing, prefix=prefix, colors=colors), "picture", alt=thing.alt)
