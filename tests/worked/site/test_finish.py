"""`worked finish SITE`: what comes after the text of pages that another generator built."""

import re

import pytest

from worked.site.article import NOTICE
from worked.site.unseen import unseen_claims

SAID = " ".join(re.sub("<[^>]*>", "", NOTICE).split())[:30]


@pytest.fixture
def site(notes, generate):
    assert notes.run("stage", "out").code == 0
    return generate(notes.root / "out")


def page(site, name="sums"):
    return (site / name / "index.html").read_text("utf8")


def edit(site, old, new, name="sums"):
    html = page(site, name)
    assert old in html
    (site / name / "index.html").write_text(html.replace(old, new, 1), "utf8")


def test_page_says_that_it_is_not_finished_until_it_is(notes, site):
    assert SAID in page(site) and "worked-card" not in page(site)
    run = notes.run("finish", "site")
    assert run.code == 0, run.out + run.err
    assert SAID not in page(site) and "<!-- worked" not in page(site)


def test_finished_site_has_cards_ledger_and_totals(notes, site):
    assert notes.run("finish", "site").code == 0
    sums, ledger = page(site), page(site, "ledger")
    assert 'id="w1" class="worked-card"' in sums and '<a href="../ledger/#sums:0:1">In the ledger</a>' in sums
    assert '<a href="../sums/">Sums</a>' in ledger and 'id="sums:0:1"' in ledger
    assert '<div class="worked-ledger">' in ledger and "numbers on this site are checked" in ledger
    for name in ("numbers.css", "switch.js"):
        assert sums.count(f"../assets/worked/{name}") == 1 and (site / "assets/worked" / name).is_file()
    assert "ledger.js" in ledger and "ledger.js" not in sums


@pytest.mark.parametrize("generate", ["Python-Markdown"], indirect=True)
def test_numbers_of_footnotes_stand_behind_the_text_and_are_compared_too(notes, generate):
    """Processors of Markdown write them behind everything, the last comment too."""
    notes.page(
        "# Notes\n\nA half[^half] of it.\n\n[^half]: Half is [0.5](=half), by `0.25 + 0.25 = 0.5`.\n", "docs/sums.md"
    )
    (notes.root / "snippets/soft.py").write_text("half = 0.5\nquarter = 0.25\n", "utf8")
    notes.page("# One\n\nIt is [0.5](=half).\n", "docs/one more--page.md")
    notes.page("# Notes\n\nA half[^half] of it.\n\n[^half]: Half is [0.5](=half).\n", "docs/sums.md")
    assert notes.run("stage", "out").code == 0
    site = generate(notes.root / "out")
    edit(site, ">0.5<", ">0.6<")
    run = notes.run("finish", "site")
    assert run.code == 1 and "the check saw 0.5 here, and the built page shows 0.6" in run.out
    edit(site, ">0.6<", ">0.5<")
    assert notes.run("finish", "site").code == 0
    assert page(site).index("worked-note") < page(site).index('class="footnote"') < page(site).index("</main>")


def test_site_that_is_finished_is_not_finished_twice(notes, site):
    assert notes.run("finish", "site").code == 0
    before = page(site)
    run = notes.run("finish", "site")
    assert run.code == 1 and "does not hold this page as it was staged" in run.out and page(site) == before


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("0.50", "0.55", "the check saw 0.50 here, and the built page shows 0.55"),
        ("The blend", "The 2 blends", "the built page shows 2, which the check did not see"),
        ("The blend", '<span onclick="x()">The</span> blend', "the built page has the attribute onclick"),
        ("The blend", "<script>x()</script>The blend", "<script> stands in the built page"),
        ("worked:page docs/sums.md", "worked:page docs/other.md", "which is no page of this project"),
    ],
)
def test_site_is_left_as_it_is_where_a_page_shows_something_else(notes, site, old, new, said):
    edit(site, old, new)
    before = page(site), page(site, "ledger")
    run = notes.run("finish", "site")
    assert run.code == 1 and said in run.out, run.out + run.err
    assert (page(site), page(site, "ledger")) == before and SAID in before[0]


def test_page_that_was_edited_since_it_was_staged_is_refused_until_it_is_staged_again(notes, site, generate):
    path = notes.root / "docs/sums.md"
    path.write_text(path.read_text("utf8").replace("a half", "one half"), "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "another page since it was staged" in run.out and "run  worked stage OUT" in run.out
    assert notes.run("stage", "out").code == 0 and generate(notes.root / "out") == site
    assert notes.run("finish", "site").code == 0 and "one half" in page(site)


def test_snippet_that_was_edited_since_is_refused(notes, site):
    path = notes.root / "snippets/soft.py"
    path.write_text(path.read_text("utf8").replace("half = 0.5", "half = 0.6"), "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "docs/sums.md" in run.out and SAID in page(site)


def test_site_that_lacks_a_page_is_refused(notes, site):
    (site / "sums/index.html").unlink()
    run = notes.run("finish", "site")
    assert run.code == 1 and "docs/sums.md:1:1: site does not hold this page as it was staged" in run.out


def test_site_of_pages_that_nobody_staged_is_refused(notes, generate):
    site = generate(notes.root)
    run = notes.run("finish", str(site))
    assert run.code == 1 and SAID not in page(site)
    assert "a claim that nothing checked stands in this page: [[3.16, 1.84]](=output)" in run.out
    assert "site does not hold this page as it was staged" in run.out and "worked stage OUT" in run.out


def test_page_that_somebody_added_with_claims_is_refused(notes, site):
    (site / "extra.html").write_text('<p>A half is <a href="=half">0.5</a>.</p>', "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "a claim that nothing checked stands in this page: [0.5](=half)" in run.out


def test_site_without_comments_is_refused(notes, site):
    """Its pages go on saying that they are not finished."""
    for file in site.rglob("*.html"):
        file.write_text(re.sub(r"<!-- .*? -->", "", file.read_text("utf8")), "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "does not hold this page as it was staged" in run.out and SAID in page(site)


def test_page_that_shows_a_part_of_another_is_refused(notes, site):
    part = page(site)[: page(site).index("3.16")]
    (site / "news.html").write_text(f"{part}</span>…</main></body></html>", "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "news.html:1:1: a claim that nothing checked" in run.out and SAID in page(site)


def test_page_that_holds_two_staged_pages_is_refused(notes, site):
    (site / "both.html").write_text(page(site) + page(site, "ledger"), "utf8")
    run = notes.run("finish", "site")
    assert run.code == 1 and "both.html:1:1: two staged pages stand in this one" in run.out


def test_claim_beside_the_text_is_refused(notes, site):
    edit(site, "<nav>Notes", '<nav><a href="../=half">0.5</a>')
    run = notes.run("finish", "site")
    assert run.code == 1 and "a claim that nothing checked stands in this page: [0.5](=half)" in run.out


def test_number_of_a_template_around_a_text_is_left_alone(notes, site):
    """The README says so."""
    edit(site, "<nav>Notes</nav>", "<nav>Notes of 2026</nav>")
    assert notes.run("finish", "site").code == 0
    assert "<nav>Notes of 2026</nav>" in page(site)


def test_folder_without_a_site_is_told(notes):
    for name in ("nowhere", "docs"):
        run = notes.run("finish", name)
        assert run.code == 2 and f"{name} holds no built site" in run.err


@pytest.mark.parametrize(
    "html",
    [
        '<a href="=d_k">4</a>',
        '<a href="../=d_k">4</a>',
        '<a href="../=survives(handovers, tired)">4.7%</a>',
        '<a href="%3Dd_k">4</a>',
        '<a href="/docs/lessons/=d_k">4</a>',
        '<a href="&lt;=d_k&gt;">4</a>',
        "<p>It is [4.7%](=survives(handovers, tired)).</p>",
        "<p>It is [4](&lt;=d_k&gt;).</p>",
        '<img src="=bars()" alt="The weights">',
        '<pre><code class="language-worked">1 + 1 = 2</code></pre>',
        "<p>Totals</p><!-- worked:ledger -->",
    ],
)
def test_claim_that_nobody_saw_is_found_in_what_generators_make_of_it(html):
    assert list(unseen_claims(f"<!doctype html><body>{html}</body>"))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="page/?q=4">4</a>',
        '<a href="page/?back=/=x">4</a>',
        '<a href="https://example.org/=x">4</a>',
        '<a href="#=x">4</a>',
        "<p>Write <code>[4](=d_k)</code>.</p>",
        "<pre>[4](=d_k)</pre>",
        "<p>a[0] (=4)</p>",
        '<code class="language-python">1</code>',
    ],
)
def test_what_is_no_claim_is_left_alone(html):
    assert not list(unseen_claims(f"<!doctype html><body>{html}</body>"))
