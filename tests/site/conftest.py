"""What the tests of the site share: projects to spoil, the site built once, and a browser on it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site import browser, small_site
from tests.site.project import ADDRESS, REPOSITORY, copy, no_snippets, once, run
from tests.site.served import serve

if TYPE_CHECKING:
    from tests.site.window import Site  # a run of a few tests that open no browser loads none


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, nothing of which was computed or drawn before."""
    return copy(tmp_path / "project")


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its workers see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own  # a run that a test starts is no worker


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """A copy of the project with its site; only to be read. A test that starts tests may have built it for them."""
    if ready := os.environ.get("BUILT"):
        return Path(ready)
    return once(shared / "built", lambda folder: build(copy(folder)))


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


def build(folder: Path, **variables: str) -> None:
    made = run(folder, "mkdocs", "build", "--strict", "-q", **variables)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def site(built: Path) -> "Iterator[Site]":
    """The built site, served from a folder of an address, and a browser that reaches nothing else."""
    from tests.site.window import Site  # here: most runs of a few tests open no browser

    try:
        chromium = browser.started()
    except browser.NoBrowser as error:
        pytest.fail(str(error), pytrace=False)
    with serve(built / "site", "/a/folder/") as address, serve(built / "site") as root:
        yield Site(chromium, built / "site", address, root)


@pytest.fixture(scope="session")
def visits(shared: Path, request: pytest.FixtureRequest) -> dict[str, dict[str, dict]]:
    """What each page is like, by visit and page: the first worker that asks visits them for all."""
    from tests.site import visits  # here: it opens a browser

    return visits.read(once(shared / "visits", lambda folder: visits.write(request.getfixturevalue("site"), folder)))


@pytest.fixture
def drawn(built: Path, tmp_path: Path) -> Path:
    """A copy of the project whose figures are drawn already."""
    return copy(tmp_path / "project", built)


@pytest.fixture(scope="module")
def alone() -> Iterator[None]:
    """No snippet is imported yet."""
    with no_snippets():
        yield
