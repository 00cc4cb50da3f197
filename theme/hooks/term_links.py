"""A MkDocs hook: `[query][]` on a page leads to the glossary, and its tooltip is the first sentence of the entry.

Markdown leaves `[keyz][]` as it is where no entry defines it, and a reader would see the brackets. So such a
term stops the build; the preview shows it in its log and goes on.
"""

import logging
import posixpath
import re
from difflib import get_close_matches
from html import unescape
from pathlib import Path
from typing import NamedTuple

from mkdocs.exceptions import PluginError

log = logging.getLogger("mkdocs.hooks.term_links")

GLOSSARY = "glossary.md"
ENTRY = re.compile(r"^## (?P<title>[^\n]+?) \{ #(?P<id>[\w-]+) \}\n\n(?P<text>.+?\.)(?=\s)", re.MULTILINE | re.DOTALL)
SHORT = re.compile(r"\((\w+)\)$")  # Recurrent neural network (RNN): lessons write the short form
CODE = re.compile(r"<(pre|code|math|script)\b.*?</\1>", re.DOTALL)
EMPHASIS = re.compile(r"</?(?:em|strong)>")
LEFT = re.compile(r"\[([^\[\]<>]+)\]\[([^\[\]<>]*)\]")
BETWEEN = r"[\s*_]*"  # what may stand between two words in the source of a page: emphasis, the end of a line

terms: dict[str, "Term"] = {}  # by what stands between the brackets, in small letters
found: list[str] = []  # what is wrong in this build
preview = False


class Term(NamedTuple):
    label: str
    id: str
    sentence: str

    @classmethod
    def of(cls, entry: re.Match) -> "Term":
        short = SHORT.search(entry["title"])
        return cls(short[1] if short else entry["title"], entry["id"], " ".join(entry["text"].split()))


def on_startup(*, command, dirty):
    global preview
    preview = command == "serve"


def on_files(files, *, config):
    terms.clear()
    found.clear()
    glossary = files.get_file_from_path(GLOSSARY)
    for entry in ENTRY.finditer(glossary.content_string if glossary else ""):
        term = Term.of(entry)
        terms[term.label.lower()] = term
    return files


def on_page_markdown(markdown, *, page, **_):
    address = posixpath.relpath(GLOSSARY, posixpath.dirname(page.file.src_uri) or ".")
    definitions = [f'[{term.label}]: {address}#{term.id} "{term.sentence}"' for term in terms.values()]
    return "\n".join([markdown, "", *definitions])


def on_page_content(html, *, page, config, **_):
    left = dict.fromkeys(LEFT.findall(EMPHASIS.sub("", CODE.sub("", html))))
    path = Path(config.docs_dir, page.file.src_uri).relative_to(Path(config.config_file_path).parent).as_posix()
    found.extend(message(path, page.file.content_string, *map(unescape, link)) for link in left)
    return html


def on_env(env, *, config, files):
    if found and not preview:
        raise PluginError("\n\n" + "\n\n".join(found))
    for one in found:
        log.warning(one)
    return env


def message(path: str, source: str, text: str, label: str) -> str:
    """The message about a link that no entry defines: where it stands, and what to write."""
    text, label = (" ".join(words.split()) for words in (text, label))
    wanted = label or text
    line, column = find_link(source, text, label)
    close = get_close_matches(wanted.lower(), terms, 1)
    links = [f"[{text}][{term}]" if label else f"[{term}][]" for term in close]
    mends = [f"write {link}" for link in links] + [f"add an entry “{wanted}” to docs/{GLOSSARY}"]
    return f"{path}:{line}:{column}: the glossary has no term “{wanted}”\n  " + "\n  or ".join(mends)


def find_link(source: str, text: str, label: str) -> tuple[int, int]:
    """The line and the column of a link in the source of its page: both 1 where it is not in there."""
    words = [BETWEEN.join(map(re.escape, words.split())) for words in (text, label)]
    link = re.search(rf"\[{BETWEEN}{words[0]}{BETWEEN}\]\[\s*{words[1]}\s*\]", source)
    start = link.start() if link else 0
    return source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
