"""`plugins: [worked]` is a good guest: beside other plugins, and on pages that ask for nothing, it changes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import run
from worked.mkdocs.turns import Turn

SNIPPET = {"snippets/lunch.py": "price = 1.25\n"}
PLAIN = "# Out in 2026\n\nWe sold 3 of 4.\n\n`1 + 1 = 2`\n"
CLAIM = "---\nnumbers: snippets/lunch.py\n---\n# A bun\n\nIt is [1.25](=price).\n"
WRONG = CLAIM.replace("[1.25]", "[1.52]")
MATERIAL = "site_name: Shop\ntheme: {name: material, font: false}\nplugins:\n  - worked\n"


class Site:
    """A project in an empty folder, and what a build and a check of it say."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf8")

    def build(self) -> str:
        """What a build says; "" where it holds."""
        return self.said("mkdocs", "build", "--strict", "-q")

    def check(self) -> str:
        return self.said("worked", "check", "docs")

    def said(self, *command: str) -> str:
        ran = run(self.root, *command, DISABLE_MKDOCS_2_WARNING="true")
        return "" if ran.returncode == 0 else ran.stdout + ran.stderr

    def page(self, name: str = "index.html") -> str:
        return (self.root / "site" / name).read_text("utf8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write(SNIPPET)
    return made


def test_words_around_pages_are_nobodys_business(site):
    """What a nav, a copyright and a name hold is judged only where the settings name accounted pages."""
    settings = (
        "site_name: Shop 24\nplugins: [worked]\ncopyright: © 2026 Shop\n"
        "nav:\n  - Release 1.0: index.md\n  - 2.5: bun.md\n  - 2026: [a.md]\n  - 2026-01-02: b.md\n  - true: c.md\n"
        "  - Out: https://example.com/24\n"
    )
    odd = "---\ntitle: 1.0\ntags: [1, 2]\n1: 2\n---\n" + PLAIN + "<script>1 + 1</script>\n"
    site.write({"mkdocs.yml": settings, "docs/index.md": PLAIN, "docs/bun.md": CLAIM})
    site.write({f"docs/{name}.md": odd for name in "abc"} | {"docs/old.html": "<b>1</b>", "docs/a.pdf": "1"})
    assert site.build() == "" and site.check() == ""


@pytest.mark.parametrize("accounted", ["", '[tool.worked]\naccounted = ["docs/*.md"]\n'])
def test_title_that_is_a_number_is_judged_where_pages_are_accounted(site, accounted):
    site.write({"mkdocs.yml": "site_name: Shop\nplugins: [worked]\nnav:\n  - 2.5: index.md\n", "docs/index.md": CLAIM})
    site.write({"pyproject.toml": accounted})
    said = site.build()
    assert ("mkdocs.yml:4:5: nothing accounts for 2.5" in said) == bool(accounted), said


def test_plugin_and_command_say_the_same(site):
    site.write({"mkdocs.yml": "site_name: Shop\nplugins: [worked]\n", "docs/index.md": PLAIN, "docs/bun.md": WRONG})
    for said in (site.build(), site.check()):
        assert "docs/bun.md:6:8: the page and the snippet disagree" in said
    site.write({"docs/bun.md": CLAIM, "docs/index.md": PLAIN + "`1 + 1 = 3`\n"})
    for said in (site.build(), site.check()):
        assert "docs/index.md:6:10: this equation does not hold" in said


def test_folder_that_cannot_be_written_is_told_in_one_line(site):
    site.write({"mkdocs.yml": "site_name: Shop\nplugins: [worked]\nsite_dir: shop/out\n", "docs/index.md": PLAIN})
    site.write({"shop": "a file\n"})
    said = site.build()
    assert f"worked: the site cannot be built into {site.root / 'shop/out'}: Not a directory" in said
    assert "Traceback" not in said


@pytest.mark.skipif(os.name != "posix", reason="locks of folders")
def test_second_build_of_a_site_waits_for_the_first(site):
    site.write({"mkdocs.yml": "site_name: Shop\nplugins: [worked]\n", "docs/index.md": CLAIM})
    (site.root / "site").mkdir()
    turn = Turn()
    turn.take(str(site.root / "site"), lambda: None)
    command = [sys.executable, "-m", "mkdocs", "build"]
    second = subprocess.Popen(command, cwd=site.root, stderr=subprocess.PIPE, text=True)
    said = iter(second.stderr)
    assert any("waiting for its end" in line for line in said) and list((site.root / "site").iterdir()) == []
    turn.give_back()
    assert any("numbers hold" in line or "number holds" in line for line in said) and second.wait() == 0
    second.stderr.close()


def test_file_that_cannot_be_read_is_told_in_one_line(site):
    hook = "from pathlib import Path\n\n\ndef on_env(*_, **__):\n    Path('prices').read_text()\n"
    site.write({"mkdocs.yml": "site_name: Shop\nplugins: [worked]\nhooks: [hook.py]\n", "docs/index.md": CLAIM})
    site.write({"hook.py": hook, "prices/today": "4"})
    said = site.build()
    assert "worked: prices: Is a directory" in said and "Traceback" not in said


# ---- beside other plugins


def test_beside_macros_includes_a_blog_tags_and_a_literate_nav(site):
    others = "  - macros\n  - include-markdown\n  - blog\n  - tags\n  - literate-nav: {nav_file: SUMMARY.md}\n"
    post = CLAIM.replace("---\n", "---\ndate: 2026-01-02\n", 1).replace("bun", "post") + "\n<!-- more -->\n\nMore.\n"
    site.write(
        {
            "mkdocs.yml": MATERIAL + others + "extra: {version: 1.5}\n",
            "docs/index.md": PLAIN + "Version {{ version }}. {% include-markdown '../more.md' %}\n",
            "more.md": "There are 7 more.\n",
            "docs/bun.md": CLAIM.replace("---\n", "---\ntags: [v2]\n", 1),
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/post.md": post,
            "docs/SUMMARY.md": "* [Release 1.0](index.md)\n* [Bun](bun.md)\n* [Blog](blog/index.md)\n",
        }
    )
    assert site.build() == "" and site.check() == ""
    assert "Version 1.5" in site.page() and "There are 7 more" in site.page()
    assert "worked-card" in site.page("bun/index.html") and "worked-card" in site.page(
        "blog/2026/01/02/a-post/index.html"
    )
    site.write({"docs/blog/posts/post.md": post.replace("[1.25]", "[1.52]")})
    assert "docs/blog/posts/post.md:7:8: the page and the snippet disagree" in site.build()


def test_plugin_that_is_listed_first_loses_nothing(site):
    site.write(
        {
            "mkdocs.yml": MATERIAL.replace("plugins:\n", "plugins:\n  - include-markdown\n"),
            "docs/index.md": PLAIN + "{% include-markdown '../more.md' %}\n",
            "more.md": "There are 7 more.\n",
        }
    )
    assert site.build() == "" and "There are 7 more" in site.page()


def test_beside_languages(site):
    languages = (
        "  - i18n:\n      docs_structure: suffix\n      languages:\n"
        "        - {locale: en, default: true, name: English}\n        - {locale: de, name: Deutsch}\n"
    )
    site.write({"mkdocs.yml": MATERIAL + languages, "docs/index.md": CLAIM, "docs/index.de.md": CLAIM})
    assert site.build() == ""
    assert all("worked-card" in site.page(name) for name in ("index.html", "de/index.html"))
    site.write({"docs/index.de.md": WRONG})
    assert "docs/index.de.md:6:8: the page and the snippet disagree" in site.build()


def test_beside_a_navigation_of_files(site):
    site.write({"mkdocs.yml": MATERIAL + "  - awesome-nav\n", "docs/index.md": CLAIM})
    site.write({"docs/.nav.yml": "nav:\n  - Release 1.0: index.md\n"})
    assert site.build() == "" and "Release 1.0" in site.page()


def test_text_that_a_plain_page_includes_is_not_passed_over_in_silence(project):
    project.plain('One.\n\n--8<-- "more.md"\n\nTwo. {% include-markdown "more.md" %}\n\n`1 + 1 = 2`\n')
    run = project.check()
    assert run.code == 0 and "2 places not judged" in run.out
    assert [place[1:] for place in run.places] == [(3, 1), (5, 6)]
    assert set(run.headlines) == {"text that is included is not checked"}
