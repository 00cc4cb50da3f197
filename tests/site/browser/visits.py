"""What each page is like, noted on one visit: opening a page takes a third of a second of a processor.

Each page is opened three times by readers of whom nobody knows anything yet: at a desk in the light, on a phone in the
dark, and without scripts. What is noted is told in the tests that ask for it: they look at every page and open none.
"""

import json
from collections.abc import Callable
from pathlib import Path

from tests.site.axe import complaints
from tests.site.browser.test_axe import SHORTER, WAYS, swept
from tests.site.browser.test_bare import on_paper, open_answers, texts, without_scripts
from tests.site.browser.test_budgets import fetched
from tests.site.browser.test_cards import stops
from tests.site.browser.test_layout import as_it_is, enlarged, on_a_tablet, stuffed
from tests.site.browser.test_private import use
from tests.site.window import NO_SCRIPT, Site, Window


def write(site: Site, folder: Path) -> None:
    folder.mkdir()
    (folder / "visits.json").write_text(json.dumps(made(site)), "utf8")


def read(folder: Path) -> dict[str, dict[str, dict]]:
    """What was noted, by the visit and by the page."""
    return json.loads((folder / "visits.json").read_text("utf8"))


def made(site: Site) -> dict[str, dict[str, dict]]:
    return {visit.__name__: {name: noted(visit, site, name) for name in site.names} for visit in VISITS}


def noted(visit: Callable, site: Site, name: str) -> dict:
    try:
        return visit(site, name)
    except Exception as error:
        error.add_note(f"on the page {name or 'home'}, {visit.__name__}")
        raise


def desk(site: Site, name: str) -> dict:
    with site.window(*WAYS["light desk"]) as window:
        page = window.open(name)
        return {
            "fetched": fetched(site, window),  # first: what follows may fetch more
            "moved": window.shifts(),
            **stops(page),
            **looked_at(window, as_it_is, on_a_tablet, enlarged),
            "broken rules": broken(site, window, name, "light desk"),
            **on_paper(page),
            "answers": open_answers(page),
            "screen": texts(page),
            "faults": window.faults,
        }


def phone(site: Site, name: str) -> dict:
    with site.window(*WAYS["dark phone"]) as window:
        window.open(name)
        return {
            "moved": window.shifts(),
            **looked_at(window, as_it_is, enlarged, stuffed),
            "broken rules": broken(site, window, name, "dark phone"),
            "used": use(window, name),  # last: it leaves a search open, in the other scheme
            "requests": window.requests,
            "kept": [*window.context.cookies(), *(worker.url for worker in window.context.service_workers)],
            "faults": window.faults,
        }


def bare(site: Site, name: str) -> dict:
    with site.window(NO_SCRIPT) as window:
        return without_scripts(window.open(name))


VISITS = (desk, phone, bare)


def looked_at(window: Window, *ways: Callable[[Window], list[str]]) -> dict[str, list[str]]:
    return {way.__name__: way(window) for way in ways}


def broken(site: Site, window: Window, name: str, way: str) -> list[str]:
    """What axe finds on the page of a window; of a page that is very long, on a part of it in another."""
    if name not in SHORTER:
        return complaints(window.page)
    with site.window(*WAYS[way]) as other:
        return complaints(swept(other.open(SHORTER[name])))
