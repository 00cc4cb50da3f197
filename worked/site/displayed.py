"""The displayed page: what readers see of HTML, as text in the order of reading.

An HTML5 parser reads the page, so that comments, unclosed tags and text fields are what they are to a
browser. Where something could be seen or not, by a style sheet or on request, it counts as seen. Elements
that stand in a line do not part the words beside them: `4<b></b>20` reads 420.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worked.read.characters import LEFT_OUT, hidden_characters
from worked.read.numbers import NUMERAL
from worked.show.compare import EDGE, Displayed

# Elements that begin and end a line; all others, and those that no standard knows, stand in one.
BLOCKS = set(
    "address article aside blockquote body br center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search "
    "section select summary table caption tbody tfoot thead tr td th textarea ul xmp".split()
)
BLOCKS_OF_MATHS = {"mtr", "mtd", "mtable"}
UNSEEN = set(
    "script style template head title datalist audio video canvas object iframe noembed noframes rp meter progress "
    "mphantom annotation annotation-xml".split()
)
BY_STYLE_SHEETS = ("data-linenos", "data-md-annotation-id")  # which those of the theme show
NO_TEXT = {"script", "style", "head", "iframe"}  # what they hold was never text of the page
SHOWN = (
    "alt title aria-label aria-description aria-valuetext aria-valuenow aria-valuemin aria-valuemax aria-roledescription "
    "aria-placeholder placeholder value label summary"
).split()
APART = set("mfrac msup msub msubsup munder mover munderover mroot msqrt mmultiscripts mtext".split())
DOCTYPE = "<!doctype html>"  # without one, browsers and the parser take a table for a part of a paragraph
TEMPLATE = re.compile(r"<(/?)template\b", re.IGNORECASE)
HARMLESS = set(
    "text-align vertical-align color background background-color font-weight font-style font-family text-decoration width "
    "max-width min-width height padding border white-space line-height".split()
)
FORMATTING = re.compile(r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
MOST_OPEN = 100
NOTE = "fn:"
FOOTNOTE_MARK = "†"  # a number that the processor gives: it touches what stands before it, as an exponent would


def displayed_article(html: str, hiding: frozenset[str] = frozenset()) -> Displayed:
    """What readers see of the HTML that a Markdown processor gave.

    hiding  the classes by which style sheets hide or move words
    """
    if tag := never_closed(html):
        displayed = Displayed()
        displayed.problems[""] = [(0, f"more than {MOST_OPEN} elements <{tag}> are never closed", f"</{tag}>")]
        return displayed
    tree = LexborHTMLParser(DOCTYPE + html)
    displayed = Reader(tree.body, hiding=hiding).displayed if tree.body is not None else Displayed()
    if tree.root.attributes:
        displayed.problems.setdefault("", []).append(
            (0, "this page changes the element around it all", "it without <html>")
        )
    return displayed


def never_closed(html: str) -> str:
    """The name of an element that is opened far more often than closed; each paragraph would get them all anew."""
    open_ones: Counter[str] = Counter()
    for closing, tag in FORMATTING.findall(html):
        open_ones[tag.lower()] += -1 if closing else 1
    return next((tag for tag, count in open_ones.items() if count > MOST_OPEN), "")


def displayed_in_time(html: str) -> Displayed:
    """What readers see of some HTML, and what scripts may show them of it later."""
    body = LexborHTMLParser(DOCTYPE + TEMPLATE.sub(r"<\1div", html)).body
    return Reader(body, hides=False).displayed if body is not None else Displayed()


class Reader:
    """Reads a tree of elements from its first to its last."""

    def __init__(self, root: LexborNode, hides: bool = True, hiding: frozenset[str] = frozenset()):
        self.root, self.hides, self.hiding, self.displayed = root, hides, hiding, Displayed()
        self.notes = {
            note.id.removeprefix(NOTE): number
            for number, note in enumerate(root.css("div.footnote > ol > li[id]"), 1)
            if note.id.startswith(NOTE)
        }
        self.label, self.is_in_formula, self.has_contents = "", False, False
        self.stack: list = [root]
        while self.stack:
            step = self.stack.pop()
            if isinstance(step, LexborNode):
                self.read(step)
            elif isinstance(step, str):
                self.displayed.write(self.label, step)
            else:
                step()

    def read(self, node: LexborNode) -> None:
        if node.is_text_node:
            written = node.text_content or ""
            offset, at = self.displayed.length(self.label), 0
            hidden = hidden_characters(written) if not self.is_in_formula else ()  # formulas have some of their own
            for fault in sorted(hidden, key=lambda one: one.start):
                offset, at = offset + len(LEFT_OUT.sub("", written[at : fault.start])), fault.start
                self.displayed.problems.setdefault(self.label, []).append((offset, fault.message, fault.advice))
            text = LEFT_OUT.sub("", written)
            self.displayed.write(self.label, plain_digits(text) if self.is_in_formula else text)
        elif node.is_element_node:
            self.read_element(node, node.tag, node.attributes)

    def read_element(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        classes = (attributes.get("class") or "").split()
        faults = list(faults_of(tag, attributes))
        for name in self.hiding.intersection(classes) if stands_in_line(node) else ():
            faults.append((f"a style sheet hides or moves what has the class {name}", "it without this class"))
        for headline, instead in faults:
            problem = self.displayed.length(self.label), headline, instead
            self.displayed.problems.setdefault(self.label, []).append(problem)
        if tag in UNSEEN or (self.hides and is_hidden(tag, attributes)):
            if tag not in NO_TEXT and NUMERAL.search(words := node.text() or ""):
                headline = f"a number here is never shown: {' '.join(words.split())[:60]}"
                problem = self.displayed.length(self.label), headline, "the page without it"
                self.displayed.problems.setdefault(self.label, []).append(problem)
            return
        if "footnote-ref" in classes and self.is_mark(node, attributes):
            self.displayed.write(self.label, FOOTNOTE_MARK)
            return
        if classes == ["toc"] and not self.has_contents:
            self.has_contents = True  # of several, only the first is compared with the headings
            if self.repeats_headings(node):
                return
        if tag == "svg":
            self.read_picture(node)
            return
        edge = EDGE if tag in (BLOCKS_OF_MATHS if self.is_in_formula else BLOCKS) else ""
        self.displayed.write(self.label, edge)
        self.stack.append(edge)
        self.read_attributes(tag, attributes, is_backward="footnote-backref" in classes)
        if tag == "math":
            self.is_in_formula = True
            self.stack.append(self.end_of_formula(self.displayed.length(self.label)))
        self.stack += reversed(list(self.children(node, tag, classes)))

    def read_picture(self, picture: LexborNode) -> None:
        """Read a picture of lines and letters: of its text, what stands in elements for text is seen."""
        inside = picture.css("text, title, desc, [aria-label], [aria-valuetext], [title]")
        for element in [picture, *(one for one in inside if one.mem_id != picture.mem_id)]:
            if element.tag == "text":
                self.displayed.write(self.label, f"{EDGE}{LEFT_OUT.sub('', element.text())}{EDGE}")
            elif element.tag in ("title", "desc"):
                self.displayed.add_words(self.label, [element.text()])
            self.displayed.add_words(self.label, [element.attributes.get(name) or "" for name in SHOWN])

    def read_attributes(self, tag: str, attributes: dict[str, str | None], is_backward: bool) -> None:
        """Read what is shown or spoken beside the text; the title of a link behind the link's words."""
        words = [
            value for name, value in attributes.items() if name in SHOWN and value and (tag, name) != ("li", "value")
        ]
        if is_backward and self.label:  # "Jump back to footnote 1 in the text"
            own = [str(self.notes[self.label])]
            words = [one for one in words if NUMERAL.findall(one) != own]
        label = self.label
        if tag == "a":
            self.stack.append(lambda: self.displayed.add_words(label, words))
        else:
            self.displayed.add_words(label, words)
        for name in BY_STYLE_SHEETS:
            self.displayed.write(label, attributes.get(name) or "")

    def children(self, node: LexborNode, tag: str, classes: list[str]) -> Iterator:
        """What stands in an element, in the order of reading."""
        if "tabbed-set" in classes:
            yield from tabs_in_order(node)
        elif tag == "ol" and (attributes_of := node.attributes).get("type") in (None, "1"):
            yield from self.entries(node, attributes_of)
        elif self.is_in_formula and tag in APART:
            for child in node.iter(include_text=True):
                yield from (EDGE, child, EDGE)
        else:
            yield from node.iter(include_text=True)

    def entries(self, node: LexborNode, attributes: dict[str, str | None]) -> Iterator:
        """The entries of a numbered list, each behind its number; those of footnotes are flows of their own."""
        entries = list(node.iter(include_text=True))
        is_of_notes = node.parent is not None and "footnote" in (node.parent.attributes.get("class") or "").split()
        step = -1 if "reversed" in attributes else 1
        number = whole(attributes.get("start"), sum(one.tag == "li" for one in entries) if step < 0 else 1)
        for entry in entries:
            if entry.tag != "li":
                yield entry
                continue
            label = (entry.id or "").removeprefix(NOTE)
            if is_of_notes and label in self.notes:
                yield from (self.turn_to(label), entry, self.turn_to(self.label))
                continue
            number = whole(entry.attributes.get("value"), number)
            yield from (f"{EDGE}{number}. ", entry)
            number += step

    def end_of_formula(self, start: int):
        def end() -> None:
            self.is_in_formula = False
            self.displayed.end_formula(self.label, start)

        return end

    def turn_to(self, label: str):
        def turn() -> None:
            self.label = label

        return turn

    def repeats_headings(self, contents: LexborNode) -> bool:
        """Does a table of contents say what the headings say to which it leads?"""
        links = contents.css("li a")
        headings = {heading.id: heading_words(heading) for heading in self.root.css("h1, h2, h3, h4, h5, h6")}
        said = all(link.text() == headings.get((link.attributes.get("href") or "")[1:]) for link in links)
        rest = contents.text()
        for link in links:
            rest = rest.replace(link.text(), "", 1)
        return said and not NUMERAL.search(rest)

    def is_mark(self, node: LexborNode, attributes: dict[str, str | None]) -> bool:
        """Is it the mark of a footnote, with the number of that note?"""
        label = (attributes.get("href") or "").removeprefix("#" + NOTE)
        return label in self.notes and node.text() == str(self.notes[label])


def heading_words(heading: LexborNode) -> str:
    """The words of a heading, without the link to itself."""
    return "".join(child.text() for child in heading.iter(include_text=True) if "headerlink" not in classes_of(child))


def is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    is_closed = "popover" in attributes or (tag == "dialog" and "open" not in attributes)
    return "hidden" in attributes or is_closed or (tag == "input" and attributes.get("type") == "hidden")


def faults_of(tag: str, attributes: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """Why an element may show its words other than they are written, and what to write instead."""
    if tag == "bdo" or (attributes.get("dir") or "ltr").lower() != "ltr":
        yield "something here turns the direction of writing round", "it without bdo and dir"
    if tag == "foreignobject":
        yield "a picture holds more than lines and letters", "the words beside the picture"
    if tag == "noscript":
        yield "some readers see this, and others do not", "the words without noscript"
    if tag == "template" and attributes.keys() & {"shadowrootmode", "shadowroot"}:
        yield "a shadow root stands in place of what is written around it", "the words without it"
    for name in re.findall(r"([\w-]+)\s*:", attributes.get("style") or ""):
        if name.lower() not in HARMLESS:
            yield f"a style with {name} can hide or move what stands here", "it without style"


def stands_in_line(node: LexborNode) -> bool:
    """Do words or an element of a line stand beside an element?"""
    return any(is_of_line(near) for near in (node.prev, node.next) if near is not None)


def is_of_line(node: LexborNode) -> bool:
    if node.is_text_node:
        return bool((node.text_content or "").strip())
    return node.is_element_node and node.tag not in BLOCKS


def tabs_in_order(node: LexborNode) -> Iterator[LexborNode]:
    """The parts of a set of tabs: each title in front of what it opens, as they are written."""
    parts = [part for part in node.iter(include_text=True) if part.is_element_node]
    titles = [one for part in parts if "tabbed-labels" in classes_of(part) for one in part.iter()]
    blocks = [one for part in parts if "tabbed-content" in classes_of(part) for one in part.iter()]
    yield from (part for part in parts if not classes_of(part) & {"tabbed-labels", "tabbed-content"})
    for number in range(max(len(titles), len(blocks))):
        yield from titles[number : number + 1]
        yield from blocks[number : number + 1]


def classes_of(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def whole(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute holds, as browsers read it."""
    match = re.match(r"\s*([+-]?\d{1,9})", text or "", re.ASCII)
    return int(match[1]) if match else otherwise


def plain_digits(text: str) -> str:
    """A formula's bold and slanted digits as plain ones."""
    return "".join(unicodedata.normalize("NFKC", one) if "\U0001d7ce" <= one <= "\U0001d7ff" else one for one in text)
