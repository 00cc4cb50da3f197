"""With REPO_URL, a page leads to its source and to a form for reports, and so does each card; without it, nothing does."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from tests import browser
from tests.project import ADDRESS, REPOSITORY, ROOT
from tests.served import serve
from tests.site.window import Site
from theme.hooks import repository

EDIT = re.compile(r'<a href="([^"]+)">Edit this page</a>')
REPORT = re.compile(r'<a href="([^"]+)"[^>]*>Report a mistake</a>')


def test_without_a_repository_nothing_speaks_of_one(built):
    for file in (built / "site").rglob("*"):
        if file.suffix in (".html", ".js"):
            text = file.read_text("utf8")
            assert not EDIT.search(text) and "Report a mistake" not in text and "data-lines" not in text, file


def test_each_page_leads_to_its_source_and_to_a_form(addressed):
    found = 0
    for file in (addressed / "site").rglob("index.html"):
        html = file.read_text("utf8")
        [edit], [report] = EDIT.findall(html), REPORT.findall(html)
        source = edit.removeprefix(f"{REPOSITORY}/edit/main/")
        assert (ROOT / source).is_file()
        assert Path(source).with_suffix("").name in (*file.parts, "index")
        address = urlsplit(unescape(report))
        assert address._replace(query="").geturl() == f"{REPOSITORY}/issues/new"
        assert parse_qs(address.query) == {"title": [f"Mistake in {source}"], "body": [source]}
        found += 1
    assert found >= 15
    assert "Report a mistake" not in (addressed / "site/404.html").read_text("utf8")


def test_card_reports_the_line_and_the_claim_of_its_number(addressed):
    folder = addressed / "site"
    with (
        serve(folder, "/a/folder/") as address,
        Site(browser.started(), folder, address, address).window(own=True) as window,
    ):
        page = window.open("lessons/07-soft-lookup/")
        reported = [report_of(page, number) for number in (1, 40)]
    text = (ROOT / "docs/lessons/07-soft-lookup.md").read_text("utf8").split("\n")
    for address, shown, known_by in reported:
        asked = parse_qs(urlsplit(address).query)
        place, said, there = asked["body"][0].split("\n")
        name, line = re.fullmatch(r"(docs/lessons/07-soft-lookup.md), line (\d+)", place).groups()
        assert asked["title"] == [f"Mistake in {name}, line {line}"]
        assert said.startswith(f"{shown} is {known_by} = ") and shown in text[int(line) - 1]
        assert there.endswith("/lessons/07-soft-lookup/")
    assert len({address for address, *_ in reported}) == 2 and ADDRESS not in reported[0][0]


def report_of(page, number: int) -> tuple[str, str, str]:
    card = page.locator(f"#w{number}")
    for _ in range(2):  # it gets one link, however often it is opened
        card.evaluate("card => card.showPopover()")
        [link] = card.locator("a", has_text="Report").all()
        found = link.get_attribute("href"), card.locator("b").inner_text(), card.locator(".worked-by").inner_text()
        card.evaluate("card => card.hidePopover()")
    return found


@pytest.mark.parametrize(
    "address", ["git.example.org/owner/name", "https://git.example.org", "javascript:alert(1)", 'https://h/"x']
)
def test_address_that_is_no_repository_stops_the_build(address):
    config = MkDocsConfig()
    config.extra = {"repository": address}
    with pytest.raises(PluginError, match="REPO_URL is no address of a repository"):
        repository.on_config(config)


def test_slash_at_the_end_of_an_address_is_dropped():
    config = MkDocsConfig()
    config.extra, config.extra_javascript = {"repository": "https://git.example.org/owner/name/"}, []
    assert repository.on_config(config).extra["repository"] == "https://git.example.org/owner/name"
