"""Each piece of advice that a hook of the theme gives was tried: followed on the page that caused it, it lets the site be built."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.project import ROOT
from tests.worked.conftest import project as project  # a fixture
from tests.worked.conftest import run as run
from tests.worked.tell.test_advice import edit, told_by_build

HOOKS = ROOT / "theme/hooks"
ADVICE = re.compile(r"\bwrite (?!down)|\badd an? |\n  write  ")
HOME = "---\nnumbers: snippets/soft.py\nfigures: snippets/soft.py\ncard: bars()\n---\n# Home { #home }\n\n[0.5](=half) of a [cake][].\n"
PART = '\n<div data-interactive="lamp" data-from="half"></div>\n'
SITE = {
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\ntheme: {name: null, custom_dir: theme}\nextra_css: [assets/a.css]\n"
    f"markdown_extensions: [attr_list]\nhooks: [{', '.join(f'{HOOKS}/{name}.py' for name in ('interactive', 'social_cards', 'term_links', 'joined_files'))}]\n",
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\naccounted = ["docs/*.md"]\nfiles = ["theme/*/*.css", "theme/*/*.svg", "theme/parts/*/*.css"]\n'
    'attributes = ["data-interactive", "data-from", "data-part"]\n',
    "theme/main.html": "<!doctype html>\n<title>{{ page.title }}</title>\n<article>{{ page.content }}</article>\n",
    "theme/assets/a.css": "a { color: red }\n",
    "theme/parts/shared/base.css": "b { color: red }\n",
    "theme/parts/lamp/lamp.html": "<p>A lamp.</p>",
    "snippets/soft.py": "half = 0.5\n\n\ndef bars():\n    return '#'\n",
    "docs/glossary.md": "# Glossary { #glossary }\n\n## Cake { #cake }\n\nIt is sweet.\n",
    "docs/index.md": f"{HOME}\n![Bars.](=bars())\n{PART}",
}


class Case(NamedTuple):
    """What is broken in the site, what a hook says to write, and the edit that follows it."""

    broken: tuple[str, str, str]
    told: str
    mended: tuple[str, str, str]


CASES = {
    "a place of a part": Case(
        (
            "docs/index.md",
            '<div data-interactive="lamp" data-from="half">',
            '<div data-from="half" data-interactive="lamp">',
        ),
        'write a place as <div data-interactive="part" data-from="names of the snippet"></div>',
        (
            "docs/index.md",
            '<div data-from="half" data-interactive="lamp">',
            '<div data-interactive="lamp" data-from="half">',
        ),
    ),
    "a term, mistyped": Case(
        ("docs/index.md", "[cake][]", "[cakke][]"),
        "docs/index.md:8:19: the glossary has no term “cakke”\n  write [cake][]",
        ("docs/index.md", "[cakke][]", "[cake][]"),
    ),
    "a term, to be added": Case(
        ("docs/index.md", "[cake][]", "[tart][cakes]"),
        "write [tart][cake]\n  or add an entry “cakes” to docs/glossary.md",
        ("docs/glossary.md", "## Cake { #cake }", "## Cakes { #cakes }\n\nThey are sweet.\n\n## Cake { #cake }"),
    ),
    "a card": Case(
        ("docs/index.md", "card: bars()", "card: bar()"),
        "docs/index.md:4:1: bar() is no figure of this page\n  write  card: bars()",
        ("docs/index.md", "card: bar()", "card: bars()"),
    ),
    "a card without a figure": Case(
        ("docs/index.md", "![Bars.](=bars())", "Words."),
        "docs/index.md:4:1: bars() is no figure of this page\n  write  the front matter without it",
        ("docs/index.md", "card: bars()\n", ""),
    ),
    "a card without a module": Case(
        ("docs/index.md", "figures: snippets/soft.py\n", ""),
        "docs/index.md:3:1: a card is drawn by a module of figures, and the page names none\n  write  figures: ",
        ("docs/index.md", "card:", "figures: snippets/soft.py\ncard:"),
    ),
    "a style sheet": Case(
        ("mkdocs.yml", "assets/a.css", "assets/b.css"),
        "mkdocs.yml:4:1: there is no file assets/b.css\n  write  one of theme/assets/, or the line away",
        ("mkdocs.yml", "assets/b.css", "assets/a.css"),
    ),
    "a style sheet, left out": Case(
        ("mkdocs.yml", "assets/a.css", "assets/b.css"),
        "mkdocs.yml:4:1: there is no file assets/b.css\n  write  one of theme/assets/, or the line away",
        ("mkdocs.yml", "extra_css: [assets/b.css]\n", ""),
    ),
}


MISTAKES = {  # in a file of the theme: where it stands, what is written there, and what is said
    "a block that stays open": ("assets/a.css", "a { color: red;\nb { color: red }\n", "1:3: this is never closed"),
    "a comment that stays open": (
        "assets/a.css",
        "a { color: red }\n/* so\nb { color: red }\n",
        "2:1: this is never closed",
    ),
    "a brace too many": ("assets/a.css", "a { color: red } }\nb { color: red }\n", "1:18: Invalid empty selector"),
    "no colon": ("assets/a.css", "a {\n  color red;\n}\n", "2:8: Unexpected token"),
    "no semicolon": ("assets/a.css", "a {\n  color: red /* so: */\n  margin: 0;\n}\n", "2:13: a semicolon is missing"),
    "a string that stays open": ("assets/a.css", 'a::before {\n  content: "so;\n}\n', "2:12: Unexpected token"),
    "no brace, in a part": (
        "parts/lamp/lamp.css",
        "a { color: red }\n.b color: red; }\n.c { color: red }\n",
        "2:11: Invalid token",
    ),
    "a script": ("assets/a.js", "const a = 1;\nconst = 2;\n", "2:1: this is no JavaScript"),
    "a bracket that stays open": (
        "assets/a.js",
        "const a = [1, 2];\nstart(a.map((one) => one);\n",
        "2:26: ) is missing",
    ),
    "a block that stays open, in a part": (
        "parts/lamp/lamp.js",
        "export function é() {\n\n",
        "1:22: } is missing here",
    ),
    "a script in a template": (
        "404.html",
        "<script>a({{ b }} {)</script>\n<p><script>const a = 1;\n const = 2;</script></p>",
        "3:2: this is no JavaScript",
    ),
    "a script that imports what is not there": (
        "parts/lamp/lamp.js",
        'import { a } from "../shared/base.js";\nconst b = import(a);\nimport "./none.js";\n',
        "1:20: there is no file ../shared/base.js beside this one",
    ),
    "no text": ("assets/a.js", "\udcff", "1:1: the file is not UTF-8"),
    "a picture": ("assets/a.svg", "<svg>\n  <g>\n</svg>\n", "3:3: this is no SVG: mismatched tag"),
    "a tag too many, in a part": (
        "parts/lamp/lamp.html",
        "<p>A\n{{ part }} lamp.</p>\n</div>\n",
        "3:1: this closes nothing that is open here",
    ),
    "an element that stays open": (
        "main.html",
        "{# <p> #}<html>\n  <article>{% if page %}\n<div>{{ page.content }}</article></html>",
        "3:24: this closes nothing that is open here",
    ),
    "an element that nothing closes": (
        "404.html",
        "<script>1 <div</script><i>\n<br>a",
        "1:24: this is never closed",
    ),
}


@pytest.mark.parametrize(("file", "text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_in_a_file_of_the_theme_stops_the_build_at_its_place(project, caplog, file, text, said):
    for name, right in SITE.items():
        project.write(name, right)
    (project.root / "theme" / file).write_bytes(text.encode("utf8", "surrogateescape"))
    assert f"theme/{file}:{said}" in told_by_build(project.root, caplog)


@pytest.mark.parametrize("name", CASES)
def test_advice_of_a_hook_that_is_followed_lets_the_site_be_built(project, caplog, name):
    case = CASES[name]
    for file, text in SITE.items():
        project.write(file, text)
    edit(project, case.broken)
    told = told_by_build(project.root, caplog)
    assert case.told in told, told or "it is built"
    edit(project, case.mended)
    assert told_by_build(project.root, caplog) == ""


def test_every_piece_of_advice_of_a_hook_has_a_case():
    tried = [case.told for case in CASES.values()]
    pieces = list(advice_in_hooks())
    untried = [text for text in pieces if not any(all(part in told for part in text) for told in tried)]
    assert untried == [] and len(pieces) >= 5


def advice_in_hooks() -> Iterator[list[str]]:
    """The texts of hooks that say what to write: of each, the parts between what varies."""
    for path in sorted(HOOKS.glob("*.py")):
        tree = ast.parse(path.read_text("utf8"))
        documented = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if node not in documented | inside and any(map(ADVICE.search, texts)):
                yield texts
