"""A wrong number stops the build of the site; the live preview shows it on its page and goes on."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.project import ENVIRONMENT, edit, run
from tests.site.small_site import FIGURES, HOME, PAGE, SNIPPET

PATIENCE = 600  # seconds until what never comes is given up, however busy the machine is
WRONG = [  # page, text, the same with another number, and where in the text the number starts
    (HOME, "reads [200](=speed)", "reads [201](=speed)", "201"),
    (PAGE, "*Road* gets\n[0.05](=weights[road])", "*Road* gets\n[0.06](=weights[road])", "0.06"),
    (PAGE, "= 2.88 + 0.28", "= 2.89 + 0.28", ""),
]


@pytest.fixture
def wrong(small: Path) -> tuple[Path, list[str]]:
    """A project with three wrong numbers on two pages, and their places."""
    places = []
    for page, old, new, number in WRONG:
        edit(small / page, old, new)
        text = (small / page).read_text("utf8")
        start = text.index(new) + new.index(number)
        line = text.count("\n", 0, start) + 1
        places.append(f"{page}:{line}:{start - text.rfind(chr(10), 0, start)}" if number else f"{page}:{line}:")
    return small, places


@pytest.mark.parametrize("options", [[], ["--strict", "-q"]], ids=["plain", "strict and quiet"])
def test_build_fails_and_names_every_wrong_number(wrong, options):
    project, places = wrong
    build = run(project, "mkdocs", "build", *options)
    assert build.returncode != 0
    assert [place for place in places if place not in build.stderr] == []
    named = re.findall(r"^docs/[\w/-]+\.md:\d+:\d+: ", build.stderr, re.MULTILINE)
    assert len(named) >= len(WRONG)
    assert re.search(rf"\b{len(named)} failures\b", build.stderr)


def test_build_and_check_name_the_same_places(wrong):
    project, _ = wrong
    place = re.compile(r"^docs/[\w/-]+\.md:\d+:\d+: .*", re.MULTILINE)
    built, checked = run(project, "mkdocs", "build", "-q").stderr, run(project, "worked", "check").stdout
    assert sorted(place.findall(built)) == sorted(place.findall(checked))
    assert place.findall(built)


SETTINGS = {"nav": ("- Home: index.md", "- Home of 41: index.md"), "site name": ("site_name: ", "site_name: 41 of ")}


@pytest.mark.parametrize("setting", SETTINGS)
def test_number_in_the_settings_of_the_site_stops_the_build(small, setting):
    line = edit(small / "mkdocs.yml", *SETTINGS[setting])
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0
    assert f"mkdocs.yml:{line}:" in build.stderr


# ---- the live preview


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def preview(small: Path) -> Iterator[Callable[[str, str], str]]:
    """Waits until a page of the live preview shows a text, or no longer does."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    log = small / "serve.log"
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=small, env=ENVIRONMENT, stdout=output, stderr=output) as server,
    ):

        def page(name: str) -> str:
            try:
                with urlopen(f"http://{address}/{name}", timeout=PATIENCE) as answer:
                    return answer.read().decode()
            except (URLError, ConnectionError):
                return ""

        def wait(name: str, is_there: Callable[[str], bool]) -> str:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and server.poll() is None:
                if (html := page(name)) and is_there(html):
                    return html
                time.sleep(0.1)
            raise AssertionError(f"the preview never showed it:\n{log.read_text('utf8')[-2000:]}")

        yield wait
        server.send_signal(signal.SIGINT)  # as a writer stops it: its own processes end, too


def has_banner(html: str) -> bool:
    return 'class="worked-banner"' in html


def test_preview_shows_a_wrong_number_on_its_page_and_goes_on(preview, small):
    page, snippet, address = small / PAGE, small / SNIPPET, "lessons/01-cards/"
    preview(address, lambda html: not has_banner(html))
    edit(page, "[17.82](=slow)", "[17.83](=slow)")
    html = preview(address, has_banner)
    assert re.search(rf"{PAGE}:\d+:\d+", html.replace("&#58;", ":"))
    edit(page, "[17.83](=slow)", "[17.82](=slow) (again)")
    preview(address, lambda html: not has_banner(html) and "(again)" in html)
    edit(snippet, "slow = 17.82", "slow = 17.84")
    html = preview(address, has_banner)
    assert "17.84" in html
    edit(page, "[17.82](=slow)", "[17.84](=slow)")
    preview(address, lambda html: not has_banner(html) and "17.84" in html)


# ---- other hosts


class Resources(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    LOADED = {
        "link": ["href"],
        "script": ["src"],
        "img": ["src", "srcset"],
        "source": ["src", "srcset"],
        "iframe": ["src"],
        "audio": ["src"],
        "video": ["src", "poster"],
        "embed": ["src"],
        "object": ["data"],
        "image": ["href"],
        "use": ["href"],
    }
    NOT_LOADED = {"canonical", "next", "prev", "alternate"}

    def __init__(self):
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if given.get("rel") not in self.NOT_LOADED:
            self.addresses += [given[name] for name in self.LOADED.get(tag, []) if given.get(name)]


def test_pages_load_nothing_from_another_host(built):
    html_files, css_files = sorted(built.glob("site/**/*.html")), sorted(built.glob("site/**/*.css"))
    addresses = []
    for file in html_files:
        resources = Resources()
        resources.feed(file.read_text("utf8"))
        addresses += resources.addresses
    addresses += [
        a for css in css_files for a in re.findall(r"(?:url\(|@import\s)[\"']?([^\"')]+)", css.read_text("utf8"))
    ]
    assert [address for address in addresses if re.match(r"(?:\w+:)?//", address)] == []
    assert len(html_files) >= 3 and len(addresses) > 10 * len(html_files)


@pytest.mark.parametrize("broken", [SNIPPET, FIGURES])
def test_snippet_that_does_not_run_stops_the_build_at_its_line(small, broken):
    file = small / broken
    file.write_text(file.read_text("utf8") + "\n1 / 0\n", "utf8")
    build = run(small, "mkdocs", "build", "-q")
    line = file.read_text("utf8").count("\n")
    assert build.returncode != 0 and f"{broken}:{line}:" in build.stderr
    assert "ZeroDivisionError" in build.stderr and "Traceback" not in build.stderr
