"""The block structure of a Markdown page: fences, code, formulas, and text to read inline.

It works line by line and keeps offsets. It reads what Python-Markdown and CommonMark share, and
what Material adds: fences in lists, quotes, admonitions and tabs are fences; the content of an
admonition is prose. Where the dialects differ it prefers prose, so that no number goes unseen.
"""

import re

QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})[ \t]*(?P<info>.*)$")
LIST = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?=[ \t]|$)[ \t]*")
CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<rest>.*)$|\[\^[^\]\s]+\]:|:[ \t]{1,3}(?=\S)|///")
DEFINITION = re.compile(r"\[(?!\^)[^\]]+\]:[ \t]*\S+[ \t]*")
ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")
HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
ATTRIBUTES = re.compile(
    r"\{:?[ \t]*(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))(?:[ \t]+(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)))*[ \t]*\}"
)
DISPLAY = re.compile(r"\$\$|\\\[|\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}")
INVISIBLE = re.compile(r"<(?P<tag>script|style)\b[^>]*>", re.IGNORECASE)
SNIPPET_LINE = re.compile(r"^[ \t]*;?-{1,}8<-{1,}[ \t]*(?:\"(?P<target>[^\"\n]*)\")?", re.MULTILINE)


class Block:
    """A piece of a page.

    kind   "text", "heading", "fence", "code" (indented), "math" or "include"
    start, end  its content, as offsets
    info   of a fence: what stands behind its opening mark
    outer  of a fence or formula: (start, end) with its marks
    """

    __slots__ = ("kind", "start", "end", "info", "outer", "prefix", "is_closed")

    def __init__(self, kind, start, end, info="", outer=None, prefix="", is_closed=True):
        self.kind, self.start, self.end, self.info = kind, start, end, info
        self.outer, self.prefix, self.is_closed = outer or (start, end), prefix, is_closed


class Blocks:
    """Splits a page; ``hidden`` collects what a reader never sees, ``markers`` the numbers of lists."""

    def __init__(self, text: str, start: int):
        self.text, self.length = text, len(text)
        self.blocks: list[Block] = []
        self.hidden: list[tuple[int, int]] = []
        self.markers: list[tuple[int, int]] = []
        self.containers: list[int] = []  # indentation at which each open container began
        self.paragraph: int | None = None
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
        if quote and ">" in quote.group():
            content = quote.end()
            self.hidden.append((start, content))
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
            self.content(start, content, first, end, indent)
        self.was_blank = False

    def leave_containers(self, indent: int) -> None:
        while self.was_blank and self.containers and indent <= self.containers[-1]:
            self.containers.pop()

    def starts_code(self, indent: int) -> bool:
        base = self.containers[-1] + 4 if self.containers else 0
        return self.was_blank and indent >= base + 4

    def indented_code(self, start: int, indent: int) -> None:
        base = indent
        end = self.at - 1
        while self.at < self.length:
            line = self.text[self.at : self.line_end(self.at)]
            if line.strip() and len(line[: len(line) - len(line.lstrip())].expandtabs(4)) < base:
                break
            if line.strip():
                end = self.at + len(line)
            self.at += len(line) + 1
        self.at = min(end + 1, self.length) if end < self.length else self.length
        self.blocks.append(Block("code", start, min(end, self.length)))

    def content(self, start: int, content: int, first: int, end: int, indent: int) -> None:
        """A line that is neither blank nor indented code."""
        while marker := LIST.match(self.text, first, end):
            if marker.end() == end and marker.group("marker") == "-" and self.paragraph is not None:
                break  # an underline of one dash
            self.close_paragraph(start)
            if marker.group("marker")[0].isdigit():
                self.markers.append(marker.span("marker"))
            self.hidden.append(marker.span("marker"))
            self.containers = [level for level in self.containers if level < indent] + [indent]
            first = marker.end()
            indent += marker.end() - marker.start()
        if fence := FENCE.match(self.text, first, end):
            self.fence(start, fence)
        elif DISPLAY.match(self.text, first, end):
            self.display(first)
        elif invisible := INVISIBLE.match(self.text, first, end):
            self.skip_to(f"</{invisible.group('tag')}>", start)
        elif self.text.startswith("<!--", first):
            self.skip_to("-->", start)
        elif SNIPPET_LINE.match(self.text, content, end):
            self.close_paragraph(start)
            self.blocks.append(Block("include", first, end))
        else:
            self.prose(start, first, end, indent)

    def prose(self, start: int, first: int, end: int, indent: int) -> None:
        text = self.text
        if container := CONTAINER.match(text, first, end):
            self.close_paragraph(start)
            self.containers = [level for level in self.containers if level < indent] + [indent]
            self.hidden.append((first, self.title_start(container, end)))
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
            self.blocks.append(Block("text", first, end))
        elif self.paragraph is None:
            self.paragraph = first

    def title_start(self, container: re.Match, end: int) -> int:
        """Where the visible title of ``!!! note "Title"`` starts; its end when there is none."""
        if container.group("rest") is None:
            return container.end()
        quote = self.text.find('"', container.start(), end)
        return quote + 1 if quote >= 0 else end

    def underline(self, start: int) -> None:
        paragraph, self.paragraph = self.paragraph, None
        self.blocks.append(Block("heading", paragraph, start))

    def close_paragraph(self, end: int) -> None:
        if self.paragraph is not None:
            self.blocks.append(Block("text", self.paragraph, end))
            self.paragraph = None

    def fence(self, start: int, opening: re.Match) -> None:
        self.close_paragraph(start)
        mark = opening.group("mark")
        prefix = self.text[start : opening.start()]
        closing = re.compile(rf"[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
        found = closing.search(self.text, self.at) if self.at <= self.length else None
        content_start = min(self.at, self.length)
        content_end = found.start() if found else self.length
        outer_end = found.end() if found else self.length
        info = opening.group("info").strip()
        self.blocks.append(
            Block("fence", content_start, max(content_start, content_end), info, (opening.start(), outer_end), prefix, bool(found))
        )
        self.at = outer_end + 1

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
        self.close_paragraph(start)
        close = self.text.lower().find(closing, start) if closing != "-->" else self.text.find(closing, start)
        end = close + len(closing) if close >= 0 else self.length
        self.hidden.append((start, end))
        rest = self.line_end(end)
        if self.text[end:rest].strip():
            self.paragraph = end
        self.at = rest + 1


def split(text: str, start: int = 0) -> Blocks:
    """Split a page from ``start`` (behind its front matter) into blocks."""
    return Blocks(text, start).split()
