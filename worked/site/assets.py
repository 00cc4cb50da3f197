"""The style sheets and scripts that pages need: with them the library alone styles the pages of any project."""

from importlib.resources import files as resources
from pathlib import Path

from worked.site.addresses import relative

FOLDER = "assets/worked"
ASSETS = Path(str(resources("worked.show"))) / "assets"
SHEETS = ["numbers.css", "cards.css", "maths.css"]  # for every page
SCRIPTS = ["switch.js"]
LEDGER = ["ledger.css", "ledger.js"]  # for the page that holds the ledger
HOLDS_LEDGER = '<div class="worked-ledger">'


def with_ledger_files(html: str, url: str) -> str:
    """Add the style sheet and the script of the ledger to the page that holds it."""
    if HOLDS_LEDGER not in html:
        return html
    sheet, script = (relative(f"{FOLDER}/{name}", url) for name in LEDGER)
    links = f'<link rel="stylesheet" href="{sheet}"><script src="{script}" defer></script>'
    return html.replace("</head>", f"{links}</head>", 1)


def with_files(html: str, url: str) -> str:
    """Add to a page those of its files that the generator did not, and those of the ledger where it holds that."""
    links = [f'<link rel="stylesheet" href="{relative(f"{FOLDER}/{name}", url)}">' for name in SHEETS]
    links += [f'<script src="{relative(f"{FOLDER}/{name}", url)}" defer></script>' for name in SCRIPTS]
    missing = [link for link, name in zip(links, [*SHEETS, *SCRIPTS], strict=True) if f"{FOLDER}/{name}" not in html]
    return with_ledger_files(html.replace("</head>", f"{''.join(missing)}</head>", 1), url)


def write_files(folder: Path) -> list[Path]:
    """Write the files into the folder from whose root pages name them."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    made = [target / name for name in [*SHEETS, *SCRIPTS, *LEDGER]]
    for file in made:
        file.write_bytes((ASSETS / file.name).read_bytes())
    return made
