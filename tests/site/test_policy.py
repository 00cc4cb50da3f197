"""Each built page forbids what it does not need, and holds nothing that its own policy refuses."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from tests.site.project import ROOT, edit, run
from tests.site.small_site import PAGE
from theme.hooks import content_policy

META = re.compile(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def site_pages(project: Path) -> list[Path]:
    pages = sorted((project / "site").rglob("*.html"))
    sources = len([*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs/labs").glob("*.py")])
    assert len(pages) == sources + 1  # the one for an address that leads nowhere
    return pages


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


def test_build_names_the_page_and_the_element_that_browsers_would_refuse(small):
    planted = ['<p style="color: red">red</p>', '<b onclick="f()">press</b>', '<a href="JavaScript:f()">go</a>']
    edit(small / PAGE, "## The blend", "\n\n".join([*planted, "## The blend"]))
    build = run(small, "mkdocs", "build", "-q")
    assert build.returncode != 0 and "Traceback" not in build.stderr
    for element in planted:
        assert re.search(r"lessons/01-cards\.md, line \d+: " + re.escape(element.partition(">")[0]), build.stderr)


REFUSED = [
    '<p STYLE="a: b">',
    "<path style=fill:red />",
    "<body onload='f()'>",
    '<a href=" java\nscript:f()">',
    "<style>",
    '<base href="/">',
    '<form action="javascript:f()">',
    '<button formaction="javascript:f()">',
    '<iframe src="x">',
    '<a xlink:href="javascript:f()">',
]
LEFT = [
    "&lt;p style=&quot;a&quot;&gt;",
    "<p data-x=\"style='a'\">",
    '<p title="onclick=">',
    "<script>x = '<p style=\"a\">'</script>",
    '<a href="#javascript:">',
    "<!-- <p style='a'> -->",
    '<link rel="stylesheet" href="style.css">',
    "<th align=right>",
]


@pytest.mark.parametrize("html", REFUSED)
def test_what_browsers_refuse_is_found(html):
    assert content_policy.Page(f"<p>{html}</p>").refused == [f"line 1: {html}"]


@pytest.mark.parametrize("html", LEFT)
def test_what_only_looks_alike_is_left(html):
    assert content_policy.Page(f"<p>{html}</p>").refused == []


def test_data_and_files_are_no_inline_scripts():
    page = content_policy.Page(
        '<script type="application/json">{}</script><script src="a.js"></script><script type="module">a</script>'
    )
    assert page.scripts == ["a"]


def test_preview_may_reload_its_pages(monkeypatch):
    monkeypatch.setattr(content_policy, "preview", True)
    assert content_policy.with_policy("<head></head>", "page.md") == "<head></head>"


def test_page_without_a_head_stops_the_build():
    with pytest.raises(PluginError, match="page.md"):
        content_policy.with_policy("<p>text</p>", "page.md")
