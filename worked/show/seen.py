"""The last net: the numbers of the built page are compared with those that the check saw.

Markdown processors differ, and a check of the source can only guess how one of them reads it. So the
numbers of the HTML are counted too, and one that the check did not see is a failure.
"""

import re
from collections import Counter
from html import unescape

from worked.judge.findings import Report
from worked.read.numbers import NUMERAL
from worked.settings import Settings

# What this library wrote itself, and the links that a theme puts beside headings and footnotes.
OWN = re.compile(
    r'<figure class="worked-figure">.*?</figure>|<span class="worked[^>]*>.*?</span>|<div class="worked-(?:steps|banner)".*?</div></div>'
    r'|<p class="worked-count".*?</p>|<aside class="worked-note">.*?</aside>|<math\b.*?</math>|<a class="(?:headerlink|footnote-ref|footnote-backref)".*?</a>',
    re.DOTALL,
)
SHOWN = re.compile(
    r"\s(?:alt|title|aria-label|placeholder|value|label|summary|start)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))",
    re.IGNORECASE,
)
TAG = re.compile(
    r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>|</?(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
WITHIN_WORDS = {"b", "em", "i", "strong", "span", "code", "a", "mark"}


def words_of(html: str) -> str:
    """The text of a page, and the attributes that are shown or spoken."""
    return unescape(TAG.sub(words_of_tag, OWN.sub("\n\ufffc\n", html)))


def words_of_tag(tag: re.Match) -> str:
    name, attributes = (tag.group("name") or "").lower(), tag.group("attributes") or ""
    shown = SHOWN.finditer(attributes) if "=" in attributes else ()  # most tags have no attribute to look through
    words = [next(filter(None, found.groups()), "") for found in shown]
    edge = "" if name in WITHIN_WORDS else "\n"
    return "".join([edge, *(f"\n{word}\n" for word in words)])


def unseen_numbers(seen: dict[str, int], html: str) -> list[str]:
    """The numbers of a built page that the check of its source did not see."""
    return list(Counter(NUMERAL.findall(words_of(html))) - Counter(seen))


def seen_numbers(report: Report, settings: Settings) -> Counter:
    """The numbers of a page that the check saw, those of quoted code among them."""
    from worked.judge.quoted import quotes_of  # neither is loaded for a page whose verdict was kept
    from worked.read.page import blank

    page = report.page
    elsewhere = [(0, page.body), *page.markers, *((claim.start, claim.end) for claim in page.claims)]
    elsewhere += [span.outer for span in page.spans if span.kind == "math"]
    elsewhere += [fence.outer for fence in page.fences if fence.is_worked]
    plain = blank(page.text, elsewhere)  # what this library writes itself does not count, as in words_of()
    shown = [plain[number.start : number.end] for number in report.numbers if not number.file]
    known = Counter(number for number in shown if number.strip())
    for fence in page.fences:
        for quote in quotes_of(page, fence, settings.root, settings.snippets):
            known.update(NUMERAL.findall(quote.text[quote.start : quote.end]))
    return known
