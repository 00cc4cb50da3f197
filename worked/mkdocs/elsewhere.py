"""The hooks of a project on a site that another generator builds: what they do to pages, they do there too.

A hook answers the same events as under MkDocs, in the same order, about the same pages. One that mends the theme of MkDocs
says so, `MKDOCS_ONLY = True`, and is passed over. What the project's own template adds to the head of each page, the block
`extrahead` of main.html, goes into the head of the built page.
"""

import re
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import get_navigation

from worked.mkdocs.assets import announce
from worked.mkdocs.kept import Kept
from worked.mkdocs.labs import Labs
from worked.mkdocs.plain import escape_texts
from worked.settings import Settings, SettingsError
from worked.site.finish import Extra, Page
from worked.site.generator import FILE

MADE_BY = re.compile(r'<meta name="generator" content="(\w+)')
BLOCK, TEMPLATE = "extrahead", "main.html"


@contextmanager
def told_as_settings():
    """What a hook refuses, as an error that the command line tells."""
    try:
        yield
    except MkDocsException as error:
        raise SettingsError(str(error)) from None


class Checked:
    """What hooks may ask the plugin for: the verdict on each page, by its file, what cells put out, by their page, and what is kept."""

    def __init__(self, pages: list[Page], docs: str):
        self.verdicts = {str(page.source): page.text.verdict for page in pages}
        self.labs, self.kept = self, Kept()
        self.shown = {page.source.relative_to(docs).as_posix(): page.outputs for page in pages}


class Hooks(Extra):
    """The hooks of a project, on the pages of any generator."""

    def __init__(self, settings: Settings):
        self.settings = settings
        with told_as_settings():
            self.config = load_config(str(settings.root / FILE))
            self.events = self.config.plugins = hooks_of(self.config)
            self.events.on_startup(command="build", dirty=False)
            announce(self.config)
            self.config = self.events.on_config(self.config)
            self.env = self.config.theme.get_env()
            self.events.on_pre_build(config=self.config)
            files = self.files_of_site()
            self.known = set(files.src_uris)
            self.files = self.events.on_files(files, config=self.config)
            nav = get_navigation(self.files, self.config)
            self.nav = self.events.on_nav(nav, config=self.config, files=self.files)

    def files_of_site(self) -> Files:
        """The files that MkDocs would build, with labs as pages."""
        files = get_files(self.config)
        files.add_files_from_theme(self.env, self.config)
        Labs(self.settings, files)
        return files

    def page_of(self, source: Path):
        """MkDocs' own page of a source."""
        uri = source.relative_to(self.config.docs_dir).as_posix()
        file = self.files.get_file_from_path(uri)
        if file is None or file.page is None:
            raise SettingsError(f"{self.settings.name_of(source)} is staged, and stands in no nav of {FILE}")
        return file.page

    def markdown(self, text: str, source: Path) -> str:
        """What hooks make of the Markdown of a page that is to be staged."""
        with told_as_settings():
            page = self.page_of(source)
            return self.events.on_page_markdown(text, page=page, config=self.config, files=self.files)

    # ---- a built site ------------------------------------------------------------------------

    def texts(self, pages: list[Page], site: Path) -> None:
        self.config.site_dir = str(site)
        self.events["worked"] = Checked(pages, self.config.docs_dir)
        with told_as_settings():
            for page in pages:
                known = self.page_of(page.source)
                known.file.dest_uri = page.file.relative_to(site).as_posix()
                known.file.url, known.meta, known.title = page.text.url or "./", page.meta, page.text.title
                given = {"page": known, "config": self.config, "files": self.files}
                page.text.html = self.events.on_page_content(page.text.html, **given)

    def filled(self, pages: list[Page]) -> None:
        with told_as_settings():
            for page in pages:
                self.page_of(page.source).content = page.text.html
            env = with_templates(self.env, templates_of(pages[0].article.before if pages else ""))
            self.events.on_env(env, config=self.config, files=self.files)
        escape_texts([self.page_of(page.source) for page in pages], self.nav)

    def whole(self, html: str, page: Page | None, file: Path) -> str:
        with told_as_settings():
            if page is None:
                name = file.relative_to(self.config.site_dir).as_posix()
                return self.events.on_post_template(html, template_name=name, config=self.config)
            known = self.page_of(page.source)
            html = html.replace("</head>", f"{self.head_of(known)}</head>", 1)
            return self.events.on_post_page(html, page=known, config=self.config)

    def head_of(self, page) -> str:
        """What the project's own template adds to the head of a page; what its theme adds is the generator's concern."""
        context = get_context(self.nav, self.files, self.config, page)
        context = self.events.on_page_context(context, page=page, config=self.config, nav=self.nav)
        template = self.env.get_template(TEMPLATE)
        if BLOCK not in template.blocks:
            return ""
        made = template.new_context(context)
        made.blocks[BLOCK].append(lambda _: iter(()))  # in place of the theme's own block, for super()
        return "".join(template.blocks[BLOCK](made))

    def end(self) -> None:
        """Write what hooks made besides, and let them write."""
        for uri, file in self.files.src_uris.items():
            if uri not in self.known:
                target = Path(self.config.site_dir, file.dest_uri)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.content_bytes)
        with told_as_settings():
            self.events.on_post_build(config=self.config)


def hooks_of(config) -> PluginCollection:
    """The hooks of a project, apart from its plugins."""
    events = PluginCollection()
    for name, hook in config.hooks.items():
        if not getattr(hook, "MKDOCS_ONLY", False):
            events[name] = hook
    return events


def templates_of(html: str) -> Path | None:
    """The templates that a built page was made with, where its generator keeps them among the packages of this Python."""
    made_by = MADE_BY.search(html)
    found = find_spec(made_by[1]) if made_by and made_by[1].isidentifier() else None
    return Path(found.origin).with_name("templates") if found and found.origin else None


def with_templates(env: Environment, folder: Path | None) -> Environment:
    """An environment in which the generator's own templates come first."""
    if folder is None:
        return env
    return env.overlay(loader=ChoiceLoader([FileSystemLoader(folder), env.loader]))
