"""Labs on a built page: what their cells put out, and a notebook to take away. Both are kept, and made anew when needed.

mkdocs-jupyter runs the cells: ``outputs.py`` calls it. It is loaded only when the code of a lab, or something that
the code rests on, has changed, since loading it takes longer than building a site that has not changed.
"""

import hashlib
import html as text
import re
from collections.abc import Callable
from pathlib import Path

from worked.judge.findings import Failure
from worked.read.lab import LabError, LabSource
from worked.run.cache import MARK, CachedFile, code_of_file, digest, name_below
from worked.run.code import as_code
from worked.run.given import CachedRun
from worked.settings import Settings

OUTPUT = re.compile(r'<div class="lab-output" id="output-\d+"></div>')


def with_outputs(html: str, outputs: list[str]) -> str:
    """Put into a page what the cells of its lab put out. A page whose lab failed shows no outputs."""
    waiting = iter(outputs)
    return OUTPUT.sub(lambda _: next(waiting, ""), html)


def known_outputs(source: LabSource, settings: Settings, tell: Callable[[], None]) -> tuple[list[str], list[Failure]]:
    """What each cell puts out, as HTML, and what failed.

    tell  is called when the lab has to be run
    """
    try:
        return outputs_of(source, settings, tell), []
    except LabError as error:
        return [], [failure_of(source, error)]


def outputs_of(source: LabSource, settings: Settings, tell: Callable[[], None]) -> list[str]:
    """What each cell puts out: from the cache, or by running the lab.

    raises  LabError: it cannot be run
    """
    code = hashlib.sha256("\n# %%\n".join(cell.source for cell in source.code_cells).encode()).hexdigest()
    kept = CachedFile(source.path.resolve(), settings, "outputs", [code, settings.colors])
    if kept.data is None:
        from worked.site.outputs import run_lab

        tell()
        read, outputs = read_by(source, settings), run_lab(source, colors=settings.colors)
        if not read:  # a file was edited since the check, and what the code read is not known
            return outputs
        kept.save({"outputs": outputs}, read)
    return kept.data["outputs"]


def read_by(source: LabSource, settings: Settings) -> dict[str, str | None]:
    """The files that a lab's outputs rest on: what its code read when it was checked.

    The lab itself is not among them, since an edit of its text changes no output; nor is a snippet that it is
    compared with and does not import.
    returns  the state of each file, by its name; nothing where the check's record is out of date
    """
    lab = source.path.resolve()
    own = name_below(settings.root, lab)
    read = CachedRun(lab, settings, "values").read
    found = {name: known for name, known in read.items() if name.rpartition(MARK)[2] != own}
    if len(found) == len(read):
        return {}
    code = "\n".join(cell.source for cell in source.code_cells).encode()
    return as_code(found, settings.root, code) | {f"code{MARK}{own}": code_of_file(lab)}


# ---- the notebook ----------------------------------------------------------------------------


def notebook_of(
    source: LabSource, settings: Settings, address: Callable[[str], str], addressed_by: list
) -> tuple[str, list[str]]:
    """The notebook to take away, and the packages that it needs.

    address       gives the full address of a link within the site, or "" where it has none
    addressed_by  what these addresses follow from
    """
    lab = source.path.resolve()
    kept = CachedFile(lab, settings, "notebooks", addressed_by)
    if kept.data is None:
        from worked.read.page import Page
        from worked.site.notebook import download, packages

        made = download(Page(source, lambda meta: True), address)
        kept.save({"notebook": made, "packages": packages(source)}, {name_below(settings.root, lab): digest(lab)})
    return kept.data["notebook"], kept.data["packages"]


def with_download(html: str, name: str, needs: list[str]) -> str:
    """Put a link to the notebook of a lab under the title of its page, and how to run it."""
    packages = " ".join(["jupyterlab", *needs])
    line = (
        f'\n<p class="lab-download"><a href="{text.escape(name)}" download>Download this notebook (.ipynb)</a>. '
        f"To run it yourself, you need <code>pip install {text.escape(packages)}</code>, then <code>jupyter lab</code>.</p>"
    )
    heading, end, rest = html.rpartition("</h1>")
    return heading + end + line + rest


def notebook_name(source: str) -> str:
    return Path(source).with_suffix(".ipynb").name


def failure_of(source: LabSource, error: LabError) -> Failure:
    """A failure that marks the whole line of the lab."""
    line = source.code.split("\n")[error.line - 1]
    return Failure(source.name, error.line, 1, str(error), excerpt=(line, 0), width=len(line))
