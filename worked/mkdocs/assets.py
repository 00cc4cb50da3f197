"""The style sheets and scripts that the pages need, so that any project's site is styled by the plugin alone."""

from importlib.resources import files as resources

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

FOLDER = "assets/worked"
SHEETS = ["numbers.css", "cards.css", "maths.css"]  # of every page
SCRIPTS = ["cards.js"]
LEDGER = ["ledger.css", "ledger.js"]  # of the page that holds the ledger
HOLDS_LEDGER = '<div class="worked-ledger">'


def announce(config) -> None:
    """List what every page needs before the project's own, which may thus change it."""
    config.extra_css = [*(f"{FOLDER}/{name}" for name in SHEETS), *config.extra_css]
    config.extra_javascript = [*(f"{FOLDER}/{name}" for name in SCRIPTS), *config.extra_javascript]


def add_files(files, config) -> None:
    """Add the files to the site."""
    folder = resources("worked.show") / "assets"
    for name in [*SHEETS, *SCRIPTS, *LEDGER]:
        content = (folder / name).read_text(encoding="utf-8")
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))


def with_ledger_files(html: str, page) -> str:
    """A built page; where it holds the ledger, with the sheet and the script that only the ledger needs."""
    if HOLDS_LEDGER not in html:
        return html
    sheet, script = (get_relative_url(f"{FOLDER}/{name}", page.url) for name in LEDGER)
    links = f'<link rel="stylesheet" href="{sheet}"><script src="{script}" defer></script>'
    return html.replace("</head>", f"{links}</head>", 1)
