"""A number that a reader sees beside the text of a page is refused in the file and line where it was typed."""

import re
from pathlib import Path

import pytest
import yaml

from tests.worked.attacks.test_displayed import EXTENSIONS, HEADER, build, new_project

PLACE = re.compile(r"^(?P<file>[\w./-]+):(?P<line>\d+):\d+: (?P<words>.*)", re.MULTILINE)
HOOK = """\
from pathlib import Path


def on_page_markdown(markdown, **_):
    return markdown + '\\n\\nA [card][].\\n\\n[card]: glossary.md "Any of the 46 paper things."\\n'


def on_page_content(html, *, page, **_):
    return html + Path(__file__).with_name("part.html").read_text()
"""
TEXT = {
    "theme/hook.py": HOOK,
    "theme/part.html": "<p>Choose one of 47 clever words.</p>\n<p hidden>Forty and 48 hidden words.</p>\n"
    "<template>Perhaps 49 folded words.</template>\n",
    "theme/part.js": 'const path = "a 2 b", far = "41px";\n// 41 words are\nsay("Only 50 spoken words.", `${far} of 51 others`);\n',
    "theme/part.css": '/* content: "41 words" */\n.a::before { content: "All 52 painted words"; }\n'
    '.b::before { content: "A; \\\\35 4 words"; }\n.c { --sign: "55 words"; --picture: url("data:,<svg 57>") }\n.d::before { content: counter(c); }\n',
    "theme/part.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="41">\n<text x="41">The 53 drawn words</text></svg>\n',
    "more/late.py": 'from pathlib import Path\n\nWORDS = "All 58 late words"\n',
    "more/below/beside.py": 'WORDS = "All 59 words beside them"\n',
    "late.py": 'WORDS = "All 60 words of a root"\n',
    "unread.py": 'WORDS = "All 61 words of no hook"\n',
    "snippets/rows.py": 'd_k = 4\n\n\ndef rows():\n    return "All 62 drawn rows"\n',
    "docs/rows.md": HEADER.replace("soft_lookup.py", "rows.py", 1) + "# Rows\n\n![Rows.](=rows())\n",
    "docs/glossary.md": f"{HEADER}# Glossary\n\nA card is:\n\nAny of the [4](=d_k) paper things.\n\n<!-- Any of the 46 paper things. -->\n",
}
TYPED_IN_TEXT = {
    "46": ("docs/glossary.md", 13),
    "47": ("theme/part.html", 1),
    "48": ("theme/part.html", 2),
    "49": ("theme/part.html", 3),
    "50": ("theme/part.js", 3),
    "51": ("theme/part.js", 3),
    "52": ("theme/part.css", 2),
    "53": ("theme/part.svg", 2),
    "54": ("theme/part.css", 3),
    "55": ("theme/part.css", 4),
    "1": ("theme/part.css", 5),
    "58": ("more/late.py", 3),
    "59": ("more/below/beside.py", 1),
    "60": ("late.py", 1),
    "62": ("snippets/rows.py", 5),
}
AROUND = {
    "theme/main.html": '{% extends "base.html" %}\n{% block footer %}\n<footer title="The 42 quiet things">\n'
    "There are 41 loud things, lesson 07 and lesson 18, and Lesson 071.\n{% if page %}{{ page.meta.subtitle }}{% endif %} {{ config.extra.words }}</footer>\n"
    "<p hidden>These 47 come later.</p>\n{% endblock %}\n",
    "theme/404.html": '{% extends "main.html" %}\n{% block content %}\nThere are 43 lost things.\n{% endblock %}\n',
    "docs/glossary.md": HEADER.replace("description: x", "description: x\nsubtitle: The 44 odd things")
    + "# Glossary\n",
}
TYPED_AROUND = {
    "41": ("theme/main.html", 4),
    "42": ("theme/main.html", 3),
    "43": ("theme/404.html", 3),
    "44": ("docs/glossary.md", 4),
    "45": ("mkdocs.yml", 7),
    "47": ("theme/main.html", 6),
    "18": ("theme/main.html", 4),
    "071": ("theme/main.html", 4),  # a title that is known is "Lesson 07"
}
CHANGES = """\
class Entry:
    title, id, level, children = f"The {40 + 1} parts", "a", 1, []


def on_page_markdown(markdown, *, page, **_):
    page.meta["description"] = f"The {40 + 2} words of a hook"
    return markdown


def on_page_content(html, *, page, **_):
    page.toc.items[:1] = [Entry]


def on_env(env, *, files, **_):
    for file in files.documentation_pages():
        file.page.title = f"The {40 + 3} titles"
"""
CHANGED = {
    "theme/main.html": "<p>{{ page.title }}</p><p>{{ page.meta.description }}</p>{{ page.content }}"
    "{% for entry in page.toc %}{{ entry.title }}{% endfor %}",
    "theme/hook.py": CHANGES,
    "docs/glossary.md": f"{HEADER}# Glossary\n",
}


def failures(folder: Path, files: dict[str, str], settings: dict) -> dict[str, list[tuple[str, int]]]:
    """Where each number is refused."""
    new_project(folder)
    accounted = 'accounted = ["docs/**/*.md"]\nfiles = ["docs/*.*", "theme/*.*"]\n'
    file = folder / "pyproject.toml"
    file.write_text(file.read_text("utf8").replace("[tool.worked]\n", "[tool.worked]\n" + accounted), "utf8")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf8")
    written = {
        "site_name": "A site",
        "nav": ["glossary.md", {"Lesson 07": "lessons/07-soft-lookup.md"}],
        "plugins": ["worked"],
        "theme": {"name": "mkdocs", "custom_dir": "theme"},
        "extra": {"words": "The 45 set things"},
        "markdown_extensions": EXTENSIONS,
        **settings,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(written, sort_keys=False, default_flow_style=None), "utf8")
    result = build(folder)
    assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    found: dict[str, list[tuple[str, int]]] = {}
    for match in PLACE.finditer(result.stderr):
        number = re.search(r"(?:accounts for|pages,|adds|shows|file holds) (\d+)\b", match["words"])[1]
        found.setdefault(number, []).append((match["file"], int(match["line"])))
    return found


@pytest.fixture(scope="module")
def in_text(tmp_path_factory):
    return failures(tmp_path_factory.mktemp("text"), TEXT, {"hooks": ["theme/hook.py", "more/late.py", "late.py"]})


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    return failures(tmp_path_factory.mktemp("around"), AROUND, {})


def test_number_that_a_setting_makes_markdown_write_is_refused_at_the_setting(tmp_path):
    """On each page it would be told of as well, at a heading that has nothing to do with it."""
    own = {"toc": {"permalink": "&#182; 41", "toc_depth": "1-6"}}
    settings = [own if "toc" in one else one for one in EXTENSIONS]
    found = failures(
        tmp_path / "site", {"theme/main.html": '{% extends "base.html" %}\n'}, {"markdown_extensions": settings}
    )
    assert found.keys() == {"41"}
    line = (tmp_path / "site/mkdocs.yml").read_text("utf8").partition("41")[0].count("\n") + 1
    assert found["41"][0] == ("mkdocs.yml", line)


@pytest.mark.parametrize("number", TYPED_IN_TEXT)
def test_number_that_a_hook_or_a_file_beside_the_page_adds_is_refused_where_it_was_typed(in_text, number):
    assert TYPED_IN_TEXT[number] in in_text[number]


@pytest.mark.parametrize("number", TYPED_AROUND)
def test_number_of_a_template_is_refused_where_it_was_typed(around, number):
    assert TYPED_AROUND[number] in around[number]


def test_title_that_a_hook_changes_was_judged_by_nobody(tmp_path):
    found = failures(tmp_path / "site", CHANGED, {"hooks": ["theme/hook.py"]})
    assert set(found) == {"41", "42", "43"}


def test_title_that_comes_from_the_name_of_a_file_is_refused_there(tmp_path):
    front = HEADER.replace("title: A page\n", "")
    files = {"docs/48-things.md": f"{front}Words.\n", "docs/49-parts.md": f"{front}# Parts\n"}
    assert failures(tmp_path / "site", files, {"theme": {"name": "mkdocs"}}) == {"48": [("docs/48-things.md", 1)]}


def test_template_that_is_no_page_is_read_too(tmp_path):
    """One of the site's map holds dates, and no reader sees it."""
    files = {
        "theme/feed.xml": "<feed>\n<title>The 51 fed things</title></feed>\n",
        "docs/own.txt": "All 52 of them.\n",
        "theme/sitemap.xml": "<urlset><lastmod>2026-11-30</lastmod></urlset>\n",
        "theme/main.html": '{% extends "base.html" %}\n',
    }
    theme = {"name": "mkdocs", "custom_dir": "theme", "static_templates": ["feed.xml"]}
    found = failures(tmp_path / "site", files, {"theme": theme, "extra_templates": ["own.txt"]})
    assert found == {"51": [("theme/feed.xml", 2)], "52": [("docs/own.txt", 1)]}


def test_nothing_else_is_refused(in_text, around):
    assert set(in_text) == set(TYPED_IN_TEXT)
    assert set(around) == set(TYPED_AROUND)
