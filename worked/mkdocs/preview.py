"""A live preview that goes on, whatever is wrong: the error stands on the page, and the other pages stay as they are.

MkDocs sends no page at all once a plugin, a hook, an extension of Markdown or a template raises. So under
``mkdocs serve`` each of them is guarded: what it raises is put on the page that was being made, or on every
page where it concerns the whole site. A build is not guarded: there the first error stops it.
"""

import html
import logging
import os
import re
from collections import defaultdict
from collections.abc import Callable
from functools import wraps

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import PluginError
from mkdocs.structure.toc import TableOfContents

log = logging.getLogger("mkdocs.plugins.worked")

EVENTS = (
    "pre_build files nav env post_build pre_template template_context post_template "
    "pre_page page_read_source page_markdown page_content page_context post_page"
).split()
TOPS = [re.compile(r"<article\b[^>]*>"), re.compile(r"<body\b[^>]*>")]  # where a banner goes: the text, or the page
BARE_PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head><body></body></html>'
EVERY_PAGE = ""


class Preview:
    """Collects the errors of one build, by the source of the page that they concern.

    failures  what the check says of each page; the page shows it itself, unless it cannot be rendered
    """

    def __init__(self):
        self.errors: dict[str, list[str]] = defaultdict(list)
        self.failures: dict[str, list[str]] = {}

    def guard_events(self, config) -> None:
        """Guard the event handlers of all plugins and hooks; their order stays."""
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

    def guard_rendering(self, page) -> None:
        """Guard what extensions of Markdown do to a page."""
        render = page.render

        def guarded(config, files) -> None:
            try:
                render(config, files)
            except Exception as error:  # so may an extension
                self.errors[page.file.src_uri] += self.failures.get(page.file.src_uri, [])
                self.note(error, page)
                page.content, page.toc = "", TableOfContents([])

        page.render = guarded

    def guard_templates(self, environment) -> None:
        """Guard the templates, those of the theme and those that a project puts in their place."""
        find = environment.get_template

        def guarded(name, *parent, **details):
            if parent:  # one that another template extends: what it raises reaches that one
                return find(name, *parent, **details)
            try:
                return GuardedTemplate(find(name, **details), self)
            except Exception as error:
                self.note(error)
                return GuardedTemplate(None, self)

        environment.get_template = guarded

    def note(self, error: Exception, page=None) -> None:
        source = page.file.src_uri if page is not None else EVERY_PAGE
        message = in_words(error)
        if message not in self.errors[source]:
            self.errors[source].append(message)
            log.warning("worked: %s%s", f"{source}: " if source else "", message)

    def with_banner(self, output: str, page) -> str:
        """A built page, under what is wrong with it."""
        messages = [*self.errors.get(page.file.src_uri, []), *self.errors.get(EVERY_PAGE, [])]
        if not messages:
            return output
        words = html.escape("\n\n".join(messages))
        banner = (
            '<div class="worked-banner" role="alert"><p>This page would not be published.</p>'
            f'<pre tabindex="0">{words}</pre></div>'
        )
        end = next((top.end() for top in (pattern.search(output) for pattern in TOPS) if top), 0)
        return output[:end] + banner + output[end:]


def in_words(error: Exception) -> str:
    """What an error says: of a template with its place, and with its kind where it is not written for people."""
    is_template = isinstance(error, TemplateSyntaxError)
    place = f"{os.path.relpath(error.filename or error.name or '')}:{error.lineno}: " if is_template else ""
    kind = "" if isinstance(error, (PluginError, TemplateSyntaxError)) else f"{type(error).__name__}: "
    return f"{place}{kind}{error}".strip()


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
