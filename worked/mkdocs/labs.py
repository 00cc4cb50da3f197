"""Labs in MkDocs: a lab is a page whose cells were run, and a notebook to take away.

mkdocs-jupyter runs the cells: ``outputs.py`` calls its converter. It is not listed as a plugin of the
site, since loading it takes longer than building an unchanged one. So it is loaded only when the
code of a lab, or something that the code rests on, has changed.
"""

import hashlib
import html as text
import logging
import posixpath
import re
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from worked.judge.findings import Failure, Report
from worked.read.file import read_source
from worked.read.lab import SUFFIX, LabError, LabSource
from worked.read.page import named_snippets
from worked.read.source import SourceError
from worked.run.cache import CachedFile, digest, name_below
from worked.settings import Settings

log = logging.getLogger("mkdocs.plugins.worked")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>(?!=|<=)[^()\s]+)\)")
OUTPUT = re.compile(r'<div class="lab-output" id="output-\d+"></div>')


class LabFile(File):
    """A Python file that MkDocs takes for a page."""

    def is_documentation_page(self) -> bool:
        return True


class Labs:
    """The labs of one build."""

    def __init__(self, settings: Settings, files):
        """Take the labs among the files: those that the settings name as pages.

        raises  PluginError: there is a lab, and nothing to run it
        """
        self.settings = settings
        named = {
            page.resolve()
            for pattern in settings.pages
            if pattern.endswith(SUFFIX)
            for page in settings.root.glob(pattern)
        }
        self.sources: dict[str, LabSource | None] = {}
        self.notebooks: dict[str, str] = {}
        for file in list(files):
            if file.abs_src_path and Path(file.abs_src_path).resolve() in named:
                files.remove(file)
                files.append(
                    LabFile(
                        file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion
                    )
                )
                self.sources[file.src_uri] = None
        if self.sources and find_spec("mkdocs_jupyter") is None:
            raise PluginError(
                f"worked: {min(self.sources)} is a lab, and mkdocs-jupyter runs it: python -m pip install mkdocs-jupyter"
            )

    def has(self, page) -> bool:
        return page.file.src_uri in self.sources

    def markdown(self, page) -> str | None:
        """A lab as Markdown, its header as front matter; None for other pages."""
        if not self.has(page):
            return None
        path = Path(page.file.abs_src_path)
        try:
            source = read_source(path, self.settings.name_of(path))
        except SourceError:  # the check says it
            return ""
        self.sources[page.file.src_uri] = source
        return source.text

    def dead_links(self, page, files) -> list[Failure]:
        """MkDocs finds them too, but does not say where they stand."""
        source, found = self.sources[page.file.src_uri], []
        for match in LINK.finditer(source.text) if source else ():
            is_text = not any(
                cell.opens <= match.start() < cell.opens + cell.end - cell.start for cell in source.code_cells
            )
            if is_text and is_within_site(match["target"]) and file_behind(match["target"], page, files) is None:
                place = source.place(match.start("target"))
                found.append(
                    Failure(
                        source.name,
                        *place,
                        f"this link leads to no page: {match['target']}",
                        excerpt=source.excerpt(match.start("target")),
                        width=len(match["target"]),
                    )
                )
        return found

    def show(self, html: str, page, config, files) -> tuple[str, list[Failure]]:
        """The page with what its cells put out and a link to its notebook; and what failed."""
        source = self.sources[page.file.src_uri]
        if source is None:
            return html, []
        try:
            outputs, failures = self.outputs(source, page), []
        except LabError as error:
            start = source.code_starts[error.line - 1]
            line = source.code[start:].partition("\n")[0]
            outputs, failures = (
                [""] * len(source.code_cells),
                [Failure(source.name, error.line, 1, str(error), excerpt=(line, 0), width=len(line))],
            )
        waiting = iter(outputs)
        html = OUTPUT.sub(lambda _: next(waiting, ""), html)
        self.notebooks[page.file.src_uri], needs = self.notebook(source, page, config, files)
        heading, end, rest = html.rpartition("</h1>")
        return warning(source, failures) + heading + end + download_line(page, needs) + rest, failures

    # ---- what is kept ------------------------------------------------------------------------

    def outputs(self, source: LabSource, page) -> list[str]:
        """What each cell puts out: kept, or by running the lab.

        raises  LabError: it cannot be run
        """
        code = hashlib.sha256("\n# %%\n".join(cell.source for cell in source.code_cells).encode()).hexdigest()
        kept = CachedFile(source.path.resolve(), self.settings, "outputs")
        if kept.data is None or kept.data["code"] != code:
            from worked.mkdocs.outputs import run_lab

            log.info("worked: running %s", source.name)
            read, outputs = self.read_by(source, page), run_lab(source)
            if not read:  # something was edited meanwhile
                return outputs
            kept.save({"code": code, "outputs": outputs}, read)
        return kept.data["outputs"]

    def read_by(self, source: LabSource, page) -> dict[str, str | None]:
        """Everything but its text that a lab rests on: what its code and its snippet read when they were checked."""
        lab = source.path.resolve()
        snippets = [(self.settings.root / str(name)).resolve() for name in named_snippets(page.meta)]
        found = {
            name: known
            for one in (lab, *snippets)
            for name, known in CachedFile(one, self.settings, "values").read.items()
        }
        if found.pop(name_below(self.settings.root, lab), None) is None:
            return {}
        return found | {name_below(self.settings.root, self.settings.file): digest(self.settings.file)}

    def notebook(self, source: LabSource, page, config, files) -> tuple[str, list[str]]:
        """The notebook to take away, and the packages that it needs."""
        site = config.site_url or ""
        kept, lab = (
            CachedFile(source.path.resolve(), self.settings, "notebooks"),
            name_below(self.settings.root, source.path.resolve()),
        )
        known = f"{site} {config.use_directory_urls}"
        if kept.data is None or kept.data["known"] != known:
            from worked.mkdocs.notebook import download, packages
            from worked.read.page import Page

            def address(url: str) -> str:
                file = file_behind(url, page, files)
                return urljoin(site, file.url) + fragment(url) if site and file else ""

            made = download(Page(source, lambda meta: True), address)
            kept.save({"known": known, "notebook": made, "packages": packages(source)}, {lab: digest(source.path)})
        return kept.data["notebook"], kept.data["packages"]

    def write_notebook(self, page) -> None:
        if made := self.notebooks.pop(page.file.src_uri, ""):
            Path(page.file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
            Path(page.file.abs_dest_path).with_name(notebook_name(page)).write_text(made, encoding="utf-8")


def is_within_site(url: str) -> bool:
    return not urlsplit(url).scheme and not url.startswith(("/", "#"))


def fragment(url: str) -> str:
    return url[url.find("#") :] if "#" in url else ""


def file_behind(url: str, page, files):
    """The file of the site that a link of a page leads to."""
    target = url.partition("#")[0]
    here = posixpath.dirname(page.file.src_uri)
    return files.get_file_from_path(posixpath.normpath(posixpath.join(here, target)) if target else page.file.src_uri)


def notebook_name(page) -> str:
    return Path(page.file.src_uri).with_suffix(".ipynb").name


def download_line(page, needs: list[str]) -> str:
    """At the top of a lab: where its notebook is, and what runs it."""
    packages = " ".join(["jupyterlab", *needs])
    return (
        f'\n<p class="lab-download"><a href="{text.escape(notebook_name(page))}" download>Download this notebook (.ipynb)</a>. '
        f"To run it yourself, you need <code>pip install {text.escape(packages)}</code>, then <code>jupyter lab</code>.</p>"
    )


def warning(source: LabSource, failures: list[Failure]) -> str:
    """Under a live preview, what failed stands at the top of the page."""
    if not failures:
        return ""
    from worked.show.appendix import banner

    report = Report(source.path, source.name)
    report.failures = failures
    return banner(report)
