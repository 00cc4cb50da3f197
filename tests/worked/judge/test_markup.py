"""CONTRIBUTING says what HTML a page may hold, and the check agrees."""

import re
from pathlib import Path

from worked.judge import markup
from worked.settings import settings_for

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<names>(?:`[a-z0-9-]+` ?)+)\|$", re.MULTILINE)


def rows() -> tuple[dict[str, list[str]], str]:
    """The rows of the tables, and the whole section."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf8")
    section = text.partition("## HTML in a page\n")[2].partition("\n## ")[0]
    return {row["name"].strip("`"): re.findall(r"`(.+?)`", row["names"]) for row in ROW.finditer(section)}, section


def test_tables_of_contributing_are_those_of_the_check():
    found, section = rows()
    groups = {name: names.split() for name, names in markup.GROUPS.items()}
    own = {name: names.split() for name, names in markup.OWN.items()}
    assert found == groups | {"every element": markup.EVERYWHERE.split()} | own
    attached = " ".join(f"`{name}`" for name in markup.ATTACHED.split())
    assert f"those of every element, and {attached} |" in section


def test_contributing_names_the_attributes_that_the_settings_add():
    added = settings_for(ROOT).attributes
    assert added and all(f"`{name}`" in rows()[1] for name in added)


def test_every_element_of_its_own_attributes_is_one_that_a_page_may_hold():
    assert set(markup.OWN) <= markup.ELEMENTS
    assert not set(markup.INSTEAD) & markup.ELEMENTS
