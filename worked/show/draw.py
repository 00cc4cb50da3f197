"""Drawing: a build draws a picture only when something that the picture depends on has changed."""

import atexit
import hashlib
import os
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from worked.run.snippet import Outcome, run_snippet
from worked.run.store import Snippets, Store
from worked.run.values import Picture, Value, value_of
from worked.settings import Settings

WORKERS: list[ProcessPoolExecutor] = []


class Drawer:
    """Draws the pictures of figures modules, on as many cores as there are.

    settings  of the project
    store     keeps what was drawn
    """

    def __init__(self, settings: Settings, store: Store):
        self.settings, self.store = settings, store

    def __call__(self, figures: Snippets, expressions: list[str]) -> Outcome:
        """Draw pictures, or take them from the store.

        figures      Python files of the snippets folder
        expressions  what draws each picture: "spotlight()"
        returns      an Outcome, whose values are SVG or text
        raises       SnippetError: one of the files does not run
        """
        return self.store.values(figures, expressions, self.draw)

    def draw(self, figures: Snippets, missing: list[str]) -> list[Outcome]:
        shared = (figures, self.settings.root, self.settings.snippets)
        count = min(os.cpu_count() or 1, len(missing))
        if count < 2:
            return [draw_some(*shared, missing, self.settings.colors)]
        shares = [missing[start::count] for start in range(count)]
        try:
            waiting = [workers().submit(draw_some, *shared, share, self.settings.colors) for share in shares]
            return [one.result() for one in waiting]
        except BrokenProcessPool:  # a worker died: the next drawing gets new ones
            WORKERS.clear()
            return [draw_some(*shared, missing, self.settings.colors)]


def warm_up() -> None:
    """Load what snippets need, here and in the workers, before a live preview asks for it."""
    if find_spec("numpy"):
        import_module("numpy")
    if find_spec("matplotlib"):
        for _ in range(os.cpu_count() or 1):
            workers().submit(load_matplotlib)


def load_matplotlib() -> None:
    import io

    from matplotlib.figure import Figure

    figure = Figure()
    figure.text(0, 0, "0")
    figure.savefig(io.BytesIO(), format="svg")  # finds the fonts as well
    time.sleep(0.1)  # so that each worker gets one of these


def workers() -> ProcessPoolExecutor:
    """One pool for the whole process: under a live preview its workers stay warm."""
    if not WORKERS:
        WORKERS.append(ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")))
        atexit.register(WORKERS[0].shutdown, cancel_futures=True)
    return WORKERS[0]


def draw_some(figures: Snippets, root: Path, snippets: Path, expressions: list[str], colors: dict[str, str]) -> Outcome:
    from worked.show.picture import svg

    def finish(text: str, thing) -> Value:
        if not isinstance(thing, Picture):
            return value_of(text, thing)
        prefix = "p" + hashlib.sha256(text.encode()).hexdigest()[:6] + "-"
        return Value(svg(thing, prefix=prefix, colors=colors), "picture", alt=thing.alt)

    return run_snippet(figures, root, snippets, expressions, finish)
