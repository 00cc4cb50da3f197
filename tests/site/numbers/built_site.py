"""A built site and the project that it was made from: code that ran, drawings, sources, totals."""

import io
import re
import tomllib
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import yaml
from bs4 import BeautifulSoup, Tag
from matplotlib import rc_context

from tests.site.numbers.page_text import Passage, text_of, walk
from tests.site.numbers.plain_python import Code


class Site:
    """What all audits of one project share: code that ran, drawings, and sources."""

    def __init__(self, root: Path, site: Path):
        self.root, self.site = root, site
        self.codes: dict[Path, Code] = {}
        self.pages: dict[str, BeautifulSoup] = {}
        self.drawings: dict[tuple[Path, str], tuple[str, list[str]]] = {}
        self.words: dict[str, int] = {}
        self.references = tomllib.loads((root / "docs/references.toml").read_text("utf8"))
        self.leeway = 1.0  # by how much the words of a lesson are counted differently here
        self.years = {source["url"]: str(source["year"]) for source in self.references.values()}

    def code(self, name: str) -> Code:
        path = self.root / name
        if path not in self.codes:
            self.codes[path] = Code(path, self.root)
            if "words_in" in self.codes[path].names:  # of the lessons, for the home page: counted here in another way
                self.codes[path].own_names["words_in"] = self.words_in
                self.codes[path].own_names["lines_of"] = self.lines_of
            if "said" in self.codes[path].names:  # what the check says of a line is judged as it stands on the page
                self.codes[path].own_names["said"] = str
        return self.codes[path]

    def page(self, folder: str) -> BeautifulSoup:
        """A page, which is read once: nobody may change it."""
        if folder not in self.pages:
            html = (self.site / folder / "index.html").read_text("utf8")
            self.pages[folder] = BeautifulSoup(html, "html.parser")
        return self.pages[folder]

    @cached_property
    def totals(self) -> dict[str, set[int]]:
        """What the ledger counts of each page, and of all: each kind, all that is checked, and all."""
        ledger = self.page("ledger/")
        rows = [
            [int(cell.get_text().replace(",", "")) for cell in row.find_all("td")]
            for row in ledger.select(".ledger-totals tbody tr")
        ]
        pages = [row.a["href"] for row in ledger.select(".ledger-totals tbody tr")]
        counted = dict(zip(pages, rows)) | {"": [sum(column) for column in zip(*rows)]}
        return {page: {*counts, sum(counts[:3])} for page, counts in counted.items()}

    @cached_property
    def listed(self) -> list[tuple[str, int]]:
        """The phrases that pages list as unchecked, with their counts."""
        headers = [page.read_text("utf8").split("\n---\n")[0] for page in sorted(self.root.glob("docs/**/*.md"))]
        return [
            row
            for header in headers
            for row in ((yaml.safe_load(header.removeprefix("---")) or {}).get("unchecked") or {}).items()
        ]

    def words_in(self, lesson: Path) -> int:
        """The words of a built lesson's running text, give or take the leeway."""
        if lesson.stem not in self.words:
            self.words[lesson.stem] = self.count_words(lesson)
        return round(self.leeway * self.words[lesson.stem])

    def lines_of(self, quote: re.Match, lesson: Path) -> int:
        """The lines of a quoted section of a file, empty ones left out."""
        file, _, section = quote["target"].partition(":")
        lines = (self.root / file).read_text("utf8").splitlines()
        start, end = (lines.index(f"# --8<-- [{edge}:{section}]") for edge in ("start", "end"))
        return sum(bool(line.strip()) for line in lines[start + 1 : end])

    def count_words(self, lesson: Path) -> int:
        article = BeautifulSoup(
            (self.site / "lessons" / lesson.stem / "index.html").read_text("utf8"), "html.parser"
        ).article
        away = ".interactive, button, table, pre, code, math, svg, h1, h2, h3, script, .worked-numbers, .worked-note, .worked-count, .worked-steps, .headerlink"
        for element in article.select(away):
            element.extract()
        text = Passage()
        walk(article, text)
        return len(text.text.split())

    def drawing(self, name: str, call: str) -> tuple[str, list[str]]:
        """The words for a drawing and the texts in it, drawn anew; of a text diagram, the text."""
        key = self.root / name, call
        if key not in self.drawings:
            made = self.code(name).value(call)
            self.drawings[key] = (
                ("", [made]) if isinstance(made, str) else (" ".join(made.alt.split()), texts_drawn(made.figure))
            )
        return self.drawings[key]


def texts_drawn(figure) -> list[str]:
    """The texts of a figure, as matplotlib writes them."""
    file = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):
        figure.savefig(file, format="svg")
    texts = [element for element in ElementTree.fromstring(file.getvalue()).iter() if element.tag.endswith("}text")]
    return sorted(filter(None, (" ".join("".join(text.itertext()).split()) for text in texts)))


def texts_shown(svg: Tag) -> list[str]:
    return sorted(filter(None, (text_of(text) for text in svg.find_all(["text", "title", "desc"]))))
