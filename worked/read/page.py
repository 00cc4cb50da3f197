"""Reading a page: its front matter, and everything in it that shows a number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from worked.read.block import Block
from worked.read.blocks import Blocks, split_blocks
from worked.read.brackets import Definitions
from worked.read.characters import hidden_characters
from worked.read.elements import Found, Link, Problem, Span
from worked.read.front_matter import FRONT_MATTER, NEVER_CLOSED, names_given_twice, read_front_matter
from worked.read.inline import read_inline
from worked.read.ranges import Ranges
from worked.read.source import SourceError, SourceFile
from worked.read.tex import TexBlocks, split_tex

FOOTNOTE = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
INCLUDE = re.compile(r"^.*-8<-.*$", re.MULTILINE)
INCLUDE_OF_OTHERS = re.compile(
    r"\{%-?\s*include\b.*?%\}", re.DOTALL
)  # of mkdocs-include-markdown, macros and their like
OPTIONS = re.compile(r"(?:[ \t>]*:[\w-]+:.*\n)*")  # of a fence ```{math}
NAMES_SNIPPET = re.compile(r"^[ \t]*(?:numbers|figures|unchecked)[ \t]*:", re.MULTILINE)
SOMETHING = "\ufffc"  # in place of what is not plain text, so that the words beside it stay apart
DEFINED_LINK = re.compile(r"^[ \t>]*\[(?!\^)([^\]\d]+)\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
UNSEEN_INFO = re.compile(r"hl_lines=\"[^\"]*\"|(?<=[`~])(?:python|py)[0-9.]+\b")


class Page:
    """A page that was read: what it holds, and where. It knows nothing of values.

    source        its file, as :func:`read_source` gives it; all offsets count in the text of it
    is_accounted  tells from the front matter whether every number has to be accounted for
    raises        SourceError: the front matter cannot be read
    """

    def __init__(self, source: SourceFile, is_accounted=lambda meta: "numbers" in meta):
        self.source, self.text = source, source.text
        self.doubts: list[Problem] = []  # what is said of the page, and is no failure
        structure = self.split_latex(is_accounted) if source.is_tex else self.split_markdown(is_accounted)
        self.quotes, self.markers, self.blocks = structure.quotes, structure.markers, structure.blocks
        self.plain = blank(self.text, self.quotes) if self.quotes else self.text  # without the > of quotes
        self.fences = [block for block in self.blocks if block.kind in ("fence", "code")]
        self.headings = [block for block in self.blocks if block.kind == "heading"]
        found = self.read_blocks()
        self.claims, self.spans, self.images = found.claims, found.spans, found.images
        self.links = sorted(found.links, key=lambda link: link.start)
        self.link_starts = [link.start for link in self.links]
        self.hidden = structure.hidden + found.hidden
        self.attributes = found.attributes  # what is shown or spoken, but not where it stands
        self.definitions = structure.definitions
        broken = [Problem(*problem) for problem in structure.problems if self.is_accounted]
        open_blocks = [block for block in self.blocks if not block.is_closed]
        unsure = [] if self.is_accounted else [block for block in open_blocks if block.kind != "fence"]
        self.doubts += map(self.unclosed, unsure)  # formulas that were perhaps meant as text
        if not self.is_accounted:
            included = [*self.includes(), *self.includes(INCLUDE_OF_OTHERS)]
            self.doubts += sorted(included, key=lambda one: one.start)
        sure = [self.unclosed(block) for block in open_blocks if block not in unsure]
        self.problems = broken + found.problems + sure

    def split_markdown(self, is_accounted) -> Blocks:
        try:
            self.meta, self.body = read_front_matter(self.text)
        except SourceError as error:
            error.path = self.source.path
            if is_accounted({}) or NAMES_SNIPPET.search(self.text, 0, FRONT_MATTER.match(self.text).end()):
                raise
            self.meta, self.body = {}, FRONT_MATTER.match(self.text).end()
            self.doubts.append(Problem(0, 3, "the front matter is not plain YAML, and is skipped"))
        self.is_accounted: bool = is_accounted(self.meta)
        self.refuse_unclosed()
        return split_blocks(self.text, self.body, is_elsewhere=not self.is_accounted)

    def refuse_unclosed(self) -> None:
        """Say once of a front matter without an end what else each of its lines would be blamed for, as text.

        raises  SourceError
        """
        opened = None if self.body else NEVER_CLOSED.match(self.text)
        if opened and (self.is_accounted or NAMES_SNIPPET.search(opened.group())):
            error = SourceError("the front matter is never closed: write --- alone on the line behind it")
            error.path = self.source.path
            raise error

    def split_latex(self, is_accounted) -> TexBlocks:
        if is_accounted({}):
            raise SourceError("a LaTeX document cannot account for its numbers: name Markdown pages in the settings")
        structure = split_tex(self.text)
        self.meta, self.body, self.is_accounted = {}, structure.body, False
        return structure

    def meta_place(self, key: str) -> int:
        """The offset of a value in the front matter, by its key; 0 where there is none."""
        match = re.compile(rf"^{re.escape(key)}[ \t]*:[ \t]*", re.MULTILINE).search(self.text, 0, self.body)
        return match.end() if match else 0

    # ---- blocks ------------------------------------------------------------------------------

    def read_blocks(self) -> Found:
        footnotes = set(FOOTNOTE.findall(self.text, self.body))
        links = {label.lower(): url for label, url in DEFINED_LINK.findall(self.text, self.body)}
        definitions, found = Definitions(footnotes, links, self.is_accounted), Found()
        for block in self.blocks:
            if block.kind == "verb":
                found.spans.append(Span("code", block.start, block.end, block.outer))
            elif block.kind in ("text", "heading", "html"):
                found += read_inline(self.text, block, definitions)
            elif block.kind == "math" or (block.is_formula and not self.is_accounted):
                start = OPTIONS.match(self.text, block.start, block.end).end() if block.is_formula else block.start
                found.spans.append(Span("math", start, block.end, block.outer))
        if self.is_accounted:
            found.problems += [*self.numbered_formulas(), *self.includes(), *hidden_characters(self.text)]
            found.problems += self.given_twice()
        return found

    def given_twice(self) -> Iterator[Problem]:
        for start, end, name in names_given_twice(self.text[: self.body]):
            message = f"the front matter has `{name}` a second time, and one of the two would count for nothing"
            yield Problem(start, end, message, f"`{name}` once, with what is meant")

    def numbered_formulas(self) -> Iterator[Problem]:
        for block in self.blocks:
            if block.info.startswith("\\begin") and not block.info.endswith("*}"):
                message = "a numbered formula shows a number that nothing computes"
                yield Problem(*block.outer, message, block.info.replace("}", "*}"))

    def unclosed(self, block: Block) -> Problem:
        what = "fence" if block.kind == "fence" else "formula"
        line = self.source.place(block.outer[0])[0]
        return Problem(block.outer[0], block.outer[0] + 3, f"the {what} that opens in line {line} is never closed")

    def includes(self, include: re.Pattern = INCLUDE) -> Iterator[Problem]:
        """Text that ``--8<--`` includes outside a fence: it is not on the page, so nothing checks it."""
        inside = [(fence.start, fence.end) for fence in self.fences if fence.kind == "fence"]
        for match in include.finditer(self.text, self.body):
            nearest = bisect_right(inside, (match.start(), len(self.text))) - 1
            if nearest < 0 or match.start() >= inside[nearest][1]:
                message, instead = "text that is included is not checked", "it here, or quote code in a fence"
                yield Problem(*match.span(), message, instead)

    def prose(self) -> str:
        """The page with everything but plain text blanked out; offsets stay."""
        away = [(claim.start, claim.end) for claim in self.claims if not claim.is_drawing]
        for claim in self.claims:
            if claim.is_drawing:
                away += [(claim.start, claim.shown[0]), (claim.shown[1], claim.end)]
        away += [span.outer for span in self.spans] + [fence.outer for fence in self.fences]
        spaces = [*self.quotes, *self.markers]
        return blank(blank(self.plain, spaces), [(0, self.body), *self.hidden, *away], SOMETHING)

    def visible(self) -> str:
        """The page with everything that a reader never sees blanked out; offsets stay."""
        away = [(0, self.body), *self.hidden]
        away += [(claim.shown[1], claim.end) for claim in self.claims]
        return blank(self.plain, away)

    def fence_infos(self) -> Iterator[tuple[int, int]]:
        """The ranges behind the opening marks of fences that a reader may see."""
        for fence in self.fences:
            at = fence.outer[0]
            for unseen in UNSEEN_INFO.finditer(self.text, fence.outer[0], fence.start):
                yield at, unseen.start()
                at = unseen.end()
            yield at, fence.start

    @cached_property
    def in_headings(self) -> Ranges:
        return Ranges((heading.start, heading.end) for heading in self.headings)

    @cached_property
    def in_images(self) -> Ranges:
        return Ranges(self.images)

    @cached_property
    def in_code(self) -> Ranges:
        """Where spans and fences stand: code, formulas and what they are marked with."""
        return Ranges([*(span.outer for span in self.spans), *(fence.outer for fence in self.fences)])

    @cached_property
    def ends_of_spans(self) -> set[int]:
        return {at for span in self.spans for at in span.outer}

    def link_at(self, offset: int) -> Link | None:
        """The innermost link around an offset."""
        near = bisect_right(self.link_starts, offset)
        return next((link for link in reversed(self.links[max(0, near - 3) : near]) if offset < link.end), None)


def blank(text: str, ranges: list[tuple[int, int]], character: str = " ") -> str:
    """Replace ranges by blanks; line ends stay, so that words of two lines stay apart."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        if end <= at:
            continue
        start = max(start, at)
        lines = text[start:end].split("\n")
        pieces += [text[at:start], "\n".join(character * len(line) for line in lines)]
        at = end
    return "".join([*pieces, text[at:]])
