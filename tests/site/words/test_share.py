"""What a page says of itself to those who share, search and mistype it."""

import importlib
import json
import re
import struct
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import numpy as np
import pytest
from matplotlib.image import imread
from mkdocs.exceptions import PluginError

from tests.project import ADDRESS, COMMITTED, REPOSITORY, ROOT, copy, edit, run
from tests.site import small_site
from tests.site.small_site import FIGURES, HOME, PAGE
from theme.hooks import card_drawing

LESSONS = sorted(f"lessons/{page.stem}" for page in ROOT.glob("docs/lessons/*.md"))
LESSON = "lessons/07-soft-lookup"


class Head(HTMLParser):
    """Collects what stands in a page's head, and every address of the page."""

    def __init__(self, page: Path):
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.title, self.place = "", ""
        self.feed(page.read_text("utf8"))

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.place = tag
        if tag == "meta":
            self.meta[given.get("property") or given.get("name", "")] = given.get("content", "")
        if tag == "link":
            self.links[given["rel"]] = given["href"]
        self.addresses += [
            given[name] for name in ("href", "src") if given.get(name) and given.get("rel") != "canonical"
        ]
        self.ids |= {given["id"]} if "id" in given else set()

    def handle_data(self, data):
        self.title += data if self.place == "title" else ""
        self.place = ""


def heads(project: Path) -> dict[str, Head]:
    """The pages of the navigation, by their addresses below the site's."""
    site = project / "site"
    return {
        page.parent.relative_to(site).as_posix().removeprefix("."): Head(page)
        for page in sorted(site.rglob("index.html"))
    }


# ---- titles, descriptions, addresses


def test_each_page_has_a_title_and_a_description_of_its_own(built):
    found = heads(built)
    assert len(found) >= 10
    titles = [head.title for head in found.values()]
    descriptions = [head.meta["description"] for head in found.values()]
    twice = [words for words in [*titles, *descriptions] if (titles + descriptions).count(words) > 1]
    assert twice == [], "each page has a title and a description of its own, in its front matter"
    long = {name: head.meta["description"] for name, head in found.items()}
    long = {name: words for name, words in long.items() if not 20 <= len(words) <= 160}
    assert long == {}, "a description has 20 to 160 characters"
    for head in found.values():
        assert head.title.startswith(head.meta["og:title"])
        assert head.meta["og:description"] == head.meta["description"]


def test_addresses_come_from_the_environment(addressed):
    for name, head in heads(addressed).items():
        address = f"{ADDRESS}{name}/" if name else ADDRESS
        assert head.links["canonical"] == head.meta["og:url"] == address


def test_without_an_address_no_page_makes_one_up(built):
    for head in heads(built).values():
        assert not {"og:url", "og:image"} & set(head.meta) and "canonical" not in head.links
    assert not (built / "site/assets/cards").exists()


def test_pages_hold_for_any_folder_of_any_host(built):
    """Each address of each page leads from the page to a file of the site, and to a place in it."""
    site, known, checked = built / "site", {}, 0
    for page in sorted(site.rglob("index.html")):
        for address in set(Head(page).addresses):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            assert not parts.path.startswith("/"), (page, address)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file() and site in target.parents, (page, address)
            if parts.fragment and target.suffix == ".html":
                if target not in known:
                    known[target] = Head(target).ids
                assert unquote(parts.fragment) in known[target] or parts.fragment.startswith("__"), (page, address)
            checked += 1
    assert checked > 500


def test_sitemap_lists_every_page_with_the_day_of_the_commit(addressed):
    text = (addressed / "site/sitemap.xml").read_text("utf8")
    found = dict(re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text))
    assert set(found) == {head.links["canonical"] for head in heads(addressed).values()}
    assert set(found.values()) == {datetime.fromtimestamp(COMMITTED, UTC).strftime("%Y-%m-%d")}


# ---- the page for an address that leads nowhere


@pytest.mark.parametrize("project", ["built", "addressed"])
def test_missing_page_leads_on_from_any_depth(project, request):
    folder = request.getfixturevalue(project)
    root = "/" if project == "built" else urlsplit(ADDRESS).path
    page = folder / "site/404.html"
    head, html = Head(page), page.read_text("utf8")
    led = set()
    for address in (
        address for address in head.addresses if not urlsplit(address).scheme and not address.startswith("#")
    ):
        path = urlsplit(urljoin("https://host.example/no/such/page/", address)).path
        assert address.startswith(root) and path.startswith(root), address
        target = folder / "site" / path.removeprefix(root)
        led.add((target / "index.html" if target.is_dir() else target).relative_to(folder / "site").as_posix())
        assert (folder / "site" / sorted(led)[-1]).is_file() and target.exists(), address
    article = html.partition("<article")[2].partition("</article>")[0]
    assert all(f'href="{root}{name}/"' in article for name in LESSONS) and "index.html" in led
    template = (ROOT / "theme/404.html").read_text("utf8")
    assert template.count("<strong>") == article.count("<strong>") == 1 and 'class="md-search__input"' in html
    assert f'"base": "{root}' in html and f'"search": "{root}assets' in html
    assert head.title.startswith(re.search(r"<title>(.+?)\{\{", template)[1])


# ---- the picture


def pictures(project: Path) -> dict[str, Path]:
    found = {name: head.meta["og:image"] for name, head in heads(project).items()}
    assert all(address.startswith(ADDRESS) for address in found.values())
    return {name: project / "site" / address.removeprefix(ADDRESS) for name, address in found.items()}


def test_each_page_has_a_picture_of_the_size_that_networks_ask_for(addressed):
    found = pictures(addressed)
    assert len(set(found.values())) == len(found) >= 10
    for name, file in found.items():
        data = file.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">2I", data[16:24]) == (1200, 630), name
        assert len(data) < 300_000, "some networks take no more"


def test_picture_of_a_lesson_shows_a_figure_of_that_lesson(addressed):
    alts = {}
    for name in LESSONS:
        page = addressed / "site" / name / "index.html"
        figures = list(map(unescape, re.findall(r'<svg[^>]*aria-label="([^"]*)"', page.read_text("utf8"))))
        if figures:
            alts[name] = Head(page).meta["og:image:alt"]
            assert alts[name] in figures, f"docs/{name}.md: name one of its figures in its front matter: card: NAME()"
    assert len(set(alts.values())) >= 3  # two lessons may have figures that read alike


def test_figure_stands_in_the_picture_pixel_by_pixel(addressed, alone):
    from snippets.figures.soft_lookup import spotlight

    card = imread(pictures(addressed)[LESSON])
    room = card_drawing.WIDTH - card_drawing.STAGE - 2 * card_drawing.GAP, card_drawing.HEIGHT - 2 * card_drawing.GAP
    figure = card_drawing.pixels(spotlight().figure, *room)
    rows, columns = figure.shape[:2]
    places = [
        (top, left)
        for top in range(630 - rows + 1)
        for left in (1200 - columns - card_drawing.GAP, 440 + (760 - columns) // 2)
    ]
    found = [
        place
        for place in places
        if np.array_equal(card[place[0] : place[0] + rows, place[1] : place[1] + columns], figure)
    ]
    assert found and rows > 400 and np.unique(figure.reshape(-1, 4), axis=0).shape[0] > 100


def addressed_build(project: Path):
    build = run(
        project, "mkdocs", "build", "--strict", "-q", SITE_URL=ADDRESS, REPO_URL=REPOSITORY, PYTHONPROFILEIMPORTTIME="1"
    )
    assert build.returncode == 0, build.stderr
    return build.stderr


@pytest.fixture(scope="module")
def small_addressed(tmp_path_factory) -> Path:
    """A small site for a host, one of whose pages has a figure, which is in its picture; only to be read."""
    project = small_site.write(tmp_path_factory.mktemp("share") / "small")
    (project / FIGURES).write_text(FIGURE, "utf8")
    edit(project / PAGE, "figures:", "card: light()\nfigures:")
    edit(project / HOME, "numbers:", f"card: light()\nfigures: {FIGURES}\nnumbers:")
    edit(project / HOME, "For everybody.", "![The light on the cards.](=light())")
    addressed_build(project)
    return project


FIGURE = """\
from matplotlib.figure import Figure

from worked import Picture


def light() -> Picture:
    figure = Figure(figsize=(4, 2))
    figure.subplots().barh(["road", "animal"], [0.05, 0.72], color="#8f6400")
    return Picture(figure, "Two bars of light.")
"""


def test_pictures_are_drawn_again_only_where_something_changed(small_addressed, tmp_path):
    project = copy(tmp_path / "project", small_addressed)
    assert "matplotlib" not in addressed_build(project), "an unchanged build draws"
    before = {name: file.read_bytes() for name, file in pictures(project).items()}
    assert before == {name: file.read_bytes() for name, file in pictures(small_addressed).items()}
    edit(project / "docs/glossary.md", "title: Glossary", "title: Words of the course")
    assert "matplotlib" in addressed_build(project)
    after = {name: file.read_bytes() for name, file in pictures(project).items()}
    assert [name for name in before if before[name] != after[name]] == ["glossary"]


def test_colours_of_the_pictures_are_those_of_the_site(addressed):
    sheet = (addressed / "theme/assets/site.css").read_text("utf8")
    stage = re.search(r"--stage: #(\w{6})", sheet)[1]
    corner = np.round(255 * imread(pictures(addressed)[LESSON])[-1, 0, :3]).astype(int)
    assert "".join(f"{part:02x}" for part in corner) == stage


def test_card_that_draws_nothing_stops_the_build(small_addressed, tmp_path):
    project = copy(tmp_path / "project", small_addressed)  # whose other cards are drawn
    (project / FIGURES).write_text(FIGURE.replace("Picture(figure, ", "str("), "utf8")
    build = run(project, "mkdocs", "build", "-q", SITE_URL=ADDRESS, REPO_URL=REPOSITORY)
    assert build.returncode != 0 and "Traceback" not in build.stderr
    assert "light() of snippets/figures/cards.py draws no figure" in build.stderr


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ({"card": "lights()", "figures": FIGURES}, "lights() is no figure of this page\n  write  card: light()"),
        ({"card": "light()"}, "a card is drawn by a module of figures, and the page names none\n  write  figures: "),
    ],
)
def test_card_that_is_no_figure_of_its_page_is_refused_at_its_line(tmp_path, monkeypatch, meta, told):
    """With an address of the site and without one: else nobody would hear of it before there is one."""
    monkeypatch.syspath_prepend(ROOT / "theme/hooks")
    hook = importlib.import_module("social_cards")
    text = f"---\ntitle: A page\ncard: {meta['card']}\n---\n![Bars](=light())\n"
    (tmp_path / "page.md").write_text(text, "utf8")
    file = SimpleNamespace(src_uri="page.md", abs_src_path=str(tmp_path / "page.md"), content_string=text)
    config = SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml"))
    page = SimpleNamespace(file=file, meta=meta)
    with pytest.raises(PluginError, match=re.escape(f"page.md:3:1: {told}")):
        hook.on_page_content("", page=page, config=config, files=[])
    page.meta = {"card": "light()", "figures": FIGURES}
    assert hook.on_page_content("<p></p>", page=page, config=config, files=[]) == "<p></p>"


# ---- search


def sections(project: Path) -> list[tuple[str, list[str]]]:
    """The sections of the search index, each with its words, cut as the theme's search cuts them."""
    index = json.loads((project / "site/search/search_index.json").read_text("utf8"))
    separator = index["config"]["separator"]
    texts = [
        (entry["location"], re.sub(r"<[^>]*>", " ", f"{entry['title']} {entry['text']}")) for entry in index["docs"]
    ]
    return [
        (place, [re.sub(r"^\W+|\W+$", "", word) for word in re.split(separator, unescape(text).lower())])
        for place, text in texts
    ]


@pytest.mark.parametrize(
    ("word", "section"),
    [
        ("pronoun", f"{LESSON}/#pronoun"),
        ("temperature", f"{LESSON}/#dial"),
        ("temperature", "glossary/#temperature"),
        ("3.09", f"{LESSON}/#mini-lookup"),
    ],
)
def test_search_finds_the_section(built, word, section):
    assert section in [place for place, words in sections(built) if word in words]


def test_search_keeps_every_decimal_whole(built):
    index = json.loads((built / "site/search/search_index.json").read_text("utf8"))
    found = 0
    for entry, (_, words) in zip(index["docs"], sections(built), strict=True):
        decimals = re.findall(r"(?<![\w.,])\d+\.\d+(?![\w.,])", re.sub(r"<[^>]*>", " ", entry["text"]))
        assert [decimal for decimal in decimals if decimal not in words] == [], entry["location"]
        found += len(decimals)
    assert found > 300
