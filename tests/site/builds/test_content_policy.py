"""Each built page forbids what it does not need, and holds nothing that its own policy refuses."""

import base64
import hashlib
import json
import re
from pathlib import Path
from types import SimpleNamespace

import material
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from selectolax.lexbor import LexborHTMLParser

from tests.project import ROOT, edit, run
from tests.site.small_site import PAGE
from theme.hooks import content_policy

META = re.compile(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def site_pages(project: Path) -> list[Path]:
    pages = sorted((project / "site").rglob("*.html"))
    sources = len([*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs/labs").glob("*.py")])
    assert len(pages) == sources + 1  # the one for an address that leads nowhere
    return pages


def tree_of(project: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((project / "site" / page).read_text("utf8"))


def directives(html: str) -> dict[str, list[str]]:
    parts = (part.split() for part in META.search(html)[1].split(";"))
    return {name: values for name, *values in parts}


def test_every_page_allows_itself_and_nothing_else(built):
    for page in site_pages(built):
        policy = directives(page.read_text("utf8"))
        hashes = [value for value in policy.pop("script-src") if value != "'self'"]
        assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", value) for value in hashes), page
        assert policy.pop("img-src") == ["'self'", "data:"]
        assert all(policy.pop(name) == ["'none'"] for name in ("default-src", "base-uri", "form-action"))
        assert sorted(policy) == ["connect-src", "font-src", "style-src", "worker-src"]
        assert all(values == ["'self'"] for values in policy.values()), page


def test_no_page_tells_the_browser_to_fetch_what_its_policy_refuses(built):
    """Firefox fetches the next page ahead; `default-src 'none'` refuses that, with an error in the console."""
    ahead = re.compile(r"""<link[^>]*\brel=["']?[^"'>]*\b(?:next|prefetch|prerender)\b""")
    htmls = {page: page.read_text("utf8") for page in site_pages(built)}
    assert [page.name for page, html in htmls.items() if ahead.search(html)] == []
    assert ahead.search('<link rel="next" href="../">')
    assert sum("md-footer__link--next" in html for html in htmls.values()) >= 5  # readers still go on


def test_hashes_are_those_of_the_inline_scripts_of_the_page(built):
    found = 0
    for page in site_pages(built):
        html = page.read_text("utf8")
        allowed = {value[8:-1] for value in directives(html)["script-src"] if "sha256" in value}
        inline = [
            s["text"] for s in SCRIPT.finditer(html) if "src=" not in s["attributes"] and "json" not in s["attributes"]
        ]
        assert {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline} == allowed
        found += len(inline)
    assert found >= 3 * len(site_pages(built))


def test_hash_is_the_one_of_the_standards_own_example():
    example = "alert('Hello, world.');"  # Content Security Policy Level 2, section 7.17.1
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in content_policy.policy([example])


def test_policy_comes_before_everything_and_leaves_the_encoding_where_browsers_look(built):
    for page in site_pages(built):
        html = page.read_bytes()
        assert META.search(html.decode()).start() < min(
            html.find(b"<link"), html.find(b"<script"), html.find(b"<title")
        )
        assert 0 < html.find(b'<meta charset="utf-8">') < 1000, page


def test_no_page_holds_a_style_a_handler_or_a_frame(built):
    tags = 0
    for page in site_pages(built):
        html = SCRIPT.sub("", page.read_text("utf8"))
        for tag in re.findall(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", html):
            bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)
            assert not re.search(r"\s(style|on\w+)\s*=|^<(style|base|iframe|object|embed)\b", bare, re.IGNORECASE), (
                page,
                tag,
            )
            assert "javascript:" not in tag.lower(), (page, tag)
            tags += 1
    assert tags > 5000


def test_nothing_in_a_page_makes_the_theme_ask_another_host(built):
    """Its script would load a drawing program, or a repository's stars, for a page that holds these."""
    for page in site_pages(built):
        html = page.read_text("utf8")
        assert not re.search(r'class="[^"]*\b(mermaid|giscus|md-source)\b', html), page
        assert 'data-md-component="source"' not in html and "consent" not in html


def test_preferences_are_guarded_before_the_theme_reads_them(built):
    for page in site_pages(built):
        html = page.read_text("utf8")
        places = [html.index(text) for text in ("__md_get=", "window.__md_get = ", '__md_get("__palette")')]
        assert places == sorted(places), page


PLANTED = {  # what is written into a page: the file, the line and the column that are named, and what is refused
    "There are <script>document.currentScript.replaceWith('abcdefg'.length)</script> things.": (11, "<script>"),
    '<p style="color: red">red</p>': (4, "style may not stand in <p>"),
    '<b onclick="f()">press</b>': (4, "onclick may not stand in <b>"),
    '<a href="JavaScript:f()">go</a>': (4, "this link leads to no page"),
    '<a href="https://evil.example/">many</a>': (4, "this link leads to no source of docs/references.toml"),
    '<img src="https://evil.example/x.png" alt="x">': (6, "a page fetches nothing from elsewhere"),
    "![x](https://github.com/x.png)": (6, "a page fetches nothing from elsewhere"),
    "<script>var target=document.getElementById(location.hash.slice(1))</script>": (1, "<script>"),
}


def test_build_says_where_what_no_page_may_hold_was_typed(small):
    line = edit(small / PAGE, "## The blend", "\n\n".join([*PLANTED, "## The blend"]))
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0 and "Traceback" not in build.stderr
    for place, (column, refused) in enumerate(PLANTED.values()):
        assert f"{PAGE}:{line + 2 * place}:{column}: {refused}" in build.stderr, build.stderr


def test_build_says_where_a_template_writes_what_no_page_may_hold(small):
    planted = {
        "theme/parts/pull/pull.html": '<time datetime="2026-01-01">today</time>',
        "theme/main.html": '{% block extrahead %}<script>f("a")</script>',
        PAGE: "## The blend { #__config }",
        "mkdocs.yml": "logo: assets/lamp.svg",
    }
    edit(small / "mkdocs.yml", "logo: assets/beam.svg", planted["mkdocs.yml"])
    edit(small / "theme/main.html", "{% block extrahead %}", planted["theme/main.html"])
    edit(small / PAGE, "## The blend { #blend }", planted[PAGE])
    part = small / "theme/parts/pull/pull.html"
    part.write_text(part.read_text("utf8") + planted["theme/parts/pull/pull.html"], "utf8")
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0 and "Traceback" not in build.stderr
    for file, text in planted.items():
        line = (small / file).read_text("utf8").partition(text)[0].count("\n") + 1
        assert build.stderr.count(f"{file}:{line}:") >= 1, build.stderr
    assert "there is no file assets/lamp.svg" in build.stderr
    assert build.stderr.count("theme/main.html:") == 1  # though it stands in each page


def test_build_says_where_an_id_stands_that_two_elements_have(small):
    line = edit(small / PAGE, "## The blend { #blend }", "## The blend { #blend }\n\n<b id='blend'>again</b>")
    build = run(small, "mkdocs", "build", "-q")
    said = f"{PAGE}:{line}:16: the built page holds what no page may hold: two elements have the id blend"
    assert build.returncode != 0 and said in build.stderr, build.stderr


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('title: "Lesson 01: Cards"', "title: A page</span><script>alert(1)</script><span>", f"{PAGE}:2:21: <script>"),
        ("description: Three", "description: '\"><script>alert(1)</script>' # ", f"{PAGE}:3:17: <script>"),
        ("figures:", "scripts: ['https://evil.example/x.js']\nfigures:", f"{PAGE}:5:10: scripts: is not for a page"),
        ("figures:", "template: redirect.html\nfigures:", f"{PAGE}:5:11: template: is not for a page"),
    ],
)
def test_front_matter_runs_nothing(small, old, new, place):
    edit(small / PAGE, old, new)
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0 and place in build.stderr, build.stderr


def test_title_with_markup_is_text_wherever_the_theme_shows_it(small):
    """In the navigation of every page, the head, the foot of the page before, and what is shared."""
    edit(small / PAGE, 'title: "Lesson 01: Cards"', "title: \"<b>Bold</b> & 'quoted' cards\"")
    edit(small / "mkdocs.yml", '"Lesson 01: Cards": lessons', "lessons")
    assert run(small, "mkdocs", "build", "--strict", "-q").returncode == 0
    for page in ("index.html", "lessons/01-cards/index.html", "404.html"):
        tree = tree_of(small, page)
        shown = [node.text(strip=True) for node in tree.css("title, .md-ellipsis, .md-nav__title, li > a")]
        assert any("<b>Bold</b> & 'quoted' cards" in words for words in shown)
        assert not tree.css("nav b, title b, header b, footer b")
    shared = tree_of(small, "lessons/01-cards/index.html").css_first('meta[property="og:title"]').attributes["content"]
    assert shared == "<b>Bold</b> & 'quoted' cards"
    index = json.loads((small / "site/search/search_index.json").read_text("utf8"))
    assert not any("<b>" in entry["title"] for entry in index["docs"])


def test_page_that_asks_for_parts_by_its_front_matter_gets_none(small):
    edit(small / PAGE, "figures:", "social_card: {path: x.png}\nsheet_of_parts: x.css\nfigures:")
    assert run(small, "mkdocs", "build", "--strict", "-q").returncode == 0
    html = (small / "site/lessons/01-cards/index.html").read_text("utf8")
    assert "x.png" not in html and "x.css" not in html


# ---- the finished page -----------------------------------------------------------------------


class Template:
    def __init__(self, html: str):
        self.html = html

    def render(self, known: dict) -> str:
        return self.html.replace("BASE", known["base_url"])


class Environment:
    """Gives a script for each template, as the theme does."""

    def get_template(self, name: str) -> Template:
        return Template(f"<script>{name}('BASE')</script>")


@pytest.fixture
def page(tmp_path):
    """Reads a finished page of a site, in a folder of the site's root."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.worked]\nother_links = ["https://ok.example/"]\n', "utf8")
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "Site", "site_url": "https://own.example/path/", "theme": {"name": "mkdocs"}})
    assert config.validate() == ([], [])
    config.extra_javascript = ["assets/every-page.js"]
    site = content_policy.Site(config, Environment(), [])
    return lambda html: content_policy.Page(f"<head></head>{html}", site, "a/page/", "../..")


KNOWN = "partials/javascripts/base.html('../..')"
REFUSED = [
    "<script>partials/javascripts/base.html('..')</script>",
    f"<script>{KNOWN};f()</script>",
    f"<script> {KNOWN}</script>",
    f"<script id=x>{KNOWN}</script>",
    f"<script type=module>{KNOWN}</script>",
    "<script>f()</script>",
    "<svg><script>f()</script></svg>",
    "<script src=x.js></script>",
    "<script src=/assets/every-page.js></script>",
    "<script src=https://evil.example/path/assets/every-page.js></script>",
    "<script src='../../assets/javascripts/bundle.1.min.js' integrity=x></script>",
    "<script type='application/json' src=../../assets/every-page.js></script>",
    "<p STYLE='a: b'>",
    "<body onload='f()'>",
    "<a href=' java\nscript:f()'>",
    "<a href='https://evil.example/'>",
    "<style>a { b: c }</style>",
    "<base href='/'>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=preload href=https://evil.example/x imagesrcset=y>",
    "<form action='javascript:f()'>",
    "<button formaction='javascript:f()'>",
    "<iframe src=x>",
    "<img src=https://own.example.evil/x.png>",
    "<article><pre class='a mermaid'><code>x</code></pre></article>",
    "<article><p id=__config>{}</p></article>",
    "<article><div data-part='../../x'></div></article>",
]
LEFT = [
    f"<script>{KNOWN}</script>",
    "<script id=__config type='application/json'>{}</script>",
    "<script src='../../assets/javascripts/bundle.1.min.js'></script>",
    "<script type=module src='../../parts/shared/start.js'></script>",
    "<script src='../../assets/every-page.js' defer></script>",
    "<script src='/path/assets/every-page.js'></script>",
    "<link rel=stylesheet href=style.css><link rel=canonical href='https://own.example/path/a/page/'>",
    "<meta property='og:image' content='https://own.example/path/x.png'>",
    "<a href='https://squidfunk.github.io/mkdocs-material/' target=_blank rel=noopener>theme</a>",
    "<form name=search><input id=__search autocomplete=off placeholder=x required></form>",
    "<article><input id=__tabbed_1_1 type=radio><div data-part=fade-one class=interactive></div></article>",
]


@pytest.mark.parametrize("html", REFUSED)
def test_what_is_not_the_themes_own_is_found(page, html):
    assert page(html).faults, html


@pytest.mark.parametrize("html", LEFT)
def test_what_is_the_themes_own_is_left(page, html):
    assert page(html).faults == []


def test_policy_allows_the_known_scripts_of_a_page_and_no_other(page):
    assert page(f"<script>f()</script><script>{KNOWN}</script>").scripts == [KNOWN]


def test_every_template_that_is_known_writes_one_script_or_two(built):
    """An empty one would be a name that stands for nothing."""
    theme = Path(material.__file__).parent / "templates"
    for name in content_policy.INLINE:
        file = next(folder / name for folder in (ROOT / "theme", theme) if (folder / name).exists())
        assert 1 <= file.read_text("utf8").count("<script>") <= 2
    for name in content_policy.FETCHED:
        assert len(list((built / "site").glob(name))) == 1


def test_preview_may_reload_its_pages(monkeypatch, page):
    site = page("").site
    monkeypatch.setattr(content_policy, "preview", True)
    monkeypatch.setattr(content_policy, "site", site)
    monkeypatch.setattr(content_policy, "found", [])
    asked = []
    kept = SimpleNamespace(
        found=lambda made_from, find: asked.append(made_from) or find(), get=lambda made_from, find: find()
    )
    site.config.plugins["worked"] = SimpleNamespace(kept=kept)
    for html, count in (("<head></head>", 0), ("<head></head><base>", 1), ("<head></head><base>", 1)):  # told once
        assert content_policy.finished(html, "page.md", "page/", "..") == html
        assert len(content_policy.found) == count
    site.addresses.settings.table["other_links"] = []
    content_policy.finished(html, "page.md", "page/", "..")
    assert len(set(asked)) == 3 and asked[1] == asked[2]  # what a page is kept by: itself, and what decides on it


def test_page_without_a_head_stops_the_build(page):
    with pytest.raises(PluginError, match="page.md"):
        content_policy.with_policy("<p>text</p>", page(""), "page.md")
