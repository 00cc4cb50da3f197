"""A MkDocs hook: each built page carries a strict Content-Security-Policy, and runs the theme's own scripts alone.

The policy stands in the page itself, so that any file server will do. A script is known by its name: the file
that it is fetched from, or the template that writes it into the page. Its hash is that of what the template
gives by itself, never of what the page holds. A finished page is read as browsers read it, and an unknown
script, element, attribute or address in it stops the build, and so does what it fetches and nobody has. For what is typed in a page, the check has said so
before, with its place.
"""

import base64
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url
from selectolax.lexbor import LexborHTMLParser

from worked import CONTENT, Addresses, Rules, faults_of_html, settings_for

log = logging.getLogger("mkdocs.hooks.content_policy")

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet holds its icons as data
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search
    "base-uri": "'none'",
    "form-action": "'none'",
}
INLINE = {  # the templates whose scripts stand in the pages, and what these do
    "partials/javascripts/base.html": "keeps what a reader chose, for this site alone",
    "partials/javascripts/preferences.html": "reads what was kept with care, since it may be damaged",
    "partials/javascripts/palette.html": "makes the page light or dark before it is seen",
    "partials/javascripts/content.html": "opens the tab that an address names",
}
FETCHED = {  # the script files of the theme, and what they do; mkdocs.yml lists the others as extra_javascript
    "assets/javascripts/bundle.*.min.js": "search, navigation, copying",
    "parts/shared/start.js": "starts the interactive parts",
}
BUNDLE = next(iter(FETCHED))
WRITTEN_SHEET = re.compile(r"='(\.[^'\\]{1000,}\})'")  # in a script of the theme: Zensical's writes one for its search
DATA = "application/json"  # a script element that nothing runs: settings of the theme, numbers of a part
THEME_LINKS = {  # who made the theme, at the foot of each page: of MkDocs, and of Zensical
    "https://squidfunk.github.io/mkdocs-material/",
    "https://zensical.org/",
}
LOADING = {"mermaid", "giscus"}  # classes for which the theme's script would ask another host
THEME_IDS = "__"  # ids of the theme begin so; its scripts find by them what they read and press
MADE_IDS = (
    "__tabbed_",
    "__codelineno",
    "__span",
    "__skip",
)  # those of extensions of Markdown, and of Zensical's articles
PART = re.compile(r"[a-z-]+")
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NOWHERE = "https://nowhere.invalid"  # a host to resolve addresses against, where the site has none

ELEMENTS = "fieldset footer form header legend link main meta nav option output script select template title"
ATTRIBUTES = (
    "as autocapitalize autocomplete autocorrect charset content crossorigin defer enterkeyhint inputmode max maxlength min "
    "novalidate placeholder property required size spellcheck step"
)

found: list[str] = []  # what the pages of this build hold that is not known
preview = False
site: "Site | None" = None  # the site that is being built


class Site:
    """What the finished pages of a site may hold."""

    def __init__(self, config, environment, files):
        self.config, self.environment = config, environment
        self.published = {file.dest_uri for file in files if file.inclusion.is_included()}
        self.root = urlsplit(config.site_url or "/").path or "/"
        settings = settings_for(Path(config.config_file_path).parent)
        self.addresses = Addresses(settings)
        self.files = [*FETCHED, *map(str, config.extra_javascript)]
        self.inline: dict[str, list[str]] = {}

    def rules(self) -> tuple:
        """All that decides what is wrong with a page, apart from the page."""
        settings = self.addresses.settings
        sources = frozenset(self.addresses.sources) if settings.references else ()
        own = hashlib.sha256(Path(__file__).read_bytes()).digest()
        return (
            own,
            sources,
            repr(settings.table),
            tuple(self.files),
            self.config.site_url,
            self.config.extra.get("repository"),
        )

    def fault(self, address: str, is_link: bool):
        """What is wrong with an address: the site's own full ones, the theme's link and the repository are right too."""
        is_own = bool(self.config.site_url) and address.startswith(self.config.site_url)
        repository = self.config.extra.get("repository")
        is_known = address in THEME_LINKS or (repository and address.startswith(repository))
        return None if is_own or (is_link and is_known) else self.addresses.fault(address, is_link)

    def inline_scripts(self, base_url: str) -> list[str]:
        """The scripts that the theme's templates write into a page, made from no page."""
        if base_url not in self.inline:
            self.inline[base_url] = self.made_scripts(base_url)
        return self.inline[base_url]

    @cached_property
    def sheets(self) -> list[str]:
        """The style sheets that the theme's own script writes into pages."""
        scripts = Path(self.config.site_dir).glob(BUNDLE)
        return [sheet for script in scripts for sheet in WRITTEN_SHEET.findall(script.read_text(encoding="utf-8"))]

    def made_scripts(self, base_url: str) -> list[str]:
        known = {"config": self.config, "base_url": base_url, "features": self.config.theme.get("features", [])}
        made = [self.environment.get_template(name).render(known) for name in INLINE]
        return [script for html in made for script in INLINE_SCRIPT.findall(html)]

    def is_fetched(self, source: str, url: str) -> bool:
        """Is this the address of one of the theme's script files?"""
        path = self.path(source, url)
        return path is not None and any(fnmatchcase(path, name) for name in self.files)

    def path(self, address: str, url: str) -> str | None:
        """Where an address leads, from the root of the site; None where it leads elsewhere.

        url  where the page is that holds the address, from the root of the site
        """
        full, root = urljoin(NOWHERE + self.root + url, address), NOWHERE + self.root
        return unquote(urlsplit(full).path.removeprefix(self.root)) if full.startswith(root) else None

    def missing(self, addresses: Iterable[str], url: str) -> Iterator[tuple[str, str]]:
        """What a page fetches and the site will not have, and how it is written; another generator has written some of it."""
        for address in addresses:
            path = self.path(address, url)
            is_there = path is None or path in self.published or Path(self.config.site_dir, path).is_file()
            if not is_there:
                yield f"there is no file {path}", path


class Page:
    """A finished page: which of the known scripts it holds, and what it holds that is not known.

    url       where it is, from the root of the site
    base_url  where the root of the site is, from the page
    """

    def __init__(self, html: str, site: Site, url: str, base_url: str):
        self.site, self.url = site, url
        bases = dict.fromkeys(
            [base_url, base_url.rstrip("/") or base_url]
        )  # /folder, as Zensical writes it, or /folder/
        self.known = [script for base in bases for script in site.inline_scripts(base)]
        self.scripts: list[str] = []
        rules = Rules(CONTENT.elements | {*ELEMENTS.split()}, CONTENT.attributes | {*ATTRIBUTES.split()}, self.script)
        self.faults = [(f"{fault.headline}: {fault.words}", fault.words) for fault in faults_of_html(html, rules, site)]
        self.faults += misled(html)

    def script(self, node) -> str | None:
        """What is wrong with a script element."""
        kind, source = node.attributes.get("type"), node.attributes.get("src")
        text = node.text(deep=True, strip=False)
        if kind == DATA and source is None:
            return None
        if source is not None:
            is_known = kind in (None, "module") and self.site.is_fetched(source, self.url)
            return None if is_known else f"no script of the theme has the address {source}"
        if set(node.attributes) or text not in self.known:
            return f"no template of the theme writes the script {' '.join(text.split())[:60]}"
        self.scripts.append(text)
        return None


def misled(html: str) -> Iterator[tuple[str, str]]:
    """What in the text of a page the theme's own scripts would take for something of the theme, and how it is written."""
    tree = LexborHTMLParser(html)
    for node in tree.css("article [class], article [id], [data-part]"):
        own_id, part = node.attributes.get("id") or "", node.attributes.get("data-part")
        if loading := LOADING.intersection((node.attributes.get("class") or "").split()):
            yield f"for the class {min(loading)} the theme would load a program of another host", min(loading)
        if own_id.startswith(THEME_IDS) and not own_id.startswith(MADE_IDS):
            yield f"an id that begins with {THEME_IDS} is one of the theme: {own_id}", own_id
        if part is not None and not PART.fullmatch(part):
            yield f"there is no interactive part {part}", part
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    for own_id, _ in filter(lambda pair: pair[1] > 1, ids.items()):
        yield f"two elements have the id {own_id}, and a link leads to one of them", f"#{own_id} }}"


def fetched(html: str) -> list[str]:
    """The addresses of what a page fetches, apart from its scripts, which have to be known."""
    nodes = LexborHTMLParser(html).css("img[src], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]")
    return [node.attributes.get("src") or node.attributes.get("href") or "" for node in nodes]


def policy(scripts: list[str], sheets: Iterable[str] = ()) -> str:
    """The policy of a page with these inline scripts, and these style sheets that scripts write into it."""
    allowed = POLICY | {"script-src": sources("script-src", scripts), "style-src": sources("style-src", sheets)}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def sources(kind: str, texts: Iterable[str]) -> str:
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    return " ".join([POLICY[kind], *(f"'sha256-{one}'" for one in dict.fromkeys(hashes))])


def note_faults(faults: list[tuple[str, str]], name: str) -> None:
    for headline, words in faults:
        message = f"{place_of(words, name)}: the built page holds what no page may hold: {headline}"
        if message not in found:  # what a template writes stands in each page
            found.append(message)


def place_of(words: str, name: str) -> str:
    """Where some words of a built page were typed: in the page, or else in a template or the settings; else the page's first line.

    name  of the page, or of the template that is one
    """
    root = Path(site.config.config_file_path).parent
    theme = root / (site.config.theme.custom_dir or "theme")
    for file in [root / name, *sorted(theme.rglob("*.html")), root / "mkdocs.yml"]:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if words and (at := text.find(words)) >= 0:
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            return f"{settings_for(root).name_of(file)}:{line}:{column}"
    return f"{name}:1:1"


def with_policy(html: str, page: Page, name: str) -> str:
    """A built page with its policy as the first thing in its head.

    raises  PluginError: there is no head to put it into
    """
    if html.count("<head>") != 1:
        raise PluginError(f"content policy: {name} needs one <head>")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page.scripts, page.site.sheets)}">'
    return html.replace("<head>", f"<head>\n    {meta}", 1)


def finished(html: str, name: str, url: str, base_url: str, has_failed: bool = False) -> str:
    """A page with its policy; in a preview, where a page that is as it was before is not read again, without one.

    has_failed  the check of the page has told of something, from which the rest may follow
    """
    if not preview:
        page = Page(html, site, url, base_url)
        note_faults([*page.faults, *site.missing(fetched(html), url)], name)
        return with_policy(html, page, name)
    made_from = ("policy", html, url, base_url, tuple(site.inline_scripts(base_url)), *site.rules())
    kept = site.config.plugins["worked"].kept
    faults = kept.found(made_from, lambda: Page(html, site, url, base_url).faults)
    addresses = kept.get(("fetched", html), lambda: fetched(html))
    note_faults([] if has_failed else [*faults, *site.missing(addresses, url)], name)
    return html  # without a policy: MkDocs puts a script for reloading into each page that it serves


# ---- the events of MkDocs


def on_startup(*, command, dirty):
    global preview
    preview = command == "serve"


def on_pre_build(*, config):
    found.clear()


def on_env(env, *, config, files):
    global site
    site = Site(config, env, files)
    return env


def on_post_page(output, *, page, config):
    name = Path(config.docs_dir, page.file.src_uri).relative_to(Path(config.config_file_path).parent).as_posix()
    verdict = config.plugins["worked"].verdicts.get(page.file.abs_src_path)
    has_failed = bool(verdict and verdict.failures)
    return finished(output, name, page.url, get_relative_url(".", page.url), has_failed)


def on_post_template(output, *, template_name, config):
    if not template_name.endswith(".html"):
        return output
    return finished(output, template_name, "", site.root)


def on_post_build(*, config):
    if found and not preview:
        headline = "content policy: these built pages hold what neither a page nor the theme may hold"
        raise PluginError("\n  ".join([headline, *found]))
    for one in found:
        log.warning(one)
