"""The elements of a page that matter to a check, each with its place: offsets in the page's text."""

Range = tuple[int, int]


class Claim:
    """``[literal](=expression)``; a drawing where ``!`` stands before it."""

    __slots__ = ("start", "end", "shown", "expression", "is_drawing", "in_heading")

    def __init__(self, start, end, shown, expression, is_drawing, in_heading):
        self.start, self.end = start, end
        self.shown = shown  # (start, end) of what stands in the bracket
        self.expression = expression  # (start, end)
        self.is_drawing, self.in_heading = is_drawing, in_heading


class Span:
    """A code span or a formula: ``start`` and ``end`` of its content, ``outer`` with its marks.

    One that is tied, [`18 + 6 = 24`](=poured.sum()), has an expression too; then ``outer`` holds the whole link, and
    ``inner`` the marks alone.
    """

    __slots__ = ("kind", "start", "end", "outer", "inner", "expression")

    def __init__(self, kind, start, end, outer, inner=None, expression=None):
        self.kind, self.start, self.end, self.outer = kind, start, end, outer
        self.inner = inner or outer
        self.expression = expression  # (start, end)


class Link:
    """A link or an image: where its text stands, and where it leads."""

    __slots__ = ("start", "end", "url")

    def __init__(self, start, end, url):
        self.start, self.end, self.url = start, end, url


class Problem:
    """Something wrong with how the page is written, and what to write instead."""

    __slots__ = ("start", "end", "message", "advice")

    def __init__(self, start, end, message, advice=""):
        self.start, self.end, self.message, self.advice = start, end, message, advice


class Found:
    """What was found in a block, or in all blocks of a page.

    hidden      the ranges that no reader sees
    images      the ranges of alternative texts
    attributes  the ranges of what becomes attributes: tags, titles of links, alternative texts
    """

    def __init__(self):
        self.claims: list[Claim] = []
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.hidden: list[Range] = []
        self.images: list[Range] = []
        self.attributes: list[Range] = []

    def __iadd__(self, other: "Found") -> "Found":
        for name, more in vars(other).items():
            if more:
                getattr(self, name).extend(more)
        return self

    def problem(self, start: int, end: int, message: str, instead: str = "") -> None:
        self.problems.append(Problem(start, end, message, instead))
