"""The block structure of a Markdown page: fences, code, formulas, and text to read inline.

It works line by line and keeps offsets. It reads what Python-Markdown and CommonMark share, and
what Material adds: fences in lists, quotes, admonitions and tabs are fences; the content of an
admonition is prose. Where the dialects differ it prefers prose, so that no number goes unseen.
"""

import re

from worked.read.block import Block
from worked.read.raw_html import HTML, RawElements

QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})[ \t]*(?P<info>.*)$")
DIRECTIVE = re.compile(  # fences of MyST whose content is Markdown
    r"\{(?:admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning|dropdown|margin|sidebar|topic|"
    r"card|grid|grid-item|tab-set|tab-item|exercise|solution|example|theorem|definition|lemma|proof|(?:prf|proof):\w+)\}"
)
LIST = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?=[ \t]|$)[ \t]*")
CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<rest>.*)$|\[\^[^\]\s]+\]:|:[ \t]{1,3}(?=\S)|///")
DEFINITION = re.compile(
    r"\[(?!\^)[^\]\d]+\]:[ \t]*\S+(?=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*$)", re.MULTILINE
)
ABBREVIATION = re.compile(r"\*\[[^\]\d]+\]:")
HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
ATTRIBUTE = r"(?:[#.][\w:-]+|(?:width|height|loading|target|rel|align|lang|markdown|data-[\w-]+)=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))"
ATTRIBUTES = re.compile(rf"\{{:?[ \t]*{ATTRIBUTE}(?:[ \t]+{ATTRIBUTE})*[ \t]*\}}")
DISPLAY = re.compile(r"\$\$|\\\[|\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}")
INVISIBLE = re.compile(r"<(?P<tag>script|style)(?=[\s>])[^>]*(?<!/)>", re.IGNORECASE)
OPENING = set("`~$\\<")  # what a fence, a formula or raw HTML begins with
MARKED = set("!?=[:/#-*")  # what a container, a heading, an underline, a definition or an abbreviation begins with
DEEPEST = 32  # how deeply lists may be nested before they are read as text


class Blocks:
    """Splits a page into blocks; ``hidden`` collects what a reader never sees, ``markers`` the numbers of lists."""

    def __init__(self, text: str, start: int, is_elsewhere: bool = False):
        self.text, self.length = text, len(text)
        self.blocks: list[Block] = []
        self.hidden: list[tuple[int, int]] = []
        self.quotes: list[tuple[int, int]] = []  # the > of block quotes
        self.markers: list[tuple[int, int]] = []
        self.definitions: list[tuple[int, int]] = []  # the titles of links and abbreviations that are defined
        self.problems: list[tuple[int, int, str, str]] = []
        self.elements = RawElements(text, is_elsewhere)
        self.is_elsewhere = is_elsewhere
        self.closings: set[int] = set()  # where the marks stand that close directives
        self.containers: list[int] = []  # indentation at which each open container began
        self.paragraph: int | None = None
        self.is_in_item = False  # the open paragraph belongs to a list
        self.was_blank = True
        self.at = start

    def split(self) -> "Blocks":
        while self.at < self.length:
            self.line()
        self.close_paragraph(self.length)
        return self

    def line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return self.length if end < 0 else end

    def line(self) -> None:
        start, end = self.at, self.line_end(self.at)
        content = start
        quote = QUOTE.match(self.text, start, end)
        if quote:
            content = quote.end()
            self.quotes.append((start, content))
        first = content
        while first < end and self.text[first] in " \t":
            first += 1
        if first == end:
            self.close_paragraph(start)
            self.was_blank = True
            self.at = end + 1
            return
        indent = len(self.text[content:first].expandtabs(4))
        self.at = end + 1
        self.leave_containers(indent)
        if self.starts_code(indent):
            self.indented_code(start, indent)
        else:
            self.content(start, first, end, indent)
        self.was_blank = False

    def leave_containers(self, indent: int) -> None:
        while self.was_blank and self.containers and indent <= self.containers[-1]:
            self.containers.pop()

    def starts_code(self, indent: int) -> bool:
        base = self.containers[-1] + 4 if self.containers else 0
        return self.was_blank and indent >= base + 4

    def indented_code(self, start: int, indent: int) -> None:
        end = self.at - 1
        while self.at < self.length:
            line = self.text[self.at : self.line_end(self.at)]
            if line.strip() and len(line[: len(line) - len(line.lstrip())].expandtabs(4)) < indent:
                break
            if line.strip():
                end = self.at + len(line)
            self.at += len(line) + 1
        self.at = min(end + 1, self.length)
        self.blocks.append(Block("code", start, end))

    def content(self, start: int, first: int, end: int, indent: int) -> None:
        """A line that is neither blank nor indented code."""
        while (marker := LIST.match(self.text, first, end)) and self.opens_item(marker, end):
            self.close_paragraph(start)
            self.is_in_item = True
            if marker.group("marker")[0].isdigit():
                self.markers.append(marker.span("marker"))
            self.containers = [level for level in self.containers if level < indent] + [indent]
            first = marker.end()
            indent += marker.end() - marker.start()
        if self.text[first : first + 1] not in OPENING:
            self.prose(start, first, end, indent)
        elif fence := FENCE.match(self.text, first, end):
            if first in self.closings or (self.is_elsewhere and DIRECTIVE.match(fence.group("info"))):
                self.directive(start, fence)
            else:
                self.fence(start, fence)
        elif DISPLAY.match(self.text, first, end):
            self.display(first)
        elif invisible := INVISIBLE.match(self.text, first, end):
            self.skip_to(f"</{invisible.group('tag')}>", start)
        elif self.text.startswith("<!--", first):
            self.skip_to("-->", start)
        elif html := HTML.match(self.text, first, end):
            self.html(start, html)
        else:
            self.prose(start, first, end, indent)

    def opens_item(self, marker: re.Match, end: int) -> bool:
        """Does a marker open an entry of a list? In a paragraph or a table row a number is text."""
        mark = marker.group("marker")
        if len(self.containers) > DEEPEST:
            return False
        if not mark[0].isdigit():
            return not (mark == "-" and marker.end() == end and self.paragraph is not None)
        if mark[-1] == ")" or marker.end() == end or "|" in self.text[marker.end() : end]:
            return False
        return self.paragraph is None or self.is_in_item

    def html(self, start: int, opening: re.Match) -> None:
        """Raw HTML up to its closing tag; with a markdown attribute only the tag itself is raw."""
        self.close_paragraph(start)
        if re.search(r"\bmarkdown\b", opening.group("attributes")):
            self.blocks.append(Block("html", opening.start(), opening.end()))
            end = opening.end()
        else:
            end = self.elements.end(opening)
            self.blocks.append(Block("html", opening.start(), end))
        rest = self.line_end(end)
        if self.text[end:rest].strip():
            self.paragraph = end
        self.at = rest + 1

    def prose(self, start: int, first: int, end: int, indent: int) -> None:
        text = self.text
        if text[first : first + 1] not in MARKED:
            self.paragraph = first if self.paragraph is None else self.paragraph
        elif container := CONTAINER.match(text, first, end):
            self.close_paragraph(start)
            self.containers = [level for level in self.containers if level < indent] + [indent]
            mark = container.start("rest") if container.group("rest") is not None else container.end()
            self.hidden.append((first, mark))
            self.paragraph = first
            if container.group("rest") is not None:
                self.close_paragraph(end)
                self.was_blank = True
        elif HEADING.match(text, first, end):
            self.close_paragraph(start)
            self.blocks.append(Block("heading", first, end))
        elif UNDERLINE.match(text, first, end) and self.paragraph is not None:
            self.underline(start)
        elif definition := (DEFINITION.match(text, first, end) or ABBREVIATION.match(text, first, end)):
            self.close_paragraph(start)
            self.hidden.append((first, definition.end()))
            self.definitions.append((definition.end(), end))
            self.blocks.append(Block("text", first, end))
            if definition.re is ABBREVIATION:  # where the extension is not on, the next line goes on with this one
                self.paragraph = end
            if "](=" in self.text[first:end]:
                message = "the title of a link is plain: a claim cannot stand in it"
                self.problems.append((first, end, message, "the claim in the text"))
        elif self.paragraph is None:
            self.paragraph = first

    def underline(self, start: int) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if self.is_in_item and self.markers:
            start_of_marker, end_of_marker = self.markers[-1]
            if self.blocks_end() <= start_of_marker and end_of_marker <= paragraph:
                paragraph = self.markers.pop()[0]  # "7. Title" over a line is a heading, and no list
        self.blocks.append(Block("heading", paragraph, start))

    def blocks_end(self) -> int:
        return self.blocks[-1].outer[1] if self.blocks else 0

    def close_paragraph(self, end: int) -> None:
        if self.paragraph is not None:
            self.blocks.append(Block("text", self.paragraph, end))
            self.paragraph = None
            self.is_in_item = False

    def fence(self, start: int, opening: re.Match) -> None:
        self.close_paragraph(start)
        mark = opening.group("mark")
        found = self.closing_of(mark)
        content_start = min(self.at, self.length)
        content_end = found.start() if found else self.length
        outer_end = found.end() if found else self.length
        outer, info = (opening.start(), outer_end), opening.group("info").strip()
        self.blocks.append(Block("fence", content_start, max(content_start, content_end), info, outer, bool(found)))
        self.at = outer_end + 1
        if ">" in self.text[start : opening.start()]:
            self.quotes += [quote.span() for quote in QUOTE.finditer(self.text, content_start, outer_end)]

    def closing_of(self, mark: str) -> re.Match | None:
        closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
        return closing.search(self.text, self.at) if self.at <= self.length else None

    def directive(self, start: int, opening: re.Match) -> None:
        """The line that opens or closes a directive: what stands between is read like the page around it."""
        self.close_paragraph(start)
        self.hidden.append((opening.start(), opening.start("info")))
        if opening.start() in self.closings:
            return
        self.paragraph = opening.start("info")
        if closing := self.closing_of(opening.group("mark")):
            self.closings.add(self.text.index(opening.group("mark"), closing.start()))
        self.close_paragraph(self.at)
        self.was_blank = True

    def display(self, first: int) -> None:
        """A formula that starts its line; text may follow it."""
        self.close_paragraph(first)
        opening = DISPLAY.match(self.text, first).group()
        closing = {"$$": "$$", r"\[": r"\]"}.get(opening) or opening.replace("begin", "end")
        start = first + len(opening)
        close = self.text.find(closing, start)
        is_closed = close >= 0
        close = close if is_closed else self.length
        outer_end = min(close + len(closing), self.length)
        self.blocks.append(Block("math", start, close, opening, (first, outer_end), is_closed=is_closed))
        rest = self.line_end(outer_end)
        if self.text[outer_end:rest].strip():
            self.paragraph = outer_end
        self.at = rest + 1

    def skip_to(self, closing: str, start: int) -> None:
        """Hide a comment, a script or a style, up to its end; one that never ends is shown by some processors."""
        self.close_paragraph(start)
        match = re.compile(re.escape(closing), re.IGNORECASE).search(self.text, start)
        end = match.end() if match else self.length
        if closing == "-->" and (match is None or "--!>" in self.text[start:end]):
            headline = "a comment that is not closed by --> cannot be checked"
            self.problems.append((start, start + 4, headline, "the page without it"))
        self.hidden.append((start, end))
        rest = self.line_end(end)
        if self.text[end:rest].strip():
            self.paragraph = end
        self.at = rest + 1


def split_blocks(text: str, start: int = 0, is_elsewhere: bool = False) -> Blocks:
    """Split a page from ``start`` (behind its front matter) into blocks.

    is_elsewhere  is it a page of another project, which raw HTML does not hide behind a blank line?
    """
    return Blocks(text, start, is_elsewhere).split()
