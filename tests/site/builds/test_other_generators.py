"""The site, built by another generator of staged pages: it shows what the site of MkDocs shows, number by number."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.project import ADDRESS, ROOT, copy, run

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


def article(page: Path) -> LexborNode:
    """The text of a page, without what each generator adds to headings and tables, and takes out for its search."""
    text = LexborHTMLParser(page.read_text("utf8")).css_first("article")
    for element in text.css(".headerlink, #__skip"):
        element.decompose()
    for box in text.css(".md-typeset__table"):  # here it is in the page; there a script puts it around the table
        box.unwrap()
    for box in text.css(".md-typeset__scrollwrap"):
        box.unwrap()
    for element in text.css("[data-search-exclude]"):
        del element.attrs["data-search-exclude"]
    return text


def lines(text: LexborNode) -> list[str]:
    inside = text.html.partition(">")[2]  # the element itself is the template's
    return [line for line in inside.splitlines() if line.strip()]


def pages(site: Path) -> list[str]:
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("index.html"))


def test_each_page_shows_the_same_numbers_cards_ledger_and_parts(addressed, finished):
    site, count = addressed / "site", 0
    assert pages(finished) == pages(site) and len(pages(site)) > 10
    for page in pages(site):
        ours, other = article(site / page), article(finished / page)
        assert NUMBER.findall(other.text()) == NUMBER.findall(ours.text()), page
        assert lines(other) == lines(ours), page
        count += len(ours.css(".worked-card"))
    assert count > 400


def test_each_page_has_a_policy_a_picture_to_share_and_what_its_parts_need(addressed, finished):
    for page in [*pages(finished), "404.html"]:
        head = LexborHTMLParser((finished / page).read_text("utf8").partition("</head>")[0]).head
        policy = head.css_first(POLICY).attributes["content"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-") and "unsafe" not in policy
        assert "; style-src 'self' 'sha256-" in policy  # the look of Zensical's search, which its script writes
        inline = [script for script in head.css("script") if not script.attributes.get("src")]
        assert 0 < len(inline) <= policy.count("'sha256-")
        if page != "404.html":
            picture = head.css_first(PICTURE).attributes["content"].removeprefix(ADDRESS)
            assert (finished / picture).read_bytes() == (addressed / "site" / picture).read_bytes()
            sheets = [link.attributes["href"] for link in head.css('link[rel="stylesheet"]')]
            assert all((finished / page).parent.joinpath(sheet).resolve().is_file() for sheet in sheets), sheets


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
