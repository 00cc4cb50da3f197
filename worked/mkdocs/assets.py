"""The style sheets and scripts of the library in a site of MkDocs."""

from mkdocs.structure.files import File

from worked.site.assets import ASSETS, FOLDER, LEDGER, SCRIPTS, SHEETS


def announce(config) -> None:
    """List what every page needs, in front of the project's own files, so that those have the last word."""
    config.extra_css = [*(f"{FOLDER}/{name}" for name in SHEETS), *config.extra_css]
    config.extra_javascript = [*(f"{FOLDER}/{name}" for name in SCRIPTS), *config.extra_javascript]


def add_files(files, config) -> None:
    """Add the files to the site."""
    for name in [*SHEETS, *SCRIPTS, *LEDGER]:
        # With a place of its own: other plugins ask each file for it.
        files.append(File.generated(config, f"{FOLDER}/{name}", abs_src_path=str(ASSETS / name)))
