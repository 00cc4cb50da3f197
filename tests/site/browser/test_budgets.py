"""What a page may weigh: bytes on the wire and requests of a first visit, counted in the browser."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.served import TEXTS
from tests.site.window import Site, Window, search

KB = 1000
LESSON, LAB, FONT = 120 * KB, 180 * KB, 10 * KB
REQUESTS = 15
# Everything that was asked for is here, and half a second ago it was as much. (A busy browser may never say "idle".)
STILL = """() => {
    const files = performance.getEntriesByType("resource"), before = window.filesBefore;
    window.filesBefore = files.length;
    return document.readyState === "complete" && files.length === before && files.every((file) => file.responseEnd > 0);
}"""


def fetched(site: Site, window: Window) -> dict[str, int]:
    """What a new reader's browser fetched when a page was opened: the weight of each file. Interactive parts come later, when they are near."""
    window.page.wait_for_function(STILL, polling=500)
    own = dict.fromkeys(
        url for url in window.requests if url.startswith(window.address)
    )  # others are no weight: a fault
    return {url: weight(site.folder, url.removeprefix(window.address)) for url in own}


@pytest.fixture(scope="module")
def weights(visits) -> dict[str, dict[str, int]]:
    return {name: noted["fetched"] for name, noted in visits["desk"].items()}


def weight(folder: Path, address: str) -> int:
    """The bytes of a file as a server sends it: texts compressed."""
    file = folder / urlsplit(address).path
    file = file / "index.html" if file.is_dir() else file
    data = file.read_bytes()
    return len(gzip.compress(data, 9, mtime=0)) if file.suffix in TEXTS else len(data)


def test_first_visit_stays_within_its_budget(weights, capsys):
    with capsys.disabled():
        print(f"\n{'page':<32}{'bytes':>9}{'requests':>10}")
        for name, files in weights.items():
            print(f"{name or 'home':<32}{sum(files.values()):>9,}{len(files):>10}")
    budgets = {name: LAB if name.startswith("labs/") else LESSON for name in weights if name != "ledger/"}
    heavy = {
        name: sum(weights[name].values()) for name, budget in budgets.items() if sum(weights[name].values()) > budget
    }
    assert heavy == {}, f"a first visit fetches at most {LESSON:,} bytes, of a lab {LAB:,}"
    assert {name: list(files) for name, files in weights.items() if len(files) > REQUESTS and name != "ledger/"} == {}
    assert len([name for name in weights if name.startswith("lessons/")]) >= 3
    assert len([name for name in weights if name.startswith("labs/")]) >= 2


def test_every_page_fetches_what_it_is_made_of(weights):
    for name, files in weights.items():
        kinds = {Path(urlsplit(url).path).suffix for url in files}
        assert kinds >= {".css", ".js", ".svg"}, name
        assert not any("search_index" in url for url in files), name


def test_maths_font_is_small_and_fetched_only_by_pages_with_formulas(site, weights):
    fonts = {
        name: [url for url in files if url.endswith((".woff2", ".woff", ".ttf"))] for name, files in weights.items()
    }
    assert {name for name, found in fonts.items() if found} == {name for name in weights if "<math" in site.html(name)}
    of_fonts = {weights[name][url] for name, found in fonts.items() for url in found}
    assert len(of_fonts) == 1 and max(of_fonts) <= FONT


def test_search_index_is_fetched_once_when_the_search_is_opened(site):
    with site.window() as window:
        search(window.open("lessons/07-soft-lookup/"), "pronoun")
        assert sum("search_index.json" in url for url in window.requests) == 1
