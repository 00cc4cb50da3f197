"""A window of the browser on the built site; it writes down what the pages ask for and complain of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

PHONE, TABLET, DESK = ({"viewport": {"width": width, "height": 800}} for width in (360, 768, 1440))
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
PATIENCE = 60_000  # milliseconds until something that never comes is given up, however busy the machine is
EMULATED = ("color_scheme", "reduced_motion", "forced_colors")  # a page can change these, and its size
BLANK = "about:blank"
SCHEMES = {"light": LIGHT, "dark": DARK}
NOT_FOUND = "404.html"  # its links start from the root of the host, since it answers at any depth
NO_SCRIPT = {"java_script_enabled": False}
ABORTED = "net::ERR_ABORTED"  # the next page was opened before it came
RECORD_SHIFTS = """
    window.shifts = [];
    const SEEN = 0.00005; // less is nothing to see: digits within their cell
    new PerformanceObserver((list) => shifts.push(...list.getEntries().filter(({ value }) => value >= SEEN).map(
        ({ value, sources }) => `${value.toFixed(4)} by ${sources.map(({ node }) => node?.className || node?.nodeName)}`
    ))).observe({ type: "layout-shift", buffered: true });
"""
FORGET = "() => { try { sessionStorage.clear(); } catch { /* it is forbidden */ } }"
SETTLED = """async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
}"""


class Window:
    """Opens one page of a site after the other.

    address   where the site's folder is served; for the page that stands for any missing one, the host's root
    requests  the addresses that its pages asked for
    faults    requests to elsewhere, failed ones, refusals of the policy, errors of scripts, each with its page
    """

    def __init__(self, context: BrowserContext, address: str, root: str, runs_scripts: bool):
        self.context, self.folder, self.root, self.address = context, address, root, address
        self.runs_scripts = runs_scripts
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.factor = 1
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.add_init_script(RECORD_SHIFTS)
        context.on("request", lambda request: self.take_request(request.url))
        context.on(
            "requestfailed",
            lambda request: request.failure == ABORTED or self.take(f"failed: {request.url} ({request.failure})"),
        )
        context.on("response", lambda answer: answer.status >= 400 and self.take(f"{answer.status}: {answer.url}"))
        context.on("weberror", lambda error: self.take(f"error: {error.error}"))
        context.on("console", lambda line: line.type in ("error", "warning") and self.take(f"{line.type}: {line.text}"))
        self.page: Page = context.new_page()
        self.session = context.new_cdp_session(self.page)

    def renew(self, address: str, viewport: dict[str, int], emulated: dict[str, str]):
        """Make it a new reader's again: an empty page, nothing kept, and the size and looks that are asked for."""
        for other in self.context.pages[1:]:
            other.close()
        if self.runs_scripts and self.page.url != BLANK:
            self.page.evaluate(FORGET)
        self.page.goto(BLANK)
        for origin in {urlsplit(folder)._replace(path="").geturl() for folder in (address, self.root)}:
            self.session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        if self.factor != 1:
            self.enlarge(1)
        self.page.mouse.move(-1, -1)  # over nothing
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(media="null", **{name: emulated.get(name, "null") for name in EMULATED})
        self.folder = self.address = address
        self.requests, self.faults = [], []

    def enlarge(self, factor: int):
        """Set the reader's own letter size, as the browser's settings do; by one session, which repeats it on each page."""
        self.factor = factor
        self.session.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * factor, "fixed": 13 * factor}})

    def take_request(self, url: str):
        if not url.startswith(("data:", "blob:")):
            self.requests.append(url)
            if not url.startswith(self.address):
                self.take(f"asks elsewhere: {url}")

    def take(self, fault: str):
        self.faults.append(f"{self.page.url.removeprefix(self.address) or 'home'}: {fault}")

    def open(self, name: str = "") -> Page:
        """Open a page, "lessons/07-soft-lookup/", and wait until its fonts are there and it is drawn."""
        self.address = self.root if name == NOT_FOUND else self.folder
        if urldefrag(self.page.url).url == urldefrag(self.address + name).url:
            self.page.goto(BLANK)  # else another fragment of the same page is no new start
        self.page.goto(self.address + name)
        self.settle()
        return self.page

    def settle(self):
        if self.runs_scripts:  # else no frame ever calls back
            self.page.evaluate(SETTLED)

    def shifts(self) -> list[str]:
        """The movements of the page's parts since it was opened."""
        self.settle()
        return self.page.evaluate("shifts")


class Site:
    """The built site in a browser.

    names  its pages: "" is home, "lessons/07-soft-lookup/" a lesson
    """

    def __init__(self, browser: Browser, folder: Path, address: str, root: str):
        self.browser, self.folder, self.address, self.root = browser, folder, address, root
        self.free: dict[str, list[Window]] = {}  # windows that nobody uses, by what cannot be changed in them
        files = [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*.html"))]
        self.names = [name.removesuffix("index.html") for name in files]

    @property
    def with_cards(self) -> list[str]:
        found = [name for name in self.names if 'class="worked-numbers"' in self.html(name)]
        assert len(found) >= 5
        return found

    def html(self, name: str) -> str:
        file = self.folder / name
        return (file / "index.html" if file.is_dir() else file).read_text("utf8")

    @contextmanager
    def window(self, *options: dict[str, Any], own: bool = False) -> Iterator[Window]:
        """A window as empty as a new reader's. It is handed on to the next test, since each costs a second to open.

        own  what the test does to it lasts, such as scripts of its own and refused requests: it is closed instead
        """
        chosen = {name: value for option in (DESK, LIGHT, *options) for name, value in option.items()}
        fixed = {name: value for name, value in chosen.items() if name not in ("viewport", *EMULATED)}
        free = self.free.setdefault(repr(sorted(fixed.items())), [])
        window = free.pop() if free and not own else self.opened(fixed)
        try:
            window.renew(self.address, chosen["viewport"], chosen)
            yield window
        finally:
            if own:
                window.context.close()
            else:
                free.append(window)

    def opened(self, options: dict[str, Any]) -> Window:
        context = self.browser.new_context(**options)
        return Window(context, self.address, self.root, options.get("java_script_enabled", True))


def search(page: Page, words: str) -> None:
    """Search for words by the keys, and wait for what is found."""
    page.keyboard.press("f")
    page.keyboard.type(words)
    page.locator(".md-search-result__item").first.wait_for()
