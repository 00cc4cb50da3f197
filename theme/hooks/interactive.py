"""A MkDocs hook: the interactive parts of the pages, each with its starting numbers from a snippet.

A page says where a part goes, and what of its snippet (`numbers:` in its front matter) the part starts from:

    <div data-interactive="spotlight" data-from="words weights values"></div>

Its folder is theme/parts/spotlight: the words that readers see are in spotlight.html, what it does in
spotlight.js, how it looks in spotlight.css. theme/parts/shared has what parts share. The style sheets that
a page needs are joined into one file. A part needs scripts; without them, and on paper, it is not there.
"""

import json
import re
from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from style_sheets import minify  # beside this file

from worked import CachedRun, Settings, as_code, name_below, named_snippets, settings_for, with_given

PLACE = re.compile(r'<div data-interactive="([a-z-]+)"(?: data-from="([^"]*)")?></div>')
USED = re.compile(r'data-part="([a-z-]+)"')
IMPORT = re.compile(r'^@import "\.\./shared/([\w-]+\.css)";\n', re.MULTILINE)
PARTS = "parts"
ROOT = '<div class="interactive" role="group" data-part="{part}" aria-labelledby="{part}-title" data-search-exclude>\n{data}\n{inside}\n</div>'


class Broken(PluginError):
    """A snippet does not run."""


templates = None
sheet_of: dict[str, str] = {}  # the style sheet of each page with parts


def on_pre_build(*, config):
    global templates
    templates = config.theme.get_env()
    sheet_of.clear()


def on_page_content(html, *, page, config, files):
    needed = {name: None for _, names in PLACE.findall(html) for name in names.split()}
    try:
        settings = settings_for(Path(config.config_file_path).parent)
        numbers = known_numbers(list(needed), page, settings) if needed else {}
    except Broken:
        verdict = config.plugins["worked"].verdicts.get(page.file.abs_src_path)
        if not (verdict and verdict.failures):
            raise
        return PLACE.sub("", html)  # the check of the page has said it

    def filled(place: re.Match) -> str:
        return part(place[1], {name: numbers[name] for name in (place[2] or "").split()}, page, config)

    html = PLACE.sub(filled, html)
    if "data-interactive" in html:
        form = '<div data-interactive="part" data-from="names of the snippet"></div>'
        raise refusal(page, f"(?!{PLACE.pattern})<div data-interactive", f"write a place as {form}")
    if used := set(USED.findall(html)):
        path = f"{PARTS}/{page.file.src_uri.rpartition('.')[0].replace('/', '-')}.css"
        files.append(
            File.generated(
                config,
                path,
                content=styles(used, Path(config.theme.custom_dir, PARTS)),
                inclusion=InclusionLevel.INCLUDED,
            )
        )
        sheet_of[page.file.src_uri] = path
    return html


def on_page_context(context, *, page, config, nav):
    """Tell the page's template which style sheet its parts need."""
    context["sheet_of_parts"] = sheet_of.get(page.file.src_uri)
    return context


def refusal(page, words: str, message: str) -> PluginError:
    """What is wrong with a place, and where it stands in its page.

    words  a pattern of the first place that is meant
    """
    path = Path(page.file.abs_src_path)
    text = path.read_text(encoding="utf-8")
    found = re.search(words, text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return PluginError(f"{settings_for(path.parent).name_of(path)}:{line}:1: {message}")


def styles(used: set[str], parts: Path) -> str:
    """What the parts of a page share, and then the sheet of each; what a sheet imports stands once, above them."""
    names = sorted({folder(name) for name in used})
    sheets = [parts / "shared/base.css", *(parts / name / f"{name}.css" for name in names)]
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.exists()]
    imported = dict.fromkeys(name for text in texts for name in IMPORT.findall(text))
    shared = [(parts / "shared" / name).read_text(encoding="utf-8") for name in imported]
    return minify(IMPORT.sub("", "\n".join([texts[0], *shared, *texts[1:]])))


def folder(name: str) -> str:
    """Parts that differ in their words only share one: fade-one and fade-all lie in fade."""
    return name.partition("-")[0]


def part(name: str, numbers: dict, page, config) -> str:
    """An interactive part as HTML."""
    path = f"{PARTS}/{folder(name)}/{name}.html"
    try:
        template = templates.get_template(path)
    except TemplateNotFound:
        raise refusal(page, f'data-interactive="{name}"', f"there is no theme/{path} for a part {name}") from None
    inside = template.render(numbers=numbers, part=name, page=page, config=config)
    return ROOT.format(part=name, data=as_script(numbers) if numbers else "", inside=inside)


def as_script(numbers: dict) -> str:
    """Data that no browser runs. What could end the element is written as an escape."""
    return f'<script type="application/json">{json.dumps(numbers).replace("<", chr(92) + "u003c")}</script>'


def known_numbers(needed: list[str], page, settings: Settings) -> dict:
    """What the page's snippets call by these names, for all its parts: kept, or computed in one run."""
    asked = [named_snippets(page.meta), needed]
    kept = CachedRun(Path(page.file.abs_src_path), settings, "interactive", asked)
    if kept.data is None:
        data, read = computed(needed, page, settings)
        kept.save(data, with_given(as_code(read, settings.root), settings, needed))
    return kept.data


def computed(needed: list[str], page, settings: Settings) -> tuple[dict, dict]:
    """Values of the page's snippets as JSON has them, and everything that was read for them.

    raises  PluginError: the page names no snippet, one does not run, or none has such a value
    """
    from worked import SnippetError, plain_data, run_snippet

    snippets = list(map(str, named_snippets(page.meta)))
    if not snippets:
        raise refusal(page, "data-from", "a part needs `numbers:` in the front matter, a snippet to start from")
    try:
        outcome = run_snippet(tuple(settings.root / one for one in snippets), settings, needed, plain_data)
    except SnippetError as error:
        raise Broken(f"{error.path}:{error.line}:1: the snippet does not run: {error}") from None
    for name, why in outcome.errors.items():
        message = f"no {name} to start from in {' and '.join(snippets)}: {why}"
        raise refusal(page, rf'data-from="[^"\n]*\b{name}\b', message)
    return {name: outcome.values[name] for name in needed}, {
        name_below(settings.root, path): known for path, known in outcome.read.items()
    }
