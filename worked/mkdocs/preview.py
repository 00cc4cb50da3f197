"""A live preview that goes on, whatever is wrong: the error stands on the page, and the other pages stay as they are.

MkDocs sends no page at all once a plugin, a hook, an extension of Markdown or a template raises. So under
``mkdocs serve`` each of them is guarded: what it raises is put on the page that was being made, or on every
page where it concerns the whole site. So is each warning, since a strict build stops at one. A build is not
guarded: there the first error stops it. What fails outside of all this is for ``server.py``.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.structure.toc import TableOfContents

from worked.judge.findings import Failure
from worked.mkdocs.banner import BARE_PAGE, with_banner
from worked.mkdocs.errors import PLACED, about_link, about_settings, in_words
from worked.mkdocs.kept import Kept, rendered
from worked.tell.report import as_text

log = logging.getLogger("mkdocs.plugins.worked")
SERVER_LOG = "mkdocs.livereload"

EVENTS = (
    "pre_build files nav env post_build pre_template template_context post_template "
    "pre_page page_read_source page_markdown page_content page_context post_page"
).split()
ABOUT_PAGE = re.compile(r"Doc file '([^']+)'")
NO_ANCHOR = re.compile(r"but the doc '([^']+)' does not contain an anchor")
QUOTED = re.compile(r"'[^']+'")
EVERY_PAGE = ""
HEADING = "This page would not be published."


class Preview(logging.Handler):
    """Collects what is wrong in one build, by the source of the page that it concerns.

    root     the folder of the project
    pages    the source of each page, by the name that messages give it
    scripts  the source of each script, by its address
    doing    what the build is at, for whoever waits
    """

    def __init__(self, root: Path):
        super().__init__(logging.WARNING)
        self.root = root
        self.config = None  # until it could be read
        self.wrong: dict[str, list[str]] = defaultdict(list)
        self.pages: dict[str, str] = {}
        self.scripts: dict[str, str] = {}
        self.raised: set[str] = set()
        self.empty: set[str] = set()  # pages that show nothing, and so have no anchors
        self.doing = ""
        logging.getLogger("mkdocs").addHandler(self)

    # ---- what is wrong -----------------------------------------------------------------------

    def say(self, message: str, source: str | None = None) -> None:
        """Put a message on a page; without one, on the page that it names at its beginning, or on all.

        Where something has raised an exception, what is said of the same page later follows from it, and is left out.
        """
        if source is None:
            placed = PLACED.match(message)
            source = self.pages.get(placed["file"], EVERY_PAGE) if placed else EVERY_PAGE
        if source != EVERY_PAGE and source in self.raised:
            return
        if message not in self.wrong[source] and message not in self.wrong[EVERY_PAGE]:
            self.wrong[source].append(message)

    def say_failure(self, failure: Failure, page=None) -> None:
        """Put a failure on the page whose file it names, and on the one that was being made; else on all."""
        sources = {self.pages.get(failure.file), page and page.file.src_uri} - {None}
        for source in sources or {EVERY_PAGE}:
            self.say(as_text(failure), source)

    def note(self, error: Exception, page=None) -> None:
        """Put an exception on the page that was being made, or on all, and into the log."""
        message = in_words(error, self.root)
        self.say(message, page.file.src_uri if page is not None else None)
        self.raised.add(page.file.src_uri if page is not None else EVERY_PAGE)
        log.warning("worked: %s", message)

    def has_raised(self, page) -> bool:
        """Did something raise an exception while this page was being made?"""
        return page.file.src_uri in self.raised

    def emit(self, record: logging.LogRecord) -> None:
        """A warning of MkDocs, a plugin or a hook."""
        if record.name in (log.name, SERVER_LOG):  # it is said already, or tells who asked for what
            return
        message = record.getMessage().strip()
        if (there := NO_ANCHOR.search(message)) and there[1] in self.empty and self.wrong.get(there[1]):
            return  # it follows from what that page says
        about, current = ABOUT_PAGE.match(message), self.config and self.config._current_page
        if about and self.config is None:
            return  # the settings have left this plugin out, which is said of all pages
        if about or current:
            source = about[1] if about else current.file.src_uri
            self.say(about_link(message, Path(self.config.docs_dir), self.root), source)
        else:
            self.say(about_settings(message, self.root))

    def write_banners(self, pages) -> None:
        """Write above each built page what is wrong with it."""
        logging.getLogger("mkdocs").removeHandler(self)
        for page in pages:
            write_banner(
                Path(page.file.abs_dest_path), told_once([*self.wrong[page.file.src_uri], *self.wrong[EVERY_PAGE]])
            )
        for name in self.config.theme.static_templates:
            if name.endswith(".html"):  # such as the page for a wrong address
                write_banner(Path(self.config.site_dir, name), self.wrong[EVERY_PAGE])

    def end(self, error: BaseException) -> list[str]:
        """Hear no more, since the build came to no end: what was heard of the whole site, and of the error."""
        logging.getLogger("mkdocs").removeHandler(self)
        if not isinstance(error, Abort) or not self.wrong.get(EVERY_PAGE):  # MkDocs says the reason, then aborts
            self.say(in_words(error, self.root))
        return self.wrong[EVERY_PAGE]

    # ---- guards ------------------------------------------------------------------------------

    def guard_events(self, config) -> None:
        """Guard the event handlers of all plugins and hooks; their order stays."""
        self.config = config
        for name in EVENTS:
            handlers = config.plugins.events[name]
            handlers[:] = [self.guarded(handler, name) for handler in handlers]

    def guarded(self, handler: Callable, event: str) -> Callable:
        """A handler that gives back what it was given where it would raise."""

        @wraps(handler)
        def run(*given, **details):
            page = details.get("page") or (given[0] if event == "pre_page" else None)
            try:
                return handler(*given, **details)
            except Exception as error:  # a hook may raise anything
                self.note(error, page)
                return None  # MkDocs goes on with what it has

        return run

    def guard_page(self, page, kept: Kept) -> None:
        """Guard the reading of a page, and what extensions of Markdown do to it."""
        read, render = page.read_source, page.render

        def guarded_read(config) -> None:
            try:
                read(config)
            except Exception as error:
                # It was removed a moment ago; or it is no UTF-8, which its check tells with a place.
                if not isinstance(error, UnicodeError):
                    self.note(error, page)
                page.markdown, page.meta = "", {}

        def guarded_render(config, files) -> None:
            try:
                rendered(page, config, files, kept, lambda: self.is_silent(page, lambda: render(config, files)))
            except Exception as error:  # an extension may raise anything, too
                if not self.has_said(error, page):
                    self.note(error, page)
                page.content, page.toc = "", TableOfContents([])
            if not page.content:
                self.empty.add(page.file.src_uri)

        page.read_source, page.render = guarded_read, guarded_render

    def has_said(self, error: Exception, page) -> bool:
        """Has the check of a page said what is missing, with a place, before Markdown met it?"""
        named = QUOTED.search(str(error))
        return bool(named) and any(named[0] in message for message in self.wrong[page.file.src_uri])

    def is_silent(self, page, make: Callable) -> bool:
        """Do something to a page, and tell whether it went without a warning."""
        before = [len(messages) for messages in self.of(page)]
        make()
        return before == [len(messages) for messages in self.of(page)]

    def of(self, page) -> list[list[str]]:
        return [self.wrong[page.file.src_uri], self.wrong[EVERY_PAGE]]

    def guard_templates(self, environment) -> None:
        """Guard the templates, those of the theme and those that a project puts in their place."""
        find = environment.get_template

        def guarded(name, *parent, **details):
            if parent:  # one that another template extends: what it raises reaches that one
                return find(name, *parent, **details)
            try:
                return GuardedTemplate(find(name, **details), self)
            except Exception as error:
                self.note(error, self.config._current_page)
                return GuardedTemplate(None, self)

        environment.get_template = guarded


def told_once(messages: list[str]) -> list[str]:
    """Messages without those that say of one place what another has said of it."""
    return list(
        {
            message.partition("\n")[0] if PLACED.match(message) else message: message for message in reversed(messages)
        }.values()
    )[::-1]


def write_banner(file: Path, messages: list[str]) -> None:
    """Write above a built page what is wrong with it, if something is."""
    if messages:
        file.parent.mkdir(parents=True, exist_ok=True)
        html = file.read_text(encoding="utf-8") if file.exists() else BARE_PAGE
        file.write_text(with_banner(html, HEADING, messages), encoding="utf-8")


class GuardedTemplate:
    """A template that gives a bare page where it would raise."""

    def __init__(self, template, preview: Preview):
        self.template, self.preview = template, preview

    def render(self, context: dict) -> str:
        if self.template is None:
            return BARE_PAGE
        try:
            return self.template.render(context)
        except Exception as error:
            self.preview.note(error, context.get("page"))
            return BARE_PAGE
