"""The text of a file, and where things stand in it."""

from bisect import bisect_right
from pathlib import Path

WIDTH = 100  # columns of a line that a message shows
Edit = tuple[int, int, str]  # start, end and the new text


class SourceError(ValueError):
    """A file that cannot be read as text; ``path``, where it is known, ``line`` and ``column`` say where."""

    def __init__(self, message: str, line: int = 1, column: int = 1):
        super().__init__(message)
        self.path: Path | None = None
        self.line, self.column = line, column
        self.others: list[SourceError] = []  # what else is wrong with the file


class SourceFile:
    """A file as text. Line ends become ``\\n``; :meth:`replaced` gives back the bytes as they were."""

    cells: list = []  # only a lab has some
    is_tex = False  # is it LaTeX, and no Markdown?
    encoding = "utf-8"

    def __init__(self, path: Path, name: str, data: bytes):
        self.path, self.name = path, name
        self.mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        try:
            raw = data[len(self.mark) :].decode(self.encoding)
        except UnicodeDecodeError as error:
            before = data[len(self.mark) :][: error.start]
            column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
            raise SourceError("the file is not UTF-8", before.count(b"\n") + 1, column) from None
        self.text = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
        self.raw = raw
        self.starts = line_starts(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def where(self, offset: int) -> str:
        """What a message says of a place beside its line; of a page, nothing."""
        return ""

    def cell_at(self, offset: int):
        """The code cell that opens at an offset; a page has none."""
        return

    def excerpt(self, offset: int) -> tuple[str, int]:
        """The line around an offset, cut where it is long, and where the offset stands in it."""
        number = bisect_right(self.starts, offset)
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return excerpt(self.text, self.starts[number - 1], end, offset)

    def replaced(self, edits: list[Edit]) -> bytes:
        """The file's bytes with edits made, and everything else as it was."""
        raw_offset = RawOffsets(self.raw)
        raw = apply(self.raw, 0, sorted((raw_offset(start), raw_offset(end), new) for start, end, new in edits))
        return self.mark + raw.encode(self.encoding)


def line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def excerpt(text: str, start: int, end: int, offset: int) -> tuple[str, int]:
    """The line ``text[start:end]``, cut where it is long, and where the offset stands in it."""
    low = start if end - start <= WIDTH else max(start, offset - WIDTH // 2)
    high = min(end, low + WIDTH)
    before, after = "…" if low > start else "", "…" if high < end else ""
    return before + text[low:high].replace("\t", " ") + after, len(before) + offset - low


def without_overlaps(edits: list[Edit]) -> list[Edit]:
    """The edits of a sorted list that do not overlap; of two that do, only the first stays."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def apply(text: str, start: int, edits: list[Edit]) -> str:
    """The text from ``start`` on, after sorted edits."""
    pieces = []
    for low, high, new in edits:
        pieces += [text[start:low], new]
        start = high
    return "".join([*pieces, text[start:]])


class RawOffsets:
    """Turns offsets in the text, whose line ends are ``\n``, into offsets in the text as it was read."""

    def __init__(self, raw: str):
        self.shifts, shift = [], 0
        at = raw.find("\r\n")
        while at >= 0:
            self.shifts.append(at - shift + 1)  # text offsets from here on are shifted by one more
            shift += 1
            at = raw.find("\r\n", at + 2)

    def __call__(self, offset: int) -> int:
        return offset + bisect_right(self.shifts, offset)
