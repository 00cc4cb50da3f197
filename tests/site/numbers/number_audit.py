"""An audit of one built page: each digit that it shows or speaks has to be known for what it is.

It reads the HTML, and the sources that the page was made from, by its own means.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag

from tests.site.numbers.built_site import Site
from tests.site.numbers.number_judges import Judges, heading_text
from tests.site.numbers.page_text import Digits, classes, digits_of, passages, text_beside, text_of, within
from tests.site.numbers.plain_python import Code, chain_holds, together

# A number that is a name. These nouns, and letters that a number is glued to.
NOUN = re.compile(
    r"(?<![\w-])(?:lesson|lab|token|runner|rescue|word|step)(?:s\s(?:\d+(?:,\s|\sand\s|\sto\s))*|[\s-])\Z",
    re.IGNORECASE,
)
PAGE_NOUN = re.compile(r"(?<![\w-])(lesson|lab)(?:s\s(?:\d+(?:,\s|\sand\s|\sto\s))*|[\s-])\Z", re.IGNORECASE)
GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\Z|[^\W_]_\Z")
UNIT = re.compile(r"\s?[%‰°]|\w|[.,]\d")
LESSON = re.compile(r"(?:^|/)(\d\d)-[\w-]+/?(?:[#?].*)?$")
# What the theme puts around a page: its header, navigation, footer, dialogs and the marks beside headings.
FURNITURE = {
    "md-header",
    "md-nav",
    "md-footer",
    "md-tabs",
    "md-search",
    "md-skip",
    "md-top",
    "md-content__button",
    "headerlink",
}
STATUS = {"404.html": "404"}  # the number of the error, which is its name
MADE = {"worked-note", "worked-numbers", "headerlink"}
EQUATION = re.compile(r"\s(=|≈)\s")


class Audit(Judges):
    """The audit of a page. ``lost`` looks for digits that nothing accounts for, ``found`` counts the others."""

    def __init__(self, site: Site, address: str, html: str):
        self.site, self.address = site, address
        self.soup = BeautifulSoup(html, "html.parser")
        self.source = self.source_of(address)
        self.text = self.source.read_text("utf8") if self.source else ""
        self.is_lab = self.source is not None and self.source.suffix == ".py"
        self.found: Counter[str] = Counter()
        self.wrong: dict[int, str] = {}  # of an element that was judged: what is wrong with it, "" for nothing

    def source_of(self, address: str) -> Path | None:
        folder = self.site.root / "docs" / address.removesuffix("index.html").rstrip("/")
        options = [folder.with_suffix(".md"), folder.with_suffix(".py"), folder / "index.md"]
        return next(filter(Path.is_file, options), None)

    @cached_property
    def meta(self) -> dict:
        header = self.text.partition("\n# ---" if self.is_lab else "\n---")[0]
        lines = [line.removeprefix("# ") if self.is_lab else line for line in header.split("\n")[1:]]
        return yaml.safe_load("\n".join(lines)) or {}

    @cached_property
    def code(self) -> Code:
        """What the expressions of the page are about."""
        if self.is_lab:
            return self.site.code(str(self.source.relative_to(self.site.root)))
        return together([self.site.code(name) for name in self.named("numbers")])

    def named(self, key: str) -> list[str]:
        """The files that the front matter names: one, or a list of them."""
        names = self.meta.get(key, [])
        return names if isinstance(names, list) else [names]

    @cached_property
    def digits(self) -> list[Digits]:
        return [digits for passage in passages(self.soup) for digits in digits_of(passage)]

    @property
    def runs(self) -> Counter[str]:
        """How often each run of digits is on the page."""
        return Counter(digits.shown for digits in self.digits)

    def lost(self) -> Iterator[str]:
        """What nothing accounts for, one message after the other; the rest is counted."""
        yield from self.miscounted()
        for digits in self.digits:
            kind, wrong = self.account(digits)
            if wrong:
                yield f"{self.address}: {wrong}: {digits}"
            else:
                self.found[kind] += 1

    # ---- what accounts for digits ------------------------------------------------------------

    def account(self, digits: Digits) -> tuple[str, str]:
        """What some digits are, and what is wrong with them."""
        around = within(digits.element)
        for element in around:
            for name in sorted(classes(element)):
                if name in FURNITURE:
                    return "furniture", self.furniture(digits, around)
                judge = getattr(self, f"judge_{name.replace('-', '_')}", None)
                if judge and not self.is_apart(digits, name):
                    return self.judged(element, judge)
        for element in around:
            if element.name == "code" and not digits.passage.attribute:
                return "inline code", self.inline_code(digits, element)
            if element.name == "math":
                return "formula", self.formula(digits)
        return self.prose(digits, around)

    def is_apart(self, digits: Digits, name: str) -> bool:
        """A caption is prose, and so is an attribute; but the words for a drawing belong to it."""
        if name == "worked-figure":
            return digits.element.find_parent("figcaption") is not None or (
                bool(digits.passage.attribute) and digits.element.name != "svg"
            )
        return bool(digits.passage.attribute)

    def judged(self, element: Tag, judge) -> tuple[str, str]:
        """Judge an element as a whole, once."""
        kind = judge.__doc__.partition(":")[0]
        if id(element) not in self.wrong:
            try:
                self.wrong[id(element)] = judge(element)
            except Exception as error:
                self.wrong[id(element)] = f"{type(error).__name__}: {error}"
        return kind, self.wrong[id(element)]

    # ---- words and code in the text ---------------------------------------------------------------

    def inline_code(self, digits: Digits, element: Tag) -> str:
        """An equation that holds; else only indices, and digits of names."""
        text = element.get_text()
        if EQUATION.search(text):
            return (
                ""
                if chain_holds(EQUATION.sub("\0", text).split("\0"), self.code.names)
                else "an equation that does not hold"
            )
        text, at = digits.passage.text[digits.start - digits.place : digits.end + 20], digits.place
        indices = [match.span() for match in re.finditer(r"(?<=[\w\])])\[[\d:, -]+\]", text)]
        is_index = any(low <= at < high for low, high in indices)
        return "" if is_index or re.search(r"[A-Za-z_]\Z", text[:at]) else "a number in code that nothing gives"

    def formula(self, digits: Digits) -> str:
        """A digit below a letter is part of its name."""
        below = next(
            (one for one in within(digits.element) if one.parent is not None and one.parent.name == "msub"), None
        )
        is_name = below is not None and below.parent.find_all(recursive=False)[1] is below
        return "" if is_name else "a number in a formula that nothing gives"

    def prose(self, digits: Digits, around: list[Tag]) -> tuple[str, str]:
        link = next((one.get("href", "") for one in around if one.name == "a"), "")
        if link in self.site.years:
            return "citation", "" if digits.shown == self.site.years[
                link
            ] else f"the source is of {self.site.years[link]}"
        if any(low <= digits.start and digits.end <= high for low, high in self.phrases_in(digits.passage)):
            return "unchecked phrase", ""
        if STATUS.get(self.address) == digits.shown:
            return "furniture", ""
        if not is_label(digits):
            return "", "nothing accounts for this"
        if self.names_no_page(digits):
            return "label", "there is no such page"
        lesson = LESSON.search(link) if "://" not in link else None
        if (
            lesson
            and lesson.group(1) != digits.shown
            and re.search(r"(?:lesson|lab)\s\Z", digits.before, re.IGNORECASE)
        ):
            return "label", f"the link leads to lesson {lesson.group(1)}"
        if any(one.name in ("h1", "title") for one in around) and (
            own := LESSON.search(self.address.removesuffix("index.html"))
        ):
            return "label", "" if digits.shown == own.group(1) else f"this page is number {own.group(1)}"
        return "label", ""

    def furniture(self, digits: Digits, around: list[Tag]) -> str:
        """Navigation repeats titles and headings: those of this page as they are, those of others as labels."""
        link = next((one for one in around if one.name == "a" and one.get("href", "").startswith("#")), None)
        heading = link and self.soup.find(id=link["href"][1:])
        if heading is not None and heading.name in ("h1", "h2", "h3") and heading_text(heading) == text_of(link):
            return ""
        is_true = is_label(digits) and not self.names_no_page(digits)
        return "" if is_true else "nothing accounts for this in the furniture of the site"

    def names_no_page(self, digits: Digits) -> bool:
        """Is this the number of a lesson or a lab that does not exist?"""
        noun = PAGE_NOUN.search(digits.before)
        return noun is not None and not any(self.site.root.glob(f"docs/{noun[1].lower()}s/{digits.shown}-*"))

    # ---- phrases that the front matter lists ---------------------------------------------------

    @cached_property
    def listed(self) -> dict[str, int]:
        return (self.meta.get("unchecked") or {}) if self.source else {}

    def phrases_in(self, passage) -> list[tuple[int, int]]:
        return [
            match.span()
            for phrase in self.listed
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", passage.text)
        ]

    def miscounted(self) -> Iterator[str]:
        """The phrases that do not stand in the article as often as they are listed."""
        text = text_beside(self.soup.article, is_made) if self.listed else ""
        for phrase, count in self.listed.items():
            if len(re.findall(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)) != count:
                yield f"{self.address}: {phrase!r} does not stand here {count} times"


def is_made(part: Tag) -> bool:
    """A part that the build adds to an article."""
    return not MADE.isdisjoint(classes(part))


def is_label(digits: Digits) -> bool:
    if not digits.shown.isascii() or UNIT.match(digits.after):
        return False
    return bool(NOUN.search(digits.before) or GLUED.search(digits.before))
