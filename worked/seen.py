"""What the built page shows, against what the check saw: the last net.

Markdown processors differ, and a check of the source can only guess how one of them reads it.
So the numbers of the HTML are counted as well: one that the check did not see is a failure.
"""

import re
from collections import Counter
from html.parser import HTMLParser

from worked.findings import Failure, Report
from worked.page import NUMERAL
from worked.quoted import quotes_of
from worked.settings import Settings

# What this library wrote itself, and the marks that a theme puts beside headings and footnotes.
OWN = re.compile(
    r'<figure class="worked-figure">.*?</figure>|<span class="worked[^>]*>.*?</span>|<div class="worked-(?:steps|banner)".*?</div></div>'
    r'|<aside class="worked-note">.*?</aside>|<math\b.*?</math>|<a class="(?:headerlink|footnote-ref|footnote-backref)".*?</a>',
    re.DOTALL,
)
SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "value", "label", "summary", "start"}
UNSEEN = {"script", "style", "template"}


class Text(HTMLParser):
    """Collects the words of a page: its text, and the attributes that are shown or spoken."""

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag, attributes) -> None:
        self.unseen += tag in UNSEEN
        self.words += [f"\n{value}\n" for name, value in attributes if name in SHOWN_ATTRIBUTES and value]
        if tag not in ("b", "em", "i", "strong", "span", "code", "a", "mark"):
            self.words.append("\n")

    def handle_endtag(self, tag) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data) -> None:
        if not self.unseen:
            self.words.append(data)


def unseen_numbers(report: Report, settings: Settings, html: str) -> list[Failure]:
    """A failure for each number of a built page that the check of its source did not see."""
    reader = Text()
    reader.feed(OWN.sub("\n\ufffc\n", html))
    reader.close()
    surplus = Counter(NUMERAL.findall("".join(reader.words))) - known_numbers(report, settings)
    return [unseen(report, shown) for shown in surplus]


def known_numbers(report: Report, settings: Settings) -> Counter:
    page = report.page
    known = Counter(page.text[number.start : number.end] for number in report.numbers if not number.file)
    for fence in page.fences:
        for quote in quotes_of(page, fence, settings.root, settings.snippets):
            known.update(NUMERAL.findall(quote.text[quote.start : quote.end]))
    return known


def unseen(report: Report, shown: str) -> Failure:
    at = max(report.page.text.find(shown, report.page.body), 0)
    return report.failure(
        at, f"the built page shows {shown}, which the check did not see", end=at + len(shown),
        advice=[("write", "this part in plain Markdown, so that both read it alike")],
    )  # fmt: skip
