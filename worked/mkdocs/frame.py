"""The frame of a page: what templates put around its text, from the title above the window to the footer.

Its only numbers are labels that are true, and those of titles and headings, which were judged where they stand.
"""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from worked.judge.findings import Failure
from worked.mkdocs.titles import faults_in
from worked.mkdocs.typed import TypedLines
from worked.read.front_matter import read_front_matter
from worked.read.numbers import NUMERAL
from worked.settings import Settings
from worked.show.compare import EDGE, words_around
from worked.site.displayed import displayed_in_time, heading_words

# What a page says of itself to programs alone; whatever else it says is shown by those who link to it.
TO_PROGRAMS = set(
    "card color-scheme generator height image locale referrer robots secure_url theme-color type url viewport width".split()
)
TAG = re.compile("<[^<>]*>")
ADVICE = [("write", "it without the number, or as a label: a noun that the settings list in front of it")]


class Frame:
    """Judges the frames of all pages.

    phrases  titles that have been judged
    """

    def __init__(self, settings: Settings, typed: TypedLines, phrases: list[str]):
        self.settings, self.typed = settings, typed
        self.phrases = with_numbers(phrases)
        self.met: set[str] = set()  # most lines stand on every page
        self.has_failed = False  # what was met once is not told again

    def failures(self, lines: list[str], phrases: list[str], name: str) -> list[Failure]:
        """What is wrong with the frame of a page.

        lines    of what was built, without the text of the page
        phrases  of the page itself that have been judged
        name     of what it was built from
        """
        own = with_numbers(phrases)
        found = []
        for line in lines:
            if NUMERAL.search(line) and line not in self.met:
                faults = self.faults(line, own)
                found += [self.failure(line, start, fault, name) for start, fault in faults]
                self.has_failed |= bool(faults)
                if faults or not self.faults(line, []):
                    self.met.add(line)
        return found

    def faults(self, line: str, own: list[str]) -> list[tuple[int, str]]:
        known = [(at, at + len(phrase)) for phrase in [*self.phrases, *own] if (at := line.find(phrase)) >= 0]
        found = faults_in(line, None, self.settings)
        ends = {number.start(): number.end() for number in NUMERAL.finditer(line)}
        return [(at, fault) for at, fault in found if not any(low <= at < ends[at] <= high for low, high in known)]

    def failure(self, line: str, start: int, fault: str, name: str) -> Failure:
        shown = NUMERAL.match(line, start)[0]
        words = words_around(line, start, start + len(shown))
        file, number, column = self.typed.find(shown, words) or (name, 1, 1)
        return Failure(file, number, column, f"around the text of pages, {fault} ({words})", advice=ADVICE)


def with_numbers(phrases: list[str]) -> list[str]:
    plain = (" ".join(unescape(phrase).split()) for phrase in phrases)
    return list(dict.fromkeys(phrase for phrase in plain if NUMERAL.search(phrase)))


def judged_phrases(source: str, html: str) -> list[str]:
    """The title and the description that a page gives itself, and its headings; what hooks make of them nobody judged."""
    front = read_front_matter(source)[0]
    given = [str(front[key]) for key in ("title", "description") if front.get(key) is not None]
    return [*given, *(heading_words(one) for one in LexborHTMLParser(html).css("h1, h2, h3, h4, h5, h6"))]


def lines_of(html: str) -> list[str]:
    """The lines that readers see of a page's frame, and those that are spoken or shown elsewhere."""
    tree = LexborHTMLParser(html)
    lines = []
    if tree.head is not None:
        lines += [title.text() for title in tree.head.css("title")]
        for meta in tree.head.css("meta[content]"):
            given = meta.attributes
            name = given.get("name") or given.get("property") or given.get("itemprop") or ""
            if name and name.rpartition(":")[2] not in TO_PROGRAMS:
                lines.append(given["content"] or "")
    displayed = displayed_in_time(html)
    lines += [*displayed.flow("").split(EDGE), *displayed.words.get("", [])]
    return [" ".join(line.split()) for line in lines if line]


def lines_of_file(text: str) -> list[str]:
    """The lines of a file that is no page: a feed, or plain text."""
    return [" ".join(line.split()) for line in unescape(TAG.sub("\n", text)).splitlines()]


def without_text(html: str, content: str) -> str | None:
    """A built page without its text; None where the text does not stand in it as it was compared."""
    before, met, behind = html.partition(content) if content else (html, True, "")
    return before + behind if met else None
