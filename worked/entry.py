"""Entries: the pages of a site as its own pages about them see them."""

from collections.abc import Callable

from worked.record import Record

Link = Callable[[str], str]  # turns an address of the site into one that leads there from the page being made


class Entry:
    """A page of the site.

    name    its file, as messages show it
    key     its path in the site, without a suffix: lessons/07-soft-lookup
    title   its title, and ``url`` its address from the site's root
    kinds   how many of its numbers are of each kind
    anchors the ids of its headings that links can lead to, each with its words
    """

    def __init__(
        self, name: str, key: str, title: str, url: str, kinds: dict[str, int], record: Record, anchors: dict[str, str]
    ):
        self.name, self.key, self.title, self.url = name, key, title, url
        self.kinds, self.record, self.anchors = kinds, record, anchors
        self.ids = record.ids(key)
        self.places = [self.find_section(*section) for section in record.sections]

    def find_section(self, own_id: str, title: str) -> tuple[str, str]:
        """The id that a section has on the built page, and its title; a heading without one is found by its words."""
        if own_id not in self.anchors:
            own_id = next((anchor for anchor, words in self.anchors.items() if words == title), "")
        return own_id, self.anchors.get(own_id) or title

    def section(self, number: int) -> tuple[str, str]:
        """The address of a section from the site's root, and its title; the page's own above the first heading."""
        if number < 0:
            return self.url, self.title
        own_id, title = self.places[number]
        return f"{self.url}#{own_id}" if own_id else self.url, title

    @property
    def total(self) -> int:
        return sum(self.kinds.values())
