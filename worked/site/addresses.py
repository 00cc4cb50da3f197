"""Addresses within a site: from its root, and from one of its pages to another."""

import posixpath
from itertools import takewhile


def relative(url: str, page: str) -> str:
    """The address that leads to ``url`` from a page, both from the root of the site.

    The last part of the page's address is a file where it holds a dot, and else a folder.
    """
    folder, _, file = page.rpartition("/")
    here, there = parts_of(folder if "." in file else page), parts_of(url)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    way = "/".join([*[".."] * (len(here) - common), *there[common:]]) or "."
    return f"{way}/" if url.endswith("/") else way


def parts_of(path: str) -> list[str]:
    return [part for part in posixpath.normpath(f"/{path.lstrip('/')}").split("/") if part]


def address_of(file: str) -> str:
    """The address of a built file, both from the root of the site: a folder stands for its index.html."""
    folder, _, name = file.rpartition("/")
    return file if name != "index.html" else f"{folder}/" if folder else ""
