"""Blocks: the pieces that a page is split into."""


class Block:
    """A piece of a page.

    kind        "text", "heading", "html", "fence", "code" (indented) or "math"
    start, end  its content, as offsets
    info        what stands behind the opening mark of a fence
    outer       (start, end) of a fence or formula with its marks; else of its content
    """

    __slots__ = ("kind", "start", "end", "info", "outer", "is_closed")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        info: str = "",
        outer: tuple[int, int] | None = None,
        is_closed: bool = True,
    ):
        self.kind, self.start, self.end, self.info = kind, start, end, info
        self.outer, self.is_closed = outer or (start, end), is_closed

    @property
    def is_worked(self) -> bool:
        return self.info.split()[:1] == ["worked"]

    @property
    def is_formula(self) -> bool:
        """Is it a fence that GitHub, MyST and their like set as a formula?"""
        return self.kind == "fence" and self.info.split()[:1] in (["math"], ["{math}"], ["katex"])
