"""What MkDocs builds is what is checked: the build and the command line refuse the same."""

import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.project import run
from worked.cli import main

PAGE = "---\ntitle: Page\nnumbers: snippets/lunch.py\n---\n# Page { #page }\n\nA bun is [1.25](=price).\n"
HOOK = """\
from mkdocs.structure.files import File


def on_files(files, *, config):
    files.append(File.generated(config, "made.md", content="# Made"))
    return files
"""
FILES = {
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\n",
    "pyproject.toml": '[tool.worked]\npages = ["docs/**/*.md"]\naccounted = ["docs/**/*.md"]\n',
    "snippets/lunch.py": "price = 1.25\n",
    "docs/index.md": PAGE,
}


class Folder:
    def __init__(self, root: Path):
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf8")

    def build(self) -> CompletedProcess:
        shutil.rmtree(self.root / "site", ignore_errors=True)
        return run(self.root, "mkdocs", "build", "-q")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path)


BOTH = {  # what is added: the place that both refuse
    "another ending": ({"docs/lessons/extra.markdown": "There are 41 things."}, "docs/lessons/extra.markdown:1:1: "),
    "second settings": ({"docs/extra/pyproject.toml": "[tool.worked]\n"}, "docs/extra/pyproject.toml:1:1: "),
    "second settings, a page": (
        {"docs/extra/pyproject.toml": "[tool.worked]\n", "docs/extra/x.md": "41 things"},
        "docs/extra/pyproject.toml: a second [tool.worked]",
    ),
    "raw page": ({"docs/x.html": "<script>x()</script>"}, "docs/x.html:1:1: "),
    "text": ({"docs/x.txt": "41"}, "docs/x.txt:1:1: "),
    "readme": ({"docs/README.md": PAGE}, "docs/README.md:1:1: "),
    "hidden page": ({"docs/.hidden.md": PAGE}, "docs/.hidden.md:1:1: "),
    "not in the navigation": (
        {
            "docs/x.md": "There are 41 things.",
            "mkdocs.yml": FILES["mkdocs.yml"] + "nav: [index.md]\nnot_in_nav: x.md\n",
        },
        "docs/x.md:1:11: ",
    ),
    "script": ({"docs/x.md": "# X { #x }\n\na <script>x()</script>"}, "docs/x.md:3:3: "),
}


@pytest.mark.parametrize(("added", "place"), BOTH.values(), ids=BOTH)
def test_build_and_check_refuse_the_same(folder, capsys, added, place):
    for name, text in added.items():
        folder.write(name, text)
    code = main(["check"])
    said = "".join(capsys.readouterr())
    built = folder.build()
    assert code != 0 and place in said, said
    assert built.returncode != 0 and place in built.stderr, built.stderr
    assert not (folder.root / "site/index.html").exists()


@pytest.mark.parametrize(("link", "target"), [("docs/linked", "../elsewhere"), ("docs/x.txt", "/etc/hostname")])
def test_build_and_check_refuse_a_link_that_leads_out(folder, capsys, link, target):
    folder.write("elsewhere/x.md", "There are 41 things.")
    folder.write("elsewhere/y.csv", "41")  # told once, at the link: such a folder may hold thousands
    (folder.root / link).symlink_to(target)
    code = main(["check"])
    place = f"{link}:1:1: this link leads"
    assert code == 1 and place in capsys.readouterr().out
    built = folder.build()
    assert built.returncode != 0 and built.stderr.count(link) == built.stderr.count(place) == 1, built.stderr
    assert "y.csv" not in built.stderr


def test_build_refuses_a_link_of_the_theme_that_leads_out(folder):
    theme = "theme: {name: mkdocs, custom_dir: look}\n"
    folder.write("mkdocs.yml", FILES["mkdocs.yml"] + theme)
    folder.write("pyproject.toml", FILES["pyproject.toml"] + 'files = ["look/*.css", "look/other/*.css"]\n')
    folder.write("look/own.css", "a { color: red }\n")
    (folder.root / "look/host.css").symlink_to("/etc/hostname")
    folder.write("elsewhere/x.css", "a { color: red }\n")
    (folder.root / "look/other").symlink_to("../elsewhere")
    built = folder.build()
    assert built.returncode != 0
    assert re.findall(r"(look/\S+):1:1: this link leads out", built.stderr) == ["look/host.css"], built.stderr


ONLY_MKDOCS = {  # what only MkDocs knows
    "excluded": (
        {"docs/x.md": PAGE, "mkdocs.yml": FILES["mkdocs.yml"] + "exclude_docs: x.md\n"},
        "docs/x.md:1:1: MkDocs leaves this page out",
    ),
    "at the address of another": (
        {"docs/d.md": PAGE, "docs/d/index.md": PAGE},
        "docs/d/index.md:1:1: MkDocs builds this file and d.md at one address",
    ),
    "draft": (
        {"docs/x.md": PAGE, "mkdocs.yml": FILES["mkdocs.yml"] + "draft_docs: x.md\n"},
        "docs/x.md:1:1: MkDocs leaves this page out",
    ),
    "made by a hook": (
        {"hook.py": HOOK, "mkdocs.yml": FILES["mkdocs.yml"] + "hooks: [hook.py]\n"},
        "docs/made.md:1:1: a plugin or a hook made this page",
    ),
    "hidden and published": (
        {"docs/.well-known/x.txt": "41", "mkdocs.yml": FILES["mkdocs.yml"] + "exclude_docs: '!.well-known'\n"},
        "docs/.well-known/x.txt:1:1: this file would be published",
    ),
    "file of the theme": (
        {"look/x.html.txt": "41", "mkdocs.yml": FILES["mkdocs.yml"] + "theme: {name: mkdocs, custom_dir: look}\n"},
        "look/x.html.txt:1:1: this file would be published",
    ),
    "script in the navigation": (
        {"mkdocs.yml": FILES["mkdocs.yml"] + "nav: [{'A <script>x()</script>': index.md}]\n"},
        "mkdocs.yml:3:11: <script> may not stand in a page",
    ),
    "link of the navigation": (
        {"mkdocs.yml": FILES["mkdocs.yml"] + "nav: [index.md, {'X': 'javascript:x()'}]\n"},
        "mkdocs.yml:3:24: this link leads to no page: javascript:x()",
    ),
    "front matter without its dashes": (
        {"docs/x.md": "template: other.html\nlocation: x\n\n# X { #x }\n"},
        "docs/x.md:1:1: to MkDocs, another part of this page is its front matter",
    ),
}


@pytest.mark.parametrize(("added", "place"), ONLY_MKDOCS.values(), ids=ONLY_MKDOCS)
def test_build_refuses_what_only_mkdocs_knows(folder, added, place):
    for name, text in added.items():
        folder.write(name, text)
    built = folder.build()
    assert built.returncode != 0 and place in built.stderr, built.stderr
    assert "Traceback" not in built.stderr


def test_what_markdown_reads_otherwise_is_refused_in_what_it_made(folder):
    """To the check this is a code span; Python-Markdown ends the paragraph before its second half."""
    folder.write("mkdocs.yml", FILES["mkdocs.yml"] + "markdown_extensions: [md_in_html]\n")
    folder.write("docs/x.md", "# X { #x }\n\n<div markdown>\n``<pre><b onclick=x()>b</b></pre></div> ``\n\n</div>\n")
    assert main(["check", "docs/x.md"]) != 1
    built = folder.build()
    place = "docs/x.md:4:11: the built page has the attribute onclick in <b>"
    assert built.returncode != 0 and place in built.stderr, built.stderr


def test_heading_that_ends_its_own_element_is_refused(folder):
    folder.write("docs/x.md", "# A `</title>` { #x }\n")
    built = folder.build()
    assert built.returncode != 0 and "docs/x.md:1:1: the title of this page holds </title" in built.stderr


def test_title_with_markup_shows_as_text_everywhere(folder):
    folder.write("docs/x.md", '---\ntitle: A <b>bold</b> & "quoted" one\n---\n# X { #x }\n')
    built = folder.build()
    assert built.returncode == 0, built.stderr
    for page in ("index.html", "x/index.html"):
        html = (folder.root / "site" / page).read_text("utf8")
        assert "A &lt;b&gt;bold&lt;/b&gt; &amp; " in html and "<b>bold" not in html


def test_heading_with_markup_is_escaped_once(folder):
    folder.write("docs/x.md", "# A `<b>` & B { #x }\n")
    built = folder.build()
    assert built.returncode == 0, built.stderr
    html = (folder.root / "site/index.html").read_text("utf8")
    assert "A &lt;b&gt; &amp; B" in html and "&amp;lt;" not in html


def test_site_without_accounted_pages_is_left_alone(folder):
    folder.write("pyproject.toml", "[tool.worked]\n")
    folder.write(
        "docs/index.md", "---\ntitle: A <b>bold</b> one\n---\n<script>x()</script><b onclick=x()>b</b> `2 + 2 = 4`\n"
    )
    folder.write("docs/x.html", "<script>x()</script>")
    folder.write("docs/extra.markdown", "There are 41 things. ![x](https://a.example/x.png)\n")
    built = folder.build()
    assert built.returncode == 0, built.stderr
    html = (folder.root / "site/index.html").read_text("utf8")
    assert "<script>x()</script>" in html and "A <b>bold</b> one" in html
