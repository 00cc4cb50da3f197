"""The ledger holds every number of the pages, and its links and those of the references lead somewhere."""

import re
import tomllib
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.project import copy, edit, line_of, pages, run
from tests.site.numbers.test_mutation import numbers_seen
from tests.site.small_site import HOME, PAGE

KINDS = ["computed", "measured", "cited", "label", "unchecked"]
CLAIM = re.compile(
    r"(?<!!)\[(?P<literal>\[[^\[\]]*\]|[^\[\]]*)\]\((?:=(?P<plain>(?:[^()]|\([^()]*\))*)|<=(?P<blanks>.*?)>)\)"
)
LITERAL = re.compile(r"[−-]?\d[\d.,]*(?<![.,])%?")
QUOTED = re.compile(r"in (\S+\.py):(\d+)$")
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


class Tables(HTMLParser):
    """Reads the ledger's tables as a browser does: caption, and rows of cells with their ids."""

    def __init__(self):
        super().__init__()
        self.page, self.section = "", ""
        self.rows: list[dict] = []  # of the tables of numbers
        self.tables: dict[str, list[list[str]]] = {}
        self.order: list[str] = []  # classes of tables, as they come
        self.table, self.row, self.cell, self.row_id, self.scope = "", [], None, "", ""
        self.beside, self.is_small = "", False  # in small letters beside an expression: its source, or its place

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "data-page" in given:
            self.page = given["data-page"]
        if tag == "table":
            self.table = given.get("class", "")
            self.order.append(self.table)
        if tag == "tr":
            self.row, self.row_id, self.beside = [], given.get("id", ""), ""
        if tag == "small":
            self.is_small = True
        if tag in ("td", "th"):
            self.cell, self.scope = "", given.get("scope", "")
        if tag == "a" and self.scope == "rowgroup":
            self.section = given["href"]

    def handle_data(self, data):
        if self.is_small:
            self.beside += data
        elif self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag == "small":
            self.is_small = False
        if tag in ("td", "th"):
            self.row.append(self.cell)
            self.cell = None
        if tag == "tr":
            self.tables.setdefault(self.table, []).append(self.row)
            if self.row_id:
                columns = dict(zip(("says", "known_by", "value", "kind", "line"), self.row, strict=True))
                self.rows.append(
                    {"page": self.page, "id": self.row_id, "section": self.section, "beside": self.beside, **columns}
                )


def tables_of(project: Path) -> Tables:
    found = Tables()
    found.feed((project / "site/ledger/index.html").read_text("utf8"))
    return found


@pytest.fixture(scope="module")
def tables(built: Path) -> Tables:
    return tables_of(built)


SOURCE = """\
[doe2014]
authors = "Jane Doe, Ann Other"
year = 2014
title = "Cards"
venue = "Notes"
url = "https://example.org/cards"
"""


@pytest.fixture
def listed(small: Path) -> Path:
    """A small site with a ledger, references and a source that a page cites."""
    for name in ("ledger", "references"):
        text = f"---\ntitle: The {name}\ndescription: All of them.\n---\n\n# The {name} {{ #{name} }}\n\n<!-- worked:{name} -->\n"
        (small / f"docs/{name}.md").write_text(text, "utf8")
    edit(small / "mkdocs.yml", "  - glossary.md\n", "  - glossary.md\n  - ledger.md\n  - references.md\n")
    (small / "docs/references.toml").write_text(SOURCE, "utf8")
    add(small / PAGE, "So said [Doe and Other 2014](https://example.org/cards).")
    return small


@pytest.fixture(scope="module")
def edited(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site once more, with an empty line on top of each page and the total on the home page."""
    root = copy(tmp_path_factory.mktemp("edited") / "project", built)
    for page in sources(root):
        page.write_text(page.read_text("utf8").replace("\n---\n", "\n---\n\n", 1), "utf8")
    add(root / HOME, "<!-- worked:total -->")
    made = run(root, "mkdocs", "build", "--strict", "-q")
    assert made.returncode == 0, made.stderr
    return root


def rows_of(tables: Tables, page: Path, project: Path) -> list[dict]:
    key = page.relative_to(project / "docs").with_suffix("").as_posix()
    return [row for row in tables.rows if row["page"] == key]


def is_quoted(row: dict) -> bool:
    return QUOTED.search(row["beside"]) is not None


def sources(project: Path) -> list[Path]:
    """The pages that hold numbers."""
    return [page for page in pages(project) if "\nnumbers:" in page.read_text("utf8")]


# ---- every number is there -------------------------------------------------------------------


def test_ledger_lists_what_the_command_line_lists(tables, built):
    files = [*pages(built), *sorted(built.glob("docs/labs/*.py"))]
    listed = run(built, "worked", "numbers", *(file.relative_to(built).as_posix() for file in files))
    assert listed.returncode == 0, listed.stderr
    on_pages = re.findall(r"^docs/([\w/-]+)\.(?:md|py):(\d+):\d+  (.+?)  (\w+)", listed.stdout, re.MULTILINE)
    quoted = re.findall(r"^\S+\.py  (\w+)", listed.stdout, re.MULTILINE)
    shown = [(row["page"], row["line"], row["says"], row["kind"]) for row in tables.rows if not is_quoted(row)]
    assert Counter(shown) == Counter(on_pages)
    assert Counter(row["kind"] for row in tables.rows if is_quoted(row)) == Counter(quoted)
    assert len(on_pages) > 200 and len(quoted) >= 5


def test_every_number_that_a_reader_sees_has_a_row_on_its_line(tables, built):
    """Against numbers found by their looks alone."""
    count = 0
    for page in sources(built):
        listed = page.read_text("utf8").partition("\nunchecked:")[2].partition("\n---\n")[0].count("\n")
        opening = line_of(page.read_text("utf8"), page.read_text("utf8").find("\nunchecked:") + 1)
        seen = [n for n in numbers_seen(page) if not (listed and opening <= n.line <= opening + listed)]
        by_line = Counter(n.line for n in seen)
        rows = Counter(int(row["line"]) for row in rows_of(tables, page, built) if not is_quoted(row))
        assert {line: number for line, number in by_line.items() if rows[line] < number} == {}
        count += len(seen)
    assert count > 200


def test_every_claim_has_its_row_with_its_own_expression(tables, built):
    count = 0
    for page in sources(built):
        text = page.read_text("utf8")
        text = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence.group()), text)
        rows = Counter((row["line"], row["says"], row["known_by"]) for row in rows_of(tables, page, built))
        for claim in CLAIM.finditer(text):
            literal, expression = claim["literal"], " ".join((claim["plain"] or claim["blanks"]).split())
            if "=" in literal:  # an equation, which is known by its other side
                continue
            numbers = list(LITERAL.finditer(literal))
            for place, number in enumerate(numbers):
                line = str(line_of(text, claim.start("literal") + number.start()))
                is_vector = literal.startswith("[")
                names = {f"{expression}[{place}]", f"({expression})[{place}]"} if is_vector else {expression}
                assert any(rows[line, number.group(), name] for name in names), (
                    page.name,
                    line,
                    number.group(),
                    expression,
                )
                count += 1
    assert count > 150


def test_numbers_of_quoted_code_name_its_place(tables, built):
    quoted = [row for row in tables.rows if is_quoted(row)]
    for row in quoted:
        file, code_line = QUOTED.search(row["beside"]).groups()
        assert row["says"] in (built / file).read_text("utf8").splitlines()[int(code_line) - 1].partition("#")[2]
    assert len(quoted) >= 5


def test_cited_numbers_name_their_source(tables):
    cited = [row for row in tables.rows if row["kind"] == "cited"]
    assert [row for row in cited if not re.search(r"[A-Z]\w+( et al\.)? (19|20)\d\d", row["beside"])] == []
    assert len(cited) >= 15


# ---- totals and order ------------------------------------------------------------------------


def test_totals_add_up(tables):
    [head, *body] = tables.tables["ledger-totals"]
    assert head[1:] == [*KINDS, "all"]
    counts = [[int(cell.replace(",", "")) for cell in row[1:]] for row in body]
    assert [sum(row[:-1]) for row in counts] == [row[-1] for row in counts]
    *of_pages, total = counts
    assert [sum(column) for column in zip(*of_pages)] == total
    kinds = Counter(row["kind"] for row in tables.rows)
    assert total == [*(kinds[kind] for kind in KINDS), len(tables.rows)]
    assert len(of_pages) == len({row["page"] for row in tables.rows}) >= 2


def test_total_sentence_says_what_the_table_says(tables, built):
    [sentence] = re.findall(r'<p class="worked-total">(.*?)</p>', (built / "site/ledger/index.html").read_text("utf8"))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\d|\d", sentence)]
    total = [int(cell.replace(",", "")) for cell in tables.tables["ledger-totals"][-1][1:6]]
    checked = [count for count in total[:3] if count]
    assert numbers == [sum(checked), *checked, *([total[4]] if total[4] else [])]


def test_total_stands_wherever_a_page_asks_for_it(edited):
    home, ledger = ((edited / "site" / name).read_text("utf8") for name in ("index.html", "ledger/index.html"))
    assert 'in <a href="ledger/">the ledger</a>' in home
    *of_home, of_ledger = [
        re.findall(r"\d+", total)
        for html in (home, ledger)
        for total in re.findall('<p class="worked-total">(.*?)</p>', html)
    ]
    assert of_home and all(numbers == of_ledger for numbers in of_home)


def test_unchecked_come_first(listed):
    """On a site that has some: on ours, everything is checked."""
    edit(listed / PAGE, "figures:", 'unchecked: {"5 min": 1}\nfigures:')
    edit(listed / PAGE, "Each card has", "It takes 5 min. Each card has")
    made = run(listed, "mkdocs", "build", "-q")
    assert made.returncode == 0, made.stderr
    found = tables_of(listed)
    assert [row[:2] for row in found.tables["ledger-unchecked"][1:]] == [["5 min", "1"]]
    assert found.order.index("ledger-unchecked") < found.order.index("ledger-rows")


def test_every_page_ends_with_its_count_and_a_link_to_its_part_of_the_ledger(tables, built):
    for page in sources(built):
        rows = rows_of(tables, page, built)
        [(note, link)] = re.findall(
            r'<aside class="worked-note">(.*?)<a href="(.*?)"', html_of(page, built).read_text("utf8")
        )
        checked = sum(row["kind"] in KINDS[:3] for row in rows)
        assert note.startswith(f"{checked:,} number")
        assert urlsplit(link).query == f"page={rows[0]['page']}"
        assert follow(html_of(page, built), link, built / "site")


# ---- links -----------------------------------------------------------------------------------


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.hrefs += [given["href"]] if tag == "a" and given.get("href") else []
        self.ids += [given["id"]] if "id" in given else []


@cache  # many links lead to one page
def read_links(file: Path) -> Links:
    links = Links()
    links.feed(file.read_text("utf8"))
    return links


def html_of(page: Path, project: Path) -> Path:
    name = page.relative_to(project / "docs").with_suffix("")
    return project / "site" / (name.parent if name.name == "index" else name) / "index.html"


def follow(file: Path, href: str, site: Path) -> bool:
    """Does a relative link of a built page lead to a file, and to an id in it?"""
    parts = urlsplit(unescape(href))
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    target = target / "index.html" if target.is_dir() else target
    assert site in target.parents
    return target.is_file() and (not parts.fragment or unquote(parts.fragment) in read_links(target).ids)


@pytest.mark.parametrize("name", ["ledger", "references"])
def test_every_link_leads_somewhere(built, name):
    file = built / "site" / name / "index.html"
    links = read_links(file)
    inside = [href for href in dict.fromkeys(links.hrefs) if not re.match(r"\w+:", href)]
    assert [href for href in inside if not follow(file, href, built / "site")] == []
    assert len(inside) > 10
    assert [name for name, count in Counter(links.ids).items() if count > 1] == []


def test_rows_stand_under_their_section(tables, built):
    """The section that a row links to is the last one above its line that has an id."""
    count = 0
    for page in sources(built):
        lines = page.read_text("utf8").splitlines()
        for row in rows_of(tables, page, built):
            own_ids = [
                found.group(1)
                for text in lines[: int(row["line"])]
                if (found := re.match(r"#+ .*\{ #([\w-]+) \}$", text))
            ]
            if own_ids:
                assert row["section"].endswith(f"#{own_ids[-1]}")
                count += 1
    assert count > 200


def test_every_row_has_an_address_of_its_own(tables):
    ids = [row["id"] for row in tables.rows]
    assert len(set(ids)) == len(ids) > 200
    assert all(row["id"].startswith(f"{row['page']}:") for row in tables.rows)


def test_address_of_a_row_outlasts_an_edit_elsewhere(tables, edited):
    after = tables_of(edited)
    assert [(row["id"], row["says"]) for row in after.rows] == [(row["id"], row["says"]) for row in tables.rows]
    assert [row["line"] for row in after.rows] != [row["line"] for row in tables.rows]


# ---- without a script, and without a search engine flooded -----------------------------------


def test_ledger_is_complete_without_a_script(built):
    html = (built / "site/ledger/index.html").read_text("utf8")
    ledger = html[html.index('<div class="worked-ledger">') : html.index("</article>")]
    assert re.findall(r"<(\w+)[^>]*\shidden\b", ledger) == ["form"]
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=", ledger) == []


def test_script_of_the_ledger_is_loaded_by_the_ledger_alone(built):
    loading = [file.parent.name for file in built.glob("site/**/*.html") if "ledger.js" in file.read_text("utf8")]
    assert loading == ["ledger"]
    assert re.findall(r"https?:|import|fetch", (built / "site/assets/worked/ledger.js").read_text("utf8")) == []


def test_search_is_not_flooded(built):
    index = (built / "site/search/search_index.json").read_text("utf8")
    assert '"location":"references/' in index and '"location":"ledger/' not in index


# ---- references ------------------------------------------------------------------------------


def test_every_source_is_listed_once_with_all_that_cite_it(built):
    sources = tomllib.loads((built / "docs/references.toml").read_text("utf8"))
    html = (built / "site/references/index.html").read_text("utf8")
    items = dict(re.findall(r'<li id="([\w-]+)">(.*?)</li>', html, re.DOTALL))
    assert sorted(items) == sorted(sources)
    surnames = [sources[key]["authors"].split(",")[0].split(" and ")[0].split()[-1].casefold() for key in items]
    assert surnames == sorted(surnames)
    for key, source in sources.items():
        shown = [str(part) for name, part in source.items() if name != "places"]  # these hold what snippets cite
        assert all(part in unescape(items[key]) for part in shown)
        citing = [page for page in pages(built) if f"]({source['url']})" in page.read_text("utf8")]
        links = [href for href in re.findall('href="([^"]*)"', items[key]) if "//" not in href]
        linked = {follow_to(built / "site/references/index.html", href) for href in links}
        assert {html_of(page, built) for page in citing} <= linked and links


def follow_to(file: Path, href: str) -> Path:
    target = (file.parent / urlsplit(href).path).resolve()
    return target / "index.html" if target.is_dir() else target


# ---- what stops a build ----------------------------------------------------------------------

WRONG = {  # what is added to which file
    "unknown marker": (HOME, "<!-- worked:totals -->"),
    "second ledger": ("docs/references.md", "<!-- worked:ledger -->"),
    "source that nothing cites": (
        "docs/references.toml",
        SOURCE.replace("doe2014", "poe2014").replace("/cards", "/words"),
    ),
    "link that is no source": (HOME, "[Numbers](https://example.org/)"),
}


def add(file: Path, text: str) -> int:
    """Add a paragraph at the end of a file; returns its line."""
    before = file.read_text("utf8")
    file.write_text(f"{before}\n\n{text}\n", "utf8")
    return line_of(f"{before}\n\n", len(before) + 2)


@pytest.mark.parametrize("wrong", WRONG)
def test_build_and_check_refuse_the_same_at_its_line(listed, wrong):
    file, text = WRONG[wrong]
    line = add(listed / file, text)
    build, check = run(listed, "mkdocs", "build", "-q"), run(listed, "worked", "check")
    assert (build.returncode, check.returncode) == (1, 1)
    headlines = [
        re.findall(r"^ *(docs/\S+:\d+:\d+: .*)$", output, re.MULTILINE) for output in (build.stderr, check.stdout)
    ]
    assert headlines[0] == headlines[1] and len(headlines[0]) == 1 and headlines[0][0].startswith(f"{file}:{line}:")


def test_ledger_of_a_site_without_references_links_to_the_sources_themselves(listed):
    for named in (True, False):
        if not named:
            (listed / "docs/references.md").unlink()
            edit(listed / "mkdocs.yml", "  - references.md\n", "")
        assert run(listed, "mkdocs", "build", "-q").returncode == 0
        html = (listed / "site/ledger/index.html").read_text("utf8")
        assert ('<a href="https://example.org/cards">Doe et al. 2014</a>' in html) != named
        assert ("references/#" in html) == named


def test_site_without_a_ledger_says_nothing_of_it(listed):
    for has_ledger in (True, False):
        if not has_ledger:
            (listed / "docs/ledger.md").unlink()
            edit(listed / "mkdocs.yml", "  - ledger.md\n", "")
        assert run(listed, "mkdocs", "build", "-q").returncode == 0
        html = (listed / "site/lessons/01-cards/index.html").read_text("utf8")
        assert 'class="worked-note"' in html and "worked:ledger-link" not in html
        assert ("in the ledger" in html) == has_ledger
