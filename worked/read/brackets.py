"""What stands in brackets: links, images, claims, and equations that are tied to an expression."""

import re

from worked.read.block import Block
from worked.read.elements import Claim, Found, Link, Span

BRACKET = re.compile(r"\\.|(?P<code>`+)|[\[\]()]", re.DOTALL)
TICKS = re.compile(r"`+")
LONGEST_EXPRESSION = 2000  # characters
CLAIM_OPENING = re.compile(r"\(\s*<?=")
DESTINATION = re.compile(
    r"\(\s*(?P<url><[^<>\n\"\\|]*>|[^\s()<>\"\\|]*(?:\([^\s()\"\\|]*\)[^\s()<>\"\\|]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
EQUATION = re.compile(  # all that the bracket of a claim holds, where it is no literal
    r"\s*(?:(?P<code>(?P<mark>`++)(?P<body>[^`]++)(?P=mark))|(?P<formula>(?P<dollars>\${1,2})(?P<latex>[^$\n]++)(?P=dollars)))\s*"
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


class Brackets:
    """A block of a page, its brackets in pairs, and what was found in it so far."""

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
        closings: dict[str, list[int]] = {}
        while match := BRACKET.search(self.text, at, self.end):
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
            runs = TICKS.finditer(self.text, at, self.end)
            closings[mark] = [run.start() for run in runs if run.group() == mark][::-1]
        places = closings[mark]
        while places and places[-1] < at:
            places.pop()
        return places[-1] + len(mark) if places else None

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
