"""Under `mkdocs serve`, whatever is wrong stands on its page, the others go on, and mending it brings the page back."""

import logging
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from worked.mkdocs import plugin
from worked.mkdocs.kept import Kept
from worked.mkdocs.preview import Preview
from worked.settings import SettingsError

HOOK = """\
def on_page_content(html, *, page, config, files):
    return html
"""
BUSY_SERVER = """\
import logging

def on_page_content(html, *, page, config, files):
    logging.getLogger("mkdocs.livereload").warning('"GET /two/ HTTP/1.1" code 302')
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
    "pyproject.toml": '[tool.worked]\naccounted = ["docs/*.md"]\nfiles = ["theme/*.css"]\n',
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\nhooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: theme}\n"
    "validation: {links: {anchors: warn, unrecognized_links: warn}}\n"
    "markdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n",
    "hook.py": HOOK,
    "theme/style.css": "a { color: red }\n",
    "theme/main.html": '{% extends "base.html" %}{% block libs %}{% if config.theme.icon %}'
    '{% include ".icons/" ~ config.theme.icon ~ ".svg" %}{% endif %}{{ super() }}{% endblock %}\n',
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
        worked = config.plugins["worked"]  # MkDocs keeps one for all that a process builds
        worked.is_serving = is_preview
        try:
            build(config)
        finally:
            worked.is_serving, worked.preview = False, None

    def banner(self, name: str) -> str:
        """What the banner of a page says; "" where there is none."""
        html = (self.root / "site" / name / "index.html").read_text("utf8")
        return unescape(html.partition('<div class="worked-banner"')[2].partition("</div>")[0])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # else a hook edited within a second is not read anew
    return Site(tmp_path)


# What is broken, how, and what the page says then; "every" where all pages say it, "site" where that for a wrong address
# says it too.
FAULTS = {
    "a hook": ("hook.py", lambda _: BROKEN_HOOK, "hook: one.md: this cannot be shown", "one"),
    "a hook for the whole site": ("hook.py", lambda _: BROKEN_FOR_ALL, "ValueError: no file is good enough", "site"),
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
    "an icon": (
        "mkdocs.yml",
        lambda text: text.replace("custom_dir: theme}", "custom_dir: theme,\n  icon: lamps/none}"),
        "mkdocs.yml:5:1: the theme has no icon lamps/none",
        "every",
    ),
    "a front matter": (
        "docs/one.md",
        lambda text: text.replace("numbers:", "numbers: ["),
        "front matter is not YAML",
        "one",
    ),
    "a link that leads nowhere": (
        "docs/one.md",
        lambda text: text + "\nSee [two](two.md).\n",
        "docs/one.md:12:11: link 'two.md', but the target is not found",
        "one",
    ),
    "a link that leads nowhere, behind one that begins as it does": (
        "docs/one.md",
        lambda text: text + "\nSee [two](two.md#two) and\n[two](two.md).\n",
        "docs/one.md:13:7: link 'two.md', but the target is not found",
        "one",
    ),
    "an anchor that is not there": (
        "docs/one.md",
        lambda text: text + "\nSee [two](#two).\n",
        "docs/one.md:12:11: link '#two', but there is no such anchor",
        "one",
    ),
    "a warning of a hook": (
        "hook.py",
        lambda text: (
            f"import logging\n\ndef on_env(*_, **__):\n    logging.getLogger('mkdocs.hook').warning('docs/one.md:3:1: odd')\n\n{text}"
        ),
        "docs/one.md:3:1: odd",
        "one",
    ),
    "a hook that raises by mistake": (
        "hook.py",
        lambda text: text.replace("return html", "return html + 1"),
        "hook.py:2: TypeError",
        "every",
    ),
    "a style sheet": (
        "theme/style.css",
        lambda text: 'a::after { content: "17 cats" }\n',
        "theme/style.css:1:21",
        "site",
    ),
    "a number": ("docs/one.md", lambda text: text.replace("[1.25]", "[1.26]"), "computed   1.25", "one"),
}


@pytest.mark.parametrize(("file", "change", "said", "where"), FAULTS.values(), ids=FAULTS)
def test_fault_stands_on_its_page_until_it_is_mended(site, file, change, said, where):
    right = (site.root / file).read_text("utf8")
    site.edit(file, change)
    site.build()
    assert said in site.banner("one")
    wrong_address = unescape((site.root / "site/404.html").read_text("utf8"))
    assert (said in site.banner("")) == (where in ("every", "site"))
    assert (said in wrong_address) == (where == "site")
    site.write(file, right)
    site.build()
    assert site.banner("one") == site.banner("") == ""


def test_cause_is_told_without_what_follows_from_it(site, monkeypatch):
    def known_verdict(*_):
        raise SettingsError("docs/references.toml:1:2: this is no TOML")

    monkeypatch.setattr(plugin, "known_verdict", known_verdict)
    site.build()
    assert "references.toml:1:2" in site.banner("one") and site.banner("one").count("docs/") == 1


def test_one_fault_stands_once_in_a_banner_and_on_each_page_that_rests_on_it(site):
    site.write(
        "snippets/soft.py",
        "from pathlib import Path\nfrom worked import Page, read_source\n\n\ndef lines():\n    page = Path(__file__).parents[1] / 'docs/one.md'\n    return len(Page(read_source(page, 'one.md')).text)\n",
    )
    site.write("docs/index.md", "---\nnumbers: snippets/soft.py\n---\n# Notes\n\nIt has [200](=lines()) letters.\n")
    site.edit("docs/one.md", lambda text: text.replace("numbers:", "title: [a\nnumbers:"))
    site.build()
    for name in ("", "one"):
        assert site.banner(name).count("docs/one.md:2:1: the front matter is not YAML") == 1, name
        assert "docs/" not in site.banner(name).replace("docs/one.md:2:1", "").replace("of docs/index.md", "")


def test_link_to_a_place_of_a_page_that_cannot_be_shown_follows_from_what_that_page_says(site):
    site.edit("docs/index.md", lambda text: text + "\nSee [one](one.md#one).\n")
    site.build()
    assert site.banner("") == ""
    site.edit("docs/one.md", lambda text: text.replace("numbers:", "title: [a\nnumbers:"))
    site.build()
    assert "front matter is not YAML" in site.banner("one") and site.banner("") == ""


def test_lab_that_is_none_says_so_and_nothing_else(site):
    site.write("pyproject.toml", '[tool.worked]\npages = ["docs/*.md", "docs/*.py"]\n')
    site.write("docs/lab.py", "# --\n# title: A lab\n# ---\n\n# %%\nhalf = 0.5\n")
    site.build()
    assert site.banner("lab").count("docs/lab.py:1:1: this Python file is no lab") == 1
    assert "Error" not in site.banner("lab")


def test_section_that_is_quoted_thrice_is_one_fault(site):
    quotation = '```python\n--8<-- "snippets/lunch.py:prize"\n```\n'
    site.edit("docs/one.md", lambda text: f"{text}\n{quotation}\n{quotation}\n{quotation}")
    site.build()
    assert site.banner("one").count("has no section") == 1 and "SnippetMissingError" not in site.banner("one")


def test_build_stops_where_a_preview_goes_on(site):
    site.write("hook.py", BROKEN_HOOK)
    with pytest.raises(Abort):
        site.build(is_preview=False)


def test_words_of_an_error_are_text(site):
    site.write("hook.py", BROKEN_HOOK.replace("this cannot be shown", "<script>alert()</script>"))
    site.build()
    html = (site.root / "site/one/index.html").read_text("utf8")
    assert "&lt;script&gt;alert" in html and "<script>alert" not in html


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


def test_banner_is_whole_and_readable_without_any_style_sheet(site):
    site.edit("docs/one.md", lambda text: text.replace("[1.25]", "[1.26]"))
    site.build()
    html = (site.root / "site/one/index.html").read_text("utf8")
    assert html.count('class="worked-banner"') == 1
    assert "white-space:pre-wrap" in html and "overflow-wrap:anywhere" in html and "overflow:visible" in html


def test_page_whose_template_fails_fits_a_phone(site):
    site.write("theme/main.html", "{{ no.such.thing }}")
    site.build()
    html = (site.root / "site/one/index.html").read_text("utf8")
    assert "width=device-width" in html and "theme/main.html:1: UndefinedError" in site.banner("one")
    assert "does not show the text" not in html  # the cause alone


# ---- what is kept between the builds of one preview


@pytest.fixture
def kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Builds as one server does, and tells which pages were rendered."""
    from mkdocs.structure.pages import Page

    made, keeper, render = [], Kept(), Page.render
    monkeypatch.setattr(plugin, "Kept", lambda: keeper)
    monkeypatch.setattr(Page, "render", lambda page, *given: (made.append(page.file.src_uri), render(page, *given))[1])

    def build() -> list[str]:
        made.clear()
        keeper.begin()
        site.build()
        return sorted(made)

    build()
    return build


def test_only_a_page_that_changed_is_rendered_again(site, kept):
    before = (site.root / "site/one/index.html").read_bytes()
    assert kept() == [] and (site.root / "site/one/index.html").read_bytes() == before
    site.edit("docs/index.md", lambda text: text + "More.\n")
    assert kept() == ["index.md"]
    assert "More." in (site.root / "site/index.html").read_text("utf8")


CHANGES = {  # what a page's HTML is made from besides its text
    "what it includes": ("part.txt", lambda _: "Other words."),
    "the extensions": (
        "mkdocs.yml",
        lambda text: text.replace("markdown_extensions:\n", "markdown_extensions:\n  - def_list\n"),
    ),
    "another page": ("docs/two.md", lambda _: "# Two\n"),
}


@pytest.mark.parametrize(("file", "change"), CHANGES.values(), ids=CHANGES)
def test_page_is_rendered_again_when_what_it_is_made_from_changed(site, kept, file, change):
    site.write("part.txt", "Some words.")
    site.edit("docs/index.md", lambda text: text + '\n--8<-- "part.txt"\n')
    assert kept() == ["index.md"] and kept() == []
    site.write(file, change((site.root / file).read_text("utf8") if (site.root / file).exists() else ""))
    assert "index.md" in kept()
    if file.endswith(".txt"):
        assert "Other words." in (site.root / "site/index.html").read_text("utf8")


def test_page_that_quotes_a_section_is_rendered_again_when_that_section_changed(site, kept):
    code = FILES["snippets/lunch.py"]
    site.write("snippets/lunch.py", f"# More words.\n{code}\ncost = 2\n")
    assert kept() == [] and "price" in (site.root / "site/one/index.html").read_text("utf8")
    site.write("snippets/lunch.py", code.replace("price =", "cost = price ="))
    assert kept() == ["one.md"] and "cost" in (site.root / "site/one/index.html").read_text("utf8")
    for broken in (code.replace("[end:", "[no:"), f"{code}# --8<-- [start:price]\n"):
        site.write("snippets/lunch.py", broken)
        assert kept() == ["one.md"]


def test_fault_is_told_in_each_build(site, kept):
    site.edit("docs/one.md", lambda text: text + "\nSee [two](two.md).\n")
    for _ in range(2):
        kept()
        assert "link 'two.md'" in site.banner("one")
    site.write("docs/two.md", "# Two\n")
    kept()
    assert site.banner("one") == ""


def test_number_in_a_file_beside_the_pages_is_told_in_each_build_until_it_is_mended(site, kept):
    site.write("theme/style.css", 'a::after { content: "41 buns" }\n')
    for _ in range(2):
        kept()
        assert "readers may see this" in site.banner("one") and "41 buns" in site.banner("one")
    site.write("theme/style.css", FILES["theme/style.css"])
    kept()
    assert site.banner("one") == ""


def test_label_in_a_file_beside_the_pages_is_judged_anew_when_its_page_goes(site, kept):
    site.edit("pyproject.toml", lambda text: text + '[tool.worked.labels]\nnote = "docs/*-note.md"\n')
    site.write("docs/4-note.md", "# A note\n")
    site.write("theme/style.css", 'a::after { content: "see note 4" }\n')
    kept()
    assert site.banner("one") == ""
    (site.root / "docs/4-note.md").unlink()
    kept()
    assert "4 is wrong here: see note 4" in site.banner("one")


def test_words_of_a_snippet_are_judged_as_soon_as_a_page_draws_them(site, kept):
    site.edit("snippets/lunch.py", lambda text: f'{text}\n\ndef bars():\n    return "All 41 buns"\n')
    kept()
    assert site.banner("one") == ""
    site.edit("docs/one.md", lambda text: f"{text}\n![](=bars())\n")
    kept()
    assert "readers may see this" in site.banner("one") and "All 41 buns" in site.banner("one")


DRAWINGS = ["(=told)", "(=framed(told))", "(=framed(framed(bars())))", "(<=rows[0]>)"]


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize("words", ["", "Of [1.25](=price)\nand more"])
def test_words_that_a_page_has_drawn_are_judged_wherever_they_come_from(site, drawing, words):
    code = 'told = "All 41 buns"\nrows = [told]\n\n\ndef framed(words):\n    return words\n\n\ndef bars():\n    return told\n'
    site.edit("snippets/lunch.py", lambda text: f"{text}\n{code}")
    site.edit("docs/one.md", lambda text: f"{text}\n![{words}]{drawing}\n")
    site.build()
    assert "readers may see this" in site.banner("one") and "All 41 buns" in site.banner("one")


@pytest.mark.parametrize(
    ("imported", "drawing"),
    [
        ("from snippets.letters import bars", "(=bars())"),
        ("from snippets.letters import bars as rows", "(=rows())"),
        ("from snippets.letters import bars\n\n\ndef rows():\n    return bars()", "(=rows())"),
        ("from snippets import letters\n\n\ndef rows():\n    return letters.bars()", "(=rows())"),
    ],
)
def test_words_that_a_page_has_drawn_are_judged_in_the_snippet_that_lends_them(site, imported, drawing):
    code = 'unused = "All 99 buns"\n\n\ndef bars():\n    return words()\n\n\ndef words():\n    return "All 41 buns"\n'
    site.write("snippets/letters.py", code)
    site.edit("snippets/lunch.py", lambda text: f"{imported}\n\n{text}")
    site.edit("docs/one.md", lambda text: f"{text}\n![]{drawing}\n")
    site.build()
    told = site.banner("one")
    assert "readers may see this" in told and "snippets/letters.py:9" in told and "99" not in told


def test_words_that_a_snippet_only_counts_are_left_alone(site):
    code = 'told = "All 41 buns"\n\n\ndef count(words):\n    return len(words.split())\n'
    site.edit("snippets/lunch.py", lambda text: f"{text}\n{code}")
    site.edit("docs/one.md", lambda text: f"{text}\nThese are [3](=count(told)) words.\n")
    site.build()
    assert site.banner("one") == ""


def test_what_the_server_logs_while_a_page_is_made_is_no_fault_of_it(site):
    site.write("hook.py", BUSY_SERVER)
    site.build()
    assert site.banner("one") == "" and "1.25" in (site.root / "site/one/index.html").read_text("utf8")


def test_warning_about_a_page_is_left_out_where_the_settings_left_this_plugin_out(tmp_path):
    preview = Preview(tmp_path)
    logging.getLogger("mkdocs.pages").warning("Doc file 'index.md' contains a link 'none.md', but there is none")
    assert preview.end(PluginError("left out")) == ["left out"]
