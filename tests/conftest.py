"""What tests of the site and of the guides share: copies of the project to spoil, and its site, built once."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import build, copy, no_snippets, once

# Trees of pages are large and full of cycles: to look through all of them again and again took a third of some tests.
gc.set_threshold(20_000, 10, 50)


def pytest_collection_finish() -> None:
    """What is loaded and collected by now stays to the end: nobody has to look through it."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture
def drawn(built: Path, tmp_path: Path) -> Path:
    """A copy of the project whose figures are drawn already."""
    return copy(tmp_path / "project", built)


@pytest.fixture(scope="module")
def alone() -> Iterator[None]:
    """No snippet is imported yet."""
    with no_snippets():
        yield
