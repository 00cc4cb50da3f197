"""Addresses: where one leads as browsers read it, and whether a page may lead there."""

import re
from functools import cached_property
from html import unescape

from worked.read.references import read_references
from worked.settings import Settings

IGNORED = re.compile(r"[\t\r\n]")  # browsers leave these out of an address
ENDS = "".join(map(chr, range(33)))  # and these at its ends: controls and the blank
SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
FOLLOWED = ("http", "https", "mailto")


def plain_address(address: str) -> str:
    """An address as browsers read it: entities, blanks and backslashes are settled."""
    return IGNORED.sub("", unescape(address)).strip(ENDS).replace("\\", "/")


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters; "//" for the scheme of the page with another host; "" within the site."""
    plain = plain_address(address)
    scheme = SCHEME.match(plain)
    return scheme["name"].lower() if scheme else "//" if plain.startswith("//") else ""


class Addresses:
    """Knows where the pages of a project may lead.

    raises  SettingsError, when it is first asked: the file of references cannot be read
    """

    def __init__(self, settings: Settings):
        self.settings = settings

    @cached_property
    def sources(self) -> set[str]:
        return {source.url for source in read_references(self.settings) if source.url}

    def fault(self, address: str, is_link: bool) -> tuple[str, list[tuple[str, str]]] | None:
        """What is wrong with an address, and what to write instead; None where nothing is.

        is_link  does a reader follow it? Everything else is fetched, and comes from the site
        """
        scheme = scheme_of(address)
        shown = " ".join(address.split())[:200]
        if not scheme:
            return None
        if not is_link:
            return f"a page fetches nothing from elsewhere: {shown}", [("write", "the path of a file of the site")]
        if scheme not in FOLLOWED:
            return f"this link leads to no page: {shown}", [("write", "the address of a page, of the site or a source")]
        return None if self.is_known(address) else self.unknown(shown)

    def is_known(self, address: str) -> bool:
        """Does a link lead to a source, or to what the settings list? A project without either says nothing of links."""
        if not self.settings.references and not self.settings.other_links:
            return True
        is_source = address in self.sources or address.partition("#")[0] in self.sources
        return is_source or address.startswith(tuple(self.settings.other_links))

    def unknown(self, shown: str) -> tuple[str, list[tuple[str, str]]]:
        file = self.settings.references and self.settings.name_of(self.settings.root / self.settings.references)
        advice = [("write", f"the source in {file}: authors, year, title, venue and url")] if file else []
        listed = 'the beginning of an address that is no source, in pyproject.toml: other_links = ["https://…"]'
        headline = (
            f"this link leads to no source of {file}: {shown}" if file else f"no setting lists this link: {shown}"
        )
        return headline, [*advice, ("or list" if file else "list", listed)]
