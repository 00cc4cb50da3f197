"""Labs in MkDocs: a lab is a page whose cells were run, and a notebook to take away.

mkdocs-jupyter runs the cells: ``outputs.py`` calls it. It is not a plugin of the site, since loading it
takes longer than building a site that has not changed. Here it is loaded only when the code of a
lab, or something that the code rests on, has changed.
"""

import hashlib
import html as text
import logging
import re
from importlib.util import find_spec
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from worked.judge.findings import Failure
from worked.mkdocs.links import dead_links, full_address
from worked.read.file import read_source
from worked.read.lab import SUFFIX, LabError, LabSource
from worked.read.source import SourceError
from worked.run.cache import MARK, CachedFile, code_of_file, digest, name_below
from worked.run.code import as_code
from worked.settings import Settings

log = logging.getLogger("mkdocs.plugins.worked")
OUTPUT = re.compile(r'<div class="lab-output" id="output-\d+"></div>')


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
            if file.abs_src_path and Path(file.abs_src_path).resolve() in named:
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
        try:
            outputs, failures = self.outputs(source, page), []
        except LabError as error:
            outputs, failures = [], [failure_of(source, error)]
        self.shown[page.file.src_uri] = outputs
        waiting = iter(outputs)
        html = OUTPUT.sub(lambda _: next(waiting, ""), html)
        self.notebooks[page.file.src_uri], needs = self.notebook(source, page, config, files)
        heading, end, rest = html.rpartition("</h1>")
        return heading + end + download_line(page, needs) + rest, failures

    # ---- the cache ---------------------------------------------------------------------------

    def outputs(self, source: LabSource, page) -> list[str]:
        """What each cell puts out: from the cache, or by running the lab.

        raises  LabError: it cannot be run
        """
        code = hashlib.sha256("\n# %%\n".join(cell.source for cell in source.code_cells).encode()).hexdigest()
        colors = self.settings.colors
        kept = CachedFile(source.path.resolve(), self.settings, "outputs", [code, colors])
        if kept.data is None:
            from worked.mkdocs.outputs import run_lab

            number = sorted(self.sources).index(page.file.src_uri) + 1
            log.info("worked: running %s, lab %s of %s", source.name, number, len(self.sources))
            read, outputs = self.read_by(source), run_lab(source, colors=colors)
            if not read:  # a file was edited since the check, and what the code read is not known
                return outputs
            kept.save({"outputs": outputs}, read)
        return kept.data["outputs"]

    def read_by(self, source: LabSource) -> dict[str, str | None]:
        """The files that a lab's outputs rest on: what its code read when it was checked.

        The lab itself is not among them, since an edit of its text changes no output; nor is a snippet that it is
        compared with and does not import.
        returns  the state of each file, by its name; nothing where the check's record is out of date
        """
        lab = source.path.resolve()
        own = name_below(self.settings.root, lab)
        read = CachedFile(lab, self.settings, "values").read
        found = {name: known for name, known in read.items() if name.rpartition(MARK)[2] != own}
        if len(found) == len(read):
            return {}
        code = "\n".join(cell.source for cell in source.code_cells).encode()
        return as_code(found, self.settings.root, code) | {f"code{MARK}{own}": code_of_file(lab)}

    def notebook(self, source: LabSource, page, config, files) -> tuple[str, list[str]]:
        """The notebook to take away, and the packages that it needs."""
        site = config.site_url or ""
        lab = source.path.resolve()
        kept = CachedFile(lab, self.settings, "notebooks", [site, config.use_directory_urls])
        if kept.data is None:
            from worked.mkdocs.notebook import download, packages
            from worked.read.page import Page

            made = download(Page(source, lambda meta: True), lambda url: full_address(url, page, files, site))
            read = {name_below(self.settings.root, lab): digest(lab)}
            kept.save({"notebook": made, "packages": packages(source)}, read)
        return kept.data["notebook"], kept.data["packages"]

    def write_notebook(self, page) -> None:
        if made := self.notebooks.pop(page.file.src_uri, ""):
            Path(page.file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
            Path(page.file.abs_dest_path).with_name(notebook_name(page)).write_text(made, encoding="utf-8")


def failure_of(source: LabSource, error: LabError) -> Failure:
    """A failure that marks the whole line of the lab."""
    line = source.code.split("\n")[error.line - 1]
    return Failure(source.name, error.line, 1, str(error), excerpt=(line, 0), width=len(line))


def notebook_name(page) -> str:
    return Path(page.file.src_uri).with_suffix(".ipynb").name


def download_line(page, needs: list[str]) -> str:
    """A link to the notebook of a lab, and how to run it."""
    packages = " ".join(["jupyterlab", *needs])
    return (
        f'\n<p class="lab-download"><a href="{text.escape(notebook_name(page))}" download>Download this notebook (.ipynb)</a>. '
        f"To run it yourself, you need <code>pip install {text.escape(packages)}</code>, then <code>jupyter lab</code>.</p>"
    )
