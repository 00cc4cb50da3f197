"""One list of pages in MkDocs: what it builds is what is checked, and it publishes no other file of the project."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from mkdocs.structure.files import File, Files

from worked.judge.findings import Failure
from worked.read.formats import MARKDOWN
from worked.settings import Settings, resolved
from worked.site.assets import ASSETS
from worked.tell.listed import Listed, leads_out


def list_failures(files: Files, config, settings: Settings, checked: Collection[str] | None) -> list[Failure]:
    """What MkDocs publishes unchecked, and what is checked and never published.

    Only a project whose settings say which pages are accounted for has such a list.

    checked  the sources of the pages that were checked; None where a build makes only some
    """
    if not settings.accounted:
        return []
    docs = Path(config.docs_dir)
    listed = Listed(settings)
    found = listed.failures([docs])
    known = {failure.file for failure in found}
    built = files.documentation_pages()
    own = {config.docs_dir, config.theme.custom_dir}
    more = [
        *unchecked_pages(built, docs, listed, checked),
        *unbuilt_pages(built, docs, listed),
        *same_addresses(files, listed),
        *unlisted_files([file for file in files if file.src_dir in own and file not in built], docs, listed),
    ]
    return found + [failure for failure in more if failure.file not in known]


def unchecked_pages(
    built: Sequence[File], docs: Path, listed: Listed, checked: Collection[str] | None
) -> Iterator[Failure]:
    """Pages that MkDocs builds, and that no setting names or nothing can read."""
    for file in built:
        path = file.abs_src_path and Path(file.abs_src_path)
        if not path:
            headline = "a plugin or a hook made this page, and nothing checks it"
            yield listed.failure(docs / file.src_uri, headline, "it as a file of its own")
        elif is_below_link(path, docs):
            continue  # the link is refused itself
        elif path not in listed.pages and listed.settings.root in resolved(path).parents:
            yield listed.unlisted_page(path)
        elif path not in listed.pages:
            headline = "MkDocs builds this page, which does not lie in the project"
            yield listed.failure(path, headline, "it as a file of its own")
        elif checked is not None and str(path) not in checked:
            yield listed.failure(
                path, "MkDocs builds this page, and nothing can check it", f"a page ({', '.join(MARKDOWN)})"
            )


def unbuilt_pages(built: Sequence[File], docs: Path, listed: Listed) -> Iterator[Failure]:
    """Pages among those of MkDocs that the settings name, and that it leaves out."""
    sources = {Path(file.abs_src_path) for file in built if file.abs_src_path}
    for path in sorted(listed.pages - sources):
        if docs in path.parents:
            headline = "MkDocs leaves this page out (exclude_docs, draft_docs): what is checked is what readers get"
            yield listed.failure(path, headline, "mkdocs.yml without its exclusion")


def same_addresses(files: Files, listed: Listed) -> Iterator[Failure]:
    """Files that would be built at the address of another one: readers get one of the two."""
    known: dict[str, File] = {}
    for file in files:
        if not file.inclusion.is_included() or not file.abs_src_path:
            continue
        first = known.setdefault(file.dest_uri, file)
        if first is not file:
            headline = f"MkDocs builds this file and {first.src_uri} at one address, {file.dest_uri}"
            yield listed.failure(Path(file.abs_src_path), headline, "one of the two")


def is_below_link(path: Path, docs: Path) -> bool:
    return any(folder.is_symlink() for folder in path.parents if docs in folder.parents)


def unlisted_files(files: list[File], docs: Path, listed: Listed) -> Iterator[Failure]:
    """Files of the project that MkDocs copies, those of its theme too, and that no setting lists."""
    for file in files:
        path = file.abs_src_path and Path(file.abs_src_path)
        if not path or not file.inclusion.is_included() or path.parent == ASSETS or is_below_link(path, docs):
            continue
        folder = Path(file.src_dir or path.parent)  # a file that a plugin made has no such folder
        if leads_out(path, folder):
            yield listed.link_out(path, folder)
        elif path not in listed.files:
            yield listed.unlisted_file(path)
