r"""LaTeX documents (``.tex``), read as pages: their formulas, their verbatim text, and what no reader sees.

It works from left to right and keeps offsets. Macros are not expanded; :mod:`worked.latex` knows those that stand for numbers.
"""

import re
from pathlib import Path

from worked.read.block import Block
from worked.read.source import SourceFile

SUFFIX = ".tex"
ENCODING = re.compile(
    rb"^[^%\n]*\\usepackage\s*\[\s*(latin1|latin9|ansinew|cp1252|applemac)\s*\]\s*\{inputenc\}", re.MULTILINE
)
ENCODINGS = {
    "latin1": "latin-1",
    "latin9": "iso8859-15",
    "ansinew": "cp1252",
    "cp1252": "cp1252",
    "applemac": "mac-roman",
}
BEGIN = re.compile(r"^[^%\n]*?\\begin\{document\}", re.MULTILINE)
FORMULAS = set("equation align gather multline eqnarray flalign alignat displaymath math dmath xalignat".split())
VERBATIM = set("verbatim Verbatim BVerbatim lstlisting minted alltt semiverbatim".split())
PIECE = re.compile(
    r"%[^\n]*"
    r"|\\verb\*?(?P<delimiter>[^\w\s*])(?P<code>[^\n]{0,500}?)(?P=delimiter)"
    r"|\\lstinline(?:\[[^\]\n]{0,300}\])?(?P<bar>[^\w\s*\[{])(?P<listing>[^\n]{0,500}?)(?P=bar)"
    r"|\\begin\{(?P<environment>[A-Za-z]+)\*?\}"
    r"|\\(?P<hidden>iffalse(?![A-Za-z])|(?:label|(?:page|eq|auto|c|C)?ref|cite\w*|includegraphics|input|include|url|bibliography\w*)\*?"
    r"(?:\[[^\]]{0,300}\]){0,3}\{[^{}]{0,1000}\})"
    r"|\\end\{document\}|\\[(\[]|\\.|\$\$?",
    re.DOTALL,
)
CLOSING = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
PARAGRAPH = re.compile(r"\n[ \t]*\n")


class TexSource(SourceFile):
    """A LaTeX document, in UTF-8 or in the encoding that it names."""

    is_tex = True

    def __init__(self, path: Path, name: str, data: bytes):
        self.encoding = encoding_of(data)
        super().__init__(path, name, data)


def encoding_of(data: bytes) -> str:
    named = ENCODING.search(data)
    return ENCODINGS[named[1].decode()] if named else TexSource.encoding


class TexBlocks:
    """Splits a document into blocks, as :class:`worked.read.blocks.Blocks` splits Markdown; ``quotes`` are its comments."""

    def __init__(self, text: str):
        self.text, self.end = text, len(text)
        begin = BEGIN.search(text)
        self.body = self.at = begin.end() if begin else 0
        self.blocks: list[Block] = []
        self.hidden: list[tuple[int, int]] = []
        self.quotes: list[tuple[int, int]] = []
        self.markers: list[tuple[int, int]] = []
        self.definitions: list[tuple[int, int]] = []
        self.problems: list[tuple[int, int, str, str]] = []
        self.paragraph_end = 0
        self.never_closed: set[tuple[str, int]] = set()  # a mark, and the end of the paragraph that lacks it

    def split(self) -> "TexBlocks":
        while piece := PIECE.search(self.text, self.at, self.end):
            self.at = piece.end()
            self.piece(piece)
        self.hidden.append((self.end, len(self.text)))
        return self

    def piece(self, piece: re.Match) -> None:
        text, name = piece.group(), piece["environment"]
        if text[0] == "%":
            self.quotes.append(piece.span())
        elif text == r"\end{document}":
            self.end = piece.start()
        elif piece["hidden"] == "iffalse":
            self.hide(piece.start(), r"\\fi(?![A-Za-z])")
        elif piece["hidden"]:
            self.hidden.append(piece.span())
        elif name == "comment":
            self.hide(piece.start(), r"\\end\{comment\}")
        elif name in VERBATIM:
            self.verbatim(piece, text.replace("begin", "end"))
        elif name in FORMULAS:
            self.formula(piece.start(), piece.end(), text.replace("begin", "end"))
        elif text in CLOSING:
            self.formula(piece.start(), piece.end(), CLOSING[text])
        elif code := piece["code"] or piece["listing"]:
            start = piece.start("code" if piece["code"] else "listing")
            self.blocks.append(Block("verb", start, start + len(code), outer=piece.span()))

    def hide(self, start: int, closing: str) -> None:
        """Hide what is never printed, up to its end, or to the end of the document."""
        found = re.compile(closing).search(self.text, self.at, self.end)
        self.at = found.end() if found else self.end
        self.hidden.append((start, self.at))

    def verbatim(self, opening: re.Match, closing: str) -> None:
        found = self.text.find(closing, self.at, self.end)
        end = self.end if found < 0 else found
        self.at = min(self.end, end + len(closing))
        self.blocks.append(Block("fence", opening.end(), end, outer=(opening.start(), self.at), is_closed=found >= 0))

    def formula(self, start: int, content: int, closing: str) -> None:
        """A formula up to its closing mark; one that is open where its paragraph ends is no formula."""
        if content > self.paragraph_end:
            paragraph = PARAGRAPH.search(self.text, content, self.end)
            self.paragraph_end = paragraph.start() if paragraph else self.end
        if (closing, self.paragraph_end) in self.never_closed:
            return
        end = self.closing(content, closing)
        if end is None:
            self.blocks.append(Block("open", start, content, is_closed=False))
            return
        self.at = end + len(closing)
        inner = (start, self.at) if closing.startswith(r"\end") else (content, end)
        self.blocks.append(Block("math", *inner, outer=(start, self.at)))

    def closing(self, at: int, mark: str) -> int | None:
        """Where the mark stands that closes a formula; comments in it are noted on the way."""
        comments: list[tuple[int, int]] = []
        pieces = re.compile(rf"{re.escape(mark)}|%[^\n]*|\\.", re.DOTALL)
        while piece := pieces.search(self.text, at, self.paragraph_end):
            if piece.group() == mark:
                self.quotes += comments
                return piece.start()
            if piece.group()[0] == "%":
                comments.append(piece.span())
            at = piece.end()
        self.never_closed.add((mark, self.paragraph_end))
        return None


def split_tex(text: str) -> TexBlocks:
    """Split a LaTeX document into blocks: "math", "verb" (code in a line), "fence" (verbatim), "open" (never closed)."""
    return TexBlocks(text).split()
