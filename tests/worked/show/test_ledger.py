"""What pages know of one another: markers, sources, and the record that the ledger is made from."""

import json

import pytest

from worked.judge.check import check_page
from worked.run.store import Store
from worked.settings import settings_for
from worked.show.ledger import ledger, total_sentence
from worked.tell.record import PageRecord, record_of
from worked.tell.site import Bibliography, Reference, SitePage
from worked.tell.verdict import known_verdict

ADDRESS = "https://example.org/paper"
ENTRY = f"""\
[doe2014]
authors = "Jane Doe, John Roe"
year = 2014
title = "On cards"
venue = "Journal"
url = "{ADDRESS}"
"""
SETTINGS = '[tool.worked]\npages = ["*.md"]\nreferences = "references.toml"\nlabels = ["token"]\n'
LIST = "# Bibliography { #sources }\n\n<!-- worked:references -->\n"


@pytest.fixture
def site(project):
    """A project with a page of references, one source, and a page that cites it."""
    project.write("pyproject.toml", SETTINGS)
    project.write("references.toml", ENTRY)
    project.plain(LIST, "sources.md")
    project.page(f"[0.72](=weights[animal]), see [Doe et al. 2014]({ADDRESS}).\n")
    return project


def record(project, name: str = "page.md") -> PageRecord:
    settings = settings_for(project.root)
    report = check_page(project.root / name, settings, Store(settings))
    assert not report.failures
    return PageRecord(**json.loads(json.dumps(record_of(report))))  # as it is kept


# ---- markers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("marker", ["ledger", "references", "total"])
def test_known_marker_is_no_failure(project, marker):
    project.page(f"[0.72](=weights[animal])\n\n<!-- worked:{marker} -->\n")
    assert project.check().code == 0
    assert record(project).markers == [(marker, 6, 1)]


@pytest.mark.parametrize(
    "marker",
    [
        "<!-- worked:legder -->",
        "<!--worked:ledger-->",
        "<!-- worked: ledger -->",
        "<!-- Worked:ledger -->",
        "<!-- worked:ledger-link -->",
    ],
)
def test_unknown_marker_is_refused_at_its_line(project, marker):
    project.page(f"[0.72](=weights[animal])\n\n{marker}\n")
    assert project.check().failure == (6, 1, "there is no such marker")


@pytest.mark.parametrize(
    "text", ["Words.\n<!-- worked:total -->", "<!-- worked:total -->\nWords.", "Words <!-- worked:total --> words."]
)
def test_marker_within_a_paragraph_is_refused(project, text):
    project.plain(f"{text}\n\nA sum: `1 + 1 = 2`.\n")
    assert project.check().headlines == ["a marker stands in a paragraph of its own"]


@pytest.mark.parametrize("text", ["```text\n<!-- worked:nonsense -->\n```", "Write `<!-- worked:nonsense -->` there."])
def test_marker_shown_as_code_is_code(project, text):
    project.page(f"[0.72](=weights[animal])\n\n{text}\n")
    assert project.check().code == 0 and record(project).markers == []


@pytest.mark.parametrize("marker", ["ledger", "references"])
def test_second_page_with_the_ledger_or_the_references_is_refused(site, marker):
    for name in ("a.md", "b.md"):
        site.plain(f"<!-- worked:{marker} -->\n", name)
    run = site.run("check")
    places = [place for place, headline in zip(run.places, run.headlines) if "one page" in headline]
    assert places == [("b.md", 1, 1)] if marker == "ledger" else places == [("b.md", 1, 1), ("sources.md", 3, 1)]


def test_total_may_stand_on_many_pages(site):
    for name in ("a.md", "b.md"):
        site.plain("<!-- worked:total -->\n", name)
    assert site.run("check").code == 0


# ---- sources ---------------------------------------------------------------------------------


def test_every_source_cited_and_every_link_a_source_holds(site):
    run = site.run("check")
    assert run.code == 0 and "2 cited" not in run.out and "1 cited" in run.out


def test_source_that_no_page_cites_is_refused_at_its_line(site):
    site.write(
        "references.toml",
        ENTRY
        + '\n[roe2015]\nauthors = "John Roe"\nyear = 2015\ntitle = "More"\nvenue = "J"\nurl = "https://example.org/more"\n',
    )
    run = site.run("check")
    assert (run.code, run.places, run.headlines) == (
        1,
        [("references.toml", 8, 1)],
        ["no page cites the source roe2015"],
    )


def test_cited_number_cites_its_source(site):
    site.write("references.toml", ENTRY + 'places = ["table 1"]\n')
    site.page("[12.5](=found)\n")
    site.write(
        "snippets/soft.py", f'from worked import cited\nfound = cited(12.5, "Doe et al. 2014, table 1", "{ADDRESS}")\n'
    )
    assert site.run("check").code == 0


def test_cited_number_of_an_unknown_source_is_refused_at_its_place(site):
    site.write(
        "snippets/soft.py",
        'from worked import cited\nweights = [0.72]\nanimal = 0\nfound = cited(12.5, "Poe 2016, table 1", "https://example.org/poe")\n',
    )
    site.page(f"Some [12.5](=found), [Doe et al. 2014]({ADDRESS}).\n")
    run = site.run("check")
    assert (run.code, run.places) == (1, [("page.md", 4, 7)])
    assert "found is cited from no source of references.toml" in run.headlines[0]


@pytest.mark.parametrize(
    ("link", "line"),
    [
        ("[Poe](https://example.org/poe)", 6),
        ("<https://example.org/poe>", 6),
        ('<a href="https://example.org/poe">Poe</a>', 6),
        ("[Poe][poe]\n\n[poe]: https://example.org/poe", 8),
    ],
)
def test_link_that_leads_to_no_source_is_refused_where_it_is_typed(site, link, line):
    site.page(f"[0.72](=weights[animal]), see [Doe et al. 2014]({ADDRESS}).\n\nSee {link}\n")
    run = site.run("check")
    assert run.code == 1 and run.places[0][:2] == ("page.md", line)
    assert "this link leads to no source of references.toml: https://example.org/poe" in run.headlines[0]
    site.write("pyproject.toml", SETTINGS + 'other_links = ["https://example.org/po"]\n')
    assert site.run("check").code == 0


def test_part_of_a_source_is_that_source(site):
    site.page(f"[0.72](=weights[animal]), see [a table]({ADDRESS}#table).\n")
    assert site.run("check").code == 0


@pytest.mark.parametrize(
    ("typed", "wrong", "line"),
    [
        ("year = 2014", "year = 2015", 3),
        ("year = 2014", "year = 2114", 3),
        ("[doe2014]", "[doe2015]", 3),
        ("[doe2014]", "[doe12014]", 3),
        ("[doe2014]", "[doe]", 3),
        ('venue = "Journal"', 'venue = "Journal; ICLR 2016"', 5),
        ('venue = "Journal"', 'venue = "Journal; ICLR 3015"', 5),
        ('venue = "Journal"', 'venue = "Journal; ICLR 2014"', 5),
    ],
)
def test_year_that_the_entry_does_not_confirm_is_refused_at_its_line(site, typed, wrong, line):
    site.page("[0.72](=weights[animal]), see [Doe et al.](https://example.org/paper).\n")
    assert site.run("check").code == 0
    site.write("references.toml", ENTRY.replace(typed, wrong))
    run = site.run("check")
    assert (run.code, run.places) == (1, [("references.toml", line, 1)])


def test_second_source_of_a_year_and_the_next_year_of_a_venue_hold(site):
    site.write("references.toml", ENTRY.replace("2014]", "2014b]").replace("Journal", "Journal; ICLR 2015"))
    assert site.run("check").code == 0


def test_source_listed_twice_is_refused(site):
    site.write("references.toml", ENTRY + "\n" + ENTRY.replace("doe2014", "again2014"))
    run = site.run("check")
    assert run.code == 1 and run.headlines == ["doe2014 and again2014 are one source: https://example.org/paper"]


@pytest.mark.parametrize("field", ["authors", "title", "venue"])
def test_source_that_cannot_be_shown_is_refused(site, field):
    site.write(
        "references.toml", "".join(line for line in ENTRY.splitlines(keepends=True) if not line.startswith(field))
    )
    run = site.run("check")
    assert run.code == 1 and run.headlines == [f"the source doe2014 lacks its {field}"]


def test_links_are_nobodys_business_where_the_settings_name_neither_sources_nor_links(site):
    (site.root / "sources.md").unlink()
    site.page("[0.72](=weights[animal]), see [Poe](https://example.org/poe).\n")
    assert site.run("check").code == 1
    site.write("pyproject.toml", SETTINGS.replace('references = "references.toml"\n', ""))
    assert site.run("check").code == 0


def test_check_of_some_pages_says_nothing_about_the_others(site):
    site.write("references.toml", ENTRY.replace("doe2014", "doe2014").replace(ADDRESS, ADDRESS + "/other"))
    assert site.run("check").code == 1
    assert "no page cites" not in site.check("sources.md", "page.md").out


def test_wrong_setting_for_other_links_is_refused(site):
    site.write("pyproject.toml", SETTINGS + 'other_links = ["numpy"]\n')
    run = site.run("check")
    assert run.code == 2 and "other_links is a list of addresses" in run.err


# ---- the record ------------------------------------------------------------------------------


def test_record_keeps_each_number_with_what_gives_it(site):
    site.page(f"""\
## One {{ #one }}

Token 7 gets [[0.72, 0.28]](=weights); [`0.72 + 0.28 = 1.00`](=weights) holds
([Doe et al. 2014]({ADDRESS})).

### *Two* {{ #two }}

[72%](=weights[animal])
""")
    found = record(site)
    rows = [(row.line, row.column, row.shown, row.kind, row.known_by, row.value, row.section) for row in found.rows]
    equation = "0.72 + 0.28 = 1.00"
    assert rows == [
        (6, 7, "7", "label", "", "", 0),
        (6, 16, "0.72", "computed", "weights[0]", "0.72", 0),
        (6, 22, "0.28", "computed", "weights[1]", "0.28", 0),
        (6, 42, "0.72", "computed", equation, "0.72", 0),
        (6, 49, "0.28", "computed", equation, "0.28", 0),
        (6, 56, "1.00", "computed", equation, "1", 0),
        (7, 14, "2014", "cited", "", "", 0),
        (11, 2, "72%", "computed", "weights[animal]", "0.72", 1),
    ]
    assert found.sections == [("one", "One"), ("two", "Two")]
    assert found.ids("page") == [*(f"page:one:{n}" for n in range(1, 8)), "page:two:1"]
    assert [(link.url, link.line, link.column, link.section) for link in found.outside] == [(ADDRESS, 7, 3, 0)]


def test_number_of_quoted_code_keeps_both_of_its_places(site):
    site.write(
        "snippets/soft.py",
        "# --8<-- [start:sum]\nweights = [0.72]\ntotal = 0.5 + 0.5  # 1\n# --8<-- [end:sum]\nanimal = 0\n",
    )
    site.page(f'## One {{ #one }}\n\n```python\n--8<-- "snippets/soft.py:sum"\n```\n\n[Doe et al. 2014]({ADDRESS})\n')
    row = record(site).rows[0]
    assert (row.line, row.shown, row.known_by, row.value, row.code) == (7, "1", "total", "1", "snippets/soft.py:3")


def test_measured_number_keeps_script_and_seed(site):
    site.write("runs.json", json.dumps({"script": "measure.py", "seed": 3, "versions": {}, "values": {"share": 0.25}}))
    site.write("snippets/soft.py", "from worked import measured\nruns = measured('runs.json')\nshare = runs['share']\n")
    site.page("[25%](=share)\n")
    [row] = record(site).rows
    assert (row.kind, row.source, row.url) == ("measured", "runs.json: measure.py, seed 3", "")


def test_record_survives_in_what_is_kept(site):
    assert site.run("check").code == 0
    kept = known_verdict(site.root / "page.md", settings_for(site.root))
    assert [row.shown for row in PageRecord(**kept.record).rows] == ["0.72", "2014"]


# ---- the words -------------------------------------------------------------------------------


def entry(kinds: dict, rows=()) -> SitePage:
    return SitePage(
        "a.md",
        "a",
        "A & B",
        "a/",
        kinds,
        PageRecord(rows, [("one", "One")], {"5 <min>": 2} if rows else {}),
        {"one": "One"},
    )


@pytest.mark.parametrize(
    "kinds, words",
    [
        (
            {"computed": 1100, "measured": 80, "cited": 54, "label": 9, "unchecked": 3},
            "1,234 numbers on this site are checked each time it is built: 1,100 computed, 80 measured, 54 cited; "
            '3 are not, and are listed in <a href="ledger/">the ledger</a>.',
        ),
        (
            {"computed": 1, "unchecked": 1},
            '1 number on this site is checked each time it is built: 1 computed; 1 is not, and is listed in <a href="ledger/">the ledger</a>.',
        ),
        (
            {"cited": 2},
            '2 numbers on this site are checked each time it is built: 2 cited; each is listed in <a href="ledger/">the ledger</a>.',
        ),
    ],
)
def test_total_sentence(kinds, words):
    assert (
        total_sentence([entry(kinds)], 'in <a href="ledger/">the ledger</a>') == f'<p class="worked-total">{words}</p>'
    )


def test_total_sentence_of_a_site_without_a_ledger():
    sentence = total_sentence([entry({"computed": 2, "unchecked": 1})])
    assert (
        sentence
        == '<p class="worked-total">2 numbers on this site are checked each time it is built: 2 computed; 1 is not.</p>'
    )


def test_ledger_escapes_what_pages_say():
    row = (3, 1, "<b>1</b>", "computed", 'a["<"]', "1 < 2", "", "", 0, "")
    html, headings = ledger([entry({"computed": 1}, [row])], Bibliography([]), lambda url: f"../{url}")
    assert (
        "&lt;b&gt;1&lt;/b&gt;" in html
        and "a[&quot;&lt;&quot;]" in html
        and "5 &lt;min&gt;" in html
        and "<b>" not in html
    )
    assert '<a href="../a/#one">One</a>' in html
    assert headings[-1] == (3, "A & B", "a")


@pytest.mark.parametrize(
    "authors, surname, short",
    [
        ("Jane Doe", "Doe", "Doe 2014"),
        ("Jane Doe, John Roe", "Doe", "Doe et al. 2014"),
        ("Hubert Ramsauer and others", "Ramsauer", "Ramsauer et al. 2014"),
    ],
)
def test_source_is_named_by_its_first_author(authors, surname, short):
    source = Reference("key", 1, {"authors": authors, "year": 2014, "title": "T", "venue": "V", "url": "u"})
    assert (source.surname, source.short, source.missing) == (surname, short, [])
