"""Labs in MkDocs: a lab is a page whose cells were run, and a notebook to take away.

mkdocs-jupyter is not a plugin of the site: ``worked.site.labs`` loads it when a lab has to be run.
"""

import logging
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from worked.judge.findings import Failure
from worked.mkdocs.links import dead_links, full_address
from worked.read.file import read_source
from worked.read.lab import SUFFIX, LabSource
from worked.read.source import SourceError
from worked.settings import Settings
from worked.site.labs import known_outputs, notebook_name, notebook_of, with_download, with_outputs

log = logging.getLogger("mkdocs.plugins.worked")


class LabFile(File):
    """A Python file that MkDocs takes for a page."""

    def is_documentation_page(self) -> bool:
        return True


def page_of(file: File) -> LabFile:
    return LabFile(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)


def named_labs(settings: Settings) -> set[Path]:
    patterns = [pattern for pattern in settings.pages if pattern.endswith(SUFFIX)]
    return {lab.resolve() for pattern in patterns for lab in settings.root.glob(pattern)}


class Labs:
    """The labs of one build."""

    def __init__(self, settings: Settings, files):
        """Make pages of the labs among the files: those that the settings name.

        raises  PluginError: there is a lab, and nothing to run it
        """
        self.settings = settings
        self.sources: dict[str, LabSource | None] = {}  # None until it is read, or where it cannot be
        self.shown: dict[str, list[str]] = {}  # what the cells of each lab put out, as HTML
        self.notebooks: dict[str, str] = {}  # made, but not written yet: the page's folder may not be there
        named = named_labs(settings)
        for file in list(files):
            if file.src_uri.endswith(SUFFIX) and file.abs_src_path and Path(file.abs_src_path).resolve() in named:
                files.remove(file)
                files.append(page_of(file))
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
        except SourceError:  # the check of the page reports it
            return ""
        self.sources[page.file.src_uri] = source
        return source.text

    def dead_links(self, page, files) -> list[Failure]:
        source = self.sources[page.file.src_uri]
        return dead_links(source, page, files) if source else []

    def show(self, html: str, page, config, files) -> tuple[str, list[Failure]]:
        """Put into a page what its cells put out, and a link to its notebook.

        returns  the page; what failed. A page whose lab failed shows no outputs
        """
        source = self.sources[page.file.src_uri]
        if source is None:
            return html, []
        outputs, failures = known_outputs(source, self.settings, partial(self.say, source, page))
        self.shown[page.file.src_uri] = outputs
        site = config.site_url or ""
        address = partial(full_address, page=page, files=files, site=site)
        try:
            made, needs = notebook_of(source, self.settings, address, [site, config.use_directory_urls])
        except SourceError:  # the check of the page reports it
            return html, failures
        self.notebooks[page.file.src_uri] = made
        html = with_download(with_outputs(html, outputs), notebook_name(page.file.src_uri), needs)
        return html, failures

    def is_code_wrong(self, page, failures: list[Failure]) -> bool:
        """Has the check of a lab found something wrong in its code? What its cells then do follows from it."""
        source = self.sources[page.file.src_uri]
        if source is None:
            return False
        lines = {cell.line + 1 + line for cell in source.code_cells for line in range(cell.count + 1)}
        return any(one.file == source.name and one.line in lines for one in failures)

    def say(self, source: LabSource, page) -> None:
        number = sorted(self.sources).index(page.file.src_uri) + 1
        log.info("worked: running %s, lab %s of %s", source.name, number, len(self.sources))

    def write_notebook(self, page) -> None:
        if made := self.notebooks.pop(page.file.src_uri, ""):
            Path(page.file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
            path = Path(page.file.abs_dest_path).with_name(notebook_name(page.file.src_uri))
            path.write_text(made, encoding="utf-8")
