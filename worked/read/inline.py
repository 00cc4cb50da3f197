"""The inline structure of a page: claims, code spans, formulas, links, and what is not seen.

A number that is hidden here is never asked for. So only what no reader sees is hidden, and where
Markdown processors differ, a digit counts as seen.
"""

import re
from html import unescape

from worked.read.blocks import ATTRIBUTES, Block
from worked.read.characters import hidden_characters
from worked.read.elements import Claim, Found, Link, Span

LONGEST_EXPRESSION = 2000  # characters
CLAIM_OPENING = re.compile(r"\(\s*<?=")
DESTINATION = re.compile(
    r"\(\s*(?P<url><[^<>\n\"\\|]*>|[^\s()<>\"\\|]*(?:\([^\s()\"\\|]*\)[^\s()<>\"\\|]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
SPECIAL = re.compile(
    r"\\.|`+|\$\$?|<|\[\^[^\]\s]{1,99}\]|!?\[|\]|\{|&(?:#[xX]?[0-9a-fA-F]{1,9}|[A-Za-z]{0,20}[0-9]\w{0,9}|[A-Za-z]{2,31});?",
    re.DOTALL,
)
FORMULA = re.compile(r"\$(?![\s$])(?P<body>(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![0-9])", re.DOTALL)
EQUATION = re.compile(  # all that the bracket of a claim holds, where it is no literal
    r"\s*(?:(?P<code>(?P<mark>`++)(?P<body>[^`]++)(?P=mark))|(?P<formula>(?P<dollars>\${1,2})(?P<latex>[^$\n]++)(?P=dollars)))\s*"
)
DISPLAYED = re.compile(r"\$\$(?P<body>(?:\\.|[^$\\]|\$(?!\$))+?)\$\$", re.DOTALL)
PARENTHESIZED = re.compile(r"\\(?P<mark>[(\[])(?P<body>.+?)\\(?:\)|\])", re.DOTALL)
# Marks that only some readers know, on pages that need not account for their numbers: \\( \\), and $ x $ of notebooks.
DOUBLED = re.compile(r"\\\\(?P<mark>[(\[])(?P<body>.+?)\\\\(?:\)|\])", re.DOTALL)
SPACED = re.compile(r"\$[ \t]++(?P<body>(?:\\.|[^$\\\n])*?[=≈\\](?:\\.|[^$\\\n])*?)[ \t]+\$(?![0-9])")
TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s+(?:[^<>\"']|\"[^\"]{0,999}\"|'[^']{0,999}')*)?/?>", re.DOTALL)
OWN_TAG = re.compile(r"<math\b|\bclass\s*=\s*[\"']?[^\"'>]*\b(?:worked|headerlink|footnote-)")
COMMENT = re.compile(r"<!--(?:(?!--!?>).)*-->", re.DOTALL)
AUTOLINK = re.compile(r"<(?P<url>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"(?P<name>[\w:-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
UNSEEN_ATTRIBUTES = set(
    "id class href src srcset style rel target width height loading lang role tabindex type for name viewbox xmlns "
    "d x y cx cy r markdown align colspan rowspan scope".split()
)
CAPTION_MARKS = re.compile(r"[<{`$]|\[\^|\]\((?!\s*<?=)|\]\[")


class Definitions:
    """What a page says elsewhere about the text of its blocks.

    footnotes     the labels of the page's footnotes
    links         the address behind each label: [label]: https://…
    is_accounted  must every number of the page be accounted for?
    """

    def __init__(self, footnotes: set[str], links: dict[str, str], is_accounted: bool):
        self.footnotes, self.links, self.is_accounted = footnotes, links, is_accounted


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


class Inline:
    """Reads the inline structure of one block, from left to right."""

    def __init__(self, text: str, block: Block, definitions: Definitions):
        self.text, self.block, self.definitions = text, block, definitions
        self.found = Found()
        self.end = block.end
        self.jumps: dict[int, int] = {}  # from a closing bracket to the end of its link or claim
        self.unmatched: set[re.Pattern] = set()  # what is never closed from here on
        self.attachable: set[int] = set()  # where something ends that an attribute list may belong to
        self.link_end = 0
        self.closings: dict[str, list[int]] = {}  # where code spans may end, by their mark
        self.parentheses: dict[int, int] = {}  # the closing one of each opening one
        self.pairs = self.match_brackets()

    def match_brackets(self) -> dict[int, int]:
        pairs, stack, open_parentheses = {}, [], []
        at = self.block.start
        finder = re.compile(r"\\.|(?P<code>`+)|[\[\]()]", re.DOTALL)
        closings: dict[str, list[int]] = {}
        while match := finder.search(self.text, at, self.end):
            at = match.end()
            if match.group() == "[":
                stack.append(match.start())
            elif match.group() == "]" and stack:
                pairs[stack.pop()] = match.start()
            elif match.group() == "(":
                open_parentheses.append(match.start())
            elif match.group() == ")" and open_parentheses:
                self.parentheses[open_parentheses.pop()] = match.start()
            elif match.group("code"):
                at = self.code_end(match.group(), at, closings) or at
        return pairs

    def code_end(self, mark: str, at: int, closings: dict[str, list[int]]) -> int | None:
        """Where a code span that opened with ``mark`` ends; None where it never does."""
        if mark not in closings:
            runs = re.compile(r"`+").finditer(self.text, at, self.end)
            closings[mark] = [run.start() for run in runs if run.group() == mark][::-1]
        places = closings[mark]
        while places and places[-1] < at:
            places.pop()
        return places[-1] + len(mark) if places else None

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
        self.found.spans.append(Span("math", *match.span("body"), match.span()))
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

    def bracket(self, start: int, inside: int) -> int:
        close = self.pairs.get(inside - 1)
        if close is None:
            return inside
        behind = close + 1
        if CLAIM_OPENING.match(self.text, behind, self.end):
            return self.claim(start, inside, close)
        match = DESTINATION.match(self.text, behind, self.end)
        is_nested = start < self.link_end and inside - start == 1
        if match and not is_nested:
            self.link(inside, close, match)
        elif self.text[behind : behind + 1] == "[" and behind in self.pairs:
            self.reference(inside, close, behind)
        return inside

    def reference(self, inside: int, close: int, behind: int) -> None:
        """``[text][label]``; a label that is not defined is text, where it could hold a number."""
        end = self.pairs[behind] + 1
        label = self.text[behind + 1 : end - 1] or self.text[inside:close]
        url = self.definitions.links.get(label.lower())
        if url is None and (re.search(r"\d", label) or self.definitions.is_accounted):
            return
        if url is not None:
            self.found.links.append(Link(inside, close, url))
        self.found.hidden.append((behind, end))
        self.jumps[close] = end

    def link(self, inside: int, close: int, match: re.Match) -> None:
        self.found.links.append(Link(inside, close, match.group("url").strip("<>")))
        title = match.span("title") if match.group("title") else (match.end(), match.end())
        self.found.hidden += [(close + 1, title[0]), (title[1], match.end())]
        self.found.attributes.append(title)
        self.jumps[close] = match.end()
        self.attachable.add(match.end())
        if self.text[inside - 2 : inside] == "![":
            self.found.images.append((inside, close))
            self.found.attributes.append((inside, close))
        else:
            self.link_end = close

    def claim(self, start: int, inside: int, close: int) -> int:
        is_drawing = inside - start == 2
        expression = self.destination(close + 1)
        if expression is None:
            message = "this looks like a claim, but its expression never ends"
            self.found.problem(start, close + 1, message, ") behind the expression")
            self.found.hidden.append((start, close + 1))
            return close + 1
        low, high, end = expression
        in_heading = self.block.kind == "heading"
        equation = None if is_drawing else EQUATION.fullmatch(self.text, inside, close)
        if equation is not None and re.search("[=≈]", equation.group()):
            self.tied(equation, (start, end), (low, high))
            return end
        self.found.claims.append(Claim(start, end, (inside, close), (low, high), is_drawing, in_heading))
        if not is_drawing:
            return end
        self.jumps[close] = end
        if mark := CAPTION_MARKS.search(self.text, inside, close):
            self.found.problem(*mark.span(), "a caption holds plain text and claims", "it without other marks")
        return inside

    def tied(self, equation: re.Match, outer: tuple[int, int], expression: tuple[int, int]) -> None:
        """An equation in code or in a formula, with the expression that its numbers come from."""
        kind = "code" if equation["code"] else "math"
        inner = equation.span("code") if equation["code"] else equation.span("formula")
        body = equation.span("body" if equation["code"] else "latex")
        self.found.spans.append(Span(kind, *body, outer, inner, expression))
        self.found.hidden += [(outer[0], inner[0]), (inner[1], outer[1])]

    def destination(self, at: int) -> tuple[int, int, int] | None:
        """The expression behind a claim's bracket: its start and end, and the end of the claim."""
        opening = CLAIM_OPENING.match(self.text, at, self.end)
        if "<" in opening.group():
            farthest = min(self.end, opening.end() + LONGEST_EXPRESSION)
            closing = re.compile(r">\s*\)").search(self.text, opening.end(), farthest)
            return (opening.end(), closing.start(), closing.end()) if closing else None
        close = self.parentheses.get(at)
        if close is None or close - at > LONGEST_EXPRESSION:
            return None
        return opening.end(), close, close + 1

    def closing(self, start: int, end: int) -> int:
        if start in self.jumps:
            return self.jumps[start]
        if CLAIM_OPENING.match(self.text, end, self.end):
            message = "this looks like a claim, but no bracket opens it"
            self.found.problem(start, end + 2, message, "[number](=expression)")
        return end
