"""The style sheets and scripts that pages need: with them the plugin alone styles the site of any project."""

from importlib.resources import files as resources
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

FOLDER = "assets/worked"
ASSETS = Path(str(resources("worked.show"))) / "assets"
SHEETS = ["numbers.css", "cards.css", "maths.css"]  # for every page
SCRIPTS = ["cards.js"]
LEDGER = ["ledger.css", "ledger.js"]  # for the page that holds the ledger
HOLDS_LEDGER = '<div class="worked-ledger">'


def announce(config) -> None:
    """List what every page needs, in front of the project's own files, so that those have the last word."""
    config.extra_css = [*(f"{FOLDER}/{name}" for name in SHEETS), *config.extra_css]
    config.extra_javascript = [*(f"{FOLDER}/{name}" for name in SCRIPTS), *config.extra_javascript]


def add_files(files, config) -> None:
    """Add the files to the site."""
    for name in [*SHEETS, *SCRIPTS, *LEDGER]:
        # With a place of its own: other plugins ask each file for it.
        files.append(File.generated(config, f"{FOLDER}/{name}", abs_src_path=str(ASSETS / name)))


def with_ledger_files(html: str, page) -> str:
    """Add the style sheet and the script of the ledger to the page that holds it."""
    if HOLDS_LEDGER not in html:
        return html
    sheet, script = (get_relative_url(f"{FOLDER}/{name}", page.url) for name in LEDGER)
    links = f'<link rel="stylesheet" href="{sheet}"><script src="{script}" defer></script>'
    return html.replace("</head>", f"{links}</head>", 1)
