"""A site of one page, built anew for each text of the page, and read as a browser shows it."""

import logging
import re
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from playwright.sync_api import Browser
from pymdownx.snippets import SnippetMissingError

from tests.project import ROOT

SNIPPET = """\
animal, road, cross, tired = range(4)
weights = [0.72, 0.05, 0.08, 0.15]
d_k = 4
distance = 20
beam = 26.75
small = -3
total = 1234
share = 0.3
output = [3.09, 1.37]
"""
TEMPLATE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title | e }}</title></head>
<body><article>{{ page.content }}</article></body></html>
"""
SETTINGS = "site_name: Site\ntheme:\n  name: null\n  custom_dir: theme\nplugins:\n  - worked\n"
# What a reader sees of a page: its text, the numbers that the browser sets before entries of lists, and the words of
# attributes. What this library writes for itself (cards, the count, the appendix) is taken out first.
DISPLAYED = """(html) => {
    const WORDS = ["alt", "title", "aria-label", "placeholder", "label", "value"];
    const OWN = "[popover], .worked-press, .worked-note, .worked-count, .worked-numbers, .headerlink, "
        + ".footnote-ref, .footnote-backref";
    const CHECKED = ".worked, .worked-steps, .worked-figure, pre";
    document.documentElement.innerHTML = html;
    const count = document.querySelector(".worked-note")?.textContent ?? "";
    for (const own of document.querySelectorAll(OWN)) own.remove();
    for (const details of document.querySelectorAll("details")) details.open = true;
    const words = [document.title], markers = [];
    for (const element of document.body.querySelectorAll("*")) {
        const isEntry = element.tagName === "LI" && !element.closest(".footnote");
        for (const name of WORDS) {
            if (element.hasAttribute(name) && !isEntry) words.push(element.getAttribute(name));
        }
        if (isEntry && element.parentElement.tagName === "OL") markers.push(numberOf(element));
    }
    function numberOf(item) {
        const list = item.parentElement, items = [...list.children].filter(({ tagName }) => tagName === "LI");
        const step = list.reversed ? -1 : 1;
        let number = list.hasAttribute("start") ? list.start : list.reversed ? items.length : 1;
        for (const other of items) {
            if (other.hasAttribute("value")) number = other.value;
            if (other === item) return number;
            number += step;
        }
    }
    const text = document.body.innerText;
    for (const own of document.querySelectorAll(CHECKED)) own.remove();
    return { text, words, markers, count, outside: document.body.innerText };
}"""


class Site:
    """Builds a page and looks at it.

    folder    where its sources are written
    browser   shows what was built
    """

    def __init__(self, folder: Path, browser: Browser):
        self.folder = folder
        self.window = browser.new_context(java_script_enabled=True).new_page()
        self.window.set_content("<!doctype html>")
        settings = (ROOT / "mkdocs.yml").read_text("utf8")
        [extensions] = re.findall(r"^markdown_extensions:\n(?:[ #].*\n|\n)+", settings, re.MULTILINE)
        files = {
            "mkdocs.yml": SETTINGS + extensions,
            "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\naccounted = ["docs/*.md"]\n',
            "snippets/beam.py": SNIPPET,
            "theme/main.html": TEMPLATE,
        }
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf8")
        (folder / "docs").mkdir()
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)

    def build(self, page: str) -> str | None:
        """The HTML of a page; None where the build refuses it."""
        (self.folder / "docs/index.md").write_text(page, "utf8", newline="")
        config = load_config(str(self.folder / "mkdocs.yml"), strict=True)
        config.plugins["worked"].on_startup(
            command="build", dirty=False
        )  # MkDocs keeps one plugin for all configurations
        try:
            build(config)
        except (PluginError, Abort, SnippetMissingError):
            return None
        return (self.folder / "site/index.html").read_text("utf8")

    def displayed(self, html: str) -> dict:
        return self.window.evaluate(DISPLAYED, html)
