"""Under `mkdocs serve`, whatever is wrong stands on its page, the others go on, and mending it brings the page back."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

HOOK = """\
def on_page_content(html, *, page, config, files):
    return html
"""
BROKEN_HOOK = """\
from mkdocs.exceptions import PluginError

def on_page_content(html, *, page, config, files):
    if page.file.src_uri == "one.md":
        raise PluginError("hook: one.md: this cannot be shown")
    return html
"""
BROKEN_FOR_ALL = """\
def on_files(files, *, config):
    raise ValueError("no file is good enough")
"""
FILES = {
    "pyproject.toml": "[tool.worked]\n",
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\nhooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: theme}\n"
    "markdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n",
    "hook.py": HOOK,
    "theme/main.html": '{% extends "base.html" %}\n',
    "snippets/lunch.py": "# --8<-- [start:price]\nprice = 1.25\n# --8<-- [end:price]\n",
    "docs/index.md": "# Notes\n\nNo number here.\n",
    "docs/one.md": '---\nnumbers: snippets/lunch.py\n---\n# One\n\nA bun is [1.25](=price).\n\n```python\n--8<-- "snippets/lunch.py:price"\n```\n',
}


class Site:
    def __init__(self, root: Path):
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf8")

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        self.write(name, change((self.root / name).read_text("utf8")))

    def build(self, is_preview: bool = True) -> None:
        """Build the site, as the server does after an edit."""
        config = load_config(str(self.root / "mkdocs.yml"))
        config.plugins["worked"].is_serving = is_preview
        build(config)

    def banner(self, name: str) -> str:
        """What the banner of a page says; "" where there is none."""
        html = (self.root / "site" / name / "index.html").read_text("utf8")
        return html.partition('<div class="worked-banner"')[2].partition("</div>")[0]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # else a hook edited within a second is not read anew
    return Site(tmp_path)


# What is broken, how, and what the page says then; "every" where all pages say it.
FAULTS = {
    "a hook": ("hook.py", lambda _: BROKEN_HOOK, "hook: one.md: this cannot be shown", "one"),
    "a hook for the whole site": ("hook.py", lambda _: BROKEN_FOR_ALL, "ValueError: no file is good enough", "every"),
    "a section that is not there": (
        "docs/one.md",
        lambda text: text.replace(":price", ":prize"),
        "has no section",
        "one",
    ),
    "a file that is not there": ("docs/one.md", lambda text: text + '\n--8<-- "snippets/none.py"\n', "none.py", "one"),
    "a snippet that does not parse": ("snippets/lunch.py", lambda text: text + "price = (\n", "SyntaxError", "one"),
    "a template": ("theme/main.html", lambda text: text + "{% block %}\n", "theme/main.html:2", "every"),
    "a value in a template": (
        "theme/main.html",
        lambda text: text + "{% block styles %}{{ no.such.thing }}{% endblock %}",
        "UndefinedError",
        "every",
    ),
    "a number": ("docs/one.md", lambda text: text.replace("[1.25]", "[1.26]"), "computed   1.25", "one"),
}


@pytest.mark.parametrize(("file", "change", "said", "where"), FAULTS.values(), ids=FAULTS)
def test_fault_stands_on_its_page_until_it_is_mended(site, file, change, said, where):
    right = (site.root / file).read_text("utf8")
    site.edit(file, change)
    site.build()
    assert said in site.banner("one")
    assert (said in site.banner("")) == (where == "every")
    site.write(file, right)
    site.build()
    assert site.banner("one") == site.banner("") == ""


def test_build_stops_where_a_preview_goes_on(site):
    site.write("hook.py", BROKEN_HOOK)
    with pytest.raises(Abort):
        site.build(is_preview=False)


def test_words_of_an_error_are_text(site):
    site.write("hook.py", BROKEN_HOOK.replace("this cannot be shown", "<script>alert()</script>"))
    site.build()
    assert "&lt;script&gt;" in site.banner("one") and "<script>" not in site.banner("one")


STARTED = """\
from beside import word

command = "none"

def on_startup(*, command, dirty):
    globals()["command"] = command

def on_page_content(html, *, page, config, files):
    return f"{html}<p>{word} under {command}</p>"
"""


def test_edited_hook_and_what_it_imports_show_and_it_knows_that_a_server_runs(site):
    site.write("hook.py", STARTED)
    site.write("beside.py", 'word = "first"\n')
    site.build()
    site.write("beside.py", 'word = "second"\n')
    site.build()
    assert "second under serve" in (site.root / "site/one/index.html").read_text("utf8")


def test_banner_stands_above_the_text_where_the_theme_marks_it(site):
    site.write("hook.py", BROKEN_HOOK)
    site.write(
        "theme/main.html", "<html><body><nav></nav><article class='text'>{{ page.content }}</article></body></html>"
    )
    site.build()
    html = (site.root / "site/one/index.html").read_text("utf8")
    assert (
        html.index("</nav>") < html.index("<article") < html.index('<div class="worked-banner"') < html.index("A bun")
    )
