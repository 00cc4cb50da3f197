"""The inline structure of a page: claims, code spans, formulas, links, and what is not seen.

A number that is hidden here is never asked for. So only what no reader sees is hidden, and where
Markdown processors differ, a digit counts as seen.
"""

import re
from html import unescape

from worked.read.block import Block
from worked.read.blocks import ATTRIBUTES
from worked.read.brackets import Brackets, Definitions
from worked.read.characters import hidden_characters
from worked.read.elements import Found, Link, Span

SPECIAL = re.compile(
    r"\\.|`+|\$\$?|<|\[\^[^\]\s]{1,99}\]|!?\[|\]|\{|&(?:#[xX]?[0-9a-fA-F]{1,9}|[A-Za-z]{0,20}[0-9]\w{0,9}|[A-Za-z]{2,31});?",
    re.DOTALL,
)
FORMULA = re.compile(r"\$(?![\s$])(?P<body>(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![0-9])", re.DOTALL)
DISPLAYED = re.compile(r"\$\$(?P<body>(?:\\.|[^$\\]|\$(?!\$))+?)\$\$", re.DOTALL)
PARENTHESIZED = re.compile(r"\\(?P<mark>[(\[])(?P<body>.+?)\\(?:\)|\])", re.DOTALL)
# Marks that only some readers know, on pages that need not account for their numbers: \\( \\), and $ x $ of notebooks.
DOUBLED = re.compile(r"\\\\(?P<mark>[(\[])(?P<body>.+?)\\\\(?:\)|\])", re.DOTALL)
SPACED = re.compile(r"\$[ \t]++(?P<body>(?:\\.|[^$\\\n])*?[=≈\\](?:\\.|[^$\\\n])*?)[ \t]+\$(?![0-9])")
TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s+(?:[^<>\"']|\"[^\"]{0,999}\"|'[^']{0,999}')*)?/?>", re.DOTALL)
OWN_TAG = re.compile(r"<math\b|\bclass\s*=\s*[\"']?[^\"'>]*\b(?:worked|headerlink|footnote-)")
COMMENT = re.compile(r"<!--(?:(?!--!?>).)*-->", re.DOTALL)
AUTOLINK = re.compile(r"<(?P<url>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?<![\w:-])(?P<name>[\w:-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
UNSEEN_ATTRIBUTES = set(
    "id class href src srcset style rel target width height loading lang role tabindex type for name viewbox xmlns "
    "d x y cx cy r markdown align colspan rowspan scope".split()
)


def read_inline(text: str, block: Block, definitions: Definitions) -> Found:
    """Read the inline structure of a block: its claims, code spans, formulas, links, and what is not seen.

    text  the whole page, so that offsets are the page's
    """
    if SPECIAL.search(text, block.start, block.end) is None:
        return Found()  # plain words, as most lines are
    reader = Inline(text, block, definitions)
    if block.kind == "html":
        reader.read_html()
    else:
        reader.read()
    return reader.found


def unseen_of_tag(tag: str, start: int) -> list[tuple[int, int]]:
    """The ranges of a tag that no reader meets: all of it but attributes such as alt and title."""
    unseen, at = [], start
    for match in ATTRIBUTE.finditer(tag):
        name = match.group("name").lower()
        if name not in UNSEEN_ATTRIBUTES and not name.startswith("data-"):
            unseen.append((at, start + match.start()))
            at = start + match.end()
    return [*unseen, (at, start + len(tag))]


class Inline(Brackets):
    """Reads the inline structure of one block, from left to right."""

    def read(self) -> None:
        at = self.block.start
        while match := SPECIAL.search(self.text, at, self.end):
            at = self.special(match)

    def read_html(self) -> None:
        """Raw HTML: its text is text, and nothing in it is Markdown."""
        for match in re.compile(r"<|\]\(\s*<?=").finditer(self.text, self.block.start, self.end):
            if match.group() == "<":
                self.tag(match.start())
            else:
                message = "this looks like a claim, but raw HTML holds none"
                self.found.problem(*match.span(), message, "it outside the HTML")

    def special(self, match: re.Match) -> int:
        piece, start, end = match.group(), match.start(), match.end()
        if piece in (r"\(", r"\["):
            return self.formula(PARENTHESIZED, start) or end
        if piece[0] == "`":
            return self.code(piece, start, end)
        if piece == "\\\\" and not self.definitions.is_accounted and self.text[end : end + 1] in ("(", "["):
            return self.formula(DOUBLED, start) or end
        if piece[0] == "$":
            found = self.formula(DISPLAYED if piece == "$$" else FORMULA, start)
            if found is None and not self.definitions.is_accounted:
                found = self.formula(SPACED, start)
            return found or start + len(piece)
        if piece == "<":
            return self.tag(start)
        if piece in ("[", "!["):
            return self.bracket(start, end)
        if piece == "]":
            return self.closing(start, end)
        if piece == "{":
            return self.attributes(start)
        if piece.startswith("[^") and piece[2:-1] in self.definitions.footnotes:
            self.found.hidden.append((start, end))
        if piece[0] == "&" and self.definitions.is_accounted:
            self.entity(piece, start, end)
        return end

    def entity(self, piece: str, start: int, end: int) -> None:
        """Refuse a reference to a character, such as &#52; or &shy;, that a source has to show, or may not hold."""
        shown = unescape(piece)
        if any(hidden_characters(shown)):
            self.found.problem(start, end, f"{piece} is a character that no reader sees", "the text without it")
        elif piece.startswith("&#") or any(map(str.isnumeric, shown)):
            self.found.problem(start, end, f"{piece} is a character in disguise", "the character itself")
        else:
            return
        self.found.hidden.append((start, end))

    def code(self, mark: str, start: int, end: int) -> int:
        close = self.code_end(mark, end, self.closings)
        if close is None:
            return end
        self.found.spans.append(Span("code", end, close - len(mark), (start, close)))
        self.attachable.add(close)
        return close

    def formula(self, pattern: re.Pattern, start: int) -> int | None:
        match = None if pattern in self.unmatched else pattern.match(self.text, start, self.end)
        if match is None:
            if pattern not in (FORMULA, SPACED):
                self.unmatched.add(pattern)  # nothing closes this one, nor any that opens later
            return None
        start, end = match.span("body")
        is_quoted = end - start > 2 and self.text[start] == self.text[end - 1] == "`"
        if pattern is FORMULA and is_quoted and not self.definitions.is_accounted:
            start, end = start + 1, end - 1  # $`x`$, as GitHub writes it
        self.found.spans.append(Span("math", start, end, match.span()))
        return match.end()

    def tag(self, start: int) -> int:
        if match := AUTOLINK.match(self.text, start, self.end):
            self.found.links.append(Link(start, match.end(), match.group("url")))
            return match.end()
        if self.text.startswith("<!--", start):
            return self.comment(start)
        match = TAG.match(self.text, start, self.end)
        if match is None:
            return start + 1
        if self.definitions.is_accounted and OWN_TAG.search(match.group()):
            is_formula = match.group().startswith("<math")
            instead = "the formula between dollar signs" if is_formula else "another class, or plain Markdown"
            self.found.problem(*match.span(), "this tag looks like one that the site makes itself", instead)
        self.found.hidden += unseen_of_tag(match.group(), start)
        self.found.attributes.append(match.span())
        return match.end()

    def comment(self, start: int) -> int:
        match = None if COMMENT in self.unmatched else COMMENT.match(self.text, start, self.end)
        if match is None:
            self.unmatched.add(COMMENT)
            return start + 4
        self.found.hidden.append(match.span())
        return match.end()

    def attributes(self, start: int) -> int:
        """Hide ``{ #id .class }`` where it is attached to something."""
        match = ATTRIBUTES.match(self.text, start, self.end)
        if match is None:
            claim = re.compile(r"\{[^{}\n]*\]\(=").match(self.text, start, self.end)
            if start in self.attachable and claim:
                message = "an attribute is plain: a claim cannot stand in it"
                self.found.problem(*claim.span(), message, "the claim in the text")
            return start + 1
        is_own_line = not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()
        ends_heading = self.block.kind == "heading" and not self.text[match.end() : self.end].strip()
        if start in self.attachable or is_own_line or ends_heading:
            self.found.hidden.append(match.span())
        return match.end()
