"""A number below zero has a minus in front, as in a worked step, and not a hyphen."""

import re

from bs4 import BeautifulSoup

OTHER = "script, style, template, pre, code, select, .interactive, .lab-output, .worked-numbers, .worked-card, nav"  # code, and what a browser fills
HYPHEN = re.compile(r"(?<![\w)])-\d[\d.]*")


def test_no_number_has_a_hyphen_for_a_minus(built):
    found, minuses = {}, 0
    for file in (built / "site").rglob("index.html"):
        article = BeautifulSoup(file.read_text("utf8"), "html.parser").select_one("article")
        for element in article.select(OTHER):
            element.decompose()
        text = article.get_text()
        minuses += text.count("−")
        found |= {file.parent.name: HYPHEN.findall(text)} if HYPHEN.search(text) else {}
    assert found == {} and minuses >= 20
