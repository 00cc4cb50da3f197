"""The digits of the built pages are those of the numbers that `worked` found, and no others."""

import re
from collections import Counter
from contextlib import chdir
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.project import Checker, edit, pages, run
from tests.site.numbers.places import PLACES, PLAIN
from tests.site.numbers.reader import claims_shown, digits, visible_text
from worked import Drawer, Report, Store, check_page, settings_for

QUOTE = re.compile(r'^[ \t>]*--8<-- "([^":]+)(?::([\w-]+))?"', re.MULTILINE)


@pytest.fixture(scope="module")
def reports(built: Path, alone) -> list[Report]:
    settings = settings_for(built)
    store = Store(settings)
    with chdir(built):
        return [check_page(page, settings, store, Drawer(settings)) for page in pages(built)]


def html_of(report: Report) -> Path:
    """The built page."""
    site = report.path.parents[len(Path(report.name).parts) - 1] / "site"
    name = Path(report.name).relative_to("docs").with_suffix("")
    return site / (name.parent if name.name == "index" else name) / "index.html"


def numbers_found(report: Report) -> list[str]:
    """The numbers of the page itself. A list's markers are no text, and its settings stand elsewhere."""
    found = [n for n in report.numbers if not n.file and n.start >= report.page.body]
    markers = {start for start, _ in report.page.markers}
    return [report.page.text[n.start : n.end] for n in found if n.start not in markers]


def drawings(report: Report) -> list[str]:
    """The texts of the page's drawings, and their alternative texts."""
    texts = []
    for value in report.values.values():
        if value.kind == "picture":
            svg = ElementTree.fromstring(value.data)
            texts += [value.alt, *(" ".join(text.itertext()) for text in svg.iter() if text.tag.endswith("}text"))]
        elif value.kind == "diagram":
            texts.append(value.data)
    return texts


def quoted(report: Report, project: Path) -> list[str]:
    """The code that the page quotes, cut out by hand."""
    codes = []
    for name, section in QUOTE.findall(report.page.text):
        code = (project / name).read_text("utf8")
        if section:
            code = code.partition(f"[start:{section}]")[2].partition(f"[end:{section}]")[0]
        codes.append("\n".join(line for line in code.splitlines() if "--8<--" not in line))
    return codes


def test_digits_of_the_page_are_those_of_its_numbers(reports, built, capsys):
    counts = Counter()
    for report in reports:
        sources = {"numbers": numbers_found(report), "drawings": drawings(report), "quoted code": quoted(report, built)}
        expected = Counter(run for texts in sources.values() for text in texts for run in digits(text))
        seen = Counter(digits(visible_text(html_of(report))))
        assert seen - expected == Counter(), f"{report.name}: nothing accounts for these digits of the built page"
        assert expected - seen == Counter(), f"{report.name}: these digits do not show on the built page"
        counts |= {
            source: counts[source] + sum(len(digits(text)) for text in texts) for source, texts in sources.items()
        }
        counts["seen"] += seen.total()
    with capsys.disabled():
        print(f"\n{len(reports)} pages: {counts}")
    assert len(reports) >= 2 and counts["numbers"] >= 300 and counts["drawings"] >= 150 and counts["quoted code"] >= 40
    assert counts.pop("seen") == counts.total()


def test_note_counts_the_numbers_that_were_checked(reports):
    for report in reports:
        checked = sum(n.kind in ("computed", "measured", "cited") for n in report.numbers)
        notes = re.findall(r'<aside class="worked-note">(.*?)<a ', html_of(report).read_text("utf8"))
        if not report.numbers:
            assert not notes
            continue
        [note] = notes
        listed = report.page.meta.get("unchecked", {})
        phrases = [run for phrase, count in listed.items() for run in [*digits(phrase), str(count)]]
        assert digits(note) == [str(checked), *phrases]


def test_title_and_description_are_those_of_the_front_matter(reports):
    for report in reports:
        html = html_of(report).read_text("utf8")
        [title], [description] = (
            re.findall("<title>(.*?)</title>", html),
            re.findall('name="description" content="(.*?)"', html),
        )
        assert digits(unescape(title)) == digits(report.page.meta["title"])
        assert digits(unescape(description)) == digits(report.page.meta["description"])


def test_claim_that_is_accepted_shows_as_one(drawn, alone):
    checker, folder = Checker(drawn), drawn / "docs/places"
    folder.mkdir()
    edit(drawn / "docs/references.md", "<!-- worked:references -->", "")  # the links of these pages are no sources
    accepted = {}
    for number, place in enumerate(PLACES):
        text = PLAIN + PLACES[place].format("[20](=clue_distance)") + "\n"
        if not checker.check(folder / "page.md", text).failures:
            accepted[place] = f"place{number}"
            (folder / f"place{number}.md").write_text(text, "utf8")
    build = run(drawn, "mkdocs", "build", "-q")
    assert build.returncode == 0, build.stderr
    shown = {place: claims_shown(drawn / f"site/places/{name}/index.html") for place, name in accepted.items()}
    assert shown == {place: ["20"] for place in accepted}
    assert len(accepted) >= 20
