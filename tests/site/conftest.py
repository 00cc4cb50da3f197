"""What the tests of the site share: a site of two pages to spoil, and a browser on the whole one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.project import ADDRESS, REPOSITORY, build, copy, once
from tests.served import serve
from tests.site import small_site

if TYPE_CHECKING:
    from tests.site.window import Site  # a run of a few tests that open no browser loads none


@pytest.fixture(scope="session")
def addressed(shared: Path, built: Path) -> Path:
    """A copy of the project with its site for a sub-path of a host, and its sources on another; only to be read."""
    return once(shared / "addressed", lambda folder: build(copy(folder, built), SITE_URL=ADDRESS, REPO_URL=REPOSITORY))


@pytest.fixture(scope="session")
def small_once(shared: Path) -> Path:
    """A site of two pages in the project's theme, which was built; only to be read."""
    return once(shared / "small", lambda folder: build(small_site.write(folder)))


@pytest.fixture
def small(small_once: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    return shutil.copytree(small_once, tmp_path / "small", ignore=shutil.ignore_patterns("site"))


@contextmanager
def opened(built: Path, keeps: bool) -> "Iterator[Site]":
    """The built site, served from a folder of an address, and a browser that reaches nothing else."""
    from tests.site.window import Site  # here: most runs of a few tests open no browser

    try:
        chromium = browser.started()
    except browser.NoBrowser as error:
        pytest.fail(str(error), pytrace=False)
    folder = built / "site"
    with serve(folder, "/a/folder/", keeps=keeps) as address, serve(folder, keeps=keeps) as root:
        yield Site(chromium, folder, address, root)


@pytest.fixture(scope="session")
def site(built: Path) -> "Iterator[Site]":
    """The built site in a browser, which keeps what it has fetched."""
    with opened(built, keeps=True) as site:
        yield site


@pytest.fixture(scope="session")
def visits(shared: Path, built: Path) -> dict[str, dict[str, dict]]:
    """What each page is like to a new reader, by visit and page: the first worker that asks visits them for all."""
    from tests.site.browser import visits  # here: it opens a browser

    def write(folder: Path) -> None:
        with opened(built, keeps=False) as site:
            visits.write(site, folder)

    return visits.read(once(shared / "visits", write))
