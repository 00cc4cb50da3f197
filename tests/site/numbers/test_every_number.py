"""Every digit of the built site is in a checked number, or is known for what it is.

The audit shares no code with `worked`. It reads the HTML as a reader's browser does, runs the snippets
and labs in plain Python, and works each expression out anew. Then digits are planted, to see that it
sees them.
"""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.numbers.built_site import Site
from tests.site.numbers.number_audit import Audit
from tests.site.numbers.page_text import digits_of, passages

LESSON, LAB, LEDGER = "lessons/07-soft-lookup/index.html", "labs/07-soft-lookup/index.html", "ledger/index.html"
EXPERIMENT = "experiments/how-much-fits/index.html"


@pytest.fixture(scope="module")
def site(built: Path) -> Site:
    return Site(built, built / "site")


def html_of(site: Site, address: str) -> str:
    return (site.site / address).read_text("utf8")


@pytest.fixture(scope="module")
def audits(site: Site) -> list[Audit]:
    addresses = sorted(page.relative_to(site.site).as_posix() for page in site.site.rglob("*.html"))
    return [Audit(site, address, html_of(site, address)) for address in addresses]


@pytest.fixture(scope="module")
def lost(audits) -> list[str]:
    """What the audits of all pages found."""
    return [message for audit in audits for message in audit.lost()]


def test_every_digit_of_every_page_is_known_for_what_it_is(audits, lost, capsys):
    found = sum((audit.found for audit in audits), Counter())
    with capsys.disabled():
        print(
            f"\n{found.total()} runs of digits on {len(audits)} pages: {', '.join(f'{count} {kind}' for kind, count in found.most_common())}"
        )
    assert lost == []
    least = {
        "checked number": 1000,
        "worked step": 60,
        "figure": 400,
        "quoted code": 300,
        "output": 300,
        "card": 3000,
        "ledger": 3000,
        "inline code": 50,
        "citation": 15,
        "reference": 30,
        "label": 60,
        "furniture": 5,  # the titles of the navigation hold none
        "totals": 10,
    }
    assert {kind: count for kind, count in least.items() if found[kind] < count} == {}


def test_every_page_of_the_source_is_audited(audits, site):
    pages = {
        path.relative_to(site.root / "docs")
        for kind in ("**/*.md", "labs/*.py")
        for path in site.root.glob(f"docs/{kind}")
    }
    audited = {audit.source.relative_to(site.root / "docs") for audit in audits if audit.source}
    assert audited == pages and len(pages) >= 10


def test_every_number_of_the_text_was_worked_out_anew(audits, lost):
    """Each is an element of its own; the audits have judged them all, and found them true."""
    assert lost == []
    spans = [
        (audit, span) for audit in audits for span in audit.soup.select(".worked") if re.search(r"\d", span.get_text())
    ]
    assert [span.get_text() for audit, span in spans if audit.wrong.get(id(span)) != ""] == []
    assert len(spans) >= 500


# ---- planted digits


def next_digit(place: re.Match) -> str:
    """The text of a place with one more in its last digit."""
    return f"{place[1]}{(int(place[2]) + 1) % 10}"


PLANTED = {
    "heading": (LESSON, r're:(<h2 id="[^"]*">)', r"\g<1>41 "),
    "paragraph": (LESSON, r"re:(<p>[A-Z][^<.]*)\.", r"\g<1> 41 times."),
    "numeral of another kind": (LESSON, r"re:(<p>[A-Z][^<.]*)\.", r"\g<1>, by ½."),
    "alternative text": (LESSON, 'alt="logo"', 'alt="logo 41"'),
    "words for a drawing": (LESSON, r're:(aria-label="[^"]*animal[^"]*)0\.72', r"\g<1>0.73"),
    "text of a drawing": (LESSON, r"re:(<text[^>]*>)0\.72", r"\g<1>0.73"),
    "one more text in a drawing": (LESSON, r"re:(<svg[^>]*worked-picture[^>]*>)", r"\g<1><text>41</text>"),
    "message of the check": ("your-own-pages/index.html", r"re:(computed +3\.8)1", r"\g<1>2"),
    "column in a message": ("your-own-pages/index.html", r"re:(notes\.md&#58;1&#58;2)1", r"\g<1>2"),
    "text diagram": ("how-it-checks/index.html", r"re:(worked-diagram[^>]*>first card +█+ +0\.7)5", r"\g<1>6"),
    "button": (LESSON, r"re:(<button[^>]*class=\"worked-press\"[^>]*)>", r'\g<1> aria-label="number 41">'),
    "title of an element": (LESSON, 'title="Link to this section"', 'title="Link 41 to this section"'),
    "placeholder": (LESSON, 'placeholder="Search"', 'placeholder="Search 41"'),
    "table cell": (LESSON, r"re:<td>([a-z ]+)</td>", r"<td>41 \g<1></td>"),
    "summary": (LESSON, r"re:<summary>([A-Z][a-z ]+)</summary>", r"<summary>41 \g<1></summary>"),
    "title of the page": (LESSON, r"re:(<title>Lesson \d)(\d)", next_digit),
    "description": (LESSON, 'name="description" content="', 'name="description" content="41 '),
    "year of a source": (LESSON, r"re:(<a href=\"https://[^\"]*\">[A-Z]\w+ et al\. \d\d\d)(\d)", next_digit),
    "number in a link to a lesson": (LESSON, r"re:(<a href=\"\.\./08-scaled-dot-product/\">[Ll]esson )08", r"\g<1>07"),
    "link that is no source": (LESSON, r"re:(<a href=\"https://[^\"]*)(\">[A-Z]\w+ et al\. \d{4})", r"\g<1>-more\g<2>"),
    "number of a lesson": (LAB, r"re:([Ll]esson )0(\d [a-z])", r"\g<1>1\g<2>"),
    "number in the navigation": (LESSON, r"re:(Part )three(: [A-Z])", r"\g<1>3\g<2>"),
    "wrong literal, right card": (LESSON, r"re:(<span class=\"worked\">)0\.72<button", r"\g<1>0.73<button"),
    "wrong literal, and a card that agrees": (
        LESSON,
        r"re:0\.72(<button type=\"button\" class=\"worked-press\" popovertarget=\"w\d+\"|</b> is)",
        r"0.73\g<1>",
    ),
    "wrong value on a card": (
        EXPERIMENT,
        r"re:(worked-by\">bleu_beam</code> = <span class=\"worked-exact\">)26\.75",
        r"\g<1>26.76",
    ),
    "wrong place on a card": (LESSON, r"re:(<dt>snippets/soft_lookup\.py:)(\d+)", r"\g<1>1\g<2>"),
    "number in the list": (LESSON, r"re:(<button type=\"button\" popovertarget=\"w\d+\">)0\.72", r"\g<1>0.73"),
    "worked step": (LESSON, r"re:(worked-steps.*?)3\.09", r"\g<1>3.10"),
    "equation": (LESSON, r"re:(<code>[\d.]+(?: \+ [\d.]+)+ = \d+\.\d*)(\d)(?=</code>)", next_digit),
    "quoted code": (LESSON, r"re:(<div class=\"[^\"]*highlight.*?)0\.72", r"\g<1>0.73"),
    "code of a cell": (LAB, r"re:(<div class=\"[^\"]*highlight.*?)0\.72", r"\g<1>0.73"),
    "output of a cell": (LAB, r"re:(lab-output.*?0\.7)2", r"\g<1>3"),
    "phrase that no page lists as unchecked": (LESSON, "Apply now<", "Apply now (5 min)<"),
    "count of a page": (LESSON, r"re:(class=\"worked-note\">)\d+", r"\g<1>9999"),
    "total of the site": ("index.html", r"re:(class=\"worked-total\">)\d+", r"\g<1>9999"),
    "minutes of a lesson": (
        "index.html",
        r"re:(<span class=\"worked\">)\d+(<button[^>]*></button></span> minutes)",
        r"\g<1>99\g<2>",
    ),
    "row of the ledger": (LEDGER, r"re:(<tr id=\"lessons/07[^>]*><th scope=\"row\">)0\.72", r"\g<1>0.73"),
    "count of a page in the ledger": (LEDGER, r"re:<summary>\d+ numbers", "<summary>9999 numbers"),
    "entry of the references": ("references/index.html", "(2014)", "(2015)"),
    "navigation": (LESSON, "Glossary", "Glossary of 41 words"),
    "copyright": (LESSON, "Text and code under", "Text and code of 2041 under"),
    "inline code": (LESSON, r"re:<code>(\w+ @ \w+)</code>", r"<code>\g<1> + 41</code>"),
}


@pytest.mark.parametrize("place", PLANTED)
def test_digit_that_is_planted_is_found(site, place):
    address, old, new = PLANTED[place]
    html = html_of(site, address)
    planted = re.sub(old[3:], new, html, flags=re.DOTALL) if old.startswith("re:") else html.replace(old, new)
    assert planted != html, f"{address} has nothing like {old}"
    audit = Audit(site, address, planted)
    if more := audit.runs - runs(site, address):
        assert any(wrong for _, wrong in (audit.account(digits) for digits in audit.digits if digits.shown in more))
    else:
        assert any(audit.lost())


@cache  # most are planted in one page
def runs(site: Site, address: str) -> Counter[str]:
    return Audit(site, address, html_of(site, address)).runs


# ---- files beside the pages


def test_pictures_and_styles_beside_the_pages_hold_no_digits_to_read(site):
    pictures, styles = list(site.site.rglob("*.svg")), list(site.root.glob("theme/assets/*.css"))
    assert pictures and styles
    for picture in pictures:
        shown = BeautifulSoup(f"<body>{picture.read_text('utf8')}</body>", "html.parser")
        assert [digits for passage in passages(shown) for digits in digits_of(passage)] == [], picture.name
    for style in styles:
        written = re.findall(r"content:\s*([^;}]+)", re.sub(r"(?s)/\*.*?\*/", "", style.read_text("utf8")))
        words = [word for one in written for word in re.findall(r"\"([^\"]*)\"|'([^']*)'", one)]
        assert not re.search(r"(?<!\\)\b\d", str(words)), style.name


def test_notebook_to_take_away_says_what_its_source_says(site):
    notebooks = sorted(site.site.rglob("*.ipynb"))
    assert len(notebooks) >= 2
    for path in notebooks:
        code = site.code(f"docs/labs/{path.stem}.py")
        cells = json.loads(path.read_text("utf8"))["cells"]
        assert ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"] == code.cells
        said = "".join("".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "markdown")
        written = re.sub(r"(?ms)^# %%\n.*?(?=^# %%|\Z)", "", code.text.partition("\n# ---\n")[2])
        assert re.findall(r"\d+", without_addresses(said)) == re.findall(r"\d+", without_addresses(written)), path.name


def without_addresses(markdown: str) -> str:
    return re.sub(r"\]\(<=.*?>\)|\]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "]", markdown, flags=re.DOTALL)
