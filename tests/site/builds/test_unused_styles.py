"""The theme's style sheets lose what this site never shows, and nothing else."""

import re
from pathlib import Path

import material
import pytest
from bs4 import BeautifulSoup

from theme.hooks import theme_repairs, unused_styles

SHEETS = "assets/stylesheets/*.min.css"
ORIGINALS = Path(material.__file__).parent / "templates"
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
# Nothing of this site turns these on: versions, a repository's figures, notes in code, tags, right-to-left script.
UNASKED = re.compile(r"\.md-(version|source|annotation|tag)|\.mermaid|\[dir=rtl\]")


def shown_classes(site: Path) -> set[str]:
    """The classes of every element of every page, and every string of a script that may be one."""
    pages = [BeautifulSoup(page.read_text("utf8"), "html.parser") for page in site.rglob("*.html")]
    elements = {name for page in pages for element in page.find_all(class_=True) for name in element["class"]}
    scripts = [script.read_text("utf8") for script in site.rglob("*.js")]
    return elements | {name for text in scripts for name in re.findall(r"[\w-]+", text)}


def selectors(sheet: str) -> set[str]:
    """Each selector by itself, whatever rule it shares."""
    heads = re.findall(r"(?<=[{}])([^{}@]+)\{", "}" + sheet)
    return {one for head in heads for one in re.split(r",(?![^()]*\))", head)}


def test_every_rule_of_classes_that_the_site_shows_is_kept(built):
    site = built / "site"
    shown = shown_classes(site)
    for sheet in site.glob(SHEETS):
        whole = (ORIGINALS / sheet.relative_to(site)).read_text("utf8")
        for old, new in theme_repairs.LOOK.items():
            whole = whole.replace(old, new)
        known, kept = selectors(unused_styles.without(whole, set())), selectors(sheet.read_text("utf8"))
        needed = {one for one in known if set(CLASS.findall(one)) <= shown and not UNASKED.search(one)}
        assert needed <= kept, f"{sheet.name} lacks {needed - kept}"
        assert len(needed) > 10 and len(sheet.read_text("utf8")) < len(whole), sheet.name


def test_every_property_that_a_rule_reads_is_still_set(built):
    site = built / "site"
    sheets = {sheet: (ORIGINALS / sheet.relative_to(site)).read_text("utf8") for sheet in site.glob(SHEETS)}
    assert len(sheets) == 2
    kept = "".join(sheet.read_text("utf8") for sheet in site.rglob("*.css"))
    read = set(re.findall(r"var\((--md-[\w-]+)", kept))
    was_set = {name for whole in sheets.values() for name in re.findall(r"(--md-[\w-]+):", whole)}
    assert len(read & was_set) > 50
    assert [name for name in read & was_set if f"{name}:" not in kept] == []


def test_classes_that_no_page_asks_for_come_back_with_a_page_that_does(tmp_path):
    script = tmp_path / "assets/javascripts/bundle.min.js"
    script.parent.mkdir(parents=True)
    script.write_text('class:"md-version__list",class:"md-dialog"', "utf8")
    words = unused_styles.shown_words
    assert words(tmp_path, '{"version": null}') >= {"md-dialog", "version"}
    assert "md-version__list" not in words(tmp_path, '{"version": null}')
    assert "md-version__list" in words(tmp_path, '{"version": {"provider": "mike"}}')


@pytest.mark.parametrize(
    "sheet, kept",
    [
        (".shown{color:red}.unseen{color:red}", ".shown{color:red}"),
        (".shown .unseen{color:red}.shown:not(.unseen){color:red}", ".shown:not(.unseen){color:red}"),
        (".shown,.unseen{color:red}", ".shown,.unseen{color:red}"),
        ("@media print{.unseen{color:red}}p{color:red}", "p{color:red}"),
        (".tab--next{color:red}.tab{color:red}", ".tab--next{color:red}"),
        ("@keyframes unseen{to{color:red}}.unseen{color:red}", "@keyframes unseen{to{color:red}}.unseen{color:red}"),
    ],
)
def test_rule_goes_when_its_class_stands_nowhere(sheet, kept):
    words = {"shown", "tab--"}  # a script puts the beginning of a name and its end together
    assert unused_styles.without(sheet, unused_styles.unused_classes(sheet, words)) == kept
