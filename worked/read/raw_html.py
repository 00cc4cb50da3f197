"""Raw HTML between the blocks of a page: where its elements end."""

import re

HTML = re.compile(
    r"<(?P<tag>address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe"
    r"|legend|li|main|math|menu|nav|object|ol|optgroup|option|output|p|pre|progress|section|select|summary|svg|table|tbody|td|textarea|tfoot|th"
    r"|thead|tr|ul|video)(?=[\s/>])(?P<attributes>[^>]*)>",
    re.IGNORECASE,
)
BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
RAW = {"pre", "textarea", "svg", "math", "iframe"}


class RawElements:
    """Finds where the elements of a text end.

    is_elsewhere  is it a page of another project, where Markdown is read again behind a blank line, as CommonMark does?
    """

    def __init__(self, text: str, is_elsewhere: bool):
        self.text, self.is_elsewhere = text, is_elsewhere
        self.ends: dict[str, dict[int, int]] = {}  # of each tag: where its elements start and end

    def end(self, opening: re.Match) -> int:
        """Where an element ends; one that is never closed ends with its line."""
        tag = opening.group("tag").lower()
        if tag not in self.ends:
            self.ends[tag] = element_ends(self.text, tag, opening.start())
        line_end = self.text.find("\n", opening.end())
        end = self.ends[tag].get(opening.start(), len(self.text) if line_end < 0 else line_end)
        blank = BLANK_LINE.search(self.text, opening.end(), end) if self.is_elsewhere and tag not in RAW else None
        return blank.start() if blank else end


def element_ends(text: str, tag: str, start: int) -> dict[int, int]:
    """The end of each element of a name from ``start`` on, by where it starts; those that are never closed have none."""
    ends: dict[int, int] = {}
    still_open: list[int] = []
    for match in re.compile(rf"<(?P<close>/)?{tag}(?=[\s/>])[^>]*>", re.IGNORECASE).finditer(text, start):
        if match.group().endswith("/>") and not match.group("close"):
            ends[match.start()] = match.end()
        elif not match.group("close"):
            still_open.append(match.start())
        elif still_open:
            ends[still_open.pop()] = match.end()
    return ends
