"""The site, built by another generator of staged pages: it shows what the site of MkDocs shows, number by number."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.site.project import ADDRESS, ROOT, copy, run

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
POLICY, PICTURE = '[http-equiv="Content-Security-Policy"]', '[property="og:image"]'


@pytest.fixture(scope="module")
def staged(addressed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, whose pages are staged."""
    root = copy(tmp_path_factory.mktemp("other") / "project", addressed)
    stage = run(root, "worked", "stage", "out", SITE_URL=ADDRESS)
    assert stage.returncode == 0, stage.stdout + stage.stderr
    return root


@pytest.fixture(scope="module")
def finished(staged: Path) -> Path:
    """The site that Zensical builds of them, finished."""
    if find_spec("zensical") is None:
        pytest.skip("Zensical is not installed, so nobody tried the generator after MkDocs: `make .venv/.installed`")
    build = run(staged / "out", "zensical", "build", "--strict", SITE_URL=ADDRESS)
    assert build.returncode == 0 and "No issues found" in build.stdout + build.stderr, build.stdout + build.stderr
    finish = run(staged, "worked", "finish", "out/site", SITE_URL=ADDRESS)
    assert finish.returncode == 0, finish.stdout + finish.stderr
    return staged / "out/site"


def article(page: Path) -> Tag:
    """The text of a page, without what each generator adds to headings and takes out for its search."""
    text = BeautifulSoup(page.read_text("utf8"), "html.parser").article
    for element in text.select(".headerlink, #__skip"):
        element.extract()
    for element in text.select("[data-search-exclude]"):
        del element["data-search-exclude"]
    return text


def lines(text: Tag) -> list[str]:
    return [line for line in str(text).splitlines() if line.strip()]


def pages(site: Path) -> list[str]:
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("index.html"))


def test_each_page_shows_the_same_numbers_cards_ledger_and_parts(addressed, finished):
    site, count = addressed / "site", 0
    assert pages(finished) == pages(site) and len(pages(site)) > 10
    for page in pages(site):
        ours, other = article(site / page), article(finished / page)
        assert NUMBER.findall(other.get_text()) == NUMBER.findall(ours.get_text()), page
        assert lines(other) == lines(ours), page
        count += len(ours.select(".worked-card"))
    assert count > 500


def test_each_page_has_a_policy_a_picture_to_share_and_what_its_parts_need(addressed, finished):
    for page in [*pages(finished), "404.html"]:
        head = BeautifulSoup((finished / page).read_text("utf8"), "html.parser").head
        policy = head.select_one(POLICY)["content"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-") and "unsafe" not in policy
        scripts = [script for script in head.select("script") if not script.get("src")]
        assert len(scripts) <= policy.count("'sha256-")
        if page != "404.html":
            picture = head.select_one(PICTURE)["content"].removeprefix(ADDRESS)
            assert (finished / picture).read_bytes() == (addressed / "site" / picture).read_bytes()
            for link in head.select('link[rel="stylesheet"]'):
                assert (finished / page).parent.joinpath(link["href"]).resolve().is_file(), link


def test_notebooks_are_there(addressed, finished):
    made = sorted(file.relative_to(finished) for file in finished.rglob("*.ipynb"))
    assert made and all((finished / one).read_bytes() == (addressed / "site" / one).read_bytes() for one in made)


def test_zensical_builds_no_page_of_this_project_that_nobody_staged(tmp_path):
    """It knows neither the plugin nor the hooks, and says nothing of it: each claim would be a dead link."""
    if find_spec("zensical") is None:
        pytest.skip("Zensical is not installed, so nobody tried it on pages that were not staged")
    root = copy(tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf8")
    (root / "mkdocs.yml").write_text(
        settings.replace("!relative $config_dir", "."), "utf8"
    )  # which it may know one day
    build = run(root, "zensical", "build")
    assert build.returncode != 0 and "unknown function: seen_by_worked" in build.stdout + build.stderr
    assert not list((root / "site").rglob("*.html"))
    assert "](=" in (ROOT / "docs/lessons/07-soft-lookup.md").read_text("utf8")
