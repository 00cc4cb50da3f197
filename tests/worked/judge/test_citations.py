"""What a cited value says of its source bears the source's year and a place that is declared."""

import pytest

SETTINGS = '[tool.worked]\nsnippets = "snippets"\nreferences = "references.toml"\n'
REFERENCES = """\
[smith2014]
authors = "Ada Smith"
year = 2014
title = "Bread"
venue = "Oven"
url = "https://example.org/bread"
places = ["table 1", "section 4.2"]
"""
SNIPPET = """\
from worked import cited

bread = "https://example.org/bread"
loaves = cited(17, "{}", bread)
"""
PAGE = "They bake [17](=loaves) loaves, as [Smith 2014](https://example.org/bread) says.\n"


@pytest.fixture
def check(project):
    """Checks a page whose cited value says something of its source."""

    def check_page(said: str, references: str = REFERENCES):
        project.write("pyproject.toml", SETTINGS)
        project.write("references.toml", references)
        project.write("snippets/soft.py", SNIPPET.format(said))
        project.page(PAGE)
        return project.check()

    return check_page


@pytest.mark.parametrize(
    "said",
    [
        "Smith 2014, table 1",
        "Smith 2014, section 4.2 and table 1, all loaves",
        "Smith, abstract",
        "section 4.2 of Smith",
    ],
)
def test_places_that_are_declared_may_be_cited(check, said):
    assert check(said).code == 0


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Smith 2015, table 1", "2015"),
        ("Smith 2014, table 2", "2"),
        ("Smith 2014, table 12", "12"),
        ("Smith 2014, table 1.1", "1.1"),
        ("Smith 2014, section 4.3", "4.3"),
        ("Smith 2014, section 4.2.1", "4.2.1"),
        ("Smith 2014, page 7", "7"),
        ("Smith 2014, table 1, 3rd loaf", "3"),
        ("Smith 20144, table 1", "20144"),
        ("Smith 2014, constable 1", "1"),
    ],
)
def test_other_numbers_are_refused_in_the_line_of_the_snippet(check, said, wrong):
    run = check(said)
    assert run.places == [("snippets/soft.py", 4, 1)]
    assert run.headlines[0].startswith(f"{wrong} in “{said}” is neither the year")


def test_digit_that_changes_in_the_references_is_refused_too(check):
    said = "Smith 2014, table 1"
    assert check(said).code == 0
    assert check(said, REFERENCES.replace("table 1", "table 3")).places == [("snippets/soft.py", 4, 1)]


def test_source_without_places_gives_its_year_alone(check):
    references = REFERENCES.partition("places")[0]
    assert check("Smith 2014, abstract", references).code == 0
    assert check("Smith 2014, table 1", references).code == 1
