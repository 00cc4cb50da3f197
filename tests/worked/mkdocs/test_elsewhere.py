"""Hooks of MkDocs on a site that another generator built."""

import pytest
from markdown import markdown

HOOK = """
import logging
{only}
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel


def on_page_markdown(markdown, *, page, **_):
    return markdown + "\\n\\nSee [the rest](rest.md)."


def on_page_content(html, *, page, config, files):
    sheet = File.generated(config, "parts/one.css", content="p {{}}", inclusion=InclusionLevel.INCLUDED)
    if sheet.src_uri not in files.src_uris:
        files.append(sheet)
    if "{refused}" in html:
        raise PluginError("hook: no such word")
    return html.replace("bun", "<b>bun</b>")


def on_page_context(context, *, page, config, nav):
    context["words"] = page.title
    return context


def on_post_page(output, *, page, config):
    return output.replace("<body>", f'<body data-url="{{page.url}}" data-worked="{{"worked-card" in page.content}}">')


def on_post_build(*, config):
    from pathlib import Path

    Path(config.site_dir, "made.txt").write_text("made", "utf8")
"""
MAIN = '{% extends "base.html" %}{% block extrahead %}{{ super() }}<meta name="words" content="{{ words | e }}">{% endblock %}'
FILES = {
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\n',
    "mkdocs.yml": "site_name: Lunch\nplugins: [worked]\ntheme: {name: mkdocs, custom_dir: theme}\nhooks: [hook.py]\n"
    "nav: [{'One & all': sums.md}, rest.md]\n",
    "theme/main.html": MAIN,
    "docs/rest.md": "# Rest\n",
}


@pytest.fixture
def staged(project):
    """Stage a project with a hook, and build it: staged(hook) gives what staging said, and the site."""

    def staged(hook: str):
        for name, text in FILES.items():
            project.write(name, text)
        project.write("hook.py", hook)
        project.page("# Sums\n\nHalf a bun is [0.5](=half).\n", "docs/sums.md")
        run = project.run("stage", "out")
        for page in (project.root / "out/docs").glob("*.md"):
            text = page.read_text("utf8").rpartition("---\n")[2]
            project.write(f"site/{page.stem}.html", f"<html><head></head><body>{markdown(text)}</body></html>")
        return run

    return staged


def test_hooks_do_the_same_as_under_mkdocs(project, staged):
    run = staged(HOOK.format(only="", refused="no such word"))
    assert run.code == 0, run.out + run.err
    assert "See [the rest](rest.md)." in (project.root / "out/docs/sums.md").read_text("utf8")
    run = project.run("finish", "site")
    assert run.code == 0, run.out + run.err
    page = (project.root / "site/sums.html").read_text("utf8")
    assert "Half a <b>bun</b> is" in page and '<body data-url="sums.html" data-worked="True">' in page
    assert '<meta name="words" content="One &amp; all">' in page.partition("</head>")[0]
    assert (project.root / "site/parts/one.css").read_text("utf8") == "p {}"
    assert (project.root / "site/made.txt").exists()


def test_hook_for_mkdocs_alone_is_passed_over(project, staged):
    staged(HOOK.format(only="MKDOCS_ONLY = True", refused="no such word"))
    assert "See [the rest]" not in (project.root / "out/docs/sums.md").read_text("utf8")
    assert project.run("finish", "site").code == 0
    assert "<b>bun</b>" not in (project.root / "site/sums.html").read_text("utf8")
    assert not (project.root / "site/made.txt").exists()


def test_what_a_hook_refuses_is_told_and_the_site_left_as_it_is(project, staged):
    staged(HOOK.format(only="", refused="bun"))
    before = (project.root / "site/sums.html").read_text("utf8")
    run = project.run("finish", "site")
    assert run.code == 2 and "hook: no such word" in run.err
    assert (project.root / "site/sums.html").read_text("utf8") == before
