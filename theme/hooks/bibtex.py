"""A MkDocs hook: the sources as a file for BibTeX, references.bib, from the file of references.

What kind of work each is, nobody has written down. So each is a @misc, with its venue as `howpublished`.
"""

import re
from pathlib import Path

from mkdocs.structure.files import File

from worked import Reference, SettingsError, read_references, settings_for

FILE = "references.bib"
SPECIAL = re.compile(r"[&%$#_{}]")


def on_files(files, *, config):
    try:
        sources = read_references(settings_for(Path(config.config_file_path).parent))
    except SettingsError:  # the plugin says it of the pages that rest on them
        sources = []
    files.append(File.generated(config, FILE, content="\n".join(map(entry, sources))))
    return files


def entry(source: Reference) -> str:
    """A source as BibTeX reads it: names apart by "and", a title that keeps its capitals."""
    fields = {
        "author": " and ".join(map(escaped, re.split(r", | and ", source.authors))),
        "title": f"{{{escaped(source.title)}}}",
        "year": str(source.year),
        "howpublished": escaped(source.venue),
        "url": source.url,
    }
    lines = [f"  {name} = {{{words}}},\n" for name, words in fields.items()]
    return f"@misc{{{source.key},\n{''.join(lines)}}}\n"


def escaped(words: str) -> str:
    return SPECIAL.sub(lambda mark: f"\\{mark.group()}", words)
