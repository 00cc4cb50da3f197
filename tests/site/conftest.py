"""What the tests of the site share: projects to spoil, and the site built once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.project import ADDRESS, copy, no_snippets, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, nothing of which was computed or drawn before."""
    return copy(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site; only to be read."""
    folder = copy(tmp_path_factory.mktemp("built") / "project")
    build = run(folder, "mkdocs", "build", "--strict", "-q")
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="session")
def addressed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site for a sub-path of a host; only to be read."""
    folder = copy(tmp_path_factory.mktemp("addressed") / "project", built)
    build = run(folder, "mkdocs", "build", "--strict", "-q", SITE_URL=ADDRESS)
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture
def drawn(built: Path, tmp_path: Path) -> Path:
    """A copy of the project whose figures are drawn already."""
    return copy(tmp_path / "project", built)


@pytest.fixture(scope="module")
def alone() -> Iterator[None]:
    """No snippet is imported yet."""
    with no_snippets():
        yield
