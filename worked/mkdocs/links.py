"""Links of a lab: where they lead on the site, and which lead nowhere."""

import posixpath
import re
from urllib.parse import urljoin, urlsplit

from worked.judge.findings import Failure
from worked.read.lab import LabSource

LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>(?!=|<=)[^()\s]+)\)")  # neither a picture nor a claim


def dead_links(source: LabSource, page, files) -> list[Failure]:
    """Links within the site that lead to no page.

    MkDocs warns of them as well, but does not say in which line they stand.
    """
    found = []
    for match in LINK.finditer(source.text):
        target, at = match["target"], match.start("target")
        line, column = source.place(at)
        if is_in_code(source, line) or not is_within_site(target) or file_behind(target, page, files):
            continue
        message = f"this link leads to no page: {target}"
        found.append(
            Failure(source.name, line, column, message, excerpt=source.excerpt(at), width=len(target)),
        )
    return found


def is_in_code(source: LabSource, line: int) -> bool:
    """Does a line of the lab stand in a code cell? There `calls[0](x)` is no link."""
    return any(cell.line < line <= cell.line + 1 + cell.count for cell in source.code_cells)


def is_within_site(url: str) -> bool:
    return not urlsplit(url).scheme and not url.startswith(("/", "#"))


def file_behind(url: str, page, files):
    """The file of the site that a link of a page leads to; None where there is none."""
    target = url.partition("#")[0]
    here = posixpath.dirname(page.file.src_uri)
    return files.get_file_from_path(posixpath.normpath(posixpath.join(here, target)) if target else page.file.src_uri)


def full_address(url: str, page, files, site: str) -> str:
    """The address that a link of a page has outside the site; "" where the site or the page has none."""
    file = file_behind(url, page, files)
    _, hash_sign, fragment = url.partition("#")
    return urljoin(site, file.url) + hash_sign + fragment if site and file else ""
