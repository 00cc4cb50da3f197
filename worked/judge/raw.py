"""Raw HTML, attributes, addresses and front matter of an accounted page: text is text, and nothing of a page runs.

This is the net with places and advice. Markdown processors differ, so a build looks at the finished page as well
(worked/mkdocs/built.py).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from worked.judge.addresses import Addresses, scheme_of
from worked.judge.markup import (
    ADDRESSES,
    ELEMENTS,
    LINKED,
    allowed_attributes,
    attached_attributes,
    instead_of_attribute,
    instead_of_element,
)
from worked.read.ranges import line_around
from worked.read.tags import Tag, read_tags, unpaired_tag

if TYPE_CHECKING:  # a build asks for faults of words, and loads nothing that reads or judges a page
    from worked.judge.context import Context

Fault = tuple[int, int, str, list[tuple[str, str]]]  # start, end, what is wrong, advice

DESTINATION = re.compile(r"(?P<picture>!\[[^\[\]]*)?\]\([ \t\n]*<?(?P<address>[^\s<>()]*)")
DEFINITION = re.compile(r"^[ \t>]*\[[^\]\n]+\]:[ \t]*\n?[ \t>]*<?(?P<address>[^\s<>]+)", re.MULTILINE)
BRACES = re.compile(  # where nothing closes them, too: else a row of opening ones would be looked through for each
    r"(?P<before>[\])*_`>]|^[ \t>]*|[ \t])\{:?[ \t]*(?P<inside>[^}\n]*)(?P<closing>\}(?P<behind>[ \t]*$)?)?",
    re.MULTILINE,
)
GIVEN = re.compile(r"(?<![^\s=\"'{])(?P<name>[^\s=\"'{}]+)=(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"']*)")
FENCE_OPTIONS = {"title", "hl_lines", "linenums", "anchor_linenums", "terms"}  # of highlighted and of worked fences
MARKED_SECTION = re.compile(r"<!\[")
WORDS = re.compile(r"[\w\s-]*")  # what a script of the site may make an address of
CHOSEN = {  # keys of the front matter that would choose what runs
    "template": "the page without it: which template a page gets is for the theme to say",
    "scripts": "the page without it: scripts belong to the theme",
    "styles": "the page without it: style sheets belong to the theme",
    "icon": "the page without it: an icon is a template of the theme",
}
ADDRESS = re.compile(r"\s*(?:(?:https?|ftp|file|data|javascript|vbscript|mailto|blob|wss?):|[/\\]{2})", re.IGNORECASE)


def check_raw(context: "Context") -> None:
    """Report what a page holds that would run, or that leads where no page may lead.

    raises  SettingsError: the file of references cannot be read
    """
    addresses = Addresses(context.settings)
    if context.settings.references:
        context.report.note(context.settings.root / context.settings.references, context.settings)
    text = shown_text(context)
    faults = list(faults_of_marked_sections(context.text, context.page.body))
    faults += faults_of_tags(text, context.settings.attributes, addresses, context.page.body)
    faults += faults_of_pairs(text, context.page.body) if not faults else []
    faults += faults_of_markdown(text, addresses)
    faults += faults_of_braces(text, context.settings.attributes)
    faults += faults_of_fences(context)
    faults += faults_of_front_matter(context, addresses)
    for start, end, headline, advice in faults:
        if not context.is_handled(start):
            context.report.fail(start, headline, end=end, advice=advice)
            context.mark_handled(start, end)


def shown_text(context: "Context") -> str:
    """The page without its front matter, its code, its formulas and the expressions of its claims; offsets stay."""
    from worked.read.page import blank

    page = context.page
    away = [(0, page.body), *(span.outer for span in page.spans), *(fence.outer for fence in page.fences)]
    away += [block.outer for block in page.blocks if block.kind == "math"]
    away += [(claim.shown[1], claim.end) for claim in page.claims]
    return blank(page.text, away, "\ufffc")


def faults_of_marked_sections(text: str, start: int) -> Iterator[Fault]:
    """What looks like a marked section of SGML, wherever it stands: MkDocs looks for anchors in all of a page, and ends at it."""
    for opening in MARKED_SECTION.finditer(text, start):
        advice = [("write", "&lt;![ in text, or something else in code")]
        yield *opening.span(), "<![ opens a marked section, which cannot be read", advice


# ---- tags ------------------------------------------------------------------------------------


def faults_of_tags(text: str, others: list[str], addresses: Addresses, start: int = 0) -> Iterator[Fault]:
    """What a text holds of HTML that no page may hold.

    others  attributes that the settings allow besides
    """
    closings, refused = Closings(text), start
    for tag in read_tags(text, start):
        if tag.start < refused:
            continue  # within an element that is refused as a whole
        if tag.address:
            address = tag.address if scheme_of(tag.address) else f"mailto:{tag.address}"
            if fault := addresses.fault(address, is_link=True):
                yield (tag.start + 1, tag.end - 1, *fault)
        elif not tag.name:
            advice = [("write", "a blank behind <, or the text in a code span")]
            yield tag.start, tag.end, f"{text[tag.start : tag.end].split()[0]} opens no whole tag or comment", advice
        elif tag.name not in ELEMENTS:
            headline = f"<{tag.name}> may not stand in a page"
            refused = closings.end(tag)
            yield tag.start, refused, headline, [("write", instead_of_element(tag.name))]
        else:
            yield from faults_of_attributes(tag, others, addresses)


def faults_of_pairs(text: str, start: int) -> Iterator[Fault]:
    """The first element that is opened and never closed, or the other way round: what stands behind it shows as something else."""
    if unpaired := unpaired_tag(text, start):
        tag, still_open = unpaired
        words = text[tag.start : tag.end]
        advice = [("write", "both tags of the element, or none")]
        if not words.startswith("</"):
            headline = f"<{tag.name}> is never closed"
        elif still_open is None:
            headline = f"{words} closes nothing"
        else:
            line = text.count("\n", 0, still_open.start) + 1
            headline = f"{words} closes nothing here, where <{still_open.name}> of line {line} is open"
        yield tag.start, tag.end, headline, advice


class Closings:
    """Finds where the elements of a text end; what is never closed is looked for once."""

    def __init__(self, text: str):
        self.text, self.unclosed = text, set()

    def end(self, tag: Tag) -> int:
        """The end of the element that a tag opens; the end of the tag where the element is never closed."""
        if tag.name in self.unclosed:
            return tag.end
        closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])[^>]*>", re.IGNORECASE).search(self.text, tag.end)
        if closing is None:
            self.unclosed.add(tag.name)
        return closing.end() if closing else tag.end


def faults_of_attributes(tag: Tag, others: list[str], addresses: Addresses) -> Iterator[Fault]:
    allowed = allowed_attributes(tag.name, others)
    for attribute in tag.attributes:
        end = attribute.start + len(attribute.name)
        if attribute.name not in allowed:
            headline = f"{attribute.name} may not stand in <{tag.name}>"
            yield attribute.start, end, headline, [("write", instead_of_attribute(attribute.name))]
        elif attribute.name in others and not WORDS.fullmatch(attribute.value):
            headline = f"{attribute.name} holds words, and nothing that could be an address"
            yield attribute.start, end, headline, [("write", f'{attribute.name}="words"')]
        elif attribute.name in ADDRESSES and (fault := addresses.fault(attribute.value, tag.name in LINKED)):
            yield (attribute.start, end, *fault)


# ---- Markdown --------------------------------------------------------------------------------


def faults_of_markdown(text: str, addresses: Addresses) -> Iterator[Fault]:
    """Links, pictures and definitions that lead where no page may lead."""
    for match in DESTINATION.finditer(text):
        if fault := addresses.fault(match["address"], is_link=match["picture"] is None):
            yield (*match.span("address"), *fault)
    for match in DEFINITION.finditer(text):
        if fault := addresses.fault(match["address"], is_link=True):
            yield (*match.span("address"), *fault)


def faults_of_braces(text: str, others: list[str]) -> Iterator[Fault]:
    """Attributes in braces, behind an element of Markdown or at the end of a line."""
    allowed = attached_attributes(others)
    for braces in braces_in(text):
        is_in_sentence = not braces["before"].strip() and braces["before"] and braces["behind"] is None
        if braces["closing"] is None or (is_in_sentence and "{" not in braces["inside"]):
            continue  # they attach to nothing
        for start, name, value in given_in(text, *braces.span("inside")):
            if name not in allowed or (name in others and not WORDS.fullmatch(value.strip("\"'"))):
                headline = f"{name} may not stand in the braces behind an element"
                yield start, start + len(name), headline, [("write", instead_of_attribute(name))]


def braces_in(text: str) -> Iterator[re.Match]:
    """The braces of each line that has some, as most have none."""
    end = 0
    while (at := text.find("{", end)) >= 0:
        start, end = line_around(text, at, at)
        yield from BRACES.finditer(text, start, end)


def faults_of_fences(context: "Context") -> Iterator[Fault]:
    """Attributes behind the opening mark of a fence, in braces or without any."""
    allowed = FENCE_OPTIONS | attached_attributes(context.settings.attributes)
    for start, end in context.page.fence_infos():
        for at, name, _ in given_in(context.text, start, end):
            if name not in allowed:
                headline = f"{name} may not stand behind the marks of a fence"
                yield at, at + len(name), headline, [("write", instead_of_attribute(name))]


def given_in(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """The attributes that are given in ``text[start:end]``: where the name of each starts, the name and the value."""
    for given in GIVEN.finditer(text[start:end]):  # cut out: what stands before it is not part of a name
        name = given["name"].lstrip("`~")
        yield start + given.end("name") - len(name), name.lower(), given["value"]


# ---- front matter ----------------------------------------------------------------------------


def faults_of_front_matter(context: "Context", addresses: Addresses) -> Iterator[Fault]:
    """What the front matter gives to templates is text: no tag that a page may not hold, no address of elsewhere."""
    for key, value in context.page.meta.items():
        place = context.page.meta_place(str(key))
        if key in CHOSEN:
            yield place, place + 1, f"{key}: is not for a page to say", [("write", CHOSEN[key])]
        for words in (str(key), *strings_in(value)):
            for start, end, headline, advice in faults_of_words(words, addresses):
                at = find(context.text[: context.page.body], words[start:end], place)
                yield at, at + end - start, headline, advice


def faults_of_words(words: str, addresses: Addresses) -> Iterator[Fault]:
    yield from faults_of_tags(words, [], addresses)
    if ADDRESS.match(words) and (fault := addresses.fault(words, is_link=True)):
        yield (0, len(words), *fault)


def strings_in(value) -> Iterator[str]:
    """The texts in a value of the front matter, those of lists and tables too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings_in(key)
            yield from strings_in(one)
    elif isinstance(value, (list, tuple, set)):
        for one in value:
            yield from strings_in(one)


def find(text: str, words: str, start: int) -> int:
    """Where words stand behind an offset; the offset itself where they are written otherwise, as YAML may."""
    return max(start, text.find(words, start))
