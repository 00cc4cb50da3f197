"""A MkDocs hook: each page gets a picture for those who share it, drawn from the lesson's own figure.

A page names a function of its figures module: `card: spotlight()` in its front matter. A page that
names none gets the figure of the home page beside its own title. The figure is the one that the page
shows, so the build has checked its numbers. A picture is drawn again only when something that it was
drawn from has changed. Without an address of the site (SITE_URL) nobody could fetch it, and none is drawn.
"""

import base64
import logging
import re
from functools import partial
from pathlib import Path

import card_drawing  # beside this file
from card_drawing import HEIGHT, WIDTH
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from worked import CachedFile, Page, Settings, digest, name_below, read_source, settings_for

log = logging.getLogger("mkdocs.hooks.social_cards")

SHEET = "assets/site.css"  # holds the site's colours

preview = False
cards: dict[str, dict] = {}  # the picture of each page, as its template needs it


def on_startup(*, command, dirty):
    global preview
    preview = command == "serve"


def on_env(env, *, config, files):
    """Draw when every page has been read and checked, and none is written yet."""
    cards.clear()
    if preview or not config.site_url:
        return env
    settings = settings_for(Path(config.config_file_path).parent)
    pages = [file.page for file in files.documentation_pages()]
    home = next((page for page in pages if page.is_homepage), None)
    for page in pages:
        figure = figure_of(page) or figure_of(home)
        if figure:
            card = known_card(page, figure, config, settings)
            uri = f"assets/cards/{page.file.src_uri.rpartition('.')[0].replace('/', '-')}.png"
            content = base64.b64decode(card["png"])
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
            cards[page.file.src_uri] = {"path": uri, "alt": card["alt"], "width": WIDTH, "height": HEIGHT}
    return env


def on_page_context(context, *, page, config, nav):
    """Tell the page's template which picture it has."""
    context["social_card"] = cards.get(page.file.src_uri)
    return context


def on_page_content(html, *, page, config, files):
    """Refuse a card that is no figure of its page: nobody would have checked what it shows."""
    if "card" not in page.meta or page.file.abs_src_path is None:
        return html
    card, text = page.meta["card"], page.file.content_string
    if "figures" not in page.meta:
        headline = "a card is drawn by a module of figures, and the page names none"
        raise refusal(page, config, headline, "figures: snippets/figures/NAME.py above it")
    if f"](={card})" not in text and f"](=<{card}>)" not in text:
        figures = " or ".join(f"card: {one}" for one in figures_of(page))
        raise refusal(page, config, f"{card} is no figure of this page", figures or "the front matter without it")
    return html


def figures_of(page) -> list[str]:
    """The expressions that draw the figures of a page."""
    read = Page(read_source(Path(page.file.abs_src_path), page.file.src_uri))
    return list(dict.fromkeys(read.text[slice(*one.expression)] for one in read.claims if one.is_drawing))


def refusal(page, config, headline: str, advice: str) -> PluginError:
    """What is wrong with the card of a page, at its line."""
    name = Path(page.file.abs_src_path).relative_to(Path(config.config_file_path).parent).as_posix()
    before = re.split(r"^card:", page.file.content_string, maxsplit=1, flags=re.MULTILINE)[0]
    return PluginError(f"{name}:{before.count(chr(10)) + 1}:1: {headline}\n  write  {advice}")


def figure_of(page) -> tuple[str, str] | None:
    """The module and the expression that draw a page's figure."""
    if page is None or "card" not in page.meta:
        return None
    return page.meta["figures"], page.meta["card"]


def known_card(page, figure: tuple[str, str], config, settings: Settings) -> dict:
    """The card of a page and its alternative text, from the cache or drawn anew."""
    title, sheet = str(page.meta.get("title", page.title)), Path(config.theme.custom_dir, SHEET)
    asked = [title, config.site_name, *figure]
    kept = CachedFile(Path(page.file.abs_src_path), settings, "cards", asked)
    if kept.data is None:
        card, read = drawing(settings, *figure, title=title, site=config.site_name, colors=site_colors(sheet))
        own = (sheet, Path(__file__), Path(card_drawing.__file__))
        kept.save(card, read | {name_below(settings.root, path): digest(path) for path in own})
    return kept.data


def drawing(settings: Settings, module: str, expression: str, **known) -> tuple[dict, dict]:
    """The card with the picture that an expression gives, and everything that was read for it.

    raises  PluginError: the module does not run, or the expression gives no picture
    """
    from worked import SnippetError, run_snippet

    path = settings.root / module
    try:
        outcome = run_snippet(path, settings, [expression], partial(card_drawing.drawn_card, **known))
    except SnippetError as error:
        raise PluginError(f"social cards: {error.path}:{error.line}: {error}") from None
    card = outcome.values.get(expression)
    if card is None:
        why = outcome.errors.get(expression, "it gives something else")
        raise PluginError(f"social cards: {expression} of {module} draws no figure: {why}")
    return card, {name_below(settings.root, name): known for name, known in outcome.read.items()}


def site_colors(sheet: Path) -> list[str]:
    """The colours of the stage and its beam, from the site's style sheet."""
    css = sheet.read_text(encoding="utf-8")
    found = [re.search(rf"--{name}:\s*(#[0-9a-f]{{6}});", css) for name in ("stage", "stage-beam")]
    if None in found:
        raise PluginError(f"social cards: {SHEET} gives --stage and --stage-beam as hexadecimal colours")
    return [found[0][1], found[1][1]]
