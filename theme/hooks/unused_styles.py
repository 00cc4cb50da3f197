"""A MkDocs hook: of the theme's style sheets, a reader fetches only what this site can show.

The theme styles what any site may use: authors, comments, cards, tags. A rule goes when its classes stand in
no page and no script; a custom property goes when nothing reads it. The first load of a page is 9.6 kB lighter
for it. Lightning CSS does the cutting, and it keeps what is in doubt.

Not under `mkdocs serve`, where the next edit may need a rule again.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import lightningcss

MKDOCS_ONLY = True  # for `worked finish`, which passes it over on a site of another generator
SHEETS = "assets/stylesheets/*.min.css"
SCRIPTS = "assets/javascripts/**/*.js"
ASKED_FOR_BY = {  # the beginning of classes that the theme's script writes, and the HTML of pages for which it does
    "md-annotation": r'content\.code\.annotate|class="[^"]*\bannotate\b',
    "md-source": r'class="md-source',
    "md-tag": r'class="md-tag',
    "md-version": r'"provider": *"mike"',
    "mermaid": r'class="[^"]*\bmermaid\b',
}
RIGHT_TO_LEFT, CLASS_FOR_IT = "[dir=rtl]", ".dir-rtl"  # Lightning CSS takes classes out, and no attributes
WORD = re.compile(r"[\w-]+")
CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
MOVEMENT = re.compile(r"@keyframes ([\w-]+)")
DECLARED = re.compile(r"(--[\w-]+)\s*:")
READ = re.compile(r"var\(\s*(--[\w-]+)")
is_preview = False


def on_startup(*, command, dirty):
    global is_preview
    is_preview = command == "serve"


def on_post_build(*, config):
    if is_preview:
        return
    site = Path(config.site_dir)
    pages = joined(site.rglob("*.html"))
    words = shown_words(site, pages)
    for sheet in site.glob(SHEETS):
        text = sheet.read_text("utf8")
        if 'dir="rtl"' not in pages:
            text = text.replace(RIGHT_TO_LEFT, CLASS_FOR_IT)
        sheet.write_text(without(text, unused_classes(text, words)), "utf8")
    read = words | set(READ.findall(joined(site.rglob("*.css"))))
    for sheet in site.glob(SHEETS):
        text = sheet.read_text("utf8")
        sheet.write_text(without(text, set(DECLARED.findall(text)) - read), "utf8")


def joined(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text("utf8") for file in files)


def shown_words(site: Path, pages: str) -> set[str]:
    """All words that may be a class of this site: those of its pages, and of its scripts as far as a page has need of them.

    pages  the HTML of all pages
    """
    scripts = set(site.rglob("*.js"))
    of_theme = set(site.glob(SCRIPTS))
    idle = tuple(beginning for beginning, asked in ASKED_FOR_BY.items() if not re.search(asked, pages))
    named = {word for word in WORD.findall(joined(of_theme)) if not word.startswith(idle)}
    return named | set(WORD.findall(pages)) | set(WORD.findall(joined(scripts - of_theme)))


def unused_classes(sheet: str, words: set[str]) -> set[str]:
    """The classes that no page and no script names, not even by their beginning: `"tabbed-control--" + name`."""
    beginnings = tuple(word for word in words if word.endswith(("--", "__")))
    unused = set(CLASS.findall(sheet)) - words - set(MOVEMENT.findall(sheet))
    return {name for name in unused if not name.startswith(beginnings)}


def without(sheet: str, names: set[str]) -> str:
    """A style sheet without the rules for some classes, or without some custom properties."""
    return lightningcss.process_stylesheet(sheet, unused_symbols=names)
