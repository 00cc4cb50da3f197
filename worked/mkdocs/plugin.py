"""The MkDocs plugin: every page is checked and rendered; a wrong number stops the build.

Under ``mkdocs serve`` a wrong number puts a banner on its page instead, and the preview goes on.
"""

import logging
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from worked.mkdocs.assets import add_files, announce, with_ledger_files
from worked.mkdocs.hooks import load_anew_next_time
from worked.mkdocs.labs import Labs
from worked.mkdocs.preview import Preview
from worked.read.naming import counts
from worked.read.numbered import NumberedPages
from worked.read.numbers import NUMERAL, Labels
from worked.settings import Settings, SettingsError, settings_for
from worked.show.seen import unseen_numbers
from worked.tell.report import Totals, as_text
from worked.tell.verdict import Verdict, known_verdict

log = logging.getLogger("mkdocs.plugins.worked")


class WorkedPlugin(BasePlugin):
    """Settings are read from [tool.worked] in pyproject.toml, as the command line reads them."""

    is_serving = is_partial = False
    preview: Preview | None = None  # of the build that is under way

    def on_startup(self, *, command, dirty) -> None:
        self.is_serving, self.is_partial = command == "serve", dirty
        if self.is_serving:
            from worked.show.draw import warm_up  # so that the first edit of a snippet shows as fast as the next

            warm_up()

    def on_config(self, config):
        try:
            self.settings = settings_for(Path(config.config_file_path or ".").resolve().parent)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        for path in (self.settings.snippets, self.settings.root / "pyproject.toml"):
            if path.exists() and str(path) not in config.watch:
                config.watch.append(str(path))
        announce(config)
        self.preview = Preview() if self.is_serving else None
        if self.preview:
            load_anew_next_time(config, self.is_partial)
            self.preview.guard_events(config)
        return config

    def on_files(self, files, *, config):
        self.totals, self.messages = Totals(), []
        self.verdicts: dict[str, Verdict] = {}
        self.workshop = None  # made when the first changed page is met
        self.labs = Labs(self.settings, files)
        add_files(files, config)
        return files

    def on_nav(self, nav, *, config, files):
        """Refuse numbers in the site's name and the titles of its navigation, unless they are labels that are true."""
        file = Path(config.config_file_path)
        text = file.read_text(encoding="utf-8")
        titles = [(words, None) for words in (config.site_name, config.site_description, config.copyright) if words]
        for title, target in [*titles, *titles_of(config.nav)]:
            page = Path(config.docs_dir, target) if target else None
            for fault in faults_of_title(title, page, self.settings):
                self.totals.failures += 1
                line = text.count("\n", 0, max(text.find(title), 0)) + 1
                self.messages.append(f"{file.name}:{line}:1: {fault} ({title})")
        self.order = [page.file for page in nav.pages]
        return nav

    def on_pre_page(self, page, *, config, files):
        if self.preview:
            self.preview.guard_rendering(page)
        return page

    def on_page_read_source(self, *, page, config):
        return self.labs.markdown(page)

    @event_priority(100)  # before any plugin that changes the text: lines and columns are the file's
    def on_page_markdown(self, markdown, *, page, config, files):
        path = page.file.abs_src_path
        if path is None or not (path.endswith(".md") or self.labs.has(page)):
            return markdown
        try:
            settings = settings_for(Path(path).parent)  # as the command line reads them: the nearest ones
            verdict = known_verdict(Path(path), settings)
            if verdict is None or not verdict.markdown:
                verdict = self.make(Path(path), settings)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        self.totals.add(verdict)
        self.messages += map(as_text, verdict.failures)
        self.verdicts[path] = verdict
        if self.preview:
            self.preview.failures[page.file.src_uri] = list(map(as_text, verdict.failures))
        if self.labs.has(page):
            self.messages += map(as_text, self.labs.dead_links(page, files))
        return verdict.markdown

    def make(self, path: Path, settings: Settings) -> Verdict:
        """Check and render a page; what only a changed page needs is loaded here."""
        from worked.show.workshop import Workshop

        if self.workshop is None or self.workshop.settings.root != settings.root:
            self.workshop = Workshop(settings)
        return self.workshop.make(path)

    def on_page_content(self, html, *, page, config, files):
        """Compare what the page shows with what the check of its source saw."""
        verdict = self.verdicts.get(page.file.abs_src_path)
        if verdict is not None and verdict.seen is not None:
            for shown in unseen_numbers(verdict.seen, html):
                self.totals.failures += 1
                self.messages.append(
                    f"{page.file.src_uri}:1:1: the built page shows {shown}, which the check did not see\n"
                    "  write  this part in plain Markdown, so that both read it alike"
                )
        if verdict is not None and self.labs.has(page) and (self.is_serving or not verdict.failures):
            html, failures = self.labs.show(html, page, config, files)
            self.messages += map(as_text, failures)
        return html

    @event_priority(-100)  # after all others: what they raise stands in the banner
    def on_post_page(self, output, *, page, config):
        self.labs.write_notebook(page)
        output = with_ledger_files(output, page)
        return self.preview.with_banner(output, page) if self.preview else output

    def on_env(self, env, *, config, files):
        if self.preview:
            self.preview.guard_templates(env)
        self.fill(files)
        if not self.messages:
            log.info("worked: %s", self.totals.line())
        elif self.is_serving:
            log.warning("worked: %s\n\n%s", self.totals.line(), "\n\n".join(self.messages))
        else:
            raise PluginError("\n\n" + "\n\n".join(self.messages) + f"\n\nworked: {self.totals.line()}")
        return env

    def fill(self, files) -> None:
        """Write what the site says about all pages, each of which is checked by now."""
        if self.is_partial:
            left_empty = "the ledger, the references and the cards"
            log.info("worked: a dirty build does not know all pages, and leaves %s empty", left_empty)
            return
        from worked.mkdocs.fill import fill

        ordered = [*self.order, *(file for file in files.documentation_pages() if file not in self.order)]
        checked = [file for file in ordered if file.abs_src_path in self.verdicts]
        pages = [(file.page, self.verdicts[file.abs_src_path]) for file in checked]
        try:
            failures = fill(pages, self.settings)
        except SettingsError as error:
            raise PluginError(f"worked: {error}") from None
        self.totals.failures += len(failures)
        self.messages += map(as_text, failures)


def titles_of(nav) -> list[tuple[str, str | None]]:
    """The titles that ``nav`` in mkdocs.yml gives, each with its page; a group of pages has none."""
    if isinstance(nav, list):
        return [title for entry in nav for title in titles_of(entry)]
    if isinstance(nav, dict):
        own = [(title, entry if isinstance(entry, str) else None) for title, entry in nav.items()]
        return [*own, *(title for entry in nav.values() for title in titles_of(entry))]
    return []


def faults_of_title(title: str, page: Path | None, settings: Settings) -> list[str]:
    """What is wrong with the numbers of a title."""
    labels, pages = Labels(settings.labels), NumberedPages(settings)
    found = []
    for match in NUMERAL.finditer(title):
        noun, start = labels.noun_before(match.start(), title)
        if not labels.cover(*match.span(), title) or not noun or counts(title, start, match.end()):
            found.append(f"nothing accounts for {match[0]}: a title holds labels only")
        elif fault := pages.fault(noun, match[0], page):
            found.append(f"{match[0]} is wrong here: {fault}")
    return found
