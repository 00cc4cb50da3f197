"""Reading a page: its front matter, and everything in it that shows a number."""

import re
from collections.abc import Iterator

from worked import blocks
from worked.blocks import ATTRIBUTES, Block
from worked.source import Source, SourceError

NUMERAL = re.compile(
    r"(?:[0-9]{1,3}(?:[,\u202f\u00a0\u2009'’_][0-9]{3})+(?![0-9])|\d+|(?<![\w.])(?=\.[0-9]))(?:\.\d+)*(?:[eE][+\-−]?\d+(?!\w))?"
    r"|[²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞①-⑳]+"
)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
CLAIM_OPENING = re.compile(r"\(\s*<?=")
DESTINATION = re.compile(
    r"\(\s*(?P<url><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
SPECIAL = re.compile(r"\\.|`+|\$\$?|<|\[\^[^\]\s]+\]|!?\[|\]|\{|&#[xX]?[0-9a-fA-F]{1,6};", re.DOTALL)
FORMULA = re.compile(r"\$(?![\s$])(?P<body>(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![0-9])", re.DOTALL)
DISPLAYED = re.compile(r"\$\$(?P<body>(?:\\.|[^$\\]|\$(?!\$))+?)\$\$", re.DOTALL)
PARENTHESIZED = re.compile(r"\\(?P<mark>[(\[])(?P<body>.+?)\\(?:\)|\])", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s+[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
AUTOLINK = re.compile(r"<(?P<url>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.IGNORECASE)
SPOKEN = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.IGNORECASE)
FENCE_TITLE = re.compile(r"title=\"(?P<title>[^\"]*)\"")


class Claim:
    """``[literal](=expression)``; a drawing where ``!`` stands before it."""

    __slots__ = ("start", "end", "shown", "expression", "is_drawing", "in_heading")

    def __init__(self, start, end, shown, expression, is_drawing, in_heading):
        self.start, self.end = start, end
        self.shown = shown  # (start, end) of what the bracket holds
        self.expression = expression  # (start, end)
        self.is_drawing, self.in_heading = is_drawing, in_heading


class Span:
    """A code span or a formula: ``start`` and ``end`` of its content, ``outer`` with its marks."""

    __slots__ = ("kind", "start", "end", "outer")

    def __init__(self, kind, start, end, outer):
        self.kind, self.start, self.end, self.outer = kind, start, end, outer


class Link:
    """A link or an image: where its text stands, and where it leads."""

    __slots__ = ("start", "end", "url")

    def __init__(self, start, end, url):
        self.start, self.end, self.url = start, end, url


class Problem:
    """Something wrong with the page itself."""

    __slots__ = ("start", "end", "message", "advice")

    def __init__(self, start, end, message, advice=""):
        self.start, self.end, self.message, self.advice = start, end, message, advice


class Page:
    """A page that was read: what stands where. It knows nothing of values."""

    def __init__(self, source: Source):
        self.source, self.text = source, source.text
        self.meta: dict = {}
        self.claims: list[Claim] = []
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.hidden: list[tuple[int, int]] = []
        self.body = self.read_front_matter()
        structure = blocks.split(self.text, self.body)
        self.hidden += structure.hidden
        self.markers = structure.markers
        self.blocks = structure.blocks
        self.fences = [block for block in self.blocks if block.kind in ("fence", "code")]
        self.headings = [block for block in self.blocks if block.kind == "heading"]
        self.includes = [block for block in self.blocks if block.kind == "include"]
        self.read_blocks()

    # ---- front matter ------------------------------------------------------------------------

    def read_front_matter(self) -> int:
        match = FRONT_MATTER.match(self.text)
        if match is None:
            return 0
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            meta = yaml.load(match.group("yaml"), loader)  # a safe loader: plain data only
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            line = (mark.line if mark else 0) + 2
            raise SourceError(f"the front matter is not YAML: {getattr(error, 'problem', error)}", line) from None
        self.meta = meta if isinstance(meta, dict) else {}
        return match.end()

    def meta_place(self, key: str) -> int:
        """The offset of a key of the front matter."""
        match = re.compile(rf"^{re.escape(key)}[ \t]*:[ \t]*", re.MULTILINE).search(self.text, 0, self.body)
        return match.end() if match else 0

    # ---- blocks ------------------------------------------------------------------------------

    def read_blocks(self) -> None:
        for block in self.blocks:
            if block.kind in ("text", "heading"):
                Inline(self, block).read()
            elif block.kind == "math":
                self.spans.append(Span("math", block.start, block.end, block.outer))
            if not block.is_closed:
                what = "fence" if block.kind == "fence" else "formula"
                line = self.source.place(block.outer[0])[0]
                self.problems.append(
                    Problem(block.outer[0], block.outer[0] + 3, f"the {what} that opens in line {line} is never closed")
                )

    def prose(self) -> str:
        """The page with everything blanked out that is not plain text; offsets stay."""
        away = [(0, self.body), *self.hidden]
        away += [(claim.start, claim.end) for claim in self.claims if not claim.is_drawing]
        for claim in self.claims:
            if claim.is_drawing:
                away += [(claim.start, claim.shown[0]), (claim.shown[1], claim.end)]
        away += [span.outer for span in self.spans] + [fence.outer for fence in self.fences]
        away += [include.outer for include in self.includes]
        return blank(self.text, away)

    def visible(self) -> str:
        """The page with everything blanked out that a reader never sees; offsets stay."""
        away = [(0, self.body), *self.hidden]
        away += [(claim.shown[1], claim.end) for claim in self.claims]
        return blank(self.text, away)

    def titles(self) -> Iterator[tuple[int, int]]:
        """Where the titles of fences stand."""
        for fence in self.fences:
            for match in FENCE_TITLE.finditer(self.text, fence.outer[0], fence.start):
                yield match.span("title")

    def link_at(self, offset: int) -> Link | None:
        return next((link for link in reversed(self.links) if link.start <= offset < link.end), None)


def blank(text: str, ranges: list[tuple[int, int]]) -> str:
    """Replace ranges by blanks; line ends stay, so that words of two lines stay apart."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        if end <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


class Inline:
    """Reads the inline structure of one block, from left to right."""

    def __init__(self, page: Page, block: Block):
        self.page, self.text, self.block = page, page.text, block
        self.end = block.end
        self.jumps: dict[int, int] = {}  # from a closing bracket to behind its destination
        self.unmatched: set[str] = set()
        self.pairs = self.match_brackets()

    def match_brackets(self) -> dict[int, int]:
        pairs, stack = {}, []
        at = self.block.start
        finder = re.compile(r"\\.|(?P<code>`+)|[\[\]]", re.DOTALL)
        closings: dict[str, list[int]] = {}
        while match := finder.search(self.text, at, self.end):
            at = match.end()
            if match.group() == "[":
                stack.append(match.start())
            elif match.group() == "]" and stack:
                pairs[stack.pop()] = match.start()
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
        at, self.closings = self.block.start, {}
        while match := SPECIAL.search(self.text, at, self.end):
            at = self.special(match)

    def special(self, match: re.Match) -> int:
        piece, start, end = match.group(), match.start(), match.end()
        if piece in (r"\(", r"\["):
            return self.formula(PARENTHESIZED, start) or end
        if piece[0] == "`":
            return self.code(piece, start, end)
        if piece[0] == "$":
            return self.formula(DISPLAYED if piece == "$$" else FORMULA, start) or start + len(piece)
        if piece == "<":
            return self.tag(start)
        if piece in ("[", "!["):
            return self.bracket(start, end)
        if piece == "]":
            return self.closing(start, end)
        if piece == "{":
            return self.attributes(start)
        if piece.startswith("[^"):
            self.page.hidden.append((start, end))
        if piece.startswith("&#"):
            self.page.problems.append(Problem(start, end, f"{piece} is a character written as a number", "write the character itself"))
            self.page.hidden.append((start, end))
        return end

    def code(self, mark: str, start: int, end: int) -> int:
        close = self.code_end(mark, end, self.closings)
        if close is None:
            return end
        self.page.spans.append(Span("code", end, close - len(mark), (start, close)))
        return close

    def formula(self, pattern: re.Pattern, start: int) -> int | None:
        if pattern.pattern in self.unmatched:
            return None
        match = pattern.match(self.text, start, self.end)
        if match is None:
            if pattern is not FORMULA and self.text.find("$$", start + 2, self.end) < 0:
                self.unmatched.add(pattern.pattern)
            return None
        self.page.spans.append(Span("math", *match.span("body"), match.span()))
        return match.end()

    def tag(self, start: int) -> int:
        if match := AUTOLINK.match(self.text, start, self.end):
            self.page.links.append(Link(start, match.end(), match.group("url")))
            return match.end()
        match = TAG.match(self.text, start, self.end)
        if match is None:
            return start + 1
        at = start
        for spoken in SPOKEN.finditer(match.group()):
            low, high = (start + place for place in spoken.span(spoken.lastgroup))
            self.page.hidden.append((at, low))
            at = high
        self.page.hidden.append((at, match.end()))
        return match.end()

    def attributes(self, start: int) -> int:
        match = ATTRIBUTES.match(self.text, start, self.end)
        if match is None:
            return start + 1
        before = self.text[start - 1 : start]
        is_own_line = not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()
        ends_heading = self.block.kind == "heading" and not self.text[match.end() : self.end].strip()
        if before in (")", "]", "`", "*", "_", ">") or is_own_line or ends_heading:
            self.page.hidden.append(match.span())
        return match.end()

    def bracket(self, start: int, inside: int) -> int:
        close = self.pairs.get(inside - 1)
        if close is None:
            return inside
        behind = close + 1
        if CLAIM_OPENING.match(self.text, behind, self.end):
            return self.claim(start, inside, close)
        if match := DESTINATION.match(self.text, behind, self.end):
            self.page.links.append(Link(inside, close, match.group("url").strip("<>")))
            title = match.span("title") if match.group("title") else (match.end(), match.end())
            self.page.hidden += [(behind, title[0]), (title[1], match.end())]
            self.jumps[close] = match.end()
        elif self.text[behind : behind + 1] == "[" and behind in self.pairs:
            self.page.hidden.append((behind, self.pairs[behind] + 1))
            self.jumps[close] = self.pairs[behind] + 1
        return inside

    def claim(self, start: int, inside: int, close: int) -> int:
        is_drawing = inside - start == 2
        expression = self.destination(close + 1)
        if expression is None:
            self.page.problems.append(
                Problem(start, close + 1, "this looks like a claim, but its expression never ends", "close it with )")
            )
            self.page.hidden.append((start, close + 1))
            return close + 1
        low, high, end = expression
        self.page.claims.append(Claim(start, end, (inside, close), (low, high), is_drawing, self.block.kind == "heading"))
        if not is_drawing:
            return end
        self.jumps[close] = end
        return inside

    def destination(self, at: int) -> tuple[int, int, int] | None:
        """The expression behind a claim's bracket: its start and end, and the end of the claim."""
        opening = CLAIM_OPENING.match(self.text, at, self.end)
        if "<" in opening.group():
            closing = re.compile(r">\s*\)").search(self.text, opening.end(), self.end)
            return (opening.end(), closing.start(), closing.end()) if closing else None
        depth = 1
        for match in re.compile(r"[()]|\n[ \t]*\n").finditer(self.text, opening.end(), self.end):
            if match.group() not in "()":
                return None
            depth += 1 if match.group() == "(" else -1
            if depth == 0:
                return opening.end(), match.start(), match.end()
        return None

    def closing(self, start: int, end: int) -> int:
        if start in self.jumps:
            return self.jumps[start]
        if CLAIM_OPENING.match(self.text, end, self.end):
            self.page.problems.append(
                Problem(start, end + 2, "this looks like a claim, but no bracket opens it", "write [number](=expression)")
            )
        return end
