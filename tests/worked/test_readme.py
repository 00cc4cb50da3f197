"""What worked/README.md says, done row by row."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "worked/README.md").read_text("utf8")
ROW = re.compile(r"^\| (`+)(?P<page>.+?)\1 \| (?P<said>[^|`]+) \|$", re.MULTILINE)
ROWS = [(row["page"].strip().replace("\\|", "|"), row["said"]) for row in ROW.finditer(README)]


def test_every_row_is_tried():
    heads = len(re.findall(r"^\|---\|---\|$", README, re.MULTILINE))
    assert len(ROWS) == len(re.findall(r"^\|", README, re.MULTILINE)) - 2 * heads > 15


@pytest.mark.parametrize("page, said", ROWS)
def test_page_of_the_readme_is_judged_as_it_says(project, page, said):
    project.plain(f"{page}\n\nAnd `1 + 1 = 2`.\n")
    run = project.check(*(["--unread"] if said.startswith("not read") else []), "page.md")
    if said == "holds":
        assert run.code == 0 and not run.places, run.out
    else:
        (headline,) = run.headlines
        assert said in headline, run.out
